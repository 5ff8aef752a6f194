"""Windows of data, months behind the period, working days, days off: tables at the edges, and what no rule can say."""

from __future__ import annotations

from datetime import date

import pytest

from nhipcau.obligations import wording
from nhipcau.obligations.dues import due_of, next_dues
from nhipcau.obligations.rules import (
    DataWindow,
    NotARule,
    Period,
    RuleSpec,
    Settings,
    data_window,
    last_day,
    opens_on,
    periods,
    printed_due,
)
from nhipcau.organisations.workdays import WorkCalendar

D = date
STATE = {"window": "state"}
APRIL, Q2 = Period(D(2023, 4, 1), D(2023, 4, 30)), Period(D(2023, 4, 1), D(2023, 6, 30))
H1, H2 = Period(D(2023, 1, 1), D(2023, 6, 30)), Period(D(2023, 7, 1), D(2023, 12, 31))
NINE, YEAR = Period(D(2023, 1, 1), D(2023, 9, 30)), Period(D(2023, 1, 1), D(2023, 12, 31))
STAGE = Period(D(2023, 1, 1), D(2024, 12, 31))


def custom(from_day: int, from_month: int, to_day: int, to_month: int) -> dict[str, object]:
    return {
        "window": "custom", "window_from_day": from_day, "window_from_month": from_month, "window_to_day": to_day,
        "window_to_month": to_month,
    }  # fmt: skip


@pytest.mark.parametrize(("rule", "period", "start", "end", "remark"), [
    (RuleSpec("month", **STATE), APRIL, D(2023, 3, 15), D(2023, 4, 14), "Điều 12: month"),
    (RuleSpec("quarter", **STATE), Q2, D(2023, 3, 15), D(2023, 6, 14), "quarter"),
    (RuleSpec("half-year", **STATE), H1, D(2022, 12, 15), D(2023, 6, 14), "first half, from last year"),
    (RuleSpec("half-year", **STATE), H2, D(2023, 6, 15), D(2023, 12, 14), "second half"),
    (RuleSpec("nine-months", **STATE), NINE, D(2022, 12, 15), D(2023, 9, 14), "nine months"),
    (RuleSpec("year", **STATE), YEAR, D(2022, 12, 15), D(2023, 12, 14), "year"),
    (RuleSpec("quarter", **custom(1, 1, 31, 3)), Q2, D(2023, 4, 1), D(2023, 6, 30), "the 31st of a month of 30 days"),
    (RuleSpec("quarter", **custom(30, 0, 5, 3)), Q2, D(2023, 3, 30), D(2023, 6, 5), "by a document of the Party"),
    (RuleSpec("quarter", **custom(1, 1, 5, 4)), Q2, D(2023, 4, 1), D(2023, 7, 5), "to the month behind the quarter"),
    (RuleSpec("two-years", **custom(1, 1, 30, 24)), STAGE, D(2023, 1, 1), D(2024, 12, 30), "two years"),
    (RuleSpec(data_from=D(2023, 1, 1), data_to=D(2023, 6, 30)), APRIL, D(2023, 1, 1), D(2023, 6, 30), "asked once"),
    (RuleSpec(data_to=D(2023, 6, 30)), APRIL, None, D(2023, 6, 30), "mốc số liệu alone"),
])  # fmt: skip
def test_figures_run_from_day_to_day(rule: RuleSpec, period: Period, start, end, remark: str) -> None:
    assert data_window(rule, period) == DataWindow(start, end), remark


@pytest.mark.parametrize("rule", [RuleSpec("quarter"), RuleSpec("week", before_day=5), RuleSpec(due=D(2023, 7, 31))])
def test_a_rule_that_names_no_window_has_none(rule: RuleSpec) -> None:
    assert data_window(rule, Q2) is None


@pytest.mark.parametrize(("rule", "period", "day", "remark"), [
    (RuleSpec("quarter", before_day=7, month_of_period=1), Q2, D(2023, 4, 7), "the quarter's first month"),
    (RuleSpec("quarter", before_day=7, month_of_period=3), Q2, D(2023, 6, 7), "its last month"),
    (RuleSpec("quarter", before_day=5, month_of_period=4), Q2, D(2023, 7, 5), "the month behind it"),
    (RuleSpec("half-year", before_day=31, month_of_period=8), H2, D(2024, 2, 29), "a leap year, over New Year"),
    (RuleSpec("year", before_day=15, month_of_period=13), YEAR, D(2024, 1, 15), "January of the next year"),
    (RuleSpec("year", before_day=10, month_of_period=24), YEAR, D(2024, 12, 10), "as late as can be"),
    (RuleSpec("month", before_day=5, month_of_period=2), APRIL, D(2023, 5, 5), "the next month"),
    (RuleSpec("nine-months", before_day=5, month_of_period=10), NINE, D(2023, 10, 5), "behind nine months"),
    (RuleSpec("two-years", before_day=5, month_of_period=12), STAGE, D(2023, 12, 5), "within two years"),
    (RuleSpec("quarter", working_days_after=2, **STATE), Q2, D(2023, 6, 16), "2 working days behind the 14th"),
    (RuleSpec("month", working_days_after=2, **STATE), APRIL, D(2023, 4, 18), "a weekend lies between"),
    (RuleSpec("month", working_days_after=1), APRIL, D(2023, 5, 4), "behind the period: 30/4, 1/5 and days in lieu"),
    (RuleSpec("quarter", working_days_after=3, **custom(1, 1, 30, 3)), Q2, D(2023, 7, 5), "behind a custom cut-off"),
    (RuleSpec(working_days_after=5, data_to=D(2024, 2, 2)), APRIL, D(2024, 2, 16), "asked once, over Tết Giáp Thìn"),
])  # fmt: skip
def test_the_day_follows_from_the_rule(rule: RuleSpec, period: Period, day: date, remark: str) -> None:
    rule.check()

    assert printed_due(rule, period) == day, remark


def test_working_days_are_those_of_the_entered_calendar() -> None:
    rule = RuleSpec("quarter", working_days_after=2, **STATE)
    entered = WorkCalendar({D(2023, 6, 15): "nghỉ chống bão"}, {D(2023, 6, 17): "làm bù"})

    assert printed_due(rule, Q2, entered) == D(2023, 6, 17)


@pytest.mark.parametrize(("rule", "words"), [
    (RuleSpec("quarter", before_day=7, month_of_period=4, before_month=6), "Chỉ chọn một cách gọi tháng"),
    (RuleSpec("quarter", month_of_period=4), "hãy nhập cả ngày"),
    (RuleSpec("quarter", before_day=7, month_of_period=16), "Kỳ này có 3 tháng: tháng thứ phải từ 1 đến 15"),
    (RuleSpec("quarter", before_day=7, month_of_period=0), "tháng thứ phải từ 1"),
    (RuleSpec("week", before_day=5, month_of_period=1), "Hằng tuần"),
    (RuleSpec("quarter", before_day=7, working_days_after=2), "Chỉ chọn một cách"),
    (RuleSpec("quarter", days_after_period=7, working_days_after=2), "Chỉ chọn một cách"),
    (RuleSpec("quarter", working_days_after=0), "từ 1 đến 60"),
    (RuleSpec("quarter", working_days_after=61), "từ 1 đến 60"),
    (RuleSpec("week", **STATE), "Hằng tuần"),
    (RuleSpec("unstated", **STATE), "chưa rõ kỳ"),
    (RuleSpec("two-years", **STATE), "kỳ một năm"),
    (RuleSpec("quarter", window="state", window_from_day=1), "không nhập ngày khác"),
    (RuleSpec("quarter", window_from_day=1), "chọn cách chốt"),
    (RuleSpec("quarter", window="custom", window_from_day=1), "nhập đủ"),
    (RuleSpec("quarter", **custom(15, 3, 14, 3)), "không sau ngày chốt"),
    (RuleSpec("quarter", **custom(1, 1, 14, 5)), "tháng thứ 4"),
    (RuleSpec("quarter", **custom(32, 1, 14, 3)), "từ 1 đến 31"),
    (RuleSpec("quarter", data_to=D(2023, 6, 30)), "tính theo từng kỳ"),
    (RuleSpec("once", window="state"), "hai ngày"),
    (RuleSpec("once", month_of_period=2), "một ngày hạn"),
    (RuleSpec("once", working_days_after=2), "nhập ngày chốt số liệu"),
    (RuleSpec("once", working_days_after=2, due=D(2023, 7, 31), data_to=D(2023, 6, 30)), "Chỉ chọn một cách"),
    (RuleSpec("once", data_from=D(2023, 7, 1), data_to=D(2023, 6, 30)), "không sau"),
])  # fmt: skip
def test_says_what_contradicts_itself(rule: RuleSpec, words: str) -> None:
    with pytest.raises(NotARule, match=words):
        rule.check()


@pytest.mark.parametrize(("printed", "kind", "rules", "day", "remark"), [
    (D(2023, 7, 29), "by", Settings(off_day_rule="previous"), D(2023, 7, 28), "a Saturday goes back to Friday"),
    (D(2023, 5, 2), "by", Settings(off_day_rule="previous"), D(2023, 4, 28), "back over 30/4, 1/5 and the weekend"),
    (D(2023, 7, 28), "by", Settings(off_day_rule="previous"), D(2023, 7, 28), "a working day stays"),
    (D(2023, 7, 31), "before", Settings(True, 0, "previous"), D(2023, 7, 28), "strict, then back"),
    (D(2023, 7, 28), "by", Settings(grace_days=1, off_day_rule="previous"), D(2023, 7, 28), "grace: a Saturday"),
    (D(2024, 5, 4), "by", Settings(off_day_rule="next"), D(2024, 5, 4), "a Saturday that was swapped into work"),
    (D(2024, 4, 29), "by", Settings(off_day_rule="next"), D(2024, 5, 2), "a Monday that was swapped off"),
    (D(2023, 7, 10), "counted", Settings(before_is_strict=True), D(2023, 7, 10), "what is counted is never cut"),
])  # fmt: skip
def test_days_off_move_the_last_day(printed: date, kind: str, rules: Settings, day: date, remark: str) -> None:
    assert last_day(printed, kind, rules).day == day, remark


@pytest.mark.parametrize(("rule", "rules", "words"), [
    (RuleSpec("quarter", working_days_after=2, **STATE), Settings(),
     "02 ngày làm việc sau ngày chốt số liệu 14/6/2023: ngày 16/6/2023; ngày cuối còn đúng hạn: 16/6/2023"),
    (RuleSpec("quarter", days_after_period=8), Settings(off_day_rule="previous"),
     "8 ngày sau khi hết kỳ 30/6/2023: ngày 08/7/2023; 08/7/2023 là thứ Bảy nên đưa về ngày làm việc liền trước; "
     "ngày cuối còn đúng hạn: 07/7/2023"),
    (RuleSpec("quarter", due_kind="before", before_day=5, month_of_period=4), Settings(),
     "in trong văn bản: trước ngày 05/7/2023; kể cả ngày in"),
])  # fmt: skip
def test_the_reason_says_from_where_days_were_counted(rule: RuleSpec, rules: Settings, words: str) -> None:
    assert words in due_of(rule, Q2, rules).reason


@pytest.mark.parametrize(("rule", "words"), [
    (RuleSpec("quarter", before_day=5, month_of_period=4), "hằng quý, trước ngày 05 tháng liền sau quý"),
    (RuleSpec("quarter", before_day=5, month_of_period=1), "hằng quý, trước ngày 05 tháng đầu quý"),
    (RuleSpec("quarter", before_day=5, month_of_period=2), "hằng quý, trước ngày 05 tháng thứ 2 của quý"),
    (RuleSpec("year", before_day=15, month_of_period=14), "hằng năm, trước ngày 15 tháng 2 năm sau"),
    (RuleSpec("quarter", working_days_after=2, **STATE),
     "hằng quý, trong 02 ngày làm việc sau ngày chốt số liệu; "
     "số liệu từ ngày 15 tháng trước kỳ đến hết ngày 14 tháng cuối kỳ"),
    (RuleSpec("quarter", before_day=7, **custom(1, 0, 5, 3)),
     "số liệu từ ngày 01 tháng liền trước quý đến hết ngày 05 tháng cuối quý"),
    (RuleSpec(due=D(2023, 7, 31), due_kind="before", data_to=D(2023, 6, 30)),
     "trước ngày 31/7/2023; số liệu đến hết ngày 30/6/2023"),
])  # fmt: skip
def test_says_the_rule_in_the_words_of_offices(rule: RuleSpec, words: str) -> None:
    assert words in wording.rule_words(rule)


@pytest.mark.parametrize(("rule", "notice"), [
    (RuleSpec("quarter", before_day=7, **STATE), "không sau ngày chốt số liệu 14/6/2023"),
    (RuleSpec("quarter", before_day=14, **STATE), "không sau ngày chốt số liệu"),
    (RuleSpec("quarter", before_day=15, **STATE), ""),
    (RuleSpec("quarter", before_day=7), ""),
])  # fmt: skip
def test_asks_to_look_again_where_the_day_lies_before_the_cut_off(rule: RuleSpec, notice: str) -> None:
    told = due_of(rule, Q2, None).notice

    assert (notice in told) if notice else told == ""


def test_a_weekend_behind_the_cut_off_is_no_working_day() -> None:
    rule = RuleSpec("month", before_day=16, **STATE)  # 14 April 2023 is a Friday, the 16th a Sunday

    assert "chưa có ngày làm việc nào" in due_of(rule, APRIL, None).notice


def test_a_period_opens_two_weeks_before_a_day_at_its_very_beginning() -> None:
    rule = RuleSpec("month", due_kind="before", before_day=1)
    may = Period(D(2023, 5, 1), D(2023, 5, 31))

    assert opens_on(rule, may) == D(2023, 4, 17)
    assert may in periods(rule, D(2023, 1, 1), D(2023, 4, 17)) and may not in periods(
        rule, D(2023, 1, 1), D(2023, 4, 16)
    )
    assert opens_on(RuleSpec("month", before_day=20), may) == may.start


def test_shows_the_next_days_that_are_not_past() -> None:
    rule = RuleSpec("quarter", due_kind="before", before_day=7, of_last_month=True)
    days = [due.last_day for due in next_dues(rule, None, on=D(2023, 7, 12), holds_from=D(2020, 1, 1))]

    assert days == [D(2023, 9, 7), D(2023, 12, 7), D(2024, 3, 7), D(2024, 6, 7)]
    assert next_dues(RuleSpec(due=D(2023, 7, 1)), None, on=D(2023, 7, 12), holds_from=D(2023, 1, 1)) == []
    yearly = next_dues(RuleSpec("year", before_day=15, month_of_period=13), None, on=D(2023, 7, 12),
                       holds_from=D(2023, 7, 1), count=2)  # fmt: skip
    assert [due.label for due in yearly] == ["Năm 2023", "Năm 2024"]


@pytest.mark.parametrize("rule", [
    RuleSpec("quarter", due_kind="by", before_day=5, month_of_period=4, **custom(1, 0, 5, 3)),
    RuleSpec("year", working_days_after=2, **STATE),
    RuleSpec(data_from=D(2023, 1, 1), data_to=D(2023, 6, 30), working_days_after=3),
])  # fmt: skip
def test_a_rule_is_kept_plain_and_read_back(rule: RuleSpec) -> None:
    assert RuleSpec.from_plain(rule.to_plain()) == rule
