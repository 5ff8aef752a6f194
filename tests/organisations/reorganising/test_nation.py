"""The reorganisation of 1 July 2025 on the whole country, as one deed, on the engine of this run."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date

import pytest

from nhipcau.organisations import access, heirs, units
from nhipcau.organisations.models import (
    Line,
    LineClosure,
    LocalitySpan,
    OrganisationSpan,
    Post,
    Reorganisation,
)
from nhipcau.organisations.reorganising import PlanRefused, commanding
from tests.cast import NOW
from tests.organisations.reorganising.nation import BEFORE, DAY, KINDS, make_nation, units_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


# Five provinces that became two; their communes went nowhere else.
SOUTH_CENTRAL = frozenset({"60", "67", "68", "51", "62"})


def test_five_provinces_become_two_in_one_deed():
    bodies = make_nation(SOUTH_CENTRAL)

    deed = commanding.reorganise_by_table(DAY, by=None, now=NOW)

    now = {"province": 2, "commune": 124 + 96}
    assert Counter(LocalitySpan.objects.on(DAY).values_list("kind", flat=True)) == now
    before = Counter(KINDS[unit.level] for unit in units_of(SOUTH_CENTRAL))
    assert Counter(LocalitySpan.objects.on(BEFORE).values_list("kind", flat=True)) == before, "nothing is overwritten"
    _everything_follows(bodies, provinces=2, communes=124 + 96)
    assert commanding.reorganise_by_table(DAY, by=None, now=NOW) == deed, "a second start finds what was done"


@pytest.mark.prove
def test_the_whole_country_is_reorganised_in_one_deed(capsys):
    bodies = make_nation()
    began = time.perf_counter()

    deed = commanding.reorganise_by_table(DAY, by=None, now=NOW)

    seconds = time.perf_counter() - began
    with capsys.disabled():
        print(f"\n  reorganising the country: {seconds:.1f} s")
    kinds = Counter(LocalitySpan.objects.on(DAY).values_list("kind", flat=True))
    assert kinds == {"province": 34, "commune": 3321}, "no district"
    assert Counter(LocalitySpan.objects.on(BEFORE).values_list("kind", flat=True)) == {
        "province": 63, "district": 696, "commune": 10_035,
    }  # fmt: skip
    assert deed.counts["places_divided"] == 442
    _everything_follows(bodies, provinces=34, communes=3321)


def _everything_follows(bodies: dict, *, provinces: int, communes: int) -> None:
    levels = Counter(OrganisationSpan.objects.on(DAY).values_list("level", flat=True))
    expected = {"nation": 1, "province": 2 * provinces, "commune": communes}
    assert levels == expected, "a committee, and one joined commission in each province"
    lines = list(Line.objects.on(DAY).values_list("lower_id", "upper_id"))
    assert len(lines) == provinces + communes
    _communes_report_to_their_province(lines)
    _history_is_seen(bodies)
    _as_now_is_complete(bodies, communes)


def _communes_report_to_their_province(lines: list) -> None:
    place = dict(OrganisationSpan.objects.on(DAY).values_list("organisation_id", "locality_id"))
    parent = dict(LocalitySpan.objects.on(DAY).values_list("locality_id", "parent_id"))
    assert all(place[upper] == parent[place[lower]] for lower, upper in lines)
    assert LineClosure.objects.on(DAY).filter(lower__in=[lower for lower, _upper in lines[:300]]).exists()


def _history_is_seen(bodies: dict) -> None:
    """An officer of a province sees the old communes and districts of the provinces that came to it."""
    table = units.load()
    now = table.by_key("34:68")
    officer = Post.objects.on(DAY).get(
        organisation__spans__name__endswith=now.name, organisation__spans__level="province",
        organisation__spans__valid_until=None, user__username__contains="-60",
    )  # fmt: skip
    actor = access.actor_of(officer.user, on=DAY)
    old_district = next(u for u in table.children("60", BEFORE))
    assert bodies["60"] in actor.bodies, "the officer moved with his body, and has its history"
    below = set(LineClosure.objects.on(DAY).filter(upper__in=actor.bodies).values_list("lower_id", flat=True))
    for commune in table.children(old_district.code, BEFORE):
        assert bodies[commune.code] in below, commune.name


def _as_now_is_complete(bodies: dict, count: int) -> None:
    old = [body for code, body in bodies.items() if len(code) == 5]
    found = heirs.as_now(old, on=date(2025, 12, 31), then=BEFORE)
    divided = sum(
        len(unit.successors) > 1 for unit in units.load().units if len(unit.code) == 5 and unit.code in bodies
    )
    assert sum(found.is_divided(body) for body in old) == divided > 0
    assert not any(found.has_ended(body) for body in old)
    above = dict(Line.objects.on(DAY).values_list("lower_id", "upper_id"))
    apart = [body for body in old if found.meets(body, above) is None]
    assert apart == [], "every divided commune meets again in one province"
    assert len({found.now(body) for body in old} - {None}) <= count


def test_where_nothing_is_known_nothing_is_done():
    with pytest.raises(PlanRefused, match="Chưa có thay đổi nào"):
        commanding.reorganise_by_table(DAY, by=None, now=NOW)
    assert not Reorganisation.objects.exists()
