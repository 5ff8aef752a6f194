"""Putting a paper into the register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from nhipcau.audit.models import Entry
from nhipcau.documents import actions
from nhipcau.documents.events import Event
from nhipcau.documents.models import Citation, Direction, Document, DocumentFile, PartyKind, Upload, UploadState
from nhipcau.documents.signals import document_registered
from nhipcau.organisations.access import Actor, Denied
from nhipcau.organisations.models import Role
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
PutIn = Callable[..., Document]


def test_a_read_upload_becomes_a_document_with_all_that_is_its_own(
    hand_in: Callable[..., Upload], clerk: Actor, cast: Cast, head: actions.HeadFields
) -> None:
    upload = hand_in()
    heard: list[Document] = []

    def hear(document: Document, **_: object) -> None:
        heard.append(document)

    document_registered.connect(hear)
    try:
        document = actions.register(by=clerk, upload=upload, fields=head, client_key=uuid4(), now=NOW)
    finally:
        document_registered.disconnect(hear)

    upload.refresh_from_db()
    assert (upload.state, upload.document, upload.reading) == (UploadState.REGISTERED, document, None)
    assert document.direction == Direction.OUT  # the register's body issued it
    assert document.text.startswith("HUYỆN ỦY SUỐI MƠ")
    assert document.reading["number"]["value"] == "49-CV/BDVHU"
    assert document.folded_number == "49 cv bdvhu"
    assert "ket nghia" in document.folded
    assert document.files.get().role == DocumentFile.Role.ORIGINAL
    assert {party.organisation for party in document.parties.filter(kind=PartyKind.ADDRESSEE)} == {
        cast.front, cast.commune_a
    }  # fmt: skip
    assert heard == [document]
    entry = Entry.objects.get(event=Event.REGISTERED)
    assert (entry.about_id, entry.user_id) == (str(document.pk), str(clerk.user.pk))


def test_the_same_form_sent_twice_is_one_document(
    hand_in: Callable[..., Upload], clerk: Actor, head: actions.HeadFields
) -> None:
    upload, key = hand_in(), uuid4()

    first = actions.register(by=clerk, upload=upload, fields=head, client_key=key, now=NOW)
    second = actions.register(by=clerk, upload=upload, fields=head, client_key=key, now=NOW)

    assert first == second
    assert Document.objects.count() == 1
    with pytest.raises(actions.AlreadyRegistered) as refusal:  # another form for the same upload
        actions.register(by=clerk, upload=upload, fields=head, client_key=uuid4(), now=NOW)
    assert refusal.value.document == first


def test_an_upload_that_was_not_read_is_not_registered(
    hand_in: Callable[..., Upload], clerk: Actor, head: actions.HeadFields
) -> None:
    with pytest.raises(actions.NotRead):
        actions.register(by=clerk, upload=hand_in(read=False), fields=head, client_key=uuid4(), now=NOW)

    assert not Document.objects.exists()


def test_a_stranger_does_not_write_our_register(cast: Cast, put_in: PutIn) -> None:
    with pytest.raises(Denied):
        put_in(by=cast.clerk_of(cast.stranger_body))
    with pytest.raises(Denied):
        put_in(by=cast.actor_of(cast.mass_movement, Role.ADMINISTRATOR))

    assert not Document.objects.exists()


def test_a_paper_comes_in_twice_only_with_a_reason(put_in: PutIn) -> None:
    first = put_in()

    with pytest.raises(actions.Duplicate) as refusal:
        put_in(number="049-CV/BDVHU", type="Công  văn")
    assert refusal.value.documents == (first,)

    second = put_in(duplicate_reason="bản có chữ ký")

    assert second.duplicate_reason == "bản có chữ ký"
    assert Entry.objects.filter(event=Event.REGISTERED).last().details["twins"] == [str(first.pk)]


@pytest.mark.parametrize(
    "changed",
    [
        {"number": ""}, {"date": None}, {"issuer": None}, {"number": "50-CV/BDVHU"}, {"date": date(2022, 7, 5)},
        {"type": "thông báo"},
    ],
)  # fmt: skip
def test_what_differs_or_is_unknown_is_no_duplicate(put_in: PutIn, changed: dict[str, object]) -> None:
    put_in(**changed)
    put_in()
    if None in changed.values() or "" in changed.values():
        put_in(**changed)  # two unknowns are not equal either

    assert Document.objects.count() == (3 if None in changed.values() or "" in changed.values() else 2)


def test_another_bodys_register_is_no_duplicate(cast: Cast, put_in: PutIn) -> None:
    put_in()

    put_in(by=cast.clerk_of(cast.front), body=cast.front)

    assert Document.objects.count() == 2


CITED = {"number": "698-CV/TU", "date": date(2023, 6, 26), "citations": ()}


def test_a_citation_finds_its_document_whichever_came_first(put_in: PutIn, cast: Cast) -> None:
    before = put_in()
    assert before.citations.get().target is None

    cited = put_in(**CITED, issuer=cast.province)
    assert before.citations.get().target == cited

    after = put_in(number="50-CV/BDVHU")
    assert after.citations.get().target == cited


@pytest.mark.parametrize(
    ("number", "day"),
    [("698-CV/TU", date(2022, 6, 26)), ("698-CV/TU", None), ("98-CV/TU", date(2023, 6, 26)), ("", date(2023, 6, 26))],
)
def test_a_citation_of_another_day_or_number_finds_nothing(put_in: PutIn, number: str, day: date | None) -> None:
    put_in()

    put_in(number=number, date=day, citations=())

    assert not Citation.objects.exclude(target=None).exists()


def test_a_citation_without_a_date_finds_nothing(put_in: PutIn) -> None:
    put_in(**CITED)

    put_in(citations=(actions.CitedFields(number="698-CV/TU"),))

    assert Citation.objects.get().target is None


def test_of_two_that_could_be_meant_neither_is(put_in: PutIn, cast: Cast) -> None:
    citing = put_in()
    put_in(**CITED, issuer=cast.province)

    put_in(**CITED, issuer=cast.party)

    assert citing.citations.get().target is None


def test_a_citation_never_leads_into_another_bodys_register(put_in: PutIn, cast: Cast) -> None:
    citing = put_in()

    put_in(**CITED, by=cast.clerk_of(cast.front), body=cast.front)

    assert citing.citations.get().target is None


def test_only_the_issuer_releases(cast: Cast, put_in: PutIn) -> None:
    assert put_in(is_released=True).is_released

    with pytest.raises(actions.MayNotRelease):
        put_in(is_released=True, issuer=cast.province, number="1-CV/TU")
    with pytest.raises(actions.MayNotRelease):
        put_in(is_released=True, issuer=None, number="2-CV/TU")
    with pytest.raises(actions.MayNotRelease):
        put_in(is_released=True, circulation="LƯU HÀNH NỘI BỘ", number="3-CV/BDVHU")


def test_the_standing_agency_releases_for_its_steering_committee(cast: Cast, put_in: PutIn) -> None:
    notice = {"issuer": cast.committee, "number": "103-TB/BCĐ", "type": "thông báo", "is_released": True}

    assert put_in(by=cast.clerk_of(cast.front), body=cast.front, **notice).is_released
    with pytest.raises(actions.MayNotRelease):  # another body of the district does not act for it
        put_in(by=cast.clerk_of(cast.women), body=cast.women, **notice)


def test_a_deed_that_fails_leaves_nothing(
    hand_in: Callable[..., Upload], clerk: Actor, head: actions.HeadFields
) -> None:
    upload = hand_in()

    def fail(**_: object) -> None:
        raise ZeroDivisionError

    document_registered.connect(fail)
    try:
        with pytest.raises(ZeroDivisionError):
            actions.register(by=clerk, upload=upload, fields=replace(head), client_key=uuid4(), now=NOW)
    finally:
        document_registered.disconnect(fail)

    upload.refresh_from_db()
    assert upload.state == UploadState.READ
    assert not Document.objects.exists()
    assert not Entry.objects.filter(event=Event.REGISTERED).exists()
