"""Work for later: every night open what has begun."""

from __future__ import annotations

from nhipcau import clock
from nhipcau.obligations.actions import open_occurrences


def open_today() -> int:
    """Open every occurrence whose period has begun; safe to run twice. Returns how many were new."""
    return open_occurrences(on=clock.today())
