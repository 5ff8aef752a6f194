"""The present world: a province of today without districts, all its communes, on the real clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from nhipcau import clock
from nhipcau.demo import forms, kinds_today, past_today, people
from nhipcau.demo.builder import Builder
from nhipcau.demo.people import Account
from nhipcau.demo.places import Place, Places
from nhipcau.organisations import bulk
from nhipcau.organisations.actions import rebuild_closure
from nhipcau.organisations.models import (
    Coordination,
    Level,
    LineRole,
    Organisation,
    Programme,
    Role,
    Stage,
    World,
)

PROVINCE = "Lâm Đồng"
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
        builder.add(_prefix(commune), kinds_today.COMMUNE, commune, Level.COMMUNE, "t")
    places.save()
    builder.save()
    progress(f"  {len(communes)} xã, phường, đặc khu; {len(builder.rows)} cơ quan.")
    prefixes = [_prefix(commune) for commune in communes]
    _groups(builder, prefixes, now)
    _programmes(builder, prefixes, now)
    count = people.load(_accounts(communes), builder.by_key, now, SINCE)
    progress(f"  {count} tài khoản.")
    past_today.load(builder, [f"{prefix}.party" for prefix in prefixes], PROVINCE, progress)
    return World.objects.create(name=f"Minh họa: tỉnh {PROVINCE} ngày nay", is_demo=True)


def _prefix(commune: Place) -> str:
    # Two communes of a province may sound alike without diacritics; the code tells them apart.
    return f"t.{commune.unit.code}" if commune.unit else f"t.{commune.key}"


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
        bulk.lines(programme, [(body, upper, LineRole.REPORTS_TO) for body in lower], now=now, valid_from=SINCE)
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


def _accounts(communes: list[Place]) -> list[Account]:
    officer, leader, clerk = Role.OFFICER, Role.LEADER, Role.CLERK
    rows = [
        Account(
            "tuyengiaodanvan.canbo", f"Cán bộ Ban Tuyên giáo và Dân vận Tỉnh ủy {PROVINCE}", (("t.mass", officer),),
            "chủ trì Dân vận khéo, kết nghĩa: tải văn bản, đề xuất nhiệm vụ, theo dõi",
        ),
        Account(
            "tuyengiaodanvan.lanhdao", f"Lãnh đạo Ban Tuyên giáo và Dân vận Tỉnh ủy {PROVINCE}", (("t.mass", leader),),
            "xác nhận nhiệm vụ",
        ),
        Account(
            "mttq.canbo", f"Cán bộ Ủy ban MTTQ Việt Nam tỉnh {PROVINCE}", (("t.front", officer),),
            "chủ trì Cuộc vận động, nhập hộ, soạn văn bản",
        ),
        Account("mttq.lanhdao", f"Lãnh đạo Ủy ban MTTQ Việt Nam tỉnh {PROVINCE}", (("t.front", leader),), "duyệt"),
        Account("mttq.vanthu", f"Văn thư Ủy ban MTTQ Việt Nam tỉnh {PROVINCE}", (("t.front", clerk),), "vào sổ"),
        Account(
            "motnguoi", "Cán bộ kiêm nhiệm, một mình làm mọi việc", (("t.mass", leader), ("t.front", leader)),
            "cả vòng công việc bằng một tài khoản",
        ),
        Account(
            "tinhuy.lanhdao", f"Lãnh đạo Thường trực Tỉnh ủy {PROVINCE}", (("t.party", leader), ("t.standing", leader)),
            "xem một trang",
        ),
        Account("dantoc.canbo", f"Cán bộ Sở Dân tộc và Tôn giáo tỉnh {PROVINCE}", (("t.ethnic", officer),)),
        Account(
            "quantri", "Quản trị hệ thống", (("t.office", Role.ADMINISTRATOR),),
            "cơ cấu, người dùng, nhập từ Excel, nhật ký",
        ),
    ]  # fmt: skip
    for number, commune in enumerate(communes[:6], start=1):
        prefix = _prefix(commune)
        task = "điền báo cáo cấp xã" if number == 1 else ""
        bodies = tuple((f"{prefix}.{suffix}", officer) for suffix in ("party", "building", "peoples", "front"))
        rows.append(Account(f"xa{number}.canbo", f"Cán bộ {commune.full}", bodies, task))
        rows.append(
            Account(
                f"xa{number}.lanhdao", f"Lãnh đạo Đảng ủy {commune.full}",
                ((f"{prefix}.party", leader), (f"{prefix}.front", leader)),
            )
        )  # fmt: skip
    return rows
