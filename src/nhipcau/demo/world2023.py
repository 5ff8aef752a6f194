"""The world of 12 July 2023: two districts, three programmes, two quarters of reports, three sample documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from nhipcau import clock
from nhipcau.demo import bodies2023, forms, past2023, people, people2023, programmes2023
from nhipcau.organisations.models import World

OPENS_AT = datetime(2023, 7, 12, 1, 0, tzinfo=UTC)  # 08:00 in Hà Nội
SET_UP_AT = datetime(2023, 1, 3, 1, 0, tzinfo=UTC)  # when the offices began to use the program
POSTS_SINCE = date(2021, 1, 1)


def load(progress: Callable[[str], None]) -> World:
    """Write the whole world; its clock stands at 08:00 of 12 July 2023 when this returns."""
    with clock.frozen(SET_UP_AT) as now:
        progress("Địa bàn và cơ quan: tỉnh Bình Thuận, tỉnh Kon Tum …")
        bodies = bodies2023.build(now)
        progress(f"  {len(bodies.builder.rows)} cơ quan. Chương trình và quan hệ báo cáo …")
        programmes = programmes2023.build(bodies, now)
        forms.build(programmes.campaign, programmes.twinning, programmes.exemplars, now)
        count = people.load(people2023.accounts(bodies), bodies.builder.by_key, now, POSTS_SINCE)
        progress(f"  {count} tài khoản.")
    past2023.load(bodies, programmes, progress)
    offset = int((OPENS_AT - clock.real_now()).total_seconds())
    return World.objects.create(name="Minh họa: hai huyện năm 2023", is_demo=True, clock_offset_seconds=offset)
