"""The inbox, and what is done with a report that was sent: forward, receive, ask, decide on lateness."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau import clock
from nhipcau.organisations.access import Actor, Denied
from nhipcau.reports import actions
from nhipcau.reports.forms import QualityForm
from nhipcau.reports.models import Version
from nhipcau.reports.queries.inbox import inbox as read_inbox
from nhipcau.reports.views.finding import answering, occurrence_of, version_of


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the reports that wait for the reader's office."""
    return render(request, "reports/inbox.html", {"inbox": read_inbox(request.actor, on=request.today)})


@login_required
@require_POST
def forward_many(request: HttpRequest) -> HttpResponse:
    """Forward the ticked reports."""
    done = _many(request, actions.forward)
    messages.success(request, _("Đã chuyển tiếp %(n)d báo cáo.") % {"n": done})
    return redirect("reports:inbox")


@login_required
@require_POST
def receive_many(request: HttpRequest) -> HttpResponse:
    """Receive the ticked reports."""
    done = _many(request, actions.receive)
    messages.success(request, _("Đã tiếp nhận %(n)d báo cáo.") % {"n": done})
    return redirect("reports:inbox")


def _many(request: HttpRequest, deed: Callable[..., None]) -> int:
    """Do one deed with each ticked version that the reader sees; say which ones were refused. Each is its own deed."""
    wanted = [key for key in request.POST.getlist("version") if _is_uuid(key)][:500]
    seen = Version.objects.visible_to(request.actor).filter(pk__in=wanted).select_related("submission__occurrence")
    done, now = 0, clock.now()
    for version in seen.order_by("pk"):
        done += _try(request, deed, version, request.actor, now)
    return done


def _try(request: HttpRequest, deed: Callable[..., None], version: Version, by: Actor, now: datetime) -> bool:
    try:
        deed(version, by=by, now=now)
    except (Denied, ValueError) as refused:
        messages.warning(request, str(refused))
        return False
    return True


@login_required
@require_POST
@answering
def forward(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Forward one report."""
    version = version_of(request, version_id)
    actions.forward(version, by=request.actor, now=clock.now())
    messages.success(request, _("Đã chuyển tiếp báo cáo."))
    return redirect("reports:report", version.submission.occurrence_id)


@login_required
@require_POST
@answering
def receive(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Receive one report."""
    version = version_of(request, version_id)
    quality, note = _quality(request)
    actions.receive(version, by=request.actor, now=clock.now(), quality=quality, note=note)
    messages.success(request, _("Đã tiếp nhận báo cáo."))
    return redirect("reports:report", version.submission.occurrence_id)


@login_required
@require_POST
@answering
def judge(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Mark the quality of a report."""
    version = version_of(request, version_id)
    quality, note = _quality(request)
    actions.judge(version, quality=quality, note=note, by=request.actor, now=clock.now())
    messages.success(request, _("Đã ghi đánh giá chất lượng."))
    return redirect("reports:report", version.submission.occurrence_id)


def _quality(request: HttpRequest) -> tuple[str, str]:
    form = QualityForm(request.POST)
    if not form.is_valid():
        raise ValueError(" ".join(str(error) for errors in form.errors.values() for error in errors))
    return form.cleaned_data["quality"], form.cleaned_data["quality_note"]


@login_required
@require_POST
@answering
def ask(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Ask the body to complete its report."""
    version = version_of(request, version_id)
    actions.ask_for_completion(version, reason=request.POST.get("reason", ""), by=request.actor, now=clock.now())
    messages.success(request, _("Đã gửi đề nghị bổ sung."))
    return redirect("reports:report", version.submission.occurrence_id)


@login_required
@require_POST
@answering
def void(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Treat a version as not sent."""
    version = version_of(request, version_id)
    actions.void(version, reason=request.POST.get("reason", ""), by=request.actor, now=clock.now())
    messages.success(request, _("Đã ghi quyết định coi như chưa gửi."))
    return redirect("reports:report", version.submission.occurrence_id)


@login_required
@require_POST
@answering
def explain(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Record why a body is late."""
    occurrence = occurrence_of(request, occurrence_id)
    actions.explain(occurrence, text=request.POST.get("reason", ""), by=request.actor, now=clock.now())
    messages.success(request, _("Đã ghi giải trình."))
    return redirect("reports:report", occurrence_id)


@login_required
@require_POST
@answering
def exempt(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """Release a body from one report."""
    occurrence = occurrence_of(request, occurrence_id)
    actions.exempt(occurrence, reason=request.POST.get("reason", ""), by=request.actor, now=clock.now())
    messages.success(request, _("Đã ghi quyết định miễn."))
    return redirect("reports:report", occurrence_id)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
