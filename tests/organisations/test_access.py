"""The gate by hand: day edges, lines, heirs, kinds of standing, deeds. The whole of it is proved in `tests/access`."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nhipcau.documents.models import Document, Party, PartyKind, StoredFile, Upload
from nhipcau.ids import new_id
from nhipcau.obligations.models import AnsweredName, Follower, Obligation, Occurrence, Owner
from nhipcau.organisations import access
from nhipcau.organisations.access import Right
from nhipcau.organisations.actions import rebuild_closure, succeed
from nhipcau.organisations.models import Line, LineRole, Post, Programme, Role, Succession, User
from tests.cast import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def document(cast: Cast, **fields: object) -> Document:
    """Make a document of the steering committee's register, unless told otherwise."""
    facts = {"body": cast.committee, "direction": "out", "type": "thông báo", "number": "1-TB/BCĐ"} | fields
    return Document.objects.create(registered_at=NOW, registered_by=cast.user_of(cast.committee), **facts)


def duty(cast: Cast, *, owner: str = "commune_a", **fields: object) -> Occurrence:
    """Make a duty of one owner towards the committee through the front, with one occurrence."""
    facts = {"recipient": cast.committee, "via": cast.front, "programme": cast.programme, "issuer": cast.committee}
    obligation = Obligation.objects.create(
        document=document(cast), kind="report", title="báo cáo", text="báo cáo quý", confirmed_at=NOW,
        confirmed_by=cast.user_of(cast.committee), holds_from=TODAY, **(facts | fields),
    )  # fmt: skip
    Owner.objects.create(obligation=obligation, organisation=cast.bodies[owner])
    return Occurrence.objects.create(
        obligation=obligation, body=cast.bodies[owner], period_start=TODAY, period_end=TODAY, period_label="quý II",
        opened_at=NOW,
    )  # fmt: skip


def sees(actor: access.Actor, row: object) -> bool:
    """Return whether the gate shows the row to the actor."""
    return type(row).objects.visible_to(actor).filter(pk=row.pk).exists()


# ---- posts ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("begins", "ends", "is_held"),
    [
        (None, None, True),  # for ever
        (TODAY, None, True),  # the first day counts
        (TODAY + DAY, None, False),  # not yet
        (None, TODAY, False),  # the end is excluded
        (None, TODAY + DAY, True),  # the last day counts
        (TODAY, TODAY + DAY, True),  # one day only
        (TODAY - DAY, TODAY, False),
    ],
)
def test_a_post_gives_sight_and_rights_on_its_days_only(cast, begins, ends, is_held):
    user = User.objects.create(username="nguoi-moi", display_name="Chuyên viên")
    Post.objects.create(
        user=user, organisation=cast.committee, role=Role.LEADER, title="Trưởng ban", valid_from=begins,
        valid_until=ends, recorded_at=NOW,
    )  # fmt: skip
    paper = document(cast)

    actor = access.actor_of(user, on=TODAY)

    assert len(actor.posts) == is_held
    assert sees(actor, paper) is is_held
    assert (access.may(actor, Right.CONFIRM_DUTIES, about=paper) is not None) is is_held
    assert (access.may(actor, Right.CONFIRM_DUTIES) is not None) is is_held


def test_a_user_without_a_post_sees_nothing_and_may_nothing(cast):
    user = User.objects.create(username="khong-vi-tri", display_name="Không vị trí")
    paper = document(cast)

    actor = access.actor_of(user, on=TODAY)

    assert not Document.objects.visible_to(actor).exists()
    assert all(access.may(actor, right, about=paper) is None for right in Right)
    assert all(access.may(actor, right) is None for right in Right)


def test_flags_of_django_give_nothing(cast):
    user = User.objects.create(username="sieu-nguoi", display_name="Siêu người dùng")
    user.is_superuser = user.is_staff = True

    assert not Document.objects.visible_to(access.actor_of(user, on=TODAY)).exists()


def test_several_posts_are_seen_from_at_once(cast):
    user = User.objects.create(username="hai-vi-tri", display_name="Hai vị trí")
    for body in (cast.committee, cast.commune_b):
        Post.objects.create(user=user, organisation=body, role=Role.CLERK, title="Văn thư", recorded_at=NOW)

    actor = access.actor_of(user, on=TODAY)

    assert sees(actor, document(cast)) and sees(actor, document(cast, body=cast.commune_b))
    assert not sees(actor, document(cast, body=cast.commune_a))


def test_who_an_actor_is_costs_two_queries(cast, django_assert_num_queries):
    user = cast.user_of(cast.committee)

    with django_assert_num_queries(2):
        access.actor_of(user, on=TODAY)


# ---- successors -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "inherits"),
    [(TODAY - DAY, True), (TODAY, True), (TODAY + DAY, False)],
    ids=["yesterday", "from this day on", "only tomorrow"],
)
def test_a_successor_inherits_from_the_day_of_succession_on(cast, day, inherits):
    Succession.objects.create(predecessor=cast.commune_a, successor=cast.commune_b, on_day=day, recorded_at=NOW)
    old = document(cast, body=cast.commune_a)

    heir = cast.officer_of(cast.commune_b)

    assert sees(heir, old) is inherits
    assert (access.may(heir, Right.DRAFT, about=old) is not None) is inherits
    assert (access.may(heir, Right.DRAFT, about=cast.commune_a) is not None) is inherits


def test_a_predecessor_does_not_see_what_its_successor_does(cast):
    Succession.objects.create(predecessor=cast.commune_a, successor=cast.commune_b, on_day=TODAY, recorded_at=NOW)

    assert not sees(cast.officer_of(cast.commune_a), document(cast, body=cast.commune_b))


def test_history_passes_over_generations_and_splits(cast):
    for old, new in (("farmers", "women"), ("women", "front"), ("women", "agency")):
        Succession.objects.create(
            predecessor=cast.bodies[old], successor=cast.bodies[new], on_day=TODAY, recorded_at=NOW
        )

    assert access.predecessors_of(cast.front.pk, on=TODAY) == {cast.front.pk, cast.women.pk, cast.farmers.pk}
    assert access.predecessors_of(cast.agency.pk, on=TODAY) == {cast.agency.pk, cast.women.pk, cast.farmers.pk}
    assert access.predecessors_of(cast.women.pk, on=TODAY - DAY) == {cast.women.pk}


def test_a_ring_of_successions_ends(cast):
    for old, new, day in (("farmers", "women", TODAY - DAY), ("women", "farmers", TODAY)):
        Succession.objects.create(predecessor=cast.bodies[old], successor=cast.bodies[new], on_day=day, recorded_at=NOW)

    assert access.predecessors_of(cast.women.pk, on=TODAY) == {cast.women.pk, cast.farmers.pk}


# ---- documents and uploads ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "is_released", "is_shown"),
    [
        (PartyKind.ADDRESSEE, True, True),
        (PartyKind.DISTRIBUTION, True, True),
        (PartyKind.OWNER, True, True),
        (PartyKind.ADDRESSEE, False, False),  # not yet issued in the program
        (PartyKind.DISTRIBUTION, False, False),
        (PartyKind.OWNER, False, True),  # it was given a duty by this paper
    ],
)
def test_whom_a_paper_names_sees_it_once_it_is_released(cast, kind, is_released, is_shown):
    paper = document(cast, is_released=is_released)
    Party.objects.create(document=paper, kind=kind, organisation=cast.women)

    assert sees(cast.officer_of(cast.women), paper) is is_shown
    assert not sees(cast.officer_of(cast.farmers), paper)


@pytest.mark.parametrize("is_released", [True, False])
def test_an_issuer_sees_its_paper_in_another_register_once_it_is_released(cast, is_released):
    paper = document(cast, body=cast.commune_a, issuer=cast.committee, is_released=is_released)

    assert sees(cast.officer_of(cast.committee), paper) is is_released
    assert (access.may(cast.leader_of(cast.committee), Right.CONFIRM_DUTIES, about=paper) is not None) is is_released


def test_an_upload_is_seen_by_its_uploader_alone(cast):
    uploader = cast.user_of(cast.committee)
    upload = _upload(cast, uploader)

    assert sees(access.actor_of(uploader, on=TODAY), upload)
    assert not sees(cast.leader_of(cast.committee), upload)
    assert not sees(cast.officer_of(cast.stranger_body), upload)


def test_who_left_his_post_no_longer_sees_his_upload(cast):
    uploader = cast.user_of(cast.committee)
    upload = _upload(cast, uploader)
    uploader.posts.update(valid_until=TODAY)
    Post.objects.create(user=uploader, organisation=cast.women, role=Role.LEADER, title="Chủ tịch", recorded_at=NOW)

    assert not sees(access.actor_of(uploader, on=TODAY), upload)


def _upload(cast: Cast, uploader: User) -> Upload:
    file = StoredFile.objects.create(sha256="a" * 64, size=1, content_type="text/plain", stored_at=NOW)
    return Upload.objects.create(
        client_key=new_id(), uploader=uploader, body=cast.committee, file=file, name="tep.txt", uploaded_at=NOW
    )


# ---- duties, lines, followers ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "is_shown"),
    [
        ("commune_a", True),  # owes it
        ("committee", True),  # receives it
        ("front", True),  # it passes through
        ("province", True),  # two lines above
        ("commune_b", False),
        ("women", False),
        ("party", False),  # parent of the bodies, in no line of the programme
        ("stranger_body", False),
    ],
)
def test_a_duty_is_seen_where_it_concerns(cast, body, is_shown):
    occurrence = duty(cast)

    assert sees(cast.officer_of(cast.bodies[body]), occurrence) is is_shown
    assert sees(cast.officer_of(cast.bodies[body]), occurrence.obligation) is is_shown


@pytest.mark.parametrize(
    ("begins", "ends", "is_below"),
    [
        (TODAY, None, True),
        (TODAY + DAY, None, False),
        (None, TODAY, False),
        (None, TODAY + DAY, True),
    ],
)
def test_a_line_counts_on_its_days_only(cast, begins, ends, is_below):
    Line.objects.create(
        programme=cast.programme, lower=cast.commune_a, upper=cast.mass_movement, role=LineRole.REPORTS_TO,
        valid_from=begins, valid_until=ends, recorded_at=NOW,
    )  # fmt: skip
    rebuild_closure(cast.programme)

    assert sees(cast.officer_of(cast.mass_movement), duty(cast)) is is_below


@pytest.mark.parametrize("role", [LineRole.THROUGH, LineRole.FOLLOWS])
def test_only_lines_of_reporting_give_sight_from_above(cast, role):
    Line.objects.create(
        programme=cast.programme, lower=cast.commune_a, upper=cast.mass_movement, role=role, recorded_at=NOW
    )
    rebuild_closure(cast.programme)

    assert not sees(cast.officer_of(cast.mass_movement), duty(cast))


def test_a_line_counts_in_its_own_programme_only(cast):
    other = Programme.objects.create(code="khac", name="Khác", short_name="Khác")

    assert not sees(cast.officer_of(cast.province), duty(cast, programme=other))
    assert not sees(cast.officer_of(cast.province), duty(cast, programme=None))


def test_a_follower_of_all_sees_all_and_of_a_part_that_part(cast):
    mine, others = duty(cast, owner="commune_a"), duty(cast, owner="commune_b")
    for occurrence in (mine, others):
        Follower.objects.create(obligation=occurrence.obligation, organisation=cast.mass_movement, owner=cast.commune_a)
    Follower.objects.create(obligation=others.obligation, organisation=cast.agency)

    assert sees(cast.officer_of(cast.mass_movement), mine)
    assert not sees(cast.officer_of(cast.mass_movement), others)
    assert sees(cast.officer_of(cast.agency), others)
    assert not sees(cast.officer_of(cast.agency), mine)


def test_a_follower_of_a_name_sees_the_body_that_answers_for_it(cast):
    occurrence = duty(cast)
    AnsweredName.objects.create(occurrence=occurrence, organisation=cast.committee_a)
    Follower.objects.create(obligation=occurrence.obligation, organisation=cast.mass_movement, owner=cast.committee_a)

    assert sees(cast.officer_of(cast.mass_movement), occurrence)


@pytest.mark.parametrize(
    ("day", "is_seen"),
    [(TODAY - DAY, True), (TODAY, True), (TODAY + DAY, False)],
    ids=["yesterday", "from this day on", "only tomorrow"],
)
def test_a_reorganisation_cuts_no_history_for_those_above(cast, day, is_seen):
    """The old reports of a body belong to its heir, and whoever stands above the heir sees them."""
    administrator = cast.actor_of(cast.party, Role.ADMINISTRATOR)
    old = duty(cast, owner="stranger_body", recipient=None, via=None)

    succeed(cast.stranger_body, cast.commune_a, by=administrator, now=NOW, on_day=day)

    assert sees(cast.officer_of(cast.province), old) is is_seen
    assert not sees(cast.officer_of(cast.mass_movement), old)


# ---- deeds ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "role", "right", "is_allowed"),
    [
        ("commune_a", Role.OFFICER, Right.FILL_REPORT, True),
        ("commune_a", Role.CLERK, Right.FILL_REPORT, False),
        ("commune_a", Role.OFFICER, Right.SIGN_OFF, False),  # the head's
        ("commune_a", Role.LEADER, Right.SIGN_OFF, True),
        ("commune_a", Role.LEADER, Right.RECEIVE_REPORT, False),  # nobody receives his own
        ("commune_b", Role.LEADER, Right.FILL_REPORT, False),
        ("front", Role.OFFICER, Right.FORWARD_REPORT, True),
        ("front", Role.LEADER, Right.RECEIVE_REPORT, False),
        ("front", Role.OFFICER, Right.ENTER_FOR_OTHERS, True),
        ("committee", Role.OFFICER, Right.RECEIVE_REPORT, True),
        ("committee", Role.CLERK, Right.RECEIVE_REPORT, False),
        ("committee", Role.OFFICER, Right.DECIDE_ON_LATENESS, False),
        ("committee", Role.LEADER, Right.DECIDE_ON_LATENESS, True),
        ("committee", Role.ADMINISTRATOR, Right.RECEIVE_REPORT, False),
        ("province", Role.LEADER, Right.RECEIVE_REPORT, False),  # from above one sees and does nothing
        ("province", Role.LEADER, Right.URGE, False),
        ("stranger_body", Role.LEADER, Right.URGE, False),
    ],
)
def test_a_deed_belongs_to_the_post_that_it_concerns(cast, body, role, right, is_allowed):
    actor = cast.actor_of(cast.bodies[body], role)

    assert (access.may(actor, right, about=duty(cast)) is not None) is is_allowed


def test_a_delegate_may_confirm_and_sign_off_and_no_more(cast):
    delegate = cast.user_of(cast.commune_a)
    delegate.posts.update(is_delegate=True)
    actor = access.actor_of(delegate, on=TODAY)

    assert access.may(actor, Right.SIGN_OFF, about=cast.commune_a)
    assert access.may(actor, Right.CONFIRM_DUTIES, about=cast.commune_a)
    assert access.may(actor, Right.DECIDE_ON_LATENESS, about=cast.commune_a) is None
    assert access.may(actor, Right.SIGN_OFF, about=cast.commune_b) is None


def test_require_gives_the_post_that_acts_and_what_the_trail_needs(cast):
    actor = cast.leader_of(cast.commune_a)

    acting = access.require(actor, Right.SIGN_OFF, about=duty(cast))

    assert acting.post == actor.posts[0]
    assert acting.trail_fields() == {
        "user_id": str(actor.user.pk),
        "user_label": actor.user.display_name,
        "post_id": str(actor.posts[0].post_id),
        "post_label": actor.posts[0].title,
        "body_id": str(cast.commune_a.pk),
        "on_behalf_of": "",
    }


def test_require_tells_a_person_whom_to_ask(cast):
    with pytest.raises(access.Denied, match="Hãy liên hệ lãnh đạo"):
        access.require(cast.officer_of(cast.commune_b), Right.FILL_REPORT, about=duty(cast))


def test_the_gate_adds_conditions_and_no_rows(cast, django_assert_num_queries):
    occurrence = duty(cast)
    for _ in range(3):
        Follower.objects.create(obligation=occurrence.obligation, organisation=cast.committee)
    actor = cast.officer_of(cast.committee)

    with django_assert_num_queries(1):
        rows = list(Occurrence.objects.visible_to(actor))

    assert rows == [occurrence]
