"""The table of administrative units: counts of the official lists, laws of every row, facts known by hand."""

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from nhipcau.organisations import units
from nhipcau.organisations.units import UnitKind, UnitLevel

MID_2023 = date(2023, 7, 12)
LAST_DAY = date(2025, 6, 30)
FIRST_DAY = date(2025, 7, 1)
TABLE = units.load()
FOLDER = Path(units.__file__).parent / "data"


def of_level(level, day):
    return [unit for unit in TABLE.as_of(day) if unit.level is level]


def names(found):
    return [unit.full_name for unit in found]


@pytest.mark.parametrize(
    ("day", "provinces", "districts", "communes"),
    [
        (LAST_DAY, 63, 696, 10_035),  # the last day of the three levels
        (FIRST_DAY, 34, 0, 3_321),  # the day after: Nghị quyết 202/2025/QH15
        (date(2026, 11, 1), 34, 0, 3_321),
    ],
)
def test_counts_the_units_of_the_official_lists(day, provinces, districts, communes):
    counts = Counter(unit.level for unit in TABLE.as_of(day))

    assert counts[UnitLevel.PROVINCE] == provinces
    assert counts[UnitLevel.DISTRICT] == districts
    assert counts[UnitLevel.COMMUNE] == communes


@pytest.mark.parametrize(
    ("day", "communes", "wards", "zones"),
    [
        (FIRST_DAY, 2_621, 687, 13),
        (date(2026, 4, 29), 2_621, 687, 13),
        (date(2026, 4, 30), 2_611, 697, 13),  # ten wards in Đồng Nai
        (date(2026, 9, 19), 2_611, 697, 13),
        (date(2026, 9, 20), 2_599, 709, 13),  # twelve in Bắc Ninh
    ],
)
def test_counts_the_kinds_since_july_2025(day, communes, wards, zones):
    kinds = Counter(unit.kind for unit in of_level(UnitLevel.COMMUNE, day))

    assert kinds == {UnitKind.COMMUNE: communes, UnitKind.WARD: wards, UnitKind.SPECIAL_ZONE: zones}


@pytest.mark.parametrize(
    ("day", "provinces", "cities"),
    [
        (MID_2023, 58, 5),
        (date(2024, 12, 31), 58, 5),  # the last day of tỉnh Thừa Thiên Huế
        (date(2025, 1, 1), 57, 6),  # thành phố Huế
        (FIRST_DAY, 28, 6),
        (date(2026, 4, 29), 28, 6),
        (date(2026, 4, 30), 27, 7),  # thành phố Đồng Nai
        (date(2026, 9, 1), 26, 8),  # thành phố Quảng Ninh
        (date(2026, 9, 20), 25, 9),  # thành phố Bắc Ninh
    ],
)
def test_counts_the_cities_under_the_centre(day, provinces, cities):
    kinds = Counter(unit.kind for unit in TABLE.children(None, day))

    assert kinds == {UnitKind.PROVINCE: provinces, UnitKind.CITY: cities}


@pytest.mark.parametrize(
    ("province", "communes"),
    [
        ("Lâm Đồng", 124),
        ("Quảng Ngãi", 96),
        ("Thành phố Hồ Chí Minh", 168),
        ("Tỉnh Lai Châu", 38),
        ("Tỉnh Thanh Hóa", 166),
    ],
)
def test_counts_the_communes_of_a_province(province, communes):
    (unit,) = TABLE.find(province, on=FIRST_DAY)

    assert len(TABLE.children(unit.code, FIRST_DAY)) == communes


def test_no_two_spans_of_one_identity_meet():
    spans = defaultdict(list)
    for unit in TABLE.units:
        spans[unit.key].append((unit.valid_from or date.min, unit.valid_until or date.max))

    for key, held in spans.items():
        held.sort()
        assert all(begins < ends for begins, ends in held), key
        assert all(one[1] <= two[0] for one, two in pairwise(held)), key


def test_a_code_names_one_unit_on_one_day():
    for day in (MID_2023, LAST_DAY, FIRST_DAY):
        codes = Counter(unit.code for unit in TABLE.as_of(day))

        assert not [code for code, count in codes.items() if count > 1]


def test_every_parent_holds_in_the_same_span_one_level_above():
    for day in (MID_2023, LAST_DAY, FIRST_DAY):
        for unit in TABLE.as_of(day):
            if unit.level is UnitLevel.PROVINCE:
                assert unit.parent is None
                continue
            parent = TABLE.by_code(unit.parent, day)
            assert parent is not None and parent.era == unit.era, unit
            above = UnitLevel.DISTRICT if unit.era == "63" else UnitLevel.PROVINCE
            assert parent.level is (above if unit.level is UnitLevel.COMMUNE else UnitLevel.PROVINCE), unit


def test_every_old_commune_and_province_has_a_successor_that_holds_on_the_next_day():
    for unit in TABLE.as_of(LAST_DAY):
        if unit.level is UnitLevel.DISTRICT:
            continue
        came_to = TABLE.successors(unit)
        assert came_to, unit
        assert all(successor.holds_on(FIRST_DAY) and successor.level is unit.level for successor in came_to), unit


def test_every_district_leaves_successors_through_its_communes_or_itself():
    for unit in of_level(UnitLevel.DISTRICT, LAST_DAY):
        assert TABLE.successors(unit), unit


def test_every_new_unit_has_a_predecessor_in_a_province_that_it_continues():
    for unit in of_level(UnitLevel.COMMUNE, FIRST_DAY):
        before = TABLE.predecessors(unit)
        provinces = {TABLE.path(old, LAST_DAY)[-1].key for old in before}
        assert before, unit
        assert provinces <= {old.key for old in TABLE.predecessors(f"34:{unit.parent}")}, unit


def test_shares_sum_to_the_whole_or_one_successor_is_marked_as_the_main_one():
    for unit in TABLE.units:
        if not unit.successors:
            continue
        shares = [successor.share for successor in unit.successors]
        if None in shares:
            assert set(shares) == {None} and len(shares) > 1, unit
        else:
            assert sum(shares) == units.WHOLE, unit
        assert [successor.is_main for successor in unit.successors].count(True) == 1, unit
        assert unit.successors[0].is_main, unit


def test_counts_the_divided_and_the_unchanged_communes():
    communes = of_level(UnitLevel.COMMUNE, LAST_DAY)
    unchanged = [(unit, TABLE.unchanged(unit)) for unit in communes if TABLE.unchanged(unit)]

    # 471 in the source; 29 of them only because a namesake elsewhere in the merged province was taken for them.
    assert sum(len(unit.successors) > 1 for unit in communes) == 442
    # The official count of communes that were not rearranged is 128.
    assert len(unchanged) == 129
    assert all(unit.code == after.code for unit, after in unchanged)


def test_the_eleven_provinces_that_were_not_merged_went_on():
    went_on = {TABLE.unchanged(unit).name for unit in TABLE.children(None, LAST_DAY) if TABLE.unchanged(unit)}

    assert went_on == {
        "Cao Bằng", "Điện Biên", "Hà Nội", "Hà Tĩnh", "Huế", "Lai Châu", "Lạng Sơn", "Nghệ An", "Quảng Ninh", "Sơn La",
        "Thanh Hóa",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("district", "province", "code", "expected"),
    [
        (
            "Huyện Hàm Thuận Bắc",
            "Tỉnh Bình Thuận",
            "597",
            {
                "Thị trấn Ma Lâm", "Thị trấn Phú Long", "Xã Đa Mi", "Xã Đông Giang", "Xã Đông Tiến", "Xã Hàm Chính",
                "Xã Hàm Đức", "Xã Hàm Hiệp", "Xã Hàm Liêm", "Xã Hàm Phú", "Xã Hàm Thắng", "Xã Hàm Trí", "Xã Hồng Liêm",
                "Xã Hồng Sơn", "Xã La Dạ", "Xã Thuận Hòa", "Xã Thuận Minh",
            },
        ),
        (
            "Huyện Kon Rẫy",
            "Tỉnh Kon Tum",
            "614",
            {
                "Thị trấn Đăk Rve", "Xã Đăk Kôi", "Xã Đăk Pne", "Xã Đăk Ruồng", "Xã Đăk Tơ Lung", "Xã Đăk Tờ Re",
                "Xã Tân Lập",
            },
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("day", [MID_2023, LAST_DAY])
def test_the_two_districts_have_the_communes_of_the_hand_list(district, province, code, expected, day):
    (unit,) = TABLE.find(district, on=day)

    assert unit.code == code
    assert names(TABLE.path(unit, day)) == [province]
    assert set(names(TABLE.children(code, day))) == expected
    assert TABLE.children(code, FIRST_DAY) == ()


@pytest.mark.parametrize(
    ("after", "before"),
    [
        ("Lâm Đồng", {"Bình Thuận", "Lâm Đồng", "Đắk Nông"}),
        ("Quảng Ngãi", {"Kon Tum", "Quảng Ngãi"}),
        ("Hồ Chí Minh", {"Hồ Chí Minh", "Bình Dương", "Bà Rịa - Vũng Tàu"}),
        ("Huế", {"Huế"}),  # not merged
    ],
)
def test_provinces_came_from_these(after, before):
    unit = TABLE.find(after, on=FIRST_DAY)[0]

    assert {old.name for old in TABLE.predecessors(unit)} == before


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("63:23059", ["Xã Hàm Thuận"]),  # thị trấn Ma Lâm
        ("63:23062", ["Phường Hàm Thắng"]),  # thị trấn Phú Long
        ("63:23101", ["Phường Bình Thuận"]),  # xã Hàm Hiệp left the old district's ground for the city
        ("63:23107", ["Xã La Dạ"]),  # xã Đa Mi
        ("63:23479", ["Xã Đăk Rve"]),  # thị trấn Đăk Rve
        ("63:23497", ["Xã Kon Braih"]),  # xã Tân Lập
        ("63:614", ["Xã Đăk Rve", "Xã Đăk Kôi", "Xã Kon Braih"]),  # the district, through its communes
        ("63:31379", ["Xã Phú Hữu"]),  # xã Phú Tân of Châu Thành, Hậu Giang …
        ("63:31582", ["Xã Thuận Hòa"]),  # … and xã Phú Tân of Châu Thành, Sóc Trăng, are not one
        ("63:23053", ["Xã Hòa Thắng", "Xã Hồng Thái"]),  # divided: 2.1 km² went to Hồng Thái
        ("63:99999", []),  # no such unit
    ],
)
def test_units_became_these(key, expected):
    assert names(TABLE.successors(key)) == expected


def test_islands_without_communes_became_special_zones():
    islands = [unit for unit in of_level(UnitLevel.DISTRICT, LAST_DAY) if not TABLE.children(unit.code, LAST_DAY)]

    assert {unit.name for unit in islands} == {"Bạch Long Vĩ", "Cồn Cỏ", "Hoàng Sa", "Lý Sơn", "Côn Đảo"}
    assert all(TABLE.successors(unit)[0].kind is UnitKind.SPECIAL_ZONE for unit in islands)


def test_special_zones_hold_hoang_sa_and_truong_sa():
    (hoang_sa,) = TABLE.find("đặc khu Hoàng Sa", on=FIRST_DAY)
    (truong_sa,) = TABLE.find("đặc khu Trường Sa", on=FIRST_DAY)

    assert names(TABLE.path(hoang_sa, FIRST_DAY)) == ["Thành phố Đà Nẵng"]
    assert names(TABLE.path(truong_sa, FIRST_DAY)) == ["Tỉnh Khánh Hòa"]


@pytest.mark.parametrize("name", ["Ba Xa", "Đăk Long", "Rờ Kơi", "Mô Rai", "Ia Đal"])
def test_five_communes_of_quang_ngai_went_on_as_they_were(name):
    (after,) = TABLE.find(name, parent="51", on=FIRST_DAY)

    assert TABLE.unchanged(TABLE.predecessors(after)[0]) == after


@pytest.mark.parametrize("key", ["63:60", "63:23059", "63:614", "63:15001", "63:99999"])
def test_says_unchanged_of_nothing_that_was_merged_or_changed_its_kind(key):
    assert TABLE.unchanged(key) is None


def test_a_unit_that_changes_its_kind_keeps_its_identity():
    assert names(TABLE.spans("34:75")) == ["Tỉnh Đồng Nai", "Thành phố Đồng Nai"]
    assert names(TABLE.spans("34:07840")) == ["Xã Hiệp Hòa", "Phường Hiệp Hòa"]
    assert names(TABLE.successors("63:75")) == ["Tỉnh Đồng Nai"]  # as it was on the first day
    assert TABLE.spans("34:99999") == ()


def test_one_code_is_two_units_in_two_eras():
    before, after = TABLE.by_code("00004", LAST_DAY), TABLE.by_code("00004", FIRST_DAY)

    assert before.full_name == "Phường Trúc Bạch" and before.key == "63:00004"
    assert after.full_name == "Phường Ba Đình" and after.key == "34:00004"
    assert TABLE.by_code("597", FIRST_DAY) is None


@pytest.mark.parametrize(
    ("asked", "narrowed", "day", "expected"),
    [
        ("dak koi", {}, MID_2023, ["Xã Đăk Kôi"]),
        ("Đắk Kôi", {}, MID_2023, ["Xã Đăk Kôi"]),  # the other spelling of Đăk
        ("xã Thuận Hoà", {"parent": "597"}, MID_2023, ["Xã Thuận Hòa"]),  # the other place of the tone
        ("XÃ THUẬN HÒA", {"parent": "60"}, MID_2023, ["Xã Thuận Hòa"]),  # a parent two levels above
        ("Ma Lâm", {"kind": "thị trấn"}, MID_2023, ["Thị trấn Ma Lâm"]),
        ("Ma Lâm", {"kind": "xã"}, MID_2023, []),  # another kind
        ("xã Ma Lâm", {}, MID_2023, []),
        ("Ma Lâm", {}, FIRST_DAY, []),  # no longer
        ("Kon Braih", {}, MID_2023, []),  # not yet
        ("Kon Braih", {}, FIRST_DAY, ["Xã Kon Braih"]),
        ("Thuận Hòa", {"parent": "614"}, MID_2023, []),  # not in that district
        ("Hàm", {}, MID_2023, []),  # a beginning is no name
        ("", {}, MID_2023, []),
        ("Tỉnh Thừa Thiên Huế", {}, MID_2023, ["Tỉnh Thừa Thiên Huế"]),
        ("Tỉnh Thừa Thiên Huế", {}, date(2025, 1, 1), []),
        ("Kon Tum", {}, MID_2023, ["Tỉnh Kon Tum", "Thành phố Kon Tum"]),  # the higher level first
        ("Kon Tum", {}, FIRST_DAY, ["Phường Kon Tum"]),
    ],
)
def test_finds_by_name(asked, narrowed, day, expected):
    assert names(TABLE.find(asked, on=day, **narrowed)) == expected


def test_puts_the_name_spelt_as_asked_first():
    found = TABLE.find("Tân Hòa", on=MID_2023)

    assert len(found) > 1
    exact = [unit.name == "Tân Hòa" for unit in found]
    assert exact == sorted(exact, reverse=True)


def test_names_have_one_spelling():
    late_tones = ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ")
    for unit in TABLE.units:
        assert unit.name == " ".join(unit.name.split())
        for word in unit.name.casefold().replace("-", " ").split():
            assert not (word.endswith(late_tones) and not word.startswith("qu")), unit


def test_the_folder_has_source_and_notice():
    said = (FOLDER / "units.md").read_text(encoding="utf-8")

    for needed in (
        "vietnamadminunits",
        "MIT License",
        "Copyright (c) 2025 Tran Ngoc Minh Hieu",
        "Permission is hereby",
    ):
        assert needed in said
    assert (FOLDER / "units.tsv").stat().st_size < 1_000_000


def test_reads_once():
    assert units.load() is TABLE
