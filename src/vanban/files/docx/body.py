"""The body of a DOCX as lines of text, in the order in which a person reads the printed page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from vanban.files import legacy
from vanban.files.columns import unfolded
from vanban.files.docx.numbering import Numbering
from vanban.files.docx.parts import Archive, attribute, broken, child, children, local, switched_on
from vanban.files.docx.styles import Styles
from vanban.files.docx.tables import Table, arranged
from vanban.files.result import Limits

_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
# What holds text that is not printed: deleted and moved text, codes of fields, properties.
_UNPRINTED = {"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "Fallback", "proofErr"}
_IN_ADDRESSEES = re.compile(r"\s*(?:Kính (?:gửi|trình)|[-–+•] )")


@dataclass(slots=True)
class Paragraph:
    """A printed paragraph, what hangs on it, and how it stands."""

    text: str
    is_centred: bool = False
    boxes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(path: Path, limits: Limits) -> tuple[str, tuple[str, ...]]:
    """Give the text of a DOCX and remarks in Vietnamese. Raises `Unreadable`."""
    archive = Archive(path, limits)
    reader = _Reader(archive)
    body = child(archive.document(), "body")
    if body is None:
        raise broken()
    reader.judge_old_fonts(body)
    lines = "\n".join(reader.blocks(body)).split("\n")
    text = "\n".join(_without_gaps(line) for line in unfolded(lines))
    remarks = list(reader.remarks)
    if not remarks:
        old = legacy.told(text)
        if old is not None:
            text = legacy.convert(text, old)
            remarks.append(f"đã chuyển mã {old.value} sang Unicode")
    return re.sub(r"\n{3,}", "\n\n", unicodedata.normalize("NFC", text)).strip("\n"), tuple(remarks)


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self._styles = Styles(archive.part("styles.xml"))
        self._numbering = Numbering(archive.part("numbering.xml"))
        self._footnotes = {
            kind: {attribute(note, "id"): note for note in children(archive.part(f"{kind}s.xml"), kind)}
            for kind in ("footnote", "endnote")
        }
        self._noted = 0
        self.remarks: list[str] = []
        self._old_fonts = legacy.OldFonts()

    def judge_old_fonts(self, body: etree._Element) -> None:
        """Look at all that is set in old fonts first: many a text in `.VnTime` was typed in Unicode all the same."""
        for run in body.iter("{*}r"):
            if legacy.font_encoding(self._styles.letters(run, _style_of(run)).font) is not None:
                self._old_fonts.see("".join(text.text or "" for text in run.iter("{*}t")))

    # --- blocks ---------------------------------------------------------------------------------------------------

    def blocks(self, holder: etree._Element) -> Iterator[str]:
        """Yield the lines of a body: paragraphs apart by a blank line, centred lines and lists of addressees not."""
        before: Paragraph | None = None
        for element in _unwrapped(holder):
            if local(element) == "tbl":
                yield from ("", arranged(self._table(element)), "")
                before = None
                continue
            paragraph = self.paragraph(element)
            if not paragraph.text.strip():
                yield ""
            else:
                if before is not None and not _stand_close(before, paragraph):
                    yield ""
                yield paragraph.text
                before = paragraph
            for more in (*paragraph.boxes, *paragraph.notes):
                yield from ("", more, "")

    def _table(self, element: etree._Element) -> Table:
        rows = []
        for row in _unwrapped(element, "tr"):
            rows.append(tuple(self._cell(cell) for cell in _unwrapped(row, "tc")))
        return Table(tuple(rows))

    def _cell(self, element: etree._Element) -> str:
        merged = child(element, "tcPr", "vMerge")
        if merged is not None and attribute(merged, "val") != "restart":
            return ""
        lines = []
        for inner in _unwrapped(element):
            if local(inner) == "tbl":
                lines.append(arranged(self._table(inner)))
                continue
            paragraph = self.paragraph(inner)
            lines += [paragraph.text, *paragraph.boxes, *paragraph.notes]
        return "\n".join(lines).strip("\n")

    # --- paragraphs and runs --------------------------------------------------------------------------------------

    def paragraph(self, element: etree._Element) -> Paragraph:
        """Read one paragraph with the mark of its list."""
        style = attribute(child(element, "pPr", "pStyle"), "val")
        paragraph = Paragraph("", self._styles.is_centred(element, style))
        text = "".join(self._inline(element, style, paragraph))
        text = re.sub(r"[ \u00a0]*\t[\t \u00a0]*", "\t", text).rstrip(" \t\u00a0")
        text = re.sub(r"[ \t]*\n ?", "\n", text)
        numbering = child(element, "pPr", "numPr")
        # Word numbers an empty paragraph too: the first column of many a table is nothing else.
        mark = self._numbering.mark(numbering if numbering is not None else self._styles.numbering(style))
        # Some authors type the number that Word prints as well.
        text = text if mark and text.startswith(mark.strip()) else mark + text
        paragraph.text = text
        return paragraph

    def _inline(self, holder: etree._Element, style: str | None, paragraph: Paragraph) -> Iterator[str]:
        for element in holder:
            name = local(element)
            if name in _UNPRINTED:
                continue
            if name == "r":
                yield self._run(element, style, paragraph)
            elif name == "txbxContent":
                paragraph.boxes.append("\n".join(self.blocks(element)).strip("\n"))
            elif name == "AlternateContent":
                chosen = child(element, "Choice")
                yield from self._inline(chosen if chosen is not None else element, style, paragraph)
            elif len(element):
                yield from self._inline(element, style, paragraph)

    def _run(self, run: etree._Element, style: str | None, paragraph: Paragraph) -> str:
        marks = child(run, "rPr")
        if switched_on(child(marks, "vanish")):
            return ""
        text = "".join(self._pieces(run, style, paragraph))
        if not text.strip():
            return text
        letters = self._styles.letters(run, style)
        old = legacy.font_encoding(letters.font)
        if old is not None and self._old_fonts.are_meant(text):
            if not text.isascii():
                self._remark(f"đã chuyển mã {old.value} sang Unicode")
            # The H fonts draw small letters as capitals, those of plain ASCII too.
            text = legacy.convert(text, old, capitals=legacy.font_of_capitals(letters.font))
        text = text.replace("\u00ad", "")
        if attribute(child(marks, "vertAlign"), "val") == "superscript" and re.fullmatch(r"[\d()]{1,4}", text):
            text = text.translate(_RAISED)
        return text.upper() if letters.is_caps else text

    def _pieces(self, run: etree._Element, style: str | None, paragraph: Paragraph) -> Iterator[str]:
        for element in run:
            name = local(element)
            if name == "t":
                yield element.text or ""
            elif name in ("tab", "ptab"):
                yield "\t"
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "softHyphen":
                # Not printed, save in TCVN3, where this code is the letter ư.
                yield "\u00ad"
            elif name == "sym":
                yield _symbol(element)
            elif name in ("footnoteReference", "endnoteReference"):
                yield self._note(name.removesuffix("Reference"), element, paragraph)
            elif name not in _UNPRINTED and len(element):
                yield from self._inline(element, style, paragraph)

    def _note(self, kind: str, reference: etree._Element, paragraph: Paragraph) -> str:
        """Write the mark of a note as a raised figure; its text follows the paragraph, as on the printed page."""
        own = attribute(reference, "customMarkFollows")
        note = self._footnotes[kind].get(attribute(reference, "id"))
        if note is None or own in ("1", "true"):
            return ""
        self._noted += 1
        mark = str(self._noted).translate(_RAISED)
        text = " ".join(filter(None, (self.paragraph(each).text for each in _unwrapped(note, "p"))))
        paragraph.notes.append(f"{mark} {text.strip()}")
        return mark

    def _remark(self, text: str) -> None:
        if text not in self.remarks:
            self.remarks.append(text)


def _style_of(run: etree._Element) -> str | None:
    paragraph = next(run.iterancestors("{*}p"), None)
    return attribute(child(paragraph, "pPr", "pStyle"), "val")


def _without_gaps(line: str) -> str:
    """Write the gaps of a line as single blanks; a line of underscores is a rule, drawn and not said."""
    line = re.sub(r"[ \t]+", " ", line).strip()
    return "" if re.fullmatch(r"[_ ]{3,}", line) else line


def _unwrapped(holder: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables (or what is named) of a holder, also those in content controls or insertions."""
    wanted = names or ("p", "tbl")
    for element in holder:
        name = local(element)
        if name in wanted:
            yield element
        elif name == "AlternateContent":
            chosen = child(element, "Choice")
            yield from _unwrapped(chosen if chosen is not None else element, *names)
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "Fallback"):
            yield from _unwrapped(element, *names)


def _stand_close(before: Paragraph, paragraph: Paragraph) -> bool:
    if before.is_centred and paragraph.is_centred:
        return True
    return bool(
        _IN_ADDRESSEES.match(before.text) and re.match(r"\s*[-–+•] ", paragraph.text) and len(before.text) < 120
    )


def _symbol(element: etree._Element) -> str:
    try:
        return chr(int(attribute(element, "char") or "", 16))
    except ValueError:
        return ""
