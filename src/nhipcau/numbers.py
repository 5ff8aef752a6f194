"""Numbers as Vietnamese offices print and type them: `1.234.567,5`. The one place that parses and prints them."""

from __future__ import annotations

import re
from fractions import Fraction

_GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+")
_PLAIN = re.compile(r"-?\d+")


class NotANumber(ValueError):
    """The text is not a whole number; the message tells a person what to type."""


def show_number(value: int) -> str:
    """Return a whole number with a dot between thousands: 1234567 → `1.234.567`."""
    return f"{value:,}".replace(",", ".")


def show_ratio(part: int, whole: int, *, decimals: int = 1) -> str:
    """Return `part` of `whole` in per cent with a decimal comma: (1, 3) → `33,3 %`; `—` where the whole is 0."""
    if whole == 0:
        return "—"
    scale = 10**decimals
    thousandths = round(Fraction(part * 100 * scale, whole))
    sign, thousandths = ("-" if thousandths < 0 else ""), abs(thousandths)
    text = show_number(thousandths // scale)
    rest = f",{thousandths % scale:0{decimals}d}" if decimals and thousandths % scale else ""
    return f"{sign}{text}{rest} %"


def parse_number(text: str) -> int | None:
    """Return the whole number that a person typed, None for an empty field.

    Takes `1.234.567`, `1 234 567` and `1234567`. Raises NotANumber for anything else: a comma would be a decimal,
    and `1.5` could mean either.
    """
    typed = text.strip().replace("\u00a0", " ").replace("\u2212", "-")
    if not typed:
        return None
    closed = typed.replace(" ", "")
    if _PLAIN.fullmatch(closed) and len(closed) <= 18:
        return int(closed)
    if _GROUPED.fullmatch(closed) and len(closed) <= 23:
        return int(closed.replace(".", ""))
    raise NotANumber(f"“{typed[:40]}” không phải số nguyên. Hãy nhập như 1234 hoặc 1.234 (không dùng phần thập phân).")
