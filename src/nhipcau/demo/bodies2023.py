"""Places and bodies of the world of 12 July 2023: two provinces, in each one district with its communes in full."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from nhipcau.demo import kinds2023 as kinds
from nhipcau.demo.builder import Builder, Kind
from nhipcau.demo.places import Place, Places, named
from nhipcau.organisations import bulk
from nhipcau.organisations.models import ClassKind, Group, Level, LocalityClass, Organisation, OrganisationKind

DAY = date(2023, 7, 12)
INVENTED = "Dữ liệu minh họa, không phải quyết định có thật"

# The communes that the district's twinning letter addresses; three of them are counted as wholly of ethnic minorities.
TWINNED = ("La Dạ", "Đông Giang", "Đông Tiến", "Hàm Phú", "Hàm Trí", "Thuận Hòa", "Thuận Minh", "Ma Lâm")
PURE = frozenset({"La Dạ", "Đông Giang", "Đông Tiến"})


@dataclass
class District:
    """One district in full: its prefix among the bodies' keys and its communes in their official order."""

    prefix: str
    place: Place
    communes: list[Place] = field(default_factory=list)

    def commune(self, name: str) -> str:
        """Return the prefix of a commune by name."""
        return f"{self.prefix}.{named(self.communes, name).key}"

    def prefixes(self) -> list[str]:
        """Return the prefixes of all communes in their official order."""
        return [f"{self.prefix}.{place.key}" for place in self.communes]


@dataclass
class Bodies:
    """Everything that the programmes and the people of this world refer to."""

    builder: Builder
    twinning: District  # where agencies are twinned with communes
    campaign: District  # where the campaign runs
    groups: dict[str, Group] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Organisation:
        return self.builder[key]

    def communes(self, district: District, suffix: str, names: tuple[str, ...] = ()) -> list[Organisation]:
        """Return one body of each commune (of all, or of the named ones)."""
        chosen = [district.commune(name) for name in names] if names else district.prefixes()
        return [self.builder[f"{prefix}.{suffix}"] for prefix in chosen]


def build(now: datetime) -> Bodies:
    """Write the places, bodies, classes and groups of 2023."""
    places, builder = Places(DAY, now), Builder(now)
    twinning = _province(builder, places, "Bình Thuận", "bt", "Hàm Thuận Bắc", campaign=False)
    campaign = _province(builder, places, "Kon Tum", "kt", "Kon Rẫy", campaign=True)
    villages = _villages(places, twinning, campaign)
    places.save()
    builder.save()
    _classes(twinning, villages, now)
    bodies = Bodies(builder, twinning, campaign)
    _groups(bodies, now)
    return bodies


def _province(
    builder: Builder, places: Places, name: str, prefix: str, full_district: str, *, campaign: bool
) -> District:
    province = places.province(name)
    builder.add(prefix, kinds.PROVINCE[:3], province, Level.PROVINCE)
    if campaign:
        builder.add(prefix, kinds.CAMPAIGN_PROVINCE, province, Level.PROVINCE)
    builder.add(prefix, kinds.PROVINCE[3:], province, Level.PROVINCE)
    district = None
    for place in places.below(province):
        if place.name == full_district:
            district = _district(builder, places, f"{prefix}.{place.key}", place, prefix, campaign=campaign)
        else:
            _other_district(builder, f"{prefix}.{place.key}", place, prefix)
    if district is None:
        raise LookupError(full_district)
    return district


def _other_district(builder: Builder, prefix: str, place: Place, above: str) -> None:
    """Add only what provincial letters address: the committee, its commission, the People's Committee, the Front."""
    word = {"thành phố": "Thành ủy", "thị xã": "Thị ủy"}.get(place.type_name, "Huyện ủy")
    kind = OrganisationKind
    rows = (
        Kind("party", f"{word} {{name}}", f"{word} {{name}}", "HU", kind.PARTY_COMMITTEE, "^party"),
        Kind(
            "mass", f"Ban Dân vận {word} {{name}}", f"Ban Dân vận {word} {{name}}", "BDV", kind.PARTY_ADVISORY, "party"
        ),
        Kind("peoples", "Ủy ban nhân dân {place}", "UBND {place}", "UBND", kind.PEOPLES_COMMITTEE, "^peoples"),
        Kind(
            "front", "Ủy ban Mặt trận Tổ quốc Việt Nam {place}", "Ủy ban MTTQ Việt Nam {place}", "MTTQ-BTT",
            kind.FRONT, "^front",
        ),
    )  # fmt: skip
    builder.add(prefix, rows, place, Level.DISTRICT, above)


def _district(builder: Builder, places: Places, prefix: str, place: Place, above: str, *, campaign: bool) -> District:
    level = Level.DISTRICT
    builder.add(prefix, kinds.DISTRICT_PARTY[:3], place, level, above)
    if campaign:
        builder.add(prefix, kinds.CAMPAIGN_DISTRICT, place, level, above)
    builder.add(prefix, kinds.DISTRICT_PARTY[3:], place, level, above)
    builder.add(prefix, kinds.DISTRICT_STATE, place, level, above)
    offices = kinds.OFFICES_CAMPAIGN if campaign else (*kinds.OFFICES_TWINNED, *kinds.OFFICES_OTHER)
    builder.add(prefix, offices, place, level, above)
    builder.add(prefix, kinds.ARMED_DISTRICT, place, level, above)
    builder.add(prefix, kinds.PARTY_BASES, place, level, above)
    district = District(prefix, place, places.below(place))
    for commune in district.communes:
        inner = f"{prefix}.{commune.key}"
        builder.add(inner, kinds.COMMUNE_PARTY, commune, Level.COMMUNE, prefix)
        if campaign:
            builder.add(inner, kinds.CAMPAIGN_COMMUNE, commune, Level.COMMUNE, prefix)
        builder.add(inner, kinds.COMMUNE_STATE, commune, Level.COMMUNE, prefix)
    return district


def _villages(places: Places, twinning: District, campaign: District) -> dict[str, list[Place]]:
    """Add invented villages: two for each commune that is twinned, three for each of the campaign."""
    made = {name: places.villages(named(twinning.communes, name), ("Thôn 1", "Thôn 2")) for name in TWINNED}
    for commune in campaign.communes:
        made[commune.name] = places.villages(commune, ("Thôn 1", "Thôn 2", "Thôn 3"))
    return made


def _classes(twinning: District, villages: dict[str, list[Place]], now: datetime) -> None:
    rows = []
    for name in TWINNED:
        commune = named(twinning.communes, name)
        rows.append((commune, ClassKind.HAS_MIXED_VILLAGE))
        if name in PURE:
            rows.append((commune, ClassKind.PURE))
        else:
            rows.append((villages[name][0], ClassKind.MIXED_VILLAGE))
    LocalityClass.objects.bulk_create(
        LocalityClass(
            locality=place.row, kind=kind, valid_from=date(2021, 1, 1), decision=INVENTED, recorded_at=now
        )
        for place, kind in rows
    )  # fmt: skip


MASS = ("labour", "farmers", "youth", "women", "veterans")


def _keys(kind_rows: tuple[Kind, ...]) -> tuple[str, ...]:
    return tuple(kind.key for kind in kind_rows)


def _groups(bodies: Bodies, now: datetime) -> None:
    builder, everybody = bodies.builder, {}
    everybody |= _common_groups(bodies, bodies.twinning, _keys((*kinds.OFFICES_TWINNED, *kinds.OFFICES_OTHER)))
    htb, communes = bodies.twinning.prefix, bodies.communes
    twinned = builder.like(htb, *_keys(kinds.OFFICES_TWINNED))
    mixed = communes(bodies.twinning, "party", TWINNED)
    everybody |= {
        (htb, "Các cơ quan, đơn vị thuộc UBND huyện được phân công kết nghĩa"): twinned,
        (htb, "Các cơ quan, đơn vị thuộc UBND huyện được giao kết nghĩa"): twinned,
        (htb, "Các phòng, ban được giao thực hiện kết nghĩa"): twinned,
        (htb, "Đảng ủy các xã, thị trấn có thôn xen ghép đồng bào dân tộc thiểu số"): mixed,
        (htb, "Cấp ủy các xã, thị trấn có thôn xen ghép đồng bào DTTS"): mixed,
    }
    everybody |= _common_groups(bodies, bodies.campaign, _keys(kinds.OFFICES_CAMPAIGN))
    kr = bodies.campaign.prefix
    bases = builder.like(kr, *_keys(kinds.PARTY_BASES)) + communes(bodies.campaign, "party")
    offices = builder.like(
        kr, "inspection", "personnel", "propaganda", "mass", "office", *MASS,
        *_keys(kinds.OFFICES_CAMPAIGN), "police", "army",
    )  # fmt: skip
    everybody |= {
        (kr, "Các TCCS Đảng trực thuộc Huyện ủy"): bases,
        (kr, "Các TCCS Đảng"): bases,
        (kr, "Các cơ quan, ban, ngành cấp huyện"): offices,
        (kr, "Các cơ quan, ban, ngành huyện"): offices,
        (kr, "Ban Chỉ đạo Cuộc vận động các xã, thị trấn"): communes(bodies.campaign, "campaign"),
    }
    for prefix in ("bt", "kt"):
        everybody |= _provincial_groups(bodies, prefix)
    for (prefix, name), members in everybody.items():
        bodies.groups[f"{prefix}:{name}"] = bulk.group(name, members, scope=bodies[f"{prefix}.party"], now=now)


def _common_groups(
    bodies: Bodies, district: District, offices: tuple[str, ...]
) -> dict[tuple[str, str], list[Organisation]]:
    prefix, like = district.prefix, bodies.builder.like
    return {
        (prefix, "Các tổ chức chính trị - xã hội huyện"): like(prefix, *MASS),
        (prefix, "Mặt trận, các tổ chức chính trị - xã hội huyện"): like(prefix, "front", *MASS),
        (prefix, "Mặt trận, các đoàn thể chính trị - xã hội huyện"): like(prefix, "front", *MASS),
        (prefix, "Các cơ quan, đơn vị thuộc UBND huyện"): like(prefix, *offices),
        (prefix, "Đảng ủy các xã, thị trấn"): bodies.communes(district, "party"),
        (prefix, "UBND các xã, thị trấn"): bodies.communes(district, "peoples"),
        (prefix, "Ủy ban MTTQ Việt Nam các xã, thị trấn"): bodies.communes(district, "front"),
    }


def _provincial_groups(bodies: Bodies, prefix: str) -> dict[tuple[str, str], list[Organisation]]:
    like, builder = bodies.builder.like, bodies.builder
    districts = [body for key, body in builder.by_key.items() if _is_committee_of_district(key, prefix)]
    offices = [kind.key for kind in kinds.PROVINCE if kind.parent == "peoples"]
    return {
        (prefix, "Các tổ chức chính trị - xã hội tỉnh"): like(prefix, *MASS),
        (prefix, "Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội tỉnh"): like(prefix, "front", *MASS),
        (prefix, "Các ban của Tỉnh ủy"): like(prefix, "personnel", "propaganda", "mass", "internal"),
        (prefix, "Các sở, ban, ngành tỉnh"): like(prefix, *offices),
        (prefix, "Hội quần chúng tỉnh"): like(prefix, "red-cross", "elders", "cooperatives"),
        (prefix, "Các huyện, thị, thành ủy"): districts,
        (prefix, "Đảng ủy trực thuộc"): like(prefix, "union-committee", "police-committee", "army-committee"),
    }


def _is_committee_of_district(key: str, province: str) -> bool:
    parts = key.split(".")
    return len(parts) == 3 and parts[0] == province and parts[2] == "party"
