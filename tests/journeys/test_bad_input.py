"""What goes wrong at a desk: bad files, double clicks, two at once, an ended session, no scripts. A clear word in
Vietnamese each time, and nothing lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import bad_files, steps
from tests.journeys.conftest import PASSWORD

TYPED = "Nội dung gõ dở khi phiên hết hạn."


def stored(site) -> dict[str, int]:
    """Return every file that the program keeps, with its size."""
    folder = Path(site.var) / "files"
    return {str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*") if path.is_file()}


def open_report(page: Page, words: str = "Quý III/2023") -> None:
    """Open the form of a report that waits on the work list."""
    page.goto("/nhiem-vu/")
    steps.work_card(page, words).locator("a.btn").first.click()
    expect(page.locator("#report-form")).to_be_visible()


def test_an_empty_file_is_refused_and_nothing_is_kept(desk, site, tmp_path):
    clerk, before = desk("danvan.vanthu"), stored(site)

    steps.upload(clerk, bad_files.empty(tmp_path))

    expect(clerk.locator("main")).to_contain_text("Tệp rỗng (0 byte)")
    assert stored(site) == before


def test_a_huge_file_is_refused_before_it_is_sent(desk, tmp_path):
    clerk = desk("danvan.vanthu")
    clerk.goto("/van-ban/tai-len/")

    clerk.locator("input[type=file]").set_input_files(str(bad_files.huge(tmp_path)))

    expect(clerk.locator("#chosen")).to_contain_text("Quá lớn, không gửi được: quet-ca-quyen.pdf. Mỗi tệp tối đa 50 MB")
    expect(clerk.get_by_role("button", name="Tải lên và đọc")).to_be_disabled()


@pytest.mark.parametrize("megabytes", [60, 200])
def test_a_huge_file_that_is_sent_all_the_same_is_not_stored(desk, site, tmp_path, megabytes):
    clerk, before = desk("danvan.vanthu", scripts=False), stored(site)
    highest = site.most_memory()

    steps.upload(clerk, bad_files.huge(tmp_path, megabytes))

    expect(clerk.locator("main")).to_contain_text("Tệp lớn hơn 50 MB nên không nhận", timeout=60_000)
    assert stored(site) == before
    assert not list((site.var / "uploads").iterdir())
    assert site.most_memory() - highest < 60 * bad_files.MEGABYTE


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (bad_files.zip_named_docx, "Tệp mang đuôi .docx nhưng bên trong không phải văn bản Word"),
        (bad_files.with_password, "Tệp được khóa bằng mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi gửi lại tệp."),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_stays(desk, tmp_path, make, said):
    clerk = desk("danvan.vanthu")

    steps.upload(clerk, make(tmp_path))

    expect(clerk.locator("main")).to_contain_text(said, timeout=30_000)
    expect(clerk.get_by_role("link", name="Mở tệp gốc")).to_be_visible()
    expect(clerk.get_by_role("button", name="Đọc lại")).to_be_visible()
    clerk.get_by_text("Nhập thông tin bằng tay").click()
    clerk.get_by_label(re.compile("Tôi đã xem tệp và cam kết")).check()
    clerk.get_by_role("button", name="Vào sổ bằng tay").click()
    expect(clerk.get_by_role("button", name="Vào sổ")).to_be_visible()  # the paper is not lost to the register


def test_five_hundred_pages_are_read(desk, tmp_path):
    clerk = desk("danvan.vanthu")

    steps.upload(clerk, bad_files.five_hundred_pages(tmp_path))

    expect(clerk.locator("main")).to_contain_text("Đang", timeout=10_000)
    expect(clerk.get_by_role("button", name="Vào sổ")).to_be_visible(timeout=90_000)
    expect(clerk.locator(".printed").first).to_contain_text("Trang 500, dong 29")


@pytest.mark.parametrize(("make", "code"), [(bad_files.in_tcvn3, "TCVN3"), (bad_files.in_vni, "VNI")])
def test_a_text_of_before_unicode_is_converted_and_says_so(desk, tmp_path, make, code):
    clerk = desk("danvan.vanthu")

    steps.upload(clerk, make(tmp_path))

    expect(clerk.get_by_role("button", name="Vào sổ")).to_be_visible(timeout=30_000)
    expect(clerk.locator("main")).to_contain_text(f"Đã chuyển mã {code} sang Unicode")
    expect(clerk.get_by_label("Trích yếu")).to_have_value(re.compile("báo cáo kết quả kết nghĩa"))


def test_a_paper_marked_secret_is_refused_and_its_bytes_are_gone(desk, site, tmp_path):
    clerk, before = desk("danvan.vanthu"), stored(site)

    steps.upload(clerk, bad_files.marked_secret(tmp_path))

    expect(clerk.locator("main")).to_contain_text("Văn bản có dấu “MẬT”", timeout=30_000)
    expect(clerk.locator("main")).to_contain_text("Hãy đăng ký văn bản vào sổ riêng")
    assert stored(site) == before
    for path in site.var.rglob("*"):
        if path.is_file() and path.suffix not in {".pyc"}:
            assert "Nội dung không được ở đây".encode() not in path.read_bytes(), path


def test_a_form_sent_twice_counts_once(desk, tmp_path):
    clerk = desk("danvan.vanthu", scripts=False)  # nothing in the browser holds the second click back
    letter = tmp_path / "hai-lan.txt"
    letter.write_text(bad_files.papers.TEXT.replace("27/PDT", "2727/PDT"), encoding="utf-8")
    clerk.goto("/van-ban/tai-len/")
    clerk.locator("input[type=file]").set_input_files(str(letter))
    clerk.get_by_label(re.compile("cam kết")).check()

    clerk.get_by_role("button", name="Tải lên và đọc").dblclick()

    expect(clerk.get_by_role("button", name="Vào sổ")).to_be_visible(timeout=30_000)
    clerk.get_by_role("button", name="Vào sổ").dblclick()
    expect(clerk.get_by_role("heading", level=1)).to_contain_text("2727/PDT")
    clerk.goto("/van-ban/?words=2727/PDT-CS")
    expect(clerk.locator("main tbody tr")).to_have_count(1)
    clerk.goto("/van-ban/tai-len/")
    expect(clerk.locator("main")).not_to_contain_text("hai-lan.txt")


def test_a_report_entered_twice_counts_once(desk):
    officer = desk("mttq.canbo", scripts=False)
    officer.goto("/bao-cao/bang/")
    row = officer.get_by_role("row").filter(has_text="Tân Lập")
    row.get_by_role("link", name=re.compile("Nhập hộ")).last.click()
    report = officer.url.removesuffix("nhap-ho/")
    officer.get_by_label("Nhận qua").select_option(label="bản giấy")
    officer.get_by_label(re.compile("^Số buổi tuyên truyền")).fill("4")

    officer.get_by_role("button", name="Lưu", exact=True).dblclick()

    expect(officer.locator("main")).to_contain_text("Bảng theo dõi báo cáo")
    officer.goto(report)
    expect(officer.locator("main")).to_contain_text(re.compile("nhập hộ", re.I))
    expect(officer.locator("main")).not_to_contain_text(re.compile("phiên bản 2", re.I))


def test_two_officers_at_one_report_see_both_texts(desk):
    first, second = desk("phongdantoc.canbo"), desk("phongdantoc.lanhdao")
    open_report(first)
    second.goto(first.url)
    label = re.compile("^Đánh giá kết quả nổi bật")

    first.get_by_label(label).fill("Chữ của người thứ nhất.")
    first.get_by_role("button", name="Lưu", exact=True).click()
    expect(first.get_by_text(re.compile("Đã lưu|lưu lúc")).first).to_be_visible()
    second.get_by_label(label).fill("Chữ của người thứ hai.")
    expect(second.locator("#saved")).to_contain_text("Một đồng nghiệp vừa lưu bản khác", timeout=15_000)
    second.get_by_role("button", name="Xem hai bản cạnh nhau").click()

    expect(second.get_by_label(label)).to_have_value("Chữ của người thứ hai.")
    expect(second.locator("main")).to_contain_text("Chữ của người thứ nhất.")
    second.get_by_label(label).fill("Chữ của người thứ nhất. Chữ của người thứ hai.")
    second.get_by_role("button", name="Lưu bản này").click()
    expect(second.locator("#report-form")).to_be_visible()
    first.reload()
    expect(first.get_by_label(label)).to_have_value("Chữ của người thứ nhất. Chữ của người thứ hai.")


@pytest.mark.parametrize("cookies", ["session", "all"])
def test_a_session_that_ends_while_one_types_costs_no_word(desk, cookies):
    clerk = desk("nongdan.canbo")
    open_report(clerk)
    label = re.compile("^Đánh giá kết quả nổi bật")
    report = clerk.url

    _end_session(clerk, cookies)
    clerk.get_by_label(label).fill(f"{TYPED} {cookies}")
    expect(clerk.locator("#saved")).to_contain_text("Phiên làm việc đã hết hạn", timeout=15_000)
    clerk.get_by_role("button", name="Lưu", exact=True).click()
    if cookies == "all":
        expect(clerk.get_by_role("heading", level=1)).to_contain_text("Phiên làm việc đã hết hạn")
        clerk.locator("main").get_by_role("link", name="Đến trang đăng nhập").click()
    _log_in_again(clerk, "nongdan.canbo")

    expect(clerk.locator("#report-form")).to_be_visible()  # back at the form, not at a page that only takes POST
    assert clerk.url == report
    clerk.get_by_role("button", name="Dùng lại nội dung đó").click()
    expect(clerk.get_by_label(label)).to_have_value(f"{TYPED} {cookies}")
    expect(clerk.locator("#saved")).to_contain_text("Đã lưu", timeout=15_000)
    clerk.reload()
    expect(clerk.get_by_label(label)).to_have_value(f"{TYPED} {cookies}")


@pytest.mark.parametrize("cookies", ["session", "all"])
def test_what_was_typed_into_the_register_passes_the_door(desk, tmp_path, cookies):
    clerk = desk("danvan.vanthu")
    letter = tmp_path / "thu.txt"
    letter.write_text(bad_files.papers.TEXT.replace("27/PDT", f"28/PDT{cookies}"), encoding="utf-8")
    steps.upload(clerk, letter)
    clerk.get_by_label("Trích yếu").fill("Trích yếu gõ lại, rất dài.")
    clerk.get_by_label("Ngày đến").fill("11/7/2023")

    _end_session(clerk, cookies)
    clerk.get_by_role("button", name="Vào sổ").click()
    if cookies == "all":
        clerk.locator("main").get_by_role("link", name="Đến trang đăng nhập").click()
    _log_in_again(clerk, "danvan.vanthu")

    expect(clerk.locator("#live")).to_contain_text("Nội dung anh/chị đã nhập được đưa lại")
    expect(clerk.get_by_label("Trích yếu")).to_have_value("Trích yếu gõ lại, rất dài.")
    expect(clerk.get_by_label("Ngày đến")).to_have_value("11/7/2023")
    clerk.get_by_role("button", name="Vào sổ").click()
    expect(clerk.locator("main")).to_contain_text("Trích yếu gõ lại, rất dài.")


def test_the_confirm_page_goes_to_the_door_and_comes_back(desk):
    officer = desk("bcd.lanhdao")
    officer.goto("/van-ban/?words=98-TB")
    officer.locator("main tbody th a").first.click()
    steps.open_confirming(officer)
    page = officer.url

    _end_session(officer, "session")
    officer.get_by_role("button", name="Gộp các cặp").click()
    _log_in_again(officer, "bcd.lanhdao")

    expect(officer.get_by_role("button", name="Gộp các cặp")).to_be_visible()
    assert officer.url == page


def test_the_loop_runs_without_scripts(desk, site, tmp_path):
    leader = desk("motnguoi", scripts=False)
    letter = tmp_path / "cong-van.txt"
    letter.write_text(
        "HUYỆN ỦY KON RẪY\nBAN CHỈ ĐẠO CUỘC VẬN ĐỘNG\n*\nSố 77-CV/BCĐ\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\n"
        "Kon Rẫy, ngày 12 tháng 7 năm 2023\n\nKính gửi: Hội Nông dân huyện.\n\n"
        "1. Hội Nông dân huyện báo cáo kết quả vận động hội viên về Ban Chỉ đạo Cuộc vận động huyện "
        "trước ngày 20/7/2023.\n\nNơi nhận:\n- Như trên,\n- Lưu.\n\nTRƯỞNG BAN\n\nNguyễn Văn Mẫu\n",
        encoding="utf-8",
    )

    steps.upload(leader, letter)
    steps.register(leader, number="77-CV/BCĐ", programme="Cuộc vận động")
    steps.open_confirming(leader)
    leader.get_by_role("button", name="Xác nhận tất cả").click()
    expect(leader.locator("#xac-nhan")).to_contain_text("đã xác nhận")

    clerk = desk("phunu.canbo", scripts=False)
    open_report(clerk)
    clerk.get_by_label(re.compile("^Số buổi tuyên truyền")).fill("7")
    clerk.get_by_role("button", name="Lưu", exact=True).click()
    expect(clerk.locator("main")).to_contain_text("Đã lưu")
    head = desk("phunu.lanhdao", scripts=False)
    head.goto(clerk.url)
    head.get_by_role("button", name=re.compile("^Duyệt gửi")).click()
    expect(head.locator("main")).to_contain_text("Đã gửi")
    leader.goto("/bao-cao/den/")
    row = leader.get_by_role("row").filter(has_text="Phụ nữ").filter(has_text="Quý III/2023").last
    row.get_by_role("link").first.click()
    leader.get_by_role("button", name="Tiếp nhận").click()
    expect(leader.locator("main")).to_contain_text("đã tiếp nhận")
    leader.goto("/bao-cao/bang/")
    leader.locator("tr.total td").filter(has_text="/28").first.get_by_role("link", name="Tổng hợp").click()
    leader.get_by_role("button", name="Chốt bản tổng hợp").click()
    leader.get_by_role("button", name=re.compile("Soạn báo cáo")).click()
    expect(leader.get_by_role("link", name="Tải DOCX")).to_be_visible()
    assert site.command("consolidate", "--verify").returncode == 0


def _end_session(page: Page, cookies: str) -> None:
    page.context.clear_cookies(**({"name": "sessionid"} if cookies == "session" else {}))


def _log_in_again(page: Page, username: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Đăng nhập").click()
