"""What people do on the pages, in their words; journeys are made of these."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect


def upload(page: Page, *files: Path) -> None:
    """Upload files with the declaration that they are not secret."""
    page.goto("/van-ban/tai-len/")
    page.locator("input[type=file]").set_input_files([str(file) for file in files])
    page.get_by_label(re.compile("cam kết")).check()
    page.get_by_role("button", name="Tải lên và đọc").click()


def register(page: Page, **fields: str) -> None:
    """Wait until the upload was read, complete what the paper does not print, and register it as issued."""
    expect(page.get_by_role("button", name="Vào sổ")).to_be_visible(timeout=60_000)
    if day := fields.get("date"):
        page.get_by_label("Ngày ban hành").fill(day)
    if issuer := fields.get("issuer_text"):
        page.get_by_label("Cơ quan ban hành (như in").fill(issuer)
    if body := fields.get("issuer"):
        page.get_by_label("Là cơ quan trong hệ thống").fill(body)
    if programme := fields.get("programme"):
        page.get_by_label("Chương trình").select_option(label=programme)
    if fields.get("released", "yes") == "yes":
        page.get_by_label(re.compile("Phát hành trong hệ thống")).check()
    page.get_by_role("button", name="Vào sổ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(fields["number"], re.I))


def open_confirming(page: Page) -> None:
    """Go from the page of a document to the page where its duties are confirmed."""
    page.locator("main a[href*='/nhiem-vu/xac-nhan/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Xác nhận nhiệm vụ")


def proposal(page: Page, words: str, clause: str | None = None) -> object:
    """Return the card of the proposal whose text holds `words`."""
    cards = page.locator("article.proposal").filter(has_text=words)
    return (cards.filter(has=page.get_by_text(clause, exact=True)) if clause else cards).first


def fill_report(page: Page, figures: dict[str, str], texts: dict[str, str]) -> None:
    """Type figures and texts by their labels and wait until the page says that they are saved."""
    for label, value in figures.items():
        page.get_by_label(re.compile("^" + re.escape(label))).first.fill(value)
    for label, value in texts.items():
        page.get_by_label(re.compile("^" + re.escape(label))).first.fill(value)
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text(re.compile("Đã lưu")).first).to_be_visible()


def work_card(page: Page, words: str) -> object:
    """Return the card of a work list that holds `words`."""
    return page.locator("main .card").filter(has_text=words).first
