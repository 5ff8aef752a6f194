"""When duties fall due: periods, the printed day in each, and the last day that still counts as on time.

Pure: days in, days out. A due time is a rule, not a date typed by hand; occurrences follow from it.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Protocol, Self

from nhipcau.obligations.models.obligations import Every

MOST_PERIODS = 600  # of one rule at once: weekly for eleven years; a guard against a mistyped year

_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12, Every.TWO_YEARS: 24}


class NotARule(ValueError):
    """The rule cannot be; the message tells a person what to change."""


@dataclass(frozen=True)
class Period:
    """The days that a report covers, both included."""

    start: date
    end: date


class StoredRule(Protocol):
    """A rule as the table keeps it."""

    every: str
    due_on: date | None
    due_kind: str
    before_day: int | None
    before_month: int | None
    of_last_month: bool
    days_after_period: int | None


@dataclass(frozen=True)
class RuleSpec:
    """A due rule as printed or set: one day (`due`), or a day within each period.

    `before_day` is a day of the month (for `week` a weekday, 1 = Monday); it lies in `before_month`, else in the last
    month of the period. `days_after_period` is set by the coordinator where the paper names the period only.
    `due_kind` is how the paper words it: before, by, within, on, or empty.
    """

    every: str = Every.ONCE
    due: date | None = None
    due_kind: str = ""
    before_day: int | None = None
    before_month: int | None = None
    of_last_month: bool = False
    days_after_period: int | None = None

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Self:
        """Return the rule that `to_plain` made plain, or that a reading printed; raise NotARule where it cannot be."""
        try:
            every = Every(plain.get("every") or Every.UNSTATED)
        except ValueError:
            every = Every.UNSTATED  # a period of the reading that occurrences do not know, such as every day
        due = plain.get("due")
        rule = cls(
            every=every,
            due=date.fromisoformat(due) if due else None,
            due_kind=plain.get("due_kind") or "",
            before_day=plain.get("before_day") or (plain.get("weekday") if every == Every.WEEK else None),
            before_month=plain.get("before_month"),
            of_last_month=plain.get("of") == "last-month",
            days_after_period=plain.get("days_after_period"),
        )
        rule.check()
        return rule

    @classmethod
    def stored(cls, row: StoredRule) -> Self:
        """Return the rule of a stored row."""
        return cls(
            row.every, row.due_on, row.due_kind, row.before_day, row.before_month, row.of_last_month,
            row.days_after_period,
        )  # fmt: skip

    def to_plain(self) -> dict[str, Any]:
        """Return JSON values; `from_plain` gives the same rule back."""
        return {
            "every": str(self.every),
            "due": self.due.isoformat() if self.due else None,
            "due_kind": self.due_kind or None,
            "before_day": self.before_day,
            "before_month": self.before_month,
            "of": "last-month" if self.of_last_month else None,
            "days_after_period": self.days_after_period,
        }

    def check(self) -> None:
        """Raise NotARule where the parts contradict each other."""
        if self.every == Every.ONCE and (self.before_day or self.days_after_period is not None):
            raise NotARule("Việc làm một lần chỉ có một ngày hạn. Hãy xóa ngày trong kỳ hoặc chọn kỳ báo cáo.")
        if self.every != Every.ONCE and self.due:
            raise NotARule("Việc định kỳ không có một ngày hạn cố định. Hãy nhập ngày trong kỳ.")
        if self.before_day is not None and not 1 <= self.before_day <= (7 if self.every == Every.WEEK else 31):
            raise NotARule("Ngày trong kỳ phải từ 1 đến 31 (với hằng tuần: từ 1 là thứ Hai đến 7 là Chủ nhật).")
        if self.before_month is not None and not 1 <= self.before_month <= 12:
            raise NotARule("Tháng phải từ 1 đến 12.")
        if self.before_month and not self.before_day:
            raise NotARule("Đã chọn tháng thì hãy nhập cả ngày.")
        if self.before_day and self.days_after_period is not None:
            raise NotARule("Chỉ chọn một cách: ngày trong kỳ, hoặc số ngày sau khi hết kỳ.")
        if self.days_after_period is not None and not 0 <= self.days_after_period <= 366:
            raise NotARule("Số ngày sau khi hết kỳ phải từ 0 đến 366.")

    @property
    def comes_back(self) -> bool:
        """Whether the duty is periodic."""
        return self.every != Every.ONCE

    @property
    def asks_a_day(self) -> bool:
        """Whether a person should still set the day: the paper names the period only, or not even that."""
        return self.comes_back and self.before_day is None and self.days_after_period is None

    def same_series(self, other: RuleSpec) -> bool:
        """Return whether both rules give the same periods and days (how a duty that restates another is found)."""
        plain = replace(self, due_kind="", of_last_month=False)
        return self.comes_back and plain == replace(other, due_kind="", of_last_month=False)


def periods(
    rule: RuleSpec, from_day: date, until: date, *, ends_on: date | None = None, anchor: date | None = None
) -> list[Period]:
    """Return the periods of `rule` that have begun by the day `until`, oldest first.

    `from_day` is the day from which the duty holds: a period whose day is past by then is not asked any more (without a
    printed day the end of the period counts). From `ends_on` (excluded) nothing falls due. A duty asked once has one
    period of one day, `anchor` (the day of the data) or `from_day`. A rule without stated period has none.
    """
    if rule.every == Every.ONCE:
        on = anchor or from_day
        return [Period(on, on)] if until >= from_day and (ends_on is None or from_day < ends_on) else []
    if rule.every == Every.UNSTATED:
        return []
    found: list[Period] = []
    period = _period_of(rule.every, from_day - timedelta(days=400), first_year=from_day.year)
    while period.start <= until and len(found) < MOST_PERIODS:
        day = printed_due(rule, period) or period.end
        if ends_on is not None and day >= ends_on:
            break
        if day >= from_day:
            found.append(period)
        period = _next(rule.every, period, first_year=from_day.year)
    return found


def printed_due(rule: RuleSpec, period: Period) -> date | None:
    """Return the day that the paper prints for a period, None where it prints none.

    A day that its month lacks (30 February) is the month's last one.
    """
    if rule.every == Every.ONCE:
        return rule.due
    if rule.days_after_period is not None:
        return period.end + timedelta(days=rule.days_after_period)
    if rule.before_day is None:
        return None
    if rule.every == Every.WEEK:
        return period.start + timedelta(days=rule.before_day - 1)
    return _day(period.end.year, _due_month(rule, period), rule.before_day)


class DueSettings(Protocol):
    """What a programme sets about due times."""

    before_is_strict: bool
    grace_days: int
    moves_off_holidays: bool


@dataclass(frozen=True)
class Settings:
    """The settings of a programme as frozen with an occurrence; these are the defaults of a duty without programme."""

    before_is_strict: bool = False
    grace_days: int = 0
    moves_off_holidays: bool = False


@dataclass(frozen=True)
class LastDay:
    """The last day that still counts as on time, and what led to it."""

    day: date
    is_strict: bool = False
    grace_days: int = 0
    moved_from: date | None = None
    holiday: str = ""


def last_day(printed: date, due_kind: str, settings: DueSettings) -> LastDay:
    """Return the last day on which a report is on time.

    By default the printed day itself still counts, even where the paper says `trước ngày`; the strict setting takes the
    day before (practice 12). Grace is added in calendar days; then, where the programme says so, a Saturday, Sunday or
    public holiday of Việt Nam is moved to the next working day.
    """
    strict = settings.before_is_strict and due_kind == "before"
    day = printed - timedelta(days=1) if strict else printed
    day += timedelta(days=settings.grace_days)
    moved = next_working_day(day) if settings.moves_off_holidays else day
    return LastDay(
        moved,
        is_strict=strict,
        grace_days=settings.grace_days,
        moved_from=day if moved != day else None,
        holiday=day_off(day) if moved != day else "",
    )


def next_working_day(day: date) -> date:
    """Return `day`, or the first day after it that is no weekend and no public holiday."""
    while day_off(day):
        day += timedelta(days=1)
    return day


def day_off(day: date) -> str:
    """Return why nobody works on `day` (the holiday's name, or the weekday), empty on a working day."""
    name = _holidays(day.year).get(day, "")
    if name:
        return name
    return {5: "thứ Bảy", 6: "Chủ nhật"}.get(day.weekday(), "")


@lru_cache(maxsize=16)
def _holidays(year: int) -> dict[date, str]:
    import holidays  # heavy: only worlds that move off holidays pay for it

    return dict(holidays.country_holidays("VN", years=year, language="vi"))


def _period_of(every: str, day: date, *, first_year: int) -> Period:
    """Return the period of that kind in which `day` lies; two years are counted from `first_year`."""
    if every == Every.WEEK:
        start = day - timedelta(days=day.weekday())
        return Period(start, start + timedelta(days=6))
    if every == Every.NINE_MONTHS:
        return Period(date(day.year, 1, 1), date(day.year, 9, 30))
    length = _MONTHS[Every(every)]
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


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
