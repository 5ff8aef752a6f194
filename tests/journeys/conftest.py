"""Journeys drive a real browser against a real server with its worker, on a copy of the demo world."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

PASSWORD = "nhipcau-2023"
BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey."""
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """Journeys have databases of their own; the test database is not made."""


@pytest.fixture(scope="session")
def loaded_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo world of 2023, loaded once."""
    var = tmp_path_factory.mktemp("world") / "var"
    subprocess.run(
        [BIN / "nhipcau", "demo", "--load-only"],
        env=os.environ | {"NHIPCAU_VAR": str(var), "DATABASE_URL": ""}, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return var


@dataclass
class Site:
    """A running program on a world of its own."""

    var: Path
    port: int
    application: str = ""  # another WSGI application than the program's own
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    log: Path = field(init=False)

    def __post_init__(self) -> None:
        self.log = self.var / "serve.log"

    @property
    def url(self) -> str:
        """Return where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        """Return the environment of its processes."""
        return os.environ | {
            "NHIPCAU_VAR": str(self.var),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "nhipcau.settings",
        }

    def start(self) -> None:
        """Start server and worker; come back when the server answers."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                self.program(), env=self.env, stdout=log, stderr=log, start_new_session=True, cwd=ROOT
            )
        self.processes.append(process)
        deadline = time.monotonic() + 30
        while True:
            try:
                with urllib.request.urlopen(f"{self.url}/suc-khoe/", timeout=2):
                    return
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def program(self) -> list[str]:
        """Return what to run: `nhipcau serve`, or server and worker around another application, in one group."""
        if not self.application:
            return [str(BIN / "nhipcau"), "serve", "--bind", f"127.0.0.1:{self.port}"]
        web = (
            f"{sys.executable} -m granian --interface wsgi --host 127.0.0.1 --port {self.port} --workers 2 "
            f"--blocking-threads 2 --no-ws --log-level warning {self.application}"
        )
        return ["sh", "-c", f"{web} & {BIN / 'nhipcau'} work & wait"]

    def kill(self) -> None:
        """Kill every process of it at once, as a power cut does."""
        for process in self.processes:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            process.wait(10)
        self.processes.clear()

    def most_memory(self) -> int:
        """Return the most bytes that one of its processes ever held."""
        highest = 0
        for process in self.processes:
            for status in Path("/proc").glob("[0-9]*/status"):
                try:
                    if os.getpgid(int(status.parent.name)) == process.pid:
                        kilobytes = re.search(r"VmHWM:\s+(\d+)", status.read_text())
                        highest = max(highest, int(kilobytes[1]) * 1024 if kilobytes else 0)
                except OSError:
                    continue
        return highest

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `nhipcau` on this world."""
        return subprocess.run([str(BIN / "nhipcau"), *words], env=self.env, capture_output=True, text=True, check=False)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def site(loaded_world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A program of this module's own, on a copy of the demo world."""
    var = tmp_path_factory.mktemp("site") / "var"
    shutil.copytree(loaded_world, var)
    running = Site(var, free_port())
    running.start()
    yield running
    running.kill()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    if CHROMIUM is None:
        pytest.fail("no chromium on this machine") if os.environ.get("CI") == "true" else pytest.skip("no chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def desk(site: Site, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give `desk("mttq.canbo")`: that user's own browser window, logged in; what goes wrong in it fails the test."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def sit_down(username: str, *, width: int = 1280, height: int = 900, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh",
            base_url=site.url, java_script_enabled=scripts, accept_downloads=True,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: troubles.append(f"{username}: {error}"))
        page.on(
            "response",
            lambda answer: (
                troubles.append(f"{username}: {answer.url} {answer.status}") if answer.status >= 500 else None
            ),
        )
        page.goto("/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.locator("main").get_by_role("button", name="Đăng nhập").click()
        expect(page.locator(".me summary")).to_be_visible()
        return page

    yield sit_down
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)
