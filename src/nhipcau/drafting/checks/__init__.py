"""The checks of the rules of layout, made on the finished DOCX and independent of what rendered it."""

from __future__ import annotations

from nhipcau.drafting.checks import common, party, party_foot, state
from nhipcau.drafting.checks.anatomy import dissect
from nhipcau.drafting.checks.reading import read
from nhipcau.drafting.checks.registry import CHECKS, Case, Finding
from nhipcau.drafting.cleaning import cleaned
from nhipcau.drafting.content import OutgoingDocument
from nhipcau.drafting.profiles import Profile

__all__ = ["CHECKS", "Finding", "check", "common", "failed", "party", "party_foot", "state"]


def check(data: bytes, profile: Profile, document: OutgoingDocument) -> list[Finding]:
    """Return a finding for every check that applies to this document in this profile, in the order of the table.

    Expected values are written in the checks themselves, so an error in the profile's data is found too. A file
    without a recognisable head or foot gives failed findings, not an error.
    """
    document = cleaned(document)
    file = read(data)
    case = Case(file, dissect(file, document), profile, document)
    findings = []
    for entry in sorted(CHECKS, key=lambda one: one.number):
        verdict = entry.examine(case) if profile.key in entry.profiles else None
        if verdict is not None:
            findings.append(Finding(entry.number, entry.element, verdict.passed, verdict.seen, verdict.expected))
    return findings


def failed(findings: list[Finding]) -> list[Finding]:
    """Return the findings that did not pass."""
    return [finding for finding in findings if not finding.passed]
