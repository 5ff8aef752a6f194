"""Duyệt gửi: the leader releases the report; with that it lies in the intermediary's or the recipient's inbox."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from nhipcau.audit import actions as audit
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.reports import plausibility, rules
from nhipcau.reports.actions.events import Event
from nhipcau.reports.actions.filling import Conflict, NeedsReason, NotADraft, next_number
from nhipcau.reports.actions.sending_up import must_be_explained
from nhipcau.reports.actions.sums import locked
from nhipcau.reports.models import (
    AcrossBodies,
    CompletionRequest,
    Field,
    FieldKind,
    IndicatorKind,
    Submission,
    Version,
)
from nhipcau.reports.queries.asked import fields_for
from nhipcau.reports.queries.rows import FilledTable, tables_of

_FIGURE = ("indicator_id", "breakdown", "value")


class NeedsPaper(ValueError):
    """“Đã duyệt trên giấy” needs the scan of the signed paper."""

    def __init__(self) -> None:
        super().__init__(_("Hãy đính kèm bản đã ký, đóng dấu trước khi chọn “đã duyệt trên giấy”."))


@transaction.atomic
def sign_off(
    draft: Version,
    *,
    by: Actor,
    expected: int,
    now: datetime,
    on_paper: bool = False,
    number_on_paper: str = "",
    date_on_paper: date | None = None,
    reason: str = "",
) -> Version:
    """Release a draft: it is filed at `now`. Signed off on the screen by a leader or his delegate; where the paper was
    signed and its scan is attached, an officer may file it (“đã duyệt trên giấy” is equal).

    `expected` is the row version that he saw: what was changed in between is not released unseen. Returns the version
    as filed; it says by `is_complete` whether it counts for punctuality. `reason` is needed from the second version on,
    where the draft has none. Raises `access.Denied`, `Conflict`,
    `NotADraft`, `NeedsPaper`, `NeedsReason`, `plausibility.Implausible` where figures do not agree, and
    `ChangedWithoutReason` where they are not those of the consolidation that was put into the draft.
    """
    submission = draft.submission = locked(draft.submission_id)
    acting = access.require(by, Right.FILL_REPORT if on_paper else Right.SIGN_OFF, about=submission)
    if on_paper and not draft.attachments.filter(is_signed_paper=True).exists():
        raise NeedsPaper
    number = _number(draft, submission)
    reason = draft.reason.strip() or reason.strip()
    if number > 1 and not reason:
        raise NeedsReason
    plausibility.must_pass(draft)
    must_be_explained(draft)
    complete = is_complete(draft)
    changed = Version.objects.filter(pk=draft.pk, filed_at=None, row_version=expected).update(
        number=number, reason=reason, signed_off_at=now, signed_off_by=by.user, signed_on_paper=on_paper,
        is_complete=complete, filed_at=now, number_on_paper=number_on_paper.strip(), date_on_paper=date_on_paper,
        row_version=F("row_version") + 1,
    )  # fmt: skip
    if not changed:
        raise Conflict if Version.objects.filter(pk=draft.pk, filed_at=None).exists() else NotADraft
    answer_requests(submission, draft)
    audit.record(
        Event.SIGNED_OFF,
        about=draft,
        by=acting,
        at=now,
        details={"number": number, "complete": complete, "on_paper": on_paper},
    )
    draft.refresh_from_db()
    return draft


@transaction.atomic
def put_number(version: Version, *, number: str, day: date | None, by: Actor, now: datetime) -> None:
    """Note number and date of the signed paper, also after filing. Raises `access.Denied`."""
    acting = access.require(by, Right.FILL_REPORT, about=version.submission)
    Version.objects.filter(pk=version.pk).update(number_on_paper=number.strip(), date_on_paper=day)
    details = {"number": number.strip(), "day": day.isoformat() if day else None}
    audit.record(Event.NUMBERED, about=version, by=acting, at=now, details=details)


def is_complete(version: Version) -> bool:
    """Return whether what the body must answer is answered; a ratio is recomputed, never typed. About eight queries."""
    fields = fields_for(version.form_version_id, version.submission.occurrence)
    figures = {(key, part): value for key, part, value in version.figures.values_list(*_FIGURE)}
    texts = set(version.narratives.values_list("field_id", flat=True))
    tables = tables_of(version) if any(field.kind == FieldKind.TABLE for field in fields) else {}
    answers = tuple(
        rules.FieldAnswer(field.is_required, _is_filled(field, figures, texts, tables))
        for field in fields
        if not (field.indicator and field.indicator.across == AcrossBodies.RATIO)
    )
    return rules.is_complete(answers, is_free=version.form_version.form.is_free, has_file=version.attachments.exists())


def _is_filled(
    field: Field, figures: Mapping[tuple[UUID, str], int | None], texts: set[int], tables: Mapping[int, FilledTable]
) -> bool:
    if field.kind == FieldKind.TABLE:
        return is_table_full(field, tables.get(field.pk))
    if field.kind == FieldKind.NARRATIVE:
        return field.pk in texts
    assert field.indicator is not None and field.indicator_id is not None
    whole = (field.indicator_id, field.breakdown)
    if field.by is None or figures.get(whole, 0) is None:
        return whole in figures
    if field.indicator.kind == IndicatorKind.CHOICE:
        return any((field.indicator_id, option.code) in figures for option in field.by.options.all())
    parts = open_parts(field) if field.by.is_partition else []
    return whole in figures and all((field.indicator_id, part) in figures for part in parts)


def open_parts(field: Field) -> list[str]:
    """Return the codes of the parts of a line that are in use."""
    return [option.code for option in field.by.options.all() if not option.is_closed] if field.by else []


def is_table_full(field: Field, table: FilledTable | None) -> bool:
    """Return whether a table was answered: rows whose required cells are filled, or the word that there are none."""
    if table is None or not table.is_there:
        return False
    required = [column.pk for column in field.columns.all() if column.is_required]
    return all(key in row.cells for row in table.rows for key in required)


def answer_requests(submission: Submission, version: Version) -> None:
    """Mark the open requests for completion as answered by a version that was just filed."""
    CompletionRequest.objects.filter(version__submission=submission, answered_by=None).exclude(version=version).update(
        answered_by=version
    )


def _number(draft: Version, submission: Submission) -> int:
    """Return the number under which a draft is filed: behind what was entered on the body's behalf meanwhile."""
    later = submission.versions.filter(number__gt=draft.number).exists()
    return next_number(submission) if later else draft.number
