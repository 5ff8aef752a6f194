"""Documents that never existed, with their truth: a guard against rules that fit only the documents one has seen.

It follows the layout rules (Nghị định 30/2020/NĐ-CP; Hướng dẫn 36-HD/VPTW and 05-HD/VPTW) and the rules of the reading
contract, and knows nothing of the reader. Bodies, places and people are invented. The truth is the object of the
contract.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.vanban.generator import printing
from tests.vanban.generator.citing import Citations
from tests.vanban.generator.contents import Contents
from tests.vanban.generator.duties import Duties
from tests.vanban.generator.noise import Noise, spoil
from tests.vanban.generator.offices import FRONT, MASS, PARTY, STATE, Office, office
from tests.vanban.generator.words import person, subject, trich_yeu

__all__ = ["KINDS", "SYSTEMS", "Made", "Noise", "make"]

SYSTEMS = (STATE, PARTY, FRONT, MASS)
KINDS = ("công văn", "thông báo", "kết luận", "kế hoạch", "quyết định", "chỉ thị", "hướng dẫn", "báo cáo")
_SHORT = {
    "thông báo": "TB", "kết luận": "KL", "kế hoạch": "KH", "quyết định": "QĐ", "chỉ thị": "CT", "hướng dẫn": "HD",
    "báo cáo": "BC",
}  # fmt: skip
_WEIGHTS = (34, 16, 8, 14, 8, 8, 8, 4)


@dataclass
class Made:
    """A made document: its text and its truth, and what it is: its system, kind, layout and noise."""

    text: str
    truth: dict[str, Any]
    system: str
    kind: str
    layout: str
    noise: Noise
    sheet: printing.Sheet

    @property
    def style(self) -> str:
        """All of it in one line."""
        return f"{self.system} {self.kind}, {self.layout}, {self.noise}"


def make(seed: int, *, bodies: int = 1, noise: Noise = Noise.CLEAN) -> Made:
    """Return the document of that seed; the same seed gives the same document.

    `bodies` makes it longer: so many bodies one behind the other, whose points then begin again at 1.
    """
    rng = random.Random(seed)
    system = rng.choices(SYSTEMS, (45, 33, 11, 11))[0]
    who = office(rng, system)
    kind = _kind(rng, who)
    issued = date(2021, 6, 1) + timedelta(days=rng.randrange(1700))
    citations = Citations(rng, who, issued)
    duties = Duties(rng, who, issued, citations)
    about = trich_yeu(rng)
    top = printing.head(rng, who, kind, _number(rng, who, kind), about, issued)
    addressees, to_lines = printing.addressed(rng, who) if kind == "công văn" else ([], [])
    paragraphs = [line for _ in range(bodies) for line in Contents(rng, duties, kind, addressees).write()]
    layout = rng.choice(["wrapped", "wrapped", "spaced", "plain"])
    paragraphs = _noted(rng, paragraphs, citations, layout)
    lines = printing.bodied(rng, paragraphs, layout)
    below = printing.foot(rng, who, kind)
    stamped = printing.stamp(rng, who) if rng.random() < 0.06 else []
    behind = _annex(rng) if rng.random() < 0.08 else []
    if kind == "quyết định" and rng.random() < 0.3:  # the plan that it issues is part of it
        behind = printing.attached(who, top.truth["number"], issued, about)
        behind += printing.bodied(rng, Contents(rng, duties, "kế hoạch").write(), layout)
        kind = "quyết định, kế hoạch"
    text = "\n".join([*stamped, *top.lines, *to_lines, *lines, "", *below.lines, *behind])
    truth = {
        **top.truth, "addressees": addressees, **below.truth, "citations": citations.noted, "assignments": duties.noted,
    }  # fmt: skip
    sheet = printing.Sheet(top.left, top.right, top.title, to_lines, paragraphs, below.listed, below.signed, behind)
    text, truth = spoil(random.Random(f"{seed} {noise}"), text, truth, noise)
    return Made(text, truth, system, kind, f"head {top.layout}, {layout}", noise, sheet)


def _kind(rng: random.Random, who: Office) -> str:
    kind = rng.choices(KINDS, _WEIGHTS)[0]
    if who.lines == ("THỦ TƯỚNG CHÍNH PHỦ",):
        return rng.choice(["chỉ thị", "quyết định"])
    if who.lines == ("VĂN PHÒNG CHÍNH PHỦ",):
        return rng.choice(["công văn", "thông báo"])
    return kind


def _number(rng: random.Random, who: Office, kind: str) -> str:
    digits = f"{rng.randrange(1, 3000):02d}"
    if who.has_dash_number:
        return f"{digits}-{_SHORT.get(kind, 'CV')}/{who.symbol}"
    if kind == "công văn":
        return f"{digits}/{who.letter_tail}"
    return f"{digits}/{_SHORT[kind]}-{who.symbol}"


_RAISED = "¹²³"


def _noted(rng: random.Random, paragraphs: list[str], citations: Citations, layout: str) -> list[str]:
    """Put a footnote in: its mark behind a word, its text where the page ended, in the middle of a paragraph."""
    long = [index for index, text in enumerate(paragraphs) if len(text) > 300 and not text.startswith("|")]
    if layout != "wrapped" or not long or rng.random() > 0.25:
        return paragraphs
    index = long[0]
    words = paragraphs[index].split(" ")
    marked, cut = len(words) // 4, len(words) * 2 // 3
    if words[marked][-1] in ".;:,)”" or not words[marked][-1].isalpha() or not words[cut][0].islower():
        return paragraphs
    words[marked] += "¹"
    note = f"{rng.choice(['1)', '(1)', '¹', '[1]'])} {rng.choice(['Tại', 'Theo'])} {citations.cite()}."
    return [*paragraphs[:index], " ".join(words[:cut]), note, " ".join(words[cut:]), *paragraphs[index + 1 :]]


def _annex(rng: random.Random) -> list[str]:
    """An annex behind the signature: a list without duties."""
    rows = [f"| {row} | {person(rng)} | Thành viên |" for row in range(1, rng.randrange(3, 8))]
    return [
        "",
        "PHỤ LỤC",
        f"Danh sách tổ giúp việc {subject(rng)}",
        "",
        "| TT | Họ và tên | Chức vụ |",
        "|---|---|---|",
        *rows,
    ]
