"""The marked text: escaped, nested, and with a name for each thing read."""

from __future__ import annotations

import random
import re
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest

from vanban import Assignment, Body, Confidence, Deadline, DueKind, DutyKind, Item, OwnerSource, Reading, Span, show

TEXT = "1. Giao Sở A & Sở B báo cáo <UBND tỉnh> trước ngày 20/6/2024."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def duty() -> Assignment:
    return Assignment(
        clause="1",
        text=TEXT[3:],
        span=Span(3, len(TEXT)),
        owners=(Body("Sở A", span("Sở A")), Body("Sở B", span("Sở B"))),
        owner_source=OwnerSource.CLAUSE,
        coordinators=(),
        due=date(2024, 6, 20),
        due_kind=DueKind.BEFORE,
        recurrence=(),
        deadline=Deadline("trước ngày 20/6/2024", span("trước ngày 20/6/2024"), DueKind.BEFORE, date(2024, 6, 20)),
        deliver_to=Item("UBND tỉnh", span("UBND tỉnh")),
        via=None,
        kind=DutyKind.REPORT,
        confidence=Confidence.LIKELY,
        as_of=None,
        why="<giao>",
    )


class Text(HTMLParser):
    """Gathers the text and checks that what is opened is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []
        self.names: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.names += [value for key, value in attrs if key == "id"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def parsed(html: str) -> Text:
    parser = Text()
    parser.feed(html)
    parser.close()
    assert not parser.open
    return parser


def test_marks_a_duty_and_what_is_in_it():
    html = show.marked_html(Reading(TEXT, assignments=(duty(),)))

    found = parsed(html)
    assert found.text == TEXT
    assert found.names == ["duty-1", "duty-1-owner-1", "duty-1-owner-2", "duty-1-deliver-to", "duty-1-deadline"]
    assert '<mark id="duty-1-owner-1" class="vanban-owner" title="Chủ trì nhiệm vụ 1">Sở A</mark> &amp; <mark' in html
    assert 'data-sureness="likely"' in html
    assert 'title="Nhiệm vụ 1 (điểm 1) · khá chắc · &lt;giao&gt;"' in html


def test_escapes_everything_of_the_document():
    html = show.page(Reading('<script>alert("x")</script>'), title="<b>")

    assert "<script" not in html
    assert "<b>" not in html


def test_cuts_a_mark_that_crosses_another():
    reading = Reading("abcdef", number=Item("abcd", Span(0, 4)), subject=Item("cdef", Span(2, 6)))

    html = show.marked_html(reading)

    assert re.sub(r' class="[^"]*"| title="[^"]*"| data-sureness="[^"]*"', "", html) == (
        '<div>ab<mark id="subject">'.replace("ab<mark", '<mark id="number">ab<mark')
        + 'cd</mark></mark><mark data-of="subject">ef</mark></div>'
    )


@pytest.mark.parametrize("seed", range(30))
def test_loses_no_letter_whatever_the_marks(seed):
    chance = random.Random(seed)
    text = "".join(chance.choices("ab <>&\"'ứ\n", k=60))
    spans = [sorted(chance.choices(range(-2, 70), k=2)) for _ in range(25)]
    items = tuple(Item("x", Span(max(0, start), end)) for start, end in spans)

    found = parsed(show.marked_html(Reading(text, distribution=items)))

    assert found.text == text
    assert len(found.names) == len(set(found.names))


def test_the_legend_names_only_what_is_there():
    page = show.page(Reading(TEXT, assignments=(duty(),)))

    assert "Nhiệm vụ được giao" in page
    assert "Văn bản viện dẫn" not in page
    assert '<a href="#duty-1">1</a>' in page
    assert "Sở A, Sở B" in unescape(page)
