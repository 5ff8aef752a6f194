"""How long a line of Times New Roman is, so that a rule can be as long as its title; needs no installed font."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

_UNITS_PER_EM = 2048


@cache
def _widths(face: str) -> dict[str, int]:
    data = tomllib.loads(resources.files("nhipcau.drafting").joinpath("data/widths.toml").read_text("utf-8"))
    return {char: int(width) for width, chars in data[face].items() for char in chars}


def text_width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return the width in points of `text` set on one line at `size` points, without kerning.

    A character that the table does not know counts as wide as `n`.
    """
    widths = _widths(
        {(False, False): "regular", (True, False): "bold", (False, True): "italic"}.get((bold, italic), "bold_italic")
    )
    return sum(widths.get(char, widths["n"]) for char in text) * size / _UNITS_PER_EM


def widest_line(text: str, room: float, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return the width in points of the longest line when `text` is broken at blanks to fit into `room` points."""
    longest, line = 0.0, ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and text_width(longer, size, bold=bold, italic=italic) > room:
            longest, line = max(longest, text_width(line, size, bold=bold, italic=italic)), word
        else:
            line = longer
    return max(longest, text_width(line, size, bold=bold, italic=italic))


def balanced_room(text: str, room: float, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return the least width in points in which `text` takes no more lines than in `room`: lines of like length."""
    lines = _line_count(text, room, size, bold, italic)
    low, high = 0.0, room
    while high - low > 1:
        middle = (low + high) / 2
        fits = _line_count(text, middle, size, bold, italic) <= lines
        fits = fits and widest_line(text, middle, size, bold=bold, italic=italic) <= middle
        low, high = (low, middle) if fits else (middle, high)
    return high


def leaves_a_word_alone(text: str, room: float, size: float) -> bool:
    """Return whether the last line of bold `text`, broken to fit into `room`, would hold little more than a word."""
    line, lines = "", 1
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and text_width(longer, size, bold=True) > room:
            line, lines = word, lines + 1
        else:
            line = longer
    return lines > 1 and text_width(line, size, bold=True) < room / 4


def _line_count(text: str, room: float, size: float, bold: bool, italic: bool) -> int:
    count, line = 1, ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and text_width(longer, size, bold=bold, italic=italic) > room:
            count, line = count + 1, word
        else:
            line = longer
    return count
