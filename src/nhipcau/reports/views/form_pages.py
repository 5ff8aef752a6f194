"""Report forms: the list, one form with its versions, one version with its lines, preview and publishing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau import clock
from nhipcau.obligations.models import Obligation
from nhipcau.organisations import names
from nhipcau.organisations.access import Denied
from nhipcau.organisations.models import LineClosure
from nhipcau.organisations.views.doors import for_holders_of_a_post
from nhipcau.reports import coordinators
from nhipcau.reports.actions import form_editing as editing
from nhipcau.reports.form_specs import with_parts
from nhipcau.reports.forms_of_lines import NameForm, NewForm, PublishForm
from nhipcau.reports.models import Field, FormVersion, ReportForm
from nhipcau.reports.queries import forms as reading
from nhipcau.reports.queries.asked import answering as what_they_are
from nhipcau.reports.queries.asked import asked_of
from nhipcau.reports.queries.lines import blank_lines
from nhipcau.reports.queries.places import places_for
from nhipcau.reports.screen import screen
from nhipcau.reports.views.finding import answering

MOST_BODIES = 200  # to choose from in the preview


@for_holders_of_a_post
@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    """List the forms by programme."""
    mine = coordinators.programmes_coordinated(request.actor)
    page = Paginator([(programme, row) for programme, rows in reading.forms() for row in rows], 50).get_page(
        request.GET.get("page")
    )
    return render(request, "reports/forms/forms.html", {"page_obj": page, "mine": mine})


@for_holders_of_a_post
@require_http_methods(["GET", "HEAD", "POST"])
def form_new(request: HttpRequest) -> HttpResponse:
    """Make a form of a programme that the reader's body coordinates."""
    mine = coordinators.programmes_coordinated(request.actor)
    if not mine:
        raise Http404
    form = NewForm(request.POST or None, programmes=mine)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = editing.make(
                said["programme"], name=said["name"], matches=said["phrases"], by=request.actor, now=clock.now()
            )
        except (Denied, ValueError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lập biểu mẫu. Hãy thêm các dòng rồi ban hành."))
            return redirect("reports:form_version", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/forms/new.html", {"form": form}, status=status)


@for_holders_of_a_post
@require_safe
def form(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Show one form: its versions, and the duties that it answers."""
    return _form_page(request, get_object_or_404(ReportForm.objects.select_related("programme"), pk=form_id))


def _form_page(request: HttpRequest, row: ReportForm, name_form: NameForm | None = None) -> HttpResponse:
    may_edit = coordinators.may_edit(row.programme, request.actor)
    versions = row.versions.select_related("made_by", "published_by").order_by("-number")
    context = {
        "form": row,
        "versions": [version for version in versions if may_edit or version.published_at],
        "may_edit": may_edit,
        "duties": reading.duties_of(row, request.actor),
        "to_give": reading.duties_to_give(row, request.actor) if may_edit else [],
        "name_form": name_form or NameForm(initial={"name": row.name, "phrases": row.matches}),
    }
    return render(request, "reports/forms/form.html", context, status=422 if name_form else 200)


@for_holders_of_a_post
@require_POST
def form_rename(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Change a form's name and how duties find it."""
    row = _editable(request, form_id)
    name_form = NameForm(request.POST)
    if name_form.is_valid():
        try:
            said = name_form.cleaned_data
            editing.rename(row, name=said["name"], matches=said["phrases"], by=request.actor, now=clock.now())
        except (Denied, ValueError) as refused:
            name_form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("reports:form", row.pk)
    return _form_page(request, row, name_form)


@for_holders_of_a_post
@require_POST
@answering
def form_edit(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Begin a version to work on, or go on with the one that is there."""
    version = editing.begin_version(_editable(request, form_id), by=request.actor, now=clock.now())
    return redirect("reports:form_version", version.pk)


@for_holders_of_a_post
@require_POST
@answering
def form_give(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Let a duty of the programme be answered on this form."""
    row = _editable(request, form_id)
    seen = Obligation.objects.visible_to(request.actor).filter(programme=row.programme_id)
    key = request.POST.get("obligation", "")
    duty = next((duty for duty in seen if str(duty.pk) == key), None)
    if duty is None:
        raise ValueError(_("Hãy chọn một nhiệm vụ trong danh sách."))
    editing.give_to_duty(row, duty, by=request.actor, now=clock.now())
    messages.success(request, _("Từ nay nhiệm vụ này báo cáo theo biểu mẫu. Bản đang soạn giữ biểu mẫu cũ."))
    return redirect("reports:form", row.pk)


@for_holders_of_a_post
@require_safe
def form_version(request: HttpRequest, form_version_id: int) -> HttpResponse:
    """Show one version: its lines to work on, or to read."""
    return version_page(request, version_of(request, form_version_id))


def version_page(
    request: HttpRequest, version: FormVersion, publish_form: PublishForm | None = None, status: int = 200
) -> HttpResponse:
    """Return the page of a version; `publish_form` is what was typed and refused."""
    before = reading.published_before(version)
    may_edit = coordinators.may_edit(version.form.programme, request.actor)
    context = {
        "version": version,
        "form": version.form,
        "rows": reading.line_rows(version),
        "may_edit": may_edit,
        "works": may_edit and version.published_at is None,
        "before": before,
        "differences": reading.differences(before, version) if before else [],
        "publish_form": publish_form or PublishForm(),
    }
    return render(request, "reports/forms/version.html", context, status=status)


@for_holders_of_a_post
@require_safe
def form_preview(request: HttpRequest, form_version_id: int) -> HttpResponse:
    """Show a version as the reporter sees it; with a body chosen, as that body does."""
    version = version_of(request, form_version_id)
    fields = list(with_parts(Field.objects.filter(version=version)))
    bodies = _bodies_below(request, version)
    chosen = next((key for key in bodies if str(key) == request.GET.get("don-vi", "")), None)
    places = {}
    if chosen:
        fields = asked_of(fields, what_they_are([chosen], on=request.today))
        places = places_for(fields, chosen, on=request.today)
    context = {
        "version": version,
        "form": version.form,
        "screen": screen(blank_lines(fields), None, places),
        "bodies": bodies,
        "chosen": chosen,
        "all_lines": any(field.asked_of.all() for field in fields) and not chosen,
    }
    return render(request, "reports/forms/preview.html", context)


@for_holders_of_a_post
@require_POST
def form_publish(request: HttpRequest, form_version_id: int) -> HttpResponse:
    """Put a version into use."""
    version = version_of(request, form_version_id, to_edit=True)
    given = PublishForm(request.POST)
    if not given.is_valid():
        return version_page(request, version, given, status=422)
    try:
        editing.publish(version, **given.cleaned_data, expected=row_version(request), by=request.actor, now=clock.now())
    except editing.FormConflict:
        given.add_error(None, changed_meanwhile())
        return version_page(request, version_of(request, form_version_id), given, status=409)
    except (Denied, ValueError) as refused:
        given.add_error(None, str(refused))
        return version_page(request, version, given, status=422)
    messages.success(request, _("Đã ban hành. Từ nay phiên bản này không đổi nữa."))
    return redirect("reports:form", version.form_id)


@for_holders_of_a_post
@require_POST
@answering
def form_drop(request: HttpRequest, form_version_id: int) -> HttpResponse:
    """Throw away the version that is worked on."""
    version = version_of(request, form_version_id, to_edit=True)
    form_id = version.form_id
    try:
        editing.drop_version(version, expected=row_version(request), by=request.actor, now=clock.now())
    except editing.FormConflict:
        raise ValueError(changed_meanwhile()) from None
    messages.success(request, _("Đã bỏ bản đang sửa."))
    there = ReportForm.objects.filter(pk=form_id).exists()
    return redirect("reports:form", form_id) if there else redirect("reports:forms")


def version_of(request: HttpRequest, form_version_id: int, *, to_edit: bool = False) -> FormVersion:
    """Return a version that the reader may see, else 404: a published one; one worked on only who may change it."""
    rows = FormVersion.objects.select_related("form__programme", "made_by", "published_by")
    version = get_object_or_404(rows, pk=form_version_id)
    if (to_edit or version.published_at is None) and not coordinators.may_edit(version.form.programme, request.actor):
        raise Http404
    return version


def row_version(request: HttpRequest) -> int:
    """Return the row version that the writer had before him."""
    text = request.POST.get("row_version", "")
    return int(text) if text.isdigit() and len(text) < 10 else 0


def changed_meanwhile() -> str:
    """Return what is said where a colleague changed the same version in between."""
    return _("Một đồng nghiệp vừa sửa biểu mẫu này. Hãy xem lại các dòng bên dưới rồi làm lại; chưa có gì bị ghi đè.")


def _editable(request: HttpRequest, form_id: UUID) -> ReportForm:
    row = get_object_or_404(ReportForm.objects.select_related("programme"), pk=form_id)
    if not coordinators.may_edit(row.programme, request.actor):
        raise Http404
    return row


def _bodies_below(request: HttpRequest, version: FormVersion) -> dict[UUID, str]:
    """Return the bodies below the reader's own in the programme, by protocol order. Two queries."""
    below = LineClosure.objects.filter(programme=version.form.programme_id, upper__in=request.actor.bodies)
    keys = set(below.values_list("lower", flat=True)[:2000])
    spans = names.bodies(keys, on=request.today).values()
    ordered = sorted(spans, key=lambda span: (span.rank, str(span.organisation_id)))[:MOST_BODIES]
    return {span.organisation_id: span.name for span in ordered}
