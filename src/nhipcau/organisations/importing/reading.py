"""Reads the workbook into rows of text; what is wrong with the file as a whole is said at once."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from nhipcau.organisations.importing.sheets import SHEETS, Column
from nhipcau.text import fold

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 20_000


class NotReadable(ValueError):
    """The file as a whole cannot be read; the text says what to do."""


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: sheet, row as in Excel, column (letter and heading), what to do."""

    sheet: str
    row: int
    column: str
    what: str


@dataclass(frozen=True)
class SheetRow:
    """One row of a sheet, cells as text by the column's key."""

    number: int
    cells: dict[str, str]


SheetRows = dict[str, list[SheetRow]]


def read_workbook(data: bytes) -> SheetRows:
    """Return the rows of both sheets; empty rows are left out. Raises NotReadable."""
    return {name: read_rows(data, name, columns) for name, columns in SHEETS.items()}


def read_rows(data: bytes, name: str, columns: tuple[Column, ...]) -> list[SheetRow]:
    """Return the rows of one sheet with these columns; empty rows are left out. Raises NotReadable."""
    _check_size(data)
    try:
        return _rows(CalamineWorkbook.from_filelike(BytesIO(data)), name, columns)
    except (CalamineError, zipfile.BadZipFile, OSError) as broken:
        raise NotReadable("Không mở được tệp. Hãy lưu lại bằng Excel ở dạng .xlsx rồi tải lên.") from broken


def column_name(columns: tuple[Column, ...], key: str) -> str:
    """Return a column as a person finds it in Excel: `C (Tên ngắn)`."""
    index = next(index for index, column in enumerate(columns) if column.key == key)
    return f"{chr(ord('A') + index)} ({columns[index].title})"


def _check_size(data: bytes) -> None:
    if not data:
        raise NotReadable("Tệp trống. Hãy tải tệp mẫu, điền rồi tải lên.")
    if len(data) > MOST_BYTES:
        raise NotReadable("Tệp lớn hơn 10 MB. Hãy chia thành nhiều tệp.")
    if not zipfile.is_zipfile(BytesIO(data)):
        raise NotReadable("Đây không phải tệp .xlsx. Hãy lưu lại bằng Excel ở dạng .xlsx rồi tải lên.")
    with zipfile.ZipFile(BytesIO(data)) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
            raise NotReadable("Tệp giải nén ra quá lớn. Hãy tạo lại tệp từ mẫu.")


def _rows(book: CalamineWorkbook, name: str, columns: tuple[Column, ...]) -> list[SheetRow]:
    if name not in book.sheet_names:
        raise NotReadable(f"Tệp thiếu tờ “{name}”. Hãy dùng tệp mẫu và giữ nguyên tên tờ.")
    sheet = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    if not sheet:
        raise NotReadable(f"Tờ “{name}” không có dòng tên cột. Hãy dùng tệp mẫu và giữ nguyên tên cột.")
    heads = [fold(_text(cell)) for cell in sheet[0]]
    places: dict[str, int] = {}
    for column in columns:
        if fold(column.title) in heads:
            places[column.key] = heads.index(fold(column.title))
        elif column.is_required:
            raise NotReadable(f"Tờ “{name}” thiếu cột “{column.title}”. Hãy dùng tệp mẫu và giữ nguyên tên cột.")
    rows = []
    for number, cells in enumerate(sheet[1:], start=2):
        texts = {key: _text(cells[place]) if place < len(cells) else "" for key, place in places.items()}
        if any(texts.values()):
            rows.append(SheetRow(number, {column.key: texts.get(column.key, "") for column in columns}))
    if len(rows) > MOST_ROWS:
        raise NotReadable(f"Tờ “{name}” có hơn 20.000 dòng. Hãy chia thành nhiều tệp.")
    return rows


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())
