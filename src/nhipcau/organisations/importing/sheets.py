# ruff: noqa: E501 (tables: one row a line)
"""The two sheets and their columns, and the template workbook with lists to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from nhipcau.organisations.models import Level, OrganisationKind, Role

BODIES, USERS = "Cơ quan", "Người dùng"
YES, NO = "có", "không"


@dataclass(frozen=True)
class Column:
    """One column: its key in the code, its heading, what to write there."""

    key: str
    title: str
    help: str
    is_required: bool = False
    choices: tuple[str, ...] = ()
    width: int = 18


def _labels(choices: list[tuple[str, object]]) -> tuple[str, ...]:
    return tuple(str(label) for _value, label in choices)


BODY_COLUMNS = (
    Column("code", "Mã", "Mã riêng của cơ quan trong tệp này và về sau; nhập lại cùng mã là cùng cơ quan.", True, width=14),
    Column("name", "Tên đầy đủ", "Như trên đầu văn bản của cơ quan.", True, width=48),
    Column("short_name", "Tên ngắn", "Như văn bản trong địa bàn gọi: Phòng Dân tộc, UBND huyện.", True, width=30),
    Column("symbol", "Ký hiệu", "Phần cơ quan trong số văn bản, như BDVHU."),
    Column("kind", "Loại", "Chọn trong danh sách.", True, _labels(OrganisationKind.choices), 26),
    Column("level", "Cấp", "Chọn trong danh sách.", True, _labels(Level.choices), 12),
    Column("rank", "Thứ tự", "Số thứ tự lễ tân; số nhỏ đứng trước. Bỏ trống: theo thứ tự dòng."),
    Column("parent", "Mã cấp trên", "Mã của cơ quan cấp trên trực tiếp, trong tệp này hoặc đã có; hoặc tên đầy đủ.", width=24),
    Column("locality", "Mã địa bàn", "Mã đơn vị hành chính (5 số cho xã, 3 số cho huyện, 2 số cho tỉnh)."),
    Column("place", "Địa danh", "Địa danh trên văn bản của cơ quan."),
    Column("has_seal", "Con dấu", "có hoặc không; bỏ trống là có.", choices=(YES, NO)),
    Column("day", "Từ ngày", "Ngày bắt đầu, như 01/7/2025. Bỏ trống: từ trước đến nay (cơ quan mới), hôm nay (khi đổi)."),
)  # fmt: skip
USER_COLUMNS = (
    Column("username", "Tên đăng nhập", "Chữ thường không dấu, số, dấu chấm; ít nhất 3 ký tự.", True, width=22),
    Column("display_name", "Tên hiển thị", "Tên hiện trên màn hình.", True, width=40),
    Column("email", "Thư điện tử", "Không bắt buộc.", width=28),
    Column("body", "Mã cơ quan", "Mã của cơ quan, trong tệp này hoặc đã có; hoặc tên đầy đủ.", True, width=24),
    Column("role", "Vai trò", "Chọn trong danh sách.", True, _labels(Role.choices)),
    Column("title", "Chức danh", "Như Phó Chủ tịch, Chuyên viên.", True, width=28),
    Column("is_delegate", "Ủy quyền", "có: được ủy quyền duyệt gửi và xác nhận.", choices=(YES, NO)),
    Column("day", "Từ ngày", "Ngày nhận vị trí. Bỏ trống: hôm nay."),
)
SHEETS = {BODIES: BODY_COLUMNS, USERS: USER_COLUMNS}


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
        _head(book.create_sheet(name), columns)
    book.active = 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, columns: tuple[Column, ...]) -> None:
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
