"""The bodies that a document can mean, as of its day and seen from its issuer.

A district's document that says `các xã, thị trấn` means those under that district; `huyện` is that district.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from nhipcau.obligations.resolving.group_rules import GroupRule
from nhipcau.obligations.resolving.names import canonical
from nhipcau.organisations import names
from nhipcau.organisations.models import (
    ClassKind,
    Group,
    GroupMember,
    Level,
    LocalityClass,
    LocalityKind,
    LocalitySpan,
    OrganisationKind,
    OrganisationSpan,
)
from nhipcau.text import fold

_LEVEL_OF = {
    LocalityKind.PROVINCE: Level.PROVINCE,
    LocalityKind.DISTRICT: Level.DISTRICT,
    LocalityKind.COMMUNE: Level.COMMUNE,
}
_CLASS_WORDS = ("phong ", "so ", "ban ", "chi cuc ", "trung tam ", "bo ", "hoi ")


@dataclass(frozen=True)
class Body:
    """A body as it was on the day, with the plain forms by which documents call it."""

    id: UUID
    name: str
    short_name: str
    kind: str
    level: str
    rank: int
    parent: UUID | None
    locality: UUID | None
    plain: str  # its name in plain form, without the name of its own district or province
    calls: frozenset[str]
    without_class_word: str = ""


@dataclass(frozen=True)
class NamedGroup:
    """A group that has a name of its own, and its members on the day."""

    id: UUID
    name: str
    plain: str
    scope: UUID | None
    programme: UUID | None


@dataclass
class Scope:
    """Everything that printed names of one document are resolved against."""

    on: date
    issuer: UUID
    home_level: str
    places: dict[str, UUID]  # by level: the issuer's own place and those above it
    bodies: dict[UUID, Body]
    groups: tuple[NamedGroup, ...] = ()
    members: dict[UUID, tuple[UUID, ...]] = field(default_factory=dict)
    classes: dict[UUID, frozenset[str]] = field(default_factory=dict)
    place_parent: dict[UUID, UUID | None] = field(default_factory=dict)
    place_names: dict[UUID, str] = field(default_factory=dict)

    def select(self, rule: GroupRule) -> list[Body]:
        """Return the bodies that a rule gives on the day, in protocol order."""
        if rule.bodies:
            return self.ordered(rule.bodies)
        words = rule.words.split()
        found = [
            body.id
            for body in self.bodies.values()
            if (not rule.kinds or body.kind in rule.kinds)
            and (not rule.level or body.level == rule.level)
            and (rule.parent is None or body.parent == rule.parent)
            and (not rule.place or self._lies_in(body.locality, rule.place))
            and (not rule.class_kind or rule.class_kind in self.classes.get(body.locality, ()))
            and all(word in body.plain.split() for word in words)
        ]
        return self.ordered(found)

    def group_members(self, group: UUID) -> list[Body]:
        """Return the members of a named group on the day, in protocol order."""
        return self.ordered(self.members.get(group, ()))

    def ordered(self, ids: Iterable[UUID]) -> list[Body]:
        """Return the known ones of these bodies in protocol order."""
        known = [self.bodies[body] for body in ids if body in self.bodies]
        return sorted(known, key=lambda body: (body.rank, body.name))

    @cached_property
    def called(self) -> dict[str, list[Body]]:
        """Bodies by each plain form by which they may be called."""
        found: dict[str, list[Body]] = defaultdict(list)
        for body in self.bodies.values():
            for call in body.calls:
                found[call].append(body)
        return found

    def _lies_in(self, place: UUID | None, wanted: UUID) -> bool:
        while place is not None:
            if place == wanted:
                return True
            place = self.place_parent.get(place)
        return False


def load(issuer: UUID, *, on: date, programme: UUID | None = None) -> Scope:
    """Return the bodies that a document of `issuer` can mean on the day `on`. At most 14 queries, for any number."""
    own = _span(issuer, on)
    above = _places_above(_place_of(own, on), on) if own else []
    places = {_LEVEL_OF[row.kind]: row.locality_id for row in above if row.kind in _LEVEL_OF}
    level = own.level if own else Level.DISTRICT
    below = _places_below(places.get(level), on)
    rows = _spans(level, {row.locality_id for row in [*above, *below]}, on)
    scope = Scope(
        on=on,
        issuer=issuer,
        home_level=level,
        places=places,
        bodies={},
        place_parent={row.locality_id: row.parent_id for row in [*above, *below]},
        place_names={row.locality_id: fold(row.name) for row in [*above, *below]},
    )
    scope.bodies = {row.organisation_id: _body(row, scope) for row in rows}
    _load_groups(scope, programme)
    # A group may have members elsewhere in the tree (a provincial agency twinned with a commune).
    missing = {member for members in scope.members.values() for member in members} - scope.bodies.keys()
    if missing:
        elsewhere = OrganisationSpan.objects.on(on).filter(organisation__in=missing)
        scope.bodies |= {row.organisation_id: _body(row, scope) for row in elsewhere}
    _load_classes(scope)
    return scope


def _span(body: UUID, on: date) -> OrganisationSpan | None:
    return names.bodies([body], on=on).get(body)


def _place_of(span: OrganisationSpan, on: date) -> UUID | None:
    seen = set()
    while span.locality_id is None and span.parent_id and span.parent_id not in seen:
        seen.add(span.parent_id)
        parent = _span(span.parent_id, on)
        if parent is None:
            return None
        span = parent
    return span.locality_id


def _places_above(place: UUID | None, on: date) -> list[LocalitySpan]:
    found: list[LocalitySpan] = []
    while place is not None and len(found) < 5:
        row = LocalitySpan.objects.on(on).filter(locality=place).first()
        if row is None:
            break
        found.append(row)
        place = row.parent_id
    return found


def _places_below(place: UUID | None, on: date) -> list[LocalitySpan]:
    found: list[LocalitySpan] = []
    newest = {place} if place else set()
    while newest:
        rows = list(
            LocalitySpan.objects.on(on).filter(parent__in=newest).exclude(kind=LocalityKind.VILLAGE).order_by("rank")
        )
        newest = {row.locality_id for row in rows}
        found.extend(rows)
    return found


def _spans(level: str, places: set[UUID], on: date) -> list[OrganisationSpan]:
    held = OrganisationSpan.objects.on(on)
    if level == Level.NATION:
        return list(held.filter(level__in=[Level.NATION, Level.PROVINCE]))
    rows = list(held.filter(Q(locality__in=places) | Q(level=Level.NATION)))
    known, newest = {row.organisation_id for row in rows}, {row.organisation_id for row in rows}
    for _generation in range(2):  # bodies without a place of their own stand under one that has
        more = list(held.filter(locality=None, parent__in=newest).exclude(organisation__in=known))
        if not more:
            break
        rows += more
        newest = {row.organisation_id for row in more}
        known |= newest
    return rows


def _body(row: OrganisationSpan, scope: Scope) -> Body:
    place = scope.place_names.get(row.locality_id, "") if row.level != Level.COMMUNE else ""
    plain, short = _without(canonical(row.name), place), _without(canonical(row.short_name), place)
    calls = {plain, short, canonical(row.name), canonical(row.short_name)}
    if row.symbol and len(fold(row.symbol)) > 2:
        calls |= {fold(row.symbol), canonical(row.symbol)}
    for name in (plain, short):
        for ending in (" huyen uy", " tinh uy", " thi uy", " thanh uy", " huyen", " tinh", " thi xa", " thanh pho"):
            if name.endswith(ending) and row.level != Level.COMMUNE:
                calls.add(name.removesuffix(ending))
                calls.add(name.removesuffix(" uy"))
    bare = ""
    if row.kind in (OrganisationKind.AGENCY, OrganisationKind.PUBLIC_UNIT):
        # `Trung tâm Y tế` is not called `Y tế`: only those of the class words that lists set before a colon.
        word = next((word for word in _CLASS_WORDS if short.startswith(word)), "")
        bare = _without_level(short.removeprefix(word)) if word else ""
    return Body(
        row.organisation_id, row.name, row.short_name, row.kind, row.level, row.rank, row.parent_id, row.locality_id,
        plain, frozenset(call for call in calls if call), bare,
    )  # fmt: skip


def _without(plain: str, place: str) -> str:
    """Take the place's own name away: `phòng dân tộc huyện A` is `phòng dân tộc huyện` for everybody in it."""
    return " ".join(f" {plain} ".replace(f" {place} ", " ").split()) if place else plain


def _without_level(plain: str) -> str:
    for ending in (" huyen", " tinh", " thi xa", " thanh pho"):
        plain = plain.removesuffix(ending)
    return plain


def _load_groups(scope: Scope, programme: UUID | None) -> None:
    upward = {scope.issuer} | {body.id for body in scope.bodies.values() if body.level == scope.home_level}
    rows = Group.objects.filter(Q(scope=None) | Q(scope__in=upward))
    if programme is not None:
        rows = rows.filter(Q(programme=None) | Q(programme=programme))
    home = scope.place_names.get(scope.places.get(scope.home_level), "")
    scope.groups = tuple(
        NamedGroup(row.pk, row.name, _without(canonical(row.name), home), row.scope_id, row.programme_id)
        for row in rows
    )
    found: dict[UUID, list[UUID]] = defaultdict(list)
    held = GroupMember.objects.on(scope.on).filter(group__in=[group.id for group in scope.groups])
    for group, member in held.values_list("group_id", "organisation_id"):
        found[group].append(member)
    scope.members = {group: tuple(members) for group, members in found.items()}


def _load_classes(scope: Scope) -> None:
    found: dict[UUID, set[str]] = defaultdict(set)
    held = LocalityClass.objects.on(scope.on).filter(locality__in=scope.place_names.keys())
    for place, kind in held.values_list("locality_id", "kind"):
        found[place].add(kind)
    mixed = LocalityClass.objects.on(scope.on).filter(kind=ClassKind.MIXED_VILLAGE).values("locality")
    villages = LocalitySpan.objects.on(scope.on).filter(parent__in=scope.place_names.keys(), locality__in=mixed)
    for commune in villages.values_list("parent_id", flat=True):
        found[commune].add(ClassKind.HAS_MIXED_VILLAGE)
    scope.classes = {place: frozenset(kinds) for place, kinds in found.items()}
