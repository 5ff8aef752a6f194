"""How much of a unit is one duty: its parts, and which of them belong together.

Rules: the unit is the dash, else the point, else the paragraph. It is cut at a sentence end or a semicolon (not inside
brackets or quotation marks, not in a list behind a colon that spells out one duty) only where the parts differ in
owner,
in deadline or recurrence, or in deliverable. A clause without an object of its own (`hoàn thành, gửi về ...`)
belongs to
what stands before it. Grounds, aims and sentences without a duty are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from vanban.bodies import STARTS
from vanban.deadlines import Term, read_term
from vanban.delivery import RESULT_SENT, asks_report, deliver_to
from vanban.lines import Prose
from vanban.outline import sentences
from vanban.owners import BID, VERB, Subject, bid_start, find_bid, skip_connectors, subject_at

_GROUND = re.compile(r"(?:căn\s+cứ|để|nhằm|trên\s+cơ\s+sở|thực\s+hiện|xét|xuất\s+phát|do|vì|nếu)\b", re.IGNORECASE)
_PURE_GROUND = re.compile(r"(?:căn\s+cứ|để|nhằm|trên\s+cơ\s+sở|xét|xuất\s+phát)\b", re.IGNORECASE)
_STATEMENT = re.compile(r"(?:công\s+tác|việc|đây)\s[^;]{3,200}?\s+là\s", re.IGNORECASE)
_OBJECTLESS = re.compile(
    r"(?:(?:và\s+)?(?:phải\s+|cần\s+)?(?:hoàn\s+thành|xong|kết\s+thúc)(?:\s+(?:việc\s+này"
    r"|nội\s+dung\s+này|nhiệm\s+vụ\s+này|các\s+nội\s+dung\s+trên))?|thời\s+(?:gian"
    r"|hạn)\s+(?:thực\s+hiện|hoàn\s+thành|gửi|báo\s+cáo)\s*:?)?\s*(?:,|và|để)?\s*"
    r"(?:(?:gửi|báo\s+cáo|trình|nộp)(?:\s+kết\s+quả)?(?:\s+(?:về|cho|đến|lên))?)?\s*",
    re.IGNORECASE,
)
#: A sentence that only says by when: `Thời gian hoàn thành: trước ngày ...`.
_TERM_ONLY = re.compile(r"thời\s+(?:gian|hạn)\s+(?:thực\s+hiện|hoàn\s+thành|gửi|báo\s+cáo)", re.IGNORECASE)
_TIME = re.compile(
    r"(?:trước|chậm\s+nhất|muộn\s+nhất|trong|đúng|theo|vào|đến|xong|\(?\s*(?:thông\s+)?qua|để|ngay|[.;,]|$|hạn)",
    re.IGNORECASE,
)
_TO_BE_DONE_BY = re.compile(r"(?:bảo\s+đảm|đảm\s+bảo)[^.;]*hoàn\s+thành[^.;]*$", re.IGNORECASE)
#: Beginnings of sentences that tell what was, what the issuer does itself, or that only close the text.
_NO_DUTY = re.compile(
    r"(?:(?:(?:có|đính|gửi|xin gửi)\s+)?kèm\s|chi\s+tiết\s+(?:tại|theo)|(?:nay,?\s+)?(?:xin\s+)?(?:trâ"
    r"n\s+trọng|kính\s+mong|rất\s+mong)|nay,?\s"
    r"|trên\s+đây|(?:\(|\s)*(?:thông\s+báo|quyết\s+định|chỉ\s+thị|kế\s+hoạch"
    r"|công\s+văn|nghị\s+quyết|văn\s+bản|quy\s+định|chương\s+trình|hướng\s+dẫn"
    r"|kết\s+luận)\s+này"
    r"|thời\s+gian\s*:|địa\s+điểm\s*:|thành\s+phần\s*:|tuy\s+nhiên|thời\s+gian\s+qua"
    r"|trong\s+(?:thời\s+gian|những\s+năm)\s+qua|những\s+năm\s+qua|đến\s+nay"
    r"|qua\s+(?:\d+\s+năm|theo\s+dõi|rà\s+soát|kiểm\s+tra|báo\s+cáo)|vừa\s+qua"
    r"|hiện\s+nay|hiện\s+tại|ngày\s+\d"
    r"|(?:cơ\s+bản\s+|hoàn\s+toàn\s+)?(?:thống\s+nhất|nhất\s+trí|đồng\s+ý|ghi\s+nhận"
    r"|đánh\s+giá\s+cao|hoan\s+nghênh|biểu\s+dương|chấp\s+thuận|phê\s+duyệt|ban\s+hành\s+kèm"
    r"|cho\s+phép|thông\s+qua\s+(?:nghị|nội|chương)|công\s+nhận|bãi\s+bỏ|cảm\s+ơn"
    r"|chúc)"
    r"|(?:tại|sau)\s+(?:hội\s+nghị|cuộc\s+họp|phiên|khi\s+nghe)|nơi\s+nhận|kính\s+gửi"
    r"|theo\s+(?:báo\s+cáo|thống\s+kê|số\s+liệu|kết\s+quả)\s[^,]*,|kết\s+quả(?!\s[^.;,]{0,50}(?:báo\s+cáo|gửi)\s)\b"
    r"|nguyên\s+nhân|tồn\s+tại|hạn\s+chế|số\s+liệu|đồng\s+chí\s[^,;]*,|ông\s"
    r"|bà\s|không\s+có\b|bên\s+cạnh\s+những|dự\s+báo)",
    re.IGNORECASE,
)
_DOER = re.compile(
    r"\bcảm\s+ơn\b|\b(?:thông\s+báo|trân\s+trọng\s+thông\s+báo)\b[^.;]*\b(?:để\b[^.;]*"
    r"|đến\b[^.;]*)(?:biết|triển\s+khai|thực\s+hiện)",
    re.IGNORECASE,
)


class Mode(IntEnum):
    """How much bids where a unit stands.

    `TALE`: only `đề nghị X`, `giao X`, `yêu cầu X`, `X phải`; `STATEMENTS`: also `X làm`; `TASKS`: also a bare verb;
    `GOVERNED`: the unit stands under a heading that names bodies, so that whatever begins it bids.
    """

    TALE = 0
    STATEMENTS = 1
    TASKS = 2
    GOVERNED = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence or a piece of one: where it stands, who must do it, by when, and whether a report is asked."""

    start: int
    end: int
    sentence: int
    subject: Subject | None
    term: Term
    is_report: bool
    recipient: str | None
    is_duty: bool
    is_objectless: bool = False
    is_trailing_term: bool = False
    begin: int = 0  # where the clause proper begins, behind connecting words

    @property
    def owner_key(self) -> tuple[int, int] | None:
        return (self.subject.start, self.subject.end) if self.subject else None


def cut_unit(prose: Prose, start: int, issued: date | None, mode: Mode) -> list[list[Part]]:
    """Return the duties of a unit, each as the parts that make it up.

    `mode` says how much bids there: see `Mode`.
    """
    parts = _fold_objectless(list(_parts(prose, start, issued, mode)))
    entries: list[list[Part]] = []
    for part in parts:
        if not part.is_duty:
            if entries and entries[-1][-1].sentence == part.sentence and not _is_ground(prose.text, part):
                entries[-1].append(part)
            continue
        if entries and part.is_objectless and _takes_all(entries):
            entries = [[piece for entry in entries for piece in entry] + [part]]
        elif entries and (part.is_objectless or not _differ(prose.text, entries[-1], part)):
            entries[-1].append(part)
        else:
            entries.append([part])
    return entries


def _takes_all(entries: list[list[Part]]) -> bool:
    """Whether a sentence `Hoàn thành và báo cáo X trước ngày ...` closes the whole unit: no other term stands before
    it."""
    return not any(part.term.is_printed for entry in entries for part in entry) and not any(
        part.subject for entry in entries[1:] for part in entry
    )


def _is_ground(text: str, part: Part) -> bool:
    return _GROUND.match(text, part.begin) is not None or _STATEMENT.match(text, part.begin) is not None


def _differ(text: str, entry: list[Part], part: Part) -> bool:
    """Whether a part differs from the duty before it in owner, term or deliverable."""
    if part.subject and _printed(text, part) != _owner_of(text, entry):
        return True
    if part.is_report != any(piece.is_report for piece in entry):
        return True
    before = next((piece.term for piece in reversed(entry) if piece.term.is_printed), None)
    if part.term.is_printed:
        if before is None:
            return True
        return _term_key(before) != _term_key(part.term)
    if before is not None:
        return True
    if part.is_report:
        known = next((piece.recipient for piece in entry if piece.recipient), None)
        return part.recipient is not None and known is not None and known != part.recipient
    return False


def _term_key(term: Term) -> object:
    return (term.due, term.kind, term.recurrence, term.deadline.text if term.due is None and term.deadline else None)


def _printed(text: str, part: Part) -> str:
    return text[part.subject.start : part.subject.end].casefold() if part.subject else ""


def _owner_of(text: str, entry: list[Part]) -> str:
    return next((_printed(text, part) for part in reversed(entry) if part.subject), "")


def _fold_objectless(parts: list[Part]) -> list[Part]:
    """Join a clause without an object to the one before it in its sentence."""
    folded: list[Part] = []
    for part in parts:
        if part.is_trailing_term:
            while (
                folded
                and folded[-1].sentence == part.sentence
                and folded[-1].is_duty
                and not folded[-1].term.is_printed
            ):
                part = _joined(folded.pop(), part)
        last = folded[-1] if folded else None
        if last and part.is_objectless and part.is_duty and last.sentence == part.sentence and last.is_duty:
            folded[-1] = _joined(last, part)
        else:
            folded.append(part)
    return folded


def _joined(first: Part, second: Part) -> Part:
    return replace(
        first,
        end=second.end,
        term=second.term if second.term.is_printed else first.term,
        is_report=first.is_report or second.is_report,
        recipient=first.recipient or second.recipient,
    )


# --- parts ---------------------------------------------------------------------------------------------------------


def _parts(prose: Prose, start: int, issued: date | None, mode: Mode) -> Iterator[Part]:
    text = prose.text
    duty_before = unit_bids = False
    for number, (first, last) in enumerate(sentences(text[start:])):
        first, last = first + start, last + start
        for begin, end in _pieces(text, first, last):
            goes_on = duty_before and begin > first
            follows = unit_bids and _FOLLOWS_UP.match(text, skip_connectors(text, begin, end)) is not None
            here = Mode.TASKS if mode < Mode.TASKS and (goes_on or follows) else mode
            part = _part(prose, begin, end, number, issued, here, goes_on)
            duty_before = part.is_duty
            unit_bids = unit_bids or part.is_duty
            yield part


#: What a sentence behind a bid begins with that says by when or to whom: it bids too.
_FOLLOWS_UP = re.compile(
    r"(?:kết\s+quả|hoàn\s+thành|báo\s+cáo|gửi|thời\s+hạn|thời\s+gian\s+(?:hoàn|thực))\s", re.IGNORECASE
)


def _part(prose: Prose, start: int, end: int, sentence: int, issued: date | None, mode: Mode, goes_on: bool) -> Part:
    text = prose.text
    begin = skip_connectors(text, start, end)
    subject = subject_at(text, begin, end)
    bid = None
    if subject is None or subject.is_past or mode is Mode.TALE or BID.match(text, subject.predicate):
        bid = find_bid(text, start, end)
    if subject is None and bid is None and _LEADING_PART.match(text, begin):
        subject = _subject_behind_comma(text, begin, end)
    objectless = _is_objectless(text, begin, end)
    duty = _lays_duty(text, begin, end, subject, bid, mode, goes_on) or (
        objectless and _TERM_ONLY.match(text, begin) is not None
    )
    if bid:
        bidding = bid_start(text, start, bid.start)
        start = start if skip_connectors(text, start, end) >= bidding else bidding  # linking words stay
        begin = bid.predicate
        subject = bid
    elif subject and subject.is_past:
        subject = None
    term = read_term(prose, start, end, issued)
    report = asks_report(text[start:end])
    recipient = deliver_to(prose, start, end) if report else None
    return Part(
        start,
        end,
        sentence,
        subject if duty else None,
        term,
        report,
        recipient.value if recipient else None,
        duty,
        is_objectless=objectless and bid is None,
        is_trailing_term=term.due is not None
        and _TO_BE_DONE_BY.search(text[start : start + max(term.start, 0)]) is not None,
        begin=begin,
    )


_BOUND = re.compile(r"(?:có\s+trách|chịu\s+trách|cần|phải)")


def _lays_duty(
    text: str, begin: int, end: int, subject: Subject | None, bid: Subject | None, mode: Mode, goes_on: bool
) -> bool:
    if begin >= end:
        return False
    if bid is not None:
        return True
    if subject is not None and subject.is_past:
        return False
    if text[end : end + 1] == ";" and (
        (_PURE_GROUND.match(text, begin) and not _verb_behind_comma(text, begin, end)) or _STATEMENT.match(text, begin)
    ):
        return False
    if _NO_DUTY.match(text, begin) or _DOER.search(text, begin, end):
        return False
    if subject is not None:
        return mode is not Mode.TALE or _BOUND.match(text, subject.predicate) is not None
    if mode < Mode.TASKS:
        return False
    if VERB.match(text, begin) or _MUST.match(text, begin) or RESULT_SENT.match(text, begin):
        return True
    if _GROUND.match(text, begin) or _LEADING.match(text, begin):
        return _verb_behind_comma(text, begin, end)
    if mode is Mode.GOVERNED and text[begin].isupper() and not _NOUN.match(text, begin):
        return True
    return goes_on or _HAS_MUST.search(text, begin, end) is not None


_MUST = re.compile(
    r"(?:cần|phải|không\s+được|có\s+(?:trách|báo|kế|giải|biện|hình|văn)|chỉ|bám|theo\s+chức\s+năng|quá\s+trình|từ\s)",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?:số\s+lượng|tỷ\s+lệ|tổng|diện\s+tích|kinh\s+phí|thời\s+gian|địa\s+điểm"
    r"|thành\s+phần|đại\s+diện|lãnh\s+đạo|hồ\s+sơ|mức|danh\s+sách|đồng\s+chí"
    r"|trưởng|phó|ông|bà|\d|việc\s|các\s|những\s|nội\s+dung|thành\s+viên|một\s+số"
    r"|kết\s+quả|đây\s|năm\s|kế\s+hoạch|văn\s+bản)",
    re.IGNORECASE,
)
_HAS_MUST = re.compile(r"\b(?:cần|phải|yêu\s+cầu|đề\s+nghị)\s")
_LEADING = re.compile(
    r"(?:đối\s+với|trường\s+hợp|khi|trong|theo|từ|tại|với|về|sau|trước|qua|bằng|ngay|hằng|hàng|quá\s+trình)\s",
    re.IGNORECASE,
)


_LEADING_PART = re.compile(
    r"(?:căn\s+cứ|để|nhằm|trên\s+cơ\s+sở|theo|trước|chậm\s+nhất|hằng|hàng|định\s+kỳ"
    r"|trong|khi|sau|từ|tại|với|về|đối\s+với|qua|vào|đến|cuối|đầu|ngay|thực\s+hiện)\s",
    re.IGNORECASE,
)


def _subject_behind_comma(text: str, begin: int, end: int) -> Subject | None:
    """Return the subject that stands behind an adverbial clause: `Định kỳ trước ngày ... hằng năm, X có trách nhiệm
    ...`."""
    position = begin
    for _ in range(8):
        comma = text.find(", ", position, end)
        if comma < 0:
            return None
        position = comma + 2
        subject = subject_at(text, position, end)
        if subject:
            return None if subject.is_past else subject
    return None


def _verb_behind_comma(text: str, begin: int, end: int) -> bool:
    """Whether a verb follows a comma: `Đối với các cơ sở ..., hướng dẫn ...`; or the duty stands behind `thì`."""
    position = begin
    for _ in range(12):
        comma = text.find(",", position, end)
        if comma < 0:
            break
        position = comma + 1
        while position < end and text[position] == " ":
            position += 1
        if VERB.match(text, position) or _MUST.match(text, position) or subject_at(text, position, end):
            return True
    return re.search(r"\bthì\s|\bcần\s|\bphải\s", text[begin:end]) is not None


def _is_objectless(text: str, begin: int, end: int) -> bool:
    """Whether the clause only says that what stands before it is to be done or sent."""
    if not re.match(
        r"(?:và\s+)?(?:phải\s+)?(?:hoàn\s+thành|xong|gửi|báo\s+cáo|trình|nộp|thời\s+(?:gian|hạn)|kết\s+thúc)",
        text[begin:end],
        re.IGNORECASE,
    ):
        return False
    found = _OBJECTLESS.match(text, begin, end)
    if found is None:
        return False
    rest = found.end()
    if rest >= end or _TIME.match(text, rest, end):
        return True
    return (
        re.match(r"(?:và\s+)?(?:phải\s+)?hoàn\s+thành", text[begin:end], re.IGNORECASE) is not None
        and STARTS.match(text, rest) is not None
    )


_MARK = re.compile(r"[;:(“\[)”\]]")


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a sentence: cut at semicolons and before owners behind a colon, not in brackets or quotes."""
    begin = start
    if text.find(";", start, end) >= 0 or text.find(":", start, end) >= 0:
        depth = 0
        listed = False
        for found in _MARK.finditer(text, _behind_owners(text, start, end), end):
            mark, index = found[0], found.start()
            if mark in "(“[":
                depth += 1
            elif mark in ")”]":
                depth = max(0, depth - 1)
            elif depth == 0 and mark == ":" and index + 1 < end:
                listed = subject_at(text, skip_connectors(text, index + 1, end), end) is None
                if not listed:
                    yield begin, index
                    begin = index + 1
            elif depth == 0 and mark == ";" and not listed:
                yield begin, index
                begin = index + 1
    if text[begin:end].strip():
        yield begin, end


def _behind_owners(text: str, start: int, end: int) -> int:
    """Return where the duty begins behind its owners, whose own semicolons do not cut."""
    owners = subject_at(text, skip_connectors(text, start, end), end) or find_bid(text, start, end)
    return owners.predicate if owners else start
