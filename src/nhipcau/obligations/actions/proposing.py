"""From a registered document's reading to proposed duties. Nothing here binds anybody: a person confirms."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from nhipcau import clock
from nhipcau.audit import actions as audit
from nhipcau.documents.models import Document
from nhipcau.obligations import resolving, wording
from nhipcau.obligations.events import Event
from nhipcau.obligations.models import Every, Obligation, ObligationKind, Proposal, ProposedOwner
from nhipcau.obligations.queries.missing import latest_missed_period
from nhipcau.obligations.resolving import Resolution, Resolver, Target
from nhipcau.obligations.rules import NotARule, RuleSpec
from vanban import Assignment, Reading

_log = logging.getLogger(__name__)

# `để X tổng hợp báo cáo Y` lays a duty on X too (practice 10).
_COLLECTS = re.compile(
    r"\bđể\s+(?P<owner>[^,.;:()]{3,120}?)\s+tổng hợp,?\s+báo cáo\s+(?:cho\s+|lên\s+|về\s+)?(?P<to>[^,.;:()]{3,120})"
)
_EXPLAINS = re.compile(r"giải trình|chấn chỉnh, khắc phục")
_CLASS_WORD = re.compile(r"\b(?:các|Các)\s+(phòng|sở|ban|bộ|hội)\s*:[^.;:\n]*$")


def issuer_of(document: Document) -> UUID:
    """Return the body from which the document is seen: its issuer, or the body of the register where none is known."""
    return document.issuer_id or document.body_id


def day_of(document: Document) -> date:
    """Return the day as of which names are resolved: the document's date, or the day when it was registered."""
    return document.date or clock.day_of(document.registered_at)


def resolver_for(document: Document) -> Resolver:
    """Return who resolves names of this document. At most 20 queries."""
    return resolving.for_document(
        issuer=issuer_of(document), register=document.body_id, programme=document.programme_id, on=day_of(document)
    )


@transaction.atomic
def propose(document: Document, *, now: datetime) -> int:
    """Propose the duties that were read in `document` and return how many; a document that has some is left alone."""
    if document.proposals.exists():
        return 0
    assignments = _assignments(document)
    if not assignments:
        return 0
    resolver = resolver_for(document)
    earlier: list[tuple[str, tuple[Resolution, ...]]] = []
    made: list[Proposal] = []
    for assignment in assignments:
        owners = _owners(assignment, document, resolver, earlier)
        earlier.append((assignment.clause, owners))
        made.append(_propose_one(document, assignment, owners, resolver, position=len(made)))
        collector = _collector(document, assignment, made[-1], resolver, position=len(made))
        if collector:
            made.append(collector)
    _offer_restating(document, made)
    _offer_missing(document, made, on=clock.day_of(now))
    audit.record(Event.PROPOSED, about=document, by=None, at=now, details={"count": len(made)})
    return len(made)


def _assignments(document: Document) -> Sequence[Assignment]:
    if not document.reading:
        return ()
    try:
        return Reading.from_dict(document.reading).assignments
    except ValueError:
        _log.warning("The stored reading of document %s is of another form; no duties proposed.", document.pk)
        return ()


def _owners(
    assignment: Assignment,
    document: Document,
    resolver: Resolver,
    earlier: Sequence[tuple[str, tuple[Resolution, ...]]],
) -> tuple[Resolution, ...]:
    names = [body.name for body in assignment.owners]
    words = [_class_word(document.text, body.span.start) for body in assignment.owners]
    found: list[Resolution] = []
    for result in resolver.resolve_all(names, class_words=words):
        meant = _meant_by_general_words(assignment, document, resolver, earlier) if result.is_generic else ()
        found.extend(meant or (result,))
    # Two general words of one list (`các cấp, các ngành`) mean the same bodies once.
    return tuple({(owner.text, owner.target): owner for owner in found}.values())


def _meant_by_general_words(
    assignment: Assignment,
    document: Document,
    resolver: Resolver,
    earlier: Sequence[tuple[str, tuple[Resolution, ...]]],
) -> tuple[Resolution, ...]:
    """`các cơ quan, đơn vị`: those already named in the same point, else those to whom the paper is addressed."""
    point = assignment.clause.partition(".")[0]
    for clause, owners in reversed(earlier):
        if point != "0" and clause.partition(".")[0] == point and all(owner.target for owner in owners) and owners:
            return tuple(_likely(owner, "cách gọi chung: các đơn vị nêu ở đầu mục") for owner in owners)
    addressees = list(document.parties.filter(kind="addressee").values_list("text", flat=True))
    named = [result for result in resolver.resolve_all(addressees) if result.target]
    return tuple(_likely(result, "cách gọi chung: nơi nhận ở “Kính gửi”") for result in named)


def _likely(result: Resolution, why: str) -> Resolution:
    return Resolution(result.text, result.target, resolving.LIKELY, why)


def _class_word(text: str, start: int) -> str:
    found = _CLASS_WORD.search(text[max(0, start - 400) : start])
    return found.group(1) if found else ""


def _propose_one(
    document: Document, assignment: Assignment, owners: Sequence[Resolution], resolver: Resolver, *, position: int
) -> Proposal:
    recipient_text = assignment.deliver_to.value if assignment.deliver_to else ""
    via_text = assignment.via.value if assignment.via else ""
    is_report = assignment.kind == ObligationKind.REPORT
    recipient = _body(resolver, recipient_text)
    if is_report and not recipient_text:
        recipient = issuer_of(document)  # not printed: whoever asks for it
    proposal = Proposal.objects.create(
        document=document,
        position=position,
        clause=assignment.clause[:40],
        title=wording.short_title(assignment.text),
        text=assignment.text,
        start=assignment.span.start,
        end=assignment.span.end,
        kind=str(assignment.kind),
        due_rules=[rule.to_plain() for rule in rules_of(assignment)],
        as_of=assignment.as_of,
        coordinators_text="; ".join(body.name for body in assignment.coordinators),
        recipient_text=recipient_text[:300],
        recipient_id=recipient,
        via_text=via_text[:300],
        via_id=_body(resolver, via_text),
        confidence=str(assignment.confidence),
        why=wording.reading_reason(assignment.why),
    )
    add_owners(proposal, owners)
    return proposal


def add_owners(proposal: Proposal, owners: Sequence[Resolution], *, is_follower: bool = False) -> None:
    """Write resolved names as owners (or followers) of a proposal, behind those that it has."""
    first = proposal.owners.count()
    ProposedOwner.objects.bulk_create(
        ProposedOwner(
            proposal=proposal,
            position=first + index,
            text=owner.text[:500],
            organisation_id=(owner.target or Target()).organisation,
            group_id=(owner.target or Target()).group,
            rule=(owner.target or Target()).rule,
            confidence=owner.confidence,
            why=owner.why[:300],
            is_follower=is_follower,
        )
        for index, owner in enumerate(owners)
    )


def rules_of(assignment: Assignment) -> list[RuleSpec]:
    """Return the due rules that a reading prints; a standing duty has none, one without a day has one without a day."""
    kind = str(assignment.due_kind or "")
    if assignment.recurrence:
        wording_kind = kind or str((assignment.deadline.kind if assignment.deadline else None) or "before")
        found = []
        for entry in assignment.recurrence:
            plain = {
                "every": str(entry.every) if entry.every else None,
                "due_kind": wording_kind,
                "before_day": entry.before_day,
                "before_month": entry.before_month,
                "of": entry.of,
                "weekday": entry.weekday,
            }
            try:
                found.append(RuleSpec.from_plain(plain))
            except NotARule:
                found.append(RuleSpec(every=Every.UNSTATED))
        return found
    if assignment.due:
        return [RuleSpec(due=assignment.due, due_kind=kind)]
    return [] if assignment.kind == ObligationKind.STANDING else [RuleSpec()]


def _body(resolver: Resolver, printed: str) -> UUID | None:
    if not printed:
        return None
    target = resolver.resolve(printed).target
    members = resolver.members(target)
    return members[0].id if len(members) == 1 else None


def _collector(
    document: Document, assignment: Assignment, source: Proposal, resolver: Resolver, *, position: int
) -> Proposal | None:
    """`… để X tổng hợp báo cáo cho Y`: X's own duty towards Y; its day is asked."""
    stretch = document.text[assignment.span.start : assignment.span.end]
    found = _COLLECTS.search(stretch) or _COLLECTS.search(assignment.text)
    if not found:
        return None
    rules = [RuleSpec(every=rule.every) for rule in rules_of(assignment) if rule.comes_back] or [RuleSpec()]
    in_place = found.string is stretch
    proposal = Proposal.objects.create(
        document=document,
        position=position,
        clause=source.clause,
        title=wording.short_title(f"Tổng hợp báo cáo {found['to']}: {source.title}"),
        text=" ".join(found.group().split()),
        start=assignment.span.start + found.start() if in_place else source.start,
        end=assignment.span.start + found.end() if in_place else source.end,
        kind=ObligationKind.REPORT,
        due_rules=[rule.to_plain() for rule in rules],
        recipient_text=found["to"].strip()[:300],
        recipient_id=_body(resolver, found["to"].strip()),
        confidence=resolving.LIKELY,
        why="suy ra từ “để … tổng hợp báo cáo …”: ngày gửi cần đặt",
    )
    add_owners(proposal, resolver.resolve_all([" ".join(found["owner"].split())]))
    return proposal


def _offer_restating(document: Document, made: Sequence[Proposal]) -> None:
    """Offer `nhắc lại` where a duty with the same periods and days stands already, of the same issuer or programme."""
    existing = existing_series(document)
    for proposal in made:
        rules = [RuleSpec.from_plain(plain) for plain in proposal.due_rules]
        same = next((row for row, series in existing if _same_series(rules, series)), None)
        if same is not None and (proposal.recipient_text == "" or proposal.recipient_id == same.recipient_id):
            proposal.restates = same
            proposal.save(update_fields=["restates"])


def existing_series(document: Document) -> list[tuple[Obligation, list[RuleSpec]]]:
    """Return the periodic duties in force that this document may restate, newest first. Two queries."""
    standing = Obligation.objects.filter(issuer=issuer_of(document), restates=None, ends_on=None)
    if document.programme_id:
        standing = standing.filter(programme__in=[document.programme_id])
    rows = standing.exclude(document=document).prefetch_related("due_rules").order_by("-holds_from")
    return [(row, [RuleSpec.stored(rule) for rule in row.due_rules.all()]) for row in rows]


def _same_series(rules: Sequence[RuleSpec], series: Sequence[RuleSpec]) -> bool:
    return bool(rules) and all(any(rule.same_series(other) for other in series) for rule in rules)


def _offer_missing(document: Document, made: Sequence[Proposal], *, on: date) -> None:
    """An explanation is owed by those alone who missed the rule that the same clause restates (practice 7)."""
    for proposal in made:
        if not _EXPLAINS.search(proposal.text):
            continue
        rule = next((other for other in made if other.clause == proposal.clause and other.restates_id), None)
        period = latest_missed_period(rule.restates_id, on=on) if rule else None
        if rule and period:
            proposal.owners_missing_of_id = rule.restates_id
            proposal.owners_missing_period = period.start
            proposal.save(update_fields=["owners_missing_of", "owners_missing_period"])
