"""Folding for search and sorting by the Vietnamese dictionary."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.text import fold, sort_key


@pytest.mark.parametrize(
    ("one", "other", "remark"),
    [
        ("kết nghĩa", "ket nghia", "without marks"),
        ("Đảng ủy", "dang uy", "đ is d"),
        ("hoà", "hòa", "place of the tone"),
        ("uỷ ban", "ủy ban", "place of the tone"),
        ("THÔNG BÁO", "thông báo", "case"),
        ("103-TB/BCĐ", "103 tb bcd", "punctuation"),
        ("thôn  xen\nghép", "thôn xen ghép", "gaps"),
        ("“Đổi mới”", "Đổi mới", "quotation marks"),
        (unicodedata.normalize("NFD", "Tiếng Việt"), "Tiếng Việt", "composed and decomposed"),
        ("Đăk Kôi", "dak koi", "breve and circumflex"),
        ("№ 5", "No 5", "compatibility letters"),
    ],
)
def test_alike_for_searching(one, other, remark):
    assert fold(one) == fold(other), remark


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kết nghĩa", "kết nạp"),
        ("quý II", "quý III"),
        ("103-TB/BCĐ", "103/TBBCĐ"),  # parts stay apart
        ("thị trấn", "thịtrấn"),
        ("1", "11"),
        ("", "a"),
    ],
)
def test_not_alike_for_searching(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize("text", ["", "   ", "…", "—/-", "\u0301"])
def test_nothing_is_left_of_what_has_no_letter(text):
    assert fold(text) == ""


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_fold_is_plain(text):
    assert set(fold(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@pytest.mark.parametrize(
    "words",
    [
        ["an", "ăn", "ân", "ba"],
        ["da", "đa"],
        ["e", "ê"],
        ["o", "ô", "ơ", "p"],
        ["u", "ư", "v"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],  # ngang huyền hỏi ngã sắc nặng
        ["má", "mai"],  # letters first, tones break ties
        ["Đảng ủy xã Bến Đá", "Đảng ủy xã Đồi Thông", "Đảng ủy xã Khe Lá"],
        ["xã 2", "xã An"],
        ["hoa", "hòa", "hoá", "hoác"],
        ["Ba Đình", "Ba Vì", "Bà Rịa"],
    ],
)
def test_stands_in_the_order_of_the_dictionary(words):
    keys = [sort_key(word) for word in words]

    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("one", "other"), [("HÒA", "hòa"), ("hoà", "hòa"), ("uỷ", "ủy"), (unicodedata.normalize("NFD", "Mường"), "Mường")]
)
def test_case_and_composition_do_not_change_the_order(one, other):
    assert sort_key(one) == sort_key(other)


@given(st.text(), st.text())
def test_the_order_is_total_and_steady(one, other):
    first, second = sort_key(one), sort_key(other)

    assert (first < second) + (first > second) + (first == second) == 1
