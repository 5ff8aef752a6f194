"""The real server, killed before and after each commit of an upload, a filing and a receiving.

After the restart there is no half record: the page offers the work again, or shows it done exactly once; sums and trail
hold. The commits are counted as they come: the round that finds no further commit ends its test.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from tests.journeys.conftest import Site, free_port

pytestmark = pytest.mark.kill
SENDERS = ["nongdan", "phunu", "congdoan", "doan", "cuuchienbinh", "phongdantoc", "nongnghiep"]
MOST_COMMITS = 5


@pytest.fixture(scope="module")
def site(loaded_world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A program whose server dies where it is told to."""
    var = tmp_path_factory.mktemp("site") / "var"
    shutil.copytree(loaded_world, var)
    running = Site(var, free_port(), application="tests.journeys.killing_wsgi:application")
    running.start()
    yield running
    running.kill()


def ask(site: Site, sql: str, *values: object) -> list[tuple[object, ...]]:
    """Look into the database file from outside."""
    with sqlite3.connect(site.var / "nhipcau.sqlite3", timeout=20) as database:
        database.create_function("REGEXP", 2, lambda pattern, text: bool(re.search(pattern, text or "")))
        return database.execute(sql, values).fetchall()


def whole(site: Site) -> None:
    """Every sum, every consolidation, and the trail are as they must be."""
    for words in (("consolidate", "--verify"), ("audit", "verify")):
        done = site.command(*words)
        assert done.returncode == 0, done.stdout + done.stderr
    assert ask(site, "PRAGMA integrity_check") == [("ok",)]


def press(site: Site, button: Locator, *, path: str, commit: int, when: str) -> bool:
    """Press a button whose request dies at a commit; start the program again. False: there was no such commit."""
    (site.var / "kill-at").write_text(f"{path} {commit} {when}")
    try:
        with button.page.expect_navigation(timeout=30_000):
            button.click(no_wait_after=True)
    except Error:
        pass  # the line broke
    try:
        site.processes[0].wait(1)
    except subprocess.TimeoutExpired:
        return False
    finally:
        (site.var / "kill-at").unlink()
    site.kill()
    site.start()
    return True


def rounds() -> Iterator[tuple[int, str]]:
    """Give commit 1 before, 1 after, 2 before …; the caller stops when a commit does not come."""
    for commit in count(1):
        assert commit <= MOST_COMMITS
        yield commit, "before"
        yield commit, "after"


def test_an_upload(desk, site, tmp_path):
    clerk: Page = desk("danvan.vanthu")
    died: list[tuple[int, str]] = []
    for commit, when in rounds():
        name = f"thu-{commit}-{when}.txt"
        letter = tmp_path / name
        letter.write_text(f"Kính gửi: Ban Dân vận. Nội dung thử {name}.", encoding="utf-8")
        key = str(uuid4())

        if not press(site, _upload_form(clerk, letter, key), path="/tai-len/", commit=commit, when=when):
            break
        died.append((commit, when))

        there = ask(site, "SELECT count(*) FROM documents_upload WHERE name = ?", name)[0][0]
        assert there == (0 if (commit, when) == (1, "before") else 1)
        assert _trail(site, name) == there
        clerk.goto("/van-ban/tai-len/")
        expect(clerk.get_by_role("row").filter(has_text=name)).to_have_count(there)
        _upload_form(clerk, letter, key).click()  # the same form once more, as a browser sends it again
        expect(clerk.get_by_role("button", name="Vào sổ")).to_be_visible(timeout=30_000)
        assert ask(site, "SELECT count(*) FROM documents_upload WHERE name = ?", name) == [(1,)]
        assert _trail(site, name) == 1
        whole(site)
    assert died[:2] == [(1, "before"), (1, "after")]
    print(f"  killed at {died}")


def test_a_filing(desk, site):
    died: list[tuple[int, str]] = []
    for (commit, when), sender in zip(rounds(), SENDERS, strict=False):
        leader, text = desk(f"{sender}.lanhdao"), f"Kết quả trước khi mất điện {commit} {when}."
        leader.goto("/nhiem-vu/")
        leader.locator("main .card").filter(has_text="Quý III/2023").locator("a.btn").first.click()
        leader.get_by_label(re.compile("^Đánh giá kết quả nổi bật")).fill(text)
        expect(leader.locator("#saved")).to_contain_text("Đã lưu")
        report, button = leader.url, leader.get_by_role("button", name=re.compile("^Duyệt gửi"))

        if not press(site, button, path="/duyet-gui/", commit=commit, when=when):
            expect(leader.locator("main")).to_contain_text("Đã gửi")
            break
        died.append((commit, when))

        leader.goto(report)
        if (commit, when) == (1, "before"):
            assert _filed(site, text) == [(None,)]
            expect(leader.get_by_label(re.compile("^Đánh giá kết quả nổi bật"))).to_have_value(text)
            leader.get_by_role("button", name=re.compile("^Duyệt gửi")).click()
            expect(leader.locator("main")).to_contain_text("Đã gửi")
        filed = _filed(site, text)
        assert len(filed) == 1 and filed[0][0] is not None
        expect(leader.locator("main")).to_contain_text(text)
        expect(leader.get_by_role("button", name=re.compile("^Duyệt gửi"))).to_have_count(0)
        whole(site)
    assert died[:2] == [(1, "before"), (1, "after")]
    print(f"  killed at {died}")


def test_a_receiving(desk, site):
    officer: Page = desk("bcd.canbo")
    officer.goto("/bao-cao/den/")
    waiting = officer.get_by_role("row").filter(has_text="Quý III/2023").get_by_role("link")
    assert waiting.count() >= 3, "the reports that the test before has filed"
    addresses = [link.get_attribute("href") for link in waiting.all()]
    died: list[tuple[int, str]] = []
    for (commit, when), report in zip(rounds(), addresses, strict=False):
        officer.goto(report)
        button = officer.get_by_role("button", name="Tiếp nhận", exact=True)

        if not press(site, button, path="/tiep-nhan/", commit=commit, when=when):
            break
        died.append((commit, when))

        whole(site)  # the live sums hold the report wholly or not at all
        officer.goto(report)
        if (commit, when) == (1, "before"):
            button.click()
        expect(button).to_have_count(0)
        expect(officer.locator("main")).to_contain_text("đã tiếp nhận")
        whole(site)
    assert died[:2] == [(1, "before"), (1, "after")]
    print(f"  killed at {died}")


def _upload_form(page: Page, letter: Path, key: str) -> Locator:
    page.goto("/van-ban/tai-len/")
    page.locator("input[name=client_key]").evaluate("(field, key) => { field.value = key; }", key)
    page.locator("input[type=file]").set_input_files(str(letter))
    page.get_by_label(re.compile("cam kết")).check()
    return page.get_by_role("button", name="Tải lên và đọc")


def _trail(site: Site, name: str) -> int:
    about = ask(site, "SELECT id FROM documents_upload WHERE name = ?", name)
    uploaded = "SELECT count(*) FROM audit_entry WHERE event = 'document-uploaded' AND replace(about_id, '-', '') = ?"
    return sum(int(str(ask(site, uploaded, key)[0][0])) for (key,) in about)


def _filed(site: Site, text: str) -> list[tuple[object, ...]]:
    return ask(
        site,
        "SELECT filed_at FROM reports_version WHERE id IN (SELECT version_id FROM reports_narrative WHERE text = ?)",
        text,
    )
