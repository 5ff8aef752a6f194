"""The figures that rules speak of: of the report itself, of the period before, of the same period last year.

In a fixed number of queries for any number of reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from nhipcau.reports.models import Figure, TermAt, Version
from nhipcau.reports.plausibility.tree import Key, Rule

SLACK = timedelta(days=10)  # data windows move by some days from one year's document to the next
Known = dict[tuple[str, Key], int | None]


def figures_for(versions: Sequence[Version], rules: Iterable[Rule]) -> dict[UUID, Known]:
    """Return, for each version, the figures that the rules speak of. One query; three where they look back.

    The versions come with `submission__occurrence__obligation` and `form_version`. “Kỳ trước” is the period of the same
    length that ended where this one begins, of the same body: where its report is missing, so is the figure.
    """
    terms = [term for rule in rules for term in rule.terms if term.key is not None]
    indicators = {term.key[0] for term in terms if term.key}
    found: dict[UUID, Known] = {version.pk: {} for version in versions}
    sources: dict[UUID, list[tuple[UUID, str]]] = {version.pk: [(version.pk, TermAt.NOW)] for version in versions}
    if any(term.at != TermAt.NOW for term in terms):
        for version, at, earlier in _looking_back(versions):
            sources.setdefault(earlier, []).append((version, at))
    rows = Figure.objects.filter(version__in=list(sources), indicator__in=indicators)
    for source, indicator, breakdown, value in rows.values_list("version", "indicator", "breakdown", "value"):
        for version, at in sources[source]:
            found[version][at, (indicator, breakdown)] = value
    return found


def year_before(day: date) -> date:
    """Return the same day a year before; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _looking_back(versions: Sequence[Version]) -> Iterable[tuple[UUID, str, UUID]]:
    """Give (version, period, the version that its body filed for that period)."""
    if not versions:
        return
    ends = [version.submission.occurrence.period_end for version in versions]
    starts = [version.submission.occurrence.period_start for version in versions]
    bodies = {version.submission.occurrence.body_id for version in versions}
    obligations = {version.submission.occurrence.obligation_id for version in versions}
    forms = {version.form_version.form_id for version in versions}
    occurrence = "submission__occurrence"
    rows = (
        Version.objects.filter(
            Q(**{f"{occurrence}__obligation__in": obligations}) | Q(form_version__form__in=forms),
            **{
                f"{occurrence}__body__in": bodies,
                f"{occurrence}__period_end__gte": year_before(min(ends)) - SLACK,
                f"{occurrence}__period_end__lt": max(starts) + SLACK,
            },
            filed_at__isnull=False,
            voided_at=None,
        )
        .order_by("number")
        .values_list(
            "pk", f"{occurrence}__body", f"{occurrence}__obligation", "form_version__form",
            f"{occurrence}__period_start", f"{occurrence}__period_end",
        )
    )  # fmt: skip
    by_body: dict[UUID, list[tuple]] = {}
    for row in rows:
        by_body.setdefault(row[1], []).append(row)
    for version in versions:
        here = version.submission.occurrence
        length = here.period_end - here.period_start
        for at, wanted in ((TermAt.LAST, here.period_start), (TermAt.YEAR_BEFORE, year_before(here.period_end))):
            best = None
            for pk, _body, obligation, form, start, end in by_body.get(here.body_id, ()):
                near = abs(end - wanted) <= SLACK and end < here.period_end
                alike = abs((end - start) - length) <= SLACK
                mine = obligation == here.obligation_id
                if near and alike and (mine or form == version.form_version.form_id):
                    rank = (mine, end)  # the same duty before another one of the same form; later versions come later
                    if best is None or rank >= best[0]:
                        best = (rank, pk)
            if best is not None:
                yield version.pk, at, best[1]
