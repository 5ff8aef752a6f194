"""Names of bodies: where one begins, how a list of them is cut, and how two lines of a head make one name.

Sources: the kinds of bodies of Nghị định 30/2020/NĐ-CP and Hướng dẫn 05-HD/VPTW (issuer lines per body); the cutting of
lists follows the reading rules: `và` cuts, but not inside a name; a comma cuts only before `các` or a capital letter;
a class word before a colon (`các Bộ: Công Thương, Xây dựng`) is no part of an item.
"""

from __future__ import annotations

import re

from vanban.lines import Prose
from vanban.model import Body
from vanban.vocabulary import alternatives

#: First words of the names of bodies and offices, as they begin a name (compared without regard to case).
CLASS_WORDS = (
    "ủy ban",
    "UBND",
    "UBMTTQ",
    "UBMTTQVN",
    "MTTQ",
    "UBKT",
    "HĐND",
    "hội đồng",
    "bộ",
    "sở",
    "ban",
    "BCĐ",
    "BCD",
    "BTV",
    "BQL",
    "cục",
    "chi cục",
    "tổng cục",
    "vụ",
    "phòng",
    "văn phòng",
    "VPCP",
    "thanh tra",
    "kiểm toán",
    "trung tâm",
    "trường",
    "đại học",
    "học viện",
    "viện",
    "bệnh viện",
    "công ty",
    "tổng công ty",
    "tập đoàn",
    "doanh nghiệp",
    "hợp tác xã",
    "ngân hàng",
    "kho bạc",
    "bảo hiểm xã hội",
    "bưu điện",
    "đài",
    "báo",
    "tạp chí",
    "thông tấn xã",
    "công an",
    "quân khu",
    "quân đoàn",
    "quân chủng",
    "bộ đội",
    "đồn",
    "tòa án",
    "viện kiểm sát",
    "tỉnh ủy",
    "thành ủy",
    "huyện ủy",
    "quận ủy",
    "thị ủy",
    "đảng ủy",
    "đẳng ủy",
    "quân ủy",
    "đảng bộ",
    "chi bộ",
    "chi ủy",
    "cấp ủy",
    "đảng đoàn",
    "mặt trận",
    "hội",
    "đoàn",
    "liên đoàn",
    "liên minh",
    "liên hiệp",
    "hiệp hội",
    "tổ",
    "tiểu ban",
    "khối",
    "cụm",
    "chính phủ",
    "quốc hội",
    "thường trực",
    "tập thể",
    "nhà xuất bản",
    "cổng",
    "bộ chỉ huy",
    "bộ tư lệnh",
    "cơ quan",
    "đơn vị",
    "địa phương",
    "các cấp",
    "cấp trên",
    "cấp dưới",
    "cấp có thẩm quyền",
    "cấp thẩm quyền",
    "cấp tỉnh",
    "cấp huyện",
    "cấp xã",
    "tổ chức",
    "chính quyền",
    "TCCS",
    "TCCSĐ",
    "tỉnh",
    "thành phố",
    "huyện",
    "quận",
    "thị xã",
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
    "thôn",
    "ngành",
    "phân hội",
    "nhà trường",
    "cơ sở",
    "ban công tác",
    "tổ dân phố",
    "khu phố",
    "hộ",
    "trạm",
    "điểm",
    "chi đoàn",
    "công đoàn",
    "ngành",
    "chủ đầu tư",
)

#: Offices of persons, which may own a duty as well as a body.
OFFICE_WORDS = (
    "thủ tướng",
    "phó thủ tướng",
    "bộ trưởng",
    "thứ trưởng",
    "chủ tịch",
    "phó chủ tịch",
    "bí thư",
    "phó bí thư",
    "giám đốc",
    "phó giám đốc",
    "tổng giám đốc",
    "thủ trưởng",
    "trưởng",
    "phó trưởng",
    "chánh",
    "phó chánh",
    "cục trưởng",
    "vụ trưởng",
    "tổng cục trưởng",
    "viện trưởng",
    "hiệu trưởng",
    "tổng thanh tra",
    "tổng kiểm toán",
    "thống đốc",
    "chủ nhiệm",
    "người đứng đầu",
    "chỉ huy trưởng",
    "tư lệnh",
    "đồng chí",
    "các đồng chí",
    "đ/c",
    "thành viên",
    "ủy viên",
    "lãnh đạo",
    "cán bộ",
    "công chức",
    "đảng viên",
    "ông",
    "bà",
    "tổng biên tập",
    "chuyên viên",
    "kế toán",
    "nhân viên",
    "viên chức",
    "giáo viên",
)

#: Words that open the name of a group.
GROUP_WORDS = ("các", "toàn thể", "tất cả", "những", "mọi", "mỗi", "từng", "quý", "các cấp", "một số")

#: Words that begin like the name of a body and are none: `tổ chức thực hiện`, `báo cáo`, `trường hợp`.
_NO_NAMES = (
    r"(?!cơ\s+sở\s+(?:dữ|vật|hạ|pháp|để|đó|kết|thực|lý|chính|khoa|báo|ý|đề|các"
    r"|quy)|hộ\s+(?:chiếu|tịch|khẩu|trợ)|điểm\s|công\s+đoàn\s+phí|tổ\s+chức(?!\s*(?:,"
    r"|;|và\s|đảng|chính\s+trị|xã\s+hội|thành\s+viên|đoàn\s+thể|tôn\s+giáo|cơ\s+sở"
    r"|hội|khoa\s+học"
    r"|công\s+đoàn|kinh\s+tế|tín\s+dụng|có\s+liên\s+quan|liên\s+quan|trực\s+thuộc|thuộc|hành\s+chính))"
    r"|báo\s+c|trường\s+hợp|ban\s+hành|bộ\s+(?:máy|tiêu|thủ|mặt|sách|phim|luật)"
    r"|cấp\s+(?:phát|giấy|bách|thiết|độ|phép|nước|thẻ|đổi|kinh|vốn|tín)"
    r"|xã\s+hội|đoàn\s+(?:kết|viên|kiểm)|hội\s+(?:nghị|thảo|viên|họp|nhập|chợ"
    r"|trường|diễn|thi)|vụ\s+(?:việc|án|đông|mùa|xuân|hè|lợi)"
    r"|phòng\s*(?:,|chống|ngừa|cháy|thủ|bệnh|họp)|tỉnh\s+táo|khối\s+lượng|đài\s+thọ"
    r"|trưởng\s+thành|bà\s+con|ngành\s+nghề|viện\s+(?:dẫn|trợ|phí)"
    r"|lãnh\s+đạo\s*(?:,|chỉ\s+đạo|và\s+chỉ|thực\s+hiện|tốt|triển|quán|việc|công\s+tác"
    r"|tổ\s+chức)|tập\s+thể\s+dục|cục\s+bộ|tổ\s+hợp|cổng\s+(?:chào|vào)"
    r"|công\s+an\s+toàn|chánh\s+án\s+|cụm\s+từ|cán\s+bộ\s+hóa|tạp\s+chí\s+hóa"
    r"|thường\s+trực\s+24|bộ\s+và\s|bà\s+mẹ|thôn\s+tính"
    r"|trung\s+tâm\s+chính\s+trị\s+của|kho\s+bãi|quận\s+công|đại\s+học\s+hóa)"
)
_HEADS = alternatives([*CLASS_WORDS, *OFFICE_WORDS], any_case=True)
_GROUPS = alternatives(GROUP_WORDS, any_case=True)
#: A name of a body begins here.
STARTS = re.compile(rf"(?:(?:{_GROUPS})\s+(?:{_HEADS})|(?=(?:{_HEADS})(?!\w))(?i:{_NO_NAMES})(?:{_HEADS}))(?!\w)")
_ACRONYM = re.compile(r"[A-ZĐ]{2,}[A-ZĐ0-9]*\b")
_PLACES = re.compile(r"(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|thị\s+trấn|đặc\s+khu|thôn)\b(?!\s+ủy)")
_GROUP = re.compile(rf"(?:{_GROUPS})\s")
_PRESS = re.compile(r"Báo(?:\s+[^\s,;]+){0,3}\s+và\s")
_CUT = re.compile(r"\s*[;,]\s*(?:và\s+)?|\s+(?:và|cùng với|cùng|hoặc)\s+")
_BRACKET = re.compile(r"[()]")
_CLASS_COLON = re.compile(r"(?:các\s+)?[^\s,;:][^,;:]{0,60}:\s*", re.IGNORECASE)
_LEAD = re.compile(r"(?:với|cùng|và|do|cho|đến|về|gửi)\s+", re.IGNORECASE)
#: Names of several parts whose inner commas and `và` do not cut: the class words whose names list fields of work.
_FIELDS = re.compile(
    r"(?:công ty|tổng công ty|tập đoàn|bộ|sở|phòng|ban quản lý|trung tâm|trường|cục|chi cục|viện|văn phòng|hội)\s",
    re.IGNORECASE,
)


def begins_body(text: str, position: int = 0) -> bool:
    """Whether the name of a body or a group begins at the position."""
    return STARTS.match(text, position) is not None


def cut_bodies(prose: Prose, start: int, end: int) -> tuple[Body, ...]:
    """Return the bodies that the stretch of prose lists, cut by the rule of this module."""
    text = prose.text
    bodies: list[Body] = []
    position = start
    classed = False
    for stop, following in _cuts(text, start, end):
        colon = _CLASS_COLON.match(text, position, stop) if text.find(":", position, stop) >= 0 else None
        if colon:
            classed = True
            position = colon.end()
        lead = _LEAD.match(text, position, stop)
        if lead:
            position = lead.end()
        if not _separates(text, position, stop, following, end, classed):
            continue
        _add(bodies, prose, position, stop)
        position = following
    return tuple(bodies)


def _cuts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where a list may be cut: end of one item and start of the next; the end of the list is the last."""
    cuts = []
    depth = 0
    marks = [(found.start(), found.end()) for found in _CUT.finditer(text, start, end)]
    brackets = [found.start() for found in _BRACKET.finditer(text, start, end)]
    bracket = 0
    for stop, following in marks:
        while bracket < len(brackets) and brackets[bracket] < stop:
            depth += 1 if text[brackets[bracket]] == "(" else -1
            bracket += 1
        if depth <= 0:
            cuts.append((stop, following))
    cuts.append((end, end))
    return cuts


def _separates(text: str, position: int, stop: int, following: int, end: int, classed: bool) -> bool:
    """Whether the mark between `stop` and `following` cuts the list there."""
    if following >= end or ";" in text[stop:following]:
        return True
    mark = text[stop:following]
    if STARTS.match(text, following):
        if "," not in mark:
            if _PRESS.match(text, position) and text[following : following + 3] == "Đài":
                return False  # one body since the offices of press and broadcasting were merged
            return _PLACES.match(text, following) is None  # `các tỉnh và thành phố trực thuộc trung ương` is one group
        # A small class word behind a comma goes on with the item: `các sở, ban, ngành`.
        return "và" in mark or not text[following].islower() or _GROUP.match(text, following) is not None
    if not text[following].isupper():
        return False
    if "," in mark:
        named = STARTS.match(text, position, stop) is not None
        if classed and not named:
            return True
        # A name that is no class of body goes on with the list of places: `các tỉnh Hà Bắc, Hải Hưng`; a firm does not.
        return not _FIELDS.match(text, position, stop) and _ACRONYM.match(text, following) is not None
    return False


def _add(bodies: list[Body], prose: Prose, start: int, stop: int) -> None:
    text = prose.text
    while start < stop and text[start] in " ,;:":
        start += 1
    while stop > start and text[stop - 1] in " ,;:.":
        stop -= 1
    if start < stop:
        name = text[start:stop]
        bodies.append(Body(name, prose.span(start, stop), is_group=is_group(name)))


def is_group(name: str) -> bool:
    """Whether a printed name stands for several bodies: it opens with `các` and the like, or names several."""
    return _GROUP.match(name) is not None or "," in name
