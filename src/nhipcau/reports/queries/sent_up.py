"""Where the figures of a report differ from the consolidation that it was made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from nhipcau.reports.models import AcrossBodies, ChangedFigure, ConsolidatedFigure, Consolidation, Figure, Version
from nhipcau.reports.queries.asked import fields_for


@dataclass(frozen=True)
class Difference:
    """One figure that was changed by hand on its way upward; `sent` None: it was taken out."""

    version_id: UUID
    consolidation_id: UUID
    indicator_id: UUID
    breakdown: str
    name: str
    unit: str
    frozen: int
    sent: int | None
    reason: str = ""

    @property
    def by(self) -> int | None:
        """Return by how much the sent figure is larger."""
        return None if self.sent is None else self.sent - self.frozen


def consolidation_of(version: Version) -> Consolidation | None:
    """Return the newest consolidation that was put into a version, or into one before it. One query."""
    before = Consolidation.objects.filter(
        sent_as__submission=version.submission_id, sent_as__number__lte=version.number
    )
    return before.order_by("-sent_as__number", "-number").first()


def differences(version: Version) -> list[Difference]:
    """Return where a version differs from the consolidation in it, in the consolidation's order; what the form asks of
    other bodies only is left out. Some fifteen queries at most; one where it was not made from a consolidation."""
    found = differences_of([version.pk])
    if not found:
        return []
    fields = fields_for(version.form_version_id, version.submission.occurrence)
    asked = {field.indicator_id for field in fields}
    asked |= {column.indicator_id for field in fields for column in field.columns.all()}
    return [each for each in found if each.indicator_id in asked]


def differences_of(versions: Collection[UUID]) -> list[Difference]:
    """Return where these versions differ from the consolidations in them. Five queries for any number."""
    newest: dict[UUID, UUID] = {}
    rows = Version.objects.filter(
        pk__in=list(versions), submission__versions__consolidations__isnull=False,
        submission__versions__number__lte=F("number"),
    ).order_by("submission__versions__number", "submission__versions__consolidations__number")  # fmt: skip
    for version, made in rows.values_list("pk", "submission__versions__consolidations__pk"):
        newest[version] = made
    if not newest:
        return []
    given: dict[UUID, list[ConsolidatedFigure]] = defaultdict(list)
    for row in ConsolidatedFigure.objects.filter(
        consolidation__in=set(newest.values()), value__isnull=False, indicator__across=AcrossBodies.SUM
    ).select_related("indicator"):
        given[row.consolidation_id].append(row)
    sent = {
        tuple(key): value
        for *key, value in Figure.objects.filter(version__in=list(newest)).values_list(
            "version_id", "indicator_id", "breakdown", "value"
        )
    }
    reasons = {
        (row.consolidation_id, row.indicator_id, row.breakdown): row.reason
        for row in ChangedFigure.objects.filter(consolidation__in=set(newest.values())).order_by("changed_at")
    }
    asked = _asked(list(newest))
    return [
        Difference(
            version, made, row.indicator_id, row.breakdown,
            row.indicator.name + (f" ({row.breakdown})" if row.breakdown else ""), row.indicator.unit, row.value or 0,
            sent.get((version, row.indicator_id, row.breakdown)),
            reasons.get((made, row.indicator_id, row.breakdown), ""),
        )
        for version, made in newest.items()
        for row in given[made]
        if sent.get((version, row.indicator_id, row.breakdown)) != row.value and (version, row.indicator_id) in asked
    ]  # fmt: skip


def _asked(versions: list[UUID]) -> set[tuple[UUID, UUID]]:
    """Return which indicators the forms of these versions ask: what a form does not ask cannot be sent. One query."""
    rows = Version.objects.filter(pk__in=versions).values_list(
        "pk", "form_version__fields__indicator_id", "form_version__fields__columns__indicator_id"
    )
    return {(version, key) for version, *keys in rows for key in keys if key}
