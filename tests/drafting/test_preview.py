"""The preview shows what the DOCX says, and nothing typed becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from lxml.html import fromstring

from nhipcau.drafting.content import Kind, ListItem, Paragraph
from nhipcau.drafting.docx import render
from nhipcau.drafting.preview import html
from tests.drafting.samples import PROFILES, document, full

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.key)
@pytest.mark.parametrize("kind", [Kind.LETTER, Kind.NOTICE, Kind.PROPOSAL, Kind.DECISION])
def test_every_line_of_the_docx_is_in_the_html(profile, kind):
    sample = document(profile, kind)
    word = docx.Document(BytesIO(render(sample, profile)))
    lines = ["".join(t.text or "" for t in p.iter(f"{_W}t")) for p in word.element.body.iter(f"{_W}p")]

    shown = re.sub(r"\s+", " ", fromstring(html(sample, profile)).text_content())

    for line in filter(None, (re.sub(r"\s+", " ", line.replace("Kính gửi:", "")).strip() for line in lines)):
        assert line in shown


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.key)
def test_nothing_typed_becomes_markup(profile):
    evil = '<script>alert("x")</script>\x00'
    sample = replace(full(profile), subject=evil, place=evil, body=(Paragraph(evil), ListItem(evil, marker=evil)))

    shown = html(sample, profile)

    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "\x00" not in shown


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.key)
def test_the_preview_has_no_inline_style(profile):
    shown = html(full(profile, Kind.REPORT), profile)

    assert "style=" not in shown
    assert shown.startswith(f'<article class="vb vb--{profile.key}"')
    assert shown.count("<table>") == 3


def test_a_template_prints_the_preview_as_it_is():
    from django.template import Context, Template

    shown = html(document(PROFILES[0], Kind.LETTER), PROFILES[0])

    assert Template("{{ preview }}").render(Context({"preview": shown})) == shown
