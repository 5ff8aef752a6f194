"""Names of bodies: where one begins, how a list of them is cut, what is a group. All names are invented or general."""

from __future__ import annotations

import pytest

from vanban.bodies import begins_body, cut_bodies, is_group
from vanban.lines import Prose


def cut(text: str) -> list[str]:
    return [body.name for body in cut_bodies(Prose(text, [0], [0]), 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Sở Nội vụ",
        "các sở, ban, ngành tỉnh",
        "Ủy ban nhân dân xã Hà Mỹ",
        "Uỷ ban nhân dân xã",  # the other spelling
        "UBND huyện",
        "Thủ trưởng các cơ quan",
        "đồng chí Trưởng ban",
        "cấp ủy cơ sở",
        "Mặt trận Tổ quốc Việt Nam huyện",
        "tổ chức đảng các cấp",
        "tổ chức chính trị - xã hội",
        "Văn phòng Tỉnh ủy",
        "Công an tỉnh",
        "cơ quan chuyên môn",
        "những đơn vị được giao",
    ],
)
def test_tells_where_a_name_begins(text):
    assert begins_body(text)


@pytest.mark.parametrize(
    "text",
    [
        "tổ chức thực hiện",  # a verb
        "tổ chức kiểm tra việc chấp hành",
        "báo cáo kết quả",
        "trường hợp cần thiết",
        "ban hành kế hoạch",
        "bộ máy, biên chế",
        "bộ tiêu chí đánh giá",
        "bộ luật",
        "cơ sở dữ liệu quốc gia",
        "cơ sở vật chất",
        "cơ sở hạ tầng",
        "cấp phát kinh phí",
        "cấp giấy chứng nhận",
        "cấp bách trong tình hình mới",
        "xã hội hóa",
        "đoàn kết toàn dân",
        "đoàn viên, hội viên",
        "hội nghị sơ kết",
        "hội nhập quốc tế",
        "hội viên nông dân",
        "vụ việc phức tạp",
        "vụ mùa năm nay",
        "phòng, chống thiên tai",
        "phòng cháy và chữa cháy",
        "tỉnh táo trước thông tin xấu",
        "khối lượng công việc",
        "lãnh đạo, chỉ đạo công tác",
        "tập thể dục",
        "hộ khẩu thường trú",
        "hộ tịch điện tử",
        "viện dẫn quy định",
        "điểm b khoản 2",
        "trưởng thành từ phong trào",
        "công đoàn phí",
        "ngành nghề nông thôn",
        "rà soát các mô hình",
        "kết quả thực hiện",
        "người dân và doanh nghiệp",
    ],
)
def test_takes_no_other_words_for_a_name(text):
    assert not begins_body(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Nội vụ", ["Sở Nội vụ"]),
        ("Sở Nội vụ và Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Sở Nội vụ, Sở Tài chính, Công an tỉnh", ["Sở Nội vụ", "Sở Tài chính", "Công an tỉnh"]),
        ("UBND huyện và Ủy ban MTTQ Việt Nam huyện", ["UBND huyện", "Ủy ban MTTQ Việt Nam huyện"]),
        ("các huyện ủy; đảng ủy trực thuộc", ["các huyện ủy", "đảng ủy trực thuộc"]),
        ("Sở Y tế, các sở, ban, ngành tỉnh", ["Sở Y tế", "các sở, ban, ngành tỉnh"]),
        ("các Sở: Tài chính, Xây dựng", ["Tài chính", "Xây dựng"]),  # a class word before a colon is no part
        ("các Sở: Tài chính, Kế hoạch và Đầu tư, Công an tỉnh", ["Tài chính", "Kế hoạch và Đầu tư", "Công an tỉnh"]),
        ("với Ban Dân vận và các cơ quan liên quan", ["Ban Dân vận", "các cơ quan liên quan"]),
        ("Công an tỉnh.", ["Công an tỉnh"]),
        ("", []),
        (" , ;", []),
    ],
)
def test_cuts_a_list(text, names):
    assert cut(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Sở Giáo dục và Đào tạo",  # `và` inside the name of one body
        "Sở Nông nghiệp và Môi trường",
        "Bộ Kế hoạch và Đầu tư",
        "Sở Văn hóa, Thể thao và Du lịch",  # a comma inside it
        "Sở Lao động - Thương binh và Xã hội",
        "các cơ quan, ban, ngành cấp huyện",  # small letters behind the comma go on with the group
        "Các cấp ủy, tổ chức đảng, chính quyền",
        "các phòng, ban, đơn vị trực thuộc",
        "Ủy ban nhân dân các xã, phường, thị trấn",
        "Ủy ban nhân dân các tỉnh và thành phố trực thuộc Trung ương",
        "Thường trực Hội đồng nhân dân (khóa II, nhiệm kỳ mới)",  # nothing is cut in brackets
        "các cơ quan, đơn vị có liên quan",
        "Trung tâm Văn hóa, Thể thao và Truyền thông huyện",
        "Công ty Cổ phần Đầu tư, Xây dựng và Dịch vụ Sông Thương",
    ],
)
def test_does_not_cut_one_name(text):
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("các sở, ban, ngành", True),
        ("toàn thể cán bộ", True),
        ("mỗi chi bộ", True),
        ("cấp ủy, chính quyền", True),
        ("Sở Nội vụ", False),
        ("Ủy ban nhân dân huyện", False),
        ("Công an tỉnh", False),
        ("cacao", False),
    ],
)
def test_tells_groups_from_single_bodies(name, group):
    assert is_group(name) is group


def test_each_name_knows_its_place():
    text = "Giao Sở Nội vụ, Sở Tài chính và các cơ quan liên quan"

    for body in cut_bodies(Prose(text, [0], [0]), 5, len(text)):
        assert text[body.span.start : body.span.end] == body.name
