"""Vietnamese written in the encodings before Unicode: TCVN3 (ABC) and VNI-WIN.

TCVN 6909:2001 made Unicode the standard; older files hold the codes of the fonts `.VnTime` (TCVN3, one byte a letter,
capitals with a tone only through the `H` fonts such as `.VnTimeH`) and `VNI-Times` (a vowel and a mark after it).
Read as Latin-1 these look like `Céng hßa` and `Coäng hoøa`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from vanban.files.plausible import share_of_syllables


class Legacy(StrEnum):
    """An encoding before Unicode."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


_TCVN3_CODES = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦"
_TCVN3_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_TCVN3 = str.maketrans(_TCVN3_CODES, _TCVN3_LETTERS)

# Mark after the vowel -> what the vowel becomes; rows: the vowel as typed in VNI.
_VNI_MARKS = {
    "a": dict(zip("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
}
_VNI_ALONE = dict(zip("íìæóòîñôö", "íìỉĩịỵđơư", strict=True))

# Letters that only a legacy text holds in number; Unicode Vietnamese has none of them.
FOREIGN = re.compile("[\x80-\xbf×÷ÄÅÆËÎÏÑÖØÛÜÞßäåæëîïñöøûüþç]")
# No Vietnamese word has a marked vowel behind a or e: in VNI these are the marks of that letter.
_CODES = re.compile(f"{FOREIGN.pattern}|[aeAE][âáàãêéèùúõÂÁÀÃÊÉÈÙÚÕ]")
_ONLY_UNICODE = re.compile("[\u0100-\u024f\u1e00-\u1eff]")
_SAMPLE = 4_000


@cache
def _vni_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for vowel, marks in _VNI_MARKS.items():
        for mark, letter in marks.items():
            table[vowel + mark] = letter
            # `AÙ` in capitals, `Aù` in a name that only begins with one.
            table[vowel.upper() + mark] = table[vowel.upper() + mark.upper()] = letter.upper()
    for code, letter in _VNI_ALONE.items():
        table[code] = letter
        table[code.upper()] = letter.upper()
    return table


@cache
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _vni_table()), key=len, reverse=True)))


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Convert TCVN3 codes (read as Latin-1) to Unicode; `capitals` where the font is one of the `H` fonts."""
    converted = text.translate(_TCVN3)
    return converted.upper() if capitals else converted


def from_vni(text: str) -> str:
    """Convert VNI-WIN codes (read as Windows-1252) to Unicode."""
    table = _vni_table()
    return _vni_pattern().sub(lambda match: table[match.group()], text)


def convert(text: str, encoding: Legacy, *, capitals: bool = False) -> str:
    """Convert a text in a legacy encoding to Unicode; `capitals` where a TCVN3 font draws small letters so."""
    return from_tcvn3(text, capitals=capitals) if encoding is Legacy.TCVN3 else from_vni(text)


class OldFonts:
    """Whether what is set in old fonts is written in their codes: people also type Unicode into such a document.

    Letters that only the codes have speak for them, letters that only Unicode has against them; a run with neither
    (`phã`, which is `phó` in TCVN3) goes with the most of the document.
    """

    def __init__(self) -> None:
        self._codes = 0
        self._unicode = 0

    def see(self, text: str) -> None:
        """Count one run that is set in an old font."""
        self._codes += len(_CODES.findall(text))
        self._unicode += len(_ONLY_UNICODE.findall(text))

    def are_meant(self, text: str) -> bool:
        """Tell whether this run is to be converted."""
        if _ONLY_UNICODE.search(text):
            return False
        return bool(_CODES.search(text)) or self._codes > self._unicode or text.isascii()


def told(text: str) -> Legacy | None:
    """Tell which legacy encoding a text is in, or None for Unicode.

    It needs both: letters that Unicode Vietnamese does not use, and a conversion that makes far more Vietnamese
    syllables of the words that hold letters above ASCII.
    """
    sample = text[:_SAMPLE]
    if len(FOREIGN.findall(sample)) < max(2, len(sample) // 200):
        return None
    as_it_stands = share_of_syllables(sample)
    best, encoding = max((share_of_syllables(convert(sample, each)), each) for each in Legacy)
    return encoding if best >= 0.6 and best > as_it_stands + 0.2 else None


def font_encoding(font: str) -> Legacy | None:
    """Tell the legacy encoding that a font's name stands for: `.VnTime` is TCVN3, `VNI-Times` is VNI."""
    name = font.rpartition("+")[2].lower()
    if name.startswith((".vn", "vntime")):
        return Legacy.TCVN3
    return Legacy.VNI if name.startswith("vni") else None


def font_of_capitals(font: str) -> bool:
    """Tell whether a TCVN3 font draws small letters as capitals (`.VnTimeH`, `.VnArialH`)."""
    name = re.sub(r"(?i)[ ,-]*(bold|italic|regular|mt)+", "", font.rpartition("+")[2])
    return name.lower().startswith(".vn") and name.endswith("H")
