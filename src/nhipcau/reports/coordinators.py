"""Who may change forms, indicators and breakdowns: the bodies that coordinate the programme to which they belong."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nhipcau.organisations import access
from nhipcau.organisations.access import ActingPost, Actor, Denied, Right
from nhipcau.organisations.models import Coordination, Programme


def programmes_coordinated(actor: Actor) -> list[Programme]:
    """Return the programmes whose forms the actor may change today, by name. One query."""
    rows = Programme.objects.filter(pk__in=_coordinations(actor).values("programme"))
    return list(rows.order_by("short_name", "pk"))


def may_edit(programme: Programme | None, actor: Actor) -> bool:
    """Return whether the actor may change forms of a programme; what belongs to none is changed by nobody here."""
    return programme is not None and _coordinations(actor).filter(programme=programme).exists()


def require(programme: Programme | None, by: Actor) -> ActingPost:
    """Return the post by which `by` changes forms of a programme. Raises `access.Denied`."""
    row = _coordinations(by).filter(programme=programme).select_related("organisation").first() if programme else None
    if row is None:
        raise Denied(_("Chỉ cơ quan chủ trì chương trình mới sửa được biểu mẫu. Hãy liên hệ cơ quan chủ trì."))
    return access.require(by, Right.MANAGE_PROGRAMME, about=row.organisation)


def _coordinations(actor: Actor):
    bodies = {post.organisation_id for post in actor.posts if Right.MANAGE_PROGRAMME in post.rights()}
    return Coordination.objects.on(actor.on).filter(organisation__in=bodies)
