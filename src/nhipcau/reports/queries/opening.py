"""What a figure and a section open to: what each body said, with its report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Subquery

from nhipcau.obligations.models import Obligation
from nhipcau.reports.models import Figure, Version
from nhipcau.reports.queries.figures import Period, current_versions, occurrences_of


@dataclass(frozen=True)
class BodyFigure:
    """What one body said about one figure: `version_id` None where nothing was received."""

    body_id: UUID
    occurrence_id: UUID
    version_id: UUID | None
    value: int | None
    is_not_applicable: bool
    is_estimate: bool
    source: str

    @property
    def is_missing(self) -> bool:
        """Whether the body adds nothing to the figure."""
        return self.value is None


def figure_by_body(
    obligation: Obligation, period: Period, indicator_id: UUID, breakdown: str, versions: Iterable[UUID] | None = None
) -> list[BodyFigure]:
    """Return what each body said about one figure in a period, in no order. Two queries.

    `versions`: those that a frozen consolidation used; without, the ones that the live sum rests on.
    """
    owed = occurrences_of(obligation, period)
    used = current_versions(owed) if versions is None else Version.objects.filter(pk__in=list(versions))
    by_occurrence = {
        occurrence: (version, value, has is not None, estimate, source or "")
        for occurrence, version, has, value, estimate, source in used.annotate(
            has=_of_figure("pk", indicator_id, breakdown),
            figure_value=_of_figure("value", indicator_id, breakdown),
            figure_estimate=_of_figure("is_estimate", indicator_id, breakdown),
            figure_source=_of_figure("source", indicator_id, breakdown),
        ).values_list("submission__occurrence_id", "pk", "has", "figure_value", "figure_estimate", "figure_source")
    }
    found = []
    for occurrence, body in owed.values_list("pk", "body_id"):
        version, value, has, estimate, source = by_occurrence.get(occurrence, (None, None, False, False, ""))
        found.append(BodyFigure(body, occurrence, version, value, has and value is None, bool(estimate), source))
    return found


def _of_figure(column: str, indicator_id: UUID, breakdown: str) -> Subquery:
    figure = Figure.objects.filter(version=OuterRef("pk"), indicator=indicator_id, breakdown=breakdown)
    return Subquery(figure.values(column)[:1])


@dataclass(frozen=True)
class SectionText:
    """What one body wrote into one section."""

    narrative_id: int
    field_id: int
    body_id: UUID
    occurrence_id: UUID
    version_id: UUID
    section: str
    text: str


def texts(obligation: Obligation, period: Period) -> dict[str, list[SectionText]]:
    """Return what the received reports of a period say, by section. One query."""
    used = current_versions(occurrences_of(obligation, period))
    rows = (
        used.filter(narratives__isnull=False)
        .order_by("narratives__field__position", "narratives__pk")
        .values_list(
            "narratives__pk", "narratives__field_id", "submission__occurrence__body_id", "submission__occurrence_id",
            "pk", "narratives__field__label", "narratives__text",
        )
    )  # fmt: skip
    found: dict[str, list[SectionText]] = defaultdict(list)
    for row in rows:
        text = SectionText(*row)
        found[text.section].append(text)
    return dict(found)
