"""Who is meant: answering a printed name, remembering the answer, adding and taking away owners and followers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from nhipcau.audit import actions as audit
from nhipcau.documents.models import Document
from nhipcau.obligations.actions.editing import CannotChange, _take
from nhipcau.obligations.actions.proposing import resolver_for
from nhipcau.obligations.events import Event
from nhipcau.obligations.models import Alias, Proposal, ProposedOwner
from nhipcau.obligations.resolving import Target
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.text import fold


@transaction.atomic
def answer(owner: ProposedOwner, target: Target, *, remember: bool, by: Actor, now: datetime) -> int:
    """Say whom a printed name means; return how many other places of the document the answer settled too.

    Remembered, it also settles the name in the next document of this register.
    """
    proposal = owner.proposal
    acting = access.require(by, Right.PROPOSE_DUTIES, about=proposal)
    _take(proposal, proposal.row_version)
    _set(owner, target)
    settled = 0
    if owner.text and remember:
        folded = fold(owner.text)[:500]
        Alias.objects.update_or_create(
            body_id=proposal.document.body_id,
            folded=folded,
            defaults={
                "text": owner.text, "organisation_id": target.organisation, "group_id": target.group,
                "rule": target.rule,
            },
        )  # fmt: skip
        same = ProposedOwner.objects.filter(
            proposal__document=proposal.document_id, proposal__confirmed_as=None, organisation=None, group=None, rule=""
        )
        for other in same.exclude(pk=owner.pk):
            if fold(other.text) == folded:
                _set(other, target)
                settled += 1
    audit.record(
        Event.OWNER_ANSWERED, about=proposal, by=acting, at=now,
        details={
            "printed": owner.text, "body": str(target.organisation or ""), "group": str(target.group or ""),
            "rule": target.rule, "remembered": remember, "settled": settled,
        },
    )  # fmt: skip
    return settled


@transaction.atomic
def add_owner(proposal: Proposal, target: Target, *, is_follower: bool, by: Actor, now: datetime) -> ProposedOwner:
    """Add an owner, or a body that follows and urges the duty (practice 8)."""
    acting = access.require(by, Right.PROPOSE_DUTIES, about=proposal)
    _take(proposal, proposal.row_version)
    owner = ProposedOwner.objects.create(
        proposal=proposal, position=proposal.owners.count(), text="", organisation_id=target.organisation,
        group_id=target.group, rule=target.rule, confidence="sure", why="do người dùng chọn", is_follower=is_follower,
    )  # fmt: skip
    details = {"added": str(target.organisation or target.group or target.rule), "is_follower": is_follower}
    audit.record(Event.PROPOSAL_CHANGED, about=proposal, by=acting, at=now, details=details)
    return owner


@transaction.atomic
def remove_owner(owner: ProposedOwner, *, by: Actor, now: datetime) -> None:
    """Take an owner or a follower away from a proposal."""
    proposal = owner.proposal
    acting = access.require(by, Right.PROPOSE_DUTIES, about=proposal)
    _take(proposal, proposal.row_version)
    details = {"removed": owner.text or str(owner.organisation_id or owner.group_id or owner.rule)}
    owner.delete()
    audit.record(Event.PROPOSAL_CHANGED, about=proposal, by=acting, at=now, details=details)


@transaction.atomic
def exclude(owner: ProposedOwner, bodies: Iterable[UUID], *, by: Actor, now: datetime) -> None:
    """Leave out these members of a group for this duty; everybody else of it stays in."""
    proposal = owner.proposal
    acting = access.require(by, Right.PROPOSE_DUTIES, about=proposal)
    _take(proposal, proposal.row_version)
    left_out = list(bodies)
    owner.excluded.set(left_out)
    details = {"group": owner.text, "left_out": [str(body) for body in left_out]}
    audit.record(Event.PROPOSAL_CHANGED, about=proposal, by=acting, at=now, details=details)


@transaction.atomic
def resolve_again(document: Document, *, by: Actor, now: datetime) -> int:
    """Look again for what is unresolved, after bodies, groups or the document's head were corrected; return how many.

    What a person chose, and what was clear already, stays.
    """
    acting = access.require(by, Right.PROPOSE_DUTIES, about=Proposal(document=document))
    resolver, settled = resolver_for(document), 0
    waiting = document.proposals.filter(confirmed_as=None, is_dropped=False)
    for proposal in waiting.prefetch_related("owners"):
        owners = [owner for owner in proposal.owners.all() if not owner.is_follower]
        for owner, result in zip(owners, resolver.resolve_all([owner.text for owner in owners]), strict=True):
            if result.target and not (owner.organisation_id or owner.group_id or owner.rule):
                _point(owner, result.target, result.confidence, result.why)
                settled += 1
        for name in ("recipient", "via"):
            printed = getattr(proposal, f"{name}_text")
            members = resolver.members(resolver.resolve(printed).target) if printed else []
            if len(members) == 1 and getattr(proposal, f"{name}_id") is None:
                setattr(proposal, f"{name}_id", members[0].id)
                proposal.save(update_fields=[name])
                settled += 1
    details = {"resolved_again": settled}
    audit.record(Event.PROPOSED, about=document, by=acting, at=now, details=details)
    return settled


def _point(owner: ProposedOwner, target: Target, confidence: str, why: str) -> None:
    owner.organisation_id, owner.group_id, owner.rule = target.organisation, target.group, target.rule
    owner.confidence, owner.why = confidence, why[:300]
    owner.save()


def _set(owner: ProposedOwner, target: Target) -> None:
    if not (target.organisation or target.group or target.rule):
        raise CannotChange("Hãy chọn một cơ quan hoặc một nhóm.")
    _point(owner, target, "sure", "do người dùng chọn")
    owner.excluded.clear()
