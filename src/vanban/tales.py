"""Units of a text that lay no duty by where they stand: grounds listed with dashes, documents listed behind `căn cứ`,
and what is quoted over several paragraphs.

Rules: the `Căn cứ` block of Party documents has dashes (Hướng dẫn 05-HD/VPTW, I.6); what stands between quotation marks
is another document's word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vanban.anchors import Ending
from vanban.model import Level
from vanban.outline import Paragraph

_GROUND = re.compile(r"(?:căn\s+cứ|xét|theo|thực\s+hiện|trên\s+cơ\s+sở|tiếp\s+theo|sau\s+khi)\s", re.IGNORECASE)
#: A unit that ends so opens a list of grounds.
_OPENS_GROUNDS = Ending(
    r"(?:căn\s+cứ|cơ\s+sở\s+pháp\s+lý)(?:\s+(?:vào|theo|quy\s+định|tại|các|văn\s+bản|pháp\s+lý|sau|nội\s+dung))*\s*:?$",
    "cứ", "lý", "vào", "theo", "định", "tại", "các", "bản", "sau", "dung",
    closing=":",
)  # fmt: skip
#: A quotation that is still open after so many paragraphs is a misprint.
_LONGEST_QUOTATION = 12


def tales(parts: Sequence[Paragraph]) -> frozenset[int]:
    """Return the numbers of the units that lay no duty, whatever they say."""
    return frozenset({*_grounds(parts), *_listed_grounds(parts), *_quoted(parts)})


def _grounds(parts: Sequence[Paragraph]) -> set[int]:
    """The dashes of the `Căn cứ` block: it begins with `Căn cứ` and stands before the first point."""
    found: set[int] = set()
    for index, part in enumerate(parts):
        if part.level is not Level.DASH or part.clause != "0" or not _GROUND.match(part.text):
            if found or part.level not in (Level.PARAGRAPH, Level.DASH):
                break
            continue
        if not found and not part.text.lower().startswith("căn cứ"):
            break
        found.add(index)
    return found


def _listed_grounds(parts: Sequence[Paragraph]) -> set[int]:
    """A unit `Đề nghị X căn cứ quy định tại:` with the dashes below it."""
    found: set[int] = set()
    for index, part in enumerate(parts):
        if len(part.text) > 400 or not _OPENS_GROUNDS.search(part.text.rstrip(" *")):
            continue
        level = None
        for below in range(index + 1, len(parts)):
            if level is None:
                level = parts[below].level
            if parts[below].level is not level or level not in (Level.DASH, Level.LETTER):
                break
            found.add(below)
            found.add(index)
    return found


def _quoted(parts: Sequence[Paragraph]) -> set[int]:
    """The paragraphs of a quotation that runs over several of them, the closing one with it."""
    found: set[int] = set()
    first: int | None = None
    for index, part in enumerate(parts):
        text = part.text
        if "“" not in text and "”" not in text and first is None:
            continue
        if first is None:
            if text.rfind("“") > text.rfind("”") and text.count("“") > text.count("”"):
                first = index
            continue
        if index - first > _LONGEST_QUOTATION:
            first = None
            continue
        if text.count("”") > text.count("“"):
            inside = range(first + 1, index + 1)
            opening = parts[first].text
            found.update(inside)
            if opening.lstrip().startswith("“"):
                found.add(first)
            first = None
    return found
