"""Working on the words of a consolidated report, and the reasons for figures changed on their way upward."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau import clock
from nhipcau.organisations import access, names
from nhipcau.organisations.access import Right
from nhipcau.reports import actions
from nhipcau.reports.models import Indicator
from nhipcau.reports.queries.gathered import Gathered, sections_of
from nhipcau.reports.views.finding import answering, summed, version_of

CONTENT = "#noi-dung"


@login_required
@require_POST
@answering
def gather(request: HttpRequest, obligation_id: UUID, start: str, end: str) -> HttpResponse:
    """Join the chosen texts, set them aside, take them in again, or let the bodies' own words stand."""
    obligation, period = summed(request, obligation_id, start, end)
    chosen = [int(key) for key in request.POST.getlist("chosen") if key.isdigit()]
    now = clock.now()
    deed, _sep, key = request.POST.get("do", "").partition("-")
    if deed == "join":
        actions.join(obligation, period, chosen, by=request.actor, now=now, client_key=_key(request))
        messages.success(request, _("Đã gộp. Hãy đọc lại và biên tập phần đã gộp."))
    elif deed in ("aside", "back"):
        actions.set_aside(obligation, period, chosen, aside=deed == "aside", by=request.actor, now=now)
    elif deed == "apart" and key.isdigit():
        actions.take_apart(obligation, period, int(key), by=request.actor, now=now)
        messages.success(request, _("Đã tách lại: nội dung trở về như từng đơn vị đã gửi."))
    return redirect(_back(obligation_id, start, end))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_text(request: HttpRequest, obligation_id: UUID, start: str, end: str, narrative_id: int) -> HttpResponse:
    """Edit one text of the consolidated report; the bodies that said it stay named, their own words beside it."""
    obligation, period = summed(request, obligation_id, start, end)
    access.require(request.actor, Right.CONSOLIDATE, about=obligation)
    there = _text(sections_of(obligation, period, {}), narrative_id)
    typed, error, seen = there.text, "", there.row_version
    if request.method == "POST":
        typed, expected = request.POST.get("text", ""), request.POST.get("row_version", "")
        try:
            actions.edit(
                obligation, period, narrative_id, text=typed, expected=int(expected) if expected.isdigit() else -1,
                by=request.actor, now=clock.now(),
            )  # fmt: skip
            return redirect(_back(obligation_id, start, end))
        except (actions.Conflict, actions.NoText) as refused:
            error = str(refused)
    context = {
        "obligation": obligation, "period": period, "there": there, "typed": typed, "error": error,
        "row_version": seen, "narrative_id": narrative_id,
        "called": names.bodies({source.body_id for source in there.sources}, on=request.today),
    }  # fmt: skip
    return render(request, "reports/gathered_text.html", context, status=409 if error else 200)


def _text(sections: dict[str, list[Gathered]], narrative_id: int) -> Gathered:
    for rows in sections.values():
        for row in rows:
            if narrative_id in row.narratives:
                return row
    raise Http404


@login_required
@require_POST
@answering
def explain_change(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Say why a figure of the consolidation was changed by hand in the report that goes upward."""
    version = version_of(request, version_id)
    indicator = get_object_or_404(Indicator, pk=_uuid(request.POST.get("indicator", "")))
    actions.explain_change(
        version, indicator.pk, request.POST.get("breakdown", ""), reason=request.POST.get("reason", ""),
        by=request.actor, now=clock.now(),
    )  # fmt: skip
    messages.success(request, _("Đã ghi lý do."))
    return redirect("reports:report", version.submission.occurrence_id)


def _back(obligation_id: UUID, start: str, end: str) -> str:
    from django.urls import reverse

    return reverse("reports:consolidation", args=[obligation_id, start, end]) + CONTENT


def _key(request: HttpRequest) -> UUID | None:
    return _uuid(request.POST.get("client_key", ""))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
