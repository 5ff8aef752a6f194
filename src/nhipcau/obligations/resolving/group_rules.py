"""Groups of bodies told by a rule on kind, level, place, class of place or parent (`các xã, thị trấn`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from uuid import UUID


@dataclass(frozen=True)
class GroupRule:
    """Bodies of these kinds and level, in or under a place; or the listed bodies alone.

    `class_kind`: their place has this class; `parent`: their superior body; `words` stand in their plain name.
    Empty parts ask nothing.
    """

    kinds: tuple[str, ...] = ()
    level: str = ""
    place: UUID | None = None
    class_kind: str = ""
    parent: UUID | None = None
    words: str = ""
    bodies: tuple[UUID, ...] = ()

    def __str__(self) -> str:
        parts = {
            "kind": ",".join(self.kinds),
            "level": self.level,
            "place": str(self.place or ""),
            "class": self.class_kind,
            "parent": str(self.parent or ""),
            "words": self.words,
            "bodies": ",".join(str(body) for body in self.bodies),
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the rule that `str` wrote. Raises ValueError where it is another text."""
        parts = dict(part.split("=", 1) for part in text.split(";") if part)
        place, parent, bodies = parts.get("place"), parts.get("parent"), parts.get("bodies")
        return cls(
            kinds=tuple(parts["kind"].split(",")) if parts.get("kind") else (),
            level=parts.get("level", ""),
            place=UUID(place) if place else None,
            class_kind=parts.get("class", ""),
            parent=UUID(parent) if parent else None,
            words=parts.get("words", ""),
            bodies=tuple(UUID(body) for body in bodies.split(",")) if bodies else (),
        )
