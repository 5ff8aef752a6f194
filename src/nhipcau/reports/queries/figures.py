"""Figures of a period over the bodies that owe it: each sum with n of m, and what it opens to.

Two kinds that are never mixed: số hiện thời (over received reports, live) and số đã báo cáo (frozen consolidations).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Cast

from nhipcau.numbers import show_number, show_ratio
from nhipcau.obligations.models import Obligation, Occurrence
from nhipcau.reports.models import (
    AcrossBodies,
    Field,
    FieldKind,
    Figure,
    FormVersion,
    Indicator,
    LiveSum,
    OverTime,
    Version,
)

Key = tuple[UUID, str]


@dataclass(frozen=True)
class Period:
    """One period of one duty; both days included."""

    start: date
    end: date
    label: str = field(default="", compare=False)


@dataclass(frozen=True)
class Amount:
    """One figure over bodies: `value` None where nothing was said; it rests on `counted` of `expected`.

    For a ratio `part` and `whole` are the two sums that it is made from, and `value` stays None.
    """

    value: int | None
    counted: int
    expected: int
    estimates: int = 0
    part: int | None = None
    whole: int | None = None

    @property
    def shown(self) -> str:
        """Return the figure as printed; a dash where nothing was said, never a zero."""
        if self.part is not None and self.whole is not None:
            return show_ratio(self.part, self.whole)
        return "—" if self.value is None else show_number(self.value)

    @property
    def is_full(self) -> bool:
        """Whether every expected body is in it."""
        return self.counted >= self.expected

    @property
    def is_there(self) -> bool:
        """Whether there is anything to show."""
        return self.value is not None or self.part is not None


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


@dataclass(frozen=True)
class _Raw:
    value: int
    bodies: int
    estimates: int


def current_versions(occurrences: QuerySet[Occurrence]) -> QuerySet[Version]:
    """Return the version of each occurrence that sums rest on: the newest received and not voided."""
    standing = Version.objects.filter(received_at__isnull=False, voided_at=None)
    newest = standing.filter(submission=OuterRef("submission")).order_by("-number").values("pk")[:1]
    return standing.filter(submission__occurrence__in=occurrences.order_by().values("pk"), pk=Subquery(newest))


def occurrences_of(obligation: Obligation, period: Period) -> QuerySet[Occurrence]:
    """Return who owes the period: all but the withdrawn, and whoever was received all the same."""
    owed = Occurrence.objects.filter(obligation=obligation, period_start=period.start, period_end=period.end)
    return _owing(owed).distinct()


def _owing(occurrences: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    return occurrences.filter(
        Q(withdrawn_at=None) | Q(submission__versions__received_at__isnull=False, submission__versions__voided_at=None)
    )


def recomputed(obligation: Obligation, period: Period) -> dict[Key, _Raw]:
    """Return the sums of a period from its figures, as the live sums must say. One query; for proofs and repair."""
    owed = Occurrence.objects.filter(obligation=obligation, period_start=period.start, period_end=period.end)
    return sums_over(current_versions(owed))


def live(obligation: Obligation, period: Period) -> dict[Key, _Raw]:
    """Return số hiện thời of a period; sums on which no body rests are left out. One query."""
    return live_of_periods(obligation, [period])[period]


def live_of_periods(obligation: Obligation, periods: Sequence[Period]) -> dict[Period, dict[Key, _Raw]]:
    """Return số hiện thời of several periods of one duty. One query."""
    found: dict[Period, dict[Key, _Raw]] = {period: {} for period in periods}
    rows = LiveSum.objects.filter(
        obligation=obligation, period_start__in=[period.start for period in periods], bodies__gt=0
    )
    for start, end, indicator, breakdown, *raw in rows.values_list(
        "period_start", "period_end", "indicator", "breakdown", "value", "bodies", "estimates"
    ):
        if Period(start, end) in found:
            found[Period(start, end)][indicator, breakdown] = _Raw(*raw)
    return found


def expected_of_periods(obligation: Obligation, periods: Sequence[Period]) -> dict[Period, int]:
    """Return how many bodies owe each of several periods. One query."""
    found = dict.fromkeys(periods, 0)
    rows = (
        _owing(Occurrence.objects.filter(obligation=obligation, period_start__in=[p.start for p in periods]))
        .values_list("period_start", "period_end")
        .annotate(n=Count("pk", distinct=True))
        .order_by()
    )
    for start, end, n in rows:
        if Period(start, end) in found:
            found[Period(start, end)] = n
    return found


def sums_over(versions: QuerySet[Version]) -> dict[Key, _Raw]:
    """Return the sums over the figures of these versions; only what may be summed. One query."""
    rows = (
        Figure.objects.filter(
            version__in=versions.order_by().values("pk"), indicator__across=AcrossBodies.SUM, value__isnull=False
        )
        .values("indicator", "breakdown")
        .annotate(
            total=Sum("value"),
            bodies=Count("pk"),
            estimates=Sum(Cast("is_estimate", IntegerField())),
        )
        .order_by()
    )
    return {
        (row["indicator"], row["breakdown"]): _Raw(int(row["total"]), row["bodies"], int(row["estimates"]))
        for row in rows
    }


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


def year_periods(obligation: Obligation, period: Period) -> list[Period]:
    """Return the periods of the same length in the same year up to `period`, oldest first. One query.

    A half-year and a quarter both begin on 1 January: only periods of the same rule are added up.
    """
    same = Occurrence.objects.filter(
        obligation=obligation,
        rule__in=Occurrence.objects.filter(
            obligation=obligation, period_start=period.start, period_end=period.end
        ).values("rule"),
        period_start__gte=date(period.end.year, 1, 1),
        period_end__lte=period.end,
    )
    rows = same.order_by("period_start", "period_end").values_list("period_start", "period_end", "period_label")
    return [Period(*row) for row in rows.distinct()] or [period]


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
    sums: dict[Period, dict[Key, _Raw]],
    expected: dict[Period, int],
    answered: dict[Key, int],
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
                in_period=_amount(indicator, row.breakdown, now, expected[periods[-1]], answered),
                cumulative=_cumulative(indicator, row.breakdown, periods, sums, expected),
            )
        )
    return made


def _amount(
    indicator: Indicator, breakdown: str, sums: dict[Key, _Raw], expected: int, answered: dict[Key, int]
) -> Amount:
    if indicator.across == AcrossBodies.NOT_SUMMED:
        return Amount(None, answered.get((indicator.pk, breakdown), 0), expected)
    if indicator.across == AcrossBodies.RATIO:
        part, whole = (sums.get((key, breakdown)) for key in (indicator.numerator_id, indicator.denominator_id))
        if part is None or whole is None:
            return Amount(None, 0, expected)
        return Amount(
            None, min(part.bodies, whole.bodies), expected, max(part.estimates, whole.estimates), part.value,
            whole.value,
        )  # fmt: skip
    raw = sums.get((indicator.pk, breakdown))
    return Amount(raw.value, raw.bodies, expected, raw.estimates) if raw else Amount(None, 0, expected)


def _cumulative(
    indicator: Indicator,
    breakdown: str,
    periods: Sequence[Period],
    sums: dict[Period, dict[Key, _Raw]],
    expected: dict[Period, int],
) -> Amount:
    """Return lũy kế over the periods: added up, or the last one; a ratio from the lũy kế of its two sums."""
    asked = sum(expected.values())
    if indicator.across == AcrossBodies.NOT_SUMMED:
        return Amount(None, 0, expected[periods[-1]])
    if indicator.across == AcrossBodies.RATIO:
        assert indicator.numerator is not None and indicator.denominator is not None
        part = _cumulative(indicator.numerator, breakdown, periods, sums, expected)
        whole = _cumulative(indicator.denominator, breakdown, periods, sums, expected)
        if part.value is None or whole.value is None:
            return Amount(None, 0, part.expected)
        return Amount(
            None, min(part.counted, whole.counted), part.expected, max(part.estimates, whole.estimates), part.value,
            whole.value,
        )  # fmt: skip
    amounts = [_amount(indicator, breakdown, sums[p], expected[p], {}) for p in periods]
    if indicator.over_time == OverTime.LAST:
        return amounts[-1]
    there = [amount for amount in amounts if amount.value is not None]
    if not there:
        return Amount(None, 0, asked)
    return Amount(
        sum(amount.value or 0 for amount in there), sum(amount.counted for amount in there), asked,
        sum(amount.estimates for amount in there),
    )  # fmt: skip


def answered_counts(versions: QuerySet[Version]) -> dict[Key, int]:
    """Count who gave a number on lines that are never summed. One query."""
    rows = (
        Figure.objects.filter(
            version__in=versions.order_by().values("pk"), indicator__across=AcrossBodies.NOT_SUMMED, value__isnull=False
        )
        .values_list("indicator", "breakdown")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return {(indicator, breakdown): n for indicator, breakdown, n in rows}


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


def period_of(obligation: Obligation, start: date, end: date) -> Period | None:
    """Return a period of a duty with its name, None where nobody owes it. One query."""
    label = (
        Occurrence.objects.filter(obligation=obligation, period_start=start, period_end=end)
        .order_by(F("period_label").asc())
        .values_list("period_label", flat=True)
        .first()
    )
    return None if label is None else Period(start, end, label)
