"""Does every sum still say what its sources say? For `nhipcau consolidate --verify`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from nhipcau.obligations.models import Obligation, Occurrence
from nhipcau.reports.models import Consolidation, LiveSum
from nhipcau.reports.queries.figures import Period, live, recomputed
from nhipcau.reports.queries.sources import made_again


def verify() -> list[str]:
    """Recompute every live sum and every consolidation; return a line for each that does not agree."""
    return [*_wrong_live_sums(), *_wrong_consolidations()]


def _wrong_live_sums() -> Iterator[str]:
    owed = set(Occurrence.objects.values_list("obligation", "period_start", "period_end").distinct())
    summed = set(LiveSum.objects.values_list("obligation", "period_start", "period_end").distinct())
    duties = Obligation.objects.in_bulk({key for key, _start, _end in owed | summed})
    for key, start, end in sorted(owed | summed, key=str):
        period = Period(start, end)
        if live(duties[key], period) != recomputed(duties[key], period):
            yield f"Số hiện thời không khớp: nhiệm vụ {key}, kỳ {start} – {end}."


def _wrong_consolidations() -> Iterator[str]:
    for made in Consolidation.objects.select_related("obligation__document").order_by("made_at", "pk").iterator(200):
        if hashlib.sha256(made.frozen.encode("utf-8")).hexdigest() != made.fingerprint:
            yield f"Bản tổng hợp {made.pk}: nội dung đã chốt không khớp dấu vân tay."
        elif made_again(made).fingerprint != made.fingerprint:
            yield f"Bản tổng hợp {made.pk}: tổng hợp lại từ các báo cáo đã dùng ra kết quả khác."
