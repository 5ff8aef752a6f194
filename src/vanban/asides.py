"""What stands in a text and is no part of the document's own words: stamps of digital signatures, and annexes.

Rules: the appearance of a digital signature is text of a machine (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.8; the
names of its
fields are those that signing programmes print). An annex begins behind the signature with its own heading (ibid.
III.1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vanban.lines import Line, tidy
from vanban.model import Annex, Span
from vanban.signature import ANNEX
from vanban.vocabulary import plain

_OPENS = re.compile(
    r"(?:nguoi ky|ngay ky|thoi gian ky)\s*:|thoi gian ky\s+\d"  # without a colon words of any text: `kể từ / ngày ký`
    r"|ky boi|ky so boi|duoc ky (?:so )?boi|digitally signed|signed by|signature (?:not )?(?:verified|valid)"
)
_GOES_ON = re.compile(
    r"(?:nguoi ky|ky boi|co quan|don vi|to chuc|e-?mail|thoi gian ky|ngay ky|chuc vu|reason|location|date|dn)\s*:"
)
_TIME = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[+-]\d{1,2}:?\d{2})?|\S+@\S+\.\S+")
_FIRST = frozenset("KkNnĐđTtDdSs")  # the letters with which a stamp opens
NEAR = 3  # lines: the fields of a stamp stand together


def set_stamps_aside(lines: Sequence[Line]) -> tuple[list[Line], tuple[Span, ...]]:
    """Return the lines without those of stamps, and where the stamps stand."""
    opened = [
        index for index, line in enumerate(lines) if line.text[0] in _FIRST and _OPENS.match(plain(line.text[:40]))
    ]
    opened = [index for index in opened if len(lines[index].text) < 120]
    if not opened:
        return list(lines), ()
    folded = [plain(line.text) if len(line.text) < 120 else "" for line in lines]
    taken = set(opened)
    for index in opened:
        for near in range(max(0, index - NEAR), min(len(lines), index + NEAR + 1)):
            if _GOES_ON.match(folded[near]) or _TIME.fullmatch(folded[near]):
                taken.add(near)
    kept = [line for index, line in enumerate(lines) if index not in taken]
    return kept, tuple(lines[index].span for index in sorted(taken))


def read_annexes(lines: Sequence[Line]) -> tuple[Annex, ...]:
    """Return the annexes among the lines behind the foot."""
    starts = [index for index, line in enumerate(lines) if ANNEX.match(line.text.strip("* ")) and len(line.text) < 160]
    return tuple(
        Annex(tidy(lines[start].text.strip("* ")), Span(lines[start].start, lines[end - 1].end))
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=False)
    )
