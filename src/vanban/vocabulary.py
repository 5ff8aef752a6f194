"""The words that official documents are made of: types of documents, bodies, titles, verbs of duties.

Sources: Nghị định 30/2020/NĐ-CP (Điều 7, Phụ lục III); Hướng dẫn 36-HD/VPTW and 05-HD/VPTW (abbreviations, names of
bodies); the names of kinds of State and Party bodies. `uỷ` and `ủy`, `hoà` and `hòa` are both official spellings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

#: Types of documents as the contract names them, longest first where one begins another.
TYPES = (
    "nghị quyết liên tịch",
    "thông tư liên tịch",
    "thông cáo",
    "nghị quyết",
    "nghị định",
    "quyết định",
    "chỉ thị",
    "kết luận",
    "quy chế",
    "quy định",
    "thông báo",
    "thông tri",
    "thông tư",
    "báo cáo",
    "kế hoạch",
    "hướng dẫn",
    "chương trình",
    "đề án",
    "phương án",
    "dự án",
    "tờ trình",
    "công điện",
    "công văn",
    "biên bản",
    "giấy mời",
    "giấy giới thiệu",
    "giấy ủy quyền",
    "phiếu chuyển",
    "hợp đồng",
    "bản ghi nhớ",
    "bản thỏa thuận",
    "lời kêu gọi",
    "tuyên bố",
    "pháp lệnh",
    "luật",
    "sắc lệnh",
    "lệnh",
    "thư",
)

#: Further words that name a cited document.
CITED_TYPES = (
    "chương trình phối hợp",
    "chương trình hành động",
    "chương trình công tác",
    "thông báo kết luận",
    "kế hoạch phối hợp",
    "quy chế phối hợp",
    "kế hoạch liên tịch",
    "hướng dẫn liên ngành",
    "bộ luật",
    "hiến pháp",
    "văn bản hợp nhất",
    "văn bản",
    "công hàm",
    "phiếu trình",
    "giấy phép",
    *TYPES,
)


def _plain_table() -> dict[int, str]:
    table = {ord("đ"): "d", ord("Đ"): "d"}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1EA0, 0x1EFA)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(base) == 1:
            table.setdefault(code, base)
    return table


_PLAIN = _plain_table()

#: The capital and the small letters of Vietnamese, for character classes (a range from À to Ỹ would mix them).
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
LOWER = "a-zàáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"


@lru_cache(maxsize=64)  # the cells of a head are folded as lines, and again as cells
def plain(text: str) -> str:
    """Return the text in small letters without tones and marks, every character in its place: offsets stay."""
    return text.translate(_PLAIN)


def is_upper(text: str) -> bool:
    """Whether the text is printed in capitals: it has letters, and none of them is small."""
    return _SMALL.search(text) is None and text.upper() == text and text.lower() != text


_SMALL = re.compile(f"[{LOWER}]")


#: `ủy` and `uỷ` are one word, and so on.
_SPELLINGS = (("ủy", "uỷ"), ("Ủy", "Uỷ"), ("hóa", "hoá"), ("hòa", "hoà"))
#: Small letters that an expression without regard to case takes for others besides their capital.
_ALSO = {"i": "İı", "s": "ſ"}
_Tree = dict[str, "_Tree"]


def alternatives(words: Iterable[str], *, any_case: bool = False) -> str:
    """Return a pattern for any of the words, longer before shorter; both spellings of `ủy`, any blanks for a blank.

    The pattern is a tree that branches where the words do, so that a word that is not there is refused at its first
    letter, not after trying each of some hundred words. `any_case` spells both cases out (`[bB]an`), which is faster
    than the flag, for the engine then looks at a branch's first letter before it enters it.
    """
    tree: _Tree = {}
    for word in words:
        for spelled in _spellings(word):
            branch = tree
            for letter in spelled:
                branch = branch.setdefault(letter.lower() if any_case else letter, {})
            branch[""] = {}
    return _written(tree, any_case)


def _written(tree: _Tree, any_case: bool) -> str:
    """Return the pattern of a tree; the empty key says that a word ends there, and is tried last."""
    branches = [_letter(letter, any_case) + _group(below, any_case) for letter, below in tree.items() if letter]
    return "|".join([*branches, ""] if "" in tree else branches)


def _group(tree: _Tree, any_case: bool) -> str:
    pattern = _written(tree, any_case)
    return f"(?:{pattern})" if len(tree) > 1 else pattern


def _letter(letter: str, any_case: bool) -> str:
    if letter == " ":
        return r"\s+"
    if any_case and letter.isalpha():
        return f"[{letter}{letter.upper()}{_ALSO.get(letter, '')}]"
    return re.escape(letter)


def _spellings(word: str) -> list[str]:
    """Return the word in all its official spellings."""
    spelled = [word]
    for new, old in _SPELLINGS:
        spelled += [one.replace(new, old) for one in spelled if new in one]
    return spelled
