"""Tables and their migrations."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import call_command

from tests.repository.house import SOURCE, modules, said


@pytest.mark.django_db
def test_the_migrations_make_the_tables_that_the_models_name():
    told = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=told)
    except SystemExit:
        pytest.fail(f"run `manage.py makemigrations <app> -n <a speaking name>`:\n{told.getvalue()}")


def test_every_migration_has_a_speaking_name():
    names = [path for path in modules(SOURCE, migrations=True) if re.match(r"\d{4}_", path.name)]

    assert names
    assert [said(path) for path in names if re.search(r"_auto_|_initial|alter_.*_and_more|_merge_", path.name)] == []


def test_two_migrations_of_an_app_never_have_one_number():
    taken: dict[tuple[str, str], str] = {}
    for path in modules(SOURCE, migrations=True):
        if re.match(r"\d{4}_", path.name):
            key = (path.parent.parent.name, path.name[:4])
            assert key not in taken, f"{said(path)} beside {taken[key]}"
            taken[key] = said(path)
