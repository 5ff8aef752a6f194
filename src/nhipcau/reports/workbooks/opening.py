"""Opening a workbook that came from outside: within limits, before anything of it takes room."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from xml.etree import ElementTree

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from nhipcau.numbers import NotANumber, parse_number, show_number
from nhipcau.reports.reading import LARGEST
from vanban.files.result import Limits

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
LIMITS = Limits()
# A sheet is laid out whole in memory, from its first cell to its last: a cell far out would be a bomb of few bytes.
# Columns behind BZ and rows from 30.000 on do not come from our workbooks.
_FAR_OUT = re.compile(
    rb"""[\s]r\s*=\s*["'](?:[A-Z]{3,}\d*|[C-Z][A-Z]\d*|[A-Z]{0,3}(?:[3-9]\d{4}|\d{6,}))["']""", re.IGNORECASE
)
_ERROR = re.compile(rb"""<c\s[^>]*t="e"[^>]*>""")
_PLACE = re.compile(rb"""\sr="([A-Z]{1,2})(\d{1,5})\"""")
ERROR = "#LỖI!"
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")

Cells = Sequence[Sequence[object]]


class NotReadable(ValueError):
    """The file as a whole cannot be read; the text says what to do."""


@dataclass(frozen=True)
class Problem:
    """One bad cell: sheet, row and column as in Excel, what stands there, and what to do."""

    sheet: str
    row: int
    column: str
    heading: str
    found: str
    what: str


@dataclass(frozen=True)
class Sheets:
    """The sheets of a workbook by name, each as rows of cells, row 1 first."""

    cells: dict[str, Cells]


def open_workbook(data: bytes) -> Sheets:
    """Return the sheets of an .xlsx file; formulas give their values. Raises NotReadable."""
    wrong = _check(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = ((name, book.get_sheet_by_name(name)) for name in book.sheet_names)
        cells = {name: sheet.to_python(skip_empty_area=False) for name, sheet in sheets}
        if wrong:
            _name_errors(data, cells, wrong)
        return Sheets(cells)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, KeyError, ElementTree.ParseError) as broken:
        raise NotReadable(_("Không mở được tệp. Hãy lưu lại bằng Excel ở dạng .xlsx rồi gửi lại.")) from broken


def _check(data: bytes) -> dict[str, list[bytes]]:
    """Look whether a file can be opened within limits; return the tags of cells with an error, by part."""
    if not data:
        raise NotReadable(_("Tệp trống. Hãy tải bảng tính ở trang báo cáo, điền rồi gửi lại."))
    if len(data) > MOST_BYTES:
        raise NotReadable(_("Tệp lớn hơn 10 MB. Hãy chia thành nhiều tệp."))
    if not zipfile.is_zipfile(BytesIO(data)):
        raise NotReadable(_("Đây không phải tệp .xlsx. Hãy lưu lại bằng Excel ở dạng .xlsx rồi gửi lại."))
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            entries = packed.infolist()
            if (
                len(entries) > LIMITS.zip_entries
                or sum(entry.file_size for entry in entries) > LIMITS.unpacked_bytes
                or any(_is_swollen(entry) for entry in entries)
            ):
                raise NotReadable(_("Tệp giải nén ra quá lớn. Hãy tải lại bảng tính từ trang báo cáo."))
            # Reading each part whole also proves that it is no larger than it says.
            parts = ((e.filename, packed.read(e)) for e in entries if e.filename.casefold().endswith((".xml", ".rels")))
            return {name: wrong for name, text in parts if (wrong := _looked_through(name, text))}
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as broken:
        raise NotReadable(_("Không mở được tệp. Hãy lưu lại bằng Excel ở dạng .xlsx rồi gửi lại.")) from broken


def _looked_through(name: str, text: bytes) -> list[bytes]:
    """Refuse a part that would take too much room; return its cells with an error."""
    if b"<!DOCTYPE" in text[:4096] or ("worksheets/" in name and _FAR_OUT.search(text)):
        raise NotReadable(
            _("Tệp có ô nằm quá xa vùng nhập. Hãy tải lại bảng tính từ trang báo cáo rồi chép số sang.")
        )  # fmt: skip
    return _ERROR.findall(text) if "worksheets/" in name and b't="e"' in text else []


def _name_errors(data: bytes, cells: dict[str, list[list[object]]], wrong: dict[str, list[bytes]]) -> None:
    """Put the word of an error into its cell: the reader gives it as empty, and empty would be missing."""
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    with zipfile.ZipFile(BytesIO(data)) as packed:
        targets = {
            row.get("Id"): "xl/" + (row.get("Target") or "").removeprefix("/xl/")
            for row in ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))
        }
        book = ElementTree.fromstring(packed.read("xl/workbook.xml"))
    for sheet in book.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"):
        rows = cells.get(sheet.get("name", ""), [])
        for tag in wrong.get(targets.get(sheet.get(relation), ""), []):
            letters, digits = _PLACE.search(tag).groups()  # type: ignore[union-attr]
            row, column = int(digits) - 1, _column(letters.decode())
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = ERROR


def _column(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _is_swollen(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > 5_000_000 and entry.file_size > LIMITS.unpacked_ratio * max(1, entry.compress_size)


def column_letter(index: int) -> str:
    """Return the letter of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def shown(cell: object) -> str:
    """Return what stands in a cell as its reader sees it, for a message."""
    if isinstance(cell, bool):
        return _("có") if cell else _("không")
    if isinstance(cell, float):
        return show_number(int(cell)) if cell.is_integer() else f"{cell:.12g}".replace(".", ",")
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year}"
    return " ".join(str(cell).split())[:80]


def text_of(cell: object) -> str:
    """Return the words of a cell; a number as digits, a day as people write it."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return shown(cell)


def number_of(cell: object) -> int | None:
    """Return the whole number of a cell, None for an empty one. Raises ValueError that says what to do.

    A number counts as it is; one typed as text is read as offices write it (1.234). What could be read in two ways
    (1.5 as text, 1,5) is refused.
    """
    if type(cell) is float:
        value = int(cell) if cell.is_integer() else None
        if value is None:
            raise ValueError(_("Đây là số thập phân. Hãy ghi số nguyên, như 1234."))
    elif isinstance(cell, bool):
        raise ValueError(_("Hãy ghi số nguyên, như 1234."))
    elif isinstance(cell, int):
        value = cell
    elif isinstance(cell, str):
        if cell.startswith("#"):
            raise ValueError(_("Công thức báo lỗi. Hãy sửa công thức hoặc ghi số."))
        try:
            value = parse_number(cell)
        except NotANumber as wrong:
            raise ValueError(str(wrong)) from wrong
        if value is None:
            return None
    else:
        raise ValueError(_("Đây là ngày, không phải số. Hãy đổi ô về dạng số rồi ghi lại."))
    if value < 0:
        raise ValueError(_("Số liệu báo cáo không thể âm."))
    if value > LARGEST:
        raise ValueError(_("Số này quá lớn. Hãy kiểm tra lại các chữ số."))
    return value


def day_of(cell: object) -> date | None:
    """Return the day of a cell, None for an empty one. Raises ValueError that says what to do."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        if not cell.strip():
            return None
        found = _DAY.fullmatch(cell.strip())
        try:
            return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(cell.strip())
        except ValueError:
            pass
    raise ValueError(_("Không phải ngày. Hãy ghi như 05/9/2023."))
