"""Two at the same moment, with real transactions: one deed counts, the other is told; sums neither lose nor block."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection, connections

from nhipcau.reports import actions
from nhipcau.reports.models import Consolidation, Version
from nhipcau.reports.queries import figures
from tests.cast import NOW, TODAY, make_cast
from tests.reports.world import QUARTER_2, Reporting, make_reporting

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do the deeds in threads that start together; give what each returned or raised."""
    gate, results = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place: int, deed: Callable[[], object]) -> None:
        try:
            gate.wait(10)
            results[place] = deed()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "somebody waits for ever"
    return results


@pytest.fixture
def reporting(transactional_db: None) -> Reporting:
    reporting = make_reporting(make_cast())
    for body in ("committee", "commune_a"):
        for who in (reporting.cast.officer_of, reporting.cast.leader_of):
            who(reporting.cast.bodies[body])
    return reporting


def test_of_two_who_receive_one_report_one_is_told_that_the_other_was_faster(reporting: Reporting) -> None:
    cast = reporting.cast
    version = reporting.filed(cast.commune_a)
    first, second = cast.officer_of(cast.committee), cast.leader_of(cast.committee)

    results = at_once(
        lambda: actions.receive(Version.objects.get(pk=version.pk), by=first, now=NOW),
        lambda: actions.receive(Version.objects.get(pk=version.pk), by=second, now=NOW),
    )

    assert sorted(type(result).__name__ for result in results) == ["AlreadyReceived", "NoneType"]
    assert {raw.bodies for raw in figures.live(reporting.obligation, QUARTER_2).values()} == {1}


def test_reports_received_crosswise_lose_nothing(reporting: Reporting) -> None:
    cast = reporting.cast
    bodies = (cast.commune_a, cast.commune_b, cast.commune_c)
    keys = [reporting.filed(body, buoi=place).pk for place, body in enumerate(bodies, 1)]
    officer, leader = cast.officer_of(cast.committee), cast.leader_of(cast.committee)

    def receive_all(by, order) -> None:
        for key in order:
            try:
                actions.receive(Version.objects.get(pk=key), by=by, now=NOW)
            except actions.AlreadyReceived:
                pass

    results = at_once(lambda: receive_all(officer, keys), lambda: receive_all(leader, keys[::-1]))

    assert results == [None, None]
    sums = figures.live(reporting.obligation, QUARTER_2)
    assert sums == figures.recomputed(reporting.obligation, QUARTER_2)
    assert {raw.bodies for raw in sums.values()} == {3}


def test_a_double_click_on_nhap_ho_enters_once(reporting: Reporting) -> None:
    cast = reporting.cast
    key, officer = uuid4(), cast.officer_of(cast.committee)

    def enter() -> object:
        return actions.enter_for(
            reporting.occurrence(cast.commune_a), actions.Arrival(TODAY, "bản giấy"), reporting.answers(), by=officer,
            client_key=key, now=NOW,
        ).pk  # fmt: skip

    results = at_once(enter, enter, enter)

    assert len(set(results)) == 1
    assert Version.objects.count() == 1


def test_two_who_begin_at_once_share_the_draft(reporting: Reporting) -> None:
    cast = reporting.cast
    officer, leader = cast.officer_of(cast.commune_a), cast.leader_of(cast.commune_a)

    results = at_once(
        lambda: actions.start(reporting.occurrence(cast.commune_a), by=officer, now=NOW).pk,
        lambda: actions.start(reporting.occurrence(cast.commune_a), by=leader, now=NOW).pk,
    )

    assert len(set(results)) == 1 and Version.objects.count() == 1


def test_signed_off_twice_at_once_it_is_sent_once(reporting: Reporting) -> None:
    cast = reporting.cast
    leader = cast.leader_of(cast.commune_a)
    draft = actions.start(reporting.occurrence(cast.commune_a), by=leader, now=NOW)
    seen = actions.save_draft(draft, reporting.answers(), by=leader, expected=1, now=NOW)

    def sign() -> object:
        return actions.sign_off(Version.objects.get(pk=draft.pk), by=leader, expected=seen, now=NOW).pk

    results = at_once(sign, sign)

    assert draft.pk in results
    assert sorted(type(result).__name__ for result in results) == ["NotADraft", "UUID"]


def test_two_consolidations_at_once_are_one(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.entered(cast.commune_a, TODAY)
    officer, leader = cast.officer_of(cast.committee), cast.leader_of(cast.committee)

    results = at_once(
        *(
            lambda by=by: actions.consolidate(reporting.obligation, QUARTER_2, by=by, now=NOW).pk
            for by in (officer, leader)
        )
    )

    assert len(set(results)) == 1, results
    assert Consolidation.objects.count() == 1
    assert connection.vendor in {"sqlite", "postgresql"}
