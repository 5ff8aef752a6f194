"""Tables with repeating rows, gathered over bodies: every row with the name of the body that filled it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nhipcau.organisations import names
from nhipcau.reports.models import ColumnKind, TableCell, TableColumn, TableRow
from nhipcau.reports.queries.rows import NONE_AT

Value = int | str | date


@dataclass(frozen=True)
class GatheredCell:
    """What stands in one cell, None where it is empty."""

    value: Value | None

    @property
    def is_number(self) -> bool:
        """Whether it is a number."""
        return isinstance(self.value, int)

    @property
    def is_day(self) -> bool:
        """Whether it is a day."""
        return isinstance(self.value, date)


@dataclass(frozen=True)
class GatheredRow:
    """One row as a body filled it: its values by the table's columns, None where a cell is empty."""

    body_id: UUID
    version_id: UUID
    values: tuple[Value | None, ...]

    @property
    def cells(self) -> list[GatheredCell]:
        """Return its cells."""
        return [GatheredCell(value) for value in self.values]


@dataclass(frozen=True)
class GatheredTable:
    """A table over bodies. Columns of several versions of a form that are named alike are one."""

    label: str
    columns: tuple[tuple[str, str], ...]  # label and kind
    rows: tuple[GatheredRow, ...]
    total: int
    sums: tuple[int | None, ...]

    @property
    def is_cut(self) -> bool:
        """Whether more rows are there than are shown."""
        return self.total > len(self.rows)

    @property
    def has_sums(self) -> bool:
        """Whether a column adds up to a figure."""
        return any(total is not None for total in self.sums)


def gathered_tables(
    bodies: Mapping[UUID, UUID], order: Mapping[UUID, int], *, on: date, most: int | None = None
) -> list[GatheredTable]:
    """Return the tables of these versions (`bodies`: version → body) with rows by body in `order`; at most `most` rows
    of each. Five queries at most, one where there are no tables."""
    rows = list(
        TableRow.objects.filter(version__in=list(bodies), position__gt=NONE_AT)
        .order_by("field__position", "field", "position")
        .values_list("pk", "version_id", "field_id", "field__label", "position")
    )
    if not rows:
        return []
    columns = _columns({row[2] for row in rows})
    by_label: dict[str, list[tuple[int, UUID, int]]] = defaultdict(list)
    for key, version, field, label, _position in sorted(rows, key=lambda row: order.get(bodies[row[1]], len(order))):
        by_label[label].append((key, version, field))
    shown = {key for found in by_label.values() for key, _version, _field in found[:most]}
    cells = _cells(shown, columns, on)
    sums = _sums(list(bodies), columns)
    made = []
    for label, found in by_label.items():
        heads = tuple(dict.fromkeys((c.label, c.kind) for _k, _v, f in found for c in columns.get(f, ())))
        made.append(
            GatheredTable(
                label, heads,
                tuple(
                    GatheredRow(bodies[version], version, tuple(cells.get((key, *head)) for head in heads))
                    for key, version, _field in found[:most]
                ),
                len(found), tuple(sums.get((label, *head)) for head in heads),
            )
        )  # fmt: skip
    return made


def _columns(fields: set[int]) -> dict[int, list[TableColumn]]:
    found: dict[int, list[TableColumn]] = defaultdict(list)
    wanted = TableColumn.objects.filter(field__in=fields).select_related("field", "options")
    for column in wanted.prefetch_related("options__options").order_by("position"):
        found[column.field_id].append(column)
    return found


def _cells(rows: set[int], columns: Mapping[int, Sequence[TableColumn]], on: date) -> dict[tuple[int, str, str], Value]:
    by_key = {column.pk: column for found in columns.values() for column in found}
    kept = list(
        TableCell.objects.filter(row__in=rows).values_list("row_id", "column_id", "number", "text", "day", "place_id")
    )
    places = names.places({row[5] for row in kept if row[5]}, on=on) if any(row[5] for row in kept) else {}
    options = {
        (column.pk, option.code): option.label
        for column in by_key.values()
        if column.options
        for option in column.options.options.all()
    }
    found: dict[tuple[int, str, str], Value] = {}
    for row, key, number, text, day, place in kept:
        column = by_key[key]
        value: Value | None = number if number is not None else day
        if place:
            value = places[place].name if place in places else ""
        elif text:
            value = options.get((key, text), text) if column.kind == ColumnKind.CHOICE else text
        if value is not None:
            found[row, column.label, column.kind] = value
    return found


def _sums(versions: list[UUID], columns: Mapping[int, Sequence[TableColumn]]) -> dict[tuple[str, str, str], int]:
    """Return what number columns add up to, over all rows; only those whose sum is a figure of the form."""
    summed = {c.pk: c for found in columns.values() for c in found if c.indicator_id}
    found: dict[tuple[str, str, str], int] = defaultdict(int)
    if summed:
        cells = TableCell.objects.filter(row__version__in=versions, column__in=list(summed), number__isnull=False)
        for key, number in cells.values_list("column_id", "number"):
            column = summed[key]
            found[column.field.label, column.label, column.kind] += number
    return dict(found)


def plain(versions: Sequence[UUID]) -> list[dict[str, object]]:
    """Return the rows of these versions for the canonical bytes, in a fixed order. One or two queries."""
    rows = list(
        TableRow.objects.filter(version__in=list(versions), position__gt=NONE_AT)
        .select_related("field")
        .order_by("version", "field__position", "field", "position")
    )
    if not rows:
        return []
    cells: dict[int, dict[str, str]] = defaultdict(dict)
    kept = TableCell.objects.filter(row__version__in=list(versions)).order_by("column__position", "pk")
    for row, column, number, text, day, place in kept.values_list(
        "row_id", "column_id", "number", "text", "day", "place_id"
    ):
        cells[row][str(column)] = str(number if number is not None else day or place or text)
    return [
        {"version": str(row.version_id), "table": row.field.label, "row": row.position, "cells": cells[row.pk]}
        for row in rows
    ]
