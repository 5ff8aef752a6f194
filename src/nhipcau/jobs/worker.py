"""The worker: takes jobs one by one, shows that it lives, runs what comes back, seals the trail.

It uses django-q2's tables, signing, scheduler and record of failures, but not its cluster: that is five processes,
its workers hold a lock on their queue while idle (kill one and the others wait for ever), and it gives a job to another
worker after a fixed time. Here one process does jobs in its main thread, while another thread prolongs the claim of the
job in hand; a killed worker prolongs nothing, and its job is free again after `retry` seconds.
"""

from __future__ import annotations

import logging
import pydoc
import signal
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import OperationalError, close_old_connections, connections
from django_q.brokers import get_broker
from django_q.conf import Conf
from django_q.exceptions import TimeoutException
from django_q.models import OrmQ, Task
from django_q.monitor import save_task
from django_q.scheduler import scheduler
from django_q.signing import BadSignature, SignedPackage
from django_q.timeout import TimeoutHandler

from nhipcau import clock, jobs
from nhipcau.jobs.sealing import keep_sealing

log = logging.getLogger("nhipcau.jobs")
SECONDS_BETWEEN_LOOKS_AT_SCHEDULES = 15


def run(stop: threading.Event | None = None) -> None:
    """Do jobs until told to stop; see `nhipcau.jobs.run_worker`."""
    stop = stop or threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
    jobs.ensure_schedules()
    sealer = threading.Thread(target=keep_sealing, args=(stop,), name="sealer", daemon=True)
    sealer.start()
    log.info("worker ready")
    looked_at = float("-inf")
    while not stop.is_set():
        close_old_connections()
        try:
            if time.monotonic() - looked_at > SECONDS_BETWEEN_LOOKS_AT_SCHEDULES:
                looked_at = time.monotonic()
                scheduler(broker=get_broker())
            if not do_one():
                stop.wait(Conf.POLL)
        except OperationalError:  # the database is away for a moment: restarted, or busy beyond its time
            log.exception("database not reached")
            close_old_connections()
            stop.wait(2)
    sealer.join(5)
    connections.close_all()


def do_one() -> bool:
    """Take the oldest free job and do it; return whether there was one."""
    entry = _take()
    if entry is None:
        return False
    try:
        task = SignedPackage.loads(entry.payload)
    except (BadSignature, TypeError):
        # Signed with another secret key: nobody can ever do it.
        log.error("job %s thrown away: its signature does not hold", entry.pk)
        entry.delete()
        return True
    with _Claim(entry.pk):
        _do(task)
    task["cluster"] = Conf.CLUSTER_NAME
    if task["success"] or _attempts(task) + 1 >= Conf.MAX_ATTEMPTS:
        OrmQ.objects.filter(pk=entry.pk).delete()
    if not task["success"]:
        save_task(task, get_broker())
    return True


def work_off() -> int:
    """Do every free job in this thread; see `nhipcau.jobs.work_off`."""
    done = 0
    while (entry := _take()) is not None:
        task = SignedPackage.loads(entry.payload)
        _function(task["func"])(*task["args"], **task["kwargs"])
        entry.delete()
        done += 1
    return done


def _take() -> OrmQ | None:
    """Claim the oldest free job; of two workers that see it, one gets it."""
    now = clock.real_now()  # the time of locks is real time, not the world's
    until = now + timedelta(seconds=jobs.retry_seconds())
    for entry in OrmQ.objects.filter(key=Conf.CLUSTER_NAME, lock__lte=now).order_by("lock", "pk")[:5]:
        if OrmQ.objects.filter(pk=entry.pk, lock=entry.lock).update(lock=until):
            return entry
    return None


def _do(task: dict[str, object]) -> None:
    """Run the function; write its success or its error into `task`, as django-q2's records have them."""
    seconds = int(task.get("timeout") or jobs.SECONDS_A_JOB)
    try:
        with TimeoutHandler(seconds):
            _function(task["func"])(*task["args"], **task["kwargs"])
        task["result"], task["success"] = None, True
    except (Exception, TimeoutException) as error:
        log.exception("job %s %s failed", task["func"], task["args"])
        task["result"], task["success"] = f"{type(error).__name__}: {error}", False
    task["stopped"] = clock.real_now()


def _function(name: object) -> Callable[..., object]:
    found = name if callable(name) else pydoc.locate(str(name))
    if not callable(found):
        raise LookupError(f"there is no job {name}")
    return found


def _attempts(task: dict[str, object]) -> int:
    return Task.objects.filter(id=task["id"]).values_list("attempt_count", flat=True).first() or 0


class _Claim:
    """While a job is done, a thread prolongs its lock."""

    def __init__(self, entry_id: int) -> None:
        self.entry_id = entry_id
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._prolong, name="claim", daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join(30)

    def _prolong(self) -> None:
        seconds = jobs.retry_seconds()
        try:
            while not self.done.wait(seconds / 3):
                try:
                    until = clock.real_now() + timedelta(seconds=seconds)
                    OrmQ.objects.filter(pk=self.entry_id).update(lock=until)
                except OperationalError:
                    log.warning("claim of job %s not prolonged", self.entry_id)
        finally:
            connections.close_all()
