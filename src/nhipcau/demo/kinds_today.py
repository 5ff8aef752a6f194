# ruff: noqa: E501 (tables: one row a line)
"""The kinds of bodies of a province of today: two levels, no district, political-social bodies inside the Front."""

from __future__ import annotations

from nhipcau.demo.builder import Kind
from nhipcau.organisations.models import OrganisationKind as K

PROVINCE = (
    Kind("party", "Tỉnh ủy {name}", "Tỉnh ủy", "TU", K.PARTY_COMMITTEE),
    Kind("standing", "Ban Thường vụ Tỉnh ủy {name}", "Ban Thường vụ Tỉnh ủy", "TU", K.PARTY_STANDING, "party"),
    Kind("permanent", "Thường trực Tỉnh ủy {name}", "Thường trực Tỉnh ủy", "TU", K.PARTY_STANDING, "party"),
    Kind("inspection", "Ủy ban Kiểm tra Tỉnh ủy {name}", "Ủy ban Kiểm tra Tỉnh ủy", "UBKTTU", K.PARTY_ADVISORY, "party"),
    Kind("personnel", "Ban Tổ chức Tỉnh ủy {name}", "Ban Tổ chức Tỉnh ủy", "BTCTU", K.PARTY_ADVISORY, "party"),
    Kind("mass", "Ban Tuyên giáo và Dân vận Tỉnh ủy {name}", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "BTGDVTU", K.PARTY_ADVISORY, "party"),
    Kind("internal", "Ban Nội chính Tỉnh ủy {name}", "Ban Nội chính Tỉnh ủy", "BNCTU", K.PARTY_ADVISORY, "party"),
    Kind("office", "Văn phòng Tỉnh ủy {name}", "Văn phòng Tỉnh ủy", "VPTU", K.PARTY_ADVISORY, "party"),
    Kind("party-offices", "Đảng ủy các cơ quan Đảng {place}", "Đảng ủy các cơ quan Đảng tỉnh", "ĐUCCQĐ", K.PARTY_COMMITTEE, "party"),
    Kind("party-peoples", "Đảng ủy Ủy ban nhân dân {place}", "Đảng ủy UBND tỉnh", "ĐUUBND", K.PARTY_COMMITTEE, "party"),
    Kind("council", "Hội đồng nhân dân {place}", "HĐND tỉnh", "HĐND", K.COUNCIL),
    Kind("peoples", "Ủy ban nhân dân {place}", "UBND tỉnh", "UBND", K.PEOPLES_COMMITTEE),
    Kind("front", "Ủy ban Mặt trận Tổ quốc Việt Nam {place}", "Ủy ban MTTQ Việt Nam tỉnh", "MTTQ-BTT", K.FRONT),
    Kind("labour", "Liên đoàn Lao động {place}", "Liên đoàn Lao động tỉnh", "LĐLĐ", K.POLITICAL_SOCIAL, "front"),
    Kind("farmers", "Hội Nông dân {place}", "Hội Nông dân tỉnh", "HNDT", K.POLITICAL_SOCIAL, "front"),
    Kind("youth", "Đoàn Thanh niên Cộng sản Hồ Chí Minh {place}", "Tỉnh đoàn", "TĐTN", K.POLITICAL_SOCIAL, "front"),
    Kind("women", "Hội Liên hiệp Phụ nữ {place}", "Hội LHPN tỉnh", "HLHPN", K.POLITICAL_SOCIAL, "front"),
    Kind("veterans", "Hội Cựu chiến binh {place}", "Hội Cựu chiến binh tỉnh", "CCB", K.POLITICAL_SOCIAL, "front"),
    *(
        Kind(key, f"Sở {name} {{place}}", f"Sở {name}", symbol, K.AGENCY, "peoples")
        for key, name, symbol in (
            ("home", "Nội vụ", "SNV"), ("justice", "Tư pháp", "STP"), ("finance", "Tài chính", "STC"),
            ("farming", "Nông nghiệp và Môi trường", "SNNMT"), ("trade", "Công Thương", "SCT"),
            ("building", "Xây dựng", "SXD"), ("science", "Khoa học và Công nghệ", "SKHCN"),
            ("culture", "Văn hóa, Thể thao và Du lịch", "SVHTTDL"), ("education", "Giáo dục và Đào tạo", "SGDĐT"),
            ("health", "Y tế", "SYT"), ("ethnic", "Dân tộc và Tôn giáo", "SDTTG"),
        )
    ),
    Kind("police", "Công an {place}", "Công an tỉnh", "CAT", K.ARMED_FORCE),
    Kind("army", "Bộ Chỉ huy Quân sự {place}", "Bộ Chỉ huy Quân sự tỉnh", "BCH", K.ARMED_FORCE),
)  # fmt: skip

COMMUNE = (
    Kind("party", "Đảng ủy {place}", "Đảng ủy {place}", "ĐU", K.PARTY_COMMITTEE, "^party"),
    Kind("building", "Ban Xây dựng Đảng, Đảng ủy {place}", "Ban Xây dựng Đảng {place}", "BXDĐ", K.PARTY_ADVISORY, "party"),
    Kind("party-office", "Văn phòng Đảng ủy {place}", "Văn phòng Đảng ủy {place}", "VPĐU", K.PARTY_ADVISORY, "party"),
    Kind("inspection", "Ủy ban Kiểm tra Đảng ủy {place}", "UBKT Đảng ủy {place}", "UBKTĐU", K.PARTY_ADVISORY, "party"),
    Kind("council", "Hội đồng nhân dân {place}", "HĐND {place}", "HĐND", K.COUNCIL, "^council"),
    Kind("peoples", "Ủy ban nhân dân {place}", "UBND {place}", "UBND", K.PEOPLES_COMMITTEE, "^peoples"),
    Kind("front", "Ủy ban Mặt trận Tổ quốc Việt Nam {place}", "Ủy ban MTTQ Việt Nam {place}", "MTTQ-BTT", K.FRONT, "^front"),
)  # fmt: skip
