"""The program itself: how long `nhipcau --help` takes, until the server answers, how much memory a worker holds.

Reference: `python -c pass` for the start; a bare Django project under the same server for the memory.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks import measure

BIN = Path(sys.executable).parent
BARE = """
from django.conf import settings
settings.configure(SECRET_KEY="x", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("suc-khoe/", lambda request: HttpResponse("ok"))]
application = get_wsgi_application()
"""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(application: str, port: int, folder: str) -> tuple[subprocess.Popen[bytes], float]:
    """Start a server of two workers; give it and the seconds until its first answer."""
    began = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "2",
         "--blocking-threads", "2", "--no-ws", "--log-level", "error", application],
        cwd=folder, env=os.environ | {"PYTHONPATH": folder}, start_new_session=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/suc-khoe/", timeout=2):
                return server, time.perf_counter() - began
        except OSError:
            if time.perf_counter() - began > 30:
                os.killpg(server.pid, signal.SIGKILL)
                raise
            time.sleep(0.01)


def memory_of_workers(server: subprocess.Popen[bytes]) -> float:
    """Return the largest resident set of the server's children, in megabytes."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    sizes = [
        int(line.split()[1]) / 1024
        for child in children
        for line in Path(f"/proc/{child}/status").read_text().splitlines()
        if line.startswith("VmRSS")
    ]
    return max(sizes)


def main() -> None:
    """Print the table and the lines."""
    bare, ours = measure.in_turns(
        lambda: subprocess.run([sys.executable, "-c", "pass"], check=True),
        lambda: subprocess.run([BIN / "nhipcau", "--help"], check=True, stdout=subprocess.DEVNULL),
        rounds=9,
    )
    subprocess.run([BIN / "nhipcau", "migrate"], check=True, stdout=subprocess.DEVNULL)
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "bare.py").write_text(BARE)
        for name, application in (("bare Django", "bare:application"), ("Nhịp Cầu", "nhipcau.wsgi:application")):
            port = free_port()
            server, up = serve(application, port, folder)
            try:
                for _ in range(200):
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/suc-khoe/") as answer:
                        answer.read()
                figures[name] = (up, memory_of_workers(server))
            finally:
                os.killpg(server.pid, signal.SIGTERM)
                server.wait(10)
    measure.table(
        ("what", "reference", "Nhịp Cầu"),
        [
            (
                "start of a command (`python -c pass` / `nhipcau --help`)",
                measure.milliseconds(bare.median),
                measure.milliseconds(ours.median),
            ),
            ("server up, first answer", f"{figures['bare Django'][0]:.2f} s", f"{figures['Nhịp Cầu'][0]:.2f} s"),
            (
                "memory of a worker after 200 answers",
                f"{figures['bare Django'][1]:.0f} MB",
                f"{figures['Nhịp Cầu'][1]:.0f} MB",
            ),
        ],
    )
    measure.result("help", ours.median, "s", "<=0.5", met=ours.median <= 0.5)
    measure.result("server-up", figures["Nhịp Cầu"][0], "s", "<=2", met=figures["Nhịp Cầu"][0] <= 2)
    measure.result("worker-memory", figures["Nhịp Cầu"][1], "MB", "<=150", met=figures["Nhịp Cầu"][1] <= 150)


if __name__ == "__main__":
    main()
