"""One worker as a process of its own: `python -m nhipcau.jobs`. It ends when the process that started it ends."""

from __future__ import annotations

import os
import threading

import django


def main() -> None:
    """Run until SIGTERM, or until the parent is gone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.settings")
    django.setup()
    from nhipcau import jobs

    stop = threading.Event()
    threading.Thread(target=_watch_parent, args=(os.getppid(), stop), daemon=True).start()
    jobs.run_worker(stop)


def _watch_parent(parent: int, stop: threading.Event) -> None:
    while not stop.wait(2):
        if os.getppid() != parent:
            stop.set()


if __name__ == "__main__":
    main()
