"""Writing what was answered into the rows of a version: figures, texts, tables, and the sums of their columns."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from nhipcau.reports.actions.cells import insert_rows
from nhipcau.reports.answers import Answers, CellAnswer, FigureAnswer, TableAnswer
from nhipcau.reports.models import Field, FieldKind, Figure, Narrative, PassedRule, TableCell, TableRow, Version
from nhipcau.reports.queries.asked import fields_for
from nhipcau.reports.queries.rows import NONE_AT, column_sums

Key = tuple[UUID, str]  # indicator and breakdown
MOST_AT_ONCE = 2000


def write_answers(version: Version, answers: Answers) -> None:
    """Replace the figures and texts of a draft by `answers`, and the rows of the tables that stand in it.

    Fields of other forms and lines that are not asked of the body are ignored. A number that stays as it was keeps
    from where the program knew it; the sum of a column stands above what was typed. About 12 queries, some more for
    tables.
    """
    fields = {field.pk: field for field in fields_for(version.form_version_id, version.submission.occurrence)}
    known = {
        (row.indicator_id, row.breakdown): row for row in version.figures.exclude(source="", source_key="")
    }  # fmt: skip
    version.figures.all().delete()
    version.narratives.all().delete()
    figures = {
        _key(fields[answer.field_id], answer): answer
        for answer in answers.figures
        if answer.field_id in fields
        and fields[answer.field_id].kind == FieldKind.FIGURE
        and (answer.value is not None or answer.is_not_applicable)
    }
    rows = {key: _figure(version, key, answer, known.get(key)) for key, answer in figures.items()}
    _write_tables(version, fields, answers)
    rows |= _sums(version, fields, figures)
    rows = _consolidated_columns(version, fields, known) | rows
    Figure.objects.bulk_create(rows.values())
    Narrative.objects.bulk_create(
        Narrative(version=version, field_id=answer.field_id, text=answer.text)
        for answer in answers.texts
        if answer.field_id in fields and answer.text.strip()
    )


def copy_contents(source: Version, target: Version) -> None:
    """Give `target` the figures, texts and rows of `source`; files stay with the version that they came with."""
    Figure.objects.bulk_create(
        Figure(
            version=target, indicator_id=row.indicator_id, breakdown=row.breakdown, value=row.value,
            is_estimate=row.is_estimate, source=row.source, source_key=row.source_key,
        )
        for row in source.figures.order_by("pk")
    )  # fmt: skip
    Narrative.objects.bulk_create(
        Narrative(version=target, field_id=row.field_id, text=row.text) for row in source.narratives.order_by("pk")
    )
    if source.form_version_id == target.form_version_id:
        # A reason belongs to the figures that it was given for: where they change, it is asked for again.
        PassedRule.objects.bulk_create(
            PassedRule(
                version=target, rule_id=row.rule_id, automatic=row.automatic, seen=row.seen, reason=row.reason,
                passed_at=row.passed_at, passed_by_id=row.passed_by_id,
            )
            for row in source.passed_rules.order_by("pk")
        )  # fmt: skip
    old = list(source.rows.order_by("field", "position"))
    new = TableRow.objects.bulk_create(
        (TableRow(version=target, field_id=row.field_id, position=row.position) for row in old),
        batch_size=MOST_AT_ONCE,
    )
    copies = {row.pk: copy for row, copy in zip(old, new, strict=True)}
    TableCell.objects.bulk_create(
        (
            TableCell(
                row=copies[cell.row_id], column_id=cell.column_id, number=cell.number, text=cell.text, day=cell.day,
                place_id=cell.place_id,
            )
            for cell in TableCell.objects.filter(row__version=source).order_by("pk")
        ),
        batch_size=MOST_AT_ONCE,
    )  # fmt: skip


def _key(field: Field, answer: FigureAnswer) -> Key:
    assert field.indicator_id is not None
    return field.indicator_id, (answer.part if field.by_id else field.breakdown)


def _figure(version: Version, key: Key, answer: FigureAnswer, before: Figure | None) -> Figure:
    value = None if answer.is_not_applicable else answer.value
    source, source_key = answer.source, answer.source_key
    if not source and not source_key and before is not None and before.value == value:
        source, source_key = before.source, before.source_key
    return Figure(
        version=version, indicator_id=key[0], breakdown=key[1], value=value,
        is_estimate=answer.is_estimate and not answer.is_not_applicable, source=source, source_key=source_key,
    )  # fmt: skip


def _write_tables(version: Version, fields: dict[int, Field], answers: Answers) -> None:
    tables = [
        table for table in answers.tables.values()
        if table.field_id in fields and fields[table.field_id].kind == FieldKind.TABLE
    ]  # fmt: skip
    if not tables:
        return
    version.rows.filter(field__in=[table.field_id for table in tables]).delete()
    kinds = {column.pk: column.kind for table in tables for column in fields[table.field_id].columns.all()}
    insert_rows(
        version, [(table.field_id, place, cells) for table in tables for place, cells in _placed(table)], kinds
    )  # fmt: skip


def _placed(table: TableAnswer) -> Iterable[tuple[int, tuple[CellAnswer, ...]]]:
    """Give the rows that hold something with their places; that there are none stands at a place of its own."""
    full = [cells for row in table.rows if (cells := tuple(cell for cell in row if not cell.is_empty))]
    if table.is_none and not full:
        return [(NONE_AT, ())]
    return list(enumerate(full, 1))


def _consolidated_columns(version: Version, fields: dict[int, Field], known: dict[Key, Figure]) -> dict[Key, Figure]:
    """Return what a consolidation gave for the columns of tables: the rows themselves stay with those that filled them
    in, so that no table of this version adds it up."""
    columns = {(column.indicator_id, "") for field in fields.values() for column in field.columns.all()}
    return {
        key: Figure(
            version=version, indicator_id=key[0], breakdown=key[1], value=row.value, is_estimate=row.is_estimate,
            source=row.source, source_key=row.source_key,
        )
        for key, row in known.items()
        if key in columns and row.source_key.startswith("consolidation:")
    }  # fmt: skip


def _sums(version: Version, fields: dict[int, Field], typed: dict[Key, FigureAnswer]) -> dict[Key, Figure]:
    """Return the figures that the tables add up to; two tables of one indicator are added to each other."""
    summed = any(column.indicator_id for field in fields.values() for column in field.columns.all())
    found: dict[Key, Figure] = {}
    for (field, indicator), total in (column_sums(version) if summed else {}).items():
        key = (indicator, "")
        if key in found:
            found[key].value = (found[key].value or 0) + total
            continue
        said = typed.get(key)
        found[key] = Figure(
            version=version, indicator_id=indicator, breakdown="", value=total,
            is_estimate=said is not None and said.is_estimate, source=_("bảng “%(label)s”") % {
                "label": fields[field].label[:200] if field in fields else ""
            },
            source_key=f"table:{field}",
        )  # fmt: skip
    return found
