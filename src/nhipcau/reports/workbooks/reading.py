"""Reading a filled workbook back: good cells become answers, each bad one is named; nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from nhipcau.numbers import show_number
from nhipcau.reports.answers import Answers, CellAnswer, FigureAnswer, TableAnswer, TextAnswer
from nhipcau.reports.models import AcrossBodies, ColumnKind, Field, FieldKind, IndicatorKind, TableColumn
from nhipcau.reports.reading import LARGEST
from nhipcau.reports.workbooks import layout, opening
from nhipcau.reports.workbooks.identity import SHEET, Identity
from nhipcau.reports.workbooks.layout import FIRST_ROW, KEY_ROW
from nhipcau.reports.workbooks.opening import (
    MOST_ROWS,
    Cells,
    NotReadable,
    Problem,
    column_letter,
    day_of,
    number_of,
    shown,
    text_of,
)
from nhipcau.text import fold

MOST_PROBLEMS = 1000  # named one by one; behind them only counted
Reader = Callable[[object], CellAnswer | None]


@dataclass(frozen=True)
class Filled:
    """What a workbook says: the good answers, and the bad cells in the order of the sheets."""

    answers: Answers
    problems: tuple[Problem, ...]
    more_problems: int = 0


class Problems:
    """The bad cells as they are found."""

    def __init__(self) -> None:
        self.rows: list[Problem] = []
        self.more = 0

    def add(self, sheet: str, row: int, column: int, heading: str, cell: object, what: str) -> None:
        """Name a cell by its row and column, counted from 0."""
        if len(self.rows) >= MOST_PROBLEMS:
            self.more += 1
            return
        self.rows.append(Problem(sheet, row + 1, column_letter(column), heading, shown(cell), what))


def read_workbook(data: bytes, wanted: Identity, fields: Sequence[Field], places: Mapping[UUID, str]) -> Filled:
    """Read the workbook of one report. Raises `NotReadable`, `NotThisReport`; bad cells are named, the rest is kept.

    An empty cell says nothing: it never takes away what was typed on the page.
    """
    sheets = opening.open_workbook(data).cells
    identity_of(sheets).must_be(wanted)
    problems = Problems()
    figures = _figures(sheets.get(layout.figures_sheet(), []), fields, problems)
    texts = _texts(sheets.get(layout.texts_sheet(), []), fields)
    tables: dict[int, TableAnswer] = {}
    for name, field in layout.tables_in(fields):
        rows = read_rows(name, sheets.get(name, []), field, places, problems)
        if rows:
            tables[field.pk] = TableAnswer(field.pk, rows)
    return Filled(Answers(tuple(figures), tuple(texts), tables), tuple(problems.rows), problems.more)


def identity_of(sheets: Mapping[str, Cells]) -> Identity:
    """Return for which report a workbook was made. Raises `NotThisReport`."""
    return Identity.of({str(row[0]): text_of(row[1]) for row in sheets.get(SHEET, []) if len(row) > 1})


def _figures(cells: Cells, fields: Sequence[Field], problems: Problems) -> list[FigureAnswer]:
    """Read the sheet of figures; a line is found by its hidden key, wherever it stands."""
    lines = {f"f{field.pk}": field for field in fields if field.kind == FieldKind.FIGURE}
    name = layout.figures_sheet()
    marks: dict[int, tuple[bool, bool]] = {}
    read: list[FigureAnswer] = []
    for at, row in enumerate(cells):
        key, _dash, part = str(row[layout.KEY_COLUMN]).partition("-") if row else ("", "", "")
        field = lines.get(key)
        if field is None or field.indicator is None or field.indicator.across == AcrossBodies.RATIO:
            continue
        cell = _cell(row, layout.VALUE)
        if not part:
            marks[field.pk] = (_is_marked(row, layout.ESTIMATE), _is_marked(row, layout.NOT_APPLICABLE))
        estimate, does_not_apply = marks.get(field.pk, (False, False))
        try:
            answer = read_figure(field, part, cell, is_estimate=estimate)
        except ValueError as wrong:
            problems.add(name, at, layout.VALUE, field.label, cell, str(wrong))
            continue
        if does_not_apply and answer is not None:
            problems.add(
                name, at, layout.VALUE, field.label, cell,
                _("Đã ghi số thì bỏ dấu x ở cột “Không áp dụng”, hoặc xóa số."),
            )  # fmt: skip
        elif does_not_apply and not part:
            read.append(FigureAnswer(field.pk, None, is_not_applicable=True))
        elif answer is not None:
            read.append(answer)
    return read


def read_figure(field: Field, part: str, cell: object, *, is_estimate: bool = False) -> FigureAnswer | None:
    """Return the answer in one cell of a figure, None for an empty one. Raises ValueError that says what to do."""
    assert field.indicator is not None
    if cell == "" or cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if field.indicator.kind == IndicatorKind.YES_NO:
        word = ("có" if cell else "không") if isinstance(cell, bool) else text_of(cell)
        known = layout.finder(layout.yes_no())
        value = known.get(word, known.get(fold(word)))
        if value is None:
            raise ValueError(_("Hãy ghi “có” hoặc “không”."))
        return FigureAnswer(field.pk, int(str(value)))
    if field.indicator.kind == IndicatorKind.CHOICE:
        return FigureAnswer(field.pk, 1, part=str(_chosen(layout.finder(layout.choices_of(field)), cell)))
    number = number_of(cell)
    return None if number is None else FigureAnswer(field.pk, number, is_estimate=is_estimate, part=part)


def _chosen(known: Mapping[str, object], cell: object) -> object:
    word = " ".join(text_of(cell).split())
    found = known.get(word)
    if found is None:
        found = known.get(fold(word))
    if found is None:
        raise ValueError(_("Không có trong danh sách. Hãy chọn một mục trong danh sách của ô."))
    return found


def _cell(row: Sequence[object], at: int) -> object:
    return row[at] if at < len(row) else ""


def _is_marked(row: Sequence[object], at: int) -> bool:
    return bool(text_of(_cell(row, at)))


def _texts(cells: Cells, fields: Sequence[Field]) -> list[TextAnswer]:
    lines = {f"t{field.pk}": field for field in fields if field.kind == FieldKind.NARRATIVE}
    found = []
    for row in cells:
        field = lines.get(str(row[layout.KEY_COLUMN])) if row else None
        text = text_of(_cell(row, layout.TEXT_VALUE)) if field else ""
        if field is not None and text:
            found.append(TextAnswer(field.pk, text.replace("\r\n", "\n")))
    return found


def read_rows(
    name: str, cells: Cells, field: Field, places: Mapping[UUID, str], problems: Problems
) -> tuple[tuple[CellAnswer, ...], ...]:
    """Return the rows of one table; a row with a bad cell keeps its good ones. Raises NotReadable for too many."""
    keys = [str(cell) for cell in cells[KEY_ROW]] if len(cells) > KEY_ROW else []
    columns: list[tuple[int, TableColumn, Reader]] = [
        (keys.index(f"c{column.pk}"), column, _reader(column, places))
        for column in field.columns.all()
        if f"c{column.pk}" in keys
    ]
    if cells and len(columns) < len(field.columns.all()):
        raise NotReadable(
            _("Tờ “%(name)s” thiếu cột. Hãy tải lại bảng tính từ trang báo cáo rồi chép số sang.") % {"name": name}
        )
    if len(cells) - FIRST_ROW > MOST_ROWS:
        raise NotReadable(
            _("Tờ “%(name)s” có hơn %(n)s dòng. Hãy chia thành nhiều báo cáo hoặc gộp dòng.")
            % {"name": name, "n": show_number(MOST_ROWS)}
        )
    required = [(at, column) for at, column, _reader_of in columns if column.is_required]
    found = []
    for row_at in range(FIRST_ROW, len(cells)):
        row = cells[row_at]
        good = []
        is_empty = True
        for at, column, reader in columns:
            cell = row[at]
            if cell == "":
                continue
            try:
                answer = reader(cell)
            except ValueError as wrong:
                problems.add(name, row_at, at, column.label, cell, str(wrong))
                is_empty = False
                continue
            if answer is not None:
                good.append(answer)
                is_empty = False
        for at, column in required:
            if not is_empty and text_of(row[at]) == "":
                problems.add(name, row_at, at, column.label, "", _("Ô này bắt buộc, hãy điền."))
        if good:
            found.append(tuple(good))
    return tuple(found)


def _reader(column: TableColumn, places: Mapping[UUID, str]) -> Reader:
    """Return what reads the cells of one column."""
    key = column.pk
    if column.kind in (ColumnKind.NUMBER, ColumnKind.MONEY):

        def number(cell: object) -> CellAnswer | None:
            if type(cell) is float and 0.0 <= cell <= LARGEST and cell.is_integer():
                return CellAnswer(key, int(cell))
            value = number_of(cell)
            return None if value is None else CellAnswer(key, value)

        return number
    if column.kind == ColumnKind.DAY:

        def day(cell: object) -> CellAnswer | None:
            value = day_of(cell)
            return None if value is None else CellAnswer(key, day=value)

        return day
    if column.kind in (ColumnKind.CHOICE, ColumnKind.PLACE):
        is_place = column.kind == ColumnKind.PLACE
        known = layout.finder(layout.places_by_name(places) if is_place else layout.choices_of(column))

        def choice(cell: object) -> CellAnswer | None:
            if not text_of(cell):
                return None
            value = _chosen(known, cell)
            return CellAnswer(key, place=value) if isinstance(value, UUID) else CellAnswer(key, text=str(value))

        return choice

    def text(cell: object) -> CellAnswer | None:
        value = cell.strip() if isinstance(cell, str) else text_of(cell)
        return CellAnswer(key, text=value) if value else None

    return text
