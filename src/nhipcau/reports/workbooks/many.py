"""Nhập hộ by a workbook: one row for each body that has not sent its report, one column for each figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from uuid import UUID

from django.utils.translation import gettext as _

from nhipcau.reports.answers import Answers, FigureAnswer, TextAnswer
from nhipcau.reports.forms import WAYS
from nhipcau.reports.models import Field, FieldKind, IndicatorKind
from nhipcau.reports.workbooks import layout, opening
from nhipcau.reports.workbooks.blank import Pen
from nhipcau.reports.workbooks.identity import Identity
from nhipcau.reports.workbooks.layout import FIRST_ROW, HEAD_ROW, KEY_ROW, MARK
from nhipcau.reports.workbooks.opening import Cells, NotReadable, Problem, day_of, text_of
from nhipcau.reports.workbooks.reading import Problems, identity_of, read_figure
from nhipcau.text import fold

OCCURRENCE, BODY, RECEIVED, CAME_BY, NUMBER, DATED, ESTIMATE, FIRST_FIGURE = range(8)


@dataclass(frozen=True)
class Column:
    """One column of figures or texts: its key, the field, the part, and its heading."""

    key: str
    field: Field
    part: str
    heading: str
    unit: str


@dataclass(frozen=True)
class Arrived:
    """One good row: the report of one body, as it came."""

    row: int
    occurrence_id: UUID
    body_name: str
    received_on: date
    came_by: str
    number_on_paper: str
    date_on_paper: date | None
    answers: Answers


@dataclass(frozen=True)
class ManyRead:
    """The good rows, and the bad cells; a row with a bad cell is not taken: what is entered counts as received."""

    arrived: tuple[Arrived, ...]
    problems: tuple[Problem, ...]
    more_problems: int = 0


def sheet_name() -> str:
    """Return the name of the sheet."""
    return _("Nhập hộ")


def columns_of(fields: Sequence[Field]) -> list[Column]:
    """Return the columns of a form: figures with their parts, then texts; tables are filled in one by one."""
    columns = []
    for field in fields:
        if field.kind == FieldKind.FIGURE and field.indicator and field.indicator.kind != IndicatorKind.RATIO:
            unit = field.indicator.unit
            columns.append(Column(f"f{field.pk}", field, "", field.label, unit))
            columns += [
                Column(f"f{field.pk}-{code}", field, code, f"{field.label}: {label}", unit)
                for code, label in layout.parts_of(field)
            ]
    columns += [
        Column(f"t{field.pk}", field, "", field.label, "") for field in fields if field.kind == FieldKind.NARRATIVE
    ]
    return columns


def many_workbook(identity: Identity, title: str, fields: Sequence[Field], bodies: Mapping[UUID, str]) -> bytes:
    """Return the workbook of a duty and period: `bodies` gives the name of the body of each occurrence."""
    import xlsxwriter  # heavy, and seldom asked for

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        pen = Pen(book, identity, title)
        note = _("Mỗi dòng một đơn vị. Ghi ngày nhận cho đơn vị đã gửi; dòng không có ngày nhận thì bỏ qua.")
        sheet = pen.sheet(sheet_name(), note=note)
        heads = [
            "", _("Đơn vị"), _("Ngày nhận"), _("Nhận qua"), _("Số, ký hiệu"), _("Ngày văn bản"), _("Ước (x)"),
        ]  # fmt: skip
        columns = columns_of(fields)
        sheet.write_row(HEAD_ROW, 0, heads, pen.head)
        sheet.set_row(KEY_ROW, None, None, {"hidden": True})
        last = FIRST_ROW + max(0, len(bodies) - 1)
        for at, column in enumerate(columns, FIRST_FIGURE):
            sheet.write_string(KEY_ROW, at, column.key)
            sheet.write_string(HEAD_ROW, at, column.heading + (f" ({column.unit})" if column.unit else ""), pen.head)
            if column.field.help:
                sheet.write_comment(HEAD_ROW, at, column.field.help, {"x_scale": 2})
            if column.field.indicator and column.field.indicator.kind == IndicatorKind.CHOICE:
                pen.choose(sheet, (FIRST_ROW, at, last, at), list(layout.choices_of(column.field)))
            elif column.field.indicator and column.field.indicator.kind == IndicatorKind.YES_NO:
                pen.choose(sheet, (FIRST_ROW, at, last, at), list(layout.yes_no()))
        for row, (occurrence, name) in enumerate(bodies.items(), FIRST_ROW):
            sheet.write_string(row, OCCURRENCE, str(occurrence))
            sheet.write_string(row, BODY, name, pen.plain)
            for at in range(RECEIVED, FIRST_FIGURE + len(columns)):
                is_text = at in (CAME_BY, NUMBER, ESTIMATE)
                form = pen.day if at in (RECEIVED, DATED) else pen.word if is_text else pen.number
                if at >= FIRST_FIGURE and columns[at - FIRST_FIGURE].key.startswith("t"):
                    form = pen.word
                sheet.write_blank(row, at, None, form)
        pen.only_days(sheet, (FIRST_ROW, RECEIVED, last, RECEIVED))
        pen.only_days(sheet, (FIRST_ROW, DATED, last, DATED))
        pen.choose(sheet, (FIRST_ROW, CAME_BY, last, CAME_BY), [str(label) for _value, label in WAYS])
        pen.choose(sheet, (FIRST_ROW, ESTIMATE, last, ESTIMATE), [MARK])
        sheet.set_column(OCCURRENCE, OCCURRENCE, 3, None, {"hidden": True})
        sheet.set_column(BODY, BODY, 40)
        sheet.set_column(RECEIVED, FIRST_FIGURE + len(columns), 16)
        sheet.freeze_panes(FIRST_ROW, 2)
        pen.close()
    return out.getvalue()


def read_many(
    data: bytes, wanted: Identity, fields: Sequence[Field], asked: Mapping[UUID, frozenset[int]], *, today: date
) -> ManyRead:
    """Read the rows of many bodies; `asked` gives the lines that each occurrence may answer. Rows without a day of
    arrival and without figures are passed over. Raises `NotReadable`, `NotThisReport`."""
    sheets = opening.open_workbook(data).cells
    identity_of(sheets).must_be(wanted)
    cells = sheets.get(sheet_name(), [])
    columns = _found_columns(cells, columns_of(fields))
    problems = Problems()
    arrived = []
    for at in range(FIRST_ROW, len(cells)):
        row = cells[at]
        if not any(text_of(cell) for cell in row[RECEIVED:]):
            continue
        before = len(problems.rows) + problems.more
        found = _row(at, row, columns, asked, problems, today)
        if found is not None and len(problems.rows) + problems.more == before:
            arrived.append(found)
    return ManyRead(tuple(arrived), tuple(problems.rows), problems.more)


def _found_columns(cells: Cells, columns: Sequence[Column]) -> list[tuple[int, Column]]:
    keys = [str(cell) for cell in cells[KEY_ROW]] if len(cells) > KEY_ROW else []
    found = [(keys.index(column.key), column) for column in columns if column.key in keys]
    if len(found) < len(columns):
        raise NotReadable(_("Tờ “%(name)s” thiếu cột. Hãy tải lại bảng tính.") % {"name": sheet_name()})
    return found


def _row(
    at: int,
    row: Sequence[object],
    columns: Sequence[tuple[int, Column]],
    asked: Mapping[UUID, frozenset[int]],
    problems: Problems,
    today: date,
) -> Arrived | None:
    name = sheet_name()
    try:
        occurrence = UUID(text_of(row[OCCURRENCE]))
    except ValueError:
        occurrence = None
    if occurrence is None or occurrence not in asked:
        what = _("Đơn vị của dòng này không còn chờ nhập hộ (đã gửi, hoặc không thuộc kỳ này). Hãy bỏ dòng.")
        problems.add(name, at, BODY, _("Đơn vị"), row[BODY], what)
        return None
    received = _day(at, row, RECEIVED, _("Ngày nhận"), problems)
    if received is None and not text_of(row[RECEIVED]):
        problems.add(name, at, RECEIVED, _("Ngày nhận"), "", _("Hãy ghi ngày báo cáo đến."))
    elif received is not None and received > today:
        problems.add(name, at, RECEIVED, _("Ngày nhận"), row[RECEIVED], _("Ngày nhận không thể sau hôm nay."))
    dated = _day(at, row, DATED, _("Ngày văn bản"), problems)
    ways = {fold(str(label)): value for value, label in WAYS}
    came_by = ways.get(fold(text_of(row[CAME_BY])), "") if text_of(row[CAME_BY]) else WAYS[1][0]
    if not came_by:
        problems.add(name, at, CAME_BY, _("Nhận qua"), row[CAME_BY], _("Hãy chọn một mục trong danh sách."))
    figures, texts = [], []
    is_estimate = bool(text_of(row[ESTIMATE]))
    for place, column in columns:
        cell = row[place]
        if not text_of(cell):
            continue
        if column.field.pk not in asked[occurrence]:
            what = _("Đơn vị này không phải báo cáo mục này. Hãy xóa ô.")
            problems.add(name, at, place, column.heading, cell, what)
        elif column.key.startswith("t"):
            texts.append(TextAnswer(column.field.pk, text_of(cell)))
        elif isinstance(cell, str) and fold(cell) == fold("không áp dụng") and not column.part:
            figures.append(FigureAnswer(column.field.pk, None, is_not_applicable=True))
        else:
            try:
                answer = read_figure(column.field, column.part, cell, is_estimate=is_estimate)
            except ValueError as wrong:
                problems.add(name, at, place, column.heading, cell, str(wrong))
                continue
            if answer is not None:
                figures.append(answer)
    if received is None:
        return None
    answers = Answers(tuple(figures), tuple(texts))
    return Arrived(
        at + 1, occurrence, text_of(row[BODY]), received, came_by, text_of(row[NUMBER])[:80], dated, answers
    )  # fmt: skip


def _day(at: int, row: Sequence[object], place: int, heading: str, problems: Problems) -> date | None:
    try:
        return day_of(row[place])
    except ValueError as wrong:
        problems.add(sheet_name(), at, place, heading, row[place], str(wrong))
        return None
