"""What is driven with hostile input, and what must hold whatever it is.

Reading a text (`text`, `phrases`) never raises, stays within a time, and every span lies in the text. A file
(`encodings`, `docx`, `pdf`, `picture`) is read or refused; it is taken apart in this process, as the isolated one does,
whose death of a broken file is a refusal too. `office` goes through LibreOffice and is slow: few runs, not guided.
"""

from __future__ import annotations

import dataclasses
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.fuzz import mutators, seeds
from vanban import Reading, Span, read_text
from vanban.files import Kind, Limits, Problem, Unreadable, load_bytes, looks_like, worker

#: Processor seconds for an input of a few kilobytes; instrumented code is about ten times as slow as usual.
BOUND = 3.0
SMALL = Limits(pages=5, ocr_pages=0, characters=200_000, unpacked_bytes=5_000_000, pixels=1_000_000)
LEAST = Limits(pages=5, ocr_pages=0, office_seconds=25, cpu_seconds=10)


class Broken(AssertionError):
    """What must hold does not."""


def drive_text(data: bytes) -> None:
    """Read the bytes as a text."""
    check(read_within(data.decode("utf-8", "replace")))


def drive_phrases(data: bytes) -> None:
    """Read a text in which each byte stands for a phrase of official documents."""
    check(read_within("".join(seeds.PHRASES[code % len(seeds.PHRASES)] for code in data)))


def drive_encoded(data: bytes) -> None:
    """Read the bytes as a text file of whatever encoding."""
    _within(lambda: _read_or_refuse(data, "tep.md"), len(data))


def drive_file(data: bytes) -> None:
    """Take the bytes apart as a DOCX, a PDF or a picture, whichever they are."""
    _within(lambda: _take_apart(data), len(data))


def drive_office(data: bytes) -> None:
    """Read the bytes as an old Word file, through LibreOffice."""
    _read_or_refuse(data, "tep.doc", LEAST)


def _within(deed: Callable[[], None], size: int) -> None:
    began = time.process_time()
    deed()
    if time.process_time() - began > 2 * BOUND:
        raise Broken(f"{time.process_time() - began:.1f} s for {size} bytes")


def _read_or_refuse(data: bytes, name: str, limits: Limits = LEAST) -> None:
    try:
        if looks_like(data, name) in (Kind.TEXT, Kind.MARKDOWN, Kind.RTF, Kind.DOC):
            check(read_within(load_bytes(data, name, limits=limits).text))
    except Unreadable as refusal:
        _check_refusal(refusal)


def _take_apart(data: bytes) -> None:
    try:
        kind = looks_like(data, "tep.docx")
        if kind not in (Kind.DOCX, Kind.PDF, Kind.IMAGE):
            return
    except Unreadable as refusal:
        _check_refusal(refusal)
        return
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder, "file")
        path.write_bytes(data)
        try:
            pages = _pictures(path) if kind is Kind.IMAGE else worker.work(kind, path, SMALL)[0]
        except Unreadable as refusal:
            _check_refusal(refusal)
            return
        except Exception:  # as `worker.main` does: whatever a parser raises is a refusal
            return
    for page in pages:
        for word in page.words:
            if not 0 <= word.start <= word.end <= len(page.text):
                raise Broken(f"{word} lies outside its page of {len(page.text)} characters")


def _pictures(path: Path) -> list[Any]:
    """Prepare each frame for the recogniser; recognising itself is another program's work."""
    from vanban.files import pictures

    for picture in pictures.read(path, replace(SMALL, ocr_pages=20)):
        if picture.image.width * picture.image.height > 4 * SMALL.pixels:
            raise Broken("a picture larger than the limit was let through")
    return []


def _check_refusal(refusal: Unreadable) -> None:
    if not isinstance(refusal.kind, Problem) or not str(refusal).rstrip().endswith("."):
        raise Broken(f"a refusal that says nothing: {refusal!r}")


def read_within(text: str) -> Reading:
    """Read a text; raises `Broken` if that takes too long."""
    began = time.process_time()
    reading = read_text(text)
    took = time.process_time() - began
    if took > BOUND + len(text) / 10_000:
        raise Broken(f"{took:.1f} s for {len(text)} characters")
    return reading


def check(reading: Reading) -> None:
    """Raise `Broken` if a place of the reading does not lie in its text, or it does not survive being stored."""
    for span in _spans(reading):
        if not 0 <= span.start <= span.end <= len(reading.text):
            raise Broken(f"{span} lies outside a text of {len(reading.text)}")
    reading.to_contract()
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


@dataclass(frozen=True)
class Target:
    """What is driven, how its input is changed, how large it may grow. A slow one is not guided by coverage."""

    drive: Callable[[bytes], None]
    largest: int
    mutator: mutators.Mutator | None = None
    is_slow: bool = False


TARGETS: dict[str, Target] = {
    "text": Target(drive_text, 6_000),
    "phrases": Target(drive_phrases, 400),
    "encodings": Target(drive_encoded, 6_000),
    "docx": Target(drive_file, 60_000, mutators.docx_changed),
    "pdf": Target(drive_file, 60_000, mutators.pdf_changed),
    "picture": Target(drive_file, 20_000, mutators.picture_changed),
    "office": Target(drive_office, 20_000, mutators.bytes_changed, is_slow=True),
}
