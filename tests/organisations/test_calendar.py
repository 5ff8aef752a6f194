"""The working calendar: public holidays, swaps, days entered; its page and who may change it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.audit.models import Entry
from nhipcau.organisations import access, actions
from nhipcau.organisations.models import CalendarDay, DayKind, Role
from nhipcau.organisations.queries import days_of_year, work_calendar
from nhipcau.organisations.workdays import PLAIN, WorkCalendar
from tests.cast import NOW, Cast

D = date
SWAP = {"off": D(2023, 9, 5), "at_work": D(2023, 9, 9)}


@pytest.fixture
def administrator(cast: Cast) -> access.Actor:
    return cast.actor_of(cast.party, Role.ADMINISTRATOR)


@pytest.mark.parametrize(("day", "why", "remark"), [
    (D(2023, 7, 12), "", "a Wednesday"),
    (D(2023, 7, 15), "thứ Bảy", "a Saturday"),
    (D(2023, 7, 16), "Chủ nhật", "a Sunday"),
    (D(2024, 2, 10), "Tết Nguyên Đán", "Tết by the lunar calendar"),
    (D(2025, 1, 29), "Tết Nguyên Đán", "Tết of the next year falls eleven days earlier"),
    (D(2024, 4, 29), "Ngày nghỉ (thay cho ngày 04/05/2024)", "swapped in 2024"),
    (D(2024, 5, 4), "", "a Saturday that was worked for it"),
    (D(2023, 5, 3), "Ngày Chiến thắng (nghỉ bù)", "in lieu of a Sunday"),
    (D(2024, 2, 29), "", "a leap day is worked"),
])  # fmt: skip
def test_the_calendar_knows_days_off(day: date, why: str, remark: str) -> None:
    assert PLAIN.why_off(day) == why, remark
    assert PLAIN.is_at_work(day) is (why == ""), remark


def test_what_was_entered_goes_before_the_calendar() -> None:
    calendar = WorkCalendar({D(2023, 7, 12): "nghỉ chống bão"}, {D(2023, 9, 1): "trực lễ", D(2023, 7, 15): "làm bù"})

    assert calendar.why_off(D(2023, 7, 12)) == "nghỉ chống bão"
    assert calendar.why_off(D(2023, 9, 1)) == ""
    assert calendar.after(D(2023, 7, 11), 2) == D(2023, 7, 14)
    assert calendar.after(D(2023, 7, 11), 3) == D(2023, 7, 15), "the Saturday is worked"
    assert calendar.last_at_work(D(2023, 7, 16)) == D(2023, 7, 15)


def test_working_days_are_counted_from_the_day_after() -> None:
    assert PLAIN.after(D(2023, 6, 14), 2) == D(2023, 6, 16)
    assert PLAIN.after(D(2024, 2, 7), 1) == D(2024, 2, 15), "over Tết Giáp Thìn"
    assert PLAIN.after(D(2023, 6, 16), 0) == D(2023, 6, 16)


def test_a_calendar_without_working_days_ends_its_search() -> None:
    class Never(WorkCalendar):
        def why_off(self, day: date) -> str:
            return "nghỉ"

    assert Never().next_at_work(D(2023, 7, 12)) == D(2023, 7, 12)


def test_a_swap_is_entered_with_its_document_and_can_be_taken_back(cast: Cast, administrator) -> None:
    off, at_work = actions.swap_days(**SWAP, document="Thông báo số 5", by=administrator, now=NOW)

    calendar = work_calendar()
    assert calendar.why_off(off.day) == "nghỉ hoán đổi, làm bù ngày 09/09/2023"
    assert calendar.is_at_work(at_work.day)
    assert [row.document for row in days_of_year(2023) if row.entered] == ["Thông báo số 5"] * 2
    actions.remove_day(off, by=administrator, now=NOW)
    assert work_calendar().is_at_work(D(2023, 9, 5))
    assert Entry.objects.filter(event="calendar-changed").count() == 3


@pytest.mark.parametrize(("day", "kind", "reason", "document", "words"), [
    (D(2023, 7, 12), "off", "bão", "", "văn bản"),
    (D(2023, 7, 12), "off", "", "Công điện 1", "lý do"),
    (D(2023, 7, 15), "off", "bão", "Công điện 1", "vốn đã là thứ Bảy"),
    (D(2023, 7, 12), "at-work", "bù", "Công điện 1", "vốn đã là ngày làm việc"),
])  # fmt: skip
def test_what_says_nothing_is_not_entered(cast, administrator, day, kind, reason, document, words) -> None:
    with pytest.raises(actions.CannotEnter, match=words):
        actions.enter_day(day, DayKind(kind), reason=reason, document=document, by=administrator, now=NOW)
    assert not CalendarDay.objects.exists()


def test_only_an_administrator_changes_the_calendar(cast: Cast) -> None:
    with pytest.raises(access.Denied):
        actions.swap_days(**SWAP, document="Thông báo số 5", by=cast.leader_of(cast.committee), now=NOW)
    client = Client()
    client.force_login(cast.user_of(cast.committee, Role.LEADER))

    assert client.get(reverse("organisations:calendar")).status_code == 200
    assert client.post(reverse("organisations:calendar_swap"), SWAP).status_code == 404
    assert "Ghi hoán đổi" not in client.get(reverse("organisations:calendar")).content.decode()


def test_the_page_enters_a_swap_and_keeps_what_cannot_be_entered(cast: Cast, administrator) -> None:
    client = Client()
    client.force_login(administrator.user)

    refused = client.post(reverse("organisations:calendar_swap"), {**SWAP, "off": "2023-09-09", "document": "TB 5"})
    assert "phải là hai ngày khác nhau" in refused.content.decode()
    assert "TB 5" in refused.content.decode()
    done = client.post(reverse("organisations:calendar_swap"), {**SWAP, "document": "TB 5"}, follow=True)
    assert "nghỉ hoán đổi, làm bù ngày 09/09/2023" in done.content.decode()
    page = client.get(reverse("organisations:calendar"), {"nam": "2024"}).content.decode()
    assert "Tết Nguyên Đán" in page and "10/02/2024" in page
    assert "Lịch nghỉ năm 2024" in page and "?nam=2025" in page
    assert client.get(reverse("organisations:calendar"), {"nam": "abc"}).status_code == 200
