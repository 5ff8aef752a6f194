"""Workers beside the web server: started with it, started again when one dies, ended with it."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading

log = logging.getLogger("nhipcau.jobs")


class Workers:
    """Keeps `count` worker processes alive (`python -m nhipcau.jobs`).

    >>> workers = Workers(1)
    >>> workers.start(); ...; workers.stop()
    """

    def __init__(self, count: int = 1) -> None:
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._keep, name="workers", daemon=True) for _ in range(count)]
        self._running: set[subprocess.Popen[bytes]] = set()

    def start(self) -> None:
        """Start the processes and return at once."""
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float = 10) -> None:
        """Ask them to end; after `seconds` they are killed, and their jobs are done again at the next start."""
        self._stop.set()
        for process in tuple(self._running):
            process.terminate()
        for process in tuple(self._running):
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()

    def _keep(self) -> None:
        pause = 1.0
        while not self._stop.is_set():
            # A session of its own: Ctrl+C in the terminal reaches the server, which then stops us in order.
            process = subprocess.Popen([sys.executable, "-m", "nhipcau.jobs"], start_new_session=True)
            self._running.add(process)
            code = process.wait()
            self._running.discard(process)
            if not self._stop.is_set():
                log.warning("worker ended with %s, starting it again", code)
                self._stop.wait(pause)
                pause = min(pause * 2, 60)
