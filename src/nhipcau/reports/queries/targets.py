"""Targets with their results as of a data date, the way each body's reports and the sums below it say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from nhipcau.documents.models import Document
from nhipcau.numbers import show_number, show_ratio
from nhipcau.obligations.models import ObligationKind, Occurrence
from nhipcau.organisations import names
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import Coordination, OrganisationSpan, Programme, Role
from nhipcau.reports.models import AcrossBodies, Figure, Indicator, LiveSum, OverTime, RankingSwitch, Target
from nhipcau.reports.queries.figures import current_versions
from nhipcau.reports.target_rules import (
    PROGRESS_CSS,
    Asked,
    Measured,
    Progress,
    Reached,
    Said,
    is_ceiling,
    measure,
    progress_words,
    reached,
    remainder,
)

Key = tuple[UUID, str]


@dataclass(frozen=True)
class Span:
    """The time that targets are for: a year or a stage."""

    start: date
    end: date
    label: str

    @property
    def code(self) -> str:
        """Return how an address names it."""
        return f"{self.start.isoformat()}_{self.end.isoformat()}"


@dataclass(frozen=True)
class TargetRow:
    """One target of one body with its result; `remainder` is what its body has not shared out yet, if it shares."""

    target: Target
    body: OrganisationSpan
    measured: Measured
    until: date | None
    is_estimate: bool
    remainder: int | None = None
    rank: int | None = None

    @property
    def is_ratio(self) -> bool:
        """Whether its numbers are hundredths of a per cent."""
        return self.target.indicator.across == AcrossBodies.RATIO

    def _show(self, value: int | None) -> str:
        if value is None:
            return "—"
        return show_ratio(value, 10_000) if self.is_ratio else show_number(value)

    @property
    def over(self) -> int:
        """Return how much more was shared out than given."""
        return max(-(self.remainder or 0), 0)

    @property
    def asked(self) -> str:
        """Return the target as printed."""
        return self._show(self.target.value)

    @property
    def result(self) -> str:
        """Return the result as printed; a dash where nothing was reported."""
        return self._show(self.measured.result)

    @property
    def percent(self) -> str:
        """Return the result in per cent of the target."""
        return "—" if self.measured.per_mille is None else show_ratio(self.measured.per_mille, 1000)

    @property
    def forecast(self) -> str:
        """Return what the present pace would give; empty where there is none."""
        return "" if self.measured.forecast is None else self._show(self.measured.forecast)

    @property
    def words(self) -> str:
        """Return how it stands, in words."""
        return progress_words(self.measured.progress)

    @property
    def css(self) -> str:
        """Return the class of its badge."""
        return PROGRESS_CSS[self.measured.progress]


@dataclass(frozen=True)
class TargetTable:
    """All targets of one indicator in one span, in protocol order; or by rank where that is asked for and allowed."""

    indicator: Indicator
    breakdown: str
    rows: tuple[TargetRow, ...]

    @property
    def behind(self) -> int:
        """Return how many are behind, or over their ceiling."""
        return sum(row.measured.progress in {Progress.BEHIND, Progress.OVER} for row in self.rows)


def spans(actor: Actor, programme: Programme) -> list[Span]:
    """Return the years and stages for which the actor sees targets, and those of the programme's stages; newest first.

    Two queries.
    """
    seen = Target.objects.visible_to(actor).filter(programme=programme, ended_at=None)
    found = dict.fromkeys(seen.values_list("start", "end").distinct().order_by("start", "end"), "")
    for stage in programme.stages.all():
        found[stage.from_day, stage.until_day] = stage.name
    ordered = sorted(found.items(), key=lambda pair: (pair[0][1], pair[0][0]), reverse=True)
    return [Span(start, end, label or span_label(start, end)) for (start, end), label in ordered]


def span_label(start: date, end: date) -> str:
    """Return the name of a span: a year, several years, or its days."""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"năm {start.year}" if start.year == end.year else f"giai đoạn {start.year}–{end.year}"
    return f"{start:%d/%m/%Y} – {end:%d/%m/%Y}"


def tables(actor: Actor, programme: Programme, span: Span, *, on: date, ranked: bool = False) -> list[TargetTable]:
    """Return the targets of a span with their results as of the data date `on`. Eight queries for any number."""
    targets = list(
        Target.objects.visible_to(actor)
        .filter(programme=programme, start=span.start, end=span.end, ended_at=None)
        .select_related("indicator__numerator", "indicator__denominator", "document", "shared_from")
    )
    called = names.bodies({target.body_id for target in targets}, on=actor.on)
    results = _results(programme, targets, min(on, span.end))
    shared: dict[UUID, dict[object, int]] = defaultdict(dict)
    # What was shared out is counted in full, whether the reader sees those bodies or not: he sees their sum only.
    children = Target.objects.filter(shared_from__in=[target.pk for target in targets], ended_at=None)
    for child, parent, value in children.values_list("pk", "shared_from_id", "value"):
        shared[parent][child] = value
    found: dict[Key, list[TargetRow]] = defaultdict(list)
    for target in targets:
        found[target.indicator_id, target.breakdown].append(_row(target, called, results, shared, on))
    made = [
        TargetTable(rows[0].target.indicator, key[1], tuple(_ordered(rows, ranked=ranked)))
        for key, rows in found.items()
    ]
    return sorted(made, key=lambda table: (table.indicator.name, table.breakdown))


def _row(
    target: Target, called: dict[UUID, OrganisationSpan], results: dict[tuple[UUID, UUID, str], Reached],
    shared: dict[UUID, dict[object, int]], on: date,
) -> TargetRow:  # fmt: skip
    came = results.get((target.body_id, target.indicator_id, target.breakdown))
    ratio = target.indicator.across == AcrossBodies.RATIO
    asked = Asked(
        target.value, target.start, target.end, is_ceiling(target.direction), target.baseline,
        grows=target.indicator.over_time == OverTime.SUM and not ratio,
    )  # fmt: skip
    parts = shared.get(target.pk)
    day = min(on, came.until) if came else on
    return TargetRow(
        target, called[target.body_id], measure(asked, came.value if came else None, on=day),
        came.until if came else None, bool(came and came.is_estimate),
        remainder(target.value, parts) if parts and not ratio else None,
    )  # fmt: skip


def _ordered(rows: list[TargetRow], *, ranked: bool) -> list[TargetRow]:
    rows = sorted(rows, key=lambda row: (row.body.rank, str(row.body.organisation_id)))
    if not ranked:
        return rows
    best = sorted(rows, key=lambda row: -(row.measured.per_mille if row.measured.per_mille is not None else -1))
    return [TargetRow(**{**vars(row), "rank": place}) for place, row in enumerate(best, 1)]


def _results(programme: Programme, targets: Sequence[Target], until: date) -> dict[tuple[UUID, UUID, str], Reached]:
    """Return what each body has reached by `until`: the sums below it where bodies report to it, else its own reports.

    Three queries.
    """
    wanted = {target.indicator_id for target in targets}
    ratios = {target.indicator for target in targets if target.indicator.across == AcrossBodies.RATIO}
    wanted |= {key for ratio in ratios for key in (ratio.numerator_id, ratio.denominator_id) if key}
    bodies = {target.body_id for target in targets}
    indicators = {row.pk: row for row in Indicator.objects.filter(pk__in=wanted)}
    series = _own(programme, bodies, wanted, until) | _below(programme, bodies, wanted, until)
    found: dict[tuple[UUID, UUID, str], Reached] = {}
    for target in targets:
        indicator = target.indicator

        def of(key: UUID, target: Target = target) -> Reached | None:
            said = series.get((target.body_id, key, target.breakdown), {})
            return reached(said, indicators[key].over_time, target.start, min(target.end, until))

        came = _ratio(indicator, of) if indicator in ratios else of(indicator.pk)
        if came is not None:
            found[target.body_id, target.indicator_id, target.breakdown] = came
    return found


def _ratio(indicator: Indicator, of) -> Reached | None:  # type: ignore[no-untyped-def]
    """Recompute a ratio from its two sums, in hundredths of a per cent; never averaged."""
    part, whole = of(indicator.numerator_id), of(indicator.denominator_id)
    if part is None or whole is None or whole.value == 0:
        return None
    value = (part.value * 20_000 + whole.value) // (2 * whole.value)
    return Reached(
        value, min(part.periods, whole.periods), min(part.until, whole.until), part.is_estimate or whole.is_estimate
    )


Series = dict[tuple[UUID, UUID, str], dict[tuple[date, date], Said]]


def _own(programme: Programme, bodies: Iterable[UUID], indicators: Iterable[UUID], until: date) -> Series:
    """Return what bodies said in their own received reports. One query."""
    owed = Occurrence.objects.filter(
        body__in=list(bodies), obligation__programme=programme, obligation__kind=ObligationKind.REPORT,
        period_end__lte=until,
    )  # fmt: skip
    rows = Figure.objects.filter(
        version__in=current_versions(owed).order_by().values("pk"), indicator__in=list(indicators), value__isnull=False
    ).values_list(
        "version__submission__occurrence__body_id", "indicator_id", "breakdown",
        "version__submission__occurrence__period_start", "version__submission__occurrence__period_end", "value",
        "is_estimate",
    )  # fmt: skip
    found: Series = defaultdict(dict)
    for body, indicator, breakdown, start, end, value, estimate in rows:
        found[body, indicator, breakdown][start, end] = Said(value, estimate)
    return dict(found)


def _below(programme: Programme, bodies: Iterable[UUID], indicators: Iterable[UUID], until: date) -> Series:
    """Return the live sums of what bodies have received. One query."""
    rows = LiveSum.objects.filter(
        Q(bodies__gt=0), obligation__recipient__in=list(bodies), obligation__programme=programme,
        indicator__in=list(indicators), period_end__lte=until,
    ).values_list(
        "obligation__recipient_id", "indicator_id", "breakdown", "period_start", "period_end", "value", "estimates",
        "bodies",
    )  # fmt: skip
    best: dict[tuple[UUID, UUID, str, date, date], tuple[int, int, int]] = {}
    for body, indicator, breakdown, start, end, value, estimates, counted in rows:
        key = (body, indicator, breakdown, start, end)
        # Two duties may ask the same of a period: the one on which more bodies rest counts, they are never added.
        if key not in best or counted > best[key][2]:
            best[key] = (value, estimates, counted)
    found: Series = defaultdict(dict)
    for (body, indicator, breakdown, start, end), (value, estimates, _counted) in best.items():
        found[body, indicator, breakdown][start, end] = Said(value, estimates > 0)
    return dict(found)


def may_rank(actor: Actor, programme: Programme) -> bool:
    """Return whether the actor may see bodies ranked: switched on, and he leads a coordinating body. Two queries."""
    if not RankingSwitch.objects.filter(programme=programme, is_on=True).exists():
        return False
    led = {post.organisation_id for post in actor.posts if post.role == Role.LEADER}
    return Coordination.objects.on(actor.on).filter(programme=programme, organisation__in=led).exists()


def programmes_with_targets(actor: Actor, coordinated: Sequence[Programme]) -> list[Programme]:
    """Return the programmes in which the actor sees targets or may give them, by name. Two queries."""
    seen = set(Target.objects.visible_to(actor).order_by().values_list("programme_id", flat=True).distinct())
    seen |= {programme.pk for programme in coordinated}
    return list(Programme.objects.filter(pk__in=seen).order_by("short_name", "pk"))


@dataclass(frozen=True)
class GivenRow:
    """One body to which a target is given: what it has now."""

    body: OrganisationSpan
    target: Target | None

    @property
    def value(self) -> int | None:
        """Return the value in force."""
        return self.target.value if self.target else None


def given(
    programme: Programme, bodies: Iterable[UUID], indicator: Indicator, breakdown: str, span: Span, *, on: date
) -> list[GivenRow]:
    """Return every body of a line with its target of one indicator and span, in protocol order. Two queries."""
    keys = set(bodies)
    there = {
        target.body_id: target
        for target in Target.objects.filter(
            programme=programme, indicator=indicator, breakdown=breakdown, start=span.start, end=span.end,
            ended_at=None, body__in=keys,
        )
    }  # fmt: skip
    called = names.bodies(keys, on=on)
    rows = [GivenRow(row, there.get(key)) for key, row in called.items() if row.holds_on(on) or key in there]
    return sorted(rows, key=lambda row: (row.body.rank, str(row.body.organisation_id)))


def papers(actor: Actor, programme: Programme) -> list[Document]:
    """Return the documents by which the actor may give targets: those of the programme's duties, newest first."""
    seen = Document.objects.visible_to(actor).filter(
        Q(obligations__programme=programme) | Q(targets__programme=programme)
    )
    return list(seen.distinct().order_by("-date", "number")[:100])
