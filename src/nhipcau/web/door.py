"""What the door shows besides the form: a demo world names its invented accounts there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class ShownAccount:
    """An invented account: what to type and whose desk it is."""

    username: str
    display_name: str


@dataclass(frozen=True)
class ShownAccounts:
    """The accounts of a demo world and their common password."""

    accounts: tuple[ShownAccount, ...]
    password: str


_offers: list[Callable[[], ShownAccounts]] = []


def offer(accounts: Callable[[], ShownAccounts]) -> None:
    """Name who knows the invented accounts; asked only in a world that is a demo."""
    if accounts not in _offers:
        _offers.append(accounts)


def shown() -> ShownAccounts | None:
    """Return the invented accounts, or None where nobody offers any."""
    return _offers[0]() if _offers else None
