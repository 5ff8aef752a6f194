"""The deeds of the register, as the trail names them."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """What happened to an upload or a document."""

    UPLOADED = "document-uploaded"
    READ = "document-read"
    NOT_READ = "document-not-read"
    REFUSED_AS_SECRET = "document-refused-as-secret"
    READ_AGAIN = "document-read-again"
    UPLOAD_DELETED = "upload-deleted"
    QUARANTINE_CLEARED = "quarantine-cleared"
    REGISTERED = "document-registered"
    CORRECTED = "document-corrected"
    INSTRUCTED = "document-instructed"
    RELEASED = "document-released"
    RECALLED = "document-recalled"


EVENT_WORDS: dict[str, str] = {
    Event.UPLOADED: "Tải tệp lên, cam kết không thuộc bí mật nhà nước",
    Event.READ: "Đọc xong tệp",
    Event.NOT_READ: "Không đọc được tệp",
    Event.REFUSED_AS_SECRET: "Từ chối vì có dấu độ mật, đã xóa tệp",
    Event.READ_AGAIN: "Yêu cầu đọc lại",
    Event.UPLOAD_DELETED: "Xóa tệp chờ vào sổ",
    Event.QUARANTINE_CLEARED: "Xóa tệp quá hạn lưu chờ",
    Event.REGISTERED: "Vào sổ",
    Event.CORRECTED: "Sửa thông tin trong sổ",
    Event.INSTRUCTED: "Ghi bút phê",
    Event.RELEASED: "Phát hành trong hệ thống",
    Event.RECALLED: "Thu hồi",
}
