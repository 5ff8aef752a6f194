"""How an entry is hashed and how links are chained: SHA-256 over canonical JSON (RFC 8785)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import rfc8785

START = hashlib.sha256("Nhịp Cầu: sổ nhật ký".encode()).hexdigest()


@dataclass(frozen=True)
class Finding:
    """What checking the trail gave: how many links hold, the first broken record, how many wait for the sealer."""

    sealed: int
    unsealed: int
    head: str
    broken: str | None


def digest(fields: dict[str, object]) -> str:
    """Return the hash of an entry's fields (JSON values; times as ISO text)."""
    return hashlib.sha256(rfc8785.dumps(fields)).hexdigest()  # type: ignore[arg-type]


def chain(previous: str, entry_id: int, entry_digest: str) -> str:
    """Return the hash that binds an entry to everything before it."""
    return hashlib.sha256(f"{previous}:{entry_id}:{entry_digest}".encode()).hexdigest()
