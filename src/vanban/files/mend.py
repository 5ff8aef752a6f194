"""Letters mended that OCR spoils in a known way: of a hat (or horn) and a tone on one letter it loses one.

`công bô`, `GIÁM ĐÓC`, `Thẻ thao`: a word of two syllables from `words.txt` is put right where the printed pair is one
of its damaged forms and of no other word. What is no damaged form is left as it was read. Only pages that we recognised
ourselves are mended; misprints in a text stay, as everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

from vanban.files.rows import Piece, Written, folded

_WORDS = Path(__file__).with_name("words.txt")
_HATS = {"\u0302", "\u0306", "\u031b"}
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
# Tones that look alike above a letter; above the hat of â, ê, ô the grave too. `trưởng` and `trường` are told well.
_ALIKE = ("\u0301", "\u0303", "\u0309")
_ALIKE_ABOVE_A_HAT = ("\u0300", *_ALIKE)
_CORE = re.compile(r"[^\W\d_]+")
_FIGURES = str.maketrans({"l": "1", "I": "1", "|": "1", "O": "0", "o": "0"})
_LIKE_FIGURES = re.compile(r"[\dlI|Oo_]{1,6}")
_LIKE_DASHES = ("~", "“", "«", "=", "—", "–", "¬", "_", "•", "°", "»")
_SYMBOL_CUT = re.compile(r"\d+[a-zđ]?(?:/\d{4})?[/-][A-ZĐ].*[-/]")
_PLACE_AND_DATE = re.compile(r"[^\W\d_][^,;]{0,30}, ?ngày.{0,12} ?tháng \S{1,2} năm \S{4}")
# Bodies whose initials end a symbol; one letter more, less or other is mended where the first one agrees.
_INITIALS = (
    "BGDĐT", "BGTVT", "BKHCN", "BKHĐT", "BLĐTBXH", "BNNMT", "BNNPTNT", "BTNMT", "BTTTT", "BVHTTDL", "SGDĐT", "SGTVT",
    "SKHCN", "SKHĐT", "SLĐTBXH", "SNNPTNT", "STNMT", "STTTT", "SVHTTDL", "UBMTTQ",
)  # fmt: skip
_SYMBOL = re.compile(r"(\d+[a-zđ]?/(?:\d{4}/)?[A-ZĐa-z]+-)([A-ZĐ]{4,9})(?=\W*$)")
_OWN_ENDS = re.compile(r"\.[/JI1l\\]\.?|[/\\]\.|\.[/\\]")


def mended(lines: Written) -> Written:
    """Give lines of recognised words with what can be mended put right; boxes and order stay."""
    result: Written = []
    for line in lines:
        if line is None:
            result.append(None)
            continue
        before = result[-1] if result else None
        result.append(_ends(_dash(_surname(_day(_number(_joined_symbols(line)))), before)))
    is_right = False
    flat = [(at, index) for at, line in enumerate(result) if line is not None for index in range(len(line))]
    for place, following in zip(flat, [*flat[1:], None], strict=False):
        line = result[place[0]]
        assert line is not None
        piece = line[place[1]]
        if following is not None:
            other_line = result[following[0]]
            assert other_line is not None
            pair = mended_pair(piece.text, other_line[following[1]].text)
            # In `vấn đề các` the middle syllable belongs to the word before.
            held = is_right and pair is not None and pair[0] != piece.text
            is_right = _is_known(piece.text, other_line[following[1]].text)
            if pair is not None and not held:
                is_right = True
                line[place[1]] = replace(piece, text=pair[0])
                other_line[following[1]] = replace(other_line[following[1]], text=pair[1])
                continue
        line[place[1]] = replace(piece, text=_mended_alone(piece.text))
    return result


def mended_pair(left: str, right: str) -> tuple[str, str] | None:
    """Give two neighbouring words put right, or None where they are not a damaged form of a known word.

    >>> mended_pair("GIÁM", "ĐÓC;"), mended_pair("tô", "chức"), mended_pair("có", "bản")
    (('GIÁM', 'ĐỐC;'), ('tổ', 'chức'), None)
    """
    one, other = _CORE.search(left), _CORE.search(right)
    # Punctuation between two syllables parts words.
    if one is None or other is None or one.end() != len(left) or other.start() != 0:
        return None
    known = _damaged().get((one.group().lower(), other.group().lower()))
    if known is None:
        return None
    return (
        left[: one.start()] + _cased(known[0], one.group()),
        _cased(known[1], other.group()) + right[other.end() :],
    )


def _is_known(left: str, right: str) -> bool:
    one, other = _CORE.search(left), _CORE.search(right)
    if one is None or other is None:
        return False
    return (one.group().lower(), other.group().lower()) in _known()


def _mended_alone(word: str) -> str:
    if "/" in word:
        return _SYMBOL.sub(lambda found: found[1] + _initials(found[2]), word)
    core = _CORE.search(word)
    if core is None:
        return word
    right = _alone().get(core.group().lower())
    return word if right is None else word[: core.start()] + _cased(right, core.group()) + word[core.end() :]


def _initials(read: str) -> str:
    """Give the known initials from which what was read differs by one letter, if one only does."""
    near = [each for each in _INITIALS if each[0] == read[0] and _one_apart(each, read)]
    return near[0] if len(near) == 1 and read not in _INITIALS else read


def _one_apart(one: str, other: str) -> bool:
    if len(one) < len(other):
        one, other = other, one
    if len(one) - len(other) > 1:
        return False
    at = next((index for index, letter in enumerate(other) if one[index] != letter), len(other))
    return one[at + 1 :] in (other[at:], other[at + 1 :])


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word.capitalize() if like[:1].isupper() else word


def _joined_symbols(line: list[Piece]) -> list[Piece]:
    """Join `1743/QĐ-` and `BGTVT`: no symbol holds a blank."""
    joined: list[Piece] = []
    for piece in line:
        before = joined[-1] if joined else None
        if before is not None and _SYMBOL_CUT.fullmatch(before.text) and re.match(r"[A-ZĐ]{2}", piece.text):
            certainty = min(before.certainty, piece.certainty)
            joined[-1] = replace(before, text=before.text + piece.text, x1=piece.x1, certainty=certainty)
        else:
            joined.append(piece)
    return joined


def _number(line: list[Piece]) -> list[Piece]:
    """Read `Só: l1 /TB-UBND` as `Số: 11 /TB-UBND`: between the word and the stroke of a symbol stand figures."""
    label = re.fullmatch(r"S[oóòôốồ]([:.]?)(?=\d|$)(\S*)", line[0].text, re.IGNORECASE) if line else None
    if label is None or not any("/" in piece.text for piece in line[1:4]):
        return line
    digits = label[2].strip("_")
    fixed = [
        replace(line[0], text=f"{line[0].text[0]}ố" + (":" if label[1] else "") + (f" {digits}" if digits else ""))
    ]
    for piece in line[1:]:
        if "/" in piece.text:
            fixed.append(replace(piece, text=piece.text.lstrip("_") or piece.text))
            break
        # The stroke of a one and the ring of a nought are read as letters.
        text = piece.text.strip("_").translate(_FIGURES) if _LIKE_FIGURES.fullmatch(piece.text) else piece.text
        fixed.append(replace(piece, text=text))
    return fixed + line[len(fixed) :]


def _day(line: list[Piece]) -> list[Piece]:
    """Read the figures of a date (`tháng I1 năm 2024`); what stands for a day and is none (handwriting) goes."""
    words = [folded(piece.text) for piece in line]
    # Only the line of place and date: in a sentence nothing is touched.
    if not _PLACE_AND_DATE.fullmatch(" ".join(piece.text for piece in line)):
        return line
    if "thang" not in words or "nam" not in words or not any(word.startswith("ngay") for word in words):
        return line
    at = next(index for index, word in enumerate(words) if word.startswith("ngay"))
    until = words.index("thang")
    if until < at or "nam" not in words[until:]:
        return line
    fixed = [
        replace(piece, text=piece.text.translate(_FIGURES)) if _LIKE_FIGURES.fullmatch(piece.text) else piece
        for piece in line
    ]
    between = " ".join(piece.text for piece in fixed[at:until])
    if until - at <= 3 and not re.fullmatch(r"ngày( \d{1,2})?", between):
        merged = re.fullmatch(r"ngày(\d{1,2})", between)
        day = f"ngày {merged[1]}" if merged else "ngày"
        fixed[at:until] = [replace(fixed[at], text=day)]
    return fixed


def _surname(line: list[Piece]) -> list[Piece]:
    """Read `Nguyên Văn Mẫu`, a line of its own, as `Nguyễn`: there is no such surname without the tone."""
    is_name = 2 <= len(line) <= 5 and all(piece.text.istitle() and piece.text.isalpha() for piece in line)
    if is_name and folded(line[0].text) == "nguyen":
        return [replace(line[0], text="Nguyễn"), *line[1:]]
    return line


def _dash(line: list[Piece], before: list[Piece] | None) -> list[Piece]:
    """Read the sign that opens an item as a dash where the item before has one."""
    if before and before[0].text.startswith("-") and len(line) > 1 and line[0].text in _LIKE_DASHES:
        return [replace(line[0], text="-"), *line[1:]]
    return line


def _ends(line: list[Piece]) -> list[Piece]:
    """Write the sign of the end, `./.`, as printed where it was read as `.J.` or `./`."""
    if not line:
        return line
    last = line[-1]
    if _OWN_ENDS.fullmatch(last.text):
        return [*line[:-1], replace(last, text="./.")]
    match = re.search(r"(?<=[\w)”\"])\.?[/\\J]\.$", last.text)
    if match and len(line) > 1:
        return [*line[:-1], replace(last, text=last.text[: match.start()] + "./.")]
    return line


# --- the words ----------------------------------------------------------------------------------------------------


@cache
def _entries() -> tuple[tuple[str, str | None], ...]:
    """Give (word, its one wrong form or None) as the file has them."""
    entries: list[tuple[str, str | None]] = []
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            for entry in line.split(","):
                right, _, wrong = entry.partition("=")
                if right.strip():
                    entries.append((right.strip(), wrong.strip() or None))
    return tuple(entries)


@cache
def _known() -> frozenset[tuple[str, str]]:
    """Give the words of two syllables that are right as they stand."""
    words = (right.split() for right, _ in _entries())
    return frozenset((word[0], word[1]) for word in words if len(word) == 2)


@cache
def _damaged() -> dict[tuple[str, str], tuple[str, str]]:
    known = _known()
    table: dict[tuple[str, str], tuple[str, str] | None] = {}
    for word in (word for word in known if any(len(damages(syllable)) > 1 for syllable in word)):
        for form in product(damages(word[0]), damages(word[1])):
            if form not in known:
                # A form of two words tells neither.
                table[form] = word if table.get(form, word) == word else None
    for right, wrong in _entries():
        if wrong and " " in wrong and wrong != right:
            table[(wrong.split()[0], wrong.split()[1])] = (right.split()[0], right.split()[1])
    return {form: word for form, word in table.items() if word is not None}


@cache
def _alone() -> dict[str, str]:
    return {wrong: right for right, wrong in _entries() if wrong and " " not in wrong}


def damages(syllable: str) -> set[str]:
    """Give a syllable and the forms in which one letter with a hat and a tone lost one of them or took a like tone.

    >>> sorted(damages("bố"))
    ['bó', 'bô', 'bố', 'bồ', 'bổ', 'bỗ']
    """
    forms = {syllable}
    for at, letter in enumerate(syllable):
        base, *marks = list(unicodedata.normalize("NFD", letter))
        hat = next((mark for mark in marks if mark in _HATS), None)
        tone = next((mark for mark in marks if mark in _TONES), None)
        if hat is None or tone is None:
            continue
        alike = _ALIKE_ABOVE_A_HAT if hat == "\u0302" else _ALIKE
        others = [hat, tone] + ([hat + like for like in alike] if tone in alike else [])
        forms |= {syllable[:at] + unicodedata.normalize("NFC", base + other) + syllable[at + 1 :] for other in others}
    return forms
