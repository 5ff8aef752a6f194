"""Back-up: the database first, then the files; a file named by a row is then always in the copy."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from nhipcau import clock


class BackUpFailed(Exception):
    """The copy was not made; the message says why."""


def back_up(folder: Path) -> Iterator[str]:
    """Copy database and files into a new folder below `folder`; give a line for each step."""
    target = folder / clock.real_now().strftime("nhipcau-%Y%m%d-%H%M%S")
    target.mkdir(parents=True)
    if connection.vendor == "sqlite":
        with (
            sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True) as source,
            sqlite3.connect(target / "nhipcau.sqlite3") as copy,
        ):
            source.backup(copy)
    else:
        done = subprocess.run(
            ["pg_dump", "--format=custom", f"--file={target / 'nhipcau.pgdump'}", settings.DATABASE_URL],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise BackUpFailed(done.stderr)
    yield f"Cơ sở dữ liệu: {target}"
    if Path(settings.FILES).exists():
        shutil.copytree(settings.FILES, target / "files")
    yield f"Tệp: {target / 'files'}"
