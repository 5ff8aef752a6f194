"""Terms: what is one, of which kind, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from vanban import DueKind, Every
from vanban.deadlines import Term, read_term
from vanban.lines import Prose

BEFORE, BY, WITHIN, ON = DueKind.BEFORE, DueKind.BY, DueKind.WITHIN, DueKind.ON


def term(text: str, issued: date | None = None) -> Term:
    return read_term(Prose(text, [0], [0]), 0, len(text), issued)


@pytest.mark.parametrize(
    ("text", "day", "kind"),
    [
        ("gửi báo cáo trước ngày 31/7/2023", date(2023, 7, 31), BEFORE),
        ("trình Chính phủ trước ngày 30 tháng 7 năm 2024", date(2024, 7, 30), BEFORE),
        ("trước 17 giờ 00 ngày 20/7/2023", date(2023, 7, 20), BEFORE),
        ("đúng thời hạn trước ngày 01 tháng 7 năm 2028", date(2028, 7, 1), BEFORE),
        ("chậm nhất ngày 15/8/2023", date(2023, 8, 15), BY),
        ("hoàn thành chậm nhất đến ngày 01 tháng 7 năm 2028", date(2028, 7, 1), BY),
        ("chậm nhất là ngày 15/8/2023", date(2023, 8, 15), BY),
        ("hoàn thành đến hết ngày 30/6/2024", date(2024, 6, 30), BY),
        ("trong tháng 8/2023", date(2023, 8, 31), WITHIN),
        ("trong tháng 02 năm 2024", date(2024, 2, 29), WITHIN),
        ("hoàn thành trong Quý III năm 2024", date(2024, 9, 30), WITHIN),
        ("trong quý IV/2025", date(2025, 12, 31), WITHIN),
        ("Trước mắt, trong năm 2023, tổ chức phát động", date(2023, 12, 31), WITHIN),
        ("trong 6 tháng đầu năm 2024", date(2024, 6, 30), WITHIN),
        ("tổ chức hội nghị vào ngày 12/5/2024", date(2024, 5, 12), ON),
    ],
)
def test_reads_a_fixed_day(text, day, kind):
    found = term(text)

    assert (found.due, found.kind) == (day, kind)


@pytest.mark.parametrize(
    "text",
    [
        "theo Công văn số 849-CV/BDVTU, ngày 05/3/2023 của Ban Dân vận",
        "thoát nghèo năm 2023",
        "hoàn thành các chỉ tiêu năm 2023",
        "giai đoạn 2021-2025",
        "phấn đấu đến năm 2030 và tầm nhìn 2045",
        "Năm Du lịch quốc gia 2023",
        "từ ngày 01/7/2023 đến ngày 05/7/2023",
        "các vụ việc phát sinh trước ngày 01/7/2014",
        "công trình đưa vào sử dụng trước ngày 10/1/2020",
        "luật có hiệu lực trước ngày 01/7/2014",
        "đề xuất kế hoạch thực hiện cổ phần hóa trong năm 2025",
        "Hội nghị giao ban định kỳ quý II/2023",
        "thường xuyên theo dõi, đôn đốc",
        "trong ngày hội đoàn kết",
        "trước tình hình mới",
        "xây dựng kế hoạch hằng năm của đơn vị",
        "trước ngày 31/02/2023",
        "quý cơ quan, quý vị đại biểu",
    ],
)
def test_finds_no_term_where_none_is_printed(text):
    found = term(text)

    assert (found.due, found.kind, found.recurrence) == (None, None, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trước ngày 30 tháng 6 hằng năm", [(Every.YEAR, 30, 6, None)]),
        ("trước ngày 15/11 hàng năm", [(Every.YEAR, 15, 11, None)]),
        ("trước ngày 15 hằng tháng", [(Every.MONTH, 15, None, None)]),
        ("định kỳ hàng quý theo quy định (trước ngày 07 của tháng cuối quý)", [(Every.QUARTER, 7, None, "last-month")]),
        (
            "báo cáo định kỳ 06 tháng, 01 năm để tổng hợp",
            [(Every.HALF_YEAR, None, None, None), (Every.YEAR, None, None, None)],
        ),
        (
            "định kỳ hằng quý, 6 tháng và năm báo cáo",
            [(Every.QUARTER, None, None, None), (Every.HALF_YEAR, None, None, None), (Every.YEAR, None, None, None)],
        ),
        (
            "định kỳ 6 tháng (trước ngày 15 tháng 6) và hằng năm (trước ngày 15/12) báo cáo",
            [(Every.HALF_YEAR, 15, 6, None), (Every.YEAR, 15, 12, None)],
        ),
        ("Hằng tháng, tổng hợp kết quả gửi Văn phòng trước ngày 25", [(Every.MONTH, 25, None, None)]),
        ("Định kỳ hằng năm, các cấp ủy chỉ đạo", [(Every.YEAR, None, None, None)]),
        ("Định kỳ báo cáo kết quả", [(None, None, None, None)]),
        ("hai năm một lần rà soát", [(Every.TWO_YEARS, None, None, None)]),
        ("định kỳ hằng tuần, trước 16 giờ 00 ngày thứ Sáu hằng tuần", [(Every.WEEK, None, None, None)]),
        ("6 tháng một lần", [(Every.HALF_YEAR, None, None, None)]),
        ("Hằng năm, tổ chức sơ kết", [(Every.YEAR, None, None, None)]),
    ],
)
def test_reads_what_comes_back(text, expected):
    found = [(entry.every, entry.before_day, entry.before_month, entry.of) for entry in term(text).recurrence]

    assert found == expected


def test_reads_the_weekday_and_the_hour():
    assert term("trước 16 giờ 00 ngày thứ Sáu hằng tuần").recurrence[0].weekday == 5
    hour = term("trước 17 giờ 30 ngày 20/7/2023").deadline
    assert hour is not None and (hour.hour, hour.minute) == (17, 30)


def test_reads_a_span_counted_from_an_event():
    deadline = term("trong thời hạn 10 ngày làm việc kể từ ngày nhận được văn bản này").deadline

    assert deadline is not None
    assert (deadline.days, deadline.is_working_days, deadline.date) == (10, True, None)
    assert deadline.counted_from == "kể từ ngày nhận được văn bản này"


@pytest.mark.parametrize(
    "text", ["(mốc thời gian đánh giá tính đến ngày 30/6/2023)", "số liệu tính đến hết ngày 30/6/2023"]
)
def test_the_day_of_what_is_measured_is_no_deadline(text):
    found = term(text)

    assert found.as_of == date(2023, 6, 30)
    assert found.due is None


@pytest.mark.parametrize(
    ("issued", "day"),
    [(date(2024, 11, 6), date(2024, 12, 15)), (date(2024, 12, 20), date(2025, 12, 15)), (None, None)],
)
def test_a_day_without_its_year_is_the_next_one_after_the_document(issued, day):
    assert term("trước ngày 15/12", issued).due == day
