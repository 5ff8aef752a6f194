"""An oracle of due days that walks the calendar day by day and shares no code with the rules.

It knows a rule by its fields alone, counts months by turning pages, finds working days by looking at each day, and
asks `holidays` itself. Slow and plain on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import holidays

ONE = timedelta(days=1)
_LENGTHS = {"month": 1, "quarter": 3, "half-year": 6, "nine-months": 9, "year": 12, "two-years": 24}
_FIRST_MONTHS = {
    "month": tuple(range(1, 13)), "quarter": (1, 4, 7, 10), "half-year": (1, 7), "nine-months": (1,), "year": (1,),
    "two-years": (1,),
}  # fmt: skip


@dataclass(frozen=True)
class Office:
    """The days that somebody entered."""

    off: frozenset[date] = field(default_factory=frozenset)
    at_work: frozenset[date] = field(default_factory=frozenset)

    def works(self, day: date) -> bool:
        if day in self.off:
            return False
        if day in self.at_work:
            return True
        feasts, swapped = _year(day.year)
        if day in swapped:
            return True
        return day not in feasts and day.strftime("%w") not in "06"


@cache
def _year(year: int) -> tuple[frozenset[date], frozenset[date]]:
    feasts = holidays.VN(years=[year])
    around = holidays.VN(years=[year - 1, year, year + 1])
    return frozenset(feasts), frozenset(getattr(around, "weekend_workdays", ()))


@dataclass(frozen=True)
class Told:
    """What the oracle says of one period."""

    start: date
    end: date
    window: tuple[date, date] | None
    printed: date | None
    last: date | None


def tell(rule, settings, office: Office, from_day: date, until: date) -> set[Told]:
    """Return every period that has opened by `until` and whose day is not before `from_day`."""
    found = set()
    for start, end in _periods(rule.every, from_day, until):
        window = _window(rule, start)
        printed = _printed(rule, start, end, window, office)
        if (printed or end) < from_day:
            continue
        opens = start
        if printed is not None and rule.every != "week" and printed - 14 * ONE < start:
            opens = printed - 14 * ONE
        if opens > until:
            continue
        last = _last(rule, printed, settings, office) if printed else None
        found.add(Told(start, end, window, printed, last))
    return found


def _periods(every: str, from_day: date, until: date) -> Iterator[tuple[date, date]]:
    day = date(from_day.year - 4, 1, 1)
    while day <= until + 40 * ONE:
        if _begins(every, day, from_day.year):
            yield day, _end(every, day)
        day += ONE


def _begins(every: str, day: date, first_year: int) -> bool:
    if every == "week":
        return day.strftime("%w") == "1"
    if day.day != 1 or day.month not in _FIRST_MONTHS[every]:
        return False
    return every != "two-years" or day.year % 2 == first_year % 2


def _end(every: str, start: date) -> date:
    if every == "week":
        return start + 6 * ONE
    return _page(start, _LENGTHS[every])[-1]


def _page(start: date, number: int) -> list[date]:
    """Return the days of the `number`-th month counted from the one in which `start` lies (0: the one before)."""
    day, turned = start.replace(day=1), 1
    while turned > number:
        day = (day - ONE).replace(day=1)
        turned -= 1
    while turned < number:
        month = day.month
        while day.month == month:
            day += ONE
        turned += 1
    days, month = [], day.month
    while day.month == month:
        days.append(day)
        day += ONE
    return days


def _on_page(page: list[date], number: int) -> date:
    return next((day for day in page if day.day == number), page[-1])


def _window(rule, start: date) -> tuple[date, date] | None:
    if rule.window == "state":
        return _on_page(_page(start, 0), 15), _on_page(_page(start, _LENGTHS[rule.every]), 14)
    if rule.window == "custom":
        first = _on_page(_page(start, rule.window_from_month), rule.window_from_day)
        return first, _on_page(_page(start, rule.window_to_month), rule.window_to_day)
    return None


def _printed(rule, start: date, end: date, window: tuple[date, date] | None, office: Office) -> date | None:
    if rule.working_days_after is not None:
        day, counted = window[1] if window else end, 0
        while counted < rule.working_days_after:
            day += ONE
            counted += office.works(day)
        return day
    if rule.days_after_period is not None:
        return end + rule.days_after_period * ONE
    if rule.before_day is None:
        return None
    if rule.every == "week":
        return next(start + n * ONE for n in range(7) if (start + n * ONE).isoweekday() == rule.before_day)
    if rule.month_of_period is not None:
        return _on_page(_page(start, rule.month_of_period), rule.before_day)
    wanted = end.month
    if rule.before_month is not None and rule.every in ("nine-months", "year", "two-years"):
        wanted = rule.before_month
    if rule.before_month is not None and rule.every == "half-year":
        months = {(start + n * ONE).month for n in range((end - start).days + 1)}
        wanted = next(month for month in months if (month - rule.before_month) % 6 == 0)
    return _on_page(_page(date(end.year, wanted, 1), 1), rule.before_day)


def _last(rule, printed: date, settings, office: Office) -> date:
    day = printed
    counted = rule.working_days_after is not None or rule.days_after_period is not None
    if settings.before_is_strict and not counted and rule.due_kind in ("before", ""):
        day -= ONE
    for _day in range(settings.grace_days):
        day += ONE
    step = {"next": ONE, "previous": -ONE}.get(str(settings.off_day_rule))
    while step and not office.works(day):
        day += step
    return day
