# ruff: noqa: E501 (tables: one row a line)
"""The accounts of the world of 2023: one for each kind of user of the design, and one for each commune of the campaign."""

from __future__ import annotations

from nhipcau.demo.bodies2023 import Bodies
from nhipcau.demo.people import Account
from nhipcau.organisations.models import Role

CLERK, OFFICER, LEADER, ADMINISTRATOR = Role.CLERK, Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR
_HTB, _KR = "bt.hamthuanbac", "kt.konray"

ACCOUNTS = (
    # ---- the campaign in huyện Kon Rẫy -------------------------------------------------------------------------
    Account(
        "mttq.canbo", "Cán bộ Ủy ban MTTQ Việt Nam huyện Kon Rẫy", ((f"{_KR}.front", OFFICER),),
        "nhận, chuyển báo cáo; theo dõi bảng; nhập hộ; soạn văn bản",
    ),
    Account(
        "mttq.lanhdao", "Lãnh đạo Ủy ban MTTQ Việt Nam huyện Kon Rẫy", ((f"{_KR}.front", LEADER),),
        "duyệt của cơ quan thường trực",
    ),
    Account("mttq.vanthu", "Văn thư Ủy ban MTTQ Việt Nam huyện Kon Rẫy", ((f"{_KR}.front", CLERK),), "vào sổ văn bản"),
    Account(
        "bcd.canbo", "Cán bộ giúp việc Ban Chỉ đạo Cuộc vận động huyện Kon Rẫy", ((f"{_KR}.campaign", OFFICER),),
        "tải thông báo kết luận lên, đề xuất nhiệm vụ, tổng hợp",
    ),
    Account(
        "bcd.lanhdao", "Lãnh đạo Ban Chỉ đạo Cuộc vận động huyện Kon Rẫy",
        ((f"{_KR}.campaign", LEADER), (f"{_KR}.campaign-permanent", LEADER)),
        "xác nhận nhiệm vụ, quyết định về báo cáo chậm",
    ),
    Account(
        "motnguoi", "Cán bộ kiêm nhiệm, một mình làm mọi việc",
        ((f"{_KR}.campaign", LEADER), (f"{_KR}.front", LEADER)),
        "cả vòng công việc bằng một tài khoản",
    ),
    Account(
        "huyenuy.lanhdao", "Lãnh đạo Thường trực Huyện ủy Kon Rẫy",
        ((f"{_KR}.party", LEADER), (f"{_KR}.standing", LEADER), (f"{_KR}.permanent", LEADER)),
        "xem một trang: ai đã gửi, ai chậm",
    ),
    Account("ubnd.canbo", "Cán bộ Văn phòng UBND huyện Kon Rẫy", ((f"{_KR}.peoples", OFFICER), (f"{_KR}.peoples-office", OFFICER))),
    Account("ubnd.lanhdao", "Lãnh đạo UBND huyện Kon Rẫy", ((f"{_KR}.peoples", LEADER),)),
    Account(
        "phongdantoc.canbo", "Cán bộ Phòng Dân tộc huyện Kon Rẫy", ((f"{_KR}.ethnic", OFFICER),),
        "điền báo cáo của một phòng; theo dõi các cơ quan thuộc UBND huyện",
    ),
    Account("phongdantoc.lanhdao", "Lãnh đạo Phòng Dân tộc huyện Kon Rẫy", ((f"{_KR}.ethnic", LEADER),), "duyệt gửi"),
    Account("nongdan.canbo", "Cán bộ Hội Nông dân huyện Kon Rẫy", ((f"{_KR}.farmers", OFFICER),), "điền báo cáo của một đoàn thể"),
    Account("nongdan.lanhdao", "Lãnh đạo Hội Nông dân huyện Kon Rẫy", ((f"{_KR}.farmers", LEADER),)),
    Account("phunu.canbo", "Cán bộ Hội Liên hiệp Phụ nữ huyện Kon Rẫy", ((f"{_KR}.women", OFFICER),)),
    Account("phunu.lanhdao", "Lãnh đạo Hội Liên hiệp Phụ nữ huyện Kon Rẫy", ((f"{_KR}.women", LEADER),)),
    Account("congdoan.canbo", "Cán bộ Liên đoàn Lao động huyện Kon Rẫy", ((f"{_KR}.labour", OFFICER),)),
    Account("congdoan.lanhdao", "Lãnh đạo Liên đoàn Lao động huyện Kon Rẫy", ((f"{_KR}.labour", LEADER),)),
    Account("doan.canbo", "Cán bộ Huyện đoàn Kon Rẫy", ((f"{_KR}.youth", OFFICER),)),
    Account("doan.lanhdao", "Lãnh đạo Huyện đoàn Kon Rẫy", ((f"{_KR}.youth", LEADER),)),
    Account("cuuchienbinh.canbo", "Cán bộ Hội Cựu chiến binh huyện Kon Rẫy", ((f"{_KR}.veterans", OFFICER),)),
    Account("cuuchienbinh.lanhdao", "Lãnh đạo Hội Cựu chiến binh huyện Kon Rẫy", ((f"{_KR}.veterans", LEADER),)),
    Account("danvan.konray.canbo", "Cán bộ Ban Dân vận Huyện ủy Kon Rẫy", ((f"{_KR}.mass", OFFICER),)),
    Account("danvan.konray.lanhdao", "Lãnh đạo Ban Dân vận Huyện ủy Kon Rẫy", ((f"{_KR}.mass", LEADER),)),
    Account("nongnghiep.canbo", "Cán bộ Phòng Nông nghiệp và PTNT huyện Kon Rẫy", ((f"{_KR}.farming", OFFICER),)),
    Account("nongnghiep.lanhdao", "Lãnh đạo Phòng Nông nghiệp và PTNT huyện Kon Rẫy", ((f"{_KR}.farming", LEADER),)),
    Account(
        "tinh.kontum.canbo", "Cán bộ Ủy ban MTTQ Việt Nam tỉnh Kon Tum",
        (("kt.front", OFFICER), ("kt.campaign", OFFICER)),
        "cấp trên: nhận báo cáo tổng hợp của huyện",
    ),
    Account(
        "tinh.kontum.lanhdao", "Lãnh đạo Ủy ban MTTQ Việt Nam tỉnh Kon Tum",
        (("kt.front", LEADER), ("kt.campaign", LEADER)),
    ),
    Account(
        "dakkoi.canbo", "Cán bộ xã Đăk Kôi", tuple((f"{_KR}.dakkoi.{body}", OFFICER) for body in ("party", "campaign", "peoples")),
        "điền báo cáo cấp xã, trên điện thoại",
    ),
    Account("dakkoi.lanhdao", "Lãnh đạo Đảng ủy xã Đăk Kôi", ((f"{_KR}.dakkoi.party", LEADER), (f"{_KR}.dakkoi.campaign", LEADER)), "duyệt gửi báo cáo của xã"),
    # ---- twinning and Dân vận khéo in huyện Hàm Thuận Bắc -----------------------------------------------------
    Account(
        "danvan.canbo", "Cán bộ Ban Dân vận Huyện ủy Hàm Thuận Bắc", ((f"{_HTB}.mass", OFFICER),),
        "chủ trì kết nghĩa, Dân vận khéo: tải văn bản, đề xuất nhiệm vụ, theo dõi",
    ),
    Account(
        "danvan.lanhdao", "Lãnh đạo Ban Dân vận Huyện ủy Hàm Thuận Bắc", ((f"{_HTB}.mass", LEADER),),
        "xác nhận nhiệm vụ, ký",
    ),
    Account("danvan.vanthu", "Văn thư Ban Dân vận Huyện ủy Hàm Thuận Bắc", ((f"{_HTB}.mass", CLERK),)),
    Account("huyenuy.htb.lanhdao", "Lãnh đạo Thường trực Huyện ủy Hàm Thuận Bắc", ((f"{_HTB}.party", LEADER), (f"{_HTB}.standing", LEADER), (f"{_HTB}.permanent", LEADER))),
    Account("mttq.htb.canbo", "Cán bộ Ủy ban MTTQ Việt Nam huyện Hàm Thuận Bắc", ((f"{_HTB}.front", OFFICER),)),
    Account("mttq.htb.lanhdao", "Lãnh đạo Ủy ban MTTQ Việt Nam huyện Hàm Thuận Bắc", ((f"{_HTB}.front", LEADER),)),
    Account(
        "taichinh.canbo", "Cán bộ Phòng Tài chính - Kế hoạch huyện Hàm Thuận Bắc", ((f"{_HTB}.finance", OFFICER),),
        "báo cáo của một cơ quan kết nghĩa",
    ),
    Account("taichinh.lanhdao", "Lãnh đạo Phòng Tài chính - Kế hoạch huyện Hàm Thuận Bắc", ((f"{_HTB}.finance", LEADER),)),
    Account("dantoc.htb.canbo", "Cán bộ Phòng Dân tộc huyện Hàm Thuận Bắc", ((f"{_HTB}.ethnic", OFFICER),)),
    Account("danvan.tinh.canbo", "Cán bộ Ban Dân vận Tỉnh ủy Bình Thuận", (("bt.mass", OFFICER),), "cấp tỉnh"),
    Account("danvan.tinh.lanhdao", "Lãnh đạo Ban Dân vận Tỉnh ủy Bình Thuận", (("bt.mass", LEADER),)),
    Account("lada.canbo", "Cán bộ xã La Dạ", ((f"{_HTB}.lada.party", OFFICER), (f"{_HTB}.lada.peoples", OFFICER)), "cấp xã được kết nghĩa"),
    Account("lada.lanhdao", "Lãnh đạo Đảng ủy xã La Dạ", ((f"{_HTB}.lada.party", LEADER),)),
    Account("malam.canbo", "Cán bộ thị trấn Ma Lâm", ((f"{_HTB}.malam.party", OFFICER), (f"{_HTB}.malam.peoples", OFFICER))),
    # ---- administration, and one who has nothing to do with any of it -----------------------------------------
    Account("quantri", "Quản trị hệ thống", ((f"{_KR}.office", ADMINISTRATOR),), "cơ cấu, người dùng, nhập từ Excel, nhật ký"),
    Account("nguoila", "Cán bộ Ban Dân vận Huyện ủy Bắc Bình", (("bt.bacbinh.mass", OFFICER),), "người ngoài: không thấy gì của hai huyện kia"),
)  # fmt: skip


def accounts(bodies: Bodies) -> list[Account]:
    """Return all accounts, with an officer and a leader for each commune of the campaign."""
    rows = list(ACCOUNTS)
    for place in bodies.campaign.communes:
        if place.key == "dakkoi":
            continue  # above, with its task
        prefix = f"{_KR}.{place.key}"
        everywhere = tuple((f"{prefix}.{body}", OFFICER) for body in ("party", "campaign", "peoples"))
        rows.append(Account(f"{place.key}.canbo", f"Cán bộ {place.full}", everywhere))
        leads = tuple((f"{prefix}.{body}", LEADER) for body in ("party", "campaign"))
        rows.append(Account(f"{place.key}.lanhdao", f"Lãnh đạo Đảng ủy {place.full}", leads))
    return rows
