"""The fuzzer itself: its seeds are read, its changes keep the form of a file, and it notices what is broken."""

from __future__ import annotations

import io
import zipfile

import pypdfium2
import pytest
from PIL import Image

from tests.fuzz import mutators
from tests.fuzz.seeds import PHRASES, SEEDS
from tests.fuzz.targets import TARGETS, Broken, check
from vanban import Item, Reading, Span
from vanban.files import Kind, looks_like

pytestmark = pytest.mark.slow


def test_every_target_has_seeds_that_fit_into_it():
    assert set(TARGETS) == set(SEEDS)
    for name, target in TARGETS.items():
        assert any(len(seed) <= target.largest for seed in SEEDS[name]())


@pytest.mark.parametrize("name", [name for name, target in TARGETS.items() if not target.is_slow])
def test_every_target_bears_its_seeds_and_some_changes_of_them(name):
    target = TARGETS[name]
    changed = target.mutator or mutators.bytes_changed

    for order, seed in enumerate(SEEDS[name]()[:6]):
        target.drive(seed)
        for each in range(4):
            target.drive(changed(seed, target.largest, 100 * order + each))


@pytest.mark.parametrize("name", ["docx", "pdf", "picture"])
def test_a_change_depends_on_its_seed_alone(name):
    mutator, data = TARGETS[name].mutator, SEEDS[name]()[0]

    assert mutator is not None
    assert mutator(data, 60_000, 5) == mutator(data, 60_000, 5)
    assert len({mutator(data, 60_000, seed) for seed in range(10)}) > 5


def test_a_changed_docx_is_still_an_archive_of_a_word_document():
    data = SEEDS["docx"]()[0]
    made = [mutators.docx_changed(data, 60_000, seed) for seed in range(20)]

    assert sum(looks_like(each, "x.docx") is Kind.DOCX for each in made) >= 18
    assert all(zipfile.is_zipfile(io.BytesIO(each)) for each in made)


def test_most_changed_pdfs_still_open():
    data = SEEDS["pdf"]()[0]
    opened = 0
    for seed in range(30):
        try:
            opened += len(pypdfium2.PdfDocument(mutators.pdf_changed(data, 60_000, seed)))
        except pypdfium2.PdfiumError:
            pass

    assert opened >= 15


def test_many_changed_pictures_still_open():
    opened = 0
    for seed in range(60):
        data = SEEDS["picture"]()[seed % 6]
        try:
            Image.open(io.BytesIO(mutators.picture_changed(data, 8_000, seed))).load()
            opened += 1
        except Exception:  # whatever a broken picture makes it say
            pass

    assert opened >= 10


def test_bytes_without_form_are_changed_too():
    for mutator in (mutators.docx_changed, mutators.pdf_changed, mutators.bytes_changed):
        assert mutator(b"xin", 100, 3) != b"xin"
        assert len(mutator(b"", 10, 3)) <= 10


def test_notices_a_span_outside_the_text():
    with pytest.raises(Broken, match="outside"):
        check(Reading("ngắn", type=Item("công văn", Span(2, 9))))


def test_every_phrase_can_be_named_by_a_byte():
    assert len(PHRASES) <= 256
