"""Old Word files and RTF through LibreOffice, where it is installed: many files in one call, a profile of its own."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from vanban.files.result import Limits, Problem, Unreadable

#: LibreOffice reads an RTF of deeper groups for minutes; Word itself writes some dozens.
_DEEPEST = 500
_FILE_SIZE = 500_000_000
_MEMORY = 6_000_000_000  # of addresses, most of which LibreOffice never touches
_BRACE = re.compile(rb"\\.|([{}])", re.DOTALL)


def is_installed() -> bool:
    """Tell whether LibreOffice is on this machine."""
    return shutil.which("soffice") is not None


@contextmanager
def converted(paths: list[Path], limits: Limits) -> Iterator[Mapping[Path, Path | Unreadable]]:
    """Convert files to DOCX; for each, where the DOCX lies (while the context lasts) or why there is none."""
    if not paths:
        yield {}
        return
    if not is_installed():
        yield dict.fromkeys(paths, _not_installed())
        return
    with tempfile.TemporaryDirectory(prefix="vanban-office-") as place:
        root = Path(place)
        (root / "in").mkdir()
        (root / "out").mkdir()
        given = {}
        for index, path in enumerate(paths):
            # Names of our own: two files may bear one name, and a name is never trusted on a command line.
            given[path] = root / "in" / f"{index}.doc"
            shutil.copyfile(path, given[path])
        shallow = [copy for copy in given.values() if not _is_deep(copy)]
        if shallow:
            _convert(shallow, root, limits)
        yield {path: _found(copy, root) if copy in shallow else _too_deep() for path, copy in given.items()}


def _is_deep(path: Path) -> bool:
    """Tell whether an RTF has groups in groups beyond what any office writes."""
    data = path.read_bytes()
    if not data.lstrip().startswith(b"{\\rtf"):
        return False
    depth = 0
    for found in _BRACE.finditer(data):
        depth += {b"{": 1, b"}": -1}.get(found[1], 0)
        if depth > _DEEPEST:
            return True
    return False


def _convert(copies: list[Path], root: Path, limits: Limits) -> None:
    command = [
        "soffice",
        f"-env:UserInstallation=file://{root / 'profile'}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(root / "out"),
        *map(str, copies),
    ]
    environment = {**os.environ, "HOME": str(root), "TMPDIR": str(root)}
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=environment,
    )
    try:
        for name, most in ((resource.RLIMIT_FSIZE, _FILE_SIZE), (resource.RLIMIT_AS, _MEMORY)):
            resource.prlimit(process.pid, name, (most, most))
        process.wait(timeout=limits.office_seconds + 2 * len(copies))
    except (subprocess.TimeoutExpired, ProcessLookupError):
        pass
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _found(copy: Path, root: Path) -> Path | Unreadable:
    made = root / "out" / f"{copy.stem}.docx"
    if made.exists() and made.stat().st_size:
        return made
    return Unreadable(
        Problem.BROKEN,
        "Không chuyển được tệp Word đời cũ này (tệp hỏng hoặc có mật khẩu). "
        "Hãy mở bằng Word, lưu lại dạng .docx rồi gửi lại.",
    )


def _too_deep() -> Unreadable:
    return Unreadable(
        Problem.BOMB,
        "Tệp RTF lồng quá nhiều lớp nên bị từ chối (có thể là tệp phá hoại). "
        "Hãy mở bằng Word, lưu lại dạng .docx rồi gửi lại.",
    )


def _not_installed() -> Unreadable:
    return Unreadable(
        Problem.NO_OFFICE,
        "Máy chủ chưa cài LibreOffice nên chưa đọc được tệp DOC, RTF. "
        "Hãy mở bằng Word, lưu lại dạng .docx rồi gửi lại, hoặc nhờ quản trị cài gói libreoffice-writer-nogui.",
    )
