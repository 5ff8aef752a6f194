"""Generated worlds against their own truth: lines, the gate, focal units, and a letter read and resolved in them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from nhipcau.documents import actions as register
from nhipcau.documents.actions import HeadFields
from nhipcau.documents.models import Direction
from nhipcau.obligations import actions as duties
from nhipcau.obligations.models import Occurrence
from nhipcau.organisations.models import LineClosure, OrganisationSpan, Role
from tests import world as worlds

SEEDS = range(1, 6)


@pytest.fixture(params=SEEDS)
def world(db, request) -> worlds.World:
    return worlds.generate(request.param, districts=1 + request.param % 3)


def test_the_same_seed_gives_the_same_world(db):
    first = worlds.generate(7)
    names = list(first.names.values())
    first.programme.code = "anders"
    first.programme.save()

    assert list(worlds.generate(7).names.values()) == names
    assert list(worlds.generate(8).names.values()) != names


@pytest.mark.slow
def test_the_closure_is_what_the_truth_says_on_every_day(world):
    for offset in (-400, -100, 0, 1, 100, 250):
        day = world.today + timedelta(days=offset)
        uppers = [world.province["committee"], *(district.bodies["committee"] for district in world.districts)]
        for upper in uppers:
            held = LineClosure.objects.on(day).filter(programme=world.programme, upper=upper)
            assert set(held.values_list("lower", flat=True)) == {body.pk for body in world.below(upper, day)}


@pytest.mark.slow
def test_a_letter_is_read_resolved_and_seen_as_the_truth_says(world):
    district = world.districts[0]
    letter = worlds.letter(world, district)
    officer = world.actor_of(letter.issuer)
    fields = HeadFields(
        type="công văn", number=letter.number, date=letter.date, issuer=letter.issuer, programme=world.programme,
        direction=Direction.OUT, is_released=True,
    )  # fmt: skip
    upload = register.upload(
        by=officer, body=letter.issuer, data=letter.text.encode(), name="van-ban.txt", client_key=uuid4(),
        declared_not_secret=True, now=world.now,
    )  # fmt: skip
    register.read_upload(str(upload.pk))
    upload.refresh_from_db()
    document = register.register(by=officer, upload=upload, fields=fields, client_key=uuid4(), now=world.now)

    confirmed = duties.confirm_all(document, by=world.actor_of(letter.issuer, Role.LEADER), now=world.now)

    assert confirmed.left == []
    found = {row.clause: row for row in confirmed.obligations}
    assert sorted(found) == sorted(duty.clause for duty in letter.duties)
    for duty in letter.duties:
        row = found[duty.clause]
        assert set(row.owners.values_list("organisation", flat=True)) == {body.pk for body in duty.owners}
        assert (row.recipient, row.via) == (duty.recipient, duty.via)
        if duty.due:
            answering = {body.pk for body in world.answering(set(duty.owners))}
            open_ = Occurrence.objects.filter(obligation=row)
            assert set(open_.values_list("body", flat=True)) == answering
            assert set(open_.values_list("printed_due", flat=True)) == {duty.due}
    _is_seen_by_the_right_ones(world, district, document)


def _is_seen_by_the_right_ones(world, district, document) -> None:
    opened = Occurrence.objects.filter(obligation__document=document)
    unit = district.communes[0]["unit"]
    own = opened.visible_to(world.actor_of(unit))
    assert set(own.values_list("body", flat=True)) == {unit.pk}
    assert opened.visible_to(world.actor_of(district.bodies["front"])).count() == opened.count()
    below = {body.pk for body in world.below(world.province["committee"], world.today)}
    seen = opened.visible_to(world.actor_of(world.province["committee"]))
    assert set(seen.values_list("body", flat=True)) == set(opened.values_list("body", flat=True)) & below
    for other in world.districts[1:]:
        stranger = world.actor_of(other.offices[0])
        assert not opened.visible_to(stranger).exists()


def test_no_name_of_a_demo_body_is_in_a_generated_world(world):
    for name in OrganisationSpan.objects.values_list("name", flat=True):
        assert not any(demo in name for demo in ("Hàm Thuận", "Kon ", "Bình Thuận", "Lâm Đồng"))
