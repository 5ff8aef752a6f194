"""The head: what it states, in the layouts in which extractions hand it over."""

from __future__ import annotations

from datetime import date

import pytest

from vanban import read_text

STATE = """ỦY BAN NHÂN DÂN
TỈNH AN BÌNH
Số: 12 /TB-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Bình, ngày 08 tháng 01 năm 2025

THÔNG BÁO
Kết luận cuộc họp về chuyển đổi số

Ngày 03/01/2025, Chủ tịch UBND tỉnh chủ trì cuộc họp.
"""

PARTY = """HUYỆN ỦY PHÚ HÒA
BAN DÂN VẬN
*
Số 05-CV/BDVHU
Tiếp tục nâng cao chất lượng
công tác kết nghĩa

ĐẢNG CỘNG SẢN VIỆT NAM
Phú Hòa, ngày 10 tháng 3 năm 2023

Kính gửi: Các cơ quan, đơn vị.
"""


def test_reads_a_state_head():
    reading = read_text(STATE)

    assert reading.type and reading.type.value == "thông báo"
    assert reading.number and reading.number.value == "12/TB-UBND"
    assert reading.parent_issuer is None
    assert reading.issuer and reading.issuer.value == "ỦY BAN NHÂN DÂN TỈNH AN BÌNH"
    assert reading.place and reading.place.value == "An Bình"
    assert reading.date and reading.date.value == date(2025, 1, 8)
    assert reading.subject and reading.subject.value == "Kết luận cuộc họp về chuyển đổi số"


def test_reads_a_party_letter():
    reading = read_text(PARTY)

    assert reading.type and reading.type.value == "công văn"
    assert reading.parent_issuer and reading.parent_issuer.value == "HUYỆN ỦY PHÚ HÒA"
    assert reading.issuer and reading.issuer.value == "BAN DÂN VẬN"
    assert reading.subject and reading.subject.value == "Tiếp tục nâng cao chất lượng công tác kết nghĩa"


@pytest.mark.parametrize(
    ("lines", "parent", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH", None, "ỦY BAN NHÂN DÂN TỈNH AN BÌNH"),
        ("UBND TỈNH AN BÌNH\nSỞ Y TẾ", "UBND TỈNH AN BÌNH", "SỞ Y TẾ"),
        ("BỘ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG", None, "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
        ("TỈNH ỦY AN BÌNH\nBAN TUYÊN GIÁO\nVÀ DÂN VẬN", "TỈNH ỦY AN BÌNH", "BAN TUYÊN GIÁO VÀ DÂN VẬN"),
        ("ĐẢNG BỘ TỈNH AN BÌNH\nĐẢNG ỦY XÃ TÂN SƠN", "ĐẢNG BỘ TỈNH AN BÌNH", "ĐẢNG ỦY XÃ TÂN SƠN"),
        ("TỈNH ỦY AN BÌNH", None, "TỈNH ỦY AN BÌNH"),  # `tỉnh ủy` is no place behind a body
        ("BAN CHẤP HÀNH\nĐẢNG BỘ TỈNH", None, "BAN CHẤP HÀNH ĐẢNG BỘ TỈNH"),
    ],
)
def test_tells_a_body_from_its_parent(lines, parent, issuer):
    reading = read_text(f"{lines}\nSố: 1/ABC-XYZ\n\nKẾ HOẠCH\nvề việc chung\n\nThực hiện nhiệm vụ.")

    assert (reading.parent_issuer.value if reading.parent_issuer else None) == parent
    assert reading.issuer and reading.issuer.value == issuer


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Số: 11 /TB-UBND", "11/TB-UBND"),
        ("Số 49 -CV/BDVHU", "49-CV/BDVHU"),
        ("Số:     /KH-SGDĐT", "/KH-SGDĐT"),  # a draft: the digits are left blank
        ("Số: 06/2022/NĐ-CP", "06/2022/NĐ-CP"),
        ("Luật số: 59/2020/QH14", "59/2020/QH14"),
        ("Số lượng: 12 bản", None),
        ("Số điện thoại 0909/123", None),
        ("Số 12 phố Huế", None),
    ],
)
def test_closes_up_the_number(printed, number):
    reading = read_text(
        f"SỞ Y TẾ\n{printed}\n\nAn Bình, ngày 5 tháng 3 năm 2024\n\nBÁO CÁO\nvề công tác y tế\n\nNội dung."
    )

    assert (reading.number.value if reading.number else None) == number


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("Hà Mỹ, ngày 05 tháng 3 năm 2024", "Hà Mỹ", date(2024, 3, 5)),
        ("TP. An Bình, ngày 28 tháng 02 năm 2024", "TP. An Bình", date(2024, 2, 28)),
        ("Hà Mỹ, ngày     tháng 4 năm 2026", "Hà Mỹ", None),  # a draft
        ("Hà Mỹ, ngày 30 tháng 02 năm 2024", "Hà Mỹ", None),  # there is no such day
    ],
)
def test_reads_place_and_day(line, place, day):
    reading = read_text(f"SỞ Y TẾ\nSố: 7/BC-SYT\n{line}\n\nBÁO CÁO\nvề công tác y tế\n\nNội dung.")

    assert reading.place and reading.place.value == place
    assert (reading.date.value if reading.date else None) == day


def test_a_day_in_the_text_is_not_the_date_of_the_document():
    reading = read_text(
        "SỞ Y TẾ\nSố: 7/BC-SYT\n\nBÁO CÁO\nvề y tế\n\nTại hội nghị ngày 12 tháng 7 năm 2023, các đại biểu đã thảo luận."
    )

    assert reading.date is None
    assert reading.place is None


@pytest.mark.parametrize(
    "head",
    [
        "UBND TỈNH AN BÌNH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ\tĐộc lập - Tự do - Hạnh phúc\nSố:"
        " 9/SYT-VP\tAn Bình, ngày 5 tháng 3 năm 2024\nV/v báo cáo",
        "UBND TỈNH AN BÌNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ Độc lập - Tự do - Hạnh phúc\nSố: 9"
        "/SYT-VP An Bình, ngày 5 tháng 3 năm 2024\nV/v báo cáo",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nAn Bình, ngày 5 tháng 3 năm 202"
        "4\nUBND TỈNH AN BÌNH\nSỞ Y TẾ\nSố: 9/SYT-VP\nV/v báo cáo",
        "| UBND TỈNH AN BÌNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n| SỞ Y TẾ "
        "| Độc lập - Tự do - Hạnh phúc |\n| Số: 9/SYT-VP | An Bình, ngày 5 tháng 3 năm 2024 "
        "|\n| V/v báo cáo | |",
    ],
)
def test_reads_two_columns_however_they_come(head):
    reading = read_text(f"{head}\n\nKính gửi: Sở Tài chính.\n\nThực hiện nhiệm vụ.")

    assert reading.parent_issuer and reading.parent_issuer.value == "UBND TỈNH AN BÌNH"
    assert reading.issuer and reading.issuer.value == "SỞ Y TẾ"
    assert reading.number and reading.number.value == "9/SYT-VP"
    assert reading.place and reading.place.value == "An Bình"
    assert reading.subject and reading.subject.value == "báo cáo"


@pytest.mark.parametrize(
    ("mark", "field"),
    [
        ("HỎA TỐC", "urgency"),
        ("KHẨN", "urgency"),
        ("TỐI MẬT", "secrecy"),
        ("MẬT", "secrecy"),
        ("LƯU HÀNH NỘI BỘ", "circulation"),
    ],
)
def test_reads_the_marks_of_the_head(mark, field):
    item = getattr(read_text(STATE.replace("THÔNG BÁO\n", f"{mark}\n\nTHÔNG BÁO\n")), field)

    assert item is not None and item.value == mark


@pytest.mark.parametrize(
    "words", ["khẩn trương thực hiện", "Bảo mật thông tin", "MẬT ONG RỪNG", "lưu hành nội bộ trong cơ quan"]
)
def test_takes_no_other_words_for_marks(words):
    reading = read_text(f"{STATE}\n{words}\n")

    assert reading.urgency is None and reading.secrecy is None and reading.circulation is None


@pytest.mark.parametrize("line", ["THƯ VIỆN TỈNH", "LUẬT SƯ ĐOÀN", "QUYẾT ĐỊNH:", "BÁO CHÍ VÀ TUYÊN TRUYỀN", "KẾT QUẢ"])
def test_takes_no_other_capitals_for_a_type(line):
    reading = read_text(f"SỞ Y TẾ\nSố: 7/SYT-VP\n{line}\n")

    assert reading.type is None or reading.type.value == "công văn"


def test_a_draft_that_says_nothing_gives_nothing():
    reading = read_text("Một dòng chữ bình thường.\nVà một dòng nữa.")

    assert reading.type is None and reading.number is None and reading.subject is None and reading.signer is None


def test_goes_on_with_about_in_small_letters_below_a_subject_in_capitals():
    reading = read_text(
        "TỈNH ỦY AN BÌNH\n*\nSố 45-KL/TU\nAn Bình, ngày 13 tháng 5 năm 2022\nKẾT LUẬN\nHỘI NGHỊ LẦN THỨ BẢY\n"
        "về xây dựng kết cấu hạ tầng đồng bộ đến năm 2025,\nđịnh hướng đến năm 2030\n"
        "Hội nghị lần thứ bảy họp ngày 26/4/2022 đã kết luận:\nI. TÌNH HÌNH\n"
    )

    assert reading.subject and reading.subject.value == (
        "HỘI NGHỊ LẦN THỨ BẢY về xây dựng kết cấu hạ tầng đồng bộ đến năm 2025, định hướng đến năm 2030"
    )


def test_reads_a_motto_that_lost_its_first_word():
    reading = read_text(STATE.replace("CỘNG HÒA", "HÒA"))

    assert reading.issuer and reading.issuer.value == "ỦY BAN NHÂN DÂN TỈNH AN BÌNH"
