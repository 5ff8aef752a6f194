"""A due day for each level of a line of reporting: the duty of a body above laid on the levels below it.

Nghị định 09/2019/NĐ-CP, Điều 8 khoản 5: a report that several levels make states a due day for each of them, and a
level above has at least one working day more than the one below. Each duty made here feeds the one above; its
recipient owes that one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from nhipcau import clock
from nhipcau.audit import actions as audit
from nhipcau.obligations import wording
from nhipcau.obligations.actions.confirming import bind, followed
from nhipcau.obligations.actions.laying import laying_post, require_laying
from nhipcau.obligations.actions.working import CannotAnswer
from nhipcau.obligations.dues import due_of
from nhipcau.obligations.events import Event
from nhipcau.obligations.models import DueRule, Follower, Obligation, ObligationKind, Owner
from nhipcau.obligations.rules import RuleSpec, months_of, periods
from nhipcau.organisations import access
from nhipcau.organisations.access import ActingPost, Actor, Right
from nhipcau.organisations.models import Line, LineRole, holds_on
from nhipcau.organisations.queries import work_calendar
from nhipcau.organisations.workdays import WorkCalendar

MOST_LEVELS = 4
CHECKED = 8  # periods of each rule that are looked at for the day between two levels


@dataclass(frozen=True)
class LevelRules:
    """The due rules of one level, one for each rule of the duty above, in its order."""

    rules: tuple[RuleSpec, ...]


@dataclass(frozen=True)
class Branch:
    """A body and those that report to it in the programme."""

    upper: UUID
    lowers: tuple[UUID, ...]


class TooClose(CannotAnswer):
    """A level has no working day more than the one below it."""


@transaction.atomic
def lay_down_the_line(obligation: Obligation, *levels: LevelRules, by: Actor, now: datetime) -> list[Obligation]:
    """Lay a duty on the levels below its owners and return the duties made, those nearest to it first.

    `levels` go downward. The side that laid the duty does it for all owners, an owner for its own line. A body for
    which that was done is left as it is. Raises TooClose, CannotAnswer with what is missing, NotARule, Denied.
    """
    acting, uppers = who_lays(obligation, by)
    issuer = obligation.issuer_id if laying_post(obligation, by) else None
    on = clock.day_of(now)
    check_levels(obligation, levels, on=on)
    branches = line_below(obligation, uppers, on=on)
    if not branches:
        raise CannotAnswer("Trong chương trình, chưa đơn vị nào báo cáo về các đơn vị thực hiện nhiệm vụ này.")
    if len(levels) > len(branches):
        raise CannotAnswer(f"Quan hệ báo cáo chỉ có {len(branches)} cấp dưới: hãy bỏ bớt hạn của cấp không có.")
    followers = followed(obligation.programme_id, on=on)
    through = _through(obligation, [body for level in branches for row in level for body in row.lowers], on)
    above: dict[UUID, Obligation] = dict.fromkeys(uppers, obligation)
    made: list[Obligation] = []
    for level, rows in zip(levels, branches, strict=False):
        there = {(duty.feeds_id, duty.recipient_id): duty for duty in _fed(above.values())}
        below: dict[UUID, Obligation] = {}
        for row in rows:
            if row.upper not in above:
                continue
            duty = there.get((above[row.upper].pk, row.upper))
            if duty is None:
                duty = _lay(above[row.upper], row, level, acting, issuer, through, followers, now)
                made.append(duty)
            below.update(dict.fromkeys(row.lowers, duty))
        above = below
    bind(obligation.document, made, on=on, now=now)
    return made


@transaction.atomic
def take_into_the_line(above: Obligation, below: Obligation, *, by: Actor, now: datetime) -> None:
    """Let a duty that stands already feed the duty of the level above, instead of laying a second one.

    The recipient of the lower duty must owe the upper one; both are of one programme, with the same kinds of period.
    Raises TooClose, CannotAnswer, Denied.
    """
    acting = require_laying(below, by)
    if below.feeds_id or below.pk == above.pk or below.ends_on or below.kind != ObligationKind.REPORT:
        raise CannotAnswer("Nhiệm vụ này đã thuộc một tuyến báo cáo khác, đã kết thúc hoặc không phải báo cáo.")
    owes = above.owners.filter(organisation=below.recipient_id).exists()
    if not owes or below.programme_id != above.programme_id:
        raise CannotAnswer(
            "Nơi nhận của nhiệm vụ cấp dưới phải là đơn vị thực hiện nhiệm vụ cấp trên, cùng chương trình."
        )
    if _leads_to(above, below.pk):
        raise CannotAnswer("Hai nhiệm vụ không thể tổng hợp vào nhau.")
    rules = tuple(RuleSpec.stored(rule) for rule in below.due_rules.all())
    check_levels(above, [LevelRules(rules)], on=clock.day_of(now))
    Obligation.objects.filter(pk=below.pk).update(feeds=above)
    details = {"feeds": str(above.pk), "recipient": str(below.recipient_id), "taken": True}
    audit.record(Event.LAID_DOWN, about=below, by=acting, at=now, details=details)


def takeable(above: Obligation, by: Actor) -> list[Obligation]:
    """Return the duties that `by` sees and that could feed this one: what its owners receive. Three queries."""
    owners = above.owners.values("organisation")
    rows = Obligation.objects.visible_to(by).filter(
        programme=above.programme_id, recipient__in=owners, feeds=None, ends_on=None, restates=None,
        kind=ObligationKind.REPORT,
    )  # fmt: skip
    kinds = sorted(above.due_rules.values_list("every", flat=True))
    found = rows.exclude(pk=above.pk).distinct().select_related("document").prefetch_related("due_rules")
    return [row for row in found.order_by("title", "pk")[:50] if sorted(r.every for r in row.due_rules.all()) == kinds]


def _leads_to(duty: Obligation, key: UUID) -> bool:
    seen: set[UUID] = set()
    while duty.feeds_id and duty.feeds_id not in seen:
        if duty.feeds_id == key:
            return True
        seen.add(duty.feeds_id)
        duty = duty.feeds
    return False


def who_lays(obligation: Obligation, by: Actor) -> tuple[ActingPost, list[UUID]]:
    """Return the post by which `by` carries a duty downward, and the owners for which he may. Raises Denied."""
    owners = list(obligation.owners.order_by("pk").values_list("organisation_id", flat=True))
    acting = laying_post(obligation, by)
    if acting is not None:
        return acting, owners
    acting = access.require(by, Right.CONFIRM_DUTIES, about=obligation)
    own = {
        body for post in by.posts if Right.CONFIRM_DUTIES in post.rights()
        for body in by.heirs.get(post.organisation_id, ())
    }  # fmt: skip
    return acting, [body for body in owners if body in own]


def line_below(obligation: Obligation, uppers: Collection[UUID], *, on: date) -> list[list[Branch]]:
    """Return who reports to whom below these bodies in the duty's programme, level by level. A query for each level."""
    found: list[list[Branch]] = []
    newest, seen = set(uppers), set(uppers)
    while newest and obligation.programme_id and len(found) < MOST_LEVELS:
        held = Line.objects.filter(holds_on(on), programme=obligation.programme_id, role=LineRole.REPORTS_TO)
        below: dict[UUID, list[UUID]] = defaultdict(list)
        for upper, lower in held.filter(upper__in=newest).order_by("pk").values_list("upper_id", "lower_id"):
            if lower not in seen:
                below[upper].append(lower)
        if below:
            found.append([Branch(upper, tuple(dict.fromkeys(lowers))) for upper, lowers in below.items()])
        newest = {lower for lowers in below.values() for lower in lowers}
        seen |= newest
    return found


def check_levels(obligation: Obligation, levels: Sequence[LevelRules], *, on: date) -> None:
    """Raise CannotAnswer where the duty cannot be carried downward, TooClose where two levels lack a day between."""
    if obligation.kind != ObligationKind.REPORT or obligation.restates_id or obligation.ends_on:
        raise CannotAnswer("Chỉ nhiệm vụ báo cáo đang có hiệu lực mới giao tiếp cho các cấp dưới.")
    if not obligation.programme_id:
        raise CannotAnswer("Nhiệm vụ chưa gắn với chương trình nào nên chưa biết ai báo cáo ai.")
    if not levels:
        raise CannotAnswer("Hãy đặt hạn cho ít nhất một cấp dưới.")
    upper = [RuleSpec.stored(rule) for rule in obligation.due_rules.all()]
    workdays = work_calendar()
    for number, level in enumerate(levels, 1):
        if len(level.rules) != len(upper):
            raise CannotAnswer(f"Cấp dưới thứ {number}: mỗi hạn của cấp trên cần một hạn tương ứng.")
        for above, below in zip(upper, level.rules, strict=True):
            below.check()
            if below.every != above.every:
                raise CannotAnswer(f"Cấp dưới thứ {number}: kỳ báo cáo phải cùng kỳ với cấp trên.")
            if not below.has_a_day or not above.has_a_day:
                raise CannotAnswer(f"Cấp dưới thứ {number}: hãy đặt ngày hạn cho cả hai cấp.")
            _check_the_day_between(obligation, above, below, number, workdays, on)
        upper = list(level.rules)


def _check_the_day_between(
    obligation: Obligation, above: RuleSpec, below: RuleSpec, number: int, workdays: WorkCalendar, on: date
) -> None:
    until = on + timedelta(days=(months_of(above.every) * 31 or 7) * CHECKED)
    begun = periods(above, on, until, anchor=obligation.as_of, workdays=workdays)
    for period in begun[:CHECKED]:
        high = due_of(above, period, obligation.programme, workdays)
        low = due_of(below, period, obligation.programme, workdays)
        if high.last_day and low.last_day and workdays.after(low.last_day, 1) > high.last_day:
            raise TooClose(
                f"{high.label}: cấp dưới thứ {number} có hạn {wording.day(low.last_day)}, cấp trên có hạn "
                f"{wording.day(high.last_day)}. Hạn của cấp trên phải sau hạn của cấp dưới ít nhất 01 ngày làm việc "
                "(Nghị định 09/2019/NĐ-CP, Điều 8 khoản 5)."
            )


def _fed(uppers: Collection[Obligation]) -> list[Obligation]:
    return list(Obligation.objects.filter(feeds__in={duty.pk for duty in uppers}, ends_on=None))


def _through(obligation: Obligation, lowers: Collection[UUID], on: date) -> dict[UUID, UUID]:
    held = Line.objects.filter(holds_on(on), programme=obligation.programme_id, role=LineRole.THROUGH)
    wanted = set(lowers)
    return {lower: upper for lower, upper in held.values_list("lower_id", "upper_id") if lower in wanted}


def _lay(
    above: Obligation,
    row: Branch,
    level: LevelRules,
    acting: ActingPost,
    issuer: UUID | None,
    through: Mapping[UUID, UUID],
    followers: Mapping[UUID, Sequence[UUID]],
    now: datetime,
) -> Obligation:
    passing = {through.get(lower) for lower in row.lowers}
    own = row.upper if row.upper in acting.actor.bodies else above.issuer_id
    duty = Obligation.objects.create(
        document=above.document, programme_id=above.programme_id,
        issuer_id=issuer or own, kind=above.kind, title=above.title,
        clause=above.clause, text=above.text, start=above.start, end=above.end, owners_text="",
        coordinators_text=above.coordinators_text, recipient_id=row.upper,
        via_id=passing.pop() if len(passing) == 1 else None, as_of=above.as_of, feeds=above, confirmed_at=now,
        confirmed_by=acting.actor.user, holds_from=clock.day_of(now), folded=above.folded,
    )  # fmt: skip
    Owner.objects.bulk_create(Owner(obligation=duty, organisation_id=lower) for lower in row.lowers)
    DueRule.objects.bulk_create(
        DueRule(obligation=duty, position=position, **rule.columns()) for position, rule in enumerate(level.rules)
    )
    Follower.objects.bulk_create(
        Follower(obligation=duty, organisation_id=follower, owner_id=lower)
        for lower in row.lowers
        for follower in followers.get(lower, ())
    )
    details = {
        "feeds": str(above.pk), "recipient": str(row.upper), "owners": len(row.lowers),
        "rules": [rule.to_plain() for rule in level.rules],
    }  # fmt: skip
    audit.record(Event.LAID_DOWN, about=duty, by=acting, at=now, details=details)
    return duty
