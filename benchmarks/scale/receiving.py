"""Receiving reports of 60 figures one by one and by twelve writers, beside the bare driver writing the same rows."""

from __future__ import annotations

import multiprocessing
import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks import measure
from benchmarks.scale.nation import INDICATORS, Nation, key

WRITERS, EACH = 12, 8
LATENCY_MICROSECONDS = 5_000

_UPDATE = "UPDATE reports_version SET received_at = {m}, received_by_id = {m} WHERE id = {m} AND received_at IS NULL"
_ENTRY = (
    "INSERT INTO audit_entry (at, event, user_id, user_label, post_id, post_label, body_id, on_behalf_of, about_type,"
    " about_id, about_label, details, digest) VALUES ({m}, 'bare', '', '', '', '', '', '', '', {m}, '', '{{}}', '')"
)
_SUMS = (
    "INSERT INTO reports_livesum (obligation_id, period_start, period_end, indicator_id, breakdown, value, bodies,"
    " estimates) VALUES {rows} ON CONFLICT (obligation_id, period_start, period_end, indicator_id, breakdown) DO UPDATE"
    " SET value = reports_livesum.value + excluded.value, bodies = reports_livesum.bodies + excluded.bodies,"
    " estimates = reports_livesum.estimates + excluded.estimates"
)


class Bare:
    """The driver alone on a connection of its own: one changed version, one entry, 60 sums, one durable commit."""

    def __init__(self) -> None:
        from django.db import connection

        settings = connection.settings_dict
        self.is_postgres = connection.vendor == "postgresql"
        mark = "%s" if self.is_postgres else "?"
        row = "(" + ", ".join([mark] * 8) + ")"
        self.update, self.entry = _UPDATE.format(m=mark), _ENTRY.format(m=mark)
        self.sums = _SUMS.format(rows=", ".join([row] * INDICATORS))
        if self.is_postgres:
            import psycopg

            self.driver: Any = psycopg.connect(
                dbname=settings["NAME"], user=settings["USER"], password=settings["PASSWORD"], host=settings["HOST"],
                port=settings["PORT"] or None, autocommit=True,
            )  # fmt: skip
        else:
            import sqlite3

            self.driver = sqlite3.connect(settings["NAME"], isolation_level=None, timeout=20)
            self.driver.execute("PRAGMA synchronous=FULL")

    def receive(self, nation: Nation, waiting: tuple[Any, Any, Any, Any, Any]) -> None:
        """Write what receiving one report writes; its values are at hand."""
        version, duty, start, end, receiver = waiting
        moment: object = nation.now if self.is_postgres else nation.now.isoformat(sep=" ")
        first, last = (start, end) if self.is_postgres else (start.isoformat(), end.isoformat())
        rows = [
            value
            for indicator in sorted(each.pk for each in nation.indicators)
            for value in (key(duty), first, last, key(indicator), "", 7, 1, 0)
        ]
        execute = self.driver.execute
        execute("BEGIN" if self.is_postgres else "BEGIN IMMEDIATE")
        execute(self.update, (moment, key(receiver), key(version)))
        execute(self.entry, (moment, uuid.uuid4().hex))
        execute(self.sums, rows)
        execute("COMMIT")


def waiting(nation: Nation) -> Iterator[tuple[Any, Any, Any, Any, Any]]:
    """Give reports that were filed and not received, spread over provinces and periods with figures."""
    from nhipcau.reports.models import Version

    rows = Version.objects.filter(
        filed_at__isnull=False, received_at=None, submission__occurrence__obligation__in=[d.pk for d in nation.duties],
        submission__occurrence__period_start__gte=nation.periods[-nation.quarters - 1][0],
    ).values_list(
        "pk", "submission__occurrence__obligation_id", "submission__occurrence__period_start",
        "submission__occurrence__period_end", "submission__occurrence__obligation__recipient_id",
    )  # fmt: skip
    found = list(rows.order_by("pk"))
    step = 37  # neighbours belong to one province
    for first in range(step):
        for version, duty, start, end, recipient in found[first::step]:
            yield version, duty, start, end, nation.leaders[recipient].pk


def one_by_one(nation: Nation, mark: str, reports: Iterator[Any]) -> dict[str, float]:
    """Measure single deeds, each with its durable commit."""
    from nhipcau.organisations import access
    from nhipcau.reports import actions
    from nhipcau.reports.models import Version

    bare = Bare()
    actors = {
        user.pk: access.actor_of(user, on=nation.now.date()) for user in nation.officers
    }  # a request reads its actor once, before the deed

    def ours() -> None:
        version, _duty, _start, _end, receiver = next(reports)
        actions.receive(Version.objects.get(pk=version), by=actors[receiver], now=nation.now)

    floor, whole = measure.in_turns(lambda: bare.receive(nation, next(reports)), ours, rounds=25, warm_up=3)
    measure.table(
        ("receiving a report of 60 figures, durable", "bare driver", "Nhịp Cầu", "ratio"),
        [("one after the other", measure.milliseconds(floor.median), measure.milliseconds(whole.median), f"{whole.median / floor.median:.2f}")],
    )  # fmt: skip
    measure.times(f"scale-{mark}-receiving", 1 / whole.median, 1 / floor.median, at_least=0.5)
    return {"bare": floor.median, "ours": whole.median}


def by_twelve(nation: Nation, mark: str, reports: Iterator[Any]) -> dict[str, float]:
    """Measure twelve processes at once with 5 ms of commit latency (`commit_delay` with `commit_siblings` 0)."""
    with latency():
        bare = _many(nation, [next(reports) for _ in range(WRITERS * EACH)], _bare)
        ours = _many(nation, [next(reports) for _ in range(WRITERS * EACH)], _ours)
    measure.table(
        ("12 writers, 5 ms commit latency", "bare driver", "Nhịp Cầu", "ratio"),
        [("reports received a second", f"{bare:.0f}", f"{ours:.0f}", f"{ours / bare:.2f}")],
    )
    measure.times(f"scale-{mark}-receiving-12-writers", ours, bare, at_least=0.5)
    return {"bare": bare, "ours": ours}


@contextmanager
def latency() -> Iterator[None]:
    """Let the server wait 5 ms before each flush of its log; commits that come meanwhile are flushed together."""
    from django.db import connection

    def said(delay: int, siblings: int) -> None:
        for name, value in (("commit_delay", delay), ("commit_siblings", siblings)):
            with connection.cursor() as cursor:
                cursor.execute(f"ALTER SYSTEM SET {name} = {value}")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_reload_conf()")
        time.sleep(0.5)

    said(LATENCY_MICROSECONDS, 0)
    try:
        yield
    finally:
        said(0, 5)


def _bare(nation: Nation) -> Callable[[Any], None]:
    driver = Bare()
    return lambda report: driver.receive(nation, report)


def _ours(nation: Nation) -> Callable[[Any], None]:
    from nhipcau.organisations import access
    from nhipcau.reports import actions
    from nhipcau.reports.models import Version

    actors = {user.pk: access.actor_of(user, on=nation.now.date()) for user in nation.officers}
    return lambda report: actions.receive(Version.objects.get(pk=report[0]), by=actors[report[4]], now=nation.now)


def _many(nation: Nation, reports: list[Any], how: Callable[[Nation], Callable[[Any], None]]) -> float:
    """Return how many deeds a second twelve processes do, from a common start to the last one's end."""
    from django.db import connections

    connections.close_all()
    if hasattr(connections["default"], "close_pool"):
        connections["default"].close_pool()
    fork = multiprocessing.get_context("fork")
    start, ends = fork.Barrier(WRITERS), fork.Queue()

    def work(mine: list[Any]) -> None:
        deed = how(nation)
        start.wait()
        began = time.perf_counter()
        for report in mine:
            deed(report)
        ends.put((began, time.perf_counter()))
        ends.close()
        ends.join_thread()
        os._exit(0)

    writers = [fork.Process(target=work, args=(reports[n::WRITERS],)) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    times = [ends.get(timeout=120) for _ in writers]
    for writer in writers:
        writer.join()
    return len(reports) / (max(end for _began, end in times) - min(began for began, _end in times))
