"""The gate and the oracle show the same rows and allow the same deeds, to everybody, in crowded worlds."""

from __future__ import annotations

import pytest

from nhipcau.api.models import Token
from nhipcau.organisations import access
from tests.access.comparing import (
    differences_in_deeds,
    differences_in_rows,
    differences_in_stand_ins,
    gated_models,
)
from tests.access.oracle import LAW, Oracle
from tests.access.world import World, make_world, seeds
from tests.cast import TODAY

pytestmark = [pytest.mark.slow]


def test_the_oracle_knows_every_table_that_has_a_gate():
    assert {model._meta.label for model in gated_models()} == set(LAW)


def test_the_gate_shows_exactly_the_rows_of_the_oracle(crowd: tuple[World, Oracle]):
    assert list(differences_in_rows(*crowd)) == []


def test_kinds_of_standing_that_no_table_has_yet_show_what_they_should(crowd: tuple[World, Oracle]):
    assert list(differences_in_stand_ins(*crowd)) == []


def test_the_gate_allows_exactly_the_deeds_of_the_oracle(crowd: tuple[World, Oracle]):
    assert list(differences_in_deeds(*crowd, rows=4)) == []


def test_the_world_has_something_to_hide_and_something_to_show(crowd: tuple[World, Oracle]):
    """Otherwise the comparison would prove nothing."""
    world, oracle = crowd
    for model in gated_models():
        rows = model._default_manager.count()
        shown = {words: len(oracle.sees(user.pk, model)) for words, user in world.people.items()}

        assert sum(1 for count in shown.values() if 0 < count < rows) >= 5, model
        if model is not Token:  # a key is its user's own; it opens nothing for him who holds no post
            assert shown["user without a post"] == 0
            assert shown["leader of committee whose post ended with the night"] == 0
            assert shown["leader of committee whose post begins tomorrow"] == 0


def test_who_sees_a_part_sees_the_whole_to_which_it_belongs(crowd: tuple[World, Oracle]):
    """No page of a part leads to a page that is not there for its reader."""
    from nhipcau.documents.models import DocumentFile
    from nhipcau.obligations.models import Obligation, Occurrence
    from nhipcau.reports.models import Attachment, Submission, Version

    world, _oracle = crowd
    for user in world.people.values():
        actor = access.actor_of(user, on=TODAY)

        def seen(model, path="pk", actor=actor):
            return set(access.visible(model._default_manager.all(), actor).values_list(path, flat=True))

        assert seen(DocumentFile, "document") <= seen(DocumentFile._meta.get_field("document").related_model)
        assert seen(Occurrence, "obligation") <= seen(Obligation)
        assert seen(Submission, "occurrence") <= seen(Occurrence)
        assert seen(Attachment, "version") <= seen(Version)


@pytest.mark.prove
@pytest.mark.django_db
@pytest.mark.parametrize("seed", list(seeds(40)))
def test_the_gate_and_the_oracle_agree_in_many_worlds(seed):
    world = make_world(seed, size=1 + seed % 3)
    oracle = Oracle(TODAY)

    assert list(differences_in_rows(world, oracle)) == []
    assert list(differences_in_deeds(world, oracle, rows=3)) == []
