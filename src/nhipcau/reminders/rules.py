"""On which days somebody is reminded of a due day. Pure: days in, days out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from nhipcau.reminders.models import Moment

MOST_DAYS = 120  # before or after: a reminder farther away helps nobody
LONGEST_PAUSE = 31  # days that a round makes good where the worker stood still


class NotDays(ValueError):
    """The text does not say days; the message tells a person what to write."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi các số ngày cách nhau bằng dấu phẩy, ví dụ 7, 1; mỗi số từ 0 đến 120."))


@dataclass(frozen=True)
class Plan:
    """Days before the last day (0: on it), days after it, and days after it when those above are told."""

    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    escalate: tuple[int, ...] = ()


USUAL = Plan(before=(7, 1), after=(1, 7), escalate=(3,))


@dataclass(frozen=True)
class Due:
    """One reminder that a last day gives: its kind, and how many days lie between."""

    moment: Moment
    days: int


def days_of(text: str) -> tuple[int, ...]:
    """Return the days that `7, 1` says, largest first, each once; raises `NotDays`."""
    parts = [part.strip() for part in re.split(r"[,;]", text) if part.strip()]
    if not all(re.fullmatch(r"[0-9]{1,3}", part) for part in parts):
        raise NotDays
    days = sorted({int(part) for part in parts}, reverse=True)
    if any(day > MOST_DAYS for day in days):
        raise NotDays
    return tuple(days)


def words_of(days: tuple[int, ...]) -> str:
    """Return the text that `days_of` reads."""
    return ", ".join(str(day) for day in days)


def day_of(due: Due, last_day: date) -> date:
    """Return the day on which a reminder of `last_day` is made."""
    return last_day - timedelta(days=due.days) if due.moment is Moment.BEFORE else last_day + timedelta(days=due.days)


def _all(plan: Plan) -> Iterator[Due]:
    yield from (Due(Moment.BEFORE, days) for days in plan.before)
    yield from (Due(Moment.AFTER, days) for days in plan.after)
    yield from (Due(Moment.ESCALATED, days) for days in plan.escalate)


def wanted_on(plan: Plan, first: date, until: date) -> dict[date, tuple[Due, ...]]:
    """Return, for each last day that asks for it, the reminders of the days from `first` to `until` (included).

    Of several of one side only the newest is given: whoever was not told in time is told once.
    """
    found: dict[date, dict[bool, Due]] = {}
    for due in _all(plan):
        sign = 1 if due.moment is Moment.BEFORE else -1
        for back in range((until - first).days + 1):
            last_day = until - timedelta(days=back) + timedelta(days=sign * due.days)
            mine = found.setdefault(last_day, {})
            above = due.moment is Moment.ESCALATED
            if above not in mine or day_of(mine[above], last_day) < day_of(due, last_day):
                mine[above] = due
    return {last_day: tuple(mine.values()) for last_day, mine in found.items()}


def newest_before(plan: Plan, last_day: date, on: date) -> Due | None:
    """Return the reminder that an occurrence opened late should have had by `on`: the newest before its last day."""
    reached = [days for days in plan.before if last_day - timedelta(days=days) <= on <= last_day]
    return Due(Moment.BEFORE, min(reached)) if reached else None


def first_day(last_round: date | None, today: date) -> date:
    """Return from which day on a round looks: the day after the last one, at most a month back."""
    if last_round is None:
        return today
    return max(last_round + timedelta(days=1), today - timedelta(days=LONGEST_PAUSE))
