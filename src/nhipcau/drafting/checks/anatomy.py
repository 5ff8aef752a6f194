"""Where the parts of a document stand in a file, found by place and wording, never by the names of our own styles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nhipcau.drafting.checks.reading import FileView, ParagraphView, TableView
from nhipcau.drafting.content import Kind, OutgoingDocument

_KINH = re.compile(r"^Kính (gửi|trình)")
_BARE = re.compile(r"[\s;.,:-]+")


@dataclass
class Anatomy:
    """The paragraphs of each part, in reading order; a part that was not found is empty."""

    head: TableView | None = None
    left: list[ParagraphView] = field(default_factory=list)
    right: list[ParagraphView] = field(default_factory=list)
    kind: list[ParagraphView] = field(default_factory=list)
    subject: list[ParagraphView] = field(default_factory=list)
    under_subject: ParagraphView | None = None
    addressees: list[ParagraphView] = field(default_factory=list)
    addressees_follow_title: bool = False
    grounds: list[ParagraphView] = field(default_factory=list)
    body: list[ParagraphView] = field(default_factory=list)
    foot: TableView | None = None
    recipients_label: ParagraphView | None = None
    recipients: list[ParagraphView] = field(default_factory=list)
    signing: list[ParagraphView] = field(default_factory=list)
    left_signing: list[ParagraphView] = field(default_factory=list)
    after: list[ParagraphView] = field(default_factory=list)

    @property
    def number(self) -> ParagraphView | None:
        """The line with number and symbol."""
        return next((p for p in self.left if p.text.startswith("Số")), None)

    @property
    def issuer(self) -> list[ParagraphView]:
        """What stands over the number: parent, issuer, star or rule."""
        return self.left[: self.left.index(self.number)] if self.number else self.left

    @property
    def date(self) -> ParagraphView | None:
        """The line with place and date."""
        return next((p for p in self.right if "ngày" in p.text and "tháng" in p.text), None)


def dissect(file: FileView, document: OutgoingDocument) -> Anatomy:
    """Return the parts of the main document (its annexes are other sections)."""
    found = Anatomy()
    items = [item for item in file.items if item.section == 0]
    tables = [item for item in items if isinstance(item, TableView)]
    if tables and items and isinstance(items[0], TableView):
        found.head = tables[0]
        found.left = [p for p in tables[0].column(0) if p.text or p.is_rule]
        found.right = [p for p in tables[0].column(1) if p.text or p.is_rule]
    found.foot = next((t for t in tables[1:] if any(p.text.startswith("Nơi nhận") for p in t.paragraphs)), None)
    start = 1 if found.head else 0
    stop = items.index(found.foot) if found.foot else len(items)
    _take_middle(found, items[start:stop], document)
    _take_foot(found)
    found.after = [item for item in items[stop + 1 :] if isinstance(item, ParagraphView)]
    return found


def _take_middle(found: Anatomy, items: list, document: OutgoingDocument) -> None:
    rest = [item for item in items if isinstance(item, TableView) or item.text or item.is_rule]
    if document.kind is not Kind.LETTER:
        rest = _take_title(found, rest, document)
    rest = _take_addressees(found, rest, document)
    bare_grounds = {_BARE.sub(" ", ground).strip() for ground in document.grounds}
    before: ParagraphView | TableView | None = None
    for place, item in enumerate(rest):
        following = rest[place + 1] if place + 1 < len(rest) else None
        if isinstance(item, ParagraphView):
            beside_table = isinstance(before, TableView) and item.every(italic=True)
            beside_table = beside_table or (isinstance(following, TableView) and item.align == "center")
            if _BARE.sub(" ", item.text).strip() in bare_grounds and not found.body:
                found.grounds.append(item)
            elif not beside_table and not (item.align == "center" and item.every(bold=True)):
                found.body.append(item)
        before = item


def _take_title(found: Anatomy, rest: list, document: OutgoingDocument) -> list:
    place = 0
    while place < len(rest) and isinstance(rest[place], ParagraphView):
        item = rest[place]
        is_end = item.is_rule or set(item.text) == {"-"}
        if is_end:
            found.under_subject = item
            return rest[place + 1 :]
        if _KINH.match(item.text) or (place and item.align != "center"):
            return rest[place:]
        if place == 0 or (document.author_line and place == 1):
            found.kind.append(item)
        elif not found.subject:
            found.subject.append(item)
        else:
            return rest[place:]
        place += 1
    return rest[place:]


def _take_addressees(found: Anatomy, rest: list, document: OutgoingDocument) -> list:
    if not rest or not isinstance(rest[0], ParagraphView) or not _KINH.match(rest[0].text):
        return rest
    found.addressees_follow_title = found.under_subject is not None
    is_label_alone = rest[0].text.endswith(":")
    stop = len(document.addressees) + (1 if is_label_alone else 0)
    found.addressees = rest[:stop]
    return rest[stop:]


def _take_foot(found: Anatomy) -> None:
    if found.foot is None:
        return
    for row in found.foot.rows:
        for cell in row:
            words = [p for p in cell.paragraphs if p.text]
            label = next((p for p in words if p.text.startswith("Nơi nhận")), None)
            if label:
                found.recipients_label = label
                below = words[words.index(label) + 1 :]
                found.recipients = [p for p in below if p.text.startswith("-")]
    first = found.foot.rows[0]
    found.signing = [p for p in first[-1].paragraphs if p.text]
    if len(found.foot.rows) > 1:
        found.left_signing = [p for p in first[0].paragraphs if p.text]
