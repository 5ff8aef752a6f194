"""Targets of 2023 that the district gives to its communes, and the reminders of summer. Invented."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from nhipcau.clock import day_of
from nhipcau.demo.bodies2023 import Bodies
from nhipcau.demo.desk import Desk, Diary, at
from nhipcau.demo.programmes2023 import Programmes
from nhipcau.reminders.rounds import make_round
from nhipcau.reports.actions.targets import Order, give
from nhipcau.reports.models import Indicator, Target

GIVEN_ON = date(2023, 2, 20)
YEAR = (date(2023, 1, 1), date(2023, 12, 31))
# Of the district, and what each commune is given of it in protocol order; the rest is not shared out yet.
SHARED = {
    "cvd-ho-thoat-ngheo": (150, (30, 24, 18, 26, 16, 20, 12)),
    "cvd-mo-hinh-moi": (18, (3, 3, 2, 2, 2, 2, 2)),
}
RATIO = ("cvd-ty-le-doi-moi", 7_000)  # 70 % of the households of each commune
REMINDED = (date(2023, 5, 30), date(2023, 7, 12))


def plan(desk: Desk, diary: Diary, bodies: Bodies, programmes: Programmes) -> None:
    """Write down when targets are given and when reminders are made."""
    diary.on(at(GIVEN_ON, 15), lambda now: _give(desk, bodies, programmes, now))
    day = REMINDED[0]
    while day <= REMINDED[1]:
        diary.on(at(day, 6), lambda now: make_round(now=now))
        day += timedelta(days=1)


def _give(desk: Desk, bodies: Bodies, programmes: Programmes, now: datetime) -> None:
    prefix = bodies.campaign.prefix
    committee, by = bodies[f"{prefix}.campaign"], desk.actor("bcd.canbo", day_of(now))
    communes = [bodies[f"{prefix}.{place.key}.party"] for place in bodies.campaign.communes]
    for code, (whole, parts) in SHARED.items():
        order = Order(Indicator.objects.get(code=code), *YEAR)
        give(programmes.campaign, order, {committee.pk: whole}, by=by, now=now)
        values = {body.pk: part for body, part in zip(communes, parts, strict=False)}
        give(programmes.campaign, order, values, by=by, now=now)
    order = Order(Indicator.objects.get(code=RATIO[0]), *YEAR)
    give(programmes.campaign, order, {body.pk: RATIO[1] for body in communes}, by=by, now=now)
    assert Target.objects.count() == 2 + 3 * len(communes)
