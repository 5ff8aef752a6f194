"""The deeds of this app as the trail names them."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """One kind of deed."""

    PLAN_CHANGED = "reminders.plan-changed"
    FEED_MADE = "reminders.feed-made"
    FEED_ENDED = "reminders.feed-ended"
    MAIL_AGAIN = "reminders.mail-again"
    MAIL_SETTLED = "reminders.mail-settled"


EVENT_WORDS: dict[str, str] = {
    Event.PLAN_CHANGED: "Đổi lịch nhắc của chương trình",
    Event.FEED_MADE: "Lập địa chỉ lịch",
    Event.FEED_ENDED: "Hủy địa chỉ lịch",
    Event.MAIL_AGAIN: "Cho gửi lại thư nhắc",
    Event.MAIL_SETTLED: "Coi thư nhắc là đã gửi",
}
