"""More time by a decision, and what comes behind the last day: facts that stand side by side, in every list alike."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau import clock
from nhipcau.audit.models import Entry
from nhipcau.obligations import actions as duties
from nhipcau.obligations.models import Extension, Occurrence
from nhipcau.obligations.queries import worklist
from nhipcau.obligations.queries.missing import missing_bodies
from nhipcau.organisations.access import Denied
from nhipcau.organisations.models import Role
from nhipcau.reports import rules
from nhipcau.reports.queries.board import Wanted, board
from nhipcau.reports.queries.standings import bodies_missing, stand_of
from nhipcau.reports.rules import ExtensionFacts, Facts, Punctuality, State, VersionFacts
from tests.cast import NOW, TODAY
from tests.reports.world import QUARTER_2, Reporting

DUE, DAY = date(2023, 7, 7), timedelta(days=1)
LATER = date(2023, 7, 20)
WHY = {"reason": "Mưa lũ chia cắt", "document_text": "Công văn số 20-CV/BCĐ ngày 10/7/2023"}


def sent(day: date, number: int = 1, **more: object) -> VersionFacts:
    return VersionFacts(number, day, **more)


MORE_TIME = (ExtensionFacts(DUE + DAY, DUE + 9 * DAY),)


@pytest.mark.parametrize(("facts", "on", "state", "text", "remark"), [
    (Facts(DUE, extensions=MORE_TIME), DUE + 5 * DAY, State.NOT_DUE, "chưa đến hạn; được gia hạn đến 16/7/2023", ""),
    (Facts(DUE, extensions=MORE_TIME), DUE, State.NOT_DUE, "chưa đến hạn", "nothing was decided on that day yet"),
    (Facts(DUE, extensions=MORE_TIME), DUE + 9 * DAY, State.NOT_DUE, "chưa đến hạn; được gia hạn đến 16/7/2023",
     "the last day itself"),
    (Facts(DUE, extensions=MORE_TIME), DUE + 10 * DAY, State.MISSING, "chưa gửi; được gia hạn đến 16/7/2023", ""),
    (Facts(DUE, (sent(DUE + 9 * DAY),), extensions=MORE_TIME), DUE + 20 * DAY, State.ON_TIME,
     "đúng hạn; được gia hạn đến 16/7/2023", "in the time that was given"),
    (Facts(DUE, (sent(DUE + 11 * DAY),), extensions=MORE_TIME), DUE + 20 * DAY, State.LATE,
     "gửi chậm 2 ngày; được gia hạn đến 16/7/2023", "counted from the extension"),
    (Facts(DUE, (sent(DUE),), extensions=MORE_TIME), DUE + 20 * DAY, State.ON_TIME,
     "đúng hạn; được gia hạn đến 16/7/2023", "it would have been on time anyhow"),
    (Facts(DUE, extensions=(*MORE_TIME, ExtensionFacts(DUE + 8 * DAY, DUE + 30 * DAY))), DUE + 20 * DAY, State.NOT_DUE,
     "chưa đến hạn; được gia hạn đến 06/8/2023", "the newest decision counts"),
    (Facts(DUE, extensions=MORE_TIME, exempted_on=DUE), DUE + 20 * DAY, State.EXEMPT, "được miễn", "release is more"),
    (Facts(DUE, extensions=MORE_TIME, withdrawn_on=DUE, withdrawn_because="xã đã sáp nhập"), DUE + 20 * DAY,
     State.NOT_EXPECTED, "không phải báo cáo; xã đã sáp nhập", "why nothing is expected"),
    (Facts(DUE, (sent(DUE), sent(DUE + DAY, 2))), DUE + 2 * DAY, State.ON_TIME, "đúng hạn; bổ sung sau hạn",
     "a corrected report does not become late"),
    (Facts(DUE, (sent(DUE), sent(DUE + DAY, 2))), DUE, State.ON_TIME, "đúng hạn", "not corrected yet"),
    (Facts(DUE, (sent(DUE - DAY), sent(DUE, 2))), DUE + DAY, State.ON_TIME, "đúng hạn", "corrected on the last day"),
    (Facts(DUE, (sent(DUE), sent(DUE + DAY, 2, voided_on=DUE + DAY))), DUE + 2 * DAY, State.ON_TIME, "đúng hạn",
     "the correction was treated as not sent"),
    (Facts(DUE, (sent(DUE + DAY), sent(DUE + 3 * DAY, 2))), DUE + 4 * DAY, State.LATE, "gửi chậm 1 ngày",
     "late stays late, by its first version"),
    (Facts(DUE, (sent(DUE, is_complete=False), sent(DUE + DAY, 2))), DUE + 2 * DAY, State.LATE, "gửi chậm 1 ngày",
     "what lacked required fields was no report"),
    (Facts(DUE, (sent(DUE, asked_on=DUE), sent(DUE + DAY, 2))), DUE + 2 * DAY, State.ON_TIME,
     "đúng hạn; bổ sung sau hạn", "completed as it was asked, after the day"),
    (Facts(DUE, (sent(DUE + 11 * DAY),), extensions=MORE_TIME, explained_on=DUE + 12 * DAY), DUE + 20 * DAY,
     State.EXPLAINED, "đã giải trình; gửi chậm 2 ngày; được gia hạn đến 16/7/2023", "late but explained"),
    (Facts(None, (sent(DUE), sent(DUE + DAY, 2))), DUE + 2 * DAY, State.ON_TIME, "đúng hạn", "no day, none after it"),
])  # fmt: skip
def test_facts_stand_side_by_side(facts: Facts, on: date, state: State, text: str, remark: str) -> None:
    badge = rules.badge(facts, on=on)

    assert (badge.state, badge.text) == (state, text), remark


def test_every_state_that_holds_can_be_looked_for() -> None:
    facts = Facts(DUE, (sent(DUE + 11 * DAY),), extensions=MORE_TIME, explained_on=DUE + 12 * DAY)

    assert rules.badge(facts, on=DUE + 20 * DAY).states == {State.EXPLAINED, State.LATE, State.EXTENDED}


def test_a_decision_gives_more_time_in_every_list(reporting: Reporting) -> None:
    cast = reporting.cast
    occurrence = reporting.occurrence(cast.commune_a)
    count = duties.extend(occurrence, LATER, by=cast.leader_of(cast.committee), now=NOW, **WHY)

    assert count == 1
    stand = stand_of(occurrence, on=TODAY)
    assert (stand.timeliness.punctuality, stand.last_day) == (Punctuality.NOT_DUE, LATER)
    assert stand_of(occurrence, on=TODAY - DAY).timeliness.punctuality is Punctuality.MISSING, "as it was known then"
    for find in (missing_bodies, bodies_missing):
        missing = find(reporting.obligation.pk, QUARTER_2.start, on=TODAY)
        assert cast.commune_a.pk not in missing and cast.commune_b.pk in missing
    assert cast.commune_a.pk in bodies_missing(reporting.obligation.pk, QUARTER_2.start, on=LATER + DAY)
    actor = cast.officer_of(cast.commune_a)
    rows = worklist.work_rows(worklist.ordered_work(actor, on=TODAY).ids, actor, on=TODAY)
    assert {row.days_left for row in rows if row.occurrence.pk == occurrence.pk} == {"còn 8 ngày"}
    shown = board(cast.officer_of(cast.committee), cast.programme, Wanted(state=State.EXTENDED), on=TODAY)
    assert [row.body.organisation_id for row in shown.rows] == [cast.commune_a.pk]
    entry = Entry.objects.get(event="duty-extended")
    assert (entry.details["before"], entry.details["last_day"]) == ("2023-07-07", "2023-07-20")


def test_one_decision_may_be_for_all(reporting: Reporting) -> None:
    cast = reporting.cast
    leader = cast.leader_of(cast.committee)
    duties.extend(reporting.occurrence(cast.commune_b), LATER + DAY, by=leader, now=NOW, **WHY)

    count = duties.extend(reporting.occurrence(cast.commune_a), LATER, by=leader, now=NOW, everybody=True, **WHY)

    days = dict(Occurrence.objects.filter(period_start=QUARTER_2.start).values_list("body_id", "extended_to"))
    assert count == 2
    assert days == {cast.commune_a.pk: LATER, cast.commune_b.pk: LATER + DAY, cast.commune_c.pk: LATER}


@pytest.mark.parametrize(("day", "reason", "document", "words"), [
    (LATER, "", "Công văn 20", "lý do"),
    (LATER, "Mưa lũ", " ", "văn bản"),
    (date(2023, 7, 7), "Mưa lũ", "Công văn 20", "sau hạn hiện nay 07/7/2023"),
])  # fmt: skip
def test_more_time_needs_a_reason_a_document_and_a_later_day(reporting, day, reason, document, words) -> None:
    cast = reporting.cast
    occurrence = reporting.occurrence(cast.commune_a)

    with pytest.raises(duties.CannotAnswer, match=words):
        duties.extend(
            occurrence, day, reason=reason, document_text=document, by=cast.leader_of(cast.committee), now=NOW
        )
    assert not Extension.objects.exists()


def test_only_the_recipients_leader_gives_more_time(reporting: Reporting) -> None:
    cast = reporting.cast
    occurrence = reporting.occurrence(cast.commune_a)

    for actor in (cast.officer_of(cast.committee), cast.leader_of(cast.commune_a), cast.leader_of(cast.front)):
        with pytest.raises(Denied):
            duties.extend(occurrence, LATER, by=actor, now=NOW, **WHY)


def test_the_page_gives_more_time_and_keeps_what_was_typed(reporting: Reporting) -> None:
    cast = reporting.cast
    occurrence = reporting.occurrence(cast.commune_a)
    client = Client()
    cast.leader_of(cast.committee)
    client.force_login(cast.user_of(cast.committee, Role.LEADER))
    url = reverse("obligations:extend", args=[occurrence.pk])

    refused = client.post(url, {"last_day": "2023-07-01", **WHY}).content.decode()
    assert "Ngày gia hạn phải sau hạn hiện nay" in refused and "Mưa lũ chia cắt" in refused
    done = client.post(url, {"last_day": "2023-07-20", **WHY}, follow=True).content.decode()
    assert "Đã gia hạn cho 1 đơn vị." in done and "được gia hạn đến" in done
    report = client.get(reverse("reports:report", args=[occurrence.pk])).content.decode()
    assert "được gia hạn" in report and "20/7/2023" in report
    stranger = Client()
    stranger.force_login(cast.user_of(cast.stranger_body, Role.LEADER))
    assert stranger.post(url, {"last_day": "2023-07-21", **WHY}).status_code == 404


def test_the_board_costs_one_query_more_for_any_number_with_more_time(reporting: Reporting) -> None:
    cast = reporting.cast
    actor = cast.officer_of(cast.committee)
    with clock.frozen(NOW):
        duties.extend(reporting.occurrence(cast.commune_a), LATER, by=cast.leader_of(cast.committee), now=NOW, **WHY)
    before = len(_queries(actor, cast))
    duties.extend(
        reporting.occurrence(cast.commune_b), LATER, by=cast.leader_of(cast.committee), now=NOW, everybody=True, **WHY
    )
    assert len(_queries(actor, cast)) == before


def _queries(actor, cast) -> list:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        board(actor, cast.programme, Wanted(), on=TODAY)
    return list(seen)
