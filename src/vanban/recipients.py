"""Whom the document goes to: `Kính gửi` (or `Kính trình`) in the head, `Nơi nhận` with the filing line at the foot.

Rules: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.9; Hướng dẫn 05-HD/VPTW (boxes 9a, 9b). One item a dash, or one a line
where
there are no dashes; the line that begins with `Lưu` is the filing line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vanban.head import OPENER, RULE
from vanban.lines import Line, tidy, without_closing
from vanban.model import Confidence, Item, Span
from vanban.vocabulary import is_upper, plain

_LABEL = re.compile(r"[-–*+\s]*kinh\s+(?:gui|trinh)\s*:?[\s*]*|.{0,90}?\bdien\s*:[\s*]*")
_DASH = re.compile(r"(?:[-–—+•▪*]\s*|~\s+)(?=\S)")  # `~` is how a recogniser reads a dash
_INNER_DASH = re.compile(r"(?<=[;,.:])\s+[-–—+~]\s+(?=[^\W\d_])")
_SEVERAL = re.compile(r"[~;]")
_DOT = re.compile(r"(?:\d{1,2}[.)]\s|[IVX]{1,4}\.\s|Điều\s\d)")
FILING = re.compile(r"(?:l[uư]u|luru|lưru)\b", re.IGNORECASE)

MOST_ADDRESSEES = 60


@dataclass(slots=True)
class Piece:
    """A stretch of one line that belongs to a list."""

    text: str
    start: int


def read_addressees(lines: Sequence[Line], first: int) -> tuple[tuple[Item[str], ...], int]:
    """Return the addressees whose label stands on line `first`, and the number of the line behind them."""
    label = _LABEL.match(plain(lines[first].text))
    if label is None:
        return (), first
    items: list[list[Piece]] = []
    rest = lines[first].text[label.end() :].strip()
    if rest:
        at = lines[first].start + lines[first].text.index(rest, label.end())
        _add_line(items, Piece(rest, at))
    index = first + 1
    dashed = bool(items) and rest.startswith(("-", "–", "+"))
    while index < len(lines) and len(items) < MOST_ADDRESSEES:
        line = lines[index]
        if RULE.fullmatch(line.text) and not line.text.startswith(("-", "–")):
            break
        begins = _DASH.match(line.text) is not None
        if begins and not dashed and not items:
            dashed = True
        if not _goes_on(items, line, begins, dashed):
            break
        if begins or not items or (not dashed and _is_next(items, line)):
            _add_line(items, Piece(line.text, line.start))
        else:
            items[-1].append(Piece(line.text, line.start))
        index += 1
    while index < len(lines) and RULE.fullmatch(lines[index].text):
        index += 1
    read = tuple(item for pieces in items if (item := _item(pieces, "behind Kính gửi")) is not None)
    return read, index


def _goes_on(items: list[list[Piece]], line: Line, begins: bool, dashed: bool) -> bool:
    """Whether a line still belongs to the addressees."""
    if not items:
        return True
    last = items[-1][-1].text.rstrip("* ")
    if begins:
        return dashed
    if _DOT.match(line.text) or last.endswith("."):
        return False
    small = line.text.lstrip('“"(*')[:1].islower()
    if last.endswith((";", ",")):
        return not line.after_blank or not dashed or small
    if line.after_blank and not small:
        return False
    return small or (OPENER.match(plain(line.text)) is None and len(line.text) < 110)


def _is_next(items: list[list[Piece]], line: Line) -> bool:
    """Whether an undashed line is an item of its own: the one before it is closed."""
    last = items[-1][-1].text.rstrip("* ")
    return last.endswith(";") or (last.endswith(",") and line.after_blank)


def _add_line(items: list[list[Piece]], piece: Piece) -> None:
    """Add a new item; a line into which an extraction put several dashes gives several."""
    position = 0
    for dash in _INNER_DASH.finditer(piece.text):
        _add_inline(items, Piece(piece.text[position : dash.start()], piece.start + position))
        position = dash.end()
    _add_inline(items, Piece(piece.text[position:], piece.start + position))


def _add_inline(items: list[list[Piece]], piece: Piece) -> None:
    text = piece.text
    if _DASH.match(text) or "(" in text or ":" in text:
        items.append([piece])
        return
    position = 0
    for part in text.split(";"):
        if part.strip():
            end = position + len(part) + (1 if position + len(part) < len(text) else 0)
            items.append([Piece(text[position:end], piece.start + position)])
        position += len(part) + 1


def _item(pieces: list[Piece], why: str) -> Item[str] | None:
    first = pieces[0]
    dash = _DASH.match(first.text)
    skip = dash.end() if dash else 0
    joined = " ".join([first.text[skip:], *(piece.text for piece in pieces[1:])])
    value = without_closing(tidy(joined))
    if not value or not any(letter.isalnum() for letter in value):
        return None
    last = pieces[-1]
    sure = Confidence.LIKELY if _SEVERAL.search(value) else Confidence.SURE
    return Item(value, Span(first.start + skip, last.start + len(last.text.rstrip())), sure, why)


def read_distribution(pieces: Sequence[Piece]) -> tuple[tuple[Item[str], ...], Item[str] | None]:
    """Return the items of Nơi nhận and the filing line, from the lines of the list (signature lines already away)."""
    dashed = any(_DASH.match(piece.text) for piece in pieces)
    items: list[list[Piece]] = []
    for piece in pieces:
        for part in _split_inner(piece):
            if _opens_item(items, part, dashed):
                items.append([part])
            else:
                items[-1].append(part)
    recipients: list[Item[str]] = []
    archive: Item[str] | None = None
    for group in items:
        item = _item(group, "behind Nơi nhận")
        if item is None:
            continue
        if FILING.match(item.value):
            if archive is None:
                archive = Item(item.value, item.span, Confidence.SURE, "begins with Lưu")
            continue
        if archive is not None and (not _DASH.match(group[0].text) or len(item.value) < 12):
            continue  # the drafter's mark behind the filing line
        recipients.append(item)
    return tuple(recipients), archive


def _split_inner(piece: Piece) -> list[Piece]:
    parts = []
    position = 0
    for dash in _INNER_DASH.finditer(piece.text):
        parts.append(Piece(piece.text[position : dash.start()], piece.start + position))
        position = dash.start() + len(dash[0]) - len(dash[0].lstrip())
    parts.append(Piece(piece.text[position:], piece.start + position))
    return [part for part in parts if part.text.strip()]


def _opens_item(items: list[list[Piece]], part: Piece, dashed: bool) -> bool:
    if not items:
        return True
    text = part.text.lstrip("* ")
    if _DASH.match(part.text):
        return True
    if FILING.match(text):
        return True
    last = items[-1][-1].text.rstrip("* ")
    if dashed:
        return last.endswith(".") and text[:1].isupper()
    return last.endswith((";", ".", ",")) or (not text[:1].islower() and not is_upper(last))


def _bare(text: str) -> str:
    return text.lstrip("-–—+•▪* ")
