"""Giving targets, changing them with a reason, ending them, switching the ranking for the Thường trực."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.audit import actions as audit
from nhipcau.documents.models import Document
from nhipcau.organisations.access import ActingPost, Actor
from nhipcau.organisations.models import LineClosure, Programme, Stage
from nhipcau.reports import coordinators
from nhipcau.reports.actions.events import Event
from nhipcau.reports.actions.filling import NeedsReason
from nhipcau.reports.models import Direction, Indicator, RankingSwitch, Target


class NotBelow(ValueError):
    """A body to which the giver cannot give targets."""

    def __init__(self) -> None:
        super().__init__(_("Chỉ giao chỉ tiêu cho cơ quan mình hoặc đơn vị thuộc tuyến của chương trình."))


class CannotBeMet(ValueError):
    """The target contradicts itself; the message says what to change."""


@dataclass(frozen=True)
class Order:
    """What is demanded, of whomever, by when, by which document. A ratio is in hundredths of a per cent."""

    indicator: Indicator
    start: date
    end: date
    breakdown: str = ""
    direction: str = Direction.AT_LEAST
    stage: Stage | None = None
    document: Document | None = None
    clause: str = ""

    def check(self) -> None:
        """Raise CannotBeMet where its parts contradict each other."""
        if self.start > self.end:
            raise CannotBeMet(_("Ngày bắt đầu phải trước ngày kết thúc."))


def bodies_under(programme: Programme, actor: Actor) -> set[UUID]:
    """Return the bodies to which the actor may give targets of a programme today: his own and all below. One query."""
    below = LineClosure.objects.on(actor.on).filter(programme=programme, upper__in=actor.bodies)
    return set(below.values_list("lower_id", flat=True)) | {post.organisation_id for post in actor.posts}


@transaction.atomic
def give(
    programme: Programme, order: Order, values: Mapping[UUID, int | None], *, by: Actor, now: datetime,
    reason: str = "", baselines: Mapping[UUID, int | None] | None = None,
) -> int:  # fmt: skip
    """Give one target to many bodies: `values` by body, None ends the one in force. Return how many changed.

    A changed or ended target stays, closed with `reason`. Raises `access.Denied`, `NotBelow`, `CannotBeMet`, and
    `NeedsReason` where something in force would change without one. The same order twice changes nothing.
    """
    acting = coordinators.require(programme, by)
    order.check()
    if any(value is not None and value < 0 for value in values.values()):
        raise CannotBeMet(_("Chỉ tiêu không được nhỏ hơn 0."))
    if not set(values) <= bodies_under(programme, by):
        raise NotBelow
    there = _in_force(programme, order, values)
    from_above = {target.body_id: target for target in _givers(programme, order, acting)}
    changed = 0
    for body, value in sorted(values.items(), key=lambda pair: str(pair[0])):
        before, baseline = there.get(body), (baselines or {}).get(body)
        if before is None and value is None:
            continue
        if before is not None and _says(before, value, baseline, order):
            continue
        if before is not None and not reason.strip():
            raise NeedsReason
        _put(programme, order, body, value, baseline, before, from_above, acting, reason.strip(), now)
        changed += 1
    return changed


def _in_force(programme: Programme, order: Order, values: Mapping[UUID, int | None]) -> dict[UUID, Target]:
    rows = Target.objects.select_for_update().filter(
        programme=programme, indicator=order.indicator, breakdown=order.breakdown, start=order.start, end=order.end,
        body__in=list(values), ended_at=None,
    )  # fmt: skip
    return {row.body_id: row for row in rows}


def _givers(programme: Programme, order: Order, acting: ActingPost) -> list[Target]:
    """Return the target of the giver itself, out of which these are shared out."""
    assert acting.post is not None
    own = Target.objects.filter(
        programme=programme, indicator=order.indicator, breakdown=order.breakdown, start=order.start, end=order.end,
        body=acting.post.organisation_id, ended_at=None,
    )  # fmt: skip
    return list(own)


def _says(there: Target, value: int | None, baseline: int | None, order: Order) -> bool:
    return (
        value is not None
        and there.value == value
        and there.direction == order.direction
        and (baseline is None or there.baseline == baseline)
    )


def _put(
    programme: Programme, order: Order, body: UUID, value: int | None, baseline: int | None, before: Target | None,
    from_above: Mapping[UUID, Target], acting: ActingPost, reason: str, now: datetime,
) -> None:  # fmt: skip
    assert acting.post is not None
    if before is not None:
        Target.objects.filter(pk=before.pk).update(ended_at=now, end_reason=reason[:500])
    if value is None:
        assert before is not None
        audit.record(Event.TARGET_ENDED, about=before, by=acting, at=now, details={"reason": reason[:300]})
        return
    giver = from_above.get(acting.post.organisation_id)
    made = Target.objects.create(
        programme=programme, stage=order.stage, indicator=order.indicator, breakdown=order.breakdown, body_id=body,
        start=order.start, end=order.end, direction=order.direction, value=value,
        baseline=baseline if baseline is not None else (before.baseline if before else None),
        document=order.document or (before.document if before else None),
        clause=order.clause or (before.clause if before else ""),
        shared_from=giver if giver is not None and giver.body_id != body else None,
        set_by_body_id=acting.post.organisation_id, set_at=now, set_by=acting.actor.user,
    )  # fmt: skip
    if before is not None:
        Target.objects.filter(pk=before.pk).update(replaced_by=made)
        Target.objects.filter(shared_from=before, ended_at=None).update(shared_from=made)
    details = {"value": value, "before": before.value if before else None, "reason": reason[:300]}
    audit.record(Event.TARGET_GIVEN, about=made, by=acting, at=now, details=details)


@transaction.atomic
def switch_ranking(programme: Programme, *, on: bool, by: Actor, now: datetime) -> None:
    """Switch the ranking of a programme on or off; it is for the Thường trực only (practice 23). Raises `Denied`."""
    acting = coordinators.require(programme, by)
    RankingSwitch.objects.update_or_create(programme=programme, defaults={"is_on": on})
    audit.record(Event.RANKING_SWITCHED, about=programme, by=acting, at=now, details={"on": on})
