"""Rows of the tables of a form, as bodies filled them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Sum

from nhipcau.numbers import show_number
from nhipcau.organisations import names
from nhipcau.reports.models import ColumnKind, Field, TableCell, TableColumn, TableRow, Version
from nhipcau.reports.queries.places import place_name

NONE_AT = 0  # a row without cells at this place: the body said that it has none


@dataclass(frozen=True)
class Cell:
    """What stands in one cell: one value, by the kind of its column; all empty where nothing was filled in."""

    number: int | None = None
    text: str = ""
    day: date | None = None
    place: UUID | None = None

    @property
    def is_there(self) -> bool:
        """Whether anything stands in it."""
        return self.number is not None or bool(self.text) or self.day is not None or self.place is not None


@dataclass(frozen=True)
class FilledRow:
    """One row of a table: whose report it stands in, at which place, and its cells by the key of the column."""

    version_id: UUID
    field_id: int
    position: int
    cells: dict[int, Cell]


@dataclass(frozen=True)
class FilledTable:
    """The rows of one table in one version; `is_none`: the body said that it has none."""

    rows: tuple[FilledRow, ...] = ()
    is_none: bool = False

    @property
    def is_there(self) -> bool:
        """Whether the body answered at all."""
        return bool(self.rows) or self.is_none


def rows_of(versions: Iterable[Version | UUID], field: Field | int | None = None) -> list[FilledRow]:
    """Return the filled rows of these versions, of one table or of all, by version in the order given. Two queries."""
    keys = [version.pk if isinstance(version, Version) else version for version in versions]
    order = {key: place for place, key in enumerate(keys)}
    return sorted(_rows(keys, field), key=lambda row: (order[row.version_id], row.field_id, row.position))


def tables_of(version: Version) -> dict[int, FilledTable]:
    """Return the tables of a version that were answered, by the key of their line. Two queries."""
    found: dict[int, FilledTable] = {}
    rows: dict[int, list[FilledRow]] = {}
    nothing = set(TableRow.objects.filter(version=version, position=NONE_AT).values_list("field_id", flat=True))
    for row in _rows([version.pk], None):
        rows.setdefault(row.field_id, []).append(row)
    for field in {*rows, *nothing}:
        found[field] = FilledTable(tuple(rows.get(field, ())), field in nothing)
    return found


def column_sums(version: Version) -> dict[tuple[int, UUID], int]:
    """Return what the columns with an indicator add up to, by (key of the table, indicator). Two queries.

    A table of which the body said that it has no rows adds up to 0; one without any number says nothing.
    """
    cells = TableCell.objects.filter(row__version=version, column__indicator__isnull=False, number__isnull=False)
    found = {
        (field, indicator): int(total)
        for field, indicator, total in cells.values_list("row__field", "column__indicator")
        .annotate(total=Sum("number"))
        .order_by("row__field", "column__indicator")
    }
    nothing = TableRow.objects.filter(version=version, position=NONE_AT).values("field")
    for field, indicator in TableColumn.objects.filter(field__in=nothing, indicator__isnull=False).values_list(
        "field", "indicator"
    ):
        found.setdefault((field, indicator), 0)
    return found


def _rows(versions: list[UUID], field: Field | int | None) -> list[FilledRow]:
    wanted = TableRow.objects.filter(version__in=versions, position__gt=NONE_AT)
    if field is not None:
        wanted = wanted.filter(field=field)
    cells = Prefetch("cells", TableCell.objects.order_by("pk"))
    return [
        FilledRow(
            row.version_id,
            row.field_id,
            row.position,
            {cell.column_id: Cell(cell.number, cell.text, cell.day, cell.place_id) for cell in row.cells.all()},
        )
        for row in wanted.order_by("field", "position").prefetch_related(cells)
    ]


def show_cell(column: TableColumn, cell: Cell | None, places: Mapping[UUID, str] | None = None) -> str:
    """Return what stands in a cell as people read it; `places` names localities."""
    if cell is None or not cell.is_there:
        return ""
    if cell.number is not None:
        return show_number(cell.number)
    if cell.day is not None:
        return f"{cell.day:%d/%m/%Y}"
    if cell.place is not None:
        return (places or {}).get(cell.place, "")
    if column.kind == ColumnKind.CHOICE and column.options is not None:
        return {option.code: option.label for option in column.options.options.all()}.get(cell.text, cell.text)
    return cell.text


def show_row(field: Field, row: FilledRow, places: Mapping[UUID, str] | None = None) -> str:
    """Return a row as one text, cell by cell; give it a field of `form_specs.with_parts`."""
    cells = (show_cell(column, row.cells.get(column.pk), places) for column in field.columns.all())
    return "; ".join(cell or "—" for cell in cells)


def places_in(tables: Iterable[FilledTable], *, on: date) -> dict[UUID, str]:
    """Return the names of the places that stand in these tables. One query, none where there are none."""
    keys = {cell.place for table in tables for row in table.rows for cell in row.cells.values() if cell.place}
    return {key: place_name(span) for key, span in names.places(keys, on=on).items()} if keys else {}
