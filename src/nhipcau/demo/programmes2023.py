"""The three programmes of 2023: stages, coordination, lines of reporting, focal units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nhipcau.demo import kinds2023 as kinds
from nhipcau.demo.bodies2023 import MASS, TWINNED, Bodies
from nhipcau.organisations import bulk
from nhipcau.organisations.actions import rebuild_closure
from nhipcau.organisations.models import Coordination, Level, LineRole, Organisation, Programme, Stage

SINCE = date(2021, 1, 1)
TO, THROUGH, FOLLOWS = LineRole.REPORTS_TO, LineRole.THROUGH, LineRole.FOLLOWS
Rows = list[tuple[Organisation, Organisation, LineRole]]


@dataclass(frozen=True)
class Programmes:
    """The programmes of this world."""

    twinning: Programme
    exemplars: Programme
    campaign: Programme


def build(bodies: Bodies, now: datetime) -> Programmes:
    """Write the programmes with everything that hangs on them."""
    made = Programmes(
        _programme("ket-nghia", "Công tác kết nghĩa với các xã thuần, thôn xen ghép đồng bào DTTS", "Kết nghĩa"),
        _programme("dan-van-kheo", "Phong trào thi đua “Dân vận khéo”", "Dân vận khéo"),
        _programme(
            "cuoc-van-dong",
            "Cuộc vận động “Làm thay đổi nếp nghĩ, cách làm của đồng bào DTTS, làm cho đồng bào DTTS vươn lên thoát "
            "nghèo bền vững”",
            "Cuộc vận động",
        ),
    )
    htb, kr = bodies.twinning.prefix, bodies.campaign.prefix
    _coordinate(made.twinning, now, (bodies["bt.mass"], Level.PROVINCE), (bodies[f"{htb}.mass"], Level.DISTRICT))
    _coordinate(made.exemplars, now, (bodies["bt.mass"], Level.PROVINCE), (bodies[f"{htb}.mass"], Level.DISTRICT))
    _coordinate(made.campaign, now, (bodies["kt.campaign"], Level.PROVINCE), (bodies[f"{kr}.campaign"], Level.DISTRICT))
    _coordinate(
        made.campaign, now, (bodies["kt.front"], Level.PROVINCE), (bodies[f"{kr}.front"], Level.DISTRICT), standing=True
    )
    for programme, rows in (
        (made.twinning, _twinning(bodies)),
        (made.exemplars, _exemplars(bodies)),
        (made.campaign, _campaign(bodies)),
    ):
        bulk.lines(programme, rows, now=now, valid_from=SINCE)
        rebuild_closure(programme)
    _focal_units(bodies, made, now)
    return made


def _programme(code: str, name: str, short_name: str) -> Programme:
    programme = Programme.objects.create(code=code, name=name, short_name=short_name)
    Stage.objects.create(programme=programme, name="Giai đoạn 2021–2025", from_day=SINCE, until_day=date(2025, 12, 31))
    return programme


def _coordinate(
    programme: Programme, now: datetime, *bodies: tuple[Organisation, Level], standing: bool = False
) -> None:
    for body, level in bodies:
        Coordination.objects.create(
            programme=programme, organisation=body, level=level, is_standing_agency=standing, valid_from=SINCE,
            recorded_at=now,
        )  # fmt: skip


def _twinning(bodies: Bodies) -> Rows:
    """Agencies, the Front, mass organisations and the twinned communes report to the district's commission."""
    like, htb = bodies.builder.like, bodies.twinning.prefix
    offices = like(htb, *(kind.key for kind in kinds.OFFICES_TWINNED))
    lower = like(htb, "front", *MASS, "peoples") + offices + bodies.communes(bodies.twinning, "party", TWINNED)
    upper = bodies[f"{htb}.mass"]
    rows: Rows = [(body, upper, TO) for body in lower]
    rows += [(body, bodies[f"{htb}.ethnic"], FOLLOWS) for body in offices]
    rows += [(upper, bodies["bt.mass"], TO), (upper, bodies[f"{htb}.standing"], TO)]
    return rows


def _exemplars(bodies: Bodies) -> Rows:
    """Every body of the district to its commission; the province's bodies and committees to the province's."""
    like, htb, top = bodies.builder.like, bodies.twinning.prefix, bodies["bt.mass"]
    offices = (kind.key for kind in (*kinds.OFFICES_TWINNED, *kinds.OFFICES_OTHER))
    lower = like(htb, "front", *MASS, "peoples", *offices) + bodies.communes(bodies.twinning, "party")
    rows: Rows = [(body, bodies[f"{htb}.mass"], TO) for body in lower]
    upper_bodies = [body for key in _provincial(bodies) for body in (bodies[key],)]
    rows += [(body, top, TO) for body in upper_bodies]
    rows += [(bodies[f"{htb}.mass"], upper, TO) for upper in (top, bodies[f"{htb}.standing"])]
    rows.append((top, bodies["bt.standing"], TO))
    return rows


def _provincial(bodies: Bodies) -> list[str]:
    names = ("Các huyện, thị, thành ủy", "Các sở, ban, ngành tỉnh", "Hội quần chúng tỉnh", "Đảng ủy trực thuộc")
    wanted = {member.organisation_id for name in names for member in bodies.groups[f"bt:{name}"].members.all()}
    keys = [key for key, body in bodies.builder.by_key.items() if body.pk in wanted]
    return ["bt.front", *(f"bt.{key}" for key in MASS), *keys]


def _campaign(bodies: Bodies) -> Rows:
    """Communes, agencies, party bases and mass organisations report to the steering committee through the Front."""
    like, kr = bodies.builder.like, bodies.campaign.prefix
    offices = like(kr, *(kind.key for kind in kinds.OFFICES_CAMPAIGN))
    others = like(
        kr, "inspection", "personnel", "propaganda", "mass", "office", "peoples", *MASS, "police", "army",
        *(kind.key for kind in kinds.PARTY_BASES),
    )  # fmt: skip
    lower = others + offices + bodies.communes(bodies.campaign, "party")
    committee, front = bodies[f"{kr}.campaign"], bodies[f"{kr}.front"]
    rows: Rows = [(body, committee, TO) for body in [*lower, front]]
    rows += [(body, front, role) for body in lower for role in (THROUGH, FOLLOWS)]
    ethnic = bodies[f"{kr}.ethnic"]
    rows += [(body, ethnic, FOLLOWS) for body in offices if body is not ethnic]
    rows += [(committee, upper, TO) for upper in (bodies["kt.campaign"], bodies[f"{kr}.standing"])]
    rows.append((committee, bodies["kt.front"], THROUGH))
    return rows


def _focal_units(bodies: Bodies, programmes: Programmes, now: datetime) -> None:
    """In a commune the party committee answers for the steering committee and the People's Committee as well."""
    builder = bodies.builder
    pairs = [
        (builder[f"{prefix}.party"], builder[f"{prefix}.{member}"])
        for prefix in bodies.campaign.prefixes()
        for member in ("campaign", "peoples")
    ]
    kr = bodies.campaign.prefix
    pairs += [
        (builder[f"{kr}.{unit}"], builder[f"{kr}.{member}"])
        for unit, member in (
            ("office", "base-party"), ("peoples-office", "base-peoples"), ("finance", "base-finance"),
            ("farming", "base-farming"), ("police", "base-police"), ("army", "base-army"),
        )
    ]  # fmt: skip
    bulk.focal_units(programmes.campaign, pairs, now=now, valid_from=SINCE)
    twinned = [(builder[f"{prefix}.party"], builder[f"{prefix}.peoples"]) for prefix in bodies.twinning.prefixes()]
    bulk.focal_units(programmes.twinning, twinned, now=now, valid_from=SINCE)
