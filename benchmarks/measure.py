"""What every benchmark uses: fair timing in turns, and the line that says how it ended."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Timed:
    """Seconds of one call: the median of the rounds, the fastest and the slowest."""

    median: float
    least: float
    most: float


def in_turns(
    *calls: Callable[[], object], rounds: int = 15, warm_up: int = 3, clock: Callable[[], float] = time.perf_counter
) -> list[Timed]:
    """Time several calls in turns (A B A B …), so that a machine that slows down slows all of them.

    `clock=time.process_time` counts what this process spends, for calls that wait for nothing.
    """
    for _ in range(warm_up):
        for call in calls:
            call()
    seconds: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for place, call in enumerate(calls):
            began = clock()
            call()
            seconds[place].append(clock() - began)
    return [Timed(statistics.median(row), min(row), max(row)) for row in seconds]


def result(name: str, value: float, unit: str, target: str, *, met: bool) -> None:
    """Print the line that `make bench` collects."""
    print(f"RESULT {name} {value:.3g} {unit} target {target} {'met' if met else 'missed'}", flush=True)


def ratio(name: str, ours: float, reference: float, *, at_most: float) -> None:
    """Print a ratio to the reference of the same run; smaller is better."""
    value = ours / reference
    result(name, value, "x", f"<={at_most:g}", met=value <= at_most)


def times(name: str, ours: float, reference: float, *, at_least: float) -> None:
    """Print a ratio to the reference of the same run; larger is better."""
    value = ours / reference
    result(name, value, "x", f">={at_least:g}", met=value >= at_least)


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print a Markdown table."""
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print(flush=True)


def milliseconds(seconds: float) -> str:
    """Print seconds as milliseconds."""
    return f"{seconds * 1000:.2f} ms"


def machine() -> str:
    """Say on what it was measured."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
