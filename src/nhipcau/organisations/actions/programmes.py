"""Programmes, their settings of due times, and who coordinates them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from nhipcau.audit.actions import record
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.events import Event
from nhipcau.organisations.models import Coordination, Level, Organisation, Programme, Stage


@dataclass(frozen=True)
class DueSettings:
    """How a programme counts its last days; touches only occurrences that are not open yet."""

    before_is_strict: bool
    grace_days: int
    off_day_rule: str


@transaction.atomic
def create_programme(code: str, name: str, short_name: str, *, by: Actor, now: datetime) -> Programme:
    """Create a programme with the default settings of due times."""
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    programme = Programme.objects.create(code=code, name=name, short_name=short_name)
    record(Event.PROGRAMME_CREATED, about=programme, by=acting, at=now, details={"code": code})
    return programme


@transaction.atomic
def change_due_settings(programme: Programme, settings: DueSettings, *, by: Actor, now: datetime) -> None:
    """Change how last days are counted from now on; what is open keeps what was frozen with it.

    Allowed to an administrator, and to who manages programmes in a body that coordinates this one on his day.
    """
    acting = _managing(programme, by)
    row = Programme.objects.select_for_update().get(pk=programme.pk)
    before = DueSettings(row.before_is_strict, row.grace_days, row.off_day_rule)
    if before == settings:
        return
    for name, value in asdict(settings).items():
        setattr(row, name, value)
    row.save(update_fields=list(asdict(settings)))
    details = {"before": asdict(before), "after": asdict(settings)}
    record(Event.PROGRAMME_CHANGED, about=row, by=acting, at=now, details=details)


@transaction.atomic
def set_coordination(
    programme: Programme,
    body: Organisation,
    *,
    level: Level,
    is_standing_agency: bool,
    by: Actor,
    now: datetime,
    valid_from: date | None = None,
) -> Coordination:
    """Name the body that coordinates a programme at a level, from `valid_from` on."""
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    row = Coordination.objects.create(
        programme=programme, organisation=body, level=level, is_standing_agency=is_standing_agency,
        valid_from=valid_from, recorded_at=now,
    )  # fmt: skip
    record(Event.COORDINATION_SET, about=programme, by=acting, at=now, details={"body": str(body.pk), "level": level})
    return row


@transaction.atomic
def add_stage(programme: Programme, name: str, *, from_day: date, until_day: date, by: Actor, now: datetime) -> Stage:
    """Add the years of a programme (giai đoạn); both days are included."""
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    stage = Stage.objects.create(programme=programme, name=name, from_day=from_day, until_day=until_day)
    details = {"stage": name, "from_day": from_day.isoformat(), "until_day": until_day.isoformat()}
    record(Event.PROGRAMME_CHANGED, about=programme, by=acting, at=now, details=details)
    return stage


def may_change_settings(programme: Programme, by: Actor) -> bool:
    """Return whether `by` may change the settings of due times of this programme. At most one query."""
    try:
        _managing(programme, by)
    except access.Denied:
        return False
    return True


def _managing(programme: Programme, by: Actor) -> access.ActingPost:
    if access.may(by, Right.MANAGE_ORGANISATIONS) is not None:
        return access.require(by, Right.MANAGE_ORGANISATIONS)
    bodies = {post.organisation_id for post in by.posts if Right.MANAGE_PROGRAMME in post.rights()}
    coordinating = Coordination.objects.on(by.on).filter(programme=programme, organisation__in=bodies).first()
    if coordinating is None:
        raise access.Denied(
            "Chỉ cơ quan chủ trì chương trình hoặc quản trị mới đổi được cách tính hạn. Hãy liên hệ cơ quan chủ trì."
        )
    return access.require(by, Right.MANAGE_PROGRAMME, about=coordinating.organisation)
