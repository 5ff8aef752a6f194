"""Instruction, release and recall; and who sees a paper at each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from nhipcau.audit.models import Entry
from nhipcau.documents import actions
from nhipcau.documents.events import Event
from nhipcau.documents.models import Document, DocumentFile, PartyKind
from nhipcau.documents.storage import keep
from nhipcau.organisations.access import Actor, Denied
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
PutIn = Callable[..., Document]


def sees(actor: Actor, document: Document) -> bool:
    return Document.objects.visible_to(actor).filter(pk=document.pk).exists()


def test_a_leader_writes_his_instruction_and_the_trail_keeps_both(cast: Cast, put_in: PutIn) -> None:
    document, leader = put_in(), cast.leader_of(cast.mass_movement)

    actions.instruct(document, by=leader, text="Phòng nghiệp vụ tham mưu", now=NOW)
    actions.instruct(document, by=leader, text="Phòng nghiệp vụ tham mưu", now=NOW)  # the same again is nothing
    actions.instruct(document, by=leader, text="Văn phòng tham mưu", now=NOW)

    document.refresh_from_db()
    assert (document.instruction, document.row_version) == ("Văn phòng tham mưu", 3)
    entries = Entry.objects.filter(event=Event.INSTRUCTED)
    assert [entry.details["after"] for entry in entries] == ["Phòng nghiệp vụ tham mưu", "Văn phòng tham mưu"]


def test_only_a_leader_of_that_body_instructs(cast: Cast, put_in: PutIn) -> None:
    document = put_in(is_released=True)

    for other in (cast.clerk_of(cast.mass_movement), cast.officer_of(cast.mass_movement), cast.leader_of(cast.front)):
        with pytest.raises(Denied):
            actions.instruct(document, by=other, text="x", now=NOW)

    document.refresh_from_db()
    assert document.instruction == ""


def test_those_addressed_see_a_paper_from_its_release_on(cast: Cast, clerk: Actor, put_in: PutIn) -> None:
    document = put_in()
    DocumentFile.objects.create(document=document, file=keep(b"Kinh gui"), role="original", name="thu.txt")
    front, stranger = cast.officer_of(cast.front), cast.officer_of(cast.stranger_body)
    assert not sees(front, document)

    actions.release(document, by=clerk, now=NOW)
    actions.release(document, by=clerk, now=NOW)

    assert sees(front, document) and DocumentFile.objects.visible_to(front).exists()
    assert not sees(stranger, document) and not DocumentFile.objects.visible_to(stranger).exists()
    assert Entry.objects.filter(event=Event.RELEASED).count() == 1


@pytest.mark.parametrize("circulation", ["Lưu hành nội bộ", "KHÔNG PHỔ BIẾN"])
def test_what_is_kept_inside_is_not_released(clerk: Actor, put_in: PutIn, circulation: str) -> None:
    document = put_in(circulation=circulation)

    with pytest.raises(actions.MayNotRelease):
        actions.release(document, by=clerk, now=NOW)


def test_a_received_paper_is_not_ours_to_release(cast: Cast, clerk: Actor, put_in: PutIn) -> None:
    document = put_in(issuer=cast.province)

    with pytest.raises(actions.MayNotRelease):
        actions.release(document, by=clerk, now=NOW)


def test_a_recalled_paper_stays_with_its_reason(cast: Cast, clerk: Actor, put_in: PutIn) -> None:
    document = put_in()

    with pytest.raises(actions.NeedsReason):
        actions.recall(document, by=clerk, reason="  ", now=NOW)
    with pytest.raises(Denied):
        actions.recall(document, by=cast.clerk_of(cast.front), reason="nhầm", now=NOW)
    actions.recall(document, by=clerk, reason="Ban hành nhầm", now=NOW)
    with pytest.raises(actions.AlreadyRecalled):
        actions.recall(document, by=clerk, reason="lần nữa", now=NOW)

    document.refresh_from_db()
    assert document.is_recalled and document.recall_reason == "Ban hành nhầm"
    assert sees(clerk, document)
    with pytest.raises(actions.MayNotRelease):
        actions.release(document, by=clerk, now=NOW)
    assert Entry.objects.filter(event=Event.RECALLED).get().details == {"reason": "Ban hành nhầm"}


def test_a_correction_keeps_the_old_values_and_moves_the_links(
    cast: Cast, clerk: Actor, put_in: PutIn, head: actions.HeadFields
) -> None:
    citing = put_in()
    wrong = put_in(number="968-CV/TU", date=date(2023, 6, 26), issuer=cast.party, citations=())
    assert citing.citations.get().target is None

    right = replace(head, number="698-CV/TU", date=date(2023, 6, 26), issuer=cast.province, citations=())
    actions.correct(wrong, by=clerk, fields=right, reason="Gõ nhầm số", row_version=1, now=NOW)

    assert citing.citations.get().target == wrong
    wrong.refresh_from_db()
    assert (wrong.number, wrong.folded_number, wrong.row_version) == ("698-CV/TU", "698 cv tu", 2)
    details = Entry.objects.get(event=Event.CORRECTED).details
    assert details["reason"] == "Gõ nhầm số"
    assert details["changes"]["number"] == ["968-CV/TU", "698-CV/TU"]
    assert set(details["changes"]) == {"number", "issuer"}

    actions.correct(wrong, by=clerk, fields=replace(right, number="1-CV/TU"), reason="lại", row_version=2, now=NOW)
    assert citing.citations.get().target is None


def test_of_two_who_correct_at_once_the_second_is_told(
    cast: Cast, clerk: Actor, put_in: PutIn, head: actions.HeadFields
) -> None:
    document = put_in()
    actions.correct(document, by=clerk, fields=replace(head, place="A"), reason="x", row_version=1, now=NOW)

    with pytest.raises(actions.ChangedMeanwhile):
        actions.correct(document, by=clerk, fields=replace(head, place="B"), reason="x", row_version=1, now=NOW)
    with pytest.raises(actions.NeedsReason):
        actions.correct(document, by=clerk, fields=head, reason=" ", row_version=2, now=NOW)
    with pytest.raises(Denied):
        other = cast.clerk_of(cast.front)
        actions.correct(document, by=other, fields=head, reason="x", row_version=2, now=NOW)

    document.refresh_from_db()
    assert document.place == "A"


def test_what_an_officer_found_to_be_an_owner_survives_a_correction(
    cast: Cast, clerk: Actor, put_in: PutIn, head: actions.HeadFields
) -> None:
    document = put_in()
    document.parties.create(kind=PartyKind.OWNER, organisation=cast.commune_b)

    actions.correct(document, by=clerk, fields=replace(head, addressees=()), reason="x", row_version=1, now=NOW)

    assert [party.organisation for party in document.parties.all()] == [cast.commune_b]
