"""n of m at any level of a line: how many bodies owe a report or a figure, how many gave it, and who is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from nhipcau.obligations.models import AnsweredName, Exemption, Occurrence
from nhipcau.reports.amounts import Key
from nhipcau.reports.models import Version
from nhipcau.reports.queries.asked import is_asked, what_they_are
from nhipcau.reports.queries.figures import Period
from nhipcau.reports.queries.form_lines import FigureLine
from nhipcau.reports.queries.lines_up import Line, beginning, figures_at, prefixed


@dataclass(frozen=True)
class Completeness:
    """How many bodies owe a report, and of how many one was received."""

    expected: int = 0
    received: int = 0

    @property
    def missing(self) -> int:
        """Return how many are in no sum."""
        return self.expected - self.received

    @property
    def is_full(self) -> bool:
        """Whether nobody is missing."""
        return self.received >= self.expected

    def __add__(self, other: Completeness) -> Completeness:
        return Completeness(self.expected + other.expected, self.received + other.received)


def owing(occurrences: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """Return who owes, with `was_received`: all but the withdrawn and exempted, and who was received all the same."""
    received = Version.objects.filter(submission__occurrence=OuterRef("pk"), received_at__isnull=False, voided_at=None)
    return occurrences.annotate(was_received=Exists(received)).filter(
        Q(withdrawn_at=None, exemption=None) | Q(was_received=True)
    )


def completeness_by_duty(line: Line, period: Period) -> dict[UUID, Completeness]:
    """Return n of m under each duty at the line's beginning. Two queries."""
    return {duty: found for (duty,), found in _counted(beginning(line, [period]), "obligation_id").items()}


def completeness_of_line(line: Line, periods: Sequence[Period]) -> dict[Period, Completeness]:
    """Return n of m of the whole line for each period. Two queries."""
    found = dict.fromkeys(periods, Completeness())
    for (start, end), complete in _counted(beginning(line, periods), "period_start", "period_end").items():
        if Period(start, end) in found:
            found[Period(start, end)] = complete
    return found


def completeness_by_duty_and_period(line: Line, periods: Sequence[Period]) -> dict[tuple[UUID, Period], Completeness]:
    """Return n of m under each duty at the line's beginning for each period. Two queries."""
    rows = _counted(beginning(line, periods), "obligation_id", "period_start", "period_end")
    found = {(duty, Period(start, end)): complete for (duty, start, end), complete in rows.items()}
    return {key: complete for key, complete in found.items() if key[1] in periods}


def _counted(occurrences: Q, *by: str) -> dict[tuple[object, ...], Completeness]:
    """Count as `owing` says, by some columns: who is waited for, and apart from them the reports that were received.

    Two plain counts are several times faster than asking of each occurrence whether its report was received.
    """
    path = "submission__occurrence__"
    exempted = Exemption.objects.filter(occurrence=OuterRef("pk"))
    waited = Occurrence.objects.filter(occurrences, ~Exists(exempted), withdrawn_at=None)
    received = Version.objects.filter(prefixed(occurrences, path), received_at__isnull=False, voided_at=None)
    let_off = Q(**{f"{path}withdrawn_at__isnull": False}) | Exists(
        Exemption.objects.filter(occurrence=OuterRef("submission__occurrence"))
    )
    counts: dict[tuple[object, ...], list[int]] = defaultdict(lambda: [0, 0])
    for *key, n in waited.values_list(*by).annotate(n=Count("pk")).order_by():
        counts[tuple(key)][0] += n
    rows = received.values_list(*(path + column for column in by)).annotate(
        n=Count("submission", distinct=True), all_the_same=Count("submission", distinct=True, filter=let_off)
    )
    for *key, n, all_the_same in rows.order_by():
        counts[tuple(key)][0] += all_the_same
        counts[tuple(key)][1] += n
    return {key: Completeness(*pair) for key, pair in counts.items()}


def asked_of_line(line: Line, periods: Sequence[Period], rows: Sequence[FigureLine]) -> dict[tuple[Period, Key], int]:
    """Count who owes each figure that is not asked of everybody; a body answers also for the names that it answers
    for. Four queries, none where there is no such figure."""
    narrow = [row for row in rows if row.asked_of]
    found: dict[tuple[Period, Key], int] = {}
    if not narrow:
        return found
    owed: dict[Period, list[set[UUID]]] = {period: [] for period in periods}
    answering = owing(Occurrence.objects.filter(beginning(line, periods))).order_by()
    answered: dict[UUID, set[UUID]] = defaultdict(set)
    named = AnsweredName.objects.filter(occurrence__in=answering.values("pk"))
    for occurrence, body in named.values_list("occurrence_id", "organisation_id"):
        answered[occurrence].add(body)
    for key, start, end, body in answering.values_list("pk", "period_start", "period_end", "body_id"):
        owed.get(Period(start, end), []).append({body, *answered.get(key, ())})
    who = what_they_are({body for bodies in owed.values() for each in bodies for body in each}, on=periods[-1].end)
    for row in narrow:
        for period, bodies in owed.items():
            found[period, row.key] = sum(any(is_asked(row.asked_of, who[b]) for b in each) for each in bodies)
    return found


@dataclass(frozen=True)
class Missing:
    """One body that is in no sum: its occurrence, and the duty by which it owes."""

    occurrence_id: UUID
    obligation_id: UUID
    body_id: UUID
    last_day: date | None = None


def missing_of_line(line: Line, period: Period) -> list[Missing]:
    """Return every body at the line's beginning whose report is in no sum, in no order. One query."""
    rows = owing(Occurrence.objects.filter(beginning(line, [period]))).filter(was_received=False).order_by()
    return [Missing(*row) for row in rows.values_list("pk", "obligation_id", "body_id", "last_day")]


def missing_figure(line: Line, period: Period, indicator_id: UUID, breakdown: str) -> list[Missing]:
    """Return every body at the line's beginning that did not give this figure as a number, in no order. One query."""
    given = figures_at(Q()).filter(
        version__submission__occurrence=OuterRef("pk"), indicator=indicator_id, breakdown=breakdown
    )
    rows = owing(Occurrence.objects.filter(beginning(line, [period]))).filter(~Exists(given)).order_by()
    return [Missing(*row) for row in rows.values_list("pk", "obligation_id", "body_id", "last_day")]
