"""A letter that urges a late body or group: what it owes, from which document, until when; nobody else is named."""

from __future__ import annotations

from datetime import date

from nhipcau.drafting.content import OutgoingDocument
from nhipcau.drafting.letters.inputs import Cited, Issue, Owed, Sender


def urging_letter(
    sender: Sender,
    issue: Issue,
    *,
    to: tuple[str, ...],
    cited: Cited,
    owed: tuple[Owed, ...],
    new_deadline: date,
    via: str | None = None,
    recipient_of_reports: str | None = None,
    committee_above: str | None = None,
) -> OutgoingDocument:
    """Return the công văn to `to` (one body, or the members of one group as printed).

    `committee_above` is the People's Committee of the agencies addressed: it goes into Nơi nhận. `via` is the
    intermediary, `recipient_of_reports` who receives (the sender itself if None).
    """
    raise NotImplementedError
