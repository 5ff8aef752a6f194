"""A reminder to paste into a chat: document, clause, day; no figures, no names (practice 15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from nhipcau.obligations.models import Obligation, Occurrence, Urging
from nhipcau.organisations import names
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import OrganisationSpan
from nhipcau.reports.queries.board import Column


@dataclass(frozen=True)
class LateBody:
    """One body to be reminded, and when that was done last."""

    body: OrganisationSpan
    occurrence_id: UUID
    reminded_at: datetime | None


@dataclass(frozen=True)
class Reminder:
    """The text, and the bodies whom it concerns (shown beside, never in the text)."""

    text: str
    late: tuple[LateBody, ...]


def reminder(actor: Actor, column: Column, late: Sequence[Occurrence], *, on: date) -> Reminder:
    """Return the reminder for a column. Four queries."""
    duty = Obligation.objects.visible_to(actor).select_related("document").get(pk=column.obligation_id)
    called = names.bodies({o.body_id for o in late} | ({duty.recipient_id, duty.via_id} - {None}), on=on)
    reminded: dict[UUID, datetime] = {}
    for urging in Urging.objects.filter(occurrence__in=[o.pk for o in late]).order_by("urged_at"):
        reminded[urging.occurrence_id] = urging.urged_at
    bodies = sorted(late, key=lambda occurrence: called[occurrence.body_id].rank)
    printed = next((o.printed_due for o in late if o.printed_due), None)
    return Reminder(
        text=_text(duty, column, printed, called),
        late=tuple(LateBody(called[o.body_id], o.pk, reminded.get(o.pk)) for o in bodies),
    )


def _text(duty: Obligation, column: Column, printed: date | None, called: dict[UUID, OrganisationSpan]) -> str:
    parts = [_("Kính nhắc các cơ quan, đơn vị chưa gửi: %(title)s, %(period)s.") % {
        "title": duty.title.rstrip("."), "period": column.label,
    }]  # fmt: skip
    document = duty.document
    source = f"{document.type} {document.number}".strip()
    if document.number:
        source = _("%(type)s số %(number)s") % {"type": document.type, "number": document.number}
    if document.date:
        source += _(" ngày %(day)s") % {"day": printed_day(document.date)}
    point = _("điểm %(clause)s, ") % {"clause": duty.clause} if duty.clause not in ("", "0") else ""
    parts.append(_("Căn cứ: %(source)s.") % {"source": point + source})
    if printed:
        parts.append(_("Thời hạn: %(day)s.") % {"day": printed_day(printed)})
    if duty.recipient_id:
        to = _("Nơi nhận: %(name)s") % {"name": called[duty.recipient_id].name}
        if duty.via_id and duty.via_id != duty.recipient_id:
            to += _(" (qua %(name)s)") % {"name": called[duty.via_id].name}
        parts.append(to + ".")
    parts.append(_("Đề nghị các cơ quan, đơn vị quan tâm gửi báo cáo. Trân trọng cảm ơn."))
    return "\n".join(parts)


def printed_day(day: date) -> str:
    """Return a day as offices print it: 07/9/2023, January and February with two digits (NĐ 30/2020, Phụ lục I)."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day.month < 3 else f"{day.day:02d}/{day.month}/{day.year}"
