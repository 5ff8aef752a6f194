"""Places of a demo world, taken from the table of administrative units as it was on one day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nhipcau.organisations import units
from nhipcau.organisations.models import Locality, LocalityKind, LocalitySpan
from nhipcau.text import fold

_KINDS = {
    units.UnitLevel.PROVINCE: LocalityKind.PROVINCE,
    units.UnitLevel.DISTRICT: LocalityKind.DISTRICT,
    units.UnitLevel.COMMUNE: LocalityKind.COMMUNE,
}


@dataclass(frozen=True)
class Place:
    """One place: its row and its unit (None for a village, which is invented)."""

    row: Locality
    name: str
    type_name: str
    unit: units.Unit | None

    @property
    def full(self) -> str:
        """The name with its kind as it stands inside a sentence: `xã Đăk Kôi`."""
        return f"{self.type_name} {self.name}"

    @property
    def key(self) -> str:
        """A short Latin word for logins: `dakkoi`."""
        return fold(self.name).replace(" ", "")


class Places:
    """Makes places and keeps their spans until `save`."""

    def __init__(self, day: date, now: datetime) -> None:
        self.table = units.load()
        self.day, self.now = day, now
        self.spans: list[LocalitySpan] = []

    def province(self, name: str) -> Place:
        """Add a province by name."""
        return self._of(self.table.find(name, on=self.day)[0], None, 0)

    def below(self, parent: Place) -> list[Place]:
        """Add every unit directly below a place, in the official order (that of the codes)."""
        children = self.table.children(parent.unit.code, self.day)
        return [self._of(unit, parent, rank) for rank, unit in enumerate(children, start=1)]

    def villages(self, parent: Place, names: Iterable[str]) -> list[Place]:
        """Add invented villages; their names say that they are."""
        made = []
        for rank, name in enumerate(names, start=1):
            place = Place(Locality(), f"{name} (minh họa)", "thôn", None)
            self._span(place, LocalityKind.VILLAGE, "", parent, rank)
            made.append(place)
        return made

    def save(self) -> None:
        """Write all places."""
        Locality.objects.bulk_create((span.locality for span in self.spans), batch_size=1000)
        LocalitySpan.objects.bulk_create(self.spans, batch_size=1000)

    def _of(self, unit: units.Unit, parent: Place | None, rank: int) -> Place:
        place = Place(Locality(), unit.name, str(unit.kind), unit)
        self._span(place, _KINDS[unit.level], unit.code, parent, rank, unit.valid_from)
        return place

    def _span(
        self,
        place: Place,
        kind: LocalityKind,
        code: str,
        parent: Place | None,
        rank: int,
        valid_from: date | None = None,
    ) -> None:
        self.spans.append(
            LocalitySpan(
                locality=place.row, name=place.name, kind=kind, type_name=place.type_name, code=code, rank=rank,
                parent=parent.row if parent else None, folded=fold(place.name), recorded_at=self.now,
                valid_from=valid_from,
            )
        )  # fmt: skip


def named(places: Sequence[Place], name: str) -> Place:
    """Return the place of that name; raises LookupError where the table does not have it."""
    for place in places:
        if place.name == name:
            return place
    raise LookupError(name)
