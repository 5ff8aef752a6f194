"""Made documents with known truth: the guard against rules that fit only the documents one has seen."""

from __future__ import annotations

import os

import pytest

from tests.vanban.generator import Made, make
from vanban import read_text

COUNT = 2000 if os.environ.get("PROVE") else 200
FIELDS = (
    "type",
    "number",
    "parent_issuer",
    "issuer",
    "place",
    "date",
    "subject",
    "addressees",
    "distribution",
    "archive",
    "signer",
)


@pytest.fixture(scope="module")
def made() -> list[Made]:
    return [make(seed) for seed in range(COUNT)]


def _share_right(made: list[Made], *fields: str) -> tuple[float, list[str]]:
    wrong = []
    for number, document in enumerate(made):
        read = read_text(document.text).to_contract()
        wrong += [f"{number} ({document.style}): {name}" for name in fields if read[name] != document.truth[name]]
    return 1 - len(wrong) / (len(made) * len(fields)), wrong


@pytest.mark.slow
def test_reads_heads_recipients_and_signatures(made):
    share, wrong = _share_right(made, *FIELDS)

    assert share >= 0.99, wrong[:20]


@pytest.mark.slow
def test_reads_citations(made):
    share, wrong = _share_right(made, "citations")

    assert share >= 0.97, wrong[:20]


@pytest.mark.slow
def test_reads_duties_with_all_their_details(made):
    keys = ("owners", "due", "due_kind", "recurrence", "deliver_to", "kind")
    right = total = 0
    wrong = []
    for number, document in enumerate(made):
        found = {entry["text"].rstrip("."): entry for entry in read_text(document.text).to_contract()["assignments"]}
        for duty in document.truth["assignments"]:
            total += 1
            read = found.get(duty["text"])
            if read is not None and all(read[key] == duty[key] for key in keys):
                right += 1
            else:
                wrong.append((number, document.style, duty["text"][:80]))

    assert right / total >= 0.97, wrong[:20]
