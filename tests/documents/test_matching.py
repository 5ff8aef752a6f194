"""From printed names to bodies."""

from __future__ import annotations

import pytest

from nhipcau.documents import matching
from tests.cast import TODAY, Cast

UNITS = "UBND huyện"


@pytest.mark.parametrize(
    ("printed", "parent", "number", "place", "body"),
    [
        ("BAN DÂN VẬN HUYỆN ỦY SUỐI MƠ", "", "", "", "mass_movement"),  # the whole name, in capitals
        ("BAN DÂN VẬN", "HUYỆN ỦY SUỐI MƠ", "", "", "mass_movement"),  # with the body above
        ("BAN DÂN VẬN", "TỈNH ỦY SÔNG XANH", "", "", "province_mass"),
        ("BAN DÂN VẬN", "HUYỆN ỦY KHÁC", "49-CV/BDVHU", "", "mass_movement"),  # the symbol is one body's only
        ("BAN CHỈ ĐẠO CUỘC VẬN ĐỘNG", "HUYỆN ỦY SUỐI MƠ", "103-TB/BCĐ", "Suối Mơ", "committee"),
        ("UBND HUYỆN", "", "", "", "peoples"),  # a short name
        ("BAN DÂN VẬN", "", "", "", None),  # two could be meant, nothing tells which
        ("ỦY BAN NHÂN DÂN", "", "11/TB-UBND", "", None),  # five bodies have the symbol
        ("", "HUYỆN ỦY SUỐI MƠ", "49-CV/BDVHU", "", None),  # nothing printed: nothing guessed
        ("BỘ NỘI VỤ", "", "15/QĐ-BNV", "", None),  # not in the tree
    ],
)
def test_finds_the_issuer_or_nobody(
    cast: Cast, printed: str, parent: str, number: str, place: str, body: str | None
) -> None:
    span = matching.issuer_as_printed(printed, parent=parent, number=number, place=place, on=TODAY)

    assert (span and span.organisation) == (cast.bodies[body] if body else None)


def test_a_name_holds_on_the_day_of_the_paper_only(cast: Cast) -> None:
    span = cast.mass_movement.spans.get()
    span.valid_from = TODAY
    span.save()

    assert matching.issuer_as_printed("Ban Dân vận Huyện ủy Suối Mơ", on=TODAY) is not None
    assert matching.issuer_as_printed("Ban Dân vận Huyện ủy Suối Mơ", on=TODAY.replace(year=2022)) is None


def test_parties_are_found_by_exact_names_only(cast: Cast, django_assert_max_num_queries) -> None:
    names = ["Đảng ủy xã Đồi Thông", "Hội Nông dân huyện", "Như trên", "Các xã, thị trấn", "Đảng ủy xã", ""]

    with django_assert_max_num_queries(2):
        found = matching.bodies_as_printed(names, on=TODAY, near=cast.mass_movement.pk)

    assert found == {"Đảng ủy xã Đồi Thông": cast.commune_a.pk, "Hội Nông dân huyện": cast.farmers.pk}


def test_a_body_is_typed_with_or_without_diacritics(cast: Cast) -> None:
    assert matching.body_as_typed("dang uy xa doi thong", on=TODAY).organisation == cast.commune_a
    assert "Đảng ủy xã Đồi Thông" in matching.suggestions("doi tho", on=TODAY)
    assert matching.suggestions("khong co", on=TODAY) == ()


def test_a_name_of_nobody_says_what_to_do(cast: Cast) -> None:
    with pytest.raises(matching.NotOneBody, match="danh sách gợi ý"):
        matching.body_as_typed("Sở Xây dựng", on=TODAY)
