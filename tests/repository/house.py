"""The house as files: its modules as syntax trees, its templates, what is committed."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "nhipcau"
READER = ROOT / "src" / "vanban"


def modules(*roots: Path, migrations: bool = False) -> list[Path]:
    """Return the Python files below the roots, in order."""
    found = sorted(path for root in roots for path in root.rglob("*.py"))
    return [path for path in found if migrations or "migrations" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text("utf-8"), str(path))


def templates() -> list[Path]:
    """Return every template of the product."""
    return sorted(path for path in SOURCE.rglob("templates/**/*") if path.suffix in {".html", ".txt", ".xml"})


@cache
def committed() -> tuple[Path, ...]:
    """Return the files that git knows and that are there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def said(path: Path) -> str:
    """Return a file's name from the root of the repository, for messages."""
    return path.relative_to(ROOT).as_posix()
