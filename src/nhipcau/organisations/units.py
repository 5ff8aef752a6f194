"""The table of administrative units (đơn vị hành chính): what existed on which day, and what became of it.

Reads `data/units.tsv`; what it rests on, and what is doubted, stands in `data/units.md`. No database, no Django.

A code alone does not name a unit: on 1 July 2025 codes were given again (00004 was phường Trúc Bạch and is phường Ba
Đình). A unit's identity is therefore its *key*, era and code: `63:00004` in the table of 63 provinces, `34:00004` in
the table of 34. All units were carried over on that day, also those that went on as they were; `UnitTable.unchanged`
tells which, so that a reader of the table may let them keep one identity.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from functools import lru_cache
from pathlib import Path

from nhipcau.text import fold

_TABLE = Path(__file__).parent / "data" / "units.tsv"
WHOLE = 10_000


class UnitKind(StrEnum):
    """What a unit is, in the words of the law."""

    PROVINCE = "tỉnh"
    CITY = "thành phố"
    URBAN_DISTRICT = "quận"
    DISTRICT = "huyện"
    TOWN = "thị xã"
    WARD = "phường"
    TOWNSHIP = "thị trấn"
    COMMUNE = "xã"
    SPECIAL_ZONE = "đặc khu"


class UnitLevel(IntEnum):
    """Where a unit stands: a city is of the first level or of the second."""

    PROVINCE = 1
    DISTRICT = 2
    COMMUNE = 3


@dataclass(frozen=True, slots=True)
class Successor:
    """One unit that took in another, or a part of it.

    `share` is the part in 1/10,000, None where only the fact of a division is known. `is_main` marks the successor
    that took the largest area, one in each division.
    """

    key: str
    share: int | None
    is_main: bool

    @property
    def code(self) -> str:
        """The official code alone, without the era."""
        return self.key.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it was for a span of days.

    `parent` is the code of the unit above it in the same era, None for a province. `valid_from` None: from before the
    table begins; `valid_until` (excluded) None: still so. `successors` stand on the last span of a unit.
    """

    era: str
    code: str
    name: str
    kind: UnitKind
    parent: str | None
    valid_from: date | None
    valid_until: date | None
    successors: tuple[Successor, ...]

    @property
    def key(self) -> str:
        """The identity: era and code."""
        return f"{self.era}:{self.code}"

    @property
    def level(self) -> UnitLevel:
        """The level, which the length of the code tells: 2, 3 or 5 digits."""
        return _LEVELS[len(self.code)]

    @property
    def full_name(self) -> str:
        """Kind and name as printed at the head of a line: `Xã Đông Giang`."""
        kind = str(self.kind)
        return f"{kind[0].upper()}{kind[1:]} {self.name}"

    def holds_on(self, day: date) -> bool:
        """Return whether this row is true on `day`."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day < self.valid_until)


_LEVELS = {2: UnitLevel.PROVINCE, 3: UnitLevel.DISTRICT, 5: UnitLevel.COMMUNE}


class UnitTable:
    """All units of the table. Every question about a code has a day, because codes were given again."""

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self.units = units
        self._by_code: dict[str, list[Unit]] = defaultdict(list)
        self._spans: dict[str, list[Unit]] = defaultdict(list)
        self._children: dict[tuple[str, str | None], list[Unit]] = defaultdict(list)
        self._predecessors: dict[str, list[Unit]] = defaultdict(list)
        self._named: dict[str, list[Unit]] | None = None
        for unit in units:
            self._by_code[unit.code].append(unit)
            self._spans[unit.key].append(unit)
            self._children[unit.era, unit.parent].append(unit)
            for successor in unit.successors:
                self._predecessors[successor.key].append(unit)

    def as_of(self, day: date) -> tuple[Unit, ...]:
        """Return the units of all levels that existed on `day`: provinces, districts, communes, by code."""
        return tuple(unit for unit in self.units if unit.holds_on(day))

    def by_code(self, code: str, day: date) -> Unit | None:
        """Return the unit that bore `code` on `day`."""
        return next((unit for unit in self._by_code.get(code, ()) if unit.holds_on(day)), None)

    def by_key(self, key: str) -> Unit | None:
        """Return the unit of that identity, as it was in its last span."""
        return self._spans[key][-1] if key in self._spans else None

    def spans(self, key: str) -> tuple[Unit, ...]:
        """Return what a unit was called in its spans, the earliest first."""
        return tuple(self._spans.get(key, ()))

    def children(self, code: str | None, day: date) -> tuple[Unit, ...]:
        """Return the units directly below `code` on `day`, by code; of None the provinces."""
        if code is None:
            above = [(era, None) for era in sorted({unit.era for unit in self.units})]
        else:
            parent = self.by_code(code, day)
            above = [(parent.era, code)] if parent else []
        return tuple(unit for key in above for unit in self._children[key] if unit.holds_on(day))

    def path(self, unit: Unit, day: date) -> tuple[Unit, ...]:
        """Return the units above `unit` on `day`, the nearest first."""
        found: list[Unit] = []
        code = unit.parent
        while code and (above := self.by_code(code, day)):
            found.append(above)
            code = above.parent
        return tuple(found)

    def successors(self, unit: Unit | str) -> tuple[Unit, ...]:
        """Return what a unit, or the unit of that key, became, as it was on the first day: the main successor first.

        The level of districts ended without a successor; a district's are the units that its communes became.
        """
        last = self.by_key(unit if isinstance(unit, str) else unit.key)
        if last is None:
            return ()
        keys = [successor.key for successor in last.successors]
        if not keys and last.level is UnitLevel.DISTRICT:
            communes = self._children[last.era, last.code]
            keys = sorted({successor.key for commune in communes for successor in commune.successors})
        day = last.valid_until
        return tuple(span for key in keys for span in self._spans[key] if day and span.holds_on(day))

    def predecessors(self, unit: Unit | str) -> tuple[Unit, ...]:
        """Return the units that became, wholly or in part, this unit or the unit of that key; by code."""
        return tuple(self._predecessors.get(unit if isinstance(unit, str) else unit.key, ()))

    def unchanged(self, unit: Unit | str) -> Unit | None:
        """Return the unit as which this one went on: same level, whole, and nothing else came to it; else None."""
        came_to = self.successors(unit)
        if len(came_to) != 1 or len(self.predecessors(came_to[0])) != 1:
            return None
        before = self.predecessors(came_to[0])[0]
        return came_to[0] if before.level is came_to[0].level and before.kind is came_to[0].kind else None

    def find(
        self, name: str, kind: UnitKind | str | None = None, parent: str | None = None, *, on: date
    ) -> tuple[Unit, ...]:
        """Return the units called `name` on `day`, with or without its kind in front; best spelling first.

        Case, diacritics and place of the tone do not count (`doi thong` finds Đồi Thông), but a unit whose name is
        spelt as asked comes first. `parent` is the code of a unit at any level above.
        """
        if self._named is None:
            self._named = defaultdict(list)
            for unit in self.units:
                self._named[fold(unit.name)].append(unit)
                self._named[fold(unit.full_name)].append(unit)
        asked = name.casefold().strip()

        def order(unit: Unit) -> tuple[bool, UnitLevel, str]:
            return asked not in (unit.name.casefold(), unit.full_name.casefold()), unit.level, unit.code

        found = {
            unit.key: unit
            for unit in self._named.get(fold(name), ())
            if unit.holds_on(on)
            and (kind is None or unit.kind == kind)
            and (parent is None or parent in {above.code for above in self.path(unit, on)})
        }
        return tuple(sorted(found.values(), key=order))


@lru_cache(maxsize=1)
def load() -> UnitTable:
    """Return the table; it is read once in a process."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    days: dict[str, date | None] = {"": None}
    return UnitTable(tuple(_read(line, days) for line in lines[1:]))


def _read(line: str, days: dict[str, date | None]) -> Unit:
    era, code, kind, name, parent, begins, ends, successors = line.split("\t")
    for day in (begins, ends):
        if day not in days:
            days[day] = date.fromisoformat(day)
    return Unit(
        era=era,
        code=code,
        name=name,
        kind=UnitKind(kind),
        parent=parent or None,
        valid_from=days[begins],
        valid_until=days[ends],
        successors=tuple(_read_successor(part) for part in successors.split()),
    )


def _read_successor(part: str) -> Successor:
    key, _, share = part.partition("=")
    if share.isdigit():
        return Successor(key, int(share), is_main=True)
    return Successor(key, None, is_main=share == "*")
