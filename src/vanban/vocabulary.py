"""The words that official documents are made of: types of documents, bodies, titles, verbs of duties.

Sources: Nghị định 30/2020/NĐ-CP (Điều 7, Phụ lục III); Hướng dẫn 36-HD/VPTW and 05-HD/VPTW (abbreviations, names of
bodies); the names of kinds of State and Party bodies. `uỷ` and `ủy`, `hoà` and `hòa` are both official spellings.
"""

from __future__ import annotations

import re
import unicodedata

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


def plain(text: str) -> str:
    """Return the text in small letters without tones and marks, every character in its place: offsets stay."""
    return text.translate(_PLAIN)


def is_upper(text: str) -> bool:
    """Whether the text is printed in capitals: it has letters, and none of them is small."""
    return text.upper() == text and text.lower() != text


def alternatives(words: tuple[str, ...] | list[str]) -> str:
    """Return a pattern for any of the words, longest first; `ủy` stands for `uỷ` too, blanks for any blanks."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(_spellings(word) for word in ordered)


def _spellings(word: str) -> str:
    pattern = re.escape(word).replace(r"\ ", r"\s+")
    for new, old in (("ủy", "uỷ"), ("Ủy", "Uỷ"), ("hóa", "hoá"), ("hòa", "hoà"), ("thủy", "thuỷ"), ("khóa", "khoá")):
        pattern = pattern.replace(new, f"(?:{new}|{old})")
    return pattern
