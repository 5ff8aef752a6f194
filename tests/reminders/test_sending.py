"""Mails through a real SMTP server: sent once, refused, unreachable, cut off in the middle, killed."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings

from nhipcau.organisations.access import Denied
from nhipcau.organisations.models import Role, User
from nhipcau.reminders import sending
from nhipcau.reminders.models import Mail, MailState
from nhipcau.reminders.rounds import make_round
from tests.cast import NOW
from tests.reminders.test_rounds import at
from tests.reports.world import LAST_DAY, Reporting

pytestmark = pytest.mark.django_db(transaction=True)


class Office:
    """A mail server that keeps what it gets, and answers as it is told."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.answer = "250 OK"
        self.hangs_up = False

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a letter."""
        self.letters.append(envelope.content)
        if self.hangs_up:
            server.transport.close()
        return self.answer


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    with override_settings(
        EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        PUBLIC_ADDRESS="https://nhipcau.example",
    ):  # fmt: skip
        yield office
    controller.stop()


@pytest.fixture
def waiting(reporting: Reporting) -> Mail:
    user = reporting.cast.user_of(reporting.cast.commune_a)
    User.objects.filter(pk=user.pk).update(email="can.bo@xa.example")
    make_round(now=at(LAST_DAY - timedelta(days=1)))
    return Mail.objects.get()


def test_a_mail_says_what_is_due_without_figures_or_persons_and_leaves_once(office: Office, waiting: Mail) -> None:
    assert sending.send_waiting(now=NOW) == 1
    assert sending.send_waiting(now=NOW) == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (MailState.SENT, 1)
    (raw,) = office.letters
    letter = message_from_bytes(raw, policy=policy.default)
    text = letter.get_content()
    assert letter["To"] == "can.bo@xa.example"
    assert "1 việc cần chú ý" in letter["Subject"]
    assert "hạn 07/07/2023" in text
    assert "https://nhipcau.example/loi-nhac/" in text
    assert waiting.digest.user.display_name not in text


def test_a_refusal_for_ever_is_shown_and_a_passing_one_waits(office: Office, waiting: Mail) -> None:
    office.answer = "451 Try again later"
    assert sending.send_waiting(now=NOW) == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (MailState.WAITING, 1)
    office.answer = "554 No such person"
    sending.send_waiting(now=NOW)
    waiting.refresh_from_db()
    assert waiting.state == MailState.FAILED
    assert "554" in waiting.error


def test_without_a_server_mails_keep_waiting(waiting: Mail) -> None:
    with override_settings(
        EMAIL_HOST="127.0.0.1", EMAIL_PORT=1, EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend"
    ):
        assert sending.send_waiting(now=NOW) == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (MailState.WAITING, 0)


def test_a_line_cut_after_the_letter_is_unknown_and_never_sent_again(office: Office, waiting: Mail) -> None:
    office.hangs_up = True
    sending.send_waiting(now=NOW)
    office.hangs_up = False
    sending.send_waiting(now=NOW + timedelta(hours=3))
    waiting.refresh_from_db()
    assert waiting.state == MailState.UNKNOWN
    assert len(office.letters) == 1


def test_a_process_that_died_while_sending_leaves_an_unknown_mail(office: Office, waiting: Mail) -> None:
    Mail.objects.update(state=MailState.SENDING, tried_at=NOW)
    sending.send_waiting(now=NOW + timedelta(minutes=5))
    assert Mail.objects.get().state == MailState.SENDING  # it may still be at work
    sending.send_waiting(now=NOW + timedelta(minutes=21))
    assert Mail.objects.get().state == MailState.UNKNOWN
    assert office.letters == []


def test_a_person_decides_about_an_unknown_mail(reporting: Reporting, office: Office, waiting: Mail) -> None:
    cast = reporting.cast
    Mail.objects.update(state=MailState.UNKNOWN)
    with pytest.raises(Denied):
        sending.decide(waiting, again=True, by=cast.officer_of(cast.commune_a), now=NOW)
    sending.decide(waiting, again=True, by=cast.actor_of(cast.province, Role.ADMINISTRATOR), now=NOW)
    assert sending.send_waiting(now=NOW) == 1
    with pytest.raises(sending.NotUnknown):
        sending.decide(waiting, again=False, by=cast.actor_of(cast.province, Role.ADMINISTRATOR), now=NOW)
