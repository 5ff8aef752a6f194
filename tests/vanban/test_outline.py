"""The outline: levels, marks, numbers of clauses, what is one paragraph, footnotes. All texts are invented."""

from __future__ import annotations

import pytest

from vanban.lines import split_lines
from vanban.model import Level
from vanban.outline import Outline, read_outline, sentences


def outline(text: str) -> Outline:
    return read_outline(split_lines(text))


@pytest.mark.parametrize(
    ("line", "level", "mark"),
    [
        ("Phần thứ nhất", Level.PART, "thứ nhất"),
        ("PHẦN II. NỘI DUNG", Level.PART, "II"),
        ("Chương IV", Level.CHAPTER, "IV"),
        ("Mục 2. TRÁCH NHIỆM", Level.SECTION, "2"),
        ("Điều 12. Hiệu lực thi hành", Level.ARTICLE, "12"),
        ("Điều 5a. Chế độ báo cáo", Level.ARTICLE, "5a"),
        ("III. TỔ CHỨC THỰC HIỆN", Level.ROMAN, "III"),
        ("I- MỤC ĐÍCH", Level.ROMAN, "I"),
        ("1. Sở Nội vụ", Level.POINT, "1"),
        ("1- Các cấp ủy", Level.POINT, "1"),
        ("2.3. Rà soát", Level.POINT, "2.3"),
        ("2.3 Rà soát", Level.POINT, "2.3"),
        ("a) Rà soát", Level.LETTER, "a"),
        ("đ) Rà soát", Level.LETTER, "đ"),
        ("(1) Rà soát", Level.LETTER, "1"),
        ("- Rà soát", Level.DASH, "-"),
        ("– Rà soát", Level.DASH, "–"),
        ("+ Rà soát", Level.DASH, "+"),
        ("• Rà soát", Level.DASH, "•"),
        ("**1. Sở Nội vụ**", Level.POINT, "1"),
    ],
)
def test_tells_the_level_of_a_marked_line(line, level, mark):
    (node, *_rest) = outline(f"{line}\n\nNội dung thực hiện như trên.").nodes

    assert (node.level, node.mark) == (level, mark)


@pytest.mark.parametrize(
    "line",
    [
        "Điều này cho thấy kết quả tốt.",  # no number
        "Điều 5 của Luật quy định rõ.",  # a reference, no full stop behind the number
        "Mục tiêu năm 2024",
        "Phần lớn các đơn vị đã hoàn thành.",
        "Chương trình công tác năm 2024",
        "Việc rà soát được thực hiện.",
        "2024 là năm bản lề.",
        "15/7/2024 là hạn cuối.",
        "3,5 tỷ đồng được giải ngân.",
        "V/v rà soát",
        "M. Nguyễn Văn Mẫu",
        "-----",
        "- ",
        "12 đơn vị đã báo cáo.",
        "A) Không phải điểm của văn bản",
        "100% đơn vị hoàn thành.",
        "1.250 hộ thoát nghèo.",
    ],
)
def test_takes_no_other_line_for_a_marked_one(line):
    assert outline(f"Mở đầu như sau.\n\n{line}").nodes == ()


FULL = "Thực hiện kế hoạch công tác năm của cơ quan, đề nghị các phòng, đơn vị trực thuộc"
NUMBERED = f"""Mở đầu: {FULL}
như sau:
1. Về tổ chức
- Rà soát bộ máy.
- Kiện toàn nhân sự.
2. Về tài chính
a) Lập dự toán.
b) Quyết toán năm.
đ) Công khai.
Đoạn không đánh số trong điểm 2.
3. Báo cáo kết quả."""


def test_numbers_dashes_and_letters_within_their_point():
    clauses = [(part.text.split(" ")[0], part.clause) for part in outline(NUMBERED).paragraphs]

    assert clauses == [
        ("Mở", "0"), ("Về", "1"), ("Rà", "1.1"), ("Kiện", "1.2"), ("Về", "2"), ("Lập", "2.1"), ("Quyết", "2.2"),
        ("Công", "2.5"), ("Đoạn", "2"), ("Báo", "3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Điều 3. Trách nhiệm\n1. Rà soát.\n2. Báo cáo.", ["3", "3.1", "3.2"]),
        ("I. NHIỆM VỤ\n1. Rà soát.\nII. THỰC HIỆN\n1. Báo cáo.", ["0", "1", "0", "1"]),  # Roman parts are not counted
        ("2. Về tổ chức\n2.1. Rà soát.\n2.2. Báo cáo.", ["2", "2.1", "2.2"]),
        ("- Rà soát.\n- Báo cáo.", ["0", "0"]),  # without points
        ("Rà soát.\n\nBáo cáo.", ["0", "0"]),
        ("1. Rà soát.\n\nTrên đây là ý kiến của Sở.", ["1", "0"]),  # a closing paragraph is outside
    ],
)
def test_numbers_clauses(text, clauses):
    assert [part.clause for part in outline(text).paragraphs] == clauses


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"{FULL}\n{FULL}\nbáo cáo kết quả.", 1),  # wrapped as on paper
        (f"{FULL}\n{FULL}\nbáo cáo kết quả.\nĐoạn sau.", 2),
        (f"{FULL}\n- Rà soát theo nhiệm vụ được giao của từng phòng, đơn vị trong cơ quan\nvà báo cáo.", 2),
        ("Đoạn một.\n\nĐoạn hai.", 2),
        (f"{FULL}\nbáo cáo.\nĐoạn hai.\n{FULL}\nbáo cáo.", 3),
        ("Câu bị ngắt trang ở\n\ngiữa chừng rồi tiếp tục.", 1),
        ("", 0),
        ("\n\n \n", 0),
        ("3", 0),  # the number of a page
        ("- 3 -", 0),
        ("Trang 2/5", 0),
    ],
)
def test_tells_what_is_one_paragraph(text, count):
    assert len(outline(text).paragraphs) == count


@pytest.mark.parametrize(
    ("mark", "note"),
    [("¹", "1) Tại Công văn của Sở."), ("⁽¹⁾", "(1) Tại Công văn của Sở."), ("[1]", "[1] Tại Công văn của Sở."),
     ("¹", "¹ Tại Công văn của Sở.")],
)  # fmt: skip
def test_cuts_a_footnote_out_of_the_sentence_it_breaks(mark, note):
    read = outline(f"Thực hiện nhiệm vụ{mark} được giao, các phòng tiến hành\n\n{note}\n\nrà soát ngay.")

    assert [part.text for part in read.paragraphs] == [
        "Thực hiện nhiệm vụ được giao, các phòng tiến hành rà soát ngay."
    ]
    assert [(foot.mark, foot.text, len(foot.places)) for foot in read.footnotes] == [("1", "Tại Công văn của Sở.", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Rà soát như sau:\n\n1) Tại Công văn của Sở.",  # no mark in the text
        "Diện tích 25 m² đất.\n\n2) Rà soát đất.",  # a square is no mark
        "1) Tại Công văn của Sở.\n\nRà soát¹.",  # the note would stand before its mark
    ],
)
def test_makes_no_footnote_without_its_mark(text):
    assert outline(text).footnotes == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Một câu. Hai câu. Ba câu", 3),
        ("Theo TP. Hà Mỹ thì đúng.", 1),  # an abbreviation
        ("Số 1.250 hộ được hỗ trợ.", 1),
        ("Xin hỏi? Trả lời! Hết.", 3),
        ("“Câu trong ngoặc.” Câu sau.", 2),
        ("không có dấu chấm", 1),
        ("Chờ đợi... rồi làm.", 1),  # no capital follows
        ("", 0),
        ("   ", 0),
    ],
)
def test_cuts_sentences(text, count):
    assert len(list(sentences(text))) == count
