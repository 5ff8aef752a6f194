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
    JUDGED = "report.judged"
    COMPLETION_ASKED = "report.completion-asked"
    VOIDED = "report.voided"
    ENTERED_FOR = "report.entered-for"
    EXPLAINED = "report.explained"
    EXEMPTED = "report.exempted"
    URGED = "report.urged"
    CONSOLIDATED = "report.consolidated"
    SENT_UPWARD = "report.sent-upward"
    FORM_GIVEN = "report.form-given"
    CHANGE_EXPLAINED = "report.change-explained"
    TEXTS_JOINED = "report.texts-joined"
    TEXT_EDITED = "report.text-edited"
    TEXT_TAKEN_APART = "report.text-taken-apart"
    FORM_MADE = "form.made"
    FORM_NAMED = "form.named"
    FORM_VERSION_BEGUN = "form.version-begun"
    FORM_VERSION_DROPPED = "form.version-dropped"
    FORM_PUBLISHED = "form.published"
    INDICATOR_MADE = "indicator.made"
    INDICATOR_CHANGED = "indicator.changed"
    BREAKDOWN_MADE = "breakdown.made"
    BREAKDOWN_CHANGED = "breakdown.changed"
    RULE_WRITTEN = "report.rule-written"
    RULE_REMOVED = "report.rule-removed"
    RULE_PASSED = "report.rule-passed"
    WORKBOOK_READ = "report.workbook-read"
    TARGET_GIVEN = "target.given"
    TARGET_ENDED = "target.ended"
    RANKING_SWITCHED = "target.ranking-switched"


EVENT_WORDS: dict[str, str] = {
    Event.STARTED: "Bắt đầu báo cáo",
    Event.FILE_ATTACHED: "Đính kèm tệp vào báo cáo",
    Event.FILE_DETACHED: "Gỡ tệp khỏi báo cáo",
    Event.NEW_VERSION: "Lập phiên bản mới của báo cáo",
    Event.SIGNED_OFF: "Duyệt gửi báo cáo",
    Event.NUMBERED: "Ghi số, ngày của báo cáo",
    Event.FORWARDED: "Chuyển tiếp báo cáo",
    Event.RECEIVED: "Tiếp nhận báo cáo",
    Event.JUDGED: "Đánh giá chất lượng báo cáo",
    Event.COMPLETION_ASKED: "Đề nghị bổ sung báo cáo",
    Event.VOIDED: "Coi báo cáo như chưa gửi",
    Event.ENTERED_FOR: "Nhập hộ báo cáo",
    Event.EXPLAINED: "Giải trình",
    Event.EXEMPTED: "Quyết định miễn báo cáo",
    Event.URGED: "Nhắc, đôn đốc",
    Event.CONSOLIDATED: "Lập báo cáo tổng hợp",
    Event.SENT_UPWARD: "Đưa báo cáo tổng hợp vào báo cáo gửi cấp trên",
    Event.FORM_GIVEN: "Chọn biểu mẫu cho nhiệm vụ",
    Event.CHANGE_EXPLAINED: "Ghi lý do sửa số tổng hợp",
    Event.TEXTS_JOINED: "Gộp nội dung các báo cáo",
    Event.TEXT_EDITED: "Biên tập nội dung tổng hợp",
    Event.TEXT_TAKEN_APART: "Tách lại nội dung đã gộp",
    Event.FORM_MADE: "Lập biểu mẫu",
    Event.FORM_NAMED: "Đổi tên, cách nhận ra biểu mẫu",
    Event.FORM_VERSION_BEGUN: "Bắt đầu sửa biểu mẫu",
    Event.FORM_VERSION_DROPPED: "Bỏ bản đang sửa của biểu mẫu",
    Event.FORM_PUBLISHED: "Ban hành phiên bản biểu mẫu",
    Event.INDICATOR_MADE: "Lập chỉ số",
    Event.INDICATOR_CHANGED: "Sửa chỉ số",
    Event.BREAKDOWN_MADE: "Lập phân tổ",
    Event.BREAKDOWN_CHANGED: "Sửa phân tổ",
    Event.RULE_WRITTEN: "Đặt quy tắc kiểm tra số liệu",
    Event.RULE_REMOVED: "Bỏ quy tắc kiểm tra số liệu",
    Event.RULE_PASSED: "Ghi lý do số liệu khác quy tắc",
    Event.WORKBOOK_READ: "Đọc bảng tính vào báo cáo",
    Event.TARGET_GIVEN: "Giao chỉ tiêu",
    Event.TARGET_ENDED: "Thôi áp dụng chỉ tiêu",
    Event.RANKING_SWITCHED: "Bật, tắt xếp hạng cho Thường trực",
}
