"""What the pages of the register read, as frozen rows in a fixed number of queries; everything through the gate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from nhipcau.audit.queries import history_of
from nhipcau.documents.models import Citation, Document, DocumentFile, Party, PartyKind, Upload, UploadState
from nhipcau.documents.search import words_of
from nhipcau.documents.search_index import containing
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import OrganisationSpan
from nhipcau.organisations.queries import event_words

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class RegisterFilters:
    """What a reader of the register asked to see; empty means all."""

    direction: str = ""
    type: str = ""
    programme: UUID | None = None
    year: int | None = None
    words: str = ""
    own_only: bool = False


@dataclass(frozen=True)
class DocumentRow:
    """One line of the register. `issuer` is the body's name on the day of the document, else what is printed."""

    id: UUID
    direction: str
    type: str
    number: str
    date: date | None
    subject: str
    issuer: str
    body: str
    programme: str
    register_number: str
    received_on: date | None
    signer: str
    instruction: str
    is_recalled: bool


@dataclass(frozen=True)
class Segment:
    """A stretch of the text as printed; of a citation, `citation` is the key and `target` the cited document."""

    text: str
    citation: int | None = None
    target: UUID | None = None


@dataclass(frozen=True)
class CitationRow:
    """A cited document; `target` only where the reader may see it."""

    id: int
    type: str
    number: str
    date: date | None
    issuer: str
    kind: str
    target: UUID | None


@dataclass(frozen=True)
class PartyRow:
    """A body as printed, and the body that it was found to be."""

    text: str
    body: str


@dataclass(frozen=True)
class FileRow:
    """A file of a document."""

    id: UUID
    name: str
    role: str
    size: int
    content_type: str
    is_there: bool


@dataclass(frozen=True)
class HistoryRow:
    """One deed about a document, as the trail has it."""

    at: datetime
    what: str
    who: str
    reason: str


@dataclass(frozen=True)
class DocumentPage:
    """A document with all that its page shows."""

    document: Document
    issuer: str
    deciding_authority: str
    body: str
    programme: str
    segments: tuple[Segment, ...]
    citations: tuple[CitationRow, ...]
    cited_by: tuple[DocumentRow, ...]
    addressees: tuple[PartyRow, ...]
    distribution: tuple[PartyRow, ...]
    files: tuple[FileRow, ...]
    pages: tuple[FileRow, ...]
    history: tuple[HistoryRow, ...]


@dataclass(frozen=True)
class Names:
    """What bodies are called, on any day."""

    spans: dict[UUID, tuple[OrganisationSpan, ...]]

    def on(self, body: UUID | None, day: date | None, default: str = "") -> str:
        """Return a body's name on a day (without one, or outside of its days: its newest name), else `default`."""
        spans = self.spans.get(body, ()) if body else ()
        fitting = [span for span in spans if day is not None and span.holds_on(day)]
        return (fitting or spans)[-1].name if spans else default


def names_of(bodies: Iterable[UUID | None]) -> Names:
    """Return the names of bodies. One query."""
    spans: dict[UUID, list[OrganisationSpan]] = {}
    wanted = {body for body in bodies if body}
    for span in OrganisationSpan.objects.filter(organisation__in=wanted).order_by(
        F("valid_from").asc(nulls_first=True)
    ):
        spans.setdefault(span.organisation_id, []).append(span)
    return Names({body: tuple(rows) for body, rows in spans.items()})


def register(actor: Actor, filters: RegisterFilters) -> QuerySet[Document]:
    """Return the documents that `actor` may see under `filters`, newest in the register first, without long columns."""
    rows = Document.objects.visible_to(actor)
    if filters.own_only:
        rows = rows.filter(body__in=actor.bodies)
    if filters.direction:
        rows = rows.filter(direction=filters.direction)
    if filters.type:
        rows = rows.filter(type=filters.type)
    if filters.programme:
        rows = rows.filter(programme=filters.programme)
    if filters.year:
        rows = rows.filter(date__year=filters.year)
    if words := words_of(filters.words):
        rows = rows.filter(containing(words))
    return rows.select_related("programme").defer("text", "folded", "reading").order_by("-registered_at", "-pk")


def register_page(actor: Actor, filters: RegisterFilters, number: str | int | None) -> Page:
    """Return one page of the register as `DocumentRow`. Three queries for any number of rows."""
    page = Paginator(register(actor, filters), ROWS_A_PAGE).get_page(number)
    page.object_list = rows_of(page.object_list)
    return page


def rows_of(documents: Iterable[Document]) -> tuple[DocumentRow, ...]:
    """Return documents as lines of the register. One query for the names, besides that for the documents."""
    documents = list(documents)
    names = names_of([key for row in documents for key in (row.issuer_id, row.body_id)])
    return tuple(
        DocumentRow(
            id=row.pk, direction=row.get_direction_display(), type=row.type, number=row.number, date=row.date,
            subject=row.subject, issuer=names.on(row.issuer_id, row.date, row.issuer_text),
            body=names.on(row.body_id, row.date), programme=row.programme.short_name if row.programme else "",
            register_number=row.register_number, received_on=row.received_on, signer=row.signer_name,
            instruction=row.instruction, is_recalled=row.is_recalled,
        )
        for row in documents
    )  # fmt: skip


def types_seen(actor: Actor) -> tuple[str, ...]:
    """Return the types of the documents that `actor` may see. One query."""
    return tuple(Document.objects.visible_to(actor).order_by("type").values_list("type", flat=True).distinct())


def document(actor: Actor, document_id: UUID) -> Document | None:
    """Return a document that `actor` may see. One query."""
    joined = ("body", "issuer", "deciding_authority", "programme", "registered_by")
    return Document.objects.visible_to(actor).select_related(*joined).filter(pk=document_id).first()


def document_page(actor: Actor, document_id: UUID) -> DocumentPage | None:
    """Return a document with all that its page shows, or None where `actor` may not see it. Eight queries."""
    row = document(actor, document_id)
    if row is None:
        return None
    cited = list(row.citations.all())
    seen = set(
        Document.objects.visible_to(actor)
        .filter(pk__in=[citation.target_id for citation in cited if citation.target_id])
        .values_list("pk", flat=True)
    )
    parties = list(row.parties.all())
    names = names_of(
        [row.issuer_id, row.deciding_authority_id, row.body_id, *(party.organisation_id for party in parties)]
    )
    citing = (
        Document.objects.visible_to(actor)
        .filter(citations__target=row)
        .select_related("programme")
        .defer("text", "folded", "reading")
        .distinct()
        .order_by("-date")[:ROWS_A_PAGE]
    )
    files = files_of(actor, row)
    return DocumentPage(
        document=row,
        issuer=names.on(row.issuer_id, row.date, row.issuer_text),
        deciding_authority=names.on(row.deciding_authority_id, row.date),
        body=names.on(row.body_id, row.date),
        programme=row.programme.short_name if row.programme else "",
        segments=segments(row.text, cited, row.reading, seen),
        citations=tuple(_citation_row(citation, seen) for citation in cited),
        cited_by=rows_of(citing),
        addressees=_parties(parties, PartyKind.ADDRESSEE, names, row.date),
        distribution=_parties(parties, PartyKind.DISTRIBUTION, names, row.date),
        files=tuple(file for file in files if file.role != DocumentFile.Role.PAGE),
        pages=tuple(file for file in files if file.role == DocumentFile.Role.PAGE),
        history=history(row),
    )


def files_of(actor: Actor, row: Document) -> tuple[FileRow, ...]:
    """Return the files of a document that `actor` may see. One query."""
    visible = DocumentFile.objects.visible_to(actor).filter(document=row).select_related("file")
    return tuple(
        FileRow(
            id=one.pk, name=one.name, role=one.role, size=one.file.size, content_type=one.file.content_type,
            is_there=one.file.erased_at is None,
        )
        for one in visible.order_by("role", "position")
    )  # fmt: skip


def segments(
    text: str, citations: Sequence[Citation], reading: dict[str, object] | None, seen: set[UUID]
) -> tuple[Segment, ...]:
    """Return the text cut at the places of its citations; together the segments are the text."""
    places = sorted(
        ((start, end, citation) for citation in citations for start, end in _places(citation, reading)),
        key=lambda place: place[0],
    )
    parts, at = [], 0
    for start, end, citation in places:
        if not at <= start < end <= len(text):
            continue
        parts.append(Segment(text[at:start]))
        target = citation.target_id if citation.target_id in seen else None
        parts.append(Segment(text[start:end], citation.pk, target))
        at = end
    parts.append(Segment(text[at:]))
    return tuple(part for part in parts if part.text)


def history(row: Document) -> tuple[HistoryRow, ...]:
    """Return what happened to a document that the reader may see, oldest first. One query."""
    words = event_words()
    return tuple(
        HistoryRow(
            at=entry.at,
            what=_(words.get(entry.event, entry.event)),
            who=entry.post_label or entry.user_label or _("hệ thống"),
            reason=str(entry.details.get("reason", "")),
        )
        for entry in history_of(row)
    )


def quarantine(actor: Actor) -> tuple[Upload, ...]:
    """Return the uploads of `actor` that are not in the register yet, newest first, without readings. One query."""
    gone = [UploadState.REGISTERED, UploadState.DELETED]
    rows = Upload.objects.visible_to(actor).exclude(state__in=gone).select_related("file").defer("reading")
    return tuple(rows.order_by("-uploaded_at")[:ROWS_A_PAGE])


def _places(citation: Citation, reading: dict[str, object] | None) -> list[tuple[int, int]]:
    if citation.start is None or citation.end is None:
        return []
    first = (citation.start, citation.end)
    for read in (reading or {}).get("citations", ()):
        if (read["span"]["start"], read["span"]["end"]) == first:
            return sorted({first, *((place["start"], place["end"]) for place in read["places"])})
    return [first]


def _citation_row(citation: Citation, seen: set[UUID]) -> CitationRow:
    return CitationRow(
        id=citation.pk, type=citation.type, number=citation.number, date=citation.date, issuer=citation.issuer_text,
        kind=citation.kind, target=citation.target_id if citation.target_id in seen else None,
    )  # fmt: skip


def _parties(parties: Sequence[Party], kind: PartyKind, names: Names, day: date | None) -> tuple[PartyRow, ...]:
    return tuple(PartyRow(party.text, names.on(party.organisation_id, day)) for party in parties if party.kind == kind)
