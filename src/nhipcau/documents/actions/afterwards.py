"""What happens to a registered paper: the leader's instruction, release to those addressed, recall."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from nhipcau.audit import actions as audit
from nhipcau.documents import rules
from nhipcau.documents.events import Event
from nhipcau.documents.models import Document
from nhipcau.documents.signals import document_recalled
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.models import Coordination, Organisation, OrganisationKind, OrganisationSpan, Programme


class MayNotRelease(Exception):
    """Only the issuer, or who acts for it, releases a paper to those whom it addresses."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Chỉ cơ quan ban hành (hoặc cơ quan thường trực của ban chỉ đạo) phát hành văn bản trong hệ thống, và "
                "văn bản “lưu hành nội bộ”, “không phổ biến” thì không phát hành. Hãy bỏ dấu “phát hành”."
            )
        )


class NeedsReason(Exception):
    """The deed is recorded with a reason, and none was given."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do."))


class AlreadyRecalled(Exception):
    """The paper was taken back before."""

    def __init__(self) -> None:
        super().__init__(_("Văn bản đã được thu hồi trước đó."))


def may_release(by: Actor, body: Organisation, issuer: Organisation | None, *, programme: Programme | None) -> bool:
    """Return whether `by`, working in the register of `body`, may release a paper of `issuer` on his day.

    A steering committee has no office of its own: the standing agency of its programme at its level acts for it.
    """
    if issuer is None:
        return False
    if access.may(by, Right.REGISTER_DOCUMENT, about=issuer):
        return True
    issuing = OrganisationSpan.objects.on(by.on).filter(organisation=issuer).first()
    if issuing is None or issuing.kind != OrganisationKind.STEERING_COMMITTEE:
        return False
    acting = Coordination.objects.on(by.on).filter(
        organisation=body, is_standing_agency=True, level=issuing.level,
        programme__coordinations__organisation=issuer,
    )  # fmt: skip
    if programme is not None:
        acting = acting.filter(programme=programme)
    return acting.exists()


@transaction.atomic
def instruct(document: Document, *, by: Actor, text: str, now: datetime) -> None:
    """Write the instruction (bút phê) of a leader of the register's body on the paper. Raises `access.Denied`."""
    who = access.require(by, Right.CONFIRM_DUTIES, about=document.body)
    earlier = Document.objects.select_for_update().values_list("instruction", flat=True).get(pk=document.pk)
    text = text.strip()
    if text == earlier:
        return
    Document.objects.filter(pk=document.pk).update(instruction=text, row_version=F("row_version") + 1)
    document.instruction = text
    audit.record(Event.INSTRUCTED, about=document, by=who, at=now, details={"before": earlier, "after": text})


@transaction.atomic
def release(document: Document, *, by: Actor, now: datetime) -> None:
    """Show the paper to the bodies that it addresses; twice is once. Raises `access.Denied`, `MayNotRelease`."""
    who = access.require(by, Right.REGISTER_DOCUMENT, about=document.body)
    if rules.is_not_spread(document.circulation) or document.is_recalled:
        raise MayNotRelease
    if not may_release(by, document.body, document.issuer, programme=document.programme):
        raise MayNotRelease
    if Document.objects.filter(pk=document.pk, is_released=False, recalled_at=None).update(is_released=True):
        audit.record(Event.RELEASED, about=document, by=who, at=now)
    document.is_released = True


@transaction.atomic
def recall(document: Document, *, by: Actor, reason: str, now: datetime) -> None:
    """Mark a paper as taken back, with the reason; it stays in the register and lays no new duty.

    Raises `access.Denied`, `NeedsReason`, `AlreadyRecalled`.
    """
    who = access.require(by, Right.REGISTER_DOCUMENT, about=document.body)
    reason = reason.strip()
    if not reason:
        raise NeedsReason
    standing = Document.objects.filter(pk=document.pk, recalled_at=None)
    if not standing.update(recalled_at=now, recall_reason=reason, row_version=F("row_version") + 1):
        raise AlreadyRecalled
    document.recalled_at, document.recall_reason = now, reason
    audit.record(Event.RECALLED, about=document, by=who, at=now, details={"reason": reason})
    document_recalled.send(sender=Document, document=document, now=now)
