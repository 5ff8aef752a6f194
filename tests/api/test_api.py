"""The API: a program sees what its key's user sees, as numbers and days; keys end."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
import rfc8785
from django.test import Client
from django.urls import reverse

from nhipcau import clock
from nhipcau.api import keys
from nhipcau.api.models import Token
from nhipcau.audit.models import Entry
from nhipcau.organisations.models import Role
from nhipcau.reports import actions
from tests.cast import NOW
from tests.reports.world import QUARTER_2, Reporting, make_reporting

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporting(cast) -> Reporting:
    return make_reporting(cast)


def with_key_of(cast, body, role=Role.OFFICER) -> Client:
    key = keys.make(cast.actor_of(body, role), "thử")
    return Client(headers={"Authorization": f"Bearer {key}"})


LISTS = ("documents", "obligations", "submissions", "consolidations")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nc_wrong"}, {"Authorization": "Basic nc_wrong"}])
def test_nobody_reads_without_a_key(db, name, headers):
    assert Client(headers=headers).get(reverse(f"api:{name}")).status_code == 401


def test_a_session_is_no_key(cast, client):
    client.force_login(cast.user_of(cast.committee), "django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse("api:documents")).status_code == 401


def test_only_the_hash_of_a_key_is_kept(cast):
    key = keys.make(cast.officer_of(cast.committee), "thử")

    token = Token.objects.get()
    assert key not in (token.digest, token.purpose)
    assert keys.user_of(key) == token.user
    assert Entry.objects.filter(event="key-made").exists()


@pytest.mark.parametrize("change", [{"ended_at": NOW}, {"expires_at": clock.real_now() - timedelta(seconds=1)}])
def test_a_key_that_ended_or_expired_opens_nothing(cast, change):
    key = keys.make(cast.officer_of(cast.committee), "thử")
    Token.objects.update(**change)

    assert keys.user_of(key) is None


def test_the_key_of_a_blocked_user_opens_nothing(cast):
    actor = cast.officer_of(cast.committee)
    key = keys.make(actor, "thử")
    actor.user.is_active = False
    actor.user.save()

    assert keys.user_of(key) is None


def test_gives_a_duty_with_its_owners_and_rule(cast, reporting):
    answer = with_key_of(cast, cast.committee).get(reverse("api:obligations")).json()

    (duty,) = [item for item in answer["items"] if item["id"] == str(reporting.obligation.pk)]
    assert duty["recipient"] == "Ban Chỉ đạo Cuộc vận động huyện Suối Mơ"
    assert len(duty["owners"]) == 3
    assert duty["due_rules"][0]["every"] == "quarter"


def test_gives_figures_as_numbers_once_filed(cast, reporting):
    reporting.received(cast.commune_a, luot=1234, ho=0)
    client = with_key_of(cast, cast.committee)

    answer = client.get(reverse("api:submissions"), {"obligation": str(reporting.obligation.pk)}).json()

    assert answer["count"] == 1
    (report,) = answer["items"]
    figures = {figure["indicator"]: figure["value"] for figure in report["figures"]}
    assert (figures["luot"], figures["ho"]) == (1234, 0)
    assert "hv" not in figures  # missing is not zero
    assert report["period_start"] == QUARTER_2.start.isoformat()


def test_another_commune_sees_no_report_that_is_not_its_own(cast, reporting):
    reporting.received(cast.commune_a)

    answer = with_key_of(cast, cast.commune_b).get(reverse("api:submissions")).json()

    assert answer == {"count": 0, "offset": 0, "items": []}


@pytest.mark.parametrize("name", LISTS)
def test_a_stranger_sees_nothing(cast, reporting, name):
    reporting.received(cast.commune_a)
    actions.consolidate(reporting.obligation, QUARTER_2, by=cast.officer_of(cast.committee), now=NOW)

    answer = with_key_of(cast, cast.stranger_body).get(reverse(f"api:{name}")).json()

    assert answer["count"] == 0


def test_the_board_says_who_reported(cast, reporting):
    reporting.received(cast.commune_a)

    table = with_key_of(cast, cast.committee).get(reverse("api:board", args=[cast.programme.code])).json()

    cells = {row["body"]: {cell["period"]: cell["standing"] for cell in row["cells"]} for row in table["rows"]}
    assert cells["Đảng ủy xã Đồi Thông"][QUARTER_2.label] in {"on-time", "late"}
    assert cells["Đảng ủy xã Khe Lá"][QUARTER_2.label] in {"missing", "not-due"}


def test_a_consolidation_gives_exactly_what_its_fingerprint_covers(cast, reporting):
    reporting.received(cast.commune_a, luot=5)
    made = actions.consolidate(reporting.obligation, QUARTER_2, by=cast.officer_of(cast.committee), now=NOW)
    client = with_key_of(cast, cast.committee)

    whole = client.get(reverse("api:consolidation", args=[made.pk])).json()
    stranger = with_key_of(cast, cast.stranger_body).get(reverse("api:consolidation", args=[made.pk]))

    assert hashlib.sha256(rfc8785.dumps(whole["frozen"])).hexdigest() == whole["fingerprint"] == made.fingerprint
    assert stranger.status_code == 404


@pytest.mark.parametrize("bodies", [1, 3])
def test_costs_the_same_for_one_report_and_for_many(cast, reporting, bodies, django_assert_max_num_queries):
    for body in (cast.commune_a, cast.commune_b, cast.commune_c)[:bodies]:
        reporting.received(body)
    client = with_key_of(cast, cast.committee)

    with django_assert_max_num_queries(9):
        assert len(client.get(reverse("api:submissions")).json()["items"]) == bodies


@pytest.mark.parametrize("limit", [-5, 0, 100000])
def test_a_page_never_grows_beyond_its_bound(cast, reporting, limit):
    answer = with_key_of(cast, cast.committee).get(reverse("api:obligations"), {"limit": limit, "offset": -3})

    assert answer.status_code == 200
    assert len(answer.json()["items"]) <= 200


def test_the_description_names_every_route(db):
    described = Client().get(reverse("api:openapi-json")).json()

    assert set(described["paths"]) == {
        "/api/v1/documents", "/api/v1/documents/{document_id}", "/api/v1/obligations", "/api/v1/submissions",
        "/api/v1/board/{programme}", "/api/v1/consolidations", "/api/v1/consolidations/{consolidation_id}",
    }  # fmt: skip


def test_the_page_shows_a_new_key_once(cast, client):
    client.force_login(cast.user_of(cast.committee), "django.contrib.auth.backends.ModelBackend")

    made = client.post(reverse("keys:tokens"), {"purpose": "Phần mềm của sở"})
    again = client.get(reverse("keys:tokens"))

    assert "nc_" in made.content.decode()
    assert "nc_" not in again.content.decode()
    assert "Phần mềm của sở" in again.content.decode()


def test_only_its_user_ends_a_key(cast, client):
    keys.make(cast.officer_of(cast.committee), "thử")
    token = Token.objects.get()
    client.force_login(cast.user_of(cast.women), "django.contrib.auth.backends.ModelBackend")

    assert client.post(reverse("keys:end", args=[token.pk])).status_code == 404
    client.force_login(cast.user_of(cast.committee), "django.contrib.auth.backends.ModelBackend")
    assert client.post(reverse("keys:end", args=[token.pk])).status_code == 302
    token.refresh_from_db()
    assert token.ended_at is not None
