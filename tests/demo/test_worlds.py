"""The demo worlds: whole, loaded once, without a real person, with every state of the board."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from nhipcau import clock, demo
from nhipcau.audit import queries as trail
from nhipcau.demo import door
from nhipcau.documents.models import Document
from nhipcau.obligations.models import Obligation, Occurrence
from nhipcau.organisations import access
from nhipcau.organisations.models import (
    Group,
    LineClosure,
    Locality,
    LocalitySpan,
    Organisation,
    OrganisationSpan,
    Post,
    Programme,
    User,
    World,
)
from nhipcau.reports.models import Consolidation, Submission, Version
from nhipcau.reports.queries import board

pytestmark = pytest.mark.slow

FUNCTIONS = ("Cán bộ ", "Lãnh đạo ", "Văn thư ", "Quản trị ")
SECONDS = 30
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # as every test has it


@pytest.fixture(scope="module")
def world_2023(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[float]:
    """The world of 2023, loaded once for this module and rolled back; gives the seconds of work that it took."""
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(FILES=Path(files), PASSWORD_HASHERS=FAST), transaction.atomic():
        begun = time.process_time()
        demo.load("2023", lambda line: None)
        yield time.process_time() - begun
        transaction.set_rollback(True)
    clock.forget()


@pytest.fixture
def loaded(world_2023, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        savepoint = transaction.savepoint()
        yield
        transaction.savepoint_rollback(savepoint)


def body(name: str) -> Organisation:
    return OrganisationSpan.objects.get(name=name).organisation


def actor(username: str, on: date = date(2023, 7, 12)) -> access.Actor:
    return access.actor_of(User.objects.get(username=username), on=on)


def test_is_loaded_in_time(world_2023):
    assert world_2023 < SECONDS


def test_loading_again_does_nothing(loaded):
    said: list[str] = []
    before = Organisation.objects.count()

    assert demo.load("2023", said.append) is False
    assert demo.load("today", said.append) is False
    assert Organisation.objects.count() == before
    assert len(said) == 2


def test_an_unknown_world_is_refused(loaded):
    with pytest.raises(demo.NoSuchWorld):
        demo.load("1999", print)


def test_the_clock_of_this_world_stands_at_its_opening(loaded):
    row = World.objects.get()

    assert row.is_demo
    assert clock.day_of(clock.real_now() + timedelta(seconds=row.clock_offset_seconds)) == date(2023, 7, 12)


@pytest.mark.parametrize(("district", "communes"), [("Hàm Thuận Bắc", 17), ("Kon Rẫy", 7)])
def test_both_districts_have_all_their_communes(loaded, district, communes):
    place = LocalitySpan.objects.get(name=district, kind="district").locality
    below = LocalitySpan.objects.filter(parent=place)

    assert below.count() == communes
    for suffix in ("party-committee", "peoples-committee", "front", "council"):
        held = OrganisationSpan.objects.filter(locality__in=below.values("locality"), kind=suffix)
        assert held.count() == communes, suffix


@pytest.mark.parametrize(
    "name",
    [
        "Phòng Tài nguyên và Môi trường", "Phòng Kinh tế và Hạ tầng", "Phòng Tài chính - Kế hoạch",
        "Phòng Nông nghiệp và Phát triển nông thôn", "Phòng Tư pháp", "Phòng Nội vụ",
        "Phòng Lao động - Thương binh và Xã hội", "Phòng Văn hóa và Thông tin", "Thanh tra",
        "Trung tâm Văn hóa - Thông tin và Thể thao", "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên",
        "Trung tâm Phát triển quỹ đất", "Ban Quản lý dự án đầu tư xây dựng", "Ban Quản lý công trình công cộng",
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
    ],
)  # fmt: skip
def test_the_fifteen_twinned_agencies_exist_and_are_in_their_group(loaded, name):
    agency = body(f"{name} huyện Hàm Thuận Bắc")
    group = Group.objects.get(name="Các cơ quan, đơn vị thuộc UBND huyện được phân công kết nghĩa")

    assert group.members.filter(organisation=agency).exists()
    assert group.members.count() == 15


def test_no_two_bodies_share_a_full_name_or_a_rank(loaded):
    names = list(OrganisationSpan.objects.values_list("name", flat=True))
    ranks = list(OrganisationSpan.objects.values_list("rank", flat=True))

    assert len(set(names)) == len(names)
    assert len(set(ranks)) == len(ranks)


def test_no_account_and_no_signer_is_a_real_person(loaded):
    for name in [*User.objects.values_list("display_name", flat=True), *Post.objects.values_list("title", flat=True)]:
        assert name.startswith(FUNCTIONS), name
    signers = Document.objects.values_list("signer_name", flat=True)
    assert all(re.search(r"\bMẫu$", name) for name in signers)


def test_villages_say_that_they_are_invented(loaded):
    villages = LocalitySpan.objects.filter(kind="village")

    assert villages.exists()
    assert all("minh họa" in village.name for village in villages)


def test_everybody_gets_in_with_the_one_password_and_holds_a_post(loaded):
    user = User.objects.get(username="mttq.canbo")
    assert user.check_password(demo.PASSWORD)
    assert len(set(User.objects.values_list("password", flat=True))) == 1
    assert not User.objects.filter(posts=None).exists()
    assert {row.username for row in door.accounts().accounts} >= {"mttq.canbo", "motnguoi", "quantri", "nguoila"}


def test_communes_answer_through_their_party_committee_seven_not_fourteen(loaded):
    rule = Obligation.objects.get(document__number="07-CV/BCĐ", kind="report")
    quarter = rule.occurrences.filter(period_start=date(2023, 4, 1))

    assert quarter.count() == rule.owners.count() == 28
    assert quarter.filter(body__spans__kind="party-committee").count() == 7
    assert {str(row.via) for row in [rule]} == {"Ủy ban Mặt trận Tổ quốc Việt Nam huyện Kon Rẫy"}


def test_every_state_of_the_board_is_to_be_seen(loaded):
    shown = board.board(
        actor("mttq.canbo"), Programme.objects.get(code="cuoc-van-dong"), board.Wanted(), on=date(2023, 7, 12)
    )

    words = {str(cell.badge.words) for row in shown.rows for cell in row.cells if cell}
    words |= {str(beside) for row in shown.rows for cell in row.cells if cell for beside in cell.badge.beside}
    wanted = ("chưa đến hạn", "đúng hạn", "gửi chậm", "chưa gửi", "đề nghị bổ sung", "đã giải trình", "được miễn")
    assert [state for state in wanted if not any(state in word for word in words)] == []
    assert sum(cell.badge.words == "chưa gửi" for row in shown.rows for cell in row.cells if cell) == 2


def test_reports_came_on_both_ways_and_one_quarter_is_consolidated(loaded):
    assert Version.objects.filter(entered_by_body__isnull=False, entered_from="Zalo").exists()
    assert Version.objects.filter(entered_by_body=None, filed_at__isnull=False).exists()
    assert Version.objects.filter(filed_at=None).count() == 2, "drafts that somebody has begun"
    made = Consolidation.objects.get()
    assert (made.received, made.expected) == (28, 28)
    assert made.sent_as.received_at is not None


def test_one_notice_waits_to_be_confirmed_with_live_deadlines(loaded):
    notice = Document.objects.get(number="98-TB/BCĐ")

    assert notice.obligations.count() == 0
    days = {rule["due"] for row in notice.proposals.all() for rule in row.due_rules if rule["due"]}
    assert days == {"2023-07-20", "2023-07-31", "2023-08-15", "2023-08-31"}
    owners = [owner for row in notice.proposals.all() for owner in row.owners.all()]
    assert owners
    assert all(owner.organisation_id or owner.group_id or owner.rule for owner in owners)


def test_the_stranger_sees_nothing_of_the_campaign(loaded):
    stranger = actor("nguoila")

    for model in (Occurrence, Submission, Version, Document, Obligation):
        seen = model.objects.visible_to(stranger)
        assert not seen.filter(pk__in=model.objects.visible_to(actor("dakkoi.canbo")).values("pk")).exists(), model


def test_the_party_committee_and_the_province_see_what_is_below(loaded):
    for username in ("huyenuy.lanhdao", "tinh.kontum.canbo"):
        seen = Occurrence.objects.visible_to(actor(username))
        assert seen.filter(obligation__document__number="07-CV/BCĐ", obligation__kind="report").count() == 84, username


def test_the_trail_of_the_past_holds(loaded):
    found = trail.verify()

    assert found.broken is None
    assert found.unsealed > 150


def test_the_world_of_today_has_two_levels(db):
    with clock.frozen(datetime(2026, 3, 2, 1, tzinfo=UTC)):
        demo.load("today", lambda line: None)

    assert World.objects.get().clock_offset_seconds == 0
    assert not LocalitySpan.objects.filter(kind="district").exists()
    assert Locality.objects.count() == 125
    assert OrganisationSpan.objects.filter(name__startswith="Ban Xây dựng Đảng").count() == 124
    assert OrganisationSpan.objects.filter(name__startswith="Ban Tuyên giáo và Dân vận Tỉnh ủy").exists()
    assert LineClosure.objects.filter(programme__code="cuoc-van-dong", depth=1).count() == 125
    assert Version.objects.filter(filed_at__isnull=False, is_complete=True).count() == 3
    assert Document.objects.filter(obligations=None).count() == 1, "one letter waits to be confirmed"
    for name in User.objects.values_list("display_name", flat=True):
        assert name.startswith(FUNCTIONS), name
