"""The trail as a page shows it: what was done, by whom, in which post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

from django.apps import apps

from nhipcau.audit.models import Entry
from nhipcau.organisations import names


@dataclass(frozen=True)
class TrailRow:
    """One deed in words."""

    entry: Entry
    words: str
    body: str
    behalf: str


@lru_cache(maxsize=1)
def event_words() -> dict[str, str]:
    """Return what each app calls its deeds: the `EVENT_WORDS` of its `events` or `actions.events`."""
    words: dict[str, str] = {}
    for app in apps.get_app_configs():
        for name in (f"{app.name}.events", f"{app.name}.actions.events"):
            if app.name.startswith("nhipcau.") and _is_there(name):
                words |= getattr(import_module(name), "EVENT_WORDS", {})
    return {str(event): label for event, label in words.items()}


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # not even the package above it
        return False


def trail_rows(entries: Iterable[Entry], *, on: date) -> list[TrailRow]:
    """Return the entries of one page in words. One query for any number."""
    shown = list(entries)
    ids = {UUID(value) for entry in shown for value in (entry.body_id, entry.on_behalf_of) if value}
    called = {str(body): span.short_name for body, span in names.bodies(ids, on=on).items()}
    words = event_words()
    return [
        TrailRow(
            entry, words.get(entry.event, entry.event), called.get(entry.body_id, ""),
            called.get(entry.on_behalf_of, ""),
        )
        for entry in shown
    ]  # fmt: skip
