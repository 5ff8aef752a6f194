"""Who stands below whom over any number of lines, and on which days. Pure: no database, no clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

Body = Hashable
Days = tuple[date, date]  # from, until (excluded), with the two ends of time for "open"
_BEGINNING, _END = date.min, date.max


class LineCycle(ValueError):
    """A body would report to itself, directly or through others; `bodies` names the ring's first known member."""

    def __init__(self, body: Body) -> None:
        super().__init__(
            "Quan hệ báo cáo này tạo thành vòng: một cơ quan sẽ báo cáo cho chính mình qua các cơ quan khác. "
            "Hãy kết thúc quan hệ cũ trước khi lập quan hệ mới."
        )
        self.body = body


@dataclass(frozen=True)
class ReportsTo:
    """One line: `lower` reports to `upper` from `valid_from` to `valid_until` (excluded); None is open."""

    lower: Body
    upper: Body
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class Became:
    """One succession: from `on_day` on, `successor` has the history of `predecessor`."""

    predecessor: Body
    successor: Body
    on_day: date


@dataclass(frozen=True)
class Below:
    """`lower` stands `depth` lines below `upper` on the days of the span; the shortest way counts."""

    lower: Body
    upper: Body
    depth: int
    valid_from: date | None
    valid_until: date | None


def closure(lines: Iterable[ReportsTo]) -> list[Below]:
    """Return every pair with the days on which the lower stands below the upper; a pair's spans never overlap.

    Works level by level: what is reached in n + 1 lines on days that n lines did not reach. Raises LineCycle.
    """
    upward: dict[Body, list[tuple[Body, Days]]] = defaultdict(list)
    for line in lines:
        if line.lower == line.upper:
            raise LineCycle(line.lower)
        upward[line.lower].append((line.upper, (line.valid_from or _BEGINNING, line.valid_until or _END)))

    known: dict[tuple[Body, Body], list[Days]] = defaultdict(list)
    found: list[Below] = []
    fresh = [(lower, upper, days) for lower, ways in upward.items() for upper, days in ways]
    depth = 1
    while fresh:
        reached: dict[tuple[Body, Body], list[Days]] = defaultdict(list)
        for lower, upper, days in fresh:
            if lower == upper:
                raise LineCycle(lower)
            reached[lower, upper].append(days)
        fresh = []
        for (lower, upper), spans in reached.items():
            for days in days_left(days_united(spans), known[lower, upper]):
                found.append(Below(lower, upper, depth, _open(days[0], _BEGINNING), _open(days[1], _END)))
                fresh += [(lower, above, both) for above, line in upward[upper] if (both := _common(days, line))]
            known[lower, upper] = days_united([*known[lower, upper], *spans])
        depth += 1
    return found


def inherited(rows: Iterable[Below], became: Iterable[Became], ended: Mapping[Body, date] | None = None) -> list[Below]:
    """Return the places that history has.

    A body that became another stands, from that day on, where its heir does, over any number of generations and by the
    earliest way; these rows may repeat days of the body's own. A body that ended without an heir (`ended`: the first
    day on which it was no more) stays directly below those to whom it reported on its last day, wherever they stand
    since, so that nobody loses the sight of what it did.
    """
    history = _History(rows, became, ended or {})
    found = []
    for body in history.bodies():
        for upper, ways in history.later_places(body).items():
            depth = min(depth for _days, depth in ways)
            for begin, end in days_united(days for days, _depth in ways):
                found.append(Below(body, upper, depth, _open(begin, _BEGINNING), _open(end, _END)))
    return found


_Places = dict[Body, list[tuple[Days, int]]]


class _History:
    """Where a body stands after it became another, or ended."""

    def __init__(self, rows: Iterable[Below], became: Iterable[Became], ended: Mapping[Body, date]) -> None:
        self.places: dict[Body, list[Below]] = defaultdict(list)
        for row in rows:
            self.places[row.lower].append(row)
        self.steps: dict[Body, list[tuple[Body, date]]] = defaultdict(list)
        for step in became:
            self.steps[step.predecessor].append((step.successor, step.on_day))
        self.ended = {body: day for body, day in ended.items() if body not in self.steps}

    def bodies(self) -> list[Body]:
        """Return everybody who has a place only by his history."""
        return [*self.steps, *(body for body in self.ended if body in self.places)]

    def later_places(self, body: Body, path: frozenset[Body] = frozenset()) -> _Places:
        """Return above whom `body` stands by its heirs, or by its last superiors where it ended without one."""
        found: _Places = defaultdict(list)
        path = path | {body}
        for heir, day in _heirs(body, self.steps).items():
            for row in self.places[heir]:
                self._add(found, (day, _END), row.upper, (_from(row), _until(row)), row.depth)
            if heir in self.ended and heir not in path:
                self._take(found, (day, _END), self.later_places(heir, path), 0)
        if body in self.ended:
            since = (self.ended[body], _END)
            for row in self.places[body]:
                if row.depth == 1 and _from(row) < since[0] <= _until(row):
                    self._add(found, since, row.upper, since, 1)
                    for above in self.places[row.upper]:
                        self._add(found, since, above.upper, (_from(above), _until(above)), 1 + above.depth)
                    if row.upper not in path:
                        self._take(found, since, self.later_places(row.upper, path), 1)
        found.pop(body, None)
        return found

    def _take(self, found: _Places, since: Days, places: _Places, further: int) -> None:
        for upper, ways in places.items():
            for days, depth in ways:
                self._add(found, since, upper, days, depth + further)

    def _add(self, found: _Places, since: Days, upper: Body, days: Days, depth: int) -> None:
        if both := _common(since, days):
            found[upper].append((both, depth))


def _from(row: Below) -> date:
    return row.valid_from or _BEGINNING


def _until(row: Below) -> date:
    return row.valid_until or _END


def _heirs(body: Body, steps: dict[Body, list[tuple[Body, date]]]) -> dict[Body, date]:
    """Return everybody who inherits the history of `body`, with the first day on which he has it."""
    first: dict[Body, date] = {}
    waiting = [(body, _BEGINNING)]
    while waiting:
        holder, since = waiting.pop()
        for heir, day in steps.get(holder, ()):
            begins = max(since, day)
            if heir != body and begins < first.get(heir, _END):
                first[heir] = begins
                waiting.append((heir, begins))
    return first


def _common(one: Days, other: Days) -> Days | None:
    begin, end = max(one[0], other[0]), min(one[1], other[1])
    return (begin, end) if begin < end else None


def days_united(spans: Iterable[Days]) -> list[Days]:
    """Return the days of all `spans`, in order, as spans that neither overlap nor touch."""
    whole: list[Days] = []
    for begin, end in sorted(spans):
        if whole and begin <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((begin, end))
    return whole


def days_left(spans: list[Days], taken: list[Days]) -> list[Days]:
    """Return the days of `spans` that `taken` (united, in order) leaves over."""
    left: list[Days] = []
    for begin, end in spans:
        for taken_begin, taken_end in taken:
            if taken_end <= begin or taken_begin >= end:
                continue
            if begin < taken_begin:
                left.append((begin, taken_begin))
            begin = taken_end
            if begin >= end:
                break
        if begin < end:
            left.append((begin, end))
    return left


def _open(day: date, end: date) -> date | None:
    return None if day == end else day
