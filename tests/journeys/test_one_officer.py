"""One officer alone, from a fresh demo: a scan in, duties confirmed, three reports entered for others, papers out."""

from __future__ import annotations

import re
import time
from io import BytesIO

import docx
from playwright.sync_api import Page, expect

from tests.journeys import scans, steps


class Counted:
    """How often a hand went to the mouse, and how many fields were filled, since the desk was taken."""

    def __init__(self, page: Page) -> None:
        self.clicks = self.fields = 0
        self.told: list[str] = []
        self.began = time.monotonic()
        page.expose_function("countClick", self._click)
        page.expose_function("countField", self._field)
        page.add_init_script(
            "addEventListener('pointerdown', () => countClick(), true);"
            "addEventListener('change', (e) => { if (!/checkbox|radio/.test(e.target.type)) countField(); }, true);"
        )

    def _click(self) -> None:
        self.clicks += 1

    def _field(self) -> None:
        self.fields += 1

    def note(self, step: str) -> None:
        """Note where the count stands after a step."""
        seconds = time.monotonic() - self.began
        self.told.append(f"  one officer, {step}: {self.clicks} clicks, {self.fields} fields, {seconds:.0f} s")


def test_one_officer_alone_goes_from_a_scan_to_the_papers(desk, tmp_path, capsys):
    scan = scans.letter(tmp_path)
    officer: Page = desk("motnguoi")
    counted = Counted(officer)

    # A scan into the register.
    steps.upload(officer, scan)
    steps.register(officer, number="81-CV/BCĐ", programme="Cuộc vận động")
    counted.note("registered")

    # Its duties, confirmed by the same person.
    steps.open_confirming(officer)
    duty = steps.proposal(officer, "kết quả xây dựng mô hình")
    expect(duty).to_contain_text("25/7/2023")
    expect(duty).to_contain_text("7 việc")
    officer.get_by_role("button", name="Xác nhận tất cả").click()
    expect(officer.locator("#xac-nhan")).to_contain_text("đã xác nhận")
    counted.note("confirmed")

    # Three reports that came on paper, one after the other; their required figures are not all there.
    officer.get_by_role("link", name="Theo dõi", exact=True).click()
    office = officer.get_by_role("row").filter(has_text="Phòng Tư pháp")
    office.get_by_role("link", name=re.compile("^Nhập hộ")).first.click()
    entered = []
    for turn in range(3):
        heading = officer.get_by_role("heading", level=1)
        expect(heading).to_contain_text("Nhập hộ")
        name = heading.inner_text().partition(":")[2].strip()
        assert name not in entered, "the next one is another body"
        entered.append(name)
        officer.get_by_label("Nhận qua").select_option(label="bản giấy")
        officer.get_by_label(re.compile("^Số buổi tuyên truyền")).fill(str(5 + turn))
        officer.get_by_role("button", name="Lưu và nhập đơn vị tiếp theo").click()
        expect(officer.locator("main")).to_contain_text(f"Đã nhập báo cáo của {name}")
    counted.note("entered three")

    # The annex of those that have sent.
    officer.get_by_role("link", name="Theo dõi", exact=True).click()
    column = officer.locator("tr.total td").filter(has_text="25/2")
    column.get_by_role("button", name="Phụ lục đã gửi").click()
    annex = _downloaded(officer)
    assert "Hội Nông dân huyện" in annex
    assert "Tân Lập" not in annex, "the annex names nobody who has not sent"

    # One letter to one of the late.
    officer.get_by_role("link", name="Theo dõi", exact=True).click()
    officer.locator("tr.total td").filter(has_text="25/2").get_by_role("link", name="Soạn công văn đôn đốc").click()
    boxes = officer.locator("input[name=occurrence]")
    for place in range(1, boxes.count()):
        boxes.nth(place).uncheck()
    late, *others = officer.locator("tbody tr label").all_inner_texts()
    assert others
    officer.get_by_role("button", name="Soạn công văn").click()
    expect(officer.locator("main")).to_contain_text("Đã soạn 1 công văn đôn đốc")
    officer.locator("main tbody tr").first.get_by_role("link").first.click()
    letter = _downloaded(officer)
    assert late in letter
    assert "07-CV/BCĐ" in letter
    assert not [name for name in others if name in letter]
    counted.note("annex and letter printed")
    with capsys.disabled():
        print("", *counted.told, sep="\n")
    assert counted.clicks <= 60
    assert time.monotonic() - counted.began < 600


def _downloaded(page: Page) -> str:
    """Download the DOCX of the draft that is shown and return every word of it."""
    expect(page.locator("main")).to_contain_text("đều đạt")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải DOCX").click()
    body = docx.Document(BytesIO(download.value.path().read_bytes())).element.body
    return "\n".join(
        "".join(t.text or "" for t in p.iter() if t.tag.endswith("}t")) for p in body.iter() if p.tag.endswith("}p")
    )
