"""What a body knows from its own received reports of shorter periods: a year from its quarters, a stage from its years.

This is how sơ kết and tổng kết of a stage are fed (practice 21): the duty names the days of its data, and every
received report inside them is added up by the rule over time of its indicator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import ngettext

from nhipcau.obligations.models import Occurrence
from nhipcau.reports.known_figures import Asking, Key, KnownFigure
from nhipcau.reports.models import AcrossBodies, Figure
from nhipcau.reports.queries.figures import current_versions
from nhipcau.reports.target_rules import Days, Said, months_of, reached

PREFIX = "own"


def own_earlier(asking: Asking) -> Mapping[Key, KnownFigure]:
    """Return the figures of the body's received reports of shorter periods within the asked one. One query."""
    months = months_of((asking.start, asking.end))
    if months <= 1:
        return {}
    owed = Occurrence.objects.filter(
        body=asking.body, obligation__programme=asking.programme, period_start__gte=asking.start,
        period_end__lte=asking.end,
    )  # fmt: skip
    rows = (
        Figure.objects.filter(
            version__in=current_versions(owed).order_by().values("pk"), value__isnull=False,
            indicator__in={key[0] for key in asking.keys},
        )
        .exclude(indicator__across=AcrossBodies.RATIO)
        .values_list(
            "indicator_id", "breakdown", "indicator__over_time", "version__submission__occurrence_id",
            "version__submission__occurrence__period_start", "version__submission__occurrence__period_end", "value",
            "is_estimate",
        )
    )  # fmt: skip
    said: dict[Key, dict[Days, Said]] = defaultdict(dict)
    over_time: dict[UUID, str] = {}
    reports: dict[tuple[Key, date], UUID] = {}
    for indicator, breakdown, rule, occurrence, start, end, value, estimate in rows:
        if months_of((start, end)) >= months:
            continue
        key = (indicator, breakdown)
        said[key][start, end], over_time[indicator] = Said(value, estimate), rule
        reports[key, end] = occurrence
    return {key: known for key, of in said.items() if (known := _known(key, of, over_time, reports, asking))}


def _known(
    key: Key, said: Mapping[Days, Said], over_time: Mapping[UUID, str], reports: Mapping[tuple[Key, date], UUID],
    asking: Asking,
) -> KnownFigure | None:  # fmt: skip
    came = reached(said, over_time[key[0]], asking.start, asking.end)
    if came is None:
        return None
    words = ngettext(
        "từ %(n)d báo cáo đã tiếp nhận, đến %(day)s", "từ %(n)d báo cáo đã tiếp nhận, đến %(day)s", came.periods
    ) % {"n": came.periods, "day": came.until.strftime("%d/%m/%Y")}
    source = f"{PREFIX}:{reports[key, came.until]}"
    return KnownFigure(came.value, words, open_report(source), source, came.is_estimate or came.until < asking.end)


def open_report(key: str) -> str:
    """Return the page of the last report that a figure comes from, empty for a key that is none."""
    try:
        return reverse("reports:report", args=[UUID(key.partition(":")[2])])
    except ValueError:
        return ""
