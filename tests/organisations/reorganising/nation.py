"""The nation of 30 June 2025 as the table of units has it: every place, a committee in each, one line of reporting."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from uuid import UUID

from nhipcau.ids import new_id
from nhipcau.organisations import units
from nhipcau.organisations.actions import rebuild_closure
from nhipcau.organisations.models import (
    Coordination,
    Line,
    LineRole,
    Locality,
    LocalitySpan,
    Organisation,
    OrganisationSpan,
    Post,
    Programme,
    Role,
    User,
)
from nhipcau.organisations.units import Unit, UnitLevel
from nhipcau.text import fold
from tests.cast import NOW

BEFORE, DAY = date(2025, 6, 30), date(2025, 7, 1)
KINDS = {UnitLevel.PROVINCE: "province", UnitLevel.DISTRICT: "district", UnitLevel.COMMUNE: "commune"}
WORDS = {UnitLevel.PROVINCE: "Tỉnh ủy", UnitLevel.DISTRICT: "Huyện ủy", UnitLevel.COMMUNE: "Đảng ủy"}


def units_of(provinces: Set[str] = frozenset()) -> list[Unit]:
    """Return the units of these provinces (by code; none: all) on the last day of the old order."""
    table = units.load()
    return [
        unit
        for unit in table.as_of(BEFORE)
        if not provinces or provinces & {unit.code, *(above.code for above in table.path(unit, BEFORE))}
    ]


def make_nation(provinces: Set[str] = frozenset()) -> dict[str, UUID]:
    """Write these provinces; give the key of each unit's committee, by the unit's code, and of the nation's as `""`."""
    there = units_of(provinces)
    places = {unit.code: new_id() for unit in there}
    bodies = {"": new_id(), **{unit.code: new_id() for unit in there}}
    commissions = {unit.code: new_id() for unit in there if unit.level is UnitLevel.PROVINCE}
    Locality.objects.bulk_create([Locality(pk=key) for key in places.values()], batch_size=1000)
    LocalitySpan.objects.bulk_create(
        [
            LocalitySpan(
                locality_id=places[unit.code], name=unit.name, kind=KINDS[unit.level], type_name=str(unit.kind),
                code=unit.code, parent_id=places.get(unit.parent or ""), folded=fold(unit.name), recorded_at=NOW,
            )
            for unit in there
        ],
        batch_size=1000,
    )  # fmt: skip
    keys = [*bodies.values(), *commissions.values(), *((propaganda := {c: new_id() for c in commissions}).values())]
    Organisation.objects.bulk_create([Organisation(pk=key) for key in keys], batch_size=1000)
    spans = [_span(bodies[""], "Trung ương Đảng", "party-committee", "nation", None, None)]
    for unit in there:
        label = f"{unit.kind} {unit.name}" if unit.level is UnitLevel.COMMUNE else unit.name
        above = bodies[unit.parent or ""]
        name, level = f"{WORDS[unit.level]} {label}", KINDS[unit.level]
        spans.append(_span(bodies[unit.code], name, "party-committee", level, above, places[unit.code]))
        for keys_of, word in ((commissions, "Ban Dân vận"), (propaganda, "Ban Tuyên giáo")):
            if unit.code in keys_of:
                parent, name = bodies[unit.code], f"{word} {name}"
                spans.append(_span(keys_of[unit.code], name, "party-advisory", level, parent, places[unit.code]))
                name = f"{WORDS[unit.level]} {label}"
    OrganisationSpan.objects.bulk_create(spans, batch_size=1000)
    programme = Programme.objects.create(code="ca-nuoc", name="Chương trình cả nước", short_name="Cả nước")
    Line.objects.bulk_create(
        [
            Line(
                programme=programme, lower_id=bodies[unit.code], upper_id=bodies[unit.parent or ""],
                role=LineRole.REPORTS_TO, recorded_at=NOW,
            )
            for unit in there
        ],
        batch_size=1000,
    )  # fmt: skip
    rebuild_closure(programme)
    Coordination.objects.create(programme=programme, organisation_id=bodies[""], level="nation", recorded_at=NOW)
    _people(bodies)
    return bodies


def _span(key: UUID, name: str, kind: str, level: str, parent: UUID | None, place: UUID | None) -> OrganisationSpan:
    return OrganisationSpan(
        organisation_id=key, name=name, short_name=name[:120], kind=kind, level=level, rank=1, parent_id=parent,
        locality_id=place, folded=fold(name), folded_short=fold(name)[:120], recorded_at=NOW,
    )  # fmt: skip


def _people(bodies: dict[str, UUID]) -> None:
    """One officer in every committee."""
    people = {code: User(username=f"can-bo-{code or 'tw'}", display_name="Cán bộ", password="!") for code in bodies}
    User.objects.bulk_create(people.values(), batch_size=1000)
    Post.objects.bulk_create(
        [
            Post(user=people[code], organisation_id=body, role=Role.OFFICER, title="Cán bộ", recorded_at=NOW)
            for code, body in bodies.items()
        ],
        batch_size=1000,
    )
