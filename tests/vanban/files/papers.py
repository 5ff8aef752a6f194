"""One invented letter, made as every kind of file, and what the machine needs to read some of them."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

ISSUER = ("UBND HUYỆN SÔNG THƯƠNG", "PHÒNG DÂN TỘC")
NUMBER = "Số: 27/PDT-CS"
SUBJECT = ("V/v báo cáo kết quả kết nghĩa", "6 tháng đầu năm")
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
DATE = "Sông Thương, ngày 05 tháng 6 năm 2024"
ADDRESSEES = ("Kính gửi:", "- Ủy ban nhân dân các xã, thị trấn;", "- Hội Nông dân huyện.")
BODY = (
    "Thực hiện Kế hoạch số 45/KH-UBND ngày 12/01/2024 của Ủy ban nhân dân huyện về",
    "công tác kết nghĩa, Phòng Dân tộc đề nghị các cơ quan, đơn vị như sau:",
    "1. Ủy ban nhân dân các xã, thị trấn rà soát, tổng hợp danh sách hộ được giúp đỡ.",
    "2. Báo cáo kết quả gửi về Phòng Dân tộc trước ngày 20/6/2024 để tổng hợp theo NĐ-",
    "CP của Chính phủ./.",
)
RECIPIENTS = ("Nơi nhận:", "- Như trên;", "- UBND huyện (b/c);", "- Lưu: VT, CS.")
SIGNATURE = ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG", "Nguyễn Văn Mẫu")

TEXT = "\n".join([*ISSUER, NUMBER, *SUBJECT, "", *MOTTO, DATE, "", *ADDRESSEES, *BODY, "", *RECIPIENTS, "", *SIGNATURE])

_FONTS = Path("/usr/share/fonts/truetype/croscore")


def need(*programs: str) -> None:
    """Skip loudly where a program is missing; under CI that is a failure."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        unread(f"not installed here: {', '.join(missing)}")


def need_fonts() -> None:
    """The PDF of a test needs a font with Vietnamese letters."""
    if not (_FONTS / "Tinos-Regular.ttf").exists():
        unread("the font Tinos (package fonts-croscore) is not installed here")


def unread(message: str) -> None:
    """Skip with a message, or fail under CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


def as_pdf(*, pages: int = 1, stamp: bool = False, number_later: bool = False, password: str | None = None) -> bytes:
    """The letter as PDF with a text layer, head and foot in two columns; further pages hold one line and a number."""
    need_fonts()
    if "Tinos" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Tinos", _FONTS / "Tinos-Regular.ttf"))
    out = io.BytesIO()
    paper = canvas.Canvas(out, pagesize=(595, 842), encrypt=password)
    _draw_letter(paper, number_later)
    if stamp:
        paper.setFont("Tinos", 8)
        for at, line in enumerate(("Ký bởi: Phòng Dân tộc", "Cơ quan: Huyện Sông Thương",
                                   "Thời gian ký: 05/06/2024 15:20:11 +07:00")):  # fmt: skip
            paper.drawString(430, 830 - 9 * at, line)
    paper.showPage()
    for number in range(2, pages + 1):
        paper.setFont("Tinos", 13)
        paper.drawCentredString(297, 800, str(number))
        paper.drawString(85, 760, f"Trang này chỉ có một dòng chữ, là trang thứ {number} của văn bản.")
        paper.showPage()
    paper.save()
    return out.getvalue()


def _draw_letter(paper: canvas.Canvas, number_later: bool) -> None:
    paper.setFont("Tinos", 13)
    for at, line in enumerate((*ISSUER, NUMBER, *SUBJECT)):
        if line == NUMBER and number_later:
            line = "Số:       /PDT-CS"
        paper.drawCentredString(165, 780 - 17 * at, line)
    for at, line in enumerate((*MOTTO, DATE)):
        paper.drawCentredString(425, 780 - 17 * at, line)
    if number_later:
        # Typed in when it was issued: its own text, a little off the line.
        paper.drawString(143, 744.8, "27")
    y = 680
    for line in (*ADDRESSEES, *BODY):
        paper.drawString(240 if line in ADDRESSEES else 85, y, line)
        y -= 19
    y -= 12
    paper.setFont("Tinos", 11)
    for at, line in enumerate(RECIPIENTS):
        paper.drawString(85, y - 15 * at, line)
    paper.setFont("Tinos", 13)
    for line, drop in zip(SIGNATURE, (4, 21, 110), strict=True):
        paper.drawCentredString(440, y - drop, line)


def as_picture(*, angle: float = 0.0, dpi: int = 200) -> Image.Image:
    """The letter as a picture of the page, turned by an angle as by a careless scan."""
    import pypdfium2

    document = pypdfium2.PdfDocument(as_pdf())
    image = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    return image.rotate(angle, expand=angle % 90 == 0, resample=Image.Resampling.BICUBIC, fillcolor="white")


def as_png(image: Image.Image) -> bytes:
    """A picture as the bytes of a PNG."""
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def as_scanned_pdf(*images: Image.Image) -> bytes:
    """Pictures as the pages of a PDF without text."""
    out = io.BytesIO()
    images[0].save(out, "PDF", resolution=200, save_all=True, append_images=list(images[1:]))
    return out.getvalue()


def as_docx() -> bytes:
    """The letter as DOCX: head and foot in tables without borders."""
    document = docx.Document()
    head = document.add_table(rows=1, cols=2)
    _fill(head.cell(0, 0), *ISSUER, NUMBER, *SUBJECT)
    _fill(head.cell(0, 1), *MOTTO, DATE)
    document.add_paragraph()
    for line in ADDRESSEES:
        document.add_paragraph(line)
    for line in (" ".join(BODY[:2]), BODY[2], BODY[3] + BODY[4]):
        document.add_paragraph(line)
    foot = document.add_table(rows=1, cols=2)
    _fill(foot.cell(0, 0), *RECIPIENTS)
    _fill(foot.cell(0, 1), *SIGNATURE[:2], "", "", SIGNATURE[2])
    # Word ends every document with a paragraph.
    document.add_paragraph()
    return saved(document)


def _fill(cell, *lines: str) -> None:  # type: ignore[no-untyped-def]
    cell.paragraphs[0].text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER


def saved(document) -> bytes:  # type: ignore[no-untyped-def]
    """A document of python-docx as bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_old_word(form: str, place: Path) -> Path:
    """The letter as DOC or RTF, made by LibreOffice."""
    need("soffice")
    given = place / "thu.docx"
    given.write_bytes(as_docx())
    name = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format"}[form]
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{place / 'profile'}", "--headless", "--convert-to", name,
         "--outdir", str(place), str(given)],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    return place / f"thu.{form}"


def lines(text: str) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
