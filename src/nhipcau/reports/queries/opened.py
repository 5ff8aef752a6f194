"""A figure opened: down to what each body said, or to the level below; by the bodies of then or by those of today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nhipcau.organisations import heirs, names
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import OrganisationSpan
from nhipcau.reports.amounts import Amount, amount_of
from nhipcau.reports.models import Indicator, SummedObligation, Version
from nhipcau.reports.queries.completeness import Completeness, Missing, completeness_by_duty, missing_figure
from nhipcau.reports.queries.figures import Period
from nhipcau.reports.queries.lines_up import Line, Sums, added, line_of, live_by_duty
from nhipcau.reports.queries.opening import BodyFigure, figure_by_body
from nhipcau.reports.queries.table import SumLine

MOST_NAMED = 300


@dataclass(frozen=True)
class HeirPart:
    """What those bodies say together that are one of today's bodies now (`was`)."""

    body: OrganisationSpan
    value: int
    was: tuple[OrganisationSpan, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return len(self.was) == 1 and self.was[0].organisation_id == self.body.organisation_id


@dataclass(frozen=True)
class Undivided:
    """What a body said that was divided since: it is not apportioned among `heirs` (chưa chia)."""

    body: OrganisationSpan
    value: int
    heirs: tuple[OrganisationSpan, ...]


@dataclass(frozen=True)
class AsNow:
    """The same figure by the bodies of today; the total stays what it was."""

    parts: tuple[HeirPart, ...]
    undivided: tuple[Undivided, ...]
    ended: tuple[Undivided, ...]  # ended without an heir


@dataclass(frozen=True)
class OpenedFigure:
    """A figure opened down to its bodies."""

    line: SumLine
    parts: list[tuple[OrganisationSpan, BodyFigure]]
    missing: list[tuple[OrganisationSpan, BodyFigure]]
    linked: frozenset[UUID]  # versions that the reader may open
    now: AsNow | None = None


def opened(
    obligation: SummedObligation,
    period: Period,
    line: SumLine,
    actor: Actor,
    *,
    on: date,
    versions: Sequence[UUID] | None = None,
    as_now: bool = False,
) -> OpenedFigure:
    """Return what each body said about a figure, in protocol order. Five queries, four more by the bodies of today."""
    said = figure_by_body(obligation, period, line.indicator_id, line.breakdown, versions)
    called = names.bodies({row.body_id for row in said}, on=on)
    rows = sorted(((called[row.body_id], row) for row in said), key=lambda pair: (pair[0].rank, str(pair[1].body_id)))
    seen = Version.objects.visible_to(actor).filter(pk__in=[row.version_id for row in said if row.version_id])
    parts = [pair for pair in rows if not pair[1].is_missing]
    return OpenedFigure(
        line,
        parts,
        [pair for pair in rows if pair[1].is_missing],
        frozenset(seen.values_list("pk", flat=True)),
        by_heirs({row.body_id: row.value or 0 for _body, row in parts}, period, on=on) if as_now else None,
    )


def by_heirs(values: Mapping[UUID, int], period: Period, *, on: date) -> AsNow:
    """Return values of bodies as they were in the period by the bodies of the day `on`. Four queries."""
    found = heirs.as_now(values, on=on, then=period.start)
    called = names.bodies({*values, *(heir for old in values for heir in found.all_of(old))}, on=on)
    groups: dict[UUID | None, list[UUID]] = defaultdict(list)
    for old in values:
        groups[found.now(old)].append(old)
    parts = [
        HeirPart(called[body], sum(values[old] for old in olds), tuple(called[old] for old in olds))
        for body, olds in groups.items()
        if body is not None
    ]
    rest = [
        Undivided(called[old], values[old], tuple(sorted((called[h] for h in found.all_of(old)), key=lambda b: b.rank)))
        for old in groups.get(None, [])
    ]
    return AsNow(
        tuple(sorted(parts, key=lambda part: (part.body.rank, str(part.body.organisation_id)))),
        tuple(each for each in rest if each.heirs),
        tuple(each for each in rest if not each.heirs),
    )


@dataclass(frozen=True)
class LevelPart:
    """One body of a level under a figure: what is true now below it, and what it reported itself.

    `child`: the duty by which the level below reports to it, None where there is none or the reader does not see it.
    """

    body: OrganisationSpan
    now: Amount
    reported: BodyFigure | None
    child: UUID | None
    is_linked: bool

    @property
    def difference(self) -> int | None:
        """Return số hiện thời less số đã báo cáo of this body."""
        if self.now.value is None or self.reported is None or self.reported.value is None:
            return None
        return self.now.value - self.reported.value


@dataclass(frozen=True)
class OpenedLevel:
    """A figure of an upper level opened to the bodies directly below, and who has not given it at the line's start."""

    line: SumLine
    parts: list[LevelPart]
    missing: list[tuple[OrganisationSpan, UUID]]
    missing_count: int
    now: AsNow | None = None


def opened_level(
    obligation: SummedObligation, period: Period, line: SumLine, actor: Actor, *, on: date, as_now: bool = False
) -> OpenedLevel:
    """Return a figure of an upper level by the bodies directly below. A fixed number of queries, about 15."""
    line_up = line_of(obligation.pk, [period])
    indicator = Indicator.objects.select_related("numerator", "denominator").get(pk=line.indicator_id)
    wanted = {key for key in (indicator.pk, indicator.numerator_id, indicator.denominator_id) if key}
    sums, owed = _by_child(line_up, period, wanted)
    said = {row.body_id: row for row in figure_by_body(obligation, period, line.indicator_id, line.breakdown)}
    children = {node.recipient_id: node.obligation_id for node in line_up.children(obligation.pk) if node.recipient_id}
    lacking = [] if line.is_ratio else missing_figure(line_up, period, line.indicator_id, line.breakdown)
    shown = sorted(lacking, key=lambda row: (str(row.obligation_id), str(row.body_id)))[:MOST_NAMED]
    called = names.bodies({*said, *children, *(row.body_id for row in shown)}, on=on)
    seen = SummedObligation.objects.visible_to(actor).filter(pk__in=list(children.values()))
    opens = set(seen.values_list("pk", flat=True))
    theirs = [row.version_id for row in said.values() if row.version_id]
    linked = set(Version.objects.visible_to(actor).filter(pk__in=theirs).values_list("pk", flat=True))
    parts = []
    for body in dict.fromkeys([*said, *children]):
        child, own = children.get(body), said.get(body)
        if child is not None and child in owed:
            amount = amount_of(indicator, line.breakdown, sums.get(child, {}), owed[child].expected, {})
        else:
            amount = _own(own)
        parts.append(
            LevelPart(
                called[body], amount, own, child if child in opens else None,
                own is not None and own.version_id in linked,
            )
        )  # fmt: skip
    parts.sort(key=lambda part: (part.body.rank, str(part.body.organisation_id)))
    values = {part.body.organisation_id: part.now.value for part in parts if part.now.value is not None}
    by_now = by_heirs(values, period, on=on) if as_now and line.is_summed and not line.is_ratio else None
    return OpenedLevel(line, parts, _named(shown, called), len(lacking), by_now)


def _by_child(
    line: Line, period: Period, indicators: Iterable[UUID]
) -> tuple[dict[UUID, Sums], dict[UUID, Completeness]]:
    sums: dict[UUID, list[Sums]] = defaultdict(list)
    for duty, part in live_by_duty(line, period, list(indicators)).items():
        sums[line.under(duty) or duty].append(part)
    owed: dict[UUID, Completeness] = {}
    for duty, complete in completeness_by_duty(line, period).items():
        child = line.under(duty) or duty
        owed[child] = owed.get(child, Completeness()) + complete
    return {child: added(parts) for child, parts in sums.items()}, owed


def _own(said: BodyFigure | None) -> Amount:
    if said is None or said.value is None:
        return Amount(None, 0, 1)
    return Amount(said.value, 1, 1, int(said.is_estimate))


def _named(rows: Sequence[Missing], called: Mapping[UUID, OrganisationSpan]) -> list[tuple[OrganisationSpan, UUID]]:
    pairs = [(called[row.body_id], row.occurrence_id) for row in rows]
    return sorted(pairs, key=lambda pair: (pair[0].rank, str(pair[1])))
