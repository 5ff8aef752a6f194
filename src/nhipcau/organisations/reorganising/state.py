"""What there is on the day of a reorganisation, as plain rows. Pure; `loading` reads it from the tables."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date

from nhipcau.organisations.reorganising.changes import Body, Key, Place, Unit

TO, THROUGH = "reports-to", "through"


@dataclass(frozen=True)
class LineRow:
    """One line of reporting that holds on the day or begins later; `row` is None for one that is new."""

    programme: Hashable
    lower: Key
    upper: Key
    role: str
    since: date | None = None
    until: date | None = None
    row: int | None = None


@dataclass(frozen=True)
class MemberRow:
    """A membership of a group; `scope` is the body whose group it is."""

    group: Hashable
    body: Key
    scope: Key | None = None
    since: date | None = None
    until: date | None = None
    row: int | None = None


@dataclass(frozen=True)
class FocalRow:
    """`unit` answers for `member` in a programme (None: in all)."""

    programme: Hashable
    unit: Key
    member: Key
    since: date | None = None
    until: date | None = None
    row: int | None = None


@dataclass(frozen=True)
class CoordinationRow:
    """A body that coordinates a programme at a level."""

    programme: Hashable
    body: Key
    level: str
    is_standing_agency: bool = False
    since: date | None = None
    until: date | None = None
    row: int | None = None


@dataclass(frozen=True)
class PostRow:
    """A post in a body; `holder` and `title` for the list that the administrator reads."""

    body: Key
    user: Hashable
    role: str
    title: str = ""
    holder: str = ""
    is_delegate: bool = False
    since: date | None = None
    until: date | None = None
    row: Hashable = None


@dataclass(frozen=True)
class State:
    """Everything that a reorganisation may touch. `fixed` are units with rows that begin after the day."""

    day: date
    bodies: dict[Key, Body] = field(default_factory=dict)
    places: dict[Key, Place] = field(default_factory=dict)
    lines: tuple[LineRow, ...] = ()
    members: tuple[MemberRow, ...] = ()
    focal: tuple[FocalRow, ...] = ()
    coordinations: tuple[CoordinationRow, ...] = ()
    posts: tuple[PostRow, ...] = ()
    # Bodies to whom duties are owed: when they end, somebody must take them over.
    receivers: frozenset[Key] = frozenset()
    fixed: frozenset[Key] = frozenset()

    def unit(self, key: Key) -> Unit | None:
        """Return the row of a body or a place that exists on the day."""
        return self.bodies.get(key) or self.places.get(key)
