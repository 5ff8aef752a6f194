"""The papers that the loop issues, built from plain values: the consolidated report, the lists, the urging letter."""

from nhipcau.drafting.letters.consolidated import consolidated_report
from nhipcau.drafting.letters.inputs import (
    Cited,
    Figure,
    IndicatorLine,
    Issue,
    MissingBody,
    Owed,
    ReportedBody,
    Sender,
)
from nhipcau.drafting.letters.lists import annex_of_reported, list_of_missing
from nhipcau.drafting.letters.urging import urging_letter

__all__ = [
    "Cited",
    "Figure",
    "IndicatorLine",
    "Issue",
    "MissingBody",
    "Owed",
    "ReportedBody",
    "Sender",
    "annex_of_reported",
    "consolidated_report",
    "list_of_missing",
    "urging_letter",
]
