"""Anchors only save time: a pattern finds with them what it finds without them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import vanban
from tests.vanban import generator
from tests.vanban.test_hostile import PIECES
from vanban import normalise
from vanban.anchors import Anchored, Ending, fold
from vanban.vocabulary import alternatives


def declared() -> Iterator[tuple[str, Anchored | Ending]]:
    for module in pkgutil.iter_modules(vanban.__path__, "vanban."):
        if not module.ispkg and module.name != "vanban.anchors":
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, (Anchored, Ending)):
                    yield f"{module.name}.{name}", value


ALL = dict(declared())
HALF = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def prose(text: str) -> str:
    """A text as the patterns get it: normalised, on one line."""
    return normalise(text).replace("\n", " ")


@pytest.mark.parametrize("name", ALL)
@HALF
@given(data=st.data())
def test_finds_what_the_pattern_makes(name, data):
    value = ALL[name]
    text = prose(data.draw(st.from_regex(value.pattern)))
    assume(len(fold(text)) == len(text.lower()) and not set("ıſK") & set(text))
    if isinstance(value, Ending):
        assert bool(value.search(text)) == bool(value.pattern.search(text))
    else:
        alone = [found.span() for found in value.pattern.finditer(text)]
        assert [found.span() for found in value.finditer(text)] == alone


WORDS = PIECES | st.sampled_from(
    [word + " " for value in ALL.values() for word in value.words] + ["nghị ", "cáo ", "20", "15/6/2024 ", "tháng "]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=25).map("".join), st.integers(0, 40), st.integers(0, 200))
def test_finds_the_same_in_any_stretch_of_any_mixture(text, start, end):
    text = prose(text)
    for name, value in ALL.items():
        if isinstance(value, Ending):
            assert bool(value.search(text)) == bool(value.pattern.search(text)), name
            continue
        alone = [found.span() for found in value.pattern.finditer(text, start, end)]
        assert [found.span() for found in value.finditer(text, start, end)] == alone, name
        first = value.search(text, start, end)
        assert (first.span() if first else None) == (alone[0] if alone else None), name


def test_finds_the_same_in_the_lines_of_made_documents():
    for seed in range(20):
        for line in generator.make(seed).text.splitlines():
            for name, value in ALL.items():
                assert bool(value.search(line)) == bool(value.pattern.search(line)), (name, line)


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["ủy ban", "ủy"], "uỷ  ban", "uỷ  ban"),  # the old spelling, any blanks
        (["ban", "ban chỉ đạo"], "ban chỉ đạo", "ban chỉ đạo"),  # the longer word first
        (["ban", "ban chỉ đạo"], "ban chỉ", "ban"),  # no half of a word
        (["bộ", "sở"], "Sở", None),
        (["sở"], "SỞ", None),
    ],
)
def test_a_tree_of_words_finds_the_longest(words, text, found):
    match = re.match(rf"(?:{alternatives(words)})", text)

    assert (match[0] if match else None) == found


@given(
    st.lists(st.text("abc ", min_size=1, max_size=4).filter(lambda word: word == " ".join(word.split())), min_size=1)
)
def test_a_tree_finds_what_a_list_of_words_finds(words):
    words = [word for word in words if word]
    assume(words)
    longest_first = sorted(words, key=len, reverse=True)
    listed = re.compile("|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first))
    tree, any_case = re.compile(alternatives(words)), re.compile(alternatives(words, any_case=True))
    for text in (" ".join(words), "".join(words), "abcabc ab c"):
        assert tree.findall(text) == listed.findall(text)
        assert any_case.findall(text.upper()) == [found.upper() for found in listed.findall(text)]
