"""Changes as an administrator types them, in the browser or in a workbook: rows of text become changes. Pure.

Each row names what is done, to which units, and what they become; names are those of the day, or codes. A successor
that is not there yet is made, like the first of its predecessors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.utils.translation import gettext as _

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
    Unit,
)
from nhipcau.organisations.reorganising.fates import PlanRefused, Problem
from nhipcau.organisations.reorganising.national import following
from nhipcau.organisations.reorganising.state import State
from nhipcau.text import fold


class What(StrEnum):
    """What a row says is done."""

    MERGE = "sáp nhập"
    SPLIT = "chia tách"
    RENAME = "đổi tên"
    MOVE = "chuyển cấp trên"
    KIND = "đổi loại"
    END = "kết thúc"
    LEVEL = "bãi bỏ một cấp"


@dataclass(frozen=True)
class Row:
    """One row as typed: `units` and `into` hold names or codes, parted by semicolons; `into` may carry `40%`."""

    number: int
    what: str
    units: str = ""
    into: str = ""
    parent: str = ""
    kind: str = ""
    of_places: bool = False


_SHARE = re.compile(r"\s*[(:]?\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*%\s*\)?\s*$")


def changes_of(state: State, rows: Iterable[Row], new_key: Callable[[], Key]) -> list[Change]:
    """Return the changes that rows of text say. Raises PlanRefused with every row that cannot be understood.

    The bodies of places that were merged or divided follow their places, family by family.
    """
    reader = _Reader(state, new_key)
    for row in rows:
        reader.read(row)
    if reader.problems:
        raise PlanRefused(reader.problems)
    follow = following(state, reader, new_key) if reader.parts or reader.ended else []
    said = {change.old for change in reader.changes if isinstance(change, Become | End)}
    said |= {change.unit.key for change in reader.changes if isinstance(change, Alter)}
    kept = [each for each in follow if not (isinstance(each, Become | End) and each.old in said)]
    needed = {part.successor for each in kept if isinstance(each, Become) for part in each.parts}
    kept = [each for each in kept if not (isinstance(each, Begin) and each.unit.key not in needed)]
    return [*reader.changes, *kept]


@dataclass
class _Reader:
    """Reads rows one by one; also tells what becomes of places (`national.PlaceFates`)."""

    state: State
    new_key: Callable[[], Key]
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    parts: dict[Key, tuple[Part, ...]] = field(default_factory=dict)
    goes_on: dict[Key, Place] = field(default_factory=dict)
    begun: dict[Key, Place] = field(default_factory=dict)
    ended: set[Key] = field(default_factory=set)
    _made: dict[tuple[str, bool], Unit] = field(default_factory=dict)
    _row: Row | None = None

    def __post_init__(self) -> None:
        self._named: dict[tuple[str, bool], list[Unit]] = defaultdict(list)
        for unit in [*self.state.bodies.values(), *self.state.places.values()]:
            is_place = isinstance(unit, Place)
            for name in {unit.label, unit.name, getattr(unit, "short_name", ""), unit.code} - {""}:
                self._named[fold(name), is_place].append(unit)

    def read(self, row: Row) -> None:
        """Read one row; what cannot be understood becomes a problem that names it."""
        self._row = row
        try:
            what = What(row.what.strip().lower())
        except ValueError:
            self._wrong(_("chưa chọn việc. Hãy chọn trong danh sách."))
            return
        if what is What.LEVEL:
            self._level(row)
            return
        olds = [unit for name in _names(row.units) if (unit := self._find(name)) is not None]
        if not olds:
            if not _names(row.units):
                self._wrong(_("chưa ghi đơn vị nào. Hãy ghi tên hoặc mã."))
            return
        {
            What.MERGE: self._become, What.SPLIT: self._become, What.RENAME: self._rename, What.MOVE: self._alter,
            What.KIND: self._alter, What.END: self._end,
        }[what](row, olds)  # fmt: skip

    # ---- what is done -----------------------------------------------------------------------------------------------
    def _become(self, row: Row, olds: list[Unit]) -> None:
        parts = []
        for name in _names(row.into):
            share = _SHARE.search(name)
            unit = self._successor(_SHARE.sub("", name), olds[0], row)
            if unit is not None:
                parts.append(Part(unit.key, _share(share.group(1)) if share else None))
        if not parts:
            self._wrong(_("chưa ghi đơn vị kế thừa. Hãy ghi tên ở cột “Thành”."))
            return
        for old in olds:
            others = tuple(part for part in parts if part.successor != old.key)
            if others:
                goes_on = len(others) < len(parts)
                self.changes.append(Become(old.key, others, goes_on=goes_on))
                if isinstance(old, Place) and not goes_on:
                    self.parts[old.key] = others

    def _rename(self, row: Row, olds: list[Unit]) -> None:
        names = _names(row.into)
        if len(olds) != 1 or len(names) != 1:
            self._wrong(_("đổi tên mỗi dòng một đơn vị, tên mới ghi ở cột “Thành”."))
            return
        old, name = olds[0], names[0]
        if isinstance(old, Place):
            now: Unit = replace(old, name=_without_type(name, old.type_name))
            self.goes_on[old.key] = now
        else:
            now = replace(old, name=name, short_name=name[:120])
        self.changes.append(Alter(now))

    def _alter(self, row: Row, olds: list[Unit]) -> None:
        parent = self._find(row.parent, any_kind=True) if row.parent.strip() else None
        kind = _kind(row.kind)
        if parent is None and kind is None:
            if not row.parent.strip():
                self._wrong(_("chưa ghi cấp trên mới (hoặc loại mới). Hãy ghi rồi xem lại."))
            return
        for old in olds:
            now = old
            if kind is not None and isinstance(old, Body):
                now = replace(now, kind=kind)
            if isinstance(parent, type(old)):
                now = replace(now, parent=parent.key)
            elif isinstance(parent, Place) and isinstance(old, Body):
                now = replace(now, locality=parent.key)
            if now != old:
                self.changes.append(Alter(now))

    def _end(self, row: Row, olds: list[Unit]) -> None:
        taker = self._find(row.into, any_kind=True) if row.into.strip() else None
        for old in olds:
            self.changes.append(End(old.key, taker.key if taker else None))
            if isinstance(old, Place):
                self.ended.add(old.key)

    def _level(self, row: Row) -> None:
        asked = fold(row.kind or row.units)
        level = next((each for each in Level if fold(str(each.label)) == asked or fold(each.value) == asked), None)
        if level is None:
            self._wrong(_("chưa ghi cấp nào. Hãy ghi trung ương, tỉnh, huyện hoặc xã ở cột “Loại”."))
            return
        self.changes += [End(body.key) for body in self.state.bodies.values() if body.level == level]
        kinds = {Level.PROVINCE: LocalityKind.PROVINCE, Level.DISTRICT: LocalityKind.DISTRICT}
        places = [place for place in self.state.places.values() if place.kind == kinds.get(level)]
        self.changes += [End(place.key) for place in places]

    # ---- names ------------------------------------------------------------------------------------------------------
    def _find(self, name: str, *, any_kind: bool = False) -> Unit | None:
        is_place = bool(self._row and self._row.of_places)
        found = self._named.get((fold(name), is_place), [])
        if not found and any_kind:
            found = self._named.get((fold(name), not is_place), [])
        exact = [unit for unit in found if unit.label.casefold() == name.strip().casefold()] or found
        if len(exact) == 1:
            return exact[0]
        if not exact:
            self._wrong(_("không tìm thấy “%s” vào ngày sắp xếp. Hãy kiểm tra tên hoặc dùng mã.") % name.strip())
        else:
            self._wrong(
                _("có %(n)d đơn vị tên “%(name)s”. Hãy ghi tên đầy đủ hoặc mã.") % {"n": len(exact), "name": name}
            )
        return None

    def _successor(self, name: str, like: Unit, row: Row) -> Unit | None:
        is_place = isinstance(like, Place)
        known = self._named.get((fold(name), is_place), [])
        exact = [unit for unit in known if unit.label.casefold() == name.strip().casefold()] or known
        if len(exact) == 1:
            return exact[0]
        if exact:
            return self._find(name)
        made = self._made.get((fold(name), is_place))
        if made is None:
            parent = self._find(row.parent, any_kind=True) if row.parent.strip() else None
            above = parent.key if isinstance(parent, type(like)) else like.parent
            key, name = self.new_key(), name.strip()
            if isinstance(like, Place):
                type_name = _type_of(name) or like.type_name
                plain = _without_type(name, type_name)
                made = replace(like, key=key, name=plain, type_name=type_name, code="", parent=above, since=None)
                self.begun[key] = made
            else:
                made = replace(
                    like, key=key, name=name, short_name=name[:120], kind=_kind(row.kind) or like.kind, parent=above,
                    code="", since=None, locality=parent.key if isinstance(parent, Place) else like.locality,
                )  # fmt: skip
            self._made[fold(name), is_place] = made
            self.changes.append(Begin(made))
        return made

    def _wrong(self, text: str) -> None:
        number = self._row.number if self._row else 0
        self.problems.append(Problem(_("Dòng %(n)d: %(text)s") % {"n": number, "text": text}))


_TYPES = ("thành phố", "thị trấn", "đặc khu", "thị xã", "phường", "huyện", "tỉnh", "quận", "xã", "thôn")


def _type_of(name: str) -> str:
    return next((word for word in _TYPES if name.casefold().startswith(f"{word} ")), "")


def _without_type(name: str, type_name: str) -> str:
    has_type = type_name and name.casefold().startswith(f"{type_name.casefold()} ")
    return name[len(type_name) + 1 :].strip() if has_type else name.strip()


def _names(text: str) -> list[str]:
    return [name.strip() for name in re.split(r"[;\n]", text) if name.strip()]


def _share(text: str) -> int:
    return round(float(text.replace(",", ".")) * 100)


def _kind(text: str) -> str | None:
    asked = fold(text)
    return next((each.value for each in OrganisationKind if asked and fold(str(each.label)) == asked), None)
