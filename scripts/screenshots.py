"""`make screenshots`: the main pages at 1280 and 360 px into docs/guide/images, from a demo world of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

BIN = Path(sys.executable).parent
IMAGES = Path(__file__).resolve().parents[1] / "docs" / "guide" / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
PASSWORD = "nhipcau-2023"


@dataclass(frozen=True)
class Shot:
    """One picture: whose desk, which page, and what to click on the way."""

    name: str
    username: str
    path: str
    follow: tuple[str, ...] = ()  # selectors whose address is opened, one after another
    press: str = ""  # the button that leads there


SHOTS = (
    Shot("viec-cua-don-vi", "nongdan.canbo", "/nhiem-vu/"),
    Shot("chi-tieu", "bcd.canbo", "/bao-cao/chi-tieu/"),
    Shot("loi-nhac", "mttq.canbo", "/loi-nhac/"),
    Shot("bieu-mau", "bcd.canbo", "/bao-cao/bieu-mau/", follow=("table.data tbody a",)),
    Shot("tai-len", "bcd.canbo", "/van-ban/tai-len/"),
    Shot("so-van-ban", "bcd.lanhdao", "/van-ban/"),
    Shot("van-ban", "bcd.lanhdao", "/van-ban/?words=98-TB", ("main tbody th a",)),
    Shot(
        "xac-nhan", "bcd.lanhdao", "/van-ban/?words=98-TB",
        ("main tbody th a", "main a[href*='/nhiem-vu/xac-nhan/']"),
    ),
    Shot("bao-cao", "nongdan.canbo", "/nhiem-vu/", ("main a[href*='/bao-cao/ky/']",)),
    Shot("bao-cao-den", "mttq.canbo", "/bao-cao/den/"),
    Shot("bang-theo-doi", "mttq.canbo", "/bao-cao/bang/"),
    Shot(
        "tong-hop", "bcd.lanhdao", "/bao-cao/tong-hop/",
        ("main tr:has-text('Quý II/2023') a[href*='/bao-cao/tong-hop/']",),
    ),
    Shot("du-thao", "mttq.canbo", "/bao-cao/bang/", press="form[action*='/chua-gui/'] button"),
    Shot("tra-cuu", "bcd.lanhdao", "/van-ban/tim-kiem/?q=bao+cao"),
    Shot("co-cau", "bcd.lanhdao", "/co-cau/"),
)  # fmt: skip
COLOURS = 128  # of a picture: pages have few, and the files stay small


def main() -> int:
    """Take every picture, or those named on the command line; give 1 where a page could not be reached."""
    wanted = [shot for shot in SHOTS if shot.name in sys.argv[1:] or not sys.argv[1:]]
    IMAGES.mkdir(parents=True, exist_ok=True)
    missed = []
    with tempfile.TemporaryDirectory(prefix="nhipcau-shots-") as var:
        env = os.environ | {"NHIPCAU_VAR": var, "DATABASE_URL": ""}
        subprocess.run([BIN / "nhipcau", "demo", "--load-only"], env=env, check=True, stdout=subprocess.DEVNULL)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            base = f"http://127.0.0.1:{probe.getsockname()[1]}"
        server = subprocess.Popen([BIN / "nhipcau", "serve", "--bind", base.removeprefix("http://")], env=env)
        try:
            _wait_for(base)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
                for width in (1280, 360):
                    for shot in wanted:
                        context = browser.new_context(
                            viewport={"width": width, "height": 800}, locale="vi-VN", base_url=base
                        )
                        if not _take(context.new_page(), shot, width):
                            missed.append(f"{shot.name} at {width} px")
                        context.close()
                browser.close()
        finally:
            server.terminate()
            server.wait(15)
    print("\n".join(f"missed: {name}" for name in missed) or f"{2 * len(wanted)} pictures in {IMAGES.name}/")
    return 1 if missed else 0


def _wait_for(base: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{base}/suc-khoe/", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not come up")


def _take(page: Page, shot: Shot, width: int) -> bool:
    page.goto("/dang-nhap/")
    page.fill("#id_username", shot.username)
    page.fill("#id_password", PASSWORD)
    page.click("main form button")
    page.wait_for_load_state()
    answer = page.goto(shot.path)
    for selector in shot.follow:
        link = page.query_selector(selector)
        if link is None:
            return False
        answer = page.goto(link.get_attribute("href") or "")
    if shot.press:
        with page.expect_navigation() as landing:
            page.click(shot.press)
        answer = landing.value
    page.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(page.screenshot(full_page=False))).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(IMAGES / f"{shot.name}-{width}.png", optimize=True)
    return answer is not None and answer.ok


if __name__ == "__main__":
    raise SystemExit(main())
