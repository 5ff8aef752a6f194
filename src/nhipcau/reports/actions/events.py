"""The deeds of this app as the trail names them."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """One kind of deed."""

    STARTED = "report.started"
    FILE_ATTACHED = "report.file-attached"
    FILE_DETACHED = "report.file-detached"
    NEW_VERSION = "report.new-version"
    SIGNED_OFF = "report.signed-off"
    NUMBERED = "report.numbered"
    FORWARDED = "report.forwarded"
    RECEIVED = "report.received"
    COMPLETION_ASKED = "report.completion-asked"
    VOIDED = "report.voided"
    ENTERED_FOR = "report.entered-for"
    EXPLAINED = "report.explained"
    EXEMPTED = "report.exempted"
    URGED = "report.urged"
    CONSOLIDATED = "report.consolidated"
    SENT_UPWARD = "report.sent-upward"
    FORM_GIVEN = "report.form-given"


EVENT_WORDS: dict[str, str] = {
    Event.STARTED: "Bắt đầu báo cáo",
    Event.FILE_ATTACHED: "Đính kèm tệp vào báo cáo",
    Event.FILE_DETACHED: "Gỡ tệp khỏi báo cáo",
    Event.NEW_VERSION: "Lập phiên bản mới của báo cáo",
    Event.SIGNED_OFF: "Duyệt gửi báo cáo",
    Event.NUMBERED: "Ghi số, ngày của báo cáo",
    Event.FORWARDED: "Chuyển tiếp báo cáo",
    Event.RECEIVED: "Tiếp nhận báo cáo",
    Event.COMPLETION_ASKED: "Đề nghị bổ sung báo cáo",
    Event.VOIDED: "Coi báo cáo như chưa gửi",
    Event.ENTERED_FOR: "Nhập hộ báo cáo",
    Event.EXPLAINED: "Giải trình",
    Event.EXEMPTED: "Quyết định miễn báo cáo",
    Event.URGED: "Nhắc, đôn đốc",
    Event.CONSOLIDATED: "Lập báo cáo tổng hợp",
    Event.SENT_UPWARD: "Đưa báo cáo tổng hợp vào báo cáo gửi cấp trên",
    Event.FORM_GIVEN: "Chọn biểu mẫu cho nhiệm vụ",
}
