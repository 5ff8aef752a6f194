"""The pages of reminders, and the calendar that a program fetches."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from nhipcau.organisations.models import Coordination, Level, User
from nhipcau.reminders.models import CalendarFeed, Digest, MailWish, ReminderPlan
from nhipcau.reminders.rounds import make_round
from tests.cast import NOW
from tests.reminders.test_rounds import at
from tests.reports.world import LAST_DAY, Reporting

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(reporting: Reporting) -> Client:
    """The officer of commune A at work."""
    client = Client()
    client.force_login(reporting.cast.user_of(reporting.cast.commune_a))
    return client


def test_an_empty_page_says_what_will_stand_there(desk: Client) -> None:
    assert "Chưa có lời nhắc nào" in desk.get("/loi-nhac/").content.decode()


def test_the_header_counts_until_the_page_was_opened(reporting: Reporting, desk: Client) -> None:
    make_round(now=at(LAST_DAY - timedelta(days=1)))
    assert "lời nhắc chưa xem" in desk.get("/nhiem-vu/").content.decode()
    page = desk.get("/loi-nhac/").content.decode()
    assert "Sắp đến hạn" in page
    assert "hạn 07/07/2023" in page
    assert "lời nhắc chưa xem" in desk.get("/nhiem-vu/").content.decode()  # a look alone writes nothing
    desk.post("/loi-nhac/da-xem/")
    assert "lời nhắc chưa xem" not in desk.get("/nhiem-vu/").content.decode()
    assert Digest.objects.get(user=reporting.cast.user_of(reporting.cast.commune_a)).seen_at is not None


def test_a_report_sent_meanwhile_is_shown_as_done(reporting: Reporting, desk: Client) -> None:
    make_round(now=at(LAST_DAY - timedelta(days=1)))
    reporting.filed(reporting.cast.commune_a)
    assert "đã xong" in desk.get("/loi-nhac/").content.decode()


def test_the_calendar_is_read_by_its_secret_until_it_ends(reporting: Reporting, desk: Client) -> None:
    desk.post("/loi-nhac/lich/")
    page = desk.get("/loi-nhac/")
    address = page.context["feed"].replace("http://testserver", "")
    assert address not in desk.get("/loi-nhac/").content.decode()  # shown once
    assert address.split("/")[-1].removesuffix(".ics") not in str(CalendarFeed.objects.values())
    stranger = Client()
    answer = stranger.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    owed = reporting.obligation.occurrences.filter(body=reporting.cast.commune_a)
    assert {str(event["UID"]) for event in events} == {f"{row.pk}@nhipcau" for row in owed}
    assert {event.decoded("DTSTART") for event in events} == {row.last_day for row in owed}
    desk.post("/loi-nhac/lich/", {"end": "1"})
    assert stranger.get(address).status_code == 404


def test_a_calendar_of_somebody_who_may_not_log_in_is_gone(reporting: Reporting, desk: Client) -> None:
    desk.post("/loi-nhac/lich/")
    address = desk.get("/loi-nhac/").context["feed"].replace("http://testserver", "")
    User.objects.update(is_active=False)
    assert Client().get(address).status_code == 404


def test_who_does_not_want_mail_says_so(reporting: Reporting, desk: Client) -> None:
    desk.post("/loi-nhac/qua-thu/", {})
    assert MailWish.objects.get().by_mail is False
    desk.post("/loi-nhac/qua-thu/", {"by_mail": "1"})
    assert MailWish.objects.get().by_mail is True


def test_the_plan_of_a_programme_is_changed_by_its_coordinator_and_a_slip_loses_nothing(reporting: Reporting) -> None:
    cast = reporting.cast
    Coordination.objects.get_or_create(
        programme=cast.programme, organisation=cast.committee, level=Level.DISTRICT, defaults={"recorded_at": NOW}
    )
    address = f"/loi-nhac/chuong-trinh/{cast.programme.pk}/"
    client = Client()
    client.force_login(cast.user_of(cast.commune_a))
    assert client.get(address).status_code == 404
    client.force_login(cast.user_of(cast.committee))
    wrong = client.post(address, {"before": "mười", "after": "2", "escalate": ""})
    assert wrong.status_code == 422
    assert 'value="mười"' in wrong.content.decode()
    client.post(address, {"before": "10, 2", "after": "", "escalate": "5"})
    plan = ReminderPlan.objects.get()
    assert (plan.before_days, plan.after_days, plan.escalate_days) == ("10, 2", "", "5")
