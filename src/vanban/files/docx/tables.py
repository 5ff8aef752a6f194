"""Tables: those that only arrange a head or a foot are read column by column, those with data row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vanban.files.rows import folded

_HEAD = re.compile(r"(?:cong h[a-z]{2} xa h[a-z]{2} chu nghia|dang cong san viet nam|doan tncs ho chi minh)\b")
_DATE = re.compile(r"\bngay\b.{0,12}\bthang\b.{0,12}\bnam\b")
_FOOT = re.compile(r"noi nhan\b")
_ADDRESSEES = re.compile(r"kinh (?:gui|trinh)\b")


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table as texts, row by row."""

    rows: tuple[tuple[str, ...], ...]


def arranged(table: Table) -> str:
    """Write a table out: an arranging one column by column, apart by a blank line; data as `| a | b |` lines."""
    rows = [tuple(cell.strip() for cell in row) for row in table.rows]
    rows = [row for row in rows if any(row)]
    if not rows:
        return ""
    width = max(map(len, rows))
    filled = [at for at in range(width) if any(at < len(row) and row[at] for row in rows)]
    if len(filled) == 1 or all(sum(map(bool, row)) <= 1 for row in rows):
        return "\n".join(cell for row in rows for cell in row if cell)
    if _arranges(rows):
        columns = ("\n".join(row[at] for row in rows if at < len(row) and row[at]) for at in filled)
        apart = "\n" if _ADDRESSEES.match(folded(rows[0][filled[0]])) else "\n\n"
        return apart.join(columns)
    return "\n".join("| " + " | ".join(" ".join(cell.split()) for cell in row) + " |" for row in rows)


def _arranges(rows: list[tuple[str, ...]]) -> bool:
    """Tell whether a table only sets a head, a foot or the addressees side by side."""
    if max(map(len, rows)) > 4 or len(rows) > 8:
        return False
    cells = [folded(cell) for row in rows for cell in row if cell]
    first = folded(next(cell for cell in rows[0] if cell))
    if any(_FOOT.match(cell) for cell in cells) or _ADDRESSEES.match(first):
        return True
    # Two signers side by side, without recipients: capitals above, names below.
    if len(rows) <= 3 and len(rows[0]) == 2 and all(cell.split("\n")[0].isupper() for cell in rows[0] if cell):
        return True
    return any(_HEAD.search(cell) for cell in cells) or (len(rows) <= 3 and any(_DATE.search(cell) for cell in cells))
