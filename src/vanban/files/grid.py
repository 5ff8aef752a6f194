"""Tables of data in a PDF, told by their ruled lines: each row becomes one line `| a | b |`, as in DOCX.

Where a rule between two cells is missing they are one cell; a cell that runs down over several rows is written once, in
the first of them.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from vanban.files.rows import Piece, Row, folded, in_rows

_NEAR = 3.0
_SHORTEST = 8.0
_THICKEST = 3.0
_MOST_OBJECTS = 4_000
_MOST_SEGMENTS = 30_000
_HEAD = ("chu nghia viet nam", "dang cong san viet nam", "noi nhan")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: at `at`, from `start` to `end` along the other axis."""

    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        return self.start - _NEAR <= place <= self.end + _NEAR


@dataclass(frozen=True, slots=True)
class Grid:
    """The rules of one table; `xs` and `ys` are the places of its columns' and rows' edges."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def holds(self, piece: Piece) -> bool:
        x = (piece.x0 + piece.x1) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= piece.middle <= self.ys[-1]


def with_tables(page: pdfium.PdfPage, pieces: list[Piece], place: Callable[[Point], Point]) -> list[Row]:
    """Gather the words of a page into rows, those of tables cell by cell; `place` maps PDF points to the page."""
    rows: list[Row] = []
    for grid in grids(*_rules(page, place)):
        inside = [piece for piece in pieces if grid.holds(piece)]
        text = folded(" ".join(piece.text for piece in inside))
        # A head or foot in a ruled table is put in order like any other.
        if inside and not any(words in text for words in _HEAD):
            taken = set(map(id, inside))
            pieces = [piece for piece in pieces if id(piece) not in taken]
            rows += _table_rows(grid, inside)
    rows += in_rows(pieces)
    return sorted(rows, key=lambda row: row.y0 + row.y1 if not row.is_table else 2 * row.y0)


# --- the rules ----------------------------------------------------------------------------------------------------


def _rules(page: pdfium.PdfPage, place: Callable[[Point], Point]) -> tuple[list[Rule], list[Rule]]:
    """Give the horizontal and the vertical lines that the page draws."""
    across: list[Rule] = []
    down: list[Rule] = []
    for (x0, y0), (x1, y1) in _segments(page, place):
        if abs(y1 - y0) < 1 and abs(x1 - x0) >= _SHORTEST:
            across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) < 1 and abs(y1 - y0) >= _SHORTEST:
            down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return _joined(across), _joined(down)


def _segments(page: pdfium.PdfPage, place: Callable[[Point], Point]) -> Iterator[tuple[Point, Point]]:
    """Yield the straight lines of drawn paths, and of filled ones those that are as thin as a rule.

    A broad filled box is the shading behind words, often white: it rules nothing.
    """
    seen = 0
    for order, found in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=1)):
        count = raw.FPDFPath_CountSegments(found.raw)
        seen += count
        if order > _MOST_OBJECTS or seen > _MOST_SEGMENTS:
            return
        is_drawn = _is_drawn(found)
        for corners in _outlines(found, count, place):
            if is_drawn or _is_thin(corners):
                yield from itertools.pairwise(corners)


def _outlines(path: pdfium.PdfObject, count: int, place: Callable[[Point], Point]) -> Iterator[list[Point]]:
    """Yield the outlines of a path as corners, a closed one with its first corner again at the end."""
    x, y = ctypes.c_float(), ctypes.c_float()
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path.raw, matrix)
    corners: list[Point] = []
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = place(
            (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        )
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            yield corners
            corners = []
        corners.append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    yield corners


def _is_drawn(path: pdfium.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path.raw, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(stroke.value)


def _is_thin(corners: list[Point]) -> bool:
    across = [x for x, _ in corners]
    down = [y for _, y in corners]
    return bool(corners) and min(max(across) - min(across), max(down) - min(down)) <= _THICKEST


def _joined(rules: list[Rule]) -> list[Rule]:
    """Join rules that lie on one line and touch: borders are drawn cell by cell, thick ones as narrow boxes."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda each: (each.at, each.start)):
        for index in range(len(joined) - 1, -1, -1):
            other = joined[index]
            if rule.at - other.at > _NEAR:
                joined.append(rule)
                break
            if rule.start <= other.end + _NEAR and other.start <= rule.end + _NEAR:
                joined[index] = Rule(other.at, min(other.start, rule.start), max(other.end, rule.end))
                break
        else:
            joined.append(rule)
    return joined


def grids(across: list[Rule], down: list[Rule]) -> list[Grid]:
    """Gather rules that meet into tables of at least two rows and two columns."""
    found = []
    waiting = list(down)
    while waiting:
        columns, rows = [waiting.pop()], []
        grown = True
        while grown:
            more_rows = [r for r in across if r not in rows and any(_meet(r, column) for column in columns)]
            rows += more_rows
            more_columns = [c for c in waiting if any(_meet(row, c) for row in rows)]
            columns += more_columns
            waiting = [c for c in waiting if c not in more_columns]
            grown = bool(more_rows or more_columns)
        # A table that goes on over the page has no rule at its end there: its columns' ends are edges too.
        xs = _places([rule.at for rule in columns])
        ys = _places([rule.at for rule in rows] + [end for rule in columns for end in (rule.start, rule.end)])
        if len(xs) >= 3 and len(ys) >= 3:
            found.append(Grid(tuple(rows), tuple(columns), xs, ys))
    return found


def _meet(row: Rule, column: Rule) -> bool:
    return row.covers(column.at) and column.covers(row.at)


def _places(edges: list[float]) -> tuple[float, ...]:
    places: list[float] = []
    for at in sorted(edges):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return tuple(places)


# --- the cells ----------------------------------------------------------------------------------------------------


def _table_rows(grid: Grid, pieces: list[Piece]) -> list[Row]:
    owner = _cells(grid)
    words: dict[tuple[int, int], list[Piece]] = {}
    for piece in pieces:
        row = sum(piece.middle > y for y in grid.ys[1:-1])
        column = sum((piece.x0 + piece.x1) / 2 > x for x in grid.xs[1:-1])
        words.setdefault(owner[row, column], []).append(piece)
    rows = []
    for at, (top, bottom) in enumerate(zip(grid.ys, grid.ys[1:], strict=False)):
        line: list[Piece] = []
        for column, x in enumerate(grid.xs[:-1]):
            cell = owner[at, column]
            if cell[1] != column:
                continue
            line.append(Piece("|", x, top, x, bottom))
            if cell[0] == at:
                line += [piece for row in in_rows(words.get(cell, [])) for piece in row.pieces]
        line.append(Piece("|", grid.xs[-1], top, grid.xs[-1], bottom))
        if any(piece.text != "|" for piece in line):
            rows.append(Row(line, top, bottom, is_table=True))
    return rows


def _cells(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Give for each place of the grid the first place of its cell: a missing rule makes two places one."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(grid.ys) - 1):
        middle = (grid.ys[row] + grid.ys[row + 1]) / 2
        for column in range(len(grid.xs) - 1):
            centre = (grid.xs[column] + grid.xs[column + 1]) / 2
            if column and not _ruled(grid.down, grid.xs[column], middle):
                owner[row, column] = owner[row, column - 1]
            elif row and not _ruled(grid.across, grid.ys[row], centre):
                owner[row, column] = owner[row - 1, column]
            else:
                owner[row, column] = (row, column)
    return owner


def _ruled(rules: tuple[Rule, ...], at: float, place: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.covers(place) for rule in rules)
