"""Made documents as files: DOCX and PDF with head and foot in two columns and real tables, as offices lay them out."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

import docx
import pypdfium2
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image, ImageFilter
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.vanban.files import papers
from tests.vanban.generator.printing import Sheet


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


# --- DOCX ----------------------------------------------------------------------------------------------------------


def as_docx(sheet: Sheet) -> bytes:
    """Return the sheet as a Word document."""
    document = docx.Document()
    _beside(document, sheet.left, sheet.right)
    for line in sheet.title:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _written(document, sheet.body())
    _beside(document, sheet.listed, sheet.signed)
    document.add_paragraph()
    _written(document, sheet.annexed())
    return papers.saved(document)


def _beside(document, left: list[str], right: list[str]) -> None:  # type: ignore[no-untyped-def]
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        cell.paragraphs[0].text = lines[0] if lines else ""
        for line in lines[1:]:
            cell.add_paragraph(line)
    document.add_paragraph()


def _written(document, runs: Iterator[tuple[bool, list[str]]]) -> None:  # type: ignore[no-untyped-def]
    for is_table, lines in runs:
        if not is_table:
            for line in lines:
                document.add_paragraph(line)
            continue
        rows = [_cells(line) for line in lines]
        table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        document.add_paragraph()


# --- PDF -----------------------------------------------------------------------------------------------------------

_BODY = ParagraphStyle("body", fontName="Tinos", fontSize=13, leading=17, alignment=TA_JUSTIFY, firstLineIndent=28)
_MIDDLE = ParagraphStyle("middle", fontName="Tinos", fontSize=13, leading=16, alignment=TA_CENTER)
_LIST = ParagraphStyle("list", fontName="Tinos", fontSize=11, leading=14)
_CELL = ParagraphStyle("cell", fontName="Tinos", fontSize=11, leading=13)
_GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
_PLAIN = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])


def as_pdf(sheet: Sheet) -> bytes:
    """Return the sheet as a PDF with a text layer; skips the test where the font is not installed."""
    papers.need_fonts()
    if "Tinos" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Tinos", "/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf"))
    out = io.BytesIO()
    story: list[Flowable] = [
        Table([[_all(sheet.left, _MIDDLE), _all(sheet.right, _MIDDLE)]], colWidths=[200, 280], style=_PLAIN),
        Spacer(1, 12),
        *_all(sheet.title, _MIDDLE),
        Spacer(1, 12),
        *_flowing(sheet.body()),
        Spacer(1, 12),
        Table([[_all(sheet.listed, _LIST), _all(sheet.signed, _MIDDLE)]], colWidths=[240, 240], style=_PLAIN),
        Spacer(1, 20),
        *_flowing(sheet.annexed()),
    ]
    SimpleDocTemplate(out, pagesize=A4, leftMargin=85, rightMargin=42, topMargin=57, bottomMargin=57).build(story)
    return out.getvalue()


def _all(lines: list[str], style: ParagraphStyle) -> list[Flowable]:
    return [Paragraph(escape(line) or "&nbsp;", style) for line in lines]


def _flowing(runs: Iterator[tuple[bool, list[str]]]) -> Iterator[Flowable]:
    for is_table, lines in runs:
        if not is_table:
            yield from _all(lines, _BODY)
            continue
        rows = [[Paragraph(escape(cell), _CELL) for cell in _cells(line)] for line in lines]
        share = 470 / len(rows[0])
        widths = [30, *[(470 - 30) / (len(rows[0]) - 1)] * (len(rows[0]) - 1)] if len(rows[0]) > 3 else share
        yield Table(rows, colWidths=widths, style=_GRID)


FORMS: dict[str, Callable[[Sheet], bytes]] = {"docx": as_docx, "pdf": as_pdf}


# --- scan ----------------------------------------------------------------------------------------------------------


def as_scan(sheet: Sheet, *, angle: float = 0.6, blur: float = 0.6, dpi: int = 200) -> bytes:
    """Return the sheet printed, laid a little askew on a scanner and blurred: a PDF of pictures without text."""
    document = pypdfium2.PdfDocument(as_pdf(sheet))
    pages = []
    for page in document:
        image = page.render(scale=dpi / 72).to_pil().convert("L")
        turned = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor="white")
        pages.append(turned.filter(ImageFilter.GaussianBlur(blur)))
    return papers.as_scanned_pdf(*pages)
