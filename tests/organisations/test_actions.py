"""Deeds on bodies, lines, groups, people: what changed, what the trail says, who is refused, what happens twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from nhipcau.audit.models import Entry
from nhipcau.organisations import access, actions, bulk, names
from nhipcau.organisations.actions.lines import LineExists
from nhipcau.organisations.actions.people import UsernameTaken
from nhipcau.organisations.actions.programmes import DueSettings
from nhipcau.organisations.closure import LineCycle
from nhipcau.organisations.events import Event
from nhipcau.organisations.models import (
    FocalUnit,
    GroupMember,
    Level,
    Line,
    LineClosure,
    LineRole,
    OrganisationKind,
    OrganisationSpan,
    Post,
    Role,
)
from tests.cast import NOW, TODAY

JULY_20 = date(2023, 7, 20)
AUGUST = date(2023, 8, 1)


@pytest.fixture
def administrator(cast):
    return cast.actor_of(cast.party, Role.ADMINISTRATOR)


@pytest.fixture
def facts(cast):
    return actions.BodyFacts(
        name="Phòng Y tế huyện Suối Mơ", short_name="Phòng Y tế", kind=OrganisationKind.AGENCY, level=Level.DISTRICT,
        rank=500, parent=cast.peoples, symbol="PYT",
    )  # fmt: skip


def events() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("event", flat=True))


def test_creates_a_body_with_folded_names_and_a_trail(administrator, facts):
    body = actions.create_body(facts, by=administrator, now=NOW)

    span = body.spans.get()
    assert (span.folded, span.folded_short, span.valid_from) == ("phong y te huyen suoi mo", "phong y te", None)
    assert events() == [Event.BODY_CREATED]
    assert Entry.objects.get().about_label == "Phòng Y tế huyện Suối Mơ"


@pytest.mark.parametrize("role", [Role.CLERK, Role.OFFICER, Role.LEADER])
def test_refuses_who_does_not_administer(cast, facts, role):
    with pytest.raises(access.Denied):
        actions.create_body(facts, by=cast.actor_of(cast.party, role), now=NOW)

    assert events() == []


def test_a_change_closes_a_span_and_opens_the_next(cast, administrator):
    span = cast.agency.spans.get()
    facts = replace(actions.facts_of(span), name="Phòng Dân tộc và Tôn giáo huyện Suối Mơ")

    actions.change_body(cast.agency, facts, by=administrator, now=NOW, from_day=AUGUST, document="01/NQ")

    assert names.bodies([cast.agency.pk], on=TODAY)[cast.agency.pk].name == span.name
    assert names.bodies([cast.agency.pk], on=AUGUST)[cast.agency.pk].name == facts.name
    assert [(row.valid_from, row.valid_until) for row in cast.agency.spans.order_by("pk")] == [
        (None, AUGUST), (AUGUST, None),
    ]  # fmt: skip


def test_a_change_on_the_first_day_of_a_span_is_refused(cast, administrator):
    facts = actions.facts_of(cast.agency.spans.get())
    actions.change_body(cast.agency, facts, by=administrator, now=NOW, from_day=AUGUST)

    with pytest.raises(actions.SpanRefused, match="01/08/2023"), transaction.atomic():
        actions.change_body(cast.agency, facts, by=administrator, now=NOW, from_day=AUGUST)

    assert cast.agency.spans.count() == 2


def test_a_change_before_a_known_later_one_ends_where_that_begins(cast, administrator):
    facts = actions.facts_of(cast.agency.spans.get())
    actions.change_body(cast.agency, replace(facts, name="Sau"), by=administrator, now=NOW, from_day=AUGUST)

    actions.change_body(cast.agency, replace(facts, name="Giữa"), by=administrator, now=NOW, from_day=JULY_20)

    rows = sorted(cast.agency.spans.values_list("name", "valid_from", "valid_until"), key=lambda row: str(row[1]))
    assert rows[0] == ("Giữa", JULY_20, AUGUST)


def test_ending_a_body_ends_its_lines_memberships_and_focal_units(cast, administrator):
    actions.end_body(cast.women, by=administrator, now=NOW, on_day=JULY_20)

    held = Line.objects.on(JULY_20).filter(lower=cast.women)
    assert not held.exists()
    assert Line.objects.on(TODAY).filter(lower=cast.women).exists(), "history stands"
    assert not GroupMember.objects.on(JULY_20).filter(organisation=cast.women).exists()
    seen_from = {row.upper_id for row in LineClosure.objects.on(JULY_20).filter(lower=cast.women)}
    assert seen_from == {row.upper_id for row in LineClosure.objects.on(TODAY).filter(lower=cast.women)}, (
        "what it did is still seen from above"
    )
    assert LineClosure.objects.on(TODAY).filter(lower=cast.women, upper=cast.province).exists()


def test_a_successor_inherits_and_nothing_is_recorded_twice(cast, administrator):
    actions.succeed(cast.women, cast.front, by=administrator, now=NOW, on_day=TODAY, document="12/QĐ")

    assert cast.women.pk in cast.officer_of(cast.front).bodies
    with pytest.raises(actions.AlreadySucceeded):
        actions.succeed(cast.women, cast.front, by=administrator, now=NOW, on_day=TODAY)
    with pytest.raises(actions.SpanRefused):
        actions.succeed(cast.front, cast.women, by=administrator, now=NOW, on_day=TODAY)


def test_a_line_is_set_with_its_closure_and_refused_twice(cast, administrator):
    line = actions.set_line(
        cast.programme, lower=cast.mass_movement, upper=cast.committee, role=LineRole.REPORTS_TO, by=administrator,
        now=NOW, valid_from=JULY_20,
    )  # fmt: skip

    below = LineClosure.objects.filter(lower=cast.mass_movement).values_list("upper", "depth", "valid_from")
    assert set(below) == {(cast.committee.pk, 1, JULY_20), (cast.province.pk, 2, JULY_20)}
    with pytest.raises(LineExists):
        actions.set_line(
            cast.programme, lower=cast.mass_movement, upper=cast.committee, role=LineRole.REPORTS_TO,
            by=administrator, now=NOW, valid_from=AUGUST,
        )  # fmt: skip
    actions.end_line(line, on_day=AUGUST, by=administrator, now=NOW)
    assert not LineClosure.objects.on(AUGUST).filter(lower=cast.mass_movement).exists()
    assert LineClosure.objects.on(JULY_20).filter(lower=cast.mass_movement).count() == 2


def test_a_ring_of_lines_is_refused_and_leaves_nothing(cast, administrator):
    before = Line.objects.count()

    with pytest.raises(LineCycle), transaction.atomic():
        actions.set_line(
            cast.programme, lower=cast.province, upper=cast.commune_a, role=LineRole.REPORTS_TO, by=administrator,
            now=NOW,
        )  # fmt: skip

    assert Line.objects.count() == before


def test_a_focal_unit_replaces_the_one_before(cast, administrator):
    actions.set_focal_unit(
        cast.peoples_a, cast.committee_a, programme=cast.programme, by=administrator, now=NOW, from_day=JULY_20
    )

    held = FocalUnit.objects.filter(member=cast.peoples_a)
    assert held.on(TODAY).get().unit == cast.commune_a
    assert held.on(JULY_20).get().unit == cast.committee_a


def test_users_and_posts(cast, administrator):
    user = actions.create_user("canbo.moi", "Cán bộ mới", by=administrator, now=NOW, password="mot-mat-khau-dai")
    post = actions.give_post(
        user, cast.women, role=Role.OFFICER, title="Cán bộ", by=administrator, now=NOW, valid_from=date(2023, 7, 1)
    )

    assert access.actor_of(user, on=TODAY).posts[0].post_id == post.pk
    actions.end_post(post, on_day=TODAY, by=administrator, now=NOW)
    assert access.actor_of(user, on=TODAY).posts == ()
    with pytest.raises(UsernameTaken):
        actions.create_user("canbo.moi", "Người khác", by=administrator, now=NOW)
    with pytest.raises(ValidationError):
        actions.set_password(user, "12345", by=administrator, now=NOW)
    assert "mot-mat-khau-dai" not in str(list(Entry.objects.values_list("details", flat=True)))


def test_a_post_that_ends_on_its_first_day_was_never_held(cast, administrator):
    user = actions.create_user("canbo.moi", "Cán bộ mới", by=administrator, now=NOW)
    post = actions.give_post(
        user, cast.women, role=Role.OFFICER, title="Cán bộ", by=administrator, now=NOW, valid_from=TODAY
    )

    actions.end_post(post, on_day=TODAY, by=administrator, now=NOW)

    assert not Post.objects.filter(user=user).exists()


def test_nobody_shuts_himself_out(administrator):
    with pytest.raises(access.Denied):
        actions.set_active(administrator.user, False, by=administrator, now=NOW)
    with pytest.raises(access.Denied):
        actions.end_post(Post.objects.get(pk=administrator.posts[0].post_id), on_day=TODAY, by=administrator, now=NOW)


def test_settings_of_due_times_are_the_coordinators(cast):
    wanted = DueSettings(before_is_strict=True, grace_days=2, off_day_rule="next")

    actions.change_due_settings(cast.programme, wanted, by=cast.officer_of(cast.front), now=NOW)
    cast.programme.refresh_from_db()

    assert (cast.programme.before_is_strict, cast.programme.grace_days) == (True, 2)
    with pytest.raises(access.Denied):
        actions.change_due_settings(cast.programme, wanted, by=cast.officer_of(cast.commune_a), now=NOW)
    actions.change_due_settings(cast.programme, wanted, by=cast.officer_of(cast.front), now=NOW)
    assert events() == [Event.PROGRAMME_CHANGED], "the same settings again change nothing"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("first", "second", "is_refused"),
    [
        ((None, None), (AUGUST, None), True),
        ((None, AUGUST), (AUGUST, None), False),
        ((None, AUGUST), (JULY_20, None), True),
        ((TODAY, JULY_20), (None, TODAY), False),
        ((TODAY, JULY_20), (None, AUGUST), True),
        ((TODAY, JULY_20), (JULY_20, AUGUST), False),
    ],
)
def test_the_database_refuses_overlapping_spans(cast, facts, first, second, is_refused):
    body = cast.agency
    body.spans.all().delete()
    facts.span(body, now=NOW, valid_from=first[0], valid_until=first[1]).save()

    def write() -> None:
        with transaction.atomic():
            bulk.OrganisationSpan.objects.bulk_create(
                [facts.span(body, now=NOW, valid_from=second[0], valid_until=second[1])]
            )

    if is_refused:
        with pytest.raises(DatabaseError, match="overlap"):
            write()
        assert OrganisationSpan.objects.filter(organisation=body).count() == 1
    else:
        write()
    assert connection.vendor in ("sqlite", "postgresql")
