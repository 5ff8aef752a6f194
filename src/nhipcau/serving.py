"""Running the program: the web server and the worker side by side, watched by one process."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time

GRACE_SECONDS = 12
PAUSE_SECONDS = 2.0  # before a worker that ended is started again
_PR_SET_PDEATHSIG = 1  # Linux: the signal that a child gets when its parent is gone, however it went


def _end_with_parent() -> None:
    """In the child: end when the watching process is gone, even where it was killed at once."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def serve(bind: str, *, workers: int = 2, with_jobs: bool = True) -> int:
    """Run server and worker until a signal comes or one of them ends; give the exit status."""
    host, _, port = bind.rpartition(":")
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "nhipcau.settings"}
    web = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host or "127.0.0.1", "--port", port,
        "--workers", str(workers), "--blocking-threads", "2", "--respawn-failed-workers", "--no-ws",
        "--log-level", "warning", "nhipcau.wsgi:application",
    ]  # fmt: skip
    work = [sys.executable, "-m", "nhipcau.cli", "work"]
    running = [subprocess.Popen(web, env=env, preexec_fn=_end_with_parent)]
    if with_jobs:
        running.append(subprocess.Popen(work, env=env, preexec_fn=_end_with_parent))
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping and running[0].poll() is None:
        time.sleep(0.2)
        if with_jobs and running[1].poll() is not None and not stopping:
            time.sleep(PAUSE_SECONDS)  # the server goes on; the worker's jobs wait in the database
            running[1] = subprocess.Popen(work, env=env, preexec_fn=_end_with_parent)
    ended = running[0].poll() or 0
    for process in running:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
    return 0 if stopping else ended or 1
