"""Every rule against an oracle that walks day by day: periods, windows, printed days, last days, with any calendar.

A fixed sample runs always; `make prove` runs millions.
"""

from __future__ import annotations

import multiprocessing
import random
from datetime import date, timedelta

import pytest

from nhipcau.obligations.dues import due_of
from nhipcau.obligations.rules import RuleSpec, Settings, months_of, periods
from nhipcau.organisations.workdays import WorkCalendar
from tests.obligations.due_oracle import Office, Told, tell

SAMPLE = 3_000
PROVED = 2_000_000  # periods; rules are drawn until so many were compared
AT_ONCE = 2_000  # seeds that one process takes
KINDS = ("week", "month", "quarter", "half-year", "nine-months", "year", "two-years")
DAYS = (1, 2, 5, 7, 14, 15, 20, 28, 29, 30, 31)


def random_rule(dice: random.Random) -> RuleSpec:
    every = dice.choice(KINDS)
    length = months_of(every)
    parts: dict[str, object] = {"every": every, "due_kind": dice.choice(["before", "by", "within", "on", ""])}
    if length:
        parts |= _window(dice, length)
    way = dice.choice(["none", "after", "working", "day", "day", "month", "month", "year-month"])
    if way == "after":
        parts["days_after_period"] = dice.choice([0, 1, 5, 10, 31, 366])
    elif way == "working":
        parts["working_days_after"] = dice.choice([1, 2, 3, 5, 10, 60])
    elif way != "none":
        parts["before_day"] = dice.randint(1, 7) if every == "week" else dice.choice(DAYS)
        if way == "month" and length:
            parts["month_of_period"] = dice.randint(1, length + 12)
        if way == "year-month" and length:
            parts["before_month"] = dice.randint(1, 12)
    rule = RuleSpec(**parts)
    rule.check()
    return rule


def _window(dice: random.Random, length: int) -> dict[str, object]:
    kind = dice.choice(["", "", "state", "custom"])
    if kind == "custom":
        edges = sorted([(dice.randint(0, length), dice.choice(DAYS)), (dice.randint(1, length + 1), dice.choice(DAYS))])
        (from_month, from_day), (to_month, to_day) = edges
        if to_month < 1:
            return {}
        return {
            "window": "custom", "window_from_month": from_month, "window_from_day": from_day,
            "window_to_month": to_month, "window_to_day": to_day,
        }  # fmt: skip
    return {"window": kind} if length <= 12 else {}


def compare(seed: int) -> int:
    """Draw a world, compare all its periods with the oracle's, return how many there were."""
    dice = random.Random(seed)
    rule = random_rule(dice)
    settings = Settings(dice.random() < 0.4, dice.choice([0, 0, 1, 3, 10]), dice.choice(["stay", "next", "previous"]))
    from_day = date(2016, 1, 1) + timedelta(days=dice.randrange(4500))
    until = from_day + timedelta(days=dice.randrange(60 if rule.every == "week" else 900))
    entered = {
        from_day + timedelta(days=dice.randrange(500)): dice.random() < 0.5 for _day in range(dice.randrange(12))
    }
    office = Office(
        frozenset(day for day, off in entered.items() if off), frozenset(day for day, off in entered.items() if not off)
    )
    workdays = WorkCalendar(dict.fromkeys(office.off, "nghỉ thêm"), dict.fromkeys(office.at_work, "làm bù"))

    found = set()
    for period in periods(rule, from_day, until, workdays=workdays):
        due = due_of(rule, period, settings, workdays)
        window = (due.window.start, due.window.end) if due.window else None
        found.add(Told(period.start, period.end, window, due.printed, due.last_day))

    expected = tell(rule, settings, office, from_day, until)
    assert found == expected, (seed, rule, settings, from_day, until, found ^ expected)
    return len(expected)


@pytest.mark.slow
def test_three_thousand_periods_agree_with_the_calendar_walked_day_by_day() -> None:
    compared = seed = 0
    while compared < SAMPLE:
        compared += compare(seed)
        seed += 1


@pytest.mark.prove
def test_millions_of_periods_agree_with_the_calendar_walked_day_by_day() -> None:
    compared, first = 0, 1_000_000
    with multiprocessing.get_context("fork").Pool() as workers:
        for count in workers.imap_unordered(compare_many, range(first, first + 100 * PROVED, AT_ONCE)):
            compared += count
            if compared >= PROVED:
                workers.terminate()
                break
    assert compared >= PROVED


def compare_many(first: int) -> int:
    """Compare the worlds of many seeds."""
    return sum(compare(seed) for seed in range(first, first + AT_ONCE))


@pytest.mark.parametrize("change", ["grace", "strict", "off-day"])
def test_the_oracle_would_notice_another_setting(change: str) -> None:
    """A comparison that nothing can fail proves nothing."""
    rule = RuleSpec("month", due_kind="before", before_day=15)
    settings = {
        "grace": Settings(grace_days=1), "strict": Settings(before_is_strict=True),
        "off-day": Settings(off_day_rule="next"),
    }[change]  # fmt: skip

    assert tell(rule, settings, Office(), date(2023, 1, 1), date(2023, 12, 31)) != tell(
        rule, Settings(), Office(), date(2023, 1, 1), date(2023, 12, 31)
    )
