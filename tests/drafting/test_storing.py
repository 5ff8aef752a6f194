"""A draft is stored as JSON values and comes back the same."""

from __future__ import annotations

import json
from datetime import date

import pytest

from nhipcau.drafting import storing
from nhipcau.drafting.content import (
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

LETTER = OutgoingDocument(
    kind=Kind.LETTER,
    issuer=IssuerBlock("Huyện ủy Suối Mơ", "Ban Dân vận", is_party=True),
    place="Suối Mơ",
    date=None,
    number=None,
    symbol="CV/BDVHU",
    subject="đề nghị gửi báo cáo",
    signer=Signer(None, ("Trưởng ban",), None),
    drafted_on=date(2023, 7, 12),
)
EVERY_BLOCK = (
    Paragraph("Một đoạn."),
    Paragraph((Run("Đậm", bold=True), Run(" thường"))),
    ListItem("gạch đầu dòng"),
    ListItem((Run("nghiêng", italic=True),), marker="a)"),
    Heading("1", "Kết quả", Level.ARABIC),
    Table((Column("TT", 0.4), Column("Tên")), (Row(("1", "A")), Row(("Tổng", "1"), is_total=True)), caption="Bảng 1"),
    Narrative("Thuận lợi", (SourcedText("Có sự quan tâm.", "Xã Đồi Thông"),), number="2"),
)


@pytest.mark.parametrize(
    "document",
    [
        LETTER,
        OutgoingDocument(
            kind=Kind.REPORT,
            issuer=IssuerBlock(None, "Ủy ban nhân dân huyện Suối Mơ", is_party=False),
            place="Suối Mơ",
            date=date(2023, 7, 31),
            number=5,
            symbol="BC-UBND",
            subject="kết quả",
            signer=Signer("Ủy ban nhân dân", ("Chủ tịch",), "Nguyễn Văn Mẫu", SigningForm.ON_BEHALF),
            body=EVERY_BLOCK,
            annexes=(Annex("Danh sách", None, EVERY_BLOCK, is_landscape=True),),
            addressees=("Tỉnh ủy",),
        ),
    ],
)
def test_what_comes_back_is_what_was_stored(document):
    stored = json.loads(json.dumps(storing.to_json(document)))

    assert storing.from_json(stored) == document


@pytest.mark.parametrize(
    "change",
    [{"kind": "thơ"}, {"body": [{"block": "Poem", "text": "x"}]}, {"date": "12/7/2023"}, {"unknown": 1}],
)
def test_refuses_what_is_no_document(change):
    with pytest.raises(storing.UnknownContent):
        storing.from_json(storing.to_json(LETTER) | change)
