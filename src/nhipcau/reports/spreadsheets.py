"""Tables as Excel files: words as words, numbers as numbers, days as days."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

from django.http import HttpResponse
from django.utils.translation import gettext as _

from nhipcau.reports.queries.board import Board

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
