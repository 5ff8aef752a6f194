"""Heads and feet set side by side with tabs or blanks, without a table."""

from __future__ import annotations

import docx
import pytest

from tests.vanban.files import papers
from vanban import files
from vanban.files.columns import unfolded

HEAD = (
    "UBND HUYỆN SÔNG THƯƠNG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "PHÒNG DÂN TỘC\t\tĐộc lập - Tự do - Hạnh phúc",
    "Số: 27/PDT-CS\t Sông Thương, ngày 05 tháng 6 năm 2024",
    "V/v báo cáo kết quả",
    "",
    "Kính gửi: Ủy ban nhân dân các xã.",
)
FOOT = (
    "Nơi nhận:\tKT. TRƯỞNG PHÒNG",
    "- Như trên;\tPHÓ TRƯỞNG PHÒNG",
    "- Hội Nông dân;",
    "- Lưu: VT.\tNguyễn Văn Mẫu",
)
READ_HEAD = (
    "UBND HUYỆN SÔNG THƯƠNG", "PHÒNG DÂN TỘC", "Số: 27/PDT-CS", "V/v báo cáo kết quả",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Sông Thương, ngày 05 tháng 6 năm 2024",
    "Kính gửi: Ủy ban nhân dân các xã.",
)  # fmt: skip
READ_FOOT = (
    "Nơi nhận:", "- Như trên;", "- Hội Nông dân;", "- Lưu: VT.",
    "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG", "Nguyễn Văn Mẫu",
)  # fmt: skip


def read(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in unfolded(list(lines)) if line)


@pytest.mark.parametrize("gap", ["\t", "\t\t", "      ", " \t "])
def test_parts_a_head_and_a_foot_at_the_gap(gap):
    lines = [line.replace("\t\t", gap).replace("\t", gap) for line in (*HEAD, *FOOT)]

    assert read(*lines) == READ_HEAD + READ_FOOT


def test_parts_the_head_of_a_party_letter():
    assert read(
        "HUYỆN ỦY SÔNG THƯƠNG\tĐẢNG CỘNG SẢN VIỆT NAM",
        "BAN DÂN VẬN\t---------------",
        "*",
        "Số 49-CV/BDVHU\tSông Thương, ngày 10 tháng 3 năm 2023",
        "về công tác kết nghĩa",
    ) == (
        "HUYỆN ỦY SÔNG THƯƠNG", "BAN DÂN VẬN", "*", "Số 49-CV/BDVHU", "về công tác kết nghĩa",
        "ĐẢNG CỘNG SẢN VIỆT NAM", "Sông Thương, ngày 10 tháng 3 năm 2023",
    )  # fmt: skip


def test_leaves_the_name_of_the_signer_that_stands_below_the_list():
    assert read(*FOOT[:3], "- Lưu: VT.", "", "Nguyễn Văn Mẫu") == READ_FOOT


@pytest.mark.parametrize(
    ("lines", "remark"),
    [
        (READ_HEAD, "one column after the other already"),
        (READ_FOOT, "the same for a foot"),
        (("Họ và tên:\tNguyễn Văn Mẫu", "Chức vụ:\tChuyên viên"), "a form with tabs"),
        (("1.\tRà soát danh sách", "a)\tTổng hợp"), "numbers with tabs"),
        (("Cộng hòa   và   các từ   cách xa",), "justified with blanks"),
        (("Thực hiện theo Nghị quyết của Đảng Cộng sản Việt Nam",), "the motto's words in a sentence"),
    ],
)
def test_leaves_other_lines_alone(lines, remark):
    assert unfolded(list(lines)) == list(lines), remark


def test_reads_a_word_file_whose_head_is_made_with_tabs():
    document = docx.Document()
    for line in (*HEAD, "Thực hiện kế hoạch.", *FOOT):
        document.add_paragraph(line)

    found = papers.lines(files.load_bytes(papers.saved(document), "x.docx").text)

    assert found == [*READ_HEAD, "Thực hiện kế hoạch.", *READ_FOOT]


def test_reads_a_text_file_made_with_blanks():
    lines = [line.replace("\t", "          ") for line in (*HEAD, "Thực hiện kế hoạch.", *FOOT)]

    found = papers.lines(files.load_bytes("\n".join(lines).encode(), "x.txt").text)

    assert found == [*READ_HEAD, "Thực hiện kế hoạch.", *READ_FOOT]
