"""Does a clause ask that something be reported or sent? The name of a campaign is no request to others."""

from __future__ import annotations

import pytest

from vanban.delivery import asks_report


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Ban Chỉ đạo Cuộc vận động các xã, thị trấn báo cáo kết quả về Ban Chỉ đạo huyện", True),
        ("Ban Chỉ đạo cuộc vận động các thôn gửi danh sách về xã", True),
        ("Đảng ủy các xã báo cáo kết quả về Huyện ủy", True),
        ("Hội Nông dân gửi danh sách hội viên về Mặt trận", True),
        ("vận động các hộ báo cáo kết quả chăn nuôi với thôn", False),  # others report
        ("hướng dẫn các xã báo cáo kết quả theo mẫu", False),
        ("yêu cầu các đơn vị thi công báo cáo tiến độ", False),
        ("thực hiện chế độ báo cáo", False),
        ("xây dựng báo cáo chuyên đề", False),
        ("rà soát mô hình trên địa bàn", False),
        ("tiếp tục Cuộc vận động các xã đã phát động", False),
    ],
)
def test_tells_a_request_for_a_report_from_the_name_of_a_campaign(text, asks):
    assert asks_report(text) is asks
