"""Files that claim or hold too much of something: entries, pages, frames, points, depth. Refused within seconds."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from tests.fuzz.mutators import assembled
from tests.vanban.files import papers
from tests.vanban.files.test_hostile import spent, with_part, zipped
from vanban import files
from vanban.files import Kind, Limits, Problem, Unreadable, looks_like

pytestmark = pytest.mark.slow
SECONDS = 8


def refusal(data: bytes, name: str, limits: Limits | None = None) -> Problem:
    """Give why a file is refused; fails where it is not, or not within seconds of processor time."""
    began = spent()
    with pytest.raises(Unreadable) as refused:
        files.load_bytes(data, name, **({"limits": limits} if limits else {}))
    assert spent() - began < SECONDS
    return refused.value.kind


def pdf(pages: int = 1, *, box: str = "0 0 595 842", claimed: int | None = None, content: bytes = b"") -> bytes:
    """A PDF of so many pages, which may claim another number of them."""
    kids = " ".join(f"{3 + number} 0 R" for number in range(pages))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {claimed or pages}>>".encode(),
        *[f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents {3 + pages} 0 R>>".encode()] * pages,
        b"<</Length %d>>\nstream\n" % len(content) + content + b"\nendstream",
    ]
    return assembled(dict(enumerate(parts, start=1)))


def test_refuses_an_archive_of_too_many_entries():
    made = zipped(word__document_xml=b"<w/>", **{f"word__{number}_xml": b"" for number in range(6000)})

    assert refusal(made, "x.docx") is Problem.BOMB


def test_does_not_unpack_an_archive_inside_an_archive():
    inner = zipped(**{f"a{number}": b"\0" * 900_000 for number in range(20)})
    began = spent()

    source = files.load_bytes(with_part(papers.as_docx(), "word/media/x.zip", inner), "x.docx")

    assert papers.NUMBER in source.text
    assert spent() - began < SECONDS


def test_refuses_an_archive_whose_entries_share_one_content():
    """The bomb that repeats one packed stretch under many names: each alone is within the ratio."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w/>")
        for number in range(300):
            archive.writestr(f"word/{number}.xml", bytes(range(256)) * 3800)

    assert refusal(out.getvalue(), "x.docx") is Problem.BOMB


@pytest.mark.parametrize("pages", [501, 20_000])
def test_refuses_a_pdf_of_too_many_pages(pages):
    assert refusal(pdf(pages), "x.pdf") is Problem.TOO_MANY_PAGES


@pytest.mark.parametrize("claimed", [1_000_000, 2_147_483_647, 99_999_999_999])
def test_does_not_believe_a_claim_of_pages(claimed):
    assert refusal(pdf(1, claimed=claimed), "x.pdf") in (Problem.TOO_MANY_PAGES, Problem.BROKEN, Problem.EMPTY)


def test_refuses_a_tree_of_pages_that_holds_itself():
    parts = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 40>>"}

    assert refusal(assembled(parts), "x.pdf") in (Problem.BROKEN, Problem.EMPTY)


@pytest.mark.parametrize("unit", [b"[", b"<</A", b"q ", b"/X<</Y", b"("])
def test_refuses_depth_without_end(unit):
    assert refusal(pdf(content=unit * 200_000), "x.pdf") in (
        Problem.EMPTY, Problem.BROKEN, Problem.NO_TEXT, Problem.NO_OCR, Problem.BOMB,
    )  # fmt: skip


def test_a_page_of_a_square_kilometre_costs_no_more_than_another():
    data = pdf(box="0 0 2834645 2834645", content=b"0 0 2834645 2834645 re f")

    assert refusal(data, "x.pdf") in (Problem.EMPTY, Problem.NO_TEXT, Problem.NO_OCR, Problem.BOMB, Problem.BROKEN)


def test_refuses_a_picture_of_too_many_pages():
    out = io.BytesIO()
    frame = Image.new("1", (8, 8))
    frame.save(out, "TIFF", save_all=True, append_images=[frame] * 120)

    assert refusal(out.getvalue(), "x.tif") is Problem.TOO_MANY_PAGES


def test_refuses_a_jpeg_that_claims_a_huge_size():
    out = io.BytesIO()
    Image.new("L", (8, 8)).save(out, "JPEG")
    data = out.getvalue()
    at = data.index(b"\xff\xc0") + 5

    assert refusal(data[:at] + b"\xff\xdc\xff\xdc" + data[at + 4 :], "x.jpg") is Problem.BOMB


def test_reads_one_frame_of_a_picture_that_moves():
    out = io.BytesIO()
    frames = [Image.new("P", (40, 40), number % 250) for number in range(2000)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])

    assert refusal(out.getvalue(), "x.gif") in (Problem.NO_TEXT, Problem.NO_OCR)


def test_refuses_a_text_without_end():
    assert refusal("Sở Y tế ".encode() * 700_000, "x.txt") is Problem.TOO_LARGE


def test_refuses_an_rtf_of_groups_in_groups():
    papers.need("soffice")
    data = b"{\\rtf1 " + b"{\\b " * 60_000 + b"x" + b"}" * 60_001

    assert looks_like(data) is Kind.RTF
    assert refusal(data, "x.rtf") is Problem.BOMB


def test_reads_an_rtf_that_only_writes_of_braces():
    papers.need("soffice")
    data = b"{\\rtf1 So Y te " + b"\\{" * 2000 + b"\\par}"

    assert files.load_bytes(data, "x.rtf").text.startswith("So Y te {{{")
