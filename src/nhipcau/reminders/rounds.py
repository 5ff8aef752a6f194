"""The round of a day: who is reminded of what, written as one message a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from nhipcau import clock
from nhipcau.obligations.models import NotOurs, Occurrence, Share
from nhipcau.organisations.access import RIGHTS, Right
from nhipcau.organisations.models import Post, Succession, User, holds_on
from nhipcau.reminders import rules
from nhipcau.reminders.models import Digest, Mail, MailWish, Moment, Reminder, ReminderPlan, ReminderRound
from nhipcau.reminders.rules import USUAL, Due, Plan
from nhipcau.reports.models import Version

ROUND_LOCK = 7_432_004  # PostgreSQL advisory lock: one round at a time
_AT_ONCE = 2_000
_ROWS_AT_ONCE = 1_000
_LINES = "INSERT INTO reminders_reminder (digest_id, user_id, occurrence_id, moment, days) VALUES "
_FILLERS = [role for role, rights in RIGHTS.items() if Right.FILL_REPORT in rights]
_URGERS = [role for role, rights in RIGHTS.items() if Right.URGE in rights]


@dataclass(frozen=True)
class Round:
    """What a round wrote: people, lines, mails; nothing where the day had its round already."""

    people: int = 0
    lines: int = 0
    mails: int = 0


class _Open(NamedTuple):
    """An occurrence for which somebody is to be reminded."""

    key: UUID
    body: UUID
    last_day: date
    recipient: UUID | None
    via: UUID | None
    issuer: UUID


@transaction.atomic
def make_round(*, now: datetime) -> Round:
    """Write the reminders of the day of `now`; a day has one round. About ten queries, and one insert a thousand lines.

    Days on which the worker stood still are made good, at most a month of them.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ROUND_LOCK])
    today = clock.day_of(now)
    last = ReminderRound.objects.order_by("-day").first()
    if last is not None and last.day >= today:
        return Round()
    ReminderRound.objects.create(day=today, made_at=now)
    lines = dict.fromkeys(_lines(today, last, now))  # in order, each once
    told = _told({line[1] for line in lines}) if last else set()
    fresh = [line for line in lines if line not in told]
    return _write(fresh, today, now) if fresh else Round()


Line = tuple[UUID, UUID, Moment, int]  # user, occurrence, why, days


def _lines(today: date, last: ReminderRound | None, now: datetime) -> Iterator[Line]:
    owed: list[tuple[_Open, Due]] = []
    above: list[tuple[_Open, Due]] = []
    for plan, scope in _plans():
        for row, due in _wanted(plan, scope, today, last):
            (above if due.moment is Moment.ESCALATED else owed).append((row, due))
    fillers = _users({row.body for row, _due in owed}, _FILLERS, today)
    shared = _shares({row.key for row, _due in owed}, today)
    for row, due in owed:
        people = fillers.get(row.body, ())
        if row.key in shared:
            people = [user for user in people if user in shared[row.key]] or people
        for user in people:
            yield user, row.key, due.moment, due.days
    urgers = _users({body for row, _due in above for body in _those_above(row)}, _URGERS, today)
    for row, due in above:
        for body in _those_above(row):
            for user in urgers.get(body, ()):
                yield user, row.key, due.moment, due.days


def _those_above(row: _Open) -> tuple[UUID, ...]:
    """Return who urges: the intermediary and the recipient, else whoever laid the duty; nobody about himself."""
    found = [body for body in (row.via, row.recipient) if body] or [row.issuer]
    return tuple(dict.fromkeys(body for body in found if body != row.body))


def _plans() -> list[tuple[Plan, Q]]:
    """Return each plan with the duties that it holds for. One query."""
    own = {
        row.programme_id: Plan(*(rules.days_of(text) for text in (row.before_days, row.after_days, row.escalate_days)))
        for row in ReminderPlan.objects.all()
    }
    found = [(plan, Q(obligation__programme=programme)) for programme, plan in own.items()]
    usual = Q(obligation__programme=None) | ~Q(obligation__programme__in=list(own)) if own else Q()
    return [*found, (USUAL, usual)]


def _wanted(plan: Plan, scope: Q, today: date, last: ReminderRound | None) -> Iterator[tuple[_Open, Due]]:
    by_day = rules.wanted_on(plan, rules.first_day(last.day if last else None, today), today)
    there = set()
    days = list(by_day)
    falling = Q(extended_to__in=days) | Q(extended_to=None, last_day__in=days)
    for row in _rows(still_open().filter(scope, falling)):
        there.add(row.key)
        yield from ((row, due) for due in by_day[row.last_day])
    if last is None or not plan.before:
        return
    # Opened since the last round, when a reminder of theirs was past already.
    newly = still_open().filter(scope, opened_at__gt=last.made_at, last_day__gte=today, extended_to=None)
    for row in _rows(newly):
        due = rules.newest_before(plan, row.last_day, today)
        if due is not None and row.key not in there:
            yield row, due


def still_open() -> QuerySet[Occurrence]:
    """Return the occurrences for which something is still to be done: not filed in full, not done, not released."""
    filed = Version.objects.filter(
        submission__occurrence=OuterRef("pk"), filed_at__isnull=False, is_complete=True, voided_at=None
    )
    return Occurrence.objects.filter(
        ~Exists(filed),
        ~Exists(NotOurs.objects.filter(occurrence=OuterRef("pk"))),
        withdrawn_at=None,
        done_at=None,
        exemption=None,
    )


def _rows(occurrences: QuerySet[Occurrence]) -> Iterator[_Open]:
    rows = occurrences.annotate(until_day=Coalesce("extended_to", "last_day")).order_by("until_day", "pk")
    rows = rows.values_list(
        "pk", "body_id", "until_day", "obligation__recipient_id", "obligation__via_id", "obligation__issuer_id"
    )
    return (_Open(*row) for row in rows.iterator(chunk_size=_AT_ONCE))


def _users(bodies: Iterable[UUID], roles: list[str], today: date) -> dict[UUID, list[UUID]]:
    """Return the users who act for each body today; for a body that ended, those of its heirs. Two queries, one more
    for each generation of heirs."""
    heirs = _heirs(set(bodies), today)
    speaking = {body for heir in heirs.values() for body in heir}
    by_body: dict[UUID, list[UUID]] = defaultdict(list)
    rows = Post.objects.filter(holds_on(today), role__in=roles, user__is_active=True).order_by("user_id")
    for body, user in rows.values_list("organisation_id", "user_id").distinct():
        if body in speaking:
            by_body[body].append(user)
    return {
        body: list(dict.fromkeys(user for heir in sorted(found, key=str) for user in by_body.get(heir, ())))
        for body, found in heirs.items()
    }


def _heirs(bodies: set[UUID], today: date) -> dict[UUID, set[UUID]]:
    """Return for each body itself and all who have its history today."""
    became: dict[UUID, set[UUID]] = defaultdict(set)
    for predecessor, successor in Succession.objects.filter(on_day__lte=today).values_list("predecessor", "successor"):
        became[predecessor].add(successor)
    found = {}
    for body in bodies:
        known, fresh = {body}, {body}
        while fresh:
            fresh = {heir for one in fresh for heir in became.get(one, ())} - known
            known |= fresh
        found[body] = known
    return found


def _shares(occurrences: set[UUID], today: date) -> dict[UUID, set[UUID]]:
    """Return to whom a duty was given inside its body. One query."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Share.objects.filter(holds_on(today, "post__")).values_list("occurrence_id", "post__user_id")
    for occurrence, user in rows:
        if occurrence in occurrences:
            found[occurrence].add(user)
    return found


def _told(occurrences: set[UUID]) -> set[Line]:
    """Return what was told already about these occurrences. One query a thousand."""
    keys, found = sorted(occurrences, key=str), set()
    for start in range(0, len(keys), 1_000):
        rows = Reminder.objects.filter(occurrence__in=keys[start : start + 1_000])
        found |= {
            (user, occurrence, Moment(moment), days)
            for user, occurrence, moment, days in rows.values_list("user_id", "occurrence_id", "moment", "days")
        }
    return found


def _insert(rows: Iterable[tuple[UUID, UUID, UUID, str, int]]) -> None:
    """Write lines as plain rows: as objects they would take more time than the whole round."""
    native = connection.features.has_native_uuid_field
    ready = [(*(key if native else key.hex for key in keys), moment, days) for *keys, moment, days in rows]
    with connection.cursor() as cursor:
        for start in range(0, len(ready), _ROWS_AT_ONCE):
            some = ready[start : start + _ROWS_AT_ONCE]
            marks = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
            cursor.execute(_LINES + marks, [value for row in some for value in row])


def _write(lines: list[Line], today: date, now: datetime) -> Round:
    people = list(dict.fromkeys(line[0] for line in lines))
    digests = {user: Digest(user_id=user, day=today, made_at=now) for user in people}
    Digest.objects.bulk_create(digests.values(), batch_size=_AT_ONCE)
    _insert((digests[user].pk, user, occurrence, moment.value, days) for user, occurrence, moment, days in lines)
    unwanted = set(MailWish.objects.filter(by_mail=False).values_list("user_id", flat=True))
    addresses = User.objects.exclude(email="").filter(is_active=True).values_list("pk", "email")
    mails = [
        Mail(digest=digests[user], address=email)
        for user, email in addresses
        if user in digests and user not in unwanted
    ]
    Mail.objects.bulk_create(mails, batch_size=_AT_ONCE)
    return Round(len(people), len(lines), len(mails))
