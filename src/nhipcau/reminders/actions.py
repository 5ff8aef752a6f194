"""What people change about reminders: the plan of a programme, their own wish, what they have seen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nhipcau.audit import actions as audit
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Denied, Right
from nhipcau.organisations.models import Coordination, Programme, holds_on
from nhipcau.reminders import rules
from nhipcau.reminders.events import Event
from nhipcau.reminders.models import Digest, MailWish, ReminderPlan
from nhipcau.reminders.rules import USUAL, Plan


def plan_of(programme: Programme) -> Plan:
    """Return when a programme reminds: its own plan, else the usual one."""
    row = ReminderPlan.objects.filter(programme=programme).first()
    if row is None:
        return USUAL
    return Plan(rules.days_of(row.before_days), rules.days_of(row.after_days), rules.days_of(row.escalate_days))


def coordinator(actor: Actor, programme: Programme) -> access.ActingPost:
    """Return the post by which an actor manages a programme that his body coordinates today, or all as administrator.

    Raises `access.Denied`.
    """
    held = Coordination.objects.filter(holds_on(actor.on), programme=programme, organisation__in=actor.bodies)
    for row in held.select_related("organisation"):
        post = access.may(actor, Right.MANAGE_PROGRAMME, about=row.organisation)
        if post is not None:
            return access.ActingPost(actor, post)
    administrator = access.may(actor, Right.MANAGE_ORGANISATIONS)
    if administrator is not None:
        return access.ActingPost(actor, administrator)
    raise Denied("Chỉ cơ quan chủ trì chương trình mới đổi được lịch nhắc. Hãy liên hệ cơ quan chủ trì.")


@transaction.atomic
def set_plan(programme: Programme, plan: Plan, *, by: Actor, now: datetime) -> None:
    """Set when a programme reminds; what was told already is not told again. Raises `access.Denied`."""
    acting = coordinator(by, programme)
    values = {
        "before_days": rules.words_of(plan.before), "after_days": rules.words_of(plan.after),
        "escalate_days": rules.words_of(plan.escalate),
    }  # fmt: skip
    ReminderPlan.objects.update_or_create(programme=programme, defaults=values)
    audit.record(Event.PLAN_CHANGED, about=programme, by=acting, at=now, details=values)


@transaction.atomic
def wish_for_mail(*, by: Actor, by_mail: bool) -> None:
    """Keep whether the user wants his reminders by mail too."""
    MailWish.objects.update_or_create(user=by.user, defaults={"by_mail": by_mail})


@transaction.atomic
def see(*, by: Actor, now: datetime) -> int:
    """Note that the user has opened his messages; return how many were new."""
    return Digest.objects.visible_to(by).filter(seen_at=None).update(seen_at=now)
