"""One duty and one occurrence, as their pages show them; the duties of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse

from nhipcau.documents.models import Document
from nhipcau.documents.search import MOST_OF_A_SOURCE, Found, excerpt
from nhipcau.obligations import wording
from nhipcau.obligations.dues import Due, next_dues
from nhipcau.obligations.models import AnsweredName, DueRule, Obligation, Occurrence, Owner, Proposal
from nhipcau.obligations.queries.confirming import without_emphasis
from nhipcau.obligations.queries.worklist import WorkRow, work_rows
from nhipcau.obligations.rules import RuleSpec
from nhipcau.organisations import access, names
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.queries import work_calendar
from nhipcau.organisations.workdays import WorkCalendar

MOST_BELOW = 100  # duties of the level below that a page lists


@dataclass(frozen=True)
class RuleRow:
    """A due rule in words with its next days; `asks_a_day` where a person should set the day."""

    rule: DueRule
    words: str
    asks_a_day: bool
    coming: tuple[Due, ...] = ()


@dataclass(frozen=True)
class OwnerGroup:
    """The bodies that owe by one printed name."""

    text: str
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class BodyLine:
    """A body's occurrences of one obligation, one for each period of the table (None: it has none)."""

    body: str
    answers_for: tuple[str, ...]
    cells: tuple[WorkRow | None, ...]


@dataclass(frozen=True)
class LevelBelow:
    """A duty of the level below that feeds this one."""

    duty: Obligation
    recipient: str
    owners: int
    words: str


@dataclass(frozen=True)
class ObligationPage:
    """Everything on the page of a duty."""

    obligation: Obligation
    rules: tuple[RuleRow, ...]
    owners: tuple[OwnerGroup, ...]
    followers: tuple[str, ...]
    recipient: str
    via: str
    issuer: str
    periods: tuple[str, ...]
    lines: tuple[BodyLine, ...]
    restated_by: tuple[Obligation, ...]
    feeds: Obligation | None = None  # the duty of the level above
    feeds_seen: bool = False
    levels_below: tuple[LevelBelow, ...] = ()


@dataclass(frozen=True)
class DocumentDuties:
    """The duties of a document that a reader may see, and whether proposals wait for him."""

    duties: tuple[tuple[Obligation, str], ...]
    waiting: int
    may_propose: bool


def obligation_page(obligation: Obligation, actor: Actor, *, on: date) -> ObligationPage:
    """Return the page of a duty; occurrences are those that the reader may see. Twenty queries, for any number."""
    workdays = work_calendar()
    owners = list(obligation.owners.all())
    followers = Counter(obligation.followers.values_list("organisation_id", "owner_id"))
    following: dict[UUID, int] = {}  # for how many owners; 0: for all
    for follower, owner in followers:
        following[follower] = following.get(follower, 0) + 1 if owner else 0
    ids = list(
        Occurrence.objects.visible_to(actor)
        .filter(obligation=obligation)
        .order_by("period_start", "rule__position")
        .values_list("pk", flat=True)
    )
    rows = work_rows(ids, actor, on=on)
    below = _fed_by(obligation, actor)
    answered = _answered(ids)
    wanted = {row.organisation_id for row in owners} | set(following) | {row.occurrence.body_id for row in rows}
    wanted |= {duty.recipient_id for duty in below}
    wanted |= {obligation.issuer_id, obligation.recipient_id, obligation.via_id} - {None}
    wanted |= {name for many in answered.values() for name in many}
    called = names.bodies(wanted, on=on)
    short = {body: row.short_name for body, row in called.items()}
    rank = {body: row.rank for body, row in called.items()}
    periods = list(dict.fromkeys(row.occurrence.period_label for row in rows))
    return ObligationPage(
        obligation=obligation,
        rules=tuple(_rule(rule, obligation, workdays, on) for rule in obligation.due_rules.all()),
        owners=_owner_groups(owners, short, rank),
        followers=tuple(
            f"{short.get(body, '')} ({count} đơn vị)" if count else short.get(body, "")
            for body, count in sorted(following.items(), key=lambda entry: rank.get(entry[0], 0))
        ),
        recipient=short.get(obligation.recipient_id, ""),
        via=short.get(obligation.via_id, ""),
        issuer=short.get(obligation.issuer_id, ""),
        periods=tuple(periods),
        lines=_lines(rows, periods, short, rank, answered),
        restated_by=tuple(Obligation.objects.visible_to(actor).filter(restates=obligation).select_related("document")),
        feeds=obligation.feeds,
        feeds_seen=bool(obligation.feeds_id)
        and Obligation.objects.visible_to(actor).filter(pk=obligation.feeds_id).exists(),
        levels_below=tuple(
            LevelBelow(duty, short.get(duty.recipient_id, ""), duty.owner_count, rules_words(duty))
            for duty in sorted(below, key=lambda duty: rank.get(duty.recipient_id, 0))
        ),
    )


def _fed_by(obligation: Obligation, actor: Actor) -> list[Obligation]:
    fed = Obligation.objects.visible_to(actor).filter(feeds=obligation).distinct()
    counted = Owner.objects.filter(obligation=OuterRef("pk")).order_by().values("obligation").annotate(n=Count("pk"))
    return list(fed.annotate(owner_count=Subquery(counted.values("n"))).prefetch_related("due_rules")[:MOST_BELOW])


def duties_of(actor: Actor, document: Document) -> dict[str, object]:
    """Return the context of the document page's panel: its duties in order, and what waits. Four queries."""
    waiting = Proposal.objects.visible_to(actor).filter(document=document, is_dropped=False, confirmed_as=None).count()
    rows = Obligation.objects.visible_to(actor).filter(document=document).prefetch_related("due_rules").distinct()
    duties = tuple((row, rules_words(row)) for row in rows.order_by("start", "clause", "pk"))
    may_propose = access.may(actor, Right.PROPOSE_DUTIES, about=Proposal(document=document)) is not None
    return {"found": DocumentDuties(duties, waiting, may_propose)}


def text_with_place(text: str, obligation: Obligation) -> tuple[str, str, str]:
    """Return the document's text before the duty, the duty's own stretch, and the text behind it.

    A duty without a place (typed by hand, not found in the text) has an empty stretch at the end.
    """
    start, end = obligation.start, obligation.end
    if start is None or end is None or not 0 <= start < end <= len(text):
        return without_emphasis(text), "", ""
    return without_emphasis(text[:start]), without_emphasis(text[start:end]), without_emphasis(text[end:])


def find_duties(actor: Actor, words: tuple[str, ...]) -> tuple[Found, ...]:
    """Return the duties that the actor may see and that hold every word, newest first; for the page that looks up."""
    rows = Obligation.objects.visible_to(actor)
    for word in words:
        rows = rows.filter(Q(folded__startswith=word) | Q(folded__contains=f" {word}"))
    rows = rows.select_related("document").distinct().order_by("-holds_from", "clause", "pk")[:MOST_OF_A_SOURCE]
    return tuple(
        Found(
            label=row.title,
            url=reverse("obligations:obligation", args=[row.pk]),
            note=f"{row.document}, điểm {row.clause}" if row.clause not in ("", "0") else str(row.document),
            day=row.holds_from,
            pieces=excerpt(row.text, words),
        )
        for row in rows
    )


def rules_words(obligation: Obligation) -> str:
    """Return the due rules of a duty in words, for a line of a list."""
    return "; ".join(wording.rule_words(RuleSpec.stored(rule)) for rule in obligation.due_rules.all())


def answered_names(occurrence: Occurrence, *, on: date) -> tuple[str, ...]:
    """Return the names of the bodies for which the occurrence's body answers. Two queries."""
    called = names.bodies(occurrence.answers_for.values_list("organisation_id", flat=True), on=on)
    return tuple(row.short_name for row in sorted(called.values(), key=lambda row: row.rank))


def reminder_of(row: WorkRow) -> str:
    """Return the reminder text of an occurrence (chép lời nhắc)."""
    return wording.reminder(
        document=str(row.obligation.document),
        clause=row.obligation.clause,
        title=row.obligation.title,
        last=row.occurrence.until,
    )


def _rule(rule: DueRule, obligation: Obligation, workdays: WorkCalendar, on: date) -> RuleRow:
    spec = RuleSpec.stored(rule)
    return RuleRow(rule, wording.rule_words(spec), spec.asks_a_day, coming_of(spec, obligation, workdays, on=on))


def coming_of(rule: RuleSpec, obligation: Obligation, workdays: WorkCalendar, *, on: date) -> tuple[Due, ...]:
    """Return the next due days of a rule of this duty; none where it has ended or has no day. No query."""
    if obligation.ends_on or not rule.comes_back or not rule.has_a_day:
        return ()
    return tuple(next_dues(rule, obligation.programme, workdays, on=on, holds_from=obligation.holds_from))


def _answered(ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for occurrence, name in AnsweredName.objects.filter(occurrence__in=ids).values_list(
        "occurrence_id", "organisation_id"
    ):
        found.setdefault(occurrence, []).append(name)
    return found


def _owner_groups(owners: Sequence[object], short: dict[UUID, str], rank: dict[UUID, int]) -> tuple[OwnerGroup, ...]:
    found: dict[str, list[UUID]] = {}
    for owner in owners:
        found.setdefault(owner.text, []).append(owner.organisation_id)
    return tuple(
        OwnerGroup(text, tuple(short.get(body, "") for body in sorted(bodies, key=lambda body: rank.get(body, 0))))
        for text, bodies in found.items()
    )


def _lines(
    rows: Sequence[WorkRow],
    periods: Sequence[str],
    short: dict[UUID, str],
    rank: dict[UUID, int],
    answered: dict[UUID, list[UUID]],
) -> tuple[BodyLine, ...]:
    by_body: dict[UUID, dict[str, WorkRow]] = {}
    others: dict[UUID, set[UUID]] = {}
    for row in rows:
        by_body.setdefault(row.occurrence.body_id, {})[row.occurrence.period_label] = row
        others.setdefault(row.occurrence.body_id, set()).update(answered.get(row.occurrence.pk, ()))
    return tuple(
        BodyLine(
            short.get(body, ""),
            tuple(sorted(short.get(name, "") for name in others[body])),
            tuple(by_body[body].get(period) for period in periods),
        )
        for body in sorted(by_body, key=lambda body: rank.get(body, 0))
    )
