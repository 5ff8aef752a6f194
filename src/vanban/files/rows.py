"""Words with boxes gathered into printed rows, and rows written out as text again.

Coordinates are points or pixels from the top left corner of the page, y growing downwards.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from statistics import median

from vanban.files.result import Word
from vanban.normalise import normalise


@dataclass(frozen=True, slots=True)
class Piece:
    """A word where it is printed. `line` is the line to which the file or the OCR gives it."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    line: int = 0
    certainty: float = 1.0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


@dataclass(slots=True)
class Row:
    """Words that stand side by side, from left to right; of a table, its cells in order with strokes between."""

    pieces: list[Piece] = field(default_factory=list)
    y0: float = 0.0
    y1: float = 0.0
    is_table: bool = False

    @classmethod
    def of(cls, pieces: list[Piece]) -> Row:
        """Make a row of words in any order; its height is that of most of its words."""
        ordered = sorted(pieces, key=lambda piece: piece.x0)
        return cls(ordered, median(piece.y0 for piece in ordered), median(piece.y1 for piece in ordered))

    @property
    def x0(self) -> float:
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        return max(piece.x1 for piece in self.pieces)

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    def runs(self, gap: float) -> list[list[Piece]]:
        """Split the row where the space between two words is wider than `gap`."""
        runs = [[self.pieces[0]]]
        for before, piece in zip(self.pieces, self.pieces[1:], strict=False):
            if piece.x0 - before.x1 > gap:
                runs.append([])
            runs[-1].append(piece)
        return runs


def in_rows(pieces: list[Piece]) -> list[Row]:
    """Gather words into rows from top to bottom.

    The lines of the file stay whole; two lines make one row where their middles are closer than half the height of the
    lower one and they do not lie upon each other (a number typed into `Số:    /TB-UBND` lies in its gap).
    """
    lines: dict[int, list[Piece]] = {}
    for piece in pieces:
        lines.setdefault(piece.line, []).append(piece)
    segments = sorted((Row.of(line) for line in lines.values()), key=lambda row: (row.y0 + row.y1, row.x0))
    rows: list[Row] = []
    for segment in segments:
        for at in range(len(rows) - 1, max(-1, len(rows) - 5), -1):
            row = rows[at]
            apart = abs((row.y0 + row.y1) - (segment.y0 + segment.y1)) / 2
            if apart < 0.45 * min(row.height, segment.height) and not _collide(row, segment):
                rows[at] = Row.of(row.pieces + segment.pieces)
                break
        else:
            rows.append(segment)
    return sorted(rows, key=lambda row: row.y0 + row.y1)


def _collide(one: Row, other: Row) -> bool:
    if one.x1 <= other.x0 or other.x1 <= one.x0:
        return False
    # A number typed into its gap later may lie a little upon its neighbours.
    is_single = len(one.pieces) == 1 or len(other.pieces) == 1
    slack = (0.6 if is_single else 0.25) * min(one.height, other.height)
    return any(a.x0 + slack < b.x1 and b.x0 + slack < a.x1 for a in one.pieces for b in other.pieces)


Written = list[list[Piece] | None]
"""Lines to print, in reading order; None is a blank line."""


def write_out(lines: Written, width: float, height: float) -> tuple[str, tuple[Word, ...]]:
    """Give the text of ordered lines, with each word's box in fractions of the page and its place in the text."""
    parts: list[str] = []
    words: list[Word] = []
    at = 0
    blank = True
    for line in lines:
        if line is None:
            if not blank:
                parts.append("\n")
                at += 1
            blank = True
            continue
        blank = False
        first = len(parts)
        for piece in line:
            text = normalise(piece.text).strip()
            if not text:  # a mark that is not printed
                continue
            if len(parts) > first:
                parts.append(" ")
                at += 1
            box = (piece.x0 / width, piece.y0 / height, piece.x1 / width, piece.y1 / height)
            x0, y0, x1, y1 = (min(1.0, max(0.0, round(side, 4))) for side in box)
            words.append(Word(text, x0, y0, x1, y1, at, at + len(text), round(piece.certainty, 2)))
            parts.append(text)
            at += len(text)
        parts.append("\n")
        at += 1
    return "".join(parts).rstrip("\n"), tuple(words)


def folded(text: str) -> str:
    """Give a text without diacritics, in lower case, only letters, digits and single blanks: for anchors that OCR may
    have spoilt."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()
