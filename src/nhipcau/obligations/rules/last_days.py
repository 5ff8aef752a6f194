"""The last day that still counts as on time: the printed day, and what the programme's settings make of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from nhipcau.organisations.models import OffDayRule
from nhipcau.organisations.workdays import PLAIN, WorkCalendar


class DueSettings(Protocol):
    """What a programme sets about due times."""

    before_is_strict: bool
    grace_days: int
    off_day_rule: str


@dataclass(frozen=True)
class Settings:
    """The settings of a programme as frozen with an occurrence; these are the defaults of a duty without programme."""

    before_is_strict: bool = False
    grace_days: int = 0
    off_day_rule: str = OffDayRule.STAY


@dataclass(frozen=True)
class LastDay:
    """The last day that still counts as on time, and what led to it.

    `moved_from` is the day off (`holiday` says why) from which it was moved, forward or back; `at_work` says why a
    weekend or holiday counts as a working day.
    """

    day: date
    is_strict: bool = False
    grace_days: int = 0
    moved_from: date | None = None
    holiday: str = ""
    at_work: str = ""


def last_day(printed: date, due_kind: str, settings: DueSettings, workdays: WorkCalendar = PLAIN) -> LastDay:
    """Return the last day on which a report is on time.

    By default the printed day itself still counts, even where the paper says `trước ngày`; the strict setting takes the
    day before (practice 12). Grace is added in calendar days; then, where the programme says so, a day off is moved to
    the next working day or back to the one before.
    """
    strict = settings.before_is_strict and due_kind == "before"
    day = printed - timedelta(days=1) if strict else printed
    day += timedelta(days=settings.grace_days)
    moves = settings.off_day_rule != OffDayRule.STAY
    moved = day
    if moves:
        moved = workdays.next_at_work(day) if settings.off_day_rule == OffDayRule.NEXT else workdays.last_at_work(day)
    return LastDay(
        moved,
        is_strict=strict,
        grace_days=settings.grace_days,
        moved_from=day if moved != day else None,
        holiday=workdays.why_off(day) if moved != day else "",
        at_work=workdays.why_at_work(day) if moves and moved == day else "",
    )


def next_working_day(day: date, workdays: WorkCalendar = PLAIN) -> date:
    """Return `day`, or the first day after it that is no weekend and no day off."""
    return workdays.next_at_work(day)


def day_off(day: date, workdays: WorkCalendar = PLAIN) -> str:
    """Return why nobody works on `day` (the holiday's name, or the weekday), empty on a working day."""
    return workdays.why_off(day)
