"""The accounts of the present world: one for each kind of user, and those of the first communes."""

from __future__ import annotations

from nhipcau.demo.people import Account
from nhipcau.demo.places import Place
from nhipcau.organisations.models import Role

PROVINCE = "Lâm Đồng"
OFFICER, LEADER, CLERK = Role.OFFICER, Role.LEADER, Role.CLERK

ACCOUNTS = (
    Account(
        "tuyengiaodanvan.canbo", f"Cán bộ Ban Tuyên giáo và Dân vận Tỉnh ủy {PROVINCE}", (("t.mass", OFFICER),),
        "chủ trì Dân vận khéo, kết nghĩa: tải văn bản, đề xuất nhiệm vụ, theo dõi",
    ),
    Account(
        "tuyengiaodanvan.lanhdao", f"Lãnh đạo Ban Tuyên giáo và Dân vận Tỉnh ủy {PROVINCE}", (("t.mass", LEADER),),
        "xác nhận nhiệm vụ",
    ),
    Account(
        "mttq.canbo", f"Cán bộ Ủy ban MTTQ Việt Nam tỉnh {PROVINCE}", (("t.front", OFFICER),),
        "chủ trì Cuộc vận động, nhập hộ, soạn văn bản",
    ),
    Account("mttq.lanhdao", f"Lãnh đạo Ủy ban MTTQ Việt Nam tỉnh {PROVINCE}", (("t.front", LEADER),), "duyệt"),
    Account("mttq.vanthu", f"Văn thư Ủy ban MTTQ Việt Nam tỉnh {PROVINCE}", (("t.front", CLERK),), "vào sổ"),
    Account(
        "motnguoi", "Cán bộ kiêm nhiệm, một mình làm mọi việc", (("t.mass", LEADER), ("t.front", LEADER)),
        "cả vòng công việc bằng một tài khoản",
    ),
    Account(
        "tinhuy.lanhdao", f"Lãnh đạo Thường trực Tỉnh ủy {PROVINCE}", (("t.party", LEADER), ("t.standing", LEADER)),
        "xem một trang",
    ),
    Account("dantoc.canbo", f"Cán bộ Sở Dân tộc và Tôn giáo tỉnh {PROVINCE}", (("t.ethnic", OFFICER),)),
    Account(
        "quantri", "Quản trị hệ thống", (("t.office", Role.ADMINISTRATOR),),
        "cơ cấu, người dùng, nhập từ Excel, nhật ký",
    ),
)  # fmt: skip

COMMUNE_TASKS = {"xa1.canbo": "điền báo cáo cấp xã", "xa1.lanhdao": "duyệt gửi báo cáo của xã"}


def prefix_of(commune: Place) -> str:
    """Return the prefix of a commune's bodies; the code tells apart what sounds alike without diacritics."""
    return f"t.{commune.unit.code}" if commune.unit else f"t.{commune.key}"


def accounts(communes: list[Place]) -> list[Account]:
    """Return all accounts, with an officer and a leader for each of the first six communes."""
    rows = list(ACCOUNTS)
    for number, commune in enumerate(communes[:6], start=1):
        prefix = prefix_of(commune)
        bodies = tuple((f"{prefix}.{suffix}", OFFICER) for suffix in ("party", "building", "peoples", "front"))
        leads = ((f"{prefix}.party", LEADER), (f"{prefix}.front", LEADER))
        for login, name, posts in (
            (f"xa{number}.canbo", f"Cán bộ {commune.full}", bodies),
            (f"xa{number}.lanhdao", f"Lãnh đạo Đảng ủy {commune.full}", leads),
        ):
            rows.append(Account(login, name, posts, COMMUNE_TASKS.get(login, "")))
    return rows
