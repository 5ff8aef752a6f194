"""Worlds made from a seed: other names, counts, dates and lines than the cast, with a truth that the maker knows.

Every figure of the truth is kept in plain Python as the world is made, so that a test compares the program with it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from nhipcau import clock
from nhipcau.organisations import access, bulk
from nhipcau.organisations.actions import BodyFacts, rebuild_closure
from nhipcau.organisations.models import (
    Coordination,
    Level,
    LineRole,
    Locality,
    LocalityKind,
    LocalitySpan,
    Organisation,
    OrganisationKind,
    Post,
    Programme,
    Role,
    User,
)
from nhipcau.organisations.models import Line as LineRow
from nhipcau.text import fold

_FIRST = ("Suối", "Đồi", "Bến", "Hồ", "Gò", "Rạch", "Khe", "Đèo", "Núi", "Thung", "Cồn", "Bãi")
_SECOND = (
    "Trong", "Thông", "Mơ", "Ngà", "Đá", "Lúa", "Chuối", "Quế", "Sậy", "Dừa", "Mây", "Trắc", "Sim", "Ổi", "Vải", "Nhãn",
)  # fmt: skip
_OFFICES = ("Dân tộc", "Nội vụ", "Tư pháp", "Văn hóa và Thông tin", "Tài chính - Kế hoạch", "Kinh tế và Hạ tầng")
_MASS = ("Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh", "Liên đoàn Lao động")
_SINCE = date(2020, 1, 1)


@dataclass(frozen=True)
class KnownLine:
    """One line as it was made; `until` is excluded."""

    lower: Organisation
    upper: Organisation
    role: LineRole
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether it holds on a day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class KnownDuty:
    """One duty of a generated letter: what reading and resolving must find."""

    clause: str
    kind: str
    due: date | None
    owners: frozenset[Organisation]
    recipient: Organisation | None
    via: Organisation | None


@dataclass(frozen=True)
class Letter:
    """A letter of a district's steering committee, with its truth."""

    text: str
    number: str
    date: date
    issuer: Organisation
    duties: tuple[KnownDuty, ...]


@dataclass
class District:
    """One generated district."""

    name: str
    place: Locality
    bodies: dict[str, Organisation] = field(default_factory=dict)
    offices: list[Organisation] = field(default_factory=list)
    mass: list[Organisation] = field(default_factory=list)
    communes: list[dict[str, Organisation]] = field(default_factory=list)
    commune_names: list[str] = field(default_factory=list)


@dataclass
class World:
    """A generated world with its truth."""

    seed: int
    today: date
    programme: Programme
    province: dict[str, Organisation] = field(default_factory=dict)
    districts: list[District] = field(default_factory=list)
    lines: list[KnownLine] = field(default_factory=list)
    focal: dict[Organisation, Organisation] = field(default_factory=dict)
    names: dict[Organisation, str] = field(default_factory=dict)
    users: dict[tuple[Organisation, str], User] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """09:00 in Hà Nội of this world's day."""
        return clock.start_of(self.today) + timedelta(hours=9)

    def below(self, upper: Organisation, day: date) -> set[Organisation]:
        """Return who reports to a body on a day, over any number of lines: walked on the truth, not on the database."""
        found: set[Organisation] = set()
        waiting = [upper]
        while waiting:
            at = waiting.pop()
            for line in self.lines:
                if line.upper == at and line.role is LineRole.REPORTS_TO and line.holds_on(day):
                    if line.lower not in found:
                        waiting.append(line.lower)
                    found.add(line.lower)
        return found

    def answering(self, bodies: set[Organisation]) -> set[Organisation]:
        """Return the bodies that answer for these names: the focal unit once for all its members."""
        return {self.focal.get(body, body) for body in bodies}

    def actor_of(self, body: Organisation, role: Role = Role.OFFICER, on: date | None = None) -> access.Actor:
        """Return the one user who holds that post; made at the first asking."""
        key = (body, str(role))
        if key not in self.users:
            login = f"w{self.seed}.{len(self.users)}"
            self.users[key] = User.objects.create(username=login, display_name=f"{Role(role).label} {login}")
            Post.objects.create(
                user=self.users[key], organisation=body, role=role, title=login, valid_from=_SINCE, recorded_at=self.now
            )
        return access.actor_of(self.users[key], on=on or self.today)


def generate(
    seed: int,
    *,
    districts: int = 2,
    communes: tuple[int, int] = (3, 9),
    offices: tuple[int, int] = (2, 6),
    moved: int = 2,
) -> World:
    """Write a world into the test's database and return it with its truth.

    `communes` and `offices` are the least and most of each district; `moved` communes change to another district's
    committee at a day of their own, so that lines have spans. The same seed gives the same world.
    """
    dice = random.Random(seed)
    today = date(2024, 1, 1) + timedelta(days=dice.randint(0, 600))
    programme = Programme.objects.create(
        code=f"chuong-trinh-{seed}", name=f"Phong trào “Nếp mới” số {seed}", short_name=f"Phong trào {seed}"
    )
    world = World(seed, today, programme)
    maker = _Maker(world, dice)
    maker.province()
    for _district in range(districts):
        maker.district(dice.randint(*communes), dice.randint(*offices))
    maker.save(moved)
    return world


class _Maker:
    def __init__(self, world: World, dice: random.Random) -> None:
        self.world, self.dice = world, dice
        self.places: list[LocalitySpan] = []
        self.rows: list[tuple[Organisation, BodyFacts]] = []
        pairs = [f"{one} {other}" for one in _FIRST for other in _SECOND]
        dice.shuffle(pairs)
        self.free = iter(pairs)
        self.codes = iter(range(10_000, 99_999))

    def province(self) -> None:
        self.province_name = next(self.free)
        self.top = self._place(self.province_name, LocalityKind.PROVINCE, "tỉnh", None)
        self._body(
            self.world.province,
            "party",
            f"Tỉnh ủy {self.province_name}",
            "Tỉnh ủy",
            OrganisationKind.PARTY_COMMITTEE,
            Level.PROVINCE,
            self.top,
            "TU",
        )
        self._body(
            self.world.province,
            "committee",
            f"Ban Chỉ đạo Phong trào tỉnh {self.province_name}",
            "Ban Chỉ đạo Phong trào tỉnh",
            OrganisationKind.STEERING_COMMITTEE,
            Level.PROVINCE,
            self.top,
            "BCĐ",
        )

    def district(self, communes: int, offices: int) -> None:
        name = next(self.free)
        place = self._place(name, LocalityKind.DISTRICT, "huyện", self.top)
        district = District(name, place)
        kinds, level = OrganisationKind, Level.DISTRICT
        for key, full, short, kind, symbol in (
            ("party", f"Huyện ủy {name}", "Huyện ủy", kinds.PARTY_COMMITTEE, "HU"),
            (
                "committee",
                f"Ban Chỉ đạo Phong trào huyện {name}",
                "Ban Chỉ đạo Phong trào huyện",
                kinds.STEERING_COMMITTEE,
                "BCĐ",
            ),
            ("peoples", f"Ủy ban nhân dân huyện {name}", "UBND huyện", kinds.PEOPLES_COMMITTEE, "UBND"),
            (
                "front",
                f"Ủy ban Mặt trận Tổ quốc Việt Nam huyện {name}",
                "Ủy ban MTTQ Việt Nam huyện",
                kinds.FRONT,
                "MTTQ",
            ),
        ):
            self._body(district.bodies, key, full, short, kind, level, place, symbol)
        for mass in _MASS[: self.dice.randint(2, len(_MASS))]:
            district.mass.append(
                self._body({}, mass, f"{mass} huyện {name}", f"{mass} huyện", kinds.POLITICAL_SOCIAL, level, place)
            )
        for office in self.dice.sample(_OFFICES, offices):
            district.offices.append(
                self._body(
                    {},
                    office,
                    f"Phòng {office} huyện {name}",
                    f"Phòng {office}",
                    kinds.AGENCY,
                    level,
                    place,
                    parent=district.bodies["peoples"],
                )
            )
        for _commune in range(communes):
            self._commune(district)
        self._lines(district)
        self.world.districts.append(district)

    def _commune(self, district: District) -> None:
        name, type_name = next(self.free), self.dice.choice(("xã", "xã", "xã", "thị trấn"))
        place = self._place(name, LocalityKind.COMMUNE, type_name, district.place)
        commune: dict[str, Organisation] = {}
        kinds, level = OrganisationKind, Level.COMMUNE
        where = f"{type_name} {name}"
        self._body(commune, "party", f"Đảng ủy {where}", f"Đảng ủy {where}", kinds.PARTY_COMMITTEE, level, place)
        self._body(
            commune,
            "committee",
            f"Ban Chỉ đạo Phong trào {where}",
            f"BCĐ Phong trào {where}",
            kinds.STEERING_COMMITTEE,
            level,
            place,
            parent=commune["party"],
        )
        self._body(
            commune,
            "peoples",
            f"Ủy ban nhân dân {where}",
            f"UBND {where}",
            kinds.PEOPLES_COMMITTEE,
            level,
            place,
            parent=district.bodies["peoples"],
        )
        # Now the party committee answers for its commune, now the steering committee: the truth knows.
        unit = self.dice.choice(("party", "committee"))
        for member in {"party", "committee", "peoples"} - {unit}:
            self.world.focal[commune[member]] = commune[unit]
        commune["unit"] = commune[unit]
        district.communes.append(commune)
        district.commune_names.append(where)

    def _lines(self, district: District) -> None:
        since = _SINCE + timedelta(days=self.dice.randint(0, 400))
        committee, front = district.bodies["committee"], district.bodies["front"]
        lower = [commune["unit"] for commune in district.communes] + district.mass + district.offices
        for body in lower:
            self._line(body, committee, LineRole.REPORTS_TO, since)
            self._line(body, front, LineRole.THROUGH, since)
        self._line(committee, self.world.province["committee"], LineRole.REPORTS_TO, _SINCE)

    def save(self, moved: int) -> None:
        world = self.world
        Locality.objects.bulk_create(span.locality for span in self.places)
        LocalitySpan.objects.bulk_create(self.places)
        bulk.bodies(self.rows, now=world.now)
        self._move(moved)
        LineRow.objects.bulk_create(
            LineRow(
                programme=world.programme, lower=line.lower, upper=line.upper, role=line.role, valid_from=line.since,
                valid_until=line.until, recorded_at=world.now,
            )
            for line in world.lines
        )  # fmt: skip
        rebuild_closure(world.programme)
        pairs = [(unit, member) for member, unit in world.focal.items()]
        bulk.focal_units(world.programme, pairs, now=world.now)
        for district in world.districts:
            for key, is_standing in (("committee", False), ("front", True)):
                Coordination.objects.create(
                    programme=world.programme, organisation=district.bodies[key], level=Level.DISTRICT,
                    is_standing_agency=is_standing, recorded_at=world.now,
                )  # fmt: skip
            name = "Các tổ chức chính trị - xã hội huyện"
            bulk.group(name, district.mass, scope=district.bodies["party"], now=world.now)

    def _move(self, count: int) -> None:
        """Some communes report to the next district's committee from a day of their own on."""
        world = self.world
        if len(world.districts) < 2:
            return
        for place, district in enumerate(world.districts):
            other = world.districts[(place + 1) % len(world.districts)].bodies["committee"]
            for commune in self.dice.sample(district.communes, min(count, len(district.communes) - 1)):
                day = world.today - timedelta(days=self.dice.randint(-200, 300))
                for index, line in enumerate(world.lines):
                    if (line.lower, line.upper) == (commune["unit"], district.bodies["committee"]):
                        world.lines[index] = KnownLine(line.lower, line.upper, line.role, line.since, day)
                self._line(commune["unit"], other, LineRole.REPORTS_TO, day)

    def _line(self, lower: Organisation, upper: Organisation, role: LineRole, since: date) -> None:
        self.world.lines.append(KnownLine(lower, upper, role, since))

    def _place(self, name: str, kind: LocalityKind, type_name: str, parent: Locality | None) -> Locality:
        place = Locality()
        self.places.append(
            LocalitySpan(
                locality=place, name=name, kind=kind, type_name=type_name, code=str(next(self.codes)), parent=parent,
                rank=len(self.places), folded=fold(name), recorded_at=self.world.now,
            )
        )  # fmt: skip
        return place

    def _body(
        self, bodies: dict[str, Organisation], key: str, name: str, short: str, kind: OrganisationKind, level: Level,
        place: Locality, symbol: str = "", parent: Organisation | None = None,
    ) -> Organisation:  # fmt: skip
        body = Organisation()
        bodies[key] = body
        self.world.names[body] = name
        facts = BodyFacts(
            name=name, short_name=short, kind=kind, level=level, rank=10 * (len(self.rows) + 1), symbol=symbol,
            parent=parent, locality=place,
        )  # fmt: skip
        self.rows.append((body, facts))
        return body


def letter(world: World, district: District, seed: int = 0) -> Letter:
    """Return a letter of the district's committee that lays duties on its bodies, with what must be read from it."""
    dice = random.Random(f"{world.seed}:{seed}")
    day = world.today - timedelta(days=dice.randint(0, 5))
    number = f"{dice.randint(2, 400)}-CV/BCĐ"
    committee, front = district.bodies["committee"], district.bodies["front"]
    dues = [world.today + timedelta(days=dice.randint(8, 60)) for _due in range(3)]
    office = dice.choice(district.offices)
    to = "Ban Chỉ đạo Phong trào huyện (qua Ủy ban MTTQ Việt Nam huyện)"
    communes = frozenset(commune["committee"] for commune in district.communes)
    clauses = [
        (f"Ban Chỉ đạo Phong trào các xã, thị trấn gửi báo cáo kết quả thực hiện về {to} trước ngày {_day(dues[0])}.",
         "report", dues[0], communes, committee, front),
        (f"Các tổ chức chính trị - xã hội huyện gửi danh sách hội viên cần giúp đỡ về {to} trước ngày {_day(dues[1])}.",
         "report", dues[1], frozenset(district.mass), committee, front),
        (f"Giao {world.names[office].replace(f' huyện {district.name}', '')} gửi báo cáo kết quả rà soát về {to} "
         f"trước ngày {_day(dues[2])}.", "report", dues[2], frozenset({office}), committee, front),
        ("Các tổ chức chính trị - xã hội huyện tiếp tục tuyên truyền, vận động hội viên bằng nhiều hình thức phù hợp.",
         "standing", None, frozenset(district.mass), None, None),
    ]  # fmt: skip
    dice.shuffle(clauses)
    body = "\n\n".join(f"{place}. {clause[0]}" for place, clause in enumerate(clauses, start=1))
    text = f"""HUYỆN ỦY {district.name.upper()}
BAN CHỈ ĐẠO PHONG TRÀO
*
Số {number}
Triển khai một số việc của phong trào

ĐẢNG CỘNG SẢN VIỆT NAM

{district.name}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}

Kính gửi: - Ban Chỉ đạo Phong trào các xã, thị trấn,
- Các tổ chức chính trị - xã hội huyện,
- Các cơ quan, đơn vị thuộc UBND huyện.

Ban Chỉ đạo Phong trào huyện đề nghị thực hiện một số việc sau:

{body}

Nơi nhận:
- Như trên,
- Lưu VT.

TRƯỞNG BAN

Nguyễn Văn Mẫu
"""
    duties = tuple(
        KnownDuty(str(place), kind, due, owners, recipient, via)
        for place, (_text, kind, due, owners, recipient, via) in enumerate(clauses, start=1)
    )
    return Letter(text, number, day, committee, duties)


def _day(day: date) -> str:
    return f"{day.day:02d}/{day.month}/{day.year}"
