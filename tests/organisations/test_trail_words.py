"""Every deed that the program records has words for the page of the trail."""

from __future__ import annotations

import re
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import nhipcau
from nhipcau.organisations import queries

SOURCE = Path(nhipcau.__file__).parent
_PLAIN = re.compile(r"""\brecord\(\s*"([a-z.-]+)\"""")


def test_every_deed_has_words():
    known = queries.event_words()
    named = set()
    for file in [*SOURCE.glob("*/events.py"), *SOURCE.glob("*/actions/events.py")]:
        module = import_module("nhipcau." + ".".join(file.relative_to(SOURCE).with_suffix("").parts))
        event = getattr(module, "Event", None)
        named |= {str(value) for value in event} if event and issubclass(event, StrEnum) else set()
    for file in SOURCE.rglob("*.py"):
        named |= set(_PLAIN.findall(file.read_text("utf-8")))

    assert len(named) > 50
    assert sorted(named - known.keys()) == []
