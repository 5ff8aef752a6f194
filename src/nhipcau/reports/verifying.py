"""Does every sum still say what its sources say? For `nhipcau consolidate --verify`."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Count, IntegerField, Q, Sum
from django.db.models.functions import Cast

from nhipcau.obligations.models import Obligation, ObligationKind, Occurrence
from nhipcau.reports.amounts import Total
from nhipcau.reports.models import AcrossBodies, Consolidation, LiveSum
from nhipcau.reports.queries.figures import Period
from nhipcau.reports.queries.lines_up import Sums, figures_at, line_of, live_of_line, recomputed_of_line
from nhipcau.reports.queries.sources import made_again


def verify() -> list[str]:
    """Recompute every live sum at every level and every consolidation; return a line for each that does not agree."""
    return [*_wrong_live_sums(), *_wrong_levels(), *_wrong_consolidations()]


def _wrong_live_sums() -> Iterator[str]:
    """Two queries for each duty, whatever the number of its periods and reports."""
    duties = set(Occurrence.objects.order_by().values_list("obligation", flat=True).distinct())
    duties |= set(LiveSum.objects.order_by().values_list("obligation", flat=True).distinct())
    for duty in sorted(duties):
        live, again = _live(duty), _recomputed(duty)
        for period in sorted(live.keys() | again.keys(), key=lambda p: (p.start, p.end)):
            if live.get(period, {}) != again.get(period, {}):
                yield f"Số hiện thời không khớp: nhiệm vụ {duty}, kỳ {period.start} – {period.end}."


def _live(duty: UUID) -> dict[Period, Sums]:
    found: dict[Period, Sums] = defaultdict(dict)
    rows = LiveSum.objects.filter(obligation=duty, bodies__gt=0).values_list(
        "period_start", "period_end", "indicator_id", "breakdown", "value", "bodies", "estimates"
    )
    for start, end, indicator, breakdown, *raw in rows:
        found[Period(start, end)][indicator, breakdown] = Total(*raw)
    return found


def _recomputed(duty: UUID) -> dict[Period, Sums]:
    found: dict[Period, Sums] = defaultdict(dict)
    place = "version__submission__occurrence__"
    rows = (
        figures_at(Q(obligation=duty))
        .filter(indicator__across=AcrossBodies.SUM)
        .values_list(f"{place}period_start", f"{place}period_end", "indicator_id", "breakdown")
        .annotate(total=Sum("value"), given=Count("pk"), guessed=Sum(Cast("is_estimate", IntegerField())))
        .order_by()
    )
    for start, end, indicator, breakdown, value, bodies, estimates in rows:
        found[Period(start, end)][indicator, breakdown] = Total(int(value), bodies, int(estimates))
    return found


def _wrong_levels() -> Iterator[str]:
    """Six queries for each period of each duty that others feed."""
    upper = Obligation.objects.filter(fed_by__isnull=False, kind=ObligationKind.REPORT)
    for duty in upper.order_by("pk").values_list("pk", flat=True).distinct():
        owed = Occurrence.objects.filter(obligation=duty).order_by("period_start", "period_end")
        periods = [Period(*row) for row in owed.values_list("period_start", "period_end").distinct()]
        line = line_of(duty, periods)
        live = live_of_line(line, periods)
        for period in periods:
            if live[period] != recomputed_of_line(line, period):
                yield f"Số hiện thời của cấp trên không khớp: nhiệm vụ {duty}, kỳ {period.start} – {period.end}."


def _wrong_consolidations() -> Iterator[str]:
    for made in Consolidation.objects.select_related("obligation__document").order_by("made_at", "pk").iterator(200):
        if hashlib.sha256(made.frozen.encode("utf-8")).hexdigest() != made.fingerprint:
            yield f"Bản tổng hợp {made.pk}: nội dung đã chốt không khớp dấu vân tay."
        elif made_again(made).fingerprint != made.fingerprint:
            yield f"Bản tổng hợp {made.pk}: tổng hợp lại từ các báo cáo đã dùng ra kết quả khác."
