"""Lines that a page cut inside a unit that is read as a whole: one joined line, each character in its place.

A narrow cell of a head is wrapped wherever it is full (`CỘNG` / `HÒA XÃ HỘI ...`, `Sơn` / `Bình, ngày 02 tháng 3` /
`năm 2020`), and so is an authority at the foot (`TM.` / `ỦY BAN NHÂN DÂN`). The head and the foot are told by the form
of their lines, so the halves are put together first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vanban.lines import Line

#: First half and second half; the halves are short, so no paragraph of the text is touched.
_HALVES = (
    (re.compile(r"(?:CỘNG|CỘNG\s+HÒA|CỘNG\s+HOÀ)"), re.compile(r"(?:HÒA\s+|HOÀ\s+)?XÃ\s+HỘI\s+CHỦ\s+NGHĨA")),
    (re.compile(r"(?:ỦY|UỶ|ỦY\s+BAN|UỶ\s+BAN)"), re.compile(r"(?:BAN\s+)?NHÂN\s+DÂN\b")),
    (
        re.compile(r".{0,40}\bngày\s+\d{1,2}(?:\s+tháng(?:\s+\d{1,2})?)?"),
        re.compile(r"(?:tháng\s|\d{1,2}\s+năm\s|năm\s+\d{4}$)"),
    ),
    (re.compile(r"[^\W\d_]{1,7}"), re.compile(r"(?:[^\W\d_]{1,7}\s+){0,3}[^\W\d_]{1,7},\s*ngày\s+\d")),
    (re.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\.?"), re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}")),
)
_AUTHORITY = _HALVES[-1][0]
_SHORT = 60
_JOINT = 2  # characters between the halves; more would be read as a gap between columns


def join_wrapped(lines: Sequence[Line], head: int) -> list[Line]:
    """Return the lines with such halves joined: all kinds in the first `head` lines, authorities everywhere.

    >>> from vanban.lines import split_lines
    >>> [line.text for line in join_wrapped(split_lines("TM.\\nỦY BAN NHÂN DÂN\\nCHỦ TỊCH"), 70)]
    ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']
    """
    joined: list[Line] = []
    for index, line in enumerate(lines):
        last = joined[-1] if joined else None
        if last and len(last.text) < _SHORT and line.start - last.end <= _JOINT and _halves(last, line, index < head):
            gap = " " * (line.start - last.end)
            joined[-1] = Line(last.start, last.text + gap + line.text, last.after_blank)
        else:
            joined.append(line)
    return joined


def _halves(first: Line, second: Line, in_head: bool) -> bool:
    """Whether two lines are the halves of one unit."""
    if not in_head:
        return second.text[:2].isupper() and _AUTHORITY.fullmatch(first.text) is not None
    for before, behind in _HALVES:
        if before.fullmatch(first.text) and behind.match(second.text):
            if before is _AUTHORITY:
                return second.text[:2].isupper()
            # A word alone on its line is half a name of a place only where it is printed as one.
            return behind is not _HALVES[3][1] or first.text.istitle()
    return False
