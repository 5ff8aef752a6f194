"""Jobs: asked for in the deed's transaction, done at least once, given up after three failures, standing ones kept."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django_q.models import Failure, OrmQ, Schedule
from django_q.scheduler import scheduler

from nhipcau import clock, jobs
from nhipcau.audit.actions import record
from nhipcau.audit.models import Entry, Link
from nhipcau.jobs import worker
from nhipcau.jobs.sealing import keep_sealing
from nhipcau.organisations.models import World
from tests.cast import NOW

DONE: list[object] = []
DO, FAIL, LOCK = (f"{__name__}.{name}" for name in ("do", "fail", "note_the_lock"))


def do(*args: object) -> None:
    """A job that leaves a trace."""
    DONE.append(args)


def fail() -> None:
    """A job that cannot be done."""
    DONE.append("failed")
    raise ConnectionError("máy chủ thư không trả lời")


def note_the_lock() -> None:
    """A job that takes long enough for its claim to be prolonged."""
    before = OrmQ.objects.get().lock
    threading.Event().wait(1.2)
    DONE.append(OrmQ.objects.get().lock > before)


@pytest.fixture(autouse=True)
def nothing_done_yet() -> None:
    DONE.clear()


def free_all() -> None:
    """Let the time pass after which a silent job is free again."""
    OrmQ.objects.update(lock=clock.real_now() - timedelta(seconds=1))


@pytest.mark.django_db(transaction=True)
def test_a_job_is_asked_for_with_its_deed_or_not_at_all() -> None:
    with pytest.raises(jobs.NotInTransaction):
        jobs.enqueue(DO)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.enqueue(DO)
        raise ZeroDivisionError
    assert jobs.waiting() == 0

    with transaction.atomic():
        jobs.enqueue(DO, "a", 1)

    assert (jobs.waiting(), jobs.waiting(DO), jobs.waiting(FAIL)) == (1, 1, 0)
    assert worker.do_one() and not worker.do_one()
    assert DONE == [("a", 1)]
    assert jobs.waiting() == 0


@pytest.mark.django_db
def test_a_job_in_hand_is_not_given_to_another() -> None:
    jobs.enqueue(DO)

    assert worker._take() is not None
    assert worker._take() is None

    free_all()  # its worker was killed
    assert worker.do_one()
    assert DONE == [()]


@pytest.mark.django_db
def test_jobs_are_done_in_the_order_in_which_they_were_asked_for() -> None:
    for name in "abc":
        jobs.enqueue(DO, name)

    assert jobs.work_off() == 3

    assert DONE == [("a",), ("b",), ("c",)]


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_is_tried_three_times_and_its_failure_kept() -> None:
    with transaction.atomic():
        jobs.enqueue(FAIL)

    for left in (1, 1, 0):
        assert worker.do_one()
        assert jobs.waiting() == left
        assert not worker.do_one()  # not at once again
        free_all()

    assert DONE == ["failed"] * 3
    assert "máy chủ thư" in Failure.objects.get().result


@pytest.mark.django_db(transaction=True)
def test_an_unknown_job_fails_and_does_not_stop_the_others() -> None:
    with transaction.atomic():
        jobs.enqueue("nhipcau.documents.jobs.no_such_thing")
        jobs.enqueue(DO)

    assert worker.do_one() and worker.do_one()

    assert DONE == [()]


@pytest.mark.django_db
def test_a_job_signed_with_another_key_is_thrown_away(settings) -> None:
    jobs.enqueue(DO)
    OrmQ.objects.update(payload=OrmQ.objects.get().payload[:-3] + "xyz")

    assert worker.do_one()

    assert (DONE, jobs.waiting()) == ([], 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_a_worker_that_lives_prolongs_its_claim(settings) -> None:
    settings.Q_CLUSTER = {**settings.Q_CLUSTER, "retry": 1}
    with transaction.atomic():
        jobs.enqueue(LOCK)

    worker.do_one()

    assert DONE == [True]


@pytest.mark.django_db(transaction=True)
def test_a_job_for_later_is_done_then() -> None:
    with transaction.atomic():
        jobs.enqueue_later(DO, "đêm", at=clock.real_now() + timedelta(hours=3), seconds=3600)
    scheduler()
    assert jobs.work_off() == 0

    Schedule.objects.update(next_run=clock.real_now() - timedelta(seconds=1))
    scheduler()
    assert jobs.work_off() == 1

    assert DONE == [("đêm",)]
    assert not Schedule.objects.exists()  # once


@pytest.mark.django_db
def test_standing_jobs_follow_what_the_apps_name(monkeypatch) -> None:
    monkeypatch.setattr(jobs, "_STANDING", {})
    jobs.schedule("one", DO, "5 0 * * *")
    jobs.schedule("two", DO, "*/30 * * * *")
    assert jobs.ensure_schedules() == 2
    first = Schedule.objects.get(name="one")
    assert clock.HANOI.utcoffset(first.next_run) and first.next_run.astimezone(clock.HANOI).strftime("%H:%M") == "00:05"

    assert jobs.ensure_schedules() == 2  # again, nothing moves
    assert Schedule.objects.get(name="one").next_run == first.next_run

    jobs.schedule("one", DO, "10 1 * * *")
    jobs._STANDING.pop("two")
    jobs.enqueue_later(DO, at=clock.real_now())
    assert jobs.ensure_schedules() == 1

    assert Schedule.objects.get(name="one").cron == "10 1 * * *"
    assert not Schedule.objects.filter(name="two").exists()
    assert Schedule.objects.filter(func=DO, name=None).exists()  # what waits for its moment stays


def test_every_standing_job_can_be_found() -> None:
    assert {job.name for job in jobs.standing()} >= {"clear-quarantine", "read-what-stands-still"}
    for job in jobs.standing():
        assert callable(worker._function(job.task)), job


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_the_sealer_seals_within_its_second_and_once_more_at_the_end() -> None:
    world = World.objects.create(name="thử")
    stop = threading.Event()
    sealer = threading.Thread(target=keep_sealing, args=(stop,))
    with transaction.atomic():
        record("something", about=world, by=None, at=NOW)
    sealer.start()
    for _ in range(100):
        if Link.objects.exists():
            break
        stop.wait(0.05)

    with transaction.atomic():
        record("something", about=world, by=None, at=NOW)
    stop.set()
    sealer.join(5)

    assert not sealer.is_alive()
    assert (Entry.objects.count(), Link.objects.count()) == (2, 2)
