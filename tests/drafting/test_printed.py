"""What comes out of a real word processor: the head measured on the printed page."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from nhipcau.drafting.content import Kind
from nhipcau.drafting.docx import render
from tests.drafting.samples import PROFILES, document, full

MM = 25.4 / 72
PARTY_TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> Path:
    """Print samples of all profiles with LibreOffice, in one call."""
    if shutil.which("soffice") is None:
        message = "soffice is not installed: nothing was printed"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    folder = tmp_path_factory.mktemp("printed")
    for profile in PROFILES:
        for kind in (Kind.LETTER, Kind.REPORT):
            (folder / f"{profile.key}-{kind.name}.docx").write_bytes(render(document(profile, kind), profile))
        (folder / f"{profile.key}-full.docx").write_bytes(render(full(profile), profile))
        far = replace(document(profile, Kind.LETTER), place="Phan Rang - Tháp Chàm", date=None, number=None)
        (folder / f"{profile.key}-far.docx").write_bytes(render(replace(far, drafted_on=far.date), profile))
    home = f"-env:UserInstallation=file://{folder}/home"
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=170)
    return folder


def find(page: pypdfium2.PdfPage, words: str) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top in mm of words that stand on one line; fails if they are not on the page."""
    text = page.get_textpage()
    found = text.search(words, match_case=True).get_next()
    assert found, f"“{words}” is not on one line of the page"
    boxes = [text.get_charbox(found[0] + place) for place in range(found[1])]
    edges = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    return tuple(edge * MM for edge in edges)


def rules(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """Return left, bottom, right, top in mm of every drawn level line; LibreOffice paints each twice."""
    drawn = [o.get_bounds() for o in page.get_objects() if o.type == pdfium.FPDF_PAGEOBJ_PATH]
    return list({tuple(round(edge * MM, 2) for edge in b) for b in drawn if b[3] - b[1] < 4 and b[2] - b[0] > 10})


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.key)
@pytest.mark.parametrize("name", ["LETTER", "REPORT", "full"])
def test_the_head_reaches_the_right_corner_with_a_rule_as_long_as_the_title(printed, profile, name):
    page = pypdfium2.PdfDocument(printed / f"{profile.key}-{name}.pdf")[0]
    words = PARTY_TITLE if profile.is_party else MOTTO

    left, bottom, right, _ = find(page, words)
    below = [rule for rule in rules(page) if rule[0] > 100 and 0 <= bottom - rule[3] < 4]

    assert len(below) == 1
    length = below[0][2] - below[0][0]
    # The boxes of the letters are a little narrower than their advance widths, the ends of the line add its thickness.
    assert length == pytest.approx(right - left, rel=0.02)
    assert below[0][0] == pytest.approx(left, abs=1)
    if profile.is_party:
        assert 190 <= right <= 195.5


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.key)
def test_no_line_of_the_head_is_broken(printed, profile):
    page = pypdfium2.PdfDocument(printed / f"{profile.key}-LETTER.pdf")[0]
    number = find(page, "Số 05" if profile.is_party else "Số: 05")
    dated = find(page, "Suối Mẫu, ngày")

    find(page, "tháng 6 năm 2026" if profile.key == "hd05" else "tháng 7 năm 2023")
    assert number[1] == pytest.approx(dated[1], abs=2), "number and date stand on one line"


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.key)
def test_later_pages_are_numbered_10_mm_from_the_edge(printed, profile):
    report = pypdfium2.PdfDocument(printed / f"{profile.key}-REPORT.pdf")
    first, second = report[0], report[1]

    found = [line for line in second.get_textpage().get_text_range().splitlines() if line.strip()]
    left, _, right, top = find(second, "2")

    assert found[0].strip() == "2"
    assert (left + right) / 2 == pytest.approx(30 + 165 / 2, abs=1)
    assert 9.5 <= 297 - top <= 14
    assert first.get_textpage().get_text_range().splitlines()[0].strip() != "1"
    assert len(report) >= 2


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.key)
def test_the_signature_is_not_alone_on_its_page(printed, profile):
    report = pypdfium2.PdfDocument(printed / f"{profile.key}-REPORT.pdf")
    last = report[len(report) - 1].get_textpage().get_text_range()

    assert "Nơi nhận" in last
    assert "Đề nghị các cơ quan" in last


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.key)
def test_the_wide_annex_lies_across_and_letters_take_one_page(printed, profile):
    everything = pypdfium2.PdfDocument(printed / f"{profile.key}-full.pdf")
    width, height = everything[len(everything) - 1].get_size()

    assert width > height
    assert len(pypdfium2.PdfDocument(printed / f"{profile.key}-LETTER.pdf")) == 1
    assert len(pypdfium2.PdfDocument(printed / f"{profile.key}-far.pdf")) == 1
