"""The table of a period: each line with trong kỳ, lũy kế of year and stage, the periods before it, and its targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from nhipcau.numbers import show_number, show_ratio
from nhipcau.obligations.models import Obligation
from nhipcau.organisations.models import Stage
from nhipcau.reports.amounts import Amount, Key, Total, amount_of, cumulative_of, percent_of
from nhipcau.reports.models import AcrossBodies, Counted, Direction, IndicatorKind, Target
from nhipcau.reports.queries.completeness import Completeness, asked_of_line, completeness_of_line
from nhipcau.reports.queries.figures import Period, expected_of_periods, live_of_periods, periods_back
from nhipcau.reports.queries.form_lines import Continued, FigureLine, continued, lines_of_duties
from nhipcau.reports.queries.lines_up import Line, Sums, answered_of_line, line_of, live_of_line, own_line


@dataclass(frozen=True)
class TargetShare:
    """A target beside the result that it asks for: the figure from the target's first day to the period's last."""

    target: Target
    result: Amount
    percent: str

    @property
    def shown(self) -> str:
        """Return the target as printed."""
        if self.target.indicator.across == AcrossBodies.RATIO:
            return show_ratio(self.target.value, 10_000)
        return show_number(self.target.value)

    @property
    def is_ceiling(self) -> bool:
        """Whether it must not be passed."""
        return self.target.direction == Direction.AT_MOST


@dataclass(frozen=True)
class SumLine:
    """A line of the table: trong kỳ and lũy kế of one indicator; `is_summed` false: không cộng dồn."""

    indicator_id: UUID
    code: str
    breakdown: str
    section: str
    label: str
    unit: str
    is_ratio: bool
    is_summed: bool
    in_period: Amount
    cumulative: Amount
    part: str = ""
    kind: str = IndicatorKind.COUNT
    counted: str = Counted.OTHER
    # Only where levels below feed the duty: what the level's own owners reported, never mixed with số hiện thời.
    reported: Amount | None = None
    stage: Amount | None = None
    before: Amount | None = None
    year_before: Amount | None = None
    targets: tuple[TargetShare, ...] = field(default=())

    @property
    def name(self) -> str:
        """Return its label, with the part's name."""
        return f"{self.label} ({self.part})" if self.part else self.label

    @property
    def difference(self) -> int | None:
        """Return số hiện thời less số đã báo cáo; None where either is missing, and for ratios."""
        if self.reported is None or self.reported.value is None or self.in_period.value is None:
            return None
        return self.in_period.value - self.reported.value


@dataclass(frozen=True)
class Comparison:
    """With which periods a table compares."""

    year: tuple[Period, ...]  # of the year, up to the period itself
    stage: tuple[Period, ...] = ()
    stage_name: str = ""
    before: Period | None = None
    year_before: Period | None = None
    all: tuple[Period, ...] = ()  # oldest first; the last one is the period itself

    @property
    def shown(self) -> tuple[Period, ...]:
        """Return the periods that are looked at, oldest first, each once."""
        wanted = {*self.year, *self.stage, *(p for p in (self.before, self.year_before) if p)}
        return tuple(period for period in self.all if period in wanted)


@dataclass(frozen=True)
class Table:
    """The whole table with what it rests on."""

    period: Period
    lines: list[SumLine]
    comparison: Comparison
    line: Line
    completeness: Completeness

    @property
    def has_levels(self) -> bool:
        """Whether levels below feed the duty in the period itself."""
        return self.line.root not in self.line.leaves[self.period]

    @property
    def has_targets(self) -> bool:
        """Whether any line has a target."""
        return any(line.targets for line in self.lines)

    @property
    def has_breaks(self) -> bool:
        """Whether a series goes on under another indicator in any cell."""
        cells = (cell for line in self.lines for cell in (line.cumulative, line.stage, line.before, line.year_before))
        return any(cell is not None and cell.has_break for cell in cells)


def comparison_of(obligation: Obligation, period: Period) -> Comparison:
    """Return with which periods of the same length a period is compared. Three queries."""
    stage = (
        Stage.objects.filter(
            programme=obligation.programme_id, from_day__lte=period.end, until_day__gte=period.end
        ).first()
        if obligation.programme_id
        else None
    )
    last_year = (_a_year_before(period.start), _a_year_before(period.end))
    since = min(filter(None, [last_year[0], stage.from_day if stage else None]))
    found = periods_back(obligation, period, since=since)
    if period not in found:
        found.append(period)
    year = tuple(p for p in found if p.start >= date(period.end.year, 1, 1))
    earlier = [p for p in found if p.end < period.start]
    return Comparison(
        year=year or (period,),
        stage=tuple(p for p in found if stage and p.start >= stage.from_day),
        stage_name=stage.name if stage else "",
        before=earlier[-1] if earlier else None,
        year_before=next((p for p in found if (p.start, p.end) == last_year), None),
        all=tuple(found),
    )


def _a_year_before(day: date) -> date:
    """Return the same day of the year before; the end of February stays the end of February."""
    if (day.month, day.day) in ((2, 28), (2, 29)):
        return date(day.year, 3, 1).replace(year=day.year - 1) - (date(2001, 3, 1) - date(2001, 2, 28))
    return day.replace(year=day.year - 1)


def table_of(obligation: Obligation, period: Period) -> Table:
    """Return the table of số hiện thời with everything beside it. A fixed number of queries, about 20.

    Lũy kế follows the indicator's rule over time: the periods added up, or the last one; a ratio from its two sums.
    """
    comparison = comparison_of(obligation, period)
    line = line_of(obligation.pk, comparison.shown)
    made, rows, complete = _read(obligation, period, comparison, line)
    if obligation.pk not in line.leaves[period]:
        made = _with_reported(made, rows, obligation, period)
    return Table(period, made, comparison, line, complete)


def own_table(obligation: Obligation, period: Period) -> Table:
    """Return the table over the reports of the duty's own owners only: số đã báo cáo, where levels feed it."""
    comparison = comparison_of(obligation, period)
    line = own_line(obligation.pk, comparison.shown)
    made, _rows, complete = _read(obligation, period, comparison, line)
    return Table(period, made, comparison, line, complete)


def _read(
    obligation: Obligation, period: Period, comparison: Comparison, line: Line
) -> tuple[list[SumLine], list[FigureLine], Completeness]:
    periods = comparison.shown
    rows = lines_of_duties(obligation.pk, line.nodes, period)
    sums = live_of_line(line, periods)
    complete = completeness_of_line(line, periods)
    apart = {row.indicator.pk for row in rows if row.indicator.across == AcrossBodies.NOT_SUMMED}
    answered = answered_of_line(line, period, apart)
    made = compared(
        rows, comparison, sums, {p: complete[p].expected for p in periods}, answered,
        chains=continued(rows), targets=targets_of(obligation, period),
        asked=asked_of_line(line, periods, rows),
    )  # fmt: skip
    return made, rows, complete[period]


def sum_lines(obligation: Obligation, period: Period) -> list[SumLine]:
    """Return the lines of the table of số hiện thời, as `table_of`."""
    return table_of(obligation, period).lines


def compared(
    rows: Sequence[FigureLine],
    comparison: Comparison,
    sums: Mapping[Period, Mapping[Key, Total]],
    expected: Mapping[Period, int],
    answered: Mapping[Key, int],
    *,
    chains: Mapping[UUID, Sequence[Continued]],
    targets: Mapping[Key, Sequence[Target]],
    asked: Mapping[tuple[Period, Key], int],
) -> list[SumLine]:
    """Return the lines with all their comparisons, on what was read."""
    added = {p: bridged(sums[p], chains, only_addable=True) for p in sums}
    any_way = {p: bridged(sums[p], chains, only_addable=False) for p in sums}
    made = lines(rows, comparison.year, added, expected, answered, asked)
    return [
        _beside(line, row, comparison, added, any_way, expected, targets.get(row.key, ()), asked)
        for line, row in zip(made, rows, strict=True)
    ]


def _beside(
    line: SumLine, row: FigureLine, comparison: Comparison, added: Mapping[Period, Mapping[Key, Total]],
    any_way: Mapping[Period, Mapping[Key, Total]], expected: Mapping[Period, int], targets: Sequence[Target],
    asked: Mapping[tuple[Period, Key], int],
) -> SumLine:  # fmt: skip
    def owed(periods: Sequence[Period]) -> list[int]:
        return [asked.get((p, row.key), expected[p]) for p in periods]

    def over(periods: Sequence[Period]) -> Amount | None:
        if not periods or not line.is_summed:
            return None
        return cumulative_of(row.indicator, row.breakdown, [added[p] for p in periods], owed(periods))

    def at(period: Period | None) -> Amount | None:
        if period is None or not line.is_summed:
            return None
        return amount_of(row.indicator, row.breakdown, any_way[period], owed([period])[0], {})

    shares = []
    for target in targets:
        span = [p for p in comparison.shown if p.start >= target.start]
        result = over(span) or line.in_period
        shares.append(TargetShare(target, result, percent_of(result, target.value)))
    return replace(
        line, stage=over(comparison.stage), before=at(comparison.before), year_before=at(comparison.year_before),
        targets=tuple(shares),
    )  # fmt: skip


def bridged(
    sums: Mapping[Key, Total], chains: Mapping[UUID, Sequence[Continued]], *, only_addable: bool
) -> Mapping[Key, Total]:
    """Return sums in which an indicator that says nothing yet takes the one that it continues, marked as a break."""
    if not chains:
        return sums
    found = dict(sums)
    parts = {breakdown for _indicator, breakdown in sums}
    for newer, chain in chains.items():
        for breakdown in parts:
            if (newer, breakdown) in sums:
                continue
            for step in chain:
                if (total := sums.get((step.older.pk, breakdown))) and (step.is_addable or not only_addable):
                    found[newer, breakdown] = replace(total, has_break=True)
                    break
    return found


def lines(
    rows: Iterable[FigureLine],
    periods: Sequence[Period],
    sums: Mapping[Period, Mapping[Key, Total]],
    expected: Mapping[Period, int],
    answered: Mapping[Key, int],
    asked: Mapping[tuple[Period, Key], int] | None = None,
) -> list[SumLine]:
    """Return the lines of a table from its sums by period; the last of `periods` is the one in question.

    `answered` counts the bodies with a number on lines that are never summed; `asked` how many owe a line that is not
    asked of everybody.
    """
    made = []
    for row in rows:
        indicator = row.indicator
        owed = [(asked or {}).get((p, row.key), expected[p]) for p in periods]
        made.append(
            SumLine(
                indicator_id=indicator.pk,
                code=indicator.code,
                breakdown=row.breakdown,
                section=row.section,
                label=row.label,
                unit=indicator.unit,
                is_ratio=indicator.across == AcrossBodies.RATIO,
                is_summed=indicator.across != AcrossBodies.NOT_SUMMED,
                in_period=amount_of(indicator, row.breakdown, sums[periods[-1]], owed[-1], answered),
                cumulative=cumulative_of(indicator, row.breakdown, [sums[p] for p in periods], owed),
                part=row.part,
                kind=indicator.kind,
                counted=indicator.counted,
            )
        )
    return made


def targets_of(obligation: Obligation, period: Period) -> dict[Key, list[Target]]:
    """Return the targets of the body that receives, in force on the period's last day; the longest last. One query."""
    if obligation.recipient_id is None:
        return {}
    rows = Target.objects.filter(
        programme=obligation.programme_id, body=obligation.recipient_id, ended_at=None, start__lte=period.end,
        end__gte=period.end,
    ).select_related("indicator", "stage")  # fmt: skip
    found: dict[Key, list[Target]] = {}
    for target in sorted(rows, key=lambda row: (row.end - row.start, str(row.pk))):
        found.setdefault((target.indicator_id, target.breakdown), []).append(target)
    return found


def _with_reported(
    made: Sequence[SumLine], rows: Sequence[FigureLine], obligation: Obligation, period: Period
) -> list[SumLine]:
    """Put số đã báo cáo beside số hiện thời: over the reports of the level's own owners. Two queries."""
    own: Sums = live_of_periods(obligation, [period])[period]
    expected = expected_of_periods(obligation, [period])[period]
    return [
        replace(line, reported=amount_of(row.indicator, row.breakdown, own, expected, {}))
        for line, row in zip(made, rows, strict=True)
    ]


def period_words(comparison: Comparison) -> dict[str, str]:
    """Return how the columns of comparison are headed."""
    return {
        "stage": comparison.stage_name and _("Lũy kế %(stage)s") % {"stage": comparison.stage_name},
        "before": comparison.before.label if comparison.before else "",
        "year_before": comparison.year_before.label if comparison.year_before else "",
    }
