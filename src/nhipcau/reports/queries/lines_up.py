"""A line of reporting (xã → tỉnh → trung ương) as its duties feed each other, and the sums of any of its levels.

Số hiện thời of a level is the sum over the duties at the line's beginning, whose live sums are stored; where a body of
an upper level has nobody below it in a period, its own report is a beginning, too. It is added up when read: there is
nothing that could be stale. Số đã báo cáo of a level is over the reports that its own owners sent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Cast

from nhipcau.obligations.models import Occurrence
from nhipcau.reports.amounts import Key, Total
from nhipcau.reports.models import Figure, LiveSum, Version
from nhipcau.reports.queries.figures import Period

Sums = dict[Key, Total]

# Which duties stand in the line, and in which periods each is owed.
_BELOW = """
WITH RECURSIVE line (id, feeds_id, recipient_id) AS (
    SELECT id, feeds_id, recipient_id FROM obligations_obligation WHERE id = %s
    UNION
    SELECT lower.id, lower.feeds_id, lower.recipient_id
    FROM obligations_obligation lower JOIN line ON lower.feeds_id = line.id
)
SELECT id, feeds_id, recipient_id{periods} FROM line
"""
_OWED = """, EXISTS (
    SELECT 1 FROM obligations_occurrence owed
    WHERE owed.obligation_id = line.id AND owed.period_start = %s AND owed.period_end = %s
)"""


@dataclass(frozen=True)
class Node:
    """One duty of a line: what it feeds, and who receives its reports (that body owes what it feeds)."""

    obligation_id: UUID
    feeds_id: UUID | None
    recipient_id: UUID | None


@dataclass(frozen=True)
class Line:
    """The duties from one duty down, and where the figures of each period begin.

    `leaves`: duties that nothing feeds in the period. `direct`: occurrences of other duties whose body has nobody
    below it in the period, by occurrence with its duty.
    """

    root: UUID
    nodes: Mapping[UUID, Node]
    leaves: Mapping[Period, frozenset[UUID]]
    direct: Mapping[Period, Mapping[UUID, UUID]] = field(default_factory=dict)

    def children(self, obligation_id: UUID) -> list[Node]:
        """Return the duties that feed one directly."""
        return [node for node in self.nodes.values() if node.feeds_id == obligation_id]

    def under(self, child: UUID) -> UUID | None:
        """Return the duty directly below the root by which `child` comes to it; the root itself for the root."""
        node, before = child, child
        while node != self.root:
            upper = self.nodes[node].feeds_id
            if upper is None:
                return None
            before, node = node, upper
        return before


def line_of(obligation_id: UUID, periods: Sequence[Period]) -> Line:
    """Return the line from a duty down, for some periods. One query where nothing feeds the duty, else two."""
    nodes, there = _nodes(obligation_id, periods)
    if len(nodes) == 1:
        return Line(obligation_id, nodes, {period: frozenset(nodes) for period in periods})
    upper = {node.feeds_id for node in nodes.values() if node.feeds_id in nodes}
    fed = {period: _fed(nodes, owing) for period, owing in there.items()}
    # What nobody ever feeds is a beginning also where nobody owes it.
    leaves = {
        period: frozenset((set(nodes) - upper) | (owing - {duty for duty, _body in fed[period]}))
        for period, owing in there.items()
    }
    direct: dict[Period, dict[UUID, UUID]] = {period: {} for period in periods}
    rows = Occurrence.objects.filter(
        obligation__in=upper, period_start__in={p.start for p in periods}, period_end__in={p.end for p in periods}
    ).order_by("pk")
    for key, duty, body, start, end in rows.values_list("pk", "obligation_id", "body_id", "period_start", "period_end"):
        period = Period(start, end)
        if period in fed and duty not in leaves[period] and (duty, body) not in fed[period]:
            direct[period][key] = duty
    return Line(obligation_id, nodes, leaves, direct)


def own_line(obligation_id: UUID, periods: Sequence[Period]) -> Line:
    """Return a duty as a line of its own, whatever feeds it: its figures are those that its owners sent."""
    only = frozenset({obligation_id})
    return Line(obligation_id, {obligation_id: Node(obligation_id, None, None)}, dict.fromkeys(periods, only))


def _fed(nodes: Mapping[UUID, Node], owing: set[UUID]) -> set[tuple[UUID, UUID | None]]:
    """Return the duties with the bodies of theirs that have somebody below them in a period."""
    return {(n.feeds_id, n.recipient_id) for n in nodes.values() if n.feeds_id in nodes and n.obligation_id in owing}


def _nodes(obligation_id: UUID, periods: Sequence[Period]) -> tuple[dict[UUID, Node], dict[Period, set[UUID]]]:
    """Return the duties of a line, and which of them are owed in each period. One query."""
    native = connection.features.has_native_uuid_field
    days = [day.isoformat() for period in periods for day in (period.start, period.end)]
    # The conditions stand behind the line in the statement, its duty before them.
    statement = _BELOW.format(periods=_OWED * len(periods))
    with connection.cursor() as cursor:
        cursor.execute(statement, [obligation_id if native else obligation_id.hex, *days])
        rows = cursor.fetchall()
    nodes: dict[UUID, Node] = {}
    there: dict[Period, set[UUID]] = {period: set() for period in periods}
    for keys in rows:
        node = Node(*(key if key is None or isinstance(key, UUID) else UUID(key) for key in keys[:3]))
        nodes[node.obligation_id] = node
        for period, is_owed in zip(periods, keys[3:], strict=True):
            if is_owed:
                there[period].add(node.obligation_id)
    return nodes, there


# ---- số hiện thời ---------------------------------------------------------------------------------------------------
def live_of_line(line: Line, periods: Sequence[Period]) -> dict[Period, Sums]:
    """Return số hiện thời of the whole line for each period. One query, one more where bodies report directly."""
    found: dict[Period, Sums] = {period: {} for period in periods}
    rows = (
        _live_rows(line, periods)
        .values_list("period_start", "period_end", "indicator_id", "breakdown")
        .annotate(total=Sum("value"), given=Sum("bodies"), guessed=Sum("estimates"))
        .order_by()
    )
    for start, end, indicator, breakdown, value, bodies, estimates in rows:
        if (period := Period(start, end)) in found:
            found[period][indicator, breakdown] = Total(int(value), int(bodies), int(estimates))
    for (period, _duty), sums in _direct_sums(line, periods).items():
        found[period] = added([found[period], sums])
    return found


def live_by_duty(line: Line, period: Period, indicators: Collection[UUID] | None = None) -> dict[UUID, Sums]:
    """Return số hiện thời under each duty at the line's beginning; of some indicators only. One or two queries."""
    found: dict[UUID, Sums] = defaultdict(dict)
    rows = _live_rows(line, [period])
    if indicators is not None:
        rows = rows.filter(indicator__in=list(indicators))
    for duty, indicator, breakdown, *raw in rows.values_list(
        "obligation_id", "indicator_id", "breakdown", "value", "bodies", "estimates"
    ):
        found[duty][indicator, breakdown] = Total(*raw)
    for (_period, duty), sums in _direct_sums(line, [period], indicators).items():
        found[duty] = added([found[duty], sums])
    return dict(found)


def _live_rows(line: Line, periods: Sequence[Period]) -> QuerySet[LiveSum]:
    return LiveSum.objects.filter(_at_leaves(line, periods), bodies__gt=0)


def _at_leaves(line: Line, periods: Sequence[Period]) -> Q:
    """Return what is at the line's beginning: mostly the same duties in all periods."""
    alike: dict[frozenset[UUID], list[Period]] = defaultdict(list)
    for period in periods:
        alike[line.leaves[period]].append(period)
    found = Q(pk__in=[])
    for duties, of in alike.items():
        if len(of) == 1:
            days = Q(period_start=of[0].start, period_end=of[0].end)
        else:
            days = Q(period_start__in=[p.start for p in of], period_end__in=[p.end for p in of])
        found |= Q(obligation__in=list(duties)) & days
    return found


def added(parts: Iterable[Mapping[Key, Total]]) -> Sums:
    """Return the sums of several sums."""
    found: Sums = {}
    for part in parts:
        for key, total in part.items():
            found[key] = found[key] + total if key in found else total
    return found


# ---- recomputed from the figures ------------------------------------------------------------------------------------
def recomputed_by_duty(line: Line, period: Period) -> dict[UUID, tuple[Sums, dict[Key, int]]]:
    """Return for each duty at the line's beginning its sums from the reports themselves, and how many bodies gave
    each figure, also those that are never summed. One query, one more where bodies report directly."""
    return _recomputed(line, period, _summed_indicators())


def recomputed_of_line(line: Line, period: Period) -> Sums:
    """Return the sums of the whole line from the reports themselves, as số hiện thời must say. Two or three queries."""
    return added(sums for sums, _given in recomputed_by_duty(line, period).values())


def answered_of_line(line: Line, period: Period, indicators: Collection[UUID]) -> dict[Key, int]:
    """Count who gave a number on lines that are never summed. One query, none where there are no such lines."""
    if not indicators:
        return {}
    figures = figures_at(beginning(line, [period])).filter(indicator__in=list(indicators))
    rows = figures.values_list("indicator_id", "breakdown").annotate(n=Count("pk")).order_by()
    return {(indicator, breakdown): n for indicator, breakdown, n in rows}


def _summed_indicators() -> frozenset[UUID]:
    from nhipcau.reports.models import AcrossBodies, Indicator

    return frozenset(Indicator.objects.filter(across=AcrossBodies.SUM).values_list("pk", flat=True))


def _recomputed(line: Line, period: Period, summed: frozenset[UUID]) -> dict[UUID, tuple[Sums, dict[Key, int]]]:
    found: dict[UUID, tuple[Sums, dict[Key, int]]] = defaultdict(lambda: ({}, {}))
    for duty, indicator, breakdown, value, bodies, estimates in _grouped(figures_at(beginning(line, [period]))):
        found[duty][1][indicator, breakdown] = bodies
        if indicator in summed:
            found[duty][0][indicator, breakdown] = Total(int(value), bodies, int(estimates))
    return dict(found)


def _grouped(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    return (
        figures.values_list("version__submission__occurrence__obligation_id", "indicator_id", "breakdown")
        .annotate(total=Sum("value"), given=Count("pk"), guessed=Sum(Cast("is_estimate", IntegerField())))
        .order_by()
    )


def _direct_sums(
    line: Line, periods: Sequence[Period], indicators: Collection[UUID] | None = None
) -> dict[tuple[Period, UUID], Sums]:
    """Return the sums of bodies above the line's beginning that have nobody below them. One query, mostly none."""
    keys = {key for period in periods for key in line.direct.get(period, ())}
    found: dict[tuple[Period, UUID], Sums] = defaultdict(dict)
    if not keys:
        return found
    figures = figures_at(Q(pk__in=keys)).filter(indicator__across="sum")
    if indicators is not None:
        figures = figures.filter(indicator__in=list(indicators))
    rows = (
        figures.values_list(
            "version__submission__occurrence__period_start", "version__submission__occurrence__period_end",
            "version__submission__occurrence__obligation_id", "indicator_id", "breakdown",
        )
        .annotate(total=Sum("value"), given=Count("pk"), guessed=Sum(Cast("is_estimate", IntegerField())))
        .order_by()
    )  # fmt: skip
    for start, end, duty, indicator, breakdown, value, bodies, estimates in rows:
        found[Period(start, end), duty][indicator, breakdown] = Total(int(value), bodies, int(estimates))
    return found


def beginning(line: Line, periods: Sequence[Period]) -> Q:
    """Return the occurrences at the line's beginning, as a condition."""
    found = _at_leaves(line, periods)
    keys = [key for period in periods for key in line.direct.get(period, ())]
    return found | Q(pk__in=keys) if keys else found


def figures_at(occurrences: Q) -> QuerySet[Figure]:
    """Return the numbers of the reports that count, of these occurrences."""
    newer = Version.objects.filter(
        submission=OuterRef("version__submission"), number__gt=OuterRef("version__number"),
        received_at__isnull=False, voided_at=None,
    )  # fmt: skip
    return Figure.objects.filter(
        ~Exists(newer),
        prefixed(occurrences, "version__submission__occurrence__"),
        version__received_at__isnull=False,
        version__voided_at=None,
        value__isnull=False,
    )


def prefixed(condition: Q, path: str) -> Q:
    """Return a condition on a row as one on what leads to it along `path`."""
    made = Q(_connector=condition.connector, _negated=condition.negated)
    for part in condition.children:
        if isinstance(part, Q):
            made.add(prefixed(part, path), condition.connector)
        else:
            name, value = part
            made.add(Q(**{path + name: value}), condition.connector)
    return made
