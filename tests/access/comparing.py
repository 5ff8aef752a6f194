"""Holding the gate beside the oracle: the first difference in rows shown or deeds allowed, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

import pytest
from django.apps import apps
from django.db.models import Model, Q

from nhipcau.api.models import Token
from nhipcau.organisations import access
from nhipcau.organisations.access import Kind, Right, Standing
from nhipcau.organisations.models import Programme
from tests.access.oracle import Oracle
from tests.access.world import World
from tests.cast import TODAY


def gated_models() -> list[type[Model]]:
    """Return every table that declares itself to the gate."""
    return [model for model in apps.get_models() if hasattr(model, "gate")]


def differences_in_rows(world: World, oracle: Oracle, models: Iterable[type[Model]] | None = None) -> Iterator[str]:
    """Give a line for each user and table where the rows shown are not the oracle's."""
    actors = {words: access.actor_of(user, on=TODAY) for words, user in world.people.items()}
    for model in models or gated_models():
        for words, actor in actors.items():
            shown = list(access.visible(model._default_manager.order_by(), actor).values_list("pk", flat=True))
            right = oracle.sees(actor.user.pk, model)
            if set(shown) != right or len(shown) != len(set(shown)):
                more, less, twice = len(set(shown) - right), len(right - set(shown)), len(shown) - len(set(shown))
                yield f"{words} × {model.__name__}: {more} too many, {less} too few, {twice} twice"


def differences_in_stand_ins(world: World, oracle: Oracle) -> Iterator[str]:
    """Give a line for each user to whom a stand-in of a gate shows what it should not.

    No table of today is published to all, nor one's own under a condition, nor without any standing.
    """
    published = (Standing(Kind.PUBLISHED, when=~Q(code="mo-hinh")),)
    mine = (Standing(Kind.MINE, "user", when=Q(purpose__endswith="1")),)
    for words, user in world.people.items():
        actor = access.actor_of(user, on=TODAY)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Programme, "gate", published, raising=False)
            patch.setattr(Token, "gate", mine)
            shown = {row.code for row in access.visible(Programme.objects.all(), actor)}
            tokens = set(access.visible(Token.objects.all(), actor).values_list("pk", flat=True))
            patch.setattr(Programme, "gate", ())
            nothing = access.visible(Programme.objects.all(), actor).exists()
        should = {"cuoc-van-dong", "ket-nghia"} if oracle.holds_a_post(user.pk) else set()
        own = {token.id for token in oracle.all("token") if token.user_id == user.pk and token.purpose[-1] == "1"}
        if (shown, tokens, nothing) != (should, own, False):
            yield f"{words} × stand-ins"


def differences_in_deeds(
    world: World,
    oracle: Oracle,
    *,
    models: Iterable[type[Model]] | None = None,
    rights: Iterable[str] | None = None,
    rows: int = 8,
) -> Iterator[str]:
    """Give a line for each user, right and thing where the answer is not the oracle's, for `rows` of each table."""
    actors = {words: access.actor_of(user, on=TODAY) for words, user in world.people.items()}
    asked = [Right(right) for right in rights or Right]
    things = [row for model in models or gated_models() for row in _spread(model, rows)]
    for words, actor in actors.items():
        for right in asked:
            if (access.may(actor, right) is not None) != oracle.may_at_all(actor.user.pk, right):
                yield f"{words} × {right}"
            for body in world.bodies:
                allowed = access.may(actor, right, about=body) is not None
                if allowed != oracle.may_for_body(actor.user.pk, right, body.pk):
                    yield f"{words} × {right} × {body.pk}"
    for row in things:
        for right in asked:
            for words, actor in actors.items():
                allowed = access.may(actor, right, about=row) is not None
                if allowed != oracle.may(actor.user.pk, right, type(row), row.pk):
                    yield f"{words} × {right} × {type(row).__name__} {row.pk}"


def _spread(model: type[Model], count: int) -> list[Model]:
    """Return `count` rows from all over a table, the same ones each time."""
    keys: list[UUID] = sorted(model._default_manager.order_by().values_list("pk", flat=True), key=str)
    step = max(1, len(keys) // count)
    return [model._default_manager.get(pk=key) for key in keys[::step][:count]]
