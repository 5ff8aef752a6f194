"""More time by a decision (gia hạn): for one body, or for all that owe the period."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from nhipcau.audit import actions as audit
from nhipcau.documents.models import Document
from nhipcau.obligations import wording
from nhipcau.obligations.actions.working import CannotAnswer
from nhipcau.obligations.events import Event
from nhipcau.obligations.models import Extension, Occurrence
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right


@transaction.atomic
def extend(
    occurrence: Occurrence,
    last_day: date,
    *,
    reason: str,
    document_text: str,
    by: Actor,
    now: datetime,
    everybody: bool = False,
    document: Document | None = None,
) -> int:
    """Let a report be on time until the end of `last_day`, by the decision of the recipient; return for how many.

    With `everybody` it goes for all that owe the same period of the duty and have no longer time already. What was
    decided before stands in the table; the newest counts. Raises CannotAnswer with what to change, Denied.
    """
    acting = access.require(by, Right.DECIDE_ON_LATENESS, about=occurrence)
    reason, document_text = reason.strip(), document_text.strip()[:300]
    if not reason or not (document_text or document):
        raise CannotAnswer("Hãy ghi lý do và văn bản quyết định gia hạn (số, ký hiệu, ngày).")
    occurrence = Occurrence.objects.select_for_update(of=("self",)).get(pk=occurrence.pk)
    if occurrence.until is None:
        raise CannotAnswer("Việc này không ghi hạn nên không cần gia hạn.")
    if occurrence.withdrawn_at or hasattr(occurrence, "exemption"):
        raise CannotAnswer("Kỳ này đã thôi áp dụng hoặc đơn vị đã được miễn: không cần gia hạn.")
    if last_day <= occurrence.until:
        raise CannotAnswer(f"Ngày gia hạn phải sau hạn hiện nay {wording.day(occurrence.until)}.")
    chosen = [occurrence, *(_others(occurrence, last_day) if everybody else ())]
    Extension.objects.bulk_create(
        Extension(
            occurrence=each, last_day=last_day, reason=reason, document=document, document_text=document_text,
            decided_at=now, decided_by=by.user,
        )
        for each in chosen
    )  # fmt: skip
    Occurrence.objects.filter(pk__in=[each.pk for each in chosen]).update(extended_to=last_day)
    details = {
        "last_day": last_day.isoformat(), "before": occurrence.until.isoformat(), "reason": reason[:300],
        "document": document_text or str(document), "bodies": len(chosen),
    }  # fmt: skip
    for each in chosen:
        audit.record(Event.EXTENDED, about=each, by=acting, at=now, details=details)
    return len(chosen)


def _others(occurrence: Occurrence, last_day: date) -> list[Occurrence]:
    same = Occurrence.objects.select_for_update(of=("self",)).filter(
        obligation=occurrence.obligation_id, rule=occurrence.rule_id, period_start=occurrence.period_start,
        withdrawn_at=None, exemption=None, last_day__isnull=False,
    )  # fmt: skip
    return [each for each in same.exclude(pk=occurrence.pk) if each.until and each.until < last_day]
