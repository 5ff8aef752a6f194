"""Confirming: from here on a duty binds. A person with the right decides; it is recorded and frozen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from nhipcau import clock
from nhipcau.audit import actions as audit
from nhipcau.documents.models import Direction, Document, Party, PartyKind
from nhipcau.obligations.actions.opening import open_occurrences
from nhipcau.obligations.actions.proposing import day_of, issuer_of, resolver_for
from nhipcau.obligations.events import Event
from nhipcau.obligations.models import (
    DueRule,
    Every,
    Follower,
    Obligation,
    ObligationKind,
    Occurrence,
    Owner,
    Proposal,
    ProposedOwner,
)
from nhipcau.obligations.queries.missing import missing_bodies
from nhipcau.obligations.resolving import Resolver, Target
from nhipcau.obligations.rules import NotARule, RuleSpec
from nhipcau.obligations.signals import obligation_confirmed
from nhipcau.organisations import access
from nhipcau.organisations.access import ActingPost, Actor, Right
from nhipcau.organisations.models import Coordination, FocalUnit, Line, LineRole, holds_on
from nhipcau.text import fold


class NotReady(ValueError):
    """The proposal cannot be confirmed yet; the message says what is missing."""


class AlreadyConfirmed(ValueError):
    """Somebody was faster."""


@dataclass
class Confirmed:
    """What confirming a document's duties gave, and what is left with the reason."""

    obligations: list[Obligation] = field(default_factory=list)
    left: list[tuple[Proposal, str]] = field(default_factory=list)
    occurrences: int = 0


@transaction.atomic
def confirm_all(document: Document, *, by: Actor, now: datetime) -> Confirmed:
    """Confirm every proposal of a document that is ready; those that are not stay, each with what it lacks.

    Raises Denied if no post of `by` may confirm duties of this document.
    """
    result = Confirmed()
    waiting = list(_locked(document.proposals.filter(is_dropped=False, confirmed_as=None)))
    if not waiting:
        return result
    acting = access.require(by, Right.CONFIRM_DUTIES, about=waiting[0])
    desk = _Desk.of(document, on=clock.day_of(now))
    for proposal in waiting:
        try:
            result.obligations.append(_confirm(proposal, desk, acting, now))
        except NotReady as reason:
            result.left.append((proposal, str(reason)))
    result.occurrences = bind(document, result.obligations, on=desk.on, now=now)
    return result


@transaction.atomic
def confirm(proposal: Proposal, *, by: Actor, now: datetime) -> Obligation:
    """Confirm one proposal. Raises NotReady with what it lacks, AlreadyConfirmed, Denied."""
    acting = access.require(by, Right.CONFIRM_DUTIES, about=proposal)
    waiting = _locked(Proposal.objects.filter(pk=proposal.pk, is_dropped=False, confirmed_as=None)).first()
    if waiting is None:
        raise AlreadyConfirmed("Nhiệm vụ này đã được xác nhận hoặc đã bỏ trước đó.")
    proposal = waiting
    desk = _Desk.of(proposal.document, on=clock.day_of(now))
    obligation = _confirm(proposal, desk, acting, now)
    bind(proposal.document, [obligation], on=desk.on, now=now)
    return obligation


def _locked(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Lock the rows until the deed is committed: of two officers at once the second finds nothing left to confirm."""
    return rows.select_related("document__programme").select_for_update(of=("self",))


@dataclass(frozen=True)
class _Desk:
    """What confirming needs to know about a document, once."""

    document: Document
    resolver: Resolver
    on: date
    # A receiver confirms its own duties only; None: the issuer (or who coordinates) confirms those of all.
    only: frozenset[UUID] | None

    @classmethod
    def of(cls, document: Document, *, on: date) -> _Desk:
        return cls(document, resolver_for(document), on, bodies_confirmed_for(document, on=on))

    def answering(self, bodies: Mapping[UUID, str]) -> dict[UUID, str]:
        """Return the focal units of these bodies that are not among them, with the name by which they are bound."""
        held = FocalUnit.objects.filter(holds_on(self.on), member__in=bodies.keys())
        own = held.filter(Q(programme=None) | Q(programme=self.document.programme_id))
        return {row.unit_id: bodies[row.member_id] for row in own if row.unit_id not in bodies}


def bodies_confirmed_for(document: Document, *, on: date) -> frozenset[UUID] | None:
    """Return whose duties the body of the register may confirm: None where those of all owners (practice 3).

    The issuer lays duties on others, and so does the coordinating body of the programme (its standing agency writes for
    the committee). A receiver confirms its own, with those for which it answers as focal unit.
    """
    body = document.body_id
    if document.direction == Direction.OUT or document.issuer_id in (None, body):
        return None
    if document.programme_id:
        coordinates = Coordination.objects.filter(holds_on(on), programme=document.programme_id, organisation=body)
        if coordinates.exists():
            return None
    answered = FocalUnit.objects.filter(holds_on(on), unit=body).values_list("member_id", flat=True)
    return frozenset({body, *answered})


def problems(proposal: Proposal, owners: Sequence[ProposedOwner]) -> list[str]:
    """Return what a proposal still lacks before it can be confirmed, in words for the page; empty: ready."""
    found = []
    for owner in owners:
        if not (owner.organisation_id or owner.group_id or owner.rule) and not proposal.owners_missing_of_id:
            found.append(f"Chưa rõ “{owner.text}” là cơ quan nào: hãy chọn.")
    if not any(not owner.is_follower for owner in owners) and not proposal.owners_missing_of_id:
        found.append("Chưa có đơn vị thực hiện: hãy thêm.")
    if proposal.kind == ObligationKind.REPORT and not proposal.recipient_id and not proposal.restates_id:
        found.append("Chưa có nơi nhận báo cáo: hãy chọn.")
    try:
        rules = [RuleSpec.from_plain(plain) for plain in proposal.due_rules]
    except NotARule as error:
        return [*found, str(error)]
    if any(rule.every == Every.UNSTATED for rule in rules) and not proposal.restates_id:
        found.append("Văn bản viết “định kỳ” mà không nêu kỳ: hãy chọn kỳ.")
    return found


def owner_bodies(
    proposal: Proposal, owners: Sequence[ProposedOwner], resolver: Resolver, *, on: date
) -> dict[UUID, str]:
    """Return the bodies that owe a proposal, in protocol order, each with its printed name or group."""
    if proposal.owners_missing_of_id and proposal.owners_missing_period:
        missing = missing_bodies(proposal.owners_missing_of_id, proposal.owners_missing_period, on=on)
        return {body.id: "chưa gửi báo cáo kỳ trước" for body in resolver.scope.ordered(missing)}
    found: dict[UUID, str] = {}
    for owner in owners:
        if not owner.is_follower:
            for body in members_of(owner, resolver):
                found.setdefault(body, owner.text)
    return {body.id: found[body.id] for body in resolver.scope.ordered(found)}


def members_of(owner: ProposedOwner, resolver: Resolver) -> list[UUID]:
    """Return the bodies that one resolved name means, without those that were left out."""
    target = Target(owner.organisation_id, owner.group_id, owner.rule)
    left_out = {body.pk for body in owner.excluded.all()}
    return [body.id for body in resolver.members(target) if body.id not in left_out]


def _confirm(proposal: Proposal, desk: _Desk, acting: ActingPost, now: datetime) -> Obligation:
    if desk.document.recalled_at:
        raise NotReady("Văn bản đã thu hồi: không giao thêm nhiệm vụ từ văn bản này.")
    owners = list(proposal.owners.prefetch_related("excluded"))
    if lacking := problems(proposal, owners):
        raise NotReady(" ".join(lacking))
    bodies = owner_bodies(proposal, owners, desk.resolver, on=desk.on)
    if desk.only is not None:
        bodies = {body: text for body, text in bodies.items() if body in desk.only}
    if not bodies:
        raise NotReady(_nobody(proposal, desk))
    if proposal.kind == ObligationKind.STANDING or proposal.restates_id:
        bodies |= desk.answering(bodies)  # no occurrence will tell the focal unit
    obligation = _obligation(proposal, desk, acting, now)
    Proposal.objects.filter(pk=proposal.pk).update(confirmed_as=obligation)
    Owner.objects.bulk_create(
        Owner(obligation=obligation, organisation_id=body, text=text[:500]) for body, text in bodies.items()
    )
    _write_followers(obligation, owners, bodies, desk)
    if not proposal.restates_id:
        _write_rules(obligation, proposal)
    audit.record(
        Event.CONFIRMED, about=obligation, by=acting, at=now,
        details={
            "document": str(desk.document.pk), "clause": obligation.clause, "owners": len(bodies),
            "restates": str(proposal.restates_id or ""),
        },
    )  # fmt: skip
    return obligation


def _nobody(proposal: Proposal, desk: _Desk) -> str:
    if proposal.owners_missing_of_id:
        return "Theo bảng theo dõi, không đơn vị nào còn thiếu kỳ này: hãy bỏ mục này."
    if desk.only is not None:
        return "Không giao cho đơn vị mình; nơi ban hành xác nhận phần của các đơn vị khác."
    return "Nhóm đã chọn không có đơn vị nào vào ngày của văn bản."


def _obligation(proposal: Proposal, desk: _Desk, acting: ActingPost, now: datetime) -> Obligation:
    document = desk.document
    return Obligation.objects.create(
        document=document,
        programme_id=document.programme_id,
        issuer_id=issuer_of(document),
        kind=proposal.kind,
        title=proposal.title,
        clause=proposal.clause,
        text=proposal.text,
        start=proposal.start,
        end=proposal.end,
        owners_text="; ".join(dict.fromkeys(owner.text for owner in proposal.owners.all() if owner.text)),
        coordinators_text=proposal.coordinators_text,
        recipient_id=proposal.recipient_id,
        via_id=proposal.via_id,
        as_of=proposal.as_of,
        restates_id=proposal.restates_id,
        confirmed_at=now,
        confirmed_by=acting.actor.user,
        holds_from=min(day_of(document), desk.on),  # a paper may be dated ahead: what is confirmed binds now
        folded=fold(f"{proposal.title} {proposal.text} {proposal.clause} {document.number}"),
    )


def _write_followers(
    obligation: Obligation, owners: Sequence[ProposedOwner], bodies: Mapping[UUID, str], desk: _Desk
) -> None:
    """Write who follows and urges: whom a person set, for all owners; whom the lines name, each for its part."""
    chosen = {body for owner in owners if owner.is_follower for body in members_of(owner, desk.resolver)}
    rows = [Follower(obligation=obligation, organisation_id=body) for body in chosen]
    answering = {**dict.fromkeys(bodies, ""), **desk.answering(bodies)}
    by_lines = followed(desk.document.programme_id, on=desk.on)
    for owner in answering:
        rows += [
            Follower(obligation=obligation, organisation_id=follower, owner_id=owner)
            for follower in by_lines.get(owner, ())
            if follower not in chosen
        ]
    Follower.objects.bulk_create(rows)


def followed(programme: UUID | None, *, on: date) -> dict[UUID, list[UUID]]:
    """Return by whom each body is followed and urged by the lines of the programme (practice 8). One query."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    if programme is not None:
        held = Line.objects.filter(holds_on(on), programme=programme, role=LineRole.FOLLOWS)
        for upper, lower in held.values_list("upper_id", "lower_id"):
            found[lower].append(upper)
    return found


def _write_rules(obligation: Obligation, proposal: Proposal) -> None:
    for position, plain in enumerate(proposal.due_rules):
        rule = RuleSpec.from_plain(plain)
        DueRule.objects.create(obligation=obligation, position=position, **rule.columns())


def bind(document: Document, obligations: list[Obligation], *, on: date, now: datetime) -> int:
    """Open what has begun, let the bodies see the document that binds them, tell the apps above; return how many."""
    if not obligations:
        return 0
    opened = open_occurrences(on=on, obligations=obligations, now=now)
    bound: dict[UUID, str] = {}
    for body, text in Owner.objects.filter(obligation__in=obligations).values_list("organisation_id", "text"):
        bound.setdefault(body, text)
    for body in Occurrence.objects.filter(obligation__in=obligations).values_list("body_id", flat=True).distinct():
        bound.setdefault(body, "")  # the focal unit that answers
    there = set(document.parties.filter(kind=PartyKind.OWNER).values_list("organisation_id", flat=True))
    Party.objects.bulk_create(
        Party(
            document=document,
            kind=PartyKind.OWNER,
            position=len(there) + index,
            text=bound[body][:500],
            organisation_id=body,
        )
        for index, body in enumerate(body for body in bound if body not in there)
    )
    for obligation in obligations:
        obligation_confirmed.send(sender=Obligation, obligation=obligation, now=now)
    return opened
