"""What the trail says of this app's deeds."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """Deeds on bodies, lines, people and programmes."""

    WORLD_LOADED = "world-loaded"
    BODY_CREATED = "body-created"
    BODY_CHANGED = "body-changed"
    BODY_ENDED = "body-ended"
    BODY_SUCCEEDED = "body-succeeded"
    LINE_SET = "line-set"
    LINE_ENDED = "line-ended"
    GROUP_MADE = "group-made"
    MEMBER_ADDED = "group-member-added"
    MEMBER_ENDED = "group-member-ended"
    FOCAL_UNIT_SET = "focal-unit-set"
    CLASS_SET = "locality-class-set"
    USER_CREATED = "user-created"
    USER_CLOSED = "user-closed"
    USER_OPENED = "user-opened"
    PASSWORD_SET = "password-set"
    POST_GIVEN = "post-given"
    POST_ENDED = "post-ended"
    PROGRAMME_CREATED = "programme-created"
    PROGRAMME_CHANGED = "programme-changed"
    COORDINATION_SET = "coordination-set"
    CALENDAR_CHANGED = "calendar-changed"
    BODIES_IMPORTED = "bodies-imported"
    REORGANISED = "reorganised"


EVENT_WORDS: dict[str, str] = {
    Event.WORLD_LOADED: "Nạp dữ liệu minh họa",
    Event.BODY_CREATED: "Thêm cơ quan",
    Event.BODY_CHANGED: "Đổi thông tin cơ quan",
    Event.BODY_ENDED: "Kết thúc cơ quan",
    Event.BODY_SUCCEEDED: "Ghi kế thừa",
    Event.LINE_SET: "Lập quan hệ báo cáo",
    Event.LINE_ENDED: "Kết thúc quan hệ báo cáo",
    Event.GROUP_MADE: "Lập nhóm cơ quan",
    Event.MEMBER_ADDED: "Thêm vào nhóm",
    Event.MEMBER_ENDED: "Ra khỏi nhóm",
    Event.FOCAL_UNIT_SET: "Đặt đơn vị đầu mối",
    Event.CLASS_SET: "Phân loại địa bàn",
    Event.USER_CREATED: "Thêm người dùng",
    Event.USER_CLOSED: "Khóa tài khoản",
    Event.USER_OPENED: "Mở tài khoản",
    Event.PASSWORD_SET: "Đặt mật khẩu",
    Event.POST_GIVEN: "Giao vị trí",
    Event.POST_ENDED: "Kết thúc vị trí",
    Event.PROGRAMME_CREATED: "Thêm chương trình",
    Event.PROGRAMME_CHANGED: "Đổi cách tính hạn của chương trình",
    Event.COORDINATION_SET: "Đặt cơ quan chủ trì",
    Event.CALENDAR_CHANGED: "Đổi lịch nghỉ, lịch làm bù",
    Event.BODIES_IMPORTED: "Nhập cơ quan, người dùng từ Excel",
    Event.REORGANISED: "Sắp xếp đơn vị",
}
