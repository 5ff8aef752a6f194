"""Programmes: who coordinates, stages, settings of due times, lines of reporting."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau import clock
from nhipcau.organisations import access, actions, queries
from nhipcau.organisations.access import Right
from nhipcau.organisations.actions.programmes import may_change_settings
from nhipcau.organisations.closure import LineCycle
from nhipcau.organisations.forms import CoordinationForm, DueSettingsForm, FocalForm, LineForm, ProgrammeForm
from nhipcau.organisations.models import Level, Line, LineRole, Programme
from nhipcau.organisations.queries.programmes import reporting_bodies
from nhipcau.organisations.views.bodies import asked_day
from nhipcau.organisations.views.doors import for_administrators, for_holders_of_a_post


@for_holders_of_a_post
def programmes(request: HttpRequest) -> HttpResponse:
    """List the programmes."""
    page = Paginator(Programme.objects.prefetch_related("stages").order_by("name"), 50).get_page(
        request.GET.get("page")
    )
    may_manage = access.may(request.actor, Right.MANAGE_ORGANISATIONS) is not None
    return render(request, "organisations/programmes.html", {"page_obj": page, "may_manage": may_manage})


@for_holders_of_a_post
def programme(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Show one programme as of a day."""
    return _page(request, get_object_or_404(Programme, pk=programme_id))


@for_holders_of_a_post
@require_POST
def settings(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Change how last days are counted from now on."""
    row = get_object_or_404(Programme, pk=programme_id)
    if not may_change_settings(row, request.actor):
        raise Http404
    form = DueSettingsForm(request.POST, instance=Programme(pk=row.pk))
    if not form.is_valid():
        return _page(request, row, settings_form=form)
    given = actions.DueSettings(**form.cleaned_data)
    actions.change_due_settings(row, given, by=request.actor, now=clock.now())
    messages.success(request, _("Đã ghi. Cách tính mới áp dụng cho các kỳ chưa mở."))
    return redirect("organisations:programme", row.pk)


@for_administrators
def programme_new(request: HttpRequest) -> HttpResponse:
    """Add a programme, with its stage."""
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given, now = form.cleaned_data, clock.now()
        with transaction.atomic():
            made = actions.create_programme(
                given["code"], given["name"], given["short_name"], by=request.actor, now=now
            )
            if given["stage"]:
                actions.add_stage(
                    made, given["stage"], from_day=given["from_day"], until_day=given["until_day"], by=request.actor,
                    now=now,
                )  # fmt: skip
        messages.success(request, _("Đã thêm chương trình. Hãy đặt cơ quan chủ trì và quan hệ báo cáo."))
        return redirect("organisations:programme", made.pk)
    context = {"form": form, "heading": _("Thêm chương trình"), "button": _("Thêm")}
    return render(request, "organisations/form.html", context)


@for_administrators
@require_POST
def coordination_new(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Name a body that coordinates the programme."""
    row = get_object_or_404(Programme, pk=programme_id)
    form = CoordinationForm(request.POST, on=request.today)
    if form.is_valid():
        given = form.cleaned_data
        try:
            with transaction.atomic():
                actions.set_coordination(
                    row, given["body"], level=Level(given["level"]), by=request.actor, now=clock.now(),
                    is_standing_agency=given["is_standing_agency"], valid_from=given["day"],
                )  # fmt: skip
        except DatabaseError:  # the guard against overlapping spans
            form.add_error("body", _("Cơ quan này đã chủ trì chương trình trong thời gian đó."))
        else:
            messages.success(request, _("Đã đặt cơ quan chủ trì."))
            return redirect("organisations:programme", row.pk)
    return _page(request, row, coordination_form=form)


@for_administrators
@require_POST
def focal_new(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Say which body answers for several names."""
    row = get_object_or_404(Programme, pk=programme_id)
    form = FocalForm(request.POST, on=request.today)
    if not form.is_valid():
        return _page(request, row, focal_form=form)
    given, now = form.cleaned_data, clock.now()
    with transaction.atomic():
        for member in given["members"]:
            if member != given["unit"]:
                actions.set_focal_unit(
                    member, given["unit"], programme=row, by=request.actor, now=now, from_day=given["day"]
                )
    messages.success(request, _("Đã đặt đơn vị đầu mối."))
    return redirect("organisations:programme", row.pk)


@for_administrators
@require_POST
def line_new(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Set a line of reporting."""
    row = get_object_or_404(Programme, pk=programme_id)
    form = LineForm(request.POST, on=request.today)
    if form.is_valid():
        given = form.cleaned_data
        try:
            count = actions.set_lines(
                row, lowers=given["lower"], upper=given["upper"], role=LineRole(given["role"]), by=request.actor,
                now=clock.now(), valid_from=given["day"],
            )  # fmt: skip
        except LineCycle as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã lập %(count)s quan hệ báo cáo mới.") % {"count": count})
            return redirect("organisations:programme", row.pk)
    return _page(request, row, line_form=form)


@for_administrators
@require_POST
def line_end(request: HttpRequest, line_id: int) -> HttpResponse:
    """End a line of reporting from today on."""
    line = get_object_or_404(Line.objects.select_related("programme"), pk=line_id)
    actions.end_line(line, on_day=request.today, by=request.actor, now=clock.now())
    messages.success(request, _("Đã kết thúc quan hệ báo cáo từ hôm nay."))
    return redirect("organisations:programme", line.programme_id)


def _page(
    request: HttpRequest,
    row: Programme,
    *,
    line_form: LineForm | None = None,
    settings_form: DueSettingsForm | None = None,
    coordination_form: CoordinationForm | None = None,
    focal_form: FocalForm | None = None,
) -> HttpResponse:
    on = asked_day(request)
    may_manage = access.may(request.actor, Right.MANAGE_ORGANISATIONS) is not None
    page = Paginator(reporting_bodies(row, on=on), 50).get_page(request.GET.get("page"))
    context = {
        "page": queries.programme_page(row, on=on), "on": on, "page_obj": page, "may_manage": may_manage,
        "rows": queries.lines_of(row, [entry["lower"] for entry in page], on=on),
        "settings_form": settings_form or DueSettingsForm(instance=row),
        "may_change_settings": may_change_settings(row, request.actor),
        "line_form": line_form or LineForm(on=request.today, initial={"day": request.today}),
        "coordination_form": coordination_form or CoordinationForm(on=request.today, initial={"day": request.today}),
        "focal_form": focal_form or FocalForm(on=request.today, initial={"day": request.today}),
    }  # fmt: skip
    return render(request, "organisations/programme.html", context)
