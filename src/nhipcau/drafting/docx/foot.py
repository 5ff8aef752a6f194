"""The end of a document: Nơi nhận at the left, the signing block at the right, and what stands at the page's foot."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from nhipcau.drafting.content import OutgoingDocument, Run, Signer, SigningForm
from nhipcau.drafting.docx.body import styled
from nhipcau.drafting.docx.head import narrow, styled_in
from nhipcau.drafting.docx.ooxml import (
    MM_IN_POINTS,
    RULE_EIGHTHS,
    element,
    fix_grid,
    frame,
    keep_row,
    make_tiny,
    twips,
    write,
)
from nhipcau.drafting.docx.ooxml import put_property as put
from nhipcau.drafting.metrics import leaves_a_word_alone, text_width
from nhipcau.drafting.profiles import Profile
from nhipcau.drafting.wording import NOT_FOR_MEDIA, recipient_lines, signing_lines

_SIGNING_CELL_MM = 80.0  # its middle stands 155 mm from the left edge, as on the guide itself


def write_foot(word: Document, document: OutgoingDocument, profile: Profile) -> None:
    """Write Nơi nhận and the signing block side by side, on one page with the last words of the body."""
    _keep_last_words(word)
    width = profile.page.text_width
    is_joint = bool(document.co_signers)
    table = word.add_table(rows=2 if is_joint else 1, cols=2)
    widths = [width / 2, width / 2] if is_joint else [width - _SIGNING_CELL_MM, _SIGNING_CELL_MM]
    fix_grid(table, widths)
    for row in table.rows:
        keep_row(row)
    _write_signer(table.cell(0, 1), document.signer, profile)
    if is_joint:
        for place, signer in enumerate(document.co_signers):
            _write_signer(table.cell(0, 0), signer, profile, is_first=place == 0)
    _write_recipients(table.cell(1 if is_joint else 0, 0), document, profile)
    for cell in (cell for row in table.rows for cell in row.cells):
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True
    for cell in table.rows[0].cells:
        cell.paragraphs[0].paragraph_format.space_before = Pt(6)
    if is_joint:
        table.cell(1, 0).paragraphs[0].paragraph_format.space_before = Pt(12)
    _write_page_foot(word, document, profile)


def _keep_last_words(word: Document) -> None:
    word.paragraphs[-1].paragraph_format.keep_with_next = True


def _write_signer(cell: _Cell, signer: Signer, profile: Profile, *, is_first: bool = True) -> None:
    bold, under = signing_lines(signer, profile)
    for place, line in enumerate(bold):
        if place and signer.form is SigningForm.KIEM:
            write(styled_in(cell, "kiem"), "kiêm")
        title = styled_in(cell, "authority", is_first=is_first and place == 0)
        write(title, line)
        if leaves_a_word_alone(line, cell.width.pt, profile.styles.authority.size):
            narrow(title, line, cell.width.pt, profile.styles.authority)
    for line in under:
        write(styled_in(cell, "office"), line)
    space = Pt(profile.signature_space * MM_IN_POINTS)
    if signer.other_office:
        other = styled_in(cell, "signer_name")
        write(other, signer.other_office.upper())
        other.paragraph_format.space_before, space = space, Pt(0)
    name = styled_in(cell, "signer_name")
    write(name, signer.name or "")
    name.paragraph_format.space_before = space


def _write_recipients(cell: _Cell, document: OutgoingDocument, profile: Profile) -> None:
    label = styled_in(cell, "recipients_label", is_first=True)
    words = label.add_run("Nơi nhận")
    words.underline = True if profile.styles.recipients_label.underline else None
    label.add_run(":")
    style = profile.styles.recipient
    hang = Pt(text_width("- ", style.size))
    for line in recipient_lines(document, profile):
        paragraph = styled_in(cell, "recipient")
        write(paragraph, line)
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = hang, -hang
    if document.drafter_mark:
        write(styled_in(cell, "drafter_mark"), document.drafter_mark.upper())


def _write_page_foot(word: Document, document: OutgoingDocument, profile: Profile) -> None:
    """Write the contact line (Party) and "Không phổ biến …" at the foot of the last page."""
    width = profile.page.text_width
    if document.contact and profile.contact_on == "last":
        contact = styled(word, "contact")
        put_contact(contact, document.contact)
        frame(contact, width_mm=width, hAnchor="margin", xAlign="left", vAnchor="margin", yAlign="bottom")
    if document.is_not_for_media:
        notice = styled(word, "circulation")
        write(notice, (Run(NOT_FOR_MEDIA),))
        if profile.media_notice_at == "block":
            notice.paragraph_format.space_before = Pt(12)
        else:
            _put_at_page_foot(notice, profile)
    make_tiny(word.add_paragraph())


def _put_at_page_foot(notice: Paragraph, profile: Profile) -> None:
    """Put a line with its lower edge 10 mm above the page's: a line of 12 pt is about 5 mm high."""
    top = twips(297 - profile.page.number_from_edge - 5)
    frame(notice, width_mm=profile.page.text_width, hAnchor="margin", xAlign="center", vAnchor="page", y=top)


def put_contact(paragraph, text: str) -> None:
    """Write a contact line under a solid rule of full text width."""
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=RULE_EIGHTHS, space=1, color="auto"))
    put(paragraph, borders)
    write(paragraph, text)
