"""The middle of a document: title, addressees, căn cứ, and the blocks of the body or of an annex."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from nhipcau.drafting.content import (
    Block,
    Heading,
    Kind,
    Level,
    ListItem,
    Narrative,
    OutgoingDocument,
    Paragraph,
    Run,
    Table,
)
from nhipcau.drafting.docx.head import SHORT_RULE, narrow
from nhipcau.drafting.docx.ooxml import MM_IN_POINTS, element, put_property, rule, write
from nhipcau.drafting.docx.styles import style_id
from nhipcau.drafting.docx.tables import write_table
from nhipcau.drafting.metrics import text_width, widest_line
from nhipcau.drafting.profiles import Profile, TextStyle
from nhipcau.drafting.wording import (
    addressee_label,
    addressee_lines,
    enacting_word,
    ended,
    grounds_lines,
    heading_run,
    heading_text,
    narrative_runs,
    runs_of,
    subject_line,
)

_CENTRED = (Level.PART, Level.CHAPTER, Level.SECTION)
_SIDE_MM = 6.0  # kept free at each side of a centred title


def write_middle(word: Document, document: OutgoingDocument, profile: Profile) -> None:
    """Write all between the head and the signing block."""
    gap = styled(word, "body")
    gap.paragraph_format.space_after = Pt(0)
    if document.kind is not Kind.LETTER:
        write_title(word, document, profile)
    write_addressees(word, document, profile)
    _write_authority(word, document, profile)
    for line in grounds_lines(document, profile):
        write(styled(word, "grounds"), line)
    _write_enacting(word, document, profile)
    write_blocks(word, ended(document.body, profile), profile, profile.page.text_width)


def write_title(word: Document, document: OutgoingDocument, profile: Profile) -> None:
    """Write type, author line and trích yếu with the five hyphens (Party) or the short rule (State) under it."""
    write(keep(styled(word, "kind")), str(document.kind).upper())
    if document.author_line:
        write(keep(styled(word, "kind")), document.author_line.upper())
    subject = keep(styled(word, "subject"))
    text = subject_line(document, profile)
    write(subject, text)
    style = profile.styles.subject
    kept = _centre_within(subject, text, profile, style)
    if profile.under_subject == "hyphens":
        hyphens = keep(styled(word, "star"))
        write(hyphens, "-----")
        hyphens.paragraph_format.space_after = Pt(profile.body.gap)
    else:
        longest = widest_line(text, kept, style.size, bold=style.bold, italic=style.italic)
        rule(word.add_paragraph(), profile.page.text_width * MM_IN_POINTS, longest * SHORT_RULE, above=2)
        gap = styled(word, "star")
        gap.paragraph_format.line_spacing = Pt(10)


def _centre_within(paragraph: WordParagraph, text: str, profile: Profile, style: TextStyle) -> float:
    room = (profile.page.text_width - 2 * _SIDE_MM) * MM_IN_POINTS
    kept = narrow(paragraph, text, room, style)
    inner = paragraph.paragraph_format.left_indent
    side = Pt(_SIDE_MM * MM_IN_POINTS + (inner.pt if inner is not None else 0))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    return kept


def write_addressees(word: Document, document: OutgoingDocument, profile: Profile) -> None:
    """Write Kính gửi or Kính trình: one name beside the label, several each on its own line in one column."""
    lines = addressee_lines(document, profile)
    if not lines:
        return
    label, styles = addressee_label(document, profile), profile.styles
    label_width = text_width(label, styles.addressee_label.size, italic=styles.addressee_label.italic)
    written: list[WordParagraph] = []
    if len(lines) == 1:
        written.append(_single_addressee(word, label, lines[0], profile))
    else:
        dash = text_width("- ", styles.addressee.size)
        beside = profile.addressees.is_label_on_own_line
        column = label_width - text_width(":", styles.addressee.size) if beside else label_width + 4
        widest = max(text_width(line, styles.addressee.size) for line in lines)
        room = profile.page.text_width * MM_IN_POINTS
        start = max(0.0, (room - column - min(widest, room - column)) / 2)
        if beside:
            written.append(_label_line(word, label, start, profile))
        for line in lines:
            is_labelled = not beside and line is lines[0]
            written.append(_addressee_line(word, label if is_labelled else "", line, start, column, dash, profile))
    written[0].paragraph_format.space_before = Pt(6)
    for paragraph in written:
        keep(paragraph)
    written[-1].paragraph_format.space_after = Pt(12)


def _single_addressee(word: Document, label: str, name: str, profile: Profile) -> WordParagraph:
    paragraph = styled(word, "addressee")
    write(paragraph, (Run(label, italic=profile.styles.addressee_label.italic), Run(" " + name)))
    return paragraph


def _label_line(word: Document, label: str, start: float, profile: Profile) -> WordParagraph:
    paragraph = styled(word, "addressee")
    _align(paragraph, "left")
    paragraph.paragraph_format.left_indent = Pt(start)
    write(paragraph, (Run(label, italic=profile.styles.addressee_label.italic),))
    return paragraph


def _addressee_line(
    word: Document, label: str, line: str, start: float, column: float, dash: float, profile: Profile
) -> WordParagraph:
    paragraph = styled(word, "addressee")
    _align(paragraph, "left")
    shape = paragraph.paragraph_format
    shape.left_indent = Pt(start + column + dash)
    if label:
        shape.first_line_indent = Pt(-(column + dash))
        shape.tab_stops.add_tab_stop(Pt(start + column), WD_TAB_ALIGNMENT.LEFT)
        write(paragraph, (Run(label, italic=profile.styles.addressee_label.italic), Run("\t" + line)))
    else:
        shape.first_line_indent = Pt(-dash)
        write(paragraph, line)
    return paragraph


def _write_authority(word: Document, document: OutgoingDocument, profile: Profile) -> None:
    if document.enacting_authority and not profile.is_party:
        above = keep(styled(word, "part"))
        write(above, document.enacting_authority.upper())
        above.paragraph_format.space_after = Pt(profile.body.gap)


def _write_enacting(word: Document, document: OutgoingDocument, profile: Profile) -> None:
    if not document.enacting_authority:
        return
    line = enacting_word(document)
    decided = keep(styled(word, "part"))
    write(decided, f"{document.enacting_authority.upper()} {line}" if profile.is_party else f"{line}:")
    decided.paragraph_format.space_before = decided.paragraph_format.space_after = Pt(profile.body.gap)


def write_blocks(word: Document, blocks: tuple[Block, ...], profile: Profile, width_mm: float) -> None:
    """Write the blocks of a body or an annex, in order, over `width_mm`."""
    for block in blocks:
        match block:
            case Heading():
                _write_heading(word, block, profile)
            case Paragraph():
                write(styled(word, "body"), runs_of(block.text))
            case ListItem():
                marker = f"{block.marker or '-'} "
                write(styled(word, "body"), (Run(marker), *runs_of(block.text)))
            case Narrative():
                _write_heading(word, Heading(block.number, block.title), profile)
                for runs in narrative_runs(block):
                    write(styled(word, "body"), runs)
            case Table():
                write_table(word, block, profile, width_mm)


def _write_heading(word: Document, heading: Heading, profile: Profile) -> None:
    if heading.level in _CENTRED:
        write(keep(styled(word, "part")), heading_text(heading, profile))
        title = keep(styled(word, "part"))
        write(title, heading.text.upper())
        title.paragraph_format.space_after = Pt(profile.body.gap)
        return
    write(keep(styled(word, "body")), (heading_run(heading, profile),))


def styled(word: Document, name: str) -> WordParagraph:
    """Return a new paragraph in the style of an element."""
    paragraph = word.add_paragraph()
    paragraph._p.get_or_add_pPr().insert(0, element("pStyle", val=style_id(name)))
    return paragraph


def keep(paragraph: WordParagraph) -> WordParagraph:
    """Keep a paragraph on the page of the next one."""
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _align(paragraph: WordParagraph, where: str) -> None:
    put_property(paragraph, element("jc", val=where))
