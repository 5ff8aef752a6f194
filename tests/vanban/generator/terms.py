"""Printed terms with their truth: fixed days, spans, days that come back, terms without a date, and what is no term."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

_ROMAN = ("I", "II", "III", "IV")
_QUARTER_ENDS = ("03-31", "06-30", "09-30", "12-31")


@dataclass(frozen=True)
class Term:
    """A printed term; `due`, `due_kind` and `recurrence` as in the contract."""

    printed: str
    due: str | None = None
    due_kind: str | None = None
    recurrence: list[dict[str, Any]] = field(default_factory=list)
    leads: bool = False  # may stand in front of the clause

    @property
    def is_dated(self) -> bool:
        """Whether the entry gets a deadline or a recurrence by it."""
        return self.due is not None or bool(self.recurrence)


NONE = Term("")


def printed_day(rng: random.Random, day: date) -> str:
    """Return a day in one of the usual forms."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return rng.choice(
        [
            f"{day.day:02d}/{day.month}/{day.year}",
            f"{day.day:02d}/{month}/{day.year}",
            f"{day.day:02d}/{day.month:02d}/{day.year}",
            f"{day.day:02d} tháng {month} năm {day.year}",
            f"{day.day:02d} tháng {day.month:02d} năm {day.year}",
        ]
    )


def fixed(rng: random.Random, issued: date) -> Term:
    """Return one fixed day or the end of a span."""
    day = issued + timedelta(days=rng.randrange(10, 300))
    shown = printed_day(rng, day)
    last = (date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)).isoformat()
    quarter = (day.month - 1) // 3
    quarter_end = f"{day.year}-{_QUARTER_ENDS[quarter]}"
    month = rng.choice([str(day.month), f"{day.month:02d}"])
    hour = rng.choice(["16 giờ 00", "17 giờ", "16h30", "17 giờ 00 phút"])
    before = rng.choice(
        ["trước ngày {d}", "trước ngày {d}", "trước ngày {d}", f"trước {hour} ngày {{d}}", "xong trước ngày {d}"]
    ).format(d=shown)
    by = rng.choice(
        ["chậm nhất ngày {d}", "chậm nhất là ngày {d}", "chậm nhất đến ngày {d}", "muộn nhất ngày {d}",
         "chậm nhất vào ngày {d}", "không muộn hơn ngày {d}"]
    ).format(d=shown)  # fmt: skip
    within = rng.choice(
        [
            (f"trong tháng {month}/{day.year}", last),
            (f"trong tháng {month} năm {day.year}", last),
            (f"trong quý {_ROMAN[quarter]}/{day.year}", quarter_end),
            (f"trong quý {_ROMAN[quarter]} năm {day.year}", quarter_end),
            (f"trong Quý {_ROMAN[quarter]} năm {day.year}", quarter_end),
            (f"trong năm {day.year}", f"{day.year}-12-31"),
        ]
    )
    return rng.choice(
        [
            Term(before, day.isoformat(), "before", leads=not before.startswith("xong")),
            Term(before, day.isoformat(), "before", leads=not before.startswith("xong")),
            Term(by, day.isoformat(), "by", leads=True),
            Term(within[0], within[1], "within", leads=True),
        ]
    )


def on_day(rng: random.Random, issued: date) -> Term:
    """Return the day on which something is held."""
    day = issued + timedelta(days=rng.randrange(10, 300))
    return Term(f"vào ngày {printed_day(rng, day)}", day.isoformat(), "on")


def _again(
    every: str | None, day: int | None = None, month: int | None = None, of: str | None = None
) -> dict[str, Any]:
    return {"every": every, "before_day": day, "before_month": month, "of": of}


def recurring(rng: random.Random) -> Term:
    """Return a term that comes back."""
    day, month = rng.randrange(3, 29), rng.randrange(1, 13)
    hang = rng.choice(["hằng", "hàng"])
    six = rng.choice(["6 tháng", "06 tháng", "sáu tháng"])
    return rng.choice(
        [
            Term(f"trước ngày {day:02d} {hang} tháng", recurrence=[_again("month", day)]),
            Term(f"trước ngày {day:02d} tháng {month} {hang} năm", recurrence=[_again("year", day, month)]),
            Term(f"trước ngày {day:02d}/{month} {hang} năm", recurrence=[_again("year", day, month)]),
            Term(f"định kỳ {hang} quý", recurrence=[_again("quarter")], leads=True),
            Term(f"định kỳ {hang} tháng", recurrence=[_again("month")], leads=True),
            Term(f"định kỳ {hang} năm", recurrence=[_again("year")], leads=True),
            Term(f"định kỳ {hang} tuần", recurrence=[_again("week")], leads=True),
            Term(f"định kỳ {six}", recurrence=[_again("half-year")], leads=True),
            Term(f"định kỳ {six}, 01 năm", recurrence=[_again("half-year"), _again("year")], leads=True),
            Term(f"định kỳ {six} và {hang} năm", recurrence=[_again("half-year"), _again("year")], leads=True),
            Term("định kỳ hai năm một lần", recurrence=[_again("two-years")], leads=True),
            Term("định kỳ", recurrence=[_again(None)], leads=True),
            Term(f"trước ngày {day:02d} của tháng cuối quý", recurrence=[_again("quarter", day, None, "last-month")]),
            Term(f"định kỳ {hang} quý (trước ngày {day:02d} của tháng cuối quý)",
                 recurrence=[_again("quarter", day, None, "last-month")]),
            Term(f"định kỳ {hang} quý, trước ngày {day:02d} của tháng cuối quý",
                 recurrence=[_again("quarter", day, None, "last-month")]),
            Term(f"định kỳ {hang} tháng (trước ngày {day:02d})", recurrence=[_again("month", day)]),
            Term(f"định kỳ {hang} tháng, trước ngày {day:02d}", recurrence=[_again("month", day)]),
            Term(f"định kỳ {hang} năm, trước ngày {day:02d}/{month}", recurrence=[_again("year", day, month)]),
            Term(f"định kỳ {hang} tuần, trước 16 giờ 00 ngày thứ Sáu", recurrence=[_again("week")]),
            Term(f"{hang} quý", recurrence=[_again("quarter")], leads=True),
            Term(f"{hang} năm", recurrence=[_again("year")], leads=True),
        ]
    )  # fmt: skip


def undated(rng: random.Random) -> Term:
    """Return a term that names no day."""
    days = rng.choice(["05", "07", "10", "15", "30"])
    return Term(
        rng.choice(
            [
                f"trong thời hạn {days} ngày làm việc kể từ ngày nhận được văn bản này",
                f"trong thời hạn {days} ngày kể từ ngày ký",
                f"trong vòng {days} ngày kể từ khi có kết quả",
                f"chậm nhất sau {days} ngày làm việc kể từ ngày kết thúc",
            ]
        )
    )


def any_term(rng: random.Random, issued: date) -> Term:
    """Return a term of any kind: mostly fixed, often recurring, seldom without a date."""
    roll = rng.random()
    if roll < 0.6:
        return fixed(rng, issued)
    return recurring(rng) if roll < 0.92 else undated(rng)
