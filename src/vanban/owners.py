"""Who must do it: the subject of a clause, the object of `đề nghị`, `giao`, `yêu cầu`, and the heading that names
bodies.

Rules: the subject printed in the clause; else that of the sentence before it; else the heading; else the lead-in.
`X chỉ đạo Y làm Z`: the owner is X. Nothing unprinted is resolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vanban.anchors import Ending, Opened
from vanban.bodies import STARTS
from vanban.vocabulary import alternatives

#: Verbs and adverbs with which a duty begins. Where one follows a list of bodies, the list is the subject.
VERBS = (
    "khẩn trương", "chủ động", "tích cực", "nghiêm túc", "kịp thời", "thường xuyên", "tiếp tục", "tập trung",
    "quan tâm", "chú trọng", "chú ý", "coi trọng", "có trách nhiệm", "chịu trách nhiệm", "trực tiếp", "phấn đấu",
    "phân đấu", "quyết liệt", "đồng thời", "tổ chức", "chủ trì", "phối hợp", "chỉ đạo", "lãnh đạo", "thực hiện",
    "triển khai", "xây dựng", "ban hành", "rà soát", "kiểm tra", "giám sát", "theo dõi", "đôn đốc", "hướng dẫn",
    "tham mưu", "đề xuất", "báo cáo", "gửi", "tổng hợp", "trình", "cung cấp", "bố trí", "hoàn thành", "hoàn thiện",
    "lập", "đánh giá", "tuyên truyền", "phổ biến", "quán triệt", "vận động", "tăng cường", "đẩy mạnh", "đẩy nhanh",
    "nâng cao", "phát huy", "củng cố", "hỗ trợ", "giúp", "thúc đẩy", "bảo đảm", "đảm bảo", "duy trì", "nghiên cứu",
    "cập nhật", "thống kê", "xác định", "đăng ký", "tiếp nhận", "tiếp thu", "xử lý", "giải quyết", "khắc phục",
    "chấn chỉnh", "thông báo", "thông tin kịp thời", "công bố", "công khai", "lựa chọn", "phân công", "giao", "cử",
    "mời", "chuẩn bị", "căn cứ", "phát động", "ngăn chặn", "xem xét", "quyết định", "phê duyệt", "thẩm định",
    "thẩm tra", "kết hợp", "lồng ghép", "gắn", "đưa", "tạo điều kiện", "bám sát", "nắm bắt", "nắm chắc",
    "nắm tình hình", "huy động", "đổi mới", "điều chỉnh", "bổ sung", "sửa đổi", "thành lập", "kiện toàn", "ưu tiên",
    "phân bổ", "cân đối", "thanh tra", "xác minh", "thu hồi", "phân loại", "nhân rộng", "biểu dương", "khen thưởng",
    "sử dụng", "phân tích", "khảo sát", "chuyển", "nộp", "kiểm soát", "kiến nghị", "ký kết", "ký", "làm tốt",
    "làm rõ", "thay đổi", "tháo gỡ", "vận hành", "quyết toán", "dự trù", "thanh toán", "chi trả", "đón tiếp",
    "tiếp đón", "điều hành", "điều phối", "tập huấn", "nghiệm thu", "giải ngân", "kê khai", "truy tố", "cắt giảm",
    "tinh giản", "sắp xếp", "bố cục", "bảo trì", "tu sửa", "vệ sinh", "bàn giao", "khai thác", "tham gia", "phản ánh",
    "niêm yết", "đào tạo", "bồi dưỡng", "chăm lo", "chấp hành", "giữ gìn", "giữ vững", "cụ thể hóa", "hình thành",
    "thu thập", "thu hút", "đấu tranh", "phòng, chống", "phòng ngừa", "phát hiện", "ứng phó", "thiết lập", "phân cấp",
    "quy định", "tái cơ cấu", "chia sẻ", "kết nối", "số hóa", "rút kinh nghiệm", "tự kiểm tra", "kiểm điểm",
    "tổng kết", "sơ kết", "tự đánh giá", "khuyến khích", "động viên", "quản lý chặt chẽ", "quản lý tốt", "đầu tư",
    "phát triển", "bảo vệ", "thông tin", "nhận diện", "trả lời", "tiến hành", "truyền thông", "đăng tải", "phát sóng",
    "in ấn", "cấp phát", "phục vụ", "yêu cầu", "đề nghị", "tìm hiểu", "học tập", "hoàn trả", "tham dự", "dự họp",
    "cùng", "nghiêm cấm", "không", "bảo quản", "quản lý", "lưu trữ", "mở", "tạo sự", "tạo chuyển biến",
    "tạo đồng thuận", "tạo môi trường", "liệt kê", "vận dụng", "áp dụng", "triệu tập", "sao lưu", "cấu hình", "góp ý",
    "chỉnh sửa", "nâng cấp", "mua sắm", "lắp đặt", "tính toán", "đối chiếu", "lấy ý kiến", "tiếp xúc", "đối thoại",
)  # fmt: skip


#: Verbs that are nouns beside some words: what may not stand before them, and what not behind.
_BESIDE = {
    "vận động": (r"(?<!uộc\s)", ""),  # cuộc vận động
    "giao": ("", r"(?!\s+(?:ban|lưu|thông|dịch|nhận|tiếp|đất)\b)"),
    "cử": (r"(?<!ầu\s)(?<!ứng\s)(?<!đề\s)", r"(?!\s+tri\b)"),
}


def _verbs(*, any_case: bool = False) -> str:
    """Return a pattern for any of the verbs, but for the nouns that are spelled alike."""
    others = alternatives([verb for verb in VERBS if verb not in _BESIDE], any_case=any_case)
    flag = "(?i:" if any_case else "(?:"
    nouns = [
        (f"{flag}{before})" if before else "")
        + alternatives([verb], any_case=any_case)
        + (f"{flag}{behind})" if behind else "")
        for verb, (before, behind) in _BESIDE.items()
    ]
    return "|".join([*nouns, others])


_VERB = _verbs()
#: Verbs that begin a duty, but stand in names and behind nouns so often that they end no list of bodies.
_OPENERS = (
    "lắng nghe", "giải thích", "ghi chép", "hòa giải", "giải đáp", "tư vấn", "gặp gỡ", "thăm hỏi", "trao đổi", "di dời",
    "chăm sóc", "dọn dẹp", "thu gom", "tháo dỡ", "bồi thường", "nhập liệu", "nhập dữ liệu", "khai báo", "đồng bộ",
    "tích hợp", "trích xuất", "lưu giữ", "lưu hồ sơ", "tạo lập", "làm sạch", "kiểm kê", "kiểm đếm", "diễn tập",
    "huấn luyện", "tuần tra", "nạo vét", "khơi thông", "tiêm", "giới thiệu", "hiệp thương", "cấp kinh phí", "cấp giấy",
    "phân giao", "phân kỳ", "tôn vinh", "trang trí", "tuyển chọn", "tuyển dụng", "luân chuyển", "trồng", "bàn bạc",
    "thống nhất phương án", "kêu gọi", "quyên góp", "nhắc nhở", "cảnh báo", "ngăn ngừa", "xây mới", "sửa chữa",
    "cải tạo", "mở rộng", "mở lớp", "lồng ghép", "treo", "phát hành", "phân phối", "chốt số liệu", "gia hạn", "giảm",
)  # fmt: skip
VERB = re.compile(rf"(?:{_verbs(any_case=True)}|{alternatives(list(_OPENERS), any_case=True)})\b")
#: Verbs that stand in the names of bodies as often as they begin a duty.
NOUN_VERBS = frozenset([
    "quản lý", "đầu tư", "phát triển", "bảo vệ", "thông tin", "xây dựng", "không", "phòng, chống", "tham gia",
    "cùng", "thanh tra", "kiểm tra", "mở", "ký", "truyền thông", "sử dụng", "đào tạo", "bồi dưỡng", "phục vụ",
    "kiểm soát", "khai thác",
])  # fmt: skip
_MUST = (
    r"(?:cần|phải|nên|hãy|có\s+(?:trách\s+nhiệm|nhiệm\s+vụ|báo\s+cáo|kế\s+hoạch"
    r"|giải\s+pháp|biện\s+pháp|văn\s+bản|hình\s+thức)|là\s+(?:cơ\s+quan\s+|đơn\s+vị\s+)?(?:đầu\s+mối"
    r"|thường\s+trực|chủ\s+trì)|làm\s+(?:đầu\s+mối|tốt)|căn\s+cứ|theo\s+(?:chức\s+năng"
    r"|thẩm\s+quyền|nhiệm\s+vụ|phạm\s+vi|quy\s+định))"
)
_PAST = r"(?:đã|chưa|vẫn|còn|đang|không\s+còn|vừa)"
#: What may end a list of bodies: a verb in small letters, a word of duty, or a word that tells of the past.
_PREDICATE = re.compile(
    rf"(?<=[\s,])(?:(?P<past>{_PAST})|(?P<must>{_MUST})|(?P<verb>{_VERB})|(?P<stop>để"
    rf"|nhằm|là|nếu|khi|thì|về\s+việc|trong\s+việc|bị|sẽ))(?=[\s,.;:)]|$)"
)
BID = Opened(
    r"\b(?P<bid>[Đđ]ề\s+nghị|[Yy]êu\s+cầu|[Gg]iao(?!\s+(?:ban|thông|lưu|dịch"
    r"|nhận|tiếp|đất|rừng|mùa))(?:\s+cho)?|[Pp]hân\s+công"
    r"|(?:[Ủủ]y|[Uu]ỷ|[Uu]y(?= ))\s+quyền\s+cho|[Cc]hỉ\s+thị(?:\s+cho)?)\s*:?\s+",
    "đề", "yêu", "giao", "phân", "ủy", "uỷ", "uy ", "chỉ",
)  # fmt: skip
#: Nouns behind which a verb still belongs to the name: `Ban Chỉ đạo thực hiện ...`, `cơ quan chủ trì`.
_NAMED = Ending(
    r"(?:(?i:ban\s+chỉ\s+đạo|bcđ|ban\s+quản\s+lý|trung\s+tâm|hội\s+đồng|tổ\s+công\s+tác|văn\s+phòng|quỹ|tiểu\s+ban)"
    r"|\b(?:Ban|Tổ|Đoàn|Viện|Phòng|Cục|Trường))\s+$",
    "đạo", "bcđ", "lý", "tâm", "đồng", "tác", "phòng", "quỹ", "ban", "tổ", "đoàn", "viện", "cục", "trường",
    flags=0,
)  # fmt: skip
#: The verbs that follow there as part of a name: `Trung tâm kiểm soát bệnh tật`, `Đoàn kiểm tra`, `Ban tổ chức`.
_NAME_VERBS = frozenset([
    "điều phối", "kiểm soát", "quản lý", "nghiên cứu", "hỗ trợ", "giám sát", "kiểm tra", "thẩm định", "vận động",
    "phối hợp", "thanh tra", "đào tạo", "bồi dưỡng", "tổ chức", "chỉ đạo", "thực hiện", "triển khai", "xây dựng",
    "phòng, chống", "đổi mới", "sắp xếp", "phát triển", "bảo vệ", "giúp", "thông tin", "truyền thông", "khảo sát",
    "giải quyết", "xử lý", "khắc phục", "ứng phó", "huy động", "phục vụ", "đầu tư", "công bố", "tuyên truyền",
    "tiếp nhận", "khuyến khích", "chấp hành",
])  # fmt: skip
_OFFICE = Ending(
    r"(?:cơ\s+quan|đơn\s+vị|người|cán\s+bộ|chủ|doanh\s+nghiệp|phụ\s+trách|bộ\s+phận)\s+$",
    "quan", "vị", "người", "bộ", "chủ", "nghiệp", "trách", "phận",
)  # fmt: skip
_OFFICE_VERBS = frozenset([
    "chủ trì", "quản lý", "tham mưu", "thẩm định", "ban hành", "phối hợp", "thanh tra", "kiểm tra", "quyết định",
    "đầu tư", "sử dụng", "tham gia", "tổng hợp", "xử lý", "tiếp nhận", "giúp",
])  # fmt: skip
#: What a group of bodies does, though one body may be named by it: `cơ quan chủ trì`, but `các cơ quan phối hợp ...`.
_COMMON_DUTIES = frozenset(["chủ trì", "phối hợp", "ban hành", "quyết định", "kiểm tra", "thanh tra", "thẩm định"])
_ADVERBS = frozenset(VERBS[: VERBS.index("tổ chức")])
_ORGANISATION = re.compile(
    r"tổ\s+chức(?=\s*(?:,|;|đảng|chính\s+trị|xã\s+hội|thành\s+viên|đoàn\s+thể"
    r"|tôn\s+giáo|hành\s+chính|quốc\s+tế|có\s+liên|liên\s+quan|kinh\s+tế|tín\s+dụng"
    r"|cơ\s+sở|và|trực\s+thuộc|thuộc|hội|khoa\s+học|phi|công\s+đoàn|của|trong|tham\s+gia|trên|cá\s+nhân|:))"
)
_PASSIVE = Ending(r"(?:được|bị|do|đã\s+được)\s+$", "được", "bị", "do", flags=0)
_LONGEST_SUBJECT = 420


@dataclass(slots=True)
class Subject:
    """The stretch of a text that names who must do it, and where the duty itself begins."""

    start: int
    end: int
    predicate: int
    is_past: bool = False
    bid: str = ""


#: A clause in front of a bid, set off by a comma; in any other list `rà soát, yêu cầu các ...` the verb is the
#: owner's own.
_LEADS_TO_BID = re.compile(
    r"\W*(?:đồng\s+thời|trên\s+đây|trên\s+cơ\s+sở|căn\s+cứ|để|nhằm|theo|sau\s+khi|thực\s+hiện"
    r"|từ|qua|xét|tại|về|khi|trước|với|nhận|tiếp\s+theo|do|vì|trong)\s",
    re.IGNORECASE,
)


#: Words behind which a bid is told of and not laid.
_TOLD = Ending(
    r"(?:được|đã|theo|các|những|nội\s+dung|kiến\s+nghị,|đáp\s+ứng|và|có|mục\s+tiêu,|hồ\s+sơ"
    r"|nhiệm\s+vụ|tờ\s+trình|xét|văn\s+bản|giấy|đơn|việc|quyền|bàn|chuyển)\s+$",
    "được", "đã", "theo", "các", "những", "dung", "nghị,", "ứng", "và", "có", "tiêu,", "vụ", "trình", "xét", "bản",
    "giấy", "đơn", "việc", "quyền", "bàn", "chuyển", "sơ",
)  # fmt: skip


@lru_cache(maxsize=64)
def find_bid(text: str, start: int, end: int) -> Subject | None:
    """Return the object of the first `đề nghị X`, `giao X`, `yêu cầu X` that bids somebody do something."""
    for found in BID.finditer(text, start, end):
        before = text[max(start, found.start() - 24) : found.start()]
        if found.start() > start and not (before[-1].isspace() or before[-1] in '(“"'):
            continue
        if before.rstrip().endswith(",") and not _LEADS_TO_BID.match(text, start):
            continue
        if _TOLD.search(before):
            continue
        subject = subject_at(text, found.end(), end)
        if subject and subject.is_past:
            # `đề nghị các tỉnh chưa hoàn thành ... khẩn trương ...`: what is past only says which of them.
            late = _LATE_PREDICATE.search(text, subject.predicate, min(end, subject.predicate + 160))
            if late is not None:
                stop = _trim(text, subject.start, late.start())
                return Subject(subject.start, stop, late.end(), bid=found["bid"].lower())
        if subject and not subject.is_past:
            return Subject(subject.start, subject.end, subject.predicate, bid=found["bid"].lower())
        if subject is None and STARTS.match(text, found.end()):
            stop = _end_of_plain_list(text, found.end(), end)
            if stop == end or _ANNOUNCES.fullmatch(text, stop, end):
                return Subject(found.end(), stop, stop, bid=found["bid"].lower())
    return None


#: `đề nghị X một số nội dung sau:` says who, and nothing yet.
_ANNOUNCES = re.compile(r"\s+(?:một\s+số|các|những)\s+(?:nội\s+dung|nhiệm\s+vụ|việc)[^.;,]{0,40}", re.IGNORECASE)
_LIST_STOP = re.compile(r"[.:]|\s+(?:(?:thực|về|để|trong)\s|(?:một\s+số|các|những)\s+(?:nội\s+dung|nhiệm\s+vụ|việc)\b)")


_LATE_PREDICATE = re.compile(
    r"(?<=[^\W\d_]),?\s+(?=(?:khẩn\s+trương|quan\s+tâm|chủ\s+động|kịp\s+thời|nghiêm\s+túc|tập\s+trung|tiếp\s+tục)\s)"
)


def _end_of_plain_list(text: str, start: int, end: int) -> int:
    stop = _LIST_STOP.search(text, start, end)
    return stop.start() if stop else end


@lru_cache(maxsize=64)
def subject_at(text: str, start: int, end: int) -> Subject | None:
    """Return the list of bodies that begins at `start`, if a predicate follows it."""
    opening = STARTS.match(text, start)
    if opening is None:
        return None
    limit = min(end, start + _LONGEST_SUBJECT)
    position = opening.end()
    skipped: Subject | None = None
    while True:
        found = _PREDICATE.search(text, position, limit)
        if found is None:
            return skipped
        if (close := _inside_brackets(text, start, found.start(), limit)) > 0:
            position = close  # `Hội X (tại Quyết định số ... về việc ...) khẩn trương`
            continue
        if found["stop"]:
            return skipped
        stop = _trim(text, start, _remark(text, start, found.start()))
        here = Subject(start, stop, found.start(), is_past=found["past"] is not None)
        if found["verb"] is None:
            return here
        skip = _inside_name(text, start, found)
        if skip is None:
            return here
        is_noun = _ORGANISATION.match(text, found.start()) is not None
        if (
            skipped is None
            and not is_noun
            and found["verb"] != "chấp hành"
            and not _PASSIVE.search(text[max(start, found.start() - 12) : found.start()])
        ):
            skipped = here
        position = skip


def _inside_brackets(text: str, start: int, position: int, limit: int) -> int:
    """Return where the bracket closes in which the position stands, 0 where it stands in none."""
    opened = text.rfind("(", start, position)
    if opened < 0 or text.find(")", opened, position) >= 0:
        return 0
    return max(text.find(")", position, limit), 0)


_REMARK = re.compile(r"\s\((?:tại|theo|sau\s+đây|gọi|được|qua|gửi|kèm|đính)\s")


def _remark(text: str, start: int, stop: int) -> int:
    """Return where a remark in brackets behind the bodies begins, `stop` where there is none."""
    found = _REMARK.search(text, start, stop)
    return found.start() if found else stop


def _inside_name(text: str, start: int, found: re.Match[str]) -> int | None:
    """Return where to look on if the verb found belongs to the name of a body, `None` if it is the predicate."""
    before = text[max(start, found.start() - 28) : found.start()]
    if _PASSIVE.search(before):
        end = found.end()
        while chained := _MORE_VERBS.match(text, end):
            end = chained.end()
        return end
    verb = " ".join(found["verb"].split())
    if verb in _ADVERBS:
        return None
    if verb in _SAID and _OF_WHAT_IS_SAID.search(before):
        return found.end()  # `đúng quy định`, `theo hướng dẫn`: a noun
    if verb in NOUN_VERBS and _DUTY_FOLLOWS.match(text, found.end()):
        return found.end()  # `Hiệp hội Nhà thầu xây dựng hoàn thành ...`
    if verb == "tổ chức" and _ORGANISATION.match(text, found.start()) is not None:
        return found.end()
    if (verb in _NAME_VERBS and _NAMED.search(before)) or (
        verb in _OFFICE_VERBS
        and _OFFICE.search(before)
        and not (verb in _COMMON_DUTIES and text[start : start + 4].lower() == "các ")
    ):
        return found.end()
    if verb in _LOOSE_NOUN_VERBS and not _ENDS_NAME.search(before):
        return found.end()
    if verb in NOUN_VERBS and (_OFFICE.search(before) or _OF_A_FIELD.search(before)):
        return found.end()
    return None


_SAID = frozenset(
    ["quy định", "hướng dẫn", "kiến nghị", "quyết định", "đề nghị", "yêu cầu", "thông báo", "báo cáo", "kết nối"]
)
_OF_WHAT_IS_SAID = re.compile(r"(?:theo|đúng|các|những|việc|sự|về)\s+$", re.IGNORECASE)
_DUTY_FOLLOWS = re.compile(
    r"\s+(?:hoàn\s+thành|chủ\s+trì|khẩn\s+trương|chủ\s+động|có\s+trách\s+nhiệm|phối\s+hợp|nghiêm\s+túc)\b"
)
_LOOSE_NOUN_VERBS = frozenset(["quản lý", "đầu tư", "phát triển", "bảo vệ", "phòng, chống", "không"])
_OF_A_FIELD = Ending(
    r"(?:công\s+tác|lĩnh\s+vực|ngành|nhà\s+nước|các|và|vốn|về|dự\s+án|đầu\s+tư"
    r"|tổ\s+chức|công\s+ty|có|báo\s+chí,|đang|cơ\s+sở)\s+$",
    "tác", "vực", "ngành", "nước", "các", "và", "vốn", "về", "án", "tư", "chức", "ty", "có", "chí,", "đang", "sở",
)  # fmt: skip
_MORE_VERBS = re.compile(rf"\s+(?:{_VERB})\b")
_ENDS_NAME = Ending(
    r"(?:,|liên\s+quan|trực\s+thuộc|tỉnh|huyện|xã|phường|trấn|phố|thuộc|địa\s+phương|đơn\s+vị|ngành|các\s+cấp)\s+$",
    ",", "quan", "thuộc", "tỉnh", "huyện", "xã", "phường", "trấn", "phố", "phương", "vị", "ngành", "cấp",
    flags=0,
)  # fmt: skip


def _trim(text: str, start: int, stop: int) -> int:
    while stop > start and (text[stop - 1] in " ,;:-–"):
        stop -= 1
    return stop


_BID_WORD = Opened(
    r"(?:(?:kính|trân\s+trọng)\s+)?(?:đề\s+nghị|yêu\s+cầu|giao|phân\s+công|ủy\s+quyền|uỷ\s+quyền|chỉ\s+thị)",
    "kính", "trân", "đề", "yêu", "giao", "phân", "ủy", "uỷ", "chỉ",
    flags=re.IGNORECASE,
)  # fmt: skip


def bid_start(text: str, start: int, body: int) -> int:
    """Return where `đề nghị`, `giao`, `yêu cầu` itself begins, in front of the bodies bid."""
    last = start
    for found in _BID_WORD.finditer(text, start, body):
        last = found.start()
    return last


#: A heading that names bodies: nothing but a list of bodies, behind `Giao`, `Đối với`, `Trách nhiệm của` or bare.
_HEADING_LEAD = re.compile(
    r"(?:(?:đề\s+nghị|yêu\s+cầu|giao(?:\s+cho)?|đối\s+với|trách\s+nhiệm\s+của"
    r"|nhiệm\s+vụ\s+của|phân\s+công(?:\s+cho)?|về\s+phía)\s*:?\s+)?",
    re.IGNORECASE,
)
_NOT_A_BODY = re.compile(
    r"(?:công\s+tác|tổ\s+chức\s+(?:thực\s+hiện|triển\s+khai|quán|tuyên|hội|các\s+(?:hoạt"
    r"|hội|lớp))|về\s|một\s+số\s+(?:nhiệm|nội|kết|giải|chỉ|mục|tồn|khó|hạn)|các\s+(?:nhiệm"
    r"|nội|giải|chỉ|mục|hoạt|bước|yêu|tiêu|biện|quy)|những\s+(?:kết|hạn|nội|nhiệm"
    r"|vấn)"
    r"|báo\s+cáo|cấp\s+phát|xã\s+hội|bộ\s+tiêu|bộ\s+thủ|tổ\s+chức\s+[a-zđ]|ngành\s+nghề"
    r"|cụm\s+từ|bảo\s+đảm|cán\s+bộ\s+và|hội\s+nghị|hội\s+thảo|hội\s+thi|đoàn\s+kết"
    r"|ban\s+hành|khối\s+lượng|tỉnh\s+hình|trường\s+hợp|trưởng\s+thành"
    r"|thành\s+phần|thành\s+lập|xã\s+hội\s+hóa|báo\s+chí|hội\s+nhập|bộ\s+máy"
    r"|cấp\s+giấy|cấp\s+độ|vụ\s+việc|tổ\s+chức$|trường\s+học\s+an|ông\s+tác|bà\s+con"
    r"|đài\s+thọ|phòng,|phòng\s+chống|phòng\s+ngừa)",
    re.IGNORECASE,
)


def heading_bodies(text: str) -> tuple[int, int] | None:
    """Return the stretch of a heading that lists bodies, `None` for a heading that is about something else."""
    lead = _HEADING_LEAD.match(text)
    start = lead.end() if lead else 0
    end = len(text.rstrip(" .:;*"))
    if end <= start or end - start > 400 or not STARTS.match(text, start) or _NOT_A_BODY.match(text, start):
        return None
    inner = _PREDICATE.search(text, start, end)
    while inner:
        skip = _inside_name(text, start, inner) if inner["verb"] else None
        if skip is None:
            return None
        inner = _PREDICATE.search(text, skip, end)
    return start, end


_CONNECTOR = re.compile(
    r"(?:đồng\s+thời|trong\s+đó|bên\s+cạnh\s+đó|ngoài\s+ra|trước\s+mắt|đặc\s+biệt(?:\s+là)?"
    r"|mặt\s+khác|cụ\s+thể|theo\s+đó|do\s+(?:đó|vậy)|vì\s+vậy|từ\s+đó|trên\s+cơ\s+sở\s+đó"
    r"|hằng\s+năm|hàng\s+năm|hằng\s+(?:quý|tháng|tuần)|hàng\s+(?:quý|tháng|tuần)"
    r"|định\s+kỳ(?:\s+(?:hằng|hàng)\s+(?:năm|quý|tháng|tuần)|\s+\d{1,2}\s+tháng"
    r"|\s+(?:\d{1,2}\s+)?năm)?|cùng\s+với\s+đó|riêng|tiếp\s+đó|sau\s+đó|kịp\s+thời"
    r"|(?:nếu|trường\s+hợp|khi)\s(?:(?!thì\s)[^,;.:]){2,90}(?=,)|trong\s+(?:quá\s+trình"
    r"|thời\s+gian)[^,;.]{0,60}|trong\s+(?:năm|quý|tháng)\s+[^,;.]{0,20})\s*[,:]?\s+",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def skip_connectors(text: str, start: int, end: int) -> int:
    """Return where the clause proper begins, behind `Đồng thời,`, `Trước mắt,`, `Hằng năm,` and the like."""
    position = start
    for _ in range(4):
        limit = min(end, position + 12)
        while position < limit and text[position] in ' ,;:-–“"(':
            position += 1
        found = _CONNECTOR.match(text, position, end)
        if found is None:
            break
        position = found.end()
    return position
