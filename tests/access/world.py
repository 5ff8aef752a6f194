"""A crowded world for the gate: the cast, more lines, posts at the edges of their spans, successions, and random rows.

The rows are written straight into the tables, so that every state occurs, also those that the pages lead to rarely.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from uuid import uuid4

from nhipcau.api.models import Token
from nhipcau.documents.models import (
    Document,
    DocumentFile,
    Party,
    PartyKind,
    StoredFile,
    Upload,
    UploadPage,
    UploadState,
)
from nhipcau.drafting.models import Draft
from nhipcau.obligations.models import (
    AnsweredName,
    DueRule,
    Follower,
    Obligation,
    Occurrence,
    Owner,
    Proposal,
    Share,
)
from nhipcau.organisations.actions import rebuild_closure
from nhipcau.organisations.models import (
    Level,
    Line,
    LineRole,
    Organisation,
    OrganisationKind,
    Post,
    Programme,
    Role,
    Succession,
    User,
)
from nhipcau.reminders.models import Digest
from nhipcau.reports.models import (
    Attachment,
    Consolidation,
    FormVersion,
    Indicator,
    ReportForm,
    Submission,
    Target,
    Version,
)
from tests.cast import NOW, TODAY, Cast, make_cast

DAY = timedelta(days=1)
LONG_AGO = date(2015, 1, 1)


@dataclass
class World:
    """The cast, the programmes, everybody who logs in (with a word on who he is), and the chance that made the rows."""

    cast: Cast
    chance: Random
    programmes: list[Programme]
    people: dict[str, User] = field(default_factory=dict)
    files: int = 0

    @property
    def bodies(self) -> list[Organisation]:
        """Every body, in protocol order."""
        return list(self.cast.bodies.values())

    def body(self) -> Organisation:
        """Return any body."""
        return self.chance.choice(self.bodies)

    def body_or_none(self) -> Organisation | None:
        """Return any body, or none."""
        return self.body() if self.chance.random() < 0.6 else None

    def likely(self, chance: float = 0.5) -> bool:
        """Return whether something happens."""
        return self.chance.random() < chance

    def user(self) -> User:
        """Return anybody."""
        return self.chance.choice(list(self.people.values()))

    def file(self) -> StoredFile:
        """Return a fresh stored file."""
        self.files += 1
        digest = hashlib.sha256(f"tệp {self.files}".encode()).hexdigest()
        return StoredFile.objects.create(sha256=digest, size=8, content_type="text/plain", stored_at=NOW)


def make_world(seed: int, size: int = 1) -> World:
    """Make the world of a seed in the test's database; `size` multiplies the number of rows."""
    chance = Random(seed)
    cast = make_cast()
    world = World(cast, chance, [cast.programme])
    _more_bodies(cast)
    _more_programmes(world)
    _successions(cast)
    _endings(cast)
    for programme in Programme.objects.all():
        rebuild_closure(programme)
    _people(world)
    _papers(world, 30 * size)
    _duties(world, 24 * size)
    _consolidations(world, 14 * size)
    _targets(world, 14 * size)
    for user in list(User.objects.order_by("username"))[::3]:
        Digest.objects.create(user=user, day=TODAY, made_at=NOW)
    return world


def _more_bodies(cast: Cast) -> None:
    for key, name in (
        ("old_party", "Đảng bộ Suối Cũ"),
        ("oldest_party", "Đảng bộ Suối Xưa"),
        ("joined_today", "Đảng ủy xã Vừa Nhập"),
        ("joins_tomorrow", "Đảng ủy xã Sắp Nhập"),
        ("divided", "Hội Chung"),
        ("half_way", "Phòng Nửa Đường"),
        ("half_way_older", "Phòng Đầu Đường"),
    ):
        cast.add(key, name, name, OrganisationKind.PARTY_COMMITTEE, Level.DISTRICT)


def _more_programmes(world: World) -> None:
    """Two more lines of work over the same bodies, each with lines of its own, some at the edges of their spans."""
    cast = world.cast
    for code in ("ket-nghia", "mo-hinh"):
        world.programmes.append(Programme.objects.create(code=code, name=code, short_name=code))
    other, third = world.programmes[1:]
    chains = {
        other: ["commune_a", "mass_movement", "province_mass", "province"],
        third: ["peoples_a", "peoples", "stranger_body"],
    }
    for programme, chain in chains.items():
        for lower, upper in pairwise(chain):
            _line(programme, cast.bodies[lower], cast.bodies[upper])
    edges = [
        ("commune_b", "women", None, TODAY),  # ended with the night
        ("commune_c", "women", None, TODAY + DAY),  # its last day
        ("peoples_b", "women", TODAY, None),  # its first day
        ("peoples_c", "women", TODAY + DAY, None),  # begins tomorrow
        ("farmers", "agency", LONG_AGO, LONG_AGO + DAY),
        ("committee_a", "farmers", LONG_AGO, None),
    ]
    for lower, upper, begins, ends in edges:
        _line(other, cast.bodies[lower], cast.bodies[upper], begins, ends)
    # Other roles of a line give no sight from above.
    _line(other, cast.bodies["peoples_a"], cast.bodies["farmers"], role=LineRole.FOLLOWS)
    _line(third, cast.bodies["commune_b"], cast.bodies["front"], role=LineRole.THROUGH)
    for _ in range(12):
        lower, upper = sorted(world.chance.sample(range(len(world.bodies)), 2), reverse=True)
        begins = world.chance.choice([None, LONG_AGO, TODAY - DAY, TODAY, TODAY + DAY])
        ends = world.chance.choice([None, TODAY, TODAY + DAY, TODAY + 400 * DAY])
        if begins is None or ends is None or begins < ends:
            _line(third, world.bodies[lower], world.bodies[upper], begins, ends)


def _line(
    programme: Programme,
    lower: Organisation,
    upper: Organisation,
    valid_from: date | None = None,
    valid_until: date | None = None,
    role: LineRole = LineRole.REPORTS_TO,
) -> None:
    if not Line.objects.filter(programme=programme, lower=lower, upper=upper, role=role).exists():
        Line.objects.create(
            programme=programme, lower=lower, upper=upper, role=role, valid_from=valid_from, valid_until=valid_until,
            recorded_at=NOW,
        )  # fmt: skip


def _successions(cast: Cast) -> None:
    for old, new, day in (
        ("old_party", "party", TODAY - 400 * DAY),
        ("oldest_party", "old_party", TODAY - 900 * DAY),
        ("joined_today", "commune_a", TODAY),
        ("joins_tomorrow", "commune_b", TODAY + DAY),
        ("divided", "women", TODAY - DAY),
        ("divided", "farmers", TODAY - DAY),
        ("half_way_older", "half_way", TODAY - DAY),
        ("half_way", "agency", TODAY + DAY),
    ):
        Succession.objects.create(predecessor=cast.bodies[old], successor=cast.bodies[new], on_day=day, recorded_at=NOW)


def _endings(cast: Cast) -> None:
    """Bodies that ended without an heir, with lines until their last day: each has been seen from above since."""
    programme = cast.programme
    for key, upper, line_ends, ends in (
        ("ended_unit", "committee", TODAY - 40 * DAY, TODAY - 40 * DAY),
        ("ended_today", "front", TODAY, TODAY),
        ("ends_tomorrow", "women", TODAY + DAY, TODAY + DAY),
        ("left_before_it_ended", "farmers", TODAY - 90 * DAY, TODAY - 40 * DAY),
        ("ended_below_ended", "ended_unit", TODAY - 40 * DAY, TODAY - 40 * DAY),
        ("ended_below_merged", "old_party", TODAY - 500 * DAY, TODAY - 500 * DAY),
        ("ended_below_divided", "divided", TODAY - 3 * DAY, TODAY - 3 * DAY),
        ("ended_below_moved", "agency", TODAY - 40 * DAY, TODAY - 40 * DAY),
        ("became_ended", None, None, TODAY - 400 * DAY),
    ):
        cast.add(key, key, key, OrganisationKind.PUBLIC_UNIT, Level.DISTRICT)
        cast.bodies[key].spans.update(valid_until=ends)
        if upper:
            _line(programme, cast.bodies[key], cast.bodies[upper], LONG_AGO, line_ends)
    Succession.objects.create(
        predecessor=cast.bodies["became_ended"], successor=cast.bodies["ended_unit"], on_day=TODAY - 400 * DAY,
        recorded_at=NOW,
    )  # fmt: skip


def _people(world: World) -> None:
    """Each role in some bodies, an officer in every body, and posts at the edges of their spans."""
    cast, people = world.cast, world.people
    full = ("province", "party", "mass_movement", "committee", "front", "women", "commune_a", "stranger_body")
    for key, body in cast.bodies.items():
        for role in Role:
            if role == Role.OFFICER or key in full:
                people[f"{role} of {key}"] = cast.user_of(body, role)
    spans = {
        "whose post ended with the night": (None, TODAY),
        "on the last day of his post": (None, TODAY + DAY),
        "on the first day of his post": (TODAY, None),
        "whose post begins tomorrow": (TODAY + DAY, None),
        "who left long ago": (LONG_AGO, LONG_AGO + DAY),
    }
    for key in ("committee", "commune_a"):
        for words, (begins, ends) in spans.items():
            person = _person(people, f"leader of {key} {words}")
            _post(person, cast.bodies[key], Role.LEADER, begins, ends)
    moved = _person(people, "officer who moved from the front to the women")
    _post(moved, cast.front, Role.OFFICER, None, TODAY)
    _post(moved, cast.women, Role.OFFICER, TODAY, None)
    both = _person(people, "clerk of the party and leader of commune_b")
    _post(both, cast.party, Role.CLERK)
    _post(both, cast.commune_b, Role.LEADER)
    _post(_person(people, "delegate of the committee's leader"), cast.committee, Role.OFFICER, is_delegate=True)
    _post(_person(people, "clerk as delegate in commune_a"), cast.commune_a, Role.CLERK, is_delegate=True)
    _person(people, "user without a post")


def _person(people: dict[str, User], words: str) -> User:
    people[words] = User.objects.create(username=f"nguoi-{len(people)}", display_name=words, password="!")
    return people[words]


def _post(
    user: User,
    body: Organisation,
    role: Role,
    valid_from: date | None = None,
    valid_until: date | None = None,
    is_delegate: bool = False,
) -> None:
    Post.objects.create(
        user=user, organisation=body, role=role, title=user.display_name, is_delegate=is_delegate,
        valid_from=valid_from, valid_until=valid_until, recorded_at=NOW,
    )  # fmt: skip


def _papers(world: World, count: int) -> None:
    """Documents released and not, with parties of every kind, files, proposals; uploads in every state; drafts."""
    for number in range(count):
        document = Document.objects.create(
            direction=world.chance.choice(["in", "out"]), body=world.body(), type="công văn", number=f"{number}-CV/X",
            issuer=world.body_or_none(), programme=world.chance.choice([*world.programmes, None]),
            subject=f"việc số {number}", is_released=world.likely(), text=f"Toàn văn số {number}",
            recalled_at=NOW if world.likely(0.1) else None, registered_at=NOW, registered_by=world.user(),
        )  # fmt: skip
        for position, kind in enumerate(world.chance.choices(PartyKind.values, k=3)):
            Party.objects.create(
                document=document, kind=kind, position=position, text="như in", organisation=world.body_or_none()
            )
        DocumentFile.objects.create(document=document, file=world.file(), role="original", name=f"tep-{number}.txt")
        for position in range(world.chance.randrange(3)):
            Proposal.objects.create(document=document, position=position, text=f"đề xuất {number}", kind="report")
        _upload(world, number)
        Token.objects.create(
            user=world.user(), purpose=f"khóa {number}", digest=f"{number:064d}", made_at=NOW, expires_at=NOW + DAY
        )
        Draft.objects.create(
            body=world.body(), kind="Công văn", subject=f"dự thảo {number}", profile="ND30", file=world.file(),
            file_name=f"du-thao-{number}.docx", drafted_at=NOW, drafted_by=world.user(),
        )  # fmt: skip


def _upload(world: World, number: int) -> None:
    """An upload by somebody: mostly for a body of his, sometimes for one where he holds no post today."""
    user = world.user()
    own = [post.organisation for post in Post.objects.filter(user=user).select_related("organisation").order_by("pk")]
    upload = Upload.objects.create(
        client_key=uuid4(), uploader=user, body=world.chance.choice([*own, *own, *own, world.body()]),
        file=world.file(), name=f"tai-len-{number}.txt", uploaded_at=NOW,
        state=world.chance.choice(UploadState.values),
    )  # fmt: skip
    UploadPage.objects.create(upload=upload, number=1, image=world.file())


def _duties(world: World, count: int) -> None:
    form = ReportForm.objects.create(name="Mẫu tự do", is_free=True)
    version = FormVersion.objects.create(form=form, number=1, made_at=NOW, published_at=NOW)
    documents = list(Document.objects.order_by("number", "pk"))
    _duty_by_focal_unit(world, documents[0])
    for number in range(count):
        obligation = Obligation.objects.create(
            document=world.chance.choice(documents), programme=world.chance.choice([*world.programmes, None]),
            issuer=world.body(), kind="report", title=f"nhiệm vụ {number}", text=f"nội dung {number}",
            recipient=world.body_or_none(), via=world.body_or_none(), confirmed_at=NOW, confirmed_by=world.user(),
            holds_from=TODAY,
        )  # fmt: skip
        rule = DueRule.objects.create(obligation=obligation, every="quarter", before_day=7, of_last_month=True)
        owners = world.chance.sample(world.bodies, world.chance.randrange(1, 4))
        for owner in owners:
            Owner.objects.create(obligation=obligation, organisation=owner, text="như in")
        # Mostly the owners owe by themselves; sometimes a focal unit answers for one of them.
        for owner in owners[: world.chance.randrange(3)]:
            _occurrence(world, obligation, rule, version, owner)
        for _ in range(world.chance.randrange(3)):
            Follower.objects.create(
                obligation=obligation, organisation=world.body(),
                owner=world.chance.choice([None, *owners, world.body()]),
            )  # fmt: skip
    # Levels of a line of reporting: two of three duties feed another one.
    made = list(Obligation.objects.filter(title__startswith="nhiệm vụ").order_by("title", "pk"))
    for place, lower in enumerate(made):
        if place % 3:
            Obligation.objects.filter(pk=lower.pk).update(feeds=made[place - place % 3])


def _duty_by_focal_unit(world: World, document: Document) -> None:
    """A name without a line of its own owes; the body that answers for it has one."""
    cast = world.cast
    obligation = Obligation.objects.create(
        document=document, programme=cast.programme, issuer=cast.stranger_body, kind="report", title="nhiệm vụ chung",
        text="nội dung chung", confirmed_at=NOW, confirmed_by=world.user(), holds_from=TODAY,
    )  # fmt: skip
    Owner.objects.create(obligation=obligation, organisation=cast.peoples_b, text="như in")
    occurrence = Occurrence.objects.create(
        obligation=obligation, body=cast.commune_b, period_start=LONG_AGO, period_end=LONG_AGO, period_label="kỳ",
        opened_at=NOW,
    )  # fmt: skip
    AnsweredName.objects.create(occurrence=occurrence, organisation=cast.peoples_b)


def _occurrence(
    world: World, obligation: Obligation, rule: DueRule, form_version: FormVersion, owner: Organisation
) -> None:
    answers_for_another = world.likely(0.4)
    body = world.body() if answers_for_another else owner
    start = TODAY + timedelta(days=Occurrence.objects.count())
    occurrence = Occurrence.objects.create(
        obligation=obligation, rule=rule, body=body, period_start=start, period_end=start + DAY, period_label="kỳ",
        opened_at=NOW,
    )  # fmt: skip
    if body != owner:
        AnsweredName.objects.create(occurrence=occurrence, organisation=owner)
    if post := Post.objects.filter(organisation=body).order_by("pk").first():
        Share.objects.create(occurrence=occurrence, post=post, shared_at=NOW, note=f"giao {occurrence.period_start}")
    if world.likely(0.8):
        _submission(world, occurrence, form_version)


def _submission(world: World, occurrence: Occurrence, form_version: FormVersion) -> None:
    submission = Submission.objects.create(occurrence=occurrence)
    filed_before = world.likely()
    for number, filed in enumerate([True, world.likely()] if filed_before else [world.likely()], start=1):
        version = Version.objects.create(
            submission=submission, number=number, form_version=form_version, reason="bổ sung", saved_at=NOW,
            saved_by=world.user(), signed_off_at=NOW if filed else None, signed_off_by=world.user() if filed else None,
            filed_at=NOW if filed else None, entered_by_body=world.body() if world.likely(0.3) else None,
        )  # fmt: skip
        Attachment.objects.create(version=version, file=world.file(), name=f"kem-{number}.txt", attached_at=NOW)


def _consolidations(world: World, count: int) -> None:
    obligations = list(Obligation.objects.order_by("title", "pk"))
    versions = list(Version.objects.order_by("submission__occurrence__period_start", "number"))
    # One that was made below and not sent upward yet: nobody above sees it.
    Consolidation.objects.create(
        obligation=Obligation.objects.get(title="nhiệm vụ chung"), period_start=TODAY, period_end=TODAY,
        period_label="kỳ", number=1, body=world.cast.commune_b, made_at=NOW, made_by=world.user(), expected=1,
        received=1, frozen="{}", fingerprint="0" * 64,
    )  # fmt: skip
    for number in range(count):
        Consolidation.objects.create(
            obligation=world.chance.choice(obligations), period_start=TODAY, period_end=TODAY, period_label="kỳ",
            number=number + 2, body=world.body(), made_at=NOW, made_by=world.user(), expected=1, received=1,
            frozen="{}", fingerprint="0" * 64, sent_as=world.chance.choice(versions) if world.likely(0.7) else None,
        )  # fmt: skip


def _targets(world: World, count: int) -> None:
    indicator = Indicator.objects.create(code="ho-thoat-ngheo", name="Hộ thoát nghèo", unit="hộ")
    for number in range(count):
        start = TODAY + timedelta(days=number)
        Target.objects.create(
            programme=world.chance.choice(world.programmes), indicator=indicator, body=world.body(), start=start,
            end=start, value=number, set_by_body=world.body(), set_at=NOW, set_by=world.user(),
        )  # fmt: skip


def seeds(count: int) -> Iterator[int]:
    """Give the seeds of the sample."""
    yield from range(20230712, 20230712 + count)
