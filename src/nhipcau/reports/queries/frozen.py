"""A frozen consolidation as its page and its paper show it: its own figures, and beside them what they compare with.

What was frozen is never computed again here; comparisons with other periods are as they stand today.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from nhipcau.reports.amounts import Amount, percent_of
from nhipcau.reports.models import AcrossBodies, ConsolidatedFigure, Consolidation
from nhipcau.reports.queries.figures import Period, live
from nhipcau.reports.queries.sent_up import Difference, differences
from nhipcau.reports.queries.table import SumLine, TargetShare, own_table


@dataclass(frozen=True)
class FrozenLine:
    """One line of a frozen consolidation beside số hiện thời; the two are never mixed.

    `now` is what the reports that count today say together; `changed` says where the figure was changed by hand when
    it went upward.
    """

    figure: ConsolidatedFigure
    name: str
    section: str
    unit: str
    in_period: Amount
    cumulative: Amount
    now: int | None
    is_summed: bool
    stage: Amount | None = None
    before: Amount | None = None
    year_before: Amount | None = None
    targets: tuple[TargetShare, ...] = ()
    changed: Difference | None = None

    @property
    def difference(self) -> int | None:
        """Return số hiện thời less số đã báo cáo; None where either is missing."""
        if self.now is None or self.in_period.value is None:
            return None
        return self.now - self.in_period.value


def frozen_lines(consolidation: Consolidation) -> list[FrozenLine]:
    """Return the frozen table; ratios are computed from the frozen sums. A fixed number of queries, about 20."""
    period = Period(consolidation.period_start, consolidation.period_end, consolidation.period_label)
    now = live(consolidation.obligation, period)
    rows = list(consolidation.figures.select_related("indicator").order_by("position"))
    sums = {(row.indicator_id, row.breakdown): row for row in rows}
    beside = {(line.indicator_id, line.breakdown): line for line in own_table(consolidation.obligation, period).lines}
    changed = {}
    if consolidation.sent_as is not None:
        changed = {(each.indicator_id, each.breakdown): each for each in differences(consolidation.sent_as)}
    made = []
    for row in rows:
        part, whole = (
            sums.get((key, row.breakdown)) for key in (row.indicator.numerator_id, row.indicator.denominator_id)
        )
        is_ratio = row.indicator.across == AcrossBodies.RATIO and part is not None and whole is not None
        key = (row.indicator_id, row.breakdown)
        live_sum, line = now.get(key), beside.get(key)
        cumulative = Amount(
            row.cumulative, row.cumulative_counted, row.cumulative_expected, 0,
            part.cumulative if is_ratio else None, whole.cumulative if is_ratio else None,
        )  # fmt: skip
        made.append(
            FrozenLine(
                figure=row,
                name=line.name if line else _name(row),
                section=line.section if line else "",
                unit=row.indicator.unit,
                in_period=Amount(
                    row.value, row.bodies, consolidation.expected, row.estimates,
                    part.value if is_ratio else None, whole.value if is_ratio else None,
                ),
                cumulative=cumulative,
                now=live_sum.value if live_sum else None,
                is_summed=row.indicator.across != AcrossBodies.NOT_SUMMED,
                stage=line.stage if line else None,
                before=line.before if line else None,
                year_before=line.year_before if line else None,
                targets=_targets(line, cumulative, period) if line else (),
                changed=changed.get(key),
            )
        )  # fmt: skip
    return made


def _name(row: ConsolidatedFigure) -> str:
    return f"{row.indicator.name} ({row.breakdown})" if row.breakdown else row.indicator.name


def _targets(line: SumLine, cumulative: Amount, period: Period) -> tuple[TargetShare, ...]:
    """The target of the year is measured by what was frozen."""
    first = date(period.end.year, 1, 1)
    return tuple(
        replace(share, result=cumulative, percent=percent_of(cumulative, share.target.value))
        if share.target.start == first
        else share
        for share in line.targets
    )
