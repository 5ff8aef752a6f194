"""Who issues the document: the lines in capitals of a head, joined into the names of bodies.

Rules: Nghị định 30/2020/NĐ-CP (I.II.2) and Hướng dẫn 05-HD/VPTW (the lines of box 2 by issuer). A name may take several
lines; a class of body and the place behind it are one name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vanban.lines import tidy, without_closing
from vanban.model import Confidence, Item, Span
from vanban.vocabulary import plain

_NOT_ISSUER = re.compile(r"(?:van\s+ban|ban\s+sao|cong\s+bao|sao\s+y|ban\s+chinh|dang\s+ky|hoi\s+dap)\b")


@dataclass(slots=True)
class Cell:
    """A piece of a line of the head: what it prints and where; `line` is the number of its line."""

    text: str
    start: int
    line: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))


_BEGINS = re.compile(
    r"(?:uy ban|ubnd|hdnd|ubmttq|hoi dong|bo|so|ban|cuc|chi cuc|tong cuc|vu|phong"
    r"|van phong|thanh tra|kiem toan|trung tam"
    r"|truong|dai hoc|hoc vien|vien|benh vien|cong ty|tong cong ty|tap doan|ngan hang|kho bac|bao hiem|cong an|quan khu"
    r"|toa an|tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|dang bo|chi bo|dang doan|mat tran|hoi|doan|lien doan"
    r"|lien minh|hiep hoi|tieu ban|chinh phu|quoc hoi|thu tuong|chu tich|dai hoi|to|thuong truc|co quan|dai|bao|bcd|btv"
    r"|trung uong doan|xa|phuong|kiem lam|hat|doi|nha xuat ban|nong nghiep|tinh doan|huyen doan)\b"
)
#: Names that are not whole without what follows on the next line.
_UNFINISHED = re.compile(
    r"(?:uy ban(?: nhan dan)?|ubnd|hdnd|hoi dong(?: nhan dan)?|ban chap hanh"
    r"|ban chi dao|ban quan ly|ban quan ly du an|chu tich"
    r"|uy ban mat tran|uy ban (?:trung uong|tw|mttq)|uy ban (?:mat tran to quoc"
    r"|mttq)(?: viet nam)?|uy ban kiem tra|bo chi huy"
    r"|ban thuong truc uy ban|bo|so|ban|hoi|doan|doan dai bieu quoc hoi"
    r"|hoi lien hiep|bo tu lenh"
    r"|dang uy|dang bo|van phong|cong an|truong|trung tam|thanh tra|dang uy cac co quan|doan tncs ho chi minh)"
)
_PLACED = re.compile(
    r"(?:tinh(?! uy| doan)|thanh pho|tp\.?|huyen(?! uy| doan)|quan(?! uy| khu"
    r"| doan| chung)|thi xa|tx\.?|thi tran|dac khu"
    r"|viet nam|va|trung uong(?! doan| hoi)|cac|ho chi minh|khu|lan)\b|[-–]"
    r"|(?:xa|phuong)\s"
)


def name_issuers(uppers: list[Cell]) -> tuple[Item[str] | None, Item[str] | None]:
    """Join the lines in capitals into names and return parent and issuer: of two bodies above one another the upper
    is the parent, a single one is the issuer."""
    bodies: list[list[Cell]] = []
    for cell in uppers:
        folded = plain(cell.text).strip(" *:")
        if not any(letter.isalpha() for letter in folded) or _NOT_ISSUER.match(folded):
            continue
        if bodies and not _begins_issuer(folded, plain(bodies[-1][-1].text).strip(" *"), bodies[-1]):
            bodies[-1].append(cell)
        else:
            bodies.append([cell])
    parent = _issuer(bodies[-2]) if len(bodies) > 1 else None
    return parent, _issuer(bodies[-1]) if bodies else None


def _begins_issuer(folded: str, above: str, body: list[Cell]) -> bool:
    whole = plain(" ".join(cell.text for cell in body)).strip(" *")
    if above.endswith((" va", "-", "–", ",", " cua", " trung uong hoi")) or folded.startswith(("va ", "- ", "– ")):
        return False
    if _UNFINISHED.fullmatch(whole):
        # A whole class of bodies stands alone (ĐẢNG BỘ ...), but a bare UỶ BAN NHÂN DÂN wants its place.
        return False
    return _BEGINS.match(folded) is not None and _PLACED.match(folded) is None


def _issuer(cells: list[Cell]) -> Item[str]:
    value = without_closing(tidy(" ".join(cell.text for cell in cells))).strip("- ")
    return Item(value, Span(cells[0].start, cells[-1].span.end), Confidence.SURE, "in capitals above the number")
