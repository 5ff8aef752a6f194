"""The duties that a document lays on bodies, in the order of the text.

Rules: a sentence or clause that bids somebody do something: an imperative under a heading, `đề nghị`, `giao`, `yêu cầu`,
`cần`, `phải`, or a statement in a list of tasks. Results, shortcomings, grounds, aims, footnotes and what the issuer does by
the document itself lay no duty. A lead-in whose whole content is `thực hiện các nội dung sau` only gives owners.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from vanban.bodies import cut_bodies, is_group
from vanban.clauses import Part, cut_unit
from vanban.deadlines import NO_TERM, Term, read_term
from vanban.delivery import _HELP, _HELP_STOP, coordinators, deliver_to, via
from vanban.kinds import kind_of
from vanban.model import Assignment, Body, Confidence, DutyKind, Level, OwnerSource, Span
from vanban.outline import Outline, Paragraph
from vanban.owners import VERB, find_bid, heading_bodies, skip_connectors, subject_at
from vanban.vocabulary import is_upper

#: Types whose lists are lists of tasks; in the others only what is expressly bidden is a duty.
_TASK_TYPES = frozenset(
    [
        "công văn",
        "thông báo",
        "chỉ thị",
        "kế hoạch",
        "kết luận",
        "chương trình",
        "hướng dẫn",
        "công điện",
        "nghị quyết",
        "thông tri",
        "đề án",
        "phương án",
    ]
)
_TASK_HEADING = re.compile(
    r"(?:tổ\s+chức\s+(?:thực\s+hiện|triển\s+khai)|phân\s+công|nhiệm\s+vụ|giải\s+pháp|nội\s+dung|trách\s+nhiệm|các\s+nhiệm\s+vụ|kết\s+luận|yêu\s+cầu|biện\s+pháp|công\s+việc|triển\s+khai|chế\s+độ|thời\s+gian\s+tới|ý\s+kiến\s+chỉ\s+đạo|công\s+tác|về\s)",
    re.IGNORECASE,
)
_TALE_HEADING = re.compile(
    r"(?:(?:đánh\s+giá|kết\s+quả|ưu\s+điểm|hạn\s+chế|tồn\s+tại|khuyết\s+điểm|nguyên\s+nhân|tình\s+hình|thực\s+trạng|bối\s+cảnh|mục\s+đích|mục\s+tiêu|quan\s+điểm|nguyên\s+tắc|căn\s+cứ|sự\s+cần\s+thiết|thành\s+phần|thời\s+gian(?!\s+tới)|địa\s+điểm|đối\s+tượng|phạm\s+vi|kinh\s+phí|"
    r"những\s+kết\s+quả|bài\s+học|cơ\s+sở\s+(?:pháp|chính|thực)|khái\s+quát|chỉ\s+tiêu|dự\s+báo|ý\s+nghĩa|yêu\s+cầu\s*$|kết\s+quả\s+đạt|một\s+số\s+(?:kết\s+quả|hạn\s+chế|tồn\s+tại|chỉ\s+tiêu)|phương\s+châm|tư\s+tưởng\s+chỉ\s+đạo|hiệu\s+lực|điều\s+khoản|giải\s+thích)|về\s+(?:kết\s+quả|tình\s+hình|ưu\s+điểm|hạn\s+chế))",
    re.IGNORECASE,
)
_LIST_FOLLOWS = re.compile(
    r"(?:như\s+sau|sau\s+đây|dưới\s+đây|(?:nội\s+dung|nhiệm\s+vụ|công\s+việc|giải\s+pháp|vấn\s+đề|yêu\s+cầu|biện\s+pháp|việc|trọng\s+tâm|điểm)[^.;:]{0,60}\ssau|cụ\s+thể(?:\s+như\s+sau)?|sau)\s*[:.]?\s*$",
    re.IGNORECASE,
)
#: The words that announce a list (`một số nội dung sau`), and those that lead to them (`trong đó cần chú ý thêm`).
_LIST_NAMED = re.compile(
    r"(?:[,;]\s*)?(?:(?:trong\s+đó|cụ\s+thể|đồng\s+thời|và),?\s+)?(?:(?:cần|phải)\s+)?"
    r"(?:(?:chú\s+ý|lưu\s+ý|tập\s+trung|quan\s+tâm|triển\s+khai|thực\s+hiện|chú\s+trọng|làm)(?:\s+(?:thêm|vào|tốt|thực\s+hiện|ngay|có\s+hiệu\s+quả|nghiêm\s+túc))*\s+)*"
    r"(?:một\s+số|các|những)\s+(?:nội\s+dung|nhiệm\s+vụ|công\s+việc|giải\s+pháp|vấn\s+đề|yêu\s+cầu|biện\s+pháp|việc|điểm|công\s+tác)\b",
    re.IGNORECASE,
)
_ISSUER_SPEAKS = re.compile(
    r"(?:kết\s+luận|chỉ\s+đạo|ý\s+kiến|thống\s+nhất|quyết\s+nghị|thông\s+báo|quyết\s+định|yêu\s+cầu|hướng\s+dẫn|đề\s+nghị|ban\s+hành|báo\s+cáo|xây\s+dựng)[^.;:]{0,80}?(?:như\s+sau|sau\s+đây|sau|cụ\s+thể)?\W*$",
    re.IGNORECASE,
)
_EMPTY_LEAD = re.compile(
    r"(?:\s|,|và|nghiêm\s+túc|quan\s+tâm|tập\s+trung|khẩn\s+trương|tổ\s+chức|phối\s+hợp|chỉ\s+đạo|triển\s+khai|thực\s+hiện|quán\s+triệt|tốt|ngay|một\s+cách|quyết\s+liệt|đồng\s+bộ|hiệu\s+quả|có\s+hiệu\s+quả|theo\s+chức\s+năng|nhiệm\s+vụ|thẩm\s+quyền|được\s+giao|kịp\s+thời|cần|phải|tiếp\s+tục|chủ\s+động|tích\s+cực|kết\s+luận|có\s+ý\s+kiến|như|sau|:|lưu\s+ý)*",
    re.IGNORECASE,
)
_LEAD_BID = re.compile(
    r"(?:đề\s+nghị|yêu\s+cầu|giao|phân\s+công|kết\s+luận|chỉ\s+đạo|ý\s+kiến|quyết\s+nghị|thông\s+báo|chỉ\s+thị|đôn\s+đốc|hướng\s+dẫn|chỉ\s+thị)\b",
    re.IGNORECASE,
)
_SHORTCOMING = re.compile(
    r"(?:chưa|không)\s+(?:thực\s+hiện|chấp\s+hành|bảo\s+đảm|đảm\s+bảo)\s+(?:nghiêm\s+túc\s+|đầy\s+đủ\s+|tốt\s+|nghiêm\s+|đúng\s+|kịp\s+thời\s+)*(?P<rule>(?:chế\s+độ|quy\s+định|quy\s+chế)\s[^;.()]{3,80}\([^()]{4,90}\))",
    re.IGNORECASE,
)
_BRACKETED_BID = re.compile(r"\((?P<bid>(?:giao|đề\s+nghị|yêu\s+cầu)\s[^()]{6,200})\)", re.IGNORECASE)
_RUN_IN = re.compile(r"[^:.;“”]{3,260}?:(?=\s)")


@dataclass(slots=True)
class _Owners:
    bodies: tuple[Body, ...] = ()
    source: OwnerSource = OwnerSource.NONE


@dataclass(slots=True)
class _Context:
    """What governs the unit that is read: owners of the lead-in and of each open heading, and whether tasks are listed."""

    issued: date | None
    tasks: bool
    task_type: bool
    printed: str
    lead: _Owners = field(default_factory=_Owners)
    headings: list[tuple[int, _Owners, bool]] = field(default_factory=list)
    led: bool = False

    def close(self, depth: int) -> None:
        while self.headings and self.headings[-1][0] >= depth:
            self.headings.pop()

    def owners(self) -> _Owners:
        for _, owners, _ in reversed(self.headings):
            if owners.bodies:
                return owners
        return self.lead

    def cut(self, part: Paragraph, start: int, end: int) -> tuple[Body, ...]:
        """Cut a list of bodies; a comma lost in it is supplied where the document prints the same list with it."""
        whole: list[Body] = []
        for body in cut_bodies(part.prose, start, end):
            gap = body.name.find(" các ")
            if gap > 0 and f"{body.name[:gap]}, {body.name[gap + 1 :]}"[:80] in self.printed:
                middle = body.span.start + gap
                whole.append(Body(body.name[:gap], Span(body.span.start, middle), is_group(body.name[:gap])))
                whole.append(Body(body.name[gap + 1 :], Span(middle + 1, body.span.end), True))
            else:
                whole.append(body)
        return tuple(whole)

    def lists_tasks(self) -> bool:
        for _, _, tasks in reversed(self.headings):
            return tasks
        return self.tasks


def read_assignments(outline: Outline, doc_type: str | None, issued: date | None) -> tuple[Assignment, ...]:
    """Return the duties of the text. `issued` gives the year to a day printed without one."""
    is_task_type = doc_type in _TASK_TYPES or doc_type is None
    parts = outline.paragraphs
    context = _Context(issued, False, is_task_type, "\n".join(part.text for part in parts))
    found: list[Assignment] = []
    for index, part in enumerate(parts):
        below = parts[index + 1] if index + 1 < len(parts) else None
        _read_unit(context, part, below, found)
    return tuple(found)


def _read_unit(context: _Context, part: Paragraph, below: Paragraph | None, found: list[Assignment]) -> None:
    if part.level is Level.PARAGRAPH and part.is_last_point:
        context.headings.clear()
        context.lead = _Owners() if context.led else context.lead
    elif part.level is not Level.PARAGRAPH:
        context.close(part.depth)
    text = part.text.strip()
    if not text:
        return
    if _is_heading(part, below):
        _open_heading(context, part, found)
        return
    if part.level is Level.PARAGRAPH and (below is not None or text.endswith(":")) and _is_lead_in(part, below):
        _read_lead_in(context, part, 0, found)
        return
    start = 0
    head = _RUN_IN.match(part.text)
    if head:
        bodies = heading_bodies(part.text[: head.end()])
        if bodies:
            owners = _Owners(context.cut(part, *bodies), OwnerSource.HEADING)
            context.headings.append((part.depth, owners, True))
            start = head.end()
        elif _TALE_HEADING.match(part.text) and not subject_at(part.text, 0, head.end()):
            context.headings.append((part.depth, _Owners(), False))
            start = head.end()
        elif part.level is not Level.PARAGRAPH and _is_title(part.text[: head.end()]):
            context.headings.append((part.depth, _Owners(), context.lists_tasks() or part.level is not Level.DASH))
            start = head.end()
    if part.level is not Level.PARAGRAPH and not context.headings and context.task_type:
        context.tasks = True
    if below is not None and below.depth > part.depth and _LIST_FOLLOWS.search(part.text.rstrip()):
        _read_lead_in(context, part, start, found)
        return
    _read_content(context, part, start, found)


# --- headings and lead-ins -----------------------------------------------------------------------------------------


def _is_heading(part: Paragraph, below: Paragraph | None) -> bool:
    """Whether a unit is a heading: it stands on its own line and ends in a colon or without a stop."""
    text = part.text.rstrip("* ")
    if part.level in (Level.PART, Level.CHAPTER, Level.SECTION):
        return True
    if len(text) > 330:
        return False
    if is_upper(text):
        return True
    if text.endswith(":"):
        return heading_bodies(text) is not None or (
            part.level is not Level.PARAGRAPH and (_TALE_HEADING.match(text) is not None or _is_title(text))
        )
    if part.level is Level.PARAGRAPH or below is None:
        return False
    if part.level is Level.ROMAN and len(text) < 200 and not text.endswith((".", ";")):
        return True
    if text.endswith((".", ";", "/", ",")):
        stripped = text.rstrip(".;/ ")
        return (
            text.endswith(".") and below.depth > part.depth and len(text) < 120 and ". " not in stripped
            and (_is_title(stripped) or heading_bodies(stripped) is not None)
        )  # fmt: skip
    return below.depth > part.depth and subject_at(text, 0, len(text)) is None


def _is_title(text: str) -> bool:
    """Whether the words name a subject (`Về ...`, `Công tác ...`, `Mục đích`), and bid nothing."""
    words = text.strip(" :.*")
    if len(words) > 160 or subject_at(words, 0, len(words)) or find_bid(words, 0, len(words)):
        return False
    first = VERB.match(words)
    return first is None or len(words) < 60 or words.istitle()


def _open_heading(context: _Context, part: Paragraph, found: list[Assignment]) -> None:
    text = part.text
    context.close(part.depth)
    bodies = heading_bodies(text)
    if bodies:
        owners = _Owners(context.cut(part, *bodies), OwnerSource.HEADING)
        context.headings.append((part.depth, owners, True))
        return
    if _TALE_HEADING.match(text):
        tasks = False
    elif _TASK_HEADING.match(text) or context.led:
        tasks = True
    else:
        tasks = context.lists_tasks() or context.task_type
    context.headings.append((part.depth, _Owners(), tasks))


def _is_lead_in(part: Paragraph, below: Paragraph | None) -> bool:
    text = part.text.rstrip(" *")
    if text.endswith(":"):
        return _LEAD_BID.search(text) is not None or _LIST_FOLLOWS.search(text) is not None
    return (
        text.endswith(".")
        and below is not None
        and below.level is not Level.PARAGRAPH
        and _LIST_FOLLOWS.search(text[-90:]) is not None
    )


def _read_lead_in(context: _Context, part: Paragraph, start: int, found: list[Assignment]) -> None:
    """Read a paragraph that opens a list of tasks: its owners govern the list; a duty of its own is an entry."""
    text = part.text
    end = len(text.rstrip(" :.*"))
    named = _list_named(text, start, end)
    sentence = max(text.rfind(". ", start, named) + 1, start)
    bid = _last_bid(text, start, end)
    subject = bid or subject_at(text, skip_connectors(text, sentence, end), end)
    if bid:
        context.lead = _Owners(context.cut(part, bid.start, bid.end), OwnerSource.LEAD_IN)
    elif subject and part.level is not Level.PARAGRAPH and not subject.is_past:
        context.headings.append(
            (part.depth, _Owners(context.cut(part, subject.start, subject.end), OwnerSource.HEADING), True)
        )
    context.tasks = True
    context.led = True
    if part.level is not Level.PARAGRAPH and not (subject and not bid):
        context.headings.append((part.depth, _Owners(), True))
    body = subject.predicate if subject else skip_connectors(text, sentence, end)
    if subject and (subject.is_past or (bid is None and _ISSUER_SPEAKS.search(text, subject.predicate))):
        return
    if body >= named or _EMPTY_LEAD.fullmatch(text, body, named):
        return
    if subject is None and part.level is Level.PARAGRAPH:
        return
    entries = cut_unit(_upto(part, named), start, context.issued, True)
    _add(context, part, entries, found)


def _upto(part: Paragraph, end: int):  # type: ignore[no-untyped-def]
    from vanban.lines import Prose

    text = part.text[:end].rstrip(" ,;:")
    return Prose(text, part.prose._at, part.prose._from)


def _list_named(text: str, start: int, end: int) -> int:
    """Return where the words `một số nội dung sau` and what leads to them begin, the end where there are none."""
    last = end
    sentence = max(text.rfind(". ", start, end) + 1, start)
    for found in _LIST_NAMED.finditer(text, sentence, end):
        last = found.start()
    return last


def _last_bid(text: str, start: int, end: int):  # type: ignore[no-untyped-def]
    last = None
    position = start
    for _ in range(6):
        bid = find_bid(text, position, end)
        if bid is None:
            break
        last = bid
        position = bid.predicate
    return last


# --- content -------------------------------------------------------------------------------------------------------


def _read_content(context: _Context, part: Paragraph, start: int, found: list[Assignment]) -> None:
    tasks = context.lists_tasks()
    if tasks:
        _read_rule_in_force(context, part, start, found)
    entries = cut_unit(part.prose, start, context.issued, tasks)
    if not entries and not tasks:
        bracketed = _BRACKETED_BID.search(part.text)
        if bracketed:
            whole = _upto(part, bracketed.end("bid"))
            entries = cut_unit(whole, bracketed.start("bid"), context.issued, True)
    _add(context, part, entries, found)


def _read_rule_in_force(context: _Context, part: Paragraph, start: int, found: list[Assignment]) -> None:
    """Read a shortcoming that names a rule in force with its own printed term: the rule is a duty still."""
    text = part.text
    shortcoming = _SHORTCOMING.search(text, start)
    if shortcoming is None or find_bid(text, shortcoming.end(), len(text)) is None:
        return
    first, last = shortcoming.span("rule")
    term = read_term(part.prose, first, last, context.issued)
    if not term.is_printed:
        return
    owners = context.owners()
    found.append(
        Assignment(
            clause=part.clause,
            text=_tidy(text[first:last]),
            span=part.prose.span(first, last),
            owners=owners.bodies,
            owner_source=owners.source,
            coordinators=(),
            due=term.due,
            due_kind=term.kind,
            recurrence=term.recurrence,
            deadline=term.deadline,
            deliver_to=None,
            via=None,
            kind=DutyKind.REPORT if "báo cáo" in text[first:last] else DutyKind.ACTION,
            as_of=term.as_of,
            confidence=Confidence.LIKELY,
            why="a rule in force, not kept so far",
        )
    )


def _add(context: _Context, part: Paragraph, entries: Sequence[list[Part]], found: list[Assignment]) -> None:
    owners = context.owners()
    for entry in entries:
        subject = next((piece.subject for piece in entry if piece.subject), None)
        if subject:
            owners = _Owners(context.cut(part, subject.start, subject.end), OwnerSource.CLAUSE)
        found.append(_assignment(part, entry, owners))
        if subject:
            owners = _Owners(owners.bodies, OwnerSource.SENTENCE)


def _assignment(part: Paragraph, entry: Sequence[Part], owners: _Owners) -> Assignment:
    text = part.text
    start, end = entry[0].start, entry[-1].end
    while start < end and text[start] in ' ,;:-–“"(':
        if text[start] in '“"(':
            break
        start += 1
    printed = text[start:end].rstrip(" ;:,")
    end = start + len(printed)
    term = _term_of(entry)
    verb_at = entry[0].subject.predicate if entry[0].subject else skip_connectors(text, start, end)
    report = any(piece.is_report for piece in entry)
    recipient = deliver_to(part.prose, start, end)
    help_end = _help_end(text, verb_at, end)
    kind = kind_of(
        text[:end], verb_at, report, term.is_printed and (term.due is not None or bool(term.recurrence)), help_end
    )
    sure = owners.source is not OwnerSource.NONE and bool(owners.bodies)
    return Assignment(
        clause=part.clause,
        text=_tidy(printed),
        span=part.prose.span(start, end),
        owners=owners.bodies,
        owner_source=owners.source if owners.bodies else OwnerSource.NONE,
        coordinators=coordinators(part.prose, start, end),
        due=term.due,
        due_kind=term.kind if term.due else None,
        recurrence=term.recurrence,
        deadline=term.deadline,
        deliver_to=recipient,
        via=via(part.prose, start, end) if recipient or report else None,
        kind=kind,
        as_of=next((piece.term.as_of for piece in entry if piece.term.as_of), None),
        confidence=Confidence.SURE if sure else Confidence.LIKELY,
        why={OwnerSource.CLAUSE: "subject of the clause", OwnerSource.SENTENCE: "subject of the sentence before"}.get(
            owners.source, f"owners from the {owners.source.value}"
        ),
    )


def _help_end(text: str, verb_at: int, end: int) -> int | None:
    found = _HELP.search(text, verb_at, min(end, verb_at + 40))
    if found is None:
        return None
    stop = _HELP_STOP.search(text, found.end(), end)
    return stop.start() if stop else None


def _term_of(entry: Sequence[Part]) -> Term:
    return next((piece.term for piece in entry if piece.term.is_printed), NO_TERM)


def _tidy(text: str) -> str:
    return " ".join(text.split())
