"""What governs a unit of the text: the headings above it, the lead-in of the document, and how much bids there.

Rules: owners come from the nearest heading that names bodies, else from the lead-in; a lead-in whose whole content is
`thực hiện (một số, các) nội dung sau` gives owners and is no duty. Below headings of results, aims and grounds (`Mục
đích`,
`Kết quả`, `Thành phần`) nothing bids but an express `đề nghị`, `giao`, `yêu cầu`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from vanban.anchors import Ending, Opened
from vanban.bidding import Mode
from vanban.bodies import cut_bodies, is_group
from vanban.model import Body, Level, OwnerSource, Span
from vanban.outline import DEPTHS, Paragraph
from vanban.owners import VERB, Subject, bid_start, find_bid, heading_bodies, skip_connectors, subject_at
from vanban.vocabulary import is_upper

#: Types whose lists are lists of tasks; in the others only what is expressly bidden is a duty.
TASK_TYPES = frozenset(
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
    r"(?:tổ\s+chức\s+(?:thực\s+hiện|triển\s+khai)|phân\s+công|nhiệm\s+vụ|giải\s+pháp"
    r"|nội\s+dung|trách\s+nhiệm|các\s+nhiệm\s+vụ|kết\s+luận|yêu\s+cầu|biện\s+pháp"
    r"|công\s+việc|triển\s+khai|chế\s+độ|thời\s+gian\s+tới|ý\s+kiến\s+chỉ\s+đạo"
    r"|công\s+tác|về\s)",
    re.IGNORECASE,
)
_TALE_HEADING = re.compile(
    r"(?:(?:đánh\s+giá|kết\s+quả|ưu\s+điểm|hạn\s+chế|tồn\s+tại|khuyết\s+điểm"
    r"|nguyên\s+nhân|tình\s+hình|thực\s+trạng|bối\s+cảnh|mục\s+đích|mục\s+tiêu"
    r"|quan\s+điểm|nguyên\s+tắc|căn\s+cứ|sự\s+cần\s+thiết|thành\s+phần|thời\s+gian(?!\s+tới)"
    r"|địa\s+điểm|đối\s+tượng|phạm\s+vi|kinh\s+phí|"
    r"những\s+kết\s+quả|bài\s+học|cơ\s+sở\s+(?:pháp|chính|thực)|khái\s+quát|chỉ\s+tiêu"
    r"|nội\s+dung(?:\s+(?:làm\s+việc|kiểm\s+tra|giám\s+sát|cuộc\s+họp|hội\s+nghị)"
    r"|,\s+(?:trình\s+tự|thủ\s+tục))|trình\s+tự"
    r"|tiến\s+độ|tiêu\s+chuẩn|tiêu\s+chí|hình\s+thức|hồ\s+sơ|thủ\s+tục|điều\s+kiện"
    r"|dự\s+báo|ý\s+nghĩa|yêu\s+cầu\s*$|kết\s+quả\s+đạt|một\s+số\s+(?:kết\s+quả"
    r"|hạn\s+chế|tồn\s+tại|chỉ\s+tiêu)|phương\s+châm|tư\s+tưởng\s+chỉ\s+đạo|hiệu\s+lực"
    r"|điều\s+khoản|giải\s+thích)|về\s+(?:kết\s+quả|tình\s+hình|ưu\s+điểm|hạn\s+chế))",
    re.IGNORECASE,
)
_LIST_FOLLOWS = Ending(
    r"(?:như\s+sau|sau\s+đây|dưới\s+đây|(?:nội\s+dung|nhiệm\s+vụ|công\s+việc"
    r"|giải\s+pháp|vấn\s+đề|yêu\s+cầu|biện\s+pháp|việc|trọng\s+tâm|điểm)[^.;:]{0,60}\ssau"
    r"|cụ\s+thể(?:\s+như\s+sau)?|sau)\s*[:.]?\s*$",
    "sau", "đây", "thể",
    closing=":.",
)  # fmt: skip
#: The words that announce a list (`một số nội dung sau`), and those that lead to them (`trong đó cần chú ý thêm`).
_LIST_NAMED = Opened(
    r"(?:(?:trong\s+đó|cụ\s+thể|đồng\s+thời|và),?\s+)?(?:(?:cần|phải)\s+)?"
    r"(?:(?:chú\s+ý|lưu\s+ý|tập\s+trung|quan\s+tâm|triển\s+khai|thực\s+hiện|chú\s+trọng"
    r"|làm)(?:\s+(?:thêm|vào|tốt|thực\s+hiện|ngay|có\s+hiệu\s+quả|nghiêm\s+túc))*\s+)*"
    r"(?:một\s+số|các|những)\s+(?:nội\s+dung|nhiệm\s+vụ|công\s+việc|giải\s+pháp"
    r"|vấn\s+đề|yêu\s+cầu|biện\s+pháp|việc|điểm|công\s+tác)\b",
    "trong", "cụ", "đồng", "và", "cần", "phải", "chú", "lưu", "tập", "quan", "triển", "thực", "làm", "một",
    "các", "những",
    flags=re.IGNORECASE,
)  # fmt: skip
_ISSUER_SPEAKS = re.compile(
    r"(?:kết\s+luận|chỉ\s+đạo|ý\s+kiến|thống\s+nhất|quyết\s+nghị|thông\s+báo"
    r"|quyết\s+định|yêu\s+cầu|hướng\s+dẫn|đề\s+nghị|ban\s+hành|báo\s+cáo|xây\s+dựng)[^.;:]{0,80}?(?:nh"
    r"ư\s+sau|sau\s+đây|sau|cụ\s+thể)?\W*$",
    re.IGNORECASE,
)
_EMPTY_LEAD = re.compile(
    r"(?:\s|,|và|nghiêm\s+túc|quan\s+tâm|tập\s+trung|khẩn\s+trương|tổ\s+chức"
    r"|phối\s+hợp|chỉ\s+đạo|triển\s+khai|thực\s+hiện|quán\s+triệt|tốt|ngay|một\s+cách"
    r"|quyết\s+liệt|đồng\s+bộ|hiệu\s+quả|có\s+hiệu\s+quả|theo\s+chức\s+năng|nhiệm\s+vụ"
    r"|thẩm\s+quyền|được\s+giao|kịp\s+thời|cần|phải|tiếp\s+tục|chủ\s+động|tích\s+cực"
    r"|kết\s+luận|có\s+ý\s+kiến|như|sau|:|lưu\s+ý|chủ\s+trì)*",
    re.IGNORECASE,
)
_LEAD_BID = Opened(
    r"(?:đề\s+nghị|yêu\s+cầu|giao|phân\s+công|kết\s+luận|chỉ\s+đạo|ý\s+kiến|quyết\s+nghị"
    r"|thông\s+báo|chỉ\s+thị|đôn\s+đốc|hướng\s+dẫn|chỉ\s+thị)\b",
    "đề", "yêu", "giao", "phân", "kết", "chỉ", "ý", "quyết", "thông", "đôn", "hướng",
    flags=re.IGNORECASE,
)  # fmt: skip
_RUN_IN = re.compile(r"[^:.;“”]{3,260}?:(?=\s)")


@dataclass(slots=True)
class Owners:
    """Bodies that must do something, and where they are printed."""

    bodies: tuple[Body, ...] = ()
    source: OwnerSource = OwnerSource.NONE


@dataclass(slots=True)
class Context:
    """The open headings, the owners of the lead-in, and whether a list of tasks has begun."""

    issued: date | None
    is_task_type: bool
    printed: str  # the whole text, to find a list printed elsewhere with its comma
    tasks: bool = False
    led: bool = False
    lead: Owners = field(default_factory=Owners)
    headings: list[tuple[int, Owners, Mode]] = field(default_factory=list)

    def close(self, depth: int) -> None:
        """Close the headings that a unit of this depth ends."""
        while self.headings and self.headings[-1][0] >= depth:
            self.headings.pop()

    def open(self, depth: int, owners: Owners, mode: Mode, is_about: bool = False) -> None:
        """Open a heading. What stands below a heading that tells of results stays a tale; `is_about`: `Đối với X`."""
        above = self.headings[-1][2] if self.headings else Mode.TASKS
        if above is Mode.TALE and mode is not Mode.STATEMENTS:
            mode = Mode.TALE
        if above is Mode.STATEMENTS and (mode is Mode.TASKS or is_about):
            mode = Mode.STATEMENTS
        self.headings.append((depth, owners, mode))

    def owners(self) -> Owners:
        """Return the owners of the nearest heading that names bodies, else those of the lead-in."""
        for _, owners, _ in reversed(self.headings):
            if owners.bodies:
                return owners
        return self.lead

    def mode(self) -> Mode:
        """Return how much bids at this place."""
        if self.headings:
            return self.headings[-1][2]
        return Mode.TASKS if self.tasks else Mode.TALE

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


def is_heading(part: Paragraph, below: Paragraph | None) -> bool:
    """Whether a unit is a heading: it stands on its own line and ends in a colon or without a stop."""
    text = part.text.rstrip("* ")
    if part.level in (Level.PART, Level.CHAPTER, Level.SECTION):
        return True
    if len(text) > 330:
        return False
    if is_upper(text):
        return True
    if text.endswith(":"):
        if _ASKS_ALONE.search(text) and heading_bodies(_ASKS_ALONE.pattern.sub("", text)):
            return True
        if below is not None and below.depth > part.depth and not announces_list(part, below):
            return part.level is not Level.PARAGRAPH and subject_at(text, 0, len(text)) is None and not _bids(text)
        if heading_bodies(text) is not None:
            return True
        return part.level is not Level.PARAGRAPH and (_TALE_HEADING.match(text) is not None or is_title(text))
    if part.level is Level.PARAGRAPH or below is None:
        return False
    if part.level is Level.ROMAN and len(text) < 200 and not text.endswith((".", ";")):
        return True
    has_below = below.depth > part.depth and not (below.level is Level.PARAGRAPH and below.is_last_point)
    if text.endswith((".", ";", "/", ",")):
        stripped = text.rstrip(".;/ ")
        names = (is_title(stripped) and not VERB.match(stripped)) or heading_bodies(stripped) is not None
        return text.endswith(".") and has_below and len(text) < 120 and ". " not in stripped and names
    return below.depth > part.depth and subject_at(text, 0, len(text)) is None


#: `3. Ban Thường vụ Đảng ủy yêu cầu:` says who speaks, not who is bidden.
_ASKS_ALONE = Ending(
    r"\s+(?:yêu\s+cầu|đề\s+nghị|giao|phân\s+công|kết\s+luận|chỉ\s+đạo)\s*:$",
    "cầu", "nghị", "giao", "công", "luận", "đạo",
    closing=":",
)  # fmt: skip


def _bids(text: str) -> bool:
    """Whether the unit bids somebody do something, and does not only name him."""
    bid = find_bid(text, 0, len(text))
    return (
        bid is not None
        and bid.predicate < len(text.rstrip(" :.*"))
        and _EMPTY_LEAD.fullmatch(text, bid.predicate) is None
    )


def is_title(text: str) -> bool:
    """Whether the words name a subject (`Về ...`, `Công tác ...`, `Mục đích`), and bid nothing."""
    words = text.strip(" :.*")
    if len(words) > 160 or subject_at(words, 0, len(words)) or find_bid(words, 0, len(words)):
        return False
    return VERB.match(words) is None or len(words) < 60


def open_heading(context: Context, part: Paragraph) -> None:
    """Open a heading that stands on its own line."""
    context.close(part.depth)
    depth = part.depth if part.level is not Level.PARAGRAPH else DEPTHS[Level.LETTER] - 1
    bodies = None if _ASKS_ALONE.search(part.text.rstrip("* ")) else heading_bodies(part.text)
    if part.level is Level.PARAGRAPH and is_upper(part.text):
        return  # the name of the issuer, `QUYẾT ĐỊNH:`, the second line of a title
    if bodies:
        owners = Owners(context.cut(part, *bodies), OwnerSource.HEADING)
        context.open(depth, owners, Mode.GOVERNED, _ABOUT.match(part.text) is not None)
    elif _TALE_HEADING.match(part.text):
        context.open(part.depth, Owners(), _tale_mode(part.text))
    elif _TASK_HEADING.match(part.text) or context.led or context.is_task_type:
        context.open(part.depth, Owners(), Mode.TASKS)
    else:
        context.open(part.depth, Owners(), context.mode())


def open_run_in(context: Context, part: Paragraph) -> int:
    """Open a heading with which a unit begins (`5. Các tổ chức ...: Khẩn trương rà soát`); return where it ends."""
    head = _RUN_IN.match(part.text) if ":" in part.text[:265] else None
    if head is None:
        return 0
    bodies = heading_bodies(part.text[: head.end()])
    if bodies is None and len(head[0]) < 60 and _names_subject(part.text, head.end()):
        return head.end()  # `Liệt kê tài liệu: Các cơ quan, địa phương liệt kê ...`
    if bodies and _clause_begins(part.text, head.end()):
        owners = Owners(context.cut(part, *bodies), OwnerSource.HEADING)
        context.open(part.depth, owners, Mode.GOVERNED, _ABOUT.match(part.text) is not None)
        return head.end()
    if subject_at(part.text, 0, head.end()):
        return 0
    if _TALE_HEADING.match(part.text):
        context.open(part.depth, Owners(), _tale_mode(part.text))
        return head.end()
    if part.level is not Level.PARAGRAPH and is_title(part.text[: head.end()]) and not VERB.match(part.text):
        context.open(part.depth, Owners(), Mode.TASKS)
        return head.end()
    return 0


def _names_subject(text: str, position: int) -> bool:
    """Whether a clause with its own subject stands behind the colon of a short heading."""
    if subject_at(text, 0, position) or find_bid(text, 0, position):
        return False
    subject = subject_at(text, skip_connectors(text, position, len(text)), len(text))
    return subject is not None and not subject.is_past


def _clause_begins(text: str, position: int) -> bool:
    """Whether a duty begins behind the colon, and not a list of what the class word before it names."""
    position = skip_connectors(text, position, len(text))
    return (
        VERB.match(text, position) is not None
        or _OPENS_CLAUSE.match(text, position) is not None
        or (_ASKS.match(text) is None and subject_at(text, position, len(text)) is not None)
    )


_ABOUT = re.compile(r"đối\s+với\s", re.IGNORECASE)
_ASKS = re.compile(r"(?:giao|yêu cầu|đề nghị)\s", re.IGNORECASE)
_OPENS_CLAUSE = re.compile(
    r"(?:theo|căn cứ|hằng|hàng|định kỳ|trong|khi|phải|cần|từ|trên cơ sở|chỉ|không"
    r"|đối với|trước|sau|để|nhằm|có|làm|mỗi|việc)\s",
    re.IGNORECASE,
)


_STATEMENTS = re.compile(
    r"(?:yêu\s+cầu|tiến\s+độ|thời\s+gian\b.{0,40}tiến\s+độ|tiêu\s+chuẩn|tiêu\s+chí|hình\s+thức|hồ\s+sơ|thủ\s+tục|điều\s+kiện)",
    re.IGNORECASE,
)


def _tale_mode(heading: str) -> Mode:
    """`Yêu cầu` bids where it names who must do something; results, aims and grounds bid nothing."""
    return Mode.STATEMENTS if _STATEMENTS.match(heading) else Mode.TALE


# --- lead-ins ------------------------------------------------------------------------------------------------------


def is_lead_in(part: Paragraph, below: Paragraph | None) -> bool:
    """Whether an unmarked paragraph opens a list: it announces one, or ends in a colon behind a word that bids."""
    if part.level is not Level.PARAGRAPH:
        return False
    text = part.text.rstrip(" *")
    if text.endswith(":"):
        return _LEAD_BID.search(text) is not None or _LIST_FOLLOWS.search(text) is not None
    return (
        text.endswith(".")
        and below is not None
        and below.level is not Level.PARAGRAPH
        and _LIST_FOLLOWS.search(text[-90:]) is not None
    )


def announces_list(part: Paragraph, below: Paragraph | None) -> bool:
    """Whether a point or dash announces the narrower units below it."""
    if below is None or below.depth <= part.depth:
        return False
    text = part.text.rstrip()
    bid = find_bid(text, 0, len(text)) if text.endswith(":") else None
    only_who = bid is not None and _WITH_WHOM.fullmatch(text, bid.predicate, len(text) - 1)
    return bool(only_who) or _LIST_FOLLOWS.search(text[-120:]) is not None


def open_lead_in(context: Context, part: Paragraph, start: int) -> tuple[int, int]:
    """Let the owners of a lead-in govern the list that it opens; return where its own duty stands, `(0, 0)` if it has
    none."""
    text = part.text
    end = len(text.rstrip(" :.*"))
    named = _list_named(text, start, end)
    sentence = max(text.rfind(". ", start, named) + 1, start)
    last = subject_at(text, skip_connectors(text, sentence, end), end)
    bid = _last_bid(text, sentence, end)
    inside = part.level is not Level.PARAGRAPH or part.is_inside
    if bid is None and not (inside and last and not last.is_past):
        bid = _last_bid(text, start, end)
    subject = bid or last
    depth = part.depth if part.level is not Level.PARAGRAPH else DEPTHS[Level.LETTER]
    if subject and _WITH_WHOM.fullmatch(text, subject.predicate, end):
        named = subject.predicate  # `Giao X chủ trì, phối hợp với Y:` only says who
    if bid and not inside:
        context.lead = Owners(context.cut(part, bid.start, bid.end), OwnerSource.LEAD_IN)
    elif subject and inside and not subject.is_past:
        context.close(depth)
        owners = Owners(context.cut(part, subject.start, subject.end), OwnerSource.HEADING)
        # An unmarked lead-in stands between its point and the letters below it, which do not close it.
        context.open(depth if part.level is not Level.PARAGRAPH else depth - 1, owners, Mode.GOVERNED)
    elif part.level is not Level.PARAGRAPH:
        context.open(part.depth, Owners(), Mode.TASKS)
    context.tasks = context.led = True
    before = (start, sentence) if sentence > start and inside else (0, 0)
    if subject and (subject.is_past or (bid is None and _speaks(text, subject.predicate))):
        return before
    if subject is None and part.level is Level.PARAGRAPH:
        return 0, 0
    if bid and not inside:
        start = bid_start(text, start, bid.start)  # what stands before the bid tells why
    body = subject.predicate if subject else skip_connectors(text, sentence, end)
    return before if body >= named or _EMPTY_LEAD.fullmatch(text, body, named) else (start, named)


_ISSUES = re.compile(
    r"(?:xây\s+dựng,?\s+(?:và\s+)?)?(?:ban\s+hành|xây\s+dựng)\s+(?:kế|hướng|chương|thông|quy|đề|công|chỉ)\s",
    re.IGNORECASE,
)


def _speaks(text: str, predicate: int) -> bool:
    """Whether the subject is the issuer, who says or issues what follows."""
    return _ISSUER_SPEAKS.search(text, predicate) is not None or _ISSUES.match(text, predicate) is not None


#: Nothing but with whom it is to be done.
_WITH_WHOM = re.compile(
    r"(?:chủ\s+trì\s*,?\s*(?:và\s+)?)?phối\s+hợp\s+(?:với|cùng|các|chặt)\s?[^.;:]{3,160}", re.IGNORECASE
)


def _list_named(text: str, start: int, end: int) -> int:
    """Return where the words `một số nội dung sau` and what leads to them begin, the end where there are none."""
    last = end
    sentence = max(text.rfind(". ", start, end) + 1, start)
    for found in _LIST_NAMED.finditer(text, sentence, end):
        last = found.start()
    if last < end and text[sentence:last].rstrip().endswith((",", ";")):
        return sentence + len(text[sentence:last].rstrip()) - 1
    return last


def _last_bid(text: str, start: int, end: int) -> Subject | None:
    last = None
    position = start
    for _ in range(6):
        bid = find_bid(text, position, end)
        if bid is None:
            break
        last = bid
        position = bid.predicate
    return last
