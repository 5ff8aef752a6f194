"""What a rule comes to in a period: printed day, last day, window of the data, and the reason in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.utils.translation import gettext as _

from nhipcau.obligations import wording
from nhipcau.obligations.models import Every, Window
from nhipcau.obligations.rules import (
    DataWindow,
    DueSettings,
    LastDay,
    Period,
    RuleSpec,
    Settings,
    data_window,
    last_day,
    months_of,
    periods,
    printed_due,
)
from nhipcau.organisations.workdays import PLAIN, WorkCalendar

NEXT = 4  # periods that a preview shows


@dataclass(frozen=True)
class Due:
    """One period of a rule: what falls due, why, and from which day to which day the figures run.

    `notice` says what a person should look at before he lets the rule stand; empty: nothing.
    """

    period: Period
    label: str
    printed: date | None
    last: LastDay | None
    window: DataWindow | None
    reason: str
    notice: str = ""

    @property
    def last_day(self) -> date | None:
        """The last day that is on time."""
        return self.last.day if self.last else None


def due_of(rule: RuleSpec, period: Period, settings: DueSettings | None, workdays: WorkCalendar = PLAIN) -> Due:
    """Return what the rule comes to in a period under the settings of its programme."""
    printed = printed_due(rule, period, workdays)
    last = last_day(printed, rule.kind, settings or Settings(), workdays) if printed else None
    window = data_window(rule, period)
    return Due(
        period,
        wording.period_label(rule, period),
        printed,
        last,
        window,
        wording.due_reason(rule, period, printed, last) if printed and last else "",
        _notice(rule, last.day, window.end, workdays) if last and window and window.end else "",
    )


def next_dues(
    rule: RuleSpec,
    settings: DueSettings | None,
    workdays: WorkCalendar = PLAIN,
    *,
    on: date,
    holds_from: date,
    count: int = NEXT,
    anchor: date | None = None,
) -> list[Due]:
    """Return the next `count` periods whose last day is not past on `on`; fewer where the rule has no more."""
    find = partial(due_of, rule, settings=settings, workdays=workdays)
    coming = (find(period) for period in _coming(rule, on, holds_from, count, anchor, workdays))
    return [due for due in coming if (due.last_day or due.period.end) >= on][:count]


def _coming(
    rule: RuleSpec, on: date, holds_from: date, count: int, anchor: date | None, workdays: WorkCalendar
) -> Iterator[Period]:
    days = months_of(rule.every) * 31 or 7
    if rule.every == Every.NINE_MONTHS:
        days = 366
    until = max(on, holds_from) + timedelta(days=days * (count + 1))
    yield from periods(rule, holds_from, until, anchor=anchor, workdays=workdays)


def _notice(rule: RuleSpec, last: date, cut_off: date, workdays: WorkCalendar) -> str:
    days = {"last": wording.day(last), "cut_off": wording.day(cut_off)}
    if last <= cut_off:
        return _("Hạn %(last)s không sau ngày chốt số liệu %(cut_off)s: báo cáo chỉ có số ước.") % days
    if rule.window == Window.STATE and last < workdays.after(cut_off, 1):
        return (
            _(
                "Giữa ngày chốt số liệu %(cut_off)s và hạn %(last)s chưa có ngày làm việc nào "
                "(Nghị định 09/2019/NĐ-CP, Điều 8 khoản 5: ít nhất 01 ngày làm việc)."
            )
            % days
        )
    return ""
