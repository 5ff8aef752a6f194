"""What makes a line of a form sound: kinds that fit each other, and each figure asked for once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from nhipcau.reports.form_specs import ColumnSpec, FieldSpec
from nhipcau.reports.models import AcrossBodies, BreakdownOption, ColumnKind, FieldKind, Indicator, IndicatorKind


class NotALine(ValueError):
    """A line that cannot stand in a form; the text says what to change."""


def must_be_a_line(spec: FieldSpec, others: Sequence[FieldSpec], *, on: date) -> None:
    """Refuse a line that could not be filled in or summed. Raises `NotALine`."""
    if not spec.label.strip():
        raise NotALine(_("Hãy đặt tên cho dòng."))
    if spec.kind == FieldKind.FIGURE:
        _must_be_a_figure(spec, others, on)
    for column in spec.columns:
        _must_be_a_column(column, on)


def _must_be_a_figure(spec: FieldSpec, others: Sequence[FieldSpec], on: date) -> None:
    indicator = _indicator(spec.indicator, on)
    if spec.by and spec.breakdown:
        raise NotALine(_("Chọn một trong hai: cả phân tổ, hoặc một phần cố định."))
    if indicator.kind == IndicatorKind.CHOICE and not spec.by:
        raise NotALine(_("Chỉ số chọn một mục cần phân tổ làm danh sách để chọn."))
    if indicator.kind in (IndicatorKind.YES_NO, IndicatorKind.RATIO) and (spec.by or spec.breakdown):
        raise NotALine(_("Chỉ số loại này không chia theo phân tổ."))
    mine = _keys(spec)
    for other in others:
        if other.indicator == spec.indicator and mine & _keys(other):
            raise NotALine(
                _("Dòng “%(label)s” đã hỏi số này. Mỗi chỉ số (cùng phần) chỉ hỏi một lần.") % {"label": other.label}
            )


def _keys(spec: FieldSpec) -> set[str]:
    """Return the parts of its indicator that a line asks for; "" is the whole."""
    if not spec.by:
        return {spec.breakdown}
    return {"", *BreakdownOption.objects.filter(breakdown__code=spec.by).values_list("code", flat=True)}


def _must_be_a_column(column: ColumnSpec, on: date) -> None:
    if not column.label.strip():
        raise NotALine(_("Hãy đặt tên cho mỗi cột."))
    if column.kind == ColumnKind.CHOICE and not column.options:
        raise NotALine(_("Cột “%(label)s” chọn một mục: hãy chọn phân tổ làm danh sách.") % {"label": column.label})
    if not column.indicator:
        return
    if column.kind not in (ColumnKind.NUMBER, ColumnKind.MONEY):
        raise NotALine(_("Cột “%(label)s” không phải số nên không cộng thành chỉ số.") % {"label": column.label})
    indicator = _indicator(column.indicator, on)
    if indicator.kind not in (IndicatorKind.COUNT, IndicatorKind.MONEY) or indicator.across != AcrossBodies.SUM:
        raise NotALine(_("Cột “%(label)s”: chỉ số này không phải số cộng được.") % {"label": column.label})


def _indicator(code: str, on: date) -> Indicator:
    indicator = Indicator.objects.filter(code=code).first()
    if indicator is None:
        raise NotALine(_("Chỉ số này không còn. Hãy chọn chỉ số khác."))
    if indicator.valid_until is not None and indicator.valid_until <= on:
        raise NotALine(_("Chỉ số “%(name)s” đã thôi dùng. Hãy chọn chỉ số nối tiếp.") % {"name": indicator.name})
    return indicator
