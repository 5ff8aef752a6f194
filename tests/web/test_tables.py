"""The tables of a page as rows: words, whole numbers, days; nothing that is not data."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from nhipcau.web.exporting import FIRST_ROW, workbook
from nhipcau.web.tables import Page, Table, tables_of, value_of

PAGE = """
<h1>Sổ <span class="sr-only">ẩn</span></h1><table><tr><td>không phải dữ liệu</td></tr></table>
<form><h2>Chờ tiếp nhận (2)</h2><table class="data small"><thead><tr><th><span class="sr-only">Chọn</span></th>
<th scope="col">Tên</th><th class="num">Số</th><th>Ngày</th></tr></thead><tbody>
<tr><td><input type="checkbox"></td><th scope="row"><a href="#">A &amp; B</a><div>dòng hai</div></th>
<td class="num">1.234</td><td>05/9/2023</td></tr>
<tr><td></td><th scope="row">=1+1<button>Xóa</button></th><td class="num">—</td><td>12,5 %</td></tr>
</tbody></table></form>
<nav class="pages" data-pages="3"></nav>
<article data-row="Việc"><h3 data-col="Việc">Báo cáo</h3><p>bỏ qua</p><b data-col="Hạn">07/7/2023</b></article>
<article data-row="Việc"><h3 data-col="Việc">Họp</h3></article>
"""


def test_reads_what_a_page_shows_and_nothing_else():
    page = tables_of(PAGE)

    assert (page.title, page.pages) == ("Sổ", 3)
    assert [table.heading for table in page.tables] == ["Chờ tiếp nhận (2)", "Việc"]
    assert page.tables[0].head == ["Tên", "Số", "Ngày"]
    assert page.tables[0].rows == [["A & B\ndòng hai", 1234, date(2023, 9, 5)], ["=1+1", None, "12,5 %"]]
    assert page.tables[1].rows == [["Báo cáo", date(2023, 7, 7)], ["Họp", None]]


@pytest.mark.parametrize(
    ("words", "is_number", "value", "remark"),
    [
        ("1.234", True, 1234, "a number in a column of numbers"),
        ("1.234", False, "1.234", "a number of a document stays words"),
        ("3/5", True, "3/5", "n of m"),
        ("12,5 %", True, "12,5 %", "a ratio keeps its words"),
        ("31/02/2023", False, "31/02/2023", "no such day"),
        ("05/9/2023", False, date(2023, 9, 5), "a day"),
        ("  ", False, None, "empty"),
        ("—", True, None, "missing is not zero"),
        ("0", True, 0, "zero is zero"),
    ],
)
def test_a_cell_is_what_it_says(words: str, is_number: bool, value: object, remark: str):
    assert value_of(words, is_number=is_number) == value, remark


@pytest.mark.parametrize("words", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")'])
def test_a_text_that_begins_like_a_formula_stays_a_text(words: str):
    data = workbook(Page("Sổ", [Table("Sổ", ["Tên"], [[words]])]), on=date(2023, 7, 12))

    cell = openpyxl.load_workbook(BytesIO(data)).active.cell(FIRST_ROW + 1, 1)

    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)
