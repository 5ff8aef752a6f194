"""Imports run one way."""

from __future__ import annotations

import ast

import pytest
from importlinter.cli import lint_imports

from tests.repository.house import ROOT, SOURCE, modules, said, tree

# What decides on plain values asks neither database nor clock nor settings.
RULES = [path for path in modules(SOURCE) if path.name == "rules.py" or "rules" in path.parts]
FORBIDDEN = ("django.db", "django.conf", "nhipcau.settings", "nhipcau.audit", "nhipcau.organisations.access")


@pytest.mark.slow
def test_every_module_keeps_to_its_layer(monkeypatch):
    monkeypatch.chdir(ROOT)

    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0, "run .venv/bin/lint-imports"


@pytest.mark.parametrize("path", RULES, ids=said)
def test_rules_decide_on_plain_values(path):
    asked = [
        name
        for node in ast.walk(tree(path))
        for name in _imported(node)
        if name.startswith(FORBIDDEN) or name in {"nhipcau.clock.now", "nhipcau.clock.today", "nhipcau.clock"}
    ]

    assert asked == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []
