"""The board of an upper level: each body directly below × the newest periods, with how many below it have reported."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nhipcau.obligations.models import Occurrence
from nhipcau.organisations import names
from nhipcau.organisations.models import OrganisationSpan
from nhipcau.reports.models import SummedObligation
from nhipcau.reports.queries.completeness import Completeness, completeness_by_duty_and_period
from nhipcau.reports.queries.figures import Period
from nhipcau.reports.queries.lines_up import line_of
from nhipcau.reports.queries.standings import Stand, stands

MOST_PERIODS = 8


@dataclass(frozen=True)
class LevelCell:
    """One body in one period: how its own report stands, and n of m of those below it (None: it has nobody)."""

    stand: Stand | None
    below: Completeness | None
    child: UUID | None
    period: Period


@dataclass(frozen=True)
class LevelRow:
    """One body directly below with its cells, the newest period first."""

    body: OrganisationSpan
    cells: tuple[LevelCell, ...]


@dataclass(frozen=True)
class LevelsBoard:
    """The board: periods, rows in protocol order, and n of m of each period in all."""

    periods: tuple[Period, ...]
    rows: tuple[LevelRow, ...]
    totals: tuple[Completeness, ...]


def levels_board(obligation: SummedObligation, *, on: date) -> LevelsBoard:
    """Return the board of a duty that others feed. Eight queries for any number of bodies and periods."""
    owed = Occurrence.objects.filter(obligation=obligation.pk, withdrawn_at=None)
    days = owed.order_by("-period_end", "-period_start").values_list("period_start", "period_end", "period_label")
    periods = tuple(Period(*row) for row in days.distinct()[:MOST_PERIODS])
    if not periods:
        return LevelsBoard((), (), ())
    line = line_of(obligation.pk, periods)
    counted = completeness_by_duty_and_period(line, periods)
    below: dict[tuple[UUID, Period], Completeness] = defaultdict(Completeness)
    totals: dict[Period, Completeness] = defaultdict(Completeness)
    for (duty, period), complete in counted.items():
        below[line.under(duty) or duty, period] += complete
        totals[period] += complete
    shown = owed.filter(period_start__in={p.start for p in periods}, period_end__in={p.end for p in periods})
    own = {(s.body_id, Period(s.period_start, s.period_end)): s for s in stands(shown, on=on)}
    children = {node.recipient_id: node.obligation_id for node in line.children(obligation.pk) if node.recipient_id}
    called = names.bodies({body for body, _period in own} | set(children), on=on)
    rows = []
    for body, span in called.items():
        child = children.get(body)
        cells = tuple(
            LevelCell(own.get((body, p)), below.get((child, p)) if child else None, child, p) for p in periods
        )
        rows.append(LevelRow(span, cells))
    rows.sort(key=lambda row: (row.body.rank, str(row.body.organisation_id)))
    return LevelsBoard(periods, tuple(rows), tuple(totals[p] for p in periods))
