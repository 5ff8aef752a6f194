"""Where the words stand by which patterns are found: one scan of a text for all of them, then a look around each.

The engine of expressions tries a pattern at every letter, and most of what it is tried on holds nothing of the kind.
So a pattern that is searched for is declared with its anchors, plain words in small letters:

- `Anchored`: whatever the pattern finds holds one of the words. Where none stands, the pattern is not tried.
- `Opened`: whatever the pattern finds begins with one of the words. It is tried at these words and nowhere else.
- `Ending`: whatever the pattern finds ends the text with one of the words, blanks (and what of `closing`
  the pattern lets stand behind them) aside.

One pass of an Aho-Corasick automaton over a paragraph finds the words of all patterns. An anchor holds no blank, for a
pattern takes any blanks for one. The tests make strings from each pattern here, and compare each pattern with itself
used alone.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import Final

import ahocorasick

#: Where the last letter of a word stands, its bit, and how far before that its first letter stands.
Place = tuple[int, tuple[int, int]]
_WORDS: dict[str, int] = {}
END: Final = sys.maxsize


class _Scanner:
    """The automaton of all words declared so far."""

    def __init__(self) -> None:
        self._known = 0
        self._automaton = ahocorasick.Automaton()
        self._lock = Lock()

    def scan(self, folded: str) -> Iterator[Place]:
        """Return, for each word that stands in the text, where its last letter stands, its bit, and how far back it
        begins."""
        if self._known != len(_WORDS):
            self._build()
        found: Iterator[Place] = self._automaton.iter(folded)
        return found

    def _build(self) -> None:
        with self._lock:
            automaton = ahocorasick.Automaton()
            for word, bit in _WORDS.items():
                automaton.add_word(word, (bit, len(word) - 1))
            automaton.make_automaton()
            self._automaton = automaton
            self._known = automaton.__len__()


_SCANNER = _Scanner()


def _bits(words: tuple[str, ...]) -> int:
    """Return the set of the words, one bit each."""
    bits = 0
    for word in words:
        bits |= _WORDS.setdefault(word, 1 << len(_WORDS))
    return bits


def fold(text: str) -> str:
    """Return the text in small letters, every letter in its place."""
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


@lru_cache(maxsize=16)  # the readers of a paragraph come one after the other
def scanned(text: str) -> tuple[int, list[Place]]:
    """Return the set of all words that stand in the text, and of each its last letter's place, bit and last offset."""
    places = list(_SCANNER.scan(fold(text)))
    all_bits = 0
    for _, (bit, _) in places:
        all_bits |= bit
    return all_bits, places


def _between(places: list[Place], start: int, end: int) -> list[Place]:
    """Return the places of words that end in the stretch: with many sentences each must look at its own only."""
    if start == 0 and (not places or places[-1][0] < end):
        return places
    return places[bisect_left(places, (start,)) : bisect_left(places, (end,))]


class Words:
    """Words that are looked for."""

    __slots__ = ("bits", "words")

    def __init__(self, *words: str) -> None:
        self.words = words
        self.bits = _bits(words)

    def stand_in(self, text: str, start: int = 0, end: int = END) -> bool:
        """Whether one of the words begins in the stretch of the text."""
        bits = self.bits
        here, places = scanned(text)
        if not here & bits:
            return False
        if start == 0 and end >= len(text):
            return True
        for last, (bit, back) in _between(places, start, end):  # noqa: SIM110 - a generator costs as much as the loop
            if bit & bits and start <= last - back:
                return True
        return False


class Anchored(Words):
    """A pattern of which any find holds one of the words."""

    __slots__ = ("pattern",)

    def __init__(self, pattern: str, *words: str, flags: int = 0) -> None:
        super().__init__(*words)
        self.pattern = re.compile(pattern, flags)

    def search(self, text: str, start: int = 0, end: int = END) -> re.Match[str] | None:
        """Return the first find."""
        return self.pattern.search(text, start, end) if scanned(text)[0] & self.bits else None

    def finditer(self, text: str, start: int = 0, end: int = END) -> Iterator[re.Match[str]]:
        """Yield the finds in order."""
        return self.pattern.finditer(text, start, end) if scanned(text)[0] & self.bits else iter(())

    def match(self, text: str, start: int = 0, end: int = END) -> re.Match[str] | None:
        """Return the find at `start`."""
        return self.pattern.match(text, start, end)


class Opened(Anchored):
    """A pattern of which any find begins with one of the words."""

    __slots__ = ()

    def search(self, text: str, start: int = 0, end: int = END) -> re.Match[str] | None:
        """Return the first find."""
        bits = self.bits
        here, places = scanned(text)
        if here & bits:
            match = self.pattern.match
            for last, (bit, back) in _between(places, start, end):
                if bit & bits and start <= last - back:
                    found = match(text, last - back, end)
                    if found:
                        return found
        return None

    def finditer(self, text: str, start: int = 0, end: int = END) -> Iterator[re.Match[str]]:
        """Yield the finds in order."""
        here, places = scanned(text)
        return self._finds(text, start, end, _between(places, start, end)) if here & self.bits else iter(())

    def _finds(self, text: str, start: int, end: int, places: list[Place]) -> Iterator[re.Match[str]]:
        bits, match = self.bits, self.pattern.match
        for last, (bit, back) in places:
            if bit & bits and start <= last - back:
                found = match(text, last - back, end)
                if found:
                    yield found
                    start = found.end()


class Ending:
    """A pattern (with its `$`) of which any find ends with one of the words and blanks."""

    __slots__ = ("closing", "pattern", "words")

    def __init__(self, pattern: str, *words: str, closing: str = "", flags: int = re.IGNORECASE) -> None:
        self.pattern = re.compile(pattern, flags)
        self.words = words
        self.closing = " \t\n\f" + closing

    def search(self, text: str) -> re.Match[str] | None:
        """Return the find at the end of the text."""
        return self.pattern.search(text) if text.rstrip(self.closing).lower().endswith(self.words) else None
