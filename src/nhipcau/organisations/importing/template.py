"""The template workbook, with notes and lists to choose from. Its library is heavy: imported when it is asked for."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from nhipcau.organisations.importing.sheets import SHEETS, Column


def template_workbook() -> bytes:
    """Return the XLSX template: two sheets with headings, notes and lists to choose from, and one of instructions."""
    book = Workbook()
    book.remove(book.active)
    guide = book.create_sheet("Hướng dẫn")
    for line in (
        "Nhập cơ quan và người dùng vào Nhịp Cầu",
        "1. Điền tờ “Cơ quan”, mỗi dòng một cơ quan; rồi tờ “Người dùng”, mỗi dòng một vị trí của một người.",
        "2. Một người giữ nhiều vị trí: ghi nhiều dòng cùng tên đăng nhập.",
        "3. Tải tệp lên. Chương trình chỉ ra từng dòng sai; chưa ghi gì cho đến khi anh/chị xác nhận.",
        "4. Tải lại cùng một tệp không làm thay đổi gì. Không đổi tên tờ và tên cột.",
    ):
        guide.append([line])
    guide.column_dimensions["A"].width = 110
    guide["A1"].font = Font(bold=True, size=14)
    for name, columns in SHEETS.items():
        head_of(book.create_sheet(name), columns)
    book.active = 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def head_of(sheet: Worksheet, columns: tuple[Column, ...]) -> None:
    """Write the headings of a sheet, with notes and lists to choose from."""
    for index, column in enumerate(columns, start=1):
        cell = sheet.cell(1, index, column.title)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="F4E3B2" if column.is_required else "E8E8E8")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.comment = Comment(column.help + (" (bắt buộc)" if column.is_required else ""), "Nhịp Cầu")
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = column.width
        if column.choices:
            _choices(sheet, column, letter)
    sheet.freeze_panes = "B2"


def _choices(sheet: Worksheet, column: Column, letter: str) -> None:
    listed = '"' + ",".join(choice.replace(",", " -") for choice in column.choices) + '"'
    if len(listed) <= 255 and not any("," in choice for choice in column.choices):
        rule = DataValidation(type="list", formula1=listed, allow_blank=True)
    else:  # a list longer than 255 signs must stand in cells
        far = get_column_letter(40 + sheet.max_column)
        for row, choice in enumerate(column.choices, start=1):
            sheet[f"{far}{row}"] = choice
        sheet.column_dimensions[far].hidden = True
        rule = DataValidation(type="list", formula1=f"=${far}$1:${far}${len(column.choices)}", allow_blank=True)
    rule.error, rule.showErrorMessage = "Hãy chọn trong danh sách.", True
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}5000")
