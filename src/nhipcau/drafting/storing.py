"""An outgoing document as JSON values and back, so that a draft can be changed and printed again."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from nhipcau.drafting import content
from nhipcau.drafting.content import OutgoingDocument

_BLOCKS = {block.__name__: block for block in typing.get_args(content.Block)}


class UnknownContent(ValueError):
    """The stored draft does not say an outgoing document."""


def to_json(document: OutgoingDocument) -> dict[str, Any]:
    """Return the document as JSON values; a block of the body says its own kind."""
    return _pack(document)


def from_json(stored: dict[str, Any]) -> OutgoingDocument:
    """Return the document that `to_json` stored. Raises UnknownContent."""
    try:
        return _unpack(stored, OutgoingDocument)
    except (KeyError, TypeError, ValueError) as trouble:
        raise UnknownContent(str(trouble)) from trouble


def _pack(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        packed = {field.name: _pack(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"block": type(value).__name__, **packed} if type(value).__name__ in _BLOCKS else packed
    if isinstance(value, tuple):
        return [_pack(part) for part in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _unpack(value: Any, wanted: Any) -> Any:
    if value is None or wanted in (str, int, float, bool):
        return value
    if isinstance(value, dict) and "block" in value:
        wanted = _BLOCKS[value["block"]]
    if dataclasses.is_dataclass(wanted):
        hints = _hints(wanted)
        return wanted(**{name: _unpack(part, hints[name]) for name, part in value.items() if name != "block"})
    origin, inside = typing.get_origin(wanted), typing.get_args(wanted)
    if origin is tuple:
        return tuple(_unpack(part, inside[0]) for part in value)
    if origin in (typing.Union, types.UnionType):
        return _unpack(value, _choose(value, [choice for choice in inside if choice is not type(None)]))
    if wanted is date:
        return date.fromisoformat(value)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return wanted(value)
    raise UnknownContent(f"{wanted!r}")


def _choose(value: Any, choices: list[Any]) -> Any:
    """Of several types, the one that this JSON value can be: text, or a list of runs."""
    if isinstance(value, list):
        return next(choice for choice in choices if typing.get_origin(choice) is tuple)
    return next(choice for choice in choices if typing.get_origin(choice) is not tuple)


@cache
def _hints(wanted: type) -> dict[str, Any]:
    return typing.get_type_hints(wanted)
