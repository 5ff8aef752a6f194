"""The night of a deadline: thousands of reports released through a real server, in bursts, by people who are logged in.

The server is `nhipcau serve` with its two workers. Each report is one POST of its 60 figures as the page sends them,
over a connection of its own; the sessions were opened before. The clients run in this process and share its cores.
"""

from __future__ import annotations

import asyncio
import os
import signal
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from benchmarks import measure
from benchmarks.program import free_port
from benchmarks.scale.nation import COMMUNES, Nation

BURST, PAUSE_SECONDS = 200, 18
ALONE = 15
TOKEN = "n" * 32


@dataclass(frozen=True)
class Filing:
    """One report that waits for its release: the whole request, ready to be sent."""

    occurrence: Any
    request: bytes


def night(nation: Nation, mark: str, *, whole: bool) -> dict[str, float]:
    """Measure filings alone, then bursts: two, or as many as all communes need."""
    from django.db import connection

    port = free_port()
    bursts = -(-(COMMUNES - ALONE) // BURST) if whole else 2
    filings = _filings(nation, port, ALONE + bursts * BURST)
    connection.close()
    server = subprocess.Popen(
        [sys.executable, "-m", "nhipcau.cli", "serve", "--bind", f"127.0.0.1:{port}", "--no-jobs"],
        env=os.environ | {"NHIPCAU_HOSTS": "127.0.0.1"}, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        _wait_for(port)
        alone = [asyncio.run(_burst(port, [one]))[0] for one in filings[:ALONE]]
        late, everything = [], list(alone)
        began = time.perf_counter()
        for place in range(bursts):
            if place and whole:
                time.sleep(max(0.0, began + place * PAUSE_SECONDS - time.perf_counter()))
            answers = asyncio.run(_burst(port, filings[ALONE + place * BURST : ALONE + (place + 1) * BURST]))
            everything += answers
            late.append(max(seconds for _status, seconds in answers))
        lasted = time.perf_counter() - began
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)
    return _said(nation, mark, filings, alone, everything, late, lasted)


def _said(
    nation: Nation, mark: str, filings: list[Filing], alone: list[tuple[int, float]],
    everything: list[tuple[int, float]], late: list[float], lasted: float,
) -> dict[str, float]:  # fmt: skip
    from nhipcau.audit.models import Entry
    from nhipcau.reports.actions.events import Event
    from nhipcau.reports.models import Figure, Version

    asked = {filing.occurrence for filing in filings}
    found = Version.objects.filter(
        filed_at__isnull=False, is_complete=True, submission__occurrence__period_start=nation.periods[-1][0]
    )
    kept = set(found.values_list("submission__occurrence_id", flat=True)) & asked
    figures = Figure.objects.filter(version__in=found.values("pk"), value=11).count()
    traces = Entry.objects.filter(event=Event.SIGNED_OFF).count()
    errors = sum(status != 302 for status, _seconds in everything)
    lost = len(asked) - len(kept) + max(0, len(asked) - traces) + max(0, len(asked) * len(nation.fields) - figures)
    one = statistics.median(seconds for _status, seconds in alone)
    cores = os.cpu_count() or 1
    floor = BURST * one / cores
    last = statistics.median(late)
    measure.table(
        ("night of the deadline", ""),
        [
            ("one filing alone", measure.milliseconds(one)),
            (f"{len(late)} bursts of {BURST}, {len(everything)} filings in {lasted:.0f} s", f"{errors} errors, {lost} lost"),
            (f"last answer of a burst (median; worst {max(late):.2f} s)", f"{last:.2f} s"),
            (f"{BURST} × alone ÷ {cores} cores", f"{floor:.2f} s"),
        ],
    )  # fmt: skip
    measure.result(f"scale-{mark}-night-lost", errors + lost, "filings", "<=0", met=errors + lost == 0)
    measure.ratio(f"scale-{mark}-night-last-answer", last, floor, at_most=1.5)
    return {"alone": one, "last": last, "floor": floor}


def _filings(nation: Nation, port: int, wanted: int) -> list[Filing]:
    """Make sessions and requests for the first `wanted` communes that have a draft in the open quarter."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.urls import reverse

    from nhipcau.reports.models import Version

    sessions = import_module(settings.SESSION_ENGINE).SessionStore
    drafts = Version.objects.filter(filed_at=None, submission__occurrence__period_start=nation.periods[-1][0])
    rows = drafts.order_by("submission__occurrence__body_id").values_list(
        "submission__occurrence_id", "submission__occurrence__body_id", "row_version"
    )
    made = []
    for occurrence, body, row_version in rows[:wanted]:
        user, session = nation.leaders[body], sessions()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        said = {"csrfmiddlewaretoken": TOKEN, "row_version": row_version} | {f"f{f.pk}": "11" for f in nation.fields}
        body_bytes = urlencode(said).encode()
        head = (
            f"POST {reverse('reports:sign_off', args=[occurrence])} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Cookie: {settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={TOKEN}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body_bytes)}\r\n"
            "Connection: close\r\n\r\n"
        )
        made.append(Filing(occurrence, head.encode() + body_bytes))
    return made


async def _burst(port: int, filings: list[Filing]) -> list[tuple[int, float]]:
    """Send all at once; give the status of each answer and how long it was waited for since the burst began."""
    began = time.perf_counter()

    async def one(filing: Filing) -> tuple[int, float]:
        for _ in range(3):  # a full queue of the listening socket refuses, as a browser would try again
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                break
            except OSError:
                await asyncio.sleep(0.1)
        else:
            return 0, time.perf_counter() - began
        try:
            writer.write(filing.request)
            await writer.drain()
            head = await asyncio.wait_for(reader.readline(), 120)
            await reader.read()
            return int(head.split()[1]), time.perf_counter() - began
        except (OSError, IndexError, TimeoutError):
            return 0, time.perf_counter() - began
        finally:
            writer.close()

    return list(await asyncio.gather(*(one(filing) for filing in filings)))


def _wait_for(port: int) -> None:
    until = time.perf_counter() + 60
    while time.perf_counter() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/suc-khoe/", timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server does not answer")
