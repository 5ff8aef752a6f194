"""Which versions a consolidation rests on, and whether a frozen one still says what its versions say."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from nhipcau.obligations.models import AnsweredName, Obligation
from nhipcau.organisations import names
from nhipcau.reports.amounts import Key
from nhipcau.reports.freezing import EarlierPeriod, Frozen, Join, Source, freeze
from nhipcau.reports.models import Consolidation, Indicator, Narrative
from nhipcau.reports.queries.asked import is_asked, what_they_are
from nhipcau.reports.queries.figures import Period, current_versions, expected_of_periods, occurrences_of, year_periods
from nhipcau.reports.queries.form_lines import FigureLine
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
    keys = {
        (str(version), section): key
        for key, version, section in Narrative.objects.filter(
            version__in=[source.version.pk for source in sources if source.version]
        ).values_list("pk", "version_id", "field__label")
    }
    left_out = {keys[text["version"], text["section"]] for text in plain["texts"] if text["left_out"]}
    joins = [
        Join(
            join["section"], join["text"], join["left_out"],
            tuple(keys[said["version"], said["section"]] for said in join["said_by"]),
        )
        for join in plain.get("joined", ())
    ]  # fmt: skip
    return freeze(consolidation.obligation, period, sources, earlier, left_out, joins, _asked(plain.get("asked", {})))


def _asked(plain: Mapping[str, int]) -> dict[Key, int]:
    """Return how many owed each figure, by its key, from what was frozen by code. One query, mostly none."""
    if not plain:
        return {}
    split = {tuple(code.split("|", 1)): n for code, n in plain.items()}
    of = dict(Indicator.objects.filter(code__in={code for code, _part in split}).values_list("code", "pk"))
    return {(of[code], part): n for (code, part), n in split.items() if code in of}


def asked_of(sources: Sequence[Source], lines: Sequence[FigureLine], *, on: date) -> dict[Key, int]:
    """Count who owes each figure that is not asked of everybody, among these bodies. Three queries, mostly none."""
    narrow = [line for line in lines if line.asked_of]
    if not narrow:
        return {}
    answered: dict[UUID, set[UUID]] = {source.occurrence.pk: {source.occurrence.body_id} for source in sources}
    named = AnsweredName.objects.filter(occurrence__in=list(answered))
    for occurrence, body in named.values_list("occurrence_id", "organisation_id"):
        answered[occurrence].add(body)
    who = what_they_are({body for bodies in answered.values() for body in bodies}, on=on)
    return {
        line.key: sum(any(is_asked(line.asked_of, who[body]) for body in bodies) for bodies in answered.values())
        for line in narrow
    }


def has_newer(consolidation: Consolidation) -> bool:
    """Return whether a version was received (or treated as not sent) since: a new consolidation would differ."""
    used = set(consolidation.sources.exclude(version=None).values_list("version_id", flat=True))
    period = Period(consolidation.period_start, consolidation.period_end)
    now = current_versions(occurrences_of(consolidation.obligation, period)).values_list("pk", flat=True)
    return used != set(now)
