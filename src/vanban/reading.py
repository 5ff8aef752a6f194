"""From a text to its reading: the one verb that calls the readers of the single things in their order."""

from __future__ import annotations

from vanban.model import Reading
from vanban.normalise import normalise


def read_text(text: str) -> Reading:
    """Return what a document's text states. Never raises, whatever the text; the time is linear in its length."""
    return Reading(text=normalise(text))
