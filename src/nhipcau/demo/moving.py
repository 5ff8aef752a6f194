"""Moves a demo world on to a later day, as if the time between had passed without anybody at work."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from nhipcau import clock
from nhipcau.obligations.actions import open_occurrences
from nhipcau.obligations.models import Occurrence
from nhipcau.organisations.models import World

PASSED_OVER = "Dữ liệu minh họa chuyển sang ngày mới; các kỳ ở giữa không theo dõi."


@transaction.atomic
def move_on(day: date, *, kept_from: date) -> bool:
    """Let a demo world stand at 08:00 of `day`, if it stands before; return whether it was moved.

    Periods that ended before `kept_from` and were not open yet are opened as withdrawn, each with the reason, so that
    nobody is shown as late for a time that was skipped. A world that is no demo is never moved.
    """
    world = World.objects.select_for_update().filter(is_demo=True).first()
    if world is None or clock.today() >= day:
        return False
    moment = datetime.combine(day, time(8), tzinfo=clock.HANOI)
    world.clock_offset_seconds = int((moment - clock.real_now()).total_seconds())
    world.save(update_fields=["clock_offset_seconds"])
    clock.forget()
    now = clock.now()
    there = set(Occurrence.objects.values_list("pk", flat=True))
    open_occurrences(on=day, now=now)
    skipped = [
        key
        for key in Occurrence.objects.filter(period_end__lt=kept_from).values_list("pk", flat=True)
        if key not in there
    ]
    for start in range(0, len(skipped), 500):
        rows = Occurrence.objects.filter(pk__in=skipped[start : start + 500])
        rows.update(withdrawn_at=now, withdrawn_reason=PASSED_OVER)
    return True
