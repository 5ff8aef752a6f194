"""Forms as their pages show them: the list, versions, lines, who uses them, and what changed between two versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from nhipcau.obligations.models import Obligation, ObligationKind
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import Level, OrganisationKind, Programme
from nhipcau.reports.form_specs import FieldSpec, groups_named, spec_of, specs_of, with_parts
from nhipcau.reports.models import (
    Breakdown,
    ColumnKind,
    Field,
    FieldKind,
    FormVersion,
    Indicator,
    ObligationForm,
    ReportForm,
)


@dataclass(frozen=True)
class FormRow:
    """One form in the list: the version in use, the one that is worked on, and how many duties it answers."""

    form: ReportForm
    newest: FormVersion | None
    worked_on: FormVersion | None
    lines: int
    duties: int


def forms() -> list[tuple[Programme | None, list[FormRow]]]:
    """Return all forms by programme, those of none last. Three queries."""
    versions = FormVersion.objects.annotate(n=Count("fields")).order_by("number")
    rows = (
        ReportForm.objects.select_related("programme")
        .prefetch_related(Prefetch("versions", versions))
        .annotate(duties=Count("obligations"))
        .order_by("programme__short_name", "name", "pk")
    )
    grouped: dict[Programme | None, list[FormRow]] = {}
    for form in rows:
        made = list(form.versions.all())
        published = [version for version in made if version.published_at]
        newest = published[-1] if published else None
        worked_on = next((version for version in made if version.published_at is None), None)
        shown = newest or worked_on
        row = FormRow(form, newest, worked_on, shown.n if shown else 0, form.duties)
        grouped.setdefault(form.programme, []).append(row)
    return sorted(grouped.items(), key=lambda pair: (pair[0] is None, pair[0].short_name if pair[0] else ""))


def duties_of(form: ReportForm, actor: Actor) -> list[Obligation]:
    """Return the duties that are answered on a form, as far as the actor sees them. One query."""
    given = ObligationForm.objects.filter(form=form).values("obligation")
    seen = Obligation.objects.visible_to(actor).filter(pk__in=given)
    return list(seen.select_related("document").order_by("title", "pk"))


def duties_to_give(form: ReportForm, actor: Actor) -> list[Obligation]:
    """Return the report duties of the programme that are answered on another form. One query."""
    seen = Obligation.objects.visible_to(actor).filter(programme=form.programme_id, kind=ObligationKind.REPORT)
    return list(seen.exclude(report_form__form=form).select_related("document").order_by("title", "pk"))


@dataclass(frozen=True)
class LineRow:
    """One line in the editor: what it takes, in words, and who answers it."""

    field: Field
    takes: str
    details: tuple[str, ...]
    asked: str
    begins_section: bool


def line_rows(version: FormVersion) -> list[LineRow]:
    """Return the lines of a version as the editor lists them. Eight queries."""
    fields = list(with_parts(Field.objects.filter(version=version)))
    names = groups_named([spec_of(field) for field in fields])
    rows = []
    section = None
    for field in fields:
        rows.append(
            LineRow(field, takes(field), _details(field), asked_words(spec_of(field), names), field.section != section)
        )
        section = field.section
    return rows


def takes(field: Field) -> str:
    """Return in words what a line takes."""
    if field.kind != FieldKind.FIGURE or field.indicator is None:
        return str(FieldKind(field.kind).label)
    kind = str(field.indicator.get_kind_display())
    return kind if field.indicator.kind in ("yes-no", "choice", "money") else f"{kind}, {field.indicator.unit}"


def _details(field: Field) -> tuple[str, ...]:
    told = []
    if field.indicator is not None:
        told.append(_("chỉ số %(code)s, giữa các đơn vị: %(across)s, theo thời gian: %(over)s") % {
            "code": field.indicator.code, "across": field.indicator.get_across_display(),
            "over": field.indicator.get_over_time_display(),
        })  # fmt: skip
    if field.by is not None:
        told.append(f"{field.by.name}: " + ", ".join(o.label for o in field.by.options.all() if not o.is_closed))
    if field.breakdown:
        told.append(_("chỉ phần “%(part)s”") % {"part": field.breakdown})
    told += [
        f"{column.label} ({ColumnKind(column.kind).label}"
        + (f", {_('cộng thành')} {column.indicator.name}" if column.indicator else "")
        + ")"
        for column in field.columns.all()
    ]
    return tuple(told)


def asked_words(spec: FieldSpec, groups: Mapping[UUID, str]) -> str:
    """Return in words who answers a line; empty where everybody does."""
    kinds, levels = dict(OrganisationKind.choices), dict(Level.choices)
    told = []
    for row in spec.asked_of:
        words = [str(kinds.get(row.kind, "")), _("cấp %(level)s") % {"level": levels[row.level]} if row.level else ""]
        words.append(groups.get(row.group, "") if row.group else "")
        told.append(" ".join(word for word in words if word))
    return "; ".join(told)


@dataclass(frozen=True)
class Difference:
    """What became of one line between two versions: `css` new, gone or changed; what was and is, by its feature."""

    css: str
    word: str
    label: str
    features: tuple[tuple[str, str, str], ...] = ()


def differences(before: FormVersion | None, after: FormVersion) -> list[Difference]:
    """Return how a version differs from an earlier one, line by line, in its order. About fifteen queries."""
    old, new = (specs_of(before) if before else ()), specs_of(after)
    groups = groups_named([*old, *new])
    there = {_identity(spec): spec for spec in old}
    here = {_identity(spec) for spec in new}
    found = []
    for spec in new:
        was = there.get(_identity(spec))
        if was is None:
            found.append(Difference("new", _("thêm"), spec.label))
        elif features := _features(was, spec, groups):
            found.append(Difference("changed", _("sửa"), spec.label, features))
    found += [Difference("gone", _("bỏ"), spec.label) for spec in old if _identity(spec) not in here]
    kept_old = [_identity(spec) for spec in old if _identity(spec) in here]
    kept_new = [_identity(spec) for spec in new if _identity(spec) in there]
    if kept_old != kept_new:
        found.append(Difference("changed", _("chuyển chỗ"), _("thứ tự các dòng")))
    return found


def _identity(spec: FieldSpec) -> tuple[str, ...]:
    if spec.indicator:
        return (spec.indicator, spec.breakdown)
    return (str(spec.kind), spec.label.casefold())


def _features(old: FieldSpec, new: FieldSpec, groups: Mapping[UUID, str]) -> tuple[tuple[str, str, str], ...]:
    pairs = (
        (_("tên dòng"), old.label, new.label),
        (_("mục"), old.section, new.section),
        (_("hướng dẫn"), old.help, new.help),
        (_("phân tổ"), old.by, new.by),
        (_("bắt buộc"), _yes(old.is_required), _yes(new.is_required)),
        (_("cột"), _columns(old), _columns(new)),
        (_("đơn vị trả lời"), asked_words(old, groups) or _("mọi đơn vị"), asked_words(new, groups) or _("mọi đơn vị")),
    )
    return tuple((name, was or "—", now or "—") for name, was, now in pairs if was != now)


def _yes(value: bool) -> str:
    return _("có") if value else _("không")


def _columns(spec: FieldSpec) -> str:
    return "; ".join(
        column.label + f" ({ColumnKind(column.kind).label})" + (f" → {column.indicator}" if column.indicator else "")
        for column in spec.columns
    )


def published_before(version: FormVersion) -> FormVersion | None:
    """Return the published version before this one. One query."""
    earlier = version.form.versions.filter(published_at__isnull=False, number__lt=version.number)
    return earlier.order_by("-number").first()


def indicators_for(programme: Programme | None) -> list[Indicator]:
    """Return the indicators of a programme and those of none, by name. One query."""
    rows = Indicator.objects.filter(Q(programme=programme) | Q(programme=None))
    return list(rows.order_by("name", "code"))


def breakdowns_for(programme: Programme | None) -> list[Breakdown]:
    """Return the breakdowns of a programme and those of none, with their parts. Two queries."""
    rows = Breakdown.objects.filter(Q(programme=programme) | Q(programme=None))
    return list(rows.prefetch_related("options").order_by("name", "code"))


def sections_of(fields: Sequence[Field]) -> list[str]:
    """Return the names of sections in the order in which they first stand."""
    return [section for section in dict.fromkeys(field.section for field in fields) if section]
