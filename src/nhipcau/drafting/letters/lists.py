"""Two lists that are never mixed: an annex of those that have reported, a paper to the Thường trực of the missing."""

from __future__ import annotations

from nhipcau.drafting.content import Annex, OutgoingDocument
from nhipcau.drafting.letters.inputs import Cited, Issue, MissingBody, ReportedBody, Sender


def annex_of_reported(
    *, period: str, bodies: tuple[ReportedBody, ...], attached_to: Cited | None, matter: str | None = None
) -> Annex:
    """Return "Danh sách các cơ quan, đơn vị đã có báo cáo …"; bodies stand in the order given (protocol order)."""
    raise NotImplementedError


def list_of_missing(
    sender: Sender,
    issue: Issue,
    *,
    period: str,
    missing: tuple[MissingBody, ...],
    expected: int,
    standing_body: str,
    matter: str | None = None,
) -> OutgoingDocument:
    """Return the báo cáo to the Thường trực (`standing_body`) of bodies without a report, `expected` asked in all."""
    raise NotImplementedError
