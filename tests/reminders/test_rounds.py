"""The round of a day: whom it reminds of what, once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nhipcau import clock
from nhipcau.obligations.models import Occurrence, Share
from nhipcau.organisations.access import Denied
from nhipcau.organisations.models import Coordination, Level, Post, Role, User
from nhipcau.reminders import actions
from nhipcau.reminders.models import Digest, Mail, MailWish, Moment, Reminder
from nhipcau.reminders.queries import own_messages, unseen
from nhipcau.reminders.rounds import Round, make_round
from nhipcau.reminders.rules import Plan
from tests.cast import NOW
from tests.reports.world import LAST_DAY, Reporting

pytestmark = pytest.mark.django_db


def at(day: date) -> datetime:
    return clock.start_of(day) + timedelta(hours=6)


def told(reporting: Reporting) -> set[tuple[str, str, Moment, int]]:
    """Return who was told what of the second quarter."""
    rows = Reminder.objects.select_related("user", "occurrence")
    names = {body.pk: name for name, body in reporting.cast.bodies.items()}
    return {
        (row.user.display_name, names[row.occurrence.body_id], Moment(row.moment), row.days)
        for row in rows
        if row.occurrence.period_end == date(2023, 6, 30)
    }


@pytest.fixture
def people(reporting: Reporting) -> dict[str, User]:
    cast = reporting.cast
    return {
        "a": cast.user_of(cast.commune_a), "head a": cast.user_of(cast.commune_a, Role.LEADER),
        "clerk a": cast.user_of(cast.commune_a, Role.CLERK), "b": cast.user_of(cast.commune_b),
        "front": cast.user_of(cast.front), "committee": cast.user_of(cast.committee),
        "head of the committee": cast.user_of(cast.committee, Role.LEADER),
        "stranger": cast.user_of(cast.stranger_body),
    }  # fmt: skip


def test_who_owes_is_reminded_before_and_those_above_after(reporting: Reporting, people: dict[str, User]) -> None:
    make_round(now=at(LAST_DAY - timedelta(days=1)))
    named = {key: user.display_name for key, user in people.items()}
    own = {
        (named[who], body, Moment.BEFORE, 1)
        for who, body in (("a", "commune_a"), ("head a", "commune_a"), ("b", "commune_b"))
    }
    assert told(reporting) == own
    for back in range(4):
        make_round(now=at(LAST_DAY + timedelta(days=back)))
    fresh = told(reporting) - own
    assert {line for line in fresh if line[2] is Moment.AFTER} == {(*line[:2], Moment.AFTER, 1) for line in own}
    assert {line for line in fresh if line[2] is Moment.ESCALATED} == {
        (named[who], body, Moment.ESCALATED, 3)
        for who in ("front", "committee", "head of the committee")
        for body in ("commune_a", "commune_b", "commune_c")
    }


def test_what_was_sent_exempted_or_released_is_not_reminded_of(reporting: Reporting, people: dict[str, User]) -> None:
    cast = reporting.cast
    reporting.filed(cast.commune_a, at(LAST_DAY - timedelta(days=5)))
    Occurrence.objects.filter(body=cast.commune_b).update(withdrawn_at=NOW, withdrawn_reason="thôi")
    make_round(now=at(LAST_DAY - timedelta(days=1)))
    assert told(reporting) == set()
    make_round(now=at(LAST_DAY + timedelta(days=3)))
    assert {line[1] for line in told(reporting)} == {"commune_c"}


def test_a_day_has_one_round_and_nobody_is_told_twice(reporting: Reporting, people: dict[str, User]) -> None:
    day = at(LAST_DAY - timedelta(days=1))
    first = make_round(now=day)
    assert first.lines >= 3
    assert make_round(now=day + timedelta(hours=5)) == Round()
    before = Reminder.objects.count()
    # The programme now asks for one more day: what was told stays told.
    cast = reporting.cast
    Coordination.objects.get_or_create(
        programme=cast.programme, organisation=cast.committee, level=Level.DISTRICT, defaults={"recorded_at": NOW}
    )
    actions.set_plan(cast.programme, Plan(before=(1, 0)), by=cast.officer_of(cast.committee), now=NOW)
    make_round(now=day + timedelta(days=1))
    again = Reminder.objects.filter(days=1, moment=Moment.BEFORE).values("user", "occurrence")
    assert Reminder.objects.count() > before
    assert again.count() == again.distinct().count()
    assert Digest.objects.values("user", "day").distinct().count() == Digest.objects.count()


def test_days_on_which_the_worker_stood_still_are_made_good_once(reporting: Reporting, people: dict[str, User]) -> None:
    make_round(now=at(LAST_DAY - timedelta(days=9)))
    assert told(reporting) == set()
    make_round(now=at(LAST_DAY - timedelta(days=3)))  # the seventh day before was slept through
    assert {line[2:] for line in told(reporting)} == {(Moment.BEFORE, 7)}


def test_what_is_opened_late_is_reminded_of_at_the_next_round(reporting: Reporting, people: dict[str, User]) -> None:
    Occurrence.objects.update(opened_at=at(LAST_DAY - timedelta(days=60)))
    make_round(now=at(LAST_DAY - timedelta(days=6)))
    Occurrence.objects.filter(body=reporting.cast.commune_a).update(opened_at=at(LAST_DAY - timedelta(days=5)))
    make_round(now=at(LAST_DAY - timedelta(days=4)))
    assert {line[1:] for line in told(reporting)} == {("commune_a", Moment.BEFORE, 7)}


def test_more_time_moves_the_reminder(reporting: Reporting, people: dict[str, User]) -> None:
    Occurrence.objects.filter(body=reporting.cast.commune_a, last_day=LAST_DAY).update(
        extended_to=LAST_DAY + timedelta(days=10)
    )
    make_round(now=at(LAST_DAY - timedelta(days=1)))
    assert {line[1] for line in told(reporting)} == {"commune_b"}
    make_round(now=at(LAST_DAY + timedelta(days=9)))
    assert ("commune_a", Moment.BEFORE, 1) in {line[1:] for line in told(reporting)}


def test_a_shared_duty_reminds_the_one_who_has_it(reporting: Reporting, people: dict[str, User]) -> None:
    cast = reporting.cast
    post = Post.objects.get(user=people["a"])
    Share.objects.create(occurrence=reporting.occurrence(cast.commune_a), post=post, shared_at=NOW)
    make_round(now=at(LAST_DAY - timedelta(days=1)))
    assert {line[0] for line in told(reporting) if line[1] == "commune_a"} == {people["a"].display_name}


def test_mails_go_to_those_who_have_an_address_and_did_not_decline(
    reporting: Reporting, people: dict[str, User]
) -> None:
    for key in ("a", "head a"):
        User.objects.filter(pk=people[key].pk).update(email=f"{key.replace(' ', '.')}@xa.example")
    MailWish.objects.create(user=people["head a"], by_mail=False)
    assert make_round(now=at(LAST_DAY - timedelta(days=1))).mails == 1
    assert list(Mail.objects.values_list("address", "state")) == [("a@xa.example", "waiting")]


def test_a_message_shows_only_what_its_reader_may_still_see(reporting: Reporting, people: dict[str, User]) -> None:
    cast = reporting.cast
    make_round(now=at(LAST_DAY - timedelta(days=1)))
    reader = cast.officer_of(cast.commune_a)
    assert unseen(reader) == 1
    assert [len(message.soon) for message in own_messages(reader)] == [1]
    actions.see(by=reader, now=NOW)
    assert unseen(reader) == 0
    Post.objects.filter(user=reader.user).update(organisation=cast.stranger_body)
    moved = cast.actor_of(cast.commune_a)
    assert [message.count for message in own_messages(moved)] == [0]


def test_only_a_coordinator_changes_when_a_programme_reminds(reporting: Reporting) -> None:
    cast = reporting.cast
    with pytest.raises(Denied):
        actions.set_plan(cast.programme, Plan(), by=cast.officer_of(cast.commune_a), now=NOW)


def test_a_round_asks_as_few_questions_for_many_lines_as_for_few(reporting: Reporting, people: dict[str, User]) -> None:
    def questions(day: date) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            make_round(now=at(day))
        return len(asked)

    one = questions(LAST_DAY - timedelta(days=7))
    three = questions(LAST_DAY - timedelta(days=1))
    assert abs(three - one) <= 2  # whether anything was told before is one question more
