"""What every page shows: whose desk it is, the day, whether the data are invented."""

from __future__ import annotations

from django.http import HttpRequest

from nhipcau import clock
from nhipcau.organisations import names
from nhipcau.organisations.models import World


def shell(request: HttpRequest) -> dict[str, object]:
    """Return the frame's values for a template. Two queries for a person who is logged in, one for a stranger."""
    world = World.objects.first()
    actor = getattr(request, "actor", None)
    posts: list[dict[str, str]] = []
    if actor is not None and getattr(request, "user", None) is not None:
        called = names.bodies((post.organisation_id for post in actor.posts), on=request.today)
        posts = [
            {"title": post.title, "body": called[post.organisation_id].short_name}
            for post in actor.posts
            if post.organisation_id in called
        ]
    return {
        "world": world,
        "today": getattr(request, "today", None) or clock.today(),
        "my_posts": posts,
        "my_roles": {post.role for post in actor.posts} if actor is not None else set(),
    }
