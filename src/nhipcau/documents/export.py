"""The register as an Excel workbook."""

from __future__ import annotations

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from nhipcau.documents.queries import DocumentRow

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000


def workbook(rows: Iterable[DocumentRow]) -> bytes:
    """Return a workbook with one line for each document; days are days, all else is text and never a formula."""
    import xlsxwriter  # heavy, and seldom asked for

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(_("Sổ văn bản"))
        head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E8ECF0", "border": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        columns = (
            (_("Số đến/đi"), 10), (_("Ngày đến"), 11), (_("Chiều"), 7), (_("Loại"), 13), (_("Số và ký hiệu"), 18),
            (_("Ngày ban hành"), 11), (_("Cơ quan ban hành"), 34), (_("Trích yếu"), 60), (_("Người ký"), 20),
            (_("Chương trình"), 18), (_("Bút phê"), 40), (_("Thu hồi"), 9),
        )  # fmt: skip
        for position, (title, width) in enumerate(columns):
            sheet.write_string(0, position, title, head)
            sheet.set_column(position, position, width)
        sheet.freeze_panes(1, 0)
        line = 0
        for line, row in enumerate(rows, start=1):
            values = (
                row.register_number, row.received_on, row.direction, row.type, row.number, row.date, row.issuer,
                row.subject, row.signer, row.programme, row.instruction, _("đã thu hồi") if row.is_recalled else "",
            )  # fmt: skip
            for position, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(line, position, value[:32_000], text)
                elif value is not None:
                    sheet.write_datetime(line, position, value, day)
        sheet.autofilter(0, 0, line, len(columns) - 1)
    return out.getvalue()
