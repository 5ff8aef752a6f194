"""The JSON API, version 1. Every answer begins at the gate: a program sees what its user sees."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import NinjaAPI, Query
from ninja.security import HttpBearer

from nhipcau import clock
from nhipcau.api import keys, shapes
from nhipcau.documents.models import Document, Party, PartyKind
from nhipcau.obligations.models import Obligation
from nhipcau.organisations import access, names
from nhipcau.organisations.models import Programme
from nhipcau.reports.models import Consolidation, Figure, Version
from nhipcau.reports.queries import board as boards
from nhipcau.text import fold

MOST = 200


class Key(HttpBearer):
    """`Authorization: Bearer <key>`; the request then acts as the key's user on this day."""

    def authenticate(self, request: HttpRequest, token: str) -> access.Actor | None:
        """Return the actor, None for a key that does not count."""
        user = keys.user_of(token)
        if user is None:
            return None
        request.today = clock.today()  # type: ignore[attr-defined]
        return access.actor_of(user, on=clock.today())


api = NinjaAPI(
    title="Nhịp Cầu",
    version="1",
    description="Văn bản, nhiệm vụ, báo cáo, bảng theo dõi, tổng hợp. Khóa truy cập tạo ở trang “Khóa API”.",
    urls_namespace="api",
    docs_url=None,
    auth=Key(),
)


class DocumentPage(shapes.PageShape):
    """A page of documents."""

    items: list[shapes.DocumentShape]


class ObligationPage(shapes.PageShape):
    """A page of duties."""

    items: list[shapes.ObligationShape]


class SubmissionPage(shapes.PageShape):
    """A page of reports."""

    items: list[shapes.SubmissionShape]


class ConsolidationPage(shapes.PageShape):
    """A page of consolidations."""

    items: list[shapes.ConsolidationShape]


def _page(rows: QuerySet[Any], offset: int, limit: int) -> tuple[int, list[Any]]:
    offset = max(offset, 0)
    return rows.count(), list(rows[offset : offset + min(max(limit, 1), MOST)])


@api.get("/documents", response=DocumentPage)
def documents(request: HttpRequest, q: str = "", offset: int = 0, limit: int = 50) -> dict[str, Any]:
    """The register, newest first; `q` finds with or without diacritics."""
    rows = Document.objects.visible_to(request.auth).select_related("programme").order_by("-registered_at", "pk")
    for word in fold(q).split():
        rows = rows.filter(folded__contains=word)
    count, page = _page(rows, offset, limit)
    return {"count": count, "offset": offset, "items": [_document(row) for row in page]}


@api.get("/documents/{document_id}", response=shapes.DocumentWholeShape)
def document(request: HttpRequest, document_id: UUID) -> dict[str, Any]:
    """One document with its text and what it names."""
    row = get_object_or_404(Document.objects.visible_to(request.auth).select_related("programme"), pk=document_id)
    cited = list(row.citations.all())
    seen = set(
        Document.objects.visible_to(request.auth)
        .filter(pk__in=[citation.target_id for citation in cited if citation.target_id])
        .values_list("pk", flat=True)
    )
    parties = list(Party.objects.filter(document=row))
    return _document(row) | {
        "text": row.text,
        "signer": row.signer_name,
        "addressees": [party.text for party in parties if party.kind == PartyKind.ADDRESSEE],
        "distribution": [party.text for party in parties if party.kind == PartyKind.DISTRIBUTION],
        "citations": [
            {
                "type": citation.type,
                "number": citation.number,
                "date": citation.date,
                "issuer": citation.issuer_text,
                "kind": citation.kind,
                "target": citation.target_id if citation.target_id in seen else None,
            }
            for citation in cited
        ],
    }


@api.get("/obligations", response=ObligationPage)
def obligations(
    request: HttpRequest, document: UUID | None = None, programme: str = "", offset: int = 0, limit: int = 50
) -> dict[str, Any]:
    """Confirmed duties, newest first."""
    rows = (
        Obligation.objects.visible_to(request.auth)
        .select_related("programme")
        .prefetch_related("owners", "due_rules")
        .order_by("-confirmed_at", "pk")
    )
    if document:
        rows = rows.filter(document=document)
    if programme:
        rows = rows.filter(programme__code=programme)
    count, page = _page(rows, offset, limit)
    bodies = {row.recipient_id for row in page} | {row.via_id for row in page}
    bodies |= {owner.organisation_id for row in page for owner in row.owners.all()}
    called = names.bodies((body for body in bodies if body), on=clock.today())
    return {"count": count, "offset": offset, "items": [_obligation(row, called) for row in page]}


@api.get("/submissions", response=SubmissionPage)
def submissions(
    request: HttpRequest,
    obligation: UUID | None = None,
    period_start: str = Query("", description="ngày đầu kỳ, như 2023-04-01"),
    offset: int = 0,
    limit: int = 50,
) -> dict[str, Any]:
    """Filed reports with their figures: each version that was filed, newest first."""
    rows = (
        Version.objects.visible_to(request.auth)
        .filter(filed_at__isnull=False)
        .select_related("submission__occurrence")
        .prefetch_related(Prefetch("figures", Figure.objects.select_related("indicator").order_by("indicator__code")))
        .order_by("-filed_at", "pk")
    )
    if obligation:
        rows = rows.filter(submission__occurrence__obligation=obligation)
    if period_start:
        rows = rows.filter(submission__occurrence__period_start=period_start)
    count, page = _page(rows, offset, limit)
    called = names.bodies((row.submission.occurrence.body_id for row in page), on=clock.today())
    return {"count": count, "offset": offset, "items": [_submission(row, called) for row in page]}


@api.get("/board/{programme}", response=shapes.BoardShape)
def board(request: HttpRequest, programme: str) -> dict[str, Any]:
    """The board of a programme as the key's user sees it today."""
    return board_table(request.auth, programme)


def board_table(actor: access.Actor, code: str) -> dict[str, Any]:
    """Return the board as plain values; 404 for a programme that is not there."""
    programme = get_object_or_404(Programme, code=code)
    table = boards.board(actor, programme, boards.Wanted(), on=actor.on)
    return {
        "programme": programme.code,
        "on": actor.on,
        "rows": [
            {
                "body": row.body.name,
                "cells": [
                    {
                        "obligation": cell.stand.obligation_id,
                        "period": cell.stand.period_label,
                        "standing": str(cell.badge.state),
                        "words": cell.badge.words,
                        "filed_on": cell.filed_on,
                    }
                    for cell in row.cells
                    if cell is not None
                ],
            }
            for row in table.rows
        ],
    }


@api.get("/consolidations", response=ConsolidationPage)
def consolidations(request: HttpRequest, offset: int = 0, limit: int = 50) -> dict[str, Any]:
    """Frozen consolidations, newest first."""
    rows = Consolidation.objects.visible_to(request.auth).order_by("-made_at", "pk")
    count, page = _page(rows, offset, limit)
    return {"count": count, "offset": offset, "items": [_consolidation(row) for row in page]}


@api.get("/consolidations/{consolidation_id}", response=shapes.ConsolidationWholeShape)
def consolidation(request: HttpRequest, consolidation_id: UUID) -> dict[str, Any]:
    """One frozen consolidation with the values that its fingerprint covers."""
    row = get_object_or_404(Consolidation.objects.visible_to(request.auth), pk=consolidation_id)
    return _consolidation(row) | {"frozen": json.loads(row.frozen)}


def _document(row: Document) -> dict[str, Any]:
    return {
        "id": row.pk,
        "direction": row.direction,
        "type": row.type,
        "number": row.number,
        "date": row.date,
        "issuer": row.issuer_text,
        "subject": row.subject,
        "programme": row.programme.code if row.programme else None,
        "registered_at": row.registered_at,
    }


def _obligation(row: Obligation, called: dict[UUID, Any]) -> dict[str, Any]:
    return {
        "id": row.pk,
        "document": row.document_id,
        "clause": row.clause,
        "kind": row.kind,
        "title": row.title,
        "text": row.text,
        "recipient": called[row.recipient_id].name if row.recipient_id else None,
        "via": called[row.via_id].name if row.via_id else None,
        "programme": row.programme.code if row.programme else None,
        "owners": [called[owner.organisation_id].name for owner in row.owners.all()],
        "due_rules": list(row.due_rules.all()),
        "as_of": row.as_of,
    }


def _submission(row: Version, called: dict[UUID, Any]) -> dict[str, Any]:
    occurrence = row.submission.occurrence
    return {
        "id": row.pk,
        "obligation": occurrence.obligation_id,
        "body": called[occurrence.body_id].name,
        "period": occurrence.period_label,
        "period_start": occurrence.period_start,
        "period_end": occurrence.period_end,
        "due": occurrence.printed_due,
        "version": row.number,
        "filed_at": row.filed_at,
        "received_at": row.received_at,
        "figures": [
            {
                "indicator": figure.indicator.code,
                "name": figure.indicator.name,
                "unit": figure.indicator.unit,
                "breakdown": figure.breakdown,
                "value": figure.value,
                "is_estimate": figure.is_estimate,
            }
            for figure in row.figures.all()
        ],
    }


def _consolidation(row: Consolidation) -> dict[str, Any]:
    return {
        "id": row.pk,
        "obligation": row.obligation_id,
        "period": row.period_label,
        "period_start": row.period_start,
        "period_end": row.period_end,
        "number": row.number,
        "expected": row.expected,
        "received": row.received,
        "fingerprint": row.fingerprint,
        "made_at": row.made_at,
    }
