"""Nhập hộ: the coordinator or intermediary records a report that came on another way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau import clock
from nhipcau.audit import actions as audit
from nhipcau.documents.models import StoredFile
from nhipcau.obligations.models import Occurrence
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.reports import forms_of_duties
from nhipcau.reports.actions.events import Event
from nhipcau.reports.actions.filing import answer_requests, is_complete
from nhipcau.reports.actions.filling import Withdrawn, next_number
from nhipcau.reports.actions.sums import moving
from nhipcau.reports.actions.writing import write_answers
from nhipcau.reports.answers import Answers
from nhipcau.reports.models import Attachment, Submission, Version


class NotYetArrived(ValueError):
    """A report cannot have come on a later day than today."""

    def __init__(self) -> None:
        super().__init__(_("Ngày nhận không thể sau hôm nay. Hãy nhập ngày báo cáo thực sự đến."))


@dataclass(frozen=True)
class Arrival:
    """How a report came: the day, the way (“trục liên thông”, “bản giấy”, “Zalo”), what is printed on it, its files."""

    received_on: date
    came_by: str
    number_on_paper: str = ""
    date_on_paper: date | None = None
    files: tuple[tuple[StoredFile, str], ...] = ()


@transaction.atomic
def enter_for(
    occurrence: Occurrence, arrival: Arrival, answers: Answers, *, by: Actor, client_key: UUID | None, now: datetime
) -> Version:
    """Record a report on behalf of the body that owes it; it counts from the day on which it came.

    Entered by the recipient it is received at once; by the intermediary it waits to be forwarded. Sent twice with one
    `client_key` it counts once. Raises `access.Denied`, `NotYetArrived`, `Withdrawn`.
    """
    acting = access.require(by, Right.ENTER_FOR_OTHERS, about=occurrence)
    if occurrence.withdrawn_at is not None:
        raise Withdrawn
    if arrival.received_on > clock.day_of(now):
        raise NotYetArrived
    assert acting.post is not None
    submission, _made = Submission.objects.get_or_create(occurrence=occurrence)
    receives = access.may(by, Right.RECEIVE_REPORT, about=submission) is not None
    with moving(submission):
        # Asked under the submission's lock: of two that came at once, the second finds the first.
        if client_key and (there := Version.objects.filter(client_key=client_key).first()):
            return there
        number = next_number(submission)
        filed_at = now if arrival.received_on == clock.day_of(now) else clock.start_of(arrival.received_on)
        version = Version.objects.create(
            client_key=client_key, submission=submission, number=number,
            form_version=forms_of_duties.newest_form(
                occurrence.obligation, now=now, on=occurrence.period_start
            ),
            reason=_("nhập hộ") if number > 1 else "", saved_at=now, saved_by=by.user, signed_off_at=filed_at,
            signed_on_paper=True, filed_at=filed_at, recorded_at=now, entered_by_body_id=acting.post.organisation_id,
            entered_from=arrival.came_by.strip()[:60], number_on_paper=arrival.number_on_paper.strip(),
            date_on_paper=arrival.date_on_paper, received_at=now if receives else None,
            received_by=by.user if receives else None,
        )  # fmt: skip
        write_answers(version, answers)
        _attach(version, arrival.files, now)
        version.is_complete = is_complete(version)
        version.save(update_fields=["is_complete"])
    answer_requests(submission, version)
    audit.record(
        Event.ENTERED_FOR,
        about=version,
        by=replace(acting, on_behalf_of=occurrence.body_id),
        at=now,
        details={"came_on": arrival.received_on.isoformat(), "came_by": version.entered_from},
    )
    return version


def _attach(version: Version, files: Iterable[tuple[StoredFile, str]], now: datetime) -> None:
    Attachment.objects.bulk_create(
        Attachment(version=version, file=file, name=name[:255], is_signed_paper=True, attached_at=now)
        for file, name in files
    )
