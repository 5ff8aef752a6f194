"""Other documents named by their number: what is one, and what stands beside it."""

from __future__ import annotations

from datetime import date

import pytest

from vanban import CitationKind, read_text
from vanban.citations import read_citations


def cited(text: str, own: str | None = None) -> list[tuple[str | None, str, date | None, str | None]]:
    return [(c.type, c.number, c.date, c.issuer) for c in read_citations(text, own)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Thực hiện Kế hoạch số 26-KH/HU, ngày 22/4/2021 của Ban Thường vụ Huyện ủy về việc chung.",
            [("kế hoạch", "26-KH/HU", date(2021, 4, 22), "Ban Thường vụ Huyện ủy")],
        ),
        (
            "theo Nghị định số 06/2022/NĐ-CP ngày 07 tháng 01\nnăm 2022 của Chính phủ quy định chi tiết",
            [("nghị định", "06/2022/NĐ-CP", date(2022, 1, 7), "Chính phủ")],
        ),
        (
            "các Quyết định số: 1743/QĐ-BGT, 1744/QĐ-BGT ngày 31/12/2024 của Bộ trưởng Bộ Giao thông về",
            [
                ("quyết định", "1743/QĐ-BGT", date(2024, 12, 31), "Bộ trưởng Bộ Giao thông"),
                ("quyết định", "1744/QĐ-BGT", date(2024, 12, 31), "Bộ trưởng Bộ Giao thông"),
            ],
        ),
        (
            "Chỉ thị số 12-CT/TU, ngày 18/02/2022 và Chỉ thị số 13-CT/TU, ngày 18/3/2022 của Ban Thường vụ Tỉnh ủy.",
            [
                ("chỉ thị", "12-CT/TU", date(2022, 2, 18), "Ban Thường vụ Tỉnh ủy"),
                ("chỉ thị", "13-CT/TU", date(2022, 3, 18), "Ban Thường vụ Tỉnh ủy"),
            ],
        ),
        (
            "Ngày 09 tháng 6 năm 2025, Chính phủ ban hành Nghị định số 119/2025/NĐ-CP sửa đổi",
            [("nghị định", "119/2025/NĐ-CP", date(2025, 6, 9), "Chính phủ")],
        ),
        (
            "chỉ đạo của Ban Thường vụ Tỉnh ủy tại Công văn số 308-CV/TU, ngày 26/11/2021 về phát động",
            [("công văn", "308-CV/TU", date(2021, 11, 26), "Ban Thường vụ Tỉnh ủy")],
        ),
        (
            "Chương trình phối hợp số 07/CTrPH-UBND-UBMTTQ, ngày 15/6/2021 giữa UBND huyện và Ủy ban MTTQ huyện về",
            [("chương trình phối hợp", "07/CTrPH-UBND-UBMTTQ", date(2021, 6, 15), "UBND huyện và Ủy ban MTTQ huyện")],
        ),
        ("Luật Bảo vệ môi trường số 72/2020/QH14 quy định", [("luật", "72/2020/QH14", None, None)]),
        (
            "theo quy định tại Nghị định số 06/2022/NĐ-\nCP của Chính phủ",
            [("nghị định", "06/2022/NĐ-CP", None, "Chính phủ")],
        ),
        (
            "Công văn số 1849/BGDĐT-GDPT của Bộ Giáo dục (Bộ GD) ngày 10 tháng 4 năm 2026 về",
            [("công văn", "1849/BGDĐT-GDPT", date(2026, 4, 10), "Bộ Giáo dục")],
        ),
        ("Kế hoạch số 09/KH-THPTngày 02/02/2026 của Trường", [("kế hoạch", "09/KH-THPT", date(2026, 2, 2), "Trường")]),
        ("Nghị quyết 05-NQ/TU về nông nghiệp", [("nghị quyết", "05-NQ/TU", None, None)]),
    ],
)
def test_reads_a_cited_document(text, expected):
    assert cited(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "giai đoạn 2021-2025",
        "tỷ lệ 24/7 và 100/120 hộ",
        "ngày 31/7/2023 tại hội trường",
        "40 km/h, 5 m3/s, 2.000 đ/kg",
        "Luật Tổ chức chính quyền địa phương năm 2015",
        "thôn 4 - xã Tân Sơn",
        "dịch COVID-19, mô hình 3-5-7",
        "mẫu số 01/BC kèm theo",
        "Phụ lục số 02/PL-KH ban hành kèm theo",
        "điện thoại 0916 777 493",
        "và/hoặc các đơn vị liên quan",
        "https://example.org/QĐ-TTg/12",
        "thửa số 12/TĐ-BĐ",
    ],
)
def test_finds_no_document_where_none_is_cited(text):
    assert cited(text) == []


def test_names_each_document_once_with_all_its_places():
    text = "Công văn số 92-CV/BCĐ, ngày 26/4/2023. Đánh giá theo Công văn số 92-CV/BCĐ."

    (citation,) = read_citations(text, None)

    assert citation.date == date(2023, 4, 26)
    assert [text[place.start : place.end] for place in citation.places] == ["92-CV/BCĐ", "92-CV/BCĐ"]


def test_the_own_number_is_no_citation():
    assert cited("(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/3/2024)", own="12/KH-UBND") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Căn cứ Quyết định số 12/QĐ-TTg ngày 05/3/2024;", CitationKind.GROUND),
        ("Thực hiện Công văn số 12/BNV-VP ngày 05/3/2024,", CitationKind.CARRIED_OUT),
        ("Quyết định này thay thế Quyết định số 12/QĐ-UBND ngày 05/3/2024.", CitationKind.REPLACED),
        ("sửa đổi, bổ sung một số điều của Nghị định số 12/2020/NĐ-CP", CitationKind.AMENDED),
        ("Phúc đáp Công văn số 12/BNV-VP ngày 05/3/2024,", CitationKind.ANSWERED),
        ("Xem Công văn số 12/BNV-VP ngày 05/3/2024.", CitationKind.OTHER),
    ],
)
def test_tells_what_the_cited_document_is_to_this_one(text, kind):
    (citation,) = read_citations(text, None)

    assert citation.kind is kind


def test_joins_footnotes_to_their_marks():
    text = (
        "SỞ Y TẾ\nSố: 7/SYT-VP\n\nKính gửi: Bộ Y tế\n\n1. Thực hiện 06 nghị quyết⁽¹⁾ của tỉnh.\n\n⁽¹⁾ Ngh"
        "ị quyết số 05-NQ/TU, ngày 10/9/2021.\n\n2. Rà soát."
    )

    reading = read_text(text)

    (note,) = reading.footnotes
    assert note.mark == "1" and note.text.startswith("Nghị quyết số 05-NQ/TU")
    assert [reading.text[place.start : place.end] for place in note.places] == ["⁽¹⁾"]
    assert all("05-NQ/TU" not in duty.text for duty in reading.assignments)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ", "30c/NQ-CP"),
        ("Nghị quyết số 30a/2008/NQ-CP ngày 27/12/2008 của Chính phủ", "30a/2008/NQ-CP"),
        ("Nghị quyết số 13-NQ/TƯ của Tỉnh ủy", "13-NQ/TƯ"),
    ],
)
def test_reads_a_letter_in_a_number(text: str, number: str):
    assert [found[1] for found in cited(text)] == [number]


@pytest.mark.parametrize("text", ["tốc độ 30m/giây", "giá 20k/SP", "lớp 5e/TH", "tờ 3x/NQ", "nhà 12a/PHỐ"])
def test_takes_no_measure_for_a_number(text: str):
    assert cited(text) == []


def test_knows_its_own_number_in_its_annex_where_the_head_leaves_the_digits_blank():
    text = "(Kèm theo Công văn số 49/SGD-VP ngày 10/4/2026 của Sở)"

    assert cited(text, "/SGD-VP") == []
    assert len(cited(text, "/SGD-TC")) == 1
    assert len(cited("theo Công văn số 49/SGD-VP ngày 10/4/2026", "/SGD-VP")) == 1
