"""What kind of duty an entry is: a report, an action, or a standing exhortation (reading rules, point 17)."""

from __future__ import annotations

import re

from vanban.model import DutyKind
from vanban.vocabulary import alternatives

#: First words of an exhortation.
STANDING = (
    "tiếp tục",
    "tăng cường",
    "đẩy mạnh",
    "quan tâm",
    "nâng cao",
    "phát huy",
    "chú trọng",
    "chú ý",
    "coi trọng",
    "tập trung",
    "phấn đấu",
    "phân đấu",
    "chủ động",
    "tích cực",
    "thường xuyên",
    "nghiên cứu sáng tạo",
    "củng cố",
    "hỗ trợ",
    "thúc đẩy",
)
_STANDING = re.compile(rf"(?:{alternatives(STANDING, any_case=True)})\b")
_MANNER = (
    r"(?:tốt|có\s+hiệu\s+quả|hiệu\s+quả|nghiêm\s+túc|nghiêm|đạt\s+kết\s+quả|kịp\s+thời"
    r"|đầy\s+đủ|thắng\s+lợi|đúng|sâu\s+rộng|quyết\s+liệt|đồng\s+bộ)"
)
_CARRY_OUT = re.compile(
    rf"(?:(?:tổ\s+chức|chỉ\s+đạo|quán\s+triệt)\s*(?:,|và)?\s*)*(?:triển\s+khai\s*(?:,"
    rf"|và)?\s*)?(?:thực\s+hiện|triển\s+khai)\s*(?:thực\s+hiện\s+)?(?:,\s*)?{_MANNER}\b",
    re.IGNORECASE,
)
_WELL_DONE = re.compile(rf"(?:triển\s+khai|thực\s+hiện)\s+(?:thực\s+hiện\s+)?{_MANNER}\b", re.IGNORECASE)
_GENERAL = re.compile(
    r"(?:(?:tổ\s+chức\s+)?quán\s+triệt(?:\s*(?:,|và)\s*(?:tổ\s+chức\s+|triển\s+khai\s+)?(?:thực\s+hiện"
    r"|triển\s+khai))+\s+(?:các\s+)?"
    r"(?:quy\s+định|nội\s+dung|văn\s+bản)|(?:triển\s+khai\s+)?(?:thực\s+hiện|triển\s+khai)\s+(?:chỉ\s+thị"
    r"|các\s+nội\s+dung|công\s+văn|kế\s+hoạch)\s+(?:này|nêu\s+trên|trên))",
    re.IGNORECASE,
)
_LEADING_WORDS = re.compile(
    r"(?:[\s,;:]|đồng\s+thời|kính|đề\s+nghị|yêu\s+cầu|giao|cần|phải|chủ\s+trì"
    r"|(?:căn\s+cứ|theo)\s+(?:chức\s+năng|nhiệm\s+vụ)(?:,?\s+(?:và\s+)?nhiệm\s+vụ)?(?:,?\s+quyền\s+hạn)?(?:\s+được\s+giao)?"
    r"|chịu\s+trách\s+nhiệm|có\s+trách\s+nhiệm|khẩn\s+trương(?=\s+(?:tiếp|tăng"
    r"|đẩy)))+",
    re.IGNORECASE,
)
#: Nothing but the manner: `nghiêm túc thực hiện`, or a bare `triển khai thực hiện` with which a text closes.
_MERE = re.compile(
    r"(?:(?:nghiêm\s+túc|khẩn\s+trương|nghiêm|biết|nghiên\s+cứu|quán\s+triệt|phối\s+hợp)\s*,?\s*)*"
    r"(?:(?:tổ\s+chức\s+)?triển\s+khai\s*,?\s*)?(?:thực\s+hiện|triển\s+khai)"
    r"(?:\s+nghiêm\s+túc)?(?:\s+(?:các\s+nội\s+dung\s+)?(?:nêu\s+)?trên|\s+theo\s+đúng\s+quy\s+định)?[\s./;:,]*",
    re.IGNORECASE,
)
_HELPING = re.compile(r"phối\s+hợp(?:\s*,\s*hỗ\s+trợ)?(?:\s+chặt\s+chẽ)?\s+(?:với|cùng)?", re.IGNORECASE)
_BY_FUNCTION = re.compile(r"theo\s+dõi,\s+đôn\s+đốc\s+(?:việc\s+)?theo\s+chức\s+năng", re.IGNORECASE)


def kind_of(text: str, verb_at: int, is_report: bool, is_termed: bool, help_end: int | None) -> DutyKind:
    """Return the kind of an entry whose duty begins at `verb_at`; `help_end` is where `phối hợp với ...` ends there."""
    if is_report:
        return DutyKind.REPORT
    if is_termed:
        return DutyKind.ACTION
    words = text[verb_at:]
    lead = _LEADING_WORDS.match(words)
    if lead:
        words = words[lead.end() :]
    if _HELPING.match(words) and help_end is not None and help_end > verb_at:
        words = text[help_end:].lstrip(" ,")
    if _MERE.fullmatch(words):
        return DutyKind.STANDING
    if _STANDING.match(words) or _CARRY_OUT.match(words) or _GENERAL.match(words) or _BY_FUNCTION.match(words):
        return DutyKind.STANDING
    if re.match(r"(?:chỉ\s+đạo|triển\s+khai|tổ\s+chức\s+triển\s+khai)", words, re.IGNORECASE) and (
        _WELL_DONE.search(words) or _GENERAL.search(words)
    ):
        return DutyKind.STANDING
    return DutyKind.ACTION
