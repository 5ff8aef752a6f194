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
from nhipcau.reports.models import AcrossBodies, Figure, LiveSum, Submission

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

# The same for one version that takes nothing away: its figures do not leave the database. "C" is the order of Python.
_ADDING_VERSION = """
INSERT INTO reports_livesum
    (obligation_id, period_start, period_end, indicator_id, breakdown, value, bodies, estimates)
SELECT %s, %s, %s, f.indicator_id, f.breakdown, f.value, 1, CAST(f.is_estimate AS integer)
FROM reports_figure f JOIN reports_indicator i ON i.id = f.indicator_id
WHERE f.version_id = %s AND i.across = %s AND f.value IS NOT NULL
ORDER BY f.indicator_id, f.breakdown {as_bytes}
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


def locked(submission_id: UUID) -> Submission:
    """Return a submission, locked until the transaction ends, with its occurrence and obligation. One query."""
    rows = Submission.objects.select_for_update(of=("self",)).select_related("occurrence__obligation")
    return rows.get(pk=submission_id)


def current_version(submission: Submission) -> UUID | None:
    """Return the version that sums rest on: the newest one received and not voided. One query."""
    standing = submission.versions.filter(received_at__isnull=False, voided_at=None)
    return standing.order_by("-number").values_list("pk", flat=True).first()


@contextmanager
def moving(submission: Submission) -> Iterator[None]:
    """Do something to a submission's versions and carry the difference into the live sums.

    Must run in the deed's transaction. The submission is locked first, so that two deeds on it follow each other;
    sums are locked in key order, so that two submissions never wait for each other crosswise.
    """
    mine = locked(submission.pk)
    before = current_version(mine)
    yield
    move(mine.occurrence, before, current_version(mine))


def move(occurrence: Occurrence, before: UUID | None, after: UUID | None) -> None:
    """Carry into the live sums that they rest on the version `after` instead of `before`; None: on none.

    The submission is locked. One statement where nothing is taken away, which is what receiving mostly does.
    """
    if before == after:
        return
    if before is None and after is not None:
        _add_version(occurrence, after)
        return
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


def _add_version(occurrence: Occurrence, version: UUID) -> None:
    """Add the figures of a version; the rows come, and are locked, in key order."""
    sql = _ADDING_VERSION.format(as_bytes='COLLATE "C"' if connection.vendor == "postgresql" else "")
    place = (_key(occurrence.obligation_id), occurrence.period_start, occurrence.period_end)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*place, _key(version), AcrossBodies.SUM.value])


def _summed(version: UUID | None) -> Iterator[tuple[Key, int, bool]]:
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
