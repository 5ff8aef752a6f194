"""The door and the first page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


class Login(LoginView):
    """The door. Who is in already goes to his first page."""

    template_name = "web/login.html"
    redirect_authenticated_user = True


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Send the user to his body's work list."""
    return render(request, "web/home.html")


def health(request: HttpRequest) -> JsonResponse:
    """Answer a process manager: the program runs and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do when a form was sent without a valid key (an expired session, cookies switched off)."""
    return render(request, "web/csrf_failure.html", status=403)
