"""One loop, five people, real documents: directive → duties → reports → consolidated report → outgoing papers."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import docx
import pytest
from playwright.sync_api import expect

from tests.journeys import steps

NOTICE = "103-TB-BCD.txt"
BODY = "Ban Chỉ đạo Cuộc vận động huyện Kon Rẫy"
FIGURES = {
    "Số buổi tuyên truyền": ("12", "8"),
    "Số lượt người tham dự": ("450", "320"),
    "Tổng số hộ DTTS nghèo, cận nghèo": ("200", "100"),
    "Số hộ thay đổi nếp nghĩ": ("150", "60"),
    "Số hộ áp dụng khoa học": ("90", "40"),
    "Số hộ tham gia tổ hợp tác": ("30", "10"),
    "Số hộ thoát nghèo": ("5", "0"),
    "Số mô hình đang duy trì": ("3", "2"),
    "Số mô hình mới": ("1", "0"),
}


@pytest.mark.real_documents
def test_a_notice_of_conclusions_goes_all_the_way(desk, site, real_documents):
    # 1. Register: an officer of the steering committee uploads what was issued.
    officer = desk("bcd.canbo")
    steps.upload(officer, real_documents / NOTICE)
    steps.register(
        officer,
        number="103-TB/BCĐ",
        date="2023-07-12",
        issuer_text="Ban Chỉ đạo Cuộc vận động huyện",
        issuer=BODY,
        programme="Cuộc vận động",
    )
    steps.open_confirming(officer)
    expect(officer.get_by_role("button", name="Xác nhận tất cả")).to_have_count(0)  # he proposes, he does not confirm
    address = officer.url

    # 2. Confirm: the leader corrects and confirms.
    leader = desk("bcd.lanhdao")
    leader.goto(address)
    leader.get_by_role("button", name="Gộp các cặp").click()
    expect(leader.get_by_role("button", name="Gộp các cặp")).to_have_count(0)
    quarterly = steps.proposal(leader, "chế độ báo cáo định kỳ hàng quý")
    expect(quarterly).to_contain_text("Nhắc lại")
    review = steps.proposal(leader, "Đánh giá sơ bộ kết quả thực hiện chỉ tiêu")
    expect(review).to_contain_text("7 việc")  # one for each commune, not one for each of fourteen names
    expect(review).to_contain_text("31/7/2023")
    expect(review).to_contain_text("qua")
    explaining = steps.proposal(leader, "báo cáo giải trình")
    explaining.get_by_role("link", name="Sửa").click()
    only = leader.get_by_label("Chỉ giao cho những đơn vị")
    expect(only).to_be_visible()
    missed = [
        words
        for words in only.locator("option").all_inner_texts()
        if "Quý II/2023" in words and "tổng hợp" not in words
    ]
    only.select_option(label=missed[0])
    leader.locator("form").filter(has=only).get_by_role("button").first.click()
    explaining = steps.proposal(leader, "báo cáo giải trình")
    expect(explaining).to_contain_text("chỉ các đơn vị chưa gửi")
    leader.get_by_role("button", name="Xác nhận tất cả").click()
    expect(leader.locator("#xac-nhan")).to_contain_text("đã xác nhận")

    # 3–4. Occurrences on the right lists, with the days as printed and the intermediary.
    commune = desk("daktolung.canbo", width=360, height=740)
    commune.goto("/nhiem-vu/")
    card = steps.work_card(commune, "Đánh giá sơ bộ")
    expect(card).to_contain_text("31/7/2023")
    expect(card).to_contain_text("qua Ủy ban MTTQ Việt Nam huyện")
    expect(commune.locator("main")).not_to_contain_text("báo cáo giải trình")
    assert commune.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    late = desk("tanlap.canbo")
    late.goto("/nhiem-vu/")
    expect(late.locator("main")).to_contain_text("20/7/2023")
    committee = desk("ubnd.canbo")
    committee.goto("/nhiem-vu/")
    expect(steps.work_card(committee, "tổ hợp tác, hợp tác xã")).to_contain_text("07/9/2023")
    expect(committee.locator("main")).to_contain_text("31/8/2023")

    # 5. Two communes fill the quarterly report; their leaders sign off; the Front forwards; the committee receives.
    for place, turn in (("daktolung", 0), ("dakkoi", 1)):
        clerk = desk(f"{place}.canbo")
        clerk.goto("/nhiem-vu/")
        steps.work_card(clerk, "Quý III/2023").locator("a.btn").first.click()
        steps.fill_report(
            clerk,
            {label: values[turn] for label, values in FIGURES.items()},
            {"Đánh giá kết quả nổi bật": f"Kết quả của {place}.", "Khó khăn, vướng mắc": "Không."},
        )
        head = desk(f"{place}.lanhdao")
        head.goto(clerk.url)
        head.get_by_role("button", name=re.compile("^Duyệt gửi")).click()
        expect(head.locator("main")).to_contain_text(re.compile("chờ chuyển tiếp|Đang chờ"))
    front = desk("mttq.canbo")
    front.goto("/bao-cao/den/")
    _choose(front, "Quý III/2023")
    front.get_by_role("button", name="Chuyển tiếp các báo cáo đã chọn").click()
    officer.goto("/bao-cao/den/")
    _choose(officer, "Quý III/2023")
    officer.get_by_role("button", name="Tiếp nhận các báo cáo đã chọn").click()

    # 5b. Nhập hộ: a report that came on paper.
    front.goto("/bao-cao/bang/")
    row = front.get_by_role("row").filter(has_text="Đăk Pne")
    row.get_by_role("link", name=re.compile("Nhập hộ")).last.click()
    expect(front.get_by_role("heading", level=1)).to_contain_text("Nhập hộ")

    # 6. The board: two of the quarter are there, and on time.
    officer.goto("/bao-cao/bang/")
    expect(officer.get_by_role("row").filter(has_text="Đăk Tơ Lung").last).to_contain_text("đúng hạn")
    expect(officer.locator("tr.total")).to_contain_text("2/28")

    # 7. Consolidate: sums rest on two of twenty-eight, every figure opens, frozen and repeatable.
    officer.locator("tr.total td").filter(has_text="2/28").get_by_role("link", name="Tổng hợp").click()
    line = officer.get_by_role("row").filter(has_text="Số lượt người tham dự")
    expect(line).to_contain_text("770")
    expect(line).to_contain_text("2/28")
    line.get_by_role("link").first.click()
    expect(officer.locator("main")).to_contain_text("450")
    expect(officer.locator("main")).to_contain_text("320")
    officer.go_back()
    officer.get_by_role("button", name="Chốt bản tổng hợp").click()
    expect(officer.locator("main")).to_contain_text(re.compile("[0-9a-f]{12}"))
    verified = site.command("consolidate", "--verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr

    # 8. Draft: the DOCX says what was consolidated.
    officer.get_by_role("button", name=re.compile("Soạn báo cáo")).click()
    expect(officer.locator("main")).to_contain_text("đều đạt")
    with officer.expect_download() as download:
        officer.get_by_role("link", name="Tải DOCX").click()
    text = _text_of(download.value.path().read_bytes())
    assert "770" in text and "2/28" in text and "chưa có số liệu" in text
    assert "Kết quả của daktolung" in text
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text

    # 8b. Letters to the late bodies of quarter II, each naming one body only, and the list of the missing.
    officer.goto("/bao-cao/bang/cuoc-van-dong/?ky=Quý II/2023")
    officer.locator("tr.total td").filter(has_text="/27").get_by_role("link", name="Soạn công văn đôn đốc").click()
    expect(officer.get_by_role("row").filter(has_text="Tân Lập")).to_be_visible()
    officer.get_by_role("button", name="Soạn công văn").click()
    expect(officer.locator("main")).to_contain_text("Đã soạn 2 công văn")

    # 9. Look up, without diacritics.
    officer.goto("/van-ban/tim-kiem/?q=thoat+ngheo")
    expect(officer.locator("main")).to_contain_text("103-TB/BCĐ")
    trail = site.command("audit", "verify")
    assert trail.returncode == 0, trail.stdout


@pytest.mark.real_documents
def test_a_letter_on_twinning_reaches_its_agencies(desk, real_documents):
    leader = desk("danvan.lanhdao")
    steps.upload(leader, real_documents / "49-CV-BDVHU.txt")
    steps.register(leader, number="49-CV/BDVHU", programme="Kết nghĩa")
    steps.open_confirming(leader)
    half_yearly = steps.proposal(leader, "báo cáo kết quả định kỳ 06 tháng, 01 năm")
    expect(half_yearly).to_contain_text("Ban Dân vận Huyện ủy")
    leader.get_by_role("button", name="Xác nhận tất cả").click()
    expect(leader.locator("#xac-nhan")).to_contain_text("đã xác nhận")

    agency = desk("taichinh.canbo")
    agency.goto("/nhiem-vu/")
    expect(agency.locator("main")).to_contain_text("49-CV/BDVHU")


def test_a_stranger_sees_nothing_of_it(desk):
    stranger = desk("nguoila")
    for page in ("/van-ban/", "/nhiem-vu/", "/bao-cao/bang/", "/bao-cao/den/", "/du-thao/"):
        stranger.goto(page)
        expect(stranger.locator("main")).not_to_contain_text("Kon Rẫy")
        expect(stranger.locator("main")).not_to_contain_text("BCĐ")


def _choose(page, words: str) -> None:
    """Pick the waiting reports of one period only."""
    rows = page.get_by_role("row").filter(has=page.get_by_role("checkbox"))
    for place in range(rows.count()):
        row = rows.nth(place)
        row.get_by_role("checkbox").set_checked(words in row.inner_text())


def _text_of(data: bytes) -> str:
    """Return every word of a DOCX, tables and headers too."""
    document = docx.Document(BytesIO(data))
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
    return "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
