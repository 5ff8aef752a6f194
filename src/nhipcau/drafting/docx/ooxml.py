"""Small pieces of WordprocessingML that python-docx has no word for."""

from __future__ import annotations

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from nhipcau.drafting.content import Run
from nhipcau.drafting.profiles import TextStyle

MM_IN_POINTS = 72 / 25.4
RULE_EIGHTHS = 6  # thickness of a drawn rule in 1/8 pt: about 0.3 mm, as printed on the guide itself

# The order of the schema for what is put into a paragraph's properties here.
_P_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "pBdr", "shd", "tabs"),
    *("spacing", "ind", "jc", "rPr", "sectPr"),
)


def twips(mm: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(mm * MM_IN_POINTS * 20)


def element(name: str, /, **attributes: str | int | float) -> OxmlElement:
    """Return `<w:name w:attribute="value"/>`."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def put_property(paragraph: Paragraph, made: OxmlElement) -> None:
    """Put a paragraph property where the schema wants it."""
    properties = paragraph._p.get_or_add_pPr()
    name = made.tag.split("}")[1]
    after = {qn(f"w:{later}") for later in _P_ORDER[_P_ORDER.index(name) + 1 :]}
    for place, child in enumerate(properties):
        if child.tag in after:
            properties.insert(place, made)
            return
    properties.append(made)


def write(paragraph: Paragraph, text: str | tuple[Run, ...], base: TextStyle | None = None) -> None:
    """Add runs to a paragraph; the paragraph's style carries size and font, a run only what differs from it."""
    for piece in (Run(text),) if isinstance(text, str) else text:
        if not piece.text:
            continue
        run = paragraph.add_run(piece.text)
        if piece.bold and not (base and base.bold):
            run.bold = True
        if piece.italic and not (base and base.italic):
            run.italic = True


def rule(paragraph: Paragraph, room: float, length: float, *, above: float = 1.0) -> None:
    """Turn an empty paragraph into a solid rule of `length` points, centred in `room` points.

    The border of a paragraph reaches exactly from indent to indent in Word and in LibreOffice, stays with its text and
    needs no drawing.
    """
    side = max(0.0, (room - length) / 2)
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=RULE_EIGHTHS, space=0, color="auto"))
    put_property(paragraph, borders)
    shape = paragraph.paragraph_format
    shape.left_indent, shape.right_indent = Pt(side), Pt(side)
    shape.first_line_indent = Pt(0)
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape.space_before, shape.space_after = Pt(above), Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    make_tiny(paragraph)


def make_tiny(paragraph: Paragraph) -> None:
    """Let an empty paragraph take (almost) no height."""
    mark = element("rPr")
    mark.append(element("sz", val=2))
    put_property(paragraph, mark)
    shape = paragraph.paragraph_format
    if shape.line_spacing is None:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)
        shape.space_before, shape.space_after = Pt(0), Pt(0)


def fix_grid(table: Table, widths_mm: list[float]) -> None:
    """Give a table exact columns from the left margin on, no borders and no padding of its own."""
    properties = table._tbl.tblPr
    for child in list(properties):
        properties.remove(child)
    properties.append(element("tblW", w=twips(sum(widths_mm)), type="dxa"))
    properties.append(element("tblInd", w=0, type="dxa"))
    properties.append(element("tblLayout", type="fixed"))
    padding = element("tblCellMar")
    for side in ("left", "right"):
        padding.append(element(side, w=0, type="dxa"))
    properties.append(padding)
    for column, width in zip(table._tbl.tblGrid, widths_mm, strict=True):
        column.set(qn("w:w"), str(twips(width)))
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)


def draw_grid(table: Table) -> None:
    """Give a table of figures single lines round every cell and a little room beside the text."""
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz=4, space=0, color="auto"))
    table._tbl.tblPr.insert(2, borders)
    padding = table._tbl.tblPr.find(qn("w:tblCellMar"))
    for side in padding:
        side.set(qn("w:w"), str(twips(1.2)))


def keep_row(row, *, is_head: bool = False) -> None:
    """Keep a row on one page; repeat a head row on each page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if is_head:
        properties.append(element("tblHeader"))


def pad_right(cell: _Cell, mm: float) -> None:
    """Keep the right `mm` of a cell empty."""
    margins = element("tcMar")
    margins.append(element("right", w=twips(mm), type="dxa"))
    cell._tc.get_or_add_tcPr().append(margins)


def frame(paragraph: Paragraph, *, width_mm: float, **place: str | int) -> None:
    """Take a paragraph out of the flow and put it at a fixed place of its page."""
    put_property(paragraph, element("framePr", w=twips(width_mm), hSpace=0, vSpace=0, wrap="around", **place))


def page_field(paragraph: Paragraph) -> None:
    """Add the number of the page as a field."""
    for part in ("begin", "instr", "separate", "shown", "end"):
        run = paragraph.add_run()
        if part == "instr":
            text = element("instrText")
            text.text = " PAGE "
            run._r.append(text)
        elif part == "shown":
            run.text = "2"
        else:
            run._r.append(element("fldChar", fldCharType=part))
