"""Vietnamese text: one fold for search and one key for sorting, both stored in columns (no ICU needed).

The alphabet and the order of the tone marks follow Vietnamese dictionaries: a ă â b c d đ e ê …; ngang, huyền, hỏi,
ngã, sắc, nặng.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: chr(ord("A") + rank) for rank, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền hỏi ngã sắc nặng
_SHAPES = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn belong to the letter
_GAPS = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Return `text` without case, diacritics, tone place and punctuation: `Hoà`, `hòa` and `HOA` are alike.

    Every run of other characters becomes one blank; `Đ` and `đ` become `d`. Folding twice changes nothing.
    """
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return _GAPS.sub(" ", plain.casefold().replace("đ", "d").replace("ı", "i")).strip()


def sort_key(text: str) -> str:
    """Return a string whose plain order is the Vietnamese order of `text`: letters first, tones break ties.

    Each word is compared by its letters, then by its tone; digits stand before letters; case does not count.
    """
    words = []
    for word in unicodedata.normalize("NFC", text).casefold().split():
        letters, tones = [], []
        for char in word:
            base, tone = _split_tone(char)
            rank = _LETTER_RANK.get(base)
            if rank is not None:
                letters.append(rank)
                if tone != "0":  # hoà and hòa are one word: the letter that bears the tone does not count
                    tones.append(tone)
            elif base.isalnum():
                letters.append(base)
        if letters:
            words.append("".join(letters) + "!" + "".join(tones))
    return " ".join(words)


def _split_tone(char: str) -> tuple[str, str]:
    tone, shape = "0", []
    for mark in unicodedata.normalize("NFD", char):
        if mark in _TONES:
            tone = _TONES[mark]
        elif not unicodedata.combining(mark) or mark in _SHAPES:
            shape.append(mark)
    return unicodedata.normalize("NFC", "".join(shape)), tone
