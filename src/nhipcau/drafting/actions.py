"""Drafting: print what was composed, keep it, change it, and issue it into the register."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from nhipcau.audit import actions as audit
from nhipcau.documents import storage
from nhipcau.documents.models import Direction, Document, DocumentFile, Party, PartyKind
from nhipcau.drafting import profiles, storing, symbols
from nhipcau.drafting.content import OutgoingDocument
from nhipcau.drafting.models import Draft
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.models import Organisation
from nhipcau.text import fold

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class AlreadyIssued(Exception):
    """The draft went out already; what was issued changes no more."""

    def __str__(self) -> str:
        return "Dự thảo này đã phát hành. Muốn sửa, hãy soạn văn bản mới thay thế."


def keep(
    document: OutgoingDocument,
    *,
    body: Organisation,
    made_from: str,
    by: Actor,
    now: datetime,
    client_key: UUID | None = None,
) -> Draft:
    """Print a composed document as DOCX and keep it among the body's drafts. Sent twice, it is kept once.

    Raises `access.Denied` where no post of `by` drafts for the body.
    """
    acting = access.require(by, Right.DRAFT, about=body)
    if client_key and (kept := Draft.objects.filter(client_key=client_key).first()):
        return kept
    stored = storage.keep(_print(document), DOCX)
    with transaction.atomic():
        draft = Draft.objects.create(
            client_key=client_key, body=body, kind=document.kind.value, subject=document.subject,
            profile=profiles.of(document).key, made_from=made_from, content=storing.to_json(document), file=stored,
            file_name=symbols.file_name(document), drafted_at=now, drafted_by=by.user,
        )  # fmt: skip
        audit.record("draft-made", about=draft, by=acting, at=now, details={"made_from": made_from})
    return draft


def change(draft: Draft, document: OutgoingDocument, *, by: Actor, now: datetime) -> None:
    """Print a draft again with what was changed. Raises AlreadyIssued and `access.Denied`."""
    acting = access.require(by, Right.DRAFT, about=draft)
    stored = storage.keep(_print(document), DOCX)
    with transaction.atomic():
        changed = Draft.objects.filter(pk=draft.pk, issued_as=None).update(
            kind=document.kind.value, subject=document.subject, profile=profiles.of(document).key,
            content=storing.to_json(document), file=stored, file_name=symbols.file_name(document),
        )  # fmt: skip
        if not changed:
            raise AlreadyIssued
        audit.record("draft-changed", about=draft, by=acting, at=now)


def issue(draft: Draft, *, by: Actor, now: datetime) -> Document:
    """Put a draft with number and date into the register of documents out; what it says is then fixed.

    Raises AlreadyIssued, `access.Denied`, and ValueError where number or date is still open.
    """
    acting = access.require(by, Right.DRAFT, about=draft)
    document = storing.from_json(draft.content)
    if document.number is None or document.date is None:
        raise ValueError("Hãy ghi số và ngày ban hành (lấy ở sổ công văn đi) trước khi phát hành.")
    number = symbols.number_line(profiles.of(document), document.number, document.symbol)
    number = number.removeprefix(profiles.of(document).number.prefix)
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        if locked.issued_as_id:
            raise AlreadyIssued
        issued = Document.objects.create(
            direction=Direction.OUT, body=draft.body, issuer=draft.body, type=draft.kind, number=number,
            date=document.date, place=document.place, subject=document.subject, issuer_text=document.issuer.name,
            parent_issuer_text=document.issuer.parent or "", signer_title=" ".join(document.signer.titles),
            signer_name=document.signer.name or "", archive=f"Lưu {document.archive}", is_released=True,
            registered_at=now, registered_by=by.user, folded=fold(f"{number} {document.subject}"),
            folded_number=fold(number),
        )  # fmt: skip
        for kind, texts in ((PartyKind.ADDRESSEE, document.addressees), (PartyKind.DISTRIBUTION, document.recipients)):
            Party.objects.bulk_create(
                Party(document=issued, kind=kind, position=place, text=text) for place, text in enumerate(texts)
            )
        DocumentFile.objects.create(
            document=issued, file=draft.file, role=DocumentFile.Role.ORIGINAL, name=draft.file_name
        )
        Draft.objects.filter(pk=draft.pk).update(issued_as=issued)
        audit.record("document-issued", about=issued, by=acting, at=now, details={"draft": str(draft.pk)})
    return issued


def with_particulars(
    document: OutgoingDocument,
    *,
    number: int | None,
    on: date | None,
    subject: str,
    signer_name: str,
    signer_titles: tuple[str, ...],
    addressees: tuple[str, ...],
    recipients: tuple[str, ...],
) -> OutgoingDocument:
    """Return the document with what an officer fills in last."""
    signer = dataclasses.replace(document.signer, name=signer_name or None, titles=signer_titles)
    return dataclasses.replace(
        document, number=number, date=on, subject=subject, signer=signer, addressees=addressees, recipients=recipients
    )


def _print(document: OutgoingDocument) -> bytes:
    from nhipcau.drafting.docx import render  # heavy: a server starts without it

    return render(document, profiles.of(document))
