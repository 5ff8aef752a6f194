"""Reads the state of a day from the tables, for the pure rules. Nine queries at most for any number of bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from nhipcau.organisations.models import (
    Coordination,
    FocalUnit,
    GroupMember,
    Line,
    LocalitySpan,
    OrganisationSpan,
    Post,
)
from nhipcau.organisations.reorganising.changes import Body, Place
from nhipcau.organisations.reorganising.state import (
    CoordinationRow,
    FocalRow,
    LineRow,
    MemberRow,
    PostRow,
    State,
)

_BODY = ("organisation_id", "name", "short_name", "kind", "level", "rank", "symbol", "parent_id", "locality_id",
         "place", "code", "has_seal", "valid_from", "valid_until")  # fmt: skip
_PLACE = ("locality_id", "name", "kind", "type_name", "code", "parent_id", "rank", "valid_from", "valid_until")
_SPAN = ("valid_from", "valid_until", "pk")

# Which bodies somebody owes something to, as apps above know it: functions of (day) that give keys of bodies.
_receivers: list[Callable[[date], Iterable[UUID]]] = []


def register_receivers(give: Callable[[date], Iterable[UUID]]) -> None:
    """Name a source of bodies that others owe something to; called once from an app's `apps.py`."""
    if give not in _receivers:
        _receivers.append(give)


def state_on(day: date) -> State:
    """Return everything that a reorganisation on `day` may touch: what holds on it or begins later."""
    bodies = {row[0]: Body(*row) for row in OrganisationSpan.objects.on(day).values_list(*_BODY)}
    places = {row[0]: Place(*row) for row in LocalitySpan.objects.on(day).values_list(*_PLACE)}
    later = Q(valid_from__gt=day)
    fixed = {*OrganisationSpan.objects.filter(later).values_list("organisation_id", flat=True)}
    fixed |= {*LocalitySpan.objects.filter(later).values_list("locality_id", flat=True)}
    posts = _lasting(Post.objects.all(), day).order_by("organisation_id", "title", "pk")
    return State(
        day=day, bodies=bodies, places=places, fixed=frozenset(fixed),
        lines=_rows(LineRow, Line.objects.all(), day, "programme_id", "lower_id", "upper_id", "role"),
        members=_rows(MemberRow, GroupMember.objects.all(), day, "group_id", "organisation_id", "group__scope_id"),
        focal=_rows(FocalRow, FocalUnit.objects.all(), day, "programme_id", "unit_id", "member_id"),
        coordinations=_rows(
            CoordinationRow, Coordination.objects.all(), day, "programme_id", "organisation_id", "level",
            "is_standing_agency",
        ),
        posts=tuple(
            PostRow(*row)
            for row in posts.values_list(
                "organisation_id", "user_id", "role", "title", "user__display_name", "is_delegate", *_SPAN
            )
        ),
        receivers=frozenset(body for give in _receivers for body in give(day)),
    )  # fmt: skip


def _lasting(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    return rows.filter(Q(valid_until=None) | Q(valid_until__gt=day))


def _rows(make: type, rows: QuerySet[Any], day: date, *columns: str) -> tuple[Any, ...]:
    return tuple(make(*row) for row in _lasting(rows, day).order_by("pk").values_list(*columns, *_SPAN))
