"""The settings that an operator may give, each read through a helper that refuses nonsense.

`docs/operate/settings.md` describes every one; a test compares the two.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


class BadSetting(Exception):
    """A setting has a value that cannot be used; the message names it."""


@dataclass(frozen=True)
class Setting:
    """One setting: its name in the environment, its default as text, what it means."""

    name: str
    default: str
    meaning: str


REGISTER: dict[str, Setting] = {}


def text(name: str, default: str, meaning: str) -> str:
    """Return a setting as text."""
    REGISTER[name] = Setting(name, default, meaning)
    return os.environ.get(name, default)


def flag(name: str, default: bool, meaning: str) -> bool:
    """Return a setting that is on (`1`) or off (`0`)."""
    value = text(name, "1" if default else "0", meaning)
    if value not in {"0", "1"}:
        raise BadSetting(f"{name} must be 0 or 1, not {value!r}.")
    return value == "1"


def number(name: str, default: int, meaning: str, *, least: int = 0) -> int:
    """Return a whole number of at least `least`."""
    value = text(name, str(default), meaning)
    if not value.isdecimal() or int(value) < least:
        raise BadSetting(f"{name} must be a whole number of at least {least}, not {value!r}.")
    return int(value)


def names(name: str, default: str, meaning: str) -> list[str]:
    """Return a list of names separated by commas."""
    return [part.strip() for part in text(name, default, meaning).split(",") if part.strip()]


def folder(name: str, default: Path, meaning: str) -> Path:
    """Return a folder; it need not exist yet."""
    return Path(text(name, str(default), meaning)).expanduser().resolve()


def secret(name: str, keep_in: Path, make: Callable[[], str], meaning: str) -> str:
    """Return a secret from the environment, else from the file `keep_in`, made at first use and readable by us only."""
    REGISTER[name] = Setting(name, "", meaning)
    if value := os.environ.get(name):
        return value
    try:
        return keep_in.read_text("ascii")
    except FileNotFoundError:
        keep_in.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(keep_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(make())
    except FileExistsError:  # another process was faster
        pass
    return keep_in.read_text("ascii")
