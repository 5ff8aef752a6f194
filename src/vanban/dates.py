"""Dates as official documents print them: `05/3/2023`, `ngày 05 tháng 3 năm 2023`, `05.3.2023`.

Only days that exist are dates (30 February is none, nor is the year 0202).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

#: A whole date behind the word `ngày`, or without it where slashes make it plain. Groups: day, month, year (twice).
DATE = (
    r"(?:(?P<{0}d1>\d{{1,2}})\s?[/.\-–]\s?(?P<{0}m1>\d{{1,2}})\s?[/.\-–]\s?(?P<{0}y1>\d{{4}})(?!\d)"
    r"|(?P<{0}d2>\d{{1,2}})\s{{1,4}}tháng\s{{1,4}}(?P<{0}m2>\d{{1,2}})\s{{1,4}}năm\s{{1,4}}(?P<{0}y2>\d{{4}})(?!\d))"
)


def date_pattern(prefix: str = "") -> str:
    """Return the pattern of a date whose groups carry the prefix, so that one expression can hold several."""
    return DATE.format(prefix)


def found_date(match: re.Match[str], prefix: str = "") -> date | None:
    """Return the date that `date_pattern(prefix)` found, `None` if there is no such day."""
    groups = match.groupdict()
    for form in "12":
        if groups.get(f"{prefix}d{form}"):
            return make_date(groups[f"{prefix}y{form}"], groups[f"{prefix}m{form}"], groups[f"{prefix}d{form}"])
    return None


def make_date(year: str | int, month: str | int, day: str | int) -> date | None:
    """Return the date, `None` if there is no such day between 1900 and 2199."""
    year, month, day = int(year), int(month), int(day)
    if not (1900 <= year < 2200 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def last_of_month(year: int, month: int) -> date | None:
    """Return the last day of the month."""
    return make_date(year, month, monthrange(year, month)[1]) if 1900 <= year < 2200 and 1 <= month <= 12 else None
