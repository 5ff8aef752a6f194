"""Number, symbol, place and date as each profile writes them."""

from __future__ import annotations

from datetime import date

from nhipcau.drafting.content import Kind, OutgoingDocument
from nhipcau.drafting.profiles import Profile
from nhipcau.text import fold

# A number or day still open leaves room to write; no-break spaces, so that no program closes it up.
_ROOM = "\u00a0"


class NoSymbol(ValueError):
    """The rule gives no abbreviation for this type; the message says what to type instead."""


def symbol(profile: Profile, kind: Kind, issuer: str, unit: str | None = None) -> str:
    """Return all that follows the number: Party `TB/BCĐ`; State `TB-UBND`, and `UBND-DT` for a công văn of unit DT.

    `issuer` is the issuer's abbreviation (layout 3 lists the fixed ones; the office sets the others). Raises NoSymbol
    for a type without an abbreviation in the profile.
    """
    abbreviation = profile.abbreviation(kind)
    if kind is Kind.LETTER and abbreviation is None:
        return profile.number.letter.format(issuer=issuer, unit=unit) if unit else issuer
    if abbreviation is None:
        raise NoSymbol(f"{profile.name} không ghi chữ viết tắt cho “{kind}”. Hãy nhập ký hiệu của văn bản.")
    form = profile.number.letter if kind is Kind.LETTER else profile.number.type_first
    return form.format(type=abbreviation, issuer=issuer, unit=unit or "")


def number_line(profile: Profile, number: int | None, symbol: str) -> str:
    """Return `Số 05-TB/BCĐ` or `Số: 05/TB-UBND`; room is left for a number that is not given yet.

    Below 10 a leading 0 (layout 3 and 7). Raises ValueError for a number below 1.
    """
    if number is not None and number < 1:
        raise ValueError("Số văn bản phải từ 1 trở lên.")
    rule = profile.number
    if number is None:
        return f"{rule.prefix}{_ROOM * (6 if rule.join == '/' else 5)}{rule.join}{symbol}"
    return f"{rule.prefix}{number:02d}{rule.join}{symbol}"


def date_line(place: str, on: date | None, drafted_on: date | None = None) -> str:
    """Return `<place>, ngày 05 tháng 02 năm 2026`: day below 10 and month below 3 with a 0 (both rules).

    Without `on` the day stays open; month and year come from `drafted_on`, or stay open too.
    """
    if on is not None:
        return f"{place}, ngày {on.day:02d} tháng {_month(on)} năm {on.year}"
    if drafted_on is not None:
        return f"{place}, ngày {_ROOM * 5} tháng {_month(drafted_on)} năm {drafted_on.year}"
    return f"{place}, ngày {_ROOM * 5} tháng {_ROOM * 5} năm {_ROOM * 8}"


def full_reference(profile: Profile, kind: Kind, number: int | None, symbol: str, on: date | None, issuer: str) -> str:
    """Return how an annex names its document: Party `Thông báo số 05-TB/BCĐ, ngày … của …`, State without the comma."""
    line = number_line(profile, number, symbol).removeprefix(profile.number.prefix)
    day = f"{on.day:02d}/{_month(on)}/{on.year}" if on else f"{_ROOM * 4}/{_ROOM * 4}/{_ROOM * 6}"
    comma = "," if profile.is_party else ""
    return f"{kind.capitalize()} số {line}{comma} ngày {day} của {issuer}"


def file_name(document: OutgoingDocument, ending: str = "docx") -> str:
    """Return a name for the file that every system takes: `103-tb-bcd-2023-07-12.docx`, `du-thao-tb-bcd.docx`."""
    on = document.date or document.drafted_on
    number = f"{document.number:02d}" if document.number else "du thao"
    parts = [number, document.symbol, on.isoformat() if on else ""]
    return f"{fold(' '.join(parts)).replace(' ', '-')[:80]}.{ending}"


def _month(on: date) -> str:
    return f"{on.month:02d}" if on.month < 3 else str(on.month)
