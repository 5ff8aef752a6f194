"""Where the tone mark stands in our own fixed words (uỷ or ủy, hoà or hòa). Names that are given are never touched."""

from __future__ import annotations

import re
import unicodedata

from nhipcau.drafting.content import Spelling

# Open syllables in oa, oe, uy (not after q): the only ones in which the two ways of writing differ.
_LAST = re.compile(r"(?<![qQ])([oO][aAeE]|[uU][yY])([\u0300\u0301\u0303\u0309\u0323])(?![a-zđA-ZĐ\u0300-\u036f])")
_FIRST = re.compile(r"(?<![qQ])([oOuU])([\u0300\u0301\u0303\u0309\u0323])([aAeEyY])(?![a-zđA-ZĐ\u0300-\u036f])")


def spell(own_words: str, spelling: Spelling) -> str:
    """Return fixed words of ours with the tone marks placed as `spelling` has them; apply it to nothing else."""
    text = unicodedata.normalize("NFD", own_words)
    if spelling is Spelling.LAST_VOWEL:
        text = _FIRST.sub(lambda m: f"{m[1]}{m[3]}{m[2]}", text)
    else:
        text = _LAST.sub(lambda m: f"{m[1][0]}{m[2]}{m[1][1]}", text)
    return unicodedata.normalize("NFC", text)
