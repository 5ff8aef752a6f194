"""Figures that the program knows already: programmes register them here, a report offers them with their source.

A provider answers for one body and period: `KnownFigure` by (indicator, breakdown). A person confirms the offer; the
figure then keeps `source_key`, by which it opens to where it was known from. What was taken is never changed behind
the reporter's back: the page shows when the source says otherwise later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from nhipcau.obligations.models import Occurrence

Key = tuple[UUID, str]  # indicator and breakdown ("" the whole)


@dataclass(frozen=True)
class KnownFigure:
    """A number with its source: `label` in words, `url` of its page, `source_key` that the figure keeps."""

    value: int
    label: str
    url: str
    source_key: str
    is_estimate: bool = False


@dataclass(frozen=True)
class Asking:
    """For which body, programme and period figures are asked (both days included), and for which keys."""

    body: UUID
    programme: UUID | None
    start: date
    end: date
    keys: frozenset[Key]

    @classmethod
    def about(cls, occurrence: Occurrence, keys: Iterable[Key]) -> Self:
        """Return the question of a report; one asked once covers the days of its data, where they were named."""
        start, end = occurrence.period_start, occurrence.period_end
        if start == end and occurrence.data_from and occurrence.data_to:
            start, end = occurrence.data_from, occurrence.data_to
        return cls(occurrence.body_id, occurrence.obligation.programme_id, start, end, frozenset(keys))


Provider = Callable[[Asking], Mapping[Key, KnownFigure]]
Opener = Callable[[str], str]

_PROVIDERS: list[Provider] = []
_OPENERS: dict[str, Opener] = {}


def register(provider: Provider) -> None:
    """Let `provider` be asked for every report; called once from an app's `apps.py`. The first one to know a key wins.

    A provider looks at what belongs to the body that is asked for, in a fixed number of queries, and knows no other.
    """
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def register_opener(prefix: str, opener: Opener) -> None:
    """Let source keys that begin with `prefix:` open to the address that `opener` gives for them."""
    _OPENERS[prefix] = opener


def known(asking: Asking) -> dict[Key, KnownFigure]:
    """Return what the program knows of the figures that are asked."""
    found: dict[Key, KnownFigure] = {}
    for provider in _PROVIDERS if asking.keys else ():
        for key, figure in provider(asking).items():
            if key in asking.keys:
                found.setdefault(key, figure)
    return found


def address_of(source_key: str) -> str:
    """Return the address to which a source key opens, empty where nothing does."""
    opener = _OPENERS.get(source_key.partition(":")[0])
    return opener(source_key) if opener and source_key else ""
