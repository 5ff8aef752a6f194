"""Number, symbol and date lines, and which profile holds on which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nhipcau.drafting import profiles
from nhipcau.drafting.content import Kind
from nhipcau.drafting.symbols import NoSymbol, date_line, file_name, full_reference, number_line, symbol
from tests.drafting.samples import document

HD36, HD05, ND30 = (profiles.by_key(key) for key in ("hd36", "hd05", "nd30"))


@pytest.mark.parametrize(
    ("is_party", "on", "key", "remark"),
    [
        (True, date(2018, 4, 3), "hd36", "first day"),
        (True, date(2023, 7, 12), "hd36", "the demo"),
        (True, date(2026, 5, 26), "hd36", "last day"),
        (True, date(2026, 5, 27), "hd05", "in force from the day of signing"),
        (True, date(2030, 1, 1), "hd05", "no end known"),
        (False, date(2020, 3, 5), "nd30", "first day"),
        (False, date(2026, 5, 27), "nd30", "the Party's rule does not touch the State"),
    ],
)
def test_profile_follows_issuer_and_day(is_party, on, key, remark):
    assert profiles.for_document(is_party, on).key == key, remark


@pytest.mark.parametrize(("is_party", "on"), [(True, date(2018, 4, 2)), (False, date(2020, 3, 4))])
def test_a_day_before_the_oldest_rule_has_no_profile(is_party, on):
    with pytest.raises(profiles.NoProfile, match="ngày"):
        profiles.for_document(is_party, on)


@pytest.mark.parametrize(
    ("profile", "kind", "issuer", "unit", "wanted"),
    [
        (HD36, Kind.NOTICE, "BCĐ", None, "TB/BCĐ"),
        (HD36, Kind.LETTER, "BDVHU", "VP", "CV/BDVHU"),
        (HD36, Kind.REGULATION, "HU", None, "QĐi/HU"),
        (HD05, Kind.REGULATION, "TU", None, "QĐ/TU"),
        (HD05, Kind.DECISION, "TU", None, "QĐ/TU"),
        (ND30, Kind.NOTICE, "UBND", None, "TB-UBND"),
        (ND30, Kind.LETTER, "UBND", "DT", "UBND-DT"),
        (ND30, Kind.LETTER, "UBND", None, "UBND"),
        (ND30, Kind.REGULATION, "UBND", None, "QyĐ-UBND"),
    ],
)
def test_symbol_of_each_profile(profile, kind, issuer, unit, wanted):
    assert symbol(profile, kind, issuer, unit) == wanted


def test_a_type_without_abbreviation_is_refused():
    with pytest.raises(NoSymbol, match="ký hiệu"):
        symbol(ND30, Kind.CONCLUSION, "UBND")


@pytest.mark.parametrize(
    ("profile", "number", "wanted"),
    [
        (HD05, 5, "Số 05-TB/BCĐ"),
        (HD05, 10, "Số 10-TB/BCĐ"),
        (HD05, 103, "Số 103-TB/BCĐ"),
        (HD36, None, "Số \u00a0\u00a0\u00a0\u00a0\u00a0-TB/BCĐ"),
        (ND30, 5, "Số: 05/TB/BCĐ"),
        (ND30, None, "Số: \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/TB/BCĐ"),
    ],
)
def test_number_line(profile, number, wanted):
    assert number_line(profile, number, "TB/BCĐ") == wanted


def test_a_number_below_one_is_refused():
    with pytest.raises(ValueError, match="từ 1"):
        number_line(HD05, 0, "TB/BCĐ")


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        (date(2026, 2, 3), "Suối Mẫu, ngày 03 tháng 02 năm 2026"),
        (date(2026, 1, 31), "Suối Mẫu, ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 9), "Suối Mẫu, ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 10), "Suối Mẫu, ngày 10 tháng 12 năm 2026"),
    ],
)
def test_date_line_pads_days_below_ten_and_the_first_two_months(on, wanted):
    assert date_line("Suối Mẫu", on) == wanted


def test_an_open_day_keeps_month_and_year():
    line = date_line("Suối Mẫu", None, date(2023, 7, 12))

    assert line.endswith(" tháng 7 năm 2023")
    assert "12" not in line


def test_reference_has_the_comma_in_the_party_only():
    parts = (Kind.NOTICE, 5, "TB/BCĐ", date(2023, 7, 12), "Ban Chỉ đạo")

    assert full_reference(HD36, *parts) == "Thông báo số 05-TB/BCĐ, ngày 12/7/2023 của Ban Chỉ đạo"
    assert "," not in full_reference(ND30, *parts)


def test_a_document_without_any_day_has_no_profile():
    sample = replace(document(HD36, Kind.LETTER), date=None)

    assert profiles.of(replace(sample, drafted_on=date(2026, 5, 27))) is HD05
    with pytest.raises(profiles.NoProfile, match="ngày"):
        profiles.of(sample)


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"number": 103}, "103-tb-bcd-2023-07-12.docx"),
        ({"number": None}, "du-thao-tb-bcd-2023-07-12.docx"),
        ({"symbol": "../../TB\x00/BCĐ"}, "05-tb-bcd-2023-07-12.docx"),
    ],
)
def test_the_file_has_a_name_that_every_system_takes(changes, wanted):
    assert file_name(replace(document(HD36, Kind.NOTICE), **changes)) == wanted
