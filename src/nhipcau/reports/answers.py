"""What somebody typed into a form, as plain values on their way to the tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FigureAnswer:
    """One figure: a number, or “không áp dụng”. A field that was left empty has no answer: it is missing, not zero."""

    field_id: int
    value: int | None
    is_not_applicable: bool = False
    is_estimate: bool = False
    source: str = ""


@dataclass(frozen=True)
class TextAnswer:
    """What was written into one section."""

    field_id: int
    text: str


@dataclass(frozen=True)
class Answers:
    """All answers of one form; fields that do not occur are empty."""

    figures: tuple[FigureAnswer, ...] = ()
    texts: tuple[TextAnswer, ...] = ()
