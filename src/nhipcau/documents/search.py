"""Looking things up by words, with or without diacritics: documents here, and what other apps add.

An app above registers a source once, in its `ready`:

>>> search.register_source("duties", _("Nhiệm vụ"), find_duties)   # find_duties(actor, words) -> tuple[Found, ...]

`words` are folded; a row is found when each of them begins a word of it (`begins_words` gives that condition for a
folded column). Every source starts from what the actor may see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse

from nhipcau.documents.models import Document
from nhipcau.documents.rules import fold_number
from nhipcau.documents.search_index import containing, containing_phrase
from nhipcau.organisations.access import Actor
from nhipcau.text import fold

MOST_WORDS = 12
MOST_OF_A_SOURCE = 20
MOST_FOUND = 500
ROWS_A_PAGE = 20
_WORD = re.compile(r"\w+")
_LOOKED_THROUGH = 200_000  # characters of a text in which a place to show is looked for
_AROUND = 90  # characters shown on each side of the first word


@dataclass(frozen=True)
class Piece:
    """A piece of a line; `is_found` where it is one of the words looked for."""

    text: str
    is_found: bool = False


@dataclass(frozen=True)
class Found:
    """One row of a result: what it is, where its page is, and a line that tells it from others."""

    label: str
    url: str
    note: str = ""
    day: date | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Source:
    """A kind of thing that can be looked up."""

    name: str
    title: str
    find: Callable[[Actor, tuple[str, ...]], Sequence[Found]]


@dataclass(frozen=True)
class Results:
    """What one source found."""

    name: str
    title: str
    rows: tuple[Found, ...]


_SOURCES: dict[str, Source] = {}


def register_source(name: str, title: str, find: Callable[[Actor, tuple[str, ...]], Sequence[Found]]) -> None:
    """Let the search page look for another kind of thing; the same name again replaces the earlier source."""
    _SOURCES[name] = Source(name, title, find)


def words_of(typed: str) -> tuple[str, ...]:
    """Return the folded words that somebody typed, each once, at most twelve."""
    return tuple(dict.fromkeys(fold(typed).split()))[:MOST_WORDS]


def begins_words(column: str, words: Sequence[str]) -> Q:
    """Return the condition that each of the folded `words` begins a word of a folded column (short columns only)."""
    condition = Q()
    for word in words:
        condition &= Q(**{f"{column}__startswith": word}) | Q(**{f"{column}__contains": f" {word}"})
    return condition


def documents(actor: Actor, typed: str) -> QuerySet[Document]:
    """Return the documents that `actor` may see and that contain what he typed.

    A matching number comes first, then words side by side, then the newest. Without a word it is none. The long columns
    are left out.
    """
    number, words = fold_number(typed), words_of(typed)
    rank = Case(
        When(folded_number=number, then=Value(0)),
        When(folded_number__startswith=number, then=Value(1)),
        When(containing_phrase(words), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return (
        Document.objects.visible_to(actor)
        .filter(containing(words))
        .annotate(how_near=rank)
        .order_by("how_near", "-date", "-registered_at")
        .defer("folded", "reading")
    )


def found_page(actor: Actor, typed: str, number: str | int | None) -> Page:
    """Return one page of the documents found, as `Found`; of more than 500 the nearest 500. Two queries."""
    # The keys in one go: counting and sorting would each look at every document that has the words.
    keys = list(documents(actor, typed).values_list("pk", flat=True)[:MOST_FOUND])
    page = Paginator(keys, ROWS_A_PAGE).get_page(number)
    rows = Document.objects.visible_to(actor).defer("folded", "reading").in_bulk(list(page.object_list))
    page.object_list = [as_found(rows[key], typed) for key in page.object_list if key in rows]
    return page


def elsewhere(actor: Actor, typed: str) -> tuple[Results, ...]:
    """Return what the other sources found, in the order of their registration."""
    words = words_of(typed)
    if not words:
        return ()
    found = []
    for source in _SOURCES.values():
        rows = tuple(source.find(actor, words))[:MOST_OF_A_SOURCE]
        if rows:
            found.append(Results(source.name, source.title, rows))
    return tuple(found)


def as_found(document: Document, typed: str) -> Found:
    """Return a document as a row of the result, with the first place of its text where a word stands."""
    return Found(
        label=str(document),
        url=reverse("documents:document", args=[document.pk]),
        note=document.subject or document.issuer_text,
        day=document.date,
        pieces=excerpt(document.text, words_of(typed)),
    )


def excerpt(text: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """Return the stretch of `text` around the first word found, with the words marked; empty where there is none."""
    if not words:
        return ()
    first = _place_of(text, words)
    if first is None:
        return ()
    start = max(0, text.rfind(" ", 0, max(0, first.start() - _AROUND)) + 1 if first.start() > _AROUND else 0)
    end = min(len(text), first.end() + _AROUND)
    pieces, at = [Piece("… ")] if start else [], start
    for match in _WORD.finditer(text, start, end):
        if _fold_word(match[0]).startswith(tuple(words)):
            pieces += [Piece(text[at : match.start()]), Piece(match[0], is_found=True)]
            at = match.end()
    pieces += [Piece(text[at:end]), *([Piece(" …")] if end < len(text) else [])]
    return tuple(Piece(" ".join(piece.text.split("\n")), piece.is_found) for piece in pieces if piece.text)


def _place_of(text: str, words: Sequence[str]) -> re.Match[str] | None:
    """Return where the first two words stand side by side, else where any of them stands first."""
    anywhere, before = None, None
    for match in _WORD.finditer(text, 0, _LOOKED_THROUGH):
        folded = _fold_word(match[0])
        if before is not None and len(words) > 1 and folded.startswith(words[1]):
            return before
        before = match if folded.startswith(words[0]) else None
        if anywhere is None and folded.startswith(tuple(words)):
            anywhere = match
            if len(words) == 1:
                break
    return anywhere


@lru_cache(maxsize=20_000)
def _fold_word(word: str) -> str:
    return fold(word)
