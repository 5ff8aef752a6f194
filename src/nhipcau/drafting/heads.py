"""What a body's name says about its head and its signing block, where the rules tie them to the kind of body.

Sources: HD 05-HD/VPTW, box 2 (p. 2–6) and signing (p. 13–23); NĐ 30/2020/NĐ-CP I.II.2 and I.II.7; titles of State
offices by practice. Pure: names in, values out.
"""

from __future__ import annotations

from nhipcau.drafting.content import Signer, SigningForm
from nhipcau.text import fold

_BEHALF, _DIRECT = SigningForm.ON_BEHALF, SigningForm.DIRECT

# How a name begins (folded), then the authority and the title of the head. The first that fits counts.
_SIGNERS = (
    ("uy ban kiem tra", Signer("Ủy ban Kiểm tra", ("Chủ nhiệm",), None, _BEHALF)),
    ("chi bo", Signer("Chi bộ", ("Bí thư",), None, _BEHALF)),
    ("ban can su dang", Signer("Ban Cán sự đảng", ("Bí thư",), None, _BEHALF)),
    ("dang doan", Signer("Đảng đoàn", ("Bí thư",), None, _BEHALF)),
    ("doan thanh nien", Signer("Ban Thường vụ", ("Bí thư",), None, _BEHALF)),
    ("cong doan co so", Signer("Ban Chấp hành", ("Chủ tịch",), None, _BEHALF)),
    ("van phong", Signer(None, ("Chánh Văn phòng",), None, _DIRECT)),
    ("khoi dan van", Signer(None, ("Trưởng Khối",), None, _DIRECT)),
    ("thanh tra", Signer(None, ("Chánh Thanh tra",), None, _DIRECT)),
    ("so", Signer(None, ("Giám đốc",), None, _DIRECT)),
    ("ban quan ly", Signer(None, ("Giám đốc",), None, _DIRECT)),
    ("ban chi huy", Signer(None, ("Chỉ huy trưởng",), None, _DIRECT)),
    ("bo chi huy", Signer(None, ("Chỉ huy trưởng",), None, _DIRECT)),
    ("ban dan toc", Signer(None, ("Trưởng ban",), None, _DIRECT)),
    ("cong an tinh", Signer(None, ("Giám đốc",), None, _DIRECT)),
    ("cong an", Signer(None, ("Trưởng Công an",), None, _DIRECT)),
    ("trung tam", Signer(None, ("Giám đốc",), None, _DIRECT)),
    ("truong", Signer(None, ("Hiệu trưởng",), None, _DIRECT)),
    ("lien minh", Signer(None, ("Chủ tịch",), None, _DIRECT)),
)

# A committee's first words (folded) and the level of its area.
_LEVELS = (("tinh uy", "tỉnh"), ("thanh uy", "thành phố"), ("huyen uy", "huyện"), ("thi uy", "thị xã"))
_OVER_AN_AREA = ("uy ban nhan dan", "hoi dong nhan dan", "dang uy", "dang bo")


def signer_by_name(name: str) -> Signer | None:
    """Return how the head of a body of this name signs, None where the name does not tell."""
    folded = fold(name)
    return next((signer for start, signer in _SIGNERS if folded == start or folded.startswith(f"{start} ")), None)


def area_of(name: str) -> str | None:
    """Return the area over which a committee of this name stands: `Huyện ủy A` → `huyện A`, `Đảng ủy xã B` → `xã B`."""
    folded, words = fold(name), name.split()
    for start, level in _LEVELS:
        if folded.startswith(f"{start} "):
            return f"{level} {' '.join(words[2:])}"
    for start in _OVER_AN_AREA:
        if folded.startswith(f"{start} "):
            return " ".join(words[len(start.split()) :])
    return None


def party_branch(committee: str) -> str:
    """Return the đảng bộ of a committee, which stands over the committees below it: `Đảng bộ huyện A` (p. 3–4)."""
    area = area_of(committee)
    return f"Đảng bộ {area}" if area else committee


def without_area(name: str, committee: str) -> str:
    """Return a body's name without the area that the line above it names already: `Phòng Nội vụ`.

    A name of which too little would be left (`Thanh tra huyện`) keeps the level.
    """
    area = area_of(committee)
    if area is None or not name.casefold().endswith(f" {area}".casefold()):
        return name
    bare = name[: -len(area)].rstrip()
    return bare if len(bare.split()) > 2 or fold(bare) in ("van phong", "ban dan van") else f"{bare} {area.split()[0]}"
