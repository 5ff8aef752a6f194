"""Decisions about documents."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from nhipcau.clock import HANOI
from nhipcau.documents import rules


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("03-TB/BCĐ", "3-TB/BCD", True),  # a leading zero, đ read as d
        ("Số 49-CV/BDVHU", "49 - CV/BDVHU", True),  # the word Số, blanks
        ("15/2023/NĐ-CP", "15/2023/nđ-cp", True),
        ("49-CV/BDVHU", "49-CV/BDVTU", False),  # another issuer
        ("49-CV/BDVHU", "149-CV/BDVHU", False),
        ("10-CV/HU", "1-CV/HU", False),  # a zero at the end is no leading zero
        ("100-CV/HU", "10-CV/HU", False),
    ],
)
def test_two_printings_of_one_number_are_equal(one: str, other: str, same: bool) -> None:
    assert (rules.fold_number(one) == rules.fold_number(other)) is same


@pytest.mark.parametrize(
    ("number", "symbol"),
    [
        ("49-CV/BDVHU", "BDVHU"),  # Party
        ("103-TB/BCĐ", "BCĐ"),
        ("11/TB-UBND", "UBND"),  # State with a type
        ("1573/UBND-KT", "UBND"),  # State, công văn: the issuer stands first
        ("15/2023/QĐ-UBND", "UBND"),
    ],
)
def test_a_number_carries_its_issuers_symbol(number: str, symbol: str) -> None:
    assert symbol in rules.issuer_symbols(number)


@pytest.mark.parametrize("number", ["", "không số", "49", "CV/BDVHU", "49-CV"])
def test_what_is_no_number_carries_no_symbol(number: str) -> None:
    assert rules.issuer_symbols(number) == ()


@pytest.mark.parametrize(
    ("mark", "secret"),
    [
        ("MẬT", True),
        ("Tối mật", True),
        ("TUYỆT  MẬT", True),
        (None, False),
        ("", False),
        ("KHẨN", False),
        ("Mật độ dân số", False),  # a word of the text is no mark
        ("bảo mật", False),
        ("Lưu hành nội bộ", False),
    ],
)
def test_only_the_three_marks_are_secret(mark: str | None, secret: bool) -> None:
    assert rules.is_secret(mark) is secret


@pytest.mark.parametrize(
    ("circulation", "kept"),
    [("Lưu hành nội bộ", True), ("KHÔNG PHỔ BIẾN", True), ("", False), ("Đăng Cổng thông tin", False)],
)
def test_what_is_kept_inside_is_not_spread(circulation: str, kept: bool) -> None:
    assert rules.is_not_spread(circulation) is kept


DAY = date(2023, 7, 5)


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({}, True),
        ({"numbers": ("049-CV/BDVHU", "49-cv/bdvhu")}, True),
        ({"issuers": (None, None)}, False),  # nothing unknown is equal, not even to nothing
        ({"dates": (None, None)}, False),
        ({"numbers": ("", "")}, False),
        ({"types": ("", "")}, False),
        ({"issuers": (1, 2)}, False),
        ({"types": ("công văn", "thông báo")}, False),
        ({"dates": (DAY, date(2022, 7, 5))}, False),  # the same number a year before
    ],
)
def test_a_paper_is_the_same_only_where_all_four_are_known_and_equal(changed: dict, same: bool) -> None:
    known = {
        "issuers": (1, 1), "types": ("công văn", "Công văn"), "numbers": ("49-CV/BDVHU", "49-CV/BDVHU"),
        "dates": (DAY, DAY),
    }  # fmt: skip

    assert rules.same_document(**{**known, **changed}) is same


@pytest.mark.parametrize(
    ("moment", "begins"),
    [
        ((12, 9, 0), (12, 22, 0)),
        ((12, 21, 59), (12, 22, 0)),
        ((12, 22, 0), (12, 22, 0)),
        ((13, 2, 30), (13, 2, 30)),  # in the night it begins at once
        ((13, 5, 0), (13, 22, 0)),
    ],
)
def test_the_night_begins_at_ten(moment: tuple[int, int, int], begins: tuple[int, int, int]) -> None:
    day, hour, minute = moment

    night = rules.next_night(datetime(2023, 7, day, hour, minute, tzinfo=HANOI))

    assert (night.day, night.hour, night.minute) == begins
