"""Consolidations as their pages show them: what could be frozen, what was, and how both differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from nhipcau.obligations.models import ObligationKind, Occurrence
from nhipcau.organisations import names
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import OrganisationSpan
from nhipcau.reports.amounts import Amount
from nhipcau.reports.models import AcrossBodies, ConsolidatedFigure, Consolidation, SummedObligation, Version
from nhipcau.reports.queries.figures import Period, current_versions, live, occurrences_of
from nhipcau.reports.queries.opening import BodyFigure, SectionText, figure_by_body, texts
from nhipcau.reports.queries.standings import Stand, stands
from nhipcau.reports.queries.table import SumLine, sum_lines


@dataclass(frozen=True)
class BodyStand:
    """One body of a period: how it stands, and whether its report is in the sums."""

    body: OrganisationSpan
    stand: Stand
    version_id: UUID | None


@dataclass(frozen=True)
class LivePage:
    """Số hiện thời of a period with everything it opens to."""

    obligation: SummedObligation
    period: Period
    lines: list[SumLine]
    bodies: list[BodyStand]
    sections: list[tuple[str, list[tuple[OrganisationSpan, SectionText]]]]
    frozen: list[Consolidation]

    @property
    def expected(self) -> int:
        """Return how many bodies owe the period."""
        return len(self.bodies)

    @property
    def received(self) -> int:
        """Return how many reports were received."""
        return sum(body.version_id is not None for body in self.bodies)

    @property
    def missing(self) -> list[BodyStand]:
        """Return the bodies whose report is in no sum."""
        return [body for body in self.bodies if body.version_id is None]


def live_page(obligation: SummedObligation, period: Period, actor: Actor, *, on: date) -> LivePage:
    """Return the page of số hiện thời. A fixed number of queries, about 15."""
    owed = occurrences_of(obligation, period)
    found = stands(owed, on=on)
    used = dict(current_versions(owed).values_list("submission__occurrence_id", "pk"))
    called = names.bodies({stand.body_id for stand in found}, on=on)
    bodies = [BodyStand(called[s.body_id], s, used.get(s.occurrence_id)) for s in found]
    bodies.sort(key=lambda row: (row.body.rank, str(row.stand.body_id)))
    order = {row.stand.body_id: place for place, row in enumerate(bodies)}
    sections = [
        (name, [(called[text.body_id], text) for text in sorted(said, key=lambda text: order[text.body_id])])
        for name, said in texts(obligation, period).items()
    ]
    return LivePage(
        obligation, period, sum_lines(obligation, period), bodies, sections, frozen_of(obligation, period, actor)
    )


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
    expected: dict[tuple[UUID, date, date], int] = {}
    for key in owed.values_list("obligation_id", "period_start", "period_end"):
        expected[key] = expected.get(key, 0) + 1
    received: dict[tuple[UUID, date, date], int] = {}
    places = ("submission__occurrence__obligation_id", "submission__occurrence__period_start",
              "submission__occurrence__period_end")  # fmt: skip
    for key in current_versions(owed).values_list(*places):
        received[key] = received.get(key, 0) + 1
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


@dataclass(frozen=True)
class OpenedFigure:
    """A figure opened down to its bodies."""

    line: SumLine
    parts: list[tuple[OrganisationSpan, BodyFigure]]
    missing: list[tuple[OrganisationSpan, BodyFigure]]
    linked: frozenset[UUID]  # versions that the reader may open


def opened(
    obligation: SummedObligation,
    period: Period,
    line: SumLine,
    actor: Actor,
    *,
    on: date,
    versions: Sequence[UUID] | None = None,
) -> OpenedFigure:
    """Return what each body said about a figure, in protocol order. Five queries."""
    said = figure_by_body(obligation, period, line.indicator_id, line.breakdown, versions)
    called = names.bodies({row.body_id for row in said}, on=on)
    rows = sorted(((called[row.body_id], row) for row in said), key=lambda pair: (pair[0].rank, str(pair[1].body_id)))
    seen = Version.objects.visible_to(actor).filter(pk__in=[row.version_id for row in said if row.version_id])
    return OpenedFigure(
        line,
        [pair for pair in rows if not pair[1].is_missing],
        [pair for pair in rows if pair[1].is_missing],
        frozenset(seen.values_list("pk", flat=True)),
    )


@dataclass(frozen=True)
class FrozenLine:
    """One line of a frozen consolidation beside số hiện thời; the two are never mixed."""

    figure: ConsolidatedFigure
    label: str
    unit: str
    in_period: Amount
    cumulative: Amount
    now: int | None
    is_summed: bool

    @property
    def difference(self) -> int | None:
        """Return số hiện thời less số đã báo cáo; None where either is missing."""
        if self.now is None or self.in_period.value is None:
            return None
        return self.now - self.in_period.value


def frozen_lines(consolidation: Consolidation) -> list[FrozenLine]:
    """Return the frozen table; ratios are computed from the frozen sums. Two queries."""
    now = live(consolidation.obligation, Period(consolidation.period_start, consolidation.period_end))
    rows = list(consolidation.figures.select_related("indicator").order_by("position"))
    sums = {(row.indicator_id, row.breakdown): row for row in rows}
    made = []
    for row in rows:
        part, whole = (
            sums.get((key, row.breakdown)) for key in (row.indicator.numerator_id, row.indicator.denominator_id)
        )
        is_ratio = row.indicator.across == AcrossBodies.RATIO and part is not None and whole is not None
        live_sum = now.get((row.indicator_id, row.breakdown))
        made.append(
            FrozenLine(
                figure=row,
                label=row.indicator.name,
                unit=row.indicator.unit,
                in_period=Amount(
                    row.value, row.bodies, consolidation.expected, row.estimates,
                    part.value if is_ratio else None, whole.value if is_ratio else None,
                ),
                cumulative=Amount(
                    row.cumulative, row.cumulative_counted, row.cumulative_expected, 0,
                    part.cumulative if is_ratio else None, whole.cumulative if is_ratio else None,
                ),
                now=live_sum.value if live_sum else None,
                is_summed=row.indicator.across != AcrossBodies.NOT_SUMMED,
            )
        )  # fmt: skip
    return made
