"""A duty is marked sure only where it is printed in one of the plain ways; letters from a picture hardly ever."""

from __future__ import annotations

import pytest

from vanban import read_text
from vanban.files.result import Kind, Page, PageSource, Source
from vanban.sureness import is_clean_title, is_like_its_type

HEAD = "UBND TỈNH MẪU\nSố: 12/KH-UBND\nMẫu, ngày 05 tháng 3 năm 2025\n"
PLAN = HEAD + "KẾ HOẠCH\nKiểm tra cầu đường\n\nI. TỔ CHỨC THỰC HIỆN\n"


def duties(text: str) -> list[str]:
    return [duty.confidence.value for duty in read_text(PLAN + text).assignments]


@pytest.mark.parametrize(
    "text",
    [
        "1. Giao Sở Xây dựng lập danh mục cầu yếu trên các tuyến đường tỉnh.",
        "1. Đề nghị Sở Tài chính bố trí kinh phí sửa chữa các cầu yếu trước ngày 15/4/2025.",
        "1. Sở Xây dựng\nLập danh mục cầu yếu trên các tuyến đường tỉnh đã xuống cấp.",
        "1. UBND các xã, phường\n- Cắm biển báo tải trọng tại hai đầu các cầu yếu trên địa bàn.",
    ],
)
def test_is_sure_where_the_duty_is_plain(text: str):
    assert duties(text) == ["sure"]


@pytest.mark.parametrize(
    "text",
    [
        # No bid: the subject may be no subject.
        "1. Sở Xây dựng có trách nhiệm lập danh mục cầu yếu trên các tuyến đường tỉnh.",
        # A word of time that is no term.
        "1. Giao Sở Xây dựng lập danh mục cầu yếu, định kỳ rà soát các tuyến đường tỉnh.",
        "1. Giao Sở Xây dựng lập danh mục cầu yếu ngay sau khi có kết quả kiểm tra.",
        # A day without its year.
        "1. Giao Sở Xây dựng lập danh mục cầu yếu trên các tuyến đường tỉnh trước ngày 15/4.",
        # Sent, but to whom?
        "1. Giao Sở Xây dựng báo cáo kết quả kiểm tra các cầu yếu trên đường tỉnh.",
        # More than a name.
        "1. Giao đồng chí Trưởng phòng phụ trách địa bàn nào thì lập danh mục cầu yếu nơi đó.",
        "1. Giao Sở Xây dựng (Phòng Cầu đường) lập danh mục cầu yếu trên các tuyến đường tỉnh.",
        # Quoted, or with a list behind a colon.
        "1. Giao Sở Xây dựng lập danh mục “cầu yếu, đường xấu” trên các tuyến đường tỉnh.",
        # Too short to tell of what kind it is.
        "1. Đề nghị các sở, ngành triển khai thực hiện.",
        # Signs of a recogniser.
        "1. Giao Sở Xây dựng lập danh mục cầu ~ yếu trên các tuyến đường tỉnh.",
    ],
)
def test_is_not_sure_where_something_is_left_over(text: str):
    assert "sure" not in duties(text)


def test_is_not_sure_of_figures_that_were_recognised():
    text = PLAN + "1. Giao Sở Xây dựng lập danh mục cầu yếu theo Quyết định số 7/QĐ-UBND ngày 01/02/2025 của UBND tỉnh."
    plain, recognised = read_text(text), read_text(text, is_recognised=True)
    assert plain.number is not None and recognised.number is not None
    assert (plain.number.confidence.value, recognised.number.confidence.value) == ("sure", "likely")
    assert [each.confidence.value for each in plain.citations] == ["sure"]
    assert [each.confidence.value for each in recognised.citations] == ["likely"]
    assert plain.to_contract() == recognised.to_contract()


@pytest.mark.parametrize(
    ("source", "expected"), [(PageSource.TEXT, False), (PageSource.TEXT_LAYER, False), (PageSource.OCR, True)]
)
def test_source_says_whether_letters_were_recognised(source: PageSource, expected: bool):
    pages = (Page(1, "", PageSource.OCR), Page(2, "chữ", source))
    assert Source(Kind.PDF, "chữ", pages).is_recognised is expected


@pytest.mark.parametrize(
    ("number", "printed", "expected"),
    [
        ("12/QĐ-UBND", "Quyết định", True),
        ("12/2025/QH15", "Luật", True),
        ("12/2025/NQ-HĐND", "Nghị quyết", True),
        ("12-KL/TW", "Kết luận", True),
        ("12-CT/TW", "Chỉ thị", True),
        ("12/SXD-KT", "Công văn", True),
        ("12/SXD-KT", None, True),
        ("12/QĐĐ-UBND", "Quyết định", False),
        ("12/2025/QHI15", "Nghị quyết", False),
        ("12/OĐ-UBND", "Quyết định", False),
        ("12-KL/TW", "Chỉ thị", False),
        ("12/UBND-KT", "Kế hoạch", False),
    ],
)
def test_symbol_is_like_its_type(number: str, printed: str | None, expected: bool):
    assert is_like_its_type(number, printed) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("KT. CHỦ TỊCH", True),
        ("T/M BAN THƯỜNG VỤ", True),
        ("TRƯỞNG BAN - PHÓ CHỦ TỊCH", True),
        ("TL. CHỦ TỊCH _", False),
        ("CỤC TRƯỞNG ˆ ^ À", False),
        ("BỘ XÂY DỰNG 6/8 : KT.", False),
    ],
)
def test_title_is_clean(line: str, expected: bool):
    assert is_clean_title(line) is expected
