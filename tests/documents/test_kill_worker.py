"""A worker that is killed while it reads: its job is done again by the next one, and the result is there once."""

from __future__ import annotations

import os
import signal
import time

import pytest

from tests.documents.processes import VERIFY, House

pytestmark = [pytest.mark.kill, pytest.mark.slow]


def test_a_killed_workers_reading_is_done_again_and_once(house: House) -> None:
    upload = house.hand_in(pages=120)
    first = house.worker()
    house.wait_for(lambda: house.state(upload) == "reading", 15)

    os.kill(first.pid, signal.SIGKILL)
    first.wait()

    assert house.state(upload) == "reading"  # killed in the middle: nothing was written
    assert house.times_read(upload) == 0
    assert house.count("django_q_ormq") == 1  # the job is still asked for

    house.worker()
    house.wait_for(lambda: house.state(upload) == "read", 25)
    house.wait_for(lambda: house.count("django_q_ormq") == 0, 5)

    assert house.times_read(upload) == 1
    assert house.ask("SELECT attempt, pages_done FROM documents_upload WHERE id = ?", upload) == [(2, 120)]
    house.wait_for(
        lambda: house.ask("SELECT count(*) FROM audit_entry") == house.ask("SELECT count(*) FROM audit_link"), 5
    )
    assert house.run(VERIFY) == "whole 0"


def test_a_worker_that_lives_keeps_its_job_from_the_other(house: House) -> None:
    upload = house.hand_in(pages=250)
    began = time.monotonic()
    house.worker()
    house.worker()

    house.wait_for(lambda: house.state(upload) == "read", 30)
    took = time.monotonic() - began
    house.wait_for(lambda: house.count("django_q_ormq") == 0, 5)

    # It took longer than the 2 s after which a silent worker's job is given away; this one was not silent.
    assert took > 2
    assert house.ask("SELECT attempt FROM documents_upload WHERE id = ?", upload) == [(1,)]
    assert house.times_read(upload) == 1
