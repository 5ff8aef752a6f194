"""What old bodies are today, what today's bodies were, and where a series breaks.

The rules are pure (`trace`, `share_out`, `meeting`, `turned_round`); `as_now`, `as_then` and `breaks` ask the tables.
A body that was divided is not apportioned: it is exact at the level where all its successors meet, "chưa chia" below.
Where every part of the division has a share, `Heirs.estimate` gives numbers that must be marked "ước".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from uuid import UUID

from nhipcau.organisations import access
from nhipcau.organisations.models import OrganisationSpan, Succession

WHOLE = 10_000
Body = Hashable


@dataclass(frozen=True)
class Step:
    """One succession: on `on_day` `successor` took over `predecessor`, or `share` (in 1/10,000) of it."""

    predecessor: Body
    successor: Body
    on_day: date
    share: int | None = None
    document: str = ""


@dataclass(frozen=True)
class Heir:
    """A present body that has a part of an old one; `part` is None where nobody said how large it is."""

    body: Body
    part: Fraction | None = Fraction(1)


@dataclass(frozen=True)
class Heirs:
    """For each old body those that have it now: one (whole), several (divided), none (ended without an heir)."""

    of: Mapping[Body, tuple[Heir, ...]] = field(default_factory=dict)

    def now(self, old: Body) -> Body | None:
        """Return the one present body of `old`; None where it was divided or ended without an heir."""
        heirs = self.of.get(old, ())
        return heirs[0].body if len(heirs) == 1 else None

    def all_of(self, old: Body) -> frozenset[Body]:
        """Return every present body that has a part of `old`."""
        return frozenset(heir.body for heir in self.of.get(old, ()))

    def is_divided(self, old: Body) -> bool:
        """Return whether `old` has several heirs: its figures are "chưa chia" at their level."""
        return len(self.of.get(old, ())) > 1

    def has_ended(self, old: Body) -> bool:
        """Return whether `old` ended without an heir: its figures stand in totals as then only."""
        return not self.of.get(old, ())

    def meets(self, old: Body, above: Mapping[Body, Body]) -> Body | None:
        """Return the one body in which all heirs of `old` stand (`above`: present body → body), or None.

        There the figures of `old` are exact, also where it was divided. A body that is missing in `above` stands in
        none.
        """
        return meeting(self.all_of(old), above)

    def estimate(self, old: Body, value: int) -> dict[Body, int] | None:
        """Return `value` shared out among the heirs of `old`, by largest remainder; to be marked "ước" where divided.

        None where a share is not known, and where there is no heir.
        """
        heirs = self.of.get(old, ())
        if not heirs or any(heir.part is None for heir in heirs):
            return None
        return share_out(value, {heir.body: heir.part for heir in heirs if heir.part is not None})


@dataclass(frozen=True)
class Source:
    """An old body of which a present one has all, or a part."""

    body: Body
    is_whole: bool
    part: Fraction | None = Fraction(1)


@dataclass(frozen=True)
class Break:
    """A day on which what a body's series covers changes: what came to it, and to whom parts of it went."""

    on_day: date
    document: str
    came: tuple[Body, ...] = ()
    went: tuple[Body, ...] = ()


# ---- rules ----------------------------------------------------------------------------------------------------------
def trace(
    bodies: Iterable[Body], steps: Iterable[Step], *, then: date | None, on: date, lives: Callable[[Body, date], bool]
) -> Heirs:
    """Return what each of `bodies`, as it was on the day `then`, is on the day `on`.

    Only steps after `then` count (None: all). `lives` says whether a body exists on a day: one that gives a part away
    and goes on keeps the rest. Shares of one division that do not make up the whole are taken as unknown.
    """
    onward: dict[Body, list[Step]] = defaultdict(list)
    for step in steps:
        if step.on_day <= on:
            onward[step.predecessor].append(step)
    known: dict[tuple[Body, date, bool], dict[Body, Fraction | None]] = {}

    def parts(
        body: Body, since: date, came_then: bool, path: frozenset[tuple[Body, date]]
    ) -> dict[Body, Fraction | None]:
        """What `body` is, after `since`; with `came_then` also after what happened to it on that very day."""
        key = (body, since, came_then)
        if key in known:
            return known[key]
        days = {s.on_day for s in onward.get(body, ()) if s.on_day > since or (came_then and s.on_day == since)}
        if not days or (body, since) in path:  # what became itself again on one day goes no further
            return {body: Fraction(1)} if lives(body, on) else {}
        day = min(days)
        found: dict[Body, Fraction | None] = {}
        for heir, part in _division(body, [s for s in onward[body] if s.on_day == day], lives(body, day)).items():
            for last, inner in parts(heir, day, heir != body, path | {(body, since)}).items():
                whole = None if part is None or inner is None else part * inner
                before = found.get(last, Fraction(0))
                found[last] = None if whole is None or before is None else before + whole
        known[key] = found
        return found

    asked = {body: parts(body, then or date.min, False, frozenset()) for body in bodies}
    return Heirs({body: _heirs(found) for body, found in asked.items()})


def _division(body: Body, steps: list[Step], goes_on: bool) -> dict[Body, Fraction | None]:
    """Return who has how much of `body` after the steps of one day."""
    shares = {step.successor: step.share for step in steps}
    given = sum(share or 0 for share in shares.values())
    if len(shares) == 1 and not goes_on:
        return dict.fromkeys(shares, Fraction(1))
    if any(share is None for share in shares.values()) or given > WHOLE or (given < WHOLE and not goes_on):
        return dict.fromkeys([*shares, body] if goes_on else shares)
    found: dict[Body, Fraction | None] = {heir: Fraction(share or 0, WHOLE) for heir, share in shares.items()}
    if goes_on:
        found[body] = Fraction(WHOLE - given, WHOLE)
    return found


def _heirs(found: Mapping[Body, Fraction | None]) -> tuple[Heir, ...]:
    rows = sorted(found.items(), key=lambda row: (row[1] is None, -(row[1] or 0), str(row[0])))
    if len(rows) == 1:
        return (Heir(rows[0][0]),)
    return tuple(Heir(body, part) for body, part in rows)


def share_out(value: int, parts: Mapping[Body, Fraction]) -> dict[Body, int]:
    """Return whole numbers that add up to `value`, in proportion to `parts`, by largest remainder.

    Equal remainders go by the order of the names, so that the same question has the same answer. Raises ValueError
    where there is nothing to share among.
    """
    total = sum(parts.values())
    if total <= 0:
        raise ValueError("no parts")
    sign, size = (-1 if value < 0 else 1), abs(value)
    exact = {body: part * size / total for body, part in parts.items()}
    found = {body: int(each) for body, each in exact.items()}
    order = sorted(exact, key=lambda body: (found[body] - exact[body], str(body)))
    for body in order[: size - sum(found.values())]:
        found[body] += 1
    return {body: sign * each for body, each in found.items()}


def meeting(bodies: Iterable[Body], above: Mapping[Body, Body]) -> Body | None:
    """Return the one body in which all of `bodies` stand by `above`; None where there are several, or one has none."""
    places = {above.get(body) for body in bodies}
    return places.pop() if len(places) == 1 else None


def turned_round(heirs: Heirs) -> dict[Body, tuple[Source, ...]]:
    """Return for each present body the old ones of which it has all or a part."""
    found: dict[Body, list[Source]] = defaultdict(list)
    for old, rows in heirs.of.items():
        for heir in rows:
            found[heir.body].append(Source(old, len(rows) == 1, heir.part))
    return {body: tuple(rows) for body, rows in found.items()}


# ---- asking the tables ----------------------------------------------------------------------------------------------
def as_now(bodies: Iterable[UUID], *, on: date, then: date | None = None) -> Heirs:
    """Return what `bodies`, as they were on the day `then`, are on the day `on`. Three queries for any number.

    For figures `then` is the first day of their period: what happened before it does not touch them any more.
    """
    asked = list(dict.fromkeys(bodies))
    steps = _steps(after=then, until=on)
    return trace(asked, steps, then=then, on=on, lives=_living({*asked, *_named(steps)}))


def as_then(bodies: Iterable[UUID], *, then: date, on: date) -> dict[UUID, tuple[Source, ...]]:
    """Return for each of `bodies` (as on the day `on`) the bodies of the day `then` of which it has all or a part.

    Three queries for any number. A body that is the same on both days names itself.
    """
    asked = set(bodies)
    steps = _steps(after=then, until=on)
    backward: dict[Body, set[Body]] = defaultdict(set)
    for step in steps:
        backward[step.successor].add(step.predecessor)
    reached: set[Body] = set(asked)
    waiting = list(asked)
    while waiting:
        older = backward.get(waiting.pop(), set()) - reached
        reached |= older
        waiting += older
    there = set(OrganisationSpan.objects.on(then).values_list("organisation_id", flat=True)) & reached
    heirs = trace(there, steps, then=then, on=on, lives=_living({*reached, *_named(steps)}))
    turned = turned_round(heirs)
    return {body: turned.get(body, ()) for body in asked}


def breaks(body: UUID, *, since: date, until: date) -> list[Break]:
    """Return the days after `since`, up to `until`, on which what the series of `body` covers changes, in order.

    Also those of the bodies whose history it has: a series continued from a predecessor breaks there. Two queries for
    each generation of predecessors.
    """
    mine = access.predecessors_of(body, on=until)
    rows = Succession.objects.filter(on_day__gt=since, on_day__lte=until)
    came = rows.filter(successor__in=mine).values_list("on_day", "document", "predecessor_id")
    went = rows.filter(predecessor__in=mine).exclude(successor__in=mine)
    days: dict[date, tuple[str, list[UUID], list[UUID]]] = {}
    for day, document, other in came:
        days.setdefault(day, (document, [], []))[1].append(other)
    for day, document, other in went.values_list("on_day", "document", "successor_id"):
        days.setdefault(day, (document, [], []))[2].append(other)
    return [Break(day, document, tuple(here), tuple(there)) for day, (document, here, there) in sorted(days.items())]


def _steps(*, after: date | None, until: date) -> list[Step]:
    rows = Succession.objects.filter(on_day__lte=until)
    if after is not None:
        rows = rows.filter(on_day__gt=after)
    return [Step(*row) for row in rows.values_list("predecessor_id", "successor_id", "on_day", "share", "document")]


def _named(steps: Iterable[Step]) -> set[Body]:
    return {body for step in steps for body in (step.predecessor, step.successor)}


def _living(bodies: set[Body]) -> Callable[[Body, date], bool]:
    """Return whether a body exists on a day, from the spans of `bodies`."""
    spans: dict[Body, list[tuple[date | None, date | None]]] = defaultdict(list)
    rows = OrganisationSpan.objects.values_list("organisation_id", "valid_from", "valid_until")
    if len(bodies) <= 500:
        rows = rows.filter(organisation__in=bodies)
    for body, begins, ends in rows:
        spans[body].append((begins, ends))

    def lives(body: Body, day: date) -> bool:
        return any((a is None or a <= day) and (b is None or day < b) for a, b in spans.get(body, ()))

    return lives
