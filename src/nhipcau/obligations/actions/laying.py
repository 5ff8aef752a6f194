"""Who laid a duty: only its side changes when it falls due, ends it, or carries it to the levels below.

A body that owes a duty confirms it for itself; that does not make the others' duty its own to change.
"""

from __future__ import annotations

from nhipcau.obligations.models import Obligation
from nhipcau.organisations import access
from nhipcau.organisations.access import ActingPost, Actor, Right


def laying_post(obligation: Obligation, by: Actor) -> ActingPost | None:
    """Return the post by which `by` decides for the issuer or for the body of the register; None: he has none."""
    for body in (obligation.issuer_id, obligation.document.body_id):
        for post in by.posts_for(body):
            if Right.CONFIRM_DUTIES in post.rights():
                return ActingPost(by, post)
    return None


def require_laying(obligation: Obligation, by: Actor) -> ActingPost:
    """Return that post, for the trail; raise Denied where there is none."""
    acting = laying_post(obligation, by)
    if acting is None:
        raise access.Denied("Chỉ lãnh đạo cơ quan đã giao nhiệm vụ này mới đổi được. Hãy liên hệ nơi giao.")
    return acting
