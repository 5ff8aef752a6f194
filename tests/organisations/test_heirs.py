"""What old bodies are today: whole, divided, ended; estimates by largest remainder; breaks of a series."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from nhipcau.organisations import heirs
from nhipcau.organisations.heirs import Break, Heir, Source, Step, share_out, trace
from nhipcau.organisations.models import OrganisationSpan, Succession
from tests.cast import NOW, Cast

EARLY, DAY, LATER, TODAY = date(2024, 1, 1), date(2025, 7, 1), date(2026, 1, 1), date(2026, 6, 1)


def living(**ends: date):
    """Bodies exist from always until the day named; others go on."""
    return lambda body, day: body not in ends or day < ends[body]


def halves(*pairs: tuple[str, int]) -> tuple[Heir, ...]:
    return tuple(Heir(body, Fraction(part, 10_000)) for body, part in pairs)


@pytest.mark.parametrize(
    ("steps", "ends", "then", "expected", "remark"),
    [
        ([], {}, None, (Heir("a"),), "goes on as it is"),
        ([], {"a": DAY}, None, (), "ended without an heir"),
        ([Step("a", "c", DAY)], {"a": DAY}, None, (Heir("c"),), "merged: whole"),
        ([Step("a", "c", DAY, 10_000)], {"a": DAY}, None, (Heir("c"),), "whole, said with a share"),
        ([Step("a", "c", DAY, 4_000)], {"a": DAY}, None, (Heir("c"),), "one heir has it whole, whatever is said"),
        ([Step("b", "a", DAY)], {"b": DAY}, None, (Heir("a"),), "took another in: is itself"),
        ([Step("a", "b", DAY), Step("a", "c", DAY)], {"a": DAY}, None, (Heir("b", None), Heir("c", None)),
         "divided, nobody said how"),
        ([Step("a", "b", DAY, 2_500), Step("a", "c", DAY, 7_500)], {"a": DAY}, None, halves(("c", 7_500), ("b", 2_500)),
         "divided with shares: the largest first"),
        ([Step("a", "b", DAY, 2_500), Step("a", "c", DAY)], {"a": DAY}, None, (Heir("b", None), Heir("c", None)),
         "one share alone is none"),
        ([Step("a", "b", DAY, 2_500), Step("a", "c", DAY, 5_000)], {"a": DAY}, None, (Heir("b", None), Heir("c", None)),
         "shares that do not make up the whole are none"),
        ([Step("a", "b", DAY, 3_000)], {}, None, halves(("a", 7_000), ("b", 3_000)), "gave a part away and goes on"),
        ([Step("a", "b", DAY)], {}, None, (Heir("a", None), Heir("b", None)), "the same without a share"),
        ([Step("a", "b", DAY)], {}, DAY, (Heir("a"),), "what happened before the figure's day does not touch it"),
        ([Step("a", "b", DAY)], {}, EARLY, (Heir("a", None), Heir("b", None)), "what happened after it does"),
        ([Step("a", "b", LATER.replace(year=2027))], {}, None, (Heir("a"),), "what is still to come does not"),
        ([Step("a", "b", DAY), Step("a", "c", DAY), Step("b", "d", LATER), Step("c", "d", LATER)],
         {"a": DAY, "b": LATER, "c": LATER}, None, (Heir("d"),), "divided and joined again is whole"),
        ([Step("a", "b", DAY, 5_000), Step("a", "c", DAY, 5_000), Step("b", "d", LATER, 5_000),
          Step("b", "c", LATER, 5_000)], {"a": DAY, "b": LATER}, None, halves(("c", 7_500), ("d", 2_500)),
         "shares over two generations"),
        ([Step("a", "b", DAY), Step("b", "c", DAY)], {"a": DAY, "b": DAY}, None, (Heir("c"),),
         "two deeds of one day follow each other"),
        ([Step("a", "b", DAY), Step("b", "a", DAY)], {"b": DAY, "a": DAY}, None, (), "a ring ends"),
    ],
)  # fmt: skip
def test_what_a_body_has_become(steps, ends, then, expected, remark):
    assert trace(["a"], steps, then=then, on=TODAY, lives=living(**ends)).of["a"] == expected, remark


def test_a_divided_body_is_exact_where_its_heirs_meet_and_nowhere_below():
    found = trace(["a"], [Step("a", "b", DAY), Step("a", "c", DAY)], then=None, on=TODAY, lives=living(a=DAY))

    assert found.is_divided("a") and found.now("a") is None and found.estimate("a", 7) is None
    assert found.meets("a", {"b": "x", "c": "x"}) == "x"
    assert found.meets("a", {"b": "x", "c": "y"}) is None
    assert found.meets("a", {"b": "x"}) is None, "one heir stands in none"


@pytest.mark.parametrize(
    ("value", "parts", "expected", "remark"),
    [
        (10, {"b": 1, "c": 1}, {"b": 5, "c": 5}, "even"),
        (10, {"b": 1, "c": 1, "d": 1}, {"b": 4, "c": 3, "d": 3}, "equal remainders: by name"),
        (7, {"b": 9, "c": 1}, {"b": 6, "c": 1}, "6,3 and 0,7: the larger remainder gets the last one"),
        (0, {"b": 9, "c": 1}, {"b": 0, "c": 0}, "nothing is nothing"),
        (-7, {"b": 9, "c": 1}, {"b": -6, "c": -1}, "a decrease is shared like an increase"),
        (1, {"b": 0, "c": 1}, {"b": 0, "c": 1}, "no part, no figure"),
    ],
)
def test_estimates_add_up_to_the_figure(value, parts, expected, remark):
    found = share_out(value, {body: Fraction(part) for body, part in parts.items()})

    assert found == expected, remark
    assert sum(found.values()) == value


@pytest.fixture
def divided(cast: Cast) -> Cast:
    """commune_a was divided among commune_b and commune_c on DAY; commune_c had taken in an older one before."""
    for old, new, day in (
        ("farmers", "commune_c", EARLY),
        ("commune_a", "commune_b", DAY),
        ("commune_a", "commune_c", DAY),
    ):
        Succession.objects.create(
            predecessor=cast.bodies[old], successor=cast.bodies[new], on_day=day, document="NQ 1", recorded_at=NOW
        )
        OrganisationSpan.objects.filter(organisation=cast.bodies[old]).update(valid_until=day)
    return cast


def test_the_tables_give_the_same(divided: Cast, django_assert_num_queries):
    old = [divided.commune_a.pk, divided.farmers.pk, divided.women.pk]
    with django_assert_num_queries(2):
        found = heirs.as_now(old, on=TODAY)

    assert found.all_of(old[0]) == {divided.commune_b.pk, divided.commune_c.pk}
    assert found.now(old[1]) == divided.commune_c.pk
    assert found.now(old[2]) == divided.women.pk
    assert heirs.as_now(old, on=TODAY, then=DAY).has_ended(old[0]), "a figure of a body that is no more that day"


def test_what_todays_bodies_were(divided: Cast):
    found = heirs.as_then([divided.commune_b.pk, divided.commune_c.pk], then=date(2023, 1, 1), on=TODAY)

    a, b, c, farmers = (divided.bodies[key].pk for key in ("commune_a", "commune_b", "commune_c", "farmers"))
    assert set(found[b]) == {Source(b, is_whole=True), Source(a, is_whole=False, part=None)}
    assert set(found[c]) == {
        Source(c, is_whole=True), Source(farmers, is_whole=True), Source(a, is_whole=False, part=None)
    }  # fmt: skip
    assert heirs.as_then([c], then=LATER, on=TODAY)[c] == (Source(c, is_whole=True),)


def test_a_series_breaks_where_what_it_covers_changes(divided: Cast):
    a, c, farmers = (divided.bodies[key].pk for key in ("commune_a", "commune_c", "farmers"))
    b = divided.commune_b.pk

    assert heirs.breaks(c, since=date(2023, 1, 1), until=TODAY) == [
        Break(EARLY, "NQ 1", came=(farmers,)), Break(DAY, "NQ 1", came=(a,), went=(b,)),
    ]  # fmt: skip
    assert heirs.breaks(c, since=EARLY, until=TODAY)[0].on_day == DAY, "the first day is not after itself"
    assert heirs.breaks(divided.women.pk, since=date(2023, 1, 1), until=TODAY) == []
