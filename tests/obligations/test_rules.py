"""Periods, printed days and last days: tables at the edges. The oracle stands in `test_due_oracle`."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nhipcau.obligations import wording
from nhipcau.obligations.rules import (
    NotARule,
    Period,
    RuleSpec,
    Settings,
    day_off,
    last_day,
    periods,
    printed_due,
)

D = date
QUARTERLY = RuleSpec("quarter", due_kind="before", before_day=7, of_last_month=True)


@pytest.mark.parametrize(("rule", "from_day", "until", "expected"), [
    (QUARTERLY, D(2023, 1, 1), D(2023, 7, 12), [(D(2023, 3, 7), "Quý I/2023"), (D(2023, 6, 7), "Quý II/2023"),
                                                (D(2023, 9, 7), "Quý III/2023")]),
    (QUARTERLY, D(2023, 6, 7), D(2023, 6, 30), [(D(2023, 6, 7), "Quý II/2023")]),  # laid on the very day: still asked
    (QUARTERLY, D(2023, 6, 8), D(2023, 6, 30), []),  # the day is past: not asked for that quarter
    (QUARTERLY, D(2023, 6, 8), D(2023, 7, 1), [(D(2023, 9, 7), "Quý III/2023")]),  # a quarter opens on its first day
    (RuleSpec("half-year"), D(2023, 3, 10), D(2023, 7, 12), [(None, "06 tháng đầu năm 2023"),
                                                             (None, "06 tháng cuối năm 2023")]),
    (RuleSpec("half-year", days_after_period=10), D(2023, 7, 10), D(2023, 7, 10),
     [(D(2023, 7, 10), "06 tháng đầu năm 2023"), (D(2024, 1, 10), "06 tháng cuối năm 2023")]),
    (RuleSpec("half-year", days_after_period=10), D(2023, 7, 11), D(2023, 7, 11),
     [(D(2024, 1, 10), "06 tháng cuối năm 2023")]),
    (RuleSpec("half-year", before_day=5, before_month=6), D(2023, 1, 1), D(2023, 12, 31),
     [(D(2023, 6, 5), "06 tháng đầu năm 2023"), (D(2023, 12, 5), "06 tháng cuối năm 2023")]),  # 05/6 and 05/12
    (RuleSpec("year", before_day=30, before_month=6), D(2023, 1, 1), D(2024, 1, 1),
     [(D(2023, 6, 30), "Năm 2023"), (D(2024, 6, 30), "Năm 2024")]),  # trước ngày 30 tháng 6 hằng năm
    (RuleSpec("year", before_day=30, before_month=6), D(2023, 7, 1), D(2023, 12, 31), []),
    (RuleSpec("nine-months", before_day=15), D(2023, 1, 1), D(2023, 12, 31), [(D(2023, 9, 15), "09 tháng năm 2023")]),
    (RuleSpec("month", before_day=30), D(2023, 1, 1), D(2023, 3, 1),
     [(D(2023, 1, 30), "Tháng 1/2023"), (D(2023, 2, 28), "Tháng 2/2023"), (D(2023, 3, 30), "Tháng 3/2023")]),
    (RuleSpec("month", before_day=30), D(2024, 2, 1), D(2024, 2, 1), [(D(2024, 2, 29), "Tháng 2/2024")]),  # leap year
    (RuleSpec("week", before_day=5), D(2023, 7, 12), D(2023, 7, 17),
     [(D(2023, 7, 14), "Tuần 28/2023"), (D(2023, 7, 21), "Tuần 29/2023")]),
    (RuleSpec("week", before_day=1), D(2023, 1, 1), D(2023, 1, 2), [(D(2023, 1, 2), "Tuần 1/2023")]),
    (RuleSpec("two-years", before_day=1, before_month=12), D(2023, 5, 1), D(2024, 1, 1),
     [(D(2024, 12, 1), "Năm 2023–2024")]),
    (RuleSpec("unstated"), D(2023, 1, 1), D(2024, 1, 1), []),  # asked, not guessed
    (RuleSpec(due=D(2023, 7, 31), due_kind="before"), D(2023, 7, 12), D(2023, 7, 12),
     [(D(2023, 7, 31), "đợt tháng 7/2023")]),
    (RuleSpec(due=D(2023, 8, 31), due_kind="within"), D(2023, 7, 12), D(2023, 7, 12),
     [(D(2023, 8, 31), "đợt tháng 8/2023")]),
    (RuleSpec(), D(2023, 7, 12), D(2023, 7, 12), [(None, "đợt tháng 7/2023")]),
    (RuleSpec(), D(2023, 7, 12), D(2023, 7, 11), []),  # not yet in force
])  # fmt: skip
def test_gives_the_periods_and_their_printed_days(
    rule: RuleSpec, from_day: date, until: date, expected: list[tuple[date | None, str]]
) -> None:
    found = periods(rule, from_day, until)

    assert [(printed_due(rule, period), wording.period_label(rule, period)) for period in found] == expected


@pytest.mark.parametrize(("ends_on", "labels"), [
    (None, ["Quý III/2023", "Quý IV/2023"]),
    (D(2023, 12, 7), ["Quý III/2023"]),  # the end is excluded: what falls due on it is not asked
    (D(2023, 12, 8), ["Quý III/2023", "Quý IV/2023"]),
    (D(2023, 9, 7), []),
])  # fmt: skip
def test_an_ended_duty_asks_nothing_from_that_day(ends_on: date | None, labels: list[str]) -> None:
    found = periods(QUARTERLY, D(2023, 7, 1), D(2023, 12, 31), ends_on=ends_on)

    assert [wording.period_label(QUARTERLY, period) for period in found] == labels


def test_a_duty_asked_once_covers_the_day_of_the_data() -> None:
    rule = RuleSpec(due=D(2023, 7, 31))

    assert periods(rule, D(2023, 7, 12), D(2023, 7, 12), anchor=D(2023, 6, 30)) == [
        Period(D(2023, 6, 30), D(2023, 6, 30))
    ]


@pytest.mark.parametrize(("printed", "kind", "programme", "expected", "remark"), [
    (D(2023, 7, 31), "before", Settings(), D(2023, 7, 31), "by default the printed day itself still counts"),
    (D(2023, 7, 31), "before", Settings(before_is_strict=True), D(2023, 7, 30), "strictly the day before"),
    (D(2023, 8, 31), "within", Settings(before_is_strict=True), D(2023, 8, 31), "within a month is never cut"),
    (D(2023, 9, 7), "by", Settings(before_is_strict=True), D(2023, 9, 7), "chậm nhất includes its day"),
    (D(2023, 9, 7), "on", Settings(before_is_strict=True), D(2023, 9, 7), "vào ngày includes its day"),
    (D(2023, 3, 1), "before", Settings(before_is_strict=True), D(2023, 2, 28), "over the end of February"),
    (D(2024, 3, 1), "before", Settings(before_is_strict=True), D(2024, 2, 29), "in a leap year"),
    (D(2023, 7, 31), "before", Settings(grace_days=3), D(2023, 8, 3), "grace in calendar days"),
    (D(2023, 7, 29), "by", Settings(off_day_rule="next"), D(2023, 7, 31), "Saturday moves to Monday"),
    (D(2023, 7, 29), "by", Settings(), D(2023, 7, 29), "a Saturday stays where nothing moves"),
    (D(2023, 4, 29), "by", Settings(off_day_rule="next"), D(2023, 5, 4), "over 30/4, 1/5 and the days in lieu"),
    (D(2023, 1, 20), "by", Settings(off_day_rule="next"), D(2023, 1, 27), "over Tết Quý Mão"),
    (D(2023, 7, 31), "before", Settings(True, 0, "next"), D(2023, 7, 31), "strict: Sunday 30/7 moves to 31/7"),
])  # fmt: skip
def test_gives_the_last_day_that_counts(
    printed: date, kind: str, programme: Settings, expected: date, remark: str
) -> None:
    assert last_day(printed, kind, programme).day == expected, remark


@pytest.mark.parametrize(("printed", "kind", "programme", "words"), [
    (D(2023, 7, 31), "before", Settings(), "trước ngày 31/7/2023; kể cả ngày in; ngày cuối còn đúng hạn: 31/7/2023"),
    (D(2023, 7, 31), "before", Settings(before_is_strict=True), "không kể ngày in"),
    (D(2023, 8, 31), "within", Settings(), "in trong văn bản: trong tháng 8/2023; ngày cuối"),
    (D(2023, 7, 31), "before", Settings(grace_days=2), "gia hạn chung 2 ngày; ngày cuối còn đúng hạn: 02/8/2023"),
    (D(2023, 7, 29), "by", Settings(off_day_rule="next"), "29/7/2023 là thứ Bảy nên lùi"),
])  # fmt: skip
def test_says_why(printed: date, kind: str, programme: Settings, words: str) -> None:
    assert words in wording.last_day_reason(printed, kind, last_day(printed, kind, programme))


@pytest.mark.parametrize("rule", [
    RuleSpec("once", before_day=7),
    RuleSpec("once", days_after_period=3),
    RuleSpec("quarter", due=D(2023, 7, 31)),
    RuleSpec("quarter", before_day=32),
    RuleSpec("quarter", before_day=0),
    RuleSpec("week", before_day=8),
    RuleSpec("year", before_day=1, before_month=13),
    RuleSpec("year", before_month=6),
    RuleSpec("half-year", before_day=5, days_after_period=10),
    RuleSpec("year", days_after_period=-1),
])  # fmt: skip
def test_refuses_a_rule_that_contradicts_itself(rule: RuleSpec) -> None:
    with pytest.raises(NotARule):
        rule.check()


@pytest.mark.parametrize("rule", [
    QUARTERLY, RuleSpec(), RuleSpec(due=D(2023, 7, 31), due_kind="before"), RuleSpec("half-year", days_after_period=0),
    RuleSpec("year", before_day=30, before_month=6), RuleSpec("week", before_day=5), RuleSpec("unstated"),
])  # fmt: skip
def test_a_rule_is_kept_and_read_back(rule: RuleSpec) -> None:
    assert RuleSpec.from_plain(rule.to_plain()) == rule


@pytest.mark.parametrize(("plain", "every"), [
    ({"every": None}, "unstated"), ({"every": "day"}, "unstated"), ({"every": "quarter", "before_day": 7}, "quarter"),
    ({"every": "week", "weekday": 5}, "week"),
])  # fmt: skip
def test_takes_what_a_reading_prints(plain: dict[str, object], every: str) -> None:
    assert RuleSpec.from_plain(plain).every == every


@pytest.mark.parametrize(("rule", "words"), [
    (QUARTERLY, "hằng quý, trước ngày 07 của tháng cuối quý"),
    (RuleSpec(due=D(2023, 7, 31), due_kind="before"), "trước ngày 31/7/2023"),
    (RuleSpec(due=D(2023, 8, 31), due_kind="within"), "trong tháng 8/2023"),
    (RuleSpec(due=D(2023, 2, 5), due_kind="by"), "chậm nhất ngày 05/02/2023"),
    (RuleSpec(), "một lần, không ghi hạn"),
    (RuleSpec("half-year"), "06 tháng, chưa có ngày hạn"),
    (RuleSpec("half-year", days_after_period=10), "06 tháng, trong 10 ngày sau khi hết kỳ"),
    (RuleSpec("year", due_kind="before", before_day=30, before_month=6), "hằng năm, trước ngày 30/6"),
    (RuleSpec("month", due_kind="before", before_day=5), "trước ngày 05 hằng tháng"),
    (RuleSpec("week", before_day=5), "hằng tuần, trước thứ Sáu"),
    (RuleSpec("unstated"), "định kỳ, văn bản chưa nêu kỳ"),
])  # fmt: skip
def test_says_a_rule_in_plain_words(rule: RuleSpec, words: str) -> None:
    assert wording.rule_words(rule) == words


@pytest.mark.parametrize(("one", "other", "same"), [
    (QUARTERLY, RuleSpec("quarter", before_day=7), True),  # however it is worded
    (QUARTERLY, RuleSpec("quarter", before_day=15), False),
    (QUARTERLY, RuleSpec("month", before_day=7), False),
    (RuleSpec("half-year"), RuleSpec("half-year"), True),
    (RuleSpec(due=D(2023, 7, 31)), RuleSpec(due=D(2023, 7, 31)), False),  # asked once is no series
])  # fmt: skip
def test_knows_the_same_series(one: RuleSpec, other: RuleSpec, same: bool) -> None:
    assert one.same_series(other) is same


@pytest.mark.parametrize(("last", "on", "words"), [
    (D(2023, 7, 31), D(2023, 7, 12), "còn 19 ngày"),
    (D(2023, 7, 12), D(2023, 7, 12), "hạn hôm nay"),
    (D(2023, 7, 11), D(2023, 7, 12), "quá hạn 1 ngày"),
    (None, D(2023, 7, 12), "không ghi hạn"),
])  # fmt: skip
def test_counts_the_days_left(last: date | None, on: date, words: str) -> None:
    assert wording.days_left(last, on) == words


@pytest.mark.parametrize(("text", "title"), [
    ("đồng thời, có báo cáo giải trình gửi về X ngày 20/7/2023.", "Có báo cáo giải trình gửi về X ngày 20/7/2023"),
    ("Rà soát mô hình; hoàn thành, gửi về X.", "Rà soát mô hình"),
    ("Đánh giá sơ bộ kết quả (mốc 30/6/2023); trong đó", "Đánh giá sơ bộ kết quả"),
    ("a " * 100, ("A " + "a " * 54).strip() + " …"),
])  # fmt: skip
def test_shortens_a_duty_to_its_name(text: str, title: str) -> None:
    assert wording.short_title(text) == title


@pytest.mark.slow
def test_moved_days_are_never_off_and_never_earlier() -> None:
    settings = Settings(off_day_rule="next")
    for step in range(0, 1500, 7):
        day = date(2022, 1, 1) + timedelta(days=step)
        last = last_day(day, "by", settings)
        assert last.day >= day
        assert not day_off(last.day)
        assert all(day_off(day + timedelta(days=step)) for step in range((last.day - day).days))
