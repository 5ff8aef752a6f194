"""One crowded world for the tests of this folder."""

from __future__ import annotations

import pytest

from tests.access.oracle import Oracle
from tests.access.world import World, make_world, seeds
from tests.cast import TODAY


@pytest.fixture
def crowd(db: None) -> tuple[World, Oracle]:
    """A crowded world, and the oracle that has read it."""
    world = make_world(next(seeds(1)))
    return world, Oracle(TODAY)
