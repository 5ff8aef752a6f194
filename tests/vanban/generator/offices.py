"""Who writes: invented offices of the State, the Party, the Front and the mass organisations, with all their words.

An `Office` knows its head, its symbol, how the text calls it, whom it may charge, to whom it writes, who signs. Forms
follow Nghị định 30/2020/NĐ-CP and Hướng dẫn 36-HD/VPTW and 05-HD/VPTW.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.vanban.generator.words import FIELDS, capital, place

STATE, PARTY, FRONT, MASS = "state", "party", "front", "mass"


@dataclass(frozen=True)
class Office:
    """An issuing office. `lines` are its head lines, `parent` those of the body above it in the head."""

    system: str
    parent: tuple[str, ...]
    lines: tuple[str, ...]
    symbol: str
    letter_tail: str
    name: str
    place: str
    superior: str
    level: str
    singles: tuple[str, ...]
    groups: tuple[str, ...]
    addressees: tuple[str, ...]
    distribution: tuple[str, ...]
    archives: tuple[str, ...]
    signers: tuple[tuple[str | None, str], ...]
    cited: tuple[tuple[str, str, str], ...]
    right_title: str = ""

    @property
    def has_dash_number(self) -> bool:
        """Whether its numbers are written as the Party does: `12-KH/HU`."""
        return self.system == PARTY or self.right_title.startswith("ĐOÀN")


def office(rng: random.Random, system: str) -> Office:
    """Return an invented office of that system."""
    return {STATE: _state, PARTY: _party, FRONT: _front, MASS: _mass}[system](rng)


# --- State ---------------------------------------------------------------------------------------------------------

_STATE_CITED = (
    ("Quyết định", "{n}/QĐ-TTg", "Thủ tướng Chính phủ"),
    ("Nghị định", "{n}/{y}/NĐ-CP", "Chính phủ"),
    ("Chỉ thị", "{n}/CT-TTg", "Thủ tướng Chính phủ"),
    ("Thông tư", "{n}/{y}/TT-BNV", "Bộ trưởng Bộ Nội vụ"),
    ("Công văn", "{n}/BNV-TCBC", "Bộ Nội vụ"),
    ("Kế hoạch", "{n}/KH-UBND", "Ủy ban nhân dân tỉnh"),
    ("Quyết định", "{n}/QĐ-UBND", "Chủ tịch Ủy ban nhân dân tỉnh"),
    ("Nghị quyết", "{n}/NQ-HĐND", "Hội đồng nhân dân tỉnh"),
    ("Nghị quyết", "{n}/NQ-CP", "Chính phủ"),
    ("Thông báo", "{n}/TB-VPCP", "Văn phòng Chính phủ"),
    ("Văn bản", "{n}/UBND-KGVX", "UBND tỉnh"),
    ("Luật", "{n}/{y}/QH15", "Quốc hội"),
)


def _state(rng: random.Random) -> Office:
    return rng.choice([_province, _province, _department, _department, _ministry, _district, _commune, _government])(
        rng
    )


def _letters(rng: random.Random) -> str:
    return rng.choice(["KGVX", "TH", "NC", "KT", "KTTH", "XD", "VP", "TTHC", "NNMT"])


def _province(rng: random.Random) -> Office:
    where = place(rng)
    unit = rng.choice(["tỉnh", "tỉnh", "thành phố"])
    return Office(
        STATE, (), ("ỦY BAN NHÂN DÂN", f"{unit.upper()} {where.upper()}"), "UBND", f"UBND-{_letters(rng)}",
        rng.choice([f"Ủy ban nhân dân {unit}", f"UBND {unit}", f"Chủ tịch Ủy ban nhân dân {unit}"]), where,
        rng.choice(["Thủ tướng Chính phủ", "Chính phủ", "Thường trực Tỉnh ủy"]), unit,
        _province_singles(rng, unit), _province_groups(unit),
        (f"Các sở, ban, ngành {unit}", f"Công an {unit}", "Ủy ban nhân dân các xã, phường",
        f"Các hội, đoàn thể {unit}"),
        ("Thường trực Tỉnh ủy (b/c)", f"CT, PCT UBND {unit}", "VPUB: CVP, PCVP", f"Cổng TTĐT {unit}",
         f"Các Sở: {_field(rng)}, {_field(rng)}", f"Đoàn ĐBQH {unit}", "Văn phòng Chính phủ"),
        ("Lưu: VT, TH", "Lưu: VT, KGVX", "Lưu: VT, NC (2b)", "Lưu VT"),
        (("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), (None, "CHỦ TỊCH"),
         ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
         ("TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")),
        _STATE_CITED,
    )  # fmt: skip


def _field(rng: random.Random) -> str:
    return rng.choice([name for name, _letters in FIELDS if "," not in name and " và " not in name])


def _province_singles(rng: random.Random, unit: str) -> tuple[str, ...]:
    fields = rng.sample([name for name, _letters in FIELDS], 5)
    return (
        *(f"Sở {name}" for name in fields), f"Công an {unit}", f"Thanh tra {unit}", f"Bộ Chỉ huy Quân sự {unit}",
        f"Văn phòng Ủy ban nhân dân {unit}", f"Bảo hiểm xã hội {unit}", f"Ủy ban nhân dân xã {place(rng)}",
        f"Ủy ban nhân dân huyện {place(rng)}", f"Trường Chính trị {unit}", f"Ban Quản lý Khu kinh tế {unit}",
        f"Công ty Điện lực {place(rng)}",
    )  # fmt: skip


def _province_groups(unit: str) -> tuple[str, ...]:
    return (
        f"các sở, ban, ngành {unit}", "các cơ quan, đơn vị liên quan", "Ủy ban nhân dân các xã, phường",
        "Ủy ban nhân dân cấp xã", "các sở, ngành có liên quan", f"Thủ trưởng các sở, ban, ngành {unit}",
        "Chủ tịch Ủy ban nhân dân các xã, phường", "các đơn vị sự nghiệp công lập trực thuộc",
    )  # fmt: skip


def _department(rng: random.Random) -> Office:
    where = place(rng)
    name, letters = rng.choice(FIELDS)
    parent = rng.choice([(f"UBND TỈNH {where.upper()}",), ("ỦY BAN NHÂN DÂN", f"TỈNH {where.upper()}")])
    return Office(
        STATE, parent, (f"SỞ {name.upper()}",), f"S{letters}",
        f"S{letters}-{rng.choice(['VP', 'TTr', 'QLNS', 'KHTC', 'NV'])}", f"Sở {name}", where, "Ủy ban nhân dân tỉnh",
        "tỉnh",
        ("Văn phòng Sở", "Thanh tra Sở",
        f"Chi cục {rng.choice(['Kiểm lâm', 'Thủy lợi', 'Dân số', 'Phát triển đô thị'])}",
         f"Trung tâm {rng.choice(['Kiểm định', 'Văn hóa', 'Dịch vụ việc làm', 'Khuyến nông'])} tỉnh",
         f"Ủy ban nhân dân xã {place(rng)}", "Phòng Kế hoạch - Tài chính", f"Bệnh viện Đa khoa {place(rng)}"),
        ("các phòng, đơn vị thuộc Sở", "Ủy ban nhân dân các xã, phường", "các đơn vị trực thuộc Sở",
         "các cơ quan, đơn vị liên quan", "các trường trung học phổ thông"),
        ("Ủy ban nhân dân các xã, phường", "Các phòng, đơn vị thuộc Sở", "Các trường trung học phổ thông",
         "Bảo hiểm xã hội tỉnh"),
        ("UBND tỉnh (b/c)", "Giám đốc, các PGĐ Sở", "Website Sở", "Phòng KHTC (theo dõi)", "Các phòng thuộc Sở"),
        ("Lưu: VT, VP", "Lưu: VT, QLNS", "Lưu VT, TTr"),
        (("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), (None, "GIÁM ĐỐC"), ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"),
         ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔNG HỢP")),
        _STATE_CITED,
    )  # fmt: skip


def _ministry(rng: random.Random) -> Office:
    name, letters = rng.choice(FIELDS)
    return Office(
        STATE, (), (f"BỘ {name.upper()}",), f"B{letters}", f"B{letters}-{rng.choice(['VP', 'TCBC', 'KHTC', 'PC'])}",
        f"Bộ {name}", "Hà Nội", "Thủ tướng Chính phủ", "Trung ương",
        ("Văn phòng Bộ", "Vụ Pháp chế", f"Cục {rng.choice(['Quản lý tài nguyên', 'Chuyển đổi số'])}",
         "Thanh tra Bộ", f"Viện Nghiên cứu {_field(rng)}"),
        ("Ủy ban nhân dân các tỉnh, thành phố", "các đơn vị thuộc Bộ", "các Bộ, cơ quan liên quan",
         f"Sở {name} các tỉnh, thành phố"),
        ("Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương", "Các bộ, cơ quan ngang bộ",
         "Các đơn vị thuộc Bộ"),
        ("Thủ tướng Chính phủ (để báo cáo)", "Bộ trưởng (để báo cáo)", "Văn phòng Chính phủ", "Các Thứ trưởng",
         "Cổng TTĐT Bộ"),
        ("Lưu: VT, VP(TH)", "Lưu: VT, PC, TCBC"),
        (("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"), (None, "BỘ TRƯỞNG"), ("TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG"),
         ("TL. BỘ TRƯỞNG", "VỤ TRƯỞNG VỤ PHÁP CHẾ")),
        _STATE_CITED,
    )  # fmt: skip


def _district(rng: random.Random) -> Office:
    where = place(rng)
    if rng.random() < 0.6:
        parent, lines, symbol, name = (), ("ỦY BAN NHÂN DÂN", f"HUYỆN {where.upper()}"), "UBND", "Ủy ban nhân dân huyện"
        signers = (("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), (None, "CHỦ TỊCH"))
        superior = "Ủy ban nhân dân tỉnh"
    else:
        name, symbol = rng.choice([("Phòng Dân tộc", "PDT"), ("Phòng Nội vụ", "PNV"), ("Phòng Y tế", "PYT")])
        parent, lines, superior = (f"UBND HUYỆN {where.upper()}",), (name.upper(),), "Ủy ban nhân dân huyện"
        signers = ((None, "TRƯỞNG PHÒNG"), ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"))
    return Office(
        STATE, parent, lines, symbol, f"{symbol}-{_letters(rng)}", name, where, superior, "huyện",
        ("Phòng Nội vụ", "Phòng Tài chính - Kế hoạch", "Công an huyện", "Văn phòng HĐND và UBND huyện",
         "Trung tâm Văn hóa, Thể thao và Truyền thông huyện", f"Ủy ban nhân dân xã {place(rng)}", "Hạt Kiểm lâm huyện",
         "Ban Chỉ huy Quân sự huyện"),
        ("các phòng, ban chuyên môn thuộc huyện", "Ủy ban nhân dân các xã, thị trấn", "các cơ quan, đơn vị liên quan",
         "các phòng, ban, ngành huyện"),
        ("Các phòng, ban, ngành huyện", "Ủy ban nhân dân các xã, thị trấn", "Các trường học trên địa bàn huyện"),
        ("TT Huyện ủy (b/c)", "TT HĐND huyện", "CT, các PCT UBND huyện", "Trang TTĐT huyện"),
        ("Lưu: VT", "Lưu: VT, NV", "Lưu VT"), signers, _STATE_CITED,
    )  # fmt: skip


def _commune(rng: random.Random) -> Office:
    where = place(rng)
    kind = rng.choice(["xã", "phường", "thị trấn"])
    parent = () if rng.random() < 0.6 else (f"UBND HUYỆN {place(rng).upper()}",)
    lines = (
        ("ỦY BAN NHÂN DÂN", f"{kind.upper()} {where.upper()}")
        if not parent
        else (f"UBND {kind.upper()} {where.upper()}",)
    )
    return Office(
        STATE, parent, lines, "UBND", "UBND", f"Ủy ban nhân dân {kind}", where, "Ủy ban nhân dân tỉnh", kind,
        (f"Công an {kind}", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", f"Trạm Y tế {kind}",
        f"Văn phòng HĐND và UBND {kind}",
         f"Trường Tiểu học {place(rng)}", f"Ban Chỉ huy Quân sự {kind}"),
        ("các thôn, tổ dân phố", f"các ban, ngành, đoàn thể {kind}", "các trường học trên địa bàn",
         "các cơ quan, đơn vị liên quan"),
        (f"Các ban, ngành, đoàn thể {kind}", "Các thôn trên địa bàn", "Các trường học"),
        (f"TT Đảng ủy {kind} (b/c)", f"TT HĐND {kind}", f"CT, PCT UBND {kind}"), ("Lưu: VT", "Lưu VT"),
        (("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")), _STATE_CITED,
    )  # fmt: skip


def _government(rng: random.Random) -> Office:
    is_office = rng.random() < 0.6
    fields = rng.sample([name for name, _letters in FIELDS], 4)
    return Office(
        STATE, (), ("VĂN PHÒNG CHÍNH PHỦ",) if is_office else ("THỦ TƯỚNG CHÍNH PHỦ",), "VPCP" if is_office else "TTg",
        f"VPCP-{_letters(rng)}" if is_office else f"TTg-{_letters(rng)}", "Thủ tướng Chính phủ", "Hà Nội",
        "Thủ tướng Chính phủ", "Trung ương", (*(f"Bộ {name}" for name in fields), "Thanh tra Chính phủ",
        "Văn phòng Chính phủ"),
        ("các Bộ, cơ quan liên quan", "Ủy ban nhân dân các tỉnh, thành phố", "các bộ, ngành, địa phương liên quan"),
        ("Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
        "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"),
        ("Thủ tướng, các Phó Thủ tướng (để b/c)", "Văn phòng Trung ương Đảng", "VPCP: BTCN, các PCN, Trợ lý TTg"),
        ("Lưu: VT, KGVX (2b)", "Lưu: VT, NN"),
        ((("KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM"), (None, "BỘ TRƯỞNG, CHỦ NHIỆM")) if is_office
         else ((None, "THỦ TƯỚNG"), ("KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG"))), _STATE_CITED,
    )  # fmt: skip


# --- Party ---------------------------------------------------------------------------------------------------------

_PARTY_CITED = (
    ("Chỉ thị", "{n}-CT/TW", "Ban Bí thư"),
    ("Nghị quyết", "{n}-NQ/TW", "Bộ Chính trị"),
    ("Quy định", "{n}-QĐ/TW", "Ban Chấp hành Trung ương"),
    ("Hướng dẫn", "{n}-HD/BTCTW", "Ban Tổ chức Trung ương"),
    ("Kế hoạch", "{n}-KH/TU", "Ban Thường vụ Tỉnh ủy"),
    ("Chỉ thị", "{n}-CT/TU", "Ban Thường vụ Tỉnh ủy"),
    ("Công văn", "{n}-CV/BDVTU", "Ban Dân vận Tỉnh ủy"),
    ("Kết luận", "{n}-KL/TU", "Ban Thường vụ Tỉnh ủy"),
    ("Thông tri", "{n}-TT/TU", "Ban Thường vụ Tỉnh ủy"),
    ("Kế hoạch", "{n}-KH/HU", "Ban Thường vụ Huyện ủy"),
    ("Công văn", "{n}/UBND-KT", "UBND huyện"),
)
_PARTY_CHIEFS: tuple[tuple[str | None, str], ...] = (
    ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"), (None, "TRƯỞNG BAN"), (None, "PHÓ BÍ THƯ TT kiêm TRƯỞNG BAN"),
    ("KT. TRƯỞNG BAN", "PHÓ BAN"),
)  # fmt: skip
_PARTY_SECRETARIES: tuple[tuple[str | None, str], ...] = (
    ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"), ("T/M BAN THƯỜNG VỤ", "BÍ THƯ"), ("T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"),
    ("TM. BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC"),
)  # fmt: skip


def _party(rng: random.Random) -> Office:
    where, above = place(rng), place(rng)
    ban, letters = rng.choice(
        [
            ("Ban Dân vận", "BDV"),
            ("Ban Tổ chức", "BTC"),
            ("Ban Tuyên giáo", "BTG"),
            ("Văn phòng", "VP"),
            ("Ban Nội chính", "BNC"),
        ]
    )
    chiefs = (
        _PARTY_CHIEFS
        if ban != "Văn phòng"
        else ((None, "CHÁNH VĂN PHÒNG"), ("K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"))
    )
    level, parent, lines, symbol, name, superior, signers = rng.choice(
        [
            ("tỉnh", (), (f"TỈNH ỦY {where.upper()}",), "TU", "Ban Thường vụ Tỉnh ủy", "Ban Bí thư",
            _PARTY_SECRETARIES),
            ("tỉnh", (f"TỈNH ỦY {where.upper()}",), (ban.upper(),), f"{letters}TU", f"{ban} Tỉnh ủy",
             "Ban Thường vụ Tỉnh ủy", chiefs),
            ("huyện", (f"HUYỆN ỦY {where.upper()}",), (ban.upper(),), f"{letters}HU", f"{ban} Huyện ủy",
             "Ban Thường vụ Huyện ủy", chiefs),
            ("huyện", (f"ĐẢNG BỘ TỈNH {above.upper()}",), (f"HUYỆN ỦY {where.upper()}",), "HU",
            "Ban Thường vụ Huyện ủy",
             "Ban Thường vụ Tỉnh ủy", _PARTY_SECRETARIES),
            ("xã", (f"ĐẢNG BỘ TỈNH {above.upper()}",), (f"ĐẢNG ỦY XÃ {where.upper()}",), "ĐU", "Ban Thường vụ Đảng ủy",
             "Ban Thường vụ Tỉnh ủy", _PARTY_SECRETARIES),
            ("huyện", (f"HUYỆN ỦY {where.upper()}",), ("BAN CHỈ ĐẠO CUỘC VẬN ĐỘNG",), "BCĐ",
             "Ban Chỉ đạo Cuộc vận động huyện", "Ban Thường vụ Huyện ủy", _PARTY_CHIEFS),
            ("tỉnh", (f"TỈNH ỦY {where.upper()}",), ("ỦY BAN KIỂM TRA",), "UBKTTU", "Ủy ban Kiểm tra Tỉnh ủy",
             "Ban Thường vụ Tỉnh ủy", (("T/M ỦY BAN KIỂM TRA", "CHỦ NHIỆM"), ("TM. ỦY BAN KIỂM TRA", "PHÓ CHỦ NHIỆM"))),
        ]
    )  # fmt: skip
    own = {"tỉnh": "Tỉnh ủy", "huyện": "Huyện ủy", "xã": "Đảng ủy"}[level]
    singles = {
        "tỉnh": ("Ban Tổ chức Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy", "Ban Dân vận Tỉnh ủy", "Văn phòng Tỉnh ủy",
                 f"Huyện ủy {place(rng)}", "Đảng ủy Công an tỉnh", "Ban Cán sự đảng Ủy ban nhân dân tỉnh",
                 f"Báo {where}", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        "huyện": ("Ban Tổ chức Huyện ủy", "Ban Tuyên giáo Huyện ủy", "UBND huyện", "Ủy ban MTTQ Việt Nam huyện",
                  f"Đảng ủy xã {place(rng)}", "Phòng Dân tộc huyện", "Hội Nông dân huyện", "Huyện đoàn"),
        "xã": ("Ủy ban nhân dân xã", "Ủy ban MTTQ Việt Nam xã", f"Chi bộ thôn {place(rng)}", "Đoàn Thanh niên xã",
               "Công an xã", "Văn phòng Đảng ủy"),
    }[level]  # fmt: skip
    groups = {
        "tỉnh": ("các huyện ủy, thị ủy, thành ủy", "các đảng ủy trực thuộc Tỉnh ủy", "các cấp ủy, tổ chức đảng",
                 "các tổ chức chính trị - xã hội tỉnh", "các sở, ban, ngành tỉnh"),
        "huyện": ("các chi bộ, đảng bộ cơ sở", "các đảng ủy xã, thị trấn", "các cơ quan, ban, ngành huyện",
                  "Mặt trận Tổ quốc và các đoàn thể huyện", "Ban Chỉ đạo Cuộc vận động các xã, thị trấn"),
        "xã": ("các chi bộ trực thuộc", "các đoàn thể chính trị - xã hội xã", "các ban, ngành, đoàn thể xã"),
    }[level]  # fmt: skip
    if "Mặt trận Tổ quốc và các đoàn thể huyện" in groups:  # it is two items in a list of owners
        groups = tuple(group for group in groups if not group.startswith("Mặt trận"))
    return Office(
        PARTY, parent, lines, symbol, symbol, name, where, superior, level, singles, groups,
        tuple(dict.fromkeys([capital(group) for group in groups] + [singles[0]])),
        (f"Thường trực {own} (để báo cáo)", f"Các ban của {own}", "Thành viên Ban Chỉ đạo", "Ban Dân vận Trung ương",
         f"Các đ/c Ủy viên Ban Thường vụ {own}", "UBMTTQVN huyện"),
        (f"Lưu Văn phòng {own}", "Lưu VT", f"Lưu {letters}", "Lưu Văn phòng, BDV-24b"), signers, _PARTY_CITED,
        "ĐẢNG CỘNG SẢN VIỆT NAM",
    )  # fmt: skip


# --- Front and mass organisations ----------------------------------------------------------------------------------

_FRONT_CITED = (
    ("Kế hoạch", "{n}/KH-MTTQ-BTT", "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
    ("Hướng dẫn", "{n}/HD-MTTW-BTT", "Ban Thường trực Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"),
    ("Thông tri", "{n}/TTr-MTTW-BTT", "Ban Thường trực Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"),
    ("Công văn", "{n}-CV/TU", "Ban Thường vụ Tỉnh ủy"),
    ("Quyết định", "{n}/QĐ-TTg", "Thủ tướng Chính phủ"),
    ("Chương trình phối hợp", "{n}/CTrPH-UBND-UBMTTQ", ""),
)


def _front(rng: random.Random) -> Office:
    where, unit = place(rng), rng.choice(["tỉnh", "huyện", "xã"])
    full = rng.random() < 0.5
    long = ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", f"{unit.upper()} {where.upper()}")
    short = (f"ỦY BAN MTTQ VIỆT NAM {unit.upper()} {where.upper()}",)
    parent, lines = (long, ("BAN THƯỜNG TRỰC",)) if full else ((), rng.choice([long, short]))
    symbol = "MTTQ-BTT" if full else "MTTQ"
    return Office(
        FRONT, parent, lines, symbol, symbol, rng.choice([f"Ban Thường trực Ủy ban MTTQ Việt Nam {unit}",
         f"Ủy ban MTTQ Việt Nam {unit}"]),
        where, f"Ban Thường vụ {'Tỉnh ủy' if unit == 'tỉnh' else 'Huyện ủy' if unit == 'huyện' else 'Đảng ủy xã'}",
         unit,
        (f"Hội Nông dân {unit}", f"Hội Cựu chiến binh {unit}", f"Hội Liên hiệp Phụ nữ {unit}",
        f"Văn phòng Ủy ban MTTQ Việt Nam {unit}",
         f"Ủy ban MTTQ Việt Nam xã {place(rng)}", f"Liên đoàn Lao động {unit}"),
        (f"các tổ chức thành viên của Mặt trận {unit}", "Ủy ban MTTQ Việt Nam các xã, phường",
        "các Ban Công tác Mặt trận ở khu dân cư",
         f"các tổ chức chính trị - xã hội {unit}"),
        (f"Các tổ chức thành viên của Mặt trận {unit}", "Ủy ban MTTQ Việt Nam các xã, phường",
        f"Hội Cựu chiến binh {unit}"),
        ("Ban Dân vận Tỉnh ủy (b/c)", f"TT HĐND, UBND {unit}", "Các vị Ủy viên Ban Thường trực", "Trang TTĐT Mặt trận"),
        ("Lưu VP", "Lưu: VT, Ban Phong trào", "Lưu VT"),
        (("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH"), ("TM. BAN THƯỜNG TRỰC", "PHÓ CHỦ TỊCH"), ("TM. BAN THƯỜNG TRỰC",
        "PHÓ CHỦ TỊCH THƯỜNG TRỰC")),
        _FRONT_CITED,
    )  # fmt: skip


def _mass(rng: random.Random) -> Office:
    where, unit = place(rng), rng.choice(["tỉnh", "huyện"])
    big, letters, chief = rng.choice(
        [("Hội Nông dân", "HND", "CHỦ TỊCH"), ("Hội Cựu chiến binh", "CCB", "CHỦ TỊCH"),
         ("Liên đoàn Lao động", "LĐLĐ", "CHỦ TỊCH"), ("Hội Chữ thập đỏ", "CTĐ", "CHỦ TỊCH")]
    )  # fmt: skip
    youth = rng.random() < 0.35
    if youth:
        lines: tuple[str, ...] = (f"BCH ĐOÀN {unit.upper()} {where.upper()}",)
        parent, symbol, name, title = (
            (),
            "TĐTN" if unit == "tỉnh" else "ĐTN",
            f"Ban Thường vụ {capital(unit)} đoàn",
            "ĐOÀN TNCS HỒ CHÍ MINH",
        )
        signers: tuple[tuple[str | None, str], ...] = (
            ("TM. BAN THƯỜNG VỤ", "BÍ THƯ"),
            ("TM. BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"),
        )
    else:
        parent, lines = (
            ((), (f"{big.upper()} {unit.upper()} {where.upper()}",))
            if rng.random() < 0.5
            else ((f"{big.upper()} VIỆT NAM",), (f"BAN CHẤP HÀNH {unit.upper()} {where.upper()}",))
        )
        symbol, name, title = letters, f"{big} {unit}", ""
        signers = (("TM. BAN THƯỜNG VỤ", chief), (None, chief), (f"KT. {chief}", f"PHÓ {chief}"))
    return Office(
        MASS, parent, lines, symbol, symbol, name, where,
         f"Ban Thường vụ {'Tỉnh ủy' if unit == 'tỉnh' else 'Huyện ủy'}", unit,
        (f"Văn phòng {big} {unit}", f"{big} xã {place(rng)}", f"Ban Tuyên giáo {big} {unit}",
        f"Trung tâm Dạy nghề {unit}"),
        (f"các cấp Hội trên địa bàn {unit}" if not youth else "các cơ sở Đoàn trực thuộc", "các đơn vị trực thuộc",
        "các chi hội"),
        (f"{big} các xã, phường", "Các đơn vị trực thuộc", f"Văn phòng {big} {unit}"),
        ("Ủy ban MTTQ Việt Nam tỉnh (b/c)", "Thường trực Hội (b/c)", "Các ban chuyên môn", "Website Hội"),
        ("Lưu VP", "Lưu: VT", "Lưu VT, TG"), signers, (*_FRONT_CITED[:-1], *_STATE_CITED[:3]), title,
    )  # fmt: skip
