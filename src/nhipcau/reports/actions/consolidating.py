"""Making a consolidated report: freezing what was received of a period."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from nhipcau import clock
from nhipcau.audit import actions as audit
from nhipcau.obligations.models import Obligation
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.reports.actions.events import Event
from nhipcau.reports.freezing import Frozen, Source, freeze, lines_used
from nhipcau.reports.models import (
    ConsolidatedFigure,
    ConsolidatedJoin,
    ConsolidatedText,
    Consolidation,
    ConsolidationSource,
)
from nhipcau.reports.queries import sources as reading
from nhipcau.reports.queries.figures import Period
from nhipcau.reports.queries.gathered import joins_of


class NothingReceived(ValueError):
    """There is nothing to sum."""

    def __init__(self) -> None:
        super().__init__(_("Chưa tiếp nhận báo cáo nào của kỳ này. Hãy tiếp nhận ít nhất một báo cáo trước."))


@transaction.atomic
def consolidate(
    obligation: Obligation,
    period: Period,
    *,
    by: Actor,
    now: datetime,
    client_key: UUID | None = None,
    left_out: Collection[int] = (),
) -> Consolidation:
    """Freeze the sums, texts and standings of a period; the earlier consolidations stay as they are.

    `left_out` are keys of texts that were set aside. Where nothing changed since the last one, the last one is
    returned. Raises `access.Denied`, `NothingReceived`.
    """
    acting = access.require(by, Right.CONSOLIDATE, about=obligation)
    Obligation.objects.select_for_update().get(pk=obligation.pk)
    if client_key and (there := Consolidation.objects.filter(client_key=client_key).first()):
        return there
    sources = reading.sources_of(obligation, period, on=clock.day_of(now))
    if not any(source.version for source in sources):
        raise NothingReceived
    joins, aside = joins_of(obligation, period)
    left_out = frozenset(left_out) | aside
    used = [source.version.pk for source in sources if source.version]
    asked = reading.asked_of(sources, lines_used(used), on=period.end)
    frozen = freeze(obligation, period, sources, reading.earlier_of(obligation, period), left_out, joins, asked)
    before = Consolidation.objects.filter(obligation=obligation, period_start=period.start, period_end=period.end)
    last = before.order_by("-number").first()
    if last is not None and last.fingerprint == frozen.fingerprint:
        return last
    assert acting.post is not None
    made = Consolidation.objects.create(
        client_key=client_key, obligation=obligation, period_start=period.start, period_end=period.end,
        period_label=period.label, number=(before.aggregate(top=Max("number"))["top"] or 0) + 1,
        body_id=acting.post.organisation_id, made_at=now, made_by=by.user, expected=len(sources),
        received=sum(source.version is not None for source in sources), frozen=frozen.canonical,
        fingerprint=frozen.fingerprint,
    )  # fmt: skip
    _keep(made, sources, frozen, left_out)
    details = {"number": made.number, "fingerprint": made.fingerprint, "received": made.received}
    audit.record(Event.CONSOLIDATED, about=made, by=acting, at=now, details=details)
    return made


def _keep(made: Consolidation, sources: list[Source], frozen: Frozen, left_out: frozenset[int]) -> None:
    """Write the rows by which a frozen figure opens."""
    ConsolidationSource.objects.bulk_create(
        ConsolidationSource(
            consolidation=made, position=place, body_id=source.occurrence.body_id, body_name=source.body_name,
            occurrence=source.occurrence, version=source.version, standing=source.standing[:40],
        )
        for place, source in enumerate(sources, 1)
    )  # fmt: skip
    ConsolidatedFigure.objects.bulk_create(
        ConsolidatedFigure(
            consolidation=made, indicator_id=line.indicator_id, breakdown=line.breakdown, value=line.in_period.value,
            bodies=line.in_period.counted, estimates=line.in_period.estimates, cumulative=line.cumulative.value,
            cumulative_counted=line.cumulative.counted, cumulative_expected=line.cumulative.expected, position=place,
        )
        for place, line in enumerate(frozen.lines, 1)
    )  # fmt: skip
    joined: dict[int, ConsolidatedJoin] = {}
    for place, join in enumerate(frozen.joins, 1):
        row = ConsolidatedJoin.objects.create(
            consolidation=made, section=join.section, text=join.text, is_left_out=join.is_left_out, position=place
        )
        joined |= dict.fromkeys(join.narratives, row)
    body_of = {source.version.pk: source.occurrence.body_id for source in sources if source.version}
    ConsolidatedText.objects.bulk_create(
        ConsolidatedText(
            consolidation=made, field=text.field, body_id=body_of[text.version_id], version=text.version,
            text=text.text, is_left_out=text.pk in left_out, position=place, joined=joined.get(text.pk),
        )
        for place, text in enumerate(frozen.texts, 1)
    )  # fmt: skip
