"""On which days somebody is reminded; held against a walk over the days that shares no code."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from nhipcau.reminders.models import Moment
from nhipcau.reminders.rules import USUAL, Due, NotDays, Plan, days_of, first_day, newest_before, wanted_on, words_of

TODAY = date(2023, 7, 12)


@pytest.mark.parametrize(
    ("text", "days"),
    [("7, 1", (7, 1)), ("1,7", (7, 1)), ("", ()), (" 3 ; 3 ", (3,)), ("0", (0,)), ("120", (120,))],
)
def test_days_are_read_largest_first_each_once(text: str, days: tuple[int, ...]) -> None:
    assert days_of(text) == days
    assert days_of(words_of(days)) == days


@pytest.mark.parametrize("text", ["bảy", "-1", "7.5", "121", "1 2", "7,,x", "٣", "1000"])
def test_what_is_no_list_of_days_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotDays, match="7, 1"):
        days_of(text)


def test_the_usual_plan_reminds_a_week_and_a_day_before_and_tells_those_above_after_three_days() -> None:
    wanted = wanted_on(USUAL, TODAY, TODAY)
    assert wanted == {
        date(2023, 7, 19): (Due(Moment.BEFORE, 7),),
        date(2023, 7, 13): (Due(Moment.BEFORE, 1),),
        date(2023, 7, 11): (Due(Moment.AFTER, 1),),
        date(2023, 7, 5): (Due(Moment.AFTER, 7),),
        date(2023, 7, 9): (Due(Moment.ESCALATED, 3),),
    }


def _walked(plan: Plan, first: date, until: date, last_day: date) -> set[Due]:
    """Day by day: what was reminded on the way, the newest of each side."""
    own, above = None, None
    day = first
    while day <= until:
        left = (last_day - day).days
        if left >= 0 and left in plan.before:
            own = Due(Moment.BEFORE, left)
        if left <= 0 and -left in plan.after:
            own = Due(Moment.AFTER, -left)
        if left <= 0 and -left in plan.escalate:
            above = Due(Moment.ESCALATED, -left)
        day += timedelta(days=1)
    return {due for due in (own, above) if due}


def test_a_round_over_several_days_gives_what_a_walk_over_them_gives() -> None:
    chance = Random(20230712)
    for _case in range(300):
        plan = Plan(*(tuple(sorted(chance.sample(range(1, 15), chance.randrange(4)), reverse=True)) for _ in range(3)))
        first = TODAY - timedelta(days=chance.randrange(10))
        wanted = wanted_on(plan, first, TODAY)
        for away in range(-40, 40):
            last_day = TODAY + timedelta(days=away)
            assert set(wanted.get(last_day, ())) == _walked(plan, first, TODAY, last_day), (plan, first, last_day)


def test_what_was_opened_late_is_reminded_of_its_newest_moment_only() -> None:
    assert newest_before(USUAL, date(2023, 7, 15), TODAY) == Due(Moment.BEFORE, 7)
    assert newest_before(USUAL, date(2023, 7, 13), TODAY) == Due(Moment.BEFORE, 1)
    assert newest_before(USUAL, date(2023, 7, 20), TODAY) is None  # its time is still to come
    assert newest_before(USUAL, date(2023, 7, 11), TODAY) is None  # past: the reminders after it hold


def test_a_round_looks_back_to_the_last_one_but_a_month_at_most() -> None:
    assert first_day(None, TODAY) == TODAY
    assert first_day(date(2023, 7, 11), TODAY) == TODAY
    assert first_day(date(2023, 7, 8), TODAY) == date(2023, 7, 9)
    assert first_day(date(2022, 7, 8), TODAY) == date(2023, 6, 11)
