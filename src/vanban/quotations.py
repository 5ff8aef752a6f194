"""Where a text quotes: the stretches between an opening quotation mark and its closing one."""

from __future__ import annotations

import re

_MARK = re.compile(r"[“”]")
_LONG = 60  # a name is quoted inside a sentence; only what is longer is another document's word


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the long quotations of a text, the outermost ones, without their marks.

    >>> quotations("quy định: “" + "Hội chịu sự quản lý " * 4 + "”.")
    [(11, 91)]
    >>> quotations("mô hình “Dân vận khéo”")
    []
    """
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    if "”" not in text:
        return found
    for mark in _MARK.finditer(text):
        if mark[0] == "“":
            opened.append(mark.end())
        elif opened:
            begin = opened.pop()
            if not opened and mark.start() - begin > _LONG:
                found.append((begin, mark.start()))
    return found
