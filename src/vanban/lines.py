"""Lines of a text, and the text as prose: paragraphs without line ends, each character traced back to its place.

A machine that extracts text either writes one line a paragraph or one line a printed line. What belongs together is
told from how lines are printed: a line that is wrapped is full, and what follows it could not have stood on it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from vanban.model import Span

#: Raised numbers that point to a footnote: `¹`, `⁽¹⁾`; not the square and cube of a measure.
RAISED = re.compile(r"(?<!\bm)(?<!\bkm)(?<!\bcm)(?<!\bdm)⁽?[⁰¹²³⁴-⁹]{1,3}⁾?")
_UNRAISE = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "⁽⁾")
#: What is cut out of a line when it becomes prose: emphasis, raised marks, marks in square brackets, surplus blanks.
_CUT = re.compile(rf"\*+|{RAISED.pattern}|\[\d{{1,2}}\]|[ \t\f]{{2,}}|[\t\f]")
LONG_LINE = 175  # longer than a printed line of A4, whatever the letters
#: The characters with which anything to be cut out begins: looked for first, for most lines have none.
_CUT_SIGN = re.compile(r"[*\[\t\f⁰¹²³⁴-⁹]")
_CUT_SIGN_BUT_STARS = re.compile(r"[\[\t\f⁰¹²³⁴-⁹]")
_STARS = re.compile(r"\*\**")
RAISED_SIGN = re.compile(r"[⁰¹²³⁴-⁹]")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:Trang|Page)?\s*\d{1,3}(?:\s?/\s?\d{1,3})?[-–—\s]*")


@dataclass(slots=True)
class Line:
    """One line of the normalised text, stripped; `start` is where its first printed character stands."""

    start: int
    text: str
    after_blank: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Prose:
    """Text without line ends, emphasis and marks; `span` traces a stretch of it back to the normalised text."""

    __slots__ = ("_at", "_from", "text")

    def __init__(self, text: str, at: Sequence[int], origin: Sequence[int]) -> None:
        self.text = text
        self._at = at
        self._from = origin

    def upto(self, end: int) -> Prose:
        """Return the prose before `end`, without closing punctuation."""
        return Prose(self.text[:end].rstrip(" ,;:"), self._at, self._from)

    def place(self, offset: int) -> int:
        """Return where the character at `offset` stands in the normalised text."""
        piece = max(bisect_right(self._at, offset) - 1, 0)
        return self._from[piece] + offset - self._at[piece]

    def span(self, start: int, end: int) -> Span:
        """Return the place of the stretch from `start` to `end`, the end excluded."""
        if len(self._at) == 1:
            return Span(self._from[0] + start, self._from[0] + max(start, end))
        if end <= start:
            return Span(self.place(start), self.place(start))
        return Span(self.place(start), self.place(end - 1) + 1)


def split_lines(text: str) -> list[Line]:
    """Return the lines that print something, in order."""
    lines = []
    start = 0
    blank = True
    paged = "\f" in text
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            indent = 0 if raw[0] == stripped[0] else raw.index(stripped[0])
            lines.append(Line(start + indent, stripped, blank or (paged and "\f" in raw)))
            blank = False
        else:
            blank = True
        start += len(raw) + 1
    return lines


#: What only a machine prints: the path of the file.
_NOISE = re.compile(r"[A-Za-z]:\\\S.*|[;,.:]|file:///\S+")


def is_noise(line: Line) -> bool:
    """Whether the line was printed by a machine and says nothing: a path, a lone mark."""
    return (len(line.text) == 1 or ":" in line.text) and _NOISE.fullmatch(line.text) is not None


_YEAR_AND_MORE = re.compile(r"năm\s(?:19|20)\d\d\s+[A-ZĐ]")


def cut_at(lines: list[Line], pattern: re.Pattern[str], first: int) -> list[Line]:
    """Return the lines, the first `first` of them cut wherever the pattern (some blanks) is found inside them."""
    cut: list[Line] = []
    for line in lines[:first]:
        if "Kính" not in line.text and _YEAR_AND_MORE.search(line.text) is None:  # what the patterns stand beside
            cut.append(line)
            continue
        start = 0
        for found in pattern.finditer(line.text):
            cut.append(Line(line.start + start, line.text[start : found.start()], line.after_blank and not start))
            start = found.end()
        cut.append(Line(line.start + start, line.text[start:], line.after_blank and not start))
    return cut + lines[first:]


def is_page_number(line: Line) -> bool:
    """Whether the line prints nothing but the number of a page."""
    return len(line.text) < 14 and _PAGE_NUMBER.fullmatch(line.text) is not None


def raised_number(mark: str) -> str:
    """Return the plain digits of a raised mark."""
    return mark.translate(_UNRAISE)


def prose_of(lines: Sequence[Line], skip: int = 0) -> Prose:
    """Return the lines as one run of prose; `skip` leaves out that many characters of the first (its number or
    dash)."""
    parts: list[str] = []
    at: list[int] = []
    origin: list[int] = []
    length = 0

    def add(piece: str, where: int) -> None:
        nonlocal length
        if not piece:
            return
        at.append(length)
        origin.append(where)
        parts.append(piece)
        length += len(piece)

    for number, line in enumerate(lines):
        if number:
            add(" ", line.start - 1)
        first = skip if number == 0 else 0
        if _CUT_SIGN.search(line.text, first) is None and "  " not in line.text:
            add(line.text[first:], line.start + first)
            continue
        position = first
        only_stars = _CUT_SIGN_BUT_STARS.search(line.text, first) is None and "  " not in line.text
        for cut in (_STARS if only_stars else _CUT).finditer(line.text, first):
            add(line.text[position : cut.start()], line.start + position)
            if cut[0].isspace() and length:
                add(" ", line.start + cut.start())
            position = cut.end()
        add(line.text[position:], line.start + position)
    return Prose("".join(parts), at or [0], origin or [lines[0].start if lines else 0])


def tidy(text: str) -> str:
    """Return a printed string as the contract wants it: blanks collapsed, emphasis and raised marks away."""
    text = text.replace("*", "")
    if RAISED_SIGN.search(text):
        text = RAISED.sub("", text)
    return " ".join(text.split())


def without_closing(text: str) -> str:
    """Return the string without its closing punctuation."""
    return text.rstrip(" ,;.:…/")  # `./.` closes a text
