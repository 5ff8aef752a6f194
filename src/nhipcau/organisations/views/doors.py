"""Who may open these pages: all who hold a post read the structure; administrators manage it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from nhipcau.organisations import access
from nhipcau.organisations.access import Right

View = Callable[..., HttpResponse]


def for_holders_of_a_post(view: View) -> View:
    """Show the page to everybody who holds a post today; to others it is not there."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if not request.actor.posts:
            raise Http404
        return view(request, *args, **named)

    return guarded


def with_right(right: Right) -> Callable[[View], View]:
    """Show the page to those whose post gives `right`; to others it is not there."""

    def wrap(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
            if access.may(request.actor, right) is None:
                raise Http404
            return view(request, *args, **named)

        return guarded

    return wrap


for_administrators = with_right(Right.MANAGE_ORGANISATIONS)
for_readers_of_the_trail = with_right(Right.READ_TRAIL)
