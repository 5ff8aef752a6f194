"""A second look at the recipients of a scanned page, alone in their column.

Beside the signature the rows of both columns stand at different heights, and a recogniser that takes them for one
line loses `Nơi nhận:` and the first item. Cut out, the left column reads like any other text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from PIL import Image

from vanban.files.rows import Piece, Row, folded, in_rows

_SIGNS = re.compile(
    r"(?:t\s?/?m|k\s?/?t|tl|tuq|q)\b.*|"
    r".*\b(?:chu tich|bi thu|truong ban|giam doc|bo truong|chanh van phong|truong phong)$"
)
_RECIPIENTS = re.compile(r"noi nh[a-z]n\b")


def at_recipients(
    image: Image.Image, pieces: list[Piece], recognise: Callable[[Image.Image], list[Piece]]
) -> list[Piece]:
    """Give the words of a page with those of the recipients' column recognised anew; `recognise` reads one block."""
    rows = in_rows(pieces)
    box = _left_of_signature(rows, image.width, image.height)
    if box is None:
        return pieces
    x0, y0, x1, y1 = box
    found = recognise(image.crop(box))
    lines = max((piece.line for piece in pieces), default=0) + 1
    moved = [Piece(p.text, p.x0 + x0, p.y0 + y0, p.x1 + x0, p.y1 + y0, p.line + lines, p.certainty) for p in found]
    inside = [piece for piece in pieces if x0 <= piece.x0 and piece.x1 <= x1 and y0 <= piece.middle <= y1]
    if _sum(moved) < 0.85 * _sum(inside):
        return pieces
    return [piece for piece in pieces if piece not in inside] + moved


def _sum(pieces: list[Piece]) -> float:
    return sum(piece.certainty * len(piece.text) for piece in pieces)


def _left_of_signature(rows: list[Row], width: int, height: int) -> tuple[int, int, int, int] | None:
    """Find the column: from below the last full row above the signature to the last row, up to the gutter."""
    start = next((at for at, row in enumerate(rows) if _opens_foot(row, width)), None)
    if start is None:
        return None
    foot = rows[start:]
    right = [run for row in foot for run in row.runs(0.8 * row.height) if run[0].x0 > 0.38 * width]
    if not right:
        return None
    edge = min(run[0].x0 for run in right)
    left = [
        run[-1].x1
        for row in foot
        for run in row.runs(0.8 * row.height)
        if run[0].x0 < 0.3 * width and run[-1].x1 < edge
    ]
    if not left:
        return None
    gutter = (max(left) + edge) / 2
    above = rows[start - 1].y1 if start else 0.0
    top = max(above, foot[0].y0 - 1.2 * foot[0].height)
    bottom = max(row.y1 for row in foot if row.x0 < 0.3 * width) + foot[0].height
    margin = 0.04 * width
    x0 = max(0.0, min(row.x0 for row in foot) - margin)
    return int(x0), int(top), int(gutter), int(min(bottom, height))


def _opens_foot(row: Row, width: int) -> bool:
    if row.x0 < 0.4 * width and _RECIPIENTS.match(folded(row.text)):
        return True
    right = [piece.text for piece in row.pieces if piece.x0 > 0.38 * width]
    text = " ".join(right)
    whole = len(right) == len(row.pieces) or row.pieces[len(row.pieces) - len(right) - 1].x1 < 0.4 * width
    return bool(right) and whole and text.isupper() and row.y0 > 0.15 * width and bool(_SIGNS.match(folded(text)))
