"""Nothing that is a string makes reading fail or hang, and every span lies in the text."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban import Reading, Span, normalise, read_text

PIECES = st.sampled_from(
    [
        "Số: 12/TB-UBND",
        "THÔNG BÁO",
        "Kính gửi:",
        "- Sở Y tế;",
        "1. ",
        "a) ",
        "Điều 3. ",
        "Giao ",
        "các cơ quan, đơn vị ",
        "báo cáo ",
        "trước ngày 31/7/2023",
        "trước ngày 07 của tháng cuối quý",
        "định kỳ ",
        "hằng năm",
        "Nơi nhận:",
        "- Lưu: VT.",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
        "\n",
        "\n\n",
        "\t",
        " ",
        ":",
        ";",
        ".",
        ",",
        "(",
        ")",
        "“",
        "”",
        "*",
        "⁽¹⁾",
        "¹",
        "[1]",
        "/",
        "-",
        "Công văn số 92-CV/BCĐ, ngày 26/4/2023 của ",
        "phối hợp với ",
        "và ",
        "để ",
        "thực hiện các nội dung sau:",
        "\ufeff",
        "\u0000",
        "\f",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ỦY BAN NHÂN DÂN",
        "V/v ",
        "PHỤ LỤC I",
        "./.",
        "./",
        "kiêm",
        "2.1. ",
        "I. MỤC ĐÍCH",
        "+ ",
    ]
)


def spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif is_dataclass(value):
        for entry in fields(value):
            yield from spans(getattr(value, entry.name))


def check(text: str) -> None:
    reading = read_text(text)
    for span in spans(reading):
        assert 0 <= span.start <= span.end <= len(reading.text)
    reading.to_contract()
    assert Reading.from_dict(reading.to_dict()) == reading


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_reads_any_mixture_of_what_documents_are_made_of(text):
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_reads_any_text(text):
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


WORST = (
    "a",
    " ",
    "\n",
    "\t",
    ".",
    ",",
    ";",
    ":",
    "(",
    ")",
    "-",
    "*",
    "/",
    "1",
    "Đ",
    "“",
    "số ",
    "1/",
    "1-A",
    "A/",
    "ngày ",
    "ngày 1/",
    "và ",
    "các ",
    "các cơ quan, ",
    "Sở Y tế, ",
    "giao ",
    "giao Sở Y tế ",
    "để ",
    "trước ",
    "trước ngày ",
    "định kỳ ",
    "báo cáo ",
    "gửi về ",
    "của ",
    "của Ban ",
    "Kính gửi: ",
    "Nơi nhận: ",
    "KT. CHỦ TỊCH ",
    "¹",
    "[1]",
    "1. ",
    "\n- ",
    "\n1. ",
    "\na) ",
    "\nĐiều 1. ",
    "A B ",
    "Số: 1/",
    "năm 2020 ",
    "phối hợp với ",
    "trong đó ",
    "trường hợp ",
    "có liên quan ",
    "12/QĐ-UBND, ",
    "một số nội dung ",
    "chế độ báo cáo (",
    "chưa thực hiện ",
    "được giao ",
    "qua ",
    "tham mưu ",
    "Nguyễn ",
    "PHÓ ",
    "CHỦ TỊCH\n",
    "Lưu: VT\n",
    "ngày 1 tháng 1 năm 2020, ",
    "kết quả ",
    "tính đến ",
    "hạn ",
    "nếu ",
    ",\n",
    "Giao Sở Y tế báo cáo trước ngày 1/1/2024. ",
    "Sở Y tế gửi kết quả về Bộ Y tế trong quý I; ",
    "đề nghị các cơ quan, ",
    "theo kế hoạch số liệu tính đến ngày 1/1/2024 ",
)


@pytest.mark.slow
@pytest.mark.parametrize("unit", WORST)
@pytest.mark.parametrize("frame", ["{}", "Số: 1/TB-UBND\nTHÔNG BÁO\nvề việc\n\nSở Y tế yêu cầu:\n1. {}"])
def test_time_grows_with_the_length_of_the_text_only(unit, frame):
    """Four times the text may take some four times as long; a quadratic step would take sixteen times as long."""
    short, long = (_seconds(frame.format(unit * (size // len(unit)))) for size in (10_000, 40_000))

    assert long < 9 * short + 0.4


def _seconds(text: str) -> float:
    """The time of this process alone, the better of two: neither other work nor a collection of garbage counts."""
    seconds = []
    for _ in range(2):
        started = time.process_time()
        read_text(text)
        seconds.append(time.process_time() - started)
    return min(seconds)
