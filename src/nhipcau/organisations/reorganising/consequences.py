"""What a reorganisation means to apps above this one: each registers what it foresees and what it carries over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from nhipcau.organisations.access import Actor
from nhipcau.organisations.reorganising.planning import Plan
from nhipcau.organisations.reorganising.relations import LeftOpen


@dataclass(frozen=True)
class Foreseen:
    """One line of the preview: what it is about, how many rows, what becomes of them."""

    subject: str
    count: int
    text: str


@dataclass(frozen=True)
class Carried:
    """What was written: counts for the trail, and what a person still has to decide."""

    counts: dict[str, int]
    left_open: tuple[LeftOpen, ...] = ()


class Consequence(Protocol):
    """What an app does with a reorganisation."""

    def foresee(self, plan: Plan) -> tuple[Sequence[Foreseen], Sequence[LeftOpen]]:
        """Return what would become of this app's rows; a constant number of queries, nothing is written."""

    def carry(self, plan: Plan, *, by: Actor | None, now: datetime) -> Carried:
        """Write what follows for this app's rows, in the deed's transaction."""


_consequences: dict[str, Consequence] = {}


def register(name: str, consequence: Consequence) -> None:
    """Name an app's part; called once from its `apps.py`."""
    _consequences[name] = consequence


def foresee_all(plan: Plan) -> tuple[list[Foreseen], list[LeftOpen]]:
    """Return what every app foresees."""
    lines: list[Foreseen] = []
    left_open: list[LeftOpen] = []
    for consequence in _consequences.values():
        some, more = consequence.foresee(plan)
        lines += some
        left_open += more
    return lines, left_open


def carry_all(plan: Plan, *, by: Actor | None, now: datetime) -> tuple[dict[str, int], list[LeftOpen]]:
    """Let every app write its part; give the counts and what was left open."""
    counts: dict[str, int] = {}
    left_open: list[LeftOpen] = []
    for consequence in _consequences.values():
        done = consequence.carry(plan, by=by, now=now)
        counts |= done.counts
        left_open += done.left_open
    return counts, left_open
