"""The file side of reading: from a file of any kind to its text, page by page.

>>> from vanban.files import load_bytes
>>> load_bytes("Số: 12/UBND-KT".encode(), "thu.txt").text
'Số: 12/UBND-KT'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from vanban.files.result import Kind, Limits, Page, PageSource, Problem, Source, Unreadable, Word

__all__ = [
    "Kind",
    "Limits",
    "Page",
    "PageSource",
    "Problem",
    "Progress",
    "Source",
    "Unreadable",
    "Word",
    "load",
    "load_bytes",
    "load_many",
    "looks_like",
]

Progress = Callable[[int, int], None]
"""Called with (pages done, pages in all)."""

_USUAL = Limits()


def load(path: Path, *, name: str | None = None, progress: Progress | None = None, limits: Limits = _USUAL) -> Source:
    """Read a file of any kind that we know. `name` is what its owner calls it; it is only used in messages.

    Raises `Unreadable` with a Vietnamese message.
    """
    from vanban.files import loading

    return loading.load(Path(path), name=name or Path(path).name, progress=progress, limits=limits)


def load_bytes(data: bytes, name: str, *, progress: Progress | None = None, limits: Limits = _USUAL) -> Source:
    """Read the content of a file. Raises `Unreadable`."""
    from vanban.files import loading

    return loading.load_bytes(data, name, progress=progress, limits=limits)


def load_many(paths: Iterable[Path], *, limits: Limits = _USUAL) -> Iterator[tuple[Path, Source | Unreadable]]:
    """Read many files, in their order; a file that cannot be read yields its `Unreadable` and stops nobody.

    Much faster for DOC and RTF than one by one: they share one start of LibreOffice.
    """
    from vanban.files import loading

    return loading.load_many(paths, limits)


def looks_like(data: bytes, name: str = "") -> Kind:
    """Tell what a file is from its content; the name only tells Markdown from plain text.

    Raises `Unreadable` (EMPTY, UNKNOWN_TYPE) where it is nothing that we read.
    """
    from vanban.files import kinds

    return kinds.looks_like(data, name)
