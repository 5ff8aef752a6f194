"""What is sent, to whom and through whom: the recipient of a result, `qua`, and who helps (`phối hợp với`).

Rules: the body to which the result is sent or reported, or for whose decision it is prepared (`tham mưu X`, `trình X`,
`đề xuất X`); where none is printed, the body of `để X tổng hợp`. A report is asked for where something is to be sent
or reported; `để báo cáo` tells a purpose, and `đo đạc, báo cáo, thẩm định` a procedure.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vanban.anchors import Anchored, Ending, Opened, Words
from vanban.bodies import STARTS, cut_bodies
from vanban.lines import Prose
from vanban.model import Body, Confidence, Item
from vanban.owners import NOUN_VERBS, VERBS
from vanban.vocabulary import UPPER, alternatives

_SEND = Opened(r"\b(?:[Gg]ửi|[Nn]ộp|[Cc]huyển)\b", "gửi", "nộp", "chuyển")
#: The thing sent stands first: `Kết quả thực hiện báo cáo UBND tỉnh`, `Kế hoạch của các đơn vị gửi về X trước ngày`.
RESULT_SENT = re.compile(
    r"kết\s+quả\s[^.;,]{0,50}(?:báo\s+cáo|gửi)\s"
    r"|(?:kế\s+hoạch|báo\s+cáo|danh\s+sách|hồ\s+sơ|văn\s+bản|số\s+liệu|kết\s+quả|ý\s+kiến|nội\s+dung|đề\s+án|thông\s+tin|phiếu"
    r"|dự\s+thảo|đề\s+xuất)\s(?P<whose>[^.;:]{0,200}?)\s?(?:đề\s+nghị\s+)?gửi\s+"
    r"(?:về|đến|tới|cho|(?-i:[A-ZĐ]))[^;]{0,300}?\s(?:trước|chậm\s+nhất|trong)\s+(?:\d\S*\s+(?:giờ\s+)?)?ngày",
    re.IGNORECASE,
)
_REPORT = Opened(r"\b[Bb]áo\s+cáo\b", "báo")
#: What follows `báo cáo` where it is a verb: the thing reported or the one to whom.
_REPORTED = re.compile(
    r"\s*(?:,\s*(?:thống\s+kê|đề\s+xuất|giải\s+trình|tham\s+mưu|phản\s+ánh|kiến\s+nghị)"
    r"|kết\s+quả|tình\s+hình|tiến\s+độ|danh\s+sách|số\s+liệu|thống\s+kê|toàn\s+bộ|đánh\s+giá\s"
    r"|giải\s+trình|bằng|(?:tổng\s+kết|sơ\s+kết|chuyên\s+đề|đột\s+xuất)\s"
    r"|(?:về|cho|lên|với)\s|đầy\s+đủ|kịp\s+thời|ngay|định\s+kỳ|nội\s+dung|việc"
    r"|những|đề\s+xuất|cụ\s+thể|rõ|trước|theo\s|chính\s+xác|nhanh|hằng|hàng|\("
    r"|thông\s+qua|qua\s|[.;]|$)",
    re.IGNORECASE,
)
_NOT_REPORTING = Ending(
    r"(?:\bđể|\bquy\s+định|\bchế\s+độ|đo\s+đạc,|\bmẫu|\bbiểu|\bhội\s+nghị|\bnghe"
    r"|\blập|\bxây\s+dựng|\btheo|\bthông\s+qua|\btại|\bdự\s+thảo|\bcác|\bcủa"
    r"|\bnội\s+dung|\btrong|\bhệ\s+thống"
    r"|\bthời\s+hạn|\bsố\s+liệu|\bnhững|\bmột|(?<!định\s)\bkỳ|\bviệc|\bcông\s+tác"
    r"|\bbản|\btổng\s+hợp\s+trong|\bchất\s+lượng|\bthông\s+tin,|\bđược|\bđã|\bphục\s+vụ"
    r"|\bkhông|\bcơ\s+chế|(?<!kết\squả\s)\bthực\s+hiện|\bchuẩn\s+bị|\bnhận|\bvăn\s+bản|\bqua"
    r"|\btrả\s+lời,|\bgiám\s+sát,|\bhoàn\s+thiện|\bcập\s+nhật|\bgóp\s+ý|\bkèm|\bthẩm\s+định)\s*$",
    "để", "định", "độ", "đạc,", "mẫu", "biểu", "nghị", "nghe", "lập", "dựng", "theo", "qua", "tại", "thảo", "các",
    "của", "dung", "trong", "thống", "hạn", "liệu", "những", "một", "kỳ", "việc", "tác", "bản", "lượng", "tin,", "được",
    "đã", "vụ", "không", "chế", "hiện", "bị", "nhận", "lời,", "sát,", "thiện", "nhật", "ý", "kèm",
)  # fmt: skip
#: `thực hiện báo cáo đột xuất`, `thực hiện chế độ báo cáo tình hình ...` ask for reports.
_CARRIES_OUT = re.compile(
    r"thực\s+hiện\s+(?:nghiêm\s+(?:túc\s+)?|tốt\s+)?"
    r"(?:chế\s+độ\s+(?:thông\s+tin,\s+)?báo\s+cáo\s+\w|báo\s+cáo\s+(?:chuyên|đột|định))",
    re.IGNORECASE,
)
_NOT_SENDING = Ending(
    r"(?:\bđược|\bđã|\bdo|\bbưu|\bngười|\btiền|\bđơn|\bđơn\s+thư|\bký|\bnơi|\bhồ\s+sơ|\blời|\bkhông|\bđể)\s+$",
    "được", "đã", "do", "bưu", "người", "tiền", "đơn", "thư", "ký", "nơi", "sơ", "lời", "không", "để",
)  # fmt: skip
#: What is paid, or handed in over a counter, is no report: `thu, nộp đảng phí`, `nộp hồ sơ`.
_HANDED_IN = re.compile(
    r"\s+(?:báo\s+cáo|danh\s+sách|kết\s+quả|kế\s+hoạch|đề\s+án|sản\s+phẩm|bản\s|biên\s+bản|về\s|cho\s)",
    re.IGNORECASE,
)
_NOT_SENT = re.compile(r"\s*(?:kèm|các\s+cơ\s+quan\s+theo\s+quy\s+định|tiền|gắm|lời|tin\s+nhắn|đơn|con)", re.IGNORECASE)
_ASKS_OTHERS = re.compile(
    r"(?:yêu\s+cầu|(?<!cuộc\s)vận\s+động|hướng\s+dẫn)\s+(?:các|cơ\s+sở|tổ\s+chức|doanh\s+nghiệp|hộ|người|chủ)[^.;]*$",
    re.IGNORECASE,
)

_STOP_VERBS = alternatives([verb for verb in VERBS if verb not in NOUN_VERBS and verb != "tổ chức"])
#: Where the name of a recipient ends: a verb, a time, a purpose, the next thing said.
_NAME_STOP = re.compile(
    rf"\s*(?:[.;:()“”\"]|$)|\s+(?:trước|theo|để|xem|phê|quyết\s+định|ban\s+hành"
    rf"|hướng|về|kết\s+quả|tình\s+hình|trong|khi|chậm|muộn|qua|thông\s+qua|định\s+kỳ"
    rf"|bằng|tổ\s+chức\s+(?:thực|triển|kiểm|hội|các)|nội\s+dung|việc"
    rf"|kịp|hằng|hàng|có\s+(?:giải|biện|ý|phương|văn|hướng|chủ)|cho\s+ý|cho\s+chủ"
    rf"|biết|nhằm|đúng|tại|vào|từ|(?<!cấp\s)trên|đảm|bảo\s+đảm|bố\s+trí|danh|số\s+liệu"
    rf"|đối\s+với|duyệt|ký|cải\s+cách|tổ\s+chức(?!\s+(?:chính|xã|đảng|thành|đoàn|tôn|kinh|khoa|cơ|hội|liên|có))"
    rf"|thông\s+tin|giao|làm|nếu|và\s+(?:chịu|tổ\s+chức|triển|thực|báo|tham|đề"
    rf"|theo|các\s+giải)|(?<!uộc\s)(?:{_STOP_VERBS}))\b"
    rf"|(?<!,)(?<!và)\s+(?:các(?!\s+cấp\b)|những)\b|,(?!\s*(?:{{}}))"
)
_AND_SO_ON = (
    r"các\s|bộ\s+quản|Bộ|Sở|Ban|Ủy|Uỷ|UBND|HĐND|Văn\s+phòng|Thường\s+trực|Hội"
    r"|Đoàn|Công\s+an|Tỉnh|Thành|Huyện|Đảng|Mặt\s+trận|Chính\s+phủ|Thủ\s+tướng"
    r"|Phòng|Cục|Chủ\s+tịch|Phó\s"
)
_RECIPIENT_END = re.compile(_NAME_STOP.pattern.replace("{}", _AND_SO_ON))

# In capitals inside a sentence `Thông tin` and `Báo` belong to names.
_SENDING = Opened(
    r"\b(?:[Gg]ửi|[Bb]áo\s+cáo|[Nn]ộp|[Cc]ung\s+cấp|thông\s+báo|thông\s+tin|phản\s+ánh|phản\s+hồi)\b",
    "gửi", "báo", "nộp", "cung", "thông", "phản",
)  # fmt: skip
_TELL = Opened(
    r"\b(?:thông\s+tin|phản\s+ánh|phản\s+hồi)\s+(?:kịp\s+thời\s+|ngay\s+)?(?:về|cho|đến|tới|với|qua)\s+(?=[^\W\d_])",
    "thông", "phản",
    flags=re.IGNORECASE,
)  # fmt: skip
_TO = re.compile(r"\s(?:về|cho|đến|tới|lên|(?<!đối\s)với)\s+(?=[^\W\d_])", re.IGNORECASE)
_NOT_BY_HIM = re.compile(r"(?:\bđược|\bđã|\bnghe|\bdo)\s+$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.;](?=\s|$)")
_FOR_DECISION = Opened(
    r"\b(?:tham\s+mưu(?:\s*,\s*đề\s+xuất)?|đề\s+xuất(?:\s+với)?|trình|kiến\s+nghị"
    r"|đăng\s+ký\s+với|xin\s+ý\s+kiến)\s+(?:cho\s+|với\s+|lên\s+|giúp\s+|để\s+)?(?=[^\W\d_])",
    "tham", "đề", "trình", "kiến", "đăng", "xin",
    flags=re.IGNORECASE,
)  # fmt: skip
_FOR_SUM = Opened(
    rf"\bđể\s+(?P<body>[{UPPER}][^.;:,()]{{2,90}}?)\s+(?:có\s+ý\s+kiến\s+)?(?:tổng\s+hợp|theo\s+dõi|xem\s+xét|báo\s+cáo|biết|chỉ\s+đạo|nắm)",
    "để",
    flags=re.IGNORECASE,
)  # fmt: skip
_VIA = Anchored(
    r"\(\s*(?:thông\s+)?qua\s+(?P<in>[^()]{3,160})\)|(?:\bthông\s+qua|\bqua|\bđồng\s+gửi\s+qua)\s+(?P<"
    r"out>(?=[A-ZĐ]|cơ\s+quan|các\s)[^.;:()]{3,160})",
    "qua",
    flags=re.IGNORECASE,
)  # fmt: skip
_VIA_CHANNEL = re.compile(
    r"(?:địa\s+chỉ|email|thư\s+điện|hệ\s+thống|phần\s+mềm|trục|đường|điện\s+thoại"
    r"|zalo|mạng|cổng\s+thông\s+tin|trang|ban\s+hành)",
    re.IGNORECASE,
)
_HELP = Opened(
    r"\bphối\s+hợp(?:\s+(?:chặt\s+chẽ|đồng\s+bộ|tốt))?(?:\s*,\s*hỗ\s+trợ)?(?:\s+(?:với|cùng))?\s+(?=[^\W\d_])",
    "phối",
    flags=re.IGNORECASE,
)  # fmt: skip
_OFTEN_NOUNS = frozenset(
    ["tổ chức", "quản lý", "đầu tư", "phát triển", "bảo vệ", "thông tin", "tham gia", "cùng", "truyền thông"]
)
_HELPED_TO_DO = alternatives([verb for verb in VERBS if verb not in _OFTEN_NOUNS])
_HELP_STOP = re.compile(
    rf"\s*(?:[.;“”\"]|$)|[,\s]\s*(?:để|nhằm|trong|về|khi|theo|trên|tại|đề\s+ra"
    rf"|giữa|"
    rf"{_HELPED_TO_DO}"
    rf"|tổ\s+chức(?!\s*(?:,|đảng|chính|xã|thành|đoàn|có\s+liên|liên|kinh|cơ|và"
    rf"|hội)))\b"
)


def may_ask_report(text: str, start: int, end: int) -> bool:
    """Whether a word stands in the stretch without which it asks for no report."""
    return _ASKING.stand_in(text, start, end)


def asks_report(text: str) -> bool:
    """Whether a clause asks that a report, a list or information be sent or reported."""
    for found in _REPORT.finditer(text):
        before, behind = text[max(0, found.start() - 420) : found.start()], found.end()
        named = _NOT_REPORTING.search(before[-30:]) is not None
        if named and _CARRIES_OUT.search(before[-30:] + text[found.start() : behind + 14]) is None:
            continue
        if _asks_others(before):
            continue
        if _REPORTED.match(text, behind) or _body_at(text, behind):
            return True
    for found in _SEND.finditer(text):
        before, behind = text[max(0, found.start() - 420) : found.start()], found.end()
        unsent = _NOT_SENDING.search(before[-14:]) and not (before.endswith("người ") and _BACK_TO.match(text, behind))
        if unsent or _NOT_SENT.match(text, behind) or _asks_others(before):
            continue
        if found[0].lower() == "nộp" and not _HANDED_IN.match(text, behind):
            continue
        if found[0].lower() == "chuyển" and not _MOVED.match(text, behind):
            continue
        return True
    return any(_body_at(text, found.end()) for found in _TELL.finditer(text))


_ASKING = Words(*_REPORT.words, *_SEND.words, *_TELL.words)
_BACK_TO = re.compile(r"\s+về\s+(?=[^\W\d_])")  # `cử người gửi về Sở`, but `người gửi đơn`
_MOVED = re.compile(r"\s+(?:kết\s+quả|báo\s+cáo|danh\s+sách|hồ\s+sơ)")
_ASKS_SIGNS = ("yêu", "vận", "hướng")


def _asks_others(before: str) -> bool:
    folded = before.lower()
    return any(sign in folded for sign in _ASKS_SIGNS) and _ASKS_OTHERS.search(before) is not None


def _body_at(text: str, position: int) -> bool:
    while position < len(text) and text[position] == " ":
        position += 1
    return STARTS.match(text, position) is not None and _NO_RECIPIENT.match(text, position) is None


_NO_RECIPIENT = re.compile(r"(?:cấp\s+phát|tổ\s+chức\s|công\s+tác|xã\s+hội)", re.IGNORECASE)


@lru_cache(maxsize=16)  # asked of a clause, and of the duty that is this clause
def deliver_to(prose: Prose, start: int, end: int) -> Item[str] | None:
    """Return the recipient of the result printed in a clause."""
    text = prose.text
    summed = _FOR_SUM.search(text, start, end)
    limit = summed.start() if summed and _body_at(text, summed.start("body")) else end
    return (
        _sent_to(prose, start, limit)
        or _prepared_for(prose, start, limit)
        or (_for_sum(prose, start, end) if limit < end else None)
    )


def _sent_to(prose: Prose, start: int, end: int) -> Item[str] | None:
    """Return the body behind `gửi`, `báo cáo`, or behind the `về`, `cho`, `đến` that belongs to them."""
    text = prose.text
    verbs = list(_SENDING.finditer(text, start, end))
    for sent, following in zip(verbs, [*verbs[1:], None], strict=False):
        if _NOT_BY_HIM.search(text[max(start, sent.start() - 8) : sent.start()]) or _NOT_SENT.match(text, sent.end()):
            continue
        if sent[0].lower() == "cung cấp" and not _GIVEN.match(text, sent.end()):
            continue
        at = sent.end() + (text[sent.end() : sent.end() + 1] == " ")
        direct = sent[0].lower() in ("gửi", "báo cáo", "nộp") and _recipient(prose, at, end, "gửi, báo cáo")
        if direct:
            return direct
        close = _CLAUSE_END.search(text, sent.end(), end)
        reach = _REACH.get(sent[0].lower(), 300)
        limit = min(close.start() if close else end, following.start() if following else end, sent.end() + reach)
        for preposition in _TO.finditer(text, sent.end(), limit):
            item = _recipient(prose, preposition.end(), end, "gửi, báo cáo về")
            if item:
                return item
    return None


#: How far behind its verb a recipient may stand; 300 behind all others.
_REACH = {"thông tin": 24, "thông báo": 90, "phản ánh": 60, "phản hồi": 60}
#: What is given to somebody to know; devices and money are not.
_GIVEN = re.compile(
    r"\s+(?:đầy\s+đủ\s+|kịp\s+thời\s+|các\s+|những\s+|toàn\s+bộ\s+)*(?:thông\s+tin|số\s+liệu|tài\s+liệu|hồ\s+sơ"
    r"|danh\s+sách|dữ\s+liệu|báo\s+cáo|văn\s+bản|kết\s+quả|nội\s+dung)\b",
    re.IGNORECASE,
)


def _prepared_for(prose: Prose, start: int, end: int) -> Item[str] | None:
    for found in _FOR_DECISION.finditer(prose.text, start, end):
        item = _recipient(prose, found.end(), end, "trình, tham mưu, đề xuất")
        if item:
            return item
    return None


def _for_sum(prose: Prose, start: int, end: int) -> Item[str] | None:
    found = _FOR_SUM.search(prose.text, start, end)
    if found and STARTS.match(prose.text, found.start("body")):
        return Item(found["body"], prose.span(*found.span("body")), Confidence.LIKELY, "để ... tổng hợp")
    return None


def recipient_end(text: str, start: int, end: int) -> int | None:
    """Return where the name of a recipient ends that begins at `start`, `None` where none begins there."""
    if not _body_at(text, start):
        return None
    stop = _RECIPIENT_END.search(text, start + 2, min(end, start + 240))
    return stop.start() if stop else None


def _recipient(prose: Prose, start: int, end: int, why: str) -> Item[str] | None:
    text = prose.text
    if not _body_at(text, start):
        return None
    end = min(end, start + 240)
    stop = _RECIPIENT_END.search(text, start + 2, end)
    close = stop.start() if stop else end
    name = text[start:close].rstrip(" ,.;:/-–")
    name = _LAST_LINK.sub("", name)
    if not 2 < len(name) <= 200 or name.lower() in ("các", "ban", "cấp", "cơ quan", "tổ chức"):
        return None
    return Item(name, prose.span(start, start + len(name)), Confidence.SURE, why)


_LAST_LINK = re.compile(r"\s+(?:và|hoặc|để)$")


def via(prose: Prose, start: int, end: int) -> Item[str] | None:
    """Return the body through which the result is sent (`qua Ủy ban ...`, in brackets or not)."""
    text = prose.text
    for found in _VIA.finditer(text, start, end):
        group = "in" if found["in"] else "out"
        at = found.start(group)
        if _VIA_CHANNEL.match(text, at) or not _body_at(text, at):
            continue
        close = found.end(group)
        if group == "out":
            stop = _RECIPIENT_END.search(text, at + 2, close)
            close = stop.start() if stop else close
        name = text[at:close].rstrip(" ,.;:")
        if name:
            return Item(name, prose.span(at, at + len(name)), Confidence.SURE, "qua")
    return None


def coordinators(prose: Prose, start: int, end: int) -> tuple[Body, ...]:
    """Return the bodies with which the duty is to be done."""
    bodies: list[Body] = []
    for found in _HELP.finditer(prose.text, start, end):
        if not STARTS.match(prose.text, found.end()):
            continue
        end_of_list = min(end, found.end() + 420)
        stop = _HELP_STOP.search(prose.text, found.end(), end_of_list)
        for body in cut_bodies(prose, found.end(), stop.start() if stop else end_of_list):
            if len(body.name) <= 200 and all(body.name != other.name for other in bodies):
                bodies.append(body)
    return tuple(bodies)


def help_end(text: str, start: int, end: int) -> int | None:
    """Return where `phối hợp với ...` ends that stands at the beginning of a duty, `None` if none does."""
    found = _HELP.search(text, start, min(end, start + 40))
    if found is None:
        return None
    stop = _HELP_STOP.search(text, found.end(), end)
    return stop.start() if stop else None
