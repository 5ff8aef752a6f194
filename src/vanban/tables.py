"""Tables of tasks: rows of task, owner, helper and time, as plans and their annexes print them.

A table comes as lines of cells between bars (`| 1 | Rà soát ... | Sở Nội vụ | Tháng 6/2024 |`). It is one of tasks
where its first
row names a column of tasks and one of owners; any other table says nothing of duties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vanban.bodies import cut_bodies
from vanban.deadlines import NO_TERM, Term, read_term
from vanban.delivery import asks_report, deliver_to
from vanban.kinds import kind_of
from vanban.lines import Line, Prose
from vanban.model import Assignment, Confidence, OwnerSource
from vanban.vocabulary import plain

_COLUMNS = (
    ("helper", re.compile(r"phoi hop")),
    ("owner", re.compile(r"chu tri|thuc hien|chiu trach nhiem|phu trach|tham muu|co quan|don vi")),
    ("time", re.compile(r"thoi gian|thoi han|hoan thanh|tien do|thoi diem")),
    ("product", re.compile(r"san pham|ket qua|ghi chu")),
    ("task", re.compile(r"nhiem vu|noi dung|cong viec|hoat dong|giai phap")),
)
_TIME_COLUMN = re.compile(r"(?:thoi gian|thoi han|tien do)")


@dataclass(slots=True)
class Cell:
    """One cell of a row, with its place in the normalised text."""

    text: str
    start: int

    def prose(self, before: str = "") -> Prose:
        """Return the cell as prose; `before` is put in front of it without a place of its own."""
        return Prose(before + self.text, [0, len(before)], [self.start, self.start]) if before else self._own()

    def _own(self) -> Prose:
        return Prose(self.text, [0], [self.start])


def is_row(line: Line) -> bool:
    """Whether a line is the row of a table."""
    return line.text.startswith("|") and line.text.count("|") >= 3


def read_tables(lines: Sequence[Line], issued: date | None) -> tuple[Assignment, ...]:
    """Return the duties of the tables of tasks among the lines."""
    duties: list[Assignment] = []
    for table in _tables(lines):
        columns = _columns(table[0])
        if "task" in columns and "owner" in columns:
            duties += [duty for row in table[1:] if (duty := _duty(row, columns, issued)) is not None]
    return tuple(duties)


def _tables(lines: Sequence[Line]) -> Iterator[list[list[Cell]]]:
    table: list[list[Cell]] = []
    for line in lines:
        if is_row(line):
            row = _cells(line)
            if not all(set(cell.text) <= set("-: ") for cell in row):
                table.append(row)
        elif table:
            yield table
            table = []
    if table:
        yield table


def _cells(line: Line) -> list[Cell]:
    cells = []
    position = 1
    for part in line.text[1:].rstrip("|").split("|"):
        stripped = part.strip()
        at = position + (part.index(stripped[0]) if stripped else 0)
        cells.append(Cell(stripped, line.start + at))
        position += len(part) + 1
    return cells


def _columns(head: Sequence[Cell]) -> dict[str, int]:
    """Return which column holds what, by the words of the first row."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(head):
        folded = plain(cell.text)
        kind = (
            "time"
            if _TIME_COLUMN.match(folded)
            else next((name for name, words in _COLUMNS if words.search(folded)), None)
        )
        if kind is not None:
            columns.setdefault(kind, index)
    return columns


def _duty(row: Sequence[Cell], columns: dict[str, int], issued: date | None) -> Assignment | None:
    """Return the duty of a row; a row without task or owner is a heading inside the table."""
    cells = {name: row[index] for name, index in columns.items() if index < len(row)}
    task, owner = cells.get("task"), cells.get("owner")
    if task is None or owner is None or len(task.text) < 8 or not owner.text:
        return None
    prose = task.prose()
    text = task.text.rstrip(" ;,")
    term = _term(cells["time"], issued) if "time" in cells else read_term(prose, 0, len(text), issued)
    helper = cells.get("helper")
    report = asks_report(text)
    return Assignment(
        clause=row[0].text.rstrip(".") or "0",
        text=text,
        span=prose.span(0, len(text)),
        owners=cut_bodies(owner.prose(), 0, len(owner.text)),
        owner_source=OwnerSource.TABLE,
        coordinators=cut_bodies(helper.prose(), 0, len(helper.text)) if helper and helper.text else (),
        due=term.due,
        due_kind=term.kind if term.due else None,
        recurrence=term.recurrence,
        deadline=term.deadline,
        deliver_to=deliver_to(prose, 0, len(text)),
        via=None,
        kind=kind_of(text, 0, report, term.due is not None or bool(term.recurrence), None),
        as_of=term.as_of,
        confidence=Confidence.LIKELY,
        why="a row of a table of tasks",
    )


def _term(cell: Cell, issued: date | None) -> Term:
    """Return the term of a cell, which leaves out the words around it: `Tháng 6/2024`, `30/6/2024`, `Hằng quý`."""
    for before in ("", "chậm nhất " if cell.text[:1].isdigit() else "trong ", "định kỳ "):
        prose = cell.prose(before)
        term = read_term(prose, 0, len(prose.text), issued)
        if term.due or (term.recurrence and term.recurrence[0].every):
            return term
    return NO_TERM
