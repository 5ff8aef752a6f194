"""The working calendar: public holidays, days swapped, days off by decision. All read it, administrators enter."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nhipcau import clock
from nhipcau.organisations import access, actions, queries
from nhipcau.organisations.access import Right
from nhipcau.organisations.forms import DayOffForm, SwapForm
from nhipcau.organisations.models import CalendarDay, DayKind
from nhipcau.organisations.views.doors import for_administrators, for_holders_of_a_post

_FIRST, _LAST = 1990, 2100  # years that the lunar calendar of the library covers with room


@for_holders_of_a_post
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Show the days off of a year, and where a swap or an extra day is entered."""
    return _page(request)


@for_administrators
@require_POST
def swap(request: HttpRequest) -> HttpResponse:
    """Enter a swap of two days."""
    form = SwapForm(request.POST)
    if form.is_valid():
        try:
            first, _second = actions.swap_days(**form.cleaned_data, by=request.actor, now=clock.now())
        except actions.CannotEnter as refusal:
            form.add_error(None, str(refusal))
        else:
            return _entered(request, first)
    return _page(request, swap_form=form)


@for_administrators
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Enter one more day off or at work."""
    form = DayOffForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            row = actions.enter_day(
                given["day"], DayKind(given["kind"]), reason=given["reason"], document=given["document"],
                by=request.actor, now=clock.now(),
            )  # fmt: skip
        except actions.CannotEnter as refusal:
            form.add_error(None, str(refusal))
        else:
            return _entered(request, row)
    return _page(request, day_form=form)


@for_administrators
@require_POST
def remove(request: HttpRequest, day_id: int) -> HttpResponse:
    """Take an entered day back."""
    row = get_object_or_404(CalendarDay, pk=day_id)
    year = row.day.year
    actions.remove_day(row, by=request.actor, now=clock.now())
    messages.success(request, _("Đã bỏ ngày đã ghi. Các kỳ đã mở giữ hạn đã chốt."))
    return redirect(f"{reverse('organisations:calendar')}?nam={year}")


def _entered(request: HttpRequest, row: CalendarDay) -> HttpResponse:
    messages.success(request, _("Đã ghi. Lịch mới áp dụng cho các kỳ chưa mở; kỳ đang mở thì gia hạn nếu cần."))
    return redirect(f"{reverse('organisations:calendar')}?nam={row.day.year}")


def _page(
    request: HttpRequest, *, swap_form: SwapForm | None = None, day_form: DayOffForm | None = None
) -> HttpResponse:
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and _FIRST <= int(asked) <= _LAST else request.today.year
    context = {
        "year": str(year), "before": str(year - 1), "after": str(year + 1), "days": queries.days_of_year(year),
        "may_manage": access.may(request.actor, Right.MANAGE_ORGANISATIONS) is not None,
        "swap_form": swap_form or SwapForm(), "day_form": day_form or DayOffForm(),
    }  # fmt: skip
    return render(request, "organisations/calendar.html", context)
