"""Live sums (số hiện thời), moved in the transaction that receives or voids a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.fields import BigIntegerField

from nhipcau.obligations.models import Occurrence
from nhipcau.reports.models import AcrossBodies, Figure, LiveSum, Submission, Version

Key = tuple[UUID, str]

# A row of negative counts would break the table's constraint before the conflict is seen: those go by `_carry`.
_ADDING = """
INSERT INTO reports_livesum
    (obligation_id, period_start, period_end, indicator_id, breakdown, value, bodies, estimates)
VALUES {rows}
ON CONFLICT (obligation_id, period_start, period_end, indicator_id, breakdown) DO UPDATE SET
    value = reports_livesum.value + excluded.value,
    bodies = reports_livesum.bodies + excluded.bodies,
    estimates = reports_livesum.estimates + excluded.estimates
"""


@dataclass
class _Delta:
    value: int = 0
    bodies: int = 0
    estimates: int = 0

    def add(self, value: int, estimate: bool, sign: int) -> None:
        self.value += sign * value
        self.bodies += sign
        self.estimates += sign * estimate


def current_version(submission: Submission) -> Version | None:
    """Return the version that sums rest on: the newest one received and not voided."""
    standing = submission.versions.filter(received_at__isnull=False, voided_at=None)
    return standing.order_by("-number").first()


@contextmanager
def moving(submission: Submission) -> Iterator[None]:
    """Do something to a submission's versions and carry the difference into the live sums.

    Must run in the deed's transaction. The submission is locked first, so that two deeds on it follow each other;
    sums are locked in key order, so that two submissions never wait for each other crosswise.
    """
    Submission.objects.select_for_update().get(pk=submission.pk)
    before = current_version(submission)
    yield
    after = current_version(submission)
    if before != after:
        _move(submission.occurrence, before, after)


def _move(occurrence: Occurrence, before: Version | None, after: Version | None) -> None:
    deltas: dict[Key, _Delta] = defaultdict(_Delta)
    for version, sign in ((before, -1), (after, 1)):
        for key, value, estimate in _summed(version):
            deltas[key].add(value, estimate, sign)
    moved = {key: delta for key, delta in sorted(deltas.items()) if delta != _Delta()}
    if not moved:
        return
    if all(delta.bodies >= 0 and delta.estimates >= 0 for delta in moved.values()):
        _add(occurrence, moved)
    else:
        _carry(occurrence, moved)


def _summed(version: Version | None) -> Iterator[tuple[Key, int, bool]]:
    """Give the figures that may be added over bodies; ratios and “không cộng dồn” never are."""
    if version is None:
        return
    rows = Figure.objects.filter(version=version, indicator__across=AcrossBodies.SUM, value__isnull=False)
    for indicator, breakdown, value, estimate in rows.values_list("indicator", "breakdown", "value", "is_estimate"):
        yield (indicator, breakdown), value, estimate


def _add(occurrence: Occurrence, moved: dict[Key, _Delta]) -> None:
    """Add deltas that take nothing away, in one statement; the rows come, and are locked, in key order."""
    place = (_key(occurrence.obligation_id), occurrence.period_start, occurrence.period_end)
    values = [
        value
        for (indicator, breakdown), delta in moved.items()
        for value in (*place, _key(indicator), breakdown, delta.value, delta.bodies, delta.estimates)
    ]
    row = "(%s, %s, %s, %s, %s, %s, %s, %s)"
    with connection.cursor() as cursor:
        cursor.execute(_ADDING.format(rows=", ".join([row] * len(moved))), values)


def _key(key: UUID) -> object:
    """Return a key as the engine keeps it."""
    return key if connection.features.has_native_uuid_field else key.hex


def _carry(occurrence: Occurrence, moved: dict[Key, _Delta]) -> None:
    """Add the deltas in three statements: missing rows at zero, locks in key order, one addition."""
    place = {
        "obligation_id": occurrence.obligation_id,
        "period_start": occurrence.period_start,
        "period_end": occurrence.period_end,
    }
    LiveSum.objects.bulk_create(
        [LiveSum(**place, indicator_id=key[0], breakdown=key[1], value=0, bodies=0) for key in moved],
        ignore_conflicts=True,
    )
    rows = LiveSum.objects.filter(**place)
    list(rows.select_for_update().order_by("indicator_id", "breakdown").values_list("pk"))

    def added(part: str, kind: type[IntegerField]) -> Case:
        whens = [
            When(Q(indicator=key[0], breakdown=key[1]), then=Value(getattr(delta, part)))
            for key, delta in moved.items()
            if getattr(delta, part)
        ]
        return Case(*whens, default=Value(0), output_field=kind()) if whens else Value(0)

    rows.filter(indicator__in={key[0] for key in moved}).update(
        value=F("value") + added("value", BigIntegerField),
        bodies=F("bodies") + added("bodies", IntegerField),
        estimates=F("estimates") + added("estimates", IntegerField),
    )
