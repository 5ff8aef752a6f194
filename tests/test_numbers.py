"""Numbers as offices print and type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.numbers import NotANumber, parse_number, show_number, show_ratio


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1000, "1.000"),
        (1234567, "1.234.567"),
        (-1500, "-1.500"),
        (10**15, "1.000.000.000.000.000"),
    ],
)
def test_prints_a_dot_between_thousands(value, text):
    assert show_number(value) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (1, 3, "33,3 %"),
        (2, 3, "66,7 %"),
        (1, 2, "50 %"),
        (0, 5, "0 %"),
        (5, 5, "100 %"),
        (7, 5, "140 %"),
        (1, 0, "—"),  # of nothing there is no share
        (0, 0, "—"),
        (-1, 3, "-33,3 %"),
        (1, 1000, "0,1 %"),
        (12345, 1, "1.234.500 %"),
    ],
)
def test_prints_a_share_with_a_decimal_comma(part, whole, text):
    assert show_ratio(part, whole) == text


def test_prints_as_many_decimals_as_are_asked_for():
    assert show_ratio(1, 3, decimals=2) == "33,33 %"
    assert show_ratio(1, 3, decimals=0) == "33 %"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1234567", 1234567),
        ("1.234.567", 1234567),
        ("1 234 567", 1234567),
        ("1\u00a0234", 1234),  # as pasted from a document
        (" 12 ", 12),
        ("0", 0),
        ("-5", -5),
        ("\u22125", -5),  # the minus sign of typography
        ("007", 7),
        ("", None),
        ("   ", None),
    ],
)
def test_reads_what_people_type(typed, value):
    assert parse_number(typed) == value


@pytest.mark.parametrize(
    "typed",
    [
        "1,5", "1.5", "1.23", "12.34.567", "1.2345", "1234.567", "1e3", "năm", "5 xã", "--5", "5-", "+5", "1..000",
        ".5", "5.", "0x10", "9" * 19, "1.000,0", "NaN", "∞", "½", "1_000",
    ],
)  # fmt: skip
def test_refuses_what_could_mean_two_things_or_none(typed):
    with pytest.raises(NotANumber, match="không phải số nguyên"):
        parse_number(typed)


@given(st.integers(min_value=-(10**16), max_value=10**16))
def test_reads_what_it_prints(value):
    assert parse_number(show_number(value)) == value


@given(st.text(max_size=40))
def test_any_text_is_a_number_nothing_or_refused(text):
    try:
        value = parse_number(text)
    except NotANumber as refusal:
        assert len(str(refusal)) < 200
    else:
        assert value is None or abs(value) < 10**18
