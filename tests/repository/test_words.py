"""The words of the house: names of tables from one vocabulary, Vietnamese on the screen, no names of a demo."""

from __future__ import annotations

import ast
import re

import pytest
from django.apps import apps

from tests.repository.house import READER, ROOT, SOURCE, committed, modules, said, templates, tree

# The vocabulary of the design, as far as tables have its words, with the Vietnamese.
VOCABULARY = {
    "Organisation": "cơ quan, đơn vị, tổ chức", "Locality": "địa bàn", "Succession": "sáp nhập, chia tách, đổi tên",
    "Programme": "chương trình, phong trào, cuộc vận động", "Document": "văn bản", "Citation": "viện dẫn",
    "Obligation": "nhiệm vụ được giao", "Occurrence": "kỳ thực hiện", "Post": "chức danh, vị trí",
    "Line": "quan hệ báo cáo", "FocalUnit": "đơn vị đầu mối", "Follower": "đơn vị theo dõi, đôn đốc",
    "CompletionRequest": "đề nghị bổ sung", "Explanation": "giải trình", "Exemption": "miễn", "Stage": "giai đoạn",
    "ReportForm": "biểu mẫu", "Submission": "báo cáo của đơn vị", "Indicator": "chỉ số, chỉ tiêu",
    "Consolidation": "báo cáo tổng hợp", "Target": "chỉ tiêu giao",
}  # fmt: skip
# Tables that the words above are made of. A new table is named here with its Vietnamese, or takes a word above.
PARTS = {
    "OrganisationSpan": "tên, loại, cấp của cơ quan trong một thời gian",
    "LocalitySpan": "tên của địa bàn trong một thời gian", "LocalityClass": "phân loại địa bàn",
    "LocalitySuccession": "sáp nhập, chia tách địa bàn", "Group": "nhóm cơ quan", "GroupMember": "thành viên nhóm",
    "User": "người dùng", "Coordination": "cơ quan thường trực, tham mưu", "LineClosure": "quan hệ trên dưới",
    "World": "bản cài đặt",
    "Reorganisation": "sắp xếp đơn vị", "StoredFile": "tệp", "DocumentFile": "tệp của văn bản",
    "Party": "nơi gửi, nơi nhận trên văn bản", "Upload": "tệp tải lên", "UploadPage": "ảnh trang",
    "Draft": "dự thảo", "Owner": "đơn vị thực hiện", "DueRule": "quy tắc thời hạn",
    "AnsweredName": "tên được trả lời thay", "Share": "phân công trong đơn vị", "NotOurs": "không thuộc trách nhiệm",
    "Urging": "đôn đốc", "Proposal": "đề xuất", "ProposedOwner": "đơn vị được đề xuất", "Alias": "tên in đã chọn",
    "FormVersion": "phiên bản biểu mẫu", "Field": "dòng của biểu mẫu", "ObligationForm": "biểu mẫu của nhiệm vụ",
    "Version": "phiên bản báo cáo", "Figure": "số liệu", "Narrative": "thuyết minh", "Attachment": "tệp kèm báo cáo",
    "Breakdown": "phân tổ", "BreakdownOption": "mục của phân tổ", "AskedOf": "đơn vị phải trả lời dòng",
    "TableColumn": "cột của bảng", "TableRow": "dòng của bảng", "TableCell": "ô của bảng",
    "PlausibilityRule": "quy tắc kiểm tra số liệu", "RuleTerm": "số hạng của quy tắc",
    "PassedRule": "lý do số liệu khác quy tắc", "LiveSum": "số hiện thời", "SummedObligation": "nhiệm vụ có số tổng",
    "ConsolidationSource": "nguồn của bản tổng hợp", "ConsolidatedFigure": "số tổng hợp",
    "ConsolidatedText": "thuyết minh tổng hợp", "Entry": "bản ghi nhật ký", "Link": "mắt xích nhật ký",
    "ReminderPlan": "lịch nhắc", "ReminderRound": "đợt nhắc trong ngày", "Digest": "lời nhắc trong ngày",
    "Reminder": "một lời nhắc", "Mail": "thư nhắc", "MailWish": "ý muốn nhận thư", "CalendarFeed": "địa chỉ lịch",
    "GatheredText": "nội dung tổng hợp đang biên tập", "GatheredSource": "nguồn của nội dung biên tập",
    "ConsolidatedJoin": "nội dung đã gộp trong bản tổng hợp", "ChangedFigure": "lý do sửa số tổng hợp",
    "RankingSwitch": "bật xếp hạng cho Thường trực", "Token": "khóa API", "Extension": "gia hạn",
    "CalendarDay": "ngày nghỉ, ngày làm bù",
}  # fmt: skip

# Where the demo worlds and the sample documents play; such names belong to data, never to code.
PLAYED = (
    "Hàm Thuận", "Kon Rẫy", "Kon Tum", "Bình Thuận", "La Dạ", "Ma Lâm", "Hàm Phú", "Hàm Trí", "Thuận Minh",
    "Đăk Kôi", "Đăk Ruồng", "Đăk Tờ Re", "Đăk Tơ Lung", "Đăk Pne", "Phan Thiết", "Quảng Ngãi", "Lâm Đồng",
)  # fmt: skip

VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
# A syllable of Vietnamese that happens to have no mark, an abbreviation in capitals, the name of a file.
UNMARKED = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|tr?|th|v|x)?"
    r"(?:a[iouy]?|eo?|i[au]?|o[aei]?|oa[iy]|u[aiy]?|uya?|y)(?:ch?|m|ngh?|nh?|p|t)?",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(r"[A-ZĐ]{1,6}|[Ww]ord|Zalo|Excel|OpenAPI|.*\.(?:xlsx|docx|json|pdf)")
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "_l"}
TRANSLATED = re.compile(r"{%\s*(?:translate|trans)\s+(\"[^\"]*\"|'[^']*')")
BLOCKS = re.compile(r"{%\s*blocktrans(?:late)?\b[^%]*%}(.*?){%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)


def test_every_table_has_a_word_of_the_vocabulary():
    tables = {model.__name__ for model in apps.get_models() if model.__module__.startswith("nhipcau.")}

    assert tables - set(VOCABULARY) - set(PARTS) == set(), "name the new table in VOCABULARY or PARTS"
    assert set(PARTS) - tables == set(), "a part that is no more"


def test_no_name_of_a_demo_body_stands_in_code():
    found = [
        f"{said(path)}: {name}"
        for path in modules(SOURCE, READER)
        if SOURCE / "demo" not in path.parents
        for name in PLAYED
        if name in path.read_text("utf-8")
    ]

    assert found == []


@pytest.mark.parametrize("path", templates(), ids=said)
def test_a_template_names_no_demo_body(path):
    assert [name for name in PLAYED if name in path.read_text("utf-8")] == []


def test_what_code_says_on_the_screen_is_vietnamese():
    foreign = [
        f"{said(path)}:{node.lineno}: {text}"
        for path in modules(SOURCE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and _called(node) in GETTEXT
        for text in _texts(node)
        if not is_vietnamese(text)
    ]

    assert foreign == []


def test_what_templates_say_on_the_screen_is_vietnamese():
    foreign = []
    for path in templates():
        text = path.read_text("utf-8")
        said_here = [quoted[1:-1] for quoted in TRANSLATED.findall(text)] + BLOCKS.findall(text)
        foreign += [f"{said(path)}: {words.strip()}" for words in said_here if not is_vietnamese(words)]

    assert foreign == []


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("Gửi báo cáo", True),
        ("Trang {{ n }}/{{ m }}", True),
        ("Send the report", False),
        ("Save", False),
        ("Not found", False),
        ("Cancel", False),
        ("Edit", False),
        ("Search", False),
        ("Next page", False),
        ("giao", True),
        ("Trang sau", True),
        ("TT", True),
        ("So-van-ban-{{ day }}.xlsx", True),
        ("Report: lỗi", True),  # told by its marks only: a mixed text is a reader's matter
    ],
)
def test_vietnamese_is_told_from_english(text, is_so):
    assert is_vietnamese(text) is is_so


def is_vietnamese(text: str) -> bool:
    """Return whether a text of the screen is Vietnamese: by its marks, or by words that have none."""
    plain = re.sub(r"{{.*?}}|{%.*?%}|%\(\w+\)\d*[sd]|{\w*}|%[sd]|<[^>]+>", " ", text, flags=re.DOTALL)
    words = re.findall(r"[^\W\d_]+(?:[-.][^\W\d_]+)*", plain)
    return bool(VIETNAMESE.search(plain)) or all(
        UNMARKED.fullmatch(word) or ABBREVIATION.fullmatch(word) or _is_name_of_file(plain) for word in words
    )


def _is_name_of_file(text: str) -> bool:
    return text.strip().endswith((".xlsx", ".docx", ".json", ".pdf"))


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _texts(node: ast.Call) -> list[str]:
    return [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]


# Made up of parts, so that this file does not hold what it forbids.
MACHINE = re.compile(
    "|".join(("/wo" + r"rk/\w", "/ro" + r"ot/\w", "/ho" + r"me/\w", r"\bC:" + r"\\Users", "localhost:" + "3000"))
)
TRACKER = re.compile(
    "|".join((r"\bissue" + r"s? #?\d", r"\bfixes" + r" #\d", "fa" + "rm helper", r"\bhelper " + r"\d"))
)  # fmt: skip
BINARY = {".docx", ".pdf", ".png", ".jpg", ".xlsx", ".doc", ".zip", ".woff2", ".tif", ".rtf", ".tsv"}


@pytest.mark.parametrize("pattern", [MACHINE, TRACKER], ids=["paths of a machine", "words of a tracker"])
def test_what_is_committed_says_nothing_of_where_it_was_made(pattern):
    found = []
    for path in committed():
        if path.suffix in BINARY:
            continue
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{said(path)}:{number}: {line.strip()[:120]}")

    assert found == []


def test_the_lists_of_this_test_are_not_empty():
    assert len(committed()) > 100 and templates() and (ROOT / "docs").is_dir()
