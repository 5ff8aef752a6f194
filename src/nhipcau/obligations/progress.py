"""How far the report of an occurrence is: told by the app that holds reports, asked by work list and board states.

This app does not know reports; `register` is called once, from the `apps.py` of the app that does. A provider answers
for many occurrences at once in a fixed number of queries; an occurrence that it leaves out has nothing yet.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Stage(StrEnum):
    """Where the newest version of a report is."""

    NOTHING = "nothing"  # nobody has begun
    DRAFT = "draft"  # being written
    FILED = "filed"  # signed off, lies with the intermediary or the recipient
    FORWARDED = "forwarded"  # the intermediary has sent it on
    RECEIVED = "received"
    COMPLETION_ASKED = "completion-asked"


@dataclass(frozen=True)
class Progress:
    """How far one report is. `filed_on` is the day that counts for punctuality: of the first complete version."""

    stage: Stage = Stage.NOTHING
    filed_on: date | None = None
    received_on: date | None = None


Provider = Callable[[Collection[UUID], date], Mapping[UUID, Progress]]

NOTHING_YET = Progress()
_provider: Provider | None = None


def register(provider: Provider) -> None:
    """Name who knows how far reports are: `provider(occurrence_ids, on)` gives a Progress for each that has one."""
    global _provider
    _provider = provider


def of(occurrences: Collection[UUID], *, on: date) -> Mapping[UUID, Progress]:
    """Return the progress of each occurrence as known on the day `on`; one that is not begun has no entry."""
    if _provider is None or not occurrences:
        return {}
    return _provider(occurrences, on)
