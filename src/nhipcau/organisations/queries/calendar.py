"""The working calendar: what was entered, and a year as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nhipcau.organisations.models import CalendarDay, DayKind
from nhipcau.organisations.workdays import PLAIN, WorkCalendar, public_holidays, swapped_to_work

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True)
class DayRow:
    """One day of the page: a public holiday (`entered` None), or a day that was entered."""

    day: date
    weekday: str
    is_off: bool
    reason: str
    document: str = ""
    entered: CalendarDay | None = None


def work_calendar() -> WorkCalendar:
    """Return the working calendar with everything entered. One query."""
    off: dict[date, str] = {}
    at_work: dict[date, str] = {}
    for row in CalendarDay.objects.all():
        (off if row.kind == DayKind.OFF else at_work)[row.day] = row.reason
    return WorkCalendar(off, at_work) if off or at_work else PLAIN


def days_of_year(year: int) -> list[DayRow]:
    """Return the public holidays of a year and the days entered for it, in order; what was entered wins. One query."""
    rows = {
        day: DayRow(day, _WEEKDAYS[day.weekday()], True, name) for day, name in public_holidays(year).items()
    } | {
        day: DayRow(day, _WEEKDAYS[day.weekday()], False, "đi làm bù") for day in swapped_to_work(year)
    }  # fmt: skip
    for row in CalendarDay.objects.filter(day__year=year):
        is_off = row.kind == DayKind.OFF
        rows[row.day] = DayRow(row.day, _WEEKDAYS[row.day.weekday()], is_off, row.reason, row.document, row)
    return [rows[day] for day in sorted(rows)]
