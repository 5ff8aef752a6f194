"""Demo worlds: invented data about real places, each in a database of its own. `load("2023", print)` makes one."""

from __future__ import annotations

from collections.abc import Callable

PASSWORD = "nhipcau-2023"
WORLDS = ("2023", "today")


class NoSuchWorld(ValueError):
    """There is no demo world of that name."""


def load(world: str, progress: Callable[[str], None]) -> bool:
    """Load a demo world into an empty, migrated database; return whether anything was done.

    Does nothing where a world is there already, so what was entered stays. Raises NoSuchWorld.
    """
    from nhipcau.demo import loading

    if world not in WORLDS:
        raise NoSuchWorld(f"Không có thế giới minh họa “{world}”. Hãy chọn một trong: {', '.join(WORLDS)}.")
    return loading.load(world, progress)
