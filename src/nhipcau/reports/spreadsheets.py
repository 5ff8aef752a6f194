"""Tables as Excel files: words as words, numbers as numbers, days as days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from django.http import HttpResponse
from django.utils.translation import gettext as _

from nhipcau.reports.amounts import Amount
from nhipcau.reports.queries.board import Board
from nhipcau.reports.queries.table import SumLine

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LARGEST = 10**15  # a spreadsheet holds 15 digits exactly


def download(data: bytes, name: str) -> HttpResponse:
    """Return a spreadsheet as a file to save."""
    response = HttpResponse(data, content_type=_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def board_sheet(board: Board, on: date) -> bytes:
    """Return the board: a row for each body, two columns for each duty and period (state, day of filing)."""
    import xlsxwriter  # heavy, and seldom asked for

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_("Theo dõi báo cáo"))
        head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter", "align": "center"})
        plain = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
        day = book.add_format({"border": 1, "num_format": "dd/mm/yyyy", "valign": "vcenter"})
        sheet.write(0, 0, _("Tình hình báo cáo: %(name)s") % {"name": board.programme.name})
        sheet.write(1, 0, _("Tính đến ngày"))
        sheet.write_datetime(1, 1, _moment(on), book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}))
        sheet.write_row(3, 0, [_("TT"), _("Cơ quan, đơn vị")], head)
        for place, column in enumerate(board.columns):
            sheet.write(3, 2 + 2 * place, f"{column.title}: {column.label}", head)
            sheet.write(3, 3 + 2 * place, _("Ngày gửi"), head)
        for number, row in enumerate(board.rows, 1):
            sheet.write_number(3 + number, 0, number, plain)
            sheet.write_string(3 + number, 1, row.body.name, plain)
            for place, cell in enumerate(row.cells):
                sheet.write_string(3 + number, 2 + 2 * place, cell.badge.text if cell else "", plain)
                if cell and cell.filed_on:
                    sheet.write_datetime(3 + number, 3 + 2 * place, _moment(cell.filed_on), day)
                else:
                    sheet.write_blank(3 + number, 3 + 2 * place, None, plain)
        last = 4 + len(board.rows)
        sheet.write_string(last, 1, _("Đã gửi / phải gửi"), head)
        for place, count in enumerate(board.counts):
            sheet.write_string(last, 2 + 2 * place, f"{count.sent}/{count.expected}", head)
        sheet.set_column(0, 0, 5)
        sheet.set_column(1, 1, 46)
        sheet.set_column(2, 1 + 2 * max(1, len(board.columns)), 18)
        sheet.freeze_panes(4, 2)
    return out.getvalue()


def sums_sheet(lines: Sequence[SumLine], *, title: str, period: str) -> bytes:
    """Return the table of sums: trong kỳ and lũy kế as numbers, each with the n of m on which it rests."""
    import xlsxwriter  # heavy, and seldom asked for

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_("Tổng hợp"))
        head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter", "align": "center"})
        plain = book.add_format({"border": 1, "text_wrap": True})
        number = book.add_format({"border": 1, "num_format": "#,##0"})
        ratio = book.add_format({"border": 1, "num_format": "0.0%"})
        sheet.write(0, 0, f"{title}: {period}")
        titles = [
            _("Mục"), _("Chỉ số"), _("Đơn vị tính"), _("Trong kỳ"), _("Số đơn vị"), _("Lũy kế năm"), _("Số báo cáo"),
            _("Cùng kỳ"), _("Chỉ tiêu"),
        ]  # fmt: skip
        sheet.write_row(2, 0, titles, head)
        for place, line in enumerate(lines, 3):
            label = f"{line.label} ({line.breakdown})" if line.breakdown else line.label
            sheet.write_row(place, 0, [line.section, label, line.unit], plain)
            for column, amount in ((3, line.in_period), (5, line.cumulative)):
                _write(sheet, place, column, line, amount, plain, number, ratio)
                sheet.write_string(place, column + 1, f"{amount.counted}/{amount.expected}", plain)
            sheet.write_row(place, 7, [_("chưa có số liệu"), _("chưa có số liệu")], plain)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 46)
        sheet.set_column(2, 8, 15)
        sheet.freeze_panes(3, 2)
    return out.getvalue()


def _write(sheet, row: int, column: int, line: SumLine, amount: Amount, plain, number, ratio) -> None:
    if not line.is_summed:
        sheet.write_string(row, column, _("không cộng dồn"), plain)
    elif amount.part is not None and amount.whole:
        sheet.write_number(row, column, amount.part / amount.whole, ratio)
    elif amount.value is None:
        sheet.write_string(row, column, _("chưa có số liệu"), plain)
    elif abs(amount.value) < _LARGEST:
        sheet.write_number(row, column, amount.value, number)
    else:
        sheet.write_string(row, column, str(amount.value), plain)


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
