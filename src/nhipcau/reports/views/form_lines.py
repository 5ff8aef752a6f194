"""The lines of a form that is worked on: added, changed, moved, taken away; two officers at once lose nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau import clock
from nhipcau.organisations.access import Denied
from nhipcau.organisations.views.doors import for_holders_of_a_post
from nhipcau.reports.actions import form_editing as editing
from nhipcau.reports.actions import indicators
from nhipcau.reports.form_specs import FieldSpec, spec_of, with_parts
from nhipcau.reports.forms_of_lines import BY, PARTS_OF, AskedForms, ColumnForms, IndicatorForm, LineForm
from nhipcau.reports.line_rules import NotALine
from nhipcau.reports.models import Field, FieldKind, FormVersion
from nhipcau.reports.queries import forms as reading
from nhipcau.reports.views.finding import answering
from nhipcau.reports.views.form_pages import changed_meanwhile, row_version, version_of


@dataclass
class LineForms:
    """The forms of one line, bound or not."""

    line: LineForm
    asked: AskedForms
    columns: ColumnForms | None = None
    indicator: IndicatorForm | None = None

    def are_valid(self) -> bool:
        """Check all that belongs to the line."""
        parts = [self.line, self.asked, *([self.columns] if self.columns is not None else [])]
        if self.makes_indicator and self.indicator is not None:
            parts.append(self.indicator)
        checked = [part.is_valid() for part in parts]  # all of them: each shows what is wrong with it
        return all(checked)

    @property
    def makes_indicator(self) -> bool:
        """Whether the line's indicator is made with it."""
        return self.indicator is not None and self.line.is_bound and not self.line.data.get("line-indicator")


@for_holders_of_a_post
@require_http_methods(["GET", "HEAD", "POST"])
def line_new(request: HttpRequest, form_version_id: int) -> HttpResponse:
    """Add a line: which kind it is stands in the address."""
    version = _worked_on(request, form_version_id)
    kind = request.GET.get("loai", FieldKind.FIGURE)
    if kind not in FieldKind.values:
        raise Http404
    return _line(request, version, FieldKind(kind), None)


@for_holders_of_a_post
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, form_version_id: int, field_id: int) -> HttpResponse:
    """Change a line."""
    version = _worked_on(request, form_version_id)
    field = with_parts(Field.objects.filter(version=version, pk=field_id)).first()
    if field is None:
        messages.warning(request, changed_meanwhile())
        return redirect("reports:form_version", version.pk)
    return _line(request, version, FieldKind(field.kind), field)


def _line(request: HttpRequest, version: FormVersion, kind: FieldKind, field: Field | None) -> HttpResponse:
    if request.method != "POST":
        return _show(request, version, kind, field, _forms(None, version, kind, field))
    given = _forms(request.POST, version, kind, field)
    if not given.are_valid():
        return _show(request, version, kind, field, given, status=422)
    try:
        made = _save(request, version, field, given)
    except editing.FormConflict:
        return _conflict(request, version.pk, kind, field, given)
    except (Denied, ValueError) as refused:
        given.line.add_error(None, str(refused))
        return _show(request, version, kind, field, given, status=422)
    messages.success(request, _("Đã ghi dòng “%(label)s”.") % {"label": made.label})
    if "again" in request.POST:
        return redirect(reverse("reports:form_line_new", args=[version.pk]) + f"?loai={kind}&sau={made.pk}")
    return redirect(reverse("reports:form_version", args=[version.pk]) + f"#dong-{made.pk}")


@transaction.atomic
def _save(request: HttpRequest, version: FormVersion, field: Field | None, given: LineForms) -> Field:
    code = ""
    if given.makes_indicator and given.indicator is not None and version.form.programme is not None:
        values = given.indicator.values()
        if not values.name:
            values = indicators.IndicatorValues(**(vars(values) | {"name": given.line.cleaned_data["label"]}))
        code = indicators.make_indicator(version.form.programme, values, by=request.actor, now=clock.now()).code
    return editing.save_line(
        version, _spec(given, code), field=field, expected=row_version(request), by=request.actor,
        after=_int(request.GET.get("sau", "")),
    )  # fmt: skip


def _spec(given: LineForms, code: str) -> FieldSpec:
    columns = tuple(spec for form in given.columns if (spec := form.spec())) if given.columns is not None else ()
    if given.columns is not None and not columns:
        raise NotALine(_("Bảng cần ít nhất một cột."))
    asked = tuple(spec for form in given.asked if (spec := form.spec()))
    return given.line.spec(indicator=code, columns=columns, asked=asked)


def _forms(data, version: FormVersion, kind: FieldKind, field: Field | None) -> LineForms:
    programme = version.form.programme
    spec = spec_of(field) if field else None
    made = LineForms(
        LineForm(data, kind=kind, programme=programme, prefix="line", initial=_initial(spec)),
        AskedForms(data, prefix="asked", initial=[vars(row) for row in spec.asked_of] if spec else None),
    )
    if kind == FieldKind.FIGURE:
        made.indicator = IndicatorForm(data, programme=programme, prefix="new")
    if kind == FieldKind.TABLE:
        choices = {
            "indicators": [
                (row.code, f"{row.name} ({row.unit})")
                for row in reading.indicators_for(programme)
                if row.across == "sum"
            ],
            "breakdowns": [(row.code, row.name) for row in reading.breakdowns_for(programme)],
        }
        initial = [vars(column) for column in spec.columns] if spec else None
        made.columns = ColumnForms(data, prefix="col", initial=initial, form_kwargs=choices)
    return made


def _initial(spec: FieldSpec | None) -> dict[str, object]:
    if spec is None:
        return {}
    split = f"{BY}{spec.by}" if spec.by else f"{PARTS_OF}{spec.breakdown}" if spec.breakdown else ""
    return {
        "section": spec.section, "label": spec.label, "help": spec.help, "is_required": spec.is_required,
        "indicator": spec.indicator, "split": split,
    }  # fmt: skip


def _conflict(
    request: HttpRequest, form_version_id: int, kind: FieldKind, field: Field | None, given: LineForms
) -> HttpResponse:
    """Show what was typed beside the line as a colleague saved it; who comes second decides."""
    version = version_of(request, form_version_id, to_edit=True)
    there = with_parts(Field.objects.filter(version=version, pk=field.pk)).first() if field else None
    given.line.add_error(
        None, _("Một đồng nghiệp vừa sửa biểu mẫu này. Trong các ô là chữ của anh/chị; bên cạnh là bản đã lưu.")
    )
    rows = reading.line_rows(version)
    saved = next((row for row in rows if there is not None and row.field.pk == there.pk), None)
    return _show(request, version, kind, there, given, status=409, saved=saved, all_saved=rows, is_conflict=True)


def _show(
    request: HttpRequest, version: FormVersion, kind: FieldKind, field: Field | None, given: LineForms,
    status: int = 200, **more: object,
) -> HttpResponse:  # fmt: skip
    address = (
        reverse("reports:form_line", args=[version.pk, field.pk])
        if field is not None
        else reverse("reports:form_line_new", args=[version.pk]) + f"?loai={kind}&sau={request.GET.get('sau', '')}"
    )
    sections = reading.sections_of(list(version.fields.order_by("position")))
    initial_section = ""
    if field is None and not given.line.is_bound:
        after = _int(request.GET.get("sau", ""))
        last = version.fields.filter(pk=after).first() if after else version.fields.order_by("-position").first()
        initial_section = last.section if last else ""
        given.line.fields["section"].initial = initial_section
    context = {
        "version": version, "form": version.form, "kind": str(kind), "kind_word": kind.label, "field": field,
        "forms": given, "address": address, "sections": sections,
        # A line that was not changed since is asked for with what was seen; after a conflict with what is there now.
        "row_version": version.row_version if more.get("is_conflict") or request.method != "POST"
        else row_version(request),
    } | more  # fmt: skip
    return render(request, "reports/forms/line.html", context, status=status)


@for_holders_of_a_post
@require_POST
@answering
def line_move(request: HttpRequest, form_version_id: int, field_id: int) -> HttpResponse:
    """Move a line one place."""
    version = _worked_on(request, form_version_id)
    field = get_object_or_404(Field.objects.select_related("version__form__programme"), version=version, pk=field_id)
    try:
        editing.move_line(field, up="up" in request.POST, expected=row_version(request), by=request.actor)
    except editing.FormConflict:
        raise ValueError(changed_meanwhile()) from None
    return redirect(reverse("reports:form_version", args=[version.pk]) + f"#dong-{field_id}")


@for_holders_of_a_post
@require_POST
@answering
def line_remove(request: HttpRequest, form_version_id: int, field_id: int) -> HttpResponse:
    """Take a line away."""
    version = _worked_on(request, form_version_id)
    field = get_object_or_404(Field.objects.select_related("version__form__programme"), version=version, pk=field_id)
    try:
        editing.remove_line(field, expected=row_version(request), by=request.actor)
    except editing.FormConflict:
        raise ValueError(changed_meanwhile()) from None
    messages.success(request, _("Đã bỏ dòng “%(label)s”.") % {"label": field.label})
    return redirect("reports:form_version", version.pk)


def _worked_on(request: HttpRequest, form_version_id: int) -> FormVersion:
    version = version_of(request, form_version_id, to_edit=True)
    if version.published_at is not None and request.method != "POST":
        raise Http404
    return version


def _int(text: str) -> int | None:
    return int(text) if text.isdigit() and len(text) < 10 else None
