"""The board: bodies in protocol order × duties and periods, each cell the state of practice 13.

A constant number of queries for any number of bodies; what a user does not see has no cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nhipcau.obligations.models import Obligation, ObligationKind, Occurrence
from nhipcau.organisations import access, names
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.models import Level, OrganisationSpan, Programme
from nhipcau.reports import rules
from nhipcau.reports.models import Quality, Version
from nhipcau.reports.queries.standings import Stand, stands
from nhipcau.reports.rules import State

MOST_COLUMNS = 8
_BESIDE = {State.EXTENDED, State.CORRECTED_LATE}  # counted besides the word of the cell
NEAR = timedelta(days=45)  # before the last day: from then on the board offers to enter a report that came


@dataclass(frozen=True)
class Column:
    """One duty in one period."""

    obligation_id: UUID
    rule_id: int | None
    start: date
    end: date
    label: str
    title: str = field(compare=False, default="")
    clause: str = field(compare=False, default="")
    document: str = field(compare=False, default="")

    @property
    def key(self) -> str:
        """Return how the address names the column."""
        return f"{self.obligation_id}_{self.start.isoformat()}_{self.end.isoformat()}"


@dataclass(frozen=True)
class Cell:
    """How one body stands with one column."""

    stand: Stand
    may_enter: bool = False
    quality: str = ""  # what the receiver marked (practice 20), beside punctuality

    @property
    def quality_words(self) -> str:
        """Return the mark in words, empty where none was given."""
        return str(Quality(self.quality).label) if self.quality else ""

    @property
    def badge(self) -> rules.Badge:
        """Return the words of the cell."""
        return self.stand.badge

    @property
    def handling(self) -> str:
        """Return where the report is; empty where nothing was begun and where the badge says it already."""
        where = self.stand.handling
        if where in (rules.Handling.NOT_STARTED, rules.Handling.COMPLETION_ASKED):
            return ""
        return rules.handling_words(where)

    @property
    def filed_on(self) -> date | None:
        """Return the day that counts."""
        return self.stand.timeliness.filed_on


@dataclass(frozen=True)
class Row:
    """One body with its cells; None where it does not owe the column."""

    body: OrganisationSpan
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Count:
    """How a column stands in all: `sent` of `expected`, and how many bodies in each state."""

    column: Column
    sent: int
    expected: int
    missing: int
    states: tuple[tuple[State, str, int], ...]
    last_day: date | None
    may_urge: bool = False
    may_consolidate: bool = False


@dataclass(frozen=True)
class Wanted:
    """What a user asked the board for."""

    obligation: UUID | None = None
    period: str = ""
    state: State | None = None
    level: str = ""


@dataclass(frozen=True)
class Board:
    """The board as shown: all rows that were asked for, and the counts over them."""

    programme: Programme
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    counts: tuple[Count, ...]
    obligations: tuple[tuple[UUID, str], ...]
    periods: tuple[str, ...]
    is_cut: bool = False


# Duties that belong to no programme have a board of their own, told by this code.
OUTSIDE = "ngoai-chuong-trinh"


def programmes(actor: Actor) -> list[Programme]:
    """Return the programmes in which the actor sees report duties, by name; last, what belongs to none. One query.

    The last one is not in the database: its code is `OUTSIDE`.
    """
    seen = set(_owed(actor).order_by().values_list("obligation__programme", flat=True).distinct())
    found = list(Programme.objects.filter(pk__in=seen - {None}).order_by("short_name")) if seen - {None} else []
    if None in seen:
        found.append(
            Programme(code=OUTSIDE, name=_("Nhiệm vụ ngoài các chương trình"), short_name=_("Ngoài chương trình"))
        )
    return found


def programme_of_duty(actor: Actor, obligation_id: UUID) -> str | None:
    """Return the code of the board on which a duty stands, None where the actor does not see it. One query."""
    seen = _owed(actor).filter(obligation=obligation_id).values_list("obligation__programme__code", flat=True)
    codes = list(seen.order_by()[:1])
    return (codes[0] or OUTSIDE) if codes else None


def board(actor: Actor, programme: Programme, wanted: Wanted, *, on: date) -> Board:
    """Return the board of a programme as the actor sees it on the day `on`. Six queries for any number of rows."""
    outside = programme.code == OUTSIDE
    seen = _owed(actor).filter(obligation__programme=None if outside else programme)
    all_columns = _columns(seen)
    columns = [column for column in all_columns if _is_wanted(column, wanted)]
    shown = columns[:MOST_COLUMNS]
    found = stands(_of_columns(seen, shown), on=on) if shown else []
    duties = {duty.pk: duty for duty in Obligation.objects.filter(pk__in={column.obligation_id for column in shown})}
    may_enter = {pk for pk, duty in duties.items() if access.may(actor, Right.ENTER_FOR_OTHERS, about=duty)}
    called = names.bodies({stand.body_id for stand in found}, on=on)
    marks = _marks(_of_columns(seen, shown)) if shown else {}
    rows = _rows(found, shown, called, wanted, may_enter, marks)
    return Board(
        programme=programme,
        columns=tuple(shown),
        rows=tuple(rows),
        counts=tuple(_count(place, column, rows, actor, duties) for place, column in enumerate(shown)),
        obligations=tuple(dict.fromkeys((column.obligation_id, column.title) for column in all_columns)),
        periods=tuple(dict.fromkeys(column.label for column in all_columns)),
        is_cut=len(columns) > len(shown),
    )


def _owed(actor: Actor) -> QuerySet[Occurrence]:
    return Occurrence.objects.visible_to(actor).filter(obligation__kind=ObligationKind.REPORT)


def _columns(seen: QuerySet[Occurrence]) -> list[Column]:
    """Return the columns, newest period first. One query."""
    rows = (
        seen.order_by("-period_end", "-period_start", "obligation__title", "obligation_id", "rule_id")
        .values_list(
            "obligation_id", "rule_id", "period_start", "period_end", "period_label", "obligation__title",
            "obligation__clause", "obligation__document__number",
        )
        .distinct()
    )  # fmt: skip
    return list(dict.fromkeys(Column(*row) for row in rows))


def _is_wanted(column: Column, wanted: Wanted) -> bool:
    if wanted.obligation and column.obligation_id != wanted.obligation:
        return False
    return not wanted.period or column.label == wanted.period


def _of_columns(seen: QuerySet[Occurrence], columns: Iterable[Column]) -> QuerySet[Occurrence]:
    condition = Q(pk__in=[])
    for column in columns:
        condition |= Q(
            obligation=column.obligation_id, rule=column.rule_id, period_start=column.start, period_end=column.end
        )
    return seen.filter(condition)


def _rows(
    found: Sequence[Stand],
    columns: Sequence[Column],
    called: dict[UUID, OrganisationSpan],
    wanted: Wanted,
    may_enter: set[UUID],
    marks: dict[UUID, str],
) -> list[Row]:
    places = {(c.obligation_id, c.rule_id, c.start, c.end): place for place, c in enumerate(columns)}
    cells: dict[UUID, list[Cell | None]] = defaultdict(lambda: [None] * len(columns))
    for stand in found:
        place = places[stand.obligation_id, stand.rule_id, stand.period_start, stand.period_end]
        cells[stand.body_id][place] = Cell(
            stand, stand.obligation_id in may_enter and _is_time(stand), marks.get(stand.occurrence_id, "")
        )
    rows = [
        Row(called[body], tuple(row))
        for body, row in cells.items()
        if (not wanted.level or called[body].level == wanted.level)
        and (wanted.state is None or any(cell and wanted.state in cell.badge.states for cell in row))
    ]
    return sorted(rows, key=lambda row: (row.body.rank, str(row.body.organisation_id)))


def _marks(occurrences: QuerySet[Occurrence]) -> dict[UUID, str]:
    """Return what the receiver marked on the newest filed version of each occurrence. One query."""
    marked = Version.objects.filter(
        submission__occurrence__in=occurrences.order_by().values("pk"), filed_at__isnull=False, voided_at=None
    ).exclude(quality="")
    return dict(marked.order_by("number").values_list("submission__occurrence", "quality"))


def _is_time(stand: Stand) -> bool:
    """Whether a report may well come now: none came, and the last day is near or past."""
    last_day = stand.last_day
    return not stand.was_sent and (last_day is None or stand.on >= last_day - NEAR)


def _count(place: int, column: Column, rows: Sequence[Row], actor: Actor, duties: dict[UUID, Obligation]) -> Count:
    cells = [cell for row in rows if (cell := row.cells[place]) is not None]
    states: dict[State, int] = defaultdict(int)
    for cell in cells:
        for state in {cell.badge.state, *(cell.badge.also & _BESIDE)}:
            states[state] += 1
    days = [day for cell in cells if (day := cell.stand.facts.last_day)]
    duty = duties[column.obligation_id]
    return Count(
        column=column,
        sent=sum(cell.stand.was_sent for cell in cells),
        expected=sum(cell.stand.is_expected for cell in cells),
        missing=sum(cell.stand.is_missing for cell in cells),
        states=tuple((state, rules.state_words(state), states[state]) for state in State if states[state]),
        last_day=max(days) if days else None,
        may_urge=access.may(actor, Right.URGE, about=duty) is not None if _is_upper(actor, duty) else False,
        may_consolidate=access.may(actor, Right.CONSOLIDATE, about=duty) is not None,
    )


def _is_upper(actor: Actor, duty: Obligation) -> bool:
    """Whether the actor receives, passes on or laid the duty; spares a query about followers for all others."""
    return bool({duty.recipient_id, duty.via_id, duty.issuer_id} & set(actor.bodies))


def levels() -> list[tuple[str, str]]:
    """Return the levels for the filter."""
    return [(str(value), str(label)) for value, label in Level.choices]


def late_occurrences(actor: Actor, column: Column, *, on: date) -> list[Occurrence]:
    """Return the occurrences of a column that are missing, as far as the actor sees them. Four queries."""
    seen = column_occurrences(actor, column)
    late = {stand.occurrence_id for stand in stands(seen, on=on) if stand.is_missing}
    return list(seen.filter(pk__in=late).select_related("obligation").order_by("pk"))


def column_of(actor: Actor, obligation_id: UUID, start: date, end: date) -> Column | None:
    """Return one column as the actor sees it, None where he sees nothing of it. One query."""
    seen = _owed(actor).filter(obligation=obligation_id, period_start=start, period_end=end)
    return next(iter(_columns(seen)), None)


def column_occurrences(actor: Actor, column: Column) -> QuerySet[Occurrence]:
    """Return the occurrences of a column that the actor sees."""
    return _owed(actor).filter(
        obligation=column.obligation_id, period_start=column.start, period_end=column.end, rule=column.rule_id
    )
