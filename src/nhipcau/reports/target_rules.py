"""How far a target is reached on a data date. Pure: numbers and days in, an answer out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from nhipcau.reports.models import Direction, OverTime


class Progress(StrEnum):
    """How a result stands to its target, with regard to the time that has passed."""

    NOTHING = "nothing"  # no figure yet: that is not zero
    REACHED = "reached"
    ON_TRACK = "on-track"
    BEHIND = "behind"
    OVER = "over"  # a ceiling was passed
    WITHIN = "within"  # under a ceiling
    OPEN = "open"  # not reached, and time says nothing about it (a stock without a number to start from)


@dataclass(frozen=True)
class Asked:
    """A target as far as it is measured. Ratios are in hundredths of a per cent."""

    value: int
    start: date
    end: date
    is_ceiling: bool = False
    baseline: int | None = None
    grows: bool = True  # the figure is added up over the periods; else the last one counts


@dataclass(frozen=True)
class Measured:
    """What was reached: per cent of the target and of the time in tenths, and what the present pace would give."""

    progress: Progress
    result: int | None
    per_mille: int | None
    time_per_mille: int
    forecast: int | None = None


def time_passed(start: date, end: date, on: date) -> int:
    """Return the share of the days from `start` to `end` (both included) passed by the end of `on`, in per mille."""
    days = (end - start).days + 1
    gone = min(max((on - start).days + 1, 0), days)
    return gone * 1000 // days


def measure(asked: Asked, result: int | None, *, on: date) -> Measured:
    """Return how far `result`, as of the last day `on` that its data cover, has come. Missing is not zero.

    A flow is held against the time passed; a stock with a number to start from is held by its way from there; any
    other stock is only reached or not. The forecast goes on at the present pace; only a flow has one.
    """
    time = time_passed(asked.start, asked.end, on)
    if result is None:
        return Measured(Progress.NOTHING, None, None, time)
    share = result * 1000 // asked.value if asked.value else None
    if asked.is_ceiling:
        return Measured(Progress.OVER if result > asked.value else Progress.WITHIN, result, share, time)
    forecast = None
    if asked.grows and 0 < time < 1000:
        gone = (on - asked.start).days + 1
        forecast = result * ((asked.end - asked.start).days + 1) // gone
    if result >= asked.value:
        return Measured(Progress.REACHED, result, share, time, forecast)
    way = _way(asked, result)
    if way is None:
        return Measured(Progress.OPEN, result, share, time, forecast)
    return Measured(Progress.ON_TRACK if way >= time else Progress.BEHIND, result, share, time, forecast)


def _way(asked: Asked, result: int) -> int | None:
    """Return the part of the way that was gone, in per mille; None where nobody can say."""
    if asked.grows:
        return result * 1000 // asked.value if asked.value else 1000
    if asked.baseline is None or asked.baseline >= asked.value:
        return None
    return (result - asked.baseline) * 1000 // (asked.value - asked.baseline)


def is_ceiling(direction: str) -> bool:
    """Return whether a target is a ceiling."""
    return direction == Direction.AT_MOST


def progress_words(progress: Progress) -> str:
    """Return how the screen names it."""
    return {
        Progress.NOTHING: _("chưa có số liệu"),
        Progress.REACHED: _("đã đạt"),
        Progress.ON_TRACK: _("đúng tiến độ"),
        Progress.BEHIND: _("chậm so với thời gian"),
        Progress.OVER: _("vượt mức cho phép"),
        Progress.WITHIN: _("trong mức cho phép"),
        Progress.OPEN: _("chưa đạt"),
    }[progress]


PROGRESS_CSS = {
    Progress.NOTHING: "notdue", Progress.REACHED: "ontime", Progress.ON_TRACK: "ontime", Progress.BEHIND: "late",
    Progress.OVER: "missing", Progress.WITHIN: "ontime", Progress.OPEN: "info",
}  # fmt: skip

Days = tuple[date, date]


@dataclass(frozen=True)
class Said:
    """What was reported of one period: the number, and whether it was an estimate."""

    value: int
    is_estimate: bool = False


@dataclass(frozen=True)
class Reached:
    """The result over a span of periods: the number, on how many periods it rests, until which day."""

    value: int
    periods: int
    until: date
    is_estimate: bool = False


def months_of(days: Days) -> int:
    """Return how many calendar months a period touches; periods of one kind have the same number."""
    return (days[1].year - days[0].year) * 12 + days[1].month - days[0].month + 1


def reached(said: Mapping[Days, Said], over_time: str, start: date, end: date) -> Reached | None:
    """Return what was reached from `start` to `end` out of reports of several kinds of periods, None for nothing.

    A quarter and the half-year that holds it are never added up: the kind of period whose reports reach farthest
    counts, of two the one with the most reports.
    """
    kinds: dict[int, dict[Days, Said]] = {}
    for days, what in said.items():
        if start <= days[0] and days[1] <= end:
            kinds.setdefault(months_of(days), {})[days] = what
    if not kinds:
        return None
    best = max(kinds.values(), key=lambda periods: (max(days[1] for days in periods), len(periods)))
    last = max(best, key=lambda days: days[1])
    if over_time == OverTime.SUM:
        value, estimate = sum(one.value for one in best.values()), any(one.is_estimate for one in best.values())
        return Reached(value, len(best), last[1], estimate)
    return Reached(best[last].value, len(best), last[1], best[last].is_estimate)


def remainder(given: int | None, shared: Mapping[object, int]) -> int | None:
    """Return what of a target is not shared out yet; below zero: more was shared than given. None: nothing given."""
    return None if given is None else given - sum(shared.values())
