"""The night of a deadline: thousands of reports released through a real server, in bursts."""

from __future__ import annotations

from benchmarks.scale.nation import Nation


def night(nation: Nation, mark: str, *, whole: bool) -> dict[str, float]:
    """To be measured."""
    return {}
