"""The loop on worlds that nobody has seen: other names, counts, days and lines, whose truth the maker knows.

From the letter's text to the words of the outgoing report, every step is held against that truth.
"""

from __future__ import annotations

import random
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import docx
import pytest

import vanban
from nhipcau import clock
from nhipcau.audit import queries as trail
from nhipcau.documents import storage
from nhipcau.documents.actions import HeadFields, register
from nhipcau.documents.models import Upload, UploadState
from nhipcau.drafting import profiles
from nhipcau.drafting.docx import render
from nhipcau.obligations import actions as duties
from nhipcau.obligations.models import Obligation, Occurrence
from nhipcau.organisations.models import Role
from nhipcau.reports import actions, composing, verifying
from nhipcau.reports.answers import Answers, FigureAnswer
from nhipcau.reports.forms_of_duties import FieldSpec, FormSpec, IndicatorSpec, make_form, make_indicators
from nhipcau.reports.models import Field, ObligationForm
from nhipcau.reports.queries import board as boards
from nhipcau.reports.queries.figures import Period
from nhipcau.reports.queries.table import sum_lines
from nhipcau.reports.rules import State
from tests import world as worlds

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FIXED = (3, 14)


def run(seed: int) -> None:
    """Walk one generated world through the loop."""
    dice = random.Random(seed)
    world = worlds.generate(seed)
    district = world.districts[0]
    letter = worlds.letter(world, district)
    committee, front = district.bodies["committee"], district.bodies["front"]
    head = world.actor_of(committee, Role.LEADER)

    with clock.frozen(world.now):
        document = _register(world, letter, head)
        confirmed = duties.confirm_all(document, by=head, now=world.now)
        assert confirmed.left == []
        _holds_the_duties(world, letter, document)
        report = _duty_of_communes(document, district)
        truth = _file_some(world, report, dice, front, committee)

    later = world.now + timedelta(days=90)
    with clock.frozen(later):
        _board_tells_the_truth(world, report, truth, committee, later)
        _sums_tell_the_truth(world, report, truth, committee, later)
    assert verifying.verify() == []
    assert trail.verify().broken is None


def _register(world, letter, head):
    reading = vanban.read_text(letter.text)
    contract = reading.to_contract()
    assert (contract["number"], contract["date"]) == (letter.number, letter.date.isoformat())
    upload = Upload.objects.create(
        client_key=uuid4(), uploader=head.user, body=letter.issuer, name="thu.txt", uploaded_at=world.now,
        state=UploadState.READ, reading=reading.to_dict(), file=_stored(letter.text),
    )  # fmt: skip
    return register(
        by=head, upload=upload, client_key=uuid4(), now=world.now,
        fields=HeadFields(
            type=contract["type"], number=contract["number"], date=letter.date, issuer=letter.issuer,
            subject=contract["subject"] or "", programme=world.programme, is_released=True,
        ),
    )  # fmt: skip


def _stored(text: str):
    return storage.keep(text.encode(), "text/plain")


def _holds_the_duties(world, letter, document) -> None:
    """Every duty was found with its owners, day, recipient and intermediary, and bound those who answer."""
    found = {duty.clause: duty for duty in Obligation.objects.filter(document=document)}
    assert sorted(found) == sorted(duty.clause for duty in letter.duties)
    for known in letter.duties:
        duty = found[known.clause]
        assert duty.kind == known.kind
        assert {owner.organisation for owner in duty.owners.all()} == known.owners
        if known.kind == "standing":
            assert not duty.occurrences.exists()
            continue
        assert (duty.recipient, duty.via) == (known.recipient, known.via)
        bound = Occurrence.objects.filter(obligation=duty)
        assert {one.body for one in bound} == world.answering(set(known.owners))
        assert {one.printed_due for one in bound} == {known.due}
        assert {one.last_day for one in bound} == {known.due}


def _duty_of_communes(document, district) -> Obligation:
    committees = {commune["committee"] for commune in district.communes}
    for duty in Obligation.objects.filter(document=document, kind="report"):
        if {owner.organisation for owner in duty.owners.all()} == committees:
            return duty
    raise AssertionError("the communes' duty is not there")


def _file_some(world, duty, dice, front, committee):
    """File, forward and receive reports of some bodies; return what is true: (day filed, figure) or None by body."""
    make_indicators([IndicatorSpec("do-dem", "Số đếm", "hộ")], programme=world.programme)
    form = make_form(
        FormSpec("Mẫu của thế giới", (FieldSpec("Số đếm", "do-dem", "I"),)), programme=world.programme, now=world.now
    )
    ObligationForm.objects.filter(obligation=duty).update(form=form.form)
    truth = {}
    for occurrence in duty.occurrences.order_by("pk"):
        came = dice.choice(["early", "on the day", "late", "never"])
        if came == "never":
            truth[occurrence.body] = None
            continue
        days = {"early": -1, "on the day": 0, "late": dice.randint(1, 20)}[came]
        filed = occurrence.last_day + timedelta(days=days)
        moment = clock.start_of(filed) + timedelta(hours=23)
        value = dice.randint(0, 900)
        with clock.frozen(moment):
            officer = world.actor_of(occurrence.body, Role.LEADER, on=filed)
            draft = actions.start(occurrence, by=officer, now=moment)
            line = Field.objects.get(version=draft.form_version, indicator__code="do-dem")
            actions.save_draft(
                draft, Answers((FigureAnswer(line.pk, value, False, False),), ()), by=officer,
                expected=draft.row_version, now=moment,
            )  # fmt: skip
            draft.refresh_from_db()
            version = actions.sign_off(draft, by=officer, expected=draft.row_version, now=moment)
            actions.forward(version, by=world.actor_of(front, on=filed), now=moment)
            actions.receive(version, by=world.actor_of(committee, on=filed), now=moment)
        truth[occurrence.body] = (filed, value)
    return truth


def _board_tells_the_truth(world, duty, truth, committee, later) -> None:
    actor = world.actor_of(committee, on=clock.day_of(later))
    table = boards.board(actor, world.programme, boards.Wanted(obligation=duty.pk), on=clock.day_of(later))
    shown = {row.body.organisation: row.cells[0] for row in table.rows}
    assert set(shown) == set(truth)
    for body, fact in truth.items():
        cell = shown[body]
        last = cell.stand.facts.last_day
        if fact is None:
            assert cell.badge.state is State.MISSING
        elif fact[0] > last:
            assert cell.badge.state is State.LATE
            assert str((fact[0] - last).days) in cell.badge.words
        else:
            assert cell.badge.state is State.ON_TIME
    ranks = [row.body.rank for row in table.rows]
    assert ranks == sorted(ranks)


def _sums_tell_the_truth(world, duty, truth, committee, later) -> None:
    there = [fact[1] for fact in truth.values() if fact is not None]
    one = duty.occurrences.first()
    period = Period(one.period_start, one.period_end, one.period_label)
    (line,) = sum_lines(duty, period)
    assert (line.in_period.counted, line.in_period.expected) == (len(there), len(truth))
    if not there:
        assert line.in_period.value is None  # missing is not zero
        return
    assert line.in_period.value == sum(there)
    actor = world.actor_of(committee, on=clock.day_of(later))
    first = actions.consolidate(duty, period, by=actor, now=later)
    again = actions.consolidate(duty, period, by=actor, now=later + timedelta(hours=1))
    assert first.fingerprint == again.fingerprint
    paper = composing.consolidated(first, today=clock.day_of(later))
    text = "".join(
        node.text or ""
        for node in docx.Document(BytesIO(render(paper, profiles.of(paper)))).element.body.iter()
        if node.tag.endswith("}t")
    )
    assert f"{sum(there):,}".replace(",", ".") in text
    assert f"{len(there)}/{len(truth)}" in text


@pytest.mark.parametrize("seed", FIXED)
def test_a_generated_world_goes_through_the_loop(seed):
    run(seed)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(100, 140))
def test_forty_generated_worlds_go_through_the_loop(seed):
    run(seed)
