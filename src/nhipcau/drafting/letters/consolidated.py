"""The consolidated report: the table of figures, each with the bodies it rests on, and the narrative by section."""

from __future__ import annotations

from nhipcau.drafting.content import Narrative, OutgoingDocument
from nhipcau.drafting.letters.inputs import Cited, IndicatorLine, Issue, Sender


def consolidated_report(
    sender: Sender,
    issue: Issue,
    *,
    subject: str,
    period: str,
    lines: tuple[IndicatorLine, ...],
    narratives: tuple[Narrative, ...],
    received: int,
    expected: int,
    pursuant_to: tuple[Cited, ...] = (),
    addressees: tuple[str, ...] = (),
    requests: tuple[str, ...] = (),
) -> OutgoingDocument:
    """Return the báo cáo for `period` ("quý II/2023"); `received` of `expected` bodies have reported."""
    raise NotImplementedError
