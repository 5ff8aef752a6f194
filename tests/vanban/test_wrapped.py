"""Halves of one unit on two lines: what is put together, and what only looks so."""

from __future__ import annotations

from datetime import date

import pytest

from vanban import read_text
from vanban.lines import split_lines
from vanban.wrapped import join_wrapped

NARROW = """ỦY
BAN NHÂN DÂN
TỈNH SÔNG THƯƠNG
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
|
Số:
12/2021/QĐ-UBND
|
Sông
Thương, ngày 02 tháng 3
năm 2021
|
QUYẾT ĐỊNH
BAN HÀNH QUY CHẾ LÀM VIỆC CỦA
ỦY BAN NHÂN DÂN TỈNH SÔNG THƯƠNG
ỦY BAN NHÂN DÂN TỈNH SÔNG THƯƠNG
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
QUYẾT ĐỊNH:
Điều 1. Ban hành Quy chế làm việc.
|
TM.
ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn Mẫu
"""


def test_reads_a_head_of_narrow_cells():
    reading = read_text(NARROW)

    assert reading.parent_issuer is None
    assert reading.issuer and reading.issuer.value == "ỦY BAN NHÂN DÂN TỈNH SÔNG THƯƠNG"
    assert reading.place and reading.place.value == "Sông Thương"
    assert reading.date and reading.date.value == date(2021, 3, 2)
    assert reading.signer and reading.signer.authority == "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"


def test_ends_the_subject_before_the_authority_that_decides():
    subject = read_text(NARROW).subject

    assert subject and subject.value == "BAN HÀNH QUY CHẾ LÀM VIỆC CỦA ỦY BAN NHÂN DÂN TỈNH SÔNG THƯƠNG"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("CỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("UỶ\nBAN NHÂN DÂN", "UỶ BAN NHÂN DÂN"),
        ("An Bình, ngày 02 tháng 3\nnăm 2021", "An Bình, ngày 02 tháng 3 năm 2021"),
        ("An\nBình, ngày 02 tháng 3 năm 2021", "An Bình, ngày 02 tháng 3 năm 2021"),
        ("TL.\nBỘ TRƯỞNG", "TL. BỘ TRƯỞNG"),
    ],
)
def test_joins_halves(text: str, first: str):
    assert join_wrapped(split_lines(text), 70)[0].text == first


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("CỘNG TÁC VIÊN\nHÒA XÃ HỘI", "a whole line"),
        ("CỘNG\nTÁC VIÊN", "another word"),
        ("ỦY\nVIÊN BAN THƯỜNG VỤ", "a title"),
        ("ỦY\n\n\nBAN NHÂN DÂN", "far from one another"),
        ("xã\nAn Bình, ngày 02 tháng 3 năm 2021", "a small word is no half of a name"),
        ("An\nBình và xã Phú, họp ngày 02 tháng 3", "no line of place and date"),
        ("họp ngày 02 tháng 3\nnăm nay", "no year"),
        ("tháng 3\nnăm 2021", "no day"),
        ("KT\nkiểm tra", "small letters"),
        ("TM. ỦY BAN\nCHỦ TỊCH", "an authority with its body"),
        ("TTG\nCHỦ TỊCH", "no authority"),
    ],
)
def test_leaves_other_lines_apart(text: str, why: str):
    assert len(join_wrapped(split_lines(text), 70)) == 2, why


def test_joins_only_authorities_below_the_head():
    lines = join_wrapped(split_lines("mở đầu\nAn\nBình, ngày 02 tháng 3\nTM.\nỦY BAN NHÂN DÂN"), 1)

    assert [line.text for line in lines] == ["mở đầu", "An", "Bình, ngày 02 tháng 3", "TM. ỦY BAN NHÂN DÂN"]
