"""Writes a plan: one transaction, a few statements for each thousand rows, the closure rebuilt once, one trail row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from nhipcau.audit.actions import record
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.actions.lines import rebuild_closure
from nhipcau.organisations.events import Event
from nhipcau.organisations.models import (
    Coordination,
    FocalUnit,
    GroupMember,
    Line,
    Locality,
    LocalitySpan,
    LocalitySuccession,
    Organisation,
    OrganisationSpan,
    Post,
    Programme,
    Reorganisation,
    Succession,
)
from nhipcau.organisations.reorganising.changes import Body, Place
from nhipcau.organisations.reorganising.consequences import carry_all
from nhipcau.organisations.reorganising.fates import PlanRefused, Problem
from nhipcau.organisations.reorganising.planning import Plan
from nhipcau.organisations.reorganising.relations import LeftOpen
from nhipcau.text import fold

BATCH, KEYS = 1000, 500
MOST_LEFT_OPEN = 2000


@transaction.atomic
def reorganise(plan: Plan, *, by: Actor | None, now: datetime, client_key: UUID | None = None) -> Reorganisation:
    """Carry out a plan. The same `client_key` gives the deed that was done before, and does nothing.

    `by` is None for the command line, where whoever starts it has the server in his hands. Raises `access.Denied`, and
    PlanRefused where what the plan rests on has changed since it was made.
    """
    acting = access.require(by, Right.MANAGE_ORGANISATIONS) if by else None
    list(Programme.objects.select_for_update().order_by("pk"))  # one reorganisation, or change of lines, at a time
    if client_key and (done := Reorganisation.objects.filter(client_key=client_key).first()):
        return done
    _check(plan)
    _write_units(plan, now)
    _write_relations(plan, now)
    for programme in Programme.objects.filter(lines__isnull=False).distinct().order_by("pk"):
        rebuild_closure(programme)
    carried, left_open = carry_all(plan, by=by, now=now)
    deed = Reorganisation.objects.create(
        client_key=client_key, on_day=plan.day, document=plan.document[:200], counts={**plan.counts(), **carried},
        left_open=[_plain(each) for each in (*plan.left_open, *left_open)][:MOST_LEFT_OPEN],
        done_at=now, done_by=by.user if by else None,
    )  # fmt: skip
    details = {"on_day": plan.day.isoformat(), "document": plan.document, "counts": deed.counts}
    record(Event.REORGANISED, about=deed, by=acting, at=now, details={**details, "sha256": fingerprint(plan)})
    return deed


def fingerprint(plan: Plan) -> str:
    """Return the SHA-256 of what a plan does to bodies and places, for the trail."""
    said = [
        sorted(f"{unit.key} {unit.label}" for unit in plan.rows_begun),
        sorted(str(unit.key) for unit in plan.rows_ended),
        sorted(f"{s.predecessor} {s.successor} {s.share}" for s in (*plan.successions, *plan.place_successions)),
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _plain(each: LeftOpen) -> dict[str, str]:
    return {"what": each.what, "key": str(each.key or ""), "text": each.text}


def _check(plan: Plan) -> None:
    """Refuse a plan whose rows are not there any more as it saw them. Two queries."""
    ended = plan.rows_ended
    bodies = {unit.key: unit for unit in ended if isinstance(unit, Body)}
    places = {unit.key: unit for unit in ended if isinstance(unit, Place)}
    found = 0
    for table, column, units in ((OrganisationSpan, "organisation", bodies), (LocalitySpan, "locality", places)):
        for keys in _chunks(list(units)):
            rows = table.objects.on(plan.day).filter(**{f"{column}__in": keys})
            for key, name, since in rows.values_list(f"{column}_id", "name", "valid_from"):
                found += (units[key].name, units[key].since) == (name, since)
    if found != len(bodies) + len(places):
        raise PlanRefused([Problem(_("Cơ cấu đã có thay đổi khác trong lúc anh/chị xem. Hãy xem lại rồi xác nhận."))])


# ---- bodies and places ----------------------------------------------------------------------------------------------
def _write_units(plan: Plan, now: datetime) -> None:
    ended, begun = plan.rows_ended, plan.rows_begun
    new = plan.fates.begun.values()
    Locality.objects.bulk_create([Locality(pk=u.key) for u in new if isinstance(u, Place)], batch_size=BATCH)
    Organisation.objects.bulk_create([Organisation(pk=u.key) for u in new if isinstance(u, Body)], batch_size=BATCH)
    for table, column, kind in ((LocalitySpan, "locality", Place), (OrganisationSpan, "organisation", Body)):
        for keys in _chunks([unit.key for unit in ended if isinstance(unit, kind)]):
            rows = table.objects.on(plan.day).filter(**{f"{column}__in": keys})
            rows.filter(valid_from=plan.day).delete()  # would hold for no day at all
            rows.update(valid_until=plan.day)
    LocalitySpan.objects.bulk_create(
        [_place_span(unit, plan.day, now) for unit in begun if isinstance(unit, Place)], batch_size=BATCH
    )
    OrganisationSpan.objects.bulk_create(
        [_body_span(unit, plan.day, now) for unit in begun if isinstance(unit, Body)], batch_size=BATCH
    )
    for table, steps in ((Succession, plan.successions), (LocalitySuccession, plan.place_successions)):
        table.objects.bulk_create(
            [
                table(
                    predecessor_id=step.predecessor, successor_id=step.successor, on_day=step.on_day,
                    document=step.document[:200], share=step.share, recorded_at=now,
                )
                for step in steps
            ],
            batch_size=BATCH,
        )  # fmt: skip


def _place_span(unit: Place, day: date, now: datetime) -> LocalitySpan:
    return LocalitySpan(
        locality_id=unit.key, name=unit.name, kind=unit.kind, type_name=unit.type_name, code=unit.code,
        parent_id=unit.parent, rank=unit.rank, folded=fold(unit.name)[:200], valid_from=day,
        valid_until=unit.until, recorded_at=now,
    )  # fmt: skip


def _body_span(unit: Body, day: date, now: datetime) -> OrganisationSpan:
    return OrganisationSpan(
        organisation_id=unit.key, name=unit.name, short_name=unit.short_name, symbol=unit.symbol, kind=unit.kind,
        level=unit.level, rank=unit.rank, parent_id=unit.parent, locality_id=unit.locality, place=unit.place,
        code=unit.code, has_seal=unit.has_seal, folded=fold(unit.name)[:300], folded_short=fold(unit.short_name)[:120],
        valid_from=day, valid_until=unit.until, recorded_at=now,
    )  # fmt: skip


# ---- relations ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Table:
    """How rows of one relation are written: its model, and the columns by the names of the plan's row."""

    model: type[models.Model]
    columns: Mapping[str, str]

    def end(self, rows: Sequence[Any], day: date) -> None:
        """Close rows on `day`; those that would only have begun then or later never begin."""
        keys = [row.row for row in rows]
        for some in _chunks(keys):
            held = self.model._default_manager.filter(pk__in=some)
            held.filter(valid_from__gte=day).delete()
            held.update(valid_until=day)

    def begin(self, rows: Iterable[Any], now: datetime) -> None:
        """Open rows."""
        self.model._default_manager.bulk_create(
            [
                self.model(
                    **{column: getattr(row, name) for name, column in self.columns.items()},
                    valid_from=row.since, valid_until=row.until, recorded_at=now,
                )
                for row in rows
            ],
            batch_size=BATCH,
        )  # fmt: skip


_LINES = _Table(Line, {"programme": "programme_id", "lower": "lower_id", "upper": "upper_id", "role": "role"})
_MEMBERS = _Table(GroupMember, {"group": "group_id", "body": "organisation_id"})
_FOCAL = _Table(FocalUnit, {"programme": "programme_id", "unit": "unit_id", "member": "member_id"})
_COORDINATIONS = _Table(
    Coordination,
    {
        "programme": "programme_id",
        "body": "organisation_id",
        "level": "level",
        "is_standing_agency": "is_standing_agency",
    },
)
_POSTS = _Table(
    Post,
    {"body": "organisation_id", "user": "user_id", "role": "role", "title": "title", "is_delegate": "is_delegate"},
)


def _write_relations(plan: Plan, now: datetime) -> None:
    rows, day = plan.relations, plan.day
    for table, ended, begun in (
        (_LINES, rows.lines_ended, rows.lines_begun),
        (_MEMBERS, rows.members_ended, rows.members_begun),
        (_FOCAL, rows.focal_ended, rows.focal_begun),
        (_COORDINATIONS, rows.coordinations_ended, rows.coordinations_begun),
        (_POSTS, rows.posts_ended, rows.posts_begun),
    ):
        _end_posts_safely(ended, day) if table is _POSTS else table.end(ended, day)
        table.begin(begun, now)


def _end_posts_safely(ended: Sequence[Any], day: date) -> None:
    """Close posts; one that begins only later is kept (work may hang on it) but moves to the day of its end."""
    for keys in _chunks([row.row for row in ended]):
        held = Post.objects.filter(pk__in=keys)
        held.filter(valid_from=None).update(valid_until=day)
        held.filter(valid_from__lt=day).update(valid_until=day)


def _chunks(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(keys), KEYS):
        yield keys[start : start + KEYS]
