"""The one clock of the house: views, jobs and commands ask it, nothing else reads the time.

A demo world may start its clock on another day; sessions, tokens and throttling keep real time (Django's own).
Times are kept in UTC and decided in Asia/Ho_Chi_Minh.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
KEPT_FOR_SECONDS = 5.0  # how long a process may trust the world's offset before it asks again

_read_offset: Callable[[], timedelta] | None = None
_offset = timedelta()
_asked_at = float("-inf")
_frozen: datetime | None = None


def offset_from(reader: Callable[[], timedelta]) -> None:
    """Tell the clock who knows how far this world's time is from real time."""
    global _read_offset
    _read_offset = reader
    forget()


def forget() -> None:
    """Ask for the world's offset again at the next look."""
    global _asked_at
    _asked_at = float("-inf")


def now() -> datetime:
    """Return the moment of this world, aware, in UTC."""
    if _frozen is not None:
        return _frozen
    return real_now() + _world_offset()


def today() -> date:
    """Return the day of this world in Hà Nội; before 07:00 there it is not the day of UTC."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """Return the day in Hà Nội on which the aware `moment` falls."""
    return moment.astimezone(HANOI).date()


def start_of(day: date) -> datetime:
    """Return the first moment of a day in Hà Nội, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=HANOI).astimezone(UTC)


def real_now() -> datetime:
    """Return real time, for what must not follow a world's clock (retention of sessions, names of back-ups)."""
    return datetime.now(UTC)


@contextmanager
def frozen(moment: datetime) -> Iterator[datetime]:
    """Stand still at `moment` (aware); for tests and for loading a world's past."""
    global _frozen
    before, _frozen = _frozen, moment
    try:
        yield moment
    finally:
        _frozen = before


def _world_offset() -> timedelta:
    global _offset, _asked_at
    if _read_offset is not None and time.monotonic() - _asked_at > KEPT_FOR_SECONDS:
        _offset = _read_offset()
        _asked_at = time.monotonic()
    return _offset
