"""The closure of lines with spans, against an oracle that walks the lines day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.organisations.closure import Became, Below, LineCycle, ReportsTo, closure, inherited

START = date(2023, 1, 1)


def day(number: int | None) -> date | None:
    return None if number is None else START + timedelta(days=number)


def test_gives_a_chain_with_its_depths():
    found = closure([ReportsTo("a", "b"), ReportsTo("b", "c")])

    assert set(found) == {
        Below("a", "b", 1, None, None), Below("b", "c", 1, None, None), Below("a", "c", 2, None, None),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lower", "upper", "expected", "remark"),
    [
        ((None, 10), (5, None), (5, 10), "both hold from the 5th to the 10th"),
        ((0, 5), (5, 9), None, "one ends on the day on which the other begins: never both"),
        ((0, 5), (4, 9), (4, 5), "one common day"),
        ((None, None), (3, 4), (3, 4), "the narrower one"),
    ],
)
def test_a_way_holds_only_while_all_its_lines_hold(lower, upper, expected, remark):
    found = closure(
        [ReportsTo("a", "b", day(lower[0]), day(lower[1])), ReportsTo("b", "c", day(upper[0]), day(upper[1]))]
    )

    long_way = [(row.valid_from, row.valid_until) for row in found if (row.lower, row.upper) == ("a", "c")]
    assert long_way == ([] if expected is None else [(day(expected[0]), day(expected[1]))]), remark


def test_the_shortest_way_of_each_day_counts():
    found = closure([ReportsTo("a", "b"), ReportsTo("b", "c"), ReportsTo("a", "c", day(5), day(9))])

    assert {(row.depth, row.valid_from, row.valid_until) for row in found if (row.lower, row.upper) == ("a", "c")} == {
        (1, day(5), day(9)), (2, None, day(5)), (2, day(9), None),
    }  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        [ReportsTo("a", "a")],
        [ReportsTo("a", "b"), ReportsTo("b", "a")],
        [ReportsTo("a", "b"), ReportsTo("b", "c"), ReportsTo("c", "a", day(3), day(4))],
    ],
)
def test_refuses_a_ring(lines):
    with pytest.raises(LineCycle):
        closure(lines)


def test_a_ring_that_never_closes_on_one_day_is_none():
    found = closure([ReportsTo("a", "b", None, day(5)), ReportsTo("b", "a", day(5), None)])

    assert len(found) == 2


@st.composite
def acyclic_lines(draw: st.DrawFn) -> list[ReportsTo]:
    lines = []
    for _line in range(draw(st.integers(0, 14))):
        lower, upper = sorted(draw(st.lists(st.integers(0, 6), min_size=2, max_size=2, unique=True)))
        begin, end = draw(st.none() | st.integers(0, 12)), draw(st.none() | st.integers(0, 12))
        if begin is not None and end is not None and begin >= end:
            begin, end = (end, begin) if end < begin else (begin, begin + 1)
        lines.append(ReportsTo(lower, upper, day(begin), day(end)))
    return lines


def holds(row: ReportsTo | Below, on: date) -> bool:
    return (row.valid_from is None or row.valid_from <= on) and (row.valid_until is None or on < row.valid_until)


def oracle(lines: list[ReportsTo], on: date) -> dict[tuple[object, object], int]:
    """Walk upward on one day, breadth first, from every body."""
    today = [line for line in lines if holds(line, on)]
    depth: dict[tuple[object, object], int] = {}
    for start in {line.lower for line in today}:
        at, steps = {start}, 0
        while at:
            steps += 1
            at = {line.upper for line in today if line.lower in at}
            for upper in at:
                depth.setdefault((start, upper), steps)
    return depth


@settings(max_examples=150, deadline=None)
@given(acyclic_lines())
def test_agrees_with_the_oracle_on_every_day(lines):
    rows = closure(lines)

    for number in range(-1, 14):
        on = START + timedelta(days=number)
        held = [row for row in rows if holds(row, on)]
        assert {(row.lower, row.upper): row.depth for row in held} == oracle(lines, on)
        assert len({(row.lower, row.upper) for row in held}) == len(held), "two rows of one pair on one day"


def test_a_body_that_became_another_stands_where_its_heir_does():
    rows = closure([ReportsTo("new", "district"), ReportsTo("district", "province", date(2024, 1, 1), None)])

    found = inherited(rows, [Became("old", "new", date(2023, 7, 1)), Became("oldest", "old", date(2020, 1, 1))])

    assert {(row.lower, row.upper, row.valid_from, row.valid_until) for row in found} == {
        ("old", "district", date(2023, 7, 1), None),
        ("old", "province", date(2024, 1, 1), None),
        ("oldest", "district", date(2023, 7, 1), None),
        ("oldest", "province", date(2024, 1, 1), None),
    }


def test_a_divided_body_stands_where_each_heir_does_and_a_ring_ends():
    rows = closure([ReportsTo("one", "a"), ReportsTo("other", "b", None, date(2023, 1, 1))])
    became = [
        Became("old", "one", date(2022, 1, 1)),
        Became("old", "other", date(2022, 6, 1)),
        Became("one", "old", date(2022, 7, 1)),
    ]

    found = inherited(rows, became)

    assert {(row.lower, row.upper, row.valid_from, row.valid_until) for row in found} == {
        ("old", "a", date(2022, 1, 1), None),
        ("old", "b", date(2022, 6, 1), date(2023, 1, 1)),
        ("one", "b", date(2022, 7, 1), date(2023, 1, 1)),
    }


def test_an_heir_whose_lines_had_ended_gives_no_place():
    rows = closure([ReportsTo("new", "district", None, date(2023, 1, 1))])

    assert inherited(rows, [Became("old", "new", date(2023, 1, 1))]) == []
