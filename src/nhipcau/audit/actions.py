"""Writing the trail: an entry in the deed's transaction, the chain afterwards by one sealer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Protocol

from django.db import connection, transaction
from django.db.models import Model

from nhipcau import clock
from nhipcau.audit import rules
from nhipcau.audit.models import Entry, Link

SEAL_LOCK = 7_432_001  # PostgreSQL advisory lock: one sealer at a time


class By(Protocol):
    """Who did it: what `organisations.access` gives when it allows a deed."""

    def trail_fields(self) -> dict[str, str]:
        """Return user_id, user_label, post_id, post_label, body_id, on_behalf_of."""


class NotInTransaction(RuntimeError):
    """A deed must write its trail in its own transaction."""


def fields_of(entry: Entry) -> dict[str, object]:
    """Return what is hashed: every column of the entry but its key and its hash."""
    return {
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        **{
            name: getattr(entry, name)
            for name in (
                "event", "user_id", "user_label", "post_id", "post_label", "body_id", "on_behalf_of",
                "about_type", "about_id", "about_label", "details",
            )
        },
    }  # fmt: skip


def record(event: str, *, about: Model, by: By | None, at: datetime, details: dict[str, object] | None = None) -> Entry:
    """Write one deed into the trail. `by` is None only for what the program does by itself.

    `details` holds JSON values and never a protected field. Raises NotInTransaction outside of the deed's transaction.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("audit.record must run inside the deed's transaction")
    entry = Entry(
        at=at,
        event=str(event),
        about_type=about._meta.label_lower,
        about_id=str(about.pk),
        about_label=str(about)[:300],
        details=details or {},
        **(by.trail_fields() if by else {}),
    )
    entry.digest = rules.digest(fields_of(entry))
    entry.save(force_insert=True)
    return entry


@transaction.atomic
def seal(limit: int = 5000) -> int:
    """Link committed entries that are not linked yet, oldest first; return how many. One sealer at a time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEAL_LOCK])
            if not cursor.fetchone()[0]:
                return 0
    waiting: Iterable[tuple[int, str]] = (
        Entry.objects.filter(link=None).order_by("id").values_list("id", "digest")[:limit]
    )
    position, previous = Link.objects.order_by("-position").values_list("position", "chain").first() or (0, rules.START)
    links, now = [], clock.now()
    for entry_id, entry_digest in waiting:
        position, previous = position + 1, rules.chain(previous, entry_id, entry_digest)
        links.append(Link(position=position, entry_id=entry_id, chain=previous, sealed_at=now))
    Link.objects.bulk_create(links)
    return len(links)
