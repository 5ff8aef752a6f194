"""Figures of a period over the bodies that owe it: each sum with n of m, and what it opens to.

Two kinds that are never mixed: số hiện thời (over received reports, live) and số đã báo cáo (frozen consolidations).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Cast

from nhipcau.obligations.models import Obligation, Occurrence
from nhipcau.reports.amounts import Key, Total
from nhipcau.reports.models import AcrossBodies, Figure, LiveSum, Version


@dataclass(frozen=True)
class Period:
    """One period of one duty; both days included."""

    start: date
    end: date
    label: str = field(default="", compare=False)


def current_versions(occurrences: QuerySet[Occurrence]) -> QuerySet[Version]:
    """Return the version of each occurrence that sums rest on: the newest received and not voided."""
    standing = Version.objects.filter(received_at__isnull=False, voided_at=None)
    newest = standing.filter(submission=OuterRef("submission")).order_by("-number").values("pk")[:1]
    return standing.filter(submission__occurrence__in=occurrences.order_by().values("pk"), pk=Subquery(newest))


def occurrences_of(obligation: Obligation, period: Period) -> QuerySet[Occurrence]:
    """Return who owes the period: all but the withdrawn and the exempted, and whoever was received all the same."""
    owed = Occurrence.objects.filter(obligation=obligation, period_start=period.start, period_end=period.end)
    return _owing(owed).distinct()


def _owing(occurrences: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    return occurrences.filter(
        Q(withdrawn_at=None, exemption=None)
        | Q(submission__versions__received_at__isnull=False, submission__versions__voided_at=None)
    )


def recomputed(obligation: Obligation, period: Period) -> dict[Key, Total]:
    """Return the sums of a period from its figures, as the live sums must say. One query; for proofs and repair."""
    owed = Occurrence.objects.filter(obligation=obligation, period_start=period.start, period_end=period.end)
    return sums_over(current_versions(owed))


def live(obligation: Obligation, period: Period) -> dict[Key, Total]:
    """Return số hiện thời of a period; sums on which no body rests are left out. One query."""
    return live_of_periods(obligation, [period])[period]


def live_of_periods(obligation: Obligation, periods: Sequence[Period]) -> dict[Period, dict[Key, Total]]:
    """Return số hiện thời of several periods of one duty. One query."""
    found: dict[Period, dict[Key, Total]] = {period: {} for period in periods}
    rows = LiveSum.objects.filter(
        obligation=obligation, period_start__in=[period.start for period in periods], bodies__gt=0
    )
    for start, end, indicator, breakdown, *raw in rows.values_list(
        "period_start", "period_end", "indicator", "breakdown", "value", "bodies", "estimates"
    ):
        if Period(start, end) in found:
            found[Period(start, end)][indicator, breakdown] = Total(*raw)
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


def sums_over(versions: QuerySet[Version]) -> dict[Key, Total]:
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
        (row["indicator"], row["breakdown"]): Total(int(row["total"]), row["bodies"], int(row["estimates"]))
        for row in rows
    }


def year_periods(obligation: Obligation, period: Period) -> list[Period]:
    """Return the periods of the same length in the same year up to `period`, oldest first. One query."""
    return periods_back(obligation, period, since=date(period.end.year, 1, 1)) or [period]


def periods_back(obligation: Obligation, period: Period, *, since: date) -> list[Period]:
    """Return the periods of the same length that begin on `since` or later, up to `period`, oldest first. One query.

    A half-year and a quarter both begin on 1 January: only periods of the same rule are added up.
    """
    same = Occurrence.objects.filter(
        obligation=obligation,
        rule__in=Occurrence.objects.filter(
            obligation=obligation, period_start=period.start, period_end=period.end
        ).values("rule"),
        period_start__gte=since,
        period_end__lte=period.end,
    )
    rows = same.order_by("period_start", "period_end").values_list("period_start", "period_end", "period_label")
    found: dict[Period, Period] = {}
    for row in rows.distinct():
        found.setdefault(Period(row[0], row[1]), Period(*row))
    return list(found.values())


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


def period_of(obligation: Obligation, start: date, end: date) -> Period | None:
    """Return a period of a duty with its name, None where nobody owes it. One query."""
    label = (
        Occurrence.objects.filter(obligation=obligation, period_start=start, period_end=end)
        .order_by(F("period_label").asc())
        .values_list("period_label", flat=True)
        .first()
    )
    return None if label is None else Period(start, end, label)
