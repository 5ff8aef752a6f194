"""What a body's name says about its head and its signer."""

from __future__ import annotations

import pytest

from nhipcau.drafting import profiles
from nhipcau.drafting.heads import area_of, party_branch, signer_by_name, without_area
from nhipcau.drafting.wording import signing_lines

PARTY, STATE = profiles.by_key("hd36"), profiles.by_key("nd30")


@pytest.mark.parametrize(
    ("name", "profile", "lines"),
    [
        ("Ủy ban Kiểm tra", PARTY, ("T/M ỦY BAN KIỂM TRA", "CHỦ NHIỆM")),
        ("Uỷ ban Kiểm tra Huyện uỷ Suối Mẫu", PARTY, ("T/M ỦY BAN KIỂM TRA", "CHỦ NHIỆM")),
        ("Chi bộ Nông nghiệp", PARTY, ("T/M CHI BỘ", "BÍ THƯ")),
        ("Văn phòng Huyện ủy Suối Mẫu", PARTY, ("CHÁNH VĂN PHÒNG",)),
        ("Khối Dân vận xã Mẫu", PARTY, ("TRƯỞNG KHỐI",)),
        ("Sở Nội vụ tỉnh Mẫu", STATE, ("GIÁM ĐỐC",)),
        ("Thanh tra huyện Suối Mẫu", STATE, ("CHÁNH THANH TRA",)),
        ("Ban Quản lý dự án", STATE, ("GIÁM ĐỐC",)),
        ("Đoàn Thanh niên Cộng sản Hồ Chí Minh huyện", STATE, ("TM. BAN THƯỜNG VỤ", "BÍ THƯ")),
    ],
)
def test_the_name_tells_who_signs(name, profile, lines):
    bold, under = signing_lines(signer_by_name(name), profile)

    assert bold + under == lines


@pytest.mark.parametrize("name", ["Phòng Nội vụ", "Ban Dân vận", "Ủy ban nhân dân xã", "Soát xét", "Sông Mẫu", ""])
def test_other_names_do_not_tell(name):
    assert signer_by_name(name) is None


@pytest.mark.parametrize(
    ("committee", "branch"),
    [
        ("Huyện ủy Suối Mẫu", "Đảng bộ huyện Suối Mẫu"),
        ("Huyện uỷ Suối Mẫu", "Đảng bộ huyện Suối Mẫu"),
        ("Thành ủy Mẫu", "Đảng bộ thành phố Mẫu"),
        ("Thị ủy Mẫu", "Đảng bộ thị xã Mẫu"),
        ("Tỉnh ủy Mẫu", "Đảng bộ tỉnh Mẫu"),
        ("Đảng ủy xã Mẫu Một", "Đảng bộ xã Mẫu Một"),
        ("Ban Chấp hành Trung ương", "Ban Chấp hành Trung ương"),
    ],
)
def test_over_a_committee_stands_the_higher_branch(committee, branch):
    assert party_branch(committee) == branch


@pytest.mark.parametrize(
    ("name", "committee", "printed"),
    [
        ("Phòng Nội vụ huyện Suối Mẫu", "Ủy ban nhân dân huyện Suối Mẫu", "Phòng Nội vụ"),
        ("Ban Chỉ đạo Cuộc vận động huyện Suối Mẫu", "Huyện ủy Suối Mẫu", "Ban Chỉ đạo Cuộc vận động"),
        ("Thanh tra huyện Suối Mẫu", "Ủy ban nhân dân huyện Suối Mẫu", "Thanh tra huyện"),
        ("Phòng Nội vụ huyện Khác", "Ủy ban nhân dân huyện Suối Mẫu", "Phòng Nội vụ huyện Khác"),
        ("Ban Dân vận", "Huyện ủy Suối Mẫu", "Ban Dân vận"),
    ],
)
def test_the_area_is_named_once(name, committee, printed):
    assert without_area(name, committee) == printed


def test_a_body_without_area_has_none():
    assert area_of("Hội Nông dân") is None
