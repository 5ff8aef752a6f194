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
    LocalitySuccession,
    OrganisationSpan,
    Post,
    Reorganisation,
    Succession,
    User,
)
from nhipcau.organisations.reorganising import PlanRefused, commanding
from tests.cast import NOW
from tests.organisations.reorganising.nation import BEFORE, DAY, make_nation

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


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
    levels = Counter(OrganisationSpan.objects.on(DAY).values_list("level", flat=True))
    assert levels == {"nation": 1, "province": 34 + 34, "commune": 3321}, "one joined commission in each province"
    _communes_report_to_their_province()
    _history_is_seen(bodies)
    _as_now_is_complete(bodies)
    assert seconds < 60


def _communes_report_to_their_province() -> None:
    place = dict(OrganisationSpan.objects.on(DAY).values_list("organisation_id", "locality_id"))
    parent = dict(LocalitySpan.objects.on(DAY).values_list("locality_id", "parent_id"))
    lines = list(Line.objects.on(DAY).values_list("lower_id", "upper_id"))
    assert len(lines) == 34 + 3321
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


def _as_now_is_complete(bodies: dict) -> None:
    old = [body for code, body in bodies.items() if len(code) == 5]
    found = heirs.as_now(old, on=date(2025, 12, 31), then=BEFORE)
    assert sum(found.is_divided(body) for body in old) == 442
    assert not any(found.has_ended(body) for body in old)
    above = dict(Line.objects.on(DAY).values_list("lower_id", "upper_id"))
    apart = [body for body in old if found.meets(body, above) is None]
    assert apart == [], "every divided commune meets again in one province"
    assert len({found.now(body) for body in old} - {None}) <= 3321


def test_a_second_start_does_nothing_and_another_day_is_refused():
    make_small = Reorganisation.objects.count
    with pytest.raises(PlanRefused, match="Chưa có thay đổi nào"):
        commanding.reorganise_by_table(DAY, by=None, now=NOW)
    assert make_small() == 0
    assert not Succession.objects.exists() and not LocalitySuccession.objects.exists() and not User.objects.exists()
