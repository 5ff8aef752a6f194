"""The outline of the text: its paragraphs, each with its level, its printed mark and the number of its clause.

Rules: the levels of Nghị định 30/2020/NĐ-CP (I.II.6đ: phần, chương, mục, điều, khoản, điểm; or I, 1, a) and of Party
documents (dashes). A clause is the number of its point, `.n` for its n-th dash or letter; Điều 3 khoản 1 is `3.1`;
`0` stands outside the points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vanban.lines import LONG_LINE, RAISED, RAISED_SIGN, Line, Prose, is_page_number, prose_of, raised_number
from vanban.model import Footnote, Level, Node, Span
from vanban.vocabulary import LOWER, UPPER, is_upper

_LETTERS = "abcdđeghiklmnopqrstuvxy"
#: The marks of units, and the letters with which they begin.
_MARKS: tuple[tuple[Level, str, re.Pattern[str]], ...] = (
    (Level.PART, "Pp", re.compile(r"[*\s]*(?:PHẦN|Phần)\s+(?P<mark>(?:thứ|THỨ)\s+\S+|[IVX]{1,5}|\d{1,2})\b[.:\-–\s]*")),
    (Level.CHAPTER, "Cc", re.compile(r"[*\s]*(?:CHƯƠNG|Chương)\s+(?P<mark>[IVXLC]{1,6}|\d{1,2})\b[.:\-–\s]*")),
    (Level.SECTION, "Mm", re.compile(r"[*\s]*(?:MỤC|Mục)\s+(?P<mark>\d{1,2}|[IVX]{1,4})\s*(?:[.:\-–]\s*|$)")),
    (Level.ARTICLE, "Đđ", re.compile(r"[*\s]*(?:ĐIỀU|Điều)\s+(?P<mark>\d{1,3}[a-z]?)\s*[.:]\s*")),
    (Level.ROMAN, "IVX", re.compile(r"[*\s]*(?P<mark>[IVX]{1,5})\s*(?:[.)]|[-–](?=\s?[^\W\d_]))[*\s]*")),
    (Level.POINT, "0123456789", re.compile(r"[*\s]*(?P<mark>\d{1,2}(?:\.\d{1,2}){1,3})\s*[.)]?\s+(?=[^\W\d_“\"(*])")),
    (Level.POINT, "0123456789", re.compile(r"[*\s]*(?P<mark>\d{1,2})\s*[.)/]\s*(?=[^\W\d_]|[“\"(*\s])[*\s]*")),
    # Party documents print `1- Các cấp ủy ...` too.
    (Level.POINT, "0123456789", re.compile(rf"[*\s]*(?P<mark>\d{{1,2}})\s?[-–]\s*(?=[{UPPER}“][{LOWER}\s])")),
    (Level.LETTER, _LETTERS, re.compile(r"[*\s]*(?P<mark>[a-zđ])\s?[)./]\s+")),
    (Level.LETTER, "(", re.compile(r"[*\s]*\((?P<mark>\d{1,2}|[ivx]{1,4}|[a-zđ])\)\s+")),
    (Level.DASH, "-–—+•▪➢", re.compile(r"\s*(?P<mark>[-–—+•▪➢])\s*(?=[^\s\-–—_+])")),
)
#: The marks that a line may begin with, by its first letter; behind a star or a blank any mark may stand.
_BY_FIRST = {
    first: [(level, pattern) for level, opens, pattern in _MARKS if first in opens + "* \t"]
    for first in {letter for _, opens, _ in _MARKS for letter in opens + "* \t"}
}
DEPTHS = {
    Level.PART: 0, Level.CHAPTER: 1, Level.SECTION: 2, Level.ARTICLE: 3, Level.ROMAN: 3, Level.POINT: 4,
    Level.LETTER: 6, Level.DASH: 7, Level.PARAGRAPH: 8,
}  # fmt: skip
_DOTTED = 5  # `2.1` stands under `2`
_CLOSED = (".", ";", ":", "./", "!", "?", "…")


@dataclass(slots=True)
class Paragraph:
    """One unit of the text: its mark taken off, its prose, and the clause that it stands in."""

    level: Level
    mark: str
    prose: Prose
    span: Span
    clause: str = "0"
    depth: int = 8
    has_children: bool = False
    is_last_point: bool = False
    is_inside: bool = False  # stands inside a point or an article, not between head and first point

    @property
    def text(self) -> str:
        return self.prose.text


@dataclass(slots=True)
class Outline:
    """The paragraphs of the text in order, its nodes and its footnotes."""

    paragraphs: list[Paragraph]
    nodes: tuple[Node, ...]
    footnotes: tuple[Footnote, ...]


@dataclass(slots=True)
class _Group:
    """Lines of one paragraph while they are gathered."""

    lines: list[Line]
    level: Level
    mark: str
    skip: int
    broken: list[Line] = field(default_factory=list)


def read_outline(lines: Sequence[Line]) -> Outline:
    """Return the outline of the lines between head and foot."""
    kept, footnotes = take_footnotes(lines)
    width = _width(kept)
    groups = _group(kept, width)
    paragraphs = [
        Paragraph(
            group.level,
            group.mark,
            prose_of(group.lines, group.skip),
            Span(group.lines[0].start, group.lines[-1].end),
            depth=_DOTTED if group.level is Level.POINT and "." in group.mark else DEPTHS[group.level],
        )
        for group in groups
    ]
    _number(paragraphs)
    nodes = tuple(
        Node(part.level, part.mark, part.clause, _title(part.text), part.depth, part.span)
        for part in paragraphs
        if part.level is not Level.PARAGRAPH
    )
    return Outline(paragraphs, nodes, footnotes)


def _title(text: str) -> str:
    """Return the first words of a unit."""
    return text if len(text) <= 120 else text[:117].rsplit(" ", 1)[0] + "..."


# --- footnotes -----------------------------------------------------------------------------------------------------

_NOTE = re.compile(
    rf"(?P<raised>⁽?[⁰¹²³⁴-⁹]{{1,3}}⁾?)\s*(?=\S)|(?P<bracket>\[\d{{1,2}}\])\s*(?=\S)"
    rf"|(?P<plain>\(?\d{{1,2}}\)?)\s+(?=[{UPPER}])"
)
_BRACKETED = re.compile(r"(?<=\S)\[(\d{1,2})\]")


def take_footnotes(lines: Sequence[Line]) -> tuple[list[Line], tuple[Footnote, ...]]:
    """Return the lines without page numbers and notes, and the notes joined to the places of their marks."""
    marks: dict[str, list[Span]] = {}
    for line in lines:
        if RAISED_SIGN.search(line.text) is None:
            continue
        for found in RAISED.finditer(line.text):
            if found.start() > 0:
                where = Span(line.start + found.start(), line.start + found.end())
                marks.setdefault(raised_number(found[0]), []).append(where)
    for line in lines:
        if "[" in line.text:
            for found in _BRACKETED.finditer(line.text):
                marks.setdefault(found[1], []).append(Span(line.start + found.start(), line.start + found.end()))
    kept: list[Line] = []
    notes: list[Footnote] = []
    seen: set[str] = set()
    index = 0
    while index < len(lines):
        line = lines[index]
        if is_page_number(line):
            index += 1
            continue
        number = _note_number(line, marks, seen)
        if number is None:
            kept.append(line)
            index += 1
            continue
        seen.add(number)
        end = _end_of_note(lines, index)
        block = lines[index:end]
        mark = _NOTE.match(line.text)
        prose = prose_of(block, mark.end() if mark else 0)
        span = Span(line.start, block[-1].end)
        notes.append(Footnote(number, prose.text, span, tuple(marks.get(number, ()))))
        index = end
    return kept, tuple(notes)


def _note_number(line: Line, marks: dict[str, list[Span]], seen: set[str]) -> str | None:
    """Return the number of the note that the line begins, if the text before it carries its mark."""
    first = line.text[0]
    if not marks or not (first in "⁽[(" or first.isdigit() or first in "¹²³⁴⁵⁶⁷⁸⁹"):
        return None
    found = _NOTE.match(line.text)
    if found is None:
        return None
    number = raised_number(found[0].strip()).strip("()[] ")
    if number in seen or number not in marks:
        return None
    if found["plain"] and not line.text.startswith("(") and not line.after_blank and ")" not in found[0]:
        return None
    return number if any(span.start < line.start for span in marks[number]) else None


def _end_of_note(lines: Sequence[Line], first: int) -> int:
    """Return the number of the line behind a note: it ends at a blank line, a page number, a mark, or a closed line."""
    index = first + 1
    while index < len(lines) and index - first < 12:
        line = lines[index]
        if line.after_blank or is_page_number(line) or _NOTE.match(line.text) or len(lines[index - 1].text) > LONG_LINE:
            break
        if lines[index - 1].text.endswith((".", ";")) and _mark_of(line.text) is not None:
            break
        index += 1
    return index


# --- paragraphs ----------------------------------------------------------------------------------------------------


def _width(lines: Sequence[Line]) -> int:
    """Return the width of a full printed line, 0 where each line of the text is a paragraph."""
    lengths = sorted(len(line.text) for line in lines)
    if not lengths:
        return 0
    long = sum(length for length in lengths if length > LONG_LINE)
    if long > 0.3 * sum(lengths):
        return 0
    short = [length for length in lengths if length <= LONG_LINE]
    return short[int(len(short) * 0.85)] if short else 0


def _mark_of(text: str) -> tuple[Level, str, int] | None:
    """Return level, mark and length of the mark with which a line begins."""
    for level, pattern in _BY_FIRST.get(text[0], ()):
        found = pattern.match(text)
        if found and found.end() < len(text):
            return level, found["mark"], found.end()
        if found and level in (Level.PART, Level.CHAPTER, Level.SECTION, Level.ARTICLE):
            return level, found["mark"], found.end()
    return None


def _group(lines: Sequence[Line], width: int) -> list[_Group]:
    groups: list[_Group] = []
    points: dict[str, int] = {}
    for line in lines:
        marked = _mark_of(line.text)
        group = groups[-1] if groups else None
        if marked and group and not _opens(group, line, marked, points, width):
            marked = None
        if marked:
            level, mark, skip = marked
            if level is Level.POINT and "." not in mark:
                points["last"] = int(mark)
            elif level in (Level.ROMAN, Level.ARTICLE, Level.CHAPTER, Level.PART, Level.SECTION):
                points["last"] = 0
            groups.append(_Group([line], level, mark, skip))
        elif group and _continues(group, line, width):
            group.lines.append(line)
        else:
            groups.append(_Group([line], Level.PARAGRAPH, "", 0))
    return groups


def _opens(group: _Group, line: Line, marked: tuple[Level, str, int], points: dict[str, int], width: int) -> bool:
    """Whether a mark at the start of a line opens a unit, and is not a wrapped dash or number."""
    level, mark, skip = marked
    last = group.lines[-1]
    closed = last.text.rstrip('*”")').endswith(_CLOSED)
    if level is Level.POINT and "." not in mark:
        number = int(mark)
        expected = points.get("last", 0)
        if closed or line.after_blank:
            return number == 1 or expected < number <= expected + 4 or not width
        return number in (1, expected + 1)
    if level is Level.DASH:
        first = line.text[skip : skip + 1]
        if closed or line.after_blank:
            return True
        return not (width and first.islower() and len(last.text) > 0.7 * width)
    if level is Level.LETTER:
        return not _REFERS.search(last.text)  # `... quy định tại điểm` at the end of a line goes on with `a)`
    if level is Level.ROMAN:
        return closed or line.after_blank or not width or len(last.text) < 0.85 * width
    # `... tại số thứ tự 01 Mục II` / `Phần IV cho phù hợp`: a title stands behind a closed or a short line.
    if level in (Level.PART, Level.CHAPTER, Level.SECTION, Level.ARTICLE):
        return closed or line.after_blank or not width or len(last.text) < 0.7 * width
    return True


_REFERS = re.compile(r"(?:điểm|khoản|mục|tiết|và|,|hoặc)\s*$", re.IGNORECASE)


def _continues(group: _Group, line: Line, width: int) -> bool:
    """Whether an unmarked line goes on with the paragraph above it."""
    last = group.lines[-1]
    text = last.text.rstrip("* ")
    first = line.text.lstrip("*“\"'( ")[:1]
    whole = len(text) if len(group.lines) > 1 else len(text) - group.skip
    if whole <= 0:
        return not line.after_blank
    if text.endswith(("./", "./.")):
        return False
    closed = text.endswith(_CLOSED)
    if line.after_blank or len(last.text) > LONG_LINE or not width:
        # Between the lines is a page break at most: only a sentence that is not at its end goes on.
        if first.islower() and not closed:
            return True
        if text.endswith(",") and not is_upper(line.text):
            return True
        return not closed and not line.after_blank and bool(width) and _is_full(last, line, width)
    if (not closed and (first.islower() or first.isdigit())) or (text.endswith(";") and first.islower()):
        return True
    if text.endswith((",", "-", "–")):
        return True
    is_title = is_upper(line.text) and line.text.count(" ") > 1  # not `III/2025.` behind `trong quý`
    if is_upper(text) != is_title and group.level is not Level.PARAGRAPH and len(text) > 6:
        return False
    return _is_full(last, line, width, INDENT if len(group.lines) == 1 else 0)


#: The first line of a paragraph is indented by about 1 cm, which is as wide as some letters.
INDENT = 6


def _is_full(last: Line, line: Line, width: int, indent: int = 0) -> bool:
    """Whether the first word of a line could not have stood on the line above it: the line was wrapped there."""
    word = line.text.split(" ", 1)[0]
    return indent + len(last.text) + 1 + len(word) > 0.88 * width


# --- clauses -------------------------------------------------------------------------------------------------------


def _number(paragraphs: list[Paragraph]) -> None:
    """Give each paragraph the number of its clause."""
    article = point = ""
    dashes = 0
    letter = ""
    for part in paragraphs:
        if part.level in (Level.PART, Level.CHAPTER, Level.SECTION, Level.ROMAN):
            article, point, letter, dashes = "", "", "", 0
            part.clause = "0"
        elif part.level is Level.ARTICLE:
            article, point, letter, dashes = part.mark, "", "", 0
            part.clause = article
        elif part.level is Level.POINT:
            point = f"{article}.{part.mark}" if article else part.mark
            letter, dashes = "", 0
            part.clause = point
        elif part.level is Level.LETTER:
            letter = str(_LETTERS.find(part.mark) + 1) if part.mark in _LETTERS else part.mark
            base = point or article
            part.clause = f"{base}.{letter}" if base else "0"
        elif part.level is Level.DASH:
            base = point or article
            if part.mark != "+":
                dashes += 1
            part.clause = f"{base}.{letter or dashes}" if base else "0"
        else:
            part.clause = point or article or "0"
            part.is_inside = bool(point or article)
    _mark_children(paragraphs)


def _mark_children(paragraphs: list[Paragraph]) -> None:
    """Mark the units under which narrower ones stand, and the unmarked paragraphs behind the last list."""
    for above, below in pairwise(paragraphs):
        above.has_children = below.depth > above.depth
    closing: list[Paragraph] = []
    for part in reversed(paragraphs):
        if part.level is not Level.PARAGRAPH:
            if not part.text.rstrip().endswith((".", ";", "/")):  # a heading: what follows is its text
                closing = [unit for unit in closing if _CLOSING.match(unit.text)]
            break
        closing.append(part)
    else:
        return
    for part in closing:
        part.is_last_point = True
        part.is_inside = False
        part.clause = "0"


#: Beginnings of the paragraphs that close a text.
_CLOSING = re.compile(
    r"(?:trên\s+đây|nhận\s+được|trong\s+quá\s+trình|đề\s+nghị|yêu\s+cầu|nay|(?:kế\s+hoạch"
    r"|thông\s+báo|công\s+văn|chỉ\s+thị|kết\s+luận)\s+này"
    r"|\S[^.]{3,80}(?:thông\s+báo|trân\s+trọng|đề\s+nghị|yêu\s+cầu)\b)",
    re.IGNORECASE,
)

LONGEST_SENTENCE = 4000  # no office writes a longer one; what is longer is cut, so that reading stays linear


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a text as stretches, without the blanks between them."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        end = found.start(1)
        if _ABBREVIATED.search(text, max(start, end - 8), end):
            continue
        yield from _bounded(text, start, end)
        start = found.end()
    yield from _bounded(text, start, len(text))


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = cut if cut > 0 else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


_SENTENCE_END = re.compile(rf"[.!?…][”\"’)]{{0,2}}(\s+)(?=[“\"‘(]?[{UPPER}])")
_ABBREVIATED = re.compile(r"(?:\b(?:TP|Tp|TX|ThS|TS|PGS|GS|St|Mr|[A-Z]))\.$")
