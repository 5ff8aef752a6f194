"""On which days offices work: weekends, public holidays of Việt Nam (Tết by the lunar calendar), and days entered.

Pure: what the administrator entered comes in, an answer goes out. The holidays are those of the Labour Code (Bộ luật
Lao động 2019, Điều 112) with the swaps of past years, from the `holidays` library; a day entered goes before both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

FARTHEST = 400  # days that are walked at most in search of a working day; a guard against a calendar of days off only
_WEEKEND = {5: "thứ Bảy", 6: "Chủ nhật"}


@dataclass(frozen=True)
class WorkCalendar:
    """The calendar with the days that were entered: `off` and `at_work`, each with its reason."""

    off: Mapping[date, str] = field(default_factory=dict)
    at_work: Mapping[date, str] = field(default_factory=dict)

    def why_off(self, day: date) -> str:
        """Return why nobody works on `day` (the holiday's name, or the weekday), empty on a working day."""
        if day in self.off:
            return self.off[day]
        if day in self.at_work or day in swapped_to_work(day.year):
            return ""
        return public_holidays(day.year).get(day, "") or _WEEKEND.get(day.weekday(), "")

    def why_at_work(self, day: date) -> str:
        """Return why a weekend or public holiday is worked, empty on every other day."""
        if day in self.off:
            return ""
        if day in self.at_work:
            return self.at_work[day]
        return "đi làm bù" if day in swapped_to_work(day.year) else ""

    def is_at_work(self, day: date) -> bool:
        """Return whether offices work on `day`."""
        return not self.why_off(day)

    def next_at_work(self, day: date) -> date:
        """Return `day`, or the first working day after it."""
        return next((one for one in _walk(day, 1) if self.is_at_work(one)), day)

    def last_at_work(self, day: date) -> date:
        """Return `day`, or the last working day before it."""
        return next((one for one in _walk(day, -1) if self.is_at_work(one)), day)

    def after(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`, which is not counted itself; `day` where `count` is 0."""
        for _step in range(count):
            day = self.next_at_work(day + timedelta(days=1))
        return day


PLAIN = WorkCalendar()  # nothing entered


@lru_cache(maxsize=64)
def public_holidays(year: int) -> Mapping[date, str]:
    """Return the public holidays of a year with the days off in lieu, each with its name."""
    return dict(_of_year(year))


@lru_cache(maxsize=64)
def swapped_to_work(year: int) -> frozenset[date]:
    """Return the weekend days of a year that are known to have been swapped into working days."""
    known = {day for about in (year - 1, year, year + 1) for day in _of_year(about).weekend_workdays}
    return frozenset(day for day in known if day.year == year)


@lru_cache(maxsize=64)
def _of_year(year: int):
    import holidays  # heavy: only worlds that ask for working days pay for it

    return holidays.country_holidays("VN", years=year, language="vi")


def _walk(day: date, step: int) -> Iterator[date]:
    for _count in range(FARTHEST):
        yield day
        day += timedelta(days=step)
