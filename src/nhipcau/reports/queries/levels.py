"""One level of a line of reporting, whole: live, and recomputed from the reports themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from nhipcau.reports.amounts import Key
from nhipcau.reports.queries.completeness import (
    Completeness,
    Missing,
    completeness_by_duty,
    completeness_of_line,
    missing_of_line,
)
from nhipcau.reports.queries.figures import Period
from nhipcau.reports.queries.lines_up import Line, Sums, added, line_of, live_of_line, recomputed_by_duty


@dataclass(frozen=True)
class Level:
    """One level in one period: its sums, and n of m over the bodies where its figures begin."""

    line: Line
    sums: Sums
    completeness: Completeness


def live_sums(obligation_id: UUID, period: Period) -> Sums:
    """Return số hiện thời of any level, never stale. Two queries for the lowest level, three or four above."""
    return live_of_line(line_of(obligation_id, [period]), [period])[period]


def live_level(obligation_id: UUID, period: Period) -> Level:
    """Return số hiện thời of any level with its n of m. Four queries for the lowest level, six or seven above."""
    line = line_of(obligation_id, [period])
    return Level(line, live_of_line(line, [period])[period], completeness_of_line(line, [period])[period])


@dataclass(frozen=True)
class RecomputedLevel:
    """A level from the reports themselves: the sums in all and under each body directly below, n of m, the missing."""

    line: Line
    sums: Sums
    given: Mapping[Key, int]
    by_child: Mapping[UUID, Sums]
    completeness: Mapping[UUID, Completeness]
    missing: Sequence[Missing]


def recomputed_level(obligation_id: UUID, period: Period) -> RecomputedLevel:
    """Return a level from its reports, not from live sums: for proofs and comparisons. Eight queries at most."""
    line = line_of(obligation_id, [period])
    by_duty = recomputed_by_duty(line, period)
    by_child: dict[UUID, list[Sums]] = defaultdict(list)
    given: dict[Key, int] = defaultdict(int)
    for duty, (sums, answered) in by_duty.items():
        by_child[line.under(duty) or duty].append(sums)
        for key, n in answered.items():
            given[key] += n
    children = {child: added(parts) for child, parts in by_child.items()}
    return RecomputedLevel(
        line, added(children.values()), dict(given), children, completeness_by_duty(line, period),
        missing_of_line(line, period),
    )  # fmt: skip
