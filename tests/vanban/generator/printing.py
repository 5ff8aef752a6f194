"""Head, addressees and foot as they are printed, and the ways in which lines come out of a file."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from tests.vanban.generator.offices import Office
from tests.vanban.generator.words import person

LAYOUTS = ("blocks", "right first", "tabs", "blanks", "subject last", "run together", "bare")
#: The share of documents whose digits and day are blank.
DRAFTS = 0.06
_WEIGHTS = (46, 9, 18, 12, 6, 4, 5)


@dataclass(frozen=True)
class Head:
    """What the head states, its lines, and its parts as they stand on paper."""

    truth: dict[str, Any]
    lines: list[str]
    layout: str
    left: list[str]
    right: list[str]
    title: list[str]


@dataclass(frozen=True)
class Foot:
    """What the foot states, its lines, and its two columns on paper."""

    truth: dict[str, Any]
    lines: list[str]
    listed: list[str]
    signed: list[str]


@dataclass(frozen=True)
class Sheet:
    """The parts of a document as they stand on paper; a line that begins with a bar is the row of a table."""

    left: list[str]
    right: list[str]
    title: list[str]
    addressed: list[str]
    paragraphs: list[str]
    listed: list[str]
    signed: list[str]
    behind: list[str]

    def body(self) -> Iterator[tuple[bool, list[str]]]:
        """Yield the lines between head and foot in runs: whether they are rows of a table, and the lines."""
        return _runs([*self.addressed, *self.paragraphs])

    def annexed(self) -> Iterator[tuple[bool, list[str]]]:
        """Yield the lines behind the foot in the same way."""
        return _runs(self.behind)


def _runs(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    for is_table, run in groupby((line for line in lines if line), key=lambda line: line.startswith("|")):
        yield is_table, [line for line in run if not line.startswith("|-")]


def head(rng: random.Random, office: Office, kind: str, number: str, subject: str, issued: date) -> Head:
    """Return the head of a document in one of the layouts."""
    layout = rng.choices(LAYOUTS, _WEIGHTS)[0]
    month = f"{issued.month:02d}" if issued.month < 3 else str(issued.month)
    dated = f"{office.place}, ngày {issued.day:02d} tháng {month} năm {issued.year}"
    state = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    truth: dict[str, Any] = {"place": office.place, "date": issued.isoformat()}
    if rng.random() < DRAFTS:  # digits and day are filled in by hand or by the signature, and lost in the file
        number = number.lstrip("0123456789")
        dated = f"{office.place}, ngày {rng.choice(['', '   '])} tháng {month} năm {issued.year}"
        truth["date"] = None
    right = [office.right_title] if office.right_title else state
    said = "Số " if office.has_dash_number else rng.choice(["Số: ", "Số: ", "Số "])
    shown = rng.choice([number, number, number.replace("/", " /", 1) if "-" not in number.split("/")[0] else number])
    left = [*office.parent, *office.lines, *(["*"] if office.has_dash_number else []), f"{said}{shown}"]
    is_letter = kind == "công văn"
    unnamed = list(textwrap.wrap(subject if office.has_dash_number else f"V/v {subject}", 38)) if is_letter else []
    urgent = rng.choice(["KHẨN", "HỎA TỐC"]) if rng.random() < 0.05 else ""
    printed = subject if is_letter else rng.choice([subject, f"về việc {subject}", f"Về {subject}"])
    title = [] if is_letter else [kind.upper(), *textwrap.wrap(printed, 60)]
    truth |= {
        "type": kind, "number": number, "parent_issuer": " ".join(office.parent) or None,
        "issuer": " ".join(office.lines), "subject": printed,
    }  # fmt: skip
    if layout == "bare":  # the page above the number was not kept
        truth |= {"parent_issuer": None, "issuer": None, "place": None, "date": None}
        lines = [f"{said}{shown}", *unnamed]
    elif layout == "right first":
        lines = [*right, "", *left, *unnamed, dated]
    elif layout == "subject last":
        lines = [*left[:-1], *right, left[-1], dated, *unnamed]
    elif layout == "run together":
        lines = [" ".join([*left[:-1], *right, left[-1], dated]), *unnamed]
    elif layout in ("tabs", "blanks"):
        lines = _beside([*left, *unnamed], [*right, "", dated] if len(left) > 3 else [*right, dated], layout)
    else:
        lines = [*left, *unnamed, "", *right, dated]
    if urgent:
        lines.append(urgent)
    lines.append("")
    if title:
        lines += [*title, rng.choice(["-----", ""]) if office.has_dash_number else rng.choice(["", "_______"]), ""]
    if layout == "bare":
        return Head(truth, lines, layout, left[-1:] + unnamed, [], title)
    return Head(truth, lines, layout, left + unnamed, [*right, dated], title)


def _beside(left: list[str], right: list[str], layout: str) -> list[str]:
    rows = max(len(left), len(right))
    pairs = zip(left + [""] * (rows - len(left)), right + [""] * (rows - len(right)), strict=True)
    if layout == "tabs":
        return [f"{a}\t{b}".rstrip() if b else a for a, b in pairs]
    width = max(map(len, left)) + 6
    return [f"{a:<{width}}{b}".rstrip() for a, b in pairs]


def addressed(rng: random.Random, office: Office) -> tuple[list[str], list[str]]:
    """Return the addressees and their lines."""
    count = min(rng.choice([1, 1, 2, 3, 3]), len(office.addressees))
    chosen = rng.sample(office.addressees, count)
    if count == 1:
        return chosen, [f"Kính gửi: {chosen[0]}{rng.choice(['', '', '.'])}", ""]
    mark = "," if office.has_dash_number and rng.random() < 0.6 else ";"
    lines = [f"- {name}{mark if name != chosen[-1] else '.'}" for name in chosen]
    if rng.random() < 0.5:
        return chosen, ["Kính gửi:", *lines, ""]
    return chosen, [f"Kính gửi: {lines[0]}", *lines[1:], ""]


def foot(rng: random.Random, office: Office, kind: str) -> Foot:
    """Return the foot: recipients and signature."""
    authority, title = rng.choice(office.signers)
    name = person(rng)
    chosen = rng.sample(office.distribution, min(3, len(office.distribution)))
    if kind == "công văn":
        chosen.insert(rng.choice([0, 0, 0, len(chosen)]), "Như trên")
    archive = rng.choice(office.archives)
    mark = "," if office.has_dash_number and rng.random() < 0.5 else ";"
    dash = "" if rng.random() < 0.06 else "- "
    listed = ["Nơi nhận:", *(f"{dash}{item}{mark}" for item in chosen), f"{dash}{archive}."]
    signed = []
    if authority:
        signed += authority.replace(" KT. ", "\nKT. ").split("\n")
    signed += title.replace(" kiêm ", "\nkiêm\n").split("\n")
    signed += rng.choice([[""], ["", ""], ["(Đã ký)"], ["(đã ký, đóng dấu)"], []])
    signed.append(name)
    order = rng.random()
    if order < 0.65:
        lines = [*listed, "", *signed]
    elif order < 0.8:
        lines = [*signed, "", *listed]
    else:
        lines = _beside(listed, signed, rng.choice(["tabs", "blanks"]))
    truth = {
        "distribution": chosen,
        "archive": archive,
        "signer": {"authority": authority, "title": title, "name": name},
    }
    return Foot(truth, lines, listed, signed)


def stamp(rng: random.Random, office: Office) -> list[str]:
    """Return the text of a digital signature's stamp, which is no part of the document."""
    issuer = " ".join(office.lines).title()
    time = f"{rng.randrange(8, 17):02d}:{rng.randrange(60):02d}:{rng.randrange(60):02d}"
    return [f"Ký bởi: {issuer}", f"Thời gian ký: 05/03/2024 {time} +07:00"]


def bodied(rng: random.Random, paragraphs: list[str], layout: str) -> list[str]:
    """Return the paragraphs as lines: wrapped as on paper, or one a paragraph with or without blank lines."""
    lines: list[str] = []
    width = rng.randrange(70, 84)
    for paragraph in paragraphs:
        if layout == "wrapped" and not paragraph.startswith("|"):
            lines += textwrap.wrap(paragraph, width, break_on_hyphens=False, break_long_words=False)
        else:
            lines.append(paragraph)
            if layout == "spaced" and not paragraph.startswith("|"):
                lines.append("")
    return lines


def attached(office: Office, number: str, issued: date, subject: str) -> list[str]:
    """Return the head of a plan that a decision issues: it has no number of its own (Nghị định 30, Mẫu 1.3)."""
    day = f"{issued.day:02d}/{issued.month}/{issued.year}"
    return [
        "", *office.parent, *office.lines, "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "",
        "KẾ HOẠCH", subject, f"(Kèm theo Quyết định số {number} ngày {day} của {office.name})", "",
    ]  # fmt: skip
