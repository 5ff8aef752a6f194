"""Sending the mails of digests: one attempt is known to have left, to have been refused, or to be unknown."""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.audit import actions as audit
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.reminders.events import Event
from nhipcau.reminders.letters import letter
from nhipcau.reminders.models import Mail, MailState

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 5
# A mail that has been “sending” for so long belongs to a process that died: nobody knows whether it left.
LOST_AFTER = timedelta(minutes=20)


class NotUnknown(ValueError):
    """Only a mail that failed or whose sending is unknown is decided by a person."""

    def __init__(self) -> None:
        super().__init__(_("Thư này đã gửi hoặc đang chờ gửi, không phải xử lý."))


def send_waiting(*, now: datetime) -> int:
    """Send every mail that waits and return how many left; no mail is ever sent twice by the program.

    The server is reached before a mail is marked as sending: while there is no connection, mails keep waiting. What
    was marked and not finished by a process that died becomes `unknown`, for a person to decide.
    """
    Mail.objects.filter(state=MailState.SENDING, tried_at__lt=now - LOST_AFTER).update(
        state=MailState.UNKNOWN, error=_("Chương trình dừng giữa chừng khi đang gửi.")
    )
    keys = list(Mail.objects.filter(state=MailState.WAITING).order_by("pk").values_list("pk", flat=True))
    if not keys:
        return 0
    backend = get_connection(timeout=20) if settings.EMAIL_HOST else get_connection()
    try:
        backend.open()
    except OSError as error:
        log.warning("The mail server cannot be reached: %s", error)
        return 0
    try:
        return sum(_send(key, backend, now) for key in keys)
    finally:
        backend.close()


def _send(key: UUID, backend: BaseEmailBackend, now: datetime) -> bool:
    """Send one mail; a claim is committed before the first byte leaves."""
    claimed = Mail.objects.filter(pk=key, state=MailState.WAITING).update(state=MailState.SENDING, tried_at=now)
    if not claimed:
        return False  # another worker has it
    mail = Mail.objects.select_related("digest__user").get(pk=key)
    subject, text = letter(mail.digest)
    message = EmailMessage(subject, text, to=[mail.address], connection=backend)
    message.extra_headers["Message-ID"] = f"<{mail.pk}@nhipcau>"
    try:
        message.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        return _settle(mail, MailState.FAILED, str(error))
    except smtplib.SMTPServerDisconnected as error:
        return _settle(mail, MailState.UNKNOWN, str(error))
    except OSError as error:
        return _settle(mail, MailState.UNKNOWN, str(error))
    Mail.objects.filter(pk=key).update(state=MailState.SENT, sent_at=now, attempts=mail.attempts + 1, error="")
    return True


def _settle(mail: Mail, state: MailState, error: str) -> bool:
    attempts = mail.attempts + 1
    if state is MailState.FAILED and attempts < MOST_ATTEMPTS and not _is_for_ever(error):
        state = MailState.WAITING
    Mail.objects.filter(pk=mail.pk).update(state=state, attempts=attempts, error=error[:300])
    return False


def _is_for_ever(error: str) -> bool:
    """Whether the server said that trying again is useless (RFC 5321, 4.2.1: replies 5yz)."""
    return "(5" in error or error.startswith("5")


@transaction.atomic
def decide(mail: Mail, *, again: bool, by: Actor, now: datetime) -> None:
    """Send a failed or unknown mail once more, or take it for sent; an administrator's word, with his name.

    Raises `access.Denied`, `NotUnknown`.
    """
    acting = access.require(by, Right.MANAGE_ORGANISATIONS)
    state = MailState.WAITING if again else MailState.SENT
    stuck = Mail.objects.filter(pk=mail.pk, state__in=[MailState.FAILED, MailState.UNKNOWN])
    if not stuck.update(state=state, attempts=0, error="", sent_at=None if again else now):
        raise NotUnknown
    event = Event.MAIL_AGAIN if again else Event.MAIL_SETTLED
    audit.record(event, about=mail, by=acting, at=now, details={"address": mail.address})
