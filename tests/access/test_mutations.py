"""Taking away any condition of the gate turns the comparison with the oracle red."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from django.db import transaction
from django.db.models import Model

from tests.access.comparing import (
    differences_in_deeds,
    differences_in_rows,
    differences_in_stand_ins,
    gated_models,
)
from tests.access.mutating import DEEDS, ROWS, Mutant, applied, of_code, of_gates, of_rights
from tests.access.oracle import Oracle
from tests.access.world import World

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

SAMPLE = 14

# Changes that change nothing that can be seen, each with its reason.
ALIKE: dict[str, str] = {
    "actor_of: heirs: always": "the union of nothing is nothing",
    "predecessors_of: only set(older) of set(older) - found": "differs in a ring of successions only: test_access",
    "_condition: without pk__in=[]": "what is joined to `visible`'s nothing adds nothing",
    "_bodies_holding: without not standing.path": "PUBLISHED alone has no path, and no right is held by it",
    "_bodies_holding: body is not None: always": "nobody speaks for None",
    "_bodies_holding: without if body": "nobody speaks for None",
    "_follow: row is None: never": "a path over a null has a condition that stops before it",
}


def is_red(mutant: Mutant, world: World, oracle: Oracle) -> bool:
    """Return whether the comparison notices the mutant; a gate that breaks down is noticed as well."""
    models = [mutant.model] if mutant.model else None
    with applied(mutant):
        try:
            with transaction.atomic():
                if ROWS in mutant.shows_in and next(_rows(world, oracle, models), None):
                    return True
                rights = [mutant.right] if mutant.right else None
                deeds = differences_in_deeds(world, oracle, models=models, rights=rights, rows=30 if models else 10)
                return DEEDS in mutant.shows_in and next(deeds, None) is not None
        except Exception:
            return True


def _rows(world: World, oracle: Oracle, models: list[type[Model]] | None) -> Iterator[str]:
    yield from differences_in_rows(world, oracle, models)
    if models is None:
        yield from differences_in_stand_ins(world, oracle)


def survivors(mutants: list[Mutant], world: World, oracle: Oracle) -> list[str]:
    """Return the mutants that nobody noticed."""
    return [mutant.name for mutant in mutants if mutant.name not in ALIKE and not is_red(mutant, world, oracle)]


def everything() -> list[Mutant]:
    """Return every mutant of the gate."""
    return [*of_gates(gated_models()), *of_rights(), *of_code()]


def test_nothing_is_red_while_nothing_is_taken_away(crowd):
    assert list(differences_in_rows(*crowd)) == []
    assert list(differences_in_deeds(*crowd, rows=1)) == []


def test_every_alike_is_a_mutant():
    assert set(ALIKE) <= {mutant.name for mutant in everything()}


def test_a_sample_of_conditions_taken_away_turns_red(crowd):
    sample = Random(7).sample(everything(), SAMPLE)

    assert survivors(sample, *crowd) == []


@pytest.mark.prove
@pytest.mark.parametrize("kind", [of_gates, of_rights, of_code], ids=["gates", "rights", "code"])
def test_every_condition_taken_away_turns_red(crowd, kind):
    mutants = list(kind(gated_models()) if kind is of_gates else kind())

    assert survivors(mutants, *crowd) == []
    print(f"{kind.__name__}: {len(mutants)} mutants, all noticed")
