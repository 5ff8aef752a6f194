"""A visitor who follows every link and sends every form that only asks: what a page offers must be there."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter, deque
from dataclasses import dataclass, field
from http.cookiejar import CookieJar

import lxml.html
from django.urls import Resolver404, resolve

from tests.journeys.conftest import PASSWORD

KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
EACH = 2  # addresses of one kind that are opened by one visitor
MOST = 400


@dataclass
class Visitor:
    """One account, walking; `troubles` says what was offered and was not there."""

    base: str
    username: str
    opened: int = 0
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.seen: set[str] = set()
        self.kinds: Counter[str] = Counter()
        self.waiting: deque[tuple[str, str]] = deque()

    def walk(self) -> Visitor:
        """Log in and walk until nothing new is offered."""
        self._log_in()
        self._offer("/", "start")
        while self.waiting and self.opened < MOST:
            self.open_next()
        if self.waiting:
            self.troubles.append(f"{self.username}: more than {MOST} kinds of addresses")
        return self

    def _log_in(self) -> None:
        page = lxml.html.fromstring(self.browser.open(f"{self.base}/dang-nhap/").read())
        token = page.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
        said = {"username": self.username, "password": PASSWORD, "csrfmiddlewaretoken": token}
        answer = self.browser.open(f"{self.base}/dang-nhap/", urllib.parse.urlencode(said).encode())
        assert "/dang-nhap/" not in answer.geturl(), f"{self.username} cannot log in"

    def open_next(self) -> None:
        """Open the address that was offered first."""
        address, source = self.waiting.popleft()
        self.opened += 1
        try:
            with self.browser.open(self.base + address, timeout=60) as answer:
                is_page = answer.headers.get_content_type() == "text/html"
                landed, body = urllib.parse.urlsplit(answer.geturl()), answer.read() if is_page else b""
        except urllib.error.HTTPError as refused:
            self.troubles.append(f"{self.username}: {source} → {address}: {refused.code}")
            return
        if is_page:
            self.read(body.decode(), f"{landed.path}?{landed.query}" if landed.query else landed.path)

    def read(self, body: str, here: str) -> None:
        """Note everything that the page at the address `here` offers."""
        page = lxml.html.fromstring(body)
        ids = set(page.xpath("//@id"))
        for link in page.xpath("//a[@href]"):
            target = link.get("href")
            if target.startswith("#"):
                if target[1:] not in ids:
                    self.troubles.append(f"{self.username}: {here} → {target}: no such place on the page")
                continue
            self._offer(urllib.parse.urljoin(here, target), here)
        for source in page.xpath("//img/@src | //script/@src | //link/@href | //@hx-get"):
            self._offer(urllib.parse.urljoin(here, source), here)
        for form in page.xpath("//form"):
            target = urllib.parse.urljoin(here, form.get("action") or here)
            if (form.get("method") or "get").lower() == "get":
                self._send(form, target, here)
            else:
                self._must_be_known(target, here)
        for target in page.xpath("//@formaction | //@hx-post"):
            self._must_be_known(urllib.parse.urljoin(here, target), here)

    def _send(self, form: lxml.html.HtmlElement, target: str, here: str) -> None:
        """Send a form as it stands, and once with the last choice of every list and a word in every empty field."""
        first = [(name, value) for name, value in form.form_values() if name]
        other = []
        for name, value in first:
            field_ = form.inputs[name]
            options = [one for one in getattr(field_, "value_options", []) if one]
            typed = getattr(field_, "type", "") in {"text", "search"}
            other.append((name, options[-1] if options else "báo cáo" if typed and not value else value))
        path = target.partition("?")[0]
        for values in (first, other):
            self._offer(f"{path}?{urllib.parse.urlencode(values)}", here)

    def _must_be_known(self, target: str, here: str) -> None:
        path = urllib.parse.unquote(urllib.parse.urlsplit(target).path)
        try:
            resolve(path)
        except Resolver404:
            self.troubles.append(f"{self.username}: {here} sends a form to {path}, which is nothing")

    def _offer(self, address: str, source: str) -> None:
        parts = urllib.parse.urlsplit(address)
        if parts.scheme and f"{parts.scheme}://{parts.netloc}" != self.base:
            if parts.scheme in {"http", "https"}:
                self.troubles.append(f"{self.username}: {source} leads out of the house: {address}")
            return
        whole = f"{parts.path}?{parts.query}" if parts.query else parts.path
        kind = KEY.sub("*", parts.path) + "?" + "&".join(sorted(urllib.parse.parse_qs(parts.query)))
        if whole in self.seen or self.kinds[kind] >= EACH:
            return
        self.seen.add(whole)
        self.kinds[kind] += 1
        self.waiting.append((urllib.parse.quote(whole, safe="/?&=%+:,;@~-._"), source))
