"""Entering days off and days at work that the calendar does not know, with the document that decides them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from nhipcau.audit.actions import record
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.events import Event
from nhipcau.organisations.models import CalendarDay, DayKind
from nhipcau.organisations.workdays import PLAIN


class CannotEnter(ValueError):
    """The day cannot be entered so; the message tells a person what to change."""


@transaction.atomic
def enter_day(day: date, kind: DayKind, *, reason: str, document: str, by: Actor, now: datetime) -> CalendarDay:
    """Enter a day off or a day at work; entered again, it is changed. Open occurrences keep the days frozen with them.

    Raises CannotEnter where the document is missing or the day is what is entered already, Denied.
    """
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    reason, document = reason.strip()[:200], document.strip()[:300]
    if not reason or not document:
        raise CannotEnter("Hãy ghi lý do và văn bản quyết định (số, ký hiệu, ngày, cơ quan ban hành).")
    if bool(PLAIN.why_off(day)) == (kind == DayKind.OFF) and not CalendarDay.objects.filter(day=day).exists():
        told = PLAIN.why_off(day) or "ngày làm việc"
        raise CannotEnter(f"Ngày {day:%d/%m/%Y} vốn đã là {told}: không cần ghi.")
    row, _made = CalendarDay.objects.update_or_create(
        day=day,
        defaults={
            "kind": kind, "reason": reason, "document": document, "recorded_at": now, "recorded_by": by.user,
        },
    )  # fmt: skip
    details = {"day": day.isoformat(), "kind": str(kind), "reason": reason, "document": document}
    record(Event.CALENDAR_CHANGED, about=row, by=acting, at=now, details=details)
    return row


@transaction.atomic
def swap_days(off: date, at_work: date, *, document: str, by: Actor, now: datetime) -> tuple[CalendarDay, CalendarDay]:
    """Enter a swap: nobody works on `off`, all work on `at_work` instead. Raises CannotEnter, Denied."""
    if off == at_work:
        raise CannotEnter("Ngày nghỉ và ngày đi làm bù phải là hai ngày khác nhau.")
    first = enter_day(
        off, DayKind.OFF, reason=f"nghỉ hoán đổi, làm bù ngày {at_work:%d/%m/%Y}", document=document, by=by, now=now
    )
    second = enter_day(
        at_work, DayKind.AT_WORK, reason=f"đi làm bù cho ngày {off:%d/%m/%Y}", document=document, by=by, now=now
    )
    return first, second


@transaction.atomic
def remove_day(row: CalendarDay, *, by: Actor, now: datetime) -> None:
    """Take an entered day back, one that was mistyped; the trail keeps it. Raises Denied."""
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    details = {"day": row.day.isoformat(), "kind": str(row.kind), "removed": True, "document": row.document}
    record(Event.CALENDAR_CHANGED, about=row, by=acting, at=now, details=details)
    row.delete()
