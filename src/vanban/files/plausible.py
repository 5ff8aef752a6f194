"""Whether a text looks like Vietnamese: the judge of encodings, of text layers and of OCR.

A written syllable is an onset, a vowel group with at most one tone, and a coda; there are some 6,700 of them. The
pattern below accepts a few more, which does not hurt: garbage is told by its share, not by one word.
"""

from __future__ import annotations

import re
import unicodedata

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|n|gh|gi|g|ch|c|kh|k|ph|p|qu|th|tr|t|b|d|đ|h|l|m|r|s|v|x)?"
    r"(?:uyê|uya|uyu|uây|ươi|ươu|oai|oay|oeo|iêu|yêu|uôi|oao|oa|oă|oe|oo|ooo|ua|uâ|uê|uy|uơ|uô|ươ|ưa|ưi|ưu|ui|ia|iê|iu|yê"
    r"|ai|ao|au|ay|âu|ây|eo|êu|oi|ôi|ơi|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)"
    r"(?:ch|ng|nh|c|m|n|p|t)?"
)


def without_tone(word: str) -> tuple[str, int]:
    """Give a word in lower case without its tone marks (the hats, horns and đ stay), and how many it had."""
    tones = 0
    kept = []
    for letter in unicodedata.normalize("NFD", word.lower()):
        if letter in _TONES:
            tones += 1
        else:
            kept.append(letter)
    return unicodedata.normalize("NFC", "".join(kept)), tones


def is_syllable(word: str) -> bool:
    """Tell whether a word can be a Vietnamese syllable as it is written."""
    if len(word) > 7:
        return False
    bare, tones = without_tone(word)
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None


def share_of_syllables(text: str) -> float:
    """Give the share (0 to 1) of syllables among the words that hold a letter above ASCII; 0 where there is none."""
    marked = [word for word in _WORD.findall(text) if not word.isascii()]
    if not marked:
        return 0.0
    return sum(map(is_syllable, marked)) / len(marked)


def quality(text: str) -> float:
    """Give how much a text looks like Vietnamese prose, 0 to 1.

    The share of syllables among all words of two letters and more (abbreviations in capitals do not count), halved
    where next to nothing carries a diacritic: a text layer without them is the work of a foreign OCR.
    """
    words = [word for word in _WORD.findall(text) if len(word) > 1 and not (word.isupper() and len(word) <= 6)]
    if not words:
        return 0.0
    share = sum(map(is_syllable, words)) / len(words)
    marked = sum(not word.isascii() for word in words) / len(words)
    return share if marked >= 0.25 else share * 0.5
