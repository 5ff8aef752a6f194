"""What a check is: a number of the table in the rules of layout, its profiles, and a verdict in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nhipcau.drafting.checks.anatomy import Anatomy
from nhipcau.drafting.checks.reading import FileView
from nhipcau.drafting.content import OutgoingDocument
from nhipcau.drafting.profiles import Profile

PARTY = ("hd36", "hd05")
STATE = ("nd30",)
ALL = PARTY + STATE


@dataclass(frozen=True)
class Finding:
    """What one check found: what is there and what the rule asks. `check` is the number in layout.md, section 11."""

    check: int
    element: str
    passed: bool
    seen: str
    expected: str


@dataclass(frozen=True)
class Case:
    """A file under examination: as read, taken apart, with the profile it claims and the document it should print."""

    file: FileView
    parts: Anatomy
    profile: Profile
    document: OutgoingDocument


@dataclass(frozen=True)
class Verdict:
    """Passed or not, what was seen, what is asked."""

    passed: bool
    seen: str
    expected: str


Examiner = Callable[[Case], Verdict | None]


@dataclass(frozen=True)
class Check:
    """A registered check; its function gives None where the document has nothing to examine."""

    number: int
    element: str
    profiles: tuple[str, ...]
    examine: Examiner


CHECKS: list[Check] = []


def check_of(number: int, element: str, profiles: tuple[str, ...]) -> Callable[[Examiner], Examiner]:
    """Register a function as (part of) the check `number`."""

    def register(examine: Examiner) -> Examiner:
        CHECKS.append(Check(number, element, profiles, examine))
        return examine

    return register
