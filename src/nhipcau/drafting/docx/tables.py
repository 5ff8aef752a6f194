"""Tables of figures: a head that is repeated on each page, common upper heads, rows that no page breaks."""

from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.shared import Pt
from docx.table import _Cell

from nhipcau.drafting.content import Align, CellText, Column, Row, Run, Table
from nhipcau.drafting.docx.head import styled_in
from nhipcau.drafting.docx.ooxml import draw_grid, element, fix_grid, keep_row, put_property, write
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
    _write_table_head(grid, table.columns, has_groups, profile)
    for row in table.rows:
        _write_row(grid, row, table.columns, widths, profile)
    after = _line(word, "table")
    after.paragraph_format.space_before = Pt(4)
    after.paragraph_format.space_after = Pt(profile.body.gap)
    if table.note:
        write(after, (Run(table.note, italic=True),))


def _write_table_head(grid, columns: tuple[Column, ...], has_groups: bool, profile: Profile) -> None:
    for row in grid.rows:
        keep_row(row, is_head=True)
    cells = [list(row.cells) for row in grid.rows]
    if not has_groups:
        for cell, column in zip(cells[0], columns, strict=True):
            _write_cell(cell, column.title, "table_head", Align.CENTRE)
        return
    start = 0
    while start < len(columns):
        stop = start + 1
        group = columns[start].group
        while group and stop < len(columns) and columns[stop].group == group:
            stop += 1
        if group:
            top = cells[0][start].merge(cells[0][stop - 1])
            _write_cell(top, group, "table_head", Align.CENTRE)
            for place in range(start, stop):
                _write_cell(cells[1][place], columns[place].title, "table_head", Align.CENTRE)
        else:
            whole = cells[0][start].merge(cells[1][start])
            _write_cell(whole, columns[start].title, "table_head", Align.CENTRE)
        start = stop


def _write_row(grid, row: Row, columns: tuple[Column, ...], widths: list[float], profile: Profile) -> None:
    added = grid.add_row()
    keep_row(added)
    cells = list(added.cells)
    if row.is_section:
        whole = cells[0].merge(cells[-1])
        _write_cell(whole, row.cells[0] if row.cells else "", "table", Align.LEFT, is_bold=True)
        return
    for cell, text, column in zip(cells, row.cells, columns, strict=True):
        _write_cell(cell, text, "table", column.align, is_bold=row.is_total)


def _write_cell(cell: _Cell, text: CellText, style: str, align: Align, *, is_bold: bool = False) -> None:
    for extra in cell.paragraphs[1:]:
        cell._tc.remove(extra._p)
    lines = (text,) if isinstance(text, str) else text
    for place, line in enumerate(lines):
        paragraph = styled_in(cell, style, is_first=place == 0)
        put_property(paragraph, element("jc", val=str(align)))
        shape = paragraph.paragraph_format
        shape.space_before, shape.space_after = Pt(0 if place else _ROOM), Pt(_ROOM if line is lines[-1] else 0)
        write(paragraph, (Run(line, bold=is_bold),))
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER


def _line(word: Document, name: str):
    paragraph = word.add_paragraph()
    paragraph._p.get_or_add_pPr().insert(0, element("pStyle", val=style_id(name)))
    return paragraph
