"""The pages through their real addresses: shown, refused to strangers, and the same number of queries for many rows."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.documents.models import Document
from nhipcau.obligations import actions
from nhipcau.obligations.models import Obligation, Occurrence, Proposal, ProposedOwner
from nhipcau.organisations.models import Organisation, Role
from tests.cast import NOW, Cast
from tests.obligations import papers


@pytest.fixture
def notice(cast: Cast) -> Document:
    document = papers.register(cast)
    actions.propose(document, now=NOW)
    return document


@pytest.fixture
def confirmed(cast: Cast, notice: Document) -> Document:
    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)
    return notice


def at_desk(cast: Cast, body: Organisation, role: Role = Role.OFFICER) -> Client:
    client = Client()
    client.force_login(cast.user_of(body, role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def test_the_confirm_page_shows_text_and_duties_side_by_side(cast: Cast, notice: Document) -> None:
    shown = page(at_desk(cast, cast.committee), "obligations:confirm", notice.pk)

    for proposal in notice.proposals.all():
        assert f'id="nv-{proposal.pk}"' in shown
        assert f'id="cho-{proposal.pk}"' in shown
    assert "ngày cuối: 07/9/2023" in shown
    assert "Đảng ủy xã Khe Lá" in shown  # a group shows its members before anything is confirmed
    assert "kể cả ngày in" in shown


def test_the_text_on_the_page_is_the_documents_text(cast: Cast, notice: Document) -> None:
    from nhipcau.obligations.queries.confirming import segments

    assert "".join(segment.text for segment in segments(notice.text, list(notice.proposals.all()))) == notice.text


@pytest.mark.parametrize("body", ["stranger_body", "women", "commune_a", "front"])
def test_nobody_else_sees_the_confirm_page(cast: Cast, confirmed: Document, body: str) -> None:
    response = at_desk(cast, cast.bodies[body]).get(reverse("obligations:confirm", args=[confirmed.pk]))

    assert response.status_code == 404


def test_who_is_not_in_is_sent_to_the_door(cast: Cast, notice: Document) -> None:
    response = Client().get(reverse("obligations:confirm", args=[notice.pk]))

    assert response.status_code == 302
    assert reverse("web:login") in response["Location"]


def test_the_leader_confirms_all_with_one_click(cast: Cast, notice: Document) -> None:
    client = at_desk(cast, cast.committee, Role.LEADER)

    response = client.post(reverse("obligations:confirm_all", args=[notice.pk]), follow=True)

    assert "Đã xác nhận 9 nhiệm vụ" in response.content.decode()
    assert Obligation.objects.count() == 9


def test_an_officer_sees_no_button_and_is_refused(cast: Cast, notice: Document) -> None:
    client = at_desk(cast, cast.committee)

    assert reverse("obligations:confirm_all", args=[notice.pk]) not in page(client, "obligations:confirm", notice.pk)
    client.post(reverse("obligations:confirm_all", args=[notice.pk]))

    assert not Obligation.objects.exists()


def test_deeds_are_refused_by_get(cast: Cast, confirmed: Document) -> None:
    client = at_desk(cast, cast.committee, Role.LEADER)
    proposal, occurrence = confirmed.proposals.first(), Occurrence.objects.first()
    owner = ProposedOwner.objects.first()
    addresses = [
        reverse(f"obligations:{name}", args=[proposal.pk])
        for name in (
            "edit",
            "split",
            "join",
            "drop",
            "take_up",
            "restate",
            "owed_by_missing",
            "confirm_one",
            "add_owner",
        )
    ]
    addresses += [
        reverse(f"obligations:{name}", args=[owner.pk]) for name in ("answer_name", "remove_owner", "set_members")
    ]
    addresses += [
        reverse(f"obligations:{name}", args=[occurrence.pk]) for name in ("share", "not_ours", "done", "copied")
    ]
    addresses += [
        reverse(f"obligations:{name}", args=[confirmed.pk])
        for name in ("confirm_all", "add", "join_suggested", "resolve_again")
    ]
    addresses += [reverse("obligations:end", args=[occurrence.obligation_id])]

    assert {client.get(address).status_code for address in addresses} == {405}


def test_deeds_on_anothers_proposal_are_not_found(cast: Cast, notice: Document) -> None:
    client = at_desk(cast, cast.stranger_body, Role.LEADER)
    proposal = notice.proposals.first()

    assert client.post(reverse("obligations:drop", args=[proposal.pk])).status_code == 404
    assert client.post(reverse("obligations:confirm_all", args=[notice.pk])).status_code == 404
    assert client.post(reverse("obligations:remove_owner", args=[proposal.owners.first().pk])).status_code == 404
    assert not Proposal.objects.filter(is_dropped=True).exists()


def edit_data(proposal: Proposal, **changed: str) -> dict[str, str]:
    data = {
        "sua-title": proposal.title, "sua-clause": proposal.clause, "sua-kind": proposal.kind,
        "sua-text": proposal.text, "sua-recipient": str(proposal.recipient_id or ""),
        "sua-via": str(proposal.via_id or ""), "sua-as_of": "", "sua-row_version": str(proposal.row_version),
        "han-TOTAL_FORMS": "1", "han-INITIAL_FORMS": "1", "han-0-every": "once", "han-0-due": "2023-09-07",
        "han-0-due_kind": "before",
    }  # fmt: skip
    return data | changed


def test_corrects_the_day_in_plain_words(cast: Cast, notice: Document) -> None:
    client = at_desk(cast, cast.committee)
    proposal = notice.proposals.get(clause="4.3")
    data = edit_data(proposal, **{"han-0-due": "2023-09-15", "sua-title": "Rà soát tổ hợp tác"})

    client.post(reverse("obligations:edit", args=[proposal.pk]), data)

    proposal.refresh_from_db()
    assert proposal.due_rules[0]["due"] == "2023-09-15"
    assert "ngày cuối: 15/9/2023" in page(client, "obligations:confirm", notice.pk)


def test_what_was_typed_stays_when_it_cannot_be_taken(cast: Cast, notice: Document) -> None:
    client = at_desk(cast, cast.committee)
    proposal = notice.proposals.get(clause="4.3")
    data = edit_data(proposal, **{"sua-title": "Tên tôi vừa gõ", "han-0-every": "quarter", "han-0-before_day": "40"})

    shown = client.post(reverse("obligations:edit", args=[proposal.pk]), data).content.decode()

    assert "Tên tôi vừa gõ" in shown
    proposal.refresh_from_db()
    assert proposal.title != "Tên tôi vừa gõ"


def test_two_officers_at_one_card(cast: Cast, notice: Document) -> None:
    client = at_desk(cast, cast.committee)
    proposal = notice.proposals.get(clause="4.3")
    stale = edit_data(proposal, **{"sua-title": "của người thứ hai"})
    client.post(
        reverse("obligations:edit", args=[proposal.pk]), edit_data(proposal, **{"sua-title": "của người thứ nhất"})
    )

    shown = client.post(reverse("obligations:edit", args=[proposal.pk]), stale).content.decode()

    assert "vừa được người khác sửa" in shown
    assert "của người thứ hai" in shown
    proposal.refresh_from_db()
    assert proposal.title == "của người thứ nhất"


def test_an_unresolved_name_is_asked_searched_and_answered(cast: Cast) -> None:
    document = papers.register(cast, (papers.Duty("1", "Gửi báo cáo.", ("Cụm thi đua số 1",)),))
    actions.propose(document, now=NOW)
    client = at_desk(cast, cast.committee)
    owner = ProposedOwner.objects.get()
    assert "Chưa rõ “Cụm thi đua số 1”" in page(client, "obligations:confirm", document.pk)

    found = page(client, "obligations:confirm", document.pk, ten=str(owner.pk), tim="phu nu")
    assert f'value="b:{cast.women.pk}"' in found

    client.post(reverse("obligations:answer_name", args=[owner.pk]), {"target": f"b:{cast.women.pk}", "remember": "1"})
    owner.refresh_from_db()
    assert owner.organisation_id == cast.women.pk


def test_members_of_a_group_can_be_left_out(cast: Cast, notice: Document) -> None:
    client = at_desk(cast, cast.committee)
    owner = notice.proposals.get(clause="5").owners.get()

    client.post(
        reverse("obligations:set_members", args=[owner.pk]),
        {"in": [str(cast.women.pk)]},
    )

    assert list(owner.excluded.all()) == [cast.farmers]


def test_suggested_pairs_are_joined_at_once(cast: Cast, notice: Document) -> None:
    client = at_desk(cast, cast.committee)

    client.post(reverse("obligations:join_suggested", args=[notice.pk]))

    assert notice.proposals.filter(is_dropped=False, clause="2.2").count() == 1
    assert notice.proposals.filter(is_dropped=True).count() == 1


def test_splits_at_a_place_of_the_text(cast: Cast, notice: Document) -> None:
    client = at_desk(cast, cast.committee)
    proposal = notice.proposals.get(clause="1.3")
    at = notice.text.index("hoàn thành, gửi về", proposal.start)
    assert f'value="{at}"' in page(client, "obligations:confirm", notice.pk)

    client.post(reverse("obligations:split", args=[proposal.pk]), {"at": str(at)})

    first, second = notice.proposals.filter(clause="1.3")
    assert second.text.startswith("hoàn thành, gửi về")
    assert first.owners.count() == second.owners.count() == 2
    assert second.due_rules[0]["due"] == "2023-07-31"
    assert first.due_rules[0]["due"] is None


def test_the_work_list_stands_overdue_first(cast: Cast, confirmed: Document) -> None:
    Occurrence.objects.filter(body=cast.women).update(last_day=date(2023, 7, 11))

    shown = page(at_desk(cast, cast.women), "obligations:worklist")

    assert "quá hạn 1 ngày" in shown
    assert "Ủy ban MTTQ Việt Nam huyện" in shown  # through whom
    shown = page(at_desk(cast, cast.commune_a), "obligations:worklist")
    assert shown.index("20/7/2023") < shown.index("31/7/2023") < shown.index("07/9/2023")


def test_standing_duties_stand_apart(cast: Cast, confirmed: Document) -> None:
    client = at_desk(cast, cast.agency)

    assert "Tiếp tục quán triệt" not in page(client, "obligations:worklist")
    assert "Tiếp tục quán triệt" in page(client, "obligations:worklist", muc="thuong-xuyen")


def test_a_focal_unit_sees_the_standing_duties_of_its_names(cast: Cast, confirmed: Document) -> None:
    shown = page(at_desk(cast, cast.commune_a), "obligations:worklist", muc="thuong-xuyen")

    assert "Tiếp tục quán triệt" in shown


def test_shows_the_place_in_the_text_to_who_sees_the_document(cast: Cast, confirmed: Document) -> None:
    duty = Obligation.objects.get(clause="5")

    shown = page(at_desk(cast, cast.women), "obligations:place", duty.pk)

    assert '<mark class="duty" id="cho" tabindex="-1">Báo cáo kết quả rà soát' in shown
    follower = at_desk(cast, cast.front)  # through whom it goes: sees the duty, not the paper
    assert follower.get(reverse("obligations:obligation", args=[duty.pk])).status_code == 200
    assert follower.get(reverse("obligations:place", args=[duty.pk])).status_code == 404


def test_an_empty_list_says_what_comes_next(cast: Cast) -> None:
    assert "Không có việc nào đang chờ" in page(at_desk(cast, cast.women), "obligations:worklist")


def test_a_stranger_sees_neither_duty_nor_occurrence(cast: Cast, confirmed: Document) -> None:
    client = at_desk(cast, cast.stranger_body, Role.LEADER)
    occurrence = Occurrence.objects.first()

    for name, key in (("occurrence", occurrence.pk), ("obligation", occurrence.obligation_id)):
        assert client.get(reverse(f"obligations:{name}", args=[key])).status_code == 404


def test_the_reminder_names_document_clause_and_day_alone(cast: Cast, confirmed: Document) -> None:
    occurrence = Occurrence.objects.get(body=cast.women)

    shown = page(at_desk(cast, cast.women), "obligations:occurrence", occurrence.pk)

    reminder = shown.split('id="loi-nhac"')[1].split("</textarea>")[0]
    assert "thông báo 3-TB/BCĐ, điểm 5" in reminder
    assert "31/7/2023" in reminder
    assert "Phụ nữ" not in reminder
    assert "MTTQ" not in reminder.splitlines()[-1]


def test_shares_a_duty_inside_with_an_inner_deadline(cast: Cast, confirmed: Document) -> None:
    client = at_desk(cast, cast.women)
    occurrence = Occurrence.objects.get(body=cast.women)
    post = cast.women.posts.get()
    address = reverse("obligations:share", args=[occurrence.pk])

    late = client.post(address, {"post": str(post.pk), "inner_deadline": "2023-08-01"}).content.decode()
    assert "Hạn nội bộ phải không sau hạn chung" in late
    client.post(address, {"post": str(post.pk), "inner_deadline": "2023-07-25"})

    assert occurrence.shares.get().inner_deadline == date(2023, 7, 25)
    assert "25/7/2023" in page(client, "obligations:worklist")
    assert "25/7/2023" in page(client, "obligations:worklist", **{"can-bo": str(post.pk)})


def test_the_coordinator_does_not_see_the_inner_deadline(cast: Cast, confirmed: Document) -> None:
    occurrence = Occurrence.objects.get(body=cast.women)
    officer = cast.officer_of(cast.women)
    actions.share(
        occurrence, cast.women.posts.get(), inner_deadline=date(2023, 7, 25), note="", by=officer, now=NOW,
    )  # fmt: skip

    assert "25/7/2023" not in page(at_desk(cast, cast.committee), "obligations:occurrence", occurrence.pk)


def test_answers_that_a_duty_is_not_its_own(cast: Cast, confirmed: Document) -> None:
    client = at_desk(cast, cast.women)
    occurrence = Occurrence.objects.get(body=cast.women)

    client.post(reverse("obligations:not_ours", args=[occurrence.pk]), {"reason": "Hội không quản lý việc này"})

    assert occurrence.not_ours.reason == "Hội không quản lý việc này"
    assert "Hội không quản lý việc này" in page(at_desk(cast, cast.committee), "obligations:occurrence", occurrence.pk)


def test_marks_a_duty_without_report_as_done_but_not_a_report(cast: Cast, confirmed: Document) -> None:
    client = at_desk(cast, cast.peoples)
    action = Occurrence.objects.get(body=cast.peoples, obligation__clause="4.1")
    report = Occurrence.objects.get(body=cast.peoples, obligation__clause="4.3")

    client.post(reverse("obligations:done", args=[action.pk]), {"note": "Đã tổ chức hai đoàn."})
    client.post(reverse("obligations:done", args=[report.pk]), {"note": "xong"})

    action.refresh_from_db()
    report.refresh_from_db()
    assert action.done_at is not None
    assert report.done_at is None
    assert "Đã tổ chức hai đoàn." in page(client, "obligations:occurrence", action.pk)


def test_ends_a_duty_with_a_reason(cast: Cast, confirmed: Document) -> None:
    client = at_desk(cast, cast.committee, Role.LEADER)
    duty = Obligation.objects.get(clause="5")
    address = reverse("obligations:end", args=[duty.pk])

    client.post(address, {"from_day": "2023-07-15", "reason": ""})
    duty.refresh_from_db()
    assert duty.ends_on is None
    client.post(address, {"from_day": "2023-07-15", "reason": "theo thông báo mới"})

    duty.refresh_from_db()
    assert duty.ends_on == date(2023, 7, 15)
    assert not duty.occurrences.filter(withdrawn_at=None).exists()
    assert "Không có việc nào đang chờ" in page(at_desk(cast, cast.women), "obligations:worklist")


def test_the_duty_page_shows_every_body_and_period(cast: Cast, confirmed: Document) -> None:
    duty = Obligation.objects.get(clause="2.2", kind="report")

    shown = page(at_desk(cast, cast.committee), "obligations:obligation", duty.pk)

    for name in ("Đồi Thông", "Khe Lá", "Bến Đá"):
        assert f"Đảng ủy xã {name}" in shown
    assert "trả lời cả cho" in shown


@pytest.mark.parametrize(("name", "who"), [
    ("obligations:worklist", "commune_a"),
    ("obligations:confirm", "committee"),
    ("obligations:obligation", "committee"),
])  # fmt: skip
def test_pages_cost_the_same_queries_for_few_rows_as_for_many(cast: Cast, name: str, who: str) -> None:
    few = papers.register(cast, papers.NOTICE)
    many = papers.register(cast, papers.NOTICE * 4, number="4-TB/BCĐ")
    for document in (few, many):
        actions.propose(document, now=NOW)
    client = at_desk(cast, cast.bodies[who])

    def queries(document: Document) -> int:
        args = {"obligations:worklist": [], "obligations:confirm": [document.pk]}.get(name)
        if args is None:
            args = [Obligation.objects.filter(document=document, clause="1.3").first().pk]
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert client.get(reverse(name, args=args)).status_code == 200
        return len(counted)

    leader = cast.leader_of(cast.committee)
    if name != "obligations:confirm":
        actions.confirm_all(few, by=leader, now=NOW)
    queries(few)
    first = queries(few)
    if name != "obligations:confirm":
        actions.confirm_all(many, by=leader, now=NOW)
    assert queries(many) == first
    assert first <= 40
