"""Which earlier periods stand beside a figure: the last one, and the same one of the year before."""

from __future__ import annotations

from datetime import date, timedelta

from nhipcau.reports.queries.figures import Period

LOOKS_BACK = timedelta(days=800)  # how far “kỳ trước” is looked for


def year_before(period: Period) -> Period:
    """Return the same period of the year before (cùng kỳ): both days a year earlier, month ends stay month ends."""
    return Period(_earlier(period.start), _earlier(period.end))


def _earlier(day: date) -> date:
    """Return a day a year earlier; the end of February stays its end."""
    is_end = day.month == 2 and day.day >= 28 and (day.day == 29 or day.year % 4 != 0)
    if is_end:
        return date(day.year - 1, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)
