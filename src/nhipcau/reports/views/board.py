"""The board, its spreadsheet, and the reminder to copy."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhipcau import clock
from nhipcau.organisations.models import Programme
from nhipcau.reports import actions, rules, spreadsheets
from nhipcau.reports.queries import board as reading
from nhipcau.reports.queries import reminders
from nhipcau.reports.queries.board import Board, Wanted
from nhipcau.reports.rules import State
from nhipcau.reports.views.finding import day

ROWS = 50


@login_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The reports' own first page is what waits for the reader."""
    return redirect("reports:inbox")


@login_required
@require_safe
def board(request: HttpRequest, programme: str = "") -> HttpResponse:
    """Show bodies × duties and periods of a programme."""
    programmes = reading.programmes(request.actor)
    chosen = _programme(programmes, programme or _code_of_duty(request))
    if chosen is None:
        return render(request, "reports/board_empty.html")
    on = _as_of(request)
    shown = _board(request, chosen, on)
    page = Paginator(shown.rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "board": shown,
        "page_obj": page,
        "programmes": programmes,
        "states": [(state.value, rules.state_words(state)) for state in State if state is not State.NOT_EXPECTED],
        "levels": reading.levels(),
        "asked": request.GET,
        "on": on,
    }
    return render(request, "reports/board.html", context)


@login_required
@require_safe
def export(request: HttpRequest, programme: str) -> HttpResponse:
    """Give the board as filtered, as a spreadsheet."""
    chosen = _programme(reading.programmes(request.actor), programme)
    if chosen is None:
        raise Http404
    on = _as_of(request)
    return spreadsheets.download(spreadsheets.board_sheet(_board(request, chosen, on), on), "bang-theo-doi")


def _board(request: HttpRequest, programme: Programme, on: date) -> Board:
    return reading.board(request.actor, programme, _wanted(request), on=on)


def _as_of(request: HttpRequest) -> date:
    """Return the day on which the board is asked for: a past one from the address, else today."""
    try:
        return min(date.fromisoformat(request.GET.get("ngay", "")), request.today)
    except ValueError:
        return request.today


def _code_of_duty(request: HttpRequest) -> str:
    """Return the programme of the duty that the address asks for."""
    wanted = _wanted(request).obligation
    return (reading.programme_of_duty(request.actor, wanted) or "") if wanted else ""


def _programme(programmes: list[Programme], code: str) -> Programme | None:
    if not code:
        return programmes[0] if programmes else None
    chosen = next((programme for programme in programmes if programme.code == code), None)
    if chosen is None:
        raise Http404
    return chosen


def _wanted(request: HttpRequest) -> Wanted:
    """Read the filters; a value that is none is no filter."""
    state = request.GET.get("trang-thai", "")
    level = request.GET.get("cap", "")
    try:
        obligation = UUID(request.GET.get("nhiem-vu", ""))
    except ValueError:
        obligation = None
    return Wanted(
        obligation=obligation,
        period=request.GET.get("ky", "")[:80],
        state=State(state) if state in set(State) else None,
        level=level if level in dict(reading.levels()) else "",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reminder(request: HttpRequest, obligation_id: UUID, start: str, end: str) -> HttpResponse:
    """Show the reminder to copy; by POST note that the late were reminded."""
    column = reading.column_of(request.actor, obligation_id, day(start), day(end))
    if column is None:
        raise Http404
    late = reading.late_occurrences(request.actor, column, on=request.today)
    if request.method == "POST":
        noted = actions.note_reminder(late, how="copied", by=request.actor, now=clock.now())
        messages.success(request, _("Đã ghi việc nhắc %(n)d đơn vị.") % {"n": noted})
        return redirect("reports:reminder", obligation_id, start, end)
    context = {"reminder": reminders.reminder(request.actor, column, late, on=request.today), "column": column}
    return render(request, "reports/reminder.html", context)
