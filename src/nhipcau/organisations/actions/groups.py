"""Named groups of bodies, focal units, and classes of places."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from nhipcau.audit.actions import record
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.events import Event
from nhipcau.organisations.models import (
    ClassKind,
    FocalUnit,
    Group,
    GroupMember,
    Locality,
    LocalityClass,
    Organisation,
    Programme,
)
from nhipcau.text import fold


@transaction.atomic
def make_group(
    name: str,
    *,
    by: Actor,
    now: datetime,
    scope: Organisation | None = None,
    programme: Programme | None = None,
) -> Group:
    """Make a named group as documents address it; give the one of that name where it is there already."""
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    folded = fold(name)[:300]
    group, is_new = Group.objects.get_or_create(
        folded=folded, scope=scope, programme=programme, defaults={"name": name.strip()}
    )
    if is_new:
        record(Event.GROUP_MADE, about=group, by=acting, at=now)
    return group


@transaction.atomic
def add_member(
    group: Group, body: Organisation, *, by: Actor, now: datetime, valid_from: date | None = None
) -> GroupMember:
    """Put a body into a group from `valid_from` on; a member stays one and is given back."""
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    present = GroupMember.objects.filter(group=group, organisation=body, valid_until=None).first()
    if present is not None:
        return present
    member = GroupMember.objects.create(group=group, organisation=body, valid_from=valid_from, recorded_at=now)
    record(Event.MEMBER_ADDED, about=group, by=acting, at=now, details={"body": str(body.pk)})
    return member


@transaction.atomic
def end_member(member: GroupMember, *, on_day: date, by: Actor, now: datetime) -> None:
    """End a membership: from `on_day` on the body is no member."""
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    if member.valid_from is not None and member.valid_from >= on_day:
        member.delete()
    else:
        member.valid_until = on_day
        member.save(update_fields=["valid_until"])
    details = {"body": str(member.organisation_id), "on_day": on_day.isoformat()}
    record(Event.MEMBER_ENDED, about=member.group, by=acting, at=now, details=details)


@transaction.atomic
def set_focal_unit(
    member: Organisation,
    unit: Organisation | None,
    *,
    programme: Programme | None,
    by: Actor,
    now: datetime,
    from_day: date,
) -> FocalUnit | None:
    """From `from_day` on `unit` answers for `member` in a programme (None: in all); `unit` None: each for itself."""
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    rows = FocalUnit.objects.filter(programme=programme, member=member)
    rows.filter(valid_from__gte=from_day).delete()
    for row in rows.on(from_day):
        row.valid_until = from_day
        row.save(update_fields=["valid_until"])
    focal = None
    if unit is not None:
        focal = FocalUnit.objects.create(
            programme=programme, member=member, unit=unit, valid_from=from_day, recorded_at=now
        )
    details = {"unit": str(unit.pk) if unit else None, "from_day": from_day.isoformat()}
    record(Event.FOCAL_UNIT_SET, about=member, by=acting, at=now, details=details)
    return focal


@transaction.atomic
def set_class(
    locality: Locality,
    kind: ClassKind,
    *,
    by: Actor,
    now: datetime,
    valid_from: date | None,
    valid_until: date | None = None,
    decision: str = "",
) -> LocalityClass:
    """Give a place a class for a span, by a decision. The database refuses the same class twice on a day."""
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    row = LocalityClass.objects.create(
        locality=locality, kind=kind, valid_from=valid_from, valid_until=valid_until, decision=decision, recorded_at=now
    )
    record(Event.CLASS_SET, about=locality, by=acting, at=now, details={"kind": str(kind), "decision": decision})
    return row
