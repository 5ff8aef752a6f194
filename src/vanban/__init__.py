"""Read Vietnamese official documents: head, structure, recipients, citations and the duties that they lay on bodies.

>>> reading = read_text("Số: 15/QĐ-BNV")
>>> reading.number.value
'15/QĐ-BNV'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

# Its module has its name, so it is bound here and not on demand; it is light.
from vanban.normalise import normalise

if TYPE_CHECKING:
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


def __getattr__(name: str) -> Any:
    """Load the reader when it is asked for: a process that only takes a file apart does without its patterns."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module("vanban.reading" if name == "read_text" else "vanban.model"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
