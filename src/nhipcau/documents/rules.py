"""Decisions about documents on plain values: when two numbers are one, what a mark of secrecy means, who is meant."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from nhipcau.clock import HANOI
from nhipcau.text import fold

# Loại văn bản, as Nghị định 30/2020/NĐ-CP, Điều 7 and Hướng dẫn 36-HD/VPTW name them.
DOCUMENT_TYPES = (
    "báo cáo", "biên bản", "chỉ thị", "chương trình", "công điện", "công văn", "đề án", "giấy mời", "hướng dẫn",
    "kế hoạch", "kết luận", "luật", "nghị định", "nghị quyết", "quy chế", "quy định", "quyết định", "thông báo",
    "thông tri", "thông tư", "thư", "tờ trình",
)  # fmt: skip
TRIES = 3  # how often a file is read before it counts as unreadable
NIGHT_BEGINS = time(22, 0)

_SECRET = frozenset({"mat", "toi mat", "tuyet mat"})  # Luật Bảo vệ bí mật nhà nước, Điều 8
_NOT_SPREAD = ("luu hanh noi bo", "khong pho bien", "noi bo")
_LEADING_ZEROS = re.compile(r"^0+(?=\d)")
_SYMBOL = re.compile(r"^\s*\d[\w.]*\s*(?:/\s*\d{4}\s*)?(?P<party>-\s*[^\W\d][^/]*)?/\s*(?P<rest>.+)$")


def fold_number(number: str) -> str:
    """Return the form in which two printings of one number are equal: `Số 03-TB/BCĐ`, `3 - TB/BCD` → `3 tb bcd`.

    A document without a number gives an empty string, which is equal to no other.
    """
    folded = fold(number)
    return _LEADING_ZEROS.sub("", folded.removeprefix("so ").strip())[:80]


def issuer_symbols(number: str) -> tuple[str, ...]:
    """Return the parts of a number that may be the issuer's symbol, the likelier first.

    Party: `49-CV/BDVHU` → BDVHU. State: `11/TB-UBND` → UBND; `1573/UBND-KT` → UBND (NĐ 30/2020, Phụ lục I; HD 36).
    """
    found = _SYMBOL.match(number)
    if not found:
        return ()
    rest = re.sub(r"\s+", "", found["rest"])
    if found["party"]:
        return (rest,)
    head, _, tail = rest.partition("-")
    return tuple(part for part in dict.fromkeys((tail, head, rest)) if part)


def is_secret(mark: str | None) -> bool:
    """Return whether a printed mark says Mật, Tối mật or Tuyệt mật; such a paper must not be in this program."""
    return bool(mark) and fold(mark) in _SECRET


def is_not_spread(circulation: str) -> bool:
    """Return whether the printed circulation keeps the paper inside (lưu hành nội bộ, không phổ biến)."""
    folded = fold(circulation)
    return any(phrase in folded for phrase in _NOT_SPREAD)


def same_document(
    *, issuers: tuple[object, object], types: tuple[str, str], numbers: tuple[str, str],
    dates: tuple[date | None, date | None],
) -> bool:  # fmt: skip
    """Return whether two rows are the same paper: issuer, type, number and date are all known and all equal."""
    if None in issuers or None in dates:
        return False
    folded = [fold_number(number) for number in numbers]
    if not all(folded) or not all(types):
        return False
    return (
        issuers[0] == issuers[1]
        and fold(types[0]) == fold(types[1])
        and folded[0] == folded[1]
        and dates[0] == dates[1]
    )


def next_night(moment: datetime) -> datetime:
    """Return when the night that follows `moment` (aware) begins; during a night it is `moment` itself."""
    local = moment.astimezone(HANOI)
    tonight = local.replace(hour=NIGHT_BEGINS.hour, minute=NIGHT_BEGINS.minute, second=0, microsecond=0)
    if local >= tonight or local.hour < 5:
        return moment
    return tonight


def kept_until(uploaded_on: date, days: int) -> date:
    """Return the last day on which an upload may wait in quarantine."""
    return uploaded_on + timedelta(days=days)
