"""What this app does when others tell it something."""

from __future__ import annotations

from datetime import datetime

from nhipcau.documents.models import Document
from nhipcau.obligations import actions


def propose_duties(*, document: Document, now: datetime, **_signal: object) -> None:
    """Propose the duties of a document that has just come into the register, in the same transaction."""
    actions.propose(document, now=now)
