"""The gate: the one place that decides who sees what and who may do what.

Each table says in a `gate` how bodies stand to its rows (`Standing`); this module makes the filter and the answer.
A user sees what concerns a body in which he holds a post today: its own, addressed to it, passing through it, followed
by it, below it in the line of that programme, or published to all; a successor inherits its predecessor's history.
Rights come from posts only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, OuterRef, Q

from nhipcau.organisations.models import LineClosure, Organisation, Post, Role, Succession, User, holds_on


class Denied(PermissionDenied):
    """No post of the actor gives the right; the text tells a person who may do it."""


class Kind(StrEnum):
    """How a body stands to a row."""

    OWN = "own"  # the body's own
    ISSUER = "issuer"  # the body laid it on others
    TO = "to"  # addressed to the body: it receives
    THROUGH = "through"  # passes through the body
    FOLLOWS = "follows"  # the body follows and urges it
    BELOW = "below"  # belongs to a body below in the line of the programme
    PUBLISHED = "published"  # shown to everybody who has a post
    MINE = "mine"  # seen by one user only (an upload in quarantine)


@dataclass(frozen=True)
class Standing:
    """One way in which a body stands to a row of a table.

    `path` leads from the row to the body (for MINE: to the user; for PUBLISHED it is unused). `when` must hold of the
    row besides. `related` names a child table (`app.Model`) whose `link` points at the row and on which `path` and
    `when` are read. For BELOW `programme` leads from the row to the programme; for MINE `within` leads to the body in
    which the user must still hold a post, if to any.
    """

    kind: Kind
    path: str = ""
    when: Q = field(default_factory=Q)
    related: str = ""
    link: str = ""
    programme: str = ""
    within: str = ""


class Right(StrEnum):
    """What a post may let its holder do."""

    REGISTER_DOCUMENT = "register-document"
    PROPOSE_DUTIES = "propose-duties"
    CONFIRM_DUTIES = "confirm-duties"
    SHARE_DUTY = "share-duty"
    ANSWER_DUTY = "answer-duty"
    FILL_REPORT = "fill-report"
    SIGN_OFF = "sign-off"
    FORWARD_REPORT = "forward-report"
    RECEIVE_REPORT = "receive-report"
    ENTER_FOR_OTHERS = "enter-for-others"
    URGE = "urge"
    DECIDE_ON_LATENESS = "decide-on-lateness"
    CONSOLIDATE = "consolidate"
    DRAFT = "draft"
    MANAGE_ORGANISATIONS = "manage-organisations"
    MANAGE_PROGRAMME = "manage-programme"
    READ_TRAIL = "read-trail"


_OFFICE_WORK = frozenset(
    {
        Right.REGISTER_DOCUMENT, Right.PROPOSE_DUTIES, Right.SHARE_DUTY, Right.ANSWER_DUTY, Right.FILL_REPORT,
        Right.FORWARD_REPORT, Right.RECEIVE_REPORT, Right.ENTER_FOR_OTHERS, Right.URGE, Right.CONSOLIDATE, Right.DRAFT,
        Right.MANAGE_PROGRAMME,
    }
)  # fmt: skip
_DECISIONS = frozenset({Right.CONFIRM_DUTIES, Right.SIGN_OFF, Right.DECIDE_ON_LATENESS})

RIGHTS: dict[str, frozenset[Right]] = {
    Role.CLERK: frozenset({Right.REGISTER_DOCUMENT, Right.PROPOSE_DUTIES, Right.FORWARD_REPORT}),
    Role.OFFICER: _OFFICE_WORK,
    Role.LEADER: _OFFICE_WORK | _DECISIONS,
    Role.ADMINISTRATOR: frozenset({Right.MANAGE_ORGANISATIONS, Right.READ_TRAIL}),
}

# To whom a right belongs, by how his body stands to the thing.
HELD_BY: dict[Right, frozenset[Kind]] = {
    Right.REGISTER_DOCUMENT: frozenset({Kind.OWN}),
    Right.PROPOSE_DUTIES: frozenset({Kind.OWN, Kind.ISSUER}),
    Right.CONFIRM_DUTIES: frozenset({Kind.OWN, Kind.ISSUER}),
    Right.SHARE_DUTY: frozenset({Kind.OWN}),
    Right.ANSWER_DUTY: frozenset({Kind.OWN}),
    Right.FILL_REPORT: frozenset({Kind.OWN}),
    Right.SIGN_OFF: frozenset({Kind.OWN}),
    Right.FORWARD_REPORT: frozenset({Kind.THROUGH}),
    Right.RECEIVE_REPORT: frozenset({Kind.TO}),
    Right.ENTER_FOR_OTHERS: frozenset({Kind.TO, Kind.THROUGH}),
    Right.URGE: frozenset({Kind.TO, Kind.THROUGH, Kind.FOLLOWS, Kind.ISSUER}),
    Right.DECIDE_ON_LATENESS: frozenset({Kind.TO}),
    Right.CONSOLIDATE: frozenset({Kind.TO}),
    Right.DRAFT: frozenset({Kind.OWN, Kind.TO, Kind.THROUGH, Kind.ISSUER}),
    Right.MANAGE_ORGANISATIONS: frozenset({Kind.OWN}),
    Right.MANAGE_PROGRAMME: frozenset({Kind.OWN}),
    Right.READ_TRAIL: frozenset({Kind.OWN}),
}


@dataclass(frozen=True)
class HeldPost:
    """A post as held on the actor's day."""

    post_id: UUID
    organisation_id: UUID
    role: str
    title: str
    is_delegate: bool

    def rights(self) -> frozenset[Right]:
        """Return what this post allows, before asking about what."""
        allowed = RIGHTS[self.role]
        return allowed | {Right.CONFIRM_DUTIES, Right.SIGN_OFF} if self.is_delegate else allowed


@dataclass(frozen=True)
class Actor:
    """Somebody at work on one day: the user and the posts that he holds then."""

    user: User
    posts: tuple[HeldPost, ...]
    on: date
    # The bodies of his posts with all their predecessors, whose history they inherit.
    bodies: frozenset[UUID]
    heirs: dict[UUID, frozenset[UUID]] = field(compare=False, default_factory=dict)

    def posts_for(self, body: UUID) -> tuple[HeldPost, ...]:
        """Return the posts that speak for `body`, directly or as its successor."""
        return tuple(post for post in self.posts if body in self.heirs.get(post.organisation_id, frozenset()))


@dataclass(frozen=True)
class ActingPost:
    """The post by which an actor did something, for the trail."""

    actor: Actor
    post: HeldPost | None
    on_behalf_of: UUID | None = None

    def trail_fields(self) -> dict[str, str]:
        """Return what `audit.record` writes about who did it."""
        return {
            "user_id": str(self.actor.user.pk),
            "user_label": self.actor.user.display_name,
            "post_id": str(self.post.post_id) if self.post else "",
            "post_label": self.post.title if self.post else "",
            "body_id": str(self.post.organisation_id) if self.post else "",
            "on_behalf_of": str(self.on_behalf_of) if self.on_behalf_of else "",
        }


def actor_of(user: User, *, on: date) -> Actor:
    """Return the user with the posts that he holds on the day `on`. Two queries, one more per generation of bodies."""
    held = tuple(
        HeldPost(post.pk, post.organisation_id, post.role, post.title, post.is_delegate)
        for post in Post.objects.filter(holds_on(on), user=user).order_by("valid_from", "pk")
    )
    heirs = {body: predecessors_of(body, on=on) for body in {post.organisation_id for post in held}}
    bodies = frozenset().union(*heirs.values()) if heirs else frozenset()
    return Actor(user, held, on, bodies, heirs)


def predecessors_of(body: UUID, *, on: date) -> frozenset[UUID]:
    """Return `body` and every body whose history it inherits by the day `on`."""
    found, newest = {body}, {body}
    while newest:
        older = Succession.objects.filter(successor__in=newest, on_day__lte=on).values_list("predecessor_id", flat=True)
        newest = set(older) - found
        found |= newest
    return frozenset(found)


def may(actor: Actor, right: Right, *, about: models.Model | None = None) -> HeldPost | None:
    """Return the post by which `actor` may do it, or None.

    Without `about`: whether any post gives the right at all. `about` an Organisation: whether a post speaks for it.
    """
    if about is None:
        return next((post for post in actor.posts if right in post.rights()), None)
    for body in _bodies_holding(right, about):
        for post in actor.posts_for(body):
            if right in post.rights():
                return post
    return None


def require(actor: Actor, right: Right, *, about: models.Model | None = None) -> ActingPost:
    """Return the post by which the deed is done, for the trail; raise Denied where there is none."""
    post = may(actor, right, about=about)
    if post is None:
        raise Denied(
            "Việc này không thuộc quyền của vị trí anh/chị đang giữ. Hãy liên hệ lãnh đạo đơn vị hoặc quản trị."
        )
    behalf = about.on_behalf_of(post) if hasattr(about, "on_behalf_of") else None
    return ActingPost(actor, post, behalf)


def visible(queryset: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
    """Return the rows of `queryset` that `actor` may see on his day."""
    condition = Q(pk__in=[])
    for standing in queryset.model.gate:
        condition |= _condition(standing, actor)
    return queryset.filter(condition)


class GatedQuerySet(models.QuerySet):
    """Rows that a gate guards. Pages, files, exports and the API start here."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the rows that `actor` may see on his day."""
        return visible(self, actor)


def _condition(standing: Standing, actor: Actor) -> Q:
    if standing.kind is Kind.PUBLISHED:
        return standing.when if actor.posts else Q(pk__in=[])
    if standing.kind is Kind.MINE:
        own = Q(**{standing.path: actor.user.pk}) & standing.when
        if standing.within:
            own &= Q(**{f"{standing.within}__in": actor.bodies})
    elif standing.kind is Kind.BELOW:
        own = standing.when & Q(Exists(_below(standing, actor)))
    else:
        own = Q(**{f"{standing.path}__in": actor.bodies}) & standing.when
    if not standing.related:
        return own
    child = standing_model(standing.related)
    return Q(Exists(child.objects.filter(own, **{standing.link: OuterRef("pk")})))


def _below(standing: Standing, actor: Actor) -> models.QuerySet[LineClosure]:
    return LineClosure.objects.filter(
        holds_on(actor.on),
        upper__in=actor.bodies,
        lower=OuterRef(standing.path),
        programme=OuterRef(standing.programme),
    )


def standing_model(label: str) -> type[models.Model]:
    """Return the model named `app.Model`."""
    from django.apps import apps

    return apps.get_model(label)


def _bodies_holding(right: Right, about: models.Model) -> Iterable[UUID]:
    if isinstance(about, Organisation):
        yield about.pk
        return
    for standing in about.gate:  # type: ignore[attr-defined]
        if standing.kind not in HELD_BY[right] or not standing.path:
            continue
        if standing.related:
            rows = standing_model(standing.related).objects.filter(standing.when, **{standing.link: about.pk})
            yield from (body for body in rows.values_list(standing.path, flat=True) if body)
        elif not standing.when or type(about)._default_manager.filter(standing.when, pk=about.pk).exists():
            body = _follow(about, standing.path)
            if body is not None:
                yield body


def _follow(row: models.Model, path: str) -> UUID | None:
    """Walk from a row along `path` and return the key of the body at its end."""
    *steps, last = path.split("__")
    for step in steps:
        row = getattr(row, step)
        if row is None:
            return None
    return getattr(row, f"{last}_id")
