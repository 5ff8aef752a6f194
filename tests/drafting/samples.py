"""Invented documents of every kind that we produce, for each profile; bodies and signers are plainly made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nhipcau.drafting import profiles
from nhipcau.drafting.content import (
    Align,
    Annex,
    Column,
    Heading,
    IssuerBlock,
    Kind,
    Level,
    ListItem,
    Narrative,
    OutgoingDocument,
    Paragraph,
    Row,
    Run,
    Signer,
    SigningForm,
    SourcedText,
    Table,
)
from nhipcau.drafting.profiles import Profile
from nhipcau.drafting.symbols import symbol

DAYS = {"hd36": date(2023, 7, 12), "hd05": date(2026, 6, 5), "nd30": date(2023, 7, 12)}
PROFILES = tuple(profiles.by_key(key) for key in DAYS)

STEERING = IssuerBlock("Huyện ủy Suối Mẫu", "Ban Chỉ đạo Cuộc vận động", is_party=True, has_seal=False)
COMMISSION = IssuerBlock("Huyện uỷ Suối Mẫu", "Ban Dân vận", is_party=True)
STANDING = IssuerBlock(None, "Huyện uỷ Suối Mẫu", is_party=True)
COMMITTEE = IssuerBlock(None, "Ủy ban nhân dân huyện Suối Mẫu", is_party=False)
AGENCY = IssuerBlock("Ủy ban nhân dân huyện Suối Mẫu", "Phòng Dân tộc", is_party=False)

KIEM = Signer(None, ("Phó Bí thư Thường trực Huyện uỷ", "Trưởng Ban Chỉ đạo"), "Nguyễn Văn Mẫu", SigningForm.KIEM)
HEAD = Signer(None, ("Trưởng Ban",), "Trần Thị Mẫu")
DEPUTY = Signer("Trưởng Ban", ("Phó Trưởng Ban",), "Lê Văn Mẫu", SigningForm.FOR_HEAD)
FOR_STANDING = Signer("Ban Thường vụ", ("Phó Bí thư",), "Nguyễn Văn Mẫu", SigningForm.ON_BEHALF)
FOR_COMMITTEE = Signer("Ủy ban nhân dân", ("Chủ tịch", "Phó Chủ tịch"), "Phạm Văn Mẫu", SigningForm.ON_BEHALF)
CHIEF = Signer(None, ("Trưởng phòng",), "Võ Văn Mẫu")

LONG = (
    "Tiếp tục quán triệt, triển khai thực hiện có hiệu quả chương trình công tác năm; rà soát, thống kê các mô hình "
    "không còn phát huy hiệu quả, nêu rõ định hướng và giải pháp chuyển đổi sang mô hình khác"
)
FIGURES = Table(
    (
        Column("TT", 0.6, Align.CENTRE),
        Column("Chỉ số", 3),
        Column("Đơn vị tính", 1, Align.CENTRE),
        Column("Trong kỳ", 1.2, Align.RIGHT, "Kết quả"),
        Column("Lũy kế", 1.2, Align.RIGHT, "Kết quả"),
        Column("Cùng kỳ", 1.2, Align.CENTRE),
    ),
    (
        Row(("Hoạt động kết nghĩa",), is_section=True),
        *(
            Row((str(n), f"Số buổi tuyên truyền, vận động thứ {n}", "buổi", "1.234", "2.468", "chưa có số liệu"))
            for n in range(1, 24)
        ),
        Row(("", "Cộng", "buổi", "28.382", "56.764", "chưa có số liệu"), is_total=True),
    ),
    note="Số liệu tổng hợp từ báo cáo của 16/17 đơn vị.",
)
SHORT_TABLE = replace(FIGURES, rows=FIGURES.rows[:6])
BODY = (
    Paragraph("Thực hiện chương trình công tác năm, cơ quan đề nghị các đơn vị quan tâm một số nội dung sau"),
    Heading("I", "Kết quả đạt được", Level.ROMAN),
    Heading("1", "Công tác tuyên truyền, vận động"),
    Paragraph(LONG),
    Heading("1.1", "Kết quả cụ thể", Level.DECIMAL),
    ListItem(LONG),
    ListItem((Run("Hoàn thành, gửi báo cáo "), Run("trước ngày 31/7/2023", bold=True))),
    ListItem("khoản có ký hiệu riêng", marker="a)"),
    Narrative("Khó khăn, vướng mắc", (SourcedText("Đường vào thôn còn khó đi vào mùa mưa.", "xã Mẫu Một"),), "2"),
    Paragraph("Đề nghị các cơ quan, đơn vị, địa phương quan tâm triển khai thực hiện."),
)
GROUNDS = (
    "Căn cứ Quy định số 12-QĐ/TW, ngày 05/02/2022 của cơ quan ban hành mẫu về việc làm mẫu",
    "Căn cứ kết luận của hội nghị ngày 12/7/2023;",
)


def document(profile: Profile, kind: Kind) -> OutgoingDocument:
    """Return a sample of `kind` in `profile`, dated and numbered, with all that the kind has."""
    party = profile.is_party
    issuer, signer = {
        (True, Kind.LETTER): (COMMISSION, HEAD),
        (True, Kind.NOTICE): (STEERING, KIEM),
        (True, Kind.REPORT): (COMMISSION, DEPUTY),
        (True, Kind.PROPOSAL): (COMMISSION, HEAD),
        (True, Kind.DECISION): (STANDING, FOR_STANDING),
        (False, Kind.PROPOSAL): (AGENCY, CHIEF),
        (False, Kind.REPORT): (AGENCY, CHIEF),
    }.get((party, kind), (STANDING, FOR_STANDING) if party else (COMMITTEE, FOR_COMMITTEE))
    abbreviation = {COMMISSION: "BDVHU", STEERING: "BCĐ", STANDING: "HU", COMMITTEE: "UBND", AGENCY: "PDT"}[issuer]
    is_decision = kind in (Kind.DECISION, Kind.REGULATION, Kind.RESOLUTION)
    return OutgoingDocument(
        kind=kind,
        issuer=issuer,
        place="Suối Mẫu",
        date=DAYS[profile.key],
        number=5,
        symbol=symbol(profile, kind, abbreviation, "DT"),
        subject="Tiếp tục nâng cao chất lượng, hiệu quả công tác kết nghĩa với các xã, thôn trên địa bàn huyện",
        signer=signer,
        addressees=addressees(kind, party),
        grounds=GROUNDS if is_decision else (),
        body=_articles() if is_decision else (*BODY[:6], FIGURES, *BODY[6:]) if kind is Kind.REPORT else BODY,
        recipients=("Thường trực Huyện uỷ (để báo cáo)", "Các cơ quan, đơn vị có liên quan trên địa bàn toàn huyện"),
        archive="Văn phòng Huyện uỷ" if party else "VT, DT",
        enacting_authority=("Ban Thường vụ Huyện uỷ" if party else "Ủy ban nhân dân huyện") if is_decision else None,
    )


def addressees(kind: Kind, party: bool) -> tuple[str, ...]:
    """Return who a sample goes to: several for a letter, one for what goes up."""
    if kind is Kind.LETTER:
        return ("Đảng uỷ các xã, thị trấn", "Các tổ chức chính trị - xã hội huyện", "Phòng Dân tộc huyện")
    if kind is Kind.PROPOSAL:
        return ("Ban Thường vụ Huyện uỷ",) if party else ("Ủy ban nhân dân huyện",)
    return ("Ủy ban nhân dân huyện",) if kind is Kind.REPORT and not party else ()


def full(profile: Profile, kind: Kind = Kind.LETTER) -> OutgoingDocument:
    """Return a sample with everything that may be added: marks, contact, two annexes, one of them wide."""
    from nhipcau.drafting.content import Urgency

    base = document(profile, kind)
    return replace(
        base,
        urgency=Urgency.VERY_URGENT,
        circulation="Lưu hành nội bộ",
        is_not_for_media=True,
        draft_mark="Dự thảo lần 2",
        drafter_mark="ABC-268",
        contact="Địa chỉ: số 1 đường Mẫu, huyện Suối Mẫu; điện thoại: 0000 000 000; thư điện tử: mau@example.vn",
        annexes=(
            Annex(
                "Danh sách các cơ quan, đơn vị đã có báo cáo",
                "Kèm theo văn bản nói trên",
                (SHORT_TABLE,),
            ),
            Annex("Biểu số liệu tổng hợp", "Kèm theo văn bản nói trên", (wide_table(),)),
        ),
    )


def wide_table() -> Table:
    """Return a table that needs a page lying across."""
    columns = (Column("TT", 0.6, Align.CENTRE), Column("Đơn vị", 2), *(Column(f"Cột {n}") for n in range(1, 9)))
    rows = tuple(Row((str(n), f"Xã Mẫu {n}", *("1.234",) * 8)) for n in range(1, 7))
    return Table(columns, rows)


def _articles() -> tuple:
    return (
        Heading("1", "Thành lập Tổ công tác giúp việc Ban Chỉ đạo", Level.ARTICLE),
        Paragraph("Tổ công tác gồm các đồng chí có tên trong danh sách kèm theo."),
        Heading("2", "Hiệu lực thi hành", Level.ARTICLE),
        Paragraph("Các cơ quan, đơn vị, cá nhân có liên quan thi hành Quyết định này, kể từ ngày ký"),
    )
