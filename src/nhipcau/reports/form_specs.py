"""A form as plain values: what a version asks, to be copied, compared and written as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from nhipcau.organisations.models import Group
from nhipcau.reports.models import (
    AskedOf,
    Breakdown,
    BreakdownOption,
    Field,
    FieldKind,
    FormVersion,
    Indicator,
    TableColumn,
)


@dataclass(frozen=True)
class AskedSpec:
    """Bodies that answer a line: of a kind, of a level, of a group; what is empty does not narrow."""

    kind: str = ""
    level: str = ""
    group: UUID | None = None


@dataclass(frozen=True)
class ColumnSpec:
    """A column of a table; `indicator` and `options` (a breakdown) are codes."""

    label: str
    kind: str = "text"
    indicator: str = ""
    options: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class FieldSpec:
    """A line of a form as data: a figure where `indicator` (a code) is given, a table where `columns` are, else a
    section of narrative. `by` is the code of a breakdown: the whole and each of its parts; of a choice, its options."""

    label: str
    indicator: str = ""
    section: str = ""
    help: str = ""
    breakdown: str = ""
    is_required: bool = True
    by: str = ""
    columns: tuple[ColumnSpec, ...] = ()
    asked_of: tuple[AskedSpec, ...] = ()

    @property
    def kind(self) -> FieldKind:
        """Return what the line takes."""
        if self.indicator:
            return FieldKind.FIGURE
        return FieldKind.TABLE if self.columns else FieldKind.NARRATIVE


def with_parts(fields: QuerySet[Field]) -> QuerySet[Field]:
    """Fetch all that a line needs to be shown, in order: its indicator, parts, columns and who answers. Six queries."""
    return _with_indicator(fields).prefetch_related(*_parts().values())


def lines_with_parts(version: int) -> list[Field]:
    """Return the lines of a form version as `with_parts` fetches them. Three queries, more where lines have parts.

    Most lines have no columns and are asked of everybody: they are told so at once, for Django makes a queryset for
    each line and relation that it fetches ahead, which costs more than all else when sixty figures are filed.
    """
    fields = list(_with_indicator(Field.objects.filter(version=version)))
    parts = _parts()
    prefetch_related_objects([field for field in fields if field.by_id], parts["by"])
    for name, model in (("columns", TableColumn), ("asked_of", AskedOf)):
        having = set(model.objects.filter(field__version=version).values_list("field_id", flat=True))
        prefetch_related_objects([field for field in fields if field.pk in having], parts[name])
        nothing = model.objects.none()
        for field in fields:
            if field.pk not in having:
                field.__dict__.setdefault("_prefetched_objects_cache", {})[name] = nothing
    return fields


def _with_indicator(fields: QuerySet[Field]) -> QuerySet[Field]:
    return fields.select_related("indicator__numerator", "indicator__denominator").order_by("position")


def _parts() -> dict[str, Prefetch]:
    options = Prefetch("options", BreakdownOption.objects.order_by("position", "pk"))
    columns = TableColumn.objects.select_related("indicator", "options").order_by("position")
    return {
        "by": Prefetch("by", Breakdown.objects.prefetch_related(options)),
        "columns": Prefetch("columns", columns.prefetch_related(Prefetch("options__options", options.queryset))),
        "asked_of": Prefetch("asked_of", AskedOf.objects.select_related("group").order_by("pk")),
    }


def spec_of(field: Field) -> FieldSpec:
    """Return a line as data; give it a row of `with_parts`."""
    return FieldSpec(
        label=field.label,
        indicator=field.indicator.code if field.indicator else "",
        section=field.section,
        help=field.help,
        breakdown=field.breakdown,
        is_required=field.is_required,
        by=field.by.code if field.by else "",
        columns=tuple(
            ColumnSpec(
                column.label, column.kind, column.indicator.code if column.indicator else "",
                column.options.code if column.options else "", column.is_required,
            )
            for column in field.columns.all()
        ),
        asked_of=tuple(AskedSpec(row.kind, row.level, row.group_id) for row in field.asked_of.all()),
    )  # fmt: skip


def specs_of(version: FormVersion) -> tuple[FieldSpec, ...]:
    """Return all lines of a version as data, in order. Seven queries."""
    return tuple(spec_of(field) for field in with_parts(Field.objects.filter(version=version)))


def write_lines(version: FormVersion, specs: Sequence[FieldSpec]) -> None:
    """Write lines as the only ones of a version that has none. Raises DoesNotExist for an unknown code."""
    for position, spec in enumerate(specs, 1):
        write_line(Field(version=version, position=position), spec)


def write_line(field: Field, spec: FieldSpec) -> Field:
    """Write one line with its columns and who answers it; `field` says where it stands. Its columns are made anew."""
    field.kind = spec.kind
    field.section, field.label, field.help = spec.section, spec.label, spec.help
    field.breakdown, field.is_required = spec.breakdown, spec.is_required
    field.indicator = Indicator.objects.get(code=spec.indicator) if spec.indicator else None
    field.by = Breakdown.objects.get(code=spec.by) if spec.by else None
    field.save()
    field.columns.all().delete()
    field.asked_of.all().delete()
    for position, column in enumerate(spec.columns, 1):
        TableColumn.objects.create(
            field=field, position=position, label=column.label, kind=column.kind, is_required=column.is_required,
            indicator=Indicator.objects.get(code=column.indicator) if column.indicator else None,
            options=Breakdown.objects.get(code=column.options) if column.options else None,
        )  # fmt: skip
    AskedOf.objects.bulk_create(
        AskedOf(field=field, kind=row.kind, level=row.level, group_id=row.group) for row in spec.asked_of
    )
    return field


def groups_named(specs: Sequence[FieldSpec]) -> dict[UUID, str]:
    """Return the names of the groups in these lines. One query."""
    keys = {row.group for spec in specs for row in spec.asked_of if row.group}
    return dict(Group.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}
