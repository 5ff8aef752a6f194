"""Writing a report: one draft per submission, saved as it is typed, its files, and later versions."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from nhipcau.audit import actions as audit
from nhipcau.documents.models import StoredFile
from nhipcau.obligations.models import Occurrence
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.reports import forms_of_duties
from nhipcau.reports.actions.events import Event
from nhipcau.reports.actions.writing import copy_contents, write_answers
from nhipcau.reports.answers import Answers
from nhipcau.reports.models import Attachment, FormVersion, Submission, Version


class Conflict(RuntimeError):
    """Somebody saved the same draft in between; the caller shows both texts, nothing is lost."""


class NotADraft(ValueError):
    """The version was filed already: it changes only by a new version with a reason."""

    def __init__(self) -> None:
        super().__init__(_("Báo cáo này đã được gửi, không sửa được nữa. Hãy lập phiên bản mới và ghi lý do."))


class Withdrawn(ValueError):
    """Nobody waits for the report any more."""

    def __init__(self) -> None:
        super().__init__(_("Nhiệm vụ này đã thôi áp dụng với đơn vị, không phải gửi báo cáo nữa."))


class NeedsReason(ValueError):
    """What changes after filing says why."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do."))


@transaction.atomic
def start(occurrence: Occurrence, *, by: Actor, now: datetime) -> Version:
    """Return the draft of an occurrence's report, made at the first call: one draft per submission, whoever begins.

    Raises `access.Denied`, `Withdrawn`, and `NotADraft` where a version was filed already (then `new_version` with a
    reason).
    """
    acting = access.require(by, Right.FILL_REPORT, about=occurrence)
    if occurrence.withdrawn_at is not None:
        raise Withdrawn
    submission, _made = Submission.objects.get_or_create(occurrence=occurrence)
    draft = submission.versions.filter(filed_at=None).first()
    if draft is not None:
        return draft
    if submission.versions.exists():
        raise NotADraft
    form = forms_of_duties.newest_form(occurrence.obligation, now=now, on=occurrence.period_start)
    draft = _add_draft(submission, form, by, now)
    audit.record(Event.STARTED, about=draft, by=acting, at=now, details={"occurrence": str(occurrence.pk)})
    return draft


@transaction.atomic
def new_version(submission: Submission, *, by: Actor, reason: str, now: datetime) -> Version:
    """Return a draft that begins with what the newest version says; the earlier ones are kept as they are.

    Where a draft is there already, it is returned with the new reason. Raises `access.Denied`, `NeedsReason`.
    """
    acting = access.require(by, Right.FILL_REPORT, about=submission)
    if not reason.strip():
        raise NeedsReason
    draft = submission.versions.filter(filed_at=None).first()
    if draft is not None:
        Version.objects.filter(pk=draft.pk).update(reason=reason.strip())
        draft.reason = reason.strip()
        return draft
    newest = submission.versions.select_related("form_version").order_by("-number").first()
    if newest is None:
        return start(submission.occurrence, by=by, now=now)
    draft = _add_draft(submission, newest.form_version, by, now, reason=reason.strip())
    if draft.number > newest.number:
        copy_contents(newest, draft)
    audit.record(Event.NEW_VERSION, about=draft, by=acting, at=now, details={"reason": draft.reason[:300]})
    return draft


@transaction.atomic
def save_draft(draft: Version, answers: Answers, *, by: Actor, expected: int, now: datetime) -> int:
    """Write what was typed into the draft and return its new row version. No trail: only deeds have one.

    `expected` is the row version that the writer had before him. Raises `Conflict` where somebody saved in between,
    `NotADraft` where it was filed, `access.Denied`.
    """
    access.require(by, Right.FILL_REPORT, about=draft.submission)
    changed = Version.objects.filter(pk=draft.pk, filed_at=None, row_version=expected).update(
        row_version=F("row_version") + 1, saved_at=now, saved_by=by.user
    )
    if not changed:
        if Version.objects.filter(pk=draft.pk, filed_at=None).exists():
            raise Conflict
        raise NotADraft
    write_answers(draft, answers)
    return expected + 1


@transaction.atomic
def attach(
    version: Version, file: StoredFile, name: str, *, by: Actor, now: datetime, is_signed_paper: bool = False
) -> Attachment:
    """Attach a file to a draft, or the signed paper to a version that was filed already. Sent twice, it counts once.

    Raises `NotADraft` for other files of a filed version, `access.Denied`.
    """
    acting = access.require(by, _who_attaches(version), about=version.submission)
    if version.filed_at is not None and not is_signed_paper:
        raise NotADraft
    there = version.attachments.filter(file=file, is_signed_paper=is_signed_paper).first()
    if there is not None:
        return there
    made = Attachment.objects.create(
        version=version, file=file, name=name[:255], is_signed_paper=is_signed_paper, attached_at=now
    )
    audit.record(
        Event.FILE_ATTACHED, about=version, by=acting, at=now, details={"sha256": file.sha256, "name": made.name}
    )
    return made


@transaction.atomic
def detach(attachment: Attachment, *, by: Actor, now: datetime) -> None:
    """Take a file off a draft. Raises `NotADraft` for a filed version, `access.Denied`."""
    version = attachment.version
    acting = access.require(by, Right.FILL_REPORT, about=version.submission)
    if version.filed_at is not None:
        raise NotADraft
    details = {"sha256": attachment.file_id, "name": attachment.name}
    attachment.delete()
    audit.record(Event.FILE_DETACHED, about=version, by=acting, at=now, details=details)


def _who_attaches(version: Version) -> Right:
    return Right.ENTER_FOR_OTHERS if version.entered_by_body_id else Right.FILL_REPORT


def next_number(submission: Submission) -> int:
    """Return the number of the submission's next version."""
    return (submission.versions.aggregate(top=Max("number"))["top"] or 0) + 1


def _add_draft(submission: Submission, form: FormVersion, by: Actor, now: datetime, reason: str = "") -> Version:
    try:
        with transaction.atomic():
            return Version.objects.create(
                submission=submission, number=next_number(submission), form_version=form, reason=reason, saved_at=now,
                saved_by=by.user,
            )  # fmt: skip
    except IntegrityError:
        # A colleague began at the same moment: his draft is the one.
        return submission.versions.get(filed_at=None)
