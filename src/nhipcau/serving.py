"""Running the program: the web server and the worker side by side, watched by one process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

GRACE_SECONDS = 12


def serve(bind: str, *, workers: int = 2, with_jobs: bool = True) -> int:
    """Run server and worker until a signal comes or one of them ends; give the exit status."""
    host, _, port = bind.rpartition(":")
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "nhipcau.settings"}
    web = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host or "127.0.0.1", "--port", port,
        "--workers", str(workers), "--blocking-threads", "2", "--respawn-failed-workers", "--no-ws",
        "--log-level", "warning", "nhipcau.wsgi:application",
    ]  # fmt: skip
    commands = [web] + ([[sys.executable, "-m", "nhipcau.cli", "work"]] if with_jobs else [])
    running = [subprocess.Popen(command, env=env) for command in commands]
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping and all(process.poll() is None for process in running):
        time.sleep(0.2)
    ended = next((process.returncode for process in running if process.poll() is not None), 0)
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
