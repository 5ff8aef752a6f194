"""The original files of real documents, against the texts that were typed from them."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.vanban.files import papers
from vanban import files
from vanban.files import PageSource

pytestmark = [pytest.mark.slow, pytest.mark.real_documents]


def likeness(text: str, typed: str) -> float:
    """F1 of words, in any order."""
    one, other = Counter(text.split()), Counter(typed.split())
    return 2 * sum((one & other).values()) / (one.total() + other.total())


def test_text_layers_give_the_typed_text(real_documents):
    originals = sorted((real_documents / "originals").glob("*.pdf"))
    assert originals

    with_layer = 0
    for path in originals:
        source = files.load(path)
        if source.pages[0].source is PageSource.OCR:
            continue
        with_layer += 1
        typed = (real_documents / f"{path.stem}.txt").read_text(encoding="utf-8")
        assert likeness(source.text, typed) >= 0.97, path.name
        # The order too: head, body and foot stand as they were typed.
        assert papers.lines(source.text) == papers.lines(typed), path.name
    assert with_layer >= 3


def test_a_scan_is_read_nearly_as_it_was_typed(real_documents):
    papers.need("tesseract")

    scans = 0
    for path in sorted((real_documents / "originals").glob("*.pdf")):
        source = files.load(path)
        if source.pages[0].source is not PageSource.OCR:
            continue
        scans += 1
        typed = (real_documents / f"{path.stem}.txt").read_text(encoding="utf-8")
        assert likeness(source.text, typed) >= 0.92, path.name
    assert scans >= 1
