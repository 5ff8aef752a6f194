"""What a reading is: frozen values, each with its place in the text, how sure it is, and why.

The fields that travel to others are those of the contract (`Reading.to_contract`); the rest is for the page on which a
person confirms what was read. A field that the document does not state is `None` or an empty tuple: nothing is guessed.
Spans count characters of `Reading.text`, the start included, the end excluded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from vanban import codec

T = TypeVar("T")


class Confidence(StrEnum):
    """How far an item may be trusted: `sure` is meant to be right 99 times in 100."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


class DueKind(StrEnum):
    """How the document words a deadline: `trước ngày`, `chậm nhất ngày`, `trong tháng`, `vào ngày`."""

    BEFORE = "before"
    BY = "by"
    WITHIN = "within"
    ON = "on"


class Every(StrEnum):
    """The period after which a duty comes back. Those that the contract does not know are carried there as null."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    NINE_MONTHS = "nine-months"
    YEAR = "year"
    TWO_YEARS = "two-years"


class DutyKind(StrEnum):
    """`report`: something is to be sent; `action`: something is to be done; `standing`: an exhortation."""

    REPORT = "report"
    ACTION = "action"
    STANDING = "standing"


class CitationKind(StrEnum):
    """What the cited document is to the one that cites it."""

    GROUND = "căn cứ"
    CARRIED_OUT = "thực hiện"
    REPLACED = "thay thế"
    AMENDED = "sửa đổi"
    ANSWERED = "trả lời"
    OTHER = "other"


class OwnerSource(StrEnum):
    """Where the owners of a duty are printed: in its clause, the sentence before, the heading, the lead-in, or
    nowhere."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    HEADING = "heading"
    LEAD_IN = "lead-in"
    TABLE = "table"
    NONE = "none"


class Level(StrEnum):
    """The levels of an outline, from the widest to the narrowest."""

    PART = "phần"
    CHAPTER = "chương"
    SECTION = "mục"
    ARTICLE = "điều"
    ROMAN = "roman"
    POINT = "point"
    LETTER = "letter"
    DASH = "dash"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of `Reading.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item(Generic[T]):
    """One thing that was read, where it stands, how sure that is, and the reason in a word."""

    value: T
    span: Span
    confidence: Confidence = Confidence.SURE
    why: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A body or a group of bodies as printed; `is_group` where the name stands for several."""

    name: str
    span: Span
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: the authority (`KT. TRƯỞNG BAN`), the title (`PHÓ BAN`), the name."""

    authority: str | None
    title: str | None
    name: str | None
    span: Span
    confidence: Confidence = Confidence.SURE
    why: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document named by its number; `span` is its first place in the text, `places` are all of them."""

    type: str | None
    number: str
    date: date | None
    issuer: str | None
    kind: CitationKind
    span: Span
    places: tuple[Span, ...] = ()
    confidence: Confidence = Confidence.SURE
    why: str = ""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A period after which a duty comes back, and the day within it; `weekday` 1 is Monday, `of` may be
    `last-month`."""

    every: Every | None
    before_day: int | None = None
    before_month: int | None = None
    of: str | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A printed term, whole: a day, a day with an hour, a span counted from an event, or a recurring day.

    `days` counts calendar days, or working days where `is_working_days`; `counted_from` is the event as printed.
    """

    text: str
    span: Span
    kind: DueKind | None = None
    date: date | None = None
    hour: int | None = None
    minute: int | None = None
    days: int | None = None
    months: int | None = None
    is_working_days: bool = False
    counted_from: str | None = None
    recurrence: tuple[Recurrence, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """One duty that the document lays on somebody. `deadline` says all that is printed, `due` what is one fixed day."""

    clause: str
    text: str
    span: Span
    owners: tuple[Body, ...]
    owner_source: OwnerSource
    coordinators: tuple[Body, ...]
    due: date | None
    due_kind: DueKind | None
    recurrence: tuple[Recurrence, ...]
    deadline: Deadline | None
    deliver_to: Item[str] | None
    via: Item[str] | None
    kind: DutyKind
    as_of: date | None
    confidence: Confidence = Confidence.SURE
    why: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One unit of the outline: its level, the printed mark (`I`, `1`, `a`, `-`), its clause number, where it stands."""

    level: Level
    mark: str
    clause: str
    title: str
    depth: int
    span: Span


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of a page, and the places in the text that carry its mark."""

    mark: str
    text: str
    span: Span
    places: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex behind the signature: its heading and its stretch of the text. Its content is kept apart."""

    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one text. `text` is the normalised text into which every span points."""

    text: str
    type: Item[str] | None = None
    number: Item[str] | None = None
    parent_issuer: Item[str] | None = None
    issuer: Item[str] | None = None
    place: Item[str] | None = None
    date: Item[date] | None = None
    subject: Item[str] | None = None
    addressees: tuple[Item[str], ...] = ()
    distribution: tuple[Item[str], ...] = ()
    archive: Item[str] | None = None
    signer: Signer | None = None
    citations: tuple[Citation, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    outline: tuple[Node, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    annexes: tuple[Annex, ...] = ()
    stamps: tuple[Span, ...] = ()
    urgency: Item[str] | None = None
    secrecy: Item[str] | None = None
    circulation: Item[str] | None = None

    def to_contract(self) -> dict[str, Any]:
        """Return the object of the reading contract: printed strings, ISO dates, no spans."""
        return codec.to_contract(self)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values for JSON; `from_dict` gives the same reading back."""
        plain: dict[str, Any] = codec.to_plain(self)
        return plain

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Reading:
        """Return the reading that `to_dict` made plain. Raises `ValueError` if it is not of that form."""
        return codec.from_plain(cls, plain)
