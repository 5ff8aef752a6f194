"""Correcting what the register says about a paper: with a reason, the old values kept in the trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from nhipcau.audit import actions as audit
from nhipcau.documents import citing
from nhipcau.documents.actions.afterwards import NeedsReason
from nhipcau.documents.actions.registering import COLUMNS, HeadFields, write_citations, write_parties
from nhipcau.documents.events import Event
from nhipcau.documents.models import Document, PartyKind
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right

# Whether a paper is released is a deed of its own, and why it came in twice was said then.
_CORRECTED = tuple(name for name in COLUMNS if name not in {"is_released", "duplicate_reason"})


class ChangedMeanwhile(Exception):
    """Somebody else corrected the paper since the page was opened."""

    def __init__(self) -> None:
        super().__init__(
            _("Người khác vừa sửa văn bản này. Hãy mở văn bản ở thẻ khác để xem, rồi sửa lại những gì còn cần.")
        )


@transaction.atomic
def correct(
    document: Document, *, by: Actor, fields: HeadFields, reason: str, row_version: int, now: datetime
) -> Document:
    """Write the corrected head, parties and citations of a paper; its text and files stay as they came.

    `row_version` is that of the page on which the correction was typed. Raises `access.Denied`, `NeedsReason`,
    `ChangedMeanwhile`.
    """
    who = access.require(by, Right.REGISTER_DOCUMENT, about=document.body)
    if not reason.strip():
        raise NeedsReason
    row = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if row.row_version != row_version:
        raise ChangedMeanwhile
    fields = replace(fields, type=" ".join(fields.type.split()).lower(), direction=fields.direction or row.direction)
    changes = _changes(row, fields)
    earlier_pair = (row.folded_number, row.date)
    for name in _CORRECTED:
        setattr(row, name, getattr(fields, name))
    row.direction, row.row_version = fields.direction, row_version + 1
    row.save()
    row.parties.filter(kind__in=[PartyKind.ADDRESSEE, PartyKind.DISTRIBUTION]).delete()
    write_parties(row, fields, near=fields.issuer or row.body)
    row.citations.all().delete()
    write_citations(row, fields)
    citing.link(row.body_id, {earlier_pair})
    audit.record(Event.CORRECTED, about=row, by=who, at=now, details={"reason": reason.strip(), "changes": changes})
    return row


def _changes(row: Document, fields: HeadFields) -> dict[str, list[str]]:
    """Return what the trail keeps: of each column that changes its old and its new value."""
    changed = {}
    for name in (*_CORRECTED, "direction"):
        before, after = _plain(getattr(row, name)), _plain(getattr(fields, name))
        if before != after:
            changed[name] = [before, after]
    return changed


def _plain(value: object) -> str:
    return str(value.pk) if isinstance(value, models.Model) else "" if value is None else str(value)
