"""What bodies wrote, gathered by section: as they said it, or joined and edited by the coordinator, with who said it.

A gathered text stands at the place of the first body that it names; bodies stand in protocol order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from nhipcau.obligations.models import Obligation
from nhipcau.reports.freezing import Join
from nhipcau.reports.models import ConsolidatedText, Consolidation, GatheredText
from nhipcau.reports.queries.figures import Period
from nhipcau.reports.queries.opening import SectionText, texts


@dataclass(frozen=True)
class Gathered:
    """One text of a section, as it goes into the report. `gathered_id` None: as its one body wrote it.

    `is_outdated`: a body that it names has sent another version since; what it says now stands beside it.
    """

    section: str
    text: str
    sources: tuple[SectionText, ...]
    gathered_id: UUID | None = None
    row_version: int = 0
    is_left_out: bool = False
    is_outdated: bool = False

    @property
    def narratives(self) -> tuple[int, ...]:
        """Return the keys of what it was made from."""
        return tuple(source.narrative_id for source in self.sources)

    @property
    def is_joined(self) -> bool:
        """Whether several bodies said it, or the coordinator changed the words of one."""
        return len(self.sources) > 1 or (
            self.gathered_id is not None and any(source.text != self.text for source in self.sources)
        )


def sections_of(obligation: Obligation, period: Period, order: Mapping[UUID, int]) -> dict[str, list[Gathered]]:
    """Return the texts of a period by section; `order` is the place of each body. Three queries."""
    said = texts(obligation, period)
    made = _made(obligation, period)
    found: dict[str, list[Gathered]] = {}
    for section, rows in said.items():
        rows = sorted(rows, key=lambda row: order.get(row.body_id, len(order)))
        there = {row.narrative_id: row for row in rows}
        seen: set[UUID] = set()
        found[section] = []
        for row in rows:
            text = made.get(row.narrative_id)
            if text is None:
                found[section].append(Gathered(section, row.text, (row,)))
            elif text.pk not in seen:
                seen.add(text.pk)
                keys = [source.narrative_id for source in text.sources.all()]
                sources = tuple(sorted((there[key] for key in keys if key in there), key=rows.index))
                found[section].append(
                    Gathered(
                        section, text.text, sources, text.pk, text.row_version, text.is_left_out,
                        len(sources) < len(keys),
                    )
                )  # fmt: skip
    return found


def _made(obligation: Obligation, period: Period) -> dict[int, GatheredText]:
    """Return the gathered texts of a period by each narrative in them. Two queries."""
    rows = GatheredText.objects.filter(
        obligation=obligation.pk, period_start=period.start, period_end=period.end
    ).prefetch_related("sources")
    return {source.narrative_id: text for text in rows for source in text.sources.all()}


def joins_of(obligation: Obligation, period: Period) -> tuple[list[Join], set[int]]:
    """Return what is to be frozen: texts joined or edited, and the keys of those that were only set aside."""
    joins: list[Join] = []
    left_out: set[int] = set()
    for section, rows in sections_of(obligation, period, {}).items():
        for row in rows:
            if row.is_joined:
                joins.append(Join(section, row.text, row.is_left_out, tuple(sorted(row.narratives))))
            elif row.is_left_out:
                left_out |= set(row.narratives)
    return sorted(joins, key=lambda join: (join.section, join.narratives)), left_out


@dataclass(frozen=True)
class FrozenText:
    """One text of a frozen consolidation with the bodies that said it."""

    text: str
    bodies: tuple[str, ...]
    is_left_out: bool
    is_joined: bool
    originals: tuple[ConsolidatedText, ...]

    @property
    def names(self) -> str:
        """Return who said it, in protocol order."""
        return ", ".join(self.bodies)


def frozen_texts(consolidation: Consolidation) -> dict[str, list[FrozenText]]:
    """Return the texts of a frozen consolidation by section, joined ones once. Two queries."""
    called = dict(consolidation.sources.values_list("body_id", "body_name"))
    rows = list(consolidation.texts.select_related("field", "joined").order_by("position"))
    found: dict[str, list[FrozenText]] = {}
    seen: set[int] = set()
    for row in rows:
        texts_here = found.setdefault(row.field.label, [])
        if row.joined is None:
            texts_here.append(FrozenText(row.text, (called[row.body_id],), row.is_left_out, False, (row,)))
        elif row.joined_id not in seen:
            seen.add(row.joined_id)
            originals = tuple(other for other in rows if other.joined_id == row.joined_id)
            bodies = tuple(called[other.body_id] for other in originals)
            texts_here.append(FrozenText(row.joined.text, bodies, row.joined.is_left_out, True, originals))
    return found


def proposed(rows: Iterable[str]) -> str:
    """Return several texts as one, each line once, however it was spaced or written large."""
    seen: set[str] = set()
    kept: list[str] = []
    for text in rows:
        for line in text.strip().splitlines():
            plain = " ".join(line.split()).strip("-–+•. ").casefold()
            if plain and plain not in seen:
                seen.add(plain)
                kept.append(line.strip())
    return "\n".join(kept)


def order_of(bodies: Sequence[UUID]) -> dict[UUID, int]:
    """Return the place of each body."""
    return {body: place for place, body in enumerate(bodies)}
