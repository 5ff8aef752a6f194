"""What waits for the actor: reports to forward, to receive, drafts to sign off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from nhipcau.organisations import names
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.models import OrganisationSpan
from nhipcau.reports.models import CompletionRequest, PassedRule, Version


@dataclass(frozen=True)
class Waiting:
    """One report that waits."""

    version_id: UUID
    occurrence_id: UUID
    body: OrganisationSpan
    title: str
    period: str
    last_day: date | None
    filed_at: datetime | None
    forwarded_at: datetime | None
    number: int
    is_complete: bool
    is_asked: bool
    number_on_paper: str
    has_reasons: bool  # figures that do not fulfil a rule were explained


@dataclass(frozen=True)
class Inbox:
    """The four lists of the inbox, each oldest first."""

    to_sign: list[Waiting]
    to_forward: list[Waiting]
    to_receive: list[Waiting]
    on_the_way: list[Waiting]


def inbox(actor: Actor, *, on: date) -> Inbox:
    """Return what waits for the actor on the day `on`. Five queries for any number of rows."""
    sign = _bodies(actor, Right.SIGN_OFF)
    forwards = _bodies(actor, Right.FORWARD_REPORT)
    receives = _bodies(actor, Right.RECEIVE_REPORT)
    filed = _newest_waiting(actor)
    passes = Q(submission__occurrence__obligation__via__isnull=False) & ~(
        Q(submission__occurrence__obligation__via=F("submission__occurrence__obligation__recipient"))
        | Q(submission__occurrence__obligation__via=F("submission__occurrence__body"))
    )
    drafts = Version.objects.visible_to(actor).filter(filed_at=None, submission__occurrence__body__in=sign)
    lists = (
        drafts.filter(submission__occurrence__withdrawn_at=None),
        filed.filter(passes, submission__occurrence__obligation__via__in=forwards, forwarded_at=None),
        filed.filter(
            ~passes | Q(forwarded_at__isnull=False), submission__occurrence__obligation__recipient__in=receives
        ),
        filed.filter(passes, forwarded_at=None, submission__occurrence__obligation__recipient__in=receives),
    )
    rows = [list(_values(waiting)) for waiting in lists]
    called = names.bodies({row[2] for part in rows for row in part}, on=on)
    return Inbox(*([_waiting(row, called) for row in part] for part in rows))


def _bodies(actor: Actor, right: Right) -> set[UUID]:
    return {body for body in actor.bodies if any(right in post.rights() for post in actor.posts_for(body))}


def _newest_waiting(actor: Actor) -> QuerySet[Version]:
    newer = Version.objects.filter(
        submission=OuterRef("submission"), number__gt=OuterRef("number"), filed_at__isnull=False, voided_at=None
    )
    return Version.objects.visible_to(actor).filter(
        ~Exists(newer), filed_at__isnull=False, received_at=None, voided_at=None
    )


def _values(versions: QuerySet[Version]) -> Iterable[tuple[object, ...]]:
    asked = CompletionRequest.objects.filter(version=OuterRef("pk"))
    explained = PassedRule.objects.filter(version=OuterRef("pk"))
    return (
        versions.annotate(is_asked=Exists(asked), has_reasons=Exists(explained))
        .order_by(F("filed_at").asc(nulls_first=True), "pk")
        .values_list(
            "pk", "submission__occurrence_id", "submission__occurrence__body_id",
            "submission__occurrence__obligation__title", "submission__occurrence__period_label",
            "submission__occurrence__last_day", "filed_at", "forwarded_at", "number", "is_complete", "is_asked",
            "number_on_paper", "has_reasons",
        )
    )  # fmt: skip


def _waiting(row: tuple[object, ...], called: dict[UUID, OrganisationSpan]) -> Waiting:
    version, occurrence, body, *rest = row
    return Waiting(version, occurrence, called[body], *rest)  # type: ignore[arg-type, index]
