"""Other documents that the text names by their number.

Rules: number and symbol as Nghị định 30/2020/NĐ-CP (I.II.3: `1479/QĐ-TTg`, `06/2022/NĐ-CP`, `1573/UBND-KT`) and
Hướng dẫn
05-HD/VPTW (`49-CV/BDVHU`) form them; how a document is cited: type, number, date, issuer (ibid. I.II.6b; HD05 p. 12).
Every symbol has a slash, so the slashes are found first and only what stands around them is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from vanban.anchors import Ending
from vanban.dates import date_pattern, found_date
from vanban.model import Citation, CitationKind, Confidence, Span
from vanban.sureness import is_like_its_type
from vanban.vocabulary import CITED_TYPES, UPPER, alternatives

# A symbol around its slash. Line ends may stand where an extraction broke it: behind a hyphen, around the slash.
_WORD = r"[A-ZĐ][A-Za-zĐđÂÊÔƠƯĂâêôơưă0-9.&]*[A-Za-zĐđƯ0-9&]"
_TAIL = rf"(?:\s?[-–/_]\s?(?:{_WORD}|[A-Z0-9]{{1,4}}\b|nb\b))*"
#: State: digits, slash, letters. Also `06/2022/NĐ-CP`, where the scan stops at the first of the two slashes.
_STATE = re.compile(
    rf"(?P<digits>\d{{1,6}}[a-dA-D]?)\s?/\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?(?P<symbol>{_WORD}{_TAIL})"
)
#: Party: digits, hyphen, type, slash, body.
_PARTY = re.compile(
    rf"(?P<digits>\d{{1,5}})\s?[-–]\s?(?P<symbol>[A-ZĐ][A-Za-zĐđ]{{0,7}}(?:\s?[-–]\s?[A-ZĐ][A-Za-zĐđ]{{"
    rf"0,9}})?\s?/\s?{_WORD}{_TAIL})"
)
_LOOK_BACK = 34
_LOOK_AHEAD = 70

_MORE = r"[\s*]"
_DATED = re.compile(
    rf"{_MORE}*(?P<comma>,?){_MORE}*\(?{_MORE}*(?:(?:được\s+)?(?:ban\s+hành|ký|đề)\s+)?ngày{_MORE}+{date_pattern()}"
)
_BETWEEN = re.compile(
    rf"{_MORE}*,?{_MORE}*(?:của|do){_MORE}+[^,;.:“”\"]{{2,90}}?,?{_MORE}+ngày{_MORE}+{date_pattern()}"
)
_HEAD_BETWEEN = re.compile(r"Độc\s+lập|CỘNG\s+(?:HÒA|HOÀ|SẢN)")
#: Between the members of one list: `số: A, B và C ngày ... của ...`.
_CHAIN = re.compile(rf"{_MORE}*(?:,|;|và|,\s*và){_MORE}+(?:số:?{_MORE}+)?$")
_JOINED = re.compile(rf"{_MORE}*(?:,|và|,\s*và|với|;){_MORE}+(?:các{_MORE}+)?$")

_TYPE = re.compile(rf"\b(?:{alternatives(CITED_TYPES, any_case=True)})\b")
#: What may stand between the type and the digits: the name of a law, `số`, a bracket or quotation mark.
_TYPE_TO_NUMBER = re.compile(r"(?P<name>(?:[\s*]+[^\W\d_]+){0,9}?)[\s*]*\(?(?P<so>số)?\s*:?[\s*“\"(]*", re.IGNORECASE)
_NUMBERED = Ending(r"(?:số|Số|SỐ)\s*:?\s*$", "số", closing=":", flags=0)
_FORM = Ending(
    r"(?:mẫu|biểu|phụ lục|bảng|hồ sơ|lô|thửa|sêri|hóa đơn|biển|tờ bản đồ|tài khoản)\s+$",
    "mẫu", "biểu", "lục", "bảng", "sơ", "lô", "thửa", "sêri", "đơn", "biển", "đồ", "khoản",
)  # fmt: skip

_ISSUER_STOP = (
    r"\s+(?:về|quy\s+định|ban\s+hành|sửa\s+đổi|bổ\s+sung|thay\s+thế|hướng\s+dẫn"
    r"|phê\s+duyệt|triển\s+khai|thực\s+hiện|nhằm|để|tại"
    r"|trong|thì|đã|được|theo|do|yêu\s+cầu|đề\s+nghị|giao|công\s+bố|có|cho|như"
    r"|gửi|chỉ\s+đạo|tổ\s+chức|và\s+(?:văn\s+bản|các\s+văn"
    r"|(?:các\s+)?(?:nghị|quyết|chỉ|kết|thông|công|kế|hướng|chương|đề\s+án|luật"
    r"|quy\s+)|tình|ý\s+kiến|những|thực|việc|nhiệm|đặc|trên)"
    r"|phân\s+công|kết\s+luận|tiếp\s+tục|đối\s+với|ngày|năm|trước|sau|trên|đến"
    r"|là|bảo|gắn|quán\s+triệt|cụ\s+thể|kiện\s+toàn|thông\s+qua"
    r"|chấp\s+thuận|điều\s+chỉnh|giải|hợp|xem\s+xét|xử\s+lý|thông\s+báo|chi\s+tiết"
    r"|bãi\s+bỏ|thành\s+lập|kèm|gồm|quản\s+lý|với|từ"
    r"|số|liên\s+quan|nêu|(?:trước\s+)?ngày)\b"
)
_OF = re.compile(
    rf"{_MORE}*,?\)?{_MORE}*của{_MORE}+(?P<issuer>[{UPPER}](?:(?!{_ISSUER_STOP})[^,;.:()“”\"\n]"
    rf"|\n(?!\s*\n)){{2,160}}?)(?={_ISSUER_STOP}|\s*[,;.:()“”\"]|\s*\n\s*\n|\s*$)"
)
_BOTH = re.compile(
    rf"{_MORE}*giữa{_MORE}+(?P<issuer>[{UPPER}][^,;.:()“”\"]{{4,160}}?)(?={_ISSUER_STOP}|\s*[,;.:()“”\"])"
)
_ISSUED = re.compile(
    rf"(?:ngày{_MORE}+{date_pattern('i')},?{_MORE}+)?"
    rf"(?P<issuer>[{UPPER}][^,;.:()“”\"]{{2,110}}?)\s+(?:đã\s+)?(?:ban\s+hành|có|ký\s+ban\s+hành|gửi)\s+(?:các\s+)?$",
    re.IGNORECASE,
)
_ISSUED_VERB = Ending(r"(?:ban\s+hành|\bcó)\s+(?:các\s+)?$", "hành", "có", "các", flags=0)
_AT = Ending(
    rf"của\s+(?P<issuer>[{UPPER}][^,;.:()“”\"]{{2,100}}?)\s+(?:tại|theo|nêu\s+tại)\s+(?:các\s+)?$",
    "tại", "theo", "các",
    flags=0,
)  # fmt: skip


def _why(words: str, reach: int) -> re.Pattern[str]:
    return re.compile(rf"(?:{words})[^.;]{{0,{reach}}}$", re.IGNORECASE)


#: Why a document is cited: the kind, the first words of its pattern (looked for first), the pattern.
_KINDS = (
    (CitationKind.REPLACED, ("thay", "bãi", "hết"), _why(r"thay\s+thế|bãi\s+bỏ|hết\s+hiệu\s+lực", 80)),
    (
        CitationKind.AMENDED,
        ("sửa", "bổ", "điều", "đính"),
        _why(r"sửa\s+đổi|bổ\s+sung|điều\s+chỉnh|đính\s+chính", 80),
    ),
    (
        CitationKind.ANSWERED,
        ("trả", "phúc", "nhận", "xét"),
        _why(r"trả\s+lời|phúc\s+đáp|nhận\s+được|xét\s+đề\s+nghị", 100),
    ),
    (CitationKind.GROUND, ("căn",), _why(r"căn\s+cứ", 160)),
    (
        CitationKind.CARRIED_OUT,
        ("thực", "triển", "quán", "theo", "tiếp"),
        _why(r"thực\s+hiện|triển\s+khai|quán\s+triệt|theo|tiếp\s+tục", 120),
    ),
)


@dataclass(slots=True)
class _Found:
    """One place where a number is printed, before equal numbers are joined."""

    number: str
    start: int
    end: int
    type: str | None
    typed_at: int
    date: date | None
    issuer: str | None
    has_so: bool
    reach: int  # the end of its date and issuer


def read_citations(text: str, own: str | None, skip: tuple[Span, ...] = ()) -> tuple[Citation, ...]:
    """Return the documents cited in the text, each once, in the order of the first place.

    `own` is the document's own number; stretches in `skip` (head, foot, stamps) are left out.
    """
    places = [found for found in _find(text) if not any(span.start <= found.start < span.end for span in skip)]
    _share(text, places)
    own_key = _key(own) if own else None
    if own_key and not own_key[0].isdigit():  # its digits are blank in the head; an annex names them in full
        places = [place for place in places if not (_key(place.number).endswith(own_key) and _is_own(text, place))]
    joined: dict[str, list[_Found]] = {}
    for place in places:
        key = _key(place.number)
        if key != own_key:
            joined.setdefault(key, []).append(place)
    return tuple(_citation(text, group) for group in joined.values())


def _find(text: str) -> Iterator[_Found]:
    """Yield the numbers of documents in the text, in order."""
    covered = 0
    slash = text.find("/")
    while slash >= 0:
        found = _symbol_around(text, slash, covered)
        if found:
            place = _look_around(text, found)
            covered = found.end()
            if place:
                yield place
        slash = text.find("/", max(slash + 1, covered))


_DIGITS_BEFORE = re.compile(r"(?<![\w/.,-])\d{1,6}[a-dA-D]?\s?$")
_PARTY_BEFORE = re.compile(
    r"(?<![\w/.,-])\d{1,5}\s?[-–]\s?[A-ZĐ][A-Za-zĐđ]{0,7}(?:\s?[-–]\s?[A-ZĐ][A-Za-zĐđ]{0,9})?\s?$"
)


def _symbol_around(text: str, slash: int, covered: int) -> re.Match[str] | None:
    """Return the symbol whose first slash is at `slash`, if one stands there."""
    if slash + 1 >= len(text):
        return None
    start = max(covered, slash - _LOOK_BACK)
    window = text[start:slash]
    before = _DIGITS_BEFORE.search(window)
    if before:
        return _STATE.match(text, start + before.start(), min(len(text), slash + _LOOK_AHEAD))
    before = _PARTY_BEFORE.search(window)
    if before:
        return _PARTY.match(text, start + before.start(), min(len(text), slash + _LOOK_AHEAD))
    return None


def _look_around(text: str, found: re.Match[str]) -> _Found | None:
    """Return the citation whose symbol was found: its type before it, its date and issuer behind it."""
    start, end = found.span()
    before = text[max(0, start - 120) : start]
    numbered = _NUMBERED.search(before)
    if _FORM.search((before[: numbered.start()] if numbered else before)[-40:]):
        return None
    symbol = found["symbol"]
    typed = _type_before(_last_sentence(before))
    if not typed and not numbered and not re.search(r"[-–/]", symbol):
        return None
    if text[end - 2 : end + 2] == "ngày":
        end -= 2  # an extraction lost the blank before `ngày`
    number = re.sub(r"\s+", "", text[start:end]).replace("–", "-").rstrip(".")
    place = _Found(number, start, end, None, start, None, None, numbered is not None, end)
    if typed:
        place.type = " ".join(typed[0].lower().split())
        place.typed_at = start - len(_last_sentence(before)) + typed.start()
    _read_behind(text, place)
    return place


def _last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def _type_before(before: str) -> re.Match[str] | None:
    """Return the last name of a type in front of a number, if only its own name and `số` stand between them."""
    last = _last_match(_TYPE, before)
    if last is None:
        return None
    between = _TYPE_TO_NUMBER.fullmatch(before, last.end())
    if between is None or (between["name"].strip() and not between["so"]):
        return None
    return last


def _last_sentence(before: str) -> str:
    """Return what stands behind the last end of a clause, so that a type is not taken from another one."""
    cut = max(before.rfind(mark) for mark in (";", ". ", "\n\n"))
    return before[cut + 1 :]


def _read_behind(text: str, place: _Found) -> None:
    dated = _DATED.match(text, place.end, place.end + 60) or _BETWEEN.match(text, place.end, place.end + 150)
    if dated and _HEAD_BETWEEN.search(dated[0]):
        dated = None  # a number in the trích yếu, with the other column of the head behind it
    if dated:
        place.date = found_date(dated)
        place.reach = dated.end()
    of = _OF.match(text, place.reach, place.reach + 240) or _BOTH.match(text, place.reach, place.reach + 240)
    if of is None and dated:
        of = _OF.match(text, place.end, place.end + 150)
    if of:
        place.issuer = _printed(of["issuer"])
        place.reach = max(place.reach, of.end("issuer"))


def _printed(issuer: str) -> str | None:
    value = " ".join(issuer.replace("*", "").split()).rstrip(" -–,")
    return value or None


def _share(text: str, places: list[_Found]) -> None:
    """Give the members of a list what is printed once for all: the type before them, date and issuer behind them."""
    for before, place in pairwise(places):
        gap = text[before.reach : place.start]
        if len(gap) < 12 and place.type is None and before.type is not None and _CHAIN.search(gap):
            place.type = before.type
            place.typed_at = place.start
    for before, place in reversed(list(pairwise(places))):
        gap = text[before.reach : place.typed_at]
        if len(gap) > 14 or not _JOINED.fullmatch(gap):
            continue
        if before.date is None and place.typed_at == place.start and before.reach == before.end:
            before.date = place.date
        if before.issuer is None and place.type == before.type:
            before.issuer = place.issuer
    for place in places:
        if place.date is None or place.issuer is None:
            _read_before(text, place)


def _read_before(text: str, place: _Found) -> None:
    """Read what the sentence says before the document: `ngày ..., X ban hành <document>`, `chỉ đạo của X tại
    <document>`."""
    before = _last_sentence(text[max(0, place.typed_at - 200) : place.typed_at])
    if _ISSUED_VERB.search(before):
        issued = _last_issued(before)
        if issued:
            if place.date is None:
                place.date = found_date(issued, "i")
            if place.issuer is None:
                place.issuer = _printed(issued["issuer"])
    if place.issuer is None:
        at = _AT.search(before)
        if at:
            place.issuer = _printed(at["issuer"])


_DAY = re.compile(r"ngày[\s*]+\d", re.IGNORECASE)


def _last_issued(before: str) -> re.Match[str] | None:
    """Return the subject and date of `X ban hành`, taken from behind the last comma or date before it."""
    dated = _last_match(_DAY, before)
    if dated:
        found = _ISSUED.match(before, dated.start())
        if found:
            return found
    start = max(before.rfind(mark) for mark in (",", ".", ";", ":", "(", "\n\n")) + 1
    while start < len(before) and before[start].isspace():
        start += 1
    if start < len(before) and before[start].isupper():
        return _ISSUED.match(before, start)
    return None


_WITH_THIS = re.compile(r"\([^()]{0,14}kèm[\s*]+theo\s[^()\d]{0,40}$", re.IGNORECASE)


def _key(number: str) -> str:
    return re.sub(r"\s+", "", number).replace("–", "-").casefold().strip(".,;:")


def _is_own(text: str, place: _Found) -> bool:
    """Whether the document is named as the one that the annex belongs to."""
    return _WITH_THIS.search(text, max(0, place.start - 64), place.start) is not None


def _citation(text: str, group: list[_Found]) -> Citation:
    first = group[0]
    kind = CitationKind.OTHER
    before = _last_sentence(text[max(0, first.typed_at - 170) : first.typed_at])
    folded = before.lower()
    for candidate, signs, pattern in _KINDS:
        if any(sign in folded for sign in signs) and pattern.search(before):
            kind = candidate
            break
    sure = first.has_so and first.type is not None and is_like_its_type(first.number, first.type)
    return Citation(
        type=next((place.type for place in group if place.type), None),
        number=first.number,
        date=next((place.date for place in group if place.date), None),
        issuer=next((place.issuer for place in group if place.issuer), None),
        kind=kind,
        span=Span(first.start, first.end),
        places=tuple(Span(place.start, place.end) for place in group),
        confidence=Confidence.SURE if sure else Confidence.LIKELY,
        why="type and số before it" if sure else "a symbol by its form",
    )
