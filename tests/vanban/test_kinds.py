"""Kinds of duties by the first word of the duty: a report, an action, an exhortation."""

from __future__ import annotations

import pytest

from vanban import DutyKind
from vanban.kinds import kind_of


def kind(text: str, *, is_report: bool = False, is_termed: bool = False) -> DutyKind:
    return kind_of(text, 0, is_report, is_termed, None)


@pytest.mark.parametrize(
    "text",
    [
        "Tiếp tục duy trì các mô hình đã có",
        "Tăng cường tuyên truyền, phổ biến pháp luật",
        "đẩy mạnh ứng dụng công nghệ thông tin",
        "Quan tâm bố trí cán bộ theo dõi",
        "Nâng cao chất lượng sinh hoạt",
        "Phát huy vai trò người đứng đầu",
        "Chú trọng công tác đào tạo",
        "Tập trung giải quyết vướng mắc",
        "Phấn đấu hoàn thành chỉ tiêu",
        "Chủ động phòng ngừa",
        "Tích cực hưởng ứng phong trào",
        "Thường xuyên kiểm tra, đôn đốc",
        "Củng cố tổ chức bộ máy",
        "Hỗ trợ hội viên vay vốn",
        "Thúc đẩy liên kết sản xuất",
        "đồng thời, tiếp tục nhân rộng cách làm hay",  # a linking word before it
        "đề nghị tăng cường phối hợp",
        "cần chú trọng kiểm tra",
        "Triển khai thực hiện nghiêm túc các nội dung trên",
        "tổ chức thực hiện có hiệu quả chương trình",
        "thực hiện tốt quy chế dân chủ",
        "chỉ đạo thực hiện nghiêm túc quy định",
    ],
)
def test_an_exhortation_begins_with_one_of_few_words(text):
    assert kind(text) is DutyKind.STANDING


@pytest.mark.parametrize(
    "text",
    [
        "Rà soát các thủ tục hành chính",
        "Tổ chức hội nghị sơ kết",
        "Xây dựng kế hoạch tăng cường tuyên truyền",  # the word stands further behind
        "Đánh giá kết quả, tiếp tục nhân rộng mô hình",
        "Kiểm tra việc nâng cao chất lượng",
        "Chấn chỉnh, khắc phục thiếu sót",
        "Tham mưu đẩy mạnh cải cách hành chính",
        "Theo dõi, đôn đốc các đơn vị thường xuyên báo cáo",
        "Đẩy nhanh tiến độ giải ngân",
        "Khẩn trương rà soát, thống kê",
        "Bố trí kinh phí hỗ trợ",
        "Lập danh mục công trình",
        "Ban hành quy chế phối hợp",
        "Hoàn thiện hồ sơ",
        "Phân công cán bộ phụ trách",
        "Tuyên truyền bằng nhiều hình thức",
        "đồng thời, xây dựng phương án",
        "giao rà soát lại quy hoạch",
        "chủ trì kiểm tra thực tế",
        "Chỉ đạo rà soát các mô hình",
        "Tiếpthu ý kiến",  # not the word `tiếp tục`
        "Hỗn hợp các loại vật liệu",
    ],
)
def test_everything_else_is_an_action(text):
    assert kind(text) is DutyKind.ACTION


@pytest.mark.parametrize("text", ["Tiếp tục tổng hợp số liệu", "Rà soát mô hình", "Tăng cường kiểm tra"])
def test_a_report_is_one_whatever_it_begins_with_and_a_term_makes_an_action(text):
    assert kind(text, is_report=True) is DutyKind.REPORT
    assert kind(text, is_report=True, is_termed=True) is DutyKind.REPORT
    assert kind(text, is_termed=True) is DutyKind.ACTION


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chủ trì, phối hợp với Sở Y tế tiếp tục duy trì mô hình", DutyKind.STANDING),
        ("Phối hợp với Công an tỉnh rà soát phương án", DutyKind.ACTION),
    ],
)
def test_looks_behind_those_with_whom_it_is_done(text, expected):
    help_end = text.index("tiếp") if "tiếp" in text else text.index("rà")

    assert kind_of(text, 0, False, False, help_end) is expected
