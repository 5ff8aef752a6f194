"""Finding rows through the gate, and answering what a deed refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from nhipcau.obligations.models import Occurrence
from nhipcau.organisations.access import Denied
from nhipcau.reports.models import SummedObligation, Version
from nhipcau.reports.queries.figures import Period, period_of

View = Callable[..., HttpResponse]


def occurrence_of(request: HttpRequest, occurrence_id: UUID) -> Occurrence:
    """Return an occurrence that asks for a report and that the reader may see, else 404."""
    seen = Occurrence.objects.visible_to(request.actor).filter(obligation__kind="report")
    wanted = seen.select_related(
        "obligation__document", "obligation__programme", "obligation__report_form__form", "exemption"
    )
    return get_object_or_404(wanted.prefetch_related("explanations"), pk=occurrence_id)


def version_of(request: HttpRequest, version_id: UUID) -> Version:
    """Return a version that the reader may see, else 404."""
    seen = Version.objects.visible_to(request.actor)
    wanted = seen.select_related("submission__occurrence__obligation", "form_version__form")
    return get_object_or_404(wanted, pk=version_id)


def summed(request: HttpRequest, obligation_id: UUID, start: str, end: str) -> tuple[SummedObligation, Period]:
    """Return a duty and its period as its sums are seen, else 404."""
    seen = SummedObligation.objects.visible_to(request.actor).select_related("document", "programme")
    obligation = get_object_or_404(seen, pk=obligation_id, kind="report")
    period = period_of(obligation, day(start), day(end))
    if period is None:
        raise Http404
    return obligation, period


def day(text: str) -> date:
    """Return a day of an address; one that the calendar does not know is 404."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def answering(view: View) -> View:
    """Let a deed's refusal come back as a message on the page of the report: nothing typed elsewhere is lost."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Denied as refused:
            return _refused(request, refused, status_tag="error")
        except ValueError as refused:
            return _refused(request, refused, status_tag="warning")

    return answered


def _refused(request: HttpRequest, refused: Exception, *, status_tag: str) -> HttpResponse:
    (messages.error if status_tag == "error" else messages.warning)(request, str(refused))
    return redirect(back(request))


def back(request: HttpRequest) -> str:
    """Return the page of our own that the request came from, else the inbox."""
    from django.urls import reverse
    from django.utils.http import url_has_allowed_host_and_scheme

    came_from = request.META.get("HTTP_REFERER", "")
    if url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return came_from
    return reverse("reports:inbox")
