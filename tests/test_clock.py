"""The one clock: Hà Nội's days, a world's offset, standing still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from nhipcau import clock


@pytest.fixture
def running_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the clock run again, and put back what the test changes."""
    for name in ("_frozen", "_read_offset"):
        monkeypatch.setattr(clock, name, None)
    monkeypatch.setattr(clock, "_offset", timedelta())
    monkeypatch.setattr(clock, "_asked_at", float("-inf"))
    yield


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2023, 7, 11, 16, 59, 59, tzinfo=UTC), date(2023, 7, 11)),  # a second before midnight in Hà Nội
        (datetime(2023, 7, 11, 17, 0, tzinfo=UTC), date(2023, 7, 12)),
        (datetime(2023, 7, 12, 16, 59, tzinfo=UTC), date(2023, 7, 12)),
        (datetime(2023, 12, 31, 17, 0, tzinfo=UTC), date(2024, 1, 1)),
        (datetime(2024, 2, 28, 17, 0, tzinfo=UTC), date(2024, 2, 29)),
        (datetime(2025, 6, 30, 17, 0, tzinfo=UTC), date(2025, 7, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_hanoi(moment, day):
    assert clock.day_of(moment) == day

    with clock.frozen(moment):
        assert clock.now() == moment
        assert clock.today() == day


@pytest.mark.parametrize("day", [date(2023, 7, 12), date(2024, 2, 29), date(2025, 7, 1), date(1975, 6, 13)])
def test_the_first_moment_of_a_day_belongs_to_it(day):
    first = clock.start_of(day)

    assert clock.day_of(first) == day
    assert clock.day_of(first - timedelta(microseconds=1)) == day - timedelta(days=1)
    assert first.tzinfo is UTC


def test_stands_still_also_inside_of_a_stand():
    outer, inner = datetime(2023, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)

    with clock.frozen(outer):
        with pytest.raises(ZeroDivisionError), clock.frozen(inner):
            assert clock.now() == inner
            raise ZeroDivisionError
        assert clock.now() == outer


def test_a_world_lives_on_its_own_day(running_clock):
    clock.offset_from(lambda: timedelta(days=-365))

    assert timedelta(days=364) < clock.real_now() - clock.now() < timedelta(days=366)


def test_without_a_world_it_is_real_time(running_clock):
    assert abs(clock.now() - clock.real_now()) < timedelta(seconds=5)
    assert clock.now().tzinfo is UTC


def test_asks_the_world_once_and_again_when_told_to_forget(running_clock):
    asked: list[int] = []
    clock.offset_from(lambda: timedelta(days=asked.append(1) or len(asked)))

    clock.now()
    clock.now()
    assert len(asked) == 1

    clock.forget()
    clock.now()
    assert len(asked) == 2


@pytest.mark.django_db
def test_the_world_of_the_database_moves_the_clock(running_clock):
    from nhipcau.organisations.apps import _offset_of_this_world
    from nhipcau.organisations.models import World

    assert _offset_of_this_world() == timedelta()

    World.objects.create(name="minh họa", is_demo=True, clock_offset_seconds=-86400)

    assert _offset_of_this_world() == timedelta(days=-1)
