"""Server and worker side by side: one ends without the other, none outlives its watcher."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

pytestmark = [pytest.mark.kill, pytest.mark.slow]


def children_of(pid: int) -> dict[int, str]:
    """Return the children of a process with their command lines."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {int(child): Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ") for child in found}


def wait_until(what, seconds: float = 60.0) -> object:
    """Return what `what` gives once it is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.2)
    raise AssertionError("it did not come to pass")


def is_there(pid: int) -> bool:
    """Return whether a process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def served(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {"NHIPCAU_VAR": str(tmp_path / "var"), "DATABASE_URL": ""}
    nhipcau = Path(sys.executable).parent / "nhipcau"
    subprocess.run([nhipcau, "migrate"], env=env, check=True, stdout=subprocess.DEVNULL)
    watcher = subprocess.Popen([nhipcau, "serve", "--bind", f"127.0.0.1:{port}"], env=env, start_new_session=True)

    def answers() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/suc-khoe/", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    wait_until(answers)
    yield watcher, answers
    if watcher.poll() is None:
        os.killpg(watcher.pid, signal.SIGKILL)
        watcher.wait(10)


def worker_of(watcher) -> int | None:
    return next((pid for pid, line in children_of(watcher.pid).items() if line.rstrip().endswith("work")), None)


def test_a_worker_that_dies_is_started_again_and_the_server_goes_on(served):
    watcher, answers = served
    first = wait_until(lambda: worker_of(watcher))

    os.kill(first, signal.SIGKILL)

    second = wait_until(lambda: (pid := worker_of(watcher)) and pid != first and pid)
    assert second != first
    assert answers()


def test_nothing_outlives_a_watcher_that_was_killed(served):
    watcher, _answers = served
    wait_until(lambda: worker_of(watcher))
    children = list(children_of(watcher.pid))

    watcher.kill()
    watcher.wait(10)

    wait_until(lambda: not any(is_there(pid) for pid in children))


def test_a_polite_stop_ends_with_zero(served):
    watcher, _answers = served

    watcher.terminate()

    assert watcher.wait(30) == 0
