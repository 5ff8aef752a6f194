"""The reading order of a page: two-column head and foot one column after the other, as the texts are typed.

Head and foot stand as Nghị định 30/2020/NĐ-CP, Phụ lục I, and Hướng dẫn 36-HD/VPTW have them: issuer, number and
subject at the left of motto, place and date; `Nơi nhận` at the left of the signature.
"""

from __future__ import annotations

import re
from statistics import median

from vanban.files.rows import Piece, Row, Written, folded

_MOTTO = re.compile(
    r"cong h[a-z]{2} xa h[a-z]{2} chu ng|c[a-z]ng hoa xa hoi chu|hoi chu nghia viet nam|dang cong san viet|"
    r"d[a-z]ng c[a-z]ng s[a-z]n vi[a-z]t nam|doan tncs ho chi minh"
)
_MOTTO_FIRST_WORDS = ("cong", "dang", "doan")
_DATE = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b|\bngay\b.{0,12}\bthang\b|thang \d+ nam (?:19|20)\d\d")
_BODY = re.compile(r"kinh (?:gui|trinh)\b")
_STAYS_ABOVE = re.compile(r"(?:hoa toc|thuong khan|khan|mat|toi mat|tuyet mat|du thao|phu luc|mau so|mau|bieu)\b")
_RECIPIENTS = re.compile(r"noi nh[a-z]n\b")
_ANNEX = re.compile(r"(?:phu luc|bieu mau|mau so|danh sach)\b")
_SIGNING = re.compile(
    r"(?:t ?m|k ?t|t ?l|tuq|t u q|q|t/m|k/t|chu tich|bi thu|truong ban|giam doc|pho|bo truong|chanh)\b"
)
_DRAWN = re.compile(r"[_ ]{3,}")
_ONLY_NUMBER = re.compile(r"[-–—\s.]*(?:trang\s*)?(\d{1,3})(?:\s*/\s*\d{1,3})?[-–—\s.]*", re.IGNORECASE)


def in_reading_order(rows: list[Row], width: float, height: float, *, number: int) -> Written:
    """Order the rows of page `number` (from 1): heads and feet column by column, page numbers dropped."""
    # A row of underscores is a rule, drawn and not said.
    rows = [row for row in _without_page_number(rows, height, number) if not _DRAWN.fullmatch(row.text)]
    lines: Written = []
    index = 0
    while index < len(rows):
        head = _head_at(rows, index, width, height)
        if head is not None:
            left, right, rest, index = head
            lines += [None, *left, None, *right, None, *rest]
            continue
        foot = _foot_at(rows, index, width)
        if foot is not None:
            left, right, index = foot
            lines += [None, *left, None, *right, None]
            continue
        if index and rows[index].is_table != rows[index - 1].is_table:
            lines.append(None)
        lines.append(rows[index].pieces)
        index += 1
    return lines


def _without_page_number(rows: list[Row], height: float, number: int) -> list[Row]:
    """Drop a page number in the margin: the first or last row, a lone number near the number of the page."""
    for at in (0, -1):
        if not rows:
            break
        row = rows[at]
        in_margin = row.y1 < 0.13 * height if at == 0 else row.y0 > 0.9 * height
        match = _ONLY_NUMBER.fullmatch(row.text)
        if in_margin and match and abs(int(match[1]) - number) <= max(3, number // 2):
            rows = [each for each in rows if each is not row]
    return rows


# --- the head -----------------------------------------------------------------------------------------------------


def _motto_start(row: Row, width: float) -> float | None:
    """Give the left edge of the motto where the row holds one in the right part of the page."""
    if not _MOTTO.search(folded(row.text)):
        return None
    for index, piece in enumerate(row.pieces):
        beyond = row.pieces[index:]
        if folded(piece.text).startswith(_MOTTO_FIRST_WORDS) and _MOTTO.match(folded(" ".join(p.text for p in beyond))):
            return piece.x0 if piece.x0 > 0.3 * width else None
    # The first word is spoilt: the widest gap is the gutter.
    gaps = [(after.x0 - before.x1, after.x0) for before, after in zip(row.pieces, row.pieces[1:], strict=False)]
    widest = max(gaps, default=(0.0, row.x0))
    start = widest[1] if widest[0] > row.height else row.x0
    return start if start > 0.3 * width else None


def _is_date_row(row: Row, width: float) -> bool:
    right = [piece for piece in row.pieces if piece.x0 > 0.35 * width]
    return bool(right) and bool(_DATE.search(folded(" ".join(piece.text for piece in right))))


def _split(row: Row, edge: float, width: float) -> tuple[list[Piece], list[Piece]] | None:
    """Split a row at its gutter near `edge`; None where words run across it without a gap."""
    if row.x1 <= edge - 0.02 * width:
        return row.pieces, []
    best: tuple[float, int] | None = None
    for index, (before, after) in enumerate(zip(row.pieces, row.pieces[1:], strict=False), start=1):
        gap = after.x0 - before.x1
        near = before.x1 < edge + 0.12 * width and after.x0 > edge - 0.16 * width
        if near and gap > 0.5 * row.height and (best is None or gap > best[0]):
            best = (gap, index)
    if best is not None:
        return row.pieces[: best[1]], row.pieces[best[1] :]
    if row.x0 >= edge - 0.16 * width and row.x0 > 0.3 * width:
        return [], row.pieces
    if row.x1 <= edge + 0.06 * width:
        return row.pieces, []
    return None


def _head_at(
    rows: list[Row], index: int, width: float, height: float
) -> tuple[list[list[Piece]], list[list[Piece]], list[list[Piece]], int] | None:
    """Read a head that begins at `rows[index]`: its left column, its right column, what stands at the right below
    the date, and the index of the first row after it."""
    anchor, edge = -1, 0.0
    for ahead in range(index, min(index + 4, len(rows))):
        if rows[ahead].is_table:
            return None
        start = _motto_start(rows[ahead], width)
        if start is not None:
            anchor, edge = ahead, start
            break
        # Only issuer lines may stand above the motto: they end before the middle and are set in capitals.
        if rows[ahead].x1 > 0.55 * width or not rows[ahead].text.isupper():
            return None
    if anchor < 0:
        return None
    left: list[list[Piece]] = []
    right: list[list[Piece]] = []
    rest: list[list[Piece]] = []
    dated = False
    at = index
    while at < len(rows) and rows[at].y0 < rows[anchor].y0 + 0.4 * height:
        row = rows[at]
        if row.is_table:
            break
        sides = _split(row, edge, width)
        if at > anchor and at > index and row.y0 - rows[at - 1].y1 > 5 * row.height and dated:
            break
        if sides is None:
            break
        west, east = sides
        if dated and (not west or _BODY.match(folded(row.text)) or _ends_head(rows, at, left, width)):
            break
        if west:
            left.append(west)
        if east:
            (rest if dated else right).append(east)
        dated = dated or _is_date_row(row, width)
        if not dated and at > anchor + 7:
            break
        at += 1
    return (left, right, rest, at) if right else None


def _ends_head(rows: list[Row], at: int, left: list[list[Piece]], width: float) -> bool:
    """After the date only what is centred under the number goes on; a row at the text's margin is the body's."""
    if not left:
        return True
    middle = median((line[0].x0 + line[-1].x1) / 2 for line in left)
    row = rows[at]
    aside = abs((row.x0 + row.x1) / 2 - middle) > 0.12 * width
    return aside or bool(re.match(r"\d+[.)]|[a-zđ]\)|điều \d", row.text, re.IGNORECASE))


def above_head(rows: list[Row], width: float) -> tuple[list[Row], list[str]]:
    """Part the rows of a scan from what stands above its head: the rest of stamps.

    Nghị định 30/2020/NĐ-CP has nothing there; the marks of urgency and secrecy, of a draft or an annex stay.
    """
    anchor = next((at for at, row in enumerate(rows[:12]) if _motto_start(row, width) is not None), 0)
    top = rows[anchor].y0 - 0.5 * rows[anchor].height if rows else 0.0
    above = [row for row in rows[:anchor] if row.y1 < top and not _STAYS_ABOVE.match(folded(row.text))]
    return [row for row in rows if row not in above], [row.text for row in above]


# --- the foot -----------------------------------------------------------------------------------------------------


def _foot_at(rows: list[Row], index: int, width: float) -> tuple[list[list[Piece]], list[list[Piece]], int] | None:
    """Read a foot: the recipients, the signature, and the index of the first row after it."""
    start = index
    above: list[list[Piece]] = []
    # The title of the signer may begin a little above the word Nơi nhận.
    while start < len(rows) and start - index < 6 and not rows[start].is_table and _at_right(rows[start].pieces, width):
        if not _looks_signed(rows[start]):
            return None
        above.append(rows[start].pieces)
        start += 1
    if (
        start >= len(rows)
        or rows[start].is_table
        or not _RECIPIENTS.match(folded(rows[start].text))
        or rows[start].x0 > 0.4 * width
    ):
        return None
    left: list[list[Piece]] = []
    right = above
    at = start
    while at < len(rows):
        row = rows[at]
        if row.is_table:
            break
        west: list[Piece] = []
        east: list[Piece] = []
        for run in row.runs(0.8 * row.height):
            (east if _at_right(run, width) else west).extend(run)
        if at > start and west and west[-1].x1 - west[0].x0 > 0.55 * width:
            break
        if at > start and _ANNEX.match(folded(row.text)) and not west:
            break
        if west:
            left.append(west)
        if east:
            right.append(east)
        at += 1
    return left, right, at


def _at_right(run: list[Piece], width: float) -> bool:
    return run[0].x0 > 0.38 * width and (run[0].x0 + run[-1].x1) / 2 > 0.52 * width


def _looks_signed(row: Row) -> bool:
    return row.text.isupper() or row.text.startswith("(") or bool(_SIGNING.match(folded(row.text)))
