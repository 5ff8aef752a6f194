"""Tables of data in a PDF: rows by their rules, not by the height at which words happen to stand."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.vanban.files import papers
from vanban import files
from vanban.files.grid import Rule, grids

TASKS = (
    ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),
    ("1", "Rà soát, tổng hợp danh sách hộ nghèo, hộ cận nghèo trên địa bàn huyện", "Phòng Dân tộc", "UBND các xã",
     "Trước 20/6/2024"),
    ("2", "Báo cáo kết quả", "UBND các xã, thị trấn", "", "Hằng quý"),
)  # fmt: skip


def style(*commands) -> TableStyle:
    return TableStyle([("FONT", (0, 0), (-1, -1), "Tinos", 11), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *commands])


def document(*tables: Table) -> str:
    out = io.BytesIO()
    body = ParagraphStyle("body", fontName="Tinos", fontSize=13, leading=17)
    story = [Paragraph("Kế hoạch thực hiện như sau:", body), Spacer(1, 10)]
    for table in tables:
        story += [table, Spacer(1, 20)]
    story.append(Paragraph("Đề nghị các cơ quan thực hiện./.", body))
    SimpleDocTemplate(out, pagesize=(595, 842)).build(story)
    return files.load_bytes(out.getvalue(), "bang.pdf").text


def cells(rows) -> list[list[Paragraph]]:
    body = ParagraphStyle("cell", fontName="Tinos", fontSize=11, leading=13)
    return [[Paragraph(text, body) for text in row] for row in rows]


@pytest.fixture(autouse=True)
def fonts() -> None:
    papers.need_fonts()
    pdfmetrics.registerFont(TTFont("Tinos", papers._FONTS / "Tinos-Regular.ttf"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "rules", [[("GRID", (0, 0), (-1, -1), 0.5, "black")],
              [("INNERGRID", (0, 0), (-1, -1), 0.25, "black"), ("BOX", (0, 0), (-1, -1), 2, "black")]],
)  # fmt: skip
def test_writes_each_row_as_one_line(rules):
    text = document(Table(cells(TASKS), colWidths=[30, 150, 90, 90, 80], style=style(*rules)))

    rows = [f"| {' | '.join(row)} |".replace("|  |", "| |") for row in TASKS]
    assert text == "\n".join(["Kế hoạch thực hiện như sau:", "", *rows, "", "Đề nghị các cơ quan thực hiện./."])


@pytest.mark.slow
def test_writes_merged_cells_once():
    rows = (("Nội dung", "Kết quả", ""), ("Hộ nghèo", "10", "12"), ("", "11", "13"))
    table = Table(rows, style=style(
        ("GRID", (0, 0), (-1, -1), 0.5, "black"), ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 1), (0, 2))))  # fmt: skip

    found = papers.lines(document(table))

    # A cell over two rows stands in the middle of them: it is written in the first.
    assert found[1:-1] == ["| Nội dung | Kết quả |", "| Hộ nghèo | 10 | 12 |", "| | 11 | 13 |"]


@pytest.mark.slow
def test_a_shaded_line_and_a_frame_are_no_tables():
    out = io.BytesIO()
    paper = canvas.Canvas(out, pagesize=(595, 842))
    paper.setFont("Tinos", 13)
    for at, words in enumerate(("Kết luận của Chủ tịch", "tại cuộc họp", "giao ban")):
        paper.setFillColorRGB(1, 1, 1)
        paper.rect(80, 696 - 20 * at, 150, 18, stroke=0, fill=1)
        paper.rect(230, 696 - 20 * at, 90, 18, stroke=0, fill=1)
        paper.setFillColorRGB(0, 0, 0)
        paper.drawString(85, 700 - 20 * at, words)
    paper.rect(60, 600, 400, 200, stroke=1, fill=0)
    paper.save()

    text = files.load_bytes(out.getvalue(), "nen.pdf").text

    assert text == "Kết luận của Chủ tịch\ntại cuộc họp\ngiao ban"


@pytest.mark.parametrize(
    ("across", "down", "tables", "remark"),
    [
        ([(10, 0, 100), (30, 0, 100), (50, 0, 100)], [(0, 10, 50), (50, 10, 50), (100, 10, 50)], 1, "two by two"),
        ([(10, 0, 100), (50, 0, 100)], [(0, 10, 50), (50, 10, 50), (100, 10, 50)], 0, "one row"),
        ([(10, 0, 100), (30, 0, 100), (50, 0, 100)], [(0, 10, 50), (100, 10, 50)], 0, "one column"),
        ([(10, 0, 100), (30, 0, 100)], [(0, 10, 60), (50, 10, 60), (100, 10, 60)], 1, "goes on over the page"),
        ([(10, 0, 100)], [], 0, "the rule under a head"),
        ([], [], 0, "nothing"),
    ],
)
def test_tells_a_table_from_single_rules(across, down, tables, remark):
    assert len(grids([Rule(*each) for each in across], [Rule(*each) for each in down])) == tables, remark
