"""How our letters say things: citations, dates, lists of names. Fixed words follow the office's spelling."""

from __future__ import annotations

from datetime import date

from nhipcau.drafting import profiles
from nhipcau.drafting.content import Kind, OutgoingDocument, Spelling
from nhipcau.drafting.letters.inputs import Cited, Issue, Sender
from nhipcau.drafting.profiles import Profile
from nhipcau.drafting.symbols import symbol


def profile_of(sender: Sender, issue: Issue) -> Profile:
    """Return the profile of what this office issues on that day."""
    return profiles.for_document(sender.issuer.is_party, issue.date or issue.drafted_on)


def spelling_of(sender: Sender, issue: Issue) -> Spelling:
    """Return where tone marks stand in our own words."""
    return sender.spelling or profile_of(sender, issue).spelling


def short_date(on: date) -> str:
    """Return `05/02/2023`, `12/7/2023`: the day below 10 and the month below 3 with a 0."""
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"{on.day:02d}/{month}/{on.year}"


def cite(cited: Cited, *, is_party: bool, in_full: bool = True) -> str:
    """Return `Thông báo số 05-TB/BCĐ, ngày 12/7/2023 của … về …`; the State writes no comma before `ngày`.

    The first citation is in full, later ones only type, number and symbol (both rules).
    """
    short = f"{cited.kind} số {cited.number}"
    if not in_full:
        return short
    text = f"{short}{',' if is_party else ''} ngày {short_date(cited.date)} của {cited.issuer}"
    return f"{text} {about(cited.subject)}" if cited.subject else text


def about(subject: str) -> str:
    """Return the trích yếu as it stands behind a citation: with `về` before it, once."""
    return subject if subject.casefold().startswith("về ") else f"về {subject}"


def drafted(sender: Sender, issue: Issue, kind: Kind, **parts: object) -> OutgoingDocument:
    """Return a document of this office with its head, number, signer and archive filled in."""
    return OutgoingDocument(
        kind=kind,
        issuer=sender.issuer,
        place=sender.place,
        date=issue.date,
        number=issue.number,
        symbol=symbol(profile_of(sender, issue), kind, sender.abbreviation, sender.unit),
        signer=sender.signer,
        archive=sender.archive,
        contact=sender.contact,
        spelling=sender.spelling,
        drafted_on=issue.drafted_on,
        **parts,
    )


def no_double(names: tuple[str, ...], also: tuple[str, ...]) -> tuple[str, ...]:
    """Return `names` and those of `also` that are not in them, in this order."""
    return names + tuple(name for name in also if name not in names)
