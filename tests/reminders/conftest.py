"""Fixtures of this folder."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.reports.world import Reporting, make_reporting


@pytest.fixture
def reporting(cast: Cast) -> Reporting:
    """A quarterly report that three communes owe through the Front."""
    return make_reporting(cast)
