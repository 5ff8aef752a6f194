"""Read Vietnamese official documents: head, structure, recipients, citations and the duties that they lay on bodies.

>>> reading = read_text("Số: 15/QĐ-BNV")
>>> reading.number.value
'15/QĐ-BNV'
"""

from vanban.model import (
    Annex,
    Assignment,
    Body,
    Citation,
    CitationKind,
    Confidence,
    Deadline,
    DueKind,
    DutyKind,
    Every,
    Footnote,
    Item,
    Level,
    Node,
    OwnerSource,
    Reading,
    Recurrence,
    Signer,
    Span,
)
from vanban.normalise import normalise
from vanban.reading import read_text

__all__ = [
    "Annex",
    "Assignment",
    "Body",
    "Citation",
    "CitationKind",
    "Confidence",
    "Deadline",
    "DueKind",
    "DutyKind",
    "Every",
    "Footnote",
    "Item",
    "Level",
    "Node",
    "OwnerSource",
    "Reading",
    "Recurrence",
    "Signer",
    "Span",
    "normalise",
    "read_text",
]
