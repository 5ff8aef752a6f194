"""Every setting is described for the operator, and nothing is described that is no setting."""

from __future__ import annotations

import ast
import re

from nhipcau import env
from tests.repository.house import ROOT, SOURCE, modules, said, tree

PAGE = ROOT / "docs" / "operate" / "settings.md"
NAME = re.compile(r"^\| `([A-Z][A-Z0-9_]+)` \|", re.MULTILINE)
# The command line sets these before Django reads the settings, or hands them on to its children.
MAY_ASK_THE_ENVIRONMENT = {"env.py", "cli.py", "wsgi.py", "serving.py"}


def test_every_setting_is_described_and_no_other():
    described = NAME.findall(PAGE.read_text("utf-8"))

    assert sorted(described) == sorted(env.REGISTER)


def test_what_is_described_is_the_default():
    page = PAGE.read_text("utf-8")
    rows = {name: page[page.index(f"| `{name}` |") :].split("\n", 1)[0] for name in env.REGISTER}
    derived = {"NHIPCAU_VAR", "NHIPCAU_SQLITE", "NHIPCAU_FILES"}  # they depend on where the program stands

    wrong = [
        name
        for name, setting in env.REGISTER.items()
        if name not in derived and f"| `{setting.default}` |" not in rows[name] and setting.default
    ]
    assert wrong == []


def test_every_setting_has_a_meaning():
    assert [name for name, setting in env.REGISTER.items() if not setting.meaning.endswith(".")] == []


def test_only_the_settings_ask_the_environment():
    asking = [
        said(path)
        for path in modules(SOURCE)
        if path.relative_to(SOURCE).as_posix() not in MAY_ASK_THE_ENVIRONMENT
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    ]

    assert asking == []
