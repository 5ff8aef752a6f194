"""The plan of a reorganisation: everything that follows from its changes, before anything is written. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from nhipcau.organisations.closure import LineCycle, ReportsTo, closure
from nhipcau.organisations.heirs import Step
from nhipcau.organisations.reorganising.changes import Body, Change, Key, Place, Unit
from nhipcau.organisations.reorganising.fates import Fates, PlanRefused, Problem, fates
from nhipcau.organisations.reorganising.relations import LeftOpen, Relations, relations
from nhipcau.organisations.reorganising.state import TO, State


@dataclass(frozen=True)
class Plan:
    """What a reorganisation does on `day` by `document`; `applying.reorganise` writes it as it stands."""

    day: date
    document: str
    fates: Fates
    relations: Relations
    successions: tuple[Step, ...] = ()
    place_successions: tuple[Step, ...] = ()
    left_open: tuple[LeftOpen, ...] = field(default=())

    @property
    def rows_ended(self) -> tuple[Unit, ...]:
        """The rows that close on the day: of units that are over, and of those that are altered."""
        state, found = self.fates.state, self.fates
        over = {key for key in [*found.became, *found.ended] if found.is_over(key)}
        return tuple(unit for key in [*over, *found.altered] if (unit := state.unit(key)) is not None)

    @property
    def rows_begun(self) -> tuple[Unit, ...]:
        """The rows that open on the day: of new units and of those that are altered."""
        return (*self.fates.begun.values(), *self.fates.altered.values())

    def counts(self) -> dict[str, int]:
        """Return how many of each kind of row begin, end or are carried over, for the preview and the trail."""
        found, rows = self.fates, self.relations
        over = [found.state.unit(key) for key in [*found.became, *found.ended] if found.is_over(key)]
        return {
            "bodies_begun": _bodies(found.begun.values()), "bodies_ended": _bodies(over),
            "bodies_altered": _bodies(found.altered.values()),
            "bodies_divided": sum(len(p) > 1 or k in found.goes_on for k, p in found.became.items()
                                  if k in found.state.bodies),
            "bodies_without_heir": sum(found.heir(key) is None for key in found.ended if key in found.state.bodies),
            "bodies_handed_over": sum(found.heir(key) is not None for key in found.ended if key in found.state.bodies),
            "places_begun": _places(found.begun.values()), "places_ended": _places(over),
            "places_altered": _places(found.altered.values()),
            "places_divided": sum(len(p) > 1 or k in found.goes_on for k, p in found.became.items()
                                  if k in found.state.places),
            "lines_ended": len(rows.lines_ended), "lines_begun": len(rows.lines_begun),
            "members_ended": len(rows.members_ended), "members_begun": len(rows.members_begun),
            "focal_ended": len(rows.focal_ended), "focal_begun": len(rows.focal_begun),
            "coordinations_ended": len(rows.coordinations_ended), "coordinations_begun": len(rows.coordinations_begun),
            "posts_moved": len(rows.posts_ended),
            "posts_left_open": sum(each.what == "post" for each in self.left_open),
        }  # fmt: skip


def plan(state: State, changes: Iterable[Change], *, document: str) -> Plan:
    """Return everything that follows from `changes` on the state's day.

    Raises PlanRefused with all that is wrong at once, in words that say what to mend.
    """
    said = list(changes)
    if not said:
        raise PlanRefused([Problem(_("Chưa có thay đổi nào. Hãy thêm ít nhất một dòng."))])
    if not document.strip():
        raise PlanRefused([Problem(_("Hãy ghi văn bản quyết định việc sắp xếp."))])
    found = fates(state, said)
    rows = relations(found)
    if ring := _rings(found, rows):
        raise PlanRefused(ring)
    return Plan(
        state.day, document.strip(), found, rows,
        _successions(found, state.bodies, document), _successions(found, state.places, document),
        rows.left_open + tuple(_without_line(found, rows)),
    )  # fmt: skip


def _successions(found: Fates, units: dict[Key, Body] | dict[Key, Place], document: str) -> tuple[Step, ...]:
    day = found.state.day
    steps = [
        Step(old, part.successor, day, part.share, document.strip())
        for old, parts in found.became.items()
        if old in units
        for part in parts
    ]
    steps += [
        Step(old, taker, day, None, document.strip())
        for old in found.ended
        if old in units and (taker := found.heir(old)) is not None
    ]
    return tuple(steps)


def _rings(found: Fates, rows: Relations) -> Sequence[Problem]:
    """Return the bodies that would report to themselves in some programme."""
    over = {id(line) for line in rows.lines_ended}
    held: dict[Hashable, list[ReportsTo]] = defaultdict(list)
    touched = {line.programme for line in rows.lines_begun}
    for line in [*(each for each in found.state.lines if id(each) not in over), *rows.lines_begun]:
        if line.role == TO and line.programme in touched:
            held[line.programme].append(ReportsTo(line.lower, line.upper, line.since, line.until))
    problems = []
    for lines in held.values():
        try:
            closure(lines)
        except LineCycle as ring:
            unit = found.after(ring.body)
            text = _("Sau sắp xếp, “%s” sẽ báo cáo vòng về chính mình. Hãy kết thúc một quan hệ báo cáo trước.")
            problems.append(Problem(text % (unit.label if unit else "?"), ring.body))
    return problems


def _without_line(found: Fates, rows: Relations) -> Iterable[LeftOpen]:
    """Give the bodies that reported to somebody before the day and report to nobody after it."""
    over = {id(line) for line in rows.lines_ended}
    kept = [line for line in found.state.lines if id(line) not in over]
    now = {(line.programme, line.lower) for line in [*kept, *rows.lines_begun] if line.role == TO}
    for lower in dict.fromkeys(
        (line.programme, heir)
        for line in rows.lines_ended
        if line.role == TO
        for heir in (found.successors(line.lower) or (() if found.is_over(line.lower) else (line.lower,)))
    ):
        if lower not in now and (unit := found.after(lower[1])) is not None:
            text = _("“%s” không còn nơi nhận báo cáo trong một chương trình: hãy lập quan hệ báo cáo mới.")
            yield LeftOpen("line", unit.key, text % unit.label)


def _bodies(units: Iterable[Unit | None]) -> int:
    return sum(isinstance(unit, Body) for unit in units)


def _places(units: Iterable[Unit | None]) -> int:
    return sum(isinstance(unit, Place) for unit in units)
