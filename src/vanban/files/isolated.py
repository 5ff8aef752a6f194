"""Reading in a process of its own, so that a bomb or a crash costs that process and nothing else."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from vanban.files.result import Kind, Limits, Page, PageSource, Problem, Unreadable, Word


def read(
    kind: Kind, path: Path, limits: Limits, progress: Callable[[int, int], None] | None = None
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """Read a PDF, DOCX or picture in a separate process; give its pages and remarks. Raises `Unreadable`."""
    with tempfile.TemporaryDirectory(prefix="vanban-") as place:
        process = subprocess.Popen(
            [sys.executable, "-s", "-P", "-m", "vanban.files.worker", kind.value, str(path.resolve()), place,
             json.dumps(asdict(limits))],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            cwd=place,
            env=_environment(place),
        )  # fmt: skip
        try:
            errors = _wait(process, limits, progress)
        finally:
            _end(process)
        written = Path(place) / "answer.json"
        if process.returncode != 0 or not written.exists():
            raise _died_of(process.returncode, errors, kind)
        return _answer(json.loads(written.read_text(encoding="utf-8")), Path(place))


def _environment(place: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX") if name in os.environ}
    paths = os.pathsep.join(entry for entry in sys.path if entry)
    return {**kept, "PYTHONPATH": paths, "HOME": place, "TMPDIR": place, "OMP_THREAD_LIMIT": "1"}


def _wait(process: subprocess.Popen[str], limits: Limits, progress: Callable[[int, int], None] | None) -> str:
    """Pass progress on until the process ends; give what it wrote to standard error."""
    lines: queue.Queue[str | None] = queue.Queue()
    errors: list[str] = []

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)
        lines.put(None)

    def drain() -> None:
        assert process.stderr is not None
        errors.append(process.stderr.read())

    listeners = [threading.Thread(target=each, daemon=True) for each in (listen, drain)]
    for listener in listeners:
        listener.start()
    while True:
        try:
            line = lines.get(timeout=limits.seconds_without_progress)
        except queue.Empty:
            raise Unreadable(
                Problem.TOO_SLOW,
                "Đọc tệp quá lâu nên đã dừng. Tệp có thể bị hỏng; hãy mở bằng phần mềm soạn thảo, lưu lại rồi gửi lại.",
            ) from None
        if line is None:
            break
        if progress is not None:
            done, total = json.loads(line)
            progress(int(done), int(total))
    deadline = time.monotonic() + limits.seconds_without_progress
    process.wait(timeout=max(0.1, deadline - time.monotonic()))
    for listener in listeners:
        listener.join(timeout=1)
    return "".join(errors)


def _end(process: subprocess.Popen[str]) -> None:
    """End the process with all that it started (tesseract runs in its session)."""
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()


def _died_of(status: int | None, errors: str, kind: Kind) -> Unreadable:
    if status == 1:
        # The interpreter itself stopped: that is not the file's fault.
        raise RuntimeError(f"the reading process did not start: {errors[-2000:]}")
    if status == 3 or "MemoryError" in errors or status in (-signal.SIGKILL, -signal.SIGXCPU):
        return Unreadable(
            Problem.BOMB,
            "Tệp đòi quá nhiều bộ nhớ hoặc thời gian nên bị từ chối (có thể là tệp phá hoại). "
            "Hãy mở bằng phần mềm soạn thảo, lưu lại rồi gửi lại.",
        )
    name = {Kind.PDF: "PDF", Kind.IMAGE: "ảnh"}.get(kind, "Word")
    return Unreadable(
        Problem.BROKEN, f"Tệp {name} bị hỏng nên không đọc được. Hãy mở lại bằng phần mềm gốc, lưu lại rồi gửi lại."
    )


def _answer(plain: dict[str, Any], place: Path) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    if "problem" in plain:
        raise Unreadable(Problem(plain["problem"]), str(plain["message"]))
    pages = []
    for record in plain["pages"]:
        image = (place / f"page-{int(record['number'])}").read_bytes() if record["image"] else None
        pages.append(
            Page(
                int(record["number"]),
                str(record["text"]),
                PageSource(record["source"]),
                image,
                record["width"],
                record["height"],
                tuple(Word(*word) for word in record["words"]),
                tuple(record["stamps"]),
            )
        )
    return tuple(pages), tuple(plain["notes"])
