"""The page where a user makes and ends his keys."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau import clock
from nhipcau.api import keys
from nhipcau.api.models import Token


@login_required
def tokens(request: HttpRequest) -> HttpResponse:
    """Show the user's keys; a POST makes one and shows it once."""
    made = None
    if request.method == "POST":
        purpose = request.POST.get("purpose", "").strip()
        if purpose:
            made = keys.make(request.actor, purpose)
        else:
            messages.error(request, _("Hãy ghi khóa này dùng cho việc gì, để sau này biết mà hủy."))
    rows = Token.objects.visible_to(request.actor).order_by("-made_at")
    return render(request, "api/tokens.html", {"tokens": rows, "made": made, "now": clock.real_now()})


@login_required
@require_POST
def end(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """End one key."""
    keys.end(get_object_or_404(Token.objects.visible_to(request.actor), pk=token_id), by=request.actor)
    messages.success(request, _("Đã hủy khóa."))
    return redirect("keys:tokens")
