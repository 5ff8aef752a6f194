"""The deeds on duties, as the trail names them."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """What happened to a proposal, an obligation or an occurrence."""

    PROPOSED = "duties-proposed"
    PROPOSAL_CHANGED = "proposal-changed"
    PROPOSAL_ADDED = "proposal-added"
    PROPOSAL_SPLIT = "proposal-split"
    PROPOSALS_JOINED = "proposals-joined"
    PROPOSAL_DROPPED = "proposal-dropped"
    PROPOSAL_TAKEN_UP = "proposal-taken-up"
    OWNER_ANSWERED = "owner-answered"
    CONFIRMED = "duty-confirmed"
    RULE_CHANGED = "due-rule-changed"
    ENDED = "duty-ended"
    SHARED = "duty-shared"
    NOT_OURS = "duty-not-ours"
    DONE = "duty-done"
    REMINDER_COPIED = "reminder-copied"
    EXTENDED = "duty-extended"
    LAID_DOWN = "duty-laid-down"


EVENT_WORDS: dict[str, str] = {
    Event.PROPOSED: "Đề xuất nhiệm vụ từ văn bản",
    Event.PROPOSAL_CHANGED: "Sửa nhiệm vụ đề xuất",
    Event.PROPOSAL_ADDED: "Thêm nhiệm vụ đề xuất",
    Event.PROPOSAL_SPLIT: "Tách nhiệm vụ đề xuất",
    Event.PROPOSALS_JOINED: "Gộp nhiệm vụ đề xuất",
    Event.PROPOSAL_DROPPED: "Bỏ nhiệm vụ đề xuất",
    Event.PROPOSAL_TAKEN_UP: "Lấy lại nhiệm vụ đề xuất đã bỏ",
    Event.OWNER_ANSWERED: "Chọn đơn vị cho tên in trong văn bản",
    Event.CONFIRMED: "Xác nhận nhiệm vụ",
    Event.RULE_CHANGED: "Đổi cách tính hạn",
    Event.ENDED: "Kết thúc nhiệm vụ",
    Event.SHARED: "Phân công trong đơn vị",
    Event.NOT_OURS: "Trả lời không thuộc trách nhiệm",
    Event.DONE: "Báo đã làm",
    Event.REMINDER_COPIED: "Chép lời nhắc",
    Event.EXTENDED: "Gia hạn",
    Event.LAID_DOWN: "Giao cho các cấp dưới",
}
