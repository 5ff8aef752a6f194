"""Files on disk, written once under their SHA-256 and safely there before any row names them.

A file goes `settings.FILES/ab/cd/abcd…`. It is streamed to a temporary file beside, synced, renamed, and its folder
synced; a crash in between leaves bytes that no row names (`sweep` takes them away), never a row without bytes.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import puremagic
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau import clock
from nhipcau.documents.models import StoredFile
from nhipcau.numbers import show_number
from vanban.files import Kind, Unreadable, looks_like

CHUNK = 1024 * 1024
UNKNOWN_TYPE = "application/octet-stream"
TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.DOC: "application/msword",
    Kind.RTF: "application/rtf",
    Kind.TEXT: "text/plain; charset=utf-8",
    Kind.MARKDOWN: "text/markdown; charset=utf-8",
}
IMAGES = frozenset({"image/png", "image/jpeg", "image/tiff", "image/gif", "image/bmp", "image/webp"})


class TooLarge(Exception):
    """A file is larger than the installation takes."""

    def __init__(self) -> None:
        most = show_number(settings.MAX_FILE_BYTES // (1024 * 1024))
        super().__init__(
            _(
                "Tệp lớn hơn %(most)s MB nên không nhận. Hãy quét ở độ phân giải thấp hơn (200–300 dpi, đen trắng) "
                "hoặc tách thành nhiều tệp."
            )
            % {"most": most}
        )


class Missing(Exception):
    """The bytes that a row names are not there, or are not those that were stored."""


@dataclass(frozen=True)
class Staged:
    """A file that lies complete and synced beside the store, under no name yet."""

    path: Path
    sha256: str
    size: int
    content_type: str

    def discard(self) -> None:
        """Take it away where it was not adopted."""
        self.path.unlink(missing_ok=True)


def stage(data: bytes | BinaryIO | Iterable[bytes], content_type: str = "") -> Staged:
    """Write `data` to disk and sync it; the type is told from the content where none is given. Raises `TooLarge`."""
    folder = settings.FILES / "staged"
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    path = Path(name)
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in _chunks(data):
                size += len(chunk)
                if size > settings.MAX_FILE_BYTES:
                    raise TooLarge
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        return Staged(path, digest.hexdigest(), size, content_type or type_of(path))
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def adopt(staged: Staged, *, now: datetime) -> StoredFile:
    """Give a staged file its name and its row, in the deed's transaction; equal bytes share one file."""
    with transaction.atomic():
        stored, is_new = StoredFile.objects.select_for_update().get_or_create(
            sha256=staged.sha256,
            defaults={"size": staged.size, "content_type": staged.content_type, "stored_at": now},
        )
        target = path_of(stored)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(staged.path, target)
        for folder in (target.parent, target.parent.parent, settings.FILES):
            _sync_folder(folder)
        if not is_new and stored.erased_at is not None:
            stored.erased_at, stored.stored_at = None, now
            stored.save(update_fields=["erased_at", "stored_at"])
    return stored


def keep(data: bytes | BinaryIO | Iterable[bytes], content_type: str = "") -> StoredFile:
    """Store `data` and return its row; the type is told from the content where none is given. Raises `TooLarge`."""
    staged = stage(data, content_type)
    try:
        return adopt(staged, now=clock.now())
    finally:
        staged.discard()


def path_of(stored: StoredFile) -> Path:
    """Return where the bytes of a file lie."""
    return settings.FILES / stored.sha256[:2] / stored.sha256[2:4] / stored.sha256


def open_file(stored: StoredFile) -> BinaryIO:
    """Open a file for reading, after its size was compared with its row. Raises `Missing`."""
    try:
        if stored.erased_at is not None or path_of(stored).stat().st_size != stored.size:
            raise Missing(stored.sha256)
        return path_of(stored).open("rb")
    except OSError as error:
        raise Missing(stored.sha256) from error


def is_whole(stored: StoredFile) -> bool:
    """Return whether the bytes on disk still have the SHA-256 under which they were stored; reads them all."""
    try:
        with open_file(stored) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == stored.sha256
    except Missing:
        return False


def erase(stored: StoredFile, *, now: datetime) -> None:
    """Delete the bytes of a file for good when the transaction commits; its row stays and says when."""
    StoredFile.objects.filter(pk=stored.pk).update(erased_at=now)
    stored.erased_at = now
    transaction.on_commit(lambda: _unlink_if_erased(stored.pk))


def sweep(*, older_than: timedelta = timedelta(days=1)) -> int:
    """Take away bytes that no row names (a crash between file and row) or whose row says erased; return how many."""
    # Files carry the machine's time, not the world's.
    before, swept = (clock.real_now() - older_than).timestamp(), 0
    for path in settings.FILES.glob("staged/*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            swept += 1
    for path in settings.FILES.glob("??/??/*"):
        if path.stat().st_mtime < before and not StoredFile.objects.filter(pk=path.name, erased_at=None).exists():
            path.unlink(missing_ok=True)
            swept += 1
    return swept


def type_of(path: Path) -> str:
    """Return the type of a file from its content, never from its name; unknown content is `UNKNOWN_TYPE`."""
    data = path.read_bytes()
    try:
        kind = looks_like(data)
    except Unreadable:
        return UNKNOWN_TYPE
    if kind is not Kind.IMAGE:
        return TYPES[kind]
    try:
        guess = puremagic.from_string(data[:4096], mime=True)
    except puremagic.PureError:
        return UNKNOWN_TYPE
    return guess if guess in IMAGES else UNKNOWN_TYPE


def _unlink_if_erased(sha256: str) -> None:
    # The same bytes may have been handed in again meanwhile: under the row's lock only what is still erased goes.
    with transaction.atomic():
        stored = StoredFile.objects.select_for_update().filter(pk=sha256).first()
        if stored is not None and stored.erased_at is not None:
            path_of(stored).unlink(missing_ok=True)


def _chunks(data: bytes | BinaryIO | Iterable[bytes]) -> Iterator[bytes]:
    if isinstance(data, bytes):
        yield from (data[at : at + CHUNK] for at in range(0, len(data), CHUNK))
    elif hasattr(data, "chunks"):
        yield from data.chunks(CHUNK)
    elif hasattr(data, "read"):
        while chunk := data.read(CHUNK):
            yield chunk
    else:
        yield from data


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
