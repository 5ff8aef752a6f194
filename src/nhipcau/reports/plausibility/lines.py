"""The figures of a form that a rule may speak of, with the names under which its reporters know them."""

from __future__ import annotations

from dataclasses import dataclass

from nhipcau.reports.models import Breakdown, BreakdownOption, Field, FieldKind, FormVersion, IndicatorKind, TableColumn
from nhipcau.reports.plausibility.tree import Key

SUMMABLE = (IndicatorKind.COUNT, IndicatorKind.MONEY)


@dataclass(frozen=True)
class FormLine:
    """One figure of a form: its key, its name, and the field in which it stands."""

    key: Key
    label: str
    unit: str
    field_id: int
    field_label: str

    @property
    def name(self) -> str:
        """Return by what a page names the line."""
        return f"{self.key[0]}:{self.key[1]}"


@dataclass(frozen=True)
class Whole:
    """A figure with its parts: they make it up (a partition), or are each within it."""

    key: Key
    parts: tuple[Key, ...]
    is_partition: bool


@dataclass(frozen=True)
class FormLines:
    """All lines of a form version in its order, and its wholes."""

    lines: tuple[FormLine, ...]
    wholes: tuple[Whole, ...]

    @property
    def by_key(self) -> dict[Key, FormLine]:
        """Return the lines by key; the first of two that ask for the same figure."""
        return {line.key: line for line in reversed(self.lines)}


def lines_of(form: FormVersion) -> FormLines:
    """Return the figures of a form version that can be compared. Three queries."""
    fields = list(
        Field.objects.filter(version=form, kind=FieldKind.FIGURE, indicator__kind__in=SUMMABLE)
        .select_related("indicator", "by")
        .order_by("position")
    )
    options: dict[object, list[BreakdownOption]] = {}
    if any(field.by_id or field.breakdown for field in fields):
        for option in BreakdownOption.objects.filter(is_closed=False).select_related("breakdown"):
            options.setdefault(option.breakdown_id, []).append(option)
    words = {option.code: option.label for rows in options.values() for option in rows}
    lines: list[FormLine] = []
    wholes: list[Whole] = []
    for field in fields:
        lines.append(_line(field, field.breakdown, words.get(field.breakdown, field.breakdown)))
        if field.by is not None:
            parts = [_line(field, option.code, option.label) for option in options.get(field.by_id, [])]
            lines += parts
            if parts:
                wholes.append(Whole(lines[-len(parts) - 1].key, tuple(p.key for p in parts), field.by.is_partition))
    lines += _columns(form)
    wholes += _spread(fields, options)
    return FormLines(tuple(lines), tuple(wholes))


def _line(field: Field, part: str, word: str) -> FormLine:
    label = f"{field.label} ({word})" if part else field.label
    return FormLine((field.indicator_id, part), label, field.indicator.unit, field.pk, field.label)


def _columns(form: FormVersion) -> list[FormLine]:
    """Return the figures that are sums of columns."""
    columns = TableColumn.objects.filter(
        field__version=form, indicator__isnull=False, indicator__kind__in=SUMMABLE
    ).select_related("indicator", "field")
    return [
        FormLine((c.indicator_id, ""), f"{c.field.label}: {c.label}", c.indicator.unit, c.field_id, c.field.label)
        for c in columns.order_by("field__position", "position")
    ]


def _spread(fields: list[Field], options: dict[object, list[BreakdownOption]]) -> list[Whole]:
    """Return wholes whose parts are lines of their own: the whole in one field, each part in another."""
    whole = {field.indicator_id for field in fields if not field.breakdown and field.by_id is None}
    parts: dict[object, list[str]] = {}
    for field in fields:
        if field.breakdown and field.indicator_id in whole:
            parts.setdefault(field.indicator_id, []).append(field.breakdown)
    found = []
    for indicator, codes in parts.items():
        full = _partition(codes, options)
        if full:
            found.append(Whole((indicator, ""), tuple((indicator, code) for code in full), True))
        rest = [code for code in codes if code not in full]
        if rest:
            found.append(Whole((indicator, ""), tuple((indicator, code) for code in rest), False))
    return found


def _partition(codes: list[str], options: dict[object, list[BreakdownOption]]) -> list[str]:
    """Return the codes that are all the parts of one partition, if any are."""
    for rows in options.values():
        breakdown: Breakdown = rows[0].breakdown
        named = [row.code for row in rows]
        if breakdown.is_partition and len(named) > 1 and set(named) <= set(codes):
            return named
    return []
