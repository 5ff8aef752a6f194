"""Consolidations as their pages show them: what could be frozen, what was, the levels below and above."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max

from nhipcau.obligations.models import ObligationKind, Occurrence
from nhipcau.organisations import names
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import OrganisationSpan
from nhipcau.reports.models import Consolidation, SummedObligation, Version
from nhipcau.reports.queries.completeness import Completeness, Missing, completeness_by_duty, missing_of_line
from nhipcau.reports.queries.figures import Period, current_versions, occurrences_of
from nhipcau.reports.queries.gathered import Gathered, sections_of
from nhipcau.reports.queries.gathered_rows import GatheredTable, gathered_tables
from nhipcau.reports.queries.lines_up import Line
from nhipcau.reports.queries.sent_up import differences_of
from nhipcau.reports.queries.standings import Stand, stands
from nhipcau.reports.queries.table import SumLine, Table, table_of

MOST_ROWS = 200  # rows of a table on the page; the spreadsheet has them all
MOST_NAMED = 300  # missing bodies of the levels below that are named on the page of a level above


@dataclass(frozen=True)
class BodyStand:
    """One body of a period: how it stands, and whether its report is in the sums.

    Where others report to it in the same line, `below` says how many of them are in the sums and `child` is their duty,
    None where the reader does not see that level. `changed`: how many figures of its report are not those of the
    consolidation in it.
    """

    body: OrganisationSpan
    stand: Stand
    version_id: UUID | None
    child: UUID | None = None
    below: Completeness | None = None
    changed: int = 0


@dataclass(frozen=True)
class MissingBodies:
    """Bodies at the line's beginning that are in no sum, under one body of the level; `total` counts also those that
    are not named."""

    under: OrganisationSpan | None
    total: int
    named: list[tuple[OrganisationSpan, UUID]]


@dataclass(frozen=True)
class LivePage:
    """Số hiện thời of a period with everything it opens to."""

    obligation: SummedObligation
    period: Period
    table: Table
    bodies: list[BodyStand]
    sections: dict[str, list[Gathered]]
    names: Mapping[UUID, OrganisationSpan]
    rows: list[GatheredTable]
    frozen: list[Consolidation]
    above: list[SummedObligation]
    missing_below: list[MissingBodies]

    @property
    def lines(self) -> list[SumLine]:
        """Return the lines of the table."""
        return self.table.lines

    @property
    def has_levels(self) -> bool:
        """Whether levels below feed this one in the period."""
        return self.table.has_levels

    @property
    def expected(self) -> int:
        """Return how many bodies owe the level a report."""
        return len(self.bodies)

    @property
    def received(self) -> int:
        """Return how many of their reports were received."""
        return sum(body.version_id is not None for body in self.bodies)

    @property
    def missing(self) -> list[BodyStand]:
        """Return the bodies whose report was not received."""
        return [body for body in self.bodies if body.version_id is None]


def live_page(obligation: SummedObligation, period: Period, actor: Actor, *, on: date) -> LivePage:
    """Return the page of số hiện thời. A fixed number of queries, about 45 for a level that others feed."""
    owed = occurrences_of(obligation, period)
    found = stands(owed, on=on)
    used = dict(current_versions(owed).values_list("submission__occurrence_id", "pk"))
    table = table_of(obligation, period)
    children = {node.recipient_id: node.obligation_id for node in table.line.children(obligation.pk)}
    below = _below(table.line, period) if table.has_levels else {}
    missing = missing_of_line(table.line, period) if table.has_levels else []
    wanted = {stand.body_id for stand in found} | {body for body in (*children, obligation.recipient_id) if body}
    called = names.bodies(wanted | {row.body_id for row in _few(missing)}, on=on)
    seen = _seen(actor, children.values()) if children else set()
    changed = Counter(each.version_id for each in differences_of(list(used.values()))) if children else Counter()
    bodies = []
    for stand in found:
        child, version = children.get(stand.body_id), used.get(stand.occurrence_id)
        bodies.append(
            BodyStand(
                called[stand.body_id], stand, version, child if child in seen else None,
                below.get(child) if child else None, changed[version] if version else 0,
            )
        )  # fmt: skip
    bodies.sort(key=lambda row: (row.body.rank, str(row.stand.body_id)))
    order = {row.stand.body_id: place for place, row in enumerate(bodies)}
    body_of = {stand.occurrence_id: stand.body_id for stand in found}
    return LivePage(
        obligation=obligation,
        period=period,
        table=table,
        bodies=bodies,
        sections=sections_of(obligation, period, order),
        names=called,
        rows=gathered_tables(
            {version: body_of[key] for key, version in used.items() if key in body_of}, order, on=on, most=MOST_ROWS
        ),
        frozen=frozen_of(obligation, period, actor),
        above=_above(obligation, actor),
        missing_below=_missing_below(table.line, missing, called),
    )


def _few(missing: Sequence[Missing]) -> Sequence[Missing]:
    return sorted(missing, key=lambda row: (str(row.obligation_id), str(row.body_id)))[:MOST_NAMED]


def _below(line: Line, period: Period) -> dict[UUID, Completeness]:
    """Return n of m under each duty directly below the level's. One query."""
    found: dict[UUID, Completeness] = {}
    for duty, part in completeness_by_duty(line, period).items():
        child = line.under(duty) or duty
        found[child] = found.get(child, Completeness()) + part
    return found


def _missing_below(
    line: Line, missing: Sequence[Missing], called: Mapping[UUID, OrganisationSpan]
) -> list[MissingBodies]:
    by_child: dict[UUID, list[Missing]] = defaultdict(list)
    for row in missing:
        by_child[line.under(row.obligation_id) or row.obligation_id].append(row)
    named = {row.occurrence_id for row in _few(missing)}
    made = []
    for child, rows in by_child.items():
        recipient = line.nodes[child].recipient_id
        under = called.get(recipient) if recipient and child != line.root else None
        who = [(called[row.body_id], row.occurrence_id) for row in rows if row.occurrence_id in named]
        made.append(MissingBodies(under, len(rows), sorted(who, key=lambda pair: (pair[0].rank, str(pair[1])))))
    return sorted(made, key=lambda row: row.under.rank if row.under else -1)


def _seen(actor: Actor, duties: Iterable[UUID]) -> set[UUID]:
    seen = SummedObligation.objects.visible_to(actor).filter(pk__in=list(duties))
    return set(seen.values_list("pk", flat=True))


def _above(obligation: SummedObligation, actor: Actor) -> list[SummedObligation]:
    """Return the levels above that the reader sees, the highest first. Two queries, none where nothing is fed."""
    if obligation.feeds_id is None:
        return []
    steps = SummedObligation.objects.filter(pk=obligation.pk).values_list(
        "feeds_id", "feeds__feeds_id", "feeds__feeds__feeds_id", "feeds__feeds__feeds__feeds_id"
    )
    order = [key for key in reversed(steps[0]) if key and key != obligation.pk]
    rows = {row.pk: row for row in SummedObligation.objects.visible_to(actor).filter(pk__in=order)}
    return [rows[key] for key in dict.fromkeys(order) if key in rows]


def frozen_of(obligation: SummedObligation, period: Period, actor: Actor) -> list[Consolidation]:
    """Return the consolidations of a period, newest first. One query."""
    seen = Consolidation.objects.visible_to(actor).filter(
        obligation=obligation.pk, period_start=period.start, period_end=period.end
    )
    return list(seen.select_related("made_by").order_by("-number"))


@dataclass(frozen=True)
class SummedPeriod:
    """One line of the list: a duty in a period."""

    obligation: SummedObligation
    period: Period
    expected: int
    received: int
    newest: Consolidation | None


def summed_periods(actor: Actor) -> list[SummedPeriod]:
    """Return the duties and periods whose sums the actor sees, newest first. Five queries."""
    duties = SummedObligation.objects.visible_to(actor).filter(kind=ObligationKind.REPORT)
    owed = Occurrence.objects.filter(obligation__in=duties.order_by().values("pk"), withdrawn_at=None)
    rows = (
        owed.values_list("obligation_id", "period_start", "period_end")
        .annotate(label=Max("period_label"))
        .order_by("-period_end", "-period_start", "obligation_id")
    )
    periods = list(rows)
    columns = ("obligation_id", "period_start", "period_end")
    waiting = owed.values_list(*columns).annotate(n=Count("pk")).order_by()
    expected = {(duty, start, end): n for duty, start, end, n in waiting}
    arrived = Version.objects.filter(
        submission__occurrence__in=owed.order_by().values("pk"), received_at__isnull=False, voided_at=None
    )
    paths = [f"submission__occurrence__{column}" for column in columns]
    received = {
        (duty, start, end): n
        for duty, start, end, n in arrived.values_list(*paths).annotate(n=Count("submission", distinct=True)).order_by()
    }
    found = {duty.pk: duty for duty in duties.select_related("document", "programme")}
    newest: dict[tuple[UUID, date, date], Consolidation] = {}
    for made in Consolidation.objects.visible_to(actor).order_by("number"):
        newest[made.obligation_id, made.period_start, made.period_end] = made
    return [
        SummedPeriod(
            found[duty], Period(start, end, label), expected.get((duty, start, end), 0),
            received.get((duty, start, end), 0), newest.get((duty, start, end)),
        )
        for duty, start, end, label in periods
    ]  # fmt: skip
