"""Fixtures that every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from nhipcau import clock
from tests import cast as players


@pytest.fixture(autouse=True)
def the_clock_stands_still() -> Iterator[None]:
    """Every test lives on 12 July 2023, 08:00 in Hà Nội, unless it freezes the clock elsewhere."""
    with clock.frozen(players.NOW):
        yield


@pytest.fixture
def cast(db: None) -> players.Cast:
    """A district with its coordinating bodies, three communes and a stranger."""
    return players.make_cast()


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path: Path) -> Path:
    """Uploaded files of a test lie in its own folder."""
    settings.FILES = tmp_path / "files"
    settings.FILES.mkdir()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return settings.FILES


@pytest.fixture(scope="session")
def real_documents() -> Path:
    """The folder of real documents, read where they lie; its sibling `reading` holds the gold readings."""
    named = os.environ.get("NHIPCAU_REAL_DOCUMENTS", "")
    if named and Path(named).is_dir():
        return Path(named)
    message = (
        f"NHIPCAU_REAL_DOCUMENTS names no folder: {named}"
        if named
        else "NHIPCAU_REAL_DOCUMENTS is not set: the real documents are not read"
    )
    if named or os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(autouse=True)
def undo_guards_for_flush(request: pytest.FixtureRequest) -> Iterator[None]:
    """With real commits the trail cannot be emptied while its guards stand: they are lifted at such a test's end."""
    marker = request.node.get_closest_marker("django_db")
    names = {"transactional_db", "live_server"}
    if not (names & set(request.fixturenames) or (marker and marker.kwargs.get("transaction"))):
        yield
        return
    request.getfixturevalue("transactional_db")
    from django.db import connection

    from nhipcau import guards

    guards.install(connection)
    yield
    with connection.cursor() as cursor:
        for guard in guards.REGISTER:
            if isinstance(guard, guards.AppendOnly):
                for statement in guard.undo(connection.vendor):
                    cursor.execute(statement)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run only what touches the database; what does not is tried once, on SQLite."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return
    wanted = {"db", "transactional_db", "live_server", "django_db_setup"}

    def touches(item: pytest.Item) -> bool:
        return item.get_closest_marker("django_db") is not None or bool(wanted & set(getattr(item, "fixturenames", ())))

    pure = [item for item in items if not touches(item)]
    if pure:
        config.hook.pytest_deselected(items=pure)
        items[:] = [item for item in items if touches(item)]
