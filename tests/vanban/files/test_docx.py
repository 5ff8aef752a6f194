"""DOCX as Word prints it."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.vanban.files import papers
from vanban import files
from vanban.files import Kind, PageSource
from vanban.files.docx.numbering import written

W = nsdecls("w")


def text_of(document) -> str:
    return files.load_bytes(papers.saved(document), "x.docx").text


def test_reads_a_letter_with_head_and_foot_in_tables():
    source = files.load_bytes(papers.as_docx(), "thu.docx")

    found = papers.lines(source.text)
    assert source.kind is Kind.DOCX
    assert source.pages[0].source is PageSource.DOCX
    assert found[:8] == [*papers.ISSUER, papers.NUMBER, *papers.SUBJECT, *papers.MOTTO, papers.DATE]
    assert found[-7:] == [*papers.RECIPIENTS, *papers.SIGNATURE]
    assert "\n".join(papers.ISSUER) in source.text
    assert f"{papers.SUBJECT[1]}\n\n{papers.MOTTO[0]}" in source.text
    assert f"{papers.ADDRESSEES[0]}\n{papers.ADDRESSEES[1]}\n{papers.ADDRESSEES[2]}\n\nThực hiện" in source.text


LISTS = f"""
<w:numbering {W}>
  <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
    <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
    <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%5."/></w:lvl>
    <w:lvl w:ilvl="5"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
    <w:lvl w:ilvl="6"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="0"/>
    <w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>
"""


def with_lists(*items: tuple[int, int, str]) -> str:
    document = docx.Document()
    part = document.part.numbering_part
    part._element = parse_xml(LISTS)
    for number, level, text in items:
        paragraph = document.add_paragraph(text)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))
    return text_of(document)


def test_prints_the_numbers_that_word_prints():
    text = with_lists(
        (1, 0, "Mục đích"), (1, 1, "Một"), (1, 1, "Hai"), (1, 2, "Điểm"), (1, 2, "Điểm"), (1, 3, "Gạch"),
        (1, 5, "Chấm"), (1, 0, "Nhiệm vụ"), (1, 1, "Một"), (1, 4, "Con"), (1, 4, "Con"),
        (1, 6, "Không số"), (0, 0, "Ngoài danh sách"),
    )  # fmt: skip

    assert papers.lines(text) == [
        "I. Mục đích", "1. Một", "2. Hai", "a) Điểm", "b) Điểm", "- Gạch", "• Chấm",
        "II. Nhiệm vụ", "1. Một", "1.1. Con", "1.2. Con", "Không số", "Ngoài danh sách",
    ]  # fmt: skip


def test_starts_again_where_a_list_says_so():
    text = with_lists((1, 1, "Một"), (2, 1, "Năm"), (2, 1, "Sáu"), (1, 1, "Bảy"))

    # Both lists count in one family, as Word does.
    assert papers.lines(text) == ["1. Một", "5. Năm", "6. Sáu", "7. Bảy"]


def test_numbers_an_empty_paragraph_as_word_does():
    assert papers.lines(with_lists((1, 1, ""), (1, 1, "Hai"), (1, 1, ""))) == ["1.", "2. Hai", "3."]


def test_does_not_print_a_number_twice():
    assert papers.lines(with_lists((1, 1, "1. Gõ tay"))) == ["1. Gõ tay"]


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [(4, "decimal", "4"), (4, "decimalZero", "04"), (27, "lowerLetter", "aa"), (1994, "lowerRoman", "mcmxciv"),
     (0, "lowerLetter", "0"), (5000, "upperRoman", "5000"), (3, "ordinalOfTheMoon", "3")],
)  # fmt: skip
def test_writes_numbers_in_every_form(number, form, printed):
    assert written(number, form) == printed


def test_prints_a_table_of_data_row_by_row():
    document = docx.Document()
    table = document.add_table(rows=3, cols=4, style="Table Grid")
    for row, cells in enumerate((
        ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian"),
        ("1", "Rà soát\nhộ nghèo", "Phòng Dân tộc", "trước 20/6/2024"),
        ("2", "Báo cáo", "UBND các xã", "hằng quý"),
    )):  # fmt: skip
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell

    assert papers.lines(text_of(document)) == [
        "| TT | Nhiệm vụ | Chủ trì | Thời gian |",
        "| 1 | Rà soát hộ nghèo | Phòng Dân tộc | trước 20/6/2024 |",
        "| 2 | Báo cáo | UBND các xã | hằng quý |",
    ]


def add(document, xml: str):
    paragraph = document.add_paragraph()
    for element in parse_xml(f"<w:p {W} {MORE}>{xml}</w:p>"):
        paragraph._p.append(element)
    return paragraph


MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)

BOXED = "<w:txbxContent><w:p><w:r><w:t>HỎA TỐC</w:t></w:r></w:p></w:txbxContent>"


@pytest.mark.parametrize(
    ("xml", "text", "remark"),
    [
        ('<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>ñy ban nh©n d©n</w:t></w:r>', "ủy ban nhân dân", "old"),
        ('<w:r><w:rPr><w:rFonts w:ascii=".VnTimeH"/></w:rPr><w:t>ñy ban nh©n d©n</w:t></w:r>', "ỦY BAN NHÂN DÂN", "H"),
        ('<w:r><w:rPr><w:rFonts w:ascii="VNI-Times"/></w:rPr><w:t>nhaân daân</w:t></w:r>', "nhân dân", "VNI"),
        ('<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>Ủy ban</w:t></w:r>', "Ủy ban", "old font, new text"),
        ("<w:r><w:rPr><w:caps/></w:rPr><w:t>Thông báo</w:t></w:r>", "THÔNG BÁO", "capitals by format"),
        ('<w:r><w:rPr><w:caps w:val="0"/></w:rPr><w:t>Thông báo</w:t></w:r>', "Thông báo", "said to be off"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r>", "hiện", "hidden"),
        ("<w:ins><w:r><w:t>a</w:t></w:r></w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del>", "a", "tracked"),
        ("<w:r><w:t>49</w:t><w:noBreakHyphen/><w:t>CV</w:t></w:r>", "49-CV", "hyphen that does not break"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a b\nc", "tab and line break"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>x</w:t></w:r>", "x", "the code of a field"),
        ('<w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>', "liên kết", "a link"),
        ('<w:r><w:t>x</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>', "x¹", ""),
        ("<w:sdt><w:sdtContent><w:r><w:t>ô nhập</w:t></w:r></w:sdtContent></w:sdt>", "ô nhập", "content control"),
        (f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{BOXED}</wps:txbx></mc:Choice><mc:Fallback>"
         f"<v:textbox>{BOXED}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>", "HỎA TỐC", "a box, once"),
    ],
)  # fmt: skip
def test_reads_what_is_printed(xml, text, remark):
    document = docx.Document()
    add(document, xml)

    assert text_of(document) == text, remark


def test_says_that_old_fonts_were_converted():
    document = docx.Document()
    add(document, '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>nh©n d©n</w:t></w:r>')

    assert files.load_bytes(papers.saved(document), "x.docx").notes == ("đã chuyển mã TCVN3 sang Unicode",)


OLD = '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>{}</w:r>'


def test_reads_the_soft_hyphen_of_tcvn3_as_its_letter():
    document = docx.Document()
    add(document, OLD.format("<w:t>t</w:t><w:softHyphen/><w:t> t</w:t><w:softHyphen/><w:t>ëng cña §¶ng</w:t>"))

    assert text_of(document) == "tư tưởng của Đảng"


def test_leaves_unicode_alone_that_is_only_set_in_an_old_font():
    document = docx.Document()
    add(document, OLD.format("<w:t>Nguyễn Thị Hòa, tỉnh</w:t>"))
    # Each of these letters is one in TCVN3 too (`Thỏi Bỡnh`): the rest of the document decides.
    add(document, OLD.format("<w:t>Thái Bình</w:t>"))

    assert text_of(document) == "Nguyễn Thị Hòa, tỉnh\n\nThái Bình"


def test_converts_a_doubtful_word_with_the_rest_of_its_document():
    document = docx.Document()
    add(document, OLD.format("<w:t>ñy ban nh©n d©n tØnh</w:t>"))
    add(document, OLD.format("<w:t>phã ban</w:t>"))

    assert text_of(document) == "ủy ban nhân dân tỉnh\n\nphó ban"


def test_takes_the_font_and_capitals_of_a_style():
    document = docx.Document()
    style = document.styles.add_style("Old", 1)
    style.element.get_or_add_rPr().append(parse_xml(f'<w:rFonts {W} w:ascii=".VnTimeH"/>'))
    document.add_paragraph("th«ng b¸o", style="Old")

    assert text_of(document) == "THÔNG BÁO"


FOOTNOTES = f"""<?xml version="1.0" encoding="UTF-8"?><w:footnotes {W}>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Nghị quyết số 05-NQ/TU.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return out.getvalue()


def test_joins_a_footnote_to_its_mark():
    document = docx.Document()
    add(document, '<w:r><w:t>thực hiện Nghị quyết</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>')
    document.add_paragraph("Đoạn sau.")
    data = with_part(papers.saved(document), "word/footnotes.xml", FOOTNOTES)

    text = files.load_bytes(data, "x.docx").text

    assert text == "thực hiện Nghị quyết¹\n\n¹ Nghị quyết số 05-NQ/TU.\n\nĐoạn sau."
