"""What a printed phrase says about the bodies that it means: their kind, their level, their place, their class.

Works on plain forms (`names.canonical`). Lists of words only; no body has its name here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nhipcau.organisations.models import ClassKind, Level, OrganisationKind

K = OrganisationKind

# `các cơ quan, đơn vị` without more: all whom the paper addresses, or those of the heading.
GENERIC = re.compile(
    r"^cac (?:co quan|don vi|dia phuong|cap|nganh|to chuc)"
    r"(?: (?:co quan|don vi|dia phuong|cap|cac cap|nganh|cac nganh|ban nganh|to chuc))*(?: (?:co )?lien quan)?$"
)
_COMMUNES = re.compile(r"\b(?:cac|tung|moi) (?:xa|phuong|thi tran|dac khu)(?: (?:xa|phuong|thi tran|dac khu))*\b")
_DISTRICTS = re.compile(
    r"\bcac (?:quan |huyen |thi (?:xa )?|thanh (?:pho )?)+(?=uy\b|truc thuoc|$)|\bcac (?:quan|huyen)\b"
)
_PROVINCES = re.compile(r"\bcac tinh(?: thanh (?:pho|uy)(?: truc thuoc trung uong)?)?|\bcac tinh thanh\b")
_HEADS_OF_BODIES = re.compile(r"^(?:thu truong|nguoi dung dau|lanh dao) (?=cac\b)")
_PLURAL = re.compile(r"^cac (?=dang uy|cap uy|uy ban nhan dan|ban chi dao|mat tran|dang bo)")
_ALL_LEVELS = re.compile(r"\s*\b(?:o )?cac cap\b(?! uy)")
_ONE_COMMUNE = re.compile(r"\b(?:xa|phuong|thi tran|dac khu) (?!hoi\b)(?=\w)")

_CLASSES = (
    (re.compile(r"\bthon xen ghep\b(?: dong bao)?(?: dan toc thieu so)?"), ClassKind.HAS_MIXED_VILLAGE),
    (re.compile(r"\bxa thuan\b(?: dong bao)?(?: dan toc thieu so)?"), ClassKind.PURE),
    (re.compile(r"\bkhu vuc (?:iii|3)\b"), ClassKind.REGION_3),
    (re.compile(r"\bkhu vuc (?:ii|2)\b"), ClassKind.REGION_2),
    (re.compile(r"\bkhu vuc (?:i|1)\b"), ClassKind.REGION_1),
)

# What a name begins with tells its kind.
_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("thuong truc ban chi dao", (K.STEERING_COMMITTEE,)),
    ("co quan thuong truc", ()),
    ("truong ban chi dao", (K.STEERING_COMMITTEE,)),
    ("ban chi dao", (K.STEERING_COMMITTEE,)),
    ("thuong truc hoi dong nhan dan", (K.COUNCIL,)),
    ("hoi dong nhan dan", (K.COUNCIL,)),
    ("chu tich uy ban nhan dan", (K.PEOPLES_COMMITTEE,)),
    ("lanh dao uy ban nhan dan", (K.PEOPLES_COMMITTEE,)),
    ("uy ban nhan dan", (K.PEOPLES_COMMITTEE,)),
    ("ban thuong truc mat tran", (K.FRONT,)),
    ("mat tran", (K.FRONT,)),
    ("ban thuong vu", (K.PARTY_STANDING, K.PARTY_COMMITTEE)),
    ("thuong truc dang uy", (K.PARTY_STANDING, K.PARTY_COMMITTEE)),
    ("thuong truc huyen uy", (K.PARTY_STANDING, K.PARTY_COMMITTEE)),
    ("thuong truc tinh uy", (K.PARTY_STANDING, K.PARTY_COMMITTEE)),
    ("dang doan", (K.PARTY_DELEGATION,)),
    ("ban can su dang", (K.PARTY_DELEGATION,)),
    ("dang uy", (K.PARTY_COMMITTEE, K.PARTY_BASE)),
    ("dang bo", (K.PARTY_COMMITTEE, K.PARTY_BASE)),
    ("cap uy", (K.PARTY_COMMITTEE,)),
    ("huyen uy", (K.PARTY_COMMITTEE,)),
    ("tinh uy", (K.PARTY_COMMITTEE,)),
    ("thanh uy", (K.PARTY_COMMITTEE,)),
    ("thi uy", (K.PARTY_COMMITTEE,)),
    ("chi bo", (K.PARTY_CELL,)),
    ("ban dan van", (K.PARTY_ADVISORY,)),
    ("ban tuyen giao", (K.PARTY_ADVISORY,)),
    ("ban to chuc", (K.PARTY_ADVISORY,)),
    ("uy ban kiem tra", (K.PARTY_ADVISORY,)),
    ("phong", (K.AGENCY,)),
    ("so", (K.AGENCY,)),
    ("cong an", (K.ARMED_FORCE,)),
    ("ban chi huy quan su", (K.ARMED_FORCE,)),
)  # fmt: skip

# Groups of several bodies of a level, without naming places.
_GROUPS: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    (r"(?:cac )?to chuc chinh tri xa hoi", (K.POLITICAL_SOCIAL,), False),
    (r"(?:cac )?(?:to chuc )?hoi quan chung|cac hoi dac thu", (K.ASSOCIATION,), False),
    (r"(?:cac )?(?:to chuc co so dang|chi dang bo truc thuoc|dang bo chi bo truc thuoc)", (K.PARTY_BASE,), False),
    (r"cac (?:co quan|phong|don vi)(?: (?:don vi|ban|phong ban))* (?:thuoc|truc thuoc) uy ban nhan dan",
     (K.AGENCY, K.PUBLIC_UNIT), True),
    (r"cac (?:co quan|phong ban) chuyen mon(?: (?:thuoc|truc thuoc) uy ban nhan dan)?", (K.AGENCY,), False),
    (r"cac so ban nganh", (K.AGENCY,), False),
    (r"cac (?:co quan |phong )?(?:don vi )?ban nganh", (K.AGENCY,), False),
    (r"cac phong ban(?: don vi)?", (K.AGENCY, K.PUBLIC_UNIT), False),
    (r"cac (?:phong|so)", (K.AGENCY,), False),
    (r"cac don vi su nghiep", (K.PUBLIC_UNIT,), False),
    (r"cac ban(?: xay dung)?(?: dang)?(?: cua)?(?= (?:huyen|tinh|thi|thanh) uy)|cac ban xay dung dang|cac ban dang",
     (K.PARTY_ADVISORY,), False),
    (r"cac co quan tham muu giup viec", (K.PARTY_ADVISORY,), False),
    (r"cac truong", (K.SCHOOL,), False),
    (r"cac doanh nghiep", (K.ENTERPRISE,), False),
)  # fmt: skip
_GROUP_PATTERNS = tuple((re.compile(rf"^(?:{text})\b"), kinds, under) for text, kinds, under in _GROUPS)
_LEVEL_WORDS = (
    (re.compile(r"\b(?:huyen uy|huyen|thi uy|thi xa|thanh uy|quan uy)\b"), Level.DISTRICT),
    (re.compile(r"\b(?:tinh uy|tinh)\b"), Level.PROVINCE),
    (re.compile(r"\b(?:trung uong|chinh phu|quoc hoi)\b"), Level.NATION),
    (re.compile(r"\b(?:xa(?! hoi)|phuong|thi tran)\b"), Level.COMMUNE),
)
_FILLERS = frozenset({
    "cac", "cua", "tai", "thuoc", "truc", "o", "huyen", "tinh", "uy", "xa", "phuong", "thi", "tran", "thanh",
    "pho", "quan", "co", "cho", "cap", "ban", "dia", "viec", "don", "vi",
})  # fmt: skip


@dataclass(frozen=True)
class Phrase:
    """A printed name taken apart. `words` are those that tell it from others of its kind."""

    plain: str
    kinds: tuple[str, ...] = ()
    level: str = ""
    is_plural: bool = False
    class_kind: str = ""
    is_under_committee: bool = False  # belongs to the People's Committee of that level
    qualifier: str = ""  # `được giao kết nghĩa`: who is meant stands in another document
    words: tuple[str, ...] = ()
    is_generic: bool = False
    all_levels: bool = False
    has_place: bool = False


def take_apart(plain: str) -> Phrase:
    """Return what a printed name in plain form says about the bodies that it means."""
    plain = _HEADS_OF_BODIES.sub("", plain)
    if GENERIC.match(plain):
        return Phrase(plain, is_plural=True, is_generic=True)
    qualifier = ""
    if " duoc giao" in plain:
        plain, _giao, qualifier = plain.partition(" duoc giao")
        qualifier = ("duoc giao" + qualifier).strip()
    all_levels = bool(_ALL_LEVELS.search(plain)) or plain == "cac cap uy"
    plain = _ALL_LEVELS.sub("", plain)
    class_kind, rest = _class_of(plain)
    group = _group_of(rest, class_kind, qualifier, all_levels)
    return group or _head_of(rest, class_kind, qualifier, all_levels)


def _class_of(plain: str) -> tuple[str, str]:
    for pattern, kind in _CLASSES:
        if found := pattern.search(plain):
            rest = plain[: found.start()].removesuffix("co ").strip()
            if kind == ClassKind.PURE:
                rest = f"{rest} xa".strip()
            return kind, rest
    return "", plain


def _group_of(plain: str, class_kind: str, qualifier: str, all_levels: bool) -> Phrase | None:
    for pattern, kinds, under in _GROUP_PATTERNS:
        found = pattern.match(plain)
        if not found:
            continue
        rest = plain[found.end() :].strip()
        more = tuple(kinds)
        if "to chuc chinh tri xa hoi" in rest and K.POLITICAL_SOCIAL not in more:
            more += (K.POLITICAL_SOCIAL,)
        if "hoi quan chung" in rest and K.ASSOCIATION not in more:
            more += (K.ASSOCIATION,)
        return Phrase(
            plain, more, "" if all_levels else _level_of(rest, plural=True), True, class_kind, under, qualifier,
            all_levels=all_levels, has_place=bool(rest),
        )  # fmt: skip
    return None


def _head_of(plain: str, class_kind: str, qualifier: str, all_levels: bool) -> Phrase:
    single = re.sub(
        r"^(?:cac|thu truong cac) (?=dang uy|cap uy|uy ban nhan dan|ban chi dao|mat tran|dang bo)", "", plain
    )
    head, kinds = next(((head, kinds) for head, kinds in _HEADS if re.match(rf"{head}\b", single)), ("", ()))
    rest = single[len(head) :].strip()
    level, is_plural, has_place = "", single != plain, False
    for pattern, its_level in (
        (_COMMUNES, Level.COMMUNE),
        (_DISTRICTS, Level.DISTRICT),
        (_PROVINCES, Level.PROVINCE),
    ):
        if found := pattern.search(rest if head else single):
            level, is_plural, has_place = its_level, True, True
            if not head and re.search(r"\buy\b", single[found.end() :][:4]):
                kinds = (K.PARTY_COMMITTEE,)
            rest = (rest if head else single).replace(found.group(), " ")
            break
    else:
        level = _level_of(single, plural=False)
        has_place = bool(level)
        if class_kind and re.search(r"\b(?:xa|thi tran|phuong)\b", rest):
            level, is_plural = Level.COMMUNE, True
    words = tuple(word for word in rest.split() if word not in _FILLERS)
    return Phrase(
        plain, tuple(kinds), "" if all_levels else level, is_plural, class_kind, False, qualifier, words,
        all_levels=all_levels, has_place=has_place,
    )  # fmt: skip


def _level_of(text: str, *, plural: bool) -> str:
    if not plural and _ONE_COMMUNE.search(text):
        return Level.COMMUNE
    return next((level for pattern, level in _LEVEL_WORDS if pattern.search(text)), "")
