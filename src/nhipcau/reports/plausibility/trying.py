"""Rules tried on what was reported last: how many reports would not fulfil them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from nhipcau.organisations.access import Actor
from nhipcau.reports.models import FormVersion, Version
from nhipcau.reports.plausibility.earlier import figures_for
from nhipcau.reports.plausibility.lines import lines_of
from nhipcau.reports.plausibility.rules_of_form import rules_of
from nhipcau.reports.plausibility.tree import Rule, Verdict, judge
from nhipcau.reports.plausibility.wording import sentence


@dataclass(frozen=True)
class Trial:
    """One rule with how it went: of `reports` reports of the period, `judged` could be judged, `broken` do not hold."""

    rule: Rule
    sentence: str
    broken: int
    judged: int
    reports: int
    period: str


def try_rules(form: FormVersion, actor: Actor) -> list[Trial]:
    """Try all rules of a form version on the newest period that was reported on its form. About twelve queries.

    Only reports that `actor` may see are counted.
    """
    lines = lines_of(form)
    rules = rules_of(form, lines)
    reports = _last_reports(form, actor)
    known = figures_for(reports, rules)
    period = reports[0].submission.occurrence.period_label if reports else ""
    trials = []
    for rule in rules:
        verdicts = [judge(rule, figures).verdict for figures in known.values()]
        broken = verdicts.count(Verdict.BROKEN)
        judged = broken + verdicts.count(Verdict.HOLDS)
        trials.append(Trial(rule, sentence(rule, lines.by_key), broken, judged, len(reports), period))
    return trials


def _last_reports(form: FormVersion, actor: Actor) -> list[Version]:
    newer = Version.objects.filter(
        submission=OuterRef("submission"), number__gt=OuterRef("number"), filed_at__isnull=False, voided_at=None
    )
    filed = (
        Version.objects.visible_to(actor)
        .filter(~Exists(newer), form_version__form=form.form_id, filed_at__isnull=False, voided_at=None)
        .select_related("submission__occurrence__obligation", "form_version")
    )
    last = (
        filed.order_by("-submission__occurrence__period_end", "-submission__occurrence__period_start")
        .values_list("submission__occurrence__period_start", "submission__occurrence__period_end")
        .first()
    )
    if last is None:
        return []
    start, end = last
    return list(
        filed.filter(submission__occurrence__period_start=start, submission__occurrence__period_end=end).distinct()
    )
