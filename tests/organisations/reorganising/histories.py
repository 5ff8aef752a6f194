"""Random histories of reorganisations, and an oracle that knows where every inhabitant is on every day.

The oracle counts people ("atoms"): each lives in one commune; a merger moves them together, a division parts them. It
knows nothing of successions, lines or spans.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from nhipcau.organisations.closure import ReportsTo, closure
from nhipcau.organisations.heirs import Step
from nhipcau.organisations.reorganising import Alter, Body, Change, End, Plan, State, merge, plan, split
from nhipcau.organisations.reorganising.state import TO, LineRow

START = date(2020, 1, 1)
PROGRAMME = UUID(int=1)


@dataclass
class Oracle:
    """Who lives where, and what was counted on each day: {day: {commune: count}} and {day: {province: total}}."""

    atoms: dict[UUID, set[int]] = field(default_factory=dict)
    province_of: dict[UUID, UUID] = field(default_factory=dict)
    counted: dict[date, dict[UUID, int]] = field(default_factory=dict)
    totals: dict[date, dict[UUID, int]] = field(default_factory=dict)
    lived: dict[date, dict[UUID, frozenset[int]]] = field(default_factory=dict)

    def count(self, day: date) -> None:
        """Count the people of every commune and every province, as on a day."""
        self.counted[day] = {body: len(people) for body, people in self.atoms.items()}
        self.lived[day] = {body: frozenset(people) for body, people in self.atoms.items()}
        self.totals[day] = {}
        for body, count in self.counted[day].items():
            province = self.province_of[body]
            self.totals[day][province] = self.totals[day].get(province, 0) + count


@dataclass
class History:
    """A random world and what was done to it, one reorganisation after the other."""

    chance: Random
    state: State = field(default_factory=lambda: State(START))
    oracle: Oracle = field(default_factory=Oracle)
    steps: list[Step] = field(default_factory=list)
    lines: list[LineRow] = field(default_factory=list)  # all that ever held
    spans: dict[UUID, date | None] = field(default_factory=dict)  # the day on which a body ended
    keys: int = 10

    def key(self) -> UUID:
        """Return a fresh key, the same in each run of a seed."""
        self.keys += 1
        return UUID(int=self.keys + (self.chance.getrandbits(60) << 64))

    def begin(self) -> State:
        """Make two provinces with two districts each, and two to four communes in each district."""
        bodies: dict[UUID, Body] = {}
        for _province in range(2):
            province = self._body(bodies, "province", None)
            for _district in range(2):
                district = self._body(bodies, "district", province)
                for _commune in range(self.chance.randint(2, 4)):
                    commune = self._body(bodies, "commune", district)
                    people = range(self.keys * 100, self.keys * 100 + self.chance.randint(1, 9))
                    self.oracle.atoms[commune], self.oracle.province_of[commune] = set(people), province
        self.lines = [
            LineRow(PROGRAMME, body.key, body.parent, TO) for body in bodies.values() if body.parent is not None
        ]
        self.state = State(START, bodies=bodies, lines=tuple(self.lines))
        self.spans = dict.fromkeys(bodies)
        self.oracle.count(START)
        return self.state

    def _body(self, bodies: dict[UUID, Body], level: str, parent: UUID | None) -> UUID:
        key = self.key()
        bodies[key] = Body(key, f"{level} {self.keys}", f"{self.keys}", "party-committee", level, parent=parent)
        return key

    # ---- one reorganisation -----------------------------------------------------------------------------------------
    def next_plan(self, state: State | None = None) -> Plan:
        """Return a random plan for a later day; the oracle has then moved its people accordingly."""
        day = self.state.day + timedelta(days=self.chance.randint(1, 400))
        self.state = replace(state or self.state, day=day)
        made = plan(self.state, list(self._changes()), document="NQ")
        return made

    def _changes(self) -> Iterator[Change]:
        communes = [body for body in self.state.bodies.values() if body.level == "commune"]
        communes.sort(key=lambda body: body.key)
        self.chance.shuffle(communes)
        done = False
        while communes and not (done and self.chance.random() < 0.4):
            changes = self._one(communes)
            done = done or bool(changes)
            yield from changes
        districts = sorted(body.key for body in self.state.bodies.values() if body.level == "district")
        if districts and (self.chance.random() < 0.1 or not done):
            yield End(districts[0])
            done = True
        if not done:
            province = next(body for body in self.state.bodies.values() if body.level == "province")
            yield Alter(replace(province, name=province.name + "+"))

    def _one(self, communes: list[Body]) -> list[Change]:
        what = self.chance.choice(["merge", "merge", "split", "split", "rename", "move", "end"])
        first, atoms = communes.pop(), self.oracle.atoms
        if what == "merge" and communes:
            return self._merge([first, *(communes.pop() for _ in range(min(len(communes), self.chance.randint(1, 2))))])
        if what == "split" and len(atoms[first.key]) > 1:
            return self._split(first)
        if what == "rename":
            return [Alter(replace(first, name=first.name + "*"))]
        if what == "move":
            others = sorted(b.key for b in self.state.bodies.values() if b.level == "district")
            return [Alter(replace(first, parent=self.chance.choice(others)))] if others else []
        if what == "end" and self.chance.random() < 0.3:
            del atoms[first.key]
            return [End(first.key)]
        return []

    def _merge(self, olds: list[Body]) -> list[Change]:
        atoms, province_of = self.oracle.atoms, self.oracle.province_of
        # Who merges into a body that is there goes to its province; a new one to the province of the first.
        into: Body | UUID = olds[0].key
        if self.chance.random() < 0.6:
            olds = [old for old in olds if province_of[old.key] == province_of[olds[0].key]]
            into = replace(olds[0], key=self.key(), name=f"commune {self.keys}", since=None)
        if len(olds) == 1 and not isinstance(into, Body):
            return []
        target = into.key if isinstance(into, Body) else into
        people = set().union(*(atoms[old.key] for old in olds))
        province = province_of[olds[0].key]
        for old in olds:
            del atoms[old.key]
        atoms[target], province_of[target] = people, province
        return merge([old.key for old in olds], into)

    def _split(self, old: Body) -> list[Change]:
        atoms = self.oracle.atoms
        people = sorted(atoms.pop(old.key))
        self.chance.shuffle(people)
        count = self.chance.randint(2, min(3, len(people)))
        shares = self.chance.choice([[None] * count, [10_000 - 3_000 * (count - 1), *[3_000] * (count - 1)]])
        goes_on = self.chance.random() < 0.4
        among: list[tuple[Body | UUID, int | None]] = []
        for number in range(count):
            same = goes_on and number == 0
            part: Body | UUID = (
                old.key if same else replace(old, key=self.key(), name=f"commune {self.keys}", since=None)
            )
            key = part.key if isinstance(part, Body) else part
            atoms[key] = set(people[number::count])
            self.oracle.province_of[key] = self.oracle.province_of[old.key]
            among.append((part, shares[number]))
        return split(old.key, among)

    # ---- as the plan leaves it --------------------------------------------------------------------------------------
    def carry(self, made: Plan) -> State:
        """Return the state after a plan, worked out here; and remember every line and the day of every end."""
        found, day = made.fates, made.day
        bodies = {key: body for key, body in self.state.bodies.items() if not found.is_over(key)}
        for unit in made.rows_begun:
            bodies[unit.key] = replace(unit, since=day)
        over = {id(line) for line in made.relations.lines_ended}
        closed = [replace(line, until=day) if id(line) in over else line for line in self.state.lines]
        gone = [line for line in self.lines if line.until is not None]
        kept = [line for line in closed if line.until is None]
        self.lines = [*gone, *closed, *made.relations.lines_begun]
        self.steps += made.successions
        for key in bodies:
            self.spans.setdefault(key, None)
        for key, ends in self.spans.items():
            if ends is None and key not in bodies:
                self.spans[key] = day
        self.state = State(day, bodies=bodies, lines=(*kept, *made.relations.lines_begun))
        self.oracle.count(day)
        return self.state

    def lives(self, body: UUID, day: date) -> bool:
        """Return whether a body exists on a day after it began."""
        ends = self.spans.get(body)
        return ends is None or day < ends

    def total_as_then(self, day: date) -> dict[UUID, int]:
        """Return the totals of provinces on a day, from all lines that ever held and the figures of that day."""
        counted = self.oracle.counted[day]
        provinces = set(self.oracle.province_of.values())
        totals: dict[UUID, int] = {}
        lines = (ReportsTo(line.lower, line.upper, line.since, line.until) for line in self.lines if line.role == TO)
        for row in closure(lines):
            begun = row.valid_from is None or row.valid_from <= day
            if (
                row.upper in provinces
                and row.lower in counted
                and begun
                and (not row.valid_until or day < row.valid_until)
            ):
                totals[row.upper] = totals.get(row.upper, 0) + counted[row.lower]
        return totals
