"""Made documents with known truth: the guard against rules that fit only the documents one has seen.

A fixed sample runs always; `make prove` measures thousands. The floors lie a little under what was measured last; a
change that falls through one has broken a rule that holds beyond the documents at hand.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.vanban.files import papers
from tests.vanban.generator import KINDS, SYSTEMS, Noise, make
from tests.vanban.generator.scoring import PARTS, Score, compare, mean, scored, scorer
from tests.vanban.generator.sheets import FORMS, as_scan
from vanban import files, read_text

SAMPLE, MANY = 150, 3000
TYPED = (Noise.CLEAN, Noise.SPELLING, Noise.LAYOUT)
#: Least mean of head, citations, recipients, duties found, details, and least share of dated duties right.
FLOORS = {
    "typed": (0.965, 0.975, 0.985, 0.915, 0.955, 0.895),
    Noise.OCR_1: (0.95, 0.93, 0.98, 0.905, 0.94, 0.76),
    Noise.OCR_3: (0.925, 0.92, 0.975, 0.88, 0.925, 0.77),
}
#: The same for scans, and for DOCX and PDF files of typed documents.
SCANS = (0.93, 0.80, 0.95, 0.84, 0.88, 0.78)
FILES = (0.97, 0.97, 0.985, 0.89, 0.955, 0.84)


def _scores(count: int) -> dict[str, list[Score]]:
    groups: dict[str, list[Score]] = defaultdict(list)
    for made, score in scored(range(count)):
        groups["typed" if made.noise in TYPED else made.noise].append(score)
    return groups


def _fallen(count: int) -> list[str]:
    found = []
    for group, scores in _scores(count).items():
        total = mean(scores)
        for part, floor in zip((*PARTS, "dated"), FLOORS[group], strict=True):
            if total[part] < floor:
                found.append(f"{group}: {part} {total[part]:.3f}, floor {floor}")
    return found


@pytest.mark.slow
def test_a_sample_of_made_documents_is_read_as_well_as_ever():
    assert not _fallen(SAMPLE)


@pytest.mark.slow
@pytest.mark.prove
def test_thousands_of_made_documents_are_read_as_well_as_ever():
    assert not _fallen(MANY)


def _by_file(form: str, count: int) -> Score:
    """Read made documents as files; the typed text is the same, so what is lost is lost by the way of the file."""
    found = []
    for seed in range(count):
        made = make(seed)
        text = files.load_bytes(FORMS[form](made.sheet), f"x.{form}").text
        found.append(scorer()[1](made.truth, read_text(text).to_contract()))
    return mean(found)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_files_are_read_as_well_as_their_text(form):
    total = _by_file(form, 12)

    assert all(total[part] >= floor for part, floor in zip((*PARTS, "dated"), FILES, strict=True)), total


@pytest.mark.slow
@pytest.mark.prove
@pytest.mark.parametrize("form", FORMS)
def test_hundreds_of_files_are_read_as_well_as_their_text(form):
    total = _by_file(form, 400)

    assert all(total[part] >= floor for part, floor in zip((*PARTS, "dated"), FILES, strict=True)), total


@pytest.mark.slow
@pytest.mark.prove
def test_scans_of_made_documents_are_read():
    papers.need("tesseract")
    scores = []
    for seed in range(12):
        made = make(seed)
        text = files.load_bytes(as_scan(made.sheet, angle=(-1.2, 0.0, 0.7)[seed % 3]), "x.pdf").text
        scores.append(scorer()[1](made.truth, read_text(text).to_contract()))
    total = mean(scores)

    assert all(total[part] >= floor for part, floor in zip((*PARTS, "dated"), SCANS, strict=True)), total


def test_the_sample_has_every_system_kind_and_noise():
    made = [make(seed, noise=list(Noise)[seed % len(Noise)]) for seed in range(SAMPLE)]

    assert {document.system for document in made} == set(SYSTEMS)
    assert {document.kind for document in made} >= set(KINDS)
    assert {document.noise for document in made} == set(Noise)


def test_the_same_seed_makes_the_same_document_and_another_seed_another():
    assert make(7, noise=Noise.OCR_3) == make(7, noise=Noise.OCR_3)
    assert len({make(seed).text for seed in range(SAMPLE)}) == SAMPLE


@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_the_truth_of_a_clean_document_is_printed_in_it(seed):
    """Otherwise the scores would measure the generator."""
    made = make(seed)
    printed = " ".join(made.text.replace("¹", "").split())

    for duty in made.truth["assignments"]:
        assert all(" ".join(owner.split()).lower() in printed.lower() for owner in duty["owners"])
    for citation in made.truth["citations"]:
        assert citation["number"] in printed
    assert all(name in printed for name in made.truth["addressees"] + made.truth["distribution"])


def test_a_reading_compared_with_itself_is_whole_and_an_empty_one_is_not():
    made = next(document for document in map(make, range(20)) if document.truth["assignments"])
    empty = read_text("").to_contract()

    assert all(compare(made.truth, made.truth)[part] == 1 for part in PARTS)
    assert all(compare(made.truth, empty)[part] < 1 for part in ("head", "recip", "detect", "detail"))
