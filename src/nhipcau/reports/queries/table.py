"""The table of a period: which lines stand in it, and each with trong kỳ and lũy kế."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet, Subquery

from nhipcau.obligations.models import Obligation
from nhipcau.reports.amounts import Amount, Key, Total, amount_of, cumulative_of
from nhipcau.reports.models import AcrossBodies, Field, FieldKind, FormVersion, Indicator, Version
from nhipcau.reports.queries.figures import (
    Period,
    answered_counts,
    current_versions,
    expected_of_periods,
    live_of_periods,
    occurrences_of,
    year_periods,
)


@dataclass(frozen=True)
class SumLine:
    """A line of the table: trong kỳ and lũy kế of one indicator; `is_summed` false: không cộng dồn."""

    indicator_id: UUID
    code: str
    breakdown: str
    section: str
    label: str
    unit: str
    is_ratio: bool
    is_summed: bool
    in_period: Amount
    cumulative: Amount


def sum_lines(obligation: Obligation, period: Period) -> list[SumLine]:
    """Return the table of số hiện thời: every figure line with trong kỳ and lũy kế. A fixed number of queries.

    Lũy kế follows the indicator's rule over time: the periods added up, or the last one; a ratio from its two sums.
    """
    periods = year_periods(obligation, period)
    expected = expected_of_periods(obligation, periods)
    sums = live_of_periods(obligation, periods)
    answered = answered_counts(current_versions(occurrences_of(obligation, period)))
    return lines(lines_of_form(obligation, period), periods, sums, expected, answered)


def lines(
    fields: Iterable[Field],
    periods: Sequence[Period],
    sums: Mapping[Period, Mapping[Key, Total]],
    expected: Mapping[Period, int],
    answered: Mapping[Key, int],
) -> list[SumLine]:
    """Return the lines of a table from its sums by period; the last of `periods` is the one in question.

    `answered` counts the bodies with a number on lines that are never summed.
    """
    made = []
    for row in fields:
        indicator = row.indicator
        assert indicator is not None
        now = sums[periods[-1]]
        made.append(
            SumLine(
                indicator_id=indicator.pk,
                code=indicator.code,
                breakdown=row.breakdown,
                section=row.section,
                label=row.label,
                unit=indicator.unit,
                is_ratio=indicator.across == AcrossBodies.RATIO,
                is_summed=indicator.across != AcrossBodies.NOT_SUMMED,
                in_period=amount_of(indicator, row.breakdown, now, expected[periods[-1]], answered),
                cumulative=cumulative_of(
                    indicator, row.breakdown, [sums[p] for p in periods], [expected[p] for p in periods]
                ),
            )
        )
    return made


def lines_of_form(obligation: Obligation, period: Period) -> list[Field]:
    """Return the figure lines of the forms in use for a period and of the duty's own form, in order. Two queries."""
    used = Version.objects.filter(
        submission__occurrence__obligation=obligation,
        submission__occurrence__period_start=period.start,
        submission__occurrence__period_end=period.end,
        filed_at__isnull=False,
    ).values("form_version")
    own = FormVersion.objects.filter(form__obligations__obligation=obligation).order_by("-number").values("pk")[:1]
    return lines_of_versions(FormVersion.objects.filter(Q(pk__in=used) | Q(pk=Subquery(own))))


def lines_of_versions(forms: QuerySet[FormVersion]) -> list[Field]:
    """Return the figure lines of these versions of forms, each once, in the newest version's order. One query."""
    fields = (
        Field.objects.filter(version__in=forms.order_by().values("pk"), kind=FieldKind.FIGURE)
        .select_related("indicator__numerator", "indicator__denominator")
        .order_by("-version__number", "version", "position")
    )
    seen: dict[Key, Field] = {}
    for line in fields:
        assert line.indicator_id is not None
        seen.setdefault((line.indicator_id, line.breakdown), line)
    return [*seen.values(), *_unasked_ratios({key[0] for key in seen})]


def _unasked_ratios(indicators: set[UUID]) -> list[Field]:
    """Return lines for ratios that no form asks for, because both their sums are there. One query."""
    ratios = Indicator.objects.filter(
        across=AcrossBodies.RATIO, numerator__in=indicators, denominator__in=indicators
    ).exclude(pk__in=indicators)
    return [
        Field(kind=FieldKind.FIGURE, label=ratio.name, indicator=ratio, is_required=False)
        for ratio in ratios.select_related("numerator", "denominator").order_by("code")
    ]
