"""Identifiers of what people create: UUID version 7 (RFC 9562), so that new rows lie together in the index."""

from __future__ import annotations

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """Return a fresh UUIDv7 as the standard library's type."""
    return UUID(bytes=uuid_utils.uuid7().bytes)
