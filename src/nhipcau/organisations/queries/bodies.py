"""Bodies as of a day: the tree level by level, search, and everything about one body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from nhipcau.organisations import names
from nhipcau.organisations.models import (
    FocalUnit,
    GroupMember,
    Line,
    LineRole,
    LocalitySpan,
    Organisation,
    OrganisationSpan,
    Programme,
    Succession,
)
from nhipcau.text import fold


@dataclass(frozen=True)
class BodyRow:
    """One body in a list: its row of the day and how many bodies stand directly below it."""

    span: OrganisationSpan
    below: int
    place: LocalitySpan | None


def bodies_below(parent: UUID | None, *, on: date) -> QuerySet[OrganisationSpan]:
    """Return the bodies directly below `parent` on a day, in protocol order; of None those without a superior."""
    return OrganisationSpan.objects.on(on).filter(parent=parent).order_by("rank", "name")


def find_bodies(text: str, *, on: date) -> QuerySet[OrganisationSpan]:
    """Return the bodies of a day whose name, short name, symbol or code holds `text`, in protocol order."""
    folded = fold(text)
    found = Q(folded__contains=folded) | Q(folded_short__contains=folded) | Q(code=text.strip())
    if not folded:
        found = Q(pk=None)
    return OrganisationSpan.objects.on(on).filter(found | Q(symbol__iexact=text.strip())).order_by("rank", "name")


def rows(spans: Iterable[OrganisationSpan], *, on: date) -> list[BodyRow]:
    """Return the spans of one page with what a list shows. Two queries for any number."""
    shown = list(spans)
    ids = [span.organisation_id for span in shown]
    counts = dict(
        OrganisationSpan.objects.on(on)
        .filter(parent__in=ids)
        .values_list("parent")
        .annotate(count=Count("pk"))
        .values_list("parent", "count")
    )
    places = names.places((span.locality_id for span in shown if span.locality_id), on=on)
    return [BodyRow(span, counts.get(span.organisation_id, 0), places.get(span.locality_id)) for span in shown]


def path_to(body: UUID | None, *, on: date) -> list[OrganisationSpan]:
    """Return the body's row of the day and its superiors', topmost first. One query for each level."""
    path: list[OrganisationSpan] = []
    while body is not None and len(path) < 12:
        span = names.bodies([body], on=on).get(body)
        if span is None or span in path:
            break
        path.insert(0, span)
        body = span.parent_id
    return path


@dataclass(frozen=True)
class Relation:
    """One relation of a body with another: what it is, since when, until when (excluded)."""

    what: str
    other: OrganisationSpan | None
    valid_from: date | None
    valid_until: date | None
    programme: str = ""
    pk: int | None = None


@dataclass(frozen=True)
class BodyPage:
    """Everything about one body as of a day."""

    body: Organisation
    span: OrganisationSpan
    exists: bool
    place: LocalitySpan | None
    spans: list[OrganisationSpan]
    came_from: list[Succession]
    became: list[Succession]
    upward: list[Relation]
    downward: list[Relation]
    downward_count: int
    groups: list[GroupMember]
    answers_for: list[Relation]
    answered_by: list[Relation]
    called: dict[UUID, OrganisationSpan]


SHOWN = 50  # lower bodies on the page of one body; the programme's page has them all


def body_page(body: Organisation, *, on: date) -> BodyPage | None:
    """Return the page of a body as of a day; None where it has no row at all. Eleven queries."""
    spans = list(body.spans.order_by(F("valid_from").asc(nulls_first=True)))
    if not spans:
        return None
    best = names.bodies([body.pk], on=on)[body.pk]
    successions = list(Succession.objects.filter(Q(predecessor=body) | Q(successor=body)).order_by("on_day"))
    held = Line.objects.on(on).select_related("programme")
    up = list(held.filter(lower=body).order_by("programme__code", "role"))
    below = held.filter(upper=body, role=LineRole.REPORTS_TO)
    down, down_count = list(below.order_by("programme__code", "pk")[:SHOWN]), below.count()
    focal = list(FocalUnit.objects.on(on).filter(Q(unit=body) | Q(member=body)).select_related("programme"))
    groups = list(GroupMember.objects.on(on).filter(organisation=body).select_related("group").order_by("group__name"))
    ids = {line.upper_id for line in up} | {line.lower_id for line in down}
    ids |= {row.unit_id for row in focal} | {row.member_id for row in focal}
    ids |= {row.predecessor_id for row in successions} | {row.successor_id for row in successions}
    ids |= {span.parent_id for span in spans if span.parent_id}
    called = names.bodies(ids, on=on)
    return BodyPage(
        body=body, span=best, exists=best.holds_on(on),
        place=names.places([best.locality_id], on=on).get(best.locality_id) if best.locality_id else None,
        spans=spans,
        came_from=[row for row in successions if row.successor_id == body.pk],
        became=[row for row in successions if row.predecessor_id == body.pk],
        upward=[_line(line, called.get(line.upper_id)) for line in up],
        downward=sorted(
            (_line(line, called.get(line.lower_id)) for line in down),
            key=lambda row: (row.programme, row.other.rank if row.other else 0),
        ),
        downward_count=down_count, groups=groups,
        answers_for=[_focal(row, called.get(row.member_id)) for row in focal if row.unit_id == body.pk],
        answered_by=[_focal(row, called.get(row.unit_id)) for row in focal if row.member_id == body.pk],
        called=called,
    )  # fmt: skip


def _line(line: Line, other: OrganisationSpan | None) -> Relation:
    return Relation(
        LineRole(line.role).label, other, line.valid_from, line.valid_until, line.programme.short_name, line.pk
    )


def _focal(row: FocalUnit, other: OrganisationSpan | None) -> Relation:
    programme: Programme | None = row.programme
    return Relation("", other, row.valid_from, row.valid_until, programme.short_name if programme else "", row.pk)
