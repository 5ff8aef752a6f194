"""The program's application, in a server that dies at a commit: test-only, nothing of it stands in the program.

A file `kill-at` in the var folder says where: `<part of the address> <n> before|after`. When a POST whose address holds
that part comes to its n-th commit, every process of the server's group gets SIGKILL, as in a power cut: web server,
its workers and the job worker at one moment. Without the file it is the ordinary application.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from nhipcau.wsgi import application as ordinary

ORDER = Path(os.environ["NHIPCAU_VAR"]) / "kill-at"
here = threading.local()


def application(environ: dict[str, object], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answer a request, or die where it was ordered."""
    here.left, here.when = 0, ""
    if environ["REQUEST_METHOD"] == "POST" and ORDER.exists():
        part, number, when = ORDER.read_text().split()
        if part in str(environ["PATH_INFO"]):
            here.left, here.when = int(number), when
    return ordinary(environ, start_response)


def _dying(commit: Callable[[object], None]) -> Callable[[object], None]:
    def commit_or_die(connection: object) -> None:
        here.left = getattr(here, "left", 0) - 1
        if here.left == 0 and here.when == "before":
            os.killpg(0, signal.SIGKILL)
        commit(connection)
        if here.left == 0 and here.when == "after":
            os.killpg(0, signal.SIGKILL)

    return commit_or_die


def _arm() -> None:
    from django.db.backends.base.base import BaseDatabaseWrapper

    BaseDatabaseWrapper.commit = _dying(BaseDatabaseWrapper.commit)


_arm()
