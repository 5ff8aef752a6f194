"""The localities that a body may name in a table: its own and those below it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from nhipcau.organisations import names
from nhipcau.organisations.models import LocalitySpan
from nhipcau.reports.models import ColumnKind, Field

MOST_BELOW = 300  # of the level after the next: so many still make a list to choose from


def places_below(body: UUID, *, on: date) -> dict[UUID, str]:
    """Return the localities below a body's own on a day, by their names in order; beneath these, where they are few.

    A body without locality, or with none below, gives its own. Two to four queries.
    """
    span = names.bodies([body], on=on).get(body)
    if span is None or span.locality_id is None:
        return {}
    below = _children([span.locality_id], on)
    if not below:
        own = names.places([span.locality_id], on=on)
        return {key: place_name(row) for key, row in own.items()}
    found = {row.locality_id: place_name(row) for row in below}
    deeper = _children(list(found), on)
    if not deeper or len(deeper) > MOST_BELOW:
        return found
    ordered: dict[UUID, str] = {}
    for row in below:
        ordered[row.locality_id] = place_name(row)
        ordered |= {
            child.locality_id: f"{place_name(child)}, {place_name(row)}"
            for child in deeper
            if child.parent_id == row.locality_id
        }
    return ordered


def places_for(fields: list[Field], body: UUID, *, on: date) -> dict[UUID, str]:
    """Return what `places_below` gives where any table of these lines has a column of places, else nothing."""
    asks = any(column.kind == ColumnKind.PLACE for field in fields for column in field.columns.all())
    return places_below(body, on=on) if asks else {}


def place_name(span: LocalitySpan) -> str:
    """Return a place as people say it: its type before its name, unless the name begins with it (“Thôn 1”)."""
    begins = span.name.casefold().startswith(span.type_name.casefold())
    return span.name if begins or not span.type_name else f"{span.type_name} {span.name}"


def _children(parents: list[UUID], on: date) -> list[LocalitySpan]:
    rows = LocalitySpan.objects.on(on).filter(parent__in=parents).order_by("rank", "folded", "pk")
    return list(rows[: MOST_BELOW + 1])
