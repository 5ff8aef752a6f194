"""What every page shows: whose desk it is, the day, whether the data are invented."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from nhipcau import clock
from nhipcau.organisations import names
from nhipcau.organisations.models import Role, World
from nhipcau.reminders.queries import unseen


@dataclass(frozen=True)
class NavEntry:
    """One word of the main navigation."""

    label: str
    url: str
    is_here: bool


# Address name, label, and who needs it (None: everybody who holds a post).
_NAVIGATION = (
    ("obligations:worklist", _("Việc của đơn vị"), None),
    ("documents:register", _("Văn bản"), None),
    ("reports:inbox", _("Báo cáo đến"), None),
    ("reports:board", _("Theo dõi"), None),
    ("reports:consolidations", _("Tổng hợp"), None),
    ("reports:targets", _("Chỉ tiêu"), None),
    ("drafting:drafts", _("Dự thảo"), None),
    ("documents:search", _("Tra cứu"), None),
    ("organisations:bodies", _("Cơ cấu"), None),
    ("organisations:users", _("Người dùng"), Role.ADMINISTRATOR),
    ("organisations:trail", _("Nhật ký"), Role.ADMINISTRATOR),
)


def navigation(path: str, roles: set[str]) -> list[NavEntry]:
    """Return the entries that a person with these roles needs; the one whose address begins `path` is marked."""
    found: list[tuple[str, str]] = []
    for name, label, role in _NAVIGATION:
        if role is not None and role not in roles:
            continue
        try:
            found.append((str(label), reverse(name)))
        except NoReverseMatch:
            continue
    here = max((url for _label, url in found if path.startswith(url)), key=len, default=None)
    return [NavEntry(label, url, url == here) for label, url in found]


def shell(request: HttpRequest) -> dict[str, object]:
    """Return the frame's values for a template. Three queries for a person who is logged in, one for a stranger."""
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
    roles = {post.role for post in actor.posts} if actor is not None else set()
    return {
        "world": world,
        "today": getattr(request, "today", None) or clock.today(),
        "my_posts": posts,
        "my_roles": roles,
        "nav": navigation(request.path, roles) if roles else [],
        "unseen_reminders": unseen(actor) if roles else 0,
    }
