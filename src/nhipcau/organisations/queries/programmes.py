"""A programme as of a day: who coordinates it, its stages, its lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, OuterRef, QuerySet, Subquery

from nhipcau.organisations import names
from nhipcau.organisations.models import (
    Coordination,
    Level,
    Line,
    LineRole,
    OrganisationSpan,
    Programme,
    Stage,
    holds_on,
)

_ORDER = {level: order for order, level in enumerate(Level.values)}


@dataclass(frozen=True)
class Coordinator:
    """A body that coordinates the programme at a level."""

    span: OrganisationSpan | None
    level: str
    is_standing_agency: bool


@dataclass(frozen=True)
class ProgrammePage:
    """What stands above the list of lines."""

    programme: Programme
    coordinators: list[Coordinator]
    stages: list[Stage]


@dataclass(frozen=True)
class LineRow:
    """One body of the programme: to whom it reports, through whom, followed by whom."""

    lower: OrganisationSpan | None
    to: list[Line]
    through: list[Line]
    follows: list[Line]
    called: dict[object, OrganisationSpan]


def programme_page(programme: Programme, *, on: date) -> ProgrammePage:
    """Return the head of a programme's page. Three queries."""
    held = list(Coordination.objects.on(on).filter(programme=programme))
    called = names.bodies((row.organisation_id for row in held), on=on)
    coordinators = sorted(
        (Coordinator(called.get(row.organisation_id), Level(row.level).label, row.is_standing_agency) for row in held),
        key=lambda row: row.span.rank if row.span else 0,
    )
    return ProgrammePage(programme, coordinators, list(programme.stages.order_by("from_day")))


def reporting_bodies(programme: Programme, *, on: date) -> QuerySet[Line]:
    """Return one row for each body that has lines upward on the day, in protocol order: {lower, rank}."""
    rank = OrganisationSpan.objects.filter(holds_on(on), organisation=OuterRef("lower")).values("rank")[:1]
    return (
        Line.objects.on(on)
        .filter(programme=programme)
        .values("lower")
        .annotate(rank=Min(Subquery(rank)))
        .order_by("rank", "lower")
    )


def lines_of(programme: Programme, bodies: Iterable[object], *, on: date) -> list[LineRow]:
    """Return the lines upward of these bodies, in the order given. Two queries for any number."""
    order = list(bodies)
    held = list(Line.objects.on(on).filter(programme=programme, lower__in=order))
    called = names.bodies({line.upper_id for line in held} | set(order), on=on)

    def of(body: object, role: LineRole) -> list[Line]:
        return [line for line in held if line.lower_id == body and line.role == role]

    return [
        LineRow(
            called.get(body), of(body, LineRole.REPORTS_TO), of(body, LineRole.THROUGH), of(body, LineRole.FOLLOWS),
            called,
        )
        for body in order
    ]  # fmt: skip
