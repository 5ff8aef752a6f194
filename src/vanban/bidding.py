"""Whether a clause lays a duty: what bids, and what only tells, grounds, or is what the issuer does itself.

Rules: `đề nghị`, `giao`, `yêu cầu`, `cần`, `phải`, an imperative under a heading or a statement in a list of tasks bid.
Results, shortcomings, grounds, aims, quoted words and what the issuer does by the document itself lay no duty.
"""

from __future__ import annotations

import re
from enum import IntEnum

from vanban.anchors import Opened
from vanban.delivery import RESULT_SENT
from vanban.owners import VERB, Subject, subject_at


class Mode(IntEnum):
    """How much bids where a unit stands.

    `TALE`: only `đề nghị X`, `giao X`, `yêu cầu X`, `X phải`; `STATEMENTS`: also `X làm`; `TASKS`: also a bare verb;
    `GOVERNED`: the unit stands under a heading that names bodies, so that whatever begins it bids.
    """

    TALE = 0
    STATEMENTS = 1
    TASKS = 2
    GOVERNED = 3


GROUND = re.compile(r"(?:căn\s+cứ|để|nhằm|trên\s+cơ\s+sở|thực\s+hiện|xét|xuất\s+phát|do|vì|nếu)\b", re.IGNORECASE)
_PURE_GROUND = re.compile(r"(?:căn\s+cứ|để|nhằm|trên\s+cơ\s+sở|xét|xuất\s+phát)\b", re.IGNORECASE)
STATEMENT = re.compile(r"(?:công\s+tác|việc|đây)\s[^;]{3,200}?\s+là\s", re.IGNORECASE)
#: Beginnings of sentences that tell what was, what the issuer does itself, or that only close the text.
_NO_DUTY = re.compile(
    r"(?:(?:báo\s+cáo|kế\s+hoạch|danh\s+sách|hồ\s+sơ|đề\s+án)\s+của\s[^.;:]{2,160}?\s(?:đã|vừa)\s"
    r"|(?:(?:có|đính|gửi|xin gửi)\s+)?kèm\s|chi\s+tiết\s+(?:tại|theo)|(?:nay,?\s+)?(?:xin\s+)?(?:trâ"
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
    r"|nguyên\s+nhân|tồn\s+tại|hạn\s+chế|số\s+liệu(?!\s[^.;]{0,160}\sgửi\s)|đồng\s+chí\s[^,;]*,|ông\s"
    r"|bà\s|không\s+có\b|bên\s+cạnh\s+những|dự\s+báo"
    r"|(?:nghị\s+định|luật|bộ\s+luật|thông\s+tư|nghị\s+quyết|quyết\s+định|công\s+văn|hướng\s+dẫn|kế\s+hoạch|chỉ\s+thị"
    r"|kết\s+luận|điều\s+lệ)\s+(?:liên\s+tịch\s+)?(?:số\s+\d|(?-i:[A-ZĐ]))"
    r"|(?:các\s+)?(?:đơn\s+vị|địa\s+phương|cơ\s+quan|tổ\s+chức|cá\s+nhân)[^.;:]{0,40}\snào\s)",
    re.IGNORECASE,
)
#: A sentence that begins so tells what has been; only an express bid in it bids.
PAST_OPENING = re.compile(
    r"(?:trong\s+)?(?:thời\s+gian|những\s+năm|các\s+năm)\s+(?:vừa\s+)?qua\b|từ\s+ngày\s+\d[^,;]{0,24},|từ\s+đầu\s+năm\b"
    r"|tuy\s+nhiên\b|bên\s+cạnh\s+(?:những|các)\s+kết\s+quả",
    re.IGNORECASE,
)
_DOER = Opened(
    r"\bcảm\s+ơn\b|\b(?:thông\s+báo|trân\s+trọng\s+thông\s+báo)\b[^.;]*\b(?:để\b[^.;]*"
    r"|đến\b[^.;]*)(?:biết|triển\s+khai|thực\s+hiện)",
    "cảm", "thông", "trân",
    flags=re.IGNORECASE,
)  # fmt: skip


#: What was sent or summed up already is told: `Báo cáo của các đơn vị đã được tổng hợp, gửi ... trước ngày ...`.
_HAS_BEEN = re.compile(r"\b(?:đã|chưa|vừa|được)\s", re.IGNORECASE)
_TO_BE_SENT = re.compile(
    r"\b(?:đề\s+nghị|phải|yêu\s+cầu)\s|\btrước\s+(?:\d\S*\s+)?ngày\s|\bchậm\s+nhất\s", re.IGNORECASE
)
_LACKS = Opened(r"\bcòn\s+thiếu\b", "còn", flags=re.IGNORECASE)
_WILL_NOT = re.compile(r"không\s+(?!được|để|tổ\s+chức|tự|làm|sử\s+dụng|ban\s+hành|phát\s+sinh)|sẽ\s")
_BOUND = re.compile(r"(?:có\s+trách|chịu\s+trách|cần|phải)")


def _will_not(text: str, subject: Subject) -> bool:
    """Whether the clause says what a body does not do or will do: `Sở Nội vụ không tiếp nhận bản giấy`."""
    at = subject.predicate
    if text[subject.start : at].rstrip().endswith(" không"):
        at = text.rfind("không", subject.start, at)
    return _WILL_NOT.match(text, at) is not None


def lays_duty(
    text: str, begin: int, end: int, subject: Subject | None, bid: Subject | None, mode: Mode, goes_on: bool
) -> bool:
    if begin >= end:
        return False
    if bid is not None:
        return True
    if RESULT_SENT.match(text, begin) and _HAS_BEEN.search(text, begin, end) is None:
        return mode is not Mode.TALE or _TO_BE_SENT.search(text, begin, end) is not None
    if subject is not None and subject.is_past:
        return False
    if text[end : end + 1] == ";" and (
        (_PURE_GROUND.match(text, begin) and not _verb_behind_comma(text, begin, end)) or STATEMENT.match(text, begin)
    ):
        return False
    if _NO_DUTY.match(text, begin) or _DOER.search(text, begin, end) or _LACKS.search(text, begin, end):
        return False
    if subject is not None and _will_not(text, subject):
        return False
    if subject is not None:
        return mode is not Mode.TALE or _BOUND.match(text, subject.predicate) is not None
    if mode < Mode.TASKS:
        return False
    if VERB.match(text, begin) or _MUST.match(text, begin) or RESULT_SENT.match(text, begin):
        return True
    if GROUND.match(text, begin) or _LEADING.match(text, begin):
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
_HAS_MUST = Opened(r"\b(?:cần|phải|yêu\s+cầu|đề\s+nghị)\s", "cần", "phải", "yêu", "đề")
_HAS_THEN = Opened(r"\b(?:thì|cần|phải)\s", "thì", "cần", "phải")
_LEADING = re.compile(
    r"(?:đối\s+với|trường\s+hợp|khi|trong|theo|từ|tại|với|về|sau|trước|qua|bằng|ngay|hằng|hàng|quá\s+trình)\s",
    re.IGNORECASE,
)


LEADING_PART = re.compile(
    r"(?:căn\s+cứ|để|nhằm|trên\s+cơ\s+sở|theo(?!\s+dõi)|trước|chậm\s+nhất|hằng|hàng|định\s+kỳ"
    r"|trong|khi|sau|từ|tại|với|về|đối\s+với|qua|vào|đến|cuối|đầu|ngay|quý(?=\s+[IVX\d])|tháng(?=\s+\d)"
    r"|thực\s+hiện(?=\s+(?:chỉ\s+đạo|ý\s+kiến|(?-i:[A-ZĐ]))))\s",
    re.IGNORECASE,
)


_BEGUN = re.compile(
    r"(?:phối\s+hợp|chủ\s+trì|tham\s+mưu|khẩn\s+trương|tiếp\s+tục|tăng\s+cường|tập\s+trung)\s", re.IGNORECASE
)
_AT_A_TIME = re.compile(r"(?:ngay|sau|trước|khi|hằng|hàng|định\s+kỳ|chậm|trong|vào|từ)\s", re.IGNORECASE)


def subject_behind_comma(text: str, begin: int, end: int) -> Subject | None:
    """Return the subject that stands behind an adverbial clause: `Định kỳ trước ngày ... hằng năm, X có trách nhiệm
    ...`."""
    position = begin
    for _ in range(8):
        comma = text.find(", ", position, end)
        if comma < 0:
            return None
        position = comma + 2
        if _BEGUN.match(text, position) or (_AT_A_TIME.match(text, begin) and VERB.match(text, position)):
            return None  # the duty has begun: what follows are its objects
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
    return _HAS_THEN.search(text, begin, end) is not None
