"""The sealer: links what was committed to the trail, about once a second, for as long as a worker runs."""

from __future__ import annotations

import logging
import threading
import time

from django.db import DatabaseError, connections
from django.db.models import Max

from nhipcau.audit import actions
from nhipcau.audit.models import Entry

log = logging.getLogger("nhipcau.jobs")
SECONDS = 1.0
# On PostgreSQL an entry with a smaller id may commit after a greater one; this finds it when nothing new arrives.
SECONDS_UNTIL_LOOKING_ANYWAY = 30.0


def keep_sealing(stop: threading.Event) -> None:
    """Seal until told to stop, and once more then. Looks at one index entry while nothing is written."""
    sealed, looked_at = -1, float("-inf")
    try:
        while True:
            ending = stop.wait(SECONDS)
            try:
                newest = Entry.objects.aggregate(newest=Max("id"))["newest"] or 0
                if newest != sealed or time.monotonic() - looked_at > SECONDS_UNTIL_LOOKING_ANYWAY:
                    while actions.seal():
                        pass
                    sealed, looked_at = newest, time.monotonic()
            except DatabaseError:
                log.exception("trail not sealed this time")
                connections.close_all()
            if ending:
                return
    finally:
        connections.close_all()
