"""`?xuat=xlsx` on any page: its tables as a workbook, all pages of them, by the same gate and the same filter.

The page itself is asked, one page of its list after the other, and what it shows is written down: so a workbook can
hold neither more nor less than what its reader may see.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nhipcau.web.tables import Page, Table, Value, tables_of

ASKED, XLSX = "xuat", "xlsx"
MOST_PAGES = 400  # of 50 rows
FIRST_ROW = 4  # of the table in its sheet, behind title, day and head; counted from 0
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LARGEST = 10**15  # a spreadsheet holds 15 digits exactly
View = Callable[..., HttpResponse]


class ExportTables:
    """Answers `?xuat=xlsx` with the tables of the page that was asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer every other request as ever."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[object, ...], named: dict[str, object]
    ) -> HttpResponse | None:
        """Ask the view for its pages and give their tables; what is no page (a door, a file) is given as it is."""
        if request.method != "GET" or request.GET.get(ASKED) != XLSX:
            return None
        asked = request.GET.copy()
        del asked[ASKED]
        asked.pop("page", None)
        whole: Page | None = None
        first = Page()
        number = 1
        while whole is None or number <= min(whole.pages, MOST_PAGES):
            request.GET = asked.copy()
            if number > 1:
                request.GET["page"] = str(number)
            response = view(request, *args, **named)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response = response.render()
            if response.status_code != 200 or not response.get("Content-Type", "").startswith("text/html"):
                return response
            page = tables_of(response.content.decode())
            if whole is None:
                whole, first = page, deepcopy(page)
            else:
                whole = _joined(whole, page, first)
            number += 1
        return _answer(whole, request)


def _joined(whole: Page, page: Page, first: Page) -> Page:
    """Add the rows of a later page to the tables that they continue; what every page repeats is written once."""
    for table in page.tables:
        same = next((one for one in whole.tables if _kind(one) == _kind(table)), None)
        if same is None:
            whole.tables.append(table)
        elif not any(_kind(one) == _kind(table) and one.rows == table.rows for one in first.tables):
            same.rows += table.rows
    return whole


def _kind(table: Table) -> tuple[str, tuple[str, ...]]:
    """Return by what the parts of one table on several pages are known: a heading may count its rows."""
    return re.sub(r"\(.*?\)|\d+", "", table.heading).strip(), tuple(table.head)


def _answer(page: Page, request: HttpRequest) -> HttpResponse:
    response = HttpResponse(workbook(page, on=request.today), content_type=_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{_file_name(request)}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _file_name(request: HttpRequest) -> str:
    parts = [part for part in request.path.split("/") if part and len(part) < 30]
    return "-".join(parts[:3]) or "nhip-cau"


def workbook(page: Page, *, on: date) -> bytes:
    """Return the tables of a page as a workbook: a sheet for each, words as words, numbers as numbers, days as days."""
    import xlsxwriter  # heavy, and seldom asked for

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        line = {"border": 1, "valign": "top", "text_wrap": True}
        forms = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format(line | {"bold": True, "bg_color": "#E7EDF3"}),
            "word": book.add_format(line),
            # A text that begins like a formula stays a text, also when somebody edits the cell.
            "quoted": book.add_format(line | {"quote_prefix": True}),
            "number": book.add_format(line | {"num_format": "#,##0"}),
            "day": book.add_format(line | {"num_format": "dd/mm/yyyy", "align": "left"}),
        }
        used: set[str] = set()
        for table in page.tables or [Table(page.title)]:
            sheet = book.add_worksheet(_sheet_name(table.heading or page.title, used))
            sheet.write_string(0, 0, page.title, forms["title"])
            said = _("Xuất ngày %(d)s, theo bộ lọc đang chọn") % {"d": f"{on:%d/%m/%Y}"}
            if page.pages > MOST_PAGES:
                said += _(". Danh sách quá dài: mới có phần đầu, hãy lọc bớt.")
            sheet.write_string(1, 0, said)
            for column, words in enumerate(table.head):
                sheet.write_string(FIRST_ROW - 1, column, words, forms["head"])
            for row, cells in enumerate(table.rows + table.foot, FIRST_ROW):
                for column, value in enumerate(cells):
                    _write(sheet, row, column, value, forms)
            for column in range(max([len(table.head), 1])):
                sheet.set_column(column, column, _width(table, column))
            sheet.freeze_panes(FIRST_ROW, 0)
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, value: Value, forms: dict[str, Any]) -> None:
    if value is None:
        sheet.write_blank(row, column, None, forms["word"])
    elif isinstance(value, int) and abs(value) < _LARGEST:
        sheet.write_number(row, column, value, forms["number"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), forms["day"])
    else:
        text = str(value)[:32_000]
        sheet.write_string(row, column, text, forms["quoted" if text[:1] in "=+-@\t\r" else "word"])


def _width(table: Table, column: int) -> int:
    longest = max(
        (len(line) for row in table.rows[:200] if column < len(row) for line in str(row[column] or "").split("\n")),
        default=0,
    )
    head = len(table.head[column]) if column < len(table.head) else 0
    return min(60, max(10, longest + 2, min(head + 2, 24)))


def _sheet_name(words: str, used: set[str]) -> str:
    plain = "".join(" " if char in "[]:*?/\\'" else char for char in words).strip()[:28] or _("Bảng")
    name, again = plain, 2
    while name.casefold() in used:
        name, again = f"{plain[:25]} {again}", again + 1
    used.add(name.casefold())
    return name
