"""Rules and findings as people read them: one Vietnamese sentence each."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from nhipcau.numbers import show_number
from nhipcau.reports.models import Compared, TermAt
from nhipcau.reports.plausibility.lines import FormLine
from nhipcau.reports.plausibility.tree import Figures, Judgement, Key, Rule, Term

Lines = Mapping[Key, FormLine]


def must(compared: str) -> str:
    """Return the comparison as a demand."""
    return {
        Compared.AT_MOST: _("không được lớn hơn"),
        Compared.BELOW: _("phải nhỏ hơn"),
        Compared.EQUAL: _("phải bằng"),
        Compared.AT_LEAST: _("không được nhỏ hơn"),
        Compared.ABOVE: _("phải lớn hơn"),
    }[Compared(compared)]


def sentence(rule: Rule, lines: Lines) -> str:
    """Return the rule as a sentence: “Nữ” + “Nam” phải bằng “Tổng số”."""
    return f"{_side(rule.left, lines)} {must(rule.compared)} {_side(rule.right, lines)}."


def told(rule: Rule, judged: Judgement, figures: Figures, lines: Lines) -> str:
    """Return what is wrong, both sides with their numbers: “Nam” (30) + “Nữ” (25) = 55 phải bằng “Tổng số” (60)."""
    left = _side_with_numbers(rule.left, judged.left, figures, lines)
    right = _side_with_numbers(rule.right, judged.right, figures, lines)
    words = f"{left} {must(rule.compared)} {right}."
    return f"{words} {rule.message}" if rule.message else words


def missing(terms: tuple[Term, ...], lines: Lines) -> str:
    """Return which figures are missing, so that a rule is not judged."""
    named = dict.fromkeys(_figure(term, lines) for term in terms)
    return _("Chưa xét được vì chưa có số liệu %(names)s.") % {"names": ", ".join(named)}


def _side(terms: tuple[Term, ...], lines: Lines) -> str:
    return "".join(_sign(term, place) + _times(term) + _thing(term, lines) for place, term in enumerate(terms))


def _side_with_numbers(terms: tuple[Term, ...], total: int | None, figures: Figures, lines: Lines) -> str:
    parts = []
    for place, term in enumerate(terms):
        value = "" if term.key is None else f" ({_number(figures.get((term.at, term.key)))})"
        parts.append(_sign(term, place) + _times(term) + _thing(term, lines) + value)
    several = len(terms) > 1 or any(term.factor != 1 for term in terms)
    return "".join(parts) + (f" = {_number(total)}" if several else "")


def _sign(term: Term, place: int) -> str:
    negative = _shown_factor(term) < 0
    if place == 0:
        return "− " if negative else ""
    return " − " if negative else " + "


def _shown_factor(term: Term) -> int:
    return term.factor * (term.constant or 0) if term.key is None else term.factor


def _times(term: Term) -> str:
    return f"{show_number(abs(term.factor))} × " if term.key is not None and abs(term.factor) != 1 else ""


def _thing(term: Term, lines: Lines) -> str:
    if term.key is None:
        return show_number(abs(_shown_factor(term)))
    return _figure(term, lines)


def _figure(term: Term, lines: Lines) -> str:
    line = lines.get(term.key) if term.key else None
    label = f"“{line.label}”" if line else _("một số liệu không còn trong biểu mẫu")
    period = {TermAt.LAST: _(" kỳ trước"), TermAt.YEAR_BEFORE: _(" cùng kỳ năm trước")}.get(TermAt(term.at), "")
    return label + period


def _number(value: int | None) -> str:
    return _("không áp dụng") if value is None else show_number(value)
