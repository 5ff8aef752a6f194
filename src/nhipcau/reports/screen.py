"""How the lines of a form stand on the screen: one value for each input, with what was typed, said before and known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from nhipcau.numbers import show_number, show_ratio
from nhipcau.reports import known_figures
from nhipcau.reports.known_figures import KnownFigure
from nhipcau.reports.models import ColumnKind, Field, IndicatorKind, TableColumn
from nhipcau.reports.queries.lines import Answer, Line, Memory, show, show_line
from nhipcau.reports.queries.rows import Cell, FilledRow, show_cell
from nhipcau.reports.reading import MOST_ROWS, Typed

Names = Mapping[UUID, str]


@dataclass(frozen=True)
class Box:
    """One input: its name, its word, what is wrong with it, and what a colleague saved there."""

    name: str
    label: str
    word: str = ""
    error: str = ""
    saved: str = ""
    memories: tuple[tuple[str, str], ...] = ()
    offer: Offer | None = None
    source: Source | None = None


@dataclass(frozen=True)
class Offer:
    """A number that the program knows, with its source; `has_changed`: it was taken, and is another one now."""

    key: str
    shown: str
    label: str
    url: str
    has_changed: bool = False


@dataclass(frozen=True)
class Source:
    """From where a figure was taken."""

    label: str
    url: str


@dataclass(frozen=True)
class Choice:
    """One of several to choose from."""

    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class CellBox:
    """One cell of a table as an input; `look` says which."""

    name: str
    column: TableColumn
    word: str = ""
    error: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def look(self) -> str:
        """Return the kind of input."""
        return str(self.column.kind)


@dataclass(frozen=True)
class RowBox:
    """One row of a table as inputs; `number` counts for people, `key` for the button that removes it."""

    number: int
    key: str
    cells: tuple[CellBox, ...]
    is_blank: bool = False


@dataclass(frozen=True)
class TableBox:
    """A table on the screen; with too many rows for a page they are shown, and filled in as a workbook."""

    columns: tuple[TableColumn, ...]
    rows: tuple[RowBox, ...] = ()
    shown: tuple[tuple[str, ...], ...] = ()
    saved: tuple[tuple[str, ...], ...] = ()
    count: int = 0
    is_long: bool = False
    sums: tuple[str, ...] = ()
    has_sums: bool = False


@dataclass(frozen=True)
class ScreenLine:
    """One line of the form on the screen; `look` says how it is filled in."""

    field: Field
    look: str
    box: Box
    parts: tuple[Box, ...] = ()
    choices: tuple[Choice, ...] = ()
    table: TableBox | None = None
    is_estimate: bool = False
    does_not_apply: bool = False
    shown: str = ""
    hint: str = ""
    sum_of_parts: str = ""
    offers_sum: bool = False

    @property
    def takes_number(self) -> bool:
        """Whether a number is typed."""
        return self.look in ("number", "money")


@dataclass(frozen=True)
class Screen:
    """All lines by section, and how many offers of the program are still open."""

    sections: tuple[tuple[str, tuple[ScreenLine, ...]], ...] = ()
    offers: tuple[str, ...] = field(default=())


def screen(lines: Sequence[Line], typed: Typed | None = None, places: Names | None = None) -> Screen:
    """Return how lines stand on the screen; with `typed` its words stand in the inputs, and beside them what is saved.

    `places` are the localities that cells may name, and the names of those that stand there.
    """
    sections: dict[str, list[ScreenLine]] = {}
    for line in lines:
        sections.setdefault(line.field.section, []).append(_line(line, typed, places or {}))
    grouped = tuple((title, tuple(rows)) for title, rows in sections.items())
    boxes = [box for _title, rows in grouped for row in rows for box in (row.box, *row.parts)]
    return Screen(grouped, tuple(box.offer.key for box in boxes if box.offer and not box.offer.has_changed))


def _line(line: Line, typed: Typed | None, places: Names) -> ScreenLine:
    if line.is_table:
        return ScreenLine(
            line.field, "table", _box(line, typed, f"r{line.field.pk}", line.answer), table=_table(line, typed, places),
            does_not_apply=_ticked(typed, f"na{line.field.pk}", line.table.is_none),
        )  # fmt: skip
    name = f"f{line.field.pk}" if line.is_figure else f"t{line.field.pk}"
    parts = () if line.is_choice else tuple(_part(line, place, typed) for place in range(len(line.parts)))
    total = _total(line)
    return ScreenLine(
        field=line.field,
        look=_look(line),
        box=_box(line, typed, name, line.answer),
        parts=parts,
        choices=_choices(line, typed, name),
        is_estimate=_ticked(
            typed, f"est{line.field.pk}",
            line.answer.is_estimate or any(part.answer.is_estimate for part in line.parts),
        ),
        does_not_apply=_ticked(typed, f"na{line.field.pk}", line.answer.is_not_applicable),
        shown=show_ratio(*line.ratio) if line.ratio else show_line(line),
        hint=_hint(line, total),
        sum_of_parts="" if total is None else show_number(total),
        offers_sum=total is not None and not line.answer.is_there,
    )  # fmt: skip


def _look(line: Line) -> str:
    if not line.is_figure:
        return "text"
    if line.is_ratio:
        return "ratio"
    if line.is_summed_here and line.answer.source_key.startswith("table:"):
        return "summed"
    return {IndicatorKind.YES_NO: "yes-no", IndicatorKind.CHOICE: "choice", IndicatorKind.MONEY: "money"}.get(
        line.kind, "number"
    )


def _box(line: Line, typed: Typed | None, name: str, answer: Answer) -> Box:
    word = show_number(answer.value) if answer.value is not None else answer.text
    if line.kind == IndicatorKind.YES_NO and answer.value is not None:
        word = str(answer.value)
    memory = Memory(line.before, line.before_label, line.year_before, line.year_label)
    error = typed.errors.get(name, "") if typed else ""
    return Box(
        name, line.field.label, typed.words.get(name, "") if typed else word, error,
        show_line(line) if not line.is_table else "", _memories(line, memory),
        _offer(line, "", answer, line.known), _source(answer),
    )  # fmt: skip


def _part(line: Line, place: int, typed: Typed | None) -> Box:
    part = line.parts[place]
    name = f"f{line.field.pk}-{part.code}"
    word = "" if part.answer.value is None else show_number(part.answer.value)
    error = typed.errors.get(name, "") if typed else ""
    return Box(
        name, part.label, typed.words.get(name, "") if typed else word, error,
        show(part.answer), _memories(line, part.memory), _offer(line, part.code, part.answer, part.known),
        _source(part.answer),
    )  # fmt: skip


def _memories(line: Line, memory: Memory) -> tuple[tuple[str, str], ...]:
    """Return what was said earlier, each with the name of its period; the same period named once."""
    told: dict[str, str] = {}
    for answer, label in ((memory.before, memory.before_label), (memory.year_before, memory.year_label)):
        if answer is not None:
            told.setdefault(label, _remembered(line, answer))
    return tuple(told.items())


def _remembered(line: Line, answer: Answer) -> str:
    if line.kind == IndicatorKind.YES_NO and answer.value is not None:
        return _("có") if answer.value else _("không")
    return show(answer)


def _offer(line: Line, part: str, answer: Answer, known: KnownFigure | None) -> Offer | None:
    """Return what the program offers: nothing where the same number stands there already, taken or typed."""
    if known is None or line.is_choice or line.is_ratio or answer.source_key.startswith("table:"):
        return None
    if answer.is_there and answer.value == known.value:
        return None
    key = f"{line.field.indicator_id}|{part or line.field.breakdown}"
    was_taken = bool(answer.source_key) and answer.source_key == known.source_key
    return Offer(key, show_number(known.value), known.label, known.url, was_taken)


def _source(answer: Answer) -> Source | None:
    if not answer.source and not answer.source_key:
        return None
    return Source(answer.source, known_figures.address_of(answer.source_key))


def _choices(line: Line, typed: Typed | None, name: str) -> tuple[Choice, ...]:
    if not line.is_choice:
        return ()
    chosen = typed.words.get(name, "") if typed else (line.chosen.code if line.chosen else "")
    return tuple(Choice(part.code, part.label, part.code == chosen) for part in line.parts)


def _ticked(typed: Typed | None, name: str, is_saved: bool) -> bool:
    return name in typed.ticked if typed else is_saved


def _total(line: Line) -> int | None:
    """Return what all parts of a partition add up to, None where any is missing."""
    if line.field.by is None or not line.field.by.is_partition or line.is_choice or not line.parts:
        return None
    values = [part.answer.value for part in line.parts if part.answer.value is not None]
    return sum(values) if len(values) == len(line.parts) else None


def _hint(line: Line, total: int | None) -> str:
    if total is None or line.answer.value is None or line.answer.value == total:
        return ""
    return _("Các phần cộng lại là %(sum)s, khác tổng số %(whole)s.") % {
        "sum": show_number(total), "whole": show_number(line.answer.value),
    }  # fmt: skip


def _table(line: Line, typed: Typed | None, places: Names) -> TableBox:
    columns = tuple(line.field.columns.all())
    filled = line.table.rows
    is_long = len(filled) > MOST_ROWS
    printed = tuple(_printed(columns, row, places) for row in filled)
    made: list[RowBox] = []
    if not is_long:
        count = typed.row_counts.get(line.field.pk, 0) if typed else len(filled)
        made = [_row(line, columns, place, typed, places) for place in range(count)]
        if not made or not typed:
            made.append(_row(line, columns, count, None, places, is_blank=True))
    # Of what was typed and is not saved yet there are no sums.
    sums = tuple(
        show_number(sum(numbers)) if not typed and (numbers := _numbers(column, filled)) else "" for column in columns
    )
    return TableBox(
        columns, tuple(made), printed[:MOST_ROWS], printed if typed else (), len(filled), is_long, sums, any(sums)
    )


def _numbers(column: TableColumn, rows: Sequence[FilledRow]) -> list[int]:
    cells = (row.cells.get(column.pk, Cell()) for row in rows)
    return [cell.number for cell in cells if cell.number is not None]


def _printed(columns: Sequence[TableColumn], row: FilledRow, places: Names) -> tuple[str, ...]:
    return tuple(show_cell(column, row.cells.get(column.pk), places) for column in columns)


def _row(
    line: Line, columns: Sequence[TableColumn], place: int, typed: Typed | None, places: Names, is_blank: bool = False
) -> RowBox:
    row = line.table.rows[place] if not is_blank and not typed and place < len(line.table.rows) else None
    cells = []
    for column in columns:
        name = f"r{line.field.pk}-{place}-{column.pk}"
        word = typed.words.get(name, "") if typed else _cell_word(row.cells.get(column.pk) if row else None)
        error = typed.errors.get(name, "") if typed else ""
        cells.append(CellBox(name, column, word, error, _cell_choices(column, word, places)))
    return RowBox(place + 1, f"{line.field.pk}-{place}", tuple(cells), is_blank)


def _cell_word(cell: Cell | None) -> str:
    if cell is None:
        return ""
    if cell.number is not None:
        return show_number(cell.number)
    if cell.day is not None:
        return cell.day.isoformat()
    return str(cell.place) if cell.place else cell.text


def _cell_choices(column: TableColumn, word: str, places: Names) -> tuple[Choice, ...]:
    if column.kind == ColumnKind.PLACE:
        return tuple(Choice(str(key), name, str(key) == word) for key, name in places.items())
    if column.kind == ColumnKind.CHOICE and column.options is not None:
        return tuple(
            Choice(option.code, option.label, option.code == word)
            for option in column.options.options.all()
            if not option.is_closed or option.code == word
        )
    return ()
