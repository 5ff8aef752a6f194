"""What the changes begin with: generated documents, each kind of file made small, and our sample files."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
from PIL import Image, ImageDraw

from tests.fuzz.mutators import assembled
from tests.vanban import generator
from tests.vanban.files import papers
from tests.vanban.generator import Noise
from vanban.files import legacy

SAMPLES = Path(__file__).parents[2] / "src/nhipcau/demo/documents"
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
#: What a text is put together from by `phrases`: each byte of the input names one.
PHRASES = (
    *" \n\t.,;:()-*/+“”|¹", "\n\n", "./.", "1. ", "2.1. ", "a) ", "- ", "+ ", "• ", "I. MỤC ĐÍCH", "Điều 3. ",
    "Chương II", "PHỤ LỤC I", "Số: 12/TB-UBND", "Số 49-CV/BDVHU", "THÔNG BÁO", "QUYẾT ĐỊNH:", "V/v ",
    "Kính gửi: ", "Nơi nhận:", "- Lưu: VT, TH.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "TM. ", "kiêm", "(đã ký)",
    "Nguyễn Văn Mẫu", "Giao ", "đề nghị ", "yêu cầu ", "Sở Y tế", "các sở, ban, ngành",
    "Ủy ban nhân dân các xã, phường", " và ", ", ", "chủ trì, ",
    "phối hợp với ", "rà soát mô hình", "tiếp tục ", "tăng cường ", "báo cáo kết quả về ", "gửi danh sách ",
    "tham mưu ", "trình ", "qua ", "để tổng hợp", "trước ngày 31/7/2023", "chậm nhất ngày 01 tháng 7 năm 2028",
    "trong quý III/2024", "định kỳ ", "hằng quý", "06 tháng, 01 năm", "trước ngày 07 của tháng cuối quý",
    "trong thời hạn 10 ngày làm việc",
    "tính đến ngày 30/6/2023", "Công văn số 92-CV/BCĐ, ngày 26/4/2023 của ", "Nghị định số 30/2020/NĐ-CP", "giữa ",
    "thực hiện các nội dung sau:", "Căn cứ ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM",
    "ỦY BAN NHÂN DÂN", "An Bình, ngày 05 tháng 3 năm 2024", "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n",
    "| 1 | Rà soát | Sở Y tế | Quý II |\n", "Ký bởi: Sở Y tế\nNgày ký: 05/03/2024 10:20:30 +07:00\n", "1) Tại ", "[1]",
    "\ufeff", "\u00ad", "\x0c", "u\u031b\u0323", "ƣ", "uỷ", "A" * 40, "9" * 40, "của " * 10,
)  # fmt: skip


@cache
def texts() -> list[bytes]:
    """Generated documents in UTF-8, of every noise."""
    levels = list(Noise)
    return [generator.make(seed, noise=levels[seed % len(levels)]).text.encode() for seed in range(30)]


@cache
def phrases() -> list[bytes]:
    """Inputs whose bytes name phrases."""
    return [bytes((seed * 37 + step * step * 11) % 256 for step in range(40 + seed)) for seed in range(20)]


@cache
def encoded() -> list[bytes]:
    """Texts in the encodings that are told by what they hold, and Markdown."""
    tidy = papers.TEXT
    marked = (
        "# CÔNG VĂN\n\n**Kính gửi:** Sở Y tế\n\n| TT | Việc |\n|---|---|\n| 1 | Rà soát |\n\n- [ ] báo cáo\n> trích\n"
    )
    old = {value: key for key, value in zip(legacy._TCVN3_CODES, legacy._TCVN3_LETTERS, strict=True)}
    tcvn3 = tidy.translate(str.maketrans(old))
    vni = "".join({letter: code for code, letter in legacy._vni_table().items()}.get(sign, sign) for sign in tidy)
    return [
        tidy.encode("utf-16"), tidy.encode("utf-16-le"), tidy.encode("utf-8-sig"), marked.encode(),
        tcvn3.encode("latin-1", "replace"), vni.encode("latin-1", "replace"), tidy.encode("cp1258", "replace"),
        b"{\\rtf1\\ansi xin chao}", *texts()[:5],
    ]  # fmt: skip


@cache
def words() -> list[bytes]:
    """Small DOCX files: the letter, lists with numbering, a table with merged cells, and our samples."""
    made = docx.Document()
    made.add_heading("KẾ HOẠCH", 1)
    for style in ("List Number", "List Bullet", "List Number 2"):
        made.add_paragraph("Sở Y tế báo cáo trước ngày 31/7/2023", style=style)
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "Nhiệm vụ"
    return [papers.as_docx(), papers.saved(made), *(path.read_bytes() for path in sorted(SAMPLES.glob("*.docx")))]


@cache
def portables() -> list[bytes]:
    """Small PDF files, one written by hand without a compressed stream, and our samples."""
    text = (
        b"BT /F1 12 Tf 60 780 Td (UBND TINH AN BINH) Tj 0 -20 Td (So: 12/TB-UBND) Tj 250 0 Td (ngay 5/3/2024) Tj ET\n"
    )
    rules = b"".join(b"50 %d 400 0.5 re f\n" % y for y in range(500, 620, 30))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R"
        b"/Annots[6 0 R]>>",
        b"<</Length %d>>\nstream\n" % len(text + rules) + text + rules + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Annot/Subtype/FreeText/Rect[300 700 500 740]/Contents(Ky boi: So Y te)/DA(/F1 9 Tf)>>",
    ]
    small = assembled(dict(enumerate(parts, start=1)))
    return [small, *(path.read_bytes() for path in sorted(SAMPLES.glob("*.pdf")))]


@cache
def pictures() -> list[bytes]:
    """A small picture in each format that is read, one with several frames and one with transparency."""
    image = Image.new("RGB", (48, 30), "white")
    ImageDraw.Draw(image).text((4, 8), "So: 12", fill="black")
    made = [_saved(image, each) for each in _FORMATS]
    made.append(_saved(image, "TIFF", save_all=True, append_images=[image] * 3))
    made.append(_saved(image.convert("P"), "PNG", transparency=0))
    made.append(_saved(image.convert("1"), "TIFF", compression="group4"))
    return made


def _saved(image: Image.Image, form: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **more)  # type: ignore[arg-type]
    return out.getvalue()


@cache
def old_words() -> list[bytes]:
    """RTF written by hand, with groups, a table and codes; a DOC is made of it where LibreOffice is."""
    rows = r"\trowd\cellx3000\cellx6000\intbl So Y te\cell Quy II\cell\row" * 3
    rtf = rf"{{\rtf1\ansi\ansicpg1258{{\fonttbl{{\f0 Times New Roman;}}}}\f0\fs28 S\u7889?: 12/TB-UBND\par {rows}\par}}"
    return [rtf.encode("ascii")]


SEEDS: dict[str, Callable[[], list[bytes]]] = {
    "text": texts, "phrases": phrases, "encodings": encoded, "docx": words, "pdf": portables, "picture": pictures,
    "office": old_words,
}  # fmt: skip
