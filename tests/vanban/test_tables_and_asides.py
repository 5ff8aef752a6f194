"""Tables of tasks, stamps of signatures, annexes: read apart from the text."""

from __future__ import annotations

from datetime import date

import pytest

from vanban import DueKind, Every, OwnerSource, read_text

PLAN = """UBND TỈNH AN BÌNH
SỞ NỘI VỤ
Số: 12/KH-SNV

An Bình, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Cải cách hành chính

I. NỘI DUNG

{table}

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

GIÁM ĐỐC

Nguyễn Văn Mẫu
{behind}
"""
HEADER = "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |\n|---|---|---|---|---|\n"


@pytest.mark.parametrize(
    ("cell", "day", "kind"),
    [
        ("Trước ngày 30/6/2024", date(2024, 6, 30), DueKind.BEFORE),
        ("Tháng 6/2024", date(2024, 6, 30), DueKind.WITHIN),
        ("Quý II/2024", date(2024, 6, 30), DueKind.WITHIN),
        ("30/6/2024", date(2024, 6, 30), DueKind.BY),
        ("Thường xuyên", None, None),
        ("Theo kế hoạch riêng", None, None),
    ],
)
def test_reads_a_row_of_a_table_of_tasks(cell, day, kind):
    table = f"{HEADER}| 1 | Rà soát các thủ tục | Văn phòng Sở | Các phòng chuyên môn, các đơn vị | {cell} |"

    (duty,) = read_text(PLAN.format(table=table, behind="")).assignments

    assert duty.text == "Rà soát các thủ tục"
    assert [body.name for body in duty.owners] == ["Văn phòng Sở"]
    assert [body.name for body in duty.coordinators] == ["Các phòng chuyên môn", "các đơn vị"]
    assert (duty.due, duty.due_kind) == (day, kind)
    assert duty.owner_source is OwnerSource.TABLE


def test_reads_a_period_from_its_cell():
    table = f"{HEADER}| 1 | Tổng hợp kết quả | Văn phòng Sở | | Hằng quý |"

    (duty,) = read_text(PLAN.format(table=table, behind="")).assignments

    assert [entry.every for entry in duty.recurrence] == [Every.QUARTER]


@pytest.mark.parametrize(
    "table",
    [
        "| TT | Tên đơn vị | Số lượng |\n| 1 | Trường An Bình | 12 |",
        "| TT | Họ và tên | Chức vụ | Ghi chú |\n| 1 | Nguyễn Văn Mẫu | Trưởng phòng | |",
        f"{HEADER}| I | Công tác chỉ đạo | | | |",
    ],
)
def test_other_tables_and_headings_in_them_lay_no_duty(table):
    assert read_text(PLAN.format(table=table, behind="")).assignments == ()


def test_reads_the_table_of_an_annex_and_keeps_the_annex_apart():
    behind = f"\nPHỤ LỤC I\nDANH MỤC NHIỆM VỤ\n\n{HEADER}| 1 | Rà soát các thủ tục | Văn phòng Sở | | Tháng 6/2024 |\n"

    reading = read_text(PLAN.format(table="- Rà soát chung.", behind=behind))

    assert reading.annexes[0].title == "PHỤ LỤC I"
    assert [duty.text for duty in reading.assignments] == ["Rà soát chung.", "Rà soát các thủ tục"]


def test_sets_the_stamp_of_a_signature_aside():
    stamp = "Ký bởi: SỞ NỘI VỤ\nEmail: snv@anbinh.gov.vn\nThời gian ký: 05.03.2024 10:20:30 +07:00\n"

    reading = read_text(stamp + PLAN.format(table="- Rà soát chung.", behind=""))

    assert reading.issuer and reading.issuer.value == "SỞ NỘI VỤ"
    assert reading.parent_issuer and reading.parent_issuer.value == "UBND TỈNH AN BÌNH"
    assert len(reading.stamps) == 3


def test_a_line_of_the_text_about_signing_is_no_stamp():
    reading = read_text(PLAN.format(table="- Rà soát văn bản đã ký bởi lãnh đạo Sở.", behind=""))

    assert reading.stamps == ()


@pytest.mark.parametrize(
    "words",
    [
        "ngày ký và thay thế Quyết định số 01/2019/QĐ-UBND ngày 15/01/2019 của Ủy ban.",
        "người ký văn bản chịu trách nhiệm về nội dung.",
        "Thời gian ký kết hợp đồng do hai bên thỏa thuận.",
        "Người ký tên dưới đây cam kết.",
    ],
)
def test_takes_no_words_of_a_text_for_a_stamp(words: str):
    assert read_text(f"Quyết định này có hiệu lực sau 10 ngày kể từ\n{words}").stamps == ()


@pytest.mark.parametrize(
    "stamp", ["Người ký: Văn phòng", "Ngày ký: 02/3/2021", "Thời gian ký: 02.03.2021", "Ký bởi: Sở"]
)
def test_sets_a_stamp_aside(stamp: str):
    assert len(read_text(f"Báo cáo kết quả.\n{stamp}\n").stamps) == 1
