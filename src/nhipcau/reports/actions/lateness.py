"""What is said and done about a late report: explanation, exemption, reminder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from nhipcau.audit import actions as audit
from nhipcau.documents.models import Document
from nhipcau.obligations.models import Exemption, Explanation, Occurrence, Urging
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Denied, Right
from nhipcau.reports.actions.events import Event
from nhipcau.reports.actions.filling import NeedsReason


@transaction.atomic
def explain(
    occurrence: Occurrence, *, text: str, by: Actor, now: datetime, document: Document | None = None
) -> Explanation:
    """Record why a body is late, said by itself or entered on its behalf. Late stays late.

    Raises `access.Denied`, `NeedsReason` for an empty text. The same text twice counts once.
    """
    try:
        acting = access.require(by, Right.FILL_REPORT, about=occurrence)
    except Denied:
        acting = access.require(by, Right.ENTER_FOR_OTHERS, about=occurrence)
    if not text.strip():
        raise NeedsReason
    there = occurrence.explanations.filter(text=text.strip()).first()
    if there is not None:
        return there
    made = Explanation.objects.create(
        occurrence=occurrence, text=text.strip(), document=document, explained_at=now, explained_by=by.user
    )
    audit.record(Event.EXPLAINED, about=occurrence, by=acting, at=now, details={"text": made.text[:300]})
    return made


@transaction.atomic
def exempt(
    occurrence: Occurrence, *, reason: str, by: Actor, now: datetime, document: Document | None = None
) -> Exemption:
    """Release a body from one occurrence, by a recorded decision of the recipient's leader. Once is enough.

    Raises `access.Denied`, `NeedsReason`.
    """
    acting = access.require(by, Right.DECIDE_ON_LATENESS, about=occurrence)
    if not reason.strip():
        raise NeedsReason
    made, is_new = Exemption.objects.get_or_create(
        occurrence=occurrence,
        defaults={"reason": reason.strip(), "document": document, "decided_at": now, "decided_by": by.user},
    )
    if is_new:
        audit.record(Event.EXEMPTED, about=occurrence, by=acting, at=now, details={"reason": made.reason[:300]})
    return made


@transaction.atomic
def note_reminder(occurrences: Iterable[Occurrence], *, how: str, by: Actor, now: datetime) -> int:
    """Note that late bodies were reminded (`how`: copied, letter, mail, program); return how many.

    Occurrences that no post of `by` may urge are left out.
    """
    noted = 0
    for occurrence in occurrences:
        post = access.may(by, Right.URGE, about=occurrence)
        if post is None:
            continue
        Urging.objects.create(occurrence=occurrence, how=how, urged_at=now, urged_by=by.user)
        acting = access.ActingPost(by, post)
        audit.record(Event.URGED, about=occurrence, by=acting, at=now, details={"how": how})
        noted += 1
    return noted
