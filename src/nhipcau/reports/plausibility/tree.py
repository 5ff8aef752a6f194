"""The rule itself, on plain values: two sums of terms, compared. Whole numbers only, nothing of the database."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from nhipcau.reports.models.plausibility import Compared, TermAt

Key = tuple[UUID, str]  # indicator and breakdown
# By period and key: absent is missing, None was said to be not applicable, 0 is zero.
Figures = Mapping[tuple[str, Key], int | None]

_HOLDS: dict[str, Callable[[int, int], bool]] = {
    Compared.AT_MOST: operator.le,
    Compared.BELOW: operator.lt,
    Compared.EQUAL: operator.eq,
    Compared.AT_LEAST: operator.ge,
    Compared.ABOVE: operator.gt,
}


class Verdict(StrEnum):
    """What a rule says of one report."""

    HOLDS = "holds"
    BROKEN = "broken"
    MISSING = "missing"  # a figure is missing: not judged, and never counted as zero
    NOT_APPLICABLE = "not-applicable"  # a figure was said not to apply: neither does the rule


@dataclass(frozen=True)
class Term:
    """`factor` times a figure of some period (`key`), or a plain number (`constant`)."""

    factor: int = 1
    key: Key | None = None
    at: str = TermAt.NOW
    constant: int | None = None


@dataclass(frozen=True)
class Rule:
    """Two sides, compared. `row` is its row in the table; `automatic` the key of one that follows from the form."""

    left: tuple[Term, ...]
    compared: str
    right: tuple[Term, ...]
    is_hard: bool = False
    message: str = ""
    row: int | None = None
    automatic: str = ""

    @property
    def name(self) -> str:
        """Return by what a page names the rule: unique within a form."""
        return self.automatic or f"r{self.row}"

    @property
    def tree(self) -> tuple[object, ...]:
        """Return what it demands, whatever the order of its terms: two rules with one tree say the same."""
        # Counted: A + A is not A.
        left, right = (frozenset(Counter(side).items()) for side in (self.left, self.right))
        return (left, self.compared, right)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return the terms of both sides."""
        return self.left + self.right


@dataclass(frozen=True)
class Judgement:
    """The verdict with both sides (None where not judged) and the terms for which there was no figure."""

    verdict: Verdict
    left: int | None = None
    right: int | None = None
    missing: tuple[Term, ...] = ()


def judge(rule: Rule, figures: Figures) -> Judgement:
    """Judge one rule. A missing figure is never a zero: the rule is then not judged, and says which one is missing."""
    missing = tuple(term for term in rule.terms if term.key is not None and (term.at, term.key) not in figures)
    if missing:
        return Judgement(Verdict.MISSING, missing=missing)
    left, right = _sum(rule.left, figures), _sum(rule.right, figures)
    if left is None or right is None:
        return Judgement(Verdict.NOT_APPLICABLE)
    return Judgement(Verdict.HOLDS if _HOLDS[rule.compared](left, right) else Verdict.BROKEN, left, right)


def _sum(terms: tuple[Term, ...], figures: Figures) -> int | None:
    total = 0
    for term in terms:
        value = term.constant if term.key is None else figures[term.at, term.key]
        if value is None:
            return None
        total += term.factor * value
    return total
