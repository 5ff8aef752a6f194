"""Pages as files: nothing inline, nothing unescaped, every named part is there, every door is shut or listed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import Operation

from nhipcau.api.routes import api
from tests.repository.house import SOURCE, modules, said, templates

INLINE = {
    "a script in the page": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "a style sheet in the page": re.compile(r"<style\b", re.IGNORECASE),
    "a style on an element": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a deed on an element": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a script as an address": re.compile(r"javascript:", re.IGNORECASE),
    "htmx that evaluates text": re.compile(r"\bhx-on\b|\bhx-vals\s*=\s*[\"']js:|\bhx-vars\b", re.IGNORECASE),
    "a part from elsewhere": re.compile(r"(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
    "unescaped text": re.compile(r"\|\s*safe(?:seq)?\b|{%\s*autoescape\s+off"),
}
# Where text becomes markup in Python, and why it may.
MAY_MARK_SAFE: dict[str, str] = {}
MARKED = re.compile(r"\bmark_safe\b|\bSafeString\(")

PUBLIC = {
    "web:login": "the door itself",
    "web:logout": "leaving needs no right",
    "web:health": "a process manager asks it; it says nothing but that the program runs",
    "set_language": "the language of the door",
    "api:openapi-json": "the description of the API holds no data",
    "api:api-root": "leads to nothing",
    "reminders:calendar": "a calendar program opens it by the secret in its address, which its user can end",
}

STATIC = re.compile(r"{%\s*static\s+[\"']([^\"']+)[\"']\s*%}")
NAMED = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
ADDRESS = re.compile(r"{%\s*url\s+[\"']([^\"']+)[\"']")


@pytest.mark.parametrize("path", templates(), ids=said)
def test_a_template_holds_nothing_inline(path):
    text = path.read_text("utf-8")

    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<script>alert(1)</script>", "a script in the page"),
        ('<script type="module">', "a script in the page"),
        ('<p style="color:red">', "a style on an element"),
        ("<style>p{}</style>", "a style sheet in the page"),
        ('<a onclick="x()">', "a deed on an element"),
        ("<form onsubmit = 'x()'>", "a deed on an element"),
        ('<a href="javascript:x()">', "a script as an address"),
        ('<button hx-on:click="x()">', "htmx that evaluates text"),
        ('<img src="https://elsewhere/x.png">', "a part from elsewhere"),
        ('<link href="//elsewhere/x.css">', "a part from elsewhere"),
        ("{{ text|safe }}", "unescaped text"),
        ("{% autoescape off %}", "unescaped text"),
    ],
)
def test_tells_what_must_not_be_in_a_page(markup, what):
    assert INLINE[what].search(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<script src=\"{% static 'web/nhipcau.js' %}\" defer></script>",
        '<p class="style">',
        "<p>một bản là = hai</p>",
        '<a href="/van-ban/">',
        '<button hx-post="{% url \'web:home\' %}" hx-confirm="Xóa?">',
        '<option value="on">',
        "{{ text|linebreaks }}",
        "{{ safe }}",
    ],
)
def test_lets_stand_what_may_be_in_a_page(markup):
    assert [what for what, pattern in INLINE.items() if pattern.search(markup)] == []


@pytest.mark.parametrize("path", templates(), ids=said)
def test_everything_that_a_template_names_is_there(path):
    text = path.read_text("utf-8")
    loader = engines["django"]

    assert [name for name in STATIC.findall(text) if finders.find(name) is None] == []
    for name in NAMED.findall(text):
        loader.get_template(name)
    loader.get_template(path.relative_to(next(up for up in path.parents if up.name == "templates")).as_posix())
    assert [name for name in ADDRESS.findall(text) if name not in {route.name for route in routes()}] == []


def test_text_becomes_markup_only_where_it_is_listed():
    found = {said(path) for path in modules(SOURCE) if MARKED.search(path.read_text("utf-8"))}

    assert found == set(MAY_MARK_SAFE)


# ---- views ----------------------------------------------------------------------------------------------------------
class Route:
    """One address: its name, its pattern, what answers."""

    def __init__(self, name: str, pattern: str, callback: Callable[..., object]) -> None:
        self.name, self.pattern, self.callback = name, pattern, callback


def routes(resolver: URLResolver | None = None, prefix: str = "", space: str = "") -> Iterator[Route]:
    """Give every address of the program."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry, pattern, inner)
        elif isinstance(entry, URLPattern):
            yield Route(f"{space}{entry.name}", pattern, entry.callback)


def api_operations() -> list[Operation]:
    """Return every deed and query of the API."""
    return [
        operation
        for _prefix, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
    ]


def asks_who_is_there(route: Route) -> bool:
    """Return whether a view lets in only who is logged in (`login_required`), or an API route asks for its key."""
    if route.name.startswith("api:"):
        operations = [each for each in api_operations() if f"api:{each.view_func.__name__}" == route.name]
        return bool(operations) and all(operation.auth_callbacks for operation in operations)
    return hasattr(route.callback, "login_url")  # set by Django's `login_required`


def test_every_door_is_shut_or_listed():
    open_doors = {route.name for route in routes() if not asks_who_is_there(route)}

    assert open_doors - set(PUBLIC) == set(), "add @login_required, or list the view with its reason"


def test_what_is_listed_as_public_exists():
    assert set(PUBLIC) <= {route.name for route in routes()}


def test_every_address_has_a_name():
    assert [route.pattern for route in routes() if route.name.endswith("None")] == []


def test_a_key_in_a_page_is_written_without_marks():
    from django.template import Context, Template

    shown = Template('<input name="f{{ key }}"><b>{{ key|number }}</b>').render(Context({"key": 12345}))
    assert shown == '<input name="f12345"><b>12.345</b>'
