"""What intermediary and recipient do with a report: forward, receive, ask for completion, treat as not sent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.audit import actions as audit
from nhipcau.organisations import access
from nhipcau.organisations.access import ActingPost, Actor, Denied, Right
from nhipcau.reports.actions.events import Event
from nhipcau.reports.actions.filling import NeedsReason
from nhipcau.reports.actions.sums import locked, move, moving
from nhipcau.reports.models import CompletionRequest, Quality, Version


class AlreadyForwarded(ValueError):
    """Somebody forwarded it before."""

    def __init__(self) -> None:
        super().__init__(_("Báo cáo này đã được chuyển tiếp."))


class AlreadyReceived(ValueError):
    """Somebody was faster."""

    def __init__(self) -> None:
        super().__init__(_("Báo cáo này đã được tiếp nhận."))


class NotNewest(ValueError):
    """The version was replaced, treated as not sent, or never filed."""

    def __init__(self) -> None:
        super().__init__(_("Phiên bản này không còn là bản mới nhất. Hãy mở lại báo cáo và xem bản mới."))


@transaction.atomic
def forward(version: Version, *, by: Actor, now: datetime) -> None:
    """Send a filed report on to its recipient. Raises `access.Denied`, `AlreadyForwarded`, `NotNewest`."""
    acting = access.require(by, Right.FORWARD_REPORT, about=version)
    _must_be_newest(version)
    waiting = Version.objects.filter(pk=version.pk, filed_at__isnull=False, forwarded_at=None, received_at=None)
    if not waiting.update(forwarded_at=now, forwarded_by=by.user):
        raise AlreadyForwarded
    audit.record(Event.FORWARDED, about=version, by=acting, at=now)


@transaction.atomic
def receive(version: Version, *, by: Actor, now: datetime, quality: str = "", note: str = "") -> None:
    """Receive a report: its figures enter the live sums and change no more. Its quality may be marked at once.

    The recipient may receive before the intermediary has forwarded (not everybody logs in). Raises `access.Denied`,
    `AlreadyReceived` where somebody was faster, `NotNewest` where a newer version lies there.
    """
    submission = version.submission = locked(version.submission_id)
    acting = access.require(by, Right.RECEIVE_REPORT, about=version)
    standing = submission.versions.filter(filed_at__isnull=False, voided_at=None).order_by("-number")
    received = list(standing.values_list("pk", "received_at"))  # the newest first
    if not received or received[0][0] != version.pk:
        raise NotNewest
    waiting = Version.objects.filter(pk=version.pk, filed_at__isnull=False, received_at=None, voided_at=None)
    if not waiting.update(received_at=now, received_by=by.user):
        raise AlreadyReceived
    before = next((key for key, at in received if at is not None), None)
    move(submission.occurrence, before, version.pk)
    audit.record(Event.RECEIVED, about=version, by=acting, at=now)
    if quality:
        judge(version, quality=quality, note=note, by=by, now=now)


@transaction.atomic
def judge(version: Version, *, quality: str, note: str, by: Actor, now: datetime) -> None:
    """Mark the quality of a filed report: đạt, or cần bổ sung with what is missing; empty takes the mark away.

    It changes neither punctuality nor sums (practice 20). Raises `access.Denied`, `NeedsReason` where something is
    lacking and not named, `NotNewest` for a version that was not filed or is void.
    """
    acting = access.require(by, Right.RECEIVE_REPORT, about=version)
    if quality not in ("", *Quality.values):
        raise NotNewest
    if quality == Quality.LACKING and not note.strip():
        raise NeedsReason
    marked = Version.objects.filter(pk=version.pk, filed_at__isnull=False, voided_at=None).update(
        quality=quality, quality_note=note.strip(), judged_at=now, judged_by=by.user
    )
    if not marked:
        raise NotNewest
    details = {"quality": quality, "note": note.strip()[:300]}
    audit.record(Event.JUDGED, about=version, by=acting, at=now, details=details)


@transaction.atomic
def ask_for_completion(version: Version, *, reason: str, by: Actor, now: datetime) -> CompletionRequest:
    """Ask the body to complete its report; punctuality stays as it is. Asked twice in the same words, it counts once.

    Recipient and intermediary may ask. Raises `access.Denied`, `NeedsReason`, `NotNewest`.
    """
    acting = _recipient_or_intermediary(version, by)
    if not reason.strip():
        raise NeedsReason
    _must_be_newest(version)
    there = version.completion_requests.filter(reason=reason.strip(), answered_by=None).first()
    if there is not None:
        return there
    assert acting.post is not None
    asked = CompletionRequest.objects.create(
        version=version, reason=reason.strip(), asked_at=now, asked_by=by.user,
        asked_by_body_id=acting.post.organisation_id,
    )  # fmt: skip
    audit.record(Event.COMPLETION_ASKED, about=version, by=acting, at=now, details={"reason": asked.reason[:300]})
    return asked


@transaction.atomic
def void(version: Version, *, reason: str, by: Actor, now: datetime) -> None:
    """Treat a filed version as not sent, by a recorded decision: the only thing that changes punctuality afterwards.

    Its figures leave the live sums. Raises `access.Denied`, `NeedsReason`, `NotNewest` where it was never filed or is
    void already.
    """
    acting = access.require(by, Right.DECIDE_ON_LATENESS, about=version)
    if not reason.strip():
        raise NeedsReason
    with moving(version.submission):
        standing = Version.objects.filter(pk=version.pk, filed_at__isnull=False, voided_at=None)
        if not standing.update(voided_at=now, voided_by=by.user, void_reason=reason.strip()):
            raise NotNewest
    audit.record(Event.VOIDED, about=version, by=acting, at=now, details={"reason": reason.strip()[:300]})


def _recipient_or_intermediary(version: Version, by: Actor) -> ActingPost:
    try:
        return access.require(by, Right.RECEIVE_REPORT, about=version)
    except Denied:
        return access.require(by, Right.FORWARD_REPORT, about=version)


def _must_be_newest(version: Version) -> None:
    filed = version.submission.versions.filter(filed_at__isnull=False, voided_at=None)
    newest = filed.order_by("-number").values_list("pk", flat=True).first()
    if newest != version.pk:
        raise NotNewest
