"""The door and the first page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from nhipcau.organisations.models import Role, World
from nhipcau.web import door
from nhipcau.web.returning import door_and_back


class Login(LoginView):
    """The door. Who is in already goes to his first page."""

    template_name = "web/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Name the invented accounts where the whole world is invented."""
        context = super().get_context_data(**kwargs)
        world = World.objects.first()
        if world is not None and world.is_demo:
            context["offer"] = door.shown()
        return context


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Send the user to his body's work list; who holds no post today is told so."""
    if not request.actor.posts:
        return render(request, "web/home.html")
    if {post.role for post in request.actor.posts} == {Role.ADMINISTRATOR}:
        return redirect("organisations:bodies")
    return redirect("obligations:worklist")


def health(request: HttpRequest) -> JsonResponse:
    """Answer a process manager: the program runs and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do when a form was sent without a valid key (an expired session, cookies switched off)."""
    return render(request, "web/csrf_failure.html", {"door": door_and_back(request)}, status=403)
