"""A coordinator makes a form with every kind of line in the browser; a commune fills it in on a telephone."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys import steps

DUTY = "Danh mục nhu cầu, khó khăn của thôn"
NAME = "Nhu cầu của thôn theo biểu"


def test_a_form_with_every_kind_is_made_published_filled_in_and_changed(desk: Callable[..., Page]):
    officer = desk("danvan.canbo")
    begin_breakdown(officer, "Giới của hành trình", "Nam", "Nữ")
    begin_breakdown(officer, "Loại đường", "Đường đất", "Đường bê tông")
    begin_form(officer)
    add_figure(officer, "Số người dự họp thôn", unit="người", counted="người", split="Giới của hành trình: tổng số")
    add_figure(officer, "Kinh phí cần", unit="đồng", kind="tiền (đồng)")
    add_figure(officer, "Thôn đã họp bàn", unit="có/không", kind="có / không", across="không cộng dồn")
    add_figure(
        officer, "Đường vào thôn", unit="loại", kind="chọn một", across="không cộng dồn",
        split="Loại đường: tổng số",
    )  # fmt: skip
    add_narrative(officer, "Kiến nghị của thôn")
    add_table(officer, "Nhu cầu từng thôn")
    expect(officer.locator("ol.lines > li[id]")).to_have_count(6)
    see_as_reporter(officer)
    publish(officer)
    give_to_duty(officer)

    commune = desk("lada.canbo", width=360, height=740)
    open_report(commune)
    fill_in(commune)

    change_form(officer)
    commune.reload()
    expect(commune.get_by_label(re.compile("^Kiến nghị của thôn"))).to_have_value("Sửa cầu treo")
    expect(commune.get_by_text("Việc mới hỏi thêm")).to_have_count(0)
    commune.get_by_role("button", name="Lưu", exact=True).click()
    expect(commune.get_by_text("Đã lưu.").first).to_be_visible()


def labelled(page: Page, label: str) -> Locator:
    """Return the first field of that label."""
    return page.get_by_label(re.compile("^" + re.escape(label))).first


def choose(field: Locator, words: str) -> None:
    """Choose the first option whose words begin so."""
    option = field.locator("option").filter(has_text=re.compile("^\\s*" + re.escape(words))).first
    field.select_option(value=option.get_attribute("value"))


def begin_breakdown(page: Page, name: str, *parts: str) -> None:
    page.goto("/bao-cao/phan-to/")
    page.get_by_label("Tên phân tổ").fill(name)
    page.get_by_label("Các mục").fill("\n".join(parts))
    choose(page.get_by_label("Chương trình"), "Kết nghĩa")
    page.get_by_role("button", name="Lập phân tổ").click()
    expect(page.get_by_role("heading", name=re.compile(name))).to_be_visible()


def begin_form(page: Page) -> None:
    page.goto("/bao-cao/bieu-mau/")
    page.get_by_role("link", name="Lập biểu mẫu").first.click()
    choose(page.get_by_label("Chương trình"), "Kết nghĩa")
    page.get_by_label("Tên biểu mẫu").fill(NAME)
    page.get_by_role("button", name="Lập và thêm các dòng").click()
    expect(page.get_by_text("Chưa có dòng nào")).to_be_visible()


def add_figure(page: Page, label: str, **said: str) -> None:
    page.get_by_role("link", name="Thêm số liệu").click()
    labelled(page, "Mục").fill("I. Tình hình")
    labelled(page, "Tên dòng").fill(label)
    if split := said.get("split"):
        choose(labelled(page, "Phân tổ"), split)
    labelled(page, "Đơn vị tính").fill(said["unit"])
    for name, field in (("kind", "Loại"), ("counted", "Đếm"), ("across", "Giữa các đơn vị")):
        if name in said:
            choose(labelled(page, field), said[name])
    page.get_by_role("button", name="Thêm dòng", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text=label)).to_be_visible()


def add_narrative(page: Page, label: str) -> None:
    page.get_by_role("link", name="Thêm thuyết minh").click()
    labelled(page, "Mục").fill("II. Kiến nghị")
    labelled(page, "Tên dòng").fill(label)
    page.get_by_role("button", name="Thêm dòng", exact=True).click()


def add_table(page: Page, label: str) -> None:
    page.get_by_role("link", name="Thêm bảng nhiều dòng").click()
    labelled(page, "Mục").fill("III. Từng thôn")
    labelled(page, "Tên dòng").fill(label)
    columns = page.get_by_role("group", name=re.compile("^Cột"))
    for place, (name, kind) in enumerate((("Thôn", "địa bàn"), ("Việc cần làm", "chữ"), ("Số tiền", "tiền"))):
        columns.nth(place).get_by_label("Tên cột").fill(name)
        choose(columns.nth(place).get_by_label("Loại"), kind)
    choose(columns.nth(2).get_by_label("Cộng thành chỉ số"), "Kinh phí cần")
    page.get_by_role("button", name="Thêm dòng", exact=True).click()


def see_as_reporter(page: Page) -> None:
    page.get_by_role("link", name="Xem như đơn vị báo cáo").click()
    expect(page.get_by_label("Việc cần làm, dòng 1")).to_be_visible()
    page.go_back()


def publish(page: Page, note: str = "", holds_from: str = "") -> None:
    if holds_from:
        page.get_by_label("Dùng cho các kỳ bắt đầu từ ngày").fill(holds_from)
    if note:
        page.get_by_label("Điểm thay đổi").fill(note)
    page.get_by_role("button", name="Ban hành phiên bản này").click()
    expect(page.get_by_text("Đã ban hành")).to_be_visible()


def give_to_duty(page: Page) -> None:
    choose(page.get_by_label("Dùng cho nhiệm vụ"), DUTY)
    page.get_by_role("button", name="Dùng biểu mẫu này").click()
    expect(page.get_by_role("listitem").filter(has_text=DUTY)).to_be_visible()


def open_report(page: Page) -> None:
    page.goto("/nhiem-vu/")
    steps.work_card(page, DUTY).locator("a.btn").first.click()
    expect(page.locator("#report-form")).to_be_visible()


def fill_in(page: Page) -> None:
    page.get_by_label("Nam", exact=True).fill("12")
    page.get_by_label("Nữ", exact=True).fill("30")
    expect(page.get_by_text("Các phần cộng lại: 42")).to_be_visible()
    page.get_by_role("button", name="Lấy tổng của các phần").click()
    page.get_by_role("radio", name="có", exact=True).check()
    choose(labelled(page, "Đường vào thôn"), "Đường bê tông")
    labelled(page, "Kiến nghị của thôn").fill("Sửa cầu treo")
    page.get_by_label("Thôn, dòng 1").select_option(index=1)
    page.get_by_label("Việc cần làm, dòng 1").fill("Sửa cầu")
    page.get_by_label("Số tiền, dòng 1").fill("200000000")
    page.get_by_role("button", name="Thêm dòng").click()
    page.get_by_label("Việc cần làm, dòng 2").fill("Kéo điện")
    page.get_by_label("Số tiền, dòng 2").fill("50000000")
    page.get_by_label("Thôn, dòng 2").select_option(index=2)
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu.").first).to_be_visible()
    expect(page.get_by_text("250.000.000").first).to_be_visible()
    expect(page.get_by_label("Việc cần làm, dòng 2")).to_have_value("Kéo điện")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing hangs over the edge at 360 px"


def change_form(page: Page) -> None:
    page.get_by_role("button", name="Sửa", exact=True).click()
    add_narrative(page, "Việc mới hỏi thêm")
    expect(page.get_by_text("So với phiên bản 1")).to_be_visible()
    publish(page, note="hỏi thêm việc mới", holds_from="2023-05-01")
