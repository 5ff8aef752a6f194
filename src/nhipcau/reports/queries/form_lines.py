"""Which lines stand in a table of sums: every figure that the forms in use ask, each part of a breakdown apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet, Subquery

from nhipcau.obligations.models import Obligation, Occurrence
from nhipcau.reports.amounts import Key
from nhipcau.reports.form_specs import with_parts
from nhipcau.reports.models import (
    AcrossBodies,
    AskedOf,
    Field,
    FieldKind,
    FormVersion,
    Indicator,
    IndicatorKind,
    Version,
)
from nhipcau.reports.queries.figures import Period


@dataclass(frozen=True)
class FigureLine:
    """One figure of a form: an indicator, whole or one part of it; `asked_of` says who answers (none: everybody)."""

    indicator: Indicator
    breakdown: str
    section: str
    label: str
    part: str = ""  # the part's name
    asked_of: tuple[AskedOf, ...] = ()

    @property
    def key(self) -> Key:
        """Return by what its sums are found."""
        return self.indicator.pk, self.breakdown


def lines_of_duties(own: UUID, duties: Iterable[UUID], period: Period) -> list[FigureLine]:
    """Return the figure lines of the forms by which reports of a period came, and of the own duty's form, which stands
    first. A fixed number of queries."""
    used = Version.objects.filter(
        submission__occurrence__in=Occurrence.objects.filter(
            obligation__in=list(duties), period_start=period.start, period_end=period.end
        )
        .order_by()
        .values("pk"),
        filed_at__isnull=False,
    )
    newest = (
        FormVersion.objects.filter(form__obligations__obligation=own, published_at__isnull=False)
        .filter(Q(holds_from=None) | Q(holds_from__lte=period.start))
        .order_by("-number")
        .values("pk")[:1]
    )
    forms = FormVersion.objects.filter(Q(pk__in=used.order_by().values("form_version")) | Q(pk=Subquery(newest)))
    first = set(FormVersion.objects.filter(form__obligations__obligation=own).values_list("pk", flat=True))
    return figure_lines(forms, first=first)


def lines_of_form(obligation: Obligation, period: Period) -> list[FigureLine]:
    """Return the figure lines of one duty's table."""
    return lines_of_duties(obligation.pk, [obligation.pk], period)


def figure_lines(forms: QuerySet[FormVersion], *, first: set[int] | None = None) -> list[FigureLine]:
    """Return the figure lines of these versions of forms, each once, in the newest version's order.

    Versions in `first` go before all others. Seven queries.
    """
    fields = list(
        with_parts(
            Field.objects.filter(version__in=forms.order_by().values("pk"))
            .exclude(kind=FieldKind.NARRATIVE)
            .select_related("version")
        )
    )
    fields.sort(key=lambda f: (f.version_id not in (first or ()), -f.version.number, f.version_id, f.position))
    seen: dict[Key, FigureLine] = {}
    for field in fields:
        for line in _of_field(field):
            seen.setdefault(line.key, line)
    return [*seen.values(), *_unasked_ratios({key[0] for key in seen})]


def _of_field(field: Field) -> list[FigureLine]:
    asked = tuple(field.asked_of.all())
    if field.kind == FieldKind.TABLE:
        return [
            FigureLine(column.indicator, "", field.section, f"{field.label}: {column.label}", asked_of=asked)
            for column in field.columns.all()
            if column.indicator is not None
        ]
    assert field.indicator is not None
    parts = [
        FigureLine(field.indicator, option.code, field.section, field.label, option.label, asked)
        for option in (field.by.options.all() if field.by else ())
    ]
    if field.indicator.kind == IndicatorKind.CHOICE and parts:
        return parts
    return [FigureLine(field.indicator, field.breakdown, field.section, field.label, field.breakdown, asked), *parts]


def _unasked_ratios(indicators: set[UUID]) -> list[FigureLine]:
    """Return lines for ratios that no form asks for, because both their sums are there. One query."""
    ratios = Indicator.objects.filter(
        across=AcrossBodies.RATIO, numerator__in=indicators, denominator__in=indicators
    ).exclude(pk__in=indicators)
    return [
        FigureLine(ratio, "", "", ratio.name)
        for ratio in ratios.select_related("numerator", "denominator").order_by("code")
    ]


# ---- series that go on under another indicator ----------------------------------------------------------------------
@dataclass(frozen=True)
class Continued:
    """Which indicator a newer one continues, and whether the two may be added (same unit, same things counted)."""

    older: Indicator
    is_addable: bool


def continued(lines: Sequence[FigureLine]) -> dict[UUID, list[Continued]]:
    """Return for each indicator of these lines the chain that it continues, newest first. One query."""
    before: dict[UUID, tuple[Indicator, Indicator]] = {
        newer.pk: (newer, newer.continues)
        for newer in Indicator.objects.filter(continues__isnull=False).select_related("continues")
        if newer.continues is not None
    }
    if not before:
        return {}
    wanted = {line.indicator.pk for line in lines}
    wanted |= {key for line in lines for key in (line.indicator.numerator_id, line.indicator.denominator_id) if key}
    found: dict[UUID, list[Continued]] = {}
    for start in wanted:
        chain: list[Continued] = []
        seen, key, addable = {start}, start, True
        while key in before and before[key][1].pk not in seen:
            newer, older = before[key]
            addable = addable and _alike(newer, older)
            chain.append(Continued(older, addable))
            key = older.pk
            seen.add(key)
        if chain:
            found[start] = chain
    return found


def _alike(newer: Indicator, older: Indicator) -> bool:
    """People are never added to attendances, nor đồng to anything else."""
    return (newer.unit, newer.kind, newer.counted, newer.across, newer.over_time) == (
        older.unit, older.kind, older.counted, older.across, older.over_time,
    )  # fmt: skip
