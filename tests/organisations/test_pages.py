"""Pages of `organisations`: who sees them, what they show as of a day, a constant number of queries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from nhipcau.organisations import actions, bulk
from nhipcau.organisations.models import (
    Coordination,
    FocalUnit,
    Group,
    GroupMember,
    Level,
    Line,
    LineClosure,
    LineRole,
    Organisation,
    OrganisationKind,
    Post,
    Programme,
    Role,
    User,
)
from tests.cast import NOW

FOR_ALL = ("bodies", "programmes", "groups")
FOR_ADMINISTRATORS = ("users", "import", "import_template", "body_new", "programme_new", "group_new", "trail")


@pytest.fixture
def administrator(cast):
    return cast.actor_of(cast.party, Role.ADMINISTRATOR)


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator.user)
    return client


@pytest.mark.parametrize("name", FOR_ALL)
def test_everybody_with_a_post_reads_the_structure(cast, client, name):
    client.force_login(cast.user_of(cast.stranger_body))

    assert client.get(reverse(f"organisations:{name}")).status_code == 200


@pytest.mark.parametrize("name", [*FOR_ALL, *FOR_ADMINISTRATORS])
def test_nothing_is_there_for_who_holds_no_post(cast, client, name):
    client.force_login(User.objects.create(username="khong.vi.tri", display_name="Không vị trí"))

    assert client.get(reverse(f"organisations:{name}")).status_code == 404


@pytest.mark.parametrize("name", FOR_ADMINISTRATORS)
def test_administration_is_not_there_for_others(cast, client, administrator, name):
    client.force_login(cast.user_of(cast.party, Role.LEADER))
    assert client.get(reverse(f"organisations:{name}")).status_code == 404

    client.force_login(administrator.user)
    assert client.get(reverse(f"organisations:{name}")).status_code == 200


@pytest.mark.parametrize("name", [*FOR_ALL, *FOR_ADMINISTRATORS])
def test_nobody_is_sent_to_the_door(db, client, name):
    assert client.get(reverse(f"organisations:{name}")).status_code == 302


def deeds(cast) -> list[str]:
    user = cast.user_of(cast.women)
    return [
        reverse("organisations:user_password", args=[user.pk]),
        reverse("organisations:user_active", args=[user.pk]),
        reverse("organisations:post_end", args=[user.posts.get().pk]),
        reverse("organisations:line_new", args=[cast.programme.pk]),
        reverse("organisations:line_end", args=[Line.objects.first().pk]),
        reverse("organisations:import_apply"),
        reverse("organisations:coordination_new", args=[cast.programme.pk]),
        reverse("organisations:focal_new", args=[cast.programme.pk]),
        reverse("organisations:member_new", args=[Group.objects.get().pk]),
        reverse("organisations:member_end", args=[GroupMember.objects.first().pk]),
        reverse("organisations:programme_settings", args=[cast.programme.pk]),
    ]


def test_deeds_refuse_get_and_strangers(cast, client, as_administrator):
    addresses = deeds(cast)
    for address in addresses:
        assert as_administrator.get(address).status_code == 405, address

    client.force_login(cast.user_of(cast.stranger_body, Role.LEADER))
    for address in addresses:
        assert client.post(address, {}).status_code == 404, address
    assert Post.objects.on(NOW.date()).filter(user=cast.user_of(cast.women)).exists()


def test_shows_a_body_as_it_was_on_a_day(cast, client, administrator):
    reader = cast.user_of(cast.agency)
    facts = replace(actions.facts_of(cast.agency.spans.get()), name="Phòng Dân tộc và Tôn giáo huyện Suối Mơ")
    actions.change_body(cast.agency, facts, by=administrator, now=NOW, from_day=date(2023, 9, 1))
    client.force_login(reader)
    address = reverse("organisations:body", args=[cast.agency.pk])

    before, after = client.get(address).content.decode(), client.get(address, {"ngay": "2023-09-02"}).content.decode()

    assert "<h1>Phòng Dân tộc huyện Suối Mơ</h1>" in before
    assert "<h1>Phòng Dân tộc và Tôn giáo huyện Suối Mơ</h1>" in after


def test_search_takes_words_without_diacritics(cast, client):
    client.force_login(cast.user_of(cast.agency))

    page = client.get(reverse("organisations:bodies"), {"q": "doi thong"}).content.decode()

    assert "Đảng ủy xã Đồi Thông" in page
    assert "Khe Lá" not in page


def test_posts_are_shown_to_colleagues_only(cast, client):
    officer = cast.user_of(cast.agency)
    address = reverse("organisations:body", args=[cast.agency.pk])

    client.force_login(officer)
    assert "Vị trí trong đơn vị" in client.get(address).content.decode()
    client.force_login(cast.user_of(cast.women))
    assert "Vị trí trong đơn vị" not in client.get(address).content.decode()


def test_the_administrators_forms(cast, as_administrator):
    new = {
        "name": "Phòng Y tế huyện Suối Mơ", "short_name": "Phòng Y tế", "kind": "agency", "level": "district",
        "rank": "900", "parent": "UBND", "locality": "901", "day": "2023-07-12", "has_seal": "on",
    }  # fmt: skip
    ambiguous = as_administrator.post(reverse("organisations:body_new"), new)
    made = as_administrator.post(reverse("organisations:body_new"), new | {"parent": "Ủy ban nhân dân huyện Suối Mơ"})
    body = Organisation.objects.get(spans__name=new["name"])
    ended = as_administrator.post(
        reverse("organisations:body_end", args=[body.pk]), {"day": "2023-08-01", "successor": "Phòng Dân tộc"}
    )

    assert "Có phải" in ambiguous.content.decode()
    assert made.status_code == ended.status_code == 302
    assert str(body.spans.get().valid_until) == "2023-08-01"
    assert body.successions.get().successor == cast.agency


def test_a_ring_is_told_on_the_page_and_nothing_typed_is_lost(cast, as_administrator):
    answer = as_administrator.post(
        reverse("organisations:line_new", args=[cast.programme.pk]),
        {"lower": "Tỉnh ủy Sông Xanh", "upper": "Đảng ủy xã Đồi Thông", "role": "reports-to", "day": "2023-07-12"},
    )

    page = answer.content.decode()
    assert "tạo thành vòng" in page
    assert "Tỉnh ủy Sông Xanh</textarea>" in page
    assert 'value="Đảng ủy xã Đồi Thông"' in page


def test_a_programme_is_set_up_on_the_pages_alone(cast, as_administrator):
    day = {"day": "2023-07-12"}
    as_administrator.post(
        reverse("organisations:programme_new"),
        {"code": "nep-moi", "name": "Phong trào Nếp mới", "short_name": "Nếp mới", "stage": "2023–2025",
         "from_day": "2023-01-01", "until_day": "2025-12-31"},
    )  # fmt: skip
    programme = Programme.objects.get(code="nep-moi")

    def deed(name: str, **given: str) -> int:
        return as_administrator.post(reverse(f"organisations:{name}", args=[programme.pk]), given | day).status_code

    assert deed("coordination_new", body="Ban Chỉ đạo Cuộc vận động huyện Suối Mơ", level="district") == 302
    assert deed("coordination_new", body="Ban Chỉ đạo Cuộc vận động huyện Suối Mơ", level="district") == 200, "twice"
    assert deed("focal_new", members="UBND xã Đồi Thông", unit="Đảng ủy xã Đồi Thông") == 302
    lower = "Các tổ chức chính trị - xã hội huyện\nĐảng ủy xã Đồi Thông"
    assert deed("line_new", lower=lower, upper="BCĐ Cuộc vận động huyện", role="reports-to") == 302
    assert deed("line_new", lower="Hội Trăng", upper="BCĐ Cuộc vận động huyện", role="reports-to") == 200

    assert programme.stages.get().name == "2023–2025"
    assert Coordination.objects.filter(programme=programme).count() == 1
    assert FocalUnit.objects.get(programme=programme).unit == cast.commune_a
    assert set(LineClosure.objects.filter(programme=programme).values_list("lower", flat=True)) == {
        cast.women.pk, cast.farmers.pk, cast.commune_a.pk,
    }  # fmt: skip


def test_a_group_is_made_and_changed_on_the_pages(cast, as_administrator):
    made = as_administrator.post(
        reverse("organisations:group_new"),
        {
            "name": "Các xã vùng cao",
            "scope": "Huyện ủy Suối Mơ",
            "members": "Đảng ủy xã Đồi Thông",
            "day": "2023-07-01",
        },
    )
    group = Group.objects.get(folded="cac xa vung cao")
    address = reverse("organisations:group", args=[group.pk])
    more = {"members": "Đảng ủy xã Khe Lá\nĐảng ủy xã Bến Đá", "day": "2023-07-12"}
    as_administrator.post(reverse("organisations:member_new", args=[group.pk]), more)
    as_administrator.post(reverse("organisations:member_new", args=[group.pk]), more)
    first = group.members.get(organisation=cast.commune_a)
    as_administrator.post(reverse("organisations:member_end", args=[first.pk]))

    assert made["Location"] == address
    page = as_administrator.get(address).content.decode()
    assert "Đảng ủy xã Khe Lá" in page
    assert "Đảng ủy xã Đồi Thông" not in page
    assert "Đảng ủy xã Đồi Thông" in as_administrator.get(address, {"ngay": "2023-07-05"}).content.decode()


def test_a_new_password_is_shown_once(cast, as_administrator):
    user = cast.user_of(cast.women)
    address = reverse("organisations:user_password", args=[user.pk])

    shown = as_administrator.post(address)
    user.refresh_from_db()

    assert user.check_password(shown.context["fresh"])
    assert (
        shown.context["fresh"]
        not in as_administrator.get(reverse("organisations:user", args=[user.pk])).content.decode()
    )


def crowd(cast, count: int) -> None:
    """Add bodies below the People's Committee, in the programme, with a user each."""
    rows = [
        (
            Organisation(),
            actions.BodyFacts(
                name=f"Phòng {number}", short_name=f"Phòng {number}", kind=OrganisationKind.AGENCY,
                level=Level.DISTRICT, rank=1000 + number, parent=cast.peoples,
            ),
        )
        for number in range(count)
    ]  # fmt: skip
    bulk.bodies(rows, now=NOW)
    bulk.lines(cast.programme, [(body, cast.committee, LineRole.REPORTS_TO) for body, _facts in rows], now=NOW)
    for number, (body, _facts) in enumerate(rows):
        user = User.objects.create(username=f"nguoi.{number}", display_name=f"Người {number}")
        Post.objects.create(user=user, organisation=body, role=Role.OFFICER, title="Cán bộ", recorded_at=NOW)


@pytest.mark.slow
def test_no_page_asks_more_for_more_rows(cast, as_administrator, administrator, django_assert_max_num_queries):
    addresses = [
        f"{reverse('organisations:bodies')}?duoi={cast.peoples.pk}", f"{reverse('organisations:bodies')}?q=phong",
        reverse("organisations:body", args=[cast.committee.pk]), reverse("organisations:users"),
        reverse("organisations:programme", args=[cast.programme.pk]), reverse("organisations:trail"),
        reverse("organisations:groups"), reverse("organisations:group", args=[Group.objects.get().pk]),
    ]  # fmt: skip

    def counted() -> list[int]:
        counts = []
        for address in addresses:
            with django_assert_max_num_queries(40) as asked:
                assert as_administrator.get(address).status_code == 200
            counts.append(len(asked))
        return counts

    actions.create_user("mot.nguoi", "Một người", by=administrator, now=NOW)
    few = counted()
    crowd(cast, 60)
    for number in range(30):
        actions.create_user(f"them.{number}", "Thêm", by=administrator, now=NOW)

    many = counted()
    assert all(later <= earlier + 1 for earlier, later in zip(few, many, strict=True)), (few, many)
