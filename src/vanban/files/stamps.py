"""Digital-signature stamps and the like, set aside: they are not part of what the document says.

Nghị định 30/2020/NĐ-CP, Phụ lục I, has the stamp of the body at the top right (name, time of signing) or none at all;
what signing programmes print: `Ký bởi`, `Người ký`, `Cơ quan`, `Thời gian ký`, an address for mail, a time with zone.
A signature field may also carry the number and the day of the document, typed in when it was issued: these stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from vanban.files.rows import Piece, Row, folded, in_rows

_OPENS = re.compile(
    r"(?:nguoi ky|ky boi|ky so boi|duoc ky (?:so )?boi|thoi gian ky|ngay ky|digitally signed|signed by|"
    r"signature not verified|signature valid|da ky)\b"
)
_GOES_ON = re.compile(
    r"(?:nguoi ky|ky boi|co quan|don vi|to chuc|email|e mail|thoi gian|ngay ky|chuc vu|reason|location|date|dn|ly do|"
    r"dia diem|so seri|signed by|foxit|quet bang|scanned (?:by|with)|camscanner)\b"
)
_TIME = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?|\d{2}:\d{2}:\d{2}\s*\+|^\+?0?7:?00$")
_MAIL = re.compile(r"^\S+@\S+\.\S+$")
# As OCR leaves them of the small letters of a stamp.
_LOOSE_TIME = re.compile(r"\d{2}[./:]\d{2}[./:]\d{2,4}.*:|[+*] ?0?7:00")
_LOOSE_MAIL = re.compile(r"\S+[@2©]\S+\.\S*(?:gov|com|vn)|\.gov\.vn")
_SIGNED_ON = re.compile(r"(?:Thời gian ký|Ngày ký)\s*:\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_MARGIN = 0.11
_TYPED_IN = re.compile(r"[\w./-]{1,12}")


def of_annotations(pieces: list[Piece]) -> tuple[list[Piece], list[str]]:
    """Part the words of annotations into those typed into the page (a number, a day) and the stamps' texts."""
    kept: list[Piece] = []
    aside: list[str] = []
    runs = [Row.of(run) for row in in_rows(pieces) for run in row.runs(row.height)]
    for block in _blocks(runs):
        words = [piece for row in block for piece in row.pieces]
        typed = all(_TYPED_IN.fullmatch(piece.text) for piece in words) and any(map(str.isdigit, block[0].text))
        if typed and len(block) == 1 and len(words) <= 3:
            # Each on a line of its own, so that it finds its gap in the row of the page.
            kept.extend(_own_line(piece, index) for index, piece in enumerate(words, start=1_000_000 + len(kept)))
        else:
            aside.append("\n".join(row.text for row in block))
    return kept, aside


def _own_line(piece: Piece, line: int) -> Piece:
    return Piece(piece.text, piece.x0, piece.y0, piece.x1, piece.y1, line, piece.certainty)


def _blocks(rows: list[Row]) -> list[list[Row]]:
    """Gather rows that stand close under one another."""
    blocks: list[list[Row]] = []
    for row in rows:
        for block in blocks:
            last = block[-1]
            near = row.y0 - last.y1 < 0.9 * max(row.height, last.height)
            if near and row.x0 < last.x1 + 20 and last.x0 < row.x1 + 20 and row.y0 > last.y0 - 1:
                block.append(row)
                break
        else:
            blocks.append([row])
    return blocks


def _out_of_margin(rows: list[Row], height: float) -> tuple[list[Row], list[str]]:
    """Take out of the upper margin a block in which a line is an address or a time: the publisher's stamp."""
    upper = [
        Row.of(run)
        for row in rows
        if row.y1 < _MARGIN * height and not row.is_table
        for run in row.runs(1.5 * row.height)
    ]
    for block in _blocks(upper):
        if len(block) > 1 and any(_LOOSE_TIME.search(row.text) or _LOOSE_MAIL.search(row.text) for row in block):
            gone = {id(piece) for row in block for piece in row.pieces}
            return [_kept(row, gone) for row in rows if any(id(piece) not in gone for piece in row.pieces)], [
                row.text for row in block
            ]
    return rows, []


def _kept(row: Row, gone: set[int]) -> Row:
    staying = [piece for piece in row.pieces if id(piece) not in gone]
    return row if len(staying) == len(row.pieces) else Row.of(staying)


def signed_on(texts: Iterable[str]) -> date | None:
    """Give the day of signing that stamps print behind `Thời gian ký` or `Ngày ký`; None where they disagree."""
    days = set()
    for match in _SIGNED_ON.finditer("\n".join(texts)):
        with suppress(ValueError):
            days.add(date(int(match[3]), int(match[2]), int(match[1])))
    return days.pop() if len(days) == 1 else None


def set_aside(rows: list[Row], height: float) -> tuple[list[Row], list[str]]:
    """Take stamps that are part of the page's own text out of its rows; `height` is that of the page.

    A stamp begins with a line that says who signed or when; the lines right below it that say more belong to it. So do
    lines in the upper margin that stand together with an address for mail or a time to the second.
    Other words on the same row (the issuer's name left of the stamp) stay.
    """
    rows, aside = _out_of_margin(rows, height)
    kept: list[Row] = []
    open_box: tuple[float, float, float] | None = None
    for row in rows:
        if row.is_table:
            kept.append(row)
            continue
        staying: list[Piece] = []
        for run in row.runs(1.5 * row.height):
            text = " ".join(piece.text for piece in run)
            bare = folded(text)
            x0, x1 = run[0].x0, run[-1].x1
            below = (
                open_box is not None
                and row.y0 - open_box[2] < 1.2 * row.height
                and x0 < open_box[1]
                and x1 > open_box[0]
            )
            opens = _OPENS.match(bare) and (":" in text or "signed" in bare or "signature" in bare)
            if opens or (below and (_GOES_ON.match(bare) or _TIME.search(text) or _MAIL.match(text))):
                aside.append(text)
                open_box = (x0 - 5, x1 + 5, row.y1)
            elif _MAIL.match(text) and row is rows[0]:
                aside.append(text)
            else:
                staying.extend(run)
        if staying:
            kept.append(row if len(staying) == len(row.pieces) else Row.of(staying))
    return kept, aside
