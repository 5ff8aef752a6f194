"""What a body knows from below: the figures of its own newest consolidation of the period, offered to its report."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.reports.known_figures import Asking, Key, KnownFigure
from nhipcau.reports.models import ConsolidatedFigure, Consolidation

PREFIX = "consolidation"


def consolidated_below(asking: Asking) -> Mapping[Key, KnownFigure]:
    """Return the figures of the body's newest consolidation of this period in the programme. Two queries."""
    made = (
        Consolidation.objects.filter(
            body=asking.body, obligation__programme=asking.programme, period_end=asking.end,
            period_start__gte=asking.start,
        )
        .order_by("period_start", "-made_at")
        .first()
    )  # fmt: skip
    if made is None:
        return {}
    rows = ConsolidatedFigure.objects.filter(
        consolidation=made, value__isnull=False, indicator__in={key[0] for key in asking.keys}
    )
    words = _("tổng hợp lần %(number)d: %(bodies)d/%(expected)d đơn vị")
    return {
        (row.indicator_id, row.breakdown): KnownFigure(
            row.value or 0,
            words % {"number": made.number, "bodies": row.bodies, "expected": made.expected},
            reverse("reports:frozen_figure", args=[made.pk, row.indicator_id]),
            source_key(made.pk, row.indicator_id),
            row.estimates > 0,
        )
        for row in rows
    }


def source_key(consolidation: UUID, indicator: UUID) -> str:
    """Return the key by which a figure taken from a consolidation opens."""
    return f"{PREFIX}:{consolidation}:{indicator}"


def open_consolidation(key: str) -> str:
    """Return the page of a frozen figure, empty for a key that is none."""
    parts = key.split(":")
    try:
        return reverse("reports:frozen_figure", args=[UUID(parts[1]), UUID(parts[2])])
    except (IndexError, ValueError):
        return ""


def open_table(key: str) -> str:
    """Return where on the report's own page the table stands whose column a figure adds up."""
    return f"#bang-{key.partition(':')[2]}"
