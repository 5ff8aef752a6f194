"""Opening occurrences: what a rule gives becomes, once and for good, a body's task with its last day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from nhipcau import clock
from nhipcau.obligations import wording
from nhipcau.obligations.dues import due_of
from nhipcau.obligations.models import AnsweredName, DueRule, Obligation, ObligationKind, Occurrence
from nhipcau.obligations.rules import Period, RuleSpec, Settings, periods
from nhipcau.organisations.models import FocalUnit, OrganisationSpan, Succession
from nhipcau.organisations.queries import work_calendar
from nhipcau.organisations.workdays import WorkCalendar

OPENING_LOCK = 7_432_002  # PostgreSQL advisory lock: one opener at a time
_AT_ONCE = 200


@transaction.atomic
def open_occurrences(*, on: date, obligations: Iterable[Obligation] | None = None, now: datetime | None = None) -> int:
    """Open every occurrence whose period has begun by the day `on`; return how many were new. Safe to repeat.

    Members and last day are frozen here: later settings touch only what is not yet open. Without `obligations` all
    duties in force are looked at.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [OPENING_LOCK])
    waiting = Obligation.objects.filter(restates=None).exclude(kind=ObligationKind.STANDING)
    waiting = waiting.filter(Q(ends_on=None) | Q(ends_on__gt=on))
    if obligations is not None:
        waiting = waiting.filter(pk__in=[obligation.pk for obligation in obligations])
    keys = list(waiting.order_by("pk").values_list("pk", flat=True))
    workdays, now = work_calendar(), now or clock.now()
    return sum(_open(keys[start : start + _AT_ONCE], on, now, workdays) for start in range(0, len(keys), _AT_ONCE))


@dataclass
class _World:
    """What is needed to say which body answers for an owner on a day."""

    spans: dict[UUID, list[OrganisationSpan]] = field(default_factory=lambda: defaultdict(list))
    became: dict[UUID, list[Succession]] = field(default_factory=lambda: defaultdict(list))
    focal: dict[UUID, list[FocalUnit]] = field(default_factory=lambda: defaultdict(list))

    def answers(self, owner: UUID, programme: UUID | None, day: date) -> tuple[UUID, ...]:
        """Return who answers for `owner` on that day: its successors if it has ended, each by its focal unit.

        Nobody: it does not exist yet, or has ended without heir; no report is expected of it.
        """
        found = []
        for body in self.heirs(owner, day):
            held = [row for row in self.focal.get(body, ()) if row.holds_on(day)]
            mine = [row for row in held if row.programme_id == programme]
            own = mine or [row for row in held if not row.programme_id]
            found.append(own[0].unit_id if own else body)
        return tuple(dict.fromkeys(found))

    def heirs(self, body: UUID, day: date) -> tuple[UUID, ...]:
        """Return the body itself if it exists on the day, else all that it has become: several where it was divided."""
        found, waiting, seen = [], [body], set()
        for each in waiting:
            spans = self.spans.get(each, ())
            exists = any(span.holds_on(day) for span in spans)
            heirs = [row.successor_id for row in self.became.get(each, ()) if row.on_day <= day and each not in seen]
            seen.add(each)
            if exists or not (heirs or spans):
                found.append(each)
            else:
                waiting += heirs
        return tuple(dict.fromkeys(found))

    def answers_within(self, owner: UUID, programme: UUID | None, first: date, last: date) -> tuple[UUID, ...]:
        """Return who answers on the day `first`, or on the day by `last` on which the owner begins to exist."""
        answering = self.answers(owner, programme, first)
        begun = sorted(span.valid_from for span in self.spans.get(owner, ()) if span.valid_from)
        came = next((day for day in begun if first < day <= last), None)
        return self.answers(owner, programme, came) if not answering and came else answering


def _open(keys: list[UUID], on: date, now: datetime, workdays: WorkCalendar) -> int:
    rows = Obligation.objects.filter(pk__in=keys).select_related("programme").prefetch_related("owners", "due_rules")
    there = set(
        Occurrence.objects.filter(obligation__in=keys).values_list(
            "obligation_id", "rule_id", "body_id", "period_start"
        )
    )
    obligations = list(rows)
    owners = {owner.organisation_id for row in obligations for owner in row.owners.all()}
    world = _load(owners | {row.recipient_id for row in obligations if row.recipient_id})
    new: list[Occurrence] = []
    names: list[AnsweredName] = []
    for obligation in obligations:
        for rule, spec, period in _begun(obligation, on, workdays):
            day = min(on, max(period.start, obligation.holds_from))
            last = min(on, period.end)
            for body, owners in _by_answering_body(obligation, world, day, last).items():
                if (obligation.pk, rule.pk, body, period.start) in there:
                    continue
                occurrence = _occurrence(obligation, rule, spec, period, body, now, workdays)
                new.append(occurrence)
                names += [AnsweredName(occurrence=occurrence, organisation_id=name) for name in owners if name != body]
    Occurrence.objects.bulk_create(new)
    AnsweredName.objects.bulk_create(names)
    return len(new)


def _begun(obligation: Obligation, on: date, workdays: WorkCalendar) -> Iterator[tuple[DueRule, RuleSpec, Period]]:
    for rule in obligation.due_rules.all():
        spec = RuleSpec.stored(rule)
        begun = periods(
            spec, obligation.holds_from, on, ends_on=obligation.ends_on, anchor=obligation.as_of, workdays=workdays
        )
        for period in begun:
            yield rule, spec, period


def _by_answering_body(obligation: Obligation, world: _World, day: date, last: date) -> dict[UUID, list[UUID]]:
    """Return who owes for whom. What reported to a level that was abolished owes nothing to itself above."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    takers = world.heirs(obligation.recipient_id, day) if obligation.recipient_id else ()
    for owner in obligation.owners.all():
        body_itself = world.heirs(owner.organisation_id, day) == (owner.organisation_id,)
        for body in world.answers_within(owner.organisation_id, obligation.programme_id, day, last):
            if body_itself or body not in takers:
                found[body].append(owner.organisation_id)
    return found


def _occurrence(
    obligation: Obligation,
    rule: DueRule,
    spec: RuleSpec,
    period: Period,
    body: UUID,
    now: datetime,
    workdays: WorkCalendar,
) -> Occurrence:
    settings = obligation.programme or Settings()
    due = due_of(spec, period, settings, workdays)
    return Occurrence(
        obligation=obligation,
        rule=rule,
        body_id=body,
        period_start=period.start,
        period_end=period.end,
        period_label=due.label,
        printed_due=due.printed,
        due_kind=spec.due_kind,
        last_day=due.last_day,
        data_from=due.window.start if due.window else None,
        data_to=due.window.end if due.window else None,
        due_settings={
            "before_is_strict": settings.before_is_strict,
            "grace_days": settings.grace_days,
            "off_day_rule": str(settings.off_day_rule),
            "rule": wording.rule_words(spec),
            "reason": due.reason,
        },
        opened_at=now,
    )


def _load(owners: set[UUID]) -> _World:
    world = _World()
    known, newest = set(owners), set(owners)
    while newest:
        rows = list(Succession.objects.filter(predecessor__in=newest))
        for row in rows:
            world.became[row.predecessor_id].append(row)
        newest = {row.successor_id for row in rows} - known
        known |= newest
    for span in OrganisationSpan.objects.filter(organisation__in=known):
        world.spans[span.organisation_id].append(span)
    for unit in FocalUnit.objects.filter(member__in=known):
        world.focal[unit.member_id].append(unit)
    return world
