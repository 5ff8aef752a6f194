"""A body's own work: what is due, overdue first; what stands always; how far each report is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models.functions import Coalesce

from nhipcau.obligations import progress, wording
from nhipcau.obligations.models import Obligation, ObligationKind, Occurrence, Share
from nhipcau.obligations.progress import Progress, Stage
from nhipcau.organisations import names
from nhipcau.organisations.access import Actor

SOON_DAYS = 7
UNTIL = Coalesce("extended_to", "last_day")  # `Occurrence.until` as a column
# A list names the paper; its text and its reading may be megabytes.
_WHOLE_PAPER = (
    "obligation__document__text",
    "obligation__document__reading",
    "obligation__document__folded",
    "obligation__text",
    "obligation__folded",
)


class When(StrEnum):
    """In which part of the list an occurrence stands."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"
    DONE = "done"


WHEN_WORDS = {
    When.OVERDUE: "Quá hạn",
    When.SOON: f"Trong {SOON_DAYS} ngày tới",
    When.LATER: "Sau đó",
    When.UNDATED: "Không ghi hạn",
    When.DONE: "Đã gửi, đã làm",
}
_STAGE_BADGES = {
    Stage.NOTHING: ("", ""),
    Stage.DRAFT: ("đang soạn", "badge--info"),
    Stage.FILED: ("đã gửi, chờ tiếp nhận", "badge--info"),
    Stage.FORWARDED: ("đã chuyển tiếp", "badge--info"),
    Stage.RECEIVED: ("đã tiếp nhận", "badge--ok"),
    Stage.COMPLETION_ASKED: ("đề nghị bổ sung", "badge--ask"),
}
_FILED = frozenset({Stage.FILED, Stage.FORWARDED, Stage.RECEIVED})


@dataclass(frozen=True)
class WorkRow:
    """One thing to do."""

    occurrence: Occurrence
    obligation: Obligation
    when: When
    days_left: str
    badge: str
    badge_class: str
    body: str
    recipient: str
    via: str
    shares: tuple[Share, ...]
    is_report: bool
    is_done: bool
    can_begin: bool


@dataclass(frozen=True)
class WorkPart:
    """Rows of one part of the list, such as those that are overdue."""

    when: When
    words: str
    rows: tuple[WorkRow, ...]


@dataclass(frozen=True)
class Found:
    """Occurrences in the order of a list, with what was told of their reports on the way."""

    ids: list[UUID]
    told: Mapping[UUID, Progress]


def ordered_work(actor: Actor, *, on: date, programme: UUID | None = None, post: UUID | None = None) -> Found:
    """Return the occurrences of the actor's bodies that wait, most urgent first. One query and the provider's."""
    light = _own(actor, programme, post).values_list("pk", UNTIL, "done_at", "obligation__kind")
    rows = list(light)
    told = progress.of([row[0] for row in rows if row[3] == ObligationKind.REPORT], on=on)
    waiting = [
        (last or date.max, pk)
        for pk, last, done_at, kind in rows
        if not _is_done(kind, done_at is not None, told.get(pk, progress.NOTHING_YET))
    ]
    return Found([pk for _last, pk in sorted(waiting, key=lambda entry: (entry[0], str(entry[1])))], told)


def done_work(actor: Actor, *, on: date, programme: UUID | None = None, post: UUID | None = None) -> Found:
    """Return the occurrences that are done, newest day first. One query and the provider's."""
    rows = list(_own(actor, programme, post).values_list("pk", UNTIL, "done_at", "obligation__kind"))
    told = progress.of([row[0] for row in rows if row[3] == ObligationKind.REPORT], on=on)
    done = [
        (last or date.min, pk)
        for pk, last, done_at, kind in rows
        if _is_done(kind, done_at is not None, told.get(pk, progress.NOTHING_YET))
    ]
    return Found([pk for _last, pk in sorted(done, key=lambda entry: (entry[0], str(entry[1])), reverse=True)], told)


def work_rows(
    ids: Sequence[UUID], actor: Actor, *, on: date, told: Mapping[UUID, Progress] | None = None
) -> list[WorkRow]:
    """Return these occurrences as rows, in the order given. Five queries, and the provider's where nothing was told."""
    found = (
        Occurrence.objects.visible_to(actor)
        .filter(pk__in=ids)
        .select_related("obligation__document", "obligation__programme", "not_ours")
        .defer(*_WHOLE_PAPER)
        .prefetch_related("shares__post__user")
    )
    by_id = {row.pk: row for row in found}
    rows = [by_id[pk] for pk in ids if pk in by_id]
    if told is None:
        told = progress.of([row.pk for row in rows], on=on)
    called = _names(rows, on)
    return [_row(row, told.get(row.pk, progress.NOTHING_YET), called, on) for row in rows]


def in_parts(rows: Sequence[WorkRow]) -> list[WorkPart]:
    """Return rows in their parts: overdue first; a part without rows is left out."""
    parts = ((when, [row for row in rows if row.when is when]) for when in When)
    return [WorkPart(when, WHEN_WORDS[when], tuple(found)) for when, found in parts if found]


def standing_duties(actor: Actor, *, programme: UUID | None = None):
    """Return the standing duties of the actor's bodies (a queryset: newest first)."""
    own = Obligation.objects.visible_to(actor).filter(
        kind=ObligationKind.STANDING, ends_on=None, restates=None, owners__organisation__in=actor.bodies
    )
    if programme:
        own = own.filter(programme=programme)
    return own.select_related("document", "programme").order_by("-holds_from", "clause", "pk").distinct()


def _own(actor: Actor, programme: UUID | None, post: UUID | None):
    own = Occurrence.objects.visible_to(actor).filter(body__in=actor.bodies, withdrawn_at=None, exemption=None)
    if programme:
        own = own.filter(obligation__programme=programme)
    if post:
        own = own.filter(shares__post=post)
    return own


def _is_done(kind: str, is_marked: bool, told: Progress) -> bool:
    return told.stage in _FILED if kind == ObligationKind.REPORT else is_marked


def _row(occurrence: Occurrence, told: Progress, called: Mapping[UUID, str], on: date) -> WorkRow:
    obligation = occurrence.obligation
    is_report = obligation.kind == ObligationKind.REPORT
    is_done = _is_done(obligation.kind, occurrence.done_at is not None, told)
    asked = told.stage is Stage.COMPLETION_ASKED  # it was filed: to be completed, not overdue
    badge, badge_class = _badge(occurrence, told, is_done)
    return WorkRow(
        occurrence=occurrence,
        obligation=obligation,
        when=When.SOON if asked else when_of(occurrence.until, on, is_done=is_done),
        days_left="" if is_done or asked else wording.days_left(occurrence.until, on),
        badge=badge,
        badge_class=badge_class,
        body=called.get(occurrence.body_id, ""),
        recipient=called.get(obligation.recipient_id, ""),
        via=called.get(obligation.via_id, ""),
        shares=tuple(occurrence.shares.all()),
        is_report=is_report,
        is_done=is_done,
        can_begin=is_report and told.stage is Stage.NOTHING,
    )


def when_of(last: date | None, on: date, *, is_done: bool = False) -> When:
    """Return in which part of a list a last day stands on the day `on`; the last day itself is not overdue."""
    if is_done:
        return When.DONE
    if last is None:
        return When.UNDATED
    if last < on:
        return When.OVERDUE
    return When.SOON if last <= on + timedelta(days=SOON_DAYS) else When.LATER


def _badge(occurrence: Occurrence, told: Progress, is_done: bool) -> tuple[str, str]:
    if getattr(occurrence, "not_ours", None):
        return "đã trả lời không thuộc trách nhiệm", "badge--ask"
    if occurrence.done_at:
        return "đã làm", "badge--ok"
    return _STAGE_BADGES[told.stage]


def _names(rows: Sequence[Occurrence], on: date) -> dict[UUID, str]:
    wanted = {
        body for row in rows for body in (row.body_id, row.obligation.recipient_id, row.obligation.via_id) if body
    }
    return {body: row.short_name for body, row in names.bodies(wanted, on=on).items()}
