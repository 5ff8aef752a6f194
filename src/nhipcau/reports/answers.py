"""What somebody typed into a form, as plain values on their way to the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class FigureAnswer:
    """One figure: a number, or “không áp dụng”. A field that was left empty has no answer: it is missing, not zero.

    `part` is the code of an option where the field is broken down, or where one of several was chosen (value 1);
    yes is 1, no is 0. `source_key` says from where the program itself knew the number.
    """

    field_id: int
    value: int | None
    is_not_applicable: bool = False
    is_estimate: bool = False
    source: str = ""
    part: str = ""
    source_key: str = ""


@dataclass(frozen=True)
class TextAnswer:
    """What was written into one section."""

    field_id: int
    text: str


@dataclass(frozen=True)
class CellAnswer:
    """One filled cell of a table: the one value that its column takes (`text`: also the code of an option)."""

    column_id: int
    number: int | None = None
    text: str = ""
    day: date | None = None
    place: UUID | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return self.number is None and not self.text and self.day is None and self.place is None


@dataclass(frozen=True)
class TableAnswer:
    """The rows of one table, as they shall stand from now on; `is_none`: it was said that there are none."""

    field_id: int
    rows: tuple[tuple[CellAnswer, ...], ...] = ()
    is_none: bool = False


@dataclass(frozen=True)
class Answers:
    """All answers of one form; fields that do not occur are empty.

    A table that does not occur in `tables` keeps its rows: a form with thousands of them is saved without sending them.
    """

    figures: tuple[FigureAnswer, ...] = ()
    texts: tuple[TextAnswer, ...] = ()
    tables: Mapping[int, TableAnswer] = field(default_factory=dict)  # by the field's key
