"""Rules written without code: each pattern is a small form that gives one rule, or two for a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.numbers import NotANumber, parse_number
from nhipcau.reports.models import Compared, Side, TermAt
from nhipcau.reports.plausibility import FormLine, Rule, Term

TERMS = 6  # how many terms a free comparison offers
SOFT, HARD = "nhac", "bat-buoc"
LEVELS = ((SOFT, _("nhắc, cho gửi kèm lý do")), (HARD, _("bắt buộc đúng mới gửi được")))
MOST = 10**15


class WholeNumber(forms.CharField):
    """A whole number as offices type it: 1234 or 1.234."""

    def clean(self, value: Any) -> Any:
        """Return the number, None for an empty field."""
        try:
            number = parse_number(super().clean(value))
        except NotANumber as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        if number is not None and abs(number) > MOST:
            raise forms.ValidationError(_("Số này quá lớn. Hãy kiểm tra lại các chữ số."))
        return number


class PatternForm(forms.Form):
    """What all patterns share: how strict, and a word to the reporters."""

    pattern = ""
    title = ""
    level = forms.ChoiceField(label=_("Mức"), choices=LEVELS, initial=SOFT)
    message = forms.CharField(label=_("Lời nhắc thêm"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, lines: Sequence[FormLine]) -> None:
        super().__init__(data, auto_id=f"{self.pattern}-%s")
        self.fields |= self.more_fields()
        self.keys = {line.name: line.key for line in lines}
        self.choices = [(line.name, f"{line.label} ({line.unit})") for line in lines]
        for field in self.fields.values():
            if isinstance(field, LineField):
                field.choices = [("", "—"), *self.choices]
            elif isinstance(field, LinesField):
                field.choices = self.choices
        self.order_fields([name for name in self.fields if name not in ("level", "message")])

    def more_fields(self) -> dict[str, forms.Field]:
        """Return the fields that repeat."""
        return {}

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules that a valid form says."""
        raise NotImplementedError

    def term(self, name: str, *, at: str = TermAt.NOW, factor: int = 1) -> Term:
        """Return the term of a chosen line."""
        return Term(factor, self.keys[name], at)

    def rule(self, left: Sequence[Term], compared: str, right: Sequence[Term]) -> Rule:
        """Return a rule with the chosen strictness and word."""
        said = self.cleaned_data
        return Rule(tuple(left), compared, tuple(right), is_hard=said["level"] == HARD, message=said["message"])


class LineField(forms.ChoiceField):
    """One line of the form."""


class LinesField(forms.MultipleChoiceField):
    """Several lines of the form."""

    widget = forms.CheckboxSelectMultiple


class PartForm(PatternForm):
    """Một phần không lớn hơn tổng."""

    pattern, title = "phan", _("Một phần không lớn hơn tổng")
    part = LineField(label=_("Phần"))
    whole = LineField(label=_("Tổng"))

    def rules(self) -> tuple[Rule, ...]:
        """Return: part ≤ whole."""
        said = self.cleaned_data
        return (self.rule([self.term(said["part"])], Compared.AT_MOST, [self.term(said["whole"])]),)


class NotBelowForm(PatternForm):
    """Không thấp hơn kỳ trước."""

    pattern, title = "ky-truoc", _("Không thấp hơn kỳ trước")
    line = LineField(label=_("Số liệu"))
    at = forms.ChoiceField(
        label=_("So với"), choices=[(TermAt.LAST, TermAt.LAST.label), (TermAt.YEAR_BEFORE, TermAt.YEAR_BEFORE.label)]
    )

    def rules(self) -> tuple[Rule, ...]:
        """Return: now ≥ then."""
        line, at = self.cleaned_data["line"], self.cleaned_data["at"]
        return (self.rule([self.term(line)], Compared.AT_LEAST, [self.term(line, at=at)]),)


class RangeForm(PatternForm):
    """Trong khoảng từ … đến …."""

    pattern, title = "khoang", _("Trong khoảng từ … đến …")
    line = LineField(label=_("Số liệu"))
    least = WholeNumber(label=_("Từ"), required=False)
    most = WholeNumber(label=_("Đến"), required=False)

    def clean(self) -> dict[str, Any]:
        """One end at least; the lower one first."""
        said = super().clean() or {}
        least, most = said.get("least"), said.get("most")
        if least is None and most is None and "least" not in self.errors and "most" not in self.errors:
            raise forms.ValidationError(_("Hãy ghi ít nhất một đầu của khoảng."))
        if least is not None and most is not None and least > most:
            raise forms.ValidationError(_("Số “từ” lớn hơn số “đến”. Hãy đổi lại."))
        return said

    def rules(self) -> tuple[Rule, ...]:
        """Return: line ≥ least, line ≤ most, as far as they were said."""
        said, line = self.cleaned_data, [self.term(self.cleaned_data["line"])]
        ends = ((Compared.AT_LEAST, said["least"]), (Compared.AT_MOST, said["most"]))
        return tuple(self.rule(line, how, [Term(constant=end)]) for how, end in ends if end is not None)


class SumForm(PatternForm):
    """Các số cộng lại bằng …."""

    pattern, title = "cong", _("Các số cộng lại bằng …")
    parts = LinesField(label=_("Các số"))
    whole = LineField(label=_("Cộng lại bằng"))

    def clean_parts(self) -> list[str]:
        """Two at least."""
        parts: list[str] = self.cleaned_data["parts"]
        if len(parts) < 2:
            raise forms.ValidationError(_("Hãy chọn ít nhất hai số."))
        return parts

    def rules(self) -> tuple[Rule, ...]:
        """Return: sum of parts = whole."""
        said = self.cleaned_data
        return (self.rule([self.term(p) for p in said["parts"]], Compared.EQUAL, [self.term(said["whole"])]),)


@dataclass(frozen=True)
class TermRow:
    """The fields of one term of a free comparison."""

    side: forms.BoundField
    factor: forms.BoundField
    line: forms.BoundField
    at: forms.BoundField
    number: forms.BoundField


class FreeForm(PatternForm):
    """So sánh tự do: up to six terms on two sides."""

    pattern, title = "tu-do", _("So sánh tự do")
    compared = forms.ChoiceField(label=_("Vế trái so với vế phải"), choices=Compared.choices)

    def more_fields(self) -> dict[str, forms.Field]:
        """Return the fields of six terms, three for each side."""
        found: dict[str, forms.Field] = {}
        for place in range(TERMS):
            side = Side.LEFT if place < TERMS // 2 else Side.RIGHT
            found |= {
                f"side{place}": forms.ChoiceField(label=_("Vế"), choices=Side.choices, initial=side),
                f"factor{place}": WholeNumber(label=_("Hệ số"), required=False, initial="1"),
                f"line{place}": LineField(label=_("Số liệu"), required=False),
                f"at{place}": forms.ChoiceField(label=_("Của"), choices=TermAt.choices, initial=TermAt.NOW),
                f"number{place}": WholeNumber(label=_("hoặc số"), required=False),
            }
        return found

    @property
    def term_rows(self) -> list[TermRow]:
        """Return the terms as a page shows them: one on a row."""
        return [
            TermRow(*(self[f"{name}{place}"] for name in ("side", "factor", "line", "at", "number")))
            for place in range(TERMS)
        ]

    def clean(self) -> dict[str, Any]:
        """Each term is a line or a number; both sides have one."""
        said = super().clean() or {}
        sides = set()
        for place in range(TERMS):
            line, number = said.get(f"line{place}"), said.get(f"number{place}")
            if line and number is not None:
                self.add_error(f"number{place}", _("Chọn số liệu hoặc ghi số, không cả hai."))
            if line or number is not None:
                sides.add(said.get(f"side{place}"))
        if len(sides) < 2 and not self.errors:
            raise forms.ValidationError(_("Hãy chọn số liệu hoặc ghi số cho cả hai vế."))
        return said

    def rules(self) -> tuple[Rule, ...]:
        """Return the comparison."""
        said = self.cleaned_data
        sides: dict[str, list[Term]] = {Side.LEFT: [], Side.RIGHT: []}
        for place in range(TERMS):
            factor = said[f"factor{place}"]
            factor = 1 if factor is None else factor
            if line := said[f"line{place}"]:
                sides[said[f"side{place}"]].append(self.term(line, at=said[f"at{place}"], factor=factor))
            elif (number := said[f"number{place}"]) is not None:
                sides[said[f"side{place}"]].append(Term(factor, constant=number))
        return (self.rule(sides[Side.LEFT], said["compared"], sides[Side.RIGHT]),)


PATTERNS: tuple[type[PatternForm], ...] = (PartForm, NotBelowForm, RangeForm, SumForm, FreeForm)
