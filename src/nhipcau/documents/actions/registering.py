"""Putting a paper into a body's register, with its parties, citations and files."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nhipcau import clock
from nhipcau.audit import actions as audit
from nhipcau.documents import citing, matching, rules
from nhipcau.documents.actions.afterwards import MayNotRelease, may_release
from nhipcau.documents.events import Event
from nhipcau.documents.models import (
    Citation,
    Direction,
    Document,
    DocumentFile,
    Party,
    PartyKind,
    StoredFile,
    Upload,
    UploadState,
)
from nhipcau.documents.signals import document_registered
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.models import Organisation, Programme


class NotRead(Exception):
    """The upload has not been read, so that nobody could have looked at what was recognised."""

    def __init__(self) -> None:
        super().__init__(_("Tệp chưa đọc xong hoặc không còn chờ vào sổ. Hãy mở lại trang của tệp."))


class AlreadyRegistered(Exception):
    """The upload is in the register; `document` is it."""

    def __init__(self, document: Document) -> None:
        super().__init__(_("Tệp này đã được vào sổ."))
        self.document = document


class Duplicate(Exception):
    """The register holds this paper already and no reason was given to register it again."""

    def __init__(self, documents: tuple[Document, ...]) -> None:
        super().__init__(
            _("Văn bản cùng cơ quan ban hành, loại, số và ngày đã có trong sổ. Nếu vẫn cần vào sổ, hãy ghi lý do.")
        )
        self.documents = documents


@dataclass(frozen=True)
class CitedFields:
    """One cited document as the clerk left it; places are offsets in the text."""

    number: str
    type: str = ""
    date: date | None = None
    issuer_text: str = ""
    kind: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class HeadFields:
    """What the register says about a paper, as a clerk typed or left it."""

    type: str
    number: str = ""
    date: date | None = None
    direction: Direction | None = None  # None: out if the register's body issued it, else in
    place: str = ""
    issuer: Organisation | None = None
    issuer_text: str = ""
    parent_issuer_text: str = ""
    deciding_authority: Organisation | None = None
    programme: Programme | None = None
    subject: str = ""
    signer_authority: str = ""
    signer_title: str = ""
    signer_name: str = ""
    archive: str = ""
    urgency: str = ""
    circulation: str = ""
    register_number: str = ""
    received_on: date | None = None
    is_released: bool = False
    duplicate_reason: str = ""
    addressees: tuple[str, ...] = ()
    distribution: tuple[str, ...] = ()
    citations: tuple[CitedFields, ...] = field(default=())


COLUMNS = (
    "type", "number", "date", "place", "issuer", "issuer_text", "parent_issuer_text", "deciding_authority",
    "programme", "subject", "signer_authority", "signer_title", "signer_name", "archive", "urgency", "circulation",
    "register_number", "received_on", "is_released", "duplicate_reason",
)  # fmt: skip


def register(
    *,
    by: Actor,
    fields: HeadFields,
    client_key: UUID,
    now: datetime,
    upload: Upload | None = None,
    body: Organisation | None = None,
    text: str = "",
    files: tuple[tuple[StoredFile, str], ...] = (),
) -> Document:
    """Put a paper into the register of `body` (by default the body for which it was uploaded) and return it.

    With `upload` its text, reading, file and page pictures go with it; without, `text` and `files` (file, name) do.
    The same `client_key` twice gives the first document. Raises `access.Denied`, `NotRead`, `AlreadyRegistered`,
    `MayNotRelease`, and `Duplicate` unless `fields.duplicate_reason` says why.
    """
    if upload is None and body is None:
        raise ValueError("register needs an upload or a body")
    body = body or upload.body
    who = access.require(by, Right.REGISTER_DOCUMENT, about=body)
    if earlier := Document.objects.filter(client_key=client_key, registered_by=by.user).first():
        return earlier
    fields = _tidy(fields, body)
    if fields.is_released and rules.is_not_spread(fields.circulation):
        raise MayNotRelease
    if fields.is_released and not may_release(by, body, fields.issuer, programme=fields.programme):
        raise MayNotRelease
    try:
        with transaction.atomic():
            if upload is not None:
                upload = _take(upload)
            twins = duplicates_of(fields, body=body)
            if twins and not fields.duplicate_reason:
                raise Duplicate(twins)
            document = _write(fields, by=by, body=body, upload=upload, text=text, client_key=client_key, now=now)
            write_parties(document, fields, near=fields.issuer or body)
            write_citations(document, fields)
            _write_files(document, upload, files)
            if upload is not None:
                Upload.objects.filter(pk=upload.pk).update(
                    state=UploadState.REGISTERED, document=document, reading=None, claim=None
                )
            audit.record(
                Event.REGISTERED, about=document, by=who, at=now,
                details={"register_of": str(body.pk), "twins": [str(twin.pk) for twin in twins]},
            )  # fmt: skip
            document_registered.send(sender=Document, document=document, now=now)
    except IntegrityError:  # the second click of two was in the other process
        if earlier := Document.objects.filter(client_key=client_key, registered_by=by.user).first():
            return earlier
        raise
    return document


def duplicates_of(fields: HeadFields, *, body: Organisation) -> tuple[Document, ...]:
    """Return the rows of the register of `body` that are the same paper; nothing unknown is equal. One query."""
    number = rules.fold_number(fields.number)
    if fields.issuer is None or fields.date is None or not number or not fields.type:
        return ()
    rows = Document.objects.filter(body=body, issuer=fields.issuer, folded_number=number, date=fields.date)
    return tuple(
        row
        for row in rows.defer("text", "folded", "reading")
        if rules.same_document(
            issuers=(row.issuer_id, fields.issuer.pk), types=(row.type, fields.type),
            numbers=(row.number, fields.number), dates=(row.date, fields.date),
        )
    )  # fmt: skip


def _tidy(fields: HeadFields, body: Organisation) -> HeadFields:
    direction = fields.direction or (Direction.OUT if fields.issuer == body else Direction.IN)
    return replace(fields, direction=direction, type=" ".join(fields.type.split()).lower())


def _take(upload: Upload) -> Upload:
    """Lock the upload's row: of two officers or two clicks, one registers it."""
    row = Upload.objects.select_for_update(of=("self",)).select_related("document", "file").get(pk=upload.pk)
    if row.state == UploadState.REGISTERED:
        raise AlreadyRegistered(row.document)
    if row.state != UploadState.READ:
        raise NotRead
    return row


def _write(
    fields: HeadFields, *, by: Actor, body: Organisation, upload: Upload | None, text: str, client_key: UUID,
    now: datetime,
) -> Document:  # fmt: skip
    reading = upload.reading if upload is not None else None
    return Document.objects.create(
        client_key=client_key,
        body=body,
        direction=fields.direction,
        text=reading["text"] if reading else text,
        reading=reading,
        page_starts=upload.page_starts if upload is not None else [],
        registered_at=now,
        registered_by=by.user,
        **{name: getattr(fields, name) for name in COLUMNS},
    )


def write_parties(document: Document, fields: HeadFields, *, near: Organisation) -> None:
    """Write those whom the paper addresses and names in its distribution, with the bodies that exact names mean."""
    named = [
        *((PartyKind.ADDRESSEE, position, text) for position, text in enumerate(fields.addressees)),
        *((PartyKind.DISTRIBUTION, position, text) for position, text in enumerate(fields.distribution)),
    ]
    on = document.date or clock.day_of(document.registered_at)
    found = matching.bodies_as_printed((text for _kind, _position, text in named), on=on, near=near.pk)
    Party.objects.bulk_create(
        Party(document=document, kind=kind, position=position, text=text[:500], organisation_id=found.get(text))
        for kind, position, text in named
    )


def write_citations(document: Document, fields: HeadFields) -> None:
    """Write what the paper cites, and bring the links from and to it up to date."""
    cited = [
        Citation(
            document=document, position=position, type=one.type, number=one.number,
            folded_number=rules.fold_number(one.number), date=one.date, issuer_text=one.issuer_text[:300],
            kind=one.kind[:20], start=one.start, end=one.end,
        )
        for position, one in enumerate(fields.citations)
    ]  # fmt: skip
    Citation.objects.bulk_create(cited)
    # Those that this paper cites, and those that cited it before it came.
    citing.link(
        document.body_id, {(one.folded_number, one.date) for one in cited} | {(document.folded_number, document.date)}
    )


def _write_files(document: Document, upload: Upload | None, files: tuple[tuple[StoredFile, str], ...]) -> None:
    roles = DocumentFile.Role
    rows = [
        DocumentFile(document=document, file=stored, role=roles.ORIGINAL, name=name[:255], position=position)
        for position, (stored, name) in enumerate(files)
    ]
    if upload is not None:
        rows.append(DocumentFile(document=document, file=upload.file, role=roles.ORIGINAL, name=upload.name))
        rows.extend(
            DocumentFile(
                document=document, file_id=page.image_id, role=roles.PAGE, position=page.number,
                name=_("trang %(n)s") % {"n": page.number},
            )
            for page in upload.pages.all()
        )  # fmt: skip
    DocumentFile.objects.bulk_create(rows)
