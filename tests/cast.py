"""The same cast everywhere: a district with its coordinating bodies, three communes, a unit, and a stranger.

Names are invented. The district's steering committee receives, the Front passes on, the communes report.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from nhipcau.organisations import access
from nhipcau.organisations.models import (
    Coordination,
    FocalUnit,
    Group,
    GroupMember,
    Level,
    Line,
    LineClosure,
    LineRole,
    Locality,
    LocalityKind,
    LocalitySpan,
    Organisation,
    OrganisationKind,
    OrganisationSpan,
    Post,
    Programme,
    Role,
    User,
)
from nhipcau.text import fold

TODAY = date(2023, 7, 12)
NOW = datetime(2023, 7, 12, 1, 0, tzinfo=UTC)  # 08:00 in Hà Nội
PASSWORD = "mat-khau-thu-2023"


@dataclass
class Cast:
    """Named bodies and people; `organisation` rows by attribute, users by `user_of(body, role)`."""

    programme: Programme
    bodies: dict[str, Organisation] = field(default_factory=dict)
    users: dict[tuple[UUID, str], User] = field(default_factory=dict)
    rank: int = 0

    def __getattr__(self, name: str) -> Organisation:
        try:
            return self.bodies[name]
        except KeyError:
            raise AttributeError(name) from None

    def user_of(self, body: Organisation, role: Role = Role.OFFICER) -> User:
        """Return the one user who holds the post of `role` in `body`; made at first asking, with PASSWORD."""
        key = (body.pk, str(role))
        if key not in self.users:
            span = body.spans.get()
            name = f"{Role(role).label.capitalize()} {span.short_name}"
            user = User(username=fold(name).replace(" ", "-")[:80], display_name=name)
            user.set_password(PASSWORD)
            user.save()
            Post.objects.create(user=user, organisation=body, role=role, title=name, recorded_at=NOW)
            self.users[key] = user
        return self.users[key]

    def actor_of(self, body: Organisation, role: Role = Role.OFFICER, on: date = TODAY) -> access.Actor:
        """Return the actor of that user on the day `on`."""
        return access.actor_of(self.user_of(body, role), on=on)

    def officer_of(self, body: Organisation) -> access.Actor:
        """Return an officer of `body` at work today."""
        return self.actor_of(body, Role.OFFICER)

    def leader_of(self, body: Organisation) -> access.Actor:
        """Return a leader of `body` at work today."""
        return self.actor_of(body, Role.LEADER)

    def clerk_of(self, body: Organisation) -> access.Actor:
        """Return a clerk of `body` at work today."""
        return self.actor_of(body, Role.CLERK)

    def add(
        self,
        key: str,
        name: str,
        short: str,
        kind: OrganisationKind,
        level: Level,
        parent: str | None = None,
        locality: Locality | None = None,
        symbol: str = "",
        place: str = "",
    ) -> Organisation:
        """Add a body; bodies stand in protocol order as they are added."""
        self.rank += 10
        body = Organisation.objects.create()
        OrganisationSpan.objects.create(
            organisation=body, name=name, short_name=short, kind=kind, level=level, rank=self.rank, symbol=symbol,
            parent=self.bodies[parent] if parent else None, locality=locality, place=place,
            folded=fold(name), folded_short=fold(short), recorded_at=NOW,
        )  # fmt: skip
        self.bodies[key] = body
        return body


def make_cast() -> Cast:
    """Make the cast in the test's database: huyện Suối Mơ with three communes, and a stranger in another district."""
    programme = Programme.objects.create(
        code="cuoc-van-dong", name="Cuộc vận động “Đổi mới nếp làm”", short_name="Cuộc vận động"
    )
    cast = Cast(programme)
    kinds, levels = OrganisationKind, Level
    province = _place("Sông Xanh", LocalityKind.PROVINCE, "tỉnh", "90", None)
    district = _place("Suối Mơ", LocalityKind.DISTRICT, "huyện", "901", province)
    cast.add(
        "province",
        "Tỉnh ủy Sông Xanh",
        "Tỉnh ủy",
        kinds.PARTY_COMMITTEE,
        levels.PROVINCE,
        None,
        province,
        "TU",
        "Sông Xanh",
    )
    cast.add(
        "province_mass",
        "Ban Dân vận Tỉnh ủy Sông Xanh",
        "Ban Dân vận Tỉnh ủy",
        kinds.PARTY_ADVISORY,
        levels.PROVINCE,
        "province",
        province,
        "BDVTU",
        "Sông Xanh",
    )
    cast.add(
        "party",
        "Huyện ủy Suối Mơ",
        "Huyện ủy",
        kinds.PARTY_COMMITTEE,
        levels.DISTRICT,
        "province",
        district,
        "HU",
        "Suối Mơ",
    )
    cast.add(
        "mass_movement",
        "Ban Dân vận Huyện ủy Suối Mơ",
        "Ban Dân vận Huyện ủy",
        kinds.PARTY_ADVISORY,
        levels.DISTRICT,
        "party",
        district,
        "BDVHU",
        "Suối Mơ",
    )
    cast.add(
        "committee",
        "Ban Chỉ đạo Cuộc vận động huyện Suối Mơ",
        "BCĐ Cuộc vận động huyện",
        kinds.STEERING_COMMITTEE,
        levels.DISTRICT,
        "party",
        district,
        "BCĐ",
        "Suối Mơ",
    )
    cast.add(
        "peoples",
        "Ủy ban nhân dân huyện Suối Mơ",
        "UBND huyện",
        kinds.PEOPLES_COMMITTEE,
        levels.DISTRICT,
        None,
        district,
        "UBND",
        "Suối Mơ",
    )
    cast.add(
        "front",
        "Ủy ban Mặt trận Tổ quốc Việt Nam huyện Suối Mơ",
        "Ủy ban MTTQ Việt Nam huyện",
        kinds.FRONT,
        levels.DISTRICT,
        None,
        district,
        "MTTQ",
        "Suối Mơ",
    )
    cast.add(
        "women",
        "Hội Liên hiệp Phụ nữ huyện Suối Mơ",
        "Hội LHPN huyện",
        kinds.POLITICAL_SOCIAL,
        levels.DISTRICT,
        "front",
        district,
        "HLHPN",
        "Suối Mơ",
    )
    cast.add(
        "farmers",
        "Hội Nông dân huyện Suối Mơ",
        "Hội Nông dân huyện",
        kinds.POLITICAL_SOCIAL,
        levels.DISTRICT,
        "front",
        district,
        "HND",
        "Suối Mơ",
    )
    cast.add(
        "agency",
        "Phòng Dân tộc huyện Suối Mơ",
        "Phòng Dân tộc",
        kinds.AGENCY,
        levels.DISTRICT,
        "peoples",
        district,
        "PDT",
        "Suối Mơ",
    )
    for letter, name in (("a", "Đồi Thông"), ("b", "Khe Lá"), ("c", "Bến Đá")):
        place = _place(name, LocalityKind.COMMUNE, "xã", f"9010{letter}", district)
        cast.add(
            f"commune_{letter}",
            f"Đảng ủy xã {name}",
            f"Đảng ủy xã {name}",
            kinds.PARTY_COMMITTEE,
            levels.COMMUNE,
            "party",
            place,
            "ĐU",
            name,
        )
        cast.add(
            f"committee_{letter}",
            f"Ban Chỉ đạo Cuộc vận động xã {name}",
            f"BCĐ Cuộc vận động xã {name}",
            kinds.STEERING_COMMITTEE,
            levels.COMMUNE,
            f"commune_{letter}",
            place,
            "BCĐ",
            name,
        )
        cast.add(
            f"peoples_{letter}",
            f"Ủy ban nhân dân xã {name}",
            f"UBND xã {name}",
            kinds.PEOPLES_COMMITTEE,
            levels.COMMUNE,
            "peoples",
            place,
            "UBND",
            name,
        )
    elsewhere = _place("Hồ Trong", LocalityKind.DISTRICT, "huyện", "902", province)
    cast.add(
        "stranger_body",
        "Ủy ban nhân dân huyện Hồ Trong",
        "UBND huyện Hồ Trong",
        kinds.PEOPLES_COMMITTEE,
        levels.DISTRICT,
        None,
        elsewhere,
        "UBND",
        "Hồ Trong",
    )

    for letter in "abc":
        unit = cast.bodies[f"commune_{letter}"]
        for member in (f"committee_{letter}", f"peoples_{letter}"):
            FocalUnit.objects.create(programme=programme, unit=unit, member=cast.bodies[member], recorded_at=NOW)
        _line(programme, unit, cast.committee, LineRole.REPORTS_TO)
        _line(programme, unit, cast.front, LineRole.THROUGH)
    for unit in (cast.women, cast.farmers, cast.agency):
        _line(programme, unit, cast.committee, LineRole.REPORTS_TO)
        _line(programme, unit, cast.front, LineRole.THROUGH)
    _line(programme, cast.committee, cast.province, LineRole.REPORTS_TO)
    for lower in ("commune_a", "commune_b", "commune_c", "women", "farmers", "agency"):
        LineClosure.objects.create(programme=programme, lower=cast.bodies[lower], upper=cast.province, depth=2)
    for organisation, is_standing in ((cast.committee, False), (cast.front, True)):
        Coordination.objects.create(
            programme=programme, organisation=organisation, level=Level.DISTRICT, is_standing_agency=is_standing,
            recorded_at=NOW,
        )  # fmt: skip
    group = Group.objects.create(
        name="Các tổ chức chính trị - xã hội huyện",
        folded=fold("Các tổ chức chính trị - xã hội huyện"),
        scope=cast.party,
    )
    for member in (cast.women, cast.farmers):
        GroupMember.objects.create(group=group, organisation=member, recorded_at=NOW)
    return cast


def _place(name: str, kind: LocalityKind, type_name: str, code: str, parent: Locality | None) -> Locality:
    locality = Locality.objects.create()
    LocalitySpan.objects.create(
        locality=locality, name=name, kind=kind, type_name=type_name, code=code, parent=parent, folded=fold(name),
        recorded_at=NOW,
    )  # fmt: skip
    return locality


def _line(programme: Programme, lower: Organisation, upper: Organisation, role: LineRole) -> None:
    Line.objects.create(programme=programme, lower=lower, upper=upper, role=role, recorded_at=NOW)
    if role is LineRole.REPORTS_TO:
        LineClosure.objects.create(programme=programme, lower=lower, upper=upper, depth=1)
