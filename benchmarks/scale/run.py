"""The measurements on one engine; `benchmarks.scale` starts it with the database in the environment."""

from __future__ import annotations

import os
import sys
import time

from benchmarks import measure, world


def main(quarters: int, size: str, parts: list[str]) -> None:
    """Make the nation and measure the parts asked for, in the order in which they leave each other's data as it is."""
    world.ready()
    from django.db import connection

    from benchmarks.scale import boards, consolidating, nation, night, receiving, ticks
    from nhipcau import clock

    mark = "postgresql" if connection.vendor == "postgresql" else "sqlite"
    began = time.perf_counter()
    made = nation.make(quarters)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"### {mark}, {quarters} quarters, {made.values:,} figures\n")
    print(f"Made in {time.perf_counter() - began:.0f} s; {measure.machine()}; load {load}.\n", flush=True)
    with clock.frozen(made.now):
        if "growth" in parts:
            consolidating.grow(made)
        if "consolidation" in parts:
            consolidating.consolidate(made, mark)
        if "live" in parts:
            consolidating.live(made, mark)
        if "receiving" in parts:
            reports = receiving.waiting(made)
            receiving.one_by_one(made, mark, reports)
            if mark == "postgresql":
                receiving.by_twelve(made, mark, reports)
        if "board" in parts:
            boards.boards(made, mark)
    if "night" in parts:
        night.night(made, mark, whole=size == "nation")
    if "tick" in parts:
        with clock.frozen(made.now):
            ticks.tick(made, mark)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"Load at the end: {load}.\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
