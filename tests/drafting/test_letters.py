"""The papers of the loop: what they say, what they never say, and that their layout passes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest

from nhipcau.drafting import profiles
from nhipcau.drafting.checks import check, failed
from nhipcau.drafting.content import Kind, Narrative, OutgoingDocument, SourcedText, Spelling
from nhipcau.drafting.docx import render, render_annex
from nhipcau.drafting.letters import (
    Cited,
    Figure,
    IndicatorLine,
    Issue,
    MissingBody,
    Owed,
    ReportedBody,
    Sender,
    annex_of_reported,
    consolidated_report,
    list_of_missing,
    urging_letter,
)
from tests.drafting.samples import AGENCY, CHIEF, KIEM, STEERING

PARTY = Sender(
    issuer=STEERING,
    abbreviation="BCĐ",
    self_name="Ban Chỉ đạo Cuộc vận động huyện",
    place="Suối Mẫu",
    signer=KIEM,
    archive="Văn phòng Huyện uỷ",
    recipients=("Thường trực Huyện uỷ (để báo cáo)",),
)
STATE = Sender(
    issuer=AGENCY,
    abbreviation="PDT",
    self_name="Phòng Dân tộc huyện",
    place="Suối Mẫu",
    signer=CHIEF,
    archive="DT",
    unit="CS",
)
MID_2023 = Issue(drafted_on=date(2023, 8, 5), date=date(2023, 8, 5), number=7)
OPEN = Issue(drafted_on=date(2023, 8, 5))
TODAY = Issue(drafted_on=date(2026, 8, 5))
NOTICE = Cited("Thông báo", "103-TB/BCĐ", date(2023, 7, 12), PARTY.self_name, "kết luận Hội nghị giao ban quý II/2023")
ASSESS = Owed("điểm 2.2", "Đánh giá sơ bộ kết quả thực hiện chỉ tiêu; gửi báo cáo kết quả", "trước ngày 31/7/2023")
REVIEW = Owed("điểm 1.3", "Rà soát, thống kê các mô hình không còn phát huy hiệu quả", "trước ngày 31/7/2023")
SENDERS = [(PARTY, MID_2023), (PARTY, OPEN), (PARTY, TODAY), (STATE, MID_2023), (STATE, OPEN)]
IDS = ["hd36", "hd36-open", "hd05", "nd30", "nd30-open"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLAME = ("chậm", "vi phạm", "thiếu trách nhiệm", "phê bình", "kiểm điểm", "chấn chỉnh", "yêu cầu", "không thực hiện")


def printed(data: bytes) -> str:
    """Return all words of a DOCX, tables included, in reading order."""
    word = docx.Document(BytesIO(data))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in word.element.body.iter(f"{_W}p"))


def passes(document: OutgoingDocument) -> str:
    """Assert that every check passes and return the printed words."""
    profile = profiles.for_document(document.issuer.is_party, document.date or document.drafted_on)
    data = render(document, profile)
    assert failed(check(data, profile, document)) == []
    return printed(data)


def urge(sender: Sender = PARTY, issue: Issue = MID_2023, **changes) -> OutgoingDocument:
    given = {"to": ("Đảng uỷ xã Mẫu Một",), "cited": NOTICE, "owed": (ASSESS,), "new_deadline": date(2023, 8, 15)}
    return urging_letter(sender, issue, **given | changes)


@pytest.mark.parametrize(("sender", "issue"), SENDERS, ids=IDS)
@pytest.mark.parametrize("to", [("Đảng uỷ xã Mẫu Một",), ("Phòng Tư pháp huyện", "Phòng Nội vụ huyện")])
@pytest.mark.parametrize("owed", [(ASSESS,), (ASSESS, REVIEW)])
def test_an_urging_letter_passes_every_check(sender, issue, to, owed):
    words = passes(urge(sender, issue, to=to, owed=owed))

    assert "trước ngày 15/8/2023" in words
    assert "103-TB/BCĐ" in words
    assert all(one.clause in words and one.due_as_printed in words for one in owed)


def test_an_urging_letter_asks_and_never_blames():
    words = passes(urge(owed=(ASSESS, REVIEW))).casefold()

    assert "đề nghị" in words
    assert [word for word in BLAME if word in words] == []


def test_an_urging_letter_names_nobody_but_its_addressee():
    words = passes(urge(to=("Đảng uỷ xã Mẫu Một",)))

    assert "Mẫu Một" in words
    assert "Mẫu Hai" not in words
    assert "danh sách" not in words.casefold()


@pytest.mark.parametrize(
    ("sender", "cited"), [(PARTY, "103-TB/BCĐ, ngày 12/7/2023"), (STATE, "103-TB/BCĐ ngày 12/7/2023")]
)
def test_the_cited_document_has_the_comma_in_the_party_only(sender, cited):
    assert cited in passes(urge(sender))


def test_the_committee_above_the_agencies_stands_in_noi_nhan():
    letter = urge(to=("Phòng Nội vụ huyện",), committee_above="Uỷ ban nhân dân huyện")

    assert letter.recipients[0] == "Uỷ ban nhân dân huyện"
    assert "- Uỷ ban nhân dân huyện," in passes(letter)


def test_the_committee_addressed_itself_is_not_named_twice():
    letter = urge(to=("Uỷ ban nhân dân huyện",), committee_above="Uỷ ban nhân dân huyện")

    assert "Uỷ ban nhân dân huyện" not in letter.recipients


def test_the_way_through_an_intermediary_is_said():
    words = passes(urge(via="Uỷ ban MTTQ Việt Nam huyện"))

    assert "Ban Chỉ đạo Cuộc vận động huyện (qua Uỷ ban MTTQ Việt Nam huyện)" in words


@pytest.mark.parametrize("changes", [{"to": ()}, {"owed": ()}])
def test_an_urging_letter_needs_somebody_and_something(changes):
    with pytest.raises(ValueError, match="Công văn đôn đốc"):
        urge(**changes)


def lines() -> tuple[IndicatorLine, ...]:
    return (
        IndicatorLine(
            "Số buổi tuyên truyền",
            "buổi",
            Figure("1.234", 16, 17, True),
            Figure("2.468", 17, 17),
            section="Tuyên truyền",
        ),
        IndicatorLine("Số hộ được giúp đỡ", "hộ", Figure("0", 17, 17), None, section="Giúp đỡ hộ"),
        IndicatorLine("Số mô hình", "mô hình", Figure("9", 0, 17), None, Figure("7", 3, 17), "12", "Giúp đỡ hộ"),
    )


def consolidate(sender: Sender = PARTY, issue: Issue = MID_2023, **changes) -> OutgoingDocument:
    given = {
        "subject": "Kết quả thực hiện Cuộc vận động quý II/2023",
        "period": "quý II/2023",
        "lines": lines(),
        "narratives": (
            Narrative("Kết quả nổi bật", (SourcedText("Ra quân làm đường giao thông.", "xã Mẫu Một"),)),
            Narrative("Khó khăn, vướng mắc", (SourcedText("Kinh phí còn hạn chế", "xã Mẫu Hai"),)),
        ),
        "received": 16,
        "expected": 17,
        "pursuant_to": (NOTICE,),
        "addressees": ("Ủy ban nhân dân huyện",),
        "requests": ("Quan tâm bố trí kinh phí", "Tổ chức tập huấn."),
    }
    return consolidated_report(sender, issue, **given | changes)


@pytest.mark.parametrize(("sender", "issue"), SENDERS, ids=IDS)
def test_a_consolidated_report_passes_every_check(sender, issue):
    words = passes(consolidate(sender, issue))

    assert "16/17 cơ quan, đơn vị, địa phương" in words
    assert "(theo báo cáo của xã Mẫu Hai)" in words


def test_each_figure_says_on_how_many_bodies_it_rests():
    words = passes(consolidate()).split("\n")

    assert words[words.index("1.234 (ước)") + 1] == "16/17 đơn vị"
    assert words[words.index("2.468") + 1] == "17/17 đơn vị"


def test_missing_is_not_zero():
    words = passes(consolidate()).split("\n")
    row = words.index("Số hộ được giúp đỡ")
    uncounted = words.index("Số mô hình")

    assert words[row + 2 : row + 4] == ["0", "17/17 đơn vị"]
    assert words[row + 4 : row + 7] == ["chưa có số liệu"] * 3
    assert words[uncounted + 2] == "chưa có số liệu"


@pytest.mark.parametrize(
    ("spelling", "head"), [(None, "Luỹ kế"), (Spelling.LAST_VOWEL, "Luỹ kế"), (Spelling.FIRST_VOWEL, "Lũy kế")]
)
def test_only_our_own_words_follow_the_spelling(spelling, head):
    words = passes(consolidate(replace(PARTY, spelling=spelling), subject="Hoạt động của Ủy ban xã Hòa Mẫu, Uỷ ban"))

    assert head in words
    assert "hoạt động của Ủy ban xã Hòa Mẫu, Uỷ ban" in words


def test_a_party_report_is_addressed_in_noi_nhan_only():
    assert consolidate(PARTY).addressees == ()
    assert consolidate(STATE).addressees == ("Ủy ban nhân dân huyện",)


def test_a_report_without_figures_and_words_still_stands():
    passes(consolidate(lines=(), narratives=(), requests=(), pursuant_to=()))


def test_what_a_body_wrote_on_several_lines_stays_several_paragraphs():
    wrote = "- Ra quân làm đường;\r\n\n+ Dọn vệ sinh.\n"
    sample = consolidate(narratives=(Narrative("Kết quả", (SourcedText(wrote, "xã Mẫu Một"), SourcedText(" ", "x"))),))

    words = passes(sample).split("\n")
    place = words.index("- Ra quân làm đường.")

    assert words[place + 1] == "- Dọn vệ sinh (theo báo cáo của xã Mẫu Một)."
    assert not any("(theo báo cáo của x)" in line for line in words)


def test_more_received_than_expected_is_refused():
    with pytest.raises(ValueError, match="lớn hơn"):
        consolidate(received=18)


def reported() -> tuple[ReportedBody, ...]:
    return tuple(
        ReportedBody(f"Xã Mẫu {n}", f"Báo cáo số {n:02d}-BC/ĐU, ngày 05/6/2023", date(2023, 6, 7)) for n in range(1, 13)
    )


def test_the_annex_lists_who_has_reported_and_nobody_else():
    annex = annex_of_reported(period="quý II/2023", bodies=reported(), attached_to=NOTICE)

    words = printed(render_annex(annex, profiles.by_key("hd36")))

    assert "đã có báo cáo định kỳ quý II/2023" in words
    assert "(Kèm theo Thông báo số 103-TB/BCĐ, ngày 12/7/2023 của Ban Chỉ đạo Cuộc vận động huyện)" in words
    assert words.index("Xã Mẫu 1") < words.index("Xã Mẫu 12")
    assert "chưa" not in words


def test_the_annex_goes_with_a_notice_and_passes():
    annex = annex_of_reported(period="quý II/2023", bodies=reported(), attached_to=NOTICE)
    notice = replace(consolidate(), kind=Kind.NOTICE, symbol="TB/BCĐ", annexes=(annex,))

    assert "Phụ lục" in passes(notice)


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, "(Kèm theo Thông báo số 07-TB/BCĐ, ngày 05/8/2023 của Ban Chỉ đạo Cuộc vận động)"),
        ({"number": None}, "-TB/BCĐ, ngày 05/8/2023 của Ban Chỉ đạo Cuộc vận động)"),
    ],
)
def test_an_annex_without_a_reference_names_its_own_document(changes, wanted):
    annex = annex_of_reported(period="quý II/2023", bodies=reported(), attached_to=None)
    notice = replace(consolidate(), kind=Kind.NOTICE, symbol="TB/BCĐ", annexes=(annex,), **changes)

    assert wanted in passes(notice)


def missing(count: int = 5) -> tuple[MissingBody, ...]:
    return tuple(
        MissingBody(f"Ban Chỉ đạo xã Mẫu {n}", ASSESS, "đã giải trình" if n == 2 else None) for n in range(1, count + 1)
    )


@pytest.mark.parametrize(("sender", "issue"), SENDERS, ids=IDS)
@pytest.mark.parametrize("count", [0, 1, 5])
def test_the_list_of_the_missing_goes_to_the_standing_body(sender, issue, count):
    paper = list_of_missing(
        sender,
        issue,
        period="quý II/2023",
        missing=missing(count),
        expected=17,
        standing_body="Thường trực Ban Chỉ đạo",
    )

    words = passes(paper)

    assert f"chưa gửi: {count}" in words
    assert paper.kind is Kind.REPORT
    assert ("Thường trực Ban Chỉ đạo" in paper.addressees) == (not sender.issuer.is_party)
    assert "Thường trực Ban Chỉ đạo" in words


def test_more_missing_than_expected_is_refused():
    with pytest.raises(ValueError, match="lớn hơn"):
        list_of_missing(PARTY, OPEN, period="x", missing=missing(5), expected=4, standing_body="y")
