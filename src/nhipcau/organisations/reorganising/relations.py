"""What follows from the fates of bodies for lines, groups, focal units, coordination and posts. Pure.

A successor takes the place of its predecessor. Of a body that was abolished only what others need is handed over: who
reported to it reports to the body that took over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from nhipcau.organisations.closure import Days, days_left, days_united
from nhipcau.organisations.reorganising.changes import Body, Key
from nhipcau.organisations.reorganising.fates import Fates
from nhipcau.organisations.reorganising.state import (
    THROUGH,
    TO,
    CoordinationRow,
    FocalRow,
    LineRow,
    MemberRow,
    PostRow,
)


@dataclass(frozen=True)
class LeftOpen:
    """What a person has to decide after the deed; `what` is the kind, `text` says it to the administrator."""

    what: str
    key: Key | None
    text: str


@dataclass(frozen=True)
class Relations:
    """Rows that end on the day and rows that begin; a post that moves stands in both."""

    lines_ended: tuple[LineRow, ...] = ()
    lines_begun: tuple[LineRow, ...] = ()
    members_ended: tuple[MemberRow, ...] = ()
    members_begun: tuple[MemberRow, ...] = ()
    focal_ended: tuple[FocalRow, ...] = ()
    focal_begun: tuple[FocalRow, ...] = ()
    coordinations_ended: tuple[CoordinationRow, ...] = ()
    coordinations_begun: tuple[CoordinationRow, ...] = ()
    posts_ended: tuple[PostRow, ...] = ()
    posts_begun: tuple[PostRow, ...] = ()
    left_open: tuple[LeftOpen, ...] = ()


@dataclass
class _Found:
    """What is being gathered."""

    begun: list[object] = field(default_factory=list)
    ended: list[object] = field(default_factory=list)
    left_open: list[LeftOpen] = field(default_factory=list)


def relations(found: Fates) -> Relations:
    """Return what becomes of every relation of the bodies that changed."""
    lines, members, focal = _lines(found), _members(found), _focal(found)
    coordinations, posts = _coordinations(found), _posts(found)
    return Relations(
        tuple(lines.ended), tuple(lines.begun), tuple(members.ended), tuple(members.begun), tuple(focal.ended),
        tuple(focal.begun), tuple(coordinations.ended), tuple(coordinations.begun), tuple(posts.ended),
        tuple(posts.begun),
        tuple(each for part in (lines, members, focal, coordinations, posts) for each in part.left_open),
    )  # fmt: skip


# ---- lines ----------------------------------------------------------------------------------------------------------
def _lines(found: Fates) -> _Found:
    rows = _Found()
    has_own = {(line.programme, line.lower, line.role) for line in found.state.lines if not found.is_over(line.lower)}
    carried: list[LineRow] = []
    for line in found.state.lines:
        is_over = found.is_over(line.lower) or found.is_over(line.upper)
        if not is_over and line.lower not in found.became:
            continue
        if is_over:
            rows.ended.append(line)
        lowers = found.successors(line.lower) if line.lower in found.became else ()
        for lower in lowers:
            # Who was there before and reports in this programme already goes on as he did.
            if (line.programme, lower, line.role) not in has_own:
                carried += _line_to(found, line, lower, rows)
        if not found.is_over(line.lower) and found.is_over(line.upper):
            carried += _line_to(found, line, line.lower, rows)
    kept = [line for line in found.state.lines if not (found.is_over(line.lower) or found.is_over(line.upper))]
    fresh = _without_overlap(carried, kept, lambda row: (row.programme, row.lower, row.upper, row.role))
    to = {(row.programme, row.lower, row.upper) for row in [*kept, *fresh] if row.role == TO}
    # Nothing passes through the body to which it goes.
    rows.begun += [row for row in fresh if row.role != THROUGH or (row.programme, row.lower, row.upper) not in to]
    rows.left_open += _several_uppers(found, rows.begun)
    return rows


def _line_to(found: Fates, line: LineRow, lower: Key, rows: _Found) -> list[LineRow]:
    upper: Key | None = line.upper
    if found.is_over(line.upper):
        choices = found.successors(line.upper)
        upper = found.near(lower, choices) or found.heir(line.upper)
        if len(choices) > 1 and found.near(lower, choices) is None:
            text = _("“%(lower)s” báo cáo cho “%(upper)s”, nay đã chia tách: hãy kiểm tra nơi nhận mới.")
            rows.left_open.append(LeftOpen("line", lower, text % _names(found, lower, line.upper)))
    if upper is None or upper == lower:
        return []
    return [replace(line, lower=lower, upper=upper, since=_later(line.since, found.state.day), row=None)]


def _several_uppers(found: Fates, begun: Iterable[object]) -> Iterable[LeftOpen]:
    """Give each new body whose predecessors reported to different places, more of them than any one did."""
    before: Counter[tuple[Hashable, Key]] = Counter(
        (line.programme, line.lower) for line in found.state.lines if line.role == TO
    )
    most: dict[tuple[Hashable, Key], int] = defaultdict(int)
    for (programme, lower), count in before.items():
        for heir in found.successors(lower):
            most[programme, heir] = max(most[programme, heir], count)
    uppers: dict[tuple[Hashable, Key], set[Key]] = defaultdict(set)
    for line in begun:
        if isinstance(line, LineRow) and line.role == TO and line.lower in found.begun:
            uppers[line.programme, line.lower].add(line.upper)
    for (programme, lower), several in uppers.items():
        if len(several) > max(1, most[programme, lower]):
            text = _("“%(lower)s” được lập từ các đơn vị báo cáo cho nhiều nơi khác nhau: hãy giữ một nơi nhận.")
            yield LeftOpen("line", lower, text % _names(found, lower))


# ---- groups, focal units, coordination ------------------------------------------------------------------------------
def _members(found: Fates) -> _Found:
    rows = _Found()
    carried: list[MemberRow] = []
    kept: list[MemberRow] = []
    for row in found.state.members:
        if found.is_over(row.body):
            rows.ended.append(row)
        else:
            kept.append(row)
        if row.scope is not None and found.heir(row.scope) is None:
            continue  # the group of a body that is no more takes nobody in
        since = _later(row.since, found.state.day)
        carried += [replace(row, body=heir, since=since, row=None) for heir in found.successors(row.body)]
    rows.begun += _without_overlap(carried, kept, lambda row: (row.group, row.body))
    return rows


def _focal(found: Fates) -> _Found:
    rows = _Found()
    carried: list[FocalRow] = []
    kept: list[FocalRow] = []
    for row in found.state.focal:
        is_over = found.is_over(row.unit) or found.is_over(row.member)
        (rows.ended if is_over else kept).append(row)
        members = list(found.successors(row.member))
        if not found.is_over(row.member) and is_over:
            members.append(row.member)
        for member in members:
            units = found.successors(row.unit)
            whole = row.unit if not found.is_over(row.unit) else (units[0] if units else None)
            unit = found.near(member, units) or whole
            if unit is not None and unit != member:
                since = _later(row.since, found.state.day)
                carried.append(replace(row, unit=unit, member=member, since=since, row=None))
    rows.begun += _without_overlap(carried, kept, lambda row: (row.programme, row.member))
    return rows


def _coordinations(found: Fates) -> _Found:
    rows = _Found()
    carried: list[CoordinationRow] = []
    kept: list[CoordinationRow] = []
    for row in found.state.coordinations:
        (rows.ended if found.is_over(row.body) else kept).append(row)
        heirs = found.successors(row.body)
        if not heirs and row.body in found.ended and (taker := found.heir(row.body)) is not None:
            heirs = (taker,)
        if not heirs and found.is_over(row.body):
            text = _("“%s” chủ trì chương trình nhưng không còn và không ai tiếp nhận: hãy đặt cơ quan chủ trì.")
            rows.left_open.append(LeftOpen("coordination", row.body, text % _names(found, row.body)["lower"]))
        since = _later(row.since, found.state.day)
        for heir in heirs:
            unit = found.after(heir)
            level = unit.level if isinstance(unit, Body) else row.level
            carried.append(replace(row, body=heir, level=level, since=since, row=None))
    rows.begun += _without_overlap(carried, kept, lambda row: (row.programme, row.body))
    return rows


# ---- posts ----------------------------------------------------------------------------------------------------------
def _posts(found: Fates) -> _Found:
    """A post moves with a body that went whole into one other; else it stays, and a person decides."""
    rows = _Found()
    held = {(row.user, row.body, row.role) for row in found.state.posts if not found.is_over(row.body)}
    for row in found.state.posts:
        if not found.is_over(row.body):
            continue
        holder = row.holder if row.holder == row.title else f"{row.holder} ({row.title})"
        names = {**_names(found, row.body), "holder": holder}
        if found.is_whole(row.body):
            heir = found.became[row.body][0].successor
            rows.ended.append(row)
            if (row.user, heir, row.role) not in held:
                held.add((row.user, heir, row.role))
                rows.begun.append(replace(row, body=heir, since=_later(row.since, found.state.day), row=None))
        elif row.body in found.became:
            text = _("%(holder)s: “%(lower)s” chia cho nhiều đơn vị; hãy giao vị trí mới rồi kết thúc cũ.")
            rows.left_open.append(LeftOpen("post", row.body, text % names))
        else:
            text = _("%(holder)s: “%(lower)s” không còn; vị trí được giữ để làm nốt việc.")
            rows.left_open.append(LeftOpen("post", row.body, text % names))
    return rows


# ---- spans ----------------------------------------------------------------------------------------------------------
def _later(since: date | None, day: date) -> date:
    return day if since is None or since < day else since


def _without_overlap(fresh: Iterable, kept: Iterable, key: Callable) -> list:
    """Return `fresh` rows less the days on which the same relation (`key`) holds already, and each day once."""
    taken: dict[Hashable, list[Days]] = defaultdict(list)
    for row in kept:
        taken[key(row)].append(_days(row))
    found = []
    for row in fresh:
        spans = taken[key(row)]
        for begin, end in days_left([_days(row)], days_united(spans)):
            if row.until is None or begin < row.until:
                found.append(replace(row, since=begin, until=None if end == date.max else end))
        spans.append(_days(row))
    return found


def _days(row: object) -> Days:
    return (row.since or date.min, row.until or date.max)  # type: ignore[attr-defined]


def _names(found: Fates, lower: Key, upper: Key | None = None) -> dict[str, str]:
    def name(key: Key | None) -> str:
        unit = found.after(key) or (found.state.unit(key) if key is not None else None)
        return unit.label if unit else "?"

    return {"lower": name(lower), "upper": name(upper)}
