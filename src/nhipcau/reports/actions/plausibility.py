"""Rules of plausibility: coordinators write them at a form not yet in use; bodies pass soft ones with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from nhipcau.audit import actions as audit
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.reports import coordinators, plausibility
from nhipcau.reports.actions.events import Event
from nhipcau.reports.actions.filling import NeedsReason, NotADraft
from nhipcau.reports.models import FormVersion, PassedRule, PlausibilityRule, RuleTerm, Side, Version
from nhipcau.reports.plausibility import Rule, Term


class InUse(ValueError):
    """The form version was published: what reporters work with is never changed under them."""

    def __init__(self) -> None:
        super().__init__(_("Biểu mẫu này đã ban hành, không đổi quy tắc được nữa. Hãy lập phiên bản mới của biểu mẫu."))


class NotARule(ValueError):
    """A rule that cannot be kept; the text says why."""


class AlreadyWritten(ValueError):
    """The form has a rule that says the same."""

    def __init__(self) -> None:
        super().__init__(_("Biểu mẫu đã có quy tắc này. Muốn đổi mức bắt buộc, hãy bỏ quy tắc cũ trước."))


class NotBroken(ValueError):
    """There is nothing to pass: the figures fulfil the rule by now, or it is hard."""

    def __init__(self) -> None:
        super().__init__(_("Số liệu không còn vướng quy tắc này, hoặc quy tắc bắt buộc phải đúng. Hãy mở lại báo cáo."))


@transaction.atomic
def write_rule(form: FormVersion, rule: Rule, *, by: Actor, now: datetime) -> PlausibilityRule:
    """Add a rule to a form version that is not published yet.

    Raises `access.Denied`, `InUse`, `NotARule` where a figure is not of this form, `AlreadyWritten`.
    """
    acting = coordinators.require(form.form.programme, by)
    _must_be_open(form)
    lines = plausibility.lines_of(form)
    if not rule.left or not rule.right:
        raise NotARule(_("Hãy chọn số liệu cho cả hai vế."))
    if any(term.key is not None and term.key not in lines.by_key for term in rule.terms):
        raise NotARule(_("Có số liệu không thuộc biểu mẫu này. Hãy chọn lại."))
    if rule.tree[0] == rule.tree[2]:
        raise NotARule(_("Hai vế giống nhau. Hãy chọn hai số liệu khác nhau."))
    if any(there.row is not None and there.tree == rule.tree for there in plausibility.rules_of(form, lines)):
        raise AlreadyWritten
    row = keep_rule(form, rule)
    words = plausibility.sentence(rule, lines.by_key)
    audit.record(
        Event.RULE_WRITTEN, about=form.form, by=acting, at=now, details={"rule": words[:300], "hard": rule.is_hard}
    )
    return row


@transaction.atomic
def harden(form: FormVersion, automatic: str, *, by: Actor, now: datetime) -> PlausibilityRule:
    """Make a rule that follows from the form hard, by writing it down. Raises as `write_rule`."""
    there = {rule.automatic: rule for rule in plausibility.rules_of(form, plausibility.lines_of(form))}
    if not automatic or automatic not in there:
        raise NotARule(_("Quy tắc này không còn. Hãy mở lại trang."))
    rule = there[automatic]
    return write_rule(form, Rule(rule.left, rule.compared, rule.right, is_hard=True), by=by, now=now)


@transaction.atomic
def remove_rule(row: PlausibilityRule, *, by: Actor, now: datetime) -> None:
    """Take a rule off a form version that is not published yet. Raises `access.Denied`, `InUse`."""
    form = row.version
    acting = coordinators.require(form.form.programme, by)
    _must_be_open(form)
    lines = plausibility.lines_of(form)
    there = next(rule for rule in plausibility.rules_of(form, lines) if rule.row == row.pk)
    words = plausibility.sentence(there, lines.by_key)
    row.delete()
    audit.record(Event.RULE_REMOVED, about=form.form, by=acting, at=now, details={"rule": words[:300]})


def copy_rules(source: FormVersion, target: FormVersion) -> int:
    """Give `target` the rules of `source` behind its own; return how many. Runs in the deed that makes `target`."""
    copied = 0
    for row in source.rules.prefetch_related("terms").order_by("position"):
        terms = list(row.terms.all())
        position = _next_position(target)
        made = PlausibilityRule.objects.create(
            version=target, position=position, compared=row.compared, is_hard=row.is_hard, message=row.message
        )
        for term in terms:
            term.pk, term.rule, term._state.adding = None, made, True
        RuleTerm.objects.bulk_create(terms)
        copied += 1
    return copied


def keep_rule(form: FormVersion, rule: Rule) -> PlausibilityRule:
    """Put a rule into the tables, behind the others; for deeds, and for forms made from data. Asks nobody."""
    row = PlausibilityRule.objects.create(
        version=form, position=_next_position(form), compared=rule.compared, is_hard=rule.is_hard,
        message=rule.message.strip()[:300],
    )  # fmt: skip
    RuleTerm.objects.bulk_create(
        _term(row, side, place, term)
        for side, terms in ((Side.LEFT, rule.left), (Side.RIGHT, rule.right))
        for place, term in enumerate(terms, 1)
    )
    return row


@transaction.atomic
def pass_rule(version: Version, rule: str, *, reason: str, by: Actor, now: datetime) -> PassedRule:
    """Note why a draft is sent although it does not fulfil a soft rule (`rule` is the finding's name).

    The reason belongs to the figures as they stand; given again, the newest one counts. Raises `access.Denied`,
    `NeedsReason`, `NotADraft`, `NotBroken`.
    """
    acting = access.require(by, Right.FILL_REPORT, about=version.submission)
    if version.filed_at is not None:
        raise NotADraft
    if not reason.strip():
        raise NeedsReason
    found = {finding.name: finding for finding in plausibility.check(version).findings}
    finding = found.get(rule)
    if finding is None or finding.is_hard:
        raise NotBroken
    row, _is_new = PassedRule.objects.update_or_create(
        version=version, rule_id=finding.rule.row, automatic=finding.rule.automatic,
        defaults={"reason": reason.strip()[:500], "seen": finding.seen, "passed_at": now, "passed_by": by.user},
    )  # fmt: skip
    audit.record(Event.RULE_PASSED, about=version, by=acting, at=now, details={"reason": row.reason[:300]})
    return row


def _term(row: PlausibilityRule, side: str, place: int, term: Term) -> RuleTerm:
    indicator, breakdown = term.key or (None, "")
    return RuleTerm(
        rule=row, side=side, position=place, factor=term.factor, indicator_id=indicator, breakdown=breakdown,
        at=term.at, constant=term.constant,
    )  # fmt: skip


def _next_position(form: FormVersion) -> int:
    return (form.rules.aggregate(top=Max("position"))["top"] or 0) + 1


def _must_be_open(form: FormVersion) -> None:
    # Locked, so that it is not published in between.
    if FormVersion.objects.select_for_update().get(pk=form.pk).published_at is not None:
        raise InUse
