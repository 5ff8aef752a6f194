"""Who has not sent the report of a period: the state of the board that a group of owners may be (practice 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models.functions import Coalesce

from nhipcau.obligations import progress
from nhipcau.obligations.models import Occurrence


@dataclass(frozen=True)
class MissedPeriod:
    """A period of an obligation whose last day has passed, and how many of its bodies sent nothing."""

    start: date
    label: str
    last_day: date
    missing: int
    expected: int


def missing_bodies(obligation: UUID, period_start: date, *, on: date) -> list[UUID]:
    """Return the bodies that have filed nothing for that period by the day `on`, though its last day has passed.

    Who was exempted, or whose occurrence was withdrawn, is not missing. Two queries and the provider's.
    """
    owed = _owed(obligation, on).filter(period_start=period_start)
    bodies = dict(owed.values_list("pk", "body_id"))
    told = progress.of(bodies.keys(), on=on)
    return [body for occurrence, body in bodies.items() if _is_missing(occurrence, told, on)]


def missed_periods(obligation: UUID, *, on: date, limit: int = 8) -> list[MissedPeriod]:
    """Return the periods whose last day has passed, newest first. One query and the provider's."""
    rows = list(_owed(obligation, on).values_list("pk", "period_start", "period_label", "due_until"))
    told = progress.of([row[0] for row in rows], on=on)
    found: dict[date, MissedPeriod] = {}
    for pk, start, label, last in rows:
        missed = int(_is_missing(pk, told, on))
        before = found.get(start)
        found[start] = MissedPeriod(
            start, label, last, missed + (before.missing if before else 0), 1 + (before.expected if before else 0)
        )
    return sorted(found.values(), key=lambda period: period.start, reverse=True)[:limit]


def latest_missed_period(obligation: UUID, *, on: date) -> MissedPeriod | None:
    """Return the newest period whose last day has passed, whether or not somebody is missing."""
    periods = missed_periods(obligation, on=on, limit=1)
    return periods[0] if periods else None


def _owed(obligation: UUID, on: date):
    owed = Occurrence.objects.annotate(due_until=Coalesce("extended_to", "last_day"))
    return owed.filter(
        obligation=obligation, withdrawn_at=None, exemption=None, not_ours=None, due_until__lt=on
    ).order_by("period_start", "pk")


def _is_missing(occurrence: UUID, told: dict, on: date) -> bool:
    filed = told.get(occurrence, progress.NOTHING_YET).filed_on
    return filed is None or filed > on
