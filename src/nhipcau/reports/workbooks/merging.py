"""What a workbook changes in a draft: empty places are filled at once, typed ones only when somebody says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nhipcau.numbers import show_number
from nhipcau.reports.answers import Answers, CellAnswer, FigureAnswer, TableAnswer, TextAnswer
from nhipcau.reports.models import Field, FieldKind, IndicatorKind
from nhipcau.reports.queries.lines import Line


@dataclass(frozen=True)
class Change:
    """One place where the workbook says otherwise than the draft."""

    label: str
    here: str
    there: str


@dataclass(frozen=True)
class Merged:
    """All answers of the draft as they shall stand, how many were added, and what differs from what was typed."""

    answers: Answers
    added: int
    conflicts: tuple[Change, ...]


def merge(lines: Sequence[Line], filled: Answers, *, overwrite: bool) -> Merged:
    """Lay what a workbook says over what a draft says; with `overwrite` the workbook wins, else what was typed."""
    labels = {line.field.pk: line.field.label for line in lines}
    fields = {line.field.pk: line.field for line in lines}
    here = _figures(lines)
    figures, added, conflicts = dict(here), 0, []
    for answer in filled.figures:
        key = _key(fields[answer.field_id], answer)
        old = here.get(key)
        if old is None:
            added += 1
        elif _same(old, answer):
            continue
        else:
            conflicts.append(Change(labels[answer.field_id] + _part(answer), _show(old), _show(answer)))
            if not overwrite:
                continue
        figures[key] = answer
    texts = {line.field.pk: line.answer.text for line in lines if line.answer.text}
    for text in filled.texts:
        old_text = texts.get(text.field_id, "")
        if _plain(old_text) == _plain(text.text):
            continue
        if old_text:
            conflicts.append(Change(labels[text.field_id], old_text, text.text))
        else:
            added += 1
        if overwrite or not old_text:
            texts[text.field_id] = text.text
    tables, rows_added = _tables(lines, filled, conflicts, overwrite=overwrite)
    answers = Answers(
        tuple(figures.values()), tuple(TextAnswer(key, text) for key, text in texts.items()), tables
    )  # fmt: skip
    return Merged(answers, added + rows_added, tuple(conflicts))


def _figures(lines: Sequence[Line]) -> dict[tuple[int, str], FigureAnswer]:
    """Return what the draft says, as answers."""
    found = {}
    for line in lines:
        field = line.field
        if field.kind != FieldKind.FIGURE or line.is_ratio:
            continue
        if line.answer.is_there and not line.is_choice:
            found[field.pk, ""] = _answer(field, "", line.answer)
        for part in line.parts:
            if part.answer.is_there:
                found[field.pk, "" if line.is_choice else part.code] = _answer(field, part.code, part.answer)
        if line.is_choice and line.answer.is_not_applicable:
            found[field.pk, ""] = _answer(field, "", line.answer)
    return found


def _answer(field: Field, part: str, answer) -> FigureAnswer:
    return FigureAnswer(
        field.pk, answer.value, is_not_applicable=answer.is_not_applicable, is_estimate=answer.is_estimate,
        source=answer.source, part=part, source_key=answer.source_key,
    )  # fmt: skip


def _key(field: Field, answer: FigureAnswer) -> tuple[int, str]:
    is_choice = field.indicator is not None and field.indicator.kind == IndicatorKind.CHOICE
    return field.pk, "" if is_choice else answer.part


def _same(old: FigureAnswer, new: FigureAnswer) -> bool:
    return (old.value, old.is_not_applicable, old.is_estimate, old.part) == (
        new.value, new.is_not_applicable, new.is_estimate, new.part,
    )  # fmt: skip


def _part(answer: FigureAnswer) -> str:
    return f" ({answer.part})" if answer.part else ""


def _show(answer: FigureAnswer) -> str:
    if answer.is_not_applicable or answer.value is None:
        return _("không áp dụng")
    return show_number(answer.value) + (_(" (ước)") if answer.is_estimate else "")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _tables(
    lines: Sequence[Line], filled: Answers, conflicts: list[Change], *, overwrite: bool
) -> tuple[dict[int, TableAnswer], int]:
    """Return the tables to write: those without rows so far, and with `overwrite` those that differ."""
    wanted: dict[int, TableAnswer] = {}
    added = 0
    for line in lines:
        table = filled.tables.get(line.field.pk)
        if table is None:
            continue
        if not line.table.rows:
            added += len(table.rows)
            wanted[line.field.pk] = table
            continue
        here = [
            {key: (cell.number, cell.text, cell.day, cell.place) for key, cell in row.cells.items()}
            for row in line.table.rows
        ]
        there = [{cell.column_id: _value(cell) for cell in row} for row in table.rows]
        if here == there:
            continue
        conflicts.append(Change(line.field.label, _rows(len(here)), _rows(len(there))))
        if overwrite:
            wanted[line.field.pk] = table
    return wanted, added


def _value(cell: CellAnswer) -> tuple[object, ...]:
    return (cell.number, cell.text, cell.day, cell.place)


def _rows(count: int) -> str:
    return _("%(n)s dòng") % {"n": show_number(count)}
