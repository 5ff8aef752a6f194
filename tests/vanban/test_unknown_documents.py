"""What documents that no rule had seen taught: short invented examples, and more that must stay as they are."""

from __future__ import annotations

import pytest

from vanban import read_text

HEAD = "UBND TỈNH MẪU\nSố: 12/{}-UBND\nMẫu, ngày 05 tháng 3 năm 2025\n"
LETTER = HEAD.format("UBND") + "Kính gửi: Các sở, ban, ngành.\n"
PLAN = HEAD.format("KH") + "KẾ HOẠCH\nKiểm tra cầu đường\n\n"
NOTICE = HEAD.format("TB") + "THÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh tại cuộc họp về cầu đường\n\n"


def owners(text: str) -> list[list[str]]:
    return [[owner.name for owner in duty.owners] for duty in read_text(text).assignments]


def days(text: str) -> list[str | None]:
    return [duty.due.isoformat() if duty.due else None for duty in read_text(text).assignments]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # A list of places belongs to the body before it.
        (
            "Đề nghị Ban Chủ nhiệm Hội Cầu đường các tỉnh Mẫu, Bình Sơn, Hòa Lâm (cũ) hoàn thiện hồ sơ.",
            ["Ban Chủ nhiệm Hội Cầu đường các tỉnh Mẫu, Bình Sơn, Hòa Lâm (cũ)"],
        ),
        # `chấp hành` is a verb, but not in the name of a body.
        ("Đề nghị Ban chấp hành Hội Cầu đường lập danh mục cầu yếu.", ["Ban chấp hành Hội Cầu đường"]),
        ("Giao Sở Xây dựng lập danh mục cầu yếu.", ["Sở Xây dựng"]),
        ("Giao Sở Khoa học và Công nghệ lập danh mục cầu yếu.", ["Sở Khoa học và Công nghệ"]),
        ("Giao Sở Xây dựng, Sở Tài chính lập danh mục cầu yếu.", ["Sở Xây dựng", "Sở Tài chính"]),
        ("Giao Sở Xây dựng và Sở Tài chính lập danh mục cầu yếu.", ["Sở Xây dựng", "Sở Tài chính"]),
    ],
)
def test_cuts_the_names_of_bodies(sentence: str, expected: list[str]) -> None:
    assert owners(LETTER + sentence) == [expected]


@pytest.mark.parametrize(
    "lead",
    [
        "2. Giao Sở Xây dựng chủ trì, phối hợp với các đơn vị liên quan:\na) {}\nb) {}",
        "1. Giao Sở Xây dựng chủ trì, phối hợp với các cơ quan, đơn vị liên quan:\n- {}\n- {}",
        "1. Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính:\n- {}\n- {}",
        "1. Giao Sở Xây dựng:\na) {}\nb) {}",
        "1. Sở Xây dựng\n- {}\n- {}",
    ],
)
def test_a_bid_that_only_says_who_governs_its_list(lead: str) -> None:
    assert owners(NOTICE + lead.format("Lập danh mục cầu yếu.", "Lắp đặt biển báo.")) == [["Sở Xây dựng"]] * 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # Told, not bidden.
        ("2. Báo cáo của các sở, ngành đã được tổng hợp trước ngày 20/4/2025.", 0),
        ("2. Kế hoạch của các xã vừa được phê duyệt trước ngày 20/4/2025.", 0),
        ("2. Sở Xây dựng không tiếp nhận bản giấy của hồ sơ.", 0),
        ("2. Thông báo này thay cho giấy mời.", 0),
        # Bidden.
        ("2. Báo cáo của các xã gửi về Sở Xây dựng trước ngày 15/4/2025.", 1),
        ("2. Sở Xây dựng báo cáo UBND tỉnh trước ngày 15/4/2025.", 1),
    ],
)
def test_tells_what_is_told_from_what_is_bidden(text: str, count: int) -> None:
    assert len(owners(PLAN + "II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ lập danh mục cầu yếu.\n" + text)) == 1 + count


@pytest.mark.parametrize(
    "section",
    [
        "II. TIÊU CHÍ THI ĐUA\n1. Đối với tập thể\n- Có ít nhất 02 cầu được sửa chữa.\n- Các xã đạt loại Tốt.\n",
        "II. TÌNH HÌNH\nCác xã đã lập danh mục cầu yếu trước ngày 15/4/2025.\n",
        "II. CĂN CỨ\n- Luật Cầu đường năm 2020;\n- Nghị định số 5/2021/NĐ-CP ngày 02/3/2021 của Chính phủ.\n",
    ],
)
def test_finds_no_duty_in_criteria_reports_and_grounds(section: str) -> None:
    tasks = "III. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ lập danh mục cầu yếu."
    assert owners(PLAN + section + tasks) == [["Sở Nội vụ"]]


def test_finds_no_duty_in_what_is_quoted() -> None:
    quoted = (
        "Tại khoản 2 Điều 7 quy định: “Sở Xây dựng chủ trì, phối hợp với Sở Tài chính lập danh mục cầu yếu.\n"
        "Các xã gửi báo cáo về Sở trước ngày 15/4/2025”.\nĐề nghị các sở, ngành thực hiện đúng quy định trên."
    )
    assert owners(LETTER + quoted) == [["các sở, ngành"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Giao Sở Xây dựng lắp đặt biển báo trong quý II năm 2025.", "2025-06-30"),
        ("1. Giao Sở Xây dựng kiểm tra cầu yếu trong tháng 4, 6, 9 năm 2025.", "2025-09-30"),
        ("1. Giao Sở Xây dựng lắp đặt biển báo trước ngày 15/4/2025.", "2025-04-15"),
        # What is past is no term.
        ("1. Giao Sở Xây dựng rà soát các quyết định ban hành trước ngày 01/7/2024.", None),
        ("1. Giao Sở Xây dựng rà soát các cầu xây dựng trước ngày 01/01/2000.", None),
        ("1. Giao Sở Xây dựng đánh giá hàng tháng tình trạng cầu yếu.", None),
        ("1. Giao Sở Xây dựng lắp đặt biển báo.", None),
    ],
)
def test_reads_terms_and_no_days_of_the_past(text: str, expected: str | None) -> None:
    assert days(NOTICE + text) == [expected]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "1. Giao Sở Xây dựng lắp đặt biển báo; báo cáo đánh giá kết quả với UBND tỉnh trước ngày 20/4/2025.",
            ["action", "report"],
        ),
        (
            "1. Giao Sở Xây dựng lắp đặt biển báo; định kỳ thứ Sáu hằng tuần báo cáo UBND tỉnh.",
            ["action", "report"],
        ),
        ("1. Giao Sở Xây dựng thực hiện chế độ báo cáo đúng quy định.", ["action"]),
        ("1. Chi bộ thôn Suối Mẫu\n- Thực hiện thu, nộp đảng phí đúng quy định.", ["action"]),
        ("1. Giao Sở Xây dựng lắp đặt biển báo; sơn lại lan can.", ["action"]),
    ],
)
def test_tells_a_report_from_words_like_it(text: str, kinds: list[str]) -> None:
    assert [duty.kind.value for duty in read_text(NOTICE + text).assignments] == kinds


def test_takes_a_recognised_dash_for_a_dash() -> None:
    text = LETTER + "Đề nghị các sở thực hiện.\n\nNơi nhận:\n- Như trên;\n~ Trung tâm Cầu đường;\n- Lưu: VT.\n"
    signed = text + "CHỦ TỊCH\nNguyễn Văn Mẫu\n"
    assert [item.value for item in read_text(signed).distribution] == ["Như trên", "Trung tâm Cầu đường"]
