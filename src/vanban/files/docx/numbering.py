"""The numbers and bullets that Word prints before the paragraphs of a list: they are not in the text of the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from vanban.files.docx.parts import attribute, child, children, switched_on

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_DEEPEST = 9
# Bullets of the fonts Symbol and Wingdings have private codes.
_DASHES = {"\uf02d", "-", "–", "—", "−", "\uf0be"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts, how it prints (`%1.%2`)."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    is_legal: bool = False
    has_space: bool = True


class Numbering:
    """The lists of a document, counting as the paragraphs come by."""

    def __init__(self, root: etree._Element | None) -> None:
        abstracts = {attribute(each, "abstractNumId"): each for each in children(root, "abstractNum")}
        self._levels: dict[str, dict[int, Level]] = {}
        self._family: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._met: set[str] = set()
        for number in children(root, "num"):
            name = attribute(number, "numId") or ""
            family = attribute(child(number, "abstractNumId"), "val") or ""
            self._family[name] = family
            self._levels[name] = {_level(each): _read(each) for each in children(abstracts.get(family), "lvl")}
            self._override(name, number)

    def _override(self, name: str, number: etree._Element) -> None:
        for override in children(number, "lvlOverride"):
            level = _level(override)
            own = child(override, "lvl")
            if own is not None:
                self._levels[name][level] = _read(own)
            start = attribute(child(override, "startOverride"), "val")
            if start is not None:
                self._restarts.setdefault(name, {})[level] = _whole(start, 1)

    def mark(self, numbering: etree._Element | None) -> str:
        """Count one paragraph with this `numPr`; give what is printed before it (`1. `, `a) `, `- `) or nothing."""
        name = attribute(child(numbering, "numId"), "val") or ""
        levels = self._levels.get(name)
        if not levels:
            return ""
        depth = min(_DEEPEST - 1, max(0, _whole(attribute(child(numbering, "ilvl"), "val"), 0)))
        level = levels.get(depth, Level())
        counts = self._counts.setdefault(self._family[name], [None] * _DEEPEST)
        if name not in self._met:
            self._met.add(name)
            for at, start in self._restarts.get(name, {}).items():
                counts[min(at, _DEEPEST - 1)] = start - 1
        count = counts[depth]
        counts[depth] = level.start if count is None else count + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        printed = self._printed(level, depth, levels, counts)
        return printed + " " if printed and level.has_space else printed

    def _printed(self, level: Level, depth: int, levels: dict[int, Level], counts: list[int | None]) -> str:
        if level.form == "bullet":
            return "-" if level.pattern in _DASHES else ("•" if level.pattern.strip() else "")
        if level.form == "none":
            return ""
        text = level.pattern
        for at in range(depth + 1):
            place = f"%{at + 1}"
            if place in text:
                each = levels.get(at, Level())
                count = counts[at]
                form = "decimal" if level.is_legal else each.form
                text = text.replace(place, written(count if count is not None else each.start, form))
        return text


def _level(element: etree._Element) -> int:
    return _whole(attribute(element, "ilvl"), 0)


def _whole(value: str | None, otherwise: int) -> int:
    try:
        return int(value) if value is not None else otherwise
    except ValueError:
        return otherwise


def _read(element: etree._Element) -> Level:
    return Level(
        _whole(attribute(child(element, "start"), "val"), 1),
        attribute(child(element, "numFmt"), "val") or "decimal",
        attribute(child(element, "lvlText"), "val") or "",
        switched_on(child(element, "isLgl")),
        attribute(child(element, "suff"), "val") != "nothing",
    )


def written(number: int, form: str) -> str:
    """Write a number as Word does in that form.

    >>> [written(4, form) for form in ("decimal", "decimalZero", "lowerLetter", "upperRoman")]
    ['4', '04', 'd', 'IV']
    """
    forms: dict[str, Callable[[int], str]] = {
        "lowerLetter": _letter,
        "upperLetter": lambda each: _letter(each).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda each: _roman(each).upper(),
        "decimalZero": lambda each: f"{each:02d}",
    }
    return forms.get(form, str)(number)


def _letter(number: int) -> str:
    # After z Word doubles the letter: aa, bb.
    if not 0 < number <= 780:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    parts = []
    for value, letters in _ROMAN:
        parts.append(letters * (number // value))
        number %= value
    return "".join(parts)
