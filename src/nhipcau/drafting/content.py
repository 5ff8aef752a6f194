"""What an outgoing document says, before any layout: plain values that builders make and the engine prints.

Nothing here knows Django, a database or a profile. Text is given as it should read; the engine alone adds what the
rules of layout add (upper case, dashes, `;` and `.`, `V/v`, `Lưu`, `T/M`), so a builder never types a mark of layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """A type of document (tên loại); the value is its Vietnamese name in lower case."""

    LETTER = "công văn"
    REPORT = "báo cáo"
    NOTICE = "thông báo"
    PROPOSAL = "tờ trình"
    DECISION = "quyết định"
    REGULATION = "quy định"
    RESOLUTION = "nghị quyết"
    DIRECTIVE = "chỉ thị"
    CONCLUSION = "kết luận"
    PLAN = "kế hoạch"
    PROGRAMME = "chương trình"
    GUIDANCE = "hướng dẫn"
    SCHEME = "đề án"


class Spelling(StrEnum):
    """Where the tone mark stands in our own fixed words: on the last vowel (`uỷ`, `hoà`) or the first (`ủy`, `hòa`)."""

    LAST_VOWEL = "uỷ"
    FIRST_VOWEL = "ủy"


class Urgency(StrEnum):
    """Mức độ khẩn, in the spelling that the profile may change."""

    URGENT = "KHẨN"
    VERY_URGENT = "THƯỢNG KHẨN"
    EXPRESS = "HOẢ TỐC"


class SigningForm(StrEnum):
    """By what right somebody signs. The printed mark (T/M or TM., …) comes from the profile."""

    DIRECT = "direct"  # the head himself; in the Party also a deputy in charge without a head
    ACTING = "acting"  # Q. <title>
    ON_BEHALF = "on-behalf"  # T/M, TM. <collective>, then the title if the signer holds one
    FOR_HEAD = "for-head"  # K/T, KT. <title of the head>, then the deputy's title
    BY_ORDER = "by-order"  # T/L, TL. <collective or head>, then the title
    AUTHORISED = "authorised"  # TUQ. <title of the head>; State only, the Party has no such form
    KIEM = "kiêm"  # <office> / kiêm / <title in the steering body>: a Party steering body without a seal of its own


@dataclass(frozen=True)
class IssuerBlock:
    """The body that issues, as the upper left corner names it (printed in upper case by the engine).

    `parent` is the body above where the rule asks for it (layout 2.1). `joint_with` are further issuers of a joint
    document, after the lead body `name`. `has_seal` is False for a steering body that borrows a seal (layout 5).
    """

    parent: str | None
    name: str
    is_party: bool
    joint_with: tuple[str, ...] = ()
    has_seal: bool = True


@dataclass(frozen=True)
class Signer:
    """The signing block. `authority` is what follows T/M, K/T, T/L ("Ban Thường vụ"), None for DIRECT, ACTING, KIEM.

    `titles`: one for most forms; none for a member without office who signs on behalf; two for KIEM (the office that
    gives the seal, then the title in the steering body). `name` None leaves the line open. `other_office` is printed
    above the name in State documents of councils and steering committees.
    """

    authority: str | None
    titles: tuple[str, ...]
    name: str | None
    form: SigningForm = SigningForm.DIRECT
    other_office: str | None = None


@dataclass(frozen=True)
class Run:
    """A piece of a paragraph with its own weight."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the body; `text` may be pieces of different weight."""

    text: str | tuple[Run, ...]


@dataclass(frozen=True)
class ListItem:
    """One item of a list: `marker` None prints a dash, else what is given (`a)`, `1.`)."""

    text: str | tuple[Run, ...]
    marker: str | None = None


class Level(StrEnum):
    """What a heading numbers; the printed form comes from the profile (`I-` or `I.`)."""

    PART = "Phần"
    CHAPTER = "Chương"
    SECTION = "Mục"
    ARTICLE = "Điều"
    ROMAN = "I"
    ARABIC = "1"
    DECIMAL = "1.1"


@dataclass(frozen=True)
class Heading:
    """A numbered heading. `number` as printed without its mark ("I", "2", "1.1"), None for none."""

    number: str | None
    text: str
    level: Level = Level.ARABIC


class Align(StrEnum):
    """Where the text of a table column stands."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True)
class Column:
    """A column of a table: `weight` shares the width out; neighbours with the same `group` get a common upper head."""

    title: str
    weight: float = 1.0
    align: Align = Align.LEFT
    group: str | None = None


# What stands in a cell: one text, or several that each begin a line.
CellText = str | tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A row of a table; `is_section` marks a line that heads the rows after it (bold, one cell over the full width)."""

    cells: tuple[CellText, ...]
    is_section: bool = False
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose head is repeated on each page; `note` stands under it in italics, `caption` above it.

    Every row but a section row has as many cells as there are columns; rendering raises ValueError otherwise.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class SourcedText:
    """A paragraph that a body reported, and which body; `source` is empty where a further paragraph of it follows."""

    text: str
    source: str


@dataclass(frozen=True)
class Narrative:
    """A section of collected words: each paragraph names the body that reported it."""

    title: str
    paragraphs: tuple[SourcedText, ...]
    number: str | None = None


Block = Paragraph | ListItem | Heading | Table | Narrative


@dataclass(frozen=True)
class Annex:
    """An annex on its own page. `reference` is the line under the title (number and symbol, date, issuer).

    None: the engine names the document that the annex is part of; "" prints no such line.
    `is_landscape` None lets the engine decide by the number of columns.
    """

    title: str
    reference: str | None
    body: tuple[Block, ...]
    is_landscape: bool | None = None


@dataclass(frozen=True)
class OutgoingDocument:
    """An outgoing document. Texts come without marks of layout; the engine adds them.

    `symbol` is all that follows the number: "TB/BCĐ" in the Party, "TB-UBND" in the State (`symbols.symbol` makes it).
    `number` and `date` are None until the office gives them; `drafted_on` then prints month and year of the open date.
    `subject` is the trích yếu without "V/v" or "về việc". `grounds` come without dash and final mark. `recipients`
    come without dash and mark and without "Như trên" (added where the rule has it); `archive` is what follows "Lưu".
    `enacting_authority` is the line over "QUYẾT ĐỊNH" in decisions and resolutions. `co_signers` sign a joint document
    at the left of the lead body. `is_demo` changes nothing in the layout.
    """

    kind: Kind
    issuer: IssuerBlock
    place: str
    date: date | None
    number: int | None
    symbol: str
    subject: str
    signer: Signer
    addressees: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = "Văn phòng"
    annexes: tuple[Annex, ...] = ()
    co_signers: tuple[Signer, ...] = ()
    author_line: str | None = None
    enacting_authority: str | None = None
    urgency: Urgency | None = None
    circulation: str | None = None
    is_not_for_media: bool = False
    draft_mark: str | None = None
    drafter_mark: str | None = None
    contact: str | None = None
    is_duplex: bool = False
    spelling: Spelling | None = None
    drafted_on: date | None = None
    is_demo: bool = False
