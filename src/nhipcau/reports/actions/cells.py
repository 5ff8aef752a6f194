"""Rows of tables written in bulk: thousands of them come out of a workbook, too many for one model object a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from nhipcau.reports.answers import CellAnswer
from nhipcau.reports.models import ColumnKind, TableRow, Version

_ROW = "INSERT INTO reports_tablerow (version_id, field_id, position) VALUES (%s, %s, %s)"
_CELL = "INSERT INTO reports_tablecell (row_id, column_id, number, text, day, place_id) VALUES (%s, %s, %s, %s, %s, %s)"

Placed = tuple[int, int, Sequence[CellAnswer]]  # field, place, cells


def insert_rows(version: Version, placed: Sequence[Placed], kinds: Mapping[int, str]) -> None:
    """Write rows with their cells into a draft that has none of these tables; cells of other columns are ignored.

    `kinds` gives the kind of each column by its key. Three statements, whatever the number of rows.
    """
    if not placed:
        return
    key = version.pk if connection.features.has_native_uuid_field else version.pk.hex
    with connection.cursor() as cursor:
        cursor.executemany(_ROW, [(key, field, place) for field, place, _cells in placed])
        fields = {field for field, _place, _cells in placed}
        made = TableRow.objects.filter(version=version, field__in=fields).values_list("field_id", "position", "pk")
        keys = {(field, place): pk for field, place, pk in made}
        cells = _cells(((keys[field, place], row) for field, place, row in placed), kinds)
        if cells:
            cursor.executemany(_CELL, cells)


def _cells(rows: Iterable[tuple[int, Sequence[CellAnswer]]], kinds: Mapping[int, str]) -> list[tuple[object, ...]]:
    """Return the cells as the engine takes them: of each the one value that its column keeps."""
    numbers = {key for key, kind in kinds.items() if kind in (ColumnKind.NUMBER, ColumnKind.MONEY)}
    words = {key for key, kind in kinds.items() if kind in (ColumnKind.TEXT, ColumnKind.CHOICE)}
    days = {key for key, kind in kinds.items() if kind == ColumnKind.DAY}
    places = {key for key, kind in kinds.items() if kind == ColumnKind.PLACE}
    native, day_of = connection.features.has_native_uuid_field, connection.ops.adapt_datefield_value
    found: list[tuple[object, ...]] = []
    for row, cells in rows:
        for cell in cells:
            column = cell.column_id
            if column in numbers:
                found.append((row, column, cell.number, "", None, None))
            elif column in words:
                found.append((row, column, None, cell.text, None, None))
            elif column in days:
                found.append((row, column, None, "", day_of(cell.day), None))
            elif column in places:
                place = cell.place if native or cell.place is None else cell.place.hex
                found.append((row, column, None, "", None, place))
    return found
