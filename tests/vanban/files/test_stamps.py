"""Stamps of digital signatures are told from the text of the page."""

from __future__ import annotations

from datetime import date

import pytest

from vanban.files import stamps
from vanban.files.rows import Piece, in_rows


def rows(*lines: tuple[float, float, str]):
    pieces = []
    for number, (x, y, text) in enumerate(lines):
        for word in text.split():
            pieces.append(Piece(word, x, y, x + 6 * len(word), y + 10, number))
            x += 6 * len(word) + 3
    return in_rows(pieces)


def told(*lines: tuple[float, float, str]) -> tuple[list[str], list[str]]:
    kept, aside = stamps.set_aside(rows(*lines), 800)
    return [row.text for row in kept], aside


def test_sets_a_stamp_beside_the_issuer_aside():
    kept, aside = told(
        (60, 40, "UBND TỈNH A"), (400, 40, "Người ký: Văn phòng UBND"), (400, 52, "Email: vp@a.gov.vn"),
        (400, 64, "Thời gian ký: 05/06/2024 15:20:11 +07:00"), (60, 90, "Số: 12/UBND"),
    )  # fmt: skip

    assert kept == ["UBND TỈNH A", "Số: 12/UBND"]
    assert len(aside) == 3


def test_sets_the_stamp_of_the_publisher_in_the_margin_aside():
    kept, aside = told(
        (400, 20, "TRUNG TÂM CÔNG BÁO"), (400, 32, "congbao@a.gov.vn"), (400, 44, "09.01.2025 10:21:11 +07:00"),
        (60, 120, "UBND TỈNH A"),
    )  # fmt: skip

    assert kept == ["UBND TỈNH A"]
    assert aside[0] == "TRUNG TÂM CÔNG BÁO"


@pytest.mark.parametrize(
    "text",
    [
        "Người ký văn bản chịu trách nhiệm trước pháp luật",
        "Ngày ký kết chương trình phối hợp là 05/6/2024",
        "Cơ quan: Phòng Dân tộc huyện",
        "Email: phongdantoc@a.gov.vn",
        "Thời gian: 08 giờ 00 ngày 09/11/2024",
    ],
)
def test_leaves_sentences_of_the_body_alone(text):
    assert told((60, 300, "Điều khoản thi hành"), (60, 320, text)) == (["Điều khoản thi hành", text], [])


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (["Ký bởi: A\nThời gian ký: 15/01/2025 17:10:17"], date(2025, 1, 15)),
        (
            ["Thời gian ký: 15/01/2025", "16.01.2025 07:46:10 +07:00"],
            date(2025, 1, 15),
        ),  # the publisher's
        (["Thời gian ký: 15/01/2025", "Thời gian ký: 16/01/2025"], None),  # of two, neither
        (["Thời gian ký: 45/01/2025"], None),
        (["TRUNG TÂM CÔNG BÁO"], None),
        ([], None),
    ],
)
def test_tells_the_day_of_signing(texts, day):
    assert stamps.signed_on(texts) == day


def test_parts_what_stands_above_the_head_of_a_scan_save_its_marks():
    from vanban.files.order import above_head

    page = rows(
        (300, 20, "BẢO VÀ TIN HỌC"), (60, 40, "HỎA TỐC"), (60, 100, "UBND HUYỆN A"),
        (350, 100, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (60, 120, "Số: 1/UBND"),
    )  # fmt: skip

    kept, above = above_head(page, 600)

    assert above == ["BẢO VÀ TIN HỌC"]
    assert next(row.text for row in kept) == "HỎA TỐC"
    assert above_head(rows((60, 40, "Trang không có phần đầu"), (60, 60, "văn bản")), 600)[1] == []
