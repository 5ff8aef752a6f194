"""Checks that hold for Party and State alike: characters, page numbers, date, annexes, contact line."""

from __future__ import annotations

import re
import unicodedata

from nhipcau.drafting.checks.reading import ParagraphView, SectionView
from nhipcau.drafting.checks.registry import ALL, PARTY, Case, Verdict, check_of
from nhipcau.drafting.content import Urgency

# Letters that Vietnamese does not have but that text in TCVN3 or VNI is full of.
_LEGACY = re.compile(r"[¡-§©ª¬-¯¶¸¹¼¾¿Ä-ÇËÎÏÐÑÖ-ØÛÜÞßä-çëîïðñö-øûüþÿ]")
_DATE = re.compile(
    r"^(?P<place>\S.*), ngày (?P<day>0[1-9]|[12]\d|3[01]) tháng (?P<month>0[12]|[3-9]|1[0-2]) năm (?P<year>[12]\d{3})$"
)
_OPEN_DATE = re.compile(r"^\S.*, ngày \u00a0+ tháng (\u00a0+|0[12]|[3-9]|1[0-2]) năm( \d{4})?$")


@check_of(3, "mọi chữ: phông, màu, mã ký tự", ALL)
def fonts_and_characters(case: Case) -> Verdict | None:
    stamp = {str(u) for u in Urgency} | {"HỎA TỐC"}
    wrong: list[str] = []
    words = []
    for paragraph in case.file.everywhere():
        is_stamp = case.profile.key == "nd30" and paragraph.text in stamp
        for run in paragraph.visible:
            words.append(run.text)
            if run.font != "Times New Roman":
                wrong.append(f"{run.font}: “{run.text[:30]}”")
            if run.colour not in (None, "000000") and not is_stamp:
                wrong.append(f"màu {run.colour}: “{run.text[:30]}”")
            if run.text != unicodedata.normalize("NFC", run.text):
                wrong.append(f"không phải NFC: “{run.text[:30]}”")
            if any(unicodedata.category(char) in ("Co", "Cn", "Cs") for char in run.text):
                wrong.append(f"ký tự dùng riêng: “{run.text[:30]}”")
    text = " ".join(words)
    odd = _LEGACY.findall(text)
    if len(odd) > 2 and len(odd) * 50 > len(text):
        wrong.append("bảng mã cũ: " + "".join(dict.fromkeys(odd))[:20])
    return Verdict(not wrong, "; ".join(wrong[:3]) or "đúng", "Times New Roman, đen, Unicode dựng sẵn")


@check_of(4, "số trang", ALL)
def page_numbers(case: Case) -> Verdict | None:
    wrong = []
    sizes = (14, 14) if case.profile.is_party else (13, 14)
    for section in case.file.sections:
        shown = section.headers.get("default", ())
        fields = [p for p in shown if p.has_page_field]
        if not section.has_title_page or any(p.has_page_field for p in section.headers.get("first", ())):
            wrong.append("trang 1 có số trang")
        if len(fields) != 1 or not fields[0].every(size=sizes, bold=False, italic=False):
            wrong.append("số trang: " + (fields[0].look() if fields else "không có"))
        elif fields[0].align != "center" or fields[0].left or fields[0].right:
            wrong.append("số trang không ở giữa")
        if section.number_format != "decimal":
            wrong.append(section.number_format)
        if case.profile.is_party and abs(section.header_distance - 10) > 0.2:
            wrong.append(f"cách mép trên {section.header_distance:.1f} mm")
        if not case.profile.is_party and section.header_distance + 5 > section.top:
            wrong.append("ngoài lề trên")
    return Verdict(not wrong, "; ".join(wrong) or "đúng", "trang 1 không có; sau đó số Ả rập, giữa, 14, cách mép 10 mm")


@check_of(11, "địa danh, ngày tháng năm", ALL)
def date_line(case: Case) -> Verdict | None:
    line, date = case.parts.date, case.document.date
    asked = "<địa danh>, ngày DD tháng MM năm YYYY; nghiêng"
    if line is None:
        return Verdict(False, "không có", asked)
    sizes = (14, 14) if case.profile.is_party else (13, 14)
    passed = line.every(italic=True, bold=False, size=sizes) and line.align == "center"
    found = _DATE.match(line.text)
    if date is None:
        passed = passed and bool(_OPEN_DATE.match(line.text))
    else:
        said = (date.day, date.month, date.year)
        passed = passed and bool(found) and tuple(int(found[k]) for k in ("day", "month", "year")) == said
    return Verdict(passed, line.look(), asked)


@check_of(29, "phụ lục: số thứ tự, số trang riêng", ALL)
def annexes(case: Case) -> Verdict | None:
    count = len(case.document.annexes)
    if not count:
        return None
    own = range(1, len(case.file.sections))
    restarts = all(case.file.sections[place].number_starts == 1 for place in own)
    heads = [next((p.text for p in case.file.paragraphs() if p.section == place and p.text), "") for place in own]
    numerals = r"[1-9]\d*" if case.profile.is_party else r"[IVX]+"
    pattern = rf"^Phụ lục {numerals}$" if count > 1 else r"^Phụ lục$"
    passed = len(heads) == count and restarts and all(re.match(pattern, head) for head in heads)
    passed = passed and len(set(heads)) == len(heads)
    return Verdict(passed, f"{heads}, đánh lại số trang: {restarts}", f"{count} × {pattern}, mỗi phụ lục từ trang 1")


@check_of(30, "thông tin liên hệ", ALL)
def contact_line(case: Case) -> Verdict | None:
    if not case.document.contact:
        return None
    if case.profile.is_party:
        lines = [p for p in case.parts.after if p.text == case.document.contact]
        placed = bool(lines) and lines[0].frame is not None and lines[0].frame.at_bottom
        size, asked = (10, 10), "cuối trang cuối, dưới đường kẻ hết chiều ngang"
    else:
        lines = [p for p in _first_footer(case.file.sections[0]) if p.text == case.document.contact]
        others = [p for s in case.file.sections[1:] for p in _first_footer(s) if p.text]
        placed = bool(lines) and not others
        size, asked = (11, 12), "cuối trang 1, dưới đường kẻ hết chiều ngang"
    if not lines:
        return Verdict(False, "không có", asked)
    line = lines[0]
    full = line.has_top_rule and line.rule_style == "single" and not line.left and not line.right
    return Verdict(placed and full and line.every(size=size, bold=False, italic=False), line.look(), asked)


@check_of(31, "phạm vi phổ biến", PARTY)
def circulation(case: Case) -> Verdict | None:
    mark = case.document.circulation
    if not mark:
        return None
    section = case.file.sections[0]
    lines = [p for p in section.headers.get("first", ()) if p.text]
    passed = (
        len(lines) == 1
        and lines[0].text == mark.upper()
        and lines[0].align in ("right", "end")
        and lines[0].every(size=12, bold=True, italic=False)
        and abs(section.header_distance - 10) <= 0.2
    )
    return Verdict(passed, "; ".join(p.look() for p in lines) or "không có", "trang 1, góc phải, cách mép trên 10 mm")


@check_of(31, "“Không phổ biến …”", PARTY)
def not_for_media(case: Case) -> Verdict | None:
    if not case.document.is_not_for_media:
        return None
    lines = [p for p in case.parts.after if p.text.startswith("Không phổ biến")]
    if len(lines) != 1:
        return Verdict(False, f"{len(lines)} lần", "một lần, ở trang cuối")
    line = lines[0]
    if case.profile.key == "hd36":
        return Verdict(line.align == "center", line.look(), "giữa, dưới khối ký")
    page = case.file.sections[0].height * 72 / 25.4
    lower_edge = line.frame.y + line.runs[0].size * 1.15 if line.frame and line.frame.y else 0.0
    above = (page - lower_edge) * 25.4 / 72
    passed = line.align == "center" and line.frame is not None and line.frame.from_page and abs(above - 10) <= 1
    return Verdict(passed, f"{line.look()}, cách mép dưới {above:.1f} mm", "trang cuối, giữa, cách mép dưới 10 mm")


def _first_footer(section: SectionView) -> tuple[ParagraphView, ...]:
    return section.footers.get("first", ())
