"""Duyệt gửi: the leader releases the report; with that it lies in the intermediary's or the recipient's inbox."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from nhipcau.audit import actions as audit
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.reports import rules
from nhipcau.reports.actions.events import Event
from nhipcau.reports.actions.filling import Conflict, NeedsReason, NotADraft, next_number
from nhipcau.reports.models import AcrossBodies, CompletionRequest, Field, FieldKind, Submission, Version


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
    `NotADraft`, `NeedsPaper`, `NeedsReason`.
    """
    submission = Submission.objects.select_for_update().get(pk=draft.submission_id)
    acting = access.require(by, Right.FILL_REPORT if on_paper else Right.SIGN_OFF, about=submission)
    if on_paper and not draft.attachments.filter(is_signed_paper=True).exists():
        raise NeedsPaper
    number = _number(draft, submission)
    reason = draft.reason.strip() or reason.strip()
    if number > 1 and not reason:
        raise NeedsReason
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
    """Return whether the required fields of a version are filled; a ratio is recomputed, never typed. Four queries."""
    figures = set(version.figures.values_list("indicator_id", "breakdown"))
    texts = set(version.narratives.values_list("field_id", flat=True))
    answers = tuple(
        rules.FieldAnswer(
            field.is_required,
            (field.indicator_id, field.breakdown) in figures if field.kind == FieldKind.FIGURE else field.pk in texts,
        )
        for field in Field.objects.filter(version=version.form_version_id).exclude(indicator__across=AcrossBodies.RATIO)
    )
    return rules.is_complete(answers, is_free=version.form_version.form.is_free, has_file=version.attachments.exists())


def answer_requests(submission: Submission, version: Version) -> None:
    """Mark the open requests for completion as answered by a version that was just filed."""
    CompletionRequest.objects.filter(version__submission=submission, answered_by=None).exclude(version=version).update(
        answered_by=version
    )


def _number(draft: Version, submission: Submission) -> int:
    """Return the number under which a draft is filed: behind what was entered on the body's behalf meanwhile."""
    later = submission.versions.filter(number__gt=draft.number).exists()
    return next_number(submission) if later else draft.number
