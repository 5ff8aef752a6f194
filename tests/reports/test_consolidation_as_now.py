"""A figure of then by the bodies of today: merged ones together, divided ones apart, the total as it was."""

from __future__ import annotations

from datetime import date

from django.test import Client
from django.urls import reverse

from nhipcau.organisations.models import Level, OrganisationKind, OrganisationSpan, Succession
from nhipcau.reports.queries.opened import by_heirs
from tests.cast import NOW, TODAY, Cast
from tests.reports.world import QUARTER_2, Reporting

DAY = date(2023, 7, 5)


def end(cast: Cast, body: str) -> None:
    OrganisationSpan.objects.filter(organisation=cast.bodies[body]).update(valid_until=DAY)


def became(cast: Cast, old: str, new: str) -> None:
    Succession.objects.create(
        predecessor=cast.bodies[old], successor=cast.bodies[new], on_day=DAY, document="NQ", recorded_at=NOW
    )


def reorganised(cast: Cast) -> None:
    """A and B became one; C was divided between it and another one."""
    for key, name in (("merged", "Đảng ủy xã Đồi Lá"), ("other", "Đảng ủy xã Bãi Dâu")):
        cast.add(key, name, name, OrganisationKind.PARTY_COMMITTEE, Level.COMMUNE)
    for old, new in (
        ("commune_a", "merged"), ("commune_b", "merged"), ("commune_c", "merged"), ("commune_c", "other"),
    ):  # fmt: skip
        became(cast, old, new)
    for old in ("commune_a", "commune_b", "commune_c"):
        end(cast, old)


def test_merged_bodies_stand_together_and_divided_ones_apart(cast: Cast) -> None:
    reorganised(cast)
    values = {cast.commune_a.pk: 3, cast.commune_b.pk: 4, cast.commune_c.pk: 50, cast.women.pk: 7}

    now = by_heirs(values, QUARTER_2, on=TODAY)

    assert {part.body.organisation_id: part.value for part in now.parts} == {cast.merged.pk: 7, cast.women.pk: 7}
    women = next(part for part in now.parts if part.body.organisation_id == cast.women.pk)
    assert women.is_same
    (divided,) = now.undivided
    assert divided.value == 50 and {heir.organisation_id for heir in divided.heirs} == {cast.merged.pk, cast.other.pk}
    assert now.ended == ()


def test_before_the_day_of_the_reorganisation_nothing_is_otherwise(cast: Cast) -> None:
    reorganised(cast)

    now = by_heirs({cast.commune_a.pk: 3}, QUARTER_2, on=date(2023, 7, 4))

    assert now.parts[0].is_same and now.undivided == ()


def test_what_ended_without_an_heir_is_still_in_the_total(cast: Cast) -> None:
    end(cast, "commune_a")

    now = by_heirs({cast.commune_a.pk: 3}, QUARTER_2, on=TODAY)

    assert now.parts == () and now.ended[0].value == 3


def test_the_page_has_the_switch(reporting: Reporting) -> None:
    cast = reporting.cast
    for body, sessions in ((cast.commune_a, 3), (cast.commune_b, 4), (cast.commune_c, 50)):
        reporting.received(body, buoi=sessions)
    reorganised(cast)
    client = Client()
    client.force_login(cast.user_of(cast.committee), "django.contrib.auth.backends.ModelBackend")
    address = reverse(
        "reports:figure",
        args=[
            reporting.obligation.pk, QUARTER_2.start.isoformat(), QUARTER_2.end.isoformat(),
            reporting.fields()["buoi"].indicator_id,
        ],
    )  # fmt: skip

    then, now = (client.get(address + query).content.decode() for query in ("", "?theo=hien-nay"))

    assert "chưa chia" not in then and "Đảng ủy xã Đồi Lá" not in then
    assert "chưa chia" in now and "Đảng ủy xã Đồi Lá" in now and "Đảng ủy xã Bãi Dâu" in now
    assert ">57<" in then and ">57<" in now, "the total does not change"
