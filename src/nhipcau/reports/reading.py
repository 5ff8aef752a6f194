"""Reading what was typed into a report form: every kind of line, each error beside its field, nothing lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from nhipcau.numbers import NotANumber, parse_number, show_number
from nhipcau.reports.answers import Answers, CellAnswer, FigureAnswer, TableAnswer, TextAnswer
from nhipcau.reports.models import AcrossBodies, ColumnKind, Field, FieldKind, IndicatorKind, TableColumn

LARGEST = 10**15  # above it is a slip of the finger: more than the State's budget in đồng
MOST_ROWS = 200  # of a table on the page; a longer one is filled in as a workbook


@dataclass
class Typed:
    """What came in: the answers that could be read, errors and words by the name of the input, the ticked boxes."""

    answers: Answers = field(default_factory=Answers)
    errors: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    ticked: set[str] = field(default_factory=set)
    row_counts: dict[int, int] = field(default_factory=dict)  # rows on the page, by table


def read_answers(posted: QueryDict, fields: Iterable[Field], places: Collection[UUID] = ()) -> Typed:
    """Return what a report form said; what cannot be read is an error beside its field, the rest is kept.

    `fields` come from `queries.asked.fields_for`; `places` are the localities that a cell may name. A table that was
    not on the page keeps its rows.
    """
    typed = Typed()
    figures: list[FigureAnswer] = []
    texts: list[TextAnswer] = []
    tables: dict[int, TableAnswer] = {}
    for line in fields:
        if line.kind == FieldKind.NARRATIVE:
            word = _word(posted, typed, f"t{line.pk}")
            texts.append(TextAnswer(line.pk, word.replace("\r\n", "\n")))
        elif line.kind == FieldKind.TABLE:
            if f"r{line.pk}-n" in posted:
                tables[line.pk] = _table(posted, line, typed, frozenset(places))
        elif line.indicator is not None and line.indicator.across != AcrossBodies.RATIO:
            figures += _figures(posted, line, typed)
    typed.answers = Answers(tuple(figures), tuple(texts), tables)
    return typed


def _word(posted: QueryDict, typed: Typed, name: str) -> str:
    typed.words[name] = posted.get(name, "")
    return typed.words[name]


def _figures(posted: QueryDict, line: Field, typed: Typed) -> list[FigureAnswer]:
    assert line.indicator is not None
    name = f"f{line.pk}"
    estimate, does_not_apply = (_is_ticked(posted, typed, f"{box}{line.pk}") for box in ("est", "na"))
    if line.indicator.kind == IndicatorKind.CHOICE:
        found = _chosen(posted, line, typed)
    elif line.indicator.kind == IndicatorKind.YES_NO:
        word = _word(posted, typed, name)
        found = [FigureAnswer(line.pk, int(word))] if word in ("0", "1") else []
    else:
        found = _numbers(posted, line, typed, estimate)
    if not does_not_apply:
        return found
    if found:
        typed.errors[name] = _("Đã trả lời thì bỏ chọn “không áp dụng”, hoặc xóa câu trả lời.")
        return []
    return [] if name in typed.errors else [FigureAnswer(line.pk, None, is_not_applicable=True)]


def _chosen(posted: QueryDict, line: Field, typed: Typed) -> list[FigureAnswer]:
    word = _word(posted, typed, f"f{line.pk}")
    codes = {option.code for option in line.by.options.all()} if line.by else set()
    return [FigureAnswer(line.pk, 1, part=word)] if word in codes else []


def _numbers(posted: QueryDict, line: Field, typed: Typed, estimate: bool) -> list[FigureAnswer]:
    """Read the whole and its parts; a whole that was left empty takes the sum where that was asked for."""
    parts = [option.code for option in line.by.options.all()] if line.by else []
    read = {part: _number(posted, typed, f"f{line.pk}" + (f"-{part}" if part else "")) for part in ("", *parts)}
    given = [value for part, value in read.items() if part and value is not None]
    if posted.get("use-sum") == str(line.pk) and read[""] is None and given:
        read[""] = sum(given)
        typed.words[f"f{line.pk}"] = show_number(sum(given))
    return [
        FigureAnswer(line.pk, value, is_estimate=estimate, part=part)
        for part, value in read.items()
        if value is not None
    ]


def _number(posted: QueryDict, typed: Typed, name: str) -> int | None:
    try:
        return whole_number(_word(posted, typed, name))
    except NotANumber as wrong:
        typed.errors[name] = str(wrong)
        return None


def whole_number(text: str) -> int | None:
    """Return a figure of a report as typed, None for an empty field. Raises NotANumber."""
    value = parse_number(text)
    if value is not None and value < 0:
        raise NotANumber(_("Số liệu báo cáo không thể âm."))
    if value is not None and value > LARGEST:
        raise NotANumber(_("Số này quá lớn. Hãy kiểm tra lại các chữ số."))
    return value


def _is_ticked(posted: QueryDict, typed: Typed, name: str) -> bool:
    if name in posted:
        typed.ticked.add(name)
    return name in posted


def _table(posted: QueryDict, line: Field, typed: Typed, places: frozenset[UUID]) -> TableAnswer:
    """Read the rows of a table; the row whose “bỏ dòng” was pressed is left out, empty ones do not count."""
    count = posted.get(f"r{line.pk}-n", "")
    count_of_rows = min(int(count), MOST_ROWS + 1) if count.isdigit() and len(count) < 6 else 0
    kept = [place for place in range(count_of_rows) if posted.get("remove-row", "") != f"{line.pk}-{place}"]
    rows = []
    for new, old in enumerate(kept):
        read = (_cell(posted, typed, (line.pk, old, new), column, places) for column in line.columns.all())
        rows.append(tuple(cell for cell in read if cell is not None))
    typed.row_counts[line.pk] = len(kept) + (posted.get("add-row", "") == str(line.pk))
    is_none = _is_ticked(posted, typed, f"na{line.pk}")
    if is_none and any(rows):
        typed.errors[f"r{line.pk}"] = _("Bảng đã có dòng thì bỏ chọn “không phát sinh”, hoặc xóa các dòng.")
    return TableAnswer(line.pk, tuple(rows), is_none)


def _cell(
    posted: QueryDict, typed: Typed, at: tuple[int, int, int], column: TableColumn, places: frozenset[UUID]
) -> CellAnswer | None:
    """Read one cell of the row that stood at a place and now stands at another, where one above it was removed."""
    table, old, new = at
    name = f"r{table}-{new}-{column.pk}"
    typed.words[name] = posted.get(f"r{table}-{old}-{column.pk}", "")
    word = typed.words[name].strip()
    if not word:
        return None
    try:
        return read_cell(column, word, places)
    except ValueError as wrong:
        typed.errors[name] = str(wrong)
        return None


def read_cell(column: TableColumn, word: str, places: Collection[UUID]) -> CellAnswer:
    """Return what was typed into a cell. Raises ValueError whose text tells a person what to type."""
    if column.kind in (ColumnKind.NUMBER, ColumnKind.MONEY):
        return CellAnswer(column.pk, number=whole_number(word))
    if column.kind == ColumnKind.DAY:
        return CellAnswer(column.pk, day=_day(word))
    if column.kind == ColumnKind.PLACE:
        return CellAnswer(column.pk, place=_place(word, places))
    if column.kind == ColumnKind.CHOICE:
        if column.options is None or word not in {option.code for option in column.options.options.all()}:
            raise ValueError(_("Hãy chọn một mục trong danh sách."))
        return CellAnswer(column.pk, text=word)
    return CellAnswer(column.pk, text=word)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ValueError(_("Ngày chưa đúng. Hãy chọn ngày trong lịch.")) from None


def _place(word: str, places: Collection[UUID]) -> UUID:
    try:
        key = UUID(word)
    except ValueError:
        key = None
    if key is None or key not in places:
        raise ValueError(_("Hãy chọn một địa bàn trong danh sách."))
    return key
