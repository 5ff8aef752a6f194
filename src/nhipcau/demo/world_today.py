"""The present world: a province of today without districts, all its communes, on the real clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from nhipcau import clock
from nhipcau.demo import forms, kinds_today, past_today, people
from nhipcau.demo.builder import Builder
from nhipcau.demo.people_today import PROVINCE, accounts, prefix_of
from nhipcau.demo.places import Places
from nhipcau.organisations import bulk
from nhipcau.organisations.actions import rebuild_closure
from nhipcau.organisations.models import (
    Coordination,
    Level,
    LineRole,
    Organisation,
    Programme,
    Stage,
    World,
)

# Two levels since this day; what is of today holds from it.
SINCE = date(2025, 7, 1)
MASS = ("labour", "farmers", "youth", "women", "veterans")


def load(progress: Callable[[str], None]) -> World:
    """Write the whole world as of today, on the real clock."""
    now = clock.now()
    progress(f"Địa bàn và cơ quan: tỉnh {PROVINCE} …")
    places, builder = Places(clock.day_of(now), now), Builder(now, SINCE)
    province = places.province(PROVINCE)
    builder.add("t", kinds_today.PROVINCE, province, Level.PROVINCE)
    communes = places.below(province)
    for commune in communes:
        builder.add(prefix_of(commune), kinds_today.COMMUNE, commune, Level.COMMUNE, "t")
    places.save()
    builder.save()
    progress(f"  {len(communes)} xã, phường, đặc khu; {len(builder.rows)} cơ quan.")
    prefixes = [prefix_of(commune) for commune in communes]
    _groups(builder, prefixes, now)
    _programmes(builder, prefixes, now)
    count = people.load(accounts(communes), builder.by_key, now, SINCE)
    progress(f"  {count} tài khoản.")
    past_today.load(builder, [f"{prefix}.party" for prefix in prefixes], PROVINCE, progress)
    return World.objects.create(name=f"Minh họa: tỉnh {PROVINCE} ngày nay", is_demo=True)


def _programmes(builder: Builder, prefixes: list[str], now: datetime) -> None:
    campaign = _programme("cuoc-van-dong", "Cuộc vận động do Mặt trận Tổ quốc Việt Nam tỉnh chủ trì", "Cuộc vận động")
    exemplars = _programme("dan-van-kheo", "Phong trào thi đua “Dân vận khéo”", "Dân vận khéo")
    twinning = _programme("ket-nghia", "Công tác kết nghĩa với các xã, thôn vùng đồng bào DTTS", "Kết nghĩa")
    offices = [kind.key for kind in kinds_today.PROVINCE if kind.parent == "peoples"]
    provincial = builder.like("t", *MASS, *offices)
    committees = [builder[f"{prefix}.party"] for prefix in prefixes]
    fronts = [builder[f"{prefix}.front"] for prefix in prefixes]
    for programme, upper, lower in (
        (campaign, builder["t.front"], fronts),
        (exemplars, builder["t.mass"], [builder["t.front"], *provincial, *committees]),
        (twinning, builder["t.mass"], [builder["t.front"], *provincial, *committees]),
    ):
        pairs = [*((body, upper) for body in lower), (upper, builder["t.standing"])]
        bulk.lines(programme, [(*pair, LineRole.REPORTS_TO) for pair in pairs], now=now, valid_from=SINCE)
        rebuild_closure(programme)
        Coordination.objects.create(
            programme=programme, organisation=upper, level=Level.PROVINCE, valid_from=SINCE, recorded_at=now
        )
    for programme in (exemplars, twinning):
        pairs = [
            (builder[f"{prefix}.party"], builder[f"{prefix}.{member}"])
            for prefix in prefixes
            for member in ("building", "peoples")
        ]
        bulk.focal_units(programme, pairs, now=now, valid_from=SINCE)
    forms.build(campaign, twinning, exemplars, now)


def _programme(code: str, name: str, short_name: str) -> Programme:
    programme = Programme.objects.create(code=code, name=name, short_name=short_name)
    Stage.objects.create(
        programme=programme, name="Giai đoạn 2026–2030", from_day=date(2026, 1, 1), until_day=date(2030, 12, 31)
    )
    return programme


def _groups(builder: Builder, prefixes: list[str], now: datetime) -> None:
    offices = [kind.key for kind in kinds_today.PROVINCE if kind.parent == "peoples"]

    def everywhere(suffix: str) -> list[Organisation]:
        return [builder[f"{prefix}.{suffix}"] for prefix in prefixes]

    for name, members in {
        "Các tổ chức chính trị - xã hội tỉnh": builder.like("t", *MASS),
        "Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội tỉnh": builder.like("t", "front", *MASS),
        "Các sở, ban, ngành tỉnh": builder.like("t", *offices),
        "Đảng ủy các xã, phường, đặc khu": everywhere("party"),
        "UBND các xã, phường, đặc khu": everywhere("peoples"),
        "Ủy ban MTTQ Việt Nam các xã, phường, đặc khu": everywhere("front"),
    }.items():
        bulk.group(name, members, scope=builder["t.party"], now=now, valid_from=SINCE)
