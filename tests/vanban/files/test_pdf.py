"""PDF with a text layer."""

from __future__ import annotations

import pytest

from tests.vanban.files import papers
from vanban import files
from vanban.files import Kind, PageSource, Problem, Unreadable

pytestmark = pytest.mark.slow


def test_reads_head_and_foot_column_by_column():
    source = files.load_bytes(papers.as_pdf(), "thu.pdf")

    assert source.kind is Kind.PDF
    assert source.pages[0].source is PageSource.TEXT_LAYER
    assert source.text == papers.TEXT


def test_keeps_a_hyphen_at_the_end_of_a_line():
    assert "theo NĐ-\nCP của" in files.load_bytes(papers.as_pdf(), "thu.pdf").text


def test_puts_a_number_typed_in_later_into_its_gap():
    assert "\nSố: 27 /PDT-CS\n" in files.load_bytes(papers.as_pdf(number_later=True), "thu.pdf").text


def test_sets_the_stamp_of_a_digital_signature_aside():
    source = files.load_bytes(papers.as_pdf(stamp=True), "thu.pdf")

    assert source.text == papers.TEXT
    assert [line.partition(":")[0] for line in source.pages[0].stamps] == ["Ký bởi", "Cơ quan", "Thời gian ký"]
    assert source.notes == ("đã để riêng dấu chữ ký số",)


def test_gives_each_word_its_box_and_its_place():
    page = files.load_bytes(papers.as_pdf(), "thu.pdf").pages[0]

    assert all(page.text[word.start : word.end] == word.text for word in page.words)
    assert all(0 <= word.x0 < word.x1 <= 1 and 0 <= word.y0 < word.y1 <= 1 for word in page.words)
    motto = next(word for word in page.words if word.text == "CỘNG")
    issuer = next(word for word in page.words if word.text == "UBND")
    assert motto.x0 > 0.4 > issuer.x0
    assert abs(motto.y0 - issuer.y0) < 0.01
    assert motto.y0 < 0.1


def test_drops_page_numbers_and_tells_progress():
    seen: list[tuple[int, int]] = []

    source = files.load_bytes(
        papers.as_pdf(pages=3), "thu.pdf", progress=lambda done, total: seen.append((done, total))
    )

    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert [page.number for page in source.pages] == [1, 2, 3]
    assert source.pages[1].text == "Trang này chỉ có một dòng chữ, là trang thứ 2 của văn bản."
    assert source.text[source.page_starts()[2] :] == source.pages[2].text


def test_reads_five_hundred_pages_and_refuses_one_more():
    assert len(files.load_bytes(papers.as_pdf(pages=500), "dai.pdf").pages) == 500

    with pytest.raises(Unreadable, match="501 trang") as refused:
        files.load_bytes(papers.as_pdf(pages=501), "dai.pdf")

    assert refused.value.kind is Problem.TOO_MANY_PAGES


def test_refuses_a_locked_file():
    with pytest.raises(Unreadable, match="mật khẩu") as refused:
        files.load_bytes(papers.as_pdf(password="kín"), "khoa.pdf")

    assert refused.value.kind is Problem.PASSWORD
