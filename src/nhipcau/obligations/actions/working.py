"""What a body does with its own duties: shares them inside, says they are done or not its own; and their end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from nhipcau import clock
from nhipcau.audit import actions as audit
from nhipcau.obligations import wording
from nhipcau.obligations.actions.laying import require_laying
from nhipcau.obligations.dues import due_of
from nhipcau.obligations.events import Event
from nhipcau.obligations.models import DueRule, NotOurs, Obligation, ObligationKind, Occurrence, Share, Urging
from nhipcau.obligations.rules import Period, RuleSpec, Settings
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.models import Post
from nhipcau.organisations.queries import work_calendar


class CannotAnswer(ValueError):
    """The deed does not fit the duty; the message tells a person what to do next."""


@transaction.atomic
def share(
    occurrence: Occurrence, post: Post, *, inner_deadline: date | None, note: str, by: Actor, now: datetime
) -> Share:
    """Give a duty to an officer of the body with an inner deadline, seen inside only. Given again, it is changed."""
    acting = access.require(by, Right.SHARE_DUTY, about=occurrence)
    if post.organisation_id != occurrence.body_id or not post.holds_on(by.on):
        raise CannotAnswer("Chỉ phân công cho người đang giữ vị trí trong chính đơn vị này.")
    if inner_deadline and occurrence.until and inner_deadline > occurrence.until:
        raise CannotAnswer(f"Hạn nội bộ phải không sau hạn chung {wording.day(occurrence.until)}.")
    given, _made = Share.objects.update_or_create(
        occurrence=occurrence,
        post=post,
        defaults={"inner_deadline": inner_deadline, "note": note.strip()[:500], "shared_at": now},
    )
    audit.record(Event.SHARED, about=occurrence, by=acting, at=now, details={"post": str(post.pk)})
    return given


@transaction.atomic
def answer_not_ours(occurrence: Occurrence, *, reason: str, by: Actor, now: datetime) -> NotOurs:
    """Answer that a duty is not the body's responsibility; the issuer sees the reason and decides."""
    acting = access.require(by, Right.ANSWER_DUTY, about=occurrence)
    if not reason.strip():
        raise CannotAnswer("Hãy ghi lý do để nơi giao nhiệm vụ xem xét.")
    given, made = NotOurs.objects.get_or_create(
        occurrence=occurrence, defaults={"reason": reason.strip(), "answered_at": now, "answered_by": by.user}
    )
    if made:
        audit.record(Event.NOT_OURS, about=occurrence, by=acting, at=now, details={"reason": reason.strip()[:500]})
    return given


@transaction.atomic
def mark_done(occurrence: Occurrence, *, note: str, by: Actor, now: datetime) -> None:
    """Say that a duty without report is done, and what came of it. Twice changes nothing."""
    acting = access.require(by, Right.ANSWER_DUTY, about=occurrence)
    if occurrence.obligation.kind == ObligationKind.REPORT:
        raise CannotAnswer("Việc này cần gửi báo cáo: hãy lập báo cáo thay vì đánh dấu đã làm.")
    waiting = Occurrence.objects.filter(pk=occurrence.pk, done_at=None)
    if waiting.update(done_at=now, done_by=by.user, done_note=note.strip()):
        audit.record(Event.DONE, about=occurrence, by=acting, at=now, details={"note": note.strip()[:500]})


@transaction.atomic
def end_obligation(obligation: Obligation, *, from_day: date, reason: str, by: Actor, now: datetime) -> int:
    """End a duty from a day on with a reason: nothing more falls due. Return how many open occurrences it withdrew.

    What fell due before that day stays as it is, late or not.
    """
    acting = require_laying(obligation, by)
    if not reason.strip():
        raise CannotAnswer("Hãy ghi lý do kết thúc (văn bản nào, ngày nào).")
    if obligation.ends_on:
        raise CannotAnswer("Nhiệm vụ này đã kết thúc trước đó.")
    Obligation.objects.filter(pk=obligation.pk).update(ends_on=from_day, end_reason=reason.strip())
    waiting = Occurrence.objects.filter(obligation=obligation, withdrawn_at=None, done_at=None)
    to_come = waiting.filter(Q(last_day__gte=from_day) | Q(extended_to__gte=from_day))
    withdrawn = to_come.update(withdrawn_at=now, withdrawn_reason=reason.strip())
    details = {"from": from_day.isoformat(), "reason": reason.strip()[:500], "withdrawn": withdrawn}
    audit.record(Event.ENDED, about=obligation, by=acting, at=now, details=details)
    return withdrawn


@transaction.atomic
def set_due_day(
    rule: DueRule,
    *,
    before_day: int | None,
    before_month: int | None,
    days_after_period: int | None,
    by: Actor,
    now: datetime,
) -> None:
    """Set the day of a periodic rule for what is not yet open; open occurrences without any day get theirs now."""
    spec = replace(
        RuleSpec.stored(rule), before_day=before_day, before_month=before_month, days_after_period=days_after_period
    )
    change_rule(rule, spec, by=by, now=now)


@transaction.atomic
def change_rule(rule: DueRule, spec: RuleSpec, *, by: Actor, now: datetime) -> None:
    """Change a due rule for what is not yet open; open occurrences without any day get theirs now.

    The kind of period stays: another one would be another series. Raises NotARule, CannotAnswer, Denied.
    """
    acting = require_laying(rule.obligation, by)
    spec.check()
    before = RuleSpec.stored(rule)
    if spec.every != rule.every:
        raise CannotAnswer("Kỳ báo cáo không đổi được sau khi xác nhận: hãy kết thúc nhiệm vụ này rồi giao mới.")
    if spec == before:
        return
    for name, value in spec.columns().items():
        setattr(rule, name, value)
    rule.save()
    settings, workdays = rule.obligation.programme or Settings(), work_calendar()
    for occurrence in rule.occurrences.filter(last_day=None, withdrawn_at=None):
        due = due_of(spec, Period(occurrence.period_start, occurrence.period_end), settings, workdays)
        if due.printed and due.printed >= clock.day_of(now):
            occurrence.printed_due, occurrence.last_day = due.printed, due.last_day
            occurrence.due_settings["reason"] = due.reason
            occurrence.save(update_fields=["printed_due", "last_day", "due_settings"])
    details = {"before": before.to_plain(), **spec.to_plain()}
    audit.record(Event.RULE_CHANGED, about=rule.obligation, by=acting, at=now, details=details)


@transaction.atomic
def note_reminder(occurrence: Occurrence, *, by: Actor, now: datetime) -> None:
    """Record that somebody copied the reminder text of an occurrence (chép lời nhắc)."""
    acting = access.require(by, Right.URGE, about=occurrence)
    Urging.objects.create(occurrence=occurrence, how="copied", urged_at=now, urged_by=by.user)
    audit.record(Event.REMINDER_COPIED, about=occurrence, by=acting, at=now)
