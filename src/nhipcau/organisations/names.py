"""What bodies and places are called on a day, for pages: one query for any number of rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import F

from nhipcau.organisations.models import LocalitySpan, OrganisationSpan


def bodies(ids: Iterable[UUID], *, on: date) -> dict[UUID, OrganisationSpan]:
    """Return each body's row as of the day `on`; a body that had ended by then gives its last row. One query."""
    rows = OrganisationSpan.objects.filter(organisation__in=set(ids)).order_by(F("valid_from").asc(nulls_first=True))
    best: dict[UUID, OrganisationSpan] = {}
    for row in rows:
        kept = best.get(row.organisation_id)
        if kept is None or not kept.holds_on(on):
            best[row.organisation_id] = row
    return best


def places(ids: Iterable[UUID], *, on: date) -> dict[UUID, LocalitySpan]:
    """Return each place's row as of the day `on`; a place that had ended by then gives its last row. One query."""
    best: dict[UUID, LocalitySpan] = {}
    for row in LocalitySpan.objects.filter(locality__in=set(ids)).order_by(F("valid_from").asc(nulls_first=True)):
        kept = best.get(row.locality_id)
        if kept is None or not kept.holds_on(on):
            best[row.locality_id] = row
    return best
