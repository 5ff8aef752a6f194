"""Writes a confirmed plan in one transaction, through the same deeds as the pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from nhipcau import clock
from nhipcau.audit.actions import record
from nhipcau.organisations import access, actions, bulk
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.events import Event
from nhipcau.organisations.importing.planning import CHANGED, NEW, SAME, Plan, PlannedBody, PlannedUser, make_plan
from nhipcau.organisations.importing.reading import SheetRows
from nhipcau.organisations.importing.sheets import YES
from nhipcau.organisations.models import Organisation, Post, User


@dataclass(frozen=True)
class Outcome:
    """What was written. `passwords` are first passwords of new users by login, to be shown once and never kept."""

    bodies_new: int
    bodies_changed: int
    posts_new: int
    passwords: dict[str, str]


@transaction.atomic
def apply_rows(rows: SheetRows, *, by: Actor, now: datetime) -> Outcome:
    """Plan again on what is recorded now, and write the good rows; bad ones are left out. Raises `access.Denied`."""
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    plan = make_plan(rows, on=clock.day_of(now))
    made = _write_bodies(plan, by=by, now=now)
    passwords = _write_users(plan, made, now=now)
    outcome = Outcome(
        sum(row.state == NEW for row in plan.bodies), sum(row.state == CHANGED for row in plan.bodies),
        sum(row.state == NEW for row in plan.users), passwords,
    )  # fmt: skip
    if plan.changes:
        details = {
            "bodies_new": [row.facts.code for row in plan.bodies if row.state == NEW],
            "bodies_changed": [row.facts.code for row in plan.bodies if row.state == CHANGED],
            "posts_new": [f"{row.row.cells['username']}: {row.role}" for row in plan.users if row.state == NEW],
            "users_new": sorted(passwords),
        }
        record(Event.BODIES_IMPORTED, about=by.user, by=acting, at=now, details=details)
    return outcome


def _write_bodies(plan: Plan, *, by: Actor, now: datetime) -> dict[str, Organisation]:
    """Write new bodies in bulk and changes one by one; return all bodies of the file by code."""
    known = {row.facts.code: row.present.organisation if row.present else Organisation() for row in plan.bodies}

    def facts(row: PlannedBody) -> actions.BodyFacts:
        return replace(row.facts, parent=known[row.parent_in_file]) if row.parent_in_file else row.facts

    new = [row for row in plan.bodies if row.state == NEW]
    Organisation.objects.bulk_create(known[row.facts.code] for row in new)
    for day in {row.day for row in new}:
        bulk.spans([(known[row.facts.code], facts(row)) for row in new if row.day == day], now=now, valid_from=day)
    for row in plan.bodies:
        if row.state == CHANGED:
            actions.change_body(known[row.facts.code], facts(row), by=by, now=now, from_day=row.day)
    return known


def _write_users(plan: Plan, made: dict[str, Organisation], *, now: datetime) -> dict[str, str]:
    rows = [row for row in plan.users if row.state != SAME]
    logins = list(dict.fromkeys(row.row.cells["username"] for row in rows))
    known = {user.username: user for user in User.objects.filter(username__in=logins)}
    passwords: dict[str, str] = {}
    fresh: list[User] = []
    for row in rows:
        cells = row.row.cells
        if cells["username"] not in known:
            passwords[cells["username"]] = password = actions.new_password()
            user = User(
                username=cells["username"], display_name=cells["display_name"], email=cells["email"],
                password=make_password(password),
            )  # fmt: skip
            known[user.username] = user
            fresh.append(user)
    User.objects.bulk_create(fresh)
    Post.objects.bulk_create(_post(row, known, made, now) for row in rows)
    return passwords


def _post(row: PlannedUser, known: dict[str, User], made: dict[str, Organisation], now: datetime) -> Post:
    cells = row.row.cells
    return Post(
        user=known[cells["username"]], organisation=row.body or made[row.body_in_file], role=row.role,
        title=cells["title"], is_delegate=cells["is_delegate"].casefold() == YES, valid_from=row.day, recorded_at=now,
    )  # fmt: skip
