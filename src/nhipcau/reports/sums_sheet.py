"""The table of sums as an Excel file: numbers as numbers, each beside the n of m on which it rests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from uuid import UUID

from django.utils.translation import gettext as _

from nhipcau.organisations.models import OrganisationSpan
from nhipcau.reports.amounts import Amount
from nhipcau.reports.queries.gathered_rows import GatheredTable
from nhipcau.reports.queries.table import SumLine, Table, period_words

_LARGEST = 10**15  # a spreadsheet holds 15 digits exactly
_FORBIDDEN = str.maketrans("[]:*?/\\", "       ")


def sums_sheet(
    table: Table,
    *,
    title: str,
    rows: Sequence[GatheredTable] = (),
    called: Mapping[UUID, OrganisationSpan] | None = None,
) -> bytes:
    """Return the table with all its comparisons, and one sheet for each gathered table with repeating rows."""
    import xlsxwriter  # heavy, and seldom asked for

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_("Tổng hợp"))
        look = _Look(book)
        sheet.write(0, 0, f"{title}: {table.period.label}")
        columns = _columns(table)
        sheet.write_row(2, 0, [_("Mục"), _("Chỉ số"), _("Đơn vị tính")], look.head)
        at = 3
        for name, _of, rests in columns:
            sheet.write(2, at, name, look.head)
            if rests:
                sheet.write(2, at + 1, rests, look.head)
            at += 2 if rests else 1
        for place, line in enumerate(table.lines, 3):
            sheet.write_row(place, 0, [line.section, line.name, line.unit], look.plain)
            at = 3
            for _name, of, rests in columns:
                cell = of(line)
                look.write(sheet, place, at, line, cell)
                if rests:
                    shown = f"{cell.counted}/{cell.expected}" if isinstance(cell, Amount) else ""
                    sheet.write_string(place, at + 1, shown, look.plain)
                at += 2 if rests else 1
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 46)
        sheet.set_column(2, at, 15)
        sheet.freeze_panes(3, 2)
        for number, gathered in enumerate(rows, 1):
            _rows(book, look, number, gathered, called or {})
    return out.getvalue()


def _columns(table: Table) -> list[tuple[str, object, str]]:
    """Return the columns: heading, what of a line, and the heading of its n of m (empty: none)."""
    words, bodies, reports = period_words(table.comparison), _("Số đơn vị"), _("Số báo cáo")
    columns: list[tuple[str, object, str]] = [(_("Trong kỳ"), lambda line: line.in_period, bodies)]
    if table.has_levels:
        columns = [
            (_("Số hiện thời"), lambda line: line.in_period, bodies),
            (_("Số đã báo cáo"), lambda line: line.reported, bodies),
            (_("Chênh"), lambda line: line.difference, ""),
        ]
    columns.append((_("Lũy kế năm"), lambda line: line.cumulative, reports))
    if words["stage"]:
        columns.append((words["stage"], lambda line: line.stage, reports))
    columns.append((_("Kỳ trước") + _bracket(words["before"]), lambda line: line.before, bodies))
    columns.append((_("Cùng kỳ") + _bracket(words["year_before"]), lambda line: line.year_before, bodies))
    columns.append((_("Chỉ tiêu"), lambda line: line.targets[0].shown if line.targets else None, ""))
    columns.append((_("% chỉ tiêu"), lambda line: line.targets[0].percent if line.targets else None, ""))
    return columns


def _bracket(word: str) -> str:
    return f" ({word})" if word else ""


class _Look:
    """The formats of one workbook."""

    def __init__(self, book) -> None:
        edge = {"border": 1}
        self.head = book.add_format(edge | {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center"})
        self.plain = book.add_format(edge | {"text_wrap": True})
        self.number = book.add_format(edge | {"num_format": "#,##0"})
        self.ratio = book.add_format(edge | {"num_format": "0.0%"})
        self.day = book.add_format(edge | {"num_format": "dd/mm/yyyy"})

    def write(self, sheet, row: int, column: int, line: SumLine, cell: Amount | int | str | None) -> None:
        """Write one cell of the table of sums; what nobody said is said so, never 0."""
        amount = cell if isinstance(cell, Amount) else Amount(cell if isinstance(cell, int) else None, 0, 0)
        if isinstance(cell, str):
            sheet.write_string(row, column, cell, self.plain)
        elif not line.is_summed:
            sheet.write_string(row, column, _("không cộng dồn"), self.plain)
        elif amount.part is not None and amount.whole:
            sheet.write_number(row, column, amount.part / amount.whole, self.ratio)
        elif amount.value is None:
            sheet.write_string(row, column, _("chưa có số liệu"), self.plain)
        else:
            self.write_number(sheet, row, column, amount.value)

    def write_number(self, sheet, row: int, column: int, value: int) -> None:
        """Write a whole number; one that a spreadsheet would round, as words."""
        if abs(value) < _LARGEST:
            sheet.write_number(row, column, value, self.number)
        else:
            sheet.write_string(row, column, str(value), self.plain)


def _rows(book, look: _Look, number: int, table: GatheredTable, called: Mapping[UUID, OrganisationSpan]) -> None:
    sheet = book.add_worksheet(f"{number}. {table.label.translate(_FORBIDDEN).strip()}"[:31])
    heads = [_("TT"), _("Cơ quan, đơn vị"), *(label for label, _kind in table.columns)]
    sheet.write_row(0, 0, heads, look.head)
    for place, row in enumerate(table.rows, 1):
        sheet.write_number(place, 0, place, look.plain)
        span = called.get(row.body_id)
        sheet.write_string(place, 1, span.name if span else "", look.plain)
        for column, value in enumerate(row.values, 2):
            if isinstance(value, date):
                sheet.write_datetime(place, column, datetime(value.year, value.month, value.day), look.day)
            elif isinstance(value, int):
                look.write_number(sheet, place, column, value)
            else:
                sheet.write_string(place, column, value or "", look.plain)
    sheet.set_column(1, 1, 46)
    sheet.set_column(2, 1 + len(table.columns), 18)
    sheet.freeze_panes(1, 2)
