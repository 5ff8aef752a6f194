"""What people typed, made safe for print: NFC, one line, and no character that XML or a printed page cannot hold."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar

from nhipcau.drafting.content import Run

# Controls, halves of surrogates, private use, unassigned, and invisible format characters (turned-round text).
_DROPPED = {"Cc", "Cs", "Co", "Cn", "Cf"}
_BREAKS = re.compile(r"[\t\n\v\f\r\u0085\u2028\u2029 ]+")

Value = TypeVar("Value")


def clean(text: str) -> str:
    """Return `text` in NFC on one line, without control, private-use and invisible characters. Twice changes nothing.

    No-break spaces stay: they keep the room for an open number.
    """
    return _without_odd(text).strip(" ")


def _without_odd(text: str) -> str:
    one_line = _BREAKS.sub(" ", text)
    kept = "".join(char for char in one_line if unicodedata.category(char) not in _DROPPED)
    return unicodedata.normalize("NFC", _BREAKS.sub(" ", kept))


def cleaned(value: Value) -> Value:
    """Return a copy of a frozen dataclass (or tuple) in which every text, at any depth, went through `clean`."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Run):  # a piece of a paragraph keeps the blank towards its neighbour
        return replace(value, text=_without_odd(value.text))
    if isinstance(value, tuple):
        return tuple(cleaned(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{entry.name: cleaned(getattr(value, entry.name)) for entry in fields(value)})
    return value
