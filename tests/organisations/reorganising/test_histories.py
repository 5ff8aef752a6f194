"""Random sequences of reorganisations leave every past total as the oracle counted it, on rules and in tables."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from nhipcau.organisations import heirs
from nhipcau.organisations.closure import Below, ReportsTo, closure
from nhipcau.organisations.models import (
    Line,
    LineRole,
    Organisation,
    OrganisationSpan,
    Programme,
)
from nhipcau.organisations.reorganising import reorganise, state_on
from tests.cast import NOW
from tests.organisations.reorganising.histories import PROGRAMME, START, History


def check_pure(seed: int) -> None:
    history = History(Random(seed))
    history.begin()
    for _deed in range(history.chance.randint(2, 6)):
        history.carry(history.next_plan())

    for day, totals in history.oracle.totals.items():
        assert history.total_as_then(day) == totals, f"seed {seed}, total of {day}"
    check_as_now(history, seed)


def check_as_now(history: History, seed: int) -> None:
    """What old figures are now: nobody is lost, nobody counted twice, exact where all heirs meet."""
    today = history.state.day
    now = {atom: body for body, people in history.oracle.atoms.items() for atom in people}
    for day, lived in history.oracle.lived.items():
        found = heirs.trace(lived, history.steps, then=day, on=today, lives=history.lives)
        for body, people in lived.items():
            where = {now[atom] for atom in people if atom in now}
            said, note = found.all_of(body), f"seed {seed}, {body} of {day}"
            assert where <= said, note
            if found.now(body) is not None:
                assert where <= {found.now(body)}, note
            meets = found.meets(body, history.oracle.province_of)
            if meets is not None:
                assert {history.oracle.province_of[each] for each in where} <= {meets}, note
            estimate = found.estimate(body, len(people))
            assert estimate is None or sum(estimate.values()) == len(people), note


def check_tables(seed: int) -> None:
    history = History(Random(seed))
    state = history.begin()
    programme = Programme.objects.create(pk=PROGRAMME, code=f"p{seed}", name="p", short_name="p")
    Organisation.objects.bulk_create([Organisation(pk=key) for key in state.bodies])
    OrganisationSpan.objects.bulk_create(
        [
            OrganisationSpan(
                organisation_id=body.key, name=body.name, short_name=body.short_name, kind=body.kind, level=body.level,
                rank=0, parent_id=body.parent, folded=body.name, folded_short=body.name, recorded_at=NOW,
            )
            for body in state.bodies.values()
        ]
    )  # fmt: skip
    Line.objects.bulk_create(
        [
            Line(programme=programme, lower_id=x.lower, upper_id=x.upper, role=LineRole.REPORTS_TO, recorded_at=NOW)
            for x in state.lines
        ]
    )
    for _deed in range(history.chance.randint(2, 5)):
        made = history.next_plan(state_on(history.state.day + timedelta(days=0)))
        reorganise(made, by=None, now=NOW)
        expected = history.carry(made)
        there = state_on(made.day)
        assert bare(there) == bare(expected), f"seed {seed}: the tables hold what the plan said"

    provinces = set(history.oracle.province_of.values())
    for day, totals in history.oracle.totals.items():
        counted, sums = history.oracle.counted[day], {}
        # The lines as they stand in the table; LineClosure also has the places of history, for the gate.
        pairs = {(row.lower, row.upper) for row in closure(own_lines()) if holds(row, day)}
        for lower, upper in pairs:
            if upper in provinces and lower in counted:
                sums[upper] = sums.get(upper, 0) + counted[lower]
        assert sums == totals, f"seed {seed}, total of {day} from the tables"
        asked = list(counted)
        found = heirs.as_now(asked, on=history.state.day, then=day)
        pure = heirs.trace(asked, history.steps, then=day, on=history.state.day, lives=history.lives)
        assert found == pure, f"seed {seed}: as now from the tables"


def own_lines() -> list[ReportsTo]:
    return [ReportsTo(*row) for row in Line.objects.values_list("lower_id", "upper_id", "valid_from", "valid_until")]


def holds(row: Below, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_until is None or day < row.valid_until)


def bare(state: object) -> tuple[object, ...]:
    bodies = {(b.key, b.name, b.level, b.parent) for b in state.bodies.values()}
    return bodies, {(line.lower, line.upper, line.role) for line in state.lines}


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_a_sample_of_sequences_on_the_rules(start):
    for seed in range(start, start + 50):
        check_pure(seed)


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_a_sample_of_sequences_in_the_tables(seed):
    check_tables(seed)


@pytest.mark.prove
@pytest.mark.parametrize("start", range(0, 10_000, 1000))
def test_ten_thousand_sequences_on_the_rules(start):
    for seed in range(start, start + 1000):
        check_pure(seed)


@pytest.mark.prove
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(200))
def test_two_hundred_sequences_in_the_tables(seed):
    check_tables(seed)


def test_the_oracle_can_fail():
    """A history in which a line is forgotten is noticed."""
    history = History(Random(3))
    history.begin()
    history.lines = history.lines[:-1]

    assert history.total_as_then(START) != history.oracle.totals[START]
