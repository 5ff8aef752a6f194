"""The rules of a form version: those that coordinators wrote, and those that follow from the form by themselves."""

from __future__ import annotations

from collections.abc import Iterable

from nhipcau.reports.models import Compared, FormVersion, PlausibilityRule, RuleTerm, Side
from nhipcau.reports.plausibility.lines import FormLines, Whole
from nhipcau.reports.plausibility.tree import Key, Rule, Term


def rules_of(form: FormVersion, lines: FormLines) -> tuple[Rule, ...]:
    """Return the rules of a form version: written ones first, then those that follow from it. Two queries.

    A written rule takes the place of the automatic one that says the same: so a coordinator makes it hard.
    """
    written = written_rules(form)
    said = {rule.tree for rule in written}
    return written + tuple(rule for rule in automatic_rules(lines.wholes) if rule.tree not in said)


def written_rules(form: FormVersion) -> tuple[Rule, ...]:
    """Return the rules that coordinators wrote, in their order. Two queries."""
    rows = PlausibilityRule.objects.filter(version=form).prefetch_related("terms").order_by("position")
    return tuple(rule_of(row) for row in rows)


def rule_of(row: PlausibilityRule) -> Rule:
    """Return one row of the table with its terms as a rule."""
    terms = list(row.terms.all())
    return Rule(
        _side(terms, Side.LEFT), row.compared, _side(terms, Side.RIGHT), row.is_hard, row.message, row=row.pk
    )  # fmt: skip


def _side(terms: Iterable[RuleTerm], side: str) -> tuple[Term, ...]:
    ordered = sorted((term for term in terms if term.side == side), key=lambda term: term.position)
    return tuple(
        Term(term.factor, (term.indicator_id, term.breakdown) if term.indicator_id else None, term.at, term.constant)
        for term in ordered
    )


def automatic_rules(wholes: Iterable[Whole]) -> list[Rule]:
    """Return what needs no writing: the parts of a partition make up the whole; no part is more than its whole.

    All are soft. A part of a partition is looked at alone only where the sum is not judged (`superseded`).
    """
    rules: list[Rule] = []
    for whole in wholes:
        if whole.is_partition:
            parts = tuple(Term(key=key) for key in whole.parts)
            codes = "+".join(code for _indicator, code in whole.parts)
            name = f"sum:{_name(whole.key)}:{codes}"
            rules.append(Rule(parts, Compared.EQUAL, (Term(key=whole.key),), automatic=_short(name)))
        for key in whole.parts:
            rules.append(
                Rule((Term(key=key),), Compared.AT_MOST, (Term(key=whole.key),), automatic=_short(f"part:{_name(key)}"))
            )  # fmt: skip
    return rules


def _name(key: Key) -> str:
    return f"{key[0]}:{key[1]}"


def _short(name: str) -> str:
    """Keep a key within its column; many parts are told apart by a fingerprint."""
    if len(name) <= 160:
        return name
    from hashlib import sha256

    return f"{name[:90]}#{sha256(name.encode()).hexdigest()[:32]}"
