"""The real documents, read where they lie, fill the register form as their hand-made readings say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from nhipcau.documents.forms import as_recognised, citations_recognised
from nhipcau.documents.models import Upload, UploadState
from nhipcau.organisations.access import Actor
from vanban import Reading

pytestmark = [pytest.mark.django_db, pytest.mark.real_documents, pytest.mark.slow]


def test_every_real_text_is_read_and_fills_the_form(
    real_documents: Path, hand_in: Callable[..., Upload], clerk: Actor
) -> None:
    texts = sorted(real_documents.glob("*.txt"))
    assert texts

    wrong = []
    for path in texts:
        row = hand_in(path.read_bytes(), path.name)
        if row.state != UploadState.READ:
            wrong.append(f"{path.name}: {row.state} {row.reason}")
            continue
        reading = Reading.from_dict(row.reading)
        form = as_recognised(row, reading, clerk)
        gold = json.loads((real_documents.parent / "reading" / "gold" / f"{path.stem}.json").read_text("utf-8"))
        for name in ("type", "number"):
            if (form[name] or None) != gold[name]:
                wrong.append(f"{path.name}: {name} {form[name]!r}, not {gold[name]!r}")
        if (form["date"] and form["date"].isoformat()) != gold["date"]:
            wrong.append(f"{path.name}: date {form['date']}, not {gold['date']}")
        missing = {one["number"] for one in gold["citations"]} - {
            str(one["number"]) for one in citations_recognised(reading)
        }
        if missing:
            wrong.append(f"{path.name}: cited but not offered {sorted(missing)}")
    assert wrong == []


def test_every_original_is_read_with_its_pages(real_documents: Path, hand_in: Callable[..., Upload]) -> None:
    originals = sorted((real_documents / "originals").glob("*.pdf"))
    assert originals

    for path in originals:
        row = hand_in(path.read_bytes(), path.name)
        assert row.state == UploadState.READ, (path.name, row.reason)
        assert row.pages_done == row.pages_total == len(row.page_starts)
        scanned = any("OCR" in note for note in row.notes)
        assert row.pages.exists() >= scanned  # a page that was recognised can be looked at
