"""Files on disk."""

from __future__ import annotations

import hashlib
import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from PIL import Image

from nhipcau.documents import storage
from nhipcau.documents.models import StoredFile
from tests.cast import NOW

pytestmark = pytest.mark.django_db


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    return out.getvalue()


def test_a_file_lies_under_its_sha256_and_reads_back() -> None:
    stored = storage.keep(b"Kinh gui")

    path = storage.path_of(stored)
    assert path.name == hashlib.sha256(b"Kinh gui").hexdigest() == stored.sha256
    assert path.parts[-3:-1] == (stored.sha256[:2], stored.sha256[2:4])
    assert storage.open_file(stored).read() == b"Kinh gui"
    assert storage.is_whole(stored)


def test_equal_bytes_are_one_file() -> None:
    assert storage.keep(b"mot") == storage.keep(io.BytesIO(b"mot")) == storage.keep(iter([b"m", b"ot"]))
    assert StoredFile.objects.count() == 1


def test_nothing_half_written_stays_behind(files_of_this_test: Path) -> None:
    def breaks() -> object:
        yield b"Kinh"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        storage.keep(breaks())

    assert list((files_of_this_test / "staged").iterdir()) == []
    assert not StoredFile.objects.exists()


def test_a_file_over_the_limit_is_refused_before_it_is_wholly_read(settings, files_of_this_test: Path) -> None:
    settings.MAX_FILE_BYTES = 2 * 1024 * 1024
    given = 0

    def endless() -> object:
        nonlocal given
        while True:
            given += storage.CHUNK
            yield b"x" * storage.CHUNK

    with pytest.raises(storage.TooLarge, match="2 MB"):
        storage.keep(endless())

    assert given == 3 * storage.CHUNK
    assert list((files_of_this_test / "staged").iterdir()) == []


@pytest.mark.parametrize(
    ("data", "type_"),
    [
        (b"%PDF-1.7\n%...", "application/pdf"),
        ("Kính gửi".encode(), "text/plain; charset=utf-8"),
        (png(), "image/png"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), storage.UNKNOWN_TYPE),
        (b"<html><script>alert(1)</script></html>", storage.UNKNOWN_TYPE),  # never served as a page
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "text/plain; charset=utf-8"),
        (b"", storage.UNKNOWN_TYPE),
    ],
)
def test_a_type_is_told_from_the_content(data: bytes, type_: str) -> None:
    assert storage.keep(data).content_type == type_


def test_bytes_changed_on_disk_are_noticed() -> None:
    stored = storage.keep(b"Kinh gui")
    storage.path_of(stored).write_bytes(b"Kinh gue")

    assert not storage.is_whole(stored)

    storage.path_of(stored).write_bytes(b"Kinh")
    with pytest.raises(storage.Missing):
        storage.open_file(stored)


@pytest.mark.django_db(transaction=True)
def test_erased_bytes_go_when_the_deed_commits_and_not_when_it_fails() -> None:
    stored = storage.keep(b"mat")

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        storage.erase(stored, now=NOW)
        raise ZeroDivisionError
    stored.refresh_from_db()
    assert storage.open_file(stored).read() == b"mat"

    with transaction.atomic():
        storage.erase(stored, now=NOW)
        assert storage.path_of(stored).exists()
    assert not storage.path_of(stored).exists()
    with pytest.raises(storage.Missing):
        storage.open_file(stored)

    assert storage.open_file(storage.keep(b"mat")).read() == b"mat"  # handed in again, it is there again


def test_a_sweep_takes_only_what_no_row_names_and_is_old(files_of_this_test: Path) -> None:
    named = storage.path_of(storage.keep(b"co dong"))
    orphan = storage.path_of(storage.keep(b"khong dong"))
    StoredFile.objects.filter(pk=orphan.name).delete()
    fresh = storage.stage(b"dang ghi").path
    for path in (named, orphan):
        os.utime(path, (0, 0))

    assert storage.sweep(older_than=timedelta(days=1)) == 1

    assert (named.exists(), orphan.exists(), fresh.exists()) == (True, False, True)
