# ruff: noqa: E501 (tables: one row a line)
"""The kinds of bodies at each level as they were in mid-2023, in protocol order."""

from __future__ import annotations

from nhipcau.demo.builder import Kind
from nhipcau.organisations.models import OrganisationKind as K

PROVINCE = (
    Kind("party", "Tỉnh ủy {name}", "Tỉnh ủy", "TU", K.PARTY_COMMITTEE),
    Kind("standing", "Ban Thường vụ Tỉnh ủy {name}", "Ban Thường vụ Tỉnh ủy", "TU", K.PARTY_STANDING, "party"),
    Kind("permanent", "Thường trực Tỉnh ủy {name}", "Thường trực Tỉnh ủy", "TU", K.PARTY_STANDING, "party"),
    Kind("inspection", "Ủy ban Kiểm tra Tỉnh ủy {name}", "Ủy ban Kiểm tra Tỉnh ủy", "UBKTTU", K.PARTY_ADVISORY, "party"),
    Kind("personnel", "Ban Tổ chức Tỉnh ủy {name}", "Ban Tổ chức Tỉnh ủy", "BTCTU", K.PARTY_ADVISORY, "party"),
    Kind("propaganda", "Ban Tuyên giáo Tỉnh ủy {name}", "Ban Tuyên giáo Tỉnh ủy", "BTGTU", K.PARTY_ADVISORY, "party"),
    Kind("mass", "Ban Dân vận Tỉnh ủy {name}", "Ban Dân vận Tỉnh ủy", "BDVTU", K.PARTY_ADVISORY, "party"),
    Kind("internal", "Ban Nội chính Tỉnh ủy {name}", "Ban Nội chính Tỉnh ủy", "BNCTU", K.PARTY_ADVISORY, "party"),
    Kind("office", "Văn phòng Tỉnh ủy {name}", "Văn phòng Tỉnh ủy", "VPTU", K.PARTY_ADVISORY, "party"),
    Kind("delegation-council", "Đảng đoàn Hội đồng nhân dân {place}", "Đảng đoàn HĐND tỉnh", "ĐĐHĐND", K.PARTY_DELEGATION, "party"),
    Kind("delegation-peoples", "Ban Cán sự đảng Ủy ban nhân dân {place}", "Ban Cán sự đảng UBND tỉnh", "BCSĐUBND", K.PARTY_DELEGATION, "party"),
    Kind("union-committee", "Đảng ủy Khối các cơ quan và doanh nghiệp {place}", "Đảng ủy Khối CCQ&DN tỉnh", "ĐUK", K.PARTY_COMMITTEE, "party"),
    Kind("police-committee", "Đảng ủy Công an {place}", "Đảng ủy Công an tỉnh", "ĐUCA", K.PARTY_COMMITTEE, "party"),
    Kind("army-committee", "Đảng ủy Quân sự {place}", "Đảng ủy Quân sự tỉnh", "ĐUQS", K.PARTY_COMMITTEE, "party"),
    Kind("council", "Hội đồng nhân dân {place}", "HĐND tỉnh", "HĐND", K.COUNCIL),
    Kind("peoples", "Ủy ban nhân dân {place}", "UBND tỉnh", "UBND", K.PEOPLES_COMMITTEE),
    Kind("front", "Ủy ban Mặt trận Tổ quốc Việt Nam {place}", "Ủy ban MTTQ Việt Nam tỉnh", "MTTQ-BTT", K.FRONT),
    Kind("labour", "Liên đoàn Lao động {place}", "Liên đoàn Lao động tỉnh", "LĐLĐ", K.POLITICAL_SOCIAL),
    Kind("farmers", "Hội Nông dân {place}", "Hội Nông dân tỉnh", "HNDT", K.POLITICAL_SOCIAL),
    Kind("youth", "Đoàn Thanh niên Cộng sản Hồ Chí Minh {place}", "Tỉnh đoàn", "TĐTN", K.POLITICAL_SOCIAL),
    Kind("women", "Hội Liên hiệp Phụ nữ {place}", "Hội LHPN tỉnh", "HLHPN", K.POLITICAL_SOCIAL),
    Kind("veterans", "Hội Cựu chiến binh {place}", "Hội Cựu chiến binh tỉnh", "CCB", K.POLITICAL_SOCIAL),
    Kind("red-cross", "Hội Chữ thập đỏ {place}", "Hội Chữ thập đỏ tỉnh", "HCTĐ", K.ASSOCIATION),
    Kind("elders", "Hội Người cao tuổi {place}", "Hội Người cao tuổi tỉnh", "HNCT", K.ASSOCIATION),
    Kind("cooperatives", "Liên minh Hợp tác xã {place}", "Liên minh Hợp tác xã tỉnh", "LMHTX", K.ASSOCIATION),
    Kind("peoples-office", "Văn phòng Ủy ban nhân dân {place}", "Văn phòng UBND tỉnh", "VP", K.AGENCY, "peoples"),
    Kind("ethnic", "Ban Dân tộc {place}", "Ban Dân tộc tỉnh", "BDT", K.AGENCY, "peoples"),
    *(
        Kind(key, f"Sở {name} {{place}}", f"Sở {name}", symbol, K.AGENCY, "peoples")
        for key, name, symbol in (
            ("home", "Nội vụ", "SNV"), ("justice", "Tư pháp", "STP"), ("finance", "Tài chính", "STC"),
            ("planning", "Kế hoạch và Đầu tư", "SKHĐT"), ("farming", "Nông nghiệp và Phát triển nông thôn", "SNN"),
            ("trade", "Công Thương", "SCT"), ("transport", "Giao thông vận tải", "SGTVT"),
            ("building", "Xây dựng", "SXD"), ("environment", "Tài nguyên và Môi trường", "STNMT"),
            ("information", "Thông tin và Truyền thông", "STTTT"),
            ("labour-office", "Lao động - Thương binh và Xã hội", "SLĐTBXH"),
            ("culture", "Văn hóa, Thể thao và Du lịch", "SVHTTDL"), ("science", "Khoa học và Công nghệ", "SKHCN"),
            ("education", "Giáo dục và Đào tạo", "SGDĐT"), ("health", "Y tế", "SYT"),
        )
    ),
    Kind("inspectorate", "Thanh tra {place}", "Thanh tra tỉnh", "TTT", K.AGENCY, "peoples"),
    Kind("police", "Công an {place}", "Công an tỉnh", "CAT", K.ARMED_FORCE),
    Kind("army", "Bộ Chỉ huy Quân sự {place}", "Bộ Chỉ huy Quân sự tỉnh", "BCH", K.ARMED_FORCE),
)  # fmt: skip

CAMPAIGN_PROVINCE = (
    Kind("campaign", "Ban Chỉ đạo Cuộc vận động {place}", "Ban Chỉ đạo Cuộc vận động tỉnh", "BCĐ", K.STEERING_COMMITTEE, "party", False),
)  # fmt: skip

DISTRICT_PARTY = (
    Kind("party", "Huyện ủy {name}", "Huyện ủy", "HU", K.PARTY_COMMITTEE, "^party"),
    Kind("standing", "Ban Thường vụ Huyện ủy {name}", "Ban Thường vụ Huyện ủy", "HU", K.PARTY_STANDING, "party"),
    Kind("permanent", "Thường trực Huyện ủy {name}", "Thường trực Huyện ủy", "HU", K.PARTY_STANDING, "party"),
    Kind("inspection", "Ủy ban Kiểm tra Huyện ủy {name}", "Ủy ban Kiểm tra Huyện ủy", "UBKTHU", K.PARTY_ADVISORY, "party"),
    Kind("personnel", "Ban Tổ chức Huyện ủy {name}", "Ban Tổ chức Huyện ủy", "BTCHU", K.PARTY_ADVISORY, "party"),
    Kind("propaganda", "Ban Tuyên giáo Huyện ủy {name}", "Ban Tuyên giáo Huyện ủy", "BTGHU", K.PARTY_ADVISORY, "party"),
    Kind("mass", "Ban Dân vận Huyện ủy {name}", "Ban Dân vận Huyện ủy", "BDVHU", K.PARTY_ADVISORY, "party"),
    Kind("office", "Văn phòng Huyện ủy {name}", "Văn phòng Huyện ủy", "VPHU", K.PARTY_ADVISORY, "party"),
)  # fmt: skip

CAMPAIGN_DISTRICT = (
    Kind("campaign", "Ban Chỉ đạo Cuộc vận động {place}", "Ban Chỉ đạo Cuộc vận động huyện", "BCĐ", K.STEERING_COMMITTEE, "party", False),
    Kind("campaign-permanent", "Thường trực Ban Chỉ đạo Cuộc vận động {place}", "Thường trực BCĐ Cuộc vận động huyện", "BCĐ", K.STEERING_COMMITTEE, "campaign", False),
)  # fmt: skip

DISTRICT_STATE = (
    Kind("council", "Hội đồng nhân dân {place}", "HĐND huyện", "HĐND", K.COUNCIL, "^council"),
    Kind("peoples", "Ủy ban nhân dân {place}", "UBND huyện", "UBND", K.PEOPLES_COMMITTEE, "^peoples"),
    Kind("front", "Ủy ban Mặt trận Tổ quốc Việt Nam {place}", "Ủy ban MTTQ Việt Nam huyện", "MTTQ-BTT", K.FRONT, "^front"),
    Kind("labour", "Liên đoàn Lao động {place}", "Liên đoàn Lao động huyện", "LĐLĐ", K.POLITICAL_SOCIAL, "^labour"),
    Kind("farmers", "Hội Nông dân {place}", "Hội Nông dân huyện", "HND", K.POLITICAL_SOCIAL, "^farmers"),
    Kind("youth", "Đoàn Thanh niên Cộng sản Hồ Chí Minh {place}", "Huyện đoàn", "HĐTN", K.POLITICAL_SOCIAL, "^youth"),
    Kind("women", "Hội Liên hiệp Phụ nữ {place}", "Hội LHPN huyện", "HLHPN", K.POLITICAL_SOCIAL, "^women"),
    Kind("veterans", "Hội Cựu chiến binh {place}", "Hội Cựu chiến binh huyện", "CCB", K.POLITICAL_SOCIAL, "^veterans"),
)  # fmt: skip

ARMED_DISTRICT = (
    Kind("police", "Công an {place}", "Công an huyện", "CAH", K.ARMED_FORCE, "^police"),
    Kind("army", "Ban Chỉ huy Quân sự {place}", "Ban Chỉ huy Quân sự huyện", "BCH", K.ARMED_FORCE, "^army"),
)


def _offices(*rows: tuple[str, str, str, str, K]) -> tuple[Kind, ...]:
    return tuple(
        Kind(key, f"{name} {{place}}", short, symbol, kind, "peoples") for key, name, short, symbol, kind in rows
    )


_COMMON_OFFICES = (
    ("environment", "Phòng Tài nguyên và Môi trường", "Phòng Tài nguyên & Môi trường", "PTNMT", K.AGENCY),
    ("works", "Phòng Kinh tế và Hạ tầng", "Phòng Kinh tế & Hạ tầng", "PKTHT", K.AGENCY),
    ("finance", "Phòng Tài chính - Kế hoạch", "Phòng Tài chính - Kế hoạch", "PTCKH", K.AGENCY),
    ("farming", "Phòng Nông nghiệp và Phát triển nông thôn", "Phòng Nông nghiệp & PTNT", "PNN", K.AGENCY),
    ("justice", "Phòng Tư pháp", "Phòng Tư pháp", "PTP", K.AGENCY),
    ("home", "Phòng Nội vụ", "Phòng Nội vụ", "PNV", K.AGENCY),
    ("labour-office", "Phòng Lao động - Thương binh và Xã hội", "Phòng Lao động - TB & XH", "PLĐTBXH", K.AGENCY),
    ("culture", "Phòng Văn hóa và Thông tin", "Phòng Văn hóa & Thông tin", "PVHTT", K.AGENCY),
    ("inspectorate", "Thanh tra", "Thanh tra huyện", "TTH", K.AGENCY),
)  # fmt: skip

# The fifteen agencies that are twinned, in the order of the district's letter; the Office of Ethnic Affairs co-ordinates.
OFFICES_TWINNED = _offices(
    *_COMMON_OFFICES,
    ("culture-centre", "Trung tâm Văn hóa - Thông tin và Thể thao", "Trung tâm Văn hóa - Thông tin và Thể thao", "TTVHTTTT", K.PUBLIC_UNIT),
    ("training-centre", "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên", "Trung tâm GDNN - GDTX", "TTGDNN", K.PUBLIC_UNIT),
    ("land-centre", "Trung tâm Phát triển quỹ đất", "Trung tâm Phát triển quỹ đất", "TTPTQĐ", K.PUBLIC_UNIT),
    ("projects-board", "Ban Quản lý dự án đầu tư xây dựng", "Ban QLDA đầu tư xây dựng", "BQLDA", K.PUBLIC_UNIT),
    ("works-board", "Ban Quản lý công trình công cộng", "Ban Quản lý công trình công cộng", "BQLCTCC", K.PUBLIC_UNIT),
    ("peoples-office", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "Văn phòng HĐND & UBND", "VP", K.AGENCY),
)  # fmt: skip
OFFICES_OTHER = _offices(
    ("ethnic", "Phòng Dân tộc", "Phòng Dân tộc", "PDT", K.AGENCY),
    ("education", "Phòng Giáo dục và Đào tạo", "Phòng Giáo dục & Đào tạo", "PGDĐT", K.AGENCY),
)  # fmt: skip
OFFICES_CAMPAIGN = _offices(
    ("ethnic", "Phòng Dân tộc", "Phòng Dân tộc", "PDT", K.AGENCY),
    *_COMMON_OFFICES,
    ("education", "Phòng Giáo dục và Đào tạo", "Phòng Giáo dục & Đào tạo", "PGDĐT", K.AGENCY),
    ("peoples-office", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "Văn phòng HĐND & UBND", "VP", K.AGENCY),
    ("culture-centre", "Trung tâm Văn hóa - Thể thao - Du lịch và Truyền thông", "Trung tâm VH-TT-DL&TT", "TTVHTT", K.PUBLIC_UNIT),
    ("training-centre", "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên", "Trung tâm GDNN - GDTX", "TTGDNN", K.PUBLIC_UNIT),
    ("farm-services", "Trung tâm Dịch vụ nông nghiệp", "Trung tâm Dịch vụ nông nghiệp", "TTDVNN", K.PUBLIC_UNIT),
    ("projects-board", "Ban Quản lý dự án đầu tư xây dựng", "Ban QLDA đầu tư xây dựng", "BQLDA", K.PUBLIC_UNIT),
)  # fmt: skip

# Party base organisations directly below the district committee (the communes' committees are such as well).
PARTY_BASES = tuple(
    Kind(key, f"{name} {{place}}", f"{name} huyện", symbol, K.PARTY_BASE, "party")
    for key, name, symbol in (
        ("base-front", "Chi bộ Mặt trận - Đoàn thể", "CBMTĐT"),
        ("base-party", "Chi bộ cơ quan Huyện ủy", "CBHU"),
        ("base-peoples", "Chi bộ Văn phòng HĐND - UBND", "CBVP"),
        ("base-finance", "Chi bộ Tài chính - Kế hoạch", "CBTCKH"),
        ("base-farming", "Chi bộ Nông nghiệp", "CBNN"),
        ("base-police", "Đảng bộ Công an", "ĐUCA"),
        ("base-army", "Đảng bộ Quân sự", "ĐUQS"),
    )
)

COMMUNE_PARTY = (
    Kind("party", "Đảng ủy {place}", "Đảng ủy {place}", "ĐU", K.PARTY_COMMITTEE, "^party"),
    Kind("block", "Khối Dân vận {place}", "Khối Dân vận {place}", "KDV", K.PARTY_ADVISORY, "party", False),
)
CAMPAIGN_COMMUNE = (
    Kind("campaign", "Ban Chỉ đạo Cuộc vận động {place}", "BCĐ Cuộc vận động {place}", "BCĐ", K.STEERING_COMMITTEE, "party", False),
)  # fmt: skip
COMMUNE_STATE = (
    Kind("council", "Hội đồng nhân dân {place}", "HĐND {place}", "HĐND", K.COUNCIL, "^council"),
    Kind("peoples", "Ủy ban nhân dân {place}", "UBND {place}", "UBND", K.PEOPLES_COMMITTEE, "^peoples"),
    Kind("front", "Ủy ban Mặt trận Tổ quốc Việt Nam {place}", "Ủy ban MTTQ Việt Nam {place}", "MTTQ-BTT", K.FRONT, "^front"),
    Kind("labour", "Công đoàn cơ sở {place}", "Công đoàn {place}", "CĐCS", K.POLITICAL_SOCIAL, "^labour"),
    Kind("farmers", "Hội Nông dân {place}", "Hội Nông dân {place}", "HND", K.POLITICAL_SOCIAL, "^farmers"),
    Kind("youth", "Đoàn Thanh niên Cộng sản Hồ Chí Minh {place}", "Đoàn Thanh niên {place}", "ĐTN", K.POLITICAL_SOCIAL, "^youth"),
    Kind("women", "Hội Liên hiệp Phụ nữ {place}", "Hội LHPN {place}", "HPN", K.POLITICAL_SOCIAL, "^women"),
    Kind("veterans", "Hội Cựu chiến binh {place}", "Hội Cựu chiến binh {place}", "CCB", K.POLITICAL_SOCIAL, "^veterans"),
)  # fmt: skip
