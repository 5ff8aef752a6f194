"""The nation's reorganisations, composed from the table of units: which places and bodies become which. Pure.

On a day of the table every place with an official code becomes what the table says, and the bodies of a place follow
it: bodies of one family (the same name but for the place) join in the family's body at the new place. Bodies of a level
that ended end with it. Party commissions that were joined are joined (`COMMISSIONS`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Protocol

from django.utils.translation import gettext as _

from nhipcau.organisations import units
from nhipcau.organisations.models.kinds import Level, LocalityKind, OrganisationKind
from nhipcau.organisations.reorganising.changes import (
    Alter,
    Become,
    Begin,
    Body,
    Change,
    End,
    Key,
    Part,
    Place,
)
from nhipcau.organisations.reorganising.relations import LeftOpen
from nhipcau.organisations.reorganising.state import State
from nhipcau.organisations.units import Unit, UnitLevel, UnitTable

# What the Party's commissions were joined into in 2025: the beginning of a name, and of its symbol.
COMMISSIONS = (
    ("Ban Dân vận", "Ban Tuyên giáo và Dân vận", "BDV", "BTGDV"),
    ("Ban Tuyên giáo", "Ban Tuyên giáo và Dân vận", "BTG", "BTGDV"),
    ("Khối Dân vận", "Ban Xây dựng Đảng", "KDV", "BXDĐ"),
)
_LEVELS = {
    UnitLevel.PROVINCE: LocalityKind.PROVINCE,
    UnitLevel.DISTRICT: LocalityKind.DISTRICT,
    UnitLevel.COMMUNE: LocalityKind.COMMUNE,
}
_COMMITTEES = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy"}
_PROVINCIAL = re.compile(r"\b(?:Tỉnh ủy|Thành ủy)\b")
_DISTRICTS = re.compile(r"\b(?:Huyện ủy|Quận ủy|Thị ủy|Thành ủy)\b.*")


@dataclass(frozen=True)
class Composed:
    """The changes that the table gives for the places and bodies that are there, and what it does not know."""

    changes: tuple[Change, ...]
    left_open: tuple[LeftOpen, ...]


def compose(state: State, table: UnitTable, new_key: Callable[[], Key], *, commissions: bool = True) -> Composed:
    """Return the changes of the state's day by the table of units; `new_key` gives keys of new places and bodies."""
    places = _Places(state, table, new_key)
    places.read()
    bodies = following(state, places, new_key, commissions=commissions)
    return Composed((*places.changes, *bodies), tuple(places.left_open))


# ---- places ---------------------------------------------------------------------------------------------------------
class _Places:
    """What becomes of each place by the table."""

    def __init__(self, state: State, table: UnitTable, new_key: Callable[[], Key]) -> None:
        self.state, self.table, self.new_key = state, table, new_key
        self.before = state.day - timedelta(days=1)
        self.changes: list[Change] = []
        self.left_open: list[LeftOpen] = []
        self.parts: dict[Key, tuple[Part, ...]] = {}  # of a place that became others
        self.goes_on: dict[Key, Place] = {}  # of a place that went on, as it is now
        self.begun: dict[Key, Place] = {}
        self.ended: set[Key] = set()
        self._keys: dict[str, Key] = {}  # the table's key of a unit of the new era → the place

    def read(self) -> None:
        """Read every place that has a code of the table."""
        known: dict[Key, Unit] = {}
        for key, place in self.state.places.items():
            unit = self.table.by_code(place.code, self.before) if place.code else None
            if unit is not None and _LEVELS[unit.level] == place.kind:
                known[key] = unit
            elif place.kind != LocalityKind.VILLAGE:
                text = _("“%s” không có trong bảng đơn vị hành chính: giữ nguyên, hãy tự sắp xếp.")
                self.left_open.append(LeftOpen("place", key, text % place.label))
        # From the top downward, so that a parent that went on is known before its children.
        for key, unit in sorted(known.items(), key=lambda row: (row[1].level, row[1].code)):
            if unit.valid_until == self.state.day:
                self._take(key, unit)

    def _take(self, key: Key, unit: Unit) -> None:
        later = [span for span in self.table.spans(unit.key) if span.valid_from == self.state.day]
        same = later[0] if later else self.table.unchanged(unit)
        if same is not None and same.holds_on(self.state.day):
            self._keys[same.key] = key
            now = self._place(key, same, rank=self.state.places[key].rank)
            self.goes_on[key] = now
            self.changes.append(Alter(now))
        elif unit.successors:
            main_first = sorted(unit.successors, key=lambda successor: not successor.is_main)
            parts = tuple(Part(self._begin(each.key), each.share) for each in main_first)
            self.parts[key] = parts
            self.changes.append(Become(key, parts))
        else:
            self.ended.add(key)
            self.changes.append(End(key))

    def _begin(self, unit_key: str) -> Key:
        if unit_key not in self._keys:
            unit = next(span for span in self.table.spans(unit_key) if span.holds_on(self.state.day))
            key = self._keys[unit_key] = self.new_key()
            self.begun[key] = self._place(key, unit, rank=int(unit.code) % 100_000)
            self.changes.append(Begin(self.begun[key]))
        return self._keys[unit_key]

    def _place(self, key: Key, unit: Unit, *, rank: int) -> Place:
        parent = self._begin(f"{unit.era}:{unit.parent}") if unit.parent else None
        return Place(
            key, unit.name, _LEVELS[unit.level], str(unit.kind), code=unit.code, parent=parent, rank=rank
        )  # fmt: skip


# ---- bodies ---------------------------------------------------------------------------------------------------------
class PlaceFates(Protocol):
    """What becomes of places, as far as their bodies follow them."""

    parts: dict[Key, tuple[Part, ...]]
    goes_on: dict[Key, Place]
    begun: dict[Key, Place]
    ended: set[Key]


def following(
    state: State, places: PlaceFates, new_key: Callable[[], Key], *, commissions: bool = False
) -> list[Change]:
    """Return what becomes of the bodies of places that changed: they join, family by family, at the new places."""
    bodies = _Bodies(state, places, new_key, commissions)
    bodies.read()
    return bodies.changes


@dataclass(frozen=True)
class _Family:
    """What bodies of different places have in common: the name without the place, the kind, the level."""

    name: str
    kind: str
    level: str


@dataclass
class _Joining:
    """One new body in the making: where, of which family, out of which bodies."""

    key: Key
    short_name: str
    symbol: str
    place: Place | None
    olds: list[Body] = field(default_factory=list)


class _Bodies:
    """What becomes of the bodies of the places that changed."""

    def __init__(self, state: State, places: PlaceFates, new_key: Callable[[], Key], commissions: bool) -> None:
        self.state, self.places, self.new_key = state, places, new_key
        self.commissions = COMMISSIONS if commissions else ()
        self.changes: list[Change] = []
        self._made: dict[tuple[Key | None, _Family], _Joining] = {}
        self._family: dict[Key, _Family] = {}
        self._became: dict[Key, tuple[Part, ...]] = {}

    def read(self) -> None:
        """Read every body of the day."""
        districts_end = any(self.state.places[key].kind == LocalityKind.DISTRICT for key in self.places.ended)
        for body in self.state.bodies.values():
            place = self.state.places.get(body.locality) if body.locality is not None else None
            if place is not None and place.key in self.places.parts:
                self._join(body, place, self.places.parts[place.key])
            elif (districts_end and body.level == Level.DISTRICT) or (place and place.key in self.places.ended):
                self.changes.append(End(body.key))
            elif self._is_joined_commission(body):
                self._join(body, place, (Part(place.key, units.WHOLE),) if place else (Part(None, units.WHOLE),))
            elif place is not None and place.key in self.places.goes_on:
                self._follow(body, place, self.places.goes_on[place.key])
        for (_place, family), joining in self._made.items():
            self.changes.append(Begin(self._body(family, joining)))
        self.changes += [Become(old, parts) for old, parts in self._became.items()]

    def _is_joined_commission(self, body: Body) -> bool:
        return body.kind == OrganisationKind.PARTY_ADVISORY and any(
            body.name.startswith(f"{old} ") and not body.name.startswith(f"{new} ")
            for old, new, *_symbols in self.commissions
        )

    def _join(self, body: Body, place: Place | None, parts: Iterable[Part]) -> None:
        level = Level.COMMUNE if body.level == Level.DISTRICT else body.level
        family = _Family(self._common(body, body.name, place), body.kind, level)
        self._family[body.key] = family
        successors = []
        for part in parts:
            at = part.successor
            joining = self._made.get((at, family))
            if joining is None:
                short = self._common(body, body.short_name, place)
                now = self.places.begun.get(at) or self.places.goes_on.get(at) or self.state.places.get(at)
                joining = _Joining(self.new_key(), short, self._symbol(body), now)
                self._made[at, family] = joining
            joining.olds.append(body)
            successors.append(Part(joining.key, part.share))
        self._became[body.key] = tuple(successors)

    def _follow(self, body: Body, before: Place, now: Place) -> None:
        name = _printed(template(body.name, before), now)
        if name != body.name:
            short = _printed(template(body.short_name, before), now)
            self.changes.append(Alter(replace(body, name=name, short_name=short, place=now.name)))

    def _body(self, family: _Family, joining: _Joining) -> Body:
        first = joining.olds[0]
        place = joining.place
        return Body(
            joining.key, _printed(family.name, place), _printed(joining.short_name, place)[:120], family.kind,
            family.level, rank=min(old.rank for old in joining.olds), symbol=joining.symbol,
            parent=self._parent(joining), locality=place.key if place else first.locality,
            place=place.name if place and first.place else first.place,
            has_seal=any(old.has_seal for old in joining.olds),
        )  # fmt: skip

    def _parent(self, joining: _Joining) -> Key | None:
        """Return the superior's body at the same new place, where the superior stood at the same old place as well."""
        parent = joining.olds[0].parent
        above = self.state.bodies.get(parent) if parent is not None else None
        place = joining.place.key if joining.place else None
        family = self._family.get(parent)
        if above is not None and above.locality == joining.olds[0].locality and (place, family) in self._made:
            return self._made[place, family].key  # type: ignore[index]
        return parent

    def _common(self, body: Body, name: str, place: Place | None) -> str:
        if body.kind == OrganisationKind.PARTY_ADVISORY:
            for old, new, *_symbols in self.commissions:
                if name.startswith(f"{old} ") and not name.startswith(f"{new} "):
                    name = new + name[len(old) :]
                    break
        return template(name, place)

    def _symbol(self, body: Body) -> str:
        if self._is_joined_commission(body):
            for old, new, before, after in self.commissions:
                if body.name.startswith(f"{old} ") and body.symbol.startswith(before) and new:
                    return after + body.symbol[len(before) :]
        return body.symbol


def template(name: str, place: Place | None) -> str:
    """Return a body's name with the place taken out: `Đảng ủy xã Suối Trong` gives `Đảng ủy {place}`."""
    name = name.replace("{", "").replace("}", "")
    if place is None:
        return name
    if place.kind == LocalityKind.PROVINCE:
        name = _PROVINCIAL.sub("{committee}", name)
    elif place.kind == LocalityKind.DISTRICT:  # an island district that became a special zone
        name = _DISTRICTS.sub("Đảng ủy {place}", name, count=1)
    label = re.compile(rf"\b{re.escape(place.type_name)} {re.escape(place.name)}\b", re.IGNORECASE)
    if label.search(name):
        return label.sub("{place}", name)
    alone = re.compile(rf"\b{re.escape(place.name)}$")
    if alone.search(name):
        return alone.sub("{name}", name)
    return re.sub(rf" {re.escape(place.type_name)}$", " {type}", name)


def _printed(common: str, place: Place | None) -> str:
    if place is None:
        return common
    committee = _COMMITTEES.get(place.type_name, _COMMITTEES["tỉnh"])
    return common.format(place=place.label, name=place.name, type=place.type_name, committee=committee)


def days_of(table: UnitTable) -> list[date]:
    """Return the days on which the table changes, the earliest first."""
    return sorted({unit.valid_until for unit in table.units if unit.valid_until is not None})
