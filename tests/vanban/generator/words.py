"""Invented words: places, people, fields of work, names of movements, what is done and to what.

Each is put together from parts, so that thousands differ and none is copied from a document. A person's last name is
plainly invented (Mẫu, Thử, Giả ...).
"""

from __future__ import annotations

import random

_FIRST = (
    "Thanh", "Phú", "An", "Tân", "Hà", "Vĩnh", "Đông", "Krông", "Ia", "Đắk", "Sông", "Long", "Mỹ", "Xuân", "Kim",
    "Chư", "Cẩm", "Hòa", "Diên", "Suối", "Nậm", "Thạch", "Thủy",
)  # fmt: skip
_SECOND = (
    "Lâm", "Sơn", "Lộc", "Khê", "Mây", "Thương", "Trạch", "Điền", "Kỳ", "Lĩnh", "Quế", "Rin", "Pơng", "Nhơn",
    "Hóa", "Viên", "Đào", "Mộc", "Quý", "Thùy", "Giao", "Bảng",
)  # fmt: skip
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Đỗ", "Bùi", "Hoàng", "Y", "Vũ", "Đinh")
_MIDDLES = ("Văn", "Thị", "Hữu", "Minh", "Xuân", "Ngọc", "Thị Thúy", "Quang")
_GIVEN = ("Mẫu", "Thử", "Ví Dụ", "Tạm", "Giả", "Nháp", "Mẫu Hòa", "Thử Nghiệm")

#: Fields of the State's work with the letters their bodies bear.
FIELDS = (
    ("Nội vụ", "NV"),
    ("Tài chính", "TC"),
    ("Y tế", "YT"),
    ("Tư pháp", "TP"),
    ("Xây dựng", "XD"),
    ("Công Thương", "CT"),
    ("Giáo dục và Đào tạo", "GDĐT"),
    ("Nông nghiệp và Môi trường", "NNMT"),
    ("Văn hóa, Thể thao và Du lịch", "VHTTDL"),
    ("Khoa học và Công nghệ", "KHCN"),
    ("Dân tộc và Tôn giáo", "DTTG"),
    ("Kế hoạch và Đầu tư", "KHĐT"),
    ("Lao động - Thương binh và Xã hội", "LĐTBXH"),
)

_QUOTED = (
    ("Thôn bản", "Khu phố", "Ngõ xóm", "Chợ quê", "Trường học", "Gia đình", "Chi hội", "Tuyến đường", "Bếp ăn"),
    ("xanh", "sạch nhà tốt ruộng", "số", "không rác thải", "nghĩa tình", "kiểu mẫu", "an toàn", "tự quản", "sáng đèn"),
)
MOVEMENTS = ("Phong trào", "Cuộc vận động", "Mô hình", "Đề án", "Chương trình")
SUBJECTS = (
    "công tác kết nghĩa với các thôn vùng đồng bào dân tộc thiểu số",
    "cải cách thủ tục hành chính",
    "phòng, chống thiên tai và tìm kiếm cứu nạn",
    "chuyển đổi số trong cơ quan, đơn vị",
    "bảo đảm trật tự, an toàn giao thông",
    "giảm nghèo bền vững",
    "phòng, chống dịch bệnh trên đàn vật nuôi",
    "quản lý, sử dụng tài sản công",
    "thực hiện quy chế dân chủ ở cơ sở",
    "chăm sóc sức khỏe ban đầu cho người cao tuổi",
    "bảo tồn nghề thủ công truyền thống",
    "sắp xếp các trường học có ít học sinh",
    "giải quyết đơn thư khiếu nại, tố cáo của công dân",
    "công tác phát triển đảng viên trong doanh nghiệp",
    "quản lý bảo vệ rừng",
    "vệ sinh môi trường nông thôn",
)
_LEADS = ("triển khai", "tăng cường", "đẩy mạnh", "tiếp tục thực hiện", "nâng cao hiệu quả", "tổ chức thực hiện")

#: Verbs that begin an action, each fit for every object below.
ACTION_VERBS = (
    "rà soát", "đánh giá", "thống kê", "kiểm tra", "cập nhật", "hoàn thiện", "khảo sát", "kiểm tra, đối chiếu",
    "khẩn trương rà soát", "tổ chức rà soát", "xây dựng", "niêm yết công khai", "thẩm định", "bổ sung", "điều chỉnh",
    "lập", "công bố", "chuẩn hóa", "theo dõi, cập nhật",
)  # fmt: skip
#: Verbs that begin an exhortation.
STANDING_VERBS = (
    "tiếp tục duy trì", "tăng cường quản lý", "đẩy mạnh tuyên truyền về", "quan tâm củng cố",
    "nâng cao chất lượng", "chú trọng phát triển", "tập trung củng cố", "phát huy hiệu quả của", "tiếp tục nhân rộng",
    "tích cực giới thiệu", "chủ động bảo vệ", "thường xuyên chăm lo", "thúc đẩy phát triển",
)  # fmt: skip
_OBJECTS = (
    "danh mục các công trình {thing}", "các mô hình {quoted}", "quy chế phối hợp về {subject}",
    "hệ thống biểu mẫu phục vụ {subject}", "các tổ tự quản về {subject}", "hồ sơ quản lý {thing}",
    "cơ sở dữ liệu về {thing}", "các câu lạc bộ {quoted}", "phương án bố trí {thing}", "mạng lưới {thing}",
    "nội quy sử dụng {thing}", "quỹ hỗ trợ {thing}",
)  # fmt: skip
_THINGS = (
    "nhà văn hóa thôn", "đường giao thông nông thôn", "trạm y tế xã", "kênh mương nội đồng", "điểm bưu điện",
    "lớp học bán trú", "nhà ở cho hộ nghèo", "cây xanh đô thị", "bãi tập kết vật liệu", "nước sinh hoạt tập trung",
    "thư viện trường học", "tổ hợp tác trồng chè",
)  # fmt: skip
_QUALIFIERS = (
    "", "", "trên địa bàn", "thuộc phạm vi quản lý", "theo hướng thiết thực, hiệu quả", "ở cơ quan, đơn vị mình",
    "theo đúng quy định", "bảo đảm công khai, minh bạch", "phù hợp với tình hình thực tế", "giai đoạn 2021-2025",
    "nhằm tạo thuận lợi cho người dân và doanh nghiệp", "trong vùng đồng bào dân tộc thiểu số",
)  # fmt: skip
TALES = (
    "Thời gian qua, {subject} đã đạt được nhiều kết quả quan trọng.",
    "Tuy nhiên, việc {subject2} ở một số nơi còn chậm, chưa đáp ứng yêu cầu.",
    "Những năm qua, {subject} luôn được các cấp, các ngành quan tâm.",
    "Qua kiểm tra cho thấy {subject} còn một số tồn tại, hạn chế.",
    "Đến nay, toàn địa bàn có {count} hộ được hưởng lợi, tăng {share}% so với cùng kỳ.",
    "Nguyên nhân chủ yếu là do nguồn lực còn hạn chế, một số đơn vị chưa chủ động.",
    "Một số cơ quan chưa gửi báo cáo đúng thời gian quy định.",
    "Năm {year}, đã có {count} mô hình được xây dựng.",
)


def place(rng: random.Random) -> str:
    """Return the name of a place that never was."""
    return f"{rng.choice(_FIRST)} {rng.choice(_SECOND)}"


def person(rng: random.Random) -> str:
    """Return the name of a person that never was."""
    return f"{rng.choice(_SURNAMES)} {rng.choice(_MIDDLES)} {rng.choice(_GIVEN)}"


def quoted(rng: random.Random) -> str:
    """Return the invented name of a movement, in quotation marks."""
    return f"“{rng.choice(_QUOTED[0])} {rng.choice(_QUOTED[1])}”"


def subject(rng: random.Random) -> str:
    """Return a field of work, as a noun."""
    return rng.choice(SUBJECTS) if rng.random() < 0.7 else f"{rng.choice(MOVEMENTS)} {quoted(rng)}"


def trich_yeu(rng: random.Random) -> str:
    """Return what a document is about, without `V/v`."""
    tail = rng.choice(["", "", " trên địa bàn", " năm 2024", " giai đoạn 2021-2025", " trong tình hình mới"])
    return f"{rng.choice(_LEADS)} {subject(rng)}{tail}"


def thing(rng: random.Random) -> str:
    """Return something that can be counted or listed."""
    return rng.choice(_THINGS)


def deed(rng: random.Random, *, standing: bool) -> str:
    """Return a verb with its object: an exhortation or an action."""
    verb = rng.choice(STANDING_VERBS if standing else ACTION_VERBS)
    what = rng.choice(_OBJECTS).format(thing=thing(rng), quoted=quoted(rng), subject=subject(rng))
    return f"{verb} {what} {rng.choice(_QUALIFIERS)}".strip()


def tale(rng: random.Random, year: int) -> str:
    """Return a sentence that lays no duty: a result, a shortcoming, a cause."""
    said = rng.choice(TALES).format(
        subject=subject(rng), subject2=subject(rng), count=rng.randrange(12, 900), share=rng.randrange(2, 40), year=year
    )
    return said[0].upper() + said[1:]


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[0].upper() + text[1:]
