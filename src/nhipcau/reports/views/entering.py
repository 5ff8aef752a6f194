"""Nhập hộ: one report after the other, quickly, on behalf of bodies that do not log in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau import clock
from nhipcau.obligations.models import Occurrence
from nhipcau.organisations import access, names
from nhipcau.organisations.access import Denied, Right
from nhipcau.reports import actions, forms_of_duties
from nhipcau.reports.forms import ArrivalForm
from nhipcau.reports.models import FormVersion
from nhipcau.reports.queries import lines as reading
from nhipcau.reports.queries.asked import fields_for
from nhipcau.reports.queries.board import OUTSIDE
from nhipcau.reports.queries.entering import next_to_enter
from nhipcau.reports.queries.places import places_for
from nhipcau.reports.reading import Typed, read_answers
from nhipcau.reports.screen import screen
from nhipcau.reports.views.filling import known_file
from nhipcau.reports.views.finding import occurrence_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Show and take the form on behalf of a body; afterwards the next one that has not sent anything."""
    occurrence = occurrence_of(request, occurrence_id)
    if access.may(request.actor, Right.ENTER_FOR_OTHERS, about=occurrence) is None:
        raise Http404
    if request.method != "POST":
        return _form(request, occurrence, ArrivalForm(initial={"received_on": request.today}))
    arrival = ArrivalForm(request.POST, request.FILES)
    fields = fields_for(_newest(occurrence), occurrence)
    places = places_for(fields, occurrence.body_id, on=occurrence.period_end)
    typed = read_answers(request.POST, fields, places)
    if {"add-row", "remove-row", "use-sum"} & set(request.POST):
        arrival.is_valid()
        return _form(request, occurrence, arrival, typed)
    if not arrival.is_valid() or typed.errors:
        return _form(request, occurrence, arrival, typed, status=422)
    try:
        version = _enter(request, occurrence, arrival, typed)
    except (Denied, ValueError) as refused:
        arrival.add_error(None, str(refused))
        return _form(request, occurrence, arrival, typed, status=422)
    called = names.bodies([occurrence.body_id], on=request.today)[occurrence.body_id]
    messages.success(request, _("Đã nhập báo cáo của %(name)s.") % {"name": called.name})
    if not version.is_complete:
        messages.warning(
            request, _("Báo cáo còn thiếu mục bắt buộc nên chưa được tính là đã gửi. Nhập hộ lần nữa khi đủ.")
        )
    following = next_to_enter(occurrence, request.actor, on=request.today) if "next" in request.POST else None
    if following:
        return redirect("reports:enter", following)
    if "next" in request.POST:
        messages.info(request, _("Không còn đơn vị nào chưa gửi trong kỳ này."))
    return redirect(_board(occurrence))


def _newest(occurrence: Occurrence) -> FormVersion:
    return forms_of_duties.newest_form(occurrence.obligation, now=clock.now(), on=occurrence.period_start)


def _board(occurrence: Occurrence) -> str:
    programme = occurrence.obligation.programme
    return reverse("reports:board", args=[programme.code if programme else OUTSIDE])


def _enter(request: HttpRequest, occurrence: Occurrence, form: ArrivalForm, typed: Typed):
    said = form.cleaned_data
    files = ((known_file(said["file"]), said["file"].name),) if said.get("file") else ()
    arrival = actions.Arrival(
        said["received_on"], said["came_by"], said["number_on_paper"], said["date_on_paper"], files
    )
    return actions.enter_for(
        occurrence, arrival, typed.answers, by=request.actor, client_key=_key(request), now=clock.now()
    )


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("client_key", ""))
    except ValueError:
        return None


def _form(
    request: HttpRequest, occurrence: Occurrence, arrival: ArrivalForm, typed: Typed | None = None, status: int = 200
) -> HttpResponse:
    lines = reading.lines(_newest(occurrence), None, occurrence)
    places = places_for([line.field for line in lines], occurrence.body_id, on=occurrence.period_end)
    context = {
        "occurrence": occurrence,
        "obligation": occurrence.obligation,
        "body": names.bodies([occurrence.body_id], on=request.today)[occurrence.body_id],
        "arrival": arrival,
        "screen": screen(lines, typed, places),
        "typed": typed,
        "writes": True,
    }
    return render(request, "reports/enter.html", context, status=status)
