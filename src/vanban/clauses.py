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

from vanban.anchors import Opened
from vanban.bidding import GROUND, LEADING_PART, PAST_OPENING, STATEMENT, Mode, lays_duty, subject_behind_comma
from vanban.bodies import STARTS
from vanban.deadlines import Term, read_term
from vanban.delivery import RESULT_SENT, asks_report, deliver_to, may_ask_report, recipient_end
from vanban.lines import Prose
from vanban.outline import sentences
from vanban.owners import BID, Subject, bid_start, find_bid, skip_connectors, subject_at
from vanban.quotations import quotations

_OBJECTLESS = re.compile(
    r"(?:(?:và\s+)?(?:phải\s+|cần\s+)?(?:hoàn\s+thành|xong|kết\s+thúc|thực\s+hiện(?=\s+(?:xong|trước|trong|chậm)))(?:\s+(?:việc\s+này"
    r"|nội\s+dung\s+này|nhiệm\s+vụ\s+này|các\s+nội\s+dung\s+trên))?|thời\s+(?:gian"
    r"|hạn)\s+(?:thực\s+hiện|hoàn\s+thành|gửi|báo\s+cáo)\s*:?)?\s*(?:,|và|để)?\s*"
    r"(?:(?:gửi|báo\s+cáo|trình|nộp)(?:\s+kết\s+quả)?(?:\s+(?:về|cho|đến|lên))?)?\s*",
    re.IGNORECASE,
)
#: Nothing but to whom: `báo cáo Thường trực Đảng ủy trước ngày ...`.
_TO_KNOW = re.compile(r"(?:biết|theo\s+dõi|xem\s+xét|chỉ\s+đạo)\b", re.IGNORECASE)
_ONLY_TO = re.compile(r"(?:và\s+)?(?:báo\s+cáo|gửi|trình)\s+", re.IGNORECASE)
_BY_WHEN = re.compile(r"\s(?:trước|chậm\s+nhất|muộn\s+nhất|trong)\s[^.;]{0,24}?(?:ngày|tháng|quý)\s+\d", re.IGNORECASE)
#: A sentence that only says by when: `Thời gian hoàn thành: trước ngày ...`.
_TERM_ONLY = re.compile(r"thời\s+(?:gian|hạn)\s+(?:thực\s+hiện|hoàn\s+thành|gửi|báo\s+cáo)", re.IGNORECASE)
_TIME = re.compile(
    r"(?:trước|chậm\s+nhất|muộn\s+nhất|trong|đúng|theo|vào|đến|xong|\(?\s*(?:thông\s+)?qua|để|ngay|[.;,]|$|hạn)",
    re.IGNORECASE,
)
_TO_BE_DONE_BY = Opened(r"(?:bảo\s+đảm|đảm\s+bảo)[^.;]*hoàn\s+thành[^.;]*$", "bảo", "đảm", flags=re.IGNORECASE)


@dataclass(slots=True)
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
    return GROUND.match(text, part.begin) is not None or STATEMENT.match(text, part.begin) is not None


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
        comes_back = bool(part.term.recurrence) and not (last and last.term.recurrence)
        if comes_back and last and last.is_duty and part.is_objectless:
            part = replace(part, is_objectless=False)  # `định kỳ báo cáo X` is more than the end of what stands before
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
    quoted = quotations(text)
    for number, (first, last) in enumerate(sentences(text[start:])):
        first, last = first + start, last + start
        told = PAST_OPENING.match(text, first) is not None
        for begin, end in _pieces(text, first, last):
            goes_on = duty_before and begin > first
            proper = skip_connectors(text, begin, end)
            follows = unit_bids and (_FOLLOWS_UP.match(text, proper) or RESULT_SENT.match(text, proper)) is not None
            here = Mode.TASKS if mode < Mode.TASKS and (goes_on or follows) else mode
            if told:
                here = Mode.TALE
            if any(opened <= begin < closed for opened, closed in quoted):
                continue
            part = _part(prose, begin, end, number, issued, here, goes_on)
            duty_before = part.is_duty
            unit_bids = unit_bids or part.is_duty
            yield part


#: What a sentence behind a bid begins with that says by when or to whom: it bids too.
_FOLLOWS_UP = re.compile(
    r"(?:kết\s+quả|hoàn\s+thành|báo\s+cáo|gửi|thời\s+hạn|thời\s+gian\s+(?:hoàn|thực))\s", re.IGNORECASE
)


def _whose_result(text: str, begin: int, end: int) -> Subject | None:
    """Return whose report is to be sent: `Văn bản góp ý của các bộ, ngành đề nghị gửi về X trước ngày ...`."""
    sent = RESULT_SENT.match(text, begin, end)
    if sent is None or not sent["whose"]:
        return None
    of = sent["whose"].rfind("của ")
    if of < 0:
        return None
    start = sent.start("whose") + of + len("của ")
    stop = sent.end("whose")
    return Subject(start, stop, stop) if STARTS.match(text, start) and stop > start else None


def _part(prose: Prose, start: int, end: int, sentence: int, issued: date | None, mode: Mode, goes_on: bool) -> Part:
    text = prose.text
    begin = skip_connectors(text, start, end)
    subject = subject_at(text, begin, end)
    bid = None
    if subject is None or subject.is_past or mode is Mode.TALE or BID.match(text, subject.predicate):
        bid = find_bid(text, start, end)
    if bid and mode is Mode.GOVERNED and bid.bid == "phân công":
        bid = None  # the body of the heading names who does it
    if subject is None and bid is None and LEADING_PART.match(text, begin):
        subject = subject_behind_comma(text, begin, end)
    if subject is None and bid is None:
        subject = _whose_result(text, begin, end)
    objectless = _is_objectless(text, begin, end)
    duty = lays_duty(text, begin, end, subject, bid, mode, goes_on) or (
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
    report = may_ask_report(text, start, end) and asks_report(text[start:end])
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
        and _TO_BE_DONE_BY.search(text, start, start + max(term.start, 0)) is not None,
        begin=begin,
    )


def _is_objectless(text: str, begin: int, end: int) -> bool:
    """Whether the clause only says that what stands before it is to be done or sent."""
    if not _DONE_OR_SENT.match(text, begin, end):
        return False
    found = _OBJECTLESS.match(text, begin, end)
    if found is None:
        return False
    rest = found.end()
    if rest >= end or _TIME.match(text, rest, end):
        return True
    only = _ONLY_TO.match(text, begin, end)
    name = recipient_end(text, only.end(), end) if only else None
    if name is not None:
        behind = name + (text[name : name + 1] == " ")
        return (_TIME.match(text, behind, end) or _TO_KNOW.match(text, behind, end)) is not None
    if _TERM_ONLY.match(text, begin, end) and _BY_WHEN.search(text, begin, end):
        return True
    return _DONE.match(text, begin, end) is not None and STARTS.match(text, rest) is not None


_DONE = re.compile(r"(?:và\s+)?(?:phải\s+)?hoàn\s+thành", re.IGNORECASE)
_DONE_OR_SENT = re.compile(
    r"(?:và\s+)?(?:phải\s+)?(?:hoàn\s+thành|xong|gửi|báo\s+cáo|trình|nộp|thời\s+(?:gian|hạn)|kết\s+thúc"
    r"|thực\s+hiện\s+(?:xong\s+)?(?:trước|trong|chậm))",
    re.IGNORECASE,
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
