"""What loading a file gives: its text with pages and words, or a refusal that says what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a file is, told from its content and never from its name."""

    TEXT = "text"
    MARKDOWN = "markdown"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    PDF = "pdf"
    IMAGE = "image"


class PageSource(StrEnum):
    """Where the text of a page comes from."""

    TEXT = "text"
    DOCX = "docx"
    TEXT_LAYER = "text-layer"
    OCR = "ocr"


class Problem(StrEnum):
    """Why a file could not be read."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TOO_MANY_PAGES = "too-many-pages"
    PASSWORD = "password"
    BROKEN = "broken"
    BOMB = "bomb"
    UNKNOWN_TYPE = "unknown-type"
    LYING_TYPE = "lying-type"
    NO_TEXT = "no-text"
    NO_OCR = "no-ocr"
    NO_OFFICE = "no-office"
    TOO_SLOW = "too-slow"


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box and its place in the text of its page.

    The box is in fractions of the page (0 to 1) from the top left corner; `start` and `end` (excluded) count
    characters of `Page.text`. `certainty` is what OCR says of the word (0 to 1), 1 where nothing was guessed.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    start: int
    end: int
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its text in reading order, and where the file has them its words and its picture.

    `image` is PNG or JPEG, only of a page that is a scan; `width` and `height` are in points (1/72 inch) or, for a
    photograph, in pixels. `stamps` is the text of digital-signature stamps, set aside from `text`.
    """

    number: int
    text: str
    source: PageSource
    image: bytes | None = None
    width: float | None = None
    height: float | None = None
    words: tuple[Word, ...] = ()
    stamps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A loaded file. `text` is the pages' texts joined by a line end; `notes` tell a person, in Vietnamese, what was
    done to get it (an encoding converted, pages read by OCR)."""

    kind: Kind
    text: str
    pages: tuple[Page, ...]
    encoding: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_recognised(self) -> bool:
        """Whether letters of a page were recognised in its picture."""
        return any(page.source is PageSource.OCR and page.text for page in self.pages)

    def page_starts(self) -> tuple[int, ...]:
        """Give the offset in `text` at which each page begins."""
        starts, offset = [], 0
        for page in self.pages:
            starts.append(offset)
            offset += len(page.text) + 1
        return tuple(starts)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask for. Sizes in bytes, times in seconds of wall clock unless said."""

    file_bytes: int = 50_000_000
    pages: int = 500
    ocr_pages: int = 100
    characters: int = 5_000_000
    unpacked_bytes: int = 200_000_000
    unpacked_ratio: int = 200
    zip_entries: int = 5_000
    pixels: int = 100_000_000
    memory_bytes: int = 1_500_000_000
    cpu_seconds: int = 60
    seconds_without_progress: float = 30.0
    office_seconds: float = 60.0


class Unreadable(Exception):
    """A file cannot be read. `str()` is a Vietnamese sentence that says why and what to do.

    `images` holds the pictures of the pages where only the recognition of letters is missing (`Problem.NO_OCR`).
    """

    def __init__(self, kind: Problem, message: str, *, images: tuple[bytes, ...] = ()) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.images = images
