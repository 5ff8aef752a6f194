"""What the pages, the mail and the calendar read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from nhipcau.obligations.models import ObligationKind, Occurrence
from nhipcau.organisations import names
from nhipcau.organisations.access import Actor
from nhipcau.reminders.models import Digest, Mail, MailState, Moment, Reminder
from nhipcau.reminders.rounds import still_open


@dataclass(frozen=True)
class Item:
    """One duty in a message: what, of which paper, for which period, until when; of those below, how many and who."""

    title: str
    clause: str
    number: str
    period: str
    last_day: date
    moment: Moment
    days: int
    occurrence_id: UUID
    obligation_id: UUID
    is_report: bool
    bodies: tuple[str, ...] = ()
    is_settled: bool = False


@dataclass(frozen=True)
class Message:
    """The message of one day, in the order of urgency: late, soon, then those below."""

    digest: Digest
    late: tuple[Item, ...]
    soon: tuple[Item, ...]
    below: tuple[Item, ...]

    @property
    def count(self) -> int:
        """Return how many lines it has."""
        return len(self.late) + len(self.soon) + len(self.below)


_PARTS = (
    "digest_id", "moment", "days", "occurrence_id", "occurrence__obligation_id", "occurrence__obligation__title",
    "occurrence__obligation__clause", "occurrence__obligation__document__number", "occurrence__period_label",
    "until_day", "occurrence__body_id", "occurrence__obligation__kind",
)  # fmt: skip


def messages(digests: Iterable[Digest], *, visible: QuerySet[Occurrence] | None = None, on: date) -> list[Message]:
    """Return the messages of digests with their lines; lines about what `visible` does not hold are left out.

    Four queries for any number of digests.
    """
    digests = list(digests)
    rows = Reminder.objects.filter(digest__in=digests)
    rows = rows.annotate(until_day=Coalesce("occurrence__extended_to", "occurrence__last_day"))
    if visible is not None:
        rows = rows.filter(occurrence__in=visible)
    found = list(rows.order_by("until_day", "occurrence__obligation__title", "pk").values_list(*_PARTS))
    open_now = set(still_open().filter(pk__in={row[3] for row in found}).values_list("pk", flat=True))
    called = names.bodies({row[10] for row in found if row[1] == Moment.ESCALATED}, on=on)
    return [_message(digest, [row for row in found if row[0] == digest.pk], open_now, called) for digest in digests]


def _message(digest: Digest, rows: list[tuple], open_now: set[UUID], called: dict) -> Message:  # type: ignore[type-arg]
    own: dict[Moment, list[Item]] = {Moment.BEFORE: [], Moment.AFTER: []}
    below: dict[tuple, list[tuple]] = {}  # type: ignore[type-arg]
    for row in rows:
        if row[1] == Moment.ESCALATED:
            below.setdefault((row[4], row[8], row[9]), []).append(row)
        else:
            own[Moment(row[1])].append(_item(row, is_settled=row[3] not in open_now))
    escalated = []
    for found in below.values():
        bodies = sorted((called[row[10]] for row in found if row[10] in called), key=lambda span: span.rank)
        escalated.append(_item(found[0], bodies=tuple(span.short_name for span in bodies)))
    return Message(digest, tuple(own[Moment.AFTER]), tuple(own[Moment.BEFORE]), tuple(escalated))


def _item(row: tuple, *, bodies: tuple[str, ...] = (), is_settled: bool = False) -> Item:  # type: ignore[type-arg]
    return Item(
        title=row[5], clause=row[6], number=row[7], period=row[8], last_day=row[9], moment=Moment(row[1]), days=row[2],
        occurrence_id=row[3], obligation_id=row[4], is_report=row[11] == ObligationKind.REPORT, bodies=bodies,
        is_settled=is_settled,
    )  # fmt: skip


def own_messages(actor: Actor, *, most: int = 14) -> list[Message]:
    """Return the newest messages of a user, as far as he may still see what they are about. Five queries."""
    newest = Digest.objects.visible_to(actor).order_by("-day")[:most]
    return messages(newest, visible=Occurrence.objects.visible_to(actor), on=actor.on)


def unseen(actor: Actor) -> int:
    """Return how many messages the user has not opened yet. One query."""
    return Digest.objects.visible_to(actor).filter(seen_at=None).count()


def own_due(actor: Actor) -> QuerySet[Occurrence]:
    """Return the open occurrences of the bodies for which a user acts, soonest first."""
    mine = Occurrence.objects.visible_to(actor).filter(body__in=actor.bodies, last_day__isnull=False)
    mine = mine.filter(pk__in=still_open()).select_related("obligation__document")
    return mine.annotate(until_day=Coalesce("extended_to", "last_day")).order_by("until_day", "pk")


def troubled_mails() -> QuerySet[Mail]:
    """Return the mails about which a person should decide, newest first."""
    stuck = Mail.objects.filter(state__in=[MailState.FAILED, MailState.UNKNOWN])
    return stuck.select_related("digest__user").order_by("-tried_at", "pk")
