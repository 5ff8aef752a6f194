"""Indicators and breakdowns: shown to all who hold a post, changed by those who coordinate their programme."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau import clock
from nhipcau.organisations.access import Denied
from nhipcau.organisations.views.doors import for_holders_of_a_post
from nhipcau.reports import coordinators
from nhipcau.reports.actions import indicators as deeds
from nhipcau.reports.forms_of_lines import BreakdownForm, IndicatorForm, ProgrammeIndicatorForm, initial_of
from nhipcau.reports.models import Breakdown, BreakdownOption, FormVersion, Indicator
from nhipcau.reports.views.finding import answering
from nhipcau.text import fold


@for_holders_of_a_post
@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """List the indicators, all or those whose name or code holds a word."""
    word = request.GET.get("tim", "").strip()
    rows = Indicator.objects.select_related("programme").order_by("programme__short_name", "name", "code")
    if word:
        found = [row.pk for row in rows if fold(word) in fold(f"{row.name} {row.code}")]
        rows = rows.filter(pk__in=found)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    mine = coordinators.programmes_coordinated(request.actor)
    return render(request, "reports/forms/indicators.html", {"page_obj": page, "word": word, "mine": mine})


@for_holders_of_a_post
@require_http_methods(["GET", "HEAD", "POST"])
def indicator_new(request: HttpRequest) -> HttpResponse:
    """Make an indicator."""
    mine = coordinators.programmes_coordinated(request.actor)
    if not mine:
        raise Http404
    before = Indicator.objects.filter(pk=_uuid(request.GET.get("noi-tiep", ""))).first()
    initial = (initial_of(before) | {"continues": before.pk, "valid_from": None, "valid_until": None}) if before else {}
    form = ProgrammeIndicatorForm(request.POST or None, programmes=mine, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = deeds.make_indicator(
                form.cleaned_data["programme"], form.values(), by=request.actor, now=clock.now()
            )
        except (Denied, ValueError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("Đã lập chỉ số “%(name)s”, mã %(code)s.") % {"name": made.name, "code": made.code}
            )
            return redirect("reports:indicator", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/forms/indicator_new.html", {"form": form, "before": before}, status=status)


@for_holders_of_a_post
@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: HttpRequest, indicator_id: UUID) -> HttpResponse:
    """Show one indicator; who coordinates its programme changes it."""
    rows = Indicator.objects.select_related("programme", "numerator", "denominator", "continues")
    row = get_object_or_404(rows, pk=indicator_id)
    may_edit = coordinators.may_edit(row.programme, request.actor)
    if request.method == "POST" and not may_edit:
        raise Http404
    data = request.POST if request.method == "POST" else None
    used = deeds.is_used(row)
    form = (
        IndicatorForm(data, programme=row.programme, indicator=row, is_used=used, initial=initial_of(row))
        if may_edit
        else None
    )
    if data is not None and form is not None and form.is_valid():
        try:
            deeds.change_indicator(Indicator.objects.get(pk=row.pk), form.values(), by=request.actor, now=clock.now())
        except (Denied, ValueError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi chỉ số."))
            return redirect("reports:indicator", row.pk)
    asked = FormVersion.objects.filter(
        Q(fields__indicator=row) | Q(fields__columns__indicator=row), published_at__isnull=False
    )
    context = {
        "indicator": row, "form": form, "may_edit": may_edit, "is_used": used,
        "versions": asked.select_related("form").distinct().order_by("form__name", "number"),
        "continued_by": row.continued_by.order_by("code"),
    }  # fmt: skip
    return render(request, "reports/forms/indicator.html", context, status=422 if data is not None else 200)


@for_holders_of_a_post
@require_http_methods(["GET", "HEAD", "POST"])
def breakdowns(request: HttpRequest) -> HttpResponse:
    """List the breakdowns with their parts; a coordinator adds one."""
    mine = coordinators.programmes_coordinated(request.actor)
    if request.method == "POST" and not mine:
        raise Http404
    form = BreakdownForm(request.POST or None, programmes=mine) if mine else None
    if request.method == "POST" and form is not None and form.is_valid():
        said = form.cleaned_data
        try:
            deeds.make_breakdown(
                said["programme"], name=said["name"], parts=form.part_names(), is_partition=said["is_partition"],
                by=request.actor, now=clock.now(),
            )  # fmt: skip
        except (Denied, ValueError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lập phân tổ."))
            return redirect("reports:breakdowns")
    rows = Breakdown.objects.select_related("programme").prefetch_related("options").order_by("name", "code")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {"page_obj": page, "form": form, "mine": {row.pk for row in mine}}
    return render(request, "reports/forms/breakdowns.html", context, status=422 if request.method == "POST" else 200)


@for_holders_of_a_post
@require_POST
@answering
def breakdown_part(request: HttpRequest, breakdown_id: UUID) -> HttpResponse:
    """Add a part to a breakdown."""
    row = get_object_or_404(Breakdown.objects.select_related("programme"), pk=breakdown_id)
    _must_be_mine(request, row)
    deeds.add_part(row, request.POST.get("label", ""), by=request.actor, now=clock.now())
    messages.success(request, _("Đã thêm mục."))
    return redirect("reports:breakdowns")


@for_holders_of_a_post
@require_POST
@answering
def part_change(request: HttpRequest, option_id: int) -> HttpResponse:
    """Rename a part, close it, or open it again."""
    row = get_object_or_404(BreakdownOption.objects.select_related("breakdown__programme"), pk=option_id)
    _must_be_mine(request, row.breakdown)
    closed = row.is_closed if "label" in request.POST else "close" in request.POST
    label = request.POST.get("label", row.label)
    deeds.change_part(row, label=label, is_closed=closed, by=request.actor, now=clock.now())
    messages.success(request, _("Đã ghi mục."))
    return redirect("reports:breakdowns")


def _must_be_mine(request: HttpRequest, row: Breakdown) -> None:
    if not coordinators.may_edit(row.programme, request.actor):
        raise Http404


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
