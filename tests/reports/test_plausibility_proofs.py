"""Rules of plausibility against an independent evaluator: a text of arithmetic over fractions, only in this test."""

from __future__ import annotations

from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.reports.models import Compared, TermAt
from nhipcau.reports.plausibility import FormLine, Rule, Term, Verdict, judge, sentence

KEYS = [(UUID(int=n), part) for n in range(1, 4) for part in ("", "nam", "nu")]
SIGNS = {"at-most": "<=", "below": "<", "equal": "==", "at-least": ">=", "above": ">"}
NOTHING = object()

figures_of_terms = st.builds(
    lambda factor, key, at: Term(factor, key, at),
    st.integers(-(10**6), 10**6), st.sampled_from(KEYS), st.sampled_from(list(TermAt)),
)  # fmt: skip
constants = st.builds(
    lambda factor, number: Term(factor, constant=number), st.integers(-5, 5), st.integers(-(10**15), 10**15)
)
sides = st.lists(figures_of_terms | constants, min_size=1, max_size=6).map(tuple)
rules = st.builds(Rule, sides, st.sampled_from(list(Compared)), sides)
known = st.dictionaries(
    st.tuples(st.sampled_from(list(TermAt)), st.sampled_from(KEYS)), st.none() | st.integers(0, 10**15), max_size=27
)


def independent(rule: Rule, figures: dict) -> Verdict:
    """Judge by writing the comparison as a text of arithmetic and letting Python compute it."""
    values = [figures.get((t.at, t.key), NOTHING) if t.key else t.constant for t in rule.left + rule.right]
    if NOTHING in values:
        return Verdict.MISSING
    if None in values:
        return Verdict.NOT_APPLICABLE
    names = {f"v{n}": Fraction(value) for n, value in enumerate(values)}
    products = [f"({term.factor}*v{n})" for n, term in enumerate(rule.left + rule.right)]
    left, right = products[: len(rule.left)], products[len(rule.left) :]
    text = f"{'+'.join(left)} {SIGNS[rule.compared]} {'+'.join(right)}"
    return Verdict.HOLDS if eval(text, {}, names) else Verdict.BROKEN


@settings(max_examples=600, deadline=None)
@given(rules, known)
def test_judges_as_an_independent_evaluator(rule: Rule, figures: dict):
    judged = judge(rule, figures)

    assert judged.verdict is independent(rule, figures)


@settings(max_examples=200, deadline=None)
@given(rules, known, st.sampled_from(KEYS), st.sampled_from(list(TermAt)))
def test_a_figure_that_is_taken_away_never_counts_as_zero(rule: Rule, figures: dict, key, at):
    figures.pop((at, key), None)
    speaks_of_it = any(term.key == key and term.at == at for term in rule.left + rule.right)

    judged = judge(rule, figures)

    assert (judged.verdict is Verdict.MISSING) or not speaks_of_it


@settings(max_examples=200, deadline=None)
@given(rules, known, st.randoms(use_true_random=False))
def test_the_order_of_terms_does_not_matter(rule: Rule, figures: dict, chance):
    left, right = list(rule.left), list(rule.right)
    chance.shuffle(left)
    chance.shuffle(right)

    other = Rule(tuple(left), rule.compared, tuple(right))

    assert judge(other, figures).verdict is judge(rule, figures).verdict
    assert other.tree == rule.tree


def test_one_term_twice_is_another_rule():
    once, twice = (Rule((Term(key=KEYS[0]),) * n, "equal", (Term(constant=5),)) for n in (1, 2))

    assert once.tree != twice.tree


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule((Term(key=KEYS[0]), Term(-1, KEYS[3])), "equal", (Term(constant=5),)), "“A” − “B” phải bằng 5."),
        (Rule((Term(-2, KEYS[0]),), "below", (Term(key=KEYS[3], at="last"),)), "− 2 × “A” phải nhỏ hơn “B” kỳ trước."),
        (Rule((Term(key=KEYS[1]),), "above", (Term(constant=1000),)),
         "một số liệu không còn trong biểu mẫu phải lớn hơn 1.000."),
    ],
)  # fmt: skip
def test_a_rule_reads_as_a_sentence(rule: Rule, words: str):
    lines = {key: FormLine(key, name, "hộ", 1, name) for key, name in ((KEYS[0], "A"), (KEYS[3], "B"))}

    assert sentence(rule, lines) == words
