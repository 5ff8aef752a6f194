"""Which versions a consolidation rests on, and whether a frozen one still says what its versions say."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

from nhipcau.obligations.models import Obligation
from nhipcau.organisations import names
from nhipcau.reports.freezing import EarlierPeriod, Frozen, Source, freeze
from nhipcau.reports.models import Consolidation
from nhipcau.reports.queries.figures import Period, current_versions, expected_of_periods, occurrences_of, year_periods
from nhipcau.reports.queries.standings import stands


def sources_of(obligation: Obligation, period: Period, *, on: date) -> list[Source]:
    """Return every expected body in protocol order with the version that counts now. Five queries."""
    owed = occurrences_of(obligation, period)
    occurrences = {row.pk: row for row in owed}
    standing = {stand.occurrence_id: stand for stand in stands(owed, on=on)}
    versions = {row.submission.occurrence_id: row for row in current_versions(owed).select_related("submission")}
    called = names.bodies((row.body_id for row in occurrences.values()), on=period.end)
    ordered = sorted(occurrences.values(), key=lambda row: (called[row.body_id].rank, str(row.body_id)))
    return [
        Source(row, called[row.body_id].name, versions.get(row.pk), standing[row.pk].badge.words) for row in ordered
    ]


def earlier_of(obligation: Obligation, period: Period) -> list[EarlierPeriod]:
    """Return the year's earlier periods with the versions that count now; two queries a period."""
    before = [p for p in year_periods(obligation, period) if p != period]
    expected = expected_of_periods(obligation, before) if before else {}
    return [
        EarlierPeriod(
            p,
            tuple(current_versions(occurrences_of(obligation, p)).order_by("pk").values_list("pk", flat=True)),
            expected[p],
        )
        for p in before
    ]


def made_again(consolidation: Consolidation) -> Frozen:
    """Make a consolidation again from the versions that it names; its bytes must be the frozen ones."""
    plain = json.loads(consolidation.frozen)
    period = Period(consolidation.period_start, consolidation.period_end, consolidation.period_label)
    sources = [
        Source(row.occurrence, row.body_name, row.version, row.standing)
        for row in consolidation.sources.select_related("occurrence", "version").order_by("position")
    ]
    earlier = [
        EarlierPeriod(
            Period(date.fromisoformat(item["start"]), date.fromisoformat(item["end"])),
            tuple(UUID(key) for key in item["versions"]),
            item["expected"],
        )
        for item in plain["earlier"]
    ]
    left_out = {(text["version"], text["section"]) for text in plain["texts"] if text["left_out"]}
    keys = {
        key
        for version in (source.version for source in sources if source.version)
        for key, section in version.narratives.values_list("pk", "field__label")
        if (str(version.pk), section) in left_out
    }
    return freeze(consolidation.obligation, period, sources, earlier, keys)


def has_newer(consolidation: Consolidation) -> bool:
    """Return whether a version was received (or treated as not sent) since: a new consolidation would differ."""
    used = set(consolidation.sources.exclude(version=None).values_list("version_id", flat=True))
    period = Period(consolidation.period_start, consolidation.period_end)
    now = current_versions(occurrences_of(consolidation.obligation, period)).values_list("pk", flat=True)
    return used != set(now)
