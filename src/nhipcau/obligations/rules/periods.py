"""The periods of a rule, the printed day in each, and the window of its data."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from nhipcau.obligations.models.obligations import Every, Window
from nhipcau.obligations.rules.spec import DataWindow, Period, RuleSpec, months_of
from nhipcau.organisations.workdays import PLAIN, WorkCalendar

MOST_PERIODS = 600  # of one rule at once: weekly for eleven years; a guard against a mistyped year
AHEAD = timedelta(days=14)  # so long before its day a duty stands in the list, though its period has not begun


def periods(
    rule: RuleSpec,
    from_day: date,
    until: date,
    *,
    ends_on: date | None = None,
    anchor: date | None = None,
    workdays: WorkCalendar = PLAIN,
) -> list[Period]:
    """Return the periods of `rule` that have opened by the day `until`, oldest first.

    `from_day` is the day from which the duty holds: a period whose day is past by then is not asked any more (without a
    printed day the end of the period counts). From `ends_on` (excluded) nothing falls due. A duty asked once has one
    period of one day: `anchor` (the day of the data), the rule's cut-off, or `from_day`. A rule without stated period
    has none.
    """
    if rule.every == Every.ONCE:
        on = anchor or rule.data_to or from_day
        return [Period(on, on)] if until >= from_day and (ends_on is None or from_day < ends_on) else []
    if rule.every == Every.UNSTATED:
        return []
    found: list[Period] = []
    # No day lies more than a year behind its period: 400 days back none is still to come.
    period = _period_of(rule.every, from_day - timedelta(days=400), first_year=from_day.year)
    while opens_on(rule, period, workdays) <= until and len(found) < MOST_PERIODS:
        day = printed_due(rule, period, workdays) or period.end
        if ends_on is not None and day >= ends_on:
            break
        if day >= from_day:
            found.append(period)
        period = _next(rule.every, period, first_year=from_day.year)
    return found


def opens_on(rule: RuleSpec, period: Period, workdays: WorkCalendar = PLAIN) -> date:
    """Return the day on which a period opens: its first one, or 14 days before the printed day where that is earlier.

    So a day at the very beginning of a month does not come as a surprise. Weeks open on their Monday.
    """
    printed = None if rule.every == Every.WEEK else printed_due(rule, period, workdays)
    return min(period.start, printed - AHEAD) if printed else period.start


def printed_due(rule: RuleSpec, period: Period, workdays: WorkCalendar = PLAIN) -> date | None:
    """Return the day that the paper prints or the rule counts for a period, None where there is none.

    A day that its month lacks (30 February) is the month's last one. Working days are counted from the day after the
    cut-off, by `workdays`.
    """
    if rule.working_days_after is not None:
        window = data_window(rule, period)
        cut_off = window.end if window and window.end else period.end
        return workdays.after(cut_off, rule.working_days_after)
    if rule.every == Every.ONCE:
        return rule.due
    if rule.days_after_period is not None:
        return period.end + timedelta(days=rule.days_after_period)
    if rule.before_day is None:
        return None
    if rule.every == Every.WEEK:
        return period.start + timedelta(days=rule.before_day - 1)
    if rule.month_of_period is not None:
        return _in_month(period, rule.month_of_period, rule.before_day)
    return _day(period.end.year, _due_month(rule, period), rule.before_day)


def data_window(rule: RuleSpec, period: Period) -> DataWindow | None:
    """Return from which day to which day the figures of a period run; None where the rule says nothing of it.

    The Decree's window (NĐ 09/2019/NĐ-CP, Điều 12): from the 15th of the month before the period to the 14th of its
    last month; a custom one as the paper says.
    """
    if rule.every == Every.ONCE:
        return DataWindow(rule.data_from, rule.data_to) if rule.data_from or rule.data_to else None
    if rule.window == Window.STATE:
        return DataWindow(_in_month(period, 0, 15), _in_month(period, months_of(rule.every), 14))
    if rule.window == Window.CUSTOM:
        return DataWindow(
            _in_month(period, rule.window_from_month or 0, rule.window_from_day or 1),
            _in_month(period, rule.window_to_month or 0, rule.window_to_day or 1),
        )
    return None


def _period_of(every: str, day: date, *, first_year: int) -> Period:
    """Return the period of that kind in which `day` lies; two years are counted from `first_year`."""
    if every == Every.WEEK:
        start = day - timedelta(days=day.weekday())
        return Period(start, start + timedelta(days=6))
    if every == Every.NINE_MONTHS:
        return Period(date(day.year, 1, 1), date(day.year, 9, 30))
    length = months_of(every)
    if length == 24:
        year = day.year - (day.year - first_year) % 2
        return Period(date(year, 1, 1), date(year + 1, 12, 31))
    month = (day.month - 1) // length * length + 1
    return Period(date(day.year, month, 1), _day(day.year, month + length - 1, 31))


def _next(every: str, period: Period, *, first_year: int) -> Period:
    after = date(period.start.year + 1, 1, 1) if every == Every.NINE_MONTHS else period.end + timedelta(days=1)
    return _period_of(every, after, first_year=first_year)


def _due_month(rule: RuleSpec, period: Period) -> int:
    if rule.before_month is None:
        return period.end.month
    if rule.every == Every.HALF_YEAR:
        # `05/6` and `05/12` name the same place in either half.
        return (rule.before_month - 1) % 6 + period.start.month
    if rule.every in (Every.QUARTER, Every.MONTH):
        return period.end.month
    return rule.before_month


def _in_month(period: Period, number: int, day: int) -> date:
    """Return a day of the `number`-th month counted from the period's first (1); 0 is the month before it."""
    months = period.start.year * 12 + period.start.month - 1 + number - 1
    return _day(months // 12, months % 12 + 1, day)


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
