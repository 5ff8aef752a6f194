"""The workbook of changes: a template to fill in, and reading it back. Its libraries are loaded when asked for."""

from __future__ import annotations

from io import BytesIO

from nhipcau.organisations.importing.reading import NotReadable, read_rows
from nhipcau.organisations.importing.sheets import Column
from nhipcau.organisations.models.kinds import OrganisationKind
from nhipcau.organisations.reorganising.composing import Row, What

SHEET = "Thay đổi"
PLACES = "địa bàn"
COLUMNS = (
    Column("what", "Việc", "Chọn trong danh sách.", True, tuple(What), 18),
    Column("of", "Là", "cơ quan hoặc địa bàn; bỏ trống là cơ quan.", choices=("cơ quan", PLACES)),
    Column("units", "Đơn vị", "Tên đầy đủ hoặc mã; nhiều đơn vị cách nhau bằng dấu chấm phẩy.", width=60),
    Column("into", "Thành", "Đơn vị kế thừa; chia tách thì ghi nhiều, có thể kèm phần: Xã A 40%; Xã B 60%.", width=60),
    Column("parent", "Cấp trên", "Cấp trên mới, nếu đổi.", width=40),
    Column("kind", "Loại", "Loại mới, nếu đổi; với “bãi bỏ một cấp” thì ghi cấp.", width=26),
)
LISTED_KINDS = tuple(str(label) for _value, label in OrganisationKind.choices)


def read_changes(data: bytes) -> list[Row]:
    """Return the rows of the sheet of changes. Raises NotReadable."""
    return [
        Row(
            row.number, row.cells["what"], row.cells["units"], row.cells["into"], row.cells["parent"],
            row.cells["kind"], of_places=row.cells["of"].strip().lower() == PLACES,
        )
        for row in read_rows(data, SHEET, COLUMNS)
    ]  # fmt: skip


def template() -> bytes:
    """Return the XLSX template."""
    from openpyxl import Workbook

    from nhipcau.organisations.importing.template import head_of

    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    head_of(sheet, COLUMNS)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


__all__ = ["COLUMNS", "SHEET", "NotReadable", "read_changes", "template"]
