"""The head of a document: issuer, number, place and date, type, trích yếu, marks.

Rules: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I.II (boxes 1 to 5b, 10, 11); Hướng dẫn 05-HD/VPTW and 36-HD/VPTW
(boxes 1 to 5b). The two columns of a head come out of a file one after the other, line beside line, or mixed; so each
line is cut into cells, and each cell is told by its own form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from vanban.dates import make_date
from vanban.issuers import Cell, name_issuers
from vanban.lines import Line, tidy, without_closing
from vanban.model import Confidence, Item, Span
from vanban.vocabulary import TYPES, alternatives, is_upper, plain

HEAD_LINES = 70  # a head is never longer, whatever stands in front of it

# The patterns below see the line through `plain`: small letters, no tones, the same offsets.
_MOTTO = re.compile(
    r"(?:c[o0]ng\s+)?hoa\s+xa\s+hoi\s+chu\s+nghia\s+viet\s+nam"
    r"|doc\s+lap\s*[-–—.]*\s*tu\s+do\s*[-–—.]*\s*hanh\s+phuc"
    r"|dang\s+cong\s+san\s+viet\s+nam"
)
_GAP = re.compile(r"\t+\s*|\s{3,}|\s*\|\s*")
_NUMBER = re.compile(
    r"(?:luat\s+)?(?:s[o06]|so\s*hieu)\s*[:.]?\s*"
    r"(?P<number>[\d.…_]{0,12}\s*(?:/\s*(?:19|20)\d\d\s*)?[-–/]\s*[a-z][a-z0-9.&]*(?:\s?[-–/]\s?[a-z0-9&][a-z0-9.&]*)*)"
)
#: The symbol that an extraction put into the other column, behind a bare `Số:`.
_NO_NUMBER = re.compile(r"so\s*[:.]?")
_TAIL = re.compile(r"[-–/]\s?[a-z]{2}[a-z0-9]*(?:[-–/][a-z0-9&]+)*(?=\s|$)")
_BARE_NUMBER = re.compile(r"\d{1,5}\s?(?:/\s?(?:19|20)\d\d\s?)?[-–/]\s?[a-z]{2}[a-z0-9]*(?:[-–/][a-z0-9]+)*")
_DATE = re.compile(
    r"ngay(?:\s|\.|…|_)*(?P<day>\d{1,2})?[\s.…_]*thang[\s.…_]*(?P<month>\d{1,2})?[\s.…_]*nam[\s.…_]*(?P<year>\d{4})?"
)
#: A date of which a recogniser read only the words: `ngày (Ÿ tháng/2năm 2025`.
_BLURRED_DATE = re.compile(r"ngay\b(?P<day>)[^,;]{0,12}thang(?P<month>)[^,;]{0,8}nam\s*(?P<year>\d{4})$")
_SHORT_DATE = re.compile(r"ngay\s+(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})$")
_PLACE = re.compile(r"(?:(?:(?:TP|Tp|T\.P|TX|ĐK)\.?\s?)?[^\W\d_][\w'.-]*\s+){0,4}[^\W\d_][\w'.-]*\s*,?\s*$")
_SUBJECT_MARK = re.compile(r"\s*[v]\s*/\s*[v]\s*[:.]?\s*")
_SUBJECT_OPENS = re.compile(rf"{_SUBJECT_MARK.pattern}|ve\s+viec\s")  # `Về việc` stays in the subject, `V/v` does not
_ADDRESS = re.compile(r"[-–*+\s]*kinh\s+(?:gui|trinh)\b|[-–*\s]*(?:.{0,80}\s)?dien\s*:\s*\*?$")
#: Where an extraction ran cells of the head together: before `Kính gửi`, and behind the date.
RUN_ON = re.compile(
    r"(?<=\S)\s+(?=Kính\s+(?:gửi|trình)\s*:)"
    rf"|(?<=\bnăm\s(?:19|20)\d\d)\s+(?=(?:{alternatives([name.upper() for name in TYPES if ' ' in name])})\b)"
)
_URGENCY = re.compile(r"\W*(hoa\s+toc(?:\s+hen\s+gio)?|thuong\s+khan|khan)\W*")
_SECRECY = re.compile(r"(?:do\s+mat\s*:)?\W*(tuyet\s+mat|toi\s+mat|mat)\W*")
_CIRCULATION = re.compile(
    r"\W*(luu\s+hanh\s+noi\s+bo|xem\s+xong\s+tra\s+lai|tai\s+lieu\s+thu\s+hoi|khong\s+pho\s+bien\b.{0,60})\W*"
)
_DRAFT = re.compile(r"\W*(?:ban\s+)?du\s+thao\b.{0,20}")
RULE = re.compile(r"[\s*_=~\-–—.…+•]+")

#: Words with which the text of a document begins, and a further line of its trích yếu does not.
OPENER = re.compile(
    r"(?:thuc\s+hien|can\s+cu|theo|de|nham|(?:sang|chieu|trong\s+cac|vao)?\s*ngay\s+\d+"
    r"|tai|trong|qua|sau|tren\s+co\s+so"
    r"|xet|tiep\s+theo|tiep\s+tuc|trien\s+khai|vua\s+qua|hien\s+nay|nhung\s+nam"
    r"|thoi\s+gian|tu\s+ngay|nam\s+\d+|kinh\s+gui"
    r"|phan\s+[ivx\d]+|chuong\s+[ivx\d]+|dieu\s+\d+|muc\s+\d+|truoc\s+tinh|phuc\s+dap|tra\s+loi|kinh\s+thua)\b"
)
#: Bodies with which a text may open, and so may a line of a trích yếu.
_SUBJECT_OF_TEXT = re.compile(r"(?:ban\s+thuong\s+vu|thuong\s+truc|thu\s+tuong|uy\s+ban|ubnd|bo\s+\w+|so\s+\w+)\b")
_MARKED = re.compile(
    r"(?:\d{1,2}|[IVX]{1,4})[.)]\s|[IVX]{1,4}\s*[-–]\s|[-–+•]\s|[a-zđ]\)\s|Điều\s+\d"
    r"|(?:Phần|Chương)\s+(?:thứ\s|[IVXL\d])"
)
_OPEN_END = re.compile(
    r"(?:[,\-–]|\b(?:của|tại|về|và|với|cho|trên|các|trong|theo|tỉnh|huyện|xã|số|do|từ|đến|là|cuộc|việc|ở|bởi|giữa))$",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"CỦA\s")
_DECIDES = re.compile(
    r"(?:chu tich|bo truong|thong doc|tong thanh tra|giam doc|thu tuong|chinh phu|uy ban|hoi dong|ban thuong vu"
    r"|ban chap hanh)\b"
)


@dataclass(slots=True)
class Head:
    """What the head states, and the first line behind it."""

    type: Item[str] | None = None
    number: Item[str] | None = None
    parent_issuer: Item[str] | None = None
    issuer: Item[str] | None = None
    place: Item[str] | None = None
    date: Item[date] | None = None
    subject: Item[str] | None = None
    urgency: Item[str] | None = None
    secrecy: Item[str] | None = None
    circulation: Item[str] | None = None
    addressed: bool = False
    awaits_number: bool = False
    next_line: int = 0
    loose: list[Cell] = field(default_factory=list)


def read_head(lines: Sequence[Line]) -> Head:
    """Return the head of the document; `next_line` is where the addressees or the text begin."""
    head = Head()
    uppers: list[Cell] = []
    number_line: int | None = None
    for index, line in enumerate(lines[:HEAD_LINES]):
        folded = plain(line.text)
        if _ADDRESS.match(folded) and (folded.find("gui") >= 0 or folded.find("trinh") >= 0 or head.type is not None):
            head.addressed = True
            head.next_line = index
            break
        if _is_text(line, folded, head, index):
            head.next_line = index
            break
        for cell in _cells(line, folded, index):
            kind = _read_cell(head, cell)
            if kind == "number":
                number_line = index
            elif kind == "type":
                break
            elif kind == "upper" and number_line is None:
                uppers.append(cell)
            elif kind in ("upper", "other"):
                head.loose.append(cell)
        if head.type is not None:
            _read_subject(head, lines, index)
            break
        head.next_line = index + 1
    head.parent_issuer, head.issuer = name_issuers(uppers)
    if head.type is None:
        _read_letter(head)
    return head


def _is_text(line: Line, folded: str, head: Head, index: int) -> bool:
    """Whether the text of the document begins with this line, so that no named type will follow."""
    if len(line.text) > 160:
        return True
    if head.number is None or is_upper(line.text):
        return False
    if _MARKED.match(line.text) and not _SUBJECT_MARK.match(folded):
        return True
    has_subject = bool(head.loose)
    return has_subject and line.after_blank and OPENER.match(folded) is not None and len(line.text) > 50


def _cells(line: Line, folded: str, index: int) -> Iterator[Cell]:
    """Yield the cells of a line: cut at wide gaps, around the mottoes, and between number and date."""
    whole = [(found.start(), found.end()) for found in (_NUMBER.match(folded), _DATE.search(folded)) if found]
    starts = [0]
    for gap in _GAP.finditer(line.text):
        # Blanks left for digits (`Số:      /KH-UBND`, `ngày    tháng 4`) are no gap between columns.
        if not any(start < gap.end() < end for start, end in whole):
            starts.append(gap.end())
    for motto in _MOTTO.finditer(folded):
        if line.text[motto.start()].isupper():
            starts += [motto.start(), motto.end()]
    dated = _DATE.search(folded)
    if dated:
        before = line.text[: dated.start()]
        place = _PLACE.search(before)
        numbered = _NUMBER.match(folded) or _TAIL.match(folded)
        cut = place.start() if place else dated.start()
        if numbered and numbered.end() <= dated.start():
            cut = max(cut, numbered.end())
        elif not before.rstrip().endswith(","):
            cut = dated.start()
        starts.append(cut)
    if tail := _TAIL.match(folded):
        starts.append(tail.end())
    starts = sorted({start for start in starts if start < len(line.text)})
    for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True):
        piece = line.text[start:end].rstrip(" \t|")
        stripped = piece.lstrip(" \t|")
        if stripped:
            yield Cell(stripped, line.start + start + len(piece) - len(stripped), index)


def _read_cell(head: Head, cell: Cell) -> str:
    """Read one cell into the head and say what kind it was: number, type, upper, other, or nothing more to keep."""
    folded = plain(cell.text)
    if RULE.fullmatch(cell.text):
        return "rule"
    if _MOTTO.search(folded):
        return "motto"
    if _read_marks(head, cell, folded):
        return "mark"
    numbered = _NUMBER.match(folded) or (_BARE_NUMBER.fullmatch(folded) and _BARE_NUMBER.match(folded))
    if _NO_NUMBER.fullmatch(folded):
        head.awaits_number = True
        return "rule"
    tail = _TAIL.fullmatch(folded) if head.awaits_number and head.number is None else None
    if tail:
        _read_number(head, cell, 0, tail.end())
        return "number"
    if numbered and head.number is None:
        group = "number" if "number" in numbered.groupdict() else 0
        _read_number(head, cell, numbered.start(group), numbered.end(group))
        return "number"
    dated = _DATE.search(folded) or _SHORT_DATE.search(folded)
    if dated and head.date is None and head.place is None and len(cell.text) < 90:
        _read_date(head, cell, dated)
        return "date"
    blurred = _BLURRED_DATE.search(folded)
    if blurred and head.place is None and len(cell.text) < 60 and "," in cell.text[: blurred.start()]:
        _read_date(head, cell, blurred)
        return "date"
    if _read_type(head, cell, folded):
        return "type"
    return "upper" if is_upper(cell.text) else "other"


def _read_marks(head: Head, cell: Cell, folded: str) -> bool:
    if not is_upper(cell.text) and not folded.startswith("khong pho bien") and not folded.startswith("do mat"):
        return False
    for name, pattern in (("urgency", _URGENCY), ("secrecy", _SECRECY), ("circulation", _CIRCULATION)):
        found = pattern.fullmatch(folded)
        if found:
            value = cell.text[found.start(1) : found.end(1)]
            span = Span(cell.start + found.start(1), cell.start + found.end(1))
            setattr(head, name, Item(" ".join(value.split()), span, Confidence.SURE, "a line of its own"))
            return True
    return _DRAFT.fullmatch(folded) is not None


def _read_number(head: Head, cell: Cell, start: int, end: int) -> None:
    printed = cell.text[start:end].rstrip(".,;")
    value = re.sub(r"^[.…_]+", "", re.sub(r"\s+", "", printed)).replace("–", "-")
    complete = value[:1].isdigit()
    head.number = Item(
        value,
        Span(cell.start + start, cell.start + start + len(printed)),
        Confidence.SURE if complete else Confidence.LIKELY,
        "behind Số" if complete else "behind Số, digits left blank",
    )
    rest = cell.text[end:].strip(" .,;")
    if rest and not rest.startswith("-"):
        head.loose.append(Cell(rest, cell.start + cell.text.index(rest, end), cell.line))


def _read_date(head: Head, cell: Cell, found: re.Match[str]) -> None:
    before = cell.text[: found.start()].rstrip(" ,.")
    place = tidy(before.strip("(-– "))
    if place and len(place) <= 60:
        start = cell.start + cell.text.index(before.strip("(-– ")[0])
        # Letters of a symbol beside the name of a place: cells of the head that an extraction ran together.
        confidence = Confidence.LIKELY if re.search(r"\b[^\W\d_]*[A-ZĐ]{2,}", place) else Confidence.SURE
        head.place = Item(place, Span(start, cell.start + len(before)), confidence, "before the date")
    if found["day"] and found["month"] and found["year"]:
        day = make_date(found["year"], found["month"], found["day"])
        if day:
            span = Span(cell.start + found.start(), cell.start + found.end())
            head.date = Item(day, span, Confidence.SURE, "behind the place" if place else "a line of its own")


_TYPE_FORMS = sorted(((plain(name).replace(" ", ""), name) for name in TYPES), key=lambda pair: -len(pair[0]))
_WHOLE_TYPES = {"thư", "lệnh", "luật", "dự án", "hợp đồng", "tuyên bố"}  # begin other things too (THƯ VIỆN)


def _read_type(head: Head, cell: Cell, folded: str) -> bool:
    """Read the printed name of the type: a line in capitals that is such a name or begins with one."""
    text = cell.text.rstrip(" *")
    if head.type is not None or not is_upper(text) or text.endswith(":") or not folded.strip("* ")[:1].isalpha():
        return False
    letters = re.sub(r"[\s*]+", "", folded)
    for form, name in _TYPE_FORMS:
        if not letters.startswith(form) or (letters != form and name in _WHOLE_TYPES):
            continue
        end = _end_of_letters(folded, len(form))
        if end < len(text) and text[end].isalnum():
            continue
        head.type = Item(
            name,
            Span(cell.start, cell.start + end),
            Confidence.SURE if letters == form else Confidence.LIKELY,
            "a line of its own" if letters == form else "the first words of a line in capitals",
        )
        rest = text[end:].strip(" *-–:")
        if rest:
            head.loose = [Cell(rest, cell.start + cell.text.index(rest, end), cell.line)]
        else:
            head.loose = []
        return True
    return False


def _end_of_letters(folded: str, count: int) -> int:
    """Return the offset behind the first `count` printed letters."""
    for index, letter in enumerate(folded):
        if letter not in " \t*":
            count -= 1
            if count == 0:
                return index + 1
    return len(folded)


def _read_subject(head: Head, lines: Sequence[Line], type_line: int) -> None:
    """Read the trích yếu below the name of the type; its lines end at a rule or where the text opens."""
    taken: list[Cell] = list(head.loose)
    head.loose = []
    index = type_line + 1
    while index < len(lines) and len(taken) < 14:
        line = lines[index]
        folded = plain(line.text)
        if RULE.fullmatch(line.text):
            index += 1
            if taken:
                break
            continue
        if _ADDRESS.match(folded) and ("gui" in folded or "trinh" in folded or "dien" in folded):
            break
        if _read_marks(head, Cell(line.text, line.start, index), folded):
            index += 1
            continue
        if _ends_subject(taken, line, folded) or (taken and _names_author(lines, index, taken[-1].text)):
            break
        if not (_AUTHOR.match(line.text) and not taken):
            taken.append(Cell(line.text, line.start, index))
        index += 1
    while index < len(lines) and RULE.fullmatch(lines[index].text):
        index += 1
    head.next_line = index
    head.addressed = index < len(lines) and _ADDRESS.match(plain(lines[index].text)) is not None
    _set_subject(head, taken, "below the type")


def _names_author(lines: Sequence[Line], index: int, before: str) -> bool:
    """Whether the line states who decides: an authority in capitals between the trích yếu and the first `Căn cứ`."""
    if not is_upper(lines[index].text) or not _DECIDES.match(plain(lines[index].text)) or _OPEN_END.search(before):
        return False
    behind = lines[index + 1 : index + 3]
    if len(behind) == 2 and is_upper(behind[0].text):  # the authority is printed on two lines
        behind = behind[1:]
    return bool(behind) and plain(behind[0].text).startswith("can cu ")


def _ends_subject(taken: list[Cell], line: Line, folded: str) -> bool:
    if line.text.startswith("(") or _MARKED.match(line.text) or line.text.endswith(":"):
        return True
    if not taken:
        return len(line.text) > 400
    last = taken[-1].text
    if is_upper(last) != is_upper(line.text):
        return not line.text.startswith("về ") if is_upper(last) else len(line.text.split()) > 1
    if is_upper(line.text):
        return line.after_blank and _AUTHOR.match(line.text) is not None
    first = line.text.lstrip("“\"'*(")[:1]
    if first.islower():
        return False
    if OPENER.match(folded) or (is_upper(taken[0].text) and not _OPEN_END.search(last)):
        return True
    if _OPEN_END.search(last.rstrip("*")):
        return False
    if last.endswith((".", ":")) or line.after_blank:
        return True
    longest = max(len(cell.text) for cell in taken)
    return _SUBJECT_OF_TEXT.match(folded) is not None or len(line.text) > 1.3 * longest + 10


def _read_letter(head: Head) -> None:
    """Read type and trích yếu of a công văn: no named type; its trích yếu stands in the left cell under the number."""
    cells = head.loose
    for position, cell in enumerate(cells):
        if _SUBJECT_OPENS.match(plain(cell.text)):
            cells = cells[position:]
            break
    symbol = head.number.value if head.number else ""
    if re.search(r"[-/]CV(?:[-/]|$)", symbol) or (head.addressed and cells) or (head.addressed and head.number):
        span = head.number.span if head.number else Span(0, 0)
        head.type = Item("công văn", span, Confidence.LIKELY, "no printed type")
        if re.search(r"[-/]CV(?:[-/]|$)", symbol) or cells:
            head.type = Item("công văn", span, Confidence.SURE, "CV in the number" if "CV" in symbol else "Kính gửi")
    if head.number is None and not (cells and _SUBJECT_OPENS.match(plain(cells[0].text))):
        return  # without a number the left column has no known end
    _set_subject(head, cells, "under the number")


def _set_subject(head: Head, cells: list[Cell], why: str) -> None:
    if not cells:
        return
    mark = _SUBJECT_MARK.match(plain(cells[0].text))
    first = cells[0].text[mark.end() :] if mark else cells[0].text
    value = without_closing(tidy(" ".join([first, *(cell.text for cell in cells[1:])])))
    if value:
        start = cells[0].start + (mark.end() if mark else 0)
        confidence = Confidence.SURE if mark or why.startswith("below") else Confidence.LIKELY
        head.subject = Item(value, Span(start, cells[-1].span.end), confidence, "behind V/v" if mark else why)
