"""The closed lists of this field, in the words of the offices."""

from __future__ import annotations

from django.db import models


class Level(models.TextChoices):
    """Cấp hành chính."""

    NATION = "nation", "trung ương"
    PROVINCE = "province", "tỉnh"
    DISTRICT = "district", "huyện"
    COMMUNE = "commune", "xã"


class OrganisationKind(models.TextChoices):
    """What a body is; the order is the protocol order (Party, council, government, Front, mass organisations …)."""

    PARTY_COMMITTEE = "party-committee", "cấp ủy"
    PARTY_STANDING = "party-standing", "ban thường vụ, thường trực cấp ủy"
    PARTY_ADVISORY = "party-advisory", "cơ quan tham mưu, giúp việc cấp ủy"
    PARTY_DELEGATION = "party-delegation", "đảng đoàn, ban cán sự đảng"
    PARTY_BASE = "party-base", "tổ chức cơ sở đảng"
    PARTY_CELL = "party-cell", "chi bộ"
    STEERING_COMMITTEE = "steering-committee", "ban chỉ đạo"
    COUNCIL = "council", "hội đồng nhân dân"
    PEOPLES_COMMITTEE = "peoples-committee", "ủy ban nhân dân"
    FRONT = "front", "Mặt trận Tổ quốc"
    POLITICAL_SOCIAL = "political-social", "tổ chức chính trị - xã hội"
    ASSOCIATION = "association", "hội quần chúng"
    AGENCY = "agency", "cơ quan chuyên môn"
    PUBLIC_UNIT = "public-unit", "đơn vị sự nghiệp"
    ARMED_FORCE = "armed-force", "lực lượng vũ trang"
    SCHOOL = "school", "trường"
    ENTERPRISE = "enterprise", "doanh nghiệp"


PARTY_KINDS = frozenset(
    {
        OrganisationKind.PARTY_COMMITTEE,
        OrganisationKind.PARTY_STANDING,
        OrganisationKind.PARTY_ADVISORY,
        OrganisationKind.PARTY_DELEGATION,
        OrganisationKind.PARTY_BASE,
        OrganisationKind.PARTY_CELL,
        OrganisationKind.STEERING_COMMITTEE,
    }
)


class LocalityKind(models.TextChoices):
    """Loại địa bàn."""

    PROVINCE = "province", "tỉnh, thành phố"
    DISTRICT = "district", "quận, huyện"
    COMMUNE = "commune", "xã, phường, thị trấn"
    VILLAGE = "village", "thôn, tổ dân phố"


class ClassKind(models.TextChoices):
    """Tags of a locality that groups of bodies are told by."""

    PURE = "pure", "xã thuần đồng bào DTTS"
    MIXED_VILLAGE = "mixed-village", "thôn xen ghép"
    HAS_MIXED_VILLAGE = "has-mixed-village", "có thôn xen ghép"
    REGION_1 = "region-1", "khu vực I"
    REGION_2 = "region-2", "khu vực II"
    REGION_3 = "region-3", "khu vực III"
    HARDEST_VILLAGE = "hardest-village", "thôn đặc biệt khó khăn"


class LineRole(models.TextChoices):
    """What the upper body of a line is to the lower one."""

    REPORTS_TO = "reports-to", "báo cáo"
    THROUGH = "through", "qua"
    FOLLOWS = "follows", "theo dõi, đôn đốc"


class Role(models.TextChoices):
    """What a post lets its holder do; rights come from posts only."""

    CLERK = "clerk", "văn thư"
    OFFICER = "officer", "chuyên viên"
    LEADER = "leader", "lãnh đạo"
    ADMINISTRATOR = "administrator", "quản trị"
