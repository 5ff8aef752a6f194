"""What machines do to a text: both spellings of tone marks, decomposed letters, look-alikes, blanks, OCR errors.

`OCR_1` and `OCR_3` damage one and three of a hundred words: a tone or a hat lost, `l` for `1`, `O` for `0`,
 a word broken
in two. The truth of an OCR text is what stood on paper, except that both spellings of tone marks count as printed.
"""

from __future__ import annotations

import random
import re
import unicodedata
from enum import StrEnum
from typing import Any


class Noise(StrEnum):
    """How far a text is from what was typed."""

    CLEAN = "clean"
    SPELLING = "spelling"
    LAYOUT = "layout"
    OCR_1 = "ocr 1 %"
    OCR_3 = "ocr 3 %"


_LATE = re.compile(r"(?<![qQ])(o[aáàảãạ]|o[eéèẻẽẹ]|u[ýỳỷỹỵ]|[óòỏõọ][ae]|[úùủũụ]y)(?!\w)", re.IGNORECASE)
_MARKS = "̣̀́̃̉"


def _moved(found: re.Match[str]) -> str:
    """Return the two letters with the tone on the second: `òa` as `oà`."""
    parts = unicodedata.normalize("NFD", found[0])
    tone = [sign for sign in parts if sign in _MARKS]
    bare = [sign for sign in parts if sign not in _MARKS]
    return unicodedata.normalize("NFC", "".join([*bare, *tone]))


def new_spelling(text: str) -> str:
    """Return the text with `uỷ`, `hoà`, `thuý` for `ủy`, `hòa`, `thúy`."""
    return _LATE.sub(_moved, text)


def _everywhere(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_everywhere(item, change) for item in value]
    if isinstance(value, dict):
        return {key: _everywhere(item, change) for key, item in value.items()}
    return value


def spoil(rng: random.Random, text: str, truth: dict[str, Any], noise: Noise) -> tuple[str, dict[str, Any]]:
    """Return the text with its noise, and the truth as it is then printed."""
    if noise is Noise.SPELLING:
        if rng.random() < 0.5:
            text, truth = new_spelling(text), _everywhere(truth, new_spelling)
        form = rng.random()
        if form < 0.4:
            text = unicodedata.normalize("NFD", text)
        elif form < 0.7:
            text = text.replace("ư", "ƣ").replace("Ư", "Ƣ")
        elif form < 0.85:
            text = text.replace("Đ", "Ð")
    elif noise is Noise.LAYOUT:
        if rng.random() < 0.4:
            text = _paged(rng, text)
        if rng.random() < 0.2:
            text = re.sub(r"^(\d\. .{3,60}:?|[IV]+\. .+)$", r"**\1**", text, flags=re.MULTILINE)  # Markdown
        text = _blanks(rng, text)
    elif noise is not Noise.CLEAN:
        text = _recognised(rng, text, 0.01 if noise is Noise.OCR_1 else 0.03)
    return text, truth


def _paged(rng: random.Random, text: str) -> str:
    """Return the text with the ends of pages: a number on its own, a form feed."""
    lines = text.split("\n")
    until = next((at for at, line in enumerate(lines) if line.startswith("Nơi nhận")), len(lines))
    paged = []
    for at, line in enumerate(lines):
        paged.append(line)
        if 25 < at < until - 3 and at % 38 == 37 and not line.startswith("|"):
            number = str(at // 38 + 2)
            paged += rng.choice([["", number, ""], [f"\f{number}"], [f"- {number} -"], ["\f"]])
    return "\n".join(paged)


def _blanks(rng: random.Random, text: str) -> str:
    lines = []
    for line in text.split("\n"):
        if "|" not in line:
            line = "".join(sign * 2 if sign == " " and rng.random() < 0.04 else sign for sign in line)
            line = line.replace(" ", "\u00a0", 1) if rng.random() < 0.1 else line
            line = (
                (" " * rng.randrange(1, 8) if rng.random() < 0.1 else "") + line + (" " if rng.random() < 0.2 else "")
            )
        lines.append(line)
    if rng.random() < 0.3:
        lines.insert(0, "\ufeff")
    end = rng.choice(["\n", "\n", "\r\n"])
    return end.join(lines)


_WORD = re.compile(r"[^\s|]+")


def _recognised(rng: random.Random, text: str, share: float) -> str:
    """Return the text with that share of its words damaged as a recogniser damages them."""
    return _WORD.sub(lambda found: _damaged(rng, found[0]) if rng.random() < share else found[0], text)


def _damaged(rng: random.Random, word: str) -> str:
    kind = rng.random()
    if kind < 0.5:  # the tone lost, or tone and hat
        lost = _MARKS if kind < 0.35 else _MARKS + "̛̂̆"
        parts = unicodedata.normalize("NFD", word)
        return unicodedata.normalize("NFC", "".join(sign for sign in parts if sign not in lost))
    if kind < 0.7:
        return word.translate(str.maketrans({"1": "l", "0": "O", "l": "1", "O": "0"}))
    if kind < 0.85 and len(word) > 3:
        cut = rng.randrange(1, len(word) - 1)
        return f"{word[:cut]} {word[cut:]}"
    swapped = {"n": "u", "c": "e", "h": "b", ",": ".", ".": ",", "i": "l"}
    return "".join(swapped.get(sign, sign) for sign in word[:1]) + word[1:]
