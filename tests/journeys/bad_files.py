"""Files that people really hand in by mistake, made when a journey needs them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from reportlab.lib.units import cm
from reportlab.pdfgen import canvas

from tests.vanban.files import papers
from vanban.files.legacy import _TCVN3_CODES as TCVN3_CODES
from vanban.files.legacy import _TCVN3_LETTERS as TCVN3_LETTERS
from vanban.files.legacy import _vni_table as vni_table

MEGABYTE = 1024 * 1024
SECRET = (
    "HUYỆN ỦY SÔNG THƯƠNG\nBAN DÂN VẬN\n*\nSố 03-BC/BDV\n\nMẬT\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\n"
    "Sông Thương, ngày 05 tháng 6 năm 2023\n\nBÁO CÁO\ntình hình địa bàn\n\nNội dung không được ở đây.\n\n"
    "Nơi nhận:\n- Thường trực Huyện ủy,\n- Lưu.\n\nTRƯỞNG BAN\n\nNguyễn Văn Mẫu\n"
)


def empty(place: Path) -> Path:
    """A file of no bytes."""
    made = place / "rong.docx"
    made.write_bytes(b"")
    return made


def huge(place: Path, megabytes: int = 200) -> Path:
    """A file that takes no room on disk here, but all of it on the line."""
    made = place / "quet-ca-quyen.pdf"
    with made.open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(megabytes * MEGABYTE)
    return made


def zip_named_docx(place: Path) -> Path:
    """A folder of photographs, packed and given the wrong ending."""
    made = place / "bao-cao.docx"
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("anh/1.jpg", b"\xff\xd8\xff\xe0" + bytes(2000))
    return made


def with_password(place: Path) -> Path:
    """A PDF that opens only with a password."""
    papers.need_fonts()
    made = place / "co-mat-khau.pdf"
    made.write_bytes(papers.as_pdf(password="bi-mat"))
    return made


def five_hundred_pages(place: Path) -> Path:
    """A PDF of 500 pages with text."""
    made = place / "500-trang.pdf"
    paper = canvas.Canvas(str(made), pageCompression=1)
    for page in range(1, 501):
        for line in range(30):
            paper.drawString(2 * cm, (27 - 0.8 * line) * cm, f"Trang {page}, dong {line}: ket qua thuc hien trong ky.")
        paper.showPage()
    paper.save()
    return made


def in_tcvn3(place: Path) -> Path:
    """The invented letter as it was typed before Unicode in `.VnTime`; capitals with a tone were the font's."""
    codes = dict(zip(TCVN3_LETTERS, TCVN3_CODES, strict=True))
    made = place / "tcvn3.txt"
    made.write_bytes("".join(codes.get(char, codes.get(char.lower(), char)) for char in papers.TEXT).encode("latin-1"))
    return made


def in_vni(place: Path) -> Path:
    """The same letter in VNI-Times: a vowel and a mark after it."""
    codes = {letter: code for code, letter in vni_table().items()}
    made = place / "vni.txt"
    made.write_bytes("".join(codes.get(char, char) for char in papers.TEXT).encode("cp1252"))
    return made


def marked_secret(place: Path) -> Path:
    """An invented paper that bears a mark of secrecy."""
    made = place / "bao-cao-mat.txt"
    made.write_text(SECRET, encoding="utf-8")
    return made
