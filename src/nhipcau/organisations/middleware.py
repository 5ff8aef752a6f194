"""Puts the actor of the day on each request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from nhipcau import clock
from nhipcau.organisations import access


class ActorMiddleware:
    """Sets `request.actor`: the user with the posts that he holds on the day of the request; None for a stranger."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with `request.actor` and `request.today` set."""
        today = clock.today()
        request.today = today
        if request.user.is_authenticated:
            request.actor = SimpleLazyObject(lambda: access.actor_of(request.user, on=today))
        else:
            request.actor = None
        return self.get_response(request)
