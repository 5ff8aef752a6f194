"""Working on proposals before they are confirmed: correct, add, split, join, drop, restate, take those who miss."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from nhipcau.audit import actions as audit
from nhipcau.documents.models import Document
from nhipcau.obligations import wording
from nhipcau.obligations.events import Event
from nhipcau.obligations.models import Obligation, ObligationKind, Proposal, ProposedOwner
from nhipcau.obligations.rules import RuleSpec
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right

_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|tháng \d{1,2}[/.]\d{4}")


class CannotChange(ValueError):
    """The proposal cannot be changed so; the message tells a person what to do next."""


@dataclass(frozen=True)
class Changes:
    """What a person corrected in one proposal."""

    title: str
    text: str
    kind: str
    rules: tuple[RuleSpec, ...]
    recipient: UUID | None
    via: UUID | None
    as_of: date | None
    clause: str


@transaction.atomic
def edit(proposal: Proposal, changes: Changes, *, row_version: int, by: Actor, now: datetime) -> Proposal:
    """Correct a proposal. Raises CannotChange if somebody else changed or confirmed it meanwhile, Denied, NotARule."""
    acting = access.require(by, Right.PROPOSE_DUTIES, about=proposal)
    for rule in changes.rules:
        rule.check()
    if changes.kind != ObligationKind.STANDING and not changes.rules:
        raise CannotChange("Việc không phải nhiệm vụ thường xuyên thì cần một cách tính hạn (có thể “không ghi hạn”).")
    _take(proposal, row_version)
    proposal.title = changes.title.strip()[:300] or wording.short_title(changes.text)
    proposal.text = changes.text.strip()
    proposal.kind = changes.kind
    proposal.due_rules = [] if changes.kind == ObligationKind.STANDING else [rule.to_plain() for rule in changes.rules]
    proposal.recipient_id, proposal.via_id = changes.recipient, changes.via
    proposal.as_of, proposal.clause = changes.as_of, changes.clause.strip()[:40]
    proposal.save()
    audit.record(Event.PROPOSAL_CHANGED, about=proposal, by=acting, at=now, details={"clause": proposal.clause})
    return proposal


@transaction.atomic
def add(document: Document, *, text: str, clause: str, kind: str, by: Actor, now: datetime) -> Proposal:
    """Add a duty that reading did not find; its place is found where its text stands in the document."""
    text = " ".join(text.split())
    if not text:
        raise CannotChange("Hãy chép hoặc gõ nội dung nhiệm vụ.")
    start = document.text.find(text)
    last = document.proposals.aggregate(last=Max("position"))["last"]
    proposal = Proposal(
        document=document,
        position=0 if last is None else last + 1,
        clause=clause.strip()[:40],
        title=wording.short_title(text),
        text=text,
        start=start if start >= 0 else None,
        end=start + len(text) if start >= 0 else None,
        kind=kind,
        due_rules=[] if kind == ObligationKind.STANDING else [RuleSpec().to_plain()],
        confidence="sure",
        why="do người dùng thêm",
    )
    acting = access.require(by, Right.PROPOSE_DUTIES, about=proposal)
    proposal.save()
    audit.record(Event.PROPOSAL_ADDED, about=proposal, by=acting, at=now, details={"document": str(document.pk)})
    return proposal


@transaction.atomic
def split(proposal: Proposal, at: int, *, row_version: int, by: Actor, now: datetime) -> Proposal:
    """Cut a proposal in two at the place `at` of the document's text; return the second part.

    Owners go with both; the due rule goes with the part that prints a day, with both where that is not clear.
    """
    acting = access.require(by, Right.PROPOSE_DUTIES, about=proposal)
    text = proposal.document.text
    if proposal.start is None or proposal.end is None or not proposal.start < at < proposal.end:
        raise CannotChange("Chỗ tách phải nằm trong đoạn văn của nhiệm vụ.")
    first, second = _clean(text[proposal.start : at]), _clean(text[at : proposal.end])
    if not first or not second:
        raise CannotChange("Một trong hai phần sẽ không còn chữ nào. Hãy chọn chỗ tách khác.")
    _take(proposal, row_version)
    _make_room(proposal)
    rules, has_first, has_second = proposal.due_rules, bool(_DAY.search(first)), bool(_DAY.search(second))
    other = Proposal.objects.get(pk=proposal.pk)
    other.pk, other._state.adding = None, True
    other.id = Proposal._meta.pk.get_default()
    other.position, other.row_version = proposal.position + 1, 1
    other.text, other.title = second, wording.short_title(second)
    other.start, other.end = at, proposal.end
    other.restates = None
    proposal.text, proposal.title, proposal.end = first, wording.short_title(first), at
    without = [RuleSpec().to_plain()] if proposal.kind != ObligationKind.STANDING else []
    if has_first != has_second:
        proposal.due_rules = rules if has_first else without
        other.due_rules = rules if has_second else without
    other.save(force_insert=True)
    proposal.save()
    _copy_owners(proposal, other)
    audit.record(Event.PROPOSAL_SPLIT, about=proposal, by=acting, at=now, details={"into": str(other.pk), "at": at})
    return other


@transaction.atomic
def join(first: Proposal, second: Proposal, *, by: Actor, now: datetime) -> Proposal:
    """Make one duty of two that are one task (`Đánh giá …`, `Hoàn thành, gửi báo cáo …`); return it.

    The second is kept, dropped with the reason. What the first lacks it takes from the second; a report wins over an
    action, a printed day over none.
    """
    acting = access.require(by, Right.PROPOSE_DUTIES, about=first)
    if first.document_id != second.document_id or first.pk == second.pk:
        raise CannotChange("Chỉ gộp được hai nhiệm vụ của cùng một văn bản.")
    _take(first, first.row_version)
    _take(second, second.row_version)
    first.text = f"{first.text} {second.text}"
    if first.start is not None and second.start is not None:
        first.start, first.end = min(first.start, second.start), max(first.end, second.end)
    first.kind = _stronger(first.kind, second.kind)
    if second.due_rules and not _has_day(first.due_rules):
        first.due_rules = second.due_rules
    for name in ("recipient_id", "via_id", "recipient_text", "via_text", "as_of", "coordinators_text", "restates_id"):
        if not getattr(first, name):
            setattr(first, name, getattr(second, name))
    if not first.owners_missing_of_id:
        first.owners_missing_of_id = second.owners_missing_of_id
        first.owners_missing_period = second.owners_missing_period
    first.save()
    _copy_owners(second, first, only_new=True)
    second.is_dropped, second.dropped_reason = True, f"đã gộp vào “{first.title}”"[:300]
    second.save()
    audit.record(Event.PROPOSALS_JOINED, about=first, by=acting, at=now, details={"joined": str(second.pk)})
    return first


@transaction.atomic
def drop(proposal: Proposal, *, reason: str, by: Actor, now: datetime) -> None:
    """Set a proposal aside with a reason; it stays to be seen and can be taken up again."""
    acting = access.require(by, Right.PROPOSE_DUTIES, about=proposal)
    _take(proposal, proposal.row_version)
    proposal.is_dropped, proposal.dropped_reason = True, reason.strip()[:300] or "không phải nhiệm vụ"
    proposal.save()
    audit.record(Event.PROPOSAL_DROPPED, about=proposal, by=acting, at=now, details={"reason": proposal.dropped_reason})


@transaction.atomic
def take_up(proposal: Proposal, *, by: Actor, now: datetime) -> None:
    """Take up again what was set aside."""
    acting = access.require(by, Right.PROPOSE_DUTIES, about=proposal)
    _take(proposal, proposal.row_version)
    proposal.is_dropped, proposal.dropped_reason = False, ""
    proposal.save()
    audit.record(Event.PROPOSAL_TAKEN_UP, about=proposal, by=acting, at=now)


@transaction.atomic
def set_restating(proposal: Proposal, obligation: Obligation | None, *, by: Actor, now: datetime) -> None:
    """Mark a proposal as `nhắc lại` of a duty in force (no second series), or as a duty of its own."""
    acting = access.require(by, Right.PROPOSE_DUTIES, about=proposal)
    _take(proposal, proposal.row_version)
    proposal.restates = obligation
    proposal.save()
    details = {"restates": str(obligation.pk) if obligation else ""}
    audit.record(Event.PROPOSAL_CHANGED, about=proposal, by=acting, at=now, details=details)


@transaction.atomic
def set_missing_owners(
    proposal: Proposal, obligation: Obligation | None, period: date | None, *, by: Actor, now: datetime
) -> None:
    """Let the owners be those who miss a period of a duty (practice 7), or take the printed owners again."""
    acting = access.require(by, Right.PROPOSE_DUTIES, about=proposal)
    _take(proposal, proposal.row_version)
    proposal.owners_missing_of, proposal.owners_missing_period = obligation, period if obligation else None
    proposal.save()
    details = {"missing_of": str(obligation.pk) if obligation else "", "period": period.isoformat() if period else ""}
    audit.record(Event.PROPOSAL_CHANGED, about=proposal, by=acting, at=now, details=details)


def cut_points(proposal: Proposal, text: str) -> list[tuple[int, str]]:
    """Return where a proposal may be cut: the place in the document's text, and the words that would begin there."""
    if proposal.start is None or proposal.end is None:
        return []
    stretch = text[proposal.start : proposal.end]
    found = []
    for mark in re.finditer(r"(?<![\d])[.;:]\s+(?=\S)|;\s*(?=\S)|,\s+(?=đồng thời\b)", stretch):
        begins = stretch[mark.end() : mark.end() + 60]
        if begins.strip() and mark.end() < len(stretch) - 12:
            found.append((proposal.start + mark.end(), " ".join(begins.split())))
    return found


def _take(proposal: Proposal, row_version: int) -> None:
    """Count the row's version up; refuse where another officer was faster or the duty stands already."""
    waiting = Proposal.objects.filter(pk=proposal.pk, row_version=row_version, confirmed_as=None)
    if not waiting.update(row_version=F("row_version") + 1):
        raise CannotChange(
            "Mục này vừa được người khác sửa hoặc xác nhận. Hãy tải lại trang, xem nội dung mới rồi sửa tiếp."
        )
    proposal.row_version = row_version + 1


def _make_room(proposal: Proposal) -> None:
    Proposal.objects.filter(document=proposal.document_id, position__gt=proposal.position).update(
        position=F("position") + 1
    )


def _copy_owners(source: Proposal, to: Proposal, *, only_new: bool = False) -> None:
    there = set(to.owners.values_list("text", "organisation", "group", "rule")) if only_new else set()
    position = to.owners.count()
    for owner in source.owners.prefetch_related("excluded"):
        if (owner.text, owner.organisation_id, owner.group_id, owner.rule) in there:
            continue
        excluded = list(owner.excluded.all())
        copy = ProposedOwner(
            proposal=to, position=position, text=owner.text, organisation_id=owner.organisation_id,
            group_id=owner.group_id, rule=owner.rule, confidence=owner.confidence, why=owner.why,
            is_follower=owner.is_follower,
        )  # fmt: skip
        copy.save()
        copy.excluded.set(excluded)
        position += 1


def _clean(text: str) -> str:
    return " ".join(text.split()).strip(" ;,-")


def _has_day(rules: Sequence[dict[str, object]]) -> bool:
    return any(rule.get("due") or rule.get("every") not in (None, "once") for rule in rules)


def _stronger(one: str, other: str) -> str:
    order = [ObligationKind.STANDING, ObligationKind.ACTION, ObligationKind.REPORT]
    return max(one, other, key=lambda kind: order.index(ObligationKind(kind)))
