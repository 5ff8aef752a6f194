"""Drafts: kept once, changed until issued, then in the register; only for those who draft for the body."""

from __future__ import annotations

import dataclasses
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from nhipcau.audit.models import Entry
from nhipcau.documents.models import Direction, Document
from nhipcau.drafting import actions, storing
from nhipcau.drafting.letters import Cited, Issue, Owed, urging_letter
from nhipcau.drafting.models import Draft
from nhipcau.drafting.senders import sender_of
from nhipcau.organisations import access
from nhipcau.organisations.models import Role
from tests.cast import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(cast):
    return urging_letter(
        sender_of(cast.committee, on=TODAY),
        Issue(drafted_on=TODAY),
        to=("Đảng ủy xã Đồi Thông",),
        cited=Cited("Thông báo", "09-TB/BCĐ", date(2023, 3, 30), "Ban Chỉ đạo", "kết luận giao ban"),
        owed=(Owed("điểm 2", "Báo cáo kết quả quý II", "trước ngày 07/6/2023"),),
        new_deadline=date(2023, 7, 19),
    )


@pytest.fixture
def draft(cast, letter):
    return actions.keep(letter, body=cast.committee, made_from="urge:x", by=cast.officer_of(cast.committee), now=NOW)


def numbered(letter):
    return dataclasses.replace(letter, number=12, date=TODAY)


def test_a_draft_sent_twice_is_kept_once(cast, letter):
    key = uuid4()
    by = cast.officer_of(cast.committee)

    first = actions.keep(letter, body=cast.committee, made_from="x", by=by, now=NOW, client_key=key)
    second = actions.keep(letter, body=cast.committee, made_from="x", by=by, now=NOW, client_key=key)

    assert first == second
    assert Draft.objects.count() == 1
    assert Entry.objects.filter(event="draft-made").count() == 1


@pytest.mark.parametrize("who", ["women", "stranger_body", "province"])
def test_nobody_drafts_for_another_body(cast, letter, who):
    with pytest.raises(access.Denied):
        actions.keep(letter, body=cast.committee, made_from="x", by=cast.officer_of(cast.bodies[who]), now=NOW)

    assert not Draft.objects.exists()


def test_a_clerk_does_not_draft(cast, letter):
    with pytest.raises(access.Denied):
        actions.keep(letter, body=cast.committee, made_from="x", by=cast.clerk_of(cast.committee), now=NOW)


def test_issuing_needs_number_and_day(cast, draft):
    with pytest.raises(ValueError, match="số và ngày"):
        actions.issue(draft, by=cast.officer_of(cast.committee), now=NOW)

    assert not Document.objects.exists()


def test_issuing_puts_it_into_the_register_once(cast, draft, letter):
    by = cast.officer_of(cast.committee)
    actions.change(draft, numbered(letter), by=by, now=NOW)
    draft.refresh_from_db()

    issued = actions.issue(draft, by=by, now=NOW)
    with pytest.raises(actions.AlreadyIssued):
        actions.issue(draft, by=by, now=NOW)

    assert Document.objects.get() == issued
    assert (issued.direction, issued.number, issued.date) == (Direction.OUT, "12-CV/BCĐ", TODAY)
    assert issued.is_released
    assert [party.text for party in issued.parties.filter(kind="addressee")] == ["Đảng ủy xã Đồi Thông"]
    assert Entry.objects.filter(event="document-issued", about_id=str(issued.pk)).exists()


def test_what_was_issued_changes_no_more(cast, draft, letter):
    by = cast.officer_of(cast.committee)
    actions.change(draft, numbered(letter), by=by, now=NOW)
    draft.refresh_from_db()
    actions.issue(draft, by=by, now=NOW)

    with pytest.raises(actions.AlreadyIssued):
        actions.change(draft, dataclasses.replace(numbered(letter), subject="khác"), by=by, now=NOW)

    assert storing.from_json(Draft.objects.get().content).subject != "khác"


def test_the_page_prints_again_what_was_filled_in(cast, draft, client):
    client.force_login(cast.user_of(cast.committee), "django.contrib.auth.backends.ModelBackend")
    page = reverse("drafting:draft", args=[draft.pk])

    shown = client.get(page)
    answer = client.post(
        page,
        {
            "number": "7", "on": "2023-07-13", "subject": "đôn đốc báo cáo quý II",
            "signer_titles": "Trưởng ban chỉ đạo", "signer_name": "Nguyễn Văn Mẫu",
            "addressees": "Đảng ủy xã Đồi Thông", "recipients": "",
        },
    )  # fmt: skip
    file = client.get(reverse("drafting:file", args=[draft.pk]))

    assert shown.status_code == 200
    assert answer.status_code == 302
    draft.refresh_from_db()
    document = storing.from_json(draft.content)
    assert (document.number, document.date, document.signer.name) == (7, date(2023, 7, 13), "Nguyễn Văn Mẫu")
    assert b"".join(file.streaming_content if file.streaming else [file.content])[:2] == b"PK"


@pytest.mark.parametrize("name", ["drafting:draft", "drafting:file"])
def test_a_stranger_finds_no_draft(cast, draft, client, name):
    client.force_login(cast.user_of(cast.stranger_body, Role.LEADER), "django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse(name, args=[draft.pk])).status_code == 404


def test_issuing_is_a_post(cast, draft, client):
    client.force_login(cast.user_of(cast.committee), "django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse("drafting:issue", args=[draft.pk])).status_code == 405


@pytest.mark.parametrize("count", [1, 40])
def test_the_list_costs_the_same_for_one_and_for_many(cast, letter, client, count, django_assert_max_num_queries):
    for _ in range(count):
        actions.keep(letter, body=cast.committee, made_from="x", by=cast.officer_of(cast.committee), now=NOW)
    client.force_login(cast.user_of(cast.committee), "django.contrib.auth.backends.ModelBackend")

    with django_assert_max_num_queries(12):
        assert client.get(reverse("drafting:drafts")).status_code == 200


def test_a_slip_in_the_year_is_an_error_beside_the_day_and_nothing_typed_is_lost(cast, draft, client):
    client.force_login(cast.user_of(cast.committee), "django.contrib.auth.backends.ModelBackend")

    answer = client.post(
        reverse("drafting:draft", args=[draft.pk]), {"on": "2003-07-13", "subject": "trích yếu vừa gõ"}
    )

    assert answer.status_code == 200
    assert "Chưa có thể thức" in answer.content.decode()
    assert "trích yếu vừa gõ" in answer.content.decode()
    draft.refresh_from_db()
    assert storing.from_json(draft.content).date is None
