"""What becomes of every unit that a list of changes touches, and what is wrong with the list. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from nhipcau.organisations.reorganising.changes import (
    WHOLE,
    Alter,
    Become,
    Begin,
    Body,
    Change,
    End,
    Key,
    Part,
    Unit,
)
from nhipcau.organisations.reorganising.state import TO, State


@dataclass(frozen=True)
class Problem:
    """Something that forbids the plan, in words for the administrator; `key` is the unit that it is about."""

    text: str
    key: Key | None = None


class PlanRefused(ValueError):
    """The changes cannot be carried out; `problems` says what to mend, all of it at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.text for problem in self.problems))


@dataclass(frozen=True)
class Fates:
    """For each touched unit: what it became, or that it ended; and how every unit is after the day."""

    state: State
    begun: Mapping[Key, Unit] = field(default_factory=dict)
    altered: Mapping[Key, Unit] = field(default_factory=dict)
    became: Mapping[Key, tuple[Part, ...]] = field(default_factory=dict)
    goes_on: frozenset[Key] = frozenset()
    # Ended without a successor; the value took over what must not be left lying, None: nobody did.
    ended: Mapping[Key, Key | None] = field(default_factory=dict)

    def is_over(self, key: Key) -> bool:
        """Return whether the unit exists no more from the day on."""
        return key in self.ended or (key in self.became and key not in self.goes_on)

    def after(self, key: Key | None) -> Unit | None:
        """Return the unit as it is from the day on; None where it is no more."""
        if key is None or self.is_over(key):
            return None
        return self.begun.get(key) or self.altered.get(key) or self.state.unit(key)

    def successors(self, key: Key) -> tuple[Key, ...]:
        """Return what a unit became by merging or dividing, the largest part first; empty where it did not."""
        return tuple(part.successor for part in self.became.get(key, ()))

    def heir(self, key: Key | None) -> Key | None:
        """Return the one unit that stands for `key` from the day on: itself, its main successor, or who took over."""
        seen: set[Key] = set()
        while key is not None and self.is_over(key):
            if key in seen:
                return None  # handed round in a ring
            seen.add(key)
            key = self.became[key][0].successor if self.became.get(key) else self.ended.get(key)
        return key

    def is_whole(self, key: Key) -> bool:
        """Return whether the unit went as a whole into one other."""
        return key in self.became and key not in self.goes_on and len(self.became[key]) == 1

    def near(self, key: Key, candidates: tuple[Key, ...]) -> Key | None:
        """Return that one of `candidates` that stands at the same place as `key`, or above it; else None."""
        unit = self.after(key)
        if isinstance(unit, Body) and unit.locality is not None:
            for candidate in candidates:
                other = self.after(candidate)
                if isinstance(other, Body) and other.locality == unit.locality:
                    return candidate
        seen: set[Key] = set()
        while unit is not None and unit.parent is not None and unit.parent not in seen:
            if unit.parent in candidates:
                return unit.parent
            seen.add(unit.parent)
            unit = self.after(unit.parent)
        return None


def fates(state: State, changes: Iterable[Change]) -> Fates:
    """Return what becomes of every unit. Raises PlanRefused with everything that is wrong."""
    reading = _Reading(state)
    for change in changes:
        reading.take(change)
    found = reading.fates()
    problems = [*reading.problems, *_wrong(found)]
    if problems:
        raise PlanRefused(problems)
    found = _handed_over(found)
    found = _settled(found)
    if problems := [*_rings(found)]:
        raise PlanRefused(problems)
    return found


class _Reading:
    """Takes the changes one by one and notes which contradict each other."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.problems: list[Problem] = []
        self.begun: dict[Key, Unit] = {}
        self.altered: dict[Key, Unit] = {}
        self.became: dict[Key, tuple[Part, ...]] = {}
        self.goes_on: set[Key] = set()
        self.ended: dict[Key, Key | None] = {}

    def take(self, change: Change) -> None:
        """Note one change."""
        match change:
            case Begin(unit):
                if unit.key in self.begun or self.state.unit(unit.key):
                    self._wrong(_("“%s” được lập hai lần. Hãy bỏ một dòng.") % unit.label, unit.key)
                self.begun[unit.key] = unit
            case Alter(unit):
                if self._may_change(unit.key, (self.altered, self.ended)):
                    self.altered[unit.key] = unit
            case Become(old, parts, goes_on):
                if self._may_change(old, (self.became, self.ended)):
                    self.became[old] = tuple(sorted(parts, key=lambda part: -(part.share or 0)))
                    self.goes_on |= {old} if goes_on else set()
            case End(old, handed_to):
                if self._may_change(old, (self.became, self.ended, self.altered)):
                    self.ended[old] = handed_to

    def fates(self) -> Fates:
        """Return what was noted."""
        return Fates(self.state, self.begun, self.altered, self.became, frozenset(self.goes_on), self.ended)

    def _may_change(self, key: Key, taken: Iterable[Mapping[Key, object]]) -> bool:
        unit = self.state.unit(key)
        if unit is None:
            day = self.state.day.strftime("%d/%m/%Y")
            self._wrong(_("Một cơ quan hoặc địa bàn trong danh sách không tồn tại vào ngày %s.") % day, key)
        elif unit.until is not None or key in self.state.fixed:
            self._wrong(
                _("“%s” đã có thay đổi ghi cho một ngày sau đó. Hãy bỏ thay đổi ấy hoặc chọn ngày khác.") % unit.label,
                key,
            )
        elif unit.since is not None and unit.since >= self.state.day:
            day = unit.since.strftime("%d/%m/%Y")
            text = _("“%(name)s” mới thay đổi từ ngày %(day)s. Ngày sắp xếp phải sau ngày ấy.")
            self._wrong(text % {"name": unit.label, "day": day}, key)
        elif any(key in rows for rows in taken):
            self._wrong(_("“%s” có hai thay đổi trái nhau. Hãy giữ một dòng.") % unit.label, key)
        else:
            return True
        return False

    def _wrong(self, text: str, key: Key) -> None:
        self.problems.append(Problem(text, key))


def _wrong(found: Fates) -> Iterable[Problem]:
    """Give what is wrong between the changes: successors that are missing or end, shares, names, inheritance rings."""
    for old, parts in found.became.items():
        label = _label(found, old)
        if not parts:
            yield Problem(_("“%s” chia tách, sáp nhập nhưng chưa có đơn vị kế thừa. Hãy chọn.") % label, old)
        for part in parts:
            if part.successor == old:
                yield Problem(_("“%s” không thể kế thừa chính mình.") % label, old)
            elif found.after(part.successor) is None:
                text = _("Đơn vị kế thừa của “%s” không có hoặc cũng kết thúc vào ngày này. Hãy chọn đơn vị khác.")
                yield Problem(text % label, old)
            elif type(found.after(part.successor)) is not type(found.state.unit(old)):
                yield Problem(_("“%s” không thể trở thành một thứ khác loại (cơ quan, địa bàn).") % label, old)
        shares = [part.share for part in parts]
        if len({part.successor for part in parts}) < len(parts):
            yield Problem(_("“%s” ghi hai lần cùng một đơn vị kế thừa.") % label, old)
        if any(share is not None for share in shares):
            given = sum(share or 0 for share in shares)
            if None in shares or given > WHOLE or (given != WHOLE and old not in found.goes_on):
                text = _("Các phần của “%s” phải cộng lại bằng 100%%, hoặc bỏ trống tất cả.")
                yield Problem(text % label, old)
    for old, taker in found.ended.items():
        if taker is not None and found.heir(taker) is None:
            text = _("Nơi nhận bàn giao của “%s” không có hoặc cũng kết thúc. Hãy chọn đơn vị khác.")
            yield Problem(text % _label(found, old), old)
    for unit in [*found.begun.values(), *found.altered.values()]:
        if not unit.name.strip():
            yield Problem(_("Có đơn vị chưa đặt tên."), unit.key)


def _label(found: Fates, key: Key) -> str:
    unit = found.state.unit(key) or found.begun.get(key)
    return unit.label if unit else "?"


# ---- who takes over what must not be left lying ---------------------------------------------------------------------
def _handed_over(found: Fates) -> Fates:
    """Find for each ended body that others report or owe to, or that coordinates, who takes over: see `_taker`."""
    state = found.state
    needed = {line.upper for line in state.lines if line.role == TO} | set(state.receivers)
    needed |= {row.body for row in state.coordinations}
    upward: dict[Key, list[Key]] = defaultdict(list)
    for line in state.lines:
        if line.role == TO and _holds(line.since, line.until, state.day):
            upward[line.lower].append(line.upper)
    ended = {
        old: taker if taker is not None else (_taker(found, old, upward) if old in needed else None)
        for old, taker in found.ended.items()
    }
    return replace(found, ended=ended)


def _holds(since: date | None, until: date | None, day: date) -> bool:
    """Return whether a row held on the day before `day` or holds on it."""
    return (since is None or since <= day) and (until is None or until >= day)


def _taker(found: Fates, old: Key, upward: Mapping[Key, list[Key]]) -> Key | None:
    """Return the nearest unit above, by lines and then by rank, that goes on: one of its own kind first."""
    body = found.state.bodies.get(old)
    if body is None:
        return None
    above: list[Key] = []
    waiting = [old]
    while waiting:
        each = waiting.pop(0)
        row = found.state.bodies.get(each)
        for upper in [*upward.get(each, ()), *([row.parent] if row and row.parent is not None else [])]:
            if upper not in above and upper != old:
                above.append(upper)
                waiting.append(upper)
    alive = [key for key in above if key not in found.ended and found.heir(key) is not None]
    same = [key for key in alive if (row := found.state.bodies.get(key)) and row.kind == body.kind]
    return next(iter([*same, *alive]), None)


# ---- what follows for those that go on ------------------------------------------------------------------------------
def _settled(found: Fates) -> Fates:
    """Let every unit that goes on stand below units that go on: parents and places that ended are replaced."""
    altered = dict(found.altered)
    begun = {key: _standing(found, unit) for key, unit in found.begun.items()}
    for key, unit in [*found.state.bodies.items(), *found.state.places.items()]:
        if not found.is_over(key):
            now = found.altered.get(key, unit)
            settled = _standing(found, now)
            if settled != unit:
                altered[key] = settled
    return replace(found, altered=altered, begun=begun)


def _standing(found: Fates, unit: Unit) -> Unit:
    parent = _above(found, unit.parent, unit.key)
    if not isinstance(unit, Body):
        return unit if parent == unit.parent else replace(unit, parent=parent)
    locality = _above(found, unit.locality, unit.key)
    same = parent == unit.parent and locality == unit.locality
    return unit if same else replace(unit, parent=parent, locality=locality)


def _above(found: Fates, key: Key | None, of: Key) -> Key | None:
    """Return what stands for a superior or a place: its successor, else the nearest one above it that goes on."""
    seen: set[Key] = set()
    while key is not None and found.is_over(key) and key not in seen:
        seen.add(key)
        successors = found.successors(key)
        key = successors[0] if successors else getattr(found.state.unit(key), "parent", None)
    return None if key == of else key


def _rings(found: Fates) -> Iterable[Problem]:
    """Give each unit that would stand below itself."""
    for key in [*found.altered, *found.begun]:
        seen, at = {key}, found.after(key)
        while at is not None and at.parent is not None:
            if at.parent == key:
                text = _("“%s” sẽ trực thuộc chính mình qua các cơ quan khác. Hãy chọn lại cấp trên.")
                yield Problem(text % _label(found, key), key)
                break
            if at.parent in seen:
                break
            seen.add(at.parent)
            at = found.after(at.parent)
