"""Work for later, in the database of the deed that asks for it: enqueued in its transaction, done at least once.

A thin front of django-q2 (its tables, its signing, its schedules); nothing else in the house imports django_q. A job is
the dotted name of a function with plain arguments; it loads by id, does one deed, and is safe to run twice.

>>> enqueue("nhipcau.documents.jobs.read_upload", str(upload.pk))  # inside the deed's transaction
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django_q.models import OrmQ, Schedule
from django_q.tasks import async_task

SECONDS_A_JOB = 900
Argument = str | int | bool | None


class NotInTransaction(RuntimeError):
    """A job is asked for in the transaction of the deed that needs it."""


@dataclass(frozen=True)
class Standing:
    """A job that comes back: its name, what it runs, when (five fields of cron, in Hà Nội)."""

    name: str
    task: str
    cron: str


_STANDING: dict[str, Standing] = {}


def enqueue(task: str, *args: Argument, seconds: int = SECONDS_A_JOB) -> str:
    """Ask for the job `task` and return its id; it is known to the worker when the transaction commits.

    A job that runs longer than `seconds` is stopped and counts as failed. Raises `NotInTransaction`.
    """
    _demand_transaction()
    return async_task(task, *args, timeout=seconds)


def enqueue_later(task: str, *args: Argument, at: datetime, seconds: int = SECONDS_A_JOB) -> None:
    """Ask for the job `task` to be done at the moment `at` of real time, or soon after. Raises `NotInTransaction`."""
    _demand_transaction()
    Schedule.objects.create(
        func=task,
        args=repr(args),
        kwargs=repr({"q_options": {"timeout": seconds}}),
        schedule_type=Schedule.ONCE,
        next_run=at,
    )


def schedule(name: str, task: str, cron: str) -> None:
    """Name a job that comes back, such as `schedule("open-occurrences", "…", "5 0 * * *")`; called in an app's `ready`.

    The name is the job's for ever: another task or time under it replaces the earlier one.
    """
    _STANDING[name] = Standing(name, task, cron)


def standing() -> tuple[Standing, ...]:
    """Return the jobs that come back, by name."""
    return tuple(sorted(_STANDING.values(), key=lambda job: job.name))


@transaction.atomic
def ensure_schedules() -> int:
    """Bring the table of schedules in line with what the apps have named; return how many there are. Safe to repeat."""
    for job in standing():
        there = Schedule.objects.filter(name=job.name).first()
        if there is None:
            there = Schedule(name=job.name, schedule_type=Schedule.CRON, repeats=-1)
        elif (there.func, there.cron) == (job.task, job.cron):
            continue
        there.func, there.cron = job.task, job.cron
        there.next_run = there.calculate_next_run()
        there.save()
    Schedule.objects.exclude(name=None).exclude(name="").exclude(name__in=_STANDING).delete()
    return len(_STANDING)


def waiting(task: str | None = None) -> int:
    """Return how many jobs wait or are being done, all or those of one task."""
    entries = OrmQ.objects.all()
    return entries.count() if task is None else sum(1 for entry in entries if entry.func() == task)


def work_off() -> int:
    """Do every waiting job here and now and return how many; for tests, commands and loading a world.

    A job that fails raises, so that nothing is lost in silence.
    """
    from nhipcau.jobs import worker

    return worker.work_off()


def run_worker(stop: threading.Event | None = None) -> None:
    """Do jobs, run schedules and seal the trail until told to stop (SIGTERM, SIGINT, or `stop` set). Blocks."""
    from nhipcau.jobs import worker

    worker.run(stop)


def _demand_transaction() -> None:
    if not connection.in_atomic_block:
        raise NotInTransaction("jobs.enqueue must run inside the deed's transaction")


def retry_seconds() -> int:
    """Return after how many seconds without a sign of life a job is given to another worker."""
    return int(settings.Q_CLUSTER["retry"])
