"""Printed names in one plain form: folded, abbreviations written out, filler words gone.

`BCĐ CVĐ`, `BCD Cuộc vận động` and `Ban Chỉ đạo Cuộc vận động` become the same words. Slips of recognition in marks
(`Đẳng ủy`) vanish with the fold; slips in letters are the business of `distance`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from nhipcau.text import fold

# Words of the field only; names of bodies come from the table of bodies. Order counts: longer before shorter.
_OF_PARTY = "ban dan van|ban tuyen giao|ban to chuc|uy ban kiem tra|van phong|thuong truc|ban thuong vu|ban chap hanh"
_WRITTEN_OUT: tuple[tuple[str, str], ...] = (
    (r"u ?b ?mttq ?v ?n\b|u ?b ?mttq", "mat tran"),
    (r"mttq ?vn|mttq", "mat tran"),
    (r"(?:uy ban )?mat tran(?: to quoc)?(?: viet nam)?", "mat tran"),
    (r"tccs ?d(?:ang)?", "to chuc co so dang"),
    (r"bcd", "ban chi dao"),
    (r"cvd", "cuoc van dong"),
    (r"btv", "ban thuong vu"),
    (r"bch", "ban chap hanh"),
    (r"ttr?(?= (?:huyen|tinh|thi|thanh|quan) uy)", "thuong truc"),
    (r"btc(?= ?(?:hu|tu))", "ban to chuc "),
    (r"vp(?= ?(?:hu|tu))", "van phong "),
    (r"ubkt(?= ?(?:hu|tu)\b|\b)", "uy ban kiem tra "),
    (r"bdv(?= ?(?:hu|tu)\b|\b)", "ban dan van "),
    (r"btg(?= ?(?:hu|tu)\b|\b)", "ban tuyen giao "),
    (rf"({_OF_PARTY}) +hu", r"\1 huyen uy"),
    (rf"({_OF_PARTY}) +tu", r"\1 tinh uy"),
    (r"ubnd", "uy ban nhan dan"),
    (r"hdnd", "hoi dong nhan dan"),
    (r"(?:cac )?doan the(?: chinh tri xa hoi| ct ?xh)?", "cac to chuc chinh tri xa hoi"),
    (r"ct ?xh", "chinh tri xa hoi"),
    (r"cac cac", "cac"),
    (r"h?lhpn", "lien hiep phu nu"),
    (r"ldld", "lien doan lao dong"),
    (r"ccb", "cuu chien binh"),
    (r"hnd", "hoi nong dan"),
    (r"(?:tncs|thanh nien cong san) (?:hcm|ho chi minh)|tncshcm", "thanh nien"),
    (r"nn ?ptnt", "nong nghiep phat trien nong thon"),
    (r"ptnt", "phat trien nong thon"),
    (r"tn ?mt", "tai nguyen moi truong"),
    (r"ld ?tb ?xh", "lao dong thuong binh xa hoi"),
    (r"tb ?xh", "thuong binh xa hoi"),
    (r"vh ?tt", "van hoa thong tin"),
    (r"gdnn", "giao duc nghe nghiep"),
    (r"gdtx", "giao duc thuong xuyen"),
    (r"gd ?dt", "giao duc dao tao"),
    (r"tc ?kh", "tai chinh ke hoach"),
    (r"qlda", "quan ly du an"),
    (r"chqs", "chi huy quan su"),
    (r"dtts", "dan toc thieu so"),
    (r"duoc (?:phan cong thuc hien|phan cong|giao thuc hien|giao nhiem vu|giao)", "duoc giao"),
    (r"cap xa", "cac xa"),
    (r"cap (?=huyen|tinh)", ""),
    (r"viet nam", ""),
    (r"va", ""),
)
_RULES = tuple((re.compile(rf"\b(?:{pattern})(?:\b|(?=hu\b)|(?=tu\b))"), words) for pattern, words in _WRITTEN_OUT)
_QUOTED = re.compile(r"[“\"«][^”\"»]*[”\"»]")


@lru_cache(maxsize=20_000)  # the same names come with every document
def canonical(printed: str) -> str:
    """Return a printed name in its plain form; what stands in quotation marks (the title of a campaign) is left out."""
    plain = fold(_QUOTED.sub(" ", printed)) or fold(printed)
    for pattern, words in _RULES:
        plain = pattern.sub(words, plain)
    return " ".join(plain.split())


def distance(one: str, other: str, *, most: int) -> int:
    """Return how many letters must be changed, added or dropped to make one the other; `most` + 1 where it is more.

    Digits are never forgiven: `thôn 1` is not `thôn 2`.
    """
    if abs(len(one) - len(other)) > most or _digits(one) != _digits(other):
        return most + 1
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, start=1):
        before, row[0] = row[0], index
        for column, wanted in enumerate(other, start=1):
            before, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, before + (letter != wanted)),
            )
        if min(row) > most:
            return most + 1
    return row[-1]


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)
