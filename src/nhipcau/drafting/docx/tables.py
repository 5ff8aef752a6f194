"""Tables of figures: a head that is repeated on each page, common upper heads, rows that no page breaks."""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docx.table import _Cell

from nhipcau.drafting.content import Align, CellText, Column, Row, Run, Table
from nhipcau.drafting.docx.head import styled_in
from nhipcau.drafting.docx.ooxml import draw_grid, element, fix_grid, keep_row, twips, write
from nhipcau.drafting.docx.styles import style_id
from nhipcau.drafting.profiles import Profile

_ROOM = 2  # points above and below the text of a cell


def write_table(word: Document, table: Table, profile: Profile, width_mm: float) -> None:
    """Write a table over `width_mm`, its columns sharing it by weight."""
    if table.caption:
        caption = _line(word, "table_head")
        write(caption, table.caption)
        caption.paragraph_format.keep_with_next = True
        caption.paragraph_format.space_after = Pt(4)
    has_groups = any(column.group for column in table.columns)
    head_rows = 2 if has_groups else 1
    grid = word.add_table(rows=head_rows, cols=len(table.columns))
    total = sum(column.weight for column in table.columns)
    widths = [width_mm * column.weight / total for column in table.columns]
    fix_grid(grid, widths)
    draw_grid(grid)
    _write_table_head(grid, table.columns, has_groups)
    for row in table.rows:
        grid._tbl.append(_row_xml(row, table.columns, widths))
    after = _line(word, "table")
    after.paragraph_format.space_before = Pt(4)
    after.paragraph_format.space_after = Pt(profile.body.gap)
    if table.note:
        write(after, (Run(table.note, italic=True),))


def _write_table_head(grid, columns: tuple[Column, ...], has_groups: bool) -> None:
    for row in grid.rows:
        keep_row(row, is_head=True)
    cells = [list(row.cells) for row in grid.rows]
    if not has_groups:
        for cell, column in zip(cells[0], columns, strict=True):
            _write_head_cell(cell, column.title)
        return
    start = 0
    while start < len(columns):
        stop = start + 1
        group = columns[start].group
        while group and stop < len(columns) and columns[stop].group == group:
            stop += 1
        if group:
            top = cells[0][start].merge(cells[0][stop - 1])
            _write_head_cell(top, group)
            for place in range(start, stop):
                _write_head_cell(cells[1][place], columns[place].title)
        else:
            whole = cells[0][start].merge(cells[1][start])
            _write_head_cell(whole, columns[start].title)
        start = stop


def _row_xml(row: Row, columns: tuple[Column, ...], widths: list[float]):
    """Return a row as XML: for lists of thousands of bodies, ten times faster than cell by cell through python-docx."""
    if row.is_section:
        cells = _cell_xml(row.cells[0] if row.cells else "", sum(widths), Align.LEFT, is_bold=True, span=len(columns))
    else:
        cells = "".join(
            _cell_xml(text, width, column.align, is_bold=row.is_total)
            for text, column, width in zip(row.cells, columns, widths, strict=True)
        )
    return parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")


def _cell_xml(text: CellText, width: float, align: Align, *, is_bold: bool, span: int = 1) -> str:
    lines = (text,) if isinstance(text, str) else text
    bold = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    paragraphs = []
    for place, line in enumerate(lines):
        before, after = (0 if place else _ROOM), (_ROOM if place == len(lines) - 1 else 0)
        run = f'<w:r>{bold}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>' if line else ""
        paragraphs.append(
            f'<w:p><w:pPr><w:pStyle w:val="{style_id("table")}"/>'
            f'<w:spacing w:before="{before * 20}" w:after="{after * 20}"/><w:jc w:val="{align}"/></w:pPr>{run}</w:p>'
        )
    shape = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>{merged}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{shape}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def _write_head_cell(cell: _Cell, text: str) -> None:
    for extra in cell.paragraphs[1:]:
        cell._tc.remove(extra._p)
    paragraph = styled_in(cell, "table_head", is_first=True)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(_ROOM)
    write(paragraph, text)
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER


def _line(word: Document, name: str):
    paragraph = word.add_paragraph()
    paragraph._p.get_or_add_pPr().insert(0, element("pStyle", val=style_id(name)))
    return paragraph
