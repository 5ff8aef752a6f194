"""The trail: who did what, when, in which post."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhipcau.audit.models import Entry
from nhipcau.organisations import queries
from nhipcau.organisations.views.doors import for_readers_of_the_trail


@for_readers_of_the_trail
def trail(request: HttpRequest) -> HttpResponse:
    """Show the trail, newest first, filtered by deed and by person or thing. Constant queries, 50 rows."""
    entries = Entry.objects.select_related("link").order_by("-id")
    event, text = request.GET.get("viec", ""), request.GET.get("q", "").strip()
    if event:
        entries = entries.filter(event=event)
    if text:
        entries = entries.filter(Q(user_label__icontains=text) | Q(about_label__icontains=text) | Q(about_id=text))
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    context = {
        "page_obj": page, "rows": queries.trail_rows(page, on=request.today), "event": event, "text": text,
        "events": sorted(queries.event_words().items(), key=lambda pair: pair[1]),
    }  # fmt: skip
    return render(request, "organisations/trail.html", context)
