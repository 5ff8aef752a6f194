"""Addressees, recipients, filing line and signature."""

from __future__ import annotations

import pytest

from vanban import read_text

HEAD = "SỞ Y TẾ\nSố: 9/SYT-VP\nV/v báo cáo\n\nAn Bình, ngày 5 tháng 3 năm 2024\n\n"
BODY = "\n\nThực hiện nhiệm vụ được giao, Sở Y tế thông báo.\n\n"


@pytest.mark.parametrize(
    ("block", "addressees"),
    [
        ("Kính gửi: Bộ Y tế", ["Bộ Y tế"]),
        (
            "Kính gửi: Ủy ban nhân dân các tỉnh, thành phố trực thuộc\nTrung ương",
            ["Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"],
        ),
        ("Kính gửi:\n- Sở Nội vụ;\n- Công an tỉnh.", ["Sở Nội vụ", "Công an tỉnh"]),
        (
            "Kính gửi: - Mặt trận, các đoàn thể,\n- Đảng ủy xã An Bình, Hà Mỹ,\nTân Sơn.",
            ["Mặt trận, các đoàn thể", "Đảng ủy xã An Bình, Hà Mỹ, Tân Sơn"],
        ),
        ("- Kính gửi:*\n- Các sở,\n - Các huyện ủy.", ["Các sở", "Các huyện ủy"]),
        ("Kính gửi:\nSở Nội vụ;\nSở Tài chính.", ["Sở Nội vụ", "Sở Tài chính"]),
        (
            "Kính gửi:\n\n- Giám đốc Sở Văn hóa, Thể thao và Du lịch;\n\n- Chủ tịch UBND huyện.",
            ["Giám đốc Sở Văn hóa, Thể thao và Du lịch", "Chủ tịch UBND huyện"],
        ),
    ],
)
def test_reads_the_addressees_and_stops_where_the_text_begins(block, addressees):
    reading = read_text(f"{HEAD}{block}{BODY}")

    assert [item.value for item in reading.addressees] == addressees


@pytest.mark.parametrize(
    ("foot", "recipients", "archive"),
    [
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT, TH.", ["Như trên"], "Lưu: VT, TH"),
        ("Nơi nhận: - Như trên; - Công báo tỉnh; - Lưu VP1.", ["Như trên", "Công báo tỉnh"], "Lưu VP1"),
        (
            "Nơi nhân:\n- BTV Huyện ủy (b/c),\n- BTGHU, BDVHU,\n- Lưu VT.",
            ["BTV Huyện ủy (b/c)", "BTGHU, BDVHU"],
            "Lưu VT",
        ),
        ("Nơi nhận:\n- Các Sở: Y tế, Tài chính,\nNội vụ;\n- Lưu: VT.", ["Các Sở: Y tế, Tài chính, Nội vụ"], "Lưu: VT"),
        ("Nơi nhận:\n- Như trên;\n- Lưu Văn phòng Tỉnh ủy.\nABC-268", ["Như trên"], "Lưu Văn phòng Tỉnh ủy"),
        ("Nơi nhận:\tKT. GIÁM ĐỐC\n- Như trên;\tPHÓ GIÁM ĐỐC\n- Lưu: VT.\tNguyễn Văn Mẫu", ["Như trên"], "Lưu: VT"),
        ("Nơi nhận:\n- Như trên; KT. GIÁM ĐỐC\n- Lưu: VT. PHÓ GIÁM ĐỐC\nNguyễn Văn Mẫu", ["Như trên"], "Lưu: VT"),
    ],
)
def test_reads_the_recipients_without_filing_line_and_signature(foot, recipients, archive):
    reading = read_text(f"{HEAD}Kính gửi: Bộ Y tế{BODY}{foot}\n")

    assert [item.value for item in reading.distribution] == recipients
    assert reading.archive and reading.archive.value == archive


@pytest.mark.parametrize(
    ("block", "authority", "title", "name"),
    [
        ("GIÁM ĐỐC\n\nNguyễn Văn Mẫu", None, "GIÁM ĐỐC", "Nguyễn Văn Mẫu"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Thị Thử", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Thử"),
        (
            "TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nLê Minh Tạm",
            "TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG",
            "PHÓ CHÁNH VĂN PHÒNG",
            "Lê Minh Tạm",
        ),
        ("**T/M BAN THƯỜNG VỤ\nBÍ THƯ**\n\n(đã ký)\n\nĐỗ Hữu Giả", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Đỗ Hữu Giả"),
        (
            "PHÓ BÍ THƯ TT HUYỆN ỦY\n\nkiêm\n\nTRƯỞNG BAN\n\nBùi Ngọc Nháp",
            None,
            "PHÓ BÍ THƯ TT HUYỆN ỦY kiêm TRƯỞNG BAN",
            "Bùi Ngọc Nháp",
        ),
        ("T/M BỘ CHÍNH TRỊ\n\nNguyễn Văn Mẫu", "T/M BỘ CHÍNH TRỊ", None, "Nguyễn Văn Mẫu"),
        ("KT. BỘ TRƯỞNG THỨ TRƯỞNG Nguyễn Văn Mẫu", "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Nguyễn Văn Mẫu"),
    ],
)
@pytest.mark.parametrize("before", ["Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\n", ""])
def test_reads_the_signature(before, block, authority, title, name):
    signer = read_text(f"{HEAD}Kính gửi: Bộ Y tế{BODY}{before}{block}\n").signer

    assert signer is not None
    assert (signer.authority, signer.title, signer.name) == (authority, title, name)


def test_a_person_in_the_text_does_not_sign():
    reading = read_text(f"{HEAD}Kính gửi: Bộ Y tế{BODY}Đồng chí Nguyễn Văn Mẫu, Giám đốc Sở, chủ trì cuộc họp.\n")

    assert reading.signer is None


def test_what_follows_the_foot_is_no_recipient():
    foot = (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nNguyễn Văn Mẫu\n\nPHỤ LỤC I\nDANH SÁCH CÁC ĐƠN"
        " VỊ\n- Trường An Bình\n"
    )

    reading = read_text(f"{HEAD}Kính gửi: Bộ Y tế{BODY}{foot}")

    assert [item.value for item in reading.distribution] == ["Như trên"]
    assert reading.signer and reading.signer.name == "Nguyễn Văn Mẫu"


def test_finds_the_signer_behind_what_is_issued_with_the_document():
    reading = read_text(
        "UBND HUYỆN PHÚ HÒA\nSố: 1/QĐ-UBND\nPhú Hòa, ngày 02 tháng 3 năm 2021\nQUYẾT ĐỊNH\nBan hành Quy chế\n\n"
        "Điều 1. Ban hành Quy chế.\n\nNơi nhận:\n- Như Điều 1;\n- Lưu: VT.\nĐã ký\n\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "Quy chế làm việc\n"
        "(Ban hành kèm theo Quyết định số 1/QĐ-UBND)\nĐiều 1. Phạm vi.\n\nCHỦ TỊCH\n\nNguyễn Văn Mẫu\n"
    )

    assert reading.archive and reading.archive.value == "Lưu: VT"
    assert reading.signer and (reading.signer.title, reading.signer.name) == ("CHỦ TỊCH", "Nguyễn Văn Mẫu")
