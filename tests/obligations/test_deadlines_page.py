"""The table of examples in docs/reference/deadlines.md says what the rules give."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nhipcau.obligations import wording
from nhipcau.obligations.dues import due_of
from nhipcau.obligations.rules import Period, RuleSpec, Settings

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "deadlines.md"
D = date
ONCE, APRIL = Period(D(2023, 6, 30), D(2023, 6, 30)), Period(D(2023, 4, 1), D(2023, 4, 30))
QUARTER, HALF = Period(D(2023, 4, 1), D(2023, 6, 30)), Period(D(2023, 1, 1), D(2023, 6, 30))
NINE, YEAR = Period(D(2023, 1, 1), D(2023, 9, 30)), Period(D(2023, 1, 1), D(2023, 12, 31))
CUSTOM = {
    "window": "custom", "window_from_day": 1, "window_from_month": 1, "window_to_day": 5, "window_to_month": 3,
}  # fmt: skip
PLAIN, STRICT = ("", Settings()), ("strict", Settings(before_is_strict=True))
GRACE = ("2 days of grace", Settings(grace_days=2))
NEXT, PREVIOUS = (
    ("next working day", Settings(off_day_rule="next")),
    ("previous one", Settings(off_day_rule="previous")),
)

EXAMPLES = (
    (RuleSpec(due=D(2023, 7, 31), due_kind="before"), ONCE, PLAIN),
    (RuleSpec(due=D(2023, 7, 31), due_kind="before"), ONCE, STRICT),
    (RuleSpec(data_to=D(2023, 6, 30), working_days_after=5), ONCE, PLAIN),
    (RuleSpec("month", due_kind="before", before_day=31, of_last_month=True), APRIL, PLAIN),
    (RuleSpec("quarter", due_kind="before", before_day=7, of_last_month=True), QUARTER, PLAIN),
    (RuleSpec("quarter", due_kind="before", before_day=5, month_of_period=4), QUARTER, PLAIN),
    (RuleSpec("quarter", due_kind="by", before_day=1, month_of_period=4), QUARTER, NEXT),
    (RuleSpec("quarter", due_kind="by", before_day=1, month_of_period=4), QUARTER, PREVIOUS),
    (RuleSpec("quarter", due_kind="before", before_day=7, **CUSTOM), QUARTER, GRACE),
    (RuleSpec("half-year", days_after_period=10), HALF, STRICT),
    (RuleSpec("year", due_kind="before", before_day=15, month_of_period=13), YEAR, PLAIN),
    (RuleSpec("month", working_days_after=2, window="state"), APRIL, PLAIN),
    (RuleSpec("quarter", working_days_after=2, window="state"), QUARTER, PLAIN),
    (RuleSpec("half-year", working_days_after=2, window="state"), HALF, PLAIN),
    (RuleSpec("nine-months", working_days_after=2, window="state"), NINE, PLAIN),
    (RuleSpec("year", working_days_after=2, window="state"), YEAR, PLAIN),
)


def rows() -> list[str]:
    found = []
    for rule, period, (named, settings) in EXAMPLES:
        due = due_of(rule, period, settings)
        window = wording.window_days(due.window).removeprefix("số liệu ")
        cells = (wording.rule_words(rule), named, due.label, window, wording.day(due.last_day))
        found.append("| " + " | ".join(cells) + " |")
    return found


def test_the_page_shows_what_the_rules_give() -> None:
    told = PAGE.read_text(encoding="utf-8")

    assert [row for row in rows() if row not in told] == []
