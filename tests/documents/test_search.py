"""Looking up, with or without diacritics."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.db.models import Value
from django.test import Client

from nhipcau.documents import search
from nhipcau.documents.models import Document
from nhipcau.documents.search import Found
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import Role
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PutIn = Callable[..., Document]

TEXT = "Công tác kết nghĩa với đồng bào; Ủy ban nhân dân xã hoà giải, tổ hòa giải; quyết định."


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ket nghia", True),
        ("kết nghĩa", True),
        ("KẾT NGHĨA", True),
        ("nghia ket", True),  # in any order
        ("dong bao", True),  # đ as d
        ("đồng bào", True),
        ("hoa giai", True),
        ("hòa giải", True),
        ("hoà giải", True),
        ("uỷ ban", True),
        ("ủy ban", True),
        ("quyet di", True),  # by the beginning of a word
        ("49-CV/BDVHU", True),
        ("49 cv", True),
        ("ban dan van", True),  # the issuer
        ("nghia vu", False),
        ("uyet", False),  # not from the middle of a word
        ("50-CV/BDVHU", False),
        ("", False),
        ("!!! ---", False),
        ('" OR 1=1 --', False),
        ("folded:ket NOT", False),
        ("ket*", True),  # a star is no word
    ],
)
def test_finds_by_folded_words(clerk: Actor, put_in: PutIn, typed: str, found: bool) -> None:
    put_in(text=TEXT)

    assert search.documents(clerk, typed).exists() is found


def test_finds_only_what_one_may_see(cast: Cast, put_in: PutIn) -> None:
    put_in(text=TEXT)

    assert not search.documents(cast.officer_of(cast.stranger_body), "ket nghia").exists()


def test_the_index_follows_a_correction(clerk: Actor, put_in: PutIn) -> None:
    document = put_in(text=TEXT)

    document.text = "Nội dung khác hẳn"
    document.save()

    assert not search.documents(clerk, "ket nghia voi").exists()
    assert search.documents(clerk, "khac han").get() == document


def test_a_very_long_paper_of_figures_is_taken(clerk: Actor, put_in: PutIn) -> None:
    document = put_in(text="đầu trang " + " ".join(str(number) for number in range(250_000)))

    assert search.documents(clerk, "dau trang 49999").get() == document


def test_a_matching_number_comes_first(clerk: Actor, put_in: PutIn) -> None:
    put_in(number="50-CV/BDVHU", text="theo Công văn số 49-CV/BDVHU")
    put_in()

    assert [row.number for row in search.documents(clerk, "49-CV/BDVHU")] == ["49-CV/BDVHU", "50-CV/BDVHU"]


def test_words_side_by_side_come_before_words_apart(clerk: Actor, put_in: PutIn) -> None:
    put_in(text="chủ nghĩa, kết luận", number="1-CV/BDVHU", subject="", date=date(2023, 7, 9))
    put_in(text="công tác kết nghĩa", number="2-CV/BDVHU", subject="", date=date(2023, 7, 1))

    assert [row.number for row in search.documents(clerk, "ket nghia")] == ["2-CV/BDVHU", "1-CV/BDVHU"]
    assert [row.number for row in search.documents(clerk, "ket nghi")] == ["2-CV/BDVHU", "1-CV/BDVHU"]


def test_an_excerpt_prefers_the_place_where_words_stand_together() -> None:
    pieces = search.excerpt("chủ nghĩa " + "x " * 200 + TEXT, ("ket", "nghia"))

    assert [piece.text for piece in pieces if piece.is_found] == ["kết", "nghĩa"]


def test_an_excerpt_shows_the_place_with_its_words_marked() -> None:
    pieces = search.excerpt("a " * 300 + TEXT, ("ket", "nghia"))

    assert [piece.text for piece in pieces if piece.is_found] == ["kết", "nghĩa"]
    assert pieces[0].text == "… "
    assert len("".join(piece.text for piece in pieces)) < 230
    assert search.excerpt(TEXT, ("xyz",)) == ()
    assert "".join(piece.text for piece in search.excerpt(TEXT, ("cong",))) == TEXT


def test_a_word_begins_a_word_of_a_folded_column(clerk: Actor, put_in: PutIn) -> None:
    put_in()
    rows = Document.objects.annotate(column=Value("bao cao quy hai"))

    assert rows.filter(search.begins_words("column", ("bao", "hai"))).exists()
    assert rows.filter(search.begins_words("column", ("ca", "qu"))).exists()
    assert not rows.filter(search.begins_words("column", ("bao", "ao"))).exists()


def test_another_app_joins_the_search(cast: Cast, client: Client, monkeypatch, put_in: PutIn) -> None:
    monkeypatch.setattr(search, "_SOURCES", {})
    asked: list[tuple[str, ...]] = []

    def find(actor: Actor, words: tuple[str, ...]) -> list[Found]:
        asked.append(words)
        return [Found("nhiệm vụ quý II", "/nhiem-vu/1/", note="trước ngày 20/7")] if "quy" in words else []

    search.register_source("duties", "Nhiệm vụ", find)
    client.force_login(cast.user_of(cast.mass_movement, Role.CLERK))
    put_in(text=TEXT)

    page = client.get("/van-ban/tim-kiem/", {"q": "QUÝ II"}).content.decode()
    assert "/nhiem-vu/1/" in page and "trước ngày 20/7" in page
    assert asked == [("quy", "ii")]

    page = client.get("/van-ban/tim-kiem/", {"q": "kết nghĩa"}).content.decode()
    assert "<mark>kết</mark>" in page and "/nhiem-vu/1/" not in page
    assert "Không tìm thấy" in client.get("/van-ban/tim-kiem/", {"q": "xyzt"}).content.decode()


def test_the_index_is_used(clerk: Actor, put_in: PutIn) -> None:
    put_in(text=TEXT)
    rows = Document.objects.filter(search.containing(("ket", "nghia")))

    plan = rows.explain()

    if connection.vendor == "sqlite":
        assert "VIRTUAL TABLE INDEX" in plan
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert "documents_words" in rows.explain()
