"""The head: issuer at the left, Party title or Quốc hiệu at the right, number, date, and what stands under them."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from nhipcau.drafting.content import Kind, OutgoingDocument, Urgency
from nhipcau.drafting.docx.ooxml import MM_IN_POINTS, element, fix_grid, pad_right, put_property, rule, write
from nhipcau.drafting.docx.styles import style_id
from nhipcau.drafting.metrics import balanced_room, text_width, widest_line
from nhipcau.drafting.profiles import Profile, TextStyle
from nhipcau.drafting.symbols import date_line, number_line
from nhipcau.drafting.wording import issuer_lines, subject_line, urgency_word

SHORT_RULE = 0.42  # of the line above; the State's rule asks 1/3 to 1/2
_STAMP_MM = {Urgency.URGENT: 20.0, Urgency.VERY_URGENT: 40.0, Urgency.EXPRESS: 30.0}
_STAMP_HEIGHT_MM = 8.0
_LEAST_ISSUER_MM = 55.0
_ABOVE_NUMBER = {"star": 0, "rule": 6}  # points; number and date stand on one line


@dataclass(frozen=True)
class Cells:
    """The widths of the head's cells in millimetres: the right one whole, the left one without its empty edge."""

    issuer: float
    title: float


def cells_of(document: OutgoingDocument, profile: Profile) -> Cells:
    """Return the widths: the right cell holds title and date on one line each, so that both share one middle.

    A date longer than the title (a long place) widens the cell; the block still ends at the right margin.
    """
    style = profile.styles.date
    line = date_line(document.place, document.date, document.drafted_on)
    # LibreOffice sets no-break spaces (the room of an open day) half as wide again as Word.
    line += "\u00a0" * (line.count("\u00a0") // 2 + 1 if document.date is None else 0)
    dated = text_width(line, style.size, bold=style.bold, italic=style.italic) / MM_IN_POINTS + 1
    title = min(max(profile.title_cell, dated), profile.page.text_width - _LEAST_ISSUER_MM)
    return Cells(min(profile.issuer_cell, profile.page.text_width - title - 2), title)


def write_head(word: Document, document: OutgoingDocument, profile: Profile) -> None:
    """Write the head as a table of two columns without lines, so that the title reaches the right corner."""
    cells = cells_of(document, profile)
    left = profile.page.text_width - cells.title
    table = word.add_table(rows=2, cols=2)
    fix_grid(table, [left, cells.title])
    for row in table.rows:
        pad_right(row.cells[0], left - cells.issuer)
    _write_issuer(table.cell(0, 0), document, profile, cells)
    _write_title(table.cell(0, 1), profile, cells)
    _write_number(table.cell(1, 0), document, profile, cells)
    dated = styled_in(table.cell(1, 1), "date", is_first=True)
    write(dated, date_line(document.place, document.date, document.drafted_on))
    dated.paragraph_format.space_before = Pt(_ABOVE_NUMBER[profile.under_issuer])


def _write_title(cell: _Cell, profile: Profile, cells: Cells) -> None:
    last, last_style = "", profile.styles.title
    for place, line in enumerate(profile.titles):
        name = "title" if place == 0 else "motto"
        last, last_style = line, getattr(profile.styles, name)
        write(styled_in(cell, name, is_first=place == 0), line)
    length = text_width(last, last_style.size, bold=last_style.bold, italic=last_style.italic)
    rule(cell.add_paragraph(), cells.title * MM_IN_POINTS, length, above=1)


def _write_issuer(cell: _Cell, document: OutgoingDocument, profile: Profile, cells: Cells) -> None:
    parent, name = issuer_lines(document.issuer)
    if parent:
        above = styled_in(cell, "parent", is_first=True)
        write(above, parent)
        narrow(above, parent, cells.issuer * MM_IN_POINTS, profile.styles.parent)
    issuer = styled_in(cell, "issuer", is_first=not parent)
    write(issuer, name)
    room = cells.issuer * MM_IN_POINTS
    kept = narrow(issuer, name, room, profile.styles.issuer)
    if profile.under_issuer == "star":
        write(styled_in(cell, "star"), "*")
    else:
        longest = widest_line(name, kept, profile.styles.issuer.size, bold=profile.styles.issuer.bold)
        rule(cell.add_paragraph(), room, longest * SHORT_RULE, above=2)


def _write_number(cell: _Cell, document: OutgoingDocument, profile: Profile, cells: Cells) -> None:
    number = styled_in(cell, "number", is_first=True)
    write(number, number_line(profile, document.number, document.symbol))
    number.paragraph_format.space_before = Pt(_ABOVE_NUMBER[profile.under_issuer])
    if document.kind is Kind.LETTER:
        subject = styled_in(cell, "letter_subject")
        text = subject_line(document, profile)
        write(subject, text)
        subject.paragraph_format.space_before = Pt(profile.letter_subject_before)
        narrow(subject, text, cells.issuer * MM_IN_POINTS, profile.styles.letter_subject)
    if document.draft_mark:
        write(styled_in(cell, "draft_mark"), document.draft_mark)
    if document.urgency:
        _write_urgency(cell, document, profile, cells)


def _write_urgency(cell: _Cell, document: OutgoingDocument, profile: Profile, cells: Cells) -> None:
    """Write KHẨN and its like: plain in the Party; in the State a red box of the prescribed size."""
    marked = styled_in(cell, "urgency")
    marked.paragraph_format.space_before = Pt(6)
    write(marked, urgency_word(document, profile))
    if profile.is_party:
        return
    side = max(0.0, (cells.issuer - _STAMP_MM[document.urgency]) / 2) * MM_IN_POINTS
    marked.paragraph_format.left_indent = marked.paragraph_format.right_indent = Pt(side)
    marked.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    marked.paragraph_format.line_spacing = Pt(_STAMP_HEIGHT_MM * MM_IN_POINTS - 4)
    borders = element("pBdr")
    for edge in ("top", "left", "bottom", "right"):
        borders.append(element(edge, val="single", sz=8, space=2 if edge in ("top", "bottom") else 0, color="FF0000"))
    put_property(marked, borders)
    for run in marked.runs:
        colour = element("color", val="FF0000")
        run._r.get_or_add_rPr().append(colour)


def narrow(paragraph: Paragraph, text: str, room: float, style: TextStyle) -> float:
    """Indent a centred text of several lines so that they are of like length; return the room that is left."""
    if text_width(text, style.size, bold=style.bold, italic=style.italic) <= room:
        return room
    needed = balanced_room(text, room, style.size, bold=style.bold, italic=style.italic) + 3
    side = max(0.0, (room - needed) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(side)
    return room - 2 * side


def styled_in(cell: _Cell, name: str, *, is_first: bool = False) -> Paragraph:
    paragraph = cell.paragraphs[0] if is_first else cell.add_paragraph()
    properties = paragraph._p.get_or_add_pPr()
    for old in properties.findall(qn("w:pStyle")):
        properties.remove(old)
    properties.insert(0, element("pStyle", val=style_id(name)))
    return paragraph
