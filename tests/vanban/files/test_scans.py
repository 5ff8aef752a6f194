"""Pages that are pictures: scans, photographs, PDFs of them."""

from __future__ import annotations

import io
from difflib import SequenceMatcher

import pytest
from PIL import Image, ImageChops, ImageDraw

from tests.vanban.files import papers
from vanban import files
from vanban.files import Kind, PageSource, Problem, Unreadable, ocr
from vanban.files.rows import Piece

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def tesseract() -> None:
    papers.need("tesseract")
    papers.need_fonts()
    if not ocr.is_installed():
        papers.unread("the Vietnamese model (package tesseract-ocr-vie) is not installed here")


def alike(text: str) -> float:
    return SequenceMatcher(None, text.split(), papers.TEXT.split()).ratio()


@pytest.mark.parametrize(
    ("angle", "remark"),
    [(0, "straight"), (1.4, "a careless scan"), (-2.2, "the other way"), (90, "on its side"), (180, "on its head")],
)
def test_reads_a_scan_whichever_way_it_lies(angle, remark):
    source = files.load_bytes(papers.as_png(papers.as_picture(angle=angle)), "anh.png")

    assert source.kind is Kind.IMAGE
    assert source.pages[0].source is PageSource.OCR
    assert alike(source.text) > 0.9, remark
    assert source.text.index("PHÒNG DÂN TỘC") < source.text.index("Số: 27") < source.text.index("Độc lập"), remark
    assert source.notes == ("nhận dạng chữ (OCR): trang 1",)


def test_keeps_the_straightened_picture_and_the_places_in_it():
    page = files.load_bytes(papers.as_png(papers.as_picture(angle=1.4)), "anh.png").pages[0]

    with Image.open(io.BytesIO(page.image)) as image:
        assert image.format == "JPEG"
    assert all(page.text[word.start : word.end] == word.text for word in page.words)
    motto = next(word for word in page.words if word.text == "CỘNG")
    assert motto.x0 > 0.4
    assert motto.y0 < 0.12
    assert 0.5 < motto.certainty <= 1


def test_decides_page_by_page_and_tells_progress():
    image = papers.as_picture()
    blank = Image.new("RGB", image.size, "white")
    seen: list[tuple[int, int]] = []

    source = files.load_bytes(papers.as_scanned_pdf(image, blank), "quet.pdf", progress=lambda *told: seen.append(told))

    assert seen == [(1, 2), (2, 2)]
    assert alike(source.pages[0].text) > 0.9
    assert source.pages[1].text == ""
    assert source.notes == ("nhận dạng chữ (OCR): trang 1", "không có chữ đọc được: trang 2")


def with_layer(words: str) -> bytes:
    """A scan behind which some program left a text layer."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    paper = canvas.Canvas(out, pagesize=(595, 842))
    paper.drawImage(ImageReader(papers.as_picture()), 0, 0, 595, 842)
    text = paper.beginText(60, 700)
    text.setTextRenderMode(3)
    for _ in range(12):
        text.textLine(words)
    paper.drawText(text)
    paper.save()
    return out.getvalue()


@pytest.mark.parametrize(
    "words",
    ["Uy ban nhfin dan cac xi, thi tren ra sodt, t6ng hgp danh srich", "UBND huyen Song Thuong Phong Dan toc bao cao"],
)
def test_does_not_take_a_poor_text_layer_for_the_text(words):
    source = files.load_bytes(with_layer(words), "quet.pdf")

    assert source.pages[0].source is PageSource.OCR
    assert alike(source.text) > 0.9


def test_looks_through_a_red_seal():
    image = papers.as_picture()
    ink = Image.new("RGB", image.size, "white")
    seal = ImageDraw.Draw(ink)
    for radius in (130, 120, 60):
        seal.ellipse((1150 - radius, 1180 - radius, 1150 + radius, 1180 + radius), outline=(225, 60, 60), width=6)

    text = files.load_bytes(papers.as_png(ImageChops.multiply(image, ink)), "anh.png").text

    assert papers.lines(text)[-3:] == list(papers.SIGNATURE)


def test_reads_every_page_of_a_tiff():
    out = io.BytesIO()
    image = papers.as_picture().convert("L")
    image.save(out, "TIFF", save_all=True, append_images=[image], compression="tiff_lzw")

    source = files.load_bytes(out.getvalue(), "fax.tif")

    assert [page.number for page in source.pages] == [1, 2]
    assert alike(source.pages[1].text) > 0.9


def test_refuses_a_picture_without_letters_and_keeps_it():
    with pytest.raises(Unreadable, match="Không nhận ra chữ nào") as refused:
        files.load_bytes(papers.as_png(Image.new("RGB", (800, 1000), "white")), "trang.png")

    assert refused.value.kind is Problem.NO_TEXT
    assert len(refused.value.images) == 1


def test_says_what_to_install_where_there_is_no_tesseract(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.is_installed.cache_clear()
    try:
        with pytest.raises(Unreadable, match="tesseract-ocr-vie") as refused:
            files.load_bytes(papers.as_scanned_pdf(papers.as_picture()), "quet.pdf")
    finally:
        ocr.is_installed.cache_clear()

    assert refused.value.kind is Problem.NO_OCR
    assert refused.value.images[0].startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("read", "stamp", "written"),
    [
        ("Sông Thương, ngày⁄{5 tháng 6 năm 2024", "Thời gian ký: 05/06/2024", "Sông Thương, ngày 05 tháng 6 năm 2024"),
        ("Sông Thương, ngày # tháng 6 năm 2024", "Thời gian ký: 05/06/2024", "Sông Thương, ngày 05 tháng 6 năm 2024"),
        ("Sông Thương, ngày 4 tháng 6 năm 2024", "Thời gian ký: 05/06/2024", "Sông Thương, ngày 4 tháng 6 năm 2024"),
        ("Sông Thương, ngày # tháng 5 năm 2024", "Thời gian ký: 05/06/2024", "Sông Thương, ngày # tháng 5 năm 2024"),
        ("Sông Thương, ngày # tháng 6 năm 2024", "Ký bởi: A", "Sông Thương, ngày # tháng 6 năm 2024"),
    ],
)
def test_takes_a_day_that_nobody_can_read_from_the_stamp_of_that_month(read, stamp, written):
    pieces = [Piece(word, 10.0 * at, 0, 10.0 * at + 9, 10) for at, word in enumerate(read.split())]

    lines = ocr._needs_day([None, pieces], (stamp,))

    assert " ".join(piece.text for piece in lines[1]) == written
