"""The text that is read: one form for what several machines write in several ways.

Unicode NFC (TCVN 6909:2001 is Unicode); line ends as `\\n`; marks without width taken out; blanks of every width as
one kind; letters that an extraction put for others mended (`ƣ` printed for `ư`, `HÕA` for `HÒA`). Nothing that is
printed is lost or added: spelling, misprints and case stay.
"""

from __future__ import annotations

import re
import unicodedata

#: Characters that are not printed: zero width blanks and joiners, direction marks, BOM, soft hyphen.
_UNPRINTED = dict.fromkeys(
    [0xAD, 0x34F, 0x61C, 0xFEFF, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)

#: Letters of an extraction that stand for others. The horned letters of old fonts come out as gha and long s letters.
_LOOKALIKES = {
    0x01A3: "ư",  # ƣ
    0x01A2: "Ư",  # Ƣ
    0x00D0: "Đ",  # Ð, the Icelandic letter
    0x0189: "Đ",  # Ɖ
    0x00F0: "đ",  # ð
    0x0256: "đ",  # ɖ
    0x0111: "đ",
    0x00A0: " ",
    0x202F: " ",
    0x3000: " ",
    0x2028: "\n",
    0x2029: "\n",
    0x0085: "\n",
    0x000B: "\n",
    0xFFFE: "-",  # what a PDF library gives for a hyphen at a line end
    0x2011: "-",  # the hyphen that does not break
    0x00AD: None,
    0x2010: "-",
    0x2212: "-",
    0xF02D: "-",  # private use dashes and bullets of Word's Symbol font
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
}
_LOOKALIKES.update(dict.fromkeys([0x1680, 0x205F, *range(0x2000, 0x200B)], " "))
#: Control characters other than tab, line feed and form feed are nothing that was printed.
_CONTROLS = {code: None for code in range(0x20) if chr(code) not in "\t\n\f"} | {0x7F: None}

_TABLE: dict[int, str | None] = {**_CONTROLS, **_UNPRINTED, **_LOOKALIKES}

#: Any character that the table mends: looked for first, for most texts have none and a table is slow.
_TO_MEND = re.compile("[" + re.escape("".join(map(chr, _TABLE.keys() - {0x0111}))) + "]")

#: `Õ` for `Ò` in words that no Vietnamese word with `Õ` spells: HÕA, TÕA, KHÕA, PHÕNG, ÕNG.
_TILDE_FOR_GRAVE = re.compile(r"\b(H|T|L|KH)Õ(?=A\b)|\b(PH|H|D|TR)Õ(?=NG\b)")


def normalise(text: str) -> str:
    """Return the text in the one form that is read; never raises, and gives its own result back unchanged.

    >>> normalise("Thƣ viện\\r\\nHÕA BÌNH")
    'Thư viện\\nHÒA BÌNH'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _TO_MEND.search(text):
        text = text.translate(_TABLE)
    text = unicodedata.normalize("NFC", text)
    if "Õ" in text:
        text = _TILDE_FOR_GRAVE.sub(lambda found: f"{found[1] or found[2]}Ò", text)
    return text
