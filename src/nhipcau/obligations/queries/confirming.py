"""What the confirm page shows: the text with the places of the duties, and every proposal with whom it would bind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

from nhipcau.documents.models import Document
from nhipcau.obligations import wording
from nhipcau.obligations.actions import confirming, editing, proposing
from nhipcau.obligations.dues import Due, due_of, next_dues
from nhipcau.obligations.models import ObligationKind, Proposal, ProposedOwner
from nhipcau.obligations.queries.missing import MissedPeriod, missed_periods
from nhipcau.obligations.resolving import Resolver
from nhipcau.obligations.rules import NotARule, Period, RuleSpec, periods
from nhipcau.organisations import names
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import FocalUnit, OrganisationSpan, holds_on
from nhipcau.organisations.queries import work_calendar
from nhipcau.organisations.workdays import WorkCalendar
from nhipcau.text import fold

_EMPHASIS = re.compile(r"\*{1,2}(?=\S)|(?<=\S)\*{1,2}|^\*{2}(?=\s|$)|(?<=\s)\*{2}$")


@dataclass(frozen=True)
class Segment:
    """A stretch of the document's text and the proposals that lay it down; `begins` are those that start here."""

    text: str
    proposals: tuple[UUID, ...] = ()
    begins: tuple[tuple[UUID, str], ...] = ()

    @property
    def shown(self) -> str:
        """The text without the marks of emphasis that some extractions leave (`**trước ngày 31/7**`)."""
        return without_emphasis(self.text)

    @property
    def keys(self) -> str:
        """The proposals' keys, for the script that points from one side to the other."""
        return " ".join(str(key) for key in self.proposals)


@dataclass(frozen=True)
class Member:
    """A body of a group; `is_in` unless it was left out for this duty."""

    id: UUID
    name: str
    is_in: bool


@dataclass(frozen=True)
class OwnerRow:
    """One printed name and what it means."""

    id: int
    text: str
    label: str
    members: tuple[Member, ...]
    is_group: bool
    is_resolved: bool
    is_sure: bool
    why: str
    is_follower: bool
    suggestions: tuple[Member, ...] = ()

    @property
    def count(self) -> int:
        """How many bodies it binds."""
        return sum(member.is_in for member in self.members)


@dataclass(frozen=True)
class DuePreview:
    """What a rule will mean: in words, the newest period with its last day and why, and those that come."""

    words: str
    label: str = ""
    last_day: date | None = None
    reason: str = ""
    asks_a_day: bool = False
    coming: tuple[Due, ...] = ()


@dataclass(frozen=True)
class ProposalRow:
    """One proposal as the page shows it."""

    proposal: Proposal
    owners: tuple[OwnerRow, ...]
    followers: tuple[OwnerRow, ...]
    bodies: int
    occurrences: int
    due: tuple[DuePreview, ...]
    recipient: str
    via: str
    problems: tuple[str, ...]
    restates: str
    missing: MissedPeriod | None
    missing_names: tuple[str, ...]
    join_with: UUID | None
    cuts: tuple[tuple[int, str], ...]
    line_followers: tuple[str, ...] = ()  # who follows a part of the owners by the lines of the programme

    @property
    def is_open(self) -> bool:
        """Whether it waits to be confirmed."""
        return self.proposal.confirmed_as_id is None and not self.proposal.is_dropped

    @property
    def is_ready(self) -> bool:
        """Whether it lacks nothing."""
        return self.is_open and not self.problems


@dataclass(frozen=True)
class Summary:
    """What `Xác nhận tất cả` would do."""

    ready: int
    asked: int
    dropped: int
    confirmed: int
    bodies: int
    joins: int


@dataclass(frozen=True)
class ConfirmPage:
    """Everything on the page."""

    document: Document
    segments: tuple[Segment, ...]
    rows: tuple[ProposalRow, ...]
    summary: Summary
    only_own: bool
    resolver: Resolver


def confirm_page(document: Document, actor: Actor, *, on: date) -> ConfirmPage:
    """Return the page of a document. At most 35 queries, for any number of proposals, owners and bodies."""
    proposals = list(
        Proposal.objects.visible_to(actor)
        .filter(document=document)
        .select_related("restates__document", "confirmed_as", "owners_missing_of__document", "document__programme")
        .prefetch_related("owners__excluded", "owners__group")
    )
    resolver = proposing.resolver_for(document)
    only = confirming.bodies_confirmed_for(document, on=on)
    focal = _focal(document, on)
    page = _Page(
        document, resolver, on, _names(proposals, resolver, on), focal, _missing(proposals, on),
        confirming.followed(document.programme_id, on=on), work_calendar(),
    )  # fmt: skip
    rows = []
    for proposal in proposals:
        rows.append(page.row(proposal, rows[-1] if rows else None))
    return ConfirmPage(
        document,
        tuple(segments(document.text, proposals)),
        tuple(rows),
        _summary(rows, page),
        only is not None,
        resolver,
    )


def segments(text: str, proposals: Sequence[Proposal]) -> list[Segment]:
    """Cut a text at the places of the proposals; dropped ones leave no mark. The segments together are the text."""
    placed = [
        (max(0, p.start), min(p.end, len(text)), p)
        for p in proposals
        if not p.is_dropped and p.start is not None and p.end is not None and p.start < p.end and p.start < len(text)
    ]
    edges = sorted({0, len(text), *(start for start, _end, _p in placed), *(end for _start, end, _p in placed)})
    found = []
    for start, end in pairwise(edges):
        inside = [p for from_, until, p in placed if from_ <= start and end <= until]
        begins = tuple((p.pk, p.clause) for from_, _until, p in placed if from_ == start)
        found.append(Segment(text[start:end], tuple(p.pk for p in inside), begins))
    return found


def without_emphasis(text: str) -> str:
    """Return a text without the marks of emphasis that some extractions leave."""
    return _EMPHASIS.sub("", text)


def search_bodies(resolver: Resolver, query: str, *, limit: int = 12) -> list[tuple[str, str, str]]:
    """Return (value, label, what it is) of bodies and groups that a person may mean by `query`; one query at most.

    Those that the document can mean come first; then any body of that name on the day.
    """
    words = fold(query).split()
    if not words:
        return []
    found = [
        (f"g:{group.id}", group.name, f"nhóm, {len(resolver.scope.members.get(group.id, ()))} đơn vị")
        for group in resolver.scope.groups
        if all(word in fold(group.name) for word in words)
    ]
    near = [
        body
        for body in resolver.scope.bodies.values()
        if all(word in f"{fold(body.name)} {fold(body.short_name)}" for word in words)
    ]
    found += [(f"b:{body.id}", body.name, "") for body in sorted(near, key=lambda body: body.rank)]
    if len(found) < limit:
        there = {body.id for body in near}
        rows = OrganisationSpan.objects.on(resolver.scope.on)
        for word in words:
            rows = rows.filter(folded__contains=word)
        for row in rows.order_by("rank")[:limit]:
            if row.organisation_id not in there:
                found.append((f"b:{row.organisation_id}", row.name, "ngoài phạm vi nơi ban hành"))
    return found[:limit]


@dataclass(frozen=True)
class _Page:
    document: Document
    resolver: Resolver
    on: date
    names: Mapping[UUID, str]
    focal: Mapping[UUID, UUID]
    periods: Mapping[UUID, Sequence[MissedPeriod]]
    followed: Mapping[UUID, Sequence[UUID]]
    workdays: WorkCalendar

    def row(self, proposal: Proposal, before: ProposalRow | None) -> ProposalRow:
        owners = list(proposal.owners.all())
        shown = [self._owner(owner) for owner in owners]
        bodies = confirming.owner_bodies(proposal, owners, self.resolver, on=self.on) if self._is_open(proposal) else {}
        missing = next(
            (
                period
                for period in self.periods.get(proposal.owners_missing_of_id, ())
                if period.start == proposal.owners_missing_period
            ),
            None,
        )
        return ProposalRow(
            proposal=proposal,
            owners=tuple(row for row in shown if not row.is_follower),
            followers=tuple(row for row in shown if row.is_follower),
            bodies=len(bodies),
            occurrences=len({self.focal.get(body, body) for body in bodies}),
            due=tuple(self._due(plain) for plain in proposal.due_rules),
            recipient=self.names.get(proposal.recipient_id, ""),
            via=self.names.get(proposal.via_id, ""),
            problems=tuple(confirming.problems(proposal, owners)) if self._is_open(proposal) else (),
            restates=_restated(proposal),
            missing=missing,
            missing_names=tuple(self._name(body) for body in bodies) if proposal.owners_missing_of_id else (),
            join_with=_joins(proposal, before),
            line_followers=self._followers({body for name in bodies for body in (name, self.focal.get(name, name))}),
            cuts=tuple(editing.cut_points(proposal, self.document.text)) if self._is_open(proposal) else (),
        )

    def _followers(self, bodies: set[UUID]) -> tuple[str, ...]:
        counted = Counter(upper for body in bodies for upper in self.followed.get(body, ()))
        ordered = self.resolver.scope.ordered(counted)
        return tuple(f"{body.short_name} ({counted[body.id]} đơn vị)" for body in ordered)

    def _is_open(self, proposal: Proposal) -> bool:
        return proposal.confirmed_as_id is None and not proposal.is_dropped

    def _owner(self, owner: ProposedOwner) -> OwnerRow:
        target = confirming.Target(owner.organisation_id, owner.group_id, owner.rule)
        left_out = {body.pk for body in owner.excluded.all()}
        bodies = self.resolver.members(target)
        resolved = bool(owner.organisation_id or owner.group_id or owner.rule)
        label = (
            owner.group.name if owner.group_id else (self._name(owner.organisation_id) if owner.organisation_id else "")
        )
        suggestions = () if resolved else self.resolver.resolve(owner.text).suggestions
        return OwnerRow(
            id=owner.pk,
            text=owner.text,
            label=label,
            members=tuple(Member(body.id, body.name, body.id not in left_out) for body in bodies),
            is_group=not owner.organisation_id,
            is_resolved=resolved,
            is_sure=owner.confidence == "sure",
            why=owner.why,
            is_follower=owner.is_follower,
            suggestions=tuple(Member(body, self._name(body), True) for body in suggestions),
        )

    def _due(self, plain: dict[str, object]) -> DuePreview:
        try:
            rule = RuleSpec.from_plain(plain)
        except NotARule as error:
            return DuePreview(str(error), asks_a_day=True)
        return due_preview(rule, self.document, self.workdays, on=self.on)

    def _name(self, body: UUID | None) -> str:
        known = self.resolver.scope.bodies.get(body)
        return known.name if known else self.names.get(body, "")


def due_preview(rule: RuleSpec, document: Document, workdays: WorkCalendar, *, on: date) -> DuePreview:
    """Return what a rule will mean if the document's duty is confirmed on the day `on`. No query."""
    holds_from = min(proposing.day_of(document), on)
    begun = periods(rule, holds_from, on, workdays=workdays)
    period = begun[-1] if begun else Period(on, on)
    due = due_of(rule, period, document.programme, workdays) if begun or not rule.comes_back else None
    return DuePreview(
        words=wording.rule_words(rule),
        label=due.label if due and rule.comes_back else "",
        last_day=due.last_day if due else None,
        reason=due.reason if due else "",
        asks_a_day=rule.asks_a_day,
        coming=tuple(next_dues(rule, document.programme, workdays, on=on, holds_from=holds_from))
        if rule.has_a_day
        else (),
    )


def _names(proposals: Sequence[Proposal], resolver: Resolver, on: date) -> dict[UUID, str]:
    wanted = {body for p in proposals for body in (p.recipient_id, p.via_id) if body}
    wanted |= {owner.organisation_id for p in proposals for owner in p.owners.all() if owner.organisation_id}
    return {body: row.short_name for body, row in names.bodies(wanted, on=resolver.scope.on).items()}


def _focal(document: Document, on: date) -> dict[UUID, UUID]:
    held = FocalUnit.objects.filter(holds_on(on)).values_list("member_id", "unit_id", "programme_id")
    general = {member: unit for member, unit, programme in held if programme is None}
    own = {member: unit for member, unit, programme in held if programme and programme == document.programme_id}
    return general | own


def _missing(proposals: Sequence[Proposal], on: date) -> dict[UUID, Sequence[MissedPeriod]]:
    rules = {p.owners_missing_of_id for p in proposals if p.owners_missing_of_id}
    return {rule: missed_periods(rule, on=on) for rule in rules}


def _restated(proposal: Proposal) -> str:
    if not proposal.restates_id:
        return ""
    return f"{proposal.restates.document}, điểm {proposal.restates.clause}: {proposal.restates.title}"


def _joins(proposal: Proposal, before: ProposalRow | None) -> UUID | None:
    """Return the proposal with which this one is one task: an action without day, then its report in one clause."""
    if before is None or not before.is_open or proposal.is_dropped or proposal.confirmed_as_id:
        return None
    first = before.proposal
    same = first.clause == proposal.clause and _printed(first) == _printed(proposal)
    undated = first.kind == ObligationKind.ACTION and not any(rule.get("due") for rule in first.due_rules)
    dated = proposal.kind == ObligationKind.REPORT and any(rule.get("due") for rule in proposal.due_rules)
    return first.pk if same and undated and dated and not proposal.owners_missing_of_id else None


def _printed(proposal: Proposal) -> list[str]:
    return sorted(owner.text for owner in proposal.owners.all() if not owner.is_follower)


def _summary(rows: Sequence[ProposalRow], page: _Page) -> Summary:
    bound: set[UUID] = set()
    for row in rows:
        if row.is_ready:
            for owner in row.owners:
                bound |= {page.focal.get(member.id, member.id) for member in owner.members if member.is_in}
    return Summary(
        ready=sum(row.is_ready for row in rows),
        asked=sum(bool(row.problems) for row in rows),
        dropped=sum(row.proposal.is_dropped for row in rows),
        confirmed=sum(row.proposal.confirmed_as_id is not None for row in rows),
        bodies=len(bound),
        joins=sum(row.join_with is not None for row in rows),
    )
