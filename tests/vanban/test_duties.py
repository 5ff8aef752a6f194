"""Duties: what lays one, how much is one entry, and its fields. All texts are invented."""

from __future__ import annotations

from datetime import date

import pytest

from vanban import Assignment, DutyKind, OwnerSource, read_text

LETTER = (
    "SỞ NỘI VỤ\nSố: 12/SNV-VP\nV/v công tác chung\n\nHà Mỹ, ngày 05 tháng 3 năm 2024\n\nKính gửi: Các"
    " cơ quan, đơn vị.\n\n"
)
LEAD = "Sở Nội vụ đề nghị các cơ quan, đơn vị thực hiện một số nội dung sau:\n\n"


def duties(body: str) -> tuple[Assignment, ...]:
    return read_text(
        f"{LETTER}{body}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nNguyễn Văn Mẫu\n"
    ).assignments


def owners(duty: Assignment) -> list[str]:
    return [body.name for body in duty.owners]


@pytest.mark.parametrize(
    "body",
    [
        "Trong thời gian qua, các cơ quan, đơn vị đã triển khai nhiều hoạt động thiết thực.",
        "Tuy nhiên, một số đơn vị chưa thực hiện nghiêm túc chế độ báo cáo.",
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/3/2024 của Ủy ban nhân dân tỉnh;",
        "Sở Nội vụ trân trọng cảm ơn sự phối hợp của quý cơ quan./.",
        "Trên đây là ý kiến của Sở Nội vụ./.",
        "Sở Nội vụ thông báo để các cơ quan, đơn vị biết, thực hiện./.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "Các nhiệm vụ được giao đã hoàn thành đúng tiến độ.",
        "Chủ tịch UBND tỉnh đánh giá cao kết quả đạt được.",
        "Hội nghị giao ban được tổ chức tại hội trường huyện.",
        "Giao lưu văn hóa, văn nghệ diễn ra sôi nổi.",
    ],
)
def test_finds_no_duty_where_none_is_laid(body):
    assert duties(body) == ()


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("I. KẾT QUẢ ĐẠT ĐƯỢC", "- Tổ chức 12 lớp tập huấn cho 300 lượt người."),
        ("I. MỤC ĐÍCH", "- Nâng cao nhận thức của cán bộ, đảng viên."),
        ("1. Thành phần:", "- Đại diện lãnh đạo Sở Tài chính;"),
        ("1. Thời gian:", "Vào lúc 08 giờ 00 phút, ngày 09/11/2024."),
        ("I. TÌNH HÌNH CHUNG", "- Rà soát được 15 mô hình hoạt động hiệu quả."),
    ],
)
def test_headings_of_results_and_aims_bid_nothing(heading, line):
    assert duties(f"{heading}\n\n{line}") == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Đề nghị Sở Tài chính rà soát các khoản chi.", ["Sở Tài chính"]),
        (
            "Chủ tịch UBND tỉnh giao Sở Tài chính, Sở Y tế và các đơn vị liên quan rà soát.",
            ["Sở Tài chính", "Sở Y tế", "các đơn vị liên quan"],
        ),
        (
            "Yêu cầu các sở, ban, ngành và Ủy ban nhân dân các xã, phường kiểm tra.",
            ["các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"],
        ),
        ("Trên cơ sở kết quả rà soát, giao Sở Nông nghiệp và Môi trường tổng hợp.", ["Sở Nông nghiệp và Môi trường"]),
        (
            "Thủ trưởng các cơ quan, đơn vị chịu trách nhiệm thi hành Quyết định này./.",
            ["Thủ trưởng các cơ quan, đơn vị"],
        ),
        (
            "Định kỳ trước ngày 15/12 hằng năm, Sở Giáo dục và Đào tạo có trách nhiệm báo cáo.",
            ["Sở Giáo dục và Đào tạo"],
        ),
    ],
)
def test_reads_who_is_bidden(body, expected):
    (duty,) = duties(body)

    assert owners(duty) == expected
    assert duty.owner_source is OwnerSource.CLAUSE


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (
            "1. Các TCCS Đảng, các cơ quan, ban, ngành cấp huyện và Ban Chỉ đạo các xã:",
            ["Các TCCS Đảng", "các cơ quan, ban, ngành cấp huyện", "Ban Chỉ đạo các xã"],
        ),
        ("1. Giao Ủy ban MTTQ Việt Nam huyện", ["Ủy ban MTTQ Việt Nam huyện"]),
        (
            "1. Đối với Ủy ban nhân dân các tỉnh và thành phố trực thuộc trung ương:",
            ["Ủy ban nhân dân các tỉnh và thành phố trực thuộc trung ương"],
        ),
        (
            "1. Các Bộ: Công Thương, Xây dựng, Nông nghiệp và Môi trường:",
            ["Công Thương", "Xây dựng", "Nông nghiệp và Môi trường"],
        ),
        ("1. Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        (
            "1. Ủy ban nhân dân xã và các tổ chức chính trị - xã hội",
            ["Ủy ban nhân dân xã", "các tổ chức chính trị - xã hội"],
        ),
    ],
)
def test_a_heading_gives_its_bodies_to_what_stands_below(heading, expected):
    (duty,) = duties(f"{LEAD}{heading}\n\n- Rà soát, thống kê các mô hình.")

    assert owners(duty) == expected
    assert duty.owner_source is OwnerSource.HEADING
    assert duty.clause == "1.1"


def test_a_heading_about_a_subject_leaves_the_owners_of_the_lead_in():
    (duty,) = duties(f"{LEAD}1. Về công tác tuyên truyền\n\n- Tổ chức tuyên truyền sâu rộng.")

    assert owners(duty) == ["các cơ quan, đơn vị"]
    assert duty.owner_source is OwnerSource.LEAD_IN


def test_the_one_who_directs_is_the_owner():
    (duty,) = duties(f"{LEAD}1. Ủy ban nhân dân huyện chỉ đạo Phòng Dân tộc theo dõi tiến độ.")

    assert owners(duty) == ["Ủy ban nhân dân huyện"]


def test_parts_are_cut_only_where_owner_term_or_deliverable_differs():
    found = duties(
        f"{LEAD}1. Sở Tài chính:\n\n- Rà soát các dự án. Xây dựng phương án; kiểm tra thực tế. Báo cáo kết"
        f" quả về UBND tỉnh trước ngày 31/7/2024."
    )

    assert [duty.text for duty in found] == [
        "Rà soát các dự án. Xây dựng phương án; kiểm tra thực tế.",
        "Báo cáo kết quả về UBND tỉnh trước ngày 31/7/2024.",
    ]
    assert [duty.kind for duty in found] == [DutyKind.ACTION, DutyKind.REPORT]


def test_a_clause_without_an_object_belongs_to_what_stands_before_it():
    (duty,) = duties(
        f"{LEAD}1. Sở Tài chính rà soát các dự án. Hoàn thành và báo cáo UBND tỉnh (qua Sở Nội vụ) trước n"
        f"gày 08/02/2025."
    )

    assert duty.due == date(2025, 2, 8)
    assert duty.deliver_to and duty.deliver_to.value == "UBND tỉnh"
    assert duty.via and duty.via.value == "Sở Nội vụ"


def test_a_result_that_stands_first_is_to_be_sent():
    found = duties("Giao Sở Tài chính rà soát các dự án. Kết quả thực hiện báo cáo UBND tỉnh trước ngày 08/02/2025./.")

    assert [duty.kind for duty in found] == [DutyKind.ACTION, DutyKind.REPORT]
    assert owners(found[1]) == ["Sở Tài chính"]
    assert found[1].due == date(2025, 2, 8)
    assert found[1].deliver_to and found[1].deliver_to.value == "UBND tỉnh"


def test_semicolons_in_brackets_do_not_cut():
    (duty,) = duties(f"{LEAD}1. Rà soát các mô hình (mô hình trồng trọt; báo cáo chăn nuôi; mô hình khác).")

    assert duty.kind is DutyKind.ACTION


def test_a_ground_set_off_by_a_semicolon_is_left_out():
    (duty,) = duties(f"{LEAD}1. Căn cứ tình hình thực tế; khẩn trương rà soát kế hoạch.")

    assert duty.text == "khẩn trương rà soát kế hoạch."


@pytest.mark.parametrize(
    ("body", "receiver"),
    [
        ("1. Gửi báo cáo về Sở Nội vụ trước ngày 20/6/2024.", "Sở Nội vụ"),
        ("1. Tham mưu Chủ tịch UBND tỉnh công bố danh mục.", "Chủ tịch UBND tỉnh"),
        ("1. Xây dựng đề án, trình Chính phủ.", "Chính phủ"),
        ("1. Đề xuất cấp có thẩm quyền xem xét.", "cấp có thẩm quyền"),
        ("1. Báo cáo kết quả để Sở Nội vụ tổng hợp báo cáo Ủy ban nhân dân tỉnh.", "Sở Nội vụ"),
        (
            "1. Gửi số liệu cho Bộ Nông nghiệp và Môi trường, các bộ quản lý lĩnh vực trước ngày 30/6/2024.",
            "Bộ Nông nghiệp và Môi trường, các bộ quản lý lĩnh vực",
        ),
        ("1. Tham mưu công bố đúng thời hạn.", None),
        ("1. Phối hợp với Sở Thông tin và Truyền thông tổ chức tuyên truyền cho các đơn vị.", None),
        ("1. Rà soát các quy định về đo đạc, báo cáo, thẩm định.", None),
    ],
)
def test_reads_who_receives_the_result(body, receiver):
    (duty,) = duties(f"{LEAD}{body}")

    assert (duty.deliver_to.value if duty.deliver_to else None) == receiver


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("1. Tiếp tục duy trì các mô hình.", DutyKind.STANDING),
        ("1. Đẩy mạnh tuyên truyền.", DutyKind.STANDING),
        ("1. Phối hợp với Công an tỉnh tăng cường tuần tra.", DutyKind.STANDING),
        ("1. Tổ chức thực hiện nghiêm túc các quy định.", DutyKind.STANDING),
        ("1. Tăng cường kiểm tra, hoàn thành trong tháng 8/2024.", DutyKind.ACTION),
        ("1. Rà soát, đánh giá các mô hình.", DutyKind.ACTION),
        ("1. Đẩy nhanh tiến độ hoàn thiện công trình.", DutyKind.ACTION),
        ("1. Báo cáo tình hình thực hiện.", DutyKind.REPORT),
        ("1. Gửi danh sách đại biểu về Sở Nội vụ.", DutyKind.REPORT),
        ("1. Tổng hợp khó khăn để báo cáo cấp có thẩm quyền.", DutyKind.ACTION),
    ],
)
def test_tells_the_kind_of_a_duty(body, kind):
    (duty,) = duties(f"{LEAD}{body}")

    assert duty.kind is kind


def test_reads_who_does_it_and_by_when_from_the_lines_of_a_plan():
    (duty,) = duties(
        f"{LEAD}1. Hình thành cơ chế tham vấn ba bên.\n\n- Cơ quan thực hiện: Sở Nội vụ chủ trì, phối hợp "
        f"với Liên đoàn Lao động tỉnh.\n\n- Thời gian thực hiện: Hoàn thành trong quý III/2024."
    )

    assert owners(duty) == ["Sở Nội vụ"]
    assert [body.name for body in duty.coordinators] == ["Liên đoàn Lao động tỉnh"]
    assert duty.due == date(2024, 9, 30)


def test_wrapped_and_unwrapped_texts_say_the_same():
    long = (
        "Sở Tài chính chủ trì, phối hợp với Sở Kế hoạch và Đầu tư và các cơ quan, đơn vị có liên quan rà "
        "soát, nghiên cứu, đề xuất hướng giải quyết cho phù hợp; báo cáo UBND tỉnh trước ngày 20/02/2025."
    )
    wrapped = (
        long.replace("Đầu tư và các", "Đầu tư và\ncác")
        .replace("nghiên cứu, đề", "nghiên cứu,\nđề")
        .replace("; báo", ";\nbáo")
    )

    assert [duty.text for duty in duties(f"{LEAD}1. {wrapped}")] == [duty.text for duty in duties(f"{LEAD}1. {long}")]


def test_every_span_points_at_what_was_read():
    text = (
        f"{LETTER}{LEAD}1. Sở Tài chính:\n\n- Rà soát các dự án, đề xuất giải pháp, tổng hợp và kịp thời b"
        f"áo cáo\nUBND tỉnh trước ngày 31/7/2024.\n"
    )

    reading = read_text(text)

    (duty,) = reading.assignments
    assert " ".join(reading.text[duty.span.start : duty.span.end].split()) == duty.text
    assert reading.text[duty.owners[0].span.start : duty.owners[0].span.end] == "Sở Tài chính"
    assert duty.deadline and reading.text[duty.deadline.span.start : duty.deadline.span.end] == "trước ngày 31/7/2024"
