"""A frozen consolidation as the body's own report to the level above: filled in, never typed again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from nhipcau.audit import actions as audit
from nhipcau.obligations.models import ObligationKind, Occurrence
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.reports.actions.events import Event
from nhipcau.reports.actions.filling import NeedsReason, NotADraft, new_version, start
from nhipcau.reports.models import ChangedFigure, Consolidation, Field, FieldKind, Figure, Narrative, Version
from nhipcau.reports.queries.asked import fields_for
from nhipcau.reports.queries.below import PREFIX, source_key
from nhipcau.reports.queries.gathered import frozen_texts
from nhipcau.reports.queries.lines import keys_of
from nhipcau.reports.queries.sent_up import Difference, consolidation_of, differences

Key = tuple[UUID, str]


class AlreadySent(ValueError):
    """The consolidation went upward before."""

    def __init__(self) -> None:
        super().__init__(_("Báo cáo tổng hợp này đã được đưa vào báo cáo gửi cấp trên."))


class NowhereToSend(ValueError):
    """No duty of the body's own asks for it."""

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy nhiệm vụ báo cáo lên cấp trên của cơ quan mình cho kỳ này."))


class ChangedWithoutReason(ValueError):
    """A figure of the consolidation was changed by hand and nobody said why."""

    def __init__(self, changed: list[Difference]) -> None:
        names = ", ".join(f"“{each.name}”" for each in changed[:3]) + ("…" if len(changed) > 3 else "")
        super().__init__(
            _("Số liệu khác bản tổng hợp đã chốt: %(names)s. Hãy ghi lý do sửa, hoặc trả lại số đã chốt.")
            % {"names": names}
        )


@transaction.atomic
def send_upward(consolidation: Consolidation, *, by: Actor, now: datetime) -> Version:
    """Put a consolidation into the draft of the body's own report to the level above; a leader signs that off.

    What was typed there by hand stays; what an earlier consolidation gave is replaced. Where a report was filed
    already, the draft is a new version of it. Raises `access.Denied`, `NowhereToSend`, `AlreadySent`.
    """
    acting = access.require(by, Right.CONSOLIDATE, about=consolidation.obligation)
    if consolidation.sent_as_id:
        raise AlreadySent
    occurrence = upward_occurrence(consolidation)
    if occurrence is None:
        raise NowhereToSend
    try:
        draft = start(occurrence, by=by, now=now)
    except NotADraft:
        reason = _("cập nhật theo bản tổng hợp lần %(n)d") % {"n": consolidation.number}
        draft = new_version(occurrence.submission, by=by, reason=reason, now=now)
    _fill(draft, consolidation)
    Version.objects.filter(pk=draft.pk).update(row_version=F("row_version") + 1, saved_at=now, saved_by=by.user)
    Consolidation.objects.filter(pk=consolidation.pk).update(sent_as=draft)
    audit.record(Event.SENT_UPWARD, about=consolidation, by=acting, at=now, details={"version": str(draft.pk)})
    draft.refresh_from_db()
    return draft


def upward_occurrence(consolidation: Consolidation) -> Occurrence | None:
    """Return the report that the body itself owes for the period: by the duty that this one feeds, on the same days;
    where none is named, one of the programme that ends with the period, the shortest first."""
    duty = consolidation.obligation
    owed = Occurrence.objects.filter(
        body=consolidation.body_id, obligation__kind=ObligationKind.REPORT, withdrawn_at=None
    )
    if duty.feeds_id:
        return owed.filter(
            obligation=duty.feeds_id, period_start=consolidation.period_start, period_end=consolidation.period_end
        ).first()
    around = owed.filter(
        obligation__programme=duty.programme_id, period_start__lte=consolidation.period_end,
        period_end__gte=consolidation.period_end,
    ).exclude(obligation=duty)  # fmt: skip
    return around.order_by("-period_start", "period_end", "pk").first()


@transaction.atomic
def explain_change(
    draft: Version, indicator_id: UUID, breakdown: str, *, reason: str, by: Actor, now: datetime
) -> None:
    """Say why a figure of the consolidation was changed by hand. Raises `access.Denied`, `NeedsReason`, `NotADraft`."""
    acting = access.require(by, Right.FILL_REPORT, about=draft.submission)
    made = consolidation_of(draft)
    if draft.filed_at is not None or made is None:
        raise NotADraft
    if not reason.strip():
        raise NeedsReason
    ChangedFigure.objects.update_or_create(
        version=draft, indicator_id=indicator_id, breakdown=breakdown,
        defaults={"consolidation": made, "reason": reason.strip()[:500], "changed_at": now, "changed_by": by.user},
    )  # fmt: skip
    details = {"indicator": str(indicator_id), "breakdown": breakdown, "reason": reason.strip()[:300]}
    audit.record(Event.CHANGE_EXPLAINED, about=draft, by=acting, at=now, details=details)


def must_be_explained(draft: Version) -> None:
    """Raise `ChangedWithoutReason` where a figure differs from the consolidation that was put into the draft."""
    if unexplained := [each for each in differences(draft) if not each.reason]:
        raise ChangedWithoutReason(unexplained)


def _fill(draft: Version, consolidation: Consolidation) -> None:
    fields = fields_for(draft.form_version_id, draft.submission.occurrence)
    keys = {key for field in fields if field.indicator_id for key in keys_of(field)}
    keys |= {(column.indicator_id, "") for field in fields for column in field.columns.all() if column.indicator_id}
    earlier = draft.figures.filter(source_key__startswith=f"{PREFIX}:")
    earlier.delete()
    there = set(draft.figures.values_list("indicator_id", "breakdown"))
    words = _("tổng hợp lần %(number)d: %(bodies)d/%(expected)d đơn vị")
    Figure.objects.bulk_create(
        Figure(
            version=draft, indicator_id=row.indicator_id, breakdown=row.breakdown, value=row.value,
            is_estimate=row.estimates > 0,
            source=words % {
                "number": consolidation.number, "bodies": row.bodies, "expected": consolidation.expected,
            },
            source_key=source_key(consolidation.pk, row.indicator_id),
        )
        for row in consolidation.figures.exclude(value=None)
        if (key := (row.indicator_id, row.breakdown)) in keys and key not in there
    )  # fmt: skip
    _fill_texts(draft, consolidation, [field for field in fields if field.kind == FieldKind.NARRATIVE])


def _fill_texts(draft: Version, consolidation: Consolidation, fields: list[Field]) -> None:
    """Collect texts under the section of the same name; where there is none, under the last section."""
    if not fields:
        return
    by_label = {field.label.casefold(): field for field in fields}
    collected: dict[int, list[str]] = {}
    for section, texts in frozen_texts(consolidation).items():
        field = by_label.get(section.casefold(), fields[-1])
        said = [f"{text.names}: {text.text.strip()}" for text in texts if not text.is_left_out]
        if said:
            collected.setdefault(field.pk, []).extend(said)
    there = set(draft.narratives.values_list("field_id", flat=True))
    Narrative.objects.bulk_create(
        Narrative(version=draft, field_id=field, text="\n\n".join(parts))
        for field, parts in collected.items()
        if field not in there
    )
