"""What a reorganisation means to duties and targets: who owes, who receives, what is carried, what is left open."""

from __future__ import annotations

from datetime import date

import pytest

from nhipcau.obligations.actions import open_occurrences
from nhipcau.obligations.models import Occurrence
from nhipcau.organisations import access
from nhipcau.organisations.models import Organisation, Reorganisation
from nhipcau.organisations.reorganising import Body, End, merge, plan, reorganise, split, state_on
from nhipcau.organisations.reorganising.consequences import foresee_all
from nhipcau.reports.models import AcrossBodies, Indicator, Target
from tests.cast import NOW, Cast
from tests.reports.world import make_duty, make_reporting

DAY, OCTOBER = date(2023, 9, 1), date(2023, 10, 1)
NEW = [Organisation().pk, Organisation().pk]


def new_body(number: int, cast: Cast) -> Body:
    like = state_on(DAY).bodies[cast.commune_a.pk]
    name = f"Đảng ủy xã Mới {number}"
    return Body(NEW[number], name, name, like.kind, like.level, 900, parent=like.parent, locality=like.locality)


def do(changes: list, day: date = DAY) -> Reorganisation:
    return reorganise(plan(state_on(day), changes, document="NQ 1"), by=None, now=NOW)


@pytest.fixture
def quarterly(cast: Cast):
    """A report each quarter, owed by three communes to the steering committee."""
    duty, _rule = make_duty(
        cast, title="Báo cáo quý", recipient=cast.committee, owners=(cast.commune_a, cast.commune_b, cast.commune_c)
    )
    return duty


def owing(duty: object, start: date) -> set[object]:
    return set(Occurrence.objects.filter(obligation=duty, period_start=start).values_list("body", flat=True))


def test_a_merged_body_owes_once_from_the_next_period(cast, quarterly):
    open_occurrences(on=DAY, now=NOW)
    before = owing(quarterly, date(2023, 7, 1))
    do(merge([cast.commune_a.pk, cast.commune_b.pk], new_body(0, cast)))
    open_occurrences(on=OCTOBER, now=NOW)

    assert before == owing(quarterly, date(2023, 7, 1)) == {cast.commune_a.pk, cast.commune_b.pk, cast.commune_c.pk}
    assert owing(quarterly, OCTOBER) == {NEW[0], cast.commune_c.pk}


def test_every_part_of_a_divided_body_owes(cast, quarterly):
    do(split(cast.commune_a.pk, [(new_body(0, cast), 5_000), (new_body(1, cast), 5_000)]))
    open_occurrences(on=OCTOBER, now=NOW)

    assert owing(quarterly, OCTOBER) == {NEW[0], NEW[1], cast.commune_b.pk, cast.commune_c.pk}


def test_a_body_without_an_heir_owes_nothing_more(cast, quarterly):
    do([End(cast.commune_a.pk)])
    open_occurrences(on=OCTOBER, now=NOW)

    assert owing(quarterly, OCTOBER) == {cast.commune_b.pk, cast.commune_c.pk}


def test_an_abolished_level_owes_nothing_to_itself_above(cast, quarterly):
    upper, _rule = make_duty(cast, title="Tổng hợp", recipient=cast.province, owners=(cast.committee,))
    do([End(cast.committee.pk, handed_to=cast.province.pk)])
    open_occurrences(on=OCTOBER, now=NOW)

    assert owing(upper, OCTOBER) == set()
    assert owing(quarterly, OCTOBER) == {cast.commune_a.pk, cast.commune_b.pk, cast.commune_c.pk}
    officer = access.actor_of(cast.user_of(cast.province), on=OCTOBER)
    assert access.may(officer, access.Right.RECEIVE_REPORT, about=quarterly), "the province receives in its place"


def test_the_officer_of_the_successor_finishes_what_was_open(cast):
    report = make_reporting(cast)
    occurrence = report.occurrence(cast.commune_a)
    officer = cast.user_of(cast.commune_a)
    do(merge([cast.commune_a.pk, cast.commune_b.pk], new_body(0, cast)))

    actor = access.actor_of(officer, on=DAY)
    assert [post.organisation_id for post in actor.posts] == [NEW[0]], "his post moved with the body"
    assert access.may(actor, access.Right.FILL_REPORT, about=occurrence)


@pytest.fixture
def target(cast: Cast):
    indicator = Indicator.objects.create(code="ho", name="Hộ thoát nghèo", unit="hộ")

    def give(body: Organisation, value: int, of: Indicator = indicator) -> Target:
        return Target.objects.create(
            programme=cast.programme, indicator=of, body=body, start=date(2023, 1, 1), end=date(2023, 12, 31),
            value=value, set_by_body=cast.committee, set_at=NOW, set_by=cast.user_of(cast.committee),
        )  # fmt: skip

    return give


def in_force(body: object) -> list[int]:
    return list(Target.objects.filter(body=body, ended_at=None).values_list("value", flat=True))


def test_targets_of_merged_bodies_are_added_up(cast, target):
    one, other = target(cast.commune_a, 30), target(cast.commune_b, 12)
    deed = do(merge([cast.commune_a.pk, cast.commune_b.pk], new_body(0, cast)))

    assert in_force(NEW[0]) == [42]
    assert in_force(cast.commune_a) == in_force(cast.commune_b) == []
    one.refresh_from_db()
    assert one.replaced_by.body_id == NEW[0] and "NQ 1" in one.end_reason and one.value == 30
    assert deed.counts["targets_carried"] == 2 and other.pk != one.pk


def test_a_successor_that_was_there_takes_them_to_its_own(cast, target):
    target(cast.commune_a, 30), target(cast.commune_b, 12)
    do(merge([cast.commune_a.pk], cast.commune_b.pk))

    assert in_force(cast.commune_b) == [42]


@pytest.mark.parametrize("changes", ["divided", "ended", "ratio"])
def test_what_cannot_be_carried_is_left_to_a_person(cast, target, changes):
    ratio = Indicator.objects.create(code="tl", name="Tỷ lệ", unit="%", across=AcrossBodies.NOT_SUMMED)
    target(cast.commune_a, 30, *([ratio] if changes == "ratio" else []))
    target(cast.commune_b, 20, *([ratio] if changes == "ratio" else []))
    said = {
        "divided": lambda: split(cast.commune_a.pk, [(new_body(0, cast), None), (new_body(1, cast), None)]),
        "ended": lambda: [End(cast.commune_a.pk)],
        "ratio": lambda: merge([cast.commune_a.pk, cast.commune_b.pk], new_body(0, cast)),
    }[changes]()
    made = plan(state_on(DAY), said, document="NQ 1")

    _lines, left_open = foresee_all(made)
    deed = reorganise(made, by=None, now=NOW)
    assert [each.what for each in left_open if each.what == "target"] == ["target"] * (2 if changes == "ratio" else 1)
    assert in_force(cast.commune_a) == [30] and in_force(NEW[0]) == []
    assert deed.counts["targets_carried"] == 0
