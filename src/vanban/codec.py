"""Readings as plain values (for JSON) and back, and the object of the reading contract.

The plain form follows the dataclasses field by field, so it needs no table of its own.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from vanban.model import Assignment, Citation, Item, Reading, Recurrence, Signer

C = TypeVar("C")


def to_plain(value: Any) -> Any:
    """Return dicts, lists, strings and numbers for any value of the model."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_plain(kind: type[C], plain: Any) -> C:
    """Return the value of dataclass `kind` that `to_plain` gave. Raises `ValueError` if the form is another."""
    try:
        made: C = _build(kind, plain)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"This is not a stored {kind.__name__}: {error}") from error
    return made


def _build(kind: Any, plain: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        inner = [option for option in typing.get_args(kind) if option is not type(None)]
        return None if plain is None else _build(inner[0], plain)
    if origin is tuple:
        return tuple(_build(typing.get_args(kind)[0], item) for item in plain)
    if origin is not None and dataclasses.is_dataclass(origin):  # Item[str], Item[date]
        return _build_dataclass(origin, plain, typing.get_args(kind)[0])
    if dataclasses.is_dataclass(kind):
        return _build_dataclass(kind, plain, None)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    if kind is date:
        return date.fromisoformat(plain)
    if isinstance(kind, type) and not isinstance(plain, kind):
        raise TypeError(f"{plain!r} is no {kind.__name__}")
    return plain


def _build_dataclass(kind: Any, plain: Any, parameter: Any) -> Any:
    values = {}
    for name, hint in _hints(kind).items():
        wanted = parameter if isinstance(hint, TypeVar) else hint
        values[name] = _build(wanted, plain[name])
    return kind(**values)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    # A field named `date` hides the class of that name while the hints are evaluated, so it is handed in.
    return typing.get_type_hints(kind, localns={"date": date})


def to_contract(reading: Reading) -> dict[str, Any]:
    """Return the contract's object for a reading; see `Reading.to_contract`."""
    return {
        "type": _value(reading.type),
        "number": _value(reading.number),
        "parent_issuer": _value(reading.parent_issuer),
        "issuer": _value(reading.issuer),
        "place": _value(reading.place),
        "date": _value(reading.date),
        "subject": _value(reading.subject),
        "addressees": [item.value for item in reading.addressees],
        "distribution": [item.value for item in reading.distribution],
        "archive": _value(reading.archive),
        "signer": _signer(reading.signer),
        "citations": [_citation(citation) for citation in reading.citations],
        "assignments": [_assignment(assignment) for assignment in reading.assignments],
    }


def _value(item: Item[Any] | None) -> Any:
    return None if item is None else to_plain(item.value)


def _signer(signer: Signer | None) -> dict[str, Any] | None:
    if signer is None:
        return None
    return {"authority": signer.authority, "title": signer.title, "name": signer.name}


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "type": citation.type,
        "number": citation.number,
        "date": to_plain(citation.date),
        "issuer": citation.issuer,
    }


def _assignment(assignment: Assignment) -> dict[str, Any]:
    return {
        "clause": assignment.clause,
        "text": assignment.text,
        "owners": [body.name for body in assignment.owners],
        "coordinators": [body.name for body in assignment.coordinators],
        "due": to_plain(assignment.due),
        "due_kind": to_plain(assignment.due_kind),
        "recurrence": [_recurrence(entry) for entry in assignment.recurrence],
        "deliver_to": _value(assignment.deliver_to),
        "via": _value(assignment.via),
        "kind": assignment.kind.value,
        "as_of": to_plain(assignment.as_of),
    }


#: Periods that the contract can say; any other is carried as null.
CONTRACT_PERIODS = frozenset({"week", "month", "quarter", "half-year", "year", "two-years"})


def _recurrence(entry: Recurrence) -> dict[str, Any]:
    every = to_plain(entry.every)
    return {
        "every": every if every in CONTRACT_PERIODS else None,
        "before_day": entry.before_day,
        "before_month": entry.before_month,
        "of": entry.of,
    }
