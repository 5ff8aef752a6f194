"""`?xuat=xlsx`: the workbook of a list holds the rows of all its pages, by the same gate and the same filter."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from nhipcau import clock
from nhipcau.organisations.models import Organisation, OrganisationSpan, Role
from nhipcau.reminders.models import Digest, Mail, MailState
from nhipcau.reports.models import Indicator, Target
from nhipcau.text import fold
from nhipcau.web.exporting import FIRST_ROW
from tests.cast import NOW, Cast
from tests.reports.world import Reporting, make_reporting

LISTS = {
    "obligations:worklist": "commune_a",
    "documents:register": "committee",
    "documents:search": "committee",
    "reports:board": "committee",
    "reports:inbox": "committee",
    "reports:consolidations": "committee",
    "reports:targets": "committee",
    "reports:forms": "committee",
    "reports:indicators": "committee",
    "organisations:bodies": "committee",
    "organisations:programmes": "committee",
    "organisations:groups": "committee",
    "organisations:users": "administrator",
    "organisations:trail": "administrator",
    "reminders:mails": "administrator",
    "drafting:drafts": "committee",
    "keys:tokens": "committee",
}
QUERY = {"documents:search": {"q": "bao cao"}}


class Rows(HTMLParser):
    """Counts the rows of data tables and the cards of a page, in another way than the program reads them."""

    def __init__(self, *, is_first: bool) -> None:
        super().__init__()
        self.in_head = False
        self.is_first = is_first  # totals stand on each page, and once in the workbook
        self.inside, self.rows, self.cells = False, 0, False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "table":
            self.inside = "data" in (given.get("class") or "").split()
        if tag == "thead":
            self.in_head = True
        if tag == "tr":
            self.is_new = True
        if tag == "td" and self.in_head and self.is_first and self.is_new and self.inside:
            self.rows, self.is_new = self.rows + 1, False
        if tag == "tbody" or (tag == "tfoot" and self.is_first):
            self.cells = True
        if (self.inside and self.cells and tag == "tr") or "data-row" in given:
            self.rows += 1

    def handle_endtag(self, tag):
        if tag == "thead":
            self.in_head = False
        if tag in ("tbody", "tfoot", "table"):
            self.cells = False
        if tag == "table":
            self.inside = False


def rows_of_all_pages(client: Client, url: str, query: dict[str, str]) -> int:
    rows = 0
    for page in range(1, 20):
        answer = client.get(url, query | {"page": str(page)}, follow=True)
        assert answer.status_code == 200
        counter = Rows(is_first=page == 1)
        counter.feed(answer.content.decode())
        rows += counter.rows
        shown = answer.context.get("page_obj") if answer.context else None
        if shown is None or not shown.has_next():
            return rows
    raise AssertionError("too many pages")


def rows_of_workbook(data: bytes) -> int:
    book = openpyxl.load_workbook(BytesIO(data))
    return sum(
        any(cell is not None for cell in row)
        for sheet in book
        for row in sheet.iter_rows(min_row=FIRST_ROW + 1, values_only=True)
    )


def log_in(client: Client, cast: Cast, who: str) -> None:
    is_administrator = who == "administrator"
    body = cast.committee if is_administrator else cast.bodies[who]
    client.force_login(cast.user_of(body, Role.ADMINISTRATOR if is_administrator else Role.OFFICER))


@pytest.fixture
def busy(cast: Cast) -> Reporting:
    """Reports on their way, and more bodies than one page holds."""
    reporting = make_reporting(cast)
    reporting.received(cast.commune_a)
    reporting.filed(cast.commune_b)
    for body in (cast.commune_a, cast.commune_b):
        Target.objects.create(
            programme=cast.programme, indicator=Indicator.objects.get(code="buoi"), body=body, start=date(2023, 1, 1),
            end=date(2023, 12, 31), value=10, set_by_body=cast.committee, set_at=NOW,
            set_by=cast.user_of(cast.committee),
        )  # fmt: skip
    digest = Digest.objects.create(user=cast.user_of(cast.commune_a), day=date(2023, 7, 12), made_at=NOW)
    Mail.objects.create(digest=digest, address="a@xa.example", state=MailState.UNKNOWN, error="=1+1")
    for n in range(120):
        body = Organisation.objects.create()
        OrganisationSpan.objects.create(
            organisation=body, name=f"=Hội số {n}", short_name=f"Hội {n}", kind="association", level="district",
            rank=900 + n, folded=fold(f"Hội số {n}"), folded_short=fold(f"Hội {n}"), recorded_at=NOW,
        )  # fmt: skip
    return reporting


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.django_db
def test_the_workbook_has_the_rows_of_all_pages(client: Client, busy: Reporting, name: str):
    log_in(client, busy.cast, LISTS[name])
    query = QUERY.get(name, {})
    with clock.frozen(NOW):
        expected = rows_of_all_pages(client, reverse(name), query)
        answer = client.get(reverse(name), query | {"xuat": "xlsx"}, follow=True)

    assert answer["Content-Type"].endswith("sheet") and "attachment" in answer["Content-Disposition"]
    assert rows_of_workbook(answer.content) == expected


@pytest.mark.django_db
def test_more_than_one_page_is_followed_and_the_filter_is_kept(client: Client, busy: Reporting):
    log_in(client, busy.cast, "committee")
    with clock.frozen(NOW):
        whole = client.get(reverse("organisations:bodies"), {"xuat": "xlsx", "page": "2"})
        filtered = client.get(reverse("organisations:bodies"), {"xuat": "xlsx", "q": "Hội số 11"})

    assert rows_of_workbook(whole.content) > 120
    assert 0 < rows_of_workbook(filtered.content) < 120


@pytest.mark.django_db
def test_a_stranger_gets_nothing_by_the_workbook_either(client: Client, busy: Reporting):
    cast = busy.cast
    log_in(client, cast, "stranger_body")
    with clock.frozen(NOW):
        inbox = client.get(reverse("reports:inbox"), {"xuat": "xlsx"})
        users = client.get(reverse("organisations:users"), {"xuat": "xlsx"})
        client.logout()
        nobody = client.get(reverse("reports:inbox"), {"xuat": "xlsx"})

    assert rows_of_workbook(inbox.content) == 0
    assert users.status_code == 404
    assert nobody.status_code == 302


@pytest.mark.django_db
def test_every_list_page_offers_the_workbook(client: Client, busy: Reporting):
    without = []
    for name, who in LISTS.items():
        log_in(client, busy.cast, who)
        with clock.frozen(NOW):
            text = client.get(reverse(name), QUERY.get(name, {}), follow=True).content.decode()
        without += [] if "Xuất Excel" in text else [name]

    assert without == []
