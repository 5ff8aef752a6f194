"""Every main page: on a telephone, by keyboard, for a screen reader, under the content policy; and no dead end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.conftest import PASSWORD, Site
from tests.journeys.walking import Visitor


@dataclass(frozen=True)
class Main:
    """A main page: whose desk, where it begins, links that are followed, and what one comes for."""

    name: str
    username: str
    path: str
    follow: tuple[str, ...] = ()
    action: str = "main .btn--primary"
    press: str = ""  # the button that leads there


CONSOLIDATION = "main tr:has-text('Quý II/2023') a[href*='/bao-cao/tong-hop/']"
PAGES = (
    Main("login", "", "/dang-nhap/", action="main form button"),
    Main("work list", "nongdan.canbo", "/nhiem-vu/"),
    Main("occurrence", "nongdan.canbo", "/nhiem-vu/", ("main article a[href*='/nhiem-vu/ky/']",), "main .btn"),
    Main("register", "bcd.lanhdao", "/van-ban/"),
    Main("upload", "bcd.canbo", "/van-ban/tai-len/", action="#upload-form button"),
    Main("document", "bcd.lanhdao", "/van-ban/?words=98-TB", ("main tbody th a",), "main .btn"),
    Main(
        "confirm", "bcd.lanhdao", "/van-ban/?words=98-TB",
        ("main tbody th a", "main a[href*='/nhiem-vu/xac-nhan/']"), "#xac-nhan .btn--primary",
    ),
    Main("report", "nongdan.canbo", "/nhiem-vu/", ("main a[href*='/bao-cao/ky/']",), "[formaction*='/duyet-gui/']"),
    Main("report on behalf", "mttq.canbo", "/bao-cao/bang/", ("main a[href$='/nhap-ho/']",)),
    Main("inbox", "bcd.canbo", "/bao-cao/den/"),
    Main("board", "mttq.canbo", "/bao-cao/bang/", action="main a[href*='/cong-van/']"),
    Main("letters to the late", "mttq.canbo", "/bao-cao/bang/", ("main a[href*='/cong-van/']",)),
    Main("reminder", "mttq.canbo", "/bao-cao/bang/", ("main a[href*='/bao-cao/nhac/']",), "main .btn"),
    Main("consolidations", "bcd.lanhdao", "/bao-cao/tong-hop/", action="main a"),
    Main("consolidation", "bcd.lanhdao", "/bao-cao/tong-hop/", (CONSOLIDATION,)),
    Main("draft", "mttq.canbo", "/bao-cao/bang/", press="form[action*='/chua-gui/'] button"),
    Main("drafts", "mttq.canbo", "/du-thao/", action="main a"),
    Main("search", "bcd.lanhdao", "/van-ban/tim-kiem/?q=bao+cao", action="main form button"),
    Main("bodies", "quantri", "/co-cau/", action="main .btn"),
    Main("programmes", "quantri", "/co-cau/chuong-trinh/", action="main a"),
    Main("programme", "quantri", "/co-cau/chuong-trinh/", ("main a[href*='/co-cau/chuong-trinh/']",), "main .btn"),
    Main("users", "quantri", "/co-cau/nguoi-dung/", action="main .btn"),
    Main("import", "quantri", "/co-cau/nhap/", action="main .btn"),
    Main("trail", "quantri", "/co-cau/nhat-ky/", action="main a, main button"),
    Main("keys", "bcd.canbo", "/khoa-api/", action="main .btn"),
)  # fmt: skip
VISITORS = (
    "mttq.canbo", "mttq.vanthu", "bcd.canbo", "bcd.lanhdao", "huyenuy.lanhdao", "phongdantoc.canbo", "nongdan.lanhdao",
    "tinh.kontum.canbo", "danvan.lanhdao", "lada.canbo", "tanlap.canbo", "quantri", "nguoila",
)  # fmt: skip
SEEN_FOCUS = """() => {
  const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect();
  return { marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
           inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight };
}"""


@pytest.fixture(scope="module")
def doors(site: Site, browser: Browser) -> Iterator[Callable[[str, int], Page]]:
    """Give a page of a user at a width; each user logs in once."""
    keys: dict[str, object] = {}
    contexts: list[BrowserContext] = []

    def open_for(username: str, width: int) -> Page:
        for old in contexts:
            old.close()
        contexts.clear()
        context = browser.new_context(
            viewport={"width": width, "height": 740},
            locale="vi-VN",
            base_url=site.url,
            storage_state=keys.get(username),
        )
        contexts.append(context)
        page = context.new_page()
        if username and username not in keys:
            page.goto("/dang-nhap/")
            page.fill("#id_username", username)
            page.fill("#id_password", PASSWORD)
            page.click("main form button")
            page.wait_for_selector(".me summary")
            keys[username] = context.storage_state()
        return page

    yield open_for
    for context in contexts:
        context.close()


@pytest.mark.parametrize("main", PAGES, ids=lambda main: main.name)
def test_a_main_page_serves_everybody(doors, main):
    page = doors(main.username, 360)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    _open(page, main)

    # On a telephone nothing lies beside the screen.
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), _widest(page)

    # By keyboard: the thing that one comes for is reached, and one sees where one is.
    goal = page.locator(main.action).locator("visible=true").first
    goal.wait_for()
    for _step in range(400):
        page.keyboard.press("Tab")
        if goal.evaluate("goal => goal === document.activeElement"):
            break
    else:
        raise AssertionError(f"Tab does not reach {main.action}")
    assert page.evaluate(SEEN_FOCUS) == {"marked": True, "inside": True}

    # For a screen reader.
    found = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]})
    serious = [
        f"{one['id']}: {node['html'][:160]}"
        for one in found.response["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"][:3]
    ]
    assert not serious, "\n".join(serious)

    # Neither the content policy nor a script has anything to complain of.
    assert not said, "\n".join(said)


def test_what_is_offered_is_there(site):
    troubles: list[str] = []
    for username in VISITORS:
        visitor = Visitor(site.url, username).walk()
        troubles += visitor.troubles
        print(f"  {username}: {visitor.opened} addresses")
        assert visitor.opened > 5
    assert not troubles, "\n".join(troubles)


def test_the_visitor_notices_a_dead_end(site):
    visitor = Visitor(site.url, "nguoila").walk()
    assert not visitor.troubles

    page = (
        "<p><a href='/van-ban/khong-co/'>1</a><a href='#khong-co'>2</a><a href='https://example.vn/'>3</a></p>"
        "<form method='post' action='/khong-co/'></form><form action='/khong-co-nua/'><input name='q'></form>"
    )
    visitor.read(page, "/thu/")
    while visitor.waiting:
        visitor.open_next()

    assert len(visitor.troubles) == 5, visitor.troubles


def _open(page: Page, main: Main) -> None:
    answer = page.goto(main.path)
    for selector in main.follow:
        address = page.locator(selector).first.get_attribute("href")
        answer = page.goto(address or "")
    if main.press:
        with page.expect_navigation() as landing:
            page.click(main.press)
        answer = landing.value
    assert answer is not None and answer.ok, page.url
    page.wait_for_load_state()


def _widest(page: Page) -> str:
    return str(
        page.evaluate(
            """() => [...document.querySelectorAll("main *, header *, footer *")]
              .filter(one => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 5)
              .map(one => one.outerHTML.slice(0, 120))"""
        )
    )
