"""Collects the bodies of a demo world in protocol order and writes them at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nhipcau.demo.places import Place
from nhipcau.organisations import bulk
from nhipcau.organisations.actions import BodyFacts
from nhipcau.organisations.models import Level, Organisation, OrganisationKind


@dataclass(frozen=True)
class Kind:
    """One kind of body as it is found at a level: `{place}` is `huyện Kon Rẫy`, `{name}` is `Kon Rẫy`."""

    key: str
    name: str
    short: str
    symbol: str
    kind: OrganisationKind
    parent: str = ""  # key of the parent at the same place; `^front` is the front one level up
    has_seal: bool = True


class Builder:
    """Bodies by key (`konray.front`, `konray.dakkoi.party`), in the order of protocol as they are added."""

    def __init__(self, now: datetime, valid_from: date | None = None) -> None:
        self.now, self.valid_from = now, valid_from
        self.by_key: dict[str, Organisation] = {}
        self.rows: list[tuple[Organisation, BodyFacts]] = []

    def __getitem__(self, key: str) -> Organisation:
        return self.by_key[key]

    def facts(self, key: str) -> BodyFacts:
        """Return what was said of a body."""
        body = self.by_key[key]
        return next(facts for row, facts in self.rows if row is body)

    def add(self, prefix: str, kinds: tuple[Kind, ...], place: Place, level: Level, above: str = "") -> None:
        """Add the bodies of `kinds` at a place under the keys `prefix.key`; `above` is the prefix one level up."""
        for kind in kinds:
            parent = None
            if kind.parent.startswith("^"):
                parent = self.by_key.get(f"{above}.{kind.parent[1:]}")
            elif kind.parent:
                parent = self.by_key[f"{prefix}.{kind.parent}"]
            body = Organisation()
            words = {"place": place.full, "name": place.name, "type": place.type_name}
            self.by_key[f"{prefix}.{kind.key}"] = body
            self.rows.append(
                (
                    body,
                    BodyFacts(
                        name=kind.name.format(**words), short_name=kind.short.format(**words), symbol=kind.symbol,
                        kind=kind.kind, level=level, rank=10 * (len(self.rows) + 1), parent=parent,
                        locality=place.row, place=place.name, has_seal=kind.has_seal,
                    ),
                )
            )  # fmt: skip

    def like(self, prefix: str, *suffixes: str) -> list[Organisation]:
        """Return the bodies `prefix.suffix`, in the order asked."""
        return [self.by_key[f"{prefix}.{suffix}"] for suffix in suffixes]

    def save(self) -> None:
        """Write all bodies."""
        bulk.bodies(self.rows, now=self.now, valid_from=self.valid_from)
