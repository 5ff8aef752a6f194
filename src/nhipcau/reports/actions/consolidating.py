"""Making a consolidated report: freezing what was received, and sending it upward as the body's own report."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from nhipcau import clock
from nhipcau.audit import actions as audit
from nhipcau.obligations.models import Obligation, ObligationKind, Occurrence
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.reports.actions.events import Event
from nhipcau.reports.actions.filling import start
from nhipcau.reports.freezing import Frozen, Source, freeze
from nhipcau.reports.models import (
    ConsolidatedFigure,
    ConsolidatedText,
    Consolidation,
    ConsolidationSource,
    Field,
    FieldKind,
    Figure,
    Narrative,
    Version,
)
from nhipcau.reports.queries import sources as reading
from nhipcau.reports.queries.figures import Period


class NothingReceived(ValueError):
    """There is nothing to sum."""

    def __init__(self) -> None:
        super().__init__(_("Chưa tiếp nhận báo cáo nào của kỳ này. Hãy tiếp nhận ít nhất một báo cáo trước."))


class AlreadySent(ValueError):
    """The consolidation went upward before."""

    def __init__(self) -> None:
        super().__init__(_("Báo cáo tổng hợp này đã được đưa vào báo cáo gửi cấp trên."))


class NowhereToSend(ValueError):
    """No duty of the body's own asks for it."""

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy nhiệm vụ báo cáo lên cấp trên của cơ quan mình cho kỳ này."))


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
    frozen = freeze(obligation, period, sources, reading.earlier_of(obligation, period), frozenset(left_out))
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
    _keep(made, sources, frozen, frozenset(left_out))
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
    body_of = {source.version.pk: source.occurrence.body_id for source in sources if source.version}
    ConsolidatedText.objects.bulk_create(
        ConsolidatedText(
            consolidation=made, field=text.field, body_id=body_of[text.version_id], version=text.version,
            text=text.text, is_left_out=text.pk in left_out, position=place,
        )
        for place, text in enumerate(frozen.texts, 1)
    )  # fmt: skip


@transaction.atomic
def send_upward(consolidation: Consolidation, *, by: Actor, now: datetime) -> Version:
    """Put a consolidation into the draft of the body's own report to the level above; a leader signs that off.

    What was typed there already stays. Raises `access.Denied`, `NowhereToSend`, `AlreadySent`, `filling.NotADraft`.
    """
    acting = access.require(by, Right.CONSOLIDATE, about=consolidation.obligation)
    if consolidation.sent_as_id:
        raise AlreadySent
    occurrence = upward_occurrence(consolidation)
    if occurrence is None:
        raise NowhereToSend
    draft = start(occurrence, by=by, now=now)
    _prefill(draft, consolidation)
    Version.objects.filter(pk=draft.pk).update(row_version=F("row_version") + 1, saved_at=now, saved_by=by.user)
    Consolidation.objects.filter(pk=consolidation.pk).update(sent_as=draft)
    audit.record(Event.SENT_UPWARD, about=consolidation, by=acting, at=now, details={"version": str(draft.pk)})
    draft.refresh_from_db()
    return draft


def upward_occurrence(consolidation: Consolidation) -> Occurrence | None:
    """Return the report that the body itself owes in the programme for that period; the same days come first."""
    duty = consolidation.obligation
    owed = Occurrence.objects.filter(
        body=consolidation.body_id,
        obligation__programme=duty.programme_id,
        obligation__kind=ObligationKind.REPORT,
        withdrawn_at=None,
        period_start__lte=consolidation.period_end,
        period_end__gte=consolidation.period_end,
    ).exclude(obligation=duty)
    return owed.annotate(starts=F("period_start")).order_by("-starts", "period_end", "pk").first()


def _prefill(draft: Version, consolidation: Consolidation) -> None:
    fields = list(Field.objects.filter(version=draft.form_version_id).select_related("indicator"))
    there = set(draft.figures.values_list("indicator_id", "breakdown"))
    sums = {(row.indicator_id, row.breakdown): row for row in consolidation.figures.all()}
    source = _("tổng hợp lần %(number)d: %(bodies)d/%(expected)d đơn vị")
    Figure.objects.bulk_create(
        Figure(
            version=draft, indicator_id=key[0], breakdown=key[1], value=sums[key].value,
            is_estimate=sums[key].estimates > 0,
            source=source % {
                "number": consolidation.number, "bodies": sums[key].bodies, "expected": consolidation.expected,
            },
        )
        for field in fields
        if field.kind == FieldKind.FIGURE
        and (key := (field.indicator_id, field.breakdown)) in sums
        and key not in there
        and sums[key].value is not None
    )  # fmt: skip
    _prefill_texts(draft, consolidation, [field for field in fields if field.kind == FieldKind.NARRATIVE])


def _prefill_texts(draft: Version, consolidation: Consolidation, fields: list[Field]) -> None:
    """Collect texts under the section of the same name; where there is none, under the last section."""
    if not fields:
        return
    by_label = {field.label.casefold(): field for field in fields}
    collected: dict[int, list[str]] = {}
    names = dict(consolidation.sources.values_list("body_id", "body_name"))
    for text in consolidation.texts.filter(is_left_out=False).select_related("field"):
        field = by_label.get(text.field.label.casefold(), fields[-1])
        collected.setdefault(field.pk, []).append(f"{names[text.body_id]}: {text.text.strip()}")
    there = set(draft.narratives.values_list("field_id", flat=True))
    Narrative.objects.bulk_create(
        Narrative(version=draft, field_id=field, text="\n\n".join(parts))
        for field, parts in collected.items()
        if field not in there
    )
