"""Writing a form as a workbook: locked but for its inputs, with lists to choose from, help, and earlier figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from nhipcau.numbers import show_number
from nhipcau.reports.models import ColumnKind, Field, FieldKind, IndicatorKind, TableColumn
from nhipcau.reports.queries.lines import Answer, Line, Memory, show
from nhipcau.reports.reading import LARGEST
from nhipcau.reports.workbooks import layout
from nhipcau.reports.workbooks.identity import SHEET, Identity
from nhipcau.reports.workbooks.layout import FIRST_ROW, HEAD_ROW, KEY_ROW, LISTS, MARK
from nhipcau.reports.workbooks.opening import MOST_ROWS

SHORT_LIST = 250  # characters that Excel takes in a list written out


def blank_workbook(identity: Identity, title: str, lines: Sequence[Line], places: Mapping[UUID, str]) -> bytes:
    """Return the workbook of one report: what its draft says stands in it already, the rest is to be filled in."""
    import xlsxwriter  # heavy, and seldom asked for

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        pen = Pen(book, identity, title)
        if any(line.is_figure for line in lines):
            _figures(pen, lines)
        if any(line.field.kind == FieldKind.NARRATIVE for line in lines):
            _texts(pen, lines)
        by_field = {line.field.pk: line for line in lines}
        for name, field in layout.tables_in(line.field for line in lines):
            _table(pen, name, by_field[field.pk], places)
        pen.close()
    return out.getvalue()


class Pen:
    """A workbook under way: its formats, its hidden lists, and what every sheet begins with."""

    def __init__(self, book: Any, identity: Identity, title: str) -> None:
        self.book, self.identity, self.title = book, identity, title
        line = {"border": 1, "valign": "top", "text_wrap": True}
        self.plain = book.add_format(line)
        self.muted = book.add_format(line | {"font_color": "#555555"})
        self.earlier = book.add_format(line | {"font_color": "#555555", "align": "right"})
        self.head = book.add_format(line | {"bold": True, "bg_color": "#E7EDF3", "align": "center"})
        self.section = book.add_format({"bold": True, "bg_color": "#F4F6F8", "border": 1})
        self.name = book.add_format({"bold": True, "font_size": 14})
        self.shut = book.add_format({"locked": True})
        self.note = book.add_format({"italic": True, "font_color": "#555555"})
        open_cell = line | {"locked": False, "bg_color": "#FFFBE6"}
        self.number = book.add_format(open_cell | {"num_format": "#,##0"})
        self.word = book.add_format(open_cell)
        # A text that begins like a formula stays a text, also when somebody edits the cell.
        self.quoted = book.add_format(open_cell | {"quote_prefix": True})
        self.day = book.add_format(open_cell | {"num_format": "dd/mm/yyyy"})
        self._lists: dict[tuple[str, ...], str] = {}
        self._list_columns: list[tuple[str, ...]] = []

    def sheet(self, name: str, *, note: str, first: int = 1, across: int = 1) -> Any:
        """Begin a sheet: title, body and period, what to do; in the column `first`, where the one before is hidden.

        `across` so many columns, where these are open for input from the first row on.
        """
        sheet = self.book.add_worksheet(name)
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
        whose = f"{self.identity.body_name} · {self.identity.period_name}".strip(" ·")
        for row, (words, form) in enumerate(((self.title, self.name), (whose, self.shut), (note, self.note))):
            if across > 1:
                sheet.merge_range(row, first, row, first + across - 1, words, form)
            else:
                sheet.write_string(row, first, words, form)
        sheet.set_row(HEAD_ROW, 32)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        return sheet

    def choose(self, sheet: Any, place: tuple[int, int, int, int], labels: Sequence[str]) -> None:
        """Let cells take one of a list only."""
        if not labels:
            return
        written_out = len(",".join(labels)) < SHORT_LIST and not any("," in label for label in labels)
        source: Any = list(labels) if written_out else self._listed(tuple(labels))
        sheet.data_validation(
            *place,
            {
                "validate": "list", "source": source, "error_title": _("Chưa đúng"),
                "error_message": _("Hãy chọn một mục trong danh sách."),
            },
        )  # fmt: skip

    def only_numbers(self, sheet: Any, place: tuple[int, int, int, int]) -> None:
        """Let cells take whole numbers only."""
        sheet.data_validation(
            *place,
            {
                "validate": "integer", "criteria": "between", "minimum": 0, "maximum": LARGEST,
                "error_title": _("Chưa đúng"), "error_message": _("Hãy ghi số nguyên không âm. Không có thì ghi 0."),
            },
        )  # fmt: skip

    def only_days(self, sheet: Any, place: tuple[int, int, int, int]) -> None:
        """Let cells take days only."""
        sheet.data_validation(
            *place,
            {
                "validate": "date", "criteria": "between", "minimum": date(1945, 1, 1), "maximum": date(2200, 1, 1),
                "error_title": _("Chưa đúng"), "error_message": _("Hãy ghi ngày như 05/9/2023."),
            },
        )  # fmt: skip

    def put(self, sheet: Any, row: int, column: int, value: object) -> None:
        """Write what stands in an input cell; None leaves it empty."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.word)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self.number)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self.day)
        else:
            text = str(value)
            sheet.write_string(row, column, text, self.quoted if text[:1] in "=+-@" else self.word)

    def _listed(self, labels: tuple[str, ...]) -> str:
        if labels not in self._lists:
            column = len(self._list_columns)
            letter = _letters(column)
            self._list_columns.append(labels)
            self._lists[labels] = f"='{LISTS}'!${letter}$1:${letter}${len(labels)}"
        return self._lists[labels]

    def close(self) -> None:
        """Write the hidden sheets."""
        if self._list_columns:
            lists = self.book.add_worksheet(LISTS)
            for column, labels in enumerate(self._list_columns):
                lists.write_column(0, column, labels)
            lists.very_hidden()
        hidden = self.book.add_worksheet(SHEET)
        for row, pair in enumerate(self.identity.rows()):
            hidden.write_string(row, 0, pair[0])
            hidden.write_string(row, 1, pair[1])
        hidden.protect("")
        hidden.very_hidden()


def _letters(column: int) -> str:
    from nhipcau.reports.workbooks.opening import column_letter

    return column_letter(column)


def _figures(pen: Pen, lines: Sequence[Line]) -> None:
    sheet = pen.sheet(
        layout.figures_sheet(), note=_("Chỉ ghi vào ô nền vàng. Không phát sinh thì ghi 0; chưa có số thì để trống.")
    )
    heads = [
        "", _("Số liệu cần báo cáo"), _("Đơn vị tính"), _("Số liệu"), _("Ước (x)"), _("Không áp dụng (x)"),
        _("Kỳ trước"), _("Cùng kỳ năm trước"),
    ]  # fmt: skip
    sheet.write_row(HEAD_ROW, 0, heads, pen.head)
    row, section = FIRST_ROW, ""
    for line in lines:
        if not line.is_figure:
            continue
        if line.field.section and line.field.section != section:
            section = line.field.section
            sheet.merge_range(row, 1, row, 7, section, pen.section)
            row += 1
        row = _figure(pen, sheet, row, line)
    sheet.set_column(layout.KEY_COLUMN, layout.KEY_COLUMN, 3, None, {"hidden": True})
    sheet.set_column(1, 1, 52)
    sheet.set_column(2, 2, 13)
    sheet.set_column(3, 3, 26)
    sheet.set_column(4, 5, 11)
    sheet.set_column(6, 7, 16)
    sheet.freeze_panes(FIRST_ROW, 2)


def _figure(pen: Pen, sheet: Any, row: int, line: Line) -> int:
    """Write one line with its parts; return the row behind it."""
    field = line.field
    assert field.indicator is not None
    locked = line.is_ratio or line.is_summed_here
    for column in range(1, 8):
        sheet.write_blank(row, column, None, pen.plain)
    sheet.write_string(row, 1, field.label, pen.plain)
    sheet.write_string(row, 2, field.indicator.unit, pen.muted)
    _memory(pen, sheet, row, Memory(line.before, line.before_label, line.year_before, line.year_label))
    help_text = "\n".join(text for text in (field.help, field.indicator.definition) if text)
    if help_text:
        sheet.write_comment(row, 1, help_text, {"x_scale": 2})
    if locked:
        words = _("tự tính, không phải nhập") if line.is_ratio else _("tự cộng từ bảng của biểu mẫu")
        sheet.write_string(row, layout.VALUE, words, pen.muted)
        return row + 1
    sheet.write_string(row, layout.KEY_COLUMN, f"f{field.pk}")
    _value(pen, sheet, row, line)
    for column, is_marked in (
        (layout.ESTIMATE, line.answer.is_estimate), (layout.NOT_APPLICABLE, line.answer.is_not_applicable),
    ):  # fmt: skip
        pen.put(sheet, row, column, MARK if is_marked else None)
        pen.choose(sheet, (row, column, row, column), [MARK])
    row += 1
    open_parts = {code for code, _label in layout.parts_of(field)}
    for part in line.parts if not line.is_choice else ():
        if part.code not in open_parts:
            continue
        for column in (2, 4, 5, 6, 7):
            sheet.write_blank(row, column, None, pen.plain)
        sheet.write_string(row, layout.KEY_COLUMN, f"f{field.pk}-{part.code}")
        sheet.write_string(row, 1, "      " + part.label, pen.plain)
        sheet.write_string(row, 2, field.indicator.unit, pen.muted)
        pen.put(sheet, row, layout.VALUE, part.answer.value)
        pen.only_numbers(sheet, (row, layout.VALUE, row, layout.VALUE))
        _memory(pen, sheet, row, part.memory)
        row += 1
    return row


def _value(pen: Pen, sheet: Any, row: int, line: Line) -> None:
    place = (row, layout.VALUE, row, layout.VALUE)
    if line.is_choice:
        chosen = line.chosen
        pen.put(sheet, row, layout.VALUE, chosen.label if chosen else None)
        pen.choose(sheet, place, list(layout.choices_of(line.field)))
    elif line.kind == IndicatorKind.YES_NO:
        words = {value: word for word, value in layout.yes_no().items()}
        pen.put(sheet, row, layout.VALUE, words.get(line.answer.value) if line.answer.value is not None else None)
        pen.choose(sheet, place, list(layout.yes_no()))
    else:
        if line.answer.value is None:
            sheet.write_blank(row, layout.VALUE, None, pen.number)
        else:
            pen.put(sheet, row, layout.VALUE, line.answer.value)
        pen.only_numbers(sheet, place)


def _memory(pen: Pen, sheet: Any, row: int, memory: Memory) -> None:
    for column, answer in ((6, memory.before), (7, memory.year_before)):
        if answer is not None:
            _remembered(pen, sheet, row, column, answer)


def _remembered(pen: Pen, sheet: Any, row: int, column: int, answer: Answer) -> None:
    words = show_number(answer.value) if answer.value is not None and not answer.is_estimate else show(answer)
    sheet.write_string(row, column, words, pen.earlier)


def _texts(pen: Pen, lines: Sequence[Line]) -> None:
    sheet = pen.sheet(layout.texts_sheet(), note=_("Viết vào ô nền vàng; xuống dòng trong ô bằng Alt + Enter."))
    sheet.write_row(HEAD_ROW, 0, ["", _("Mục"), _("Nội dung")], pen.head)
    row = FIRST_ROW
    for line in lines:
        if line.field.kind != FieldKind.NARRATIVE:
            continue
        sheet.set_row(row, 90)
        sheet.write_string(row, layout.KEY_COLUMN, f"t{line.field.pk}")
        sheet.write_string(row, 1, line.field.label, pen.plain)
        pen.put(sheet, row, layout.TEXT_VALUE, line.answer.text)
        if line.field.help:
            sheet.write_comment(row, 1, line.field.help, {"x_scale": 2})
        row += 1
    sheet.set_column(layout.KEY_COLUMN, layout.KEY_COLUMN, 3, None, {"hidden": True})
    sheet.set_column(1, 1, 36)
    sheet.set_column(2, 2, 100)
    sheet.freeze_panes(FIRST_ROW, 0)


def _table(pen: Pen, name: str, line: Line, places: Mapping[UUID, str]) -> None:
    """Write one table as a sheet of its own, with room for thousands of rows."""
    columns = list(line.field.columns.all())
    sheet = pen.sheet(
        name, note=_("%(name)s: mỗi dòng một mục, ghi từ dòng 6, tối đa %(n)s dòng.")
        % {"name": line.field.label, "n": show_number(MOST_ROWS)}, first=0, across=len(columns),
    )  # fmt: skip
    sheet.set_row(KEY_ROW, None, None, {"hidden": True})
    words: dict[int, dict[object, str]] = {}
    for place, column in enumerate(columns):
        sheet.write_string(KEY_ROW, place, f"c{column.pk}")
        sheet.write_string(HEAD_ROW, place, column.label + (" *" if column.is_required else ""), pen.head)
        words[column.pk] = table_column(pen, sheet, place, column, places)
    if columns and line.field.help:
        sheet.write_comment(HEAD_ROW, 0, line.field.help, {"x_scale": 2})
    for place, row in enumerate(line.table.rows):
        for at, column in enumerate(columns):
            if (cell := row.cells.get(column.pk)) is not None and cell.is_there:
                value = cell.number if cell.number is not None else cell.day or cell.place or cell.text
                pen.put(sheet, FIRST_ROW + place, at, words[column.pk].get(value, value))
    sheet.freeze_panes(FIRST_ROW, 0)


def table_column(
    pen: Pen, sheet: Any, place: int, column: TableColumn | Field, places: Mapping[UUID, str]
) -> dict[object, str]:
    """Open a column for input; return by which word each value stands in it, where it is a list."""
    room = (FIRST_ROW, place, FIRST_ROW + MOST_ROWS - 1, place)
    if column.kind in (ColumnKind.NUMBER, ColumnKind.MONEY):
        sheet.set_column(place, place, 16, pen.number)
        pen.only_numbers(sheet, room)
    elif column.kind == ColumnKind.DAY:
        sheet.set_column(place, place, 14, pen.day)
        pen.only_days(sheet, room)
    elif column.kind in (ColumnKind.CHOICE, ColumnKind.PLACE):
        is_place = column.kind == ColumnKind.PLACE
        choices = layout.places_by_name(places) if is_place else layout.choices_of(column)
        sheet.set_column(place, place, 28, pen.word)
        pen.choose(sheet, room, list(choices))
        return {value: label for label, value in choices.items()}
    else:
        sheet.set_column(place, place, 32, pen.word)
    return {}
