"""The whole file: sections, page numbers, annexes, and bytes that depend on nothing but the document."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime, time

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt

from nhipcau.drafting.cleaning import cleaned
from nhipcau.drafting.content import Annex, OutgoingDocument, Run, Table
from nhipcau.drafting.docx.body import keep, styled, write_blocks, write_middle
from nhipcau.drafting.docx.foot import put_contact, write_foot
from nhipcau.drafting.docx.head import SHORT_RULE, narrow, write_head
from nhipcau.drafting.docx.ooxml import MM_IN_POINTS, element, make_tiny, page_field, rule, write
from nhipcau.drafting.docx.styles import style_id, write_styles
from nhipcau.drafting.metrics import widest_line
from nhipcau.drafting.profiles import Profile
from nhipcau.drafting.wording import annex_number, annex_reference

_NOT_OURS = ("/thumbnail", "/numbering", "/stylesWithEffects", "/customXml", "/extended-properties")
_MANY_COLUMNS = 7  # from here on a table lies across the page
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_NO_DAY = date(2000, 1, 1)  # stands in the file's properties where the document has no day yet


def render(document: OutgoingDocument, profile: Profile) -> bytes:
    """Return the document as DOCX in the layout of `profile`.

    Texts are cleaned first (`cleaning.clean`). Raises ValueError for a signing form that the profile does not have.
    """
    document = cleaned(document)
    word = _new_file(
        profile,
        title=document.subject,
        author=document.issuer.name,
        on=document.date or document.drafted_on,
        is_duplex=document.is_duplex,
    )
    _set_page(word.sections[0], profile, is_landscape=False)
    _write_page_number(word.sections[0], profile)
    _write_first_page(word.sections[0], document, profile)
    write_head(word, document, profile)
    write_middle(word, document, profile)
    write_foot(word, document, profile)
    for place, annex in enumerate(document.annexes, start=1):
        section = word.add_section(WD_SECTION.NEW_PAGE)
        make_tiny(word.paragraphs[-1])
        named = replace(annex, reference=annex_reference(annex, document, profile))
        _write_annex(word, section, named, annex_number(place, len(document.annexes), profile), profile)
    return _bytes(word)


def render_annex(annex: Annex, profile: Profile) -> bytes:
    """Return an annex alone, as a file to go with its document."""
    annex = cleaned(annex)
    word = _new_file(profile, title=annex.title, author="", on=None)
    _write_annex(word, word.sections[0], annex, None, profile)
    return _bytes(word)


def _new_file(profile: Profile, *, title: str, author: str, on: date | None, is_duplex: bool = False) -> Document:
    word = docx.Document()
    write_styles(word, profile)
    _drop_template_parts(word)
    about = word.core_properties
    about.title, about.author, about.last_modified_by = title[:200], author[:200], author[:200]
    about.comments, about.keywords, about.subject = "", "", ""
    about.language, about.revision = "vi-VN", 1
    about.created = about.modified = datetime.combine(on or _NO_DAY, time())
    _write_settings(word, is_duplex=is_duplex)
    return word


def _drop_template_parts(word: Document) -> None:
    """Leave out what python-docx's template carries along: lists, effects and data that rest on styles it had."""
    for relations in (word.part.package.rels, word.part.rels):
        for identity in [key for key, link in relations.items() if link.reltype.endswith(_NOT_OURS)]:
            relations.pop(identity)


def _write_settings(word: Document, *, is_duplex: bool) -> None:
    """Replace the template's settings: no compatibility mode of an old Word, Vietnamese separators."""
    root = word.settings.element
    for child in list(root):
        root.remove(child)
    root.append(element("zoom", percent=100))
    if is_duplex:
        root.append(element("mirrorMargins"))
    root.append(element("defaultTabStop", val=720))
    root.append(element("characterSpacingControl", val="doNotCompress"))
    compat = element("compat")
    mode = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": 15}
    compat.append(element("compatSetting", **mode))
    root.append(compat)
    root.append(element("themeFontLang", val="vi-VN"))
    root.append(element("decimalSymbol", val=","))
    root.append(element("listSeparator", val=";"))


def _set_page(section: Section, profile: Profile, *, is_landscape: bool) -> None:
    """Set A4 and its margins; a page that lies across is turned with its margins, the binding edge on top."""
    page = profile.page
    if is_landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(page.left), Mm(page.right)
        section.left_margin, section.right_margin = Mm(page.bottom), Mm(page.top)
    else:
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
        section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance = section.footer_distance = Mm(page.number_from_edge)
    section.gutter = Mm(0)


def _write_page_number(section: Section, profile: Profile) -> None:
    """Number the pages from 1 with the first number hidden; each section begins again."""
    section.different_first_page_header_footer = True
    for edge in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        edge.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    _restyle(number, "page_number")
    page_field(number)
    for edge in (section.first_page_header, section.footer, section.first_page_footer):
        _restyle(edge.paragraphs[0], "page_number")
    kind = element("pgNumType", fmt="decimal", start=1)
    columns = section._sectPr.find(qn("w:cols"))
    columns.addprevious(kind)


def _write_first_page(section: Section, document: OutgoingDocument, profile: Profile) -> None:
    if document.circulation:
        mark = section.first_page_header.paragraphs[0]
        _restyle(mark, "circulation")
        mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = mark.add_run(document.circulation.upper())
        if not profile.is_party:
            run._r.get_or_add_rPr().append(element("bdr", val="single", sz=6, space=2, color="auto"))
    if document.contact and profile.contact_on == "first":
        line = section.first_page_footer.paragraphs[0]
        _restyle(line, "contact")
        put_contact(line, document.contact)


def _write_annex(word: Document, section: Section, annex: Annex, number: str | None, profile: Profile) -> None:
    is_landscape = annex.is_landscape
    if is_landscape is None:
        is_landscape = any(isinstance(b, Table) and len(b.columns) >= _MANY_COLUMNS for b in annex.body)
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    _set_page(section, profile, is_landscape=is_landscape)
    _write_page_number(section, profile)
    width = 297 - profile.page.top - profile.page.bottom if is_landscape else profile.page.text_width
    if number:
        write(keep(styled(word, "annex_number")), number)
    title_style = profile.styles.annex_title
    title = keep(styled(word, "annex_title"))
    text = annex.title if profile.is_party else annex.title.upper()
    write(title, text)
    narrow(title, text, width * MM_IN_POINTS, title_style)
    if annex.reference:
        text, style = f"({annex.reference})", profile.styles.annex_reference
        reference = keep(styled(word, "annex_reference"))
        write(reference, (Run(text),))
        kept = narrow(reference, text, width * MM_IN_POINTS, style)
        if not profile.is_party:
            longest = widest_line(text, kept, style.size, italic=style.italic)
            rule(word.add_paragraph(), width * MM_IN_POINTS, longest * SHORT_RULE / 2, above=2)
    gap = styled(word, "star")
    gap.paragraph_format.line_spacing = Pt(8)
    write_blocks(word, annex.body, profile, width)


def _restyle(paragraph, name: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    for old in properties.findall(qn("w:pStyle")):
        properties.remove(old)
    properties.insert(0, element("pStyle", val=style_id(name)))


def _bytes(word: Document) -> bytes:
    """Return the file with every entry dated alike, the list of contents first, the rest by name."""
    written, fixed = io.BytesIO(), io.BytesIO()
    word.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
