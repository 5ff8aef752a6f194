"""The process in which a risky file is taken apart: it limits itself, works, and writes its answer as files.

Called as `python -m vanban.files.worker KIND FILE DIRECTORY LIMITS`. Progress goes to standard output, a JSON array
`[done, all]` a line; the answer is `DIRECTORY/answer.json` with the pictures of pages beside it. JSON, not pickle: what
comes out of a process that a hostile file may have taken over must not be able to do anything.
"""

from __future__ import annotations

import json
import resource
import sys
import traceback
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from vanban.files.result import Kind, Limits, Page, PageSource, Problem, Unreadable

_FILE_SIZE = 500_000_000
_OUT_OF_MEMORY = 3
_BROKEN = 4


def restrict(limits: Limits) -> None:
    """Bind this process: memory, processor seconds, size of files, no core dumps."""
    for name, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, _FILE_SIZE),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(name)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(name, (most, most))


class _Counter:
    """Tells the caller how many pages are done; being told is also how he knows that this process lives."""

    def __init__(self, total: int) -> None:
        self.done = 0
        self.total = total

    def step(self) -> None:
        self.done += 1
        sys.stdout.write(f"[{self.done},{self.total}]\n")
        sys.stdout.flush()


def work(kind: Kind, path: Path, limits: Limits) -> tuple[list[Page], list[str]]:
    """Read the file: its pages and remarks. Raises `Unreadable`."""
    if kind is Kind.DOCX:
        from vanban.files import docx

        text, notes = docx.read(path, limits)
        return [Page(1, text, PageSource.DOCX)], list(notes)
    from vanban.files import ocr, pdf, pictures

    if kind is Kind.PDF:
        source: Iterator[Page | ocr.Picture] = pdf.read(path, limits)
        count = pdf.count_pages
    else:
        source = pictures.read(path, limits)
        count = pictures.count
    pages: list[Page] = []
    counter: _Counter | None = None

    def put(page: Page) -> None:
        nonlocal counter
        counter = counter or _Counter(count(path))
        pages.append(page)
        counter.step()

    def scans() -> Iterator[ocr.Picture]:
        seen = 0
        for each in source:
            if isinstance(each, Page):
                put(each)
                continue
            seen += 1
            if seen > limits.ocr_pages:
                raise Unreadable(
                    Problem.TOO_MANY_PAGES,
                    f"Tệp có hơn {limits.ocr_pages} trang ảnh quét, quá mức nhận dạng một lần. "
                    "Hãy tách tệp rồi gửi từng phần.",
                )
            yield each

    if ocr.is_installed():
        ocr.recognise(scans(), put)
    else:
        for scan in scans():
            put(ocr.unrecognised(scan))
    pages.sort(key=lambda page: page.number)
    return pages, []


def answer(directory: Path, pages: list[Page], notes: list[str]) -> None:
    """Write the pages for the caller."""
    plain: list[dict[str, Any]] = []
    for page in pages:
        if page.image is not None:
            (directory / f"page-{page.number}").write_bytes(page.image)
        record = asdict(page)
        record["image"] = page.image is not None
        record["words"] = [list(word.values()) for word in record["words"]]
        plain.append(record)
    _write(directory, {"pages": plain, "notes": notes})


def refuse(directory: Path, reason: Unreadable) -> None:
    """Write the refusal for the caller."""
    _write(directory, {"problem": reason.kind.value, "message": reason.message})


def _write(directory: Path, value: dict[str, Any]) -> None:
    (directory / "answer.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Read one file within limits. Statuses: 0 answered or refused, others: died of the file."""
    kind, path, directory, plain = arguments
    limits = Limits(**json.loads(plain))
    restrict(limits)
    try:
        pages, notes = work(Kind(kind), Path(path), limits)
    except Unreadable as reason:
        refuse(Path(directory), reason)
        return 0
    except MemoryError:
        return _OUT_OF_MEMORY
    except Exception:
        # Parsers fail in many ways on a broken file; the caller is told, and the reason goes to standard error.
        traceback.print_exc()
        return _BROKEN
    answer(Path(directory), pages, notes)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
