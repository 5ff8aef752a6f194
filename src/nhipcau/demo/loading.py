"""Loads a demo world in one transaction: either all of it is there, or nothing."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from nhipcau import clock
from nhipcau.audit.actions import record
from nhipcau.organisations.events import Event
from nhipcau.organisations.models import World

Progress = Callable[[str], None]


def load(world: str, progress: Progress) -> bool:
    """Load the world unless one is there; return whether anything was done."""
    from nhipcau.demo import world2023, world_today

    if World.objects.exists():
        progress("Thế giới minh họa đã có sẵn; giữ nguyên những gì đã nhập.")
        return False
    make = {"2023": world2023.load, "today": world_today.load}[world]
    with transaction.atomic():
        row = make(progress)
        record(Event.WORLD_LOADED, about=row, by=None, at=clock.now(), details={"world": world})
    clock.forget()
    progress(f"Đã nạp xong: {row.name}.")
    return True
