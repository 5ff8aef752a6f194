"""Live sums (số hiện thời), moved in the transaction that receives or voids a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.fields import BigIntegerField

from nhipcau.obligations.models import Occurrence
from nhipcau.reports.models import AcrossBodies, Figure, LiveSum, Submission, Version

Key = tuple[UUID, str]


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
    if moved:
        _upsert(occurrence, moved)


def _summed(version: Version | None) -> Iterator[tuple[Key, int, bool]]:
    """Give the figures that may be added over bodies; ratios and “không cộng dồn” never are."""
    if version is None:
        return
    rows = Figure.objects.filter(version=version, indicator__across=AcrossBodies.SUM, value__isnull=False)
    for indicator, breakdown, value, estimate in rows.values_list("indicator", "breakdown", "value", "is_estimate"):
        yield (indicator, breakdown), value, estimate


def _upsert(occurrence: Occurrence, moved: dict[Key, _Delta]) -> None:
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
