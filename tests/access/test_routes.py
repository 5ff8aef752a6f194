"""Every address of the program, as each kind of user, a stranger and nobody; by GET and by POST.

What a person is shown and what changes is compared with the oracle: what he may not see is not there (404), what he
may not do does not happen, and no page names a row that he may not see.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from nhipcau.api import keys
from nhipcau.documents.models import Document
from nhipcau.drafting.models import Draft
from nhipcau.obligations.models import Obligation, Occurrence
from nhipcau.organisations import access
from nhipcau.reports.models import Consolidation, Version
from tests.access.comparing import gated_models
from tests.access.routes import NAMED, OPEN, OPEN_AT, ROUTES, Law, Route
from tests.access.stage import INNER, SECRET, Stage, make_stage
from tests.cast import TODAY
from tests.repository.test_pages import routes

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

# Whoever is always asked, whatever the oracle says of him.
ALWAYS = (
    "user without a post",
    "leader of stranger_body",
    "administrator of stranger_body",
    "leader of committee whose post ended with the night",
    "leader of committee whose post begins tomorrow",
)
OF_EACH_KIND = 1  # the sample; `make prove` sends everybody everywhere
UUIDS = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
NOT_OF_THE_OFFICE = ("django_session", "axes_", "django_q_")
REFUSED, SHOWN = {403, 404}, {200, 302}


@pytest.fixture
def stage(db: None) -> Stage:
    """The stage with everybody on it."""
    return make_stage()


@pytest.fixture(autouse=True)
def refusals_are_not_logged() -> Iterator[None]:
    """Thousands of refusals are what is wanted here; a breakdown is told by the test itself."""
    log = logging.getLogger("django.request")
    before, log.level = log.level, logging.CRITICAL + 1
    yield
    log.level = before


def plain(name: str) -> str:
    """Return the name of an address without the word that tells its several forms apart."""
    return name.partition(" ")[0]


def test_the_table_knows_every_address_and_no_other(stage):
    known = {(plain(name), frozenset(route.at(stage))) for name, route in ROUTES.items()}
    known |= {(name, frozenset(OPEN_AT.get(name, ()))) for name in OPEN}
    there = {(route.name, frozenset(re.findall(r"<(?:\w+:)?(\w+)>", route.pattern))) for route in routes()}

    assert there - known == set(), "say in ROUTES what it takes and who may open it"
    assert known - there == set(), "an address that is no more"


# ---- people ---------------------------------------------------------------------------------------------------------
class People:
    """Browsers and API keys of the people of the stage, made when first asked for."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._browsers: dict[str, Client] = {}
        self._keys: dict[str, str] = {}

    def client(self, words: str, name: str) -> Client:
        """Return the browser in which a person has logged in; for the API, one that sends his key."""
        user = self.stage.world.people[words]
        if name.startswith("api:"):
            if words not in self._keys:
                self._keys[words] = keys.make(access.actor_of(user, on=TODAY), "đi hết các địa chỉ")
            return Client(headers={"authorization": f"Bearer {self._keys[words]}"}, raise_request_exception=False)
        if words not in self._browsers:
            client = Client(raise_request_exception=False)
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            self._browsers[words] = client
        return self._browsers[words]

    def asked(self, route: Route, count: int) -> list[str]:
        """Return who is sent to an address: some of each kind, told by what the oracle says of them."""
        kinds: dict[tuple[bool, ...], list[str]] = {}
        for words, user in self.stage.world.people.items():
            laws: list[Law] = [law for law in (route.row, route.get, route.post) if law is not None]
            kinds.setdefault(tuple(law(self.stage, user.pk) for law in laws), []).append(words)
        chosen = [words for of_a_kind in kinds.values() for words in _spread(of_a_kind, count)]
        return list(dict.fromkeys([*chosen, *ALWAYS]))


def _spread(words: list[str], count: int) -> list[str]:
    step = max(1, len(words) // count)
    return words[::step][:count]


# ---- what changes ---------------------------------------------------------------------------------------------------
class Changes:
    """Statements of a request that wrote to the office's tables and were not taken back."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self._marks: dict[str, int] = {}

    def __call__(self, execute, sql, params, many, context):
        words = sql.split()
        match words[:3]:
            case ["SAVEPOINT", name, *_]:
                self._marks[name] = len(self.written)
            case ["ROLLBACK", "TO", *_]:
                del self.written[self._marks.get(words[-1], 0) :]
            case ["INSERT" | "UPDATE" | "DELETE", *_]:
                table = (words[1] if words[0] == "UPDATE" else words[2]).strip('"')
                if not table.startswith(NOT_OF_THE_OFFICE):
                    self.written.append(sql[:120])
        return execute(sql, params, many, context)


@contextmanager
def watched() -> Iterator[Changes]:
    """Watch what a request writes, and take it back."""
    changes = Changes()
    with transaction.atomic():
        with connection.execute_wrapper(changes):
            yield changes
        transaction.set_rollback(True)


# ---- the walk -------------------------------------------------------------------------------------------------------
def address(name: str, route: Route, stage: Stage) -> str:
    """Return the address of a route on the stage."""
    return reverse(plain(name), kwargs=route.at(stage)) + (f"?{route.query}" if route.query else "")


def faults_of_reading(name: str, route: Route, stage: Stage, people: People, count: int) -> Iterator[str]:
    """GET an address as everybody: shown to whom the oracle says, and to him nothing that is not his."""
    gated = rows_of_the_gate(stage)
    for words in people.asked(route, count):
        user = stage.world.people[words]
        client = people.client(words, name)
        with watched() as changes:
            answer = client.get(address(name, route, stage))
            text = b"".join(answer) if answer.streaming else answer.content
        if route.get is None:
            if answer.status_code not in ({405} if route.row(stage, user.pk) else REFUSED | {405}):
                yield f"{name}: GET of a deed by {words} gave {answer.status_code}"
            continue
        may_open = route.get(stage, user.pk)
        if answer.status_code not in (SHOWN if may_open else REFUSED):
            yield f"{name}: GET by {words} gave {answer.status_code}, may open it: {may_open}"
        if changes.written:
            yield f"{name}: GET by {words} wrote {changes.written[0]}"
        if not may_open and SECRET.encode() in text:
            yield f"{name}: refusing {words} says what is refused"
        for key in set(UUIDS.findall(text.decode("utf-8", "replace"))):
            if key in gated and not gated[key](name, user.pk):
                yield f"{name}: shows {words} the row {key}, which he may not see"


def faults_of_doing(name: str, route: Route, stage: Stage, people: People, count: int) -> Iterator[str]:
    """POST to an address as everybody: it happens when the oracle says so, and else nothing changes."""
    for words in people.asked(route, count):
        user = stage.world.people[words]
        data = route.data(stage)
        client = people.client(words, name)
        with watched() as changes:
            answer = client.post(address(name, route, stage), data)
        status, is_there = answer.status_code, route.row(stage, user.pk)
        may_do = route.post is not None and route.post(stage, user.pk)
        if status >= 500:
            yield f"{name}: POST by {words} broke down ({status})"
        if not is_there and status not in REFUSED | {405}:
            yield f"{name}: POST by {words}, to whom it is not there, gave {status}"
        if not may_do and changes.written:
            yield f"{name}: POST by {words}, who may not, wrote {changes.written[0]}"
        if may_do and route.moves and not changes.written:
            yield f"{name}: POST by {words}, who may, changed nothing ({status})"


def rows_of_the_gate(stage: Stage):
    """Return for each key of a gated row whether a page may name it to a user: in any of the tables that have it."""
    laws: dict[str, list] = {}
    for model in gated_models():
        for key in stage.oracle.ties(model):
            laws.setdefault(str(key), []).append(model)

    def asked(key: str, models: list):
        labels = {"*", *(model._meta.label for model in models)}
        return lambda name, user: (
            bool(labels & NAMED.get(name, (set(), ""))[0])
            or any(UUID(key) in stage.oracle.sees(user, model) for model in models)
        )

    return {key: asked(key, models) for key, models in laws.items() if UUIDS.fullmatch(key)}


def test_everybody_is_shown_what_the_oracle_says(stage):
    people = People(stage)
    found = [
        fault for name, route in ROUTES.items() for fault in faults_of_reading(name, route, stage, people, OF_EACH_KIND)
    ]

    assert not found, "\n" + "\n".join(found[:60])


def test_everybody_does_what_the_oracle_says(stage):
    people = People(stage)
    found = [
        fault for name, route in ROUTES.items() for fault in faults_of_doing(name, route, stage, people, OF_EACH_KIND)
    ]

    assert not found, "\n" + "\n".join(found[:60])


@pytest.mark.prove
def test_every_single_person_at_every_address(stage):
    people = People(stage)
    found = []
    for name, route in ROUTES.items():
        found += faults_of_reading(name, route, stage, people, 1000)
        found += faults_of_doing(name, route, stage, people, 1000)

    assert not found, "\n" + "\n".join(found[:60])


def test_nobody_is_sent_to_the_door(stage):
    door = reverse("web:login")
    found = []
    for name, route in ROUTES.items():
        for method in ("get", "post"):
            with watched() as changes:
                answer = getattr(Client(raise_request_exception=False), method)(address(name, route, stage))
            if name.startswith("api:"):
                is_shut = answer.status_code == (401 if method == "get" else 405) or answer.status_code == 401
            else:
                is_shut = answer.status_code == 302 and answer["Location"].startswith(door)
            if not is_shut or changes.written:
                found.append(f"{name}: {method} by nobody gave {answer.status_code} {changes.written[:1]}")

    assert not found, "\n" + "\n".join(found[:60])


def test_a_browser_without_a_key_gets_nothing_from_the_api(stage):
    client = Client()
    client.force_login(stage.cast.user_of(stage.cast.committee), backend="django.contrib.auth.backends.ModelBackend")

    for name, route in ROUTES.items():
        if name.startswith("api:"):
            assert client.get(address(name, route, stage)).status_code == 401, name


@pytest.mark.parametrize("name", OPEN)
def test_what_is_open_says_nothing_of_the_office(stage, name):
    answer = Client(raise_request_exception=False).get(reverse(name, kwargs=OPEN_AT.get(name)))

    assert answer.status_code == OPEN[name]
    assert SECRET.encode() not in answer.content


# ---- lists ----------------------------------------------------------------------------------------------------------
LISTS = {
    "documents:register": (Document, re.compile(rf"/van-ban/(?=[0-9a-f])({UUIDS.pattern})/")),
    "drafting:drafts": (Draft, re.compile(rf"/du-thao/({UUIDS.pattern})/")),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_exactly_the_rows_of_the_oracle(stage, name):
    model, link = LISTS[name]
    people = People(stage)
    for words in _spread(list(stage.world.people), 24):
        client, shown, number = people.client(words, name), set(), 1
        while True:
            text = client.get(reverse(name), {"page": number}).content.decode()
            shown |= {UUID(key) for key in link.findall(text)}
            number += 1
            if f"page={number}" not in text:
                break

        assert shown == stage.oracle.sees(stage.world.people[words].pk, model), words


@pytest.mark.parametrize(
    ("name", "model"),
    [("documents", Document), ("obligations", Obligation), ("submissions", Version), ("consolidations", Consolidation)],
)
def test_a_list_of_the_api_holds_exactly_the_rows_of_the_oracle(stage, name, model):
    people = People(stage)
    for words in _spread(list(stage.world.people), 24):
        answer = people.client(words, "api:").get(reverse(f"api:{name}"), {"limit": 200}).json()
        listed = [UUID(row["id"]) for row in answer["items"]]
        expected = stage.oracle.sees(stage.world.people[words].pk, model)
        if model is Version:  # drafts are no one's to take away by a program
            expected &= set(Version.objects.filter(filed_at__isnull=False).values_list("pk", flat=True))

        assert (set(listed), len(listed), answer["count"]) == (expected, len(expected), len(expected)), words


def test_the_work_list_holds_exactly_what_the_readers_bodies_owe(stage):
    people, link = People(stage), re.compile(rf"/nhiem-vu/ky/({UUIDS.pattern})/")
    owed = stage.oracle.ties(Occurrence)
    for words in _spread(list(stage.world.people), 24):
        shown: set[UUID] = set()
        for tab in ("", "da-xong"):
            number = 1
            while number:
                answer = people.client(words, "").get(reverse("obligations:worklist"), {"muc": tab, "page": number})
                text = answer.content.decode()
                shown |= {UUID(key) for key in link.findall(text)}
                number = number + 1 if f"page={number + 1}" in text else 0
        bodies = stage.oracle.stands_in(stage.world.people[words].pk)
        own = {key for key, ties in owed.items() if any(tie.how == "own" and tie.body in bodies for tie in ties)}

        assert shown == own, words


def test_how_a_body_shares_a_duty_among_its_officers_is_seen_inside_only(stage):
    where, people = reverse("obligations:occurrence", args=[stage.key("deed")]), People(stage)

    inside = people.client("officer of women", "").get(where)
    outside = people.client("officer of committee", "").get(where)

    assert (inside.status_code, outside.status_code) == (200, 200)
    assert INNER in inside.content.decode()
    assert INNER not in outside.content.decode()
