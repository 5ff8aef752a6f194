"""Judging reports: what does not hold, what could not be judged, which reasons were given, what keeps from sending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from nhipcau.reports.models import FormVersion, PassedRule, Version
from nhipcau.reports.plausibility.earlier import Known, figures_for
from nhipcau.reports.plausibility.lines import FormLine, lines_of
from nhipcau.reports.plausibility.rules_of_form import rules_of
from nhipcau.reports.plausibility.tree import Judgement, Key, Rule, Verdict, judge
from nhipcau.reports.plausibility.wording import missing, sentence, told


@dataclass(frozen=True)
class Finding:
    """One rule that a report does not fulfil (or that could not be judged), as the page shows it.

    `reason` is what the body wrote for these very figures; `old_reason` what it wrote for others, to be said again.
    """

    rule: Rule
    message: str
    sentence: str
    field_ids: tuple[int, ...]
    left: int | None = None
    right: int | None = None
    reason: str = ""
    old_reason: str = ""
    by: str = ""

    @property
    def name(self) -> str:
        """Return by what a page names the rule."""
        return self.rule.name

    @property
    def is_hard(self) -> bool:
        """Whether a report is not sent otherwise."""
        return self.rule.is_hard

    @property
    def seen(self) -> str:
        """Return both sides as one word: a reason belongs to these figures."""
        return f"{self.left}|{self.right}"

    @property
    def blocks(self) -> bool:
        """Whether the report cannot be sent yet."""
        return self.is_hard or not self.reason


@dataclass(frozen=True)
class Checks:
    """All that was found in one report."""

    findings: tuple[Finding, ...] = ()
    unjudged: tuple[Finding, ...] = ()

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Return what keeps the report from being sent."""
        return tuple(finding for finding in self.findings if finding.blocks)

    @property
    def passed(self) -> tuple[Finding, ...]:
        """Return what was sent with a reason."""
        return tuple(finding for finding in self.findings if not finding.blocks)

    @property
    def by_field(self) -> dict[int, list[Finding]]:
        """Return the findings beside the fields that they concern."""
        found: dict[int, list[Finding]] = {}
        for finding in self.findings:
            for field in finding.field_ids:
                found.setdefault(field, []).append(finding)
        return found


class Implausible(ValueError):
    """Figures do not agree; the text says which, and what to do."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        hard = [finding.message for finding in findings if finding.is_hard]
        soft = [finding.message for finding in findings if not finding.is_hard]
        words = []
        if hard:
            words.append(_("Chưa gửi được vì số liệu sai quy tắc bắt buộc. Hãy sửa số: %s") % " ".join(hard))
        if soft:
            words.append(
                _("Hãy sửa số, hoặc ghi lý do ở phần “Kiểm tra số liệu” rồi duyệt gửi: %s") % " ".join(soft)
            )  # fmt: skip
        super().__init__(" ".join(words))
        self.findings = tuple(findings)


def check(version: Version | None) -> Checks:
    """Judge all rules of a version's form on its figures as they are saved. Four to ten queries, whatever its size."""
    if version is None:
        return Checks()
    whole = Version.objects.select_related("submission__occurrence__obligation", "form_version").get(pk=version.pk)
    return check_all([whole])[whole.pk]


def blocking(version: Version) -> tuple[Finding, ...]:
    """Return what keeps a version from being sent: hard rules, and soft ones without a reason."""
    return check(version).blocking


def must_pass(version: Version) -> None:
    """Raise `Implausible` where the figures of a version keep it from being sent."""
    if found := blocking(version):
        raise Implausible(found)


def check_all(versions: Sequence[Version]) -> dict[UUID, Checks]:
    """Judge several versions, each by its own form; about nine queries for each form, whatever the number of reports.

    The versions come with `submission__occurrence__obligation` and `form_version`.
    """
    forms: dict[int, tuple[FormVersion, list[Version]]] = {}
    for version in versions:
        forms.setdefault(version.form_version_id, (version.form_version, []))[1].append(version)
    found: dict[UUID, Checks] = {}
    for form, answered in forms.values():
        lines = lines_of(form)
        rules = rules_of(form, lines)
        if not rules:
            found |= {version.pk: Checks() for version in answered}
            continue
        known, passed = figures_for(answered, rules), _reasons(answered)
        for version in answered:
            found[version.pk] = _checks(rules, known.get(version.pk, {}), lines.by_key, passed.get(version.pk, {}))
    return found


def _reasons(versions: Sequence[Version]) -> dict[UUID, dict[str, PassedRule]]:
    """Return the reasons that were given, by version and by the name of the rule. One query."""
    given: dict[UUID, dict[str, PassedRule]] = {}
    for row in PassedRule.objects.filter(version__in=[v.pk for v in versions]).select_related("passed_by"):
        given.setdefault(row.version_id, {})[row.automatic or f"r{row.rule_id}"] = row
    return given


def judge_all(rules: Sequence[Rule], known: Known) -> list[tuple[Rule, Judgement]]:
    """Judge rules on one report; a part of a partition is looked at alone only where the sum was not judged."""
    judged = [(rule, judge(rule, known)) for rule in rules]
    summed = {
        term.key
        for rule, judgement in judged
        if rule.automatic.startswith("sum:") and judgement.verdict in (Verdict.HOLDS, Verdict.BROKEN)
        for term in rule.left
    }
    return [
        (rule, judgement)
        for rule, judgement in judged
        if not (rule.automatic.startswith("part:") and rule.left[0].key in summed)
    ]


def _checks(rules: Sequence[Rule], known: Known, lines: dict[Key, FormLine], passed: dict[str, PassedRule]) -> Checks:
    findings, unjudged = [], []
    for rule, judged in judge_all(rules, known):
        fields = tuple(dict.fromkeys(lines[t.key].field_id for t in rule.terms if t.key in lines))
        if judged.verdict is Verdict.MISSING:
            # Of a whole section that was left empty nothing is said: the missing fields are named elsewhere.
            if any(term.key is not None and (term.at, term.key) in known for term in rule.terms):
                unjudged.append(Finding(rule, missing(judged.missing, lines), sentence(rule, lines), fields))
        elif judged.verdict is Verdict.BROKEN:
            words = told(rule, judged, known, lines)
            finding = Finding(rule, words, sentence(rule, lines), fields, judged.left, judged.right)
            findings.append(_with_reason(finding, passed.get(rule.name)))
    return Checks(tuple(findings), tuple(unjudged))


def _with_reason(finding: Finding, row: PassedRule | None) -> Finding:
    if row is None or finding.is_hard:
        return finding
    same = row.seen == finding.seen
    return Finding(
        finding.rule, finding.message, finding.sentence, finding.field_ids, finding.left, finding.right,
        reason=row.reason if same else "", old_reason="" if same else row.reason, by=row.passed_by.display_name,
    )  # fmt: skip
