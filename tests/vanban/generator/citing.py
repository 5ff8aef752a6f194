"""Citations: other documents named by number in all the usual ways, with their truth, and decoys that are none."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.vanban.generator.offices import Office
from tests.vanban.generator.terms import printed_day
from tests.vanban.generator.words import subject

#: What looks like a citation and is none.
DECOYS = (
    "tại phòng họp số 3",
    "theo Mẫu số 02",
    "tại nhà số 12 đường Hoa Giả",
    "theo Điều 5 và khoản 2 Điều 7",
    "với tỷ lệ 7/10 thôn",
    "đạt 24/30 chỉ tiêu",
    "theo biểu mẫu đính kèm",
)


@dataclass
class Citations:
    """The citations of a document, noted as they are printed."""

    rng: random.Random
    office: Office
    issued: date
    noted: list[dict[str, Any]] = field(default_factory=list)

    def cite(self, *, about: bool = True) -> str:
        """Return the words of a citation and note its truth; sometimes one of before again, by its number only."""
        rng = self.rng
        if self.noted and rng.random() < 0.15:
            again = rng.choice(self.noted)
            return f"{_capital(again['type'])} số {again['number']}"
        roll = rng.random()
        if roll < 0.06:
            return self._two()
        kind, number, day, issuer = self._draw()
        if not issuer:
            return self._between(kind, number, day)
        shown = printed_day(rng, day)
        behind = f" về {subject(rng)}" if about and rng.random() < 0.4 else ""
        if roll < 0.14:
            self._note(kind, number, None, issuer)
            return f"{kind} số {number} của {issuer}{behind}"
        if roll < 0.22:
            self._note(kind, number, None, None)
            return f"{kind} số {number}{behind}"
        if roll < 0.30:
            self._note(kind, number, day, None)
            return f"{kind} số {number} ngày {shown}{behind}"
        comma = "," if self.office.has_dash_number and rng.random() < 0.8 else ""
        self._note(kind, number, day, issuer)
        return f"{kind} số {number}{comma} ngày {shown} của {issuer}{behind}"

    def told(self) -> str:
        """Return a sentence that tells that a body issued a document, and note its truth."""
        kind, number, day, issuer = self._draw()
        while not issuer:
            kind, number, day, issuer = self._draw()
        self._note(kind, number, day, issuer)
        return f"Ngày {printed_day(self.rng, day)}, {issuer} ban hành {kind} số {number} về {subject(self.rng)}."

    def _two(self) -> str:
        first, second = self._draw(), self._draw()
        self._note(first[0], first[1], first[2], None)
        self._note(second[0], second[1], second[2], None)
        return (
            f"{first[0]} số {first[1]}, ngày {printed_day(self.rng, first[2])} và {second[0]} số {second[1]}, ngày "
            f"{printed_day(self.rng, second[2])} về {subject(self.rng)}"
        )

    def _between(self, kind: str, number: str, day: date) -> str:
        level = self.office.level
        issuer = f"UBND {level} và Ủy ban MTTQ Việt Nam {level}"
        self._note(kind, number, day, issuer)
        return f"{kind} số {number}, ngày {printed_day(self.rng, day)} giữa {issuer}"

    def _draw(self) -> tuple[str, str, date, str]:
        kind, pattern, issuer = self.rng.choice(self.office.cited)
        day = self.issued - timedelta(days=self.rng.randrange(20, 1200))
        number = pattern.format(n=f"{self.rng.randrange(1, 2500):02d}", y=day.year)
        return kind, number, day, issuer

    def _note(self, kind: str, number: str, day: date | None, issuer: str | None) -> None:
        if all(entry["number"] != number for entry in self.noted):
            iso = day.isoformat() if day else None
            self.noted.append({"type": kind.lower(), "number": number, "date": iso, "issuer": issuer})


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
