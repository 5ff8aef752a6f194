"""What is driven with hostile input, and what must hold whatever it is.

`text`: reading never raises, stays within a time, and every span lies in the text. `file`: a file is read or refused;
PDF and DOCX are taken apart in this process, as the isolated one does, whose death of a broken file is a refusal too.
"""

from __future__ import annotations

import dataclasses
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.vanban import generator
from vanban import Reading, Span, read_text
from vanban.files import Kind, Limits, Unreadable, load_bytes, looks_like, worker

SAMPLES = Path(__file__).parents[2] / "src/nhipcau/demo/documents"
#: Processor seconds for an input of a few kilobytes; instrumented code is about ten times as slow as usual.
BOUND = 3.0
SMALL = Limits(pages=5, ocr_pages=0, characters=200_000, unpacked_bytes=5_000_000)


class Broken(AssertionError):
    """What must hold does not."""


def drive_text(data: bytes) -> None:
    """Read the bytes as a text."""
    check(read_within(data.decode("utf-8", "replace")))


def drive_file(data: bytes) -> None:
    """Read the bytes as a file of whatever kind they are."""
    began = time.process_time()
    try:
        kind = looks_like(data, "tep.txt")
        if kind in (Kind.TEXT, Kind.MARKDOWN):
            check(read_within(load_bytes(data, "tep.txt").text))
        elif kind in (Kind.DOCX, Kind.PDF):
            _take_apart(kind, data)
    except Unreadable:
        pass
    if time.process_time() - began > 2 * BOUND:
        raise Broken(f"{time.process_time() - began:.1f} s for {len(data)} bytes")


def _take_apart(kind: Kind, data: bytes) -> None:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder, "file")
        path.write_bytes(data)
        try:
            worker.work(kind, path, SMALL)
        except Exception as refused:  # as `worker.main` does: whatever a parser raises is a refusal
            raise Unreadable(_problem(refused), "") from refused


def _problem(refused: Exception) -> Any:
    from vanban.files import Problem

    return refused.kind if isinstance(refused, Unreadable) else Problem.BROKEN


def read_within(text: str) -> Reading:
    """Read a text; raises `Broken` if that takes too long."""
    began = time.process_time()
    reading = read_text(text)
    took = time.process_time() - began
    if took > BOUND:
        raise Broken(f"{took:.1f} s for {len(text)} characters")
    return reading


def check(reading: Reading) -> None:
    """Raise `Broken` if a place of the reading does not lie in its text, or it does not survive being stored."""
    for span in _spans(reading):
        if not 0 <= span.start <= span.end <= len(reading.text):
            raise Broken(f"{span} lies outside a text of {len(reading.text)}")
    if Reading.from_dict(reading.to_dict()) != reading:
        raise Broken("the stored reading is another one")


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _spans(getattr(value, field.name))


TARGETS: dict[str, Callable[[bytes], None]] = {"text": drive_text, "file": drive_file}


def seeds(name: str) -> list[bytes]:
    """Give what the changes begin with: generated documents, and our sample files."""
    texts = [generator.make(seed).text.encode() for seed in range(40)]
    if name == "text":
        return texts
    tidy = "Cộng hòa xã hội chủ nghĩa Việt Nam"
    return [
        *texts[:10],
        tidy.encode("utf-16"),
        "Céng hßa x· héi chñ nghÜa ViÖt Nam".encode("latin-1"),
        *(path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.suffix in (".docx", ".pdf")),
    ]
