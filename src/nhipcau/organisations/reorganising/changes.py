"""What an administrator says of a reorganisation: what begins, what becomes of what, what is altered, what ends. Pure.

Bodies and places are told apart by their rows (`Body`, `Place`); both are named by keys. Merging, dividing, renaming,
moving and abolishing are all said with four changes, so that the real ones, which do everything at once, can be said.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date

Key = Hashable
WHOLE = 10_000


@dataclass(frozen=True)
class Body:
    """A body as it is for a span of days; `since` and `until` are the row's own span."""

    key: Key
    name: str
    short_name: str
    kind: str
    level: str
    rank: int = 0
    symbol: str = ""
    parent: Key | None = None
    locality: Key | None = None
    place: str = ""
    code: str = ""
    has_seal: bool = True
    since: date | None = None
    until: date | None = None

    @property
    def label(self) -> str:
        """What messages call it."""
        return self.name


@dataclass(frozen=True)
class Place:
    """A place as it is for a span of days."""

    key: Key
    name: str
    kind: str
    type_name: str
    code: str = ""
    parent: Key | None = None
    rank: int = 0
    since: date | None = None
    until: date | None = None

    @property
    def label(self) -> str:
        """What messages call it: `xã Đông Giang`."""
        return f"{self.type_name} {self.name}"


Unit = Body | Place


@dataclass(frozen=True)
class Part:
    """One successor of a unit, with its share in 1/10,000 where it is known."""

    successor: Key
    share: int | None = None


@dataclass(frozen=True)
class Begin:
    """A unit comes into being."""

    unit: Unit


@dataclass(frozen=True)
class Become:
    """A unit becomes others: one (merged), or several (divided). With `goes_on` it gives parts away and lives on."""

    old: Key
    parts: tuple[Part, ...]
    goes_on: bool = False


@dataclass(frozen=True)
class Alter:
    """A unit goes on, but is now as the row says: renamed, moved, of another kind."""

    unit: Unit


@dataclass(frozen=True)
class End:
    """A unit ends without a successor; `handed_to` takes its papers, its open duties and those who reported to it."""

    old: Key
    handed_to: Key | None = None


Change = Begin | Become | Alter | End


def merge(olds: Iterable[Key], into: Unit | Key) -> list[Change]:
    """Say that `olds` become one: a new unit (its row), or one that is there (its key), which may be one of them."""
    first: list[Change] = [Begin(into)] if isinstance(into, Body | Place) else []
    target = into.key if isinstance(into, Body | Place) else into
    return [*first, *(Become(old, (Part(target, WHOLE),)) for old in olds if old != target)]


def split(old: Key, among: Iterable[tuple[Unit | Key, int | None]]) -> list[Change]:
    """Say that `old` is divided among units with shares in 1/10,000 (None: not known); `old` among them goes on."""
    rows = list(among)
    first: list[Change] = [Begin(unit) for unit, _share in rows if isinstance(unit, Body | Place)]
    parts = [Part(unit.key if isinstance(unit, Body | Place) else unit, share) for unit, share in rows]
    others = tuple(part for part in parts if part.successor != old)
    return [*first, Become(old, others, goes_on=len(others) < len(parts))]


def rename(unit: Unit, name: str, short_name: str = "") -> list[Change]:
    """Say that a unit has another name."""
    if isinstance(unit, Body):
        return [Alter(replace(unit, name=name, short_name=short_name or name[:120]))]
    return [Alter(replace(unit, name=name))]


def move(unit: Unit, parent: Key | None) -> list[Change]:
    """Say that a unit stands below another one."""
    return [Alter(replace(unit, parent=parent))]


def abolish_level(units: Iterable[Unit], level: str) -> list[Change]:
    """Say that every unit of a level ends, without a successor; what of them is handed over, `plan` decides."""
    return [End(unit.key) for unit in units if (unit.level if isinstance(unit, Body) else unit.kind) == level]
