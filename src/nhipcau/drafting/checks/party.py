"""Checks of the Party profiles: page, head, title, addressees, body. HD36 where it differs."""

from __future__ import annotations

import re

from nhipcau.drafting.checks.reading import ParagraphView
from nhipcau.drafting.checks.registry import PARTY, Case, Verdict, check_of
from nhipcau.drafting.content import Kind
from nhipcau.drafting.metrics import text_width

_TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
_NUMBER = re.compile(r"^Số (0[1-9]|[1-9]\d+)-[A-ZĐ][A-ZĐa-z]*/[A-ZĐ]+(-[A-ZĐ]+)*$")
_OPEN_NUMBER = re.compile(r"^Số \u00a0+-[A-ZĐ][A-ZĐa-z]*/[A-ZĐ]+(-[A-ZĐ]+)*$")
_NAMED = re.compile(r"^\S+ \(?[A-ZĐÀ-Ỹ]|^\S?[A-ZĐÀ-Ỹ]{2}")


@check_of(1, "khổ giấy, lề", PARTY)
def page(case: Case) -> Verdict | None:
    wrong = []
    for place, s in enumerate(case.file.sections):
        lies = s.width > s.height
        size = (297, 210) if lies else (210, 297)
        margins = (30, 15, 20, 20) if lies else (20, 20, 30, 15)
        if lies and place == 0:
            wrong.append("trang ngang")
        if abs(s.width - size[0]) > 0.5 or abs(s.height - size[1]) > 0.5:
            wrong.append(f"{s.width:.0f} × {s.height:.0f}")
        seen = (s.top, s.bottom, s.left, s.right)
        if any(abs(a - b) > 0.2 for a, b in zip(seen, margins, strict=True)):
            wrong.append("/".join(f"{value:.1f}" for value in seen))
    return Verdict(not wrong, "; ".join(wrong) or "đúng", "210 × 297 mm; lề 20, 20, 30, 15 mm")


@check_of(2, "in hai mặt", PARTY)
def duplex(case: Case) -> Verdict | None:
    if not case.document.is_duplex:
        return None
    s = case.file.sections[0]
    passed = case.file.mirrors_margins and abs(s.left - 30) <= 0.2 and abs(s.right - 15) <= 0.2
    return Verdict(passed, f"đổi lề: {case.file.mirrors_margins}", "mặt sau: trái 15, phải 30 mm")


@check_of(5, "tiêu đề", PARTY)
def title(case: Case) -> Verdict | None:
    lines = [p for p in case.parts.right if p.text == _TITLE]
    count = sum(p.text.count(_TITLE) for p in case.file.everywhere())
    asked = f"“{_TITLE}”, 15, đậm đứng; một lần, trang 1, góc phải"
    if len(lines) != 1 or count != 1:
        return Verdict(False, f"{count} lần", asked)
    line, cell = lines[0], case.parts.head.rows[0][1]
    width = text_width(_TITLE, 15, bold=True)
    dated = case.parts.date
    printed = "".join(run.text for run in dated.runs) if dated else ""
    # The room of an open day may be set wider, as LibreOffice does.
    printed += " " * (printed.count("\u00a0") // 2)
    dated_width = min(text_width(printed, 14, italic=True), cell.width)
    room = (210 - 45) * 72 / 25.4
    # The block of title and date must end at the right margin: the longer of the two reaches it.
    slack = (cell.width - max(width, dated_width)) / 2 + room - (cell.start + cell.width)
    in_corner = -1 <= slack <= 6 and line.align == "center"
    passed = line.every(size=15, bold=True, italic=False, underline=False) and in_corner and width <= cell.width
    return Verdict(passed, f"{line.look()}, cách lề phải {slack:.0f} pt", asked)


@check_of(6, "đường kẻ dưới tiêu đề", PARTY)
def title_rule(case: Case) -> Verdict | None:
    asked = "một đường liền dài bằng tiêu đề (± 2 %), trên dòng ngày"
    rules = [p for p in case.parts.right if p.is_rule]
    order = [p for p in case.parts.right if p.is_rule or p.text == _TITLE or p is case.parts.date]
    if len(rules) != 1 or len(order) != 3 or order[1] is not rules[0]:
        return Verdict(False, f"{len(rules)} đường", asked)
    off = rules[0].rule_length / text_width(_TITLE, 15, bold=True) - 1
    return Verdict(abs(off) <= 0.02 and rules[0].rule_style == "single", f"lệch {off:+.1%}", asked)


@check_of(7, "không có Quốc hiệu", PARTY)
def no_state_head(case: Case) -> Verdict | None:
    found = [p.text for p in case.file.everywhere() if re.search("CỘNG HO?[ÒO]A? XÃ HỘI|Độc lập - Tự do", p.text)]
    return Verdict(not found, "; ".join(found) or "không có", "không có Quốc hiệu, Tiêu ngữ")


@check_of(8, "cơ quan ban hành, dấu sao", PARTY)
def issuer(case: Case) -> Verdict | None:
    lines = case.parts.issuer
    asked = "cấp trên 14 IN HOA không đậm; cơ quan 14 IN HOA đậm; rồi dòng “*”; không kẻ"
    wanted = 3 if case.document.issuer.parent else 2
    if len(lines) != wanted or any(p.is_rule for p in case.parts.left):
        return Verdict(False, " / ".join(p.text or "(kẻ)" for p in lines), asked)
    passed = lines[-1].text == "*" and lines[-2].every(size=14, bold=True, italic=False)
    if wanted == 3:
        passed = passed and lines[0].every(size=14, bold=False, italic=False)
    passed = passed and all(p.text == p.text.upper() and p.align == "center" for p in lines)
    return Verdict(passed, " / ".join(p.look() for p in lines), asked)


@check_of(9, "số, ký hiệu", PARTY)
def number(case: Case) -> Verdict | None:
    line = case.parts.number
    asked = "Số N-LOẠI/CƠ QUAN, không hai chấm, không cách; 14 đứng, giữa, dưới “*”"
    if line is None:
        return Verdict(False, "không có", asked)
    pattern = _NUMBER if case.document.number is not None else _OPEN_NUMBER
    after_star = case.parts.issuer and case.parts.issuer[-1].text == "*"
    passed = bool(pattern.match(line.text)) and line.every(size=14, bold=False, italic=False)
    return Verdict(bool(passed and line.align == "center" and after_star), line.look(), asked)


@check_of(10, "ký hiệu của quy định", PARTY)
def symbol_of_a_regulation(case: Case) -> Verdict | None:
    if case.document.kind is not Kind.REGULATION:
        return None
    wanted = "QĐi" if case.profile.key == "hd36" else "QĐ"
    text = case.parts.number.text if case.parts.number else ""
    return Verdict(f"-{wanted}/" in text, text, wanted)


@check_of(12, "tên loại", PARTY)
def kind(case: Case) -> Verdict | None:
    name = str(case.document.kind).upper()
    if case.document.kind is Kind.LETTER:
        shown = [p.text for p in case.file.paragraphs() if p.text == "CÔNG VĂN"]
        return Verdict(not shown, "; ".join(shown) or "không có", "công văn không ghi tên loại")
    lines = case.parts.kind
    passed = bool(lines) and lines[0].text == name
    passed = passed and all(
        p.every(size=(15, 16), bold=True, italic=False) and p.align == "center" and p.text == p.text.upper()
        for p in lines
    )
    return Verdict(passed, " / ".join(p.look() for p in lines) or "không có", f"{name}, 15–16, đậm, giữa")


@check_of(13, "trích yếu", PARTY)
def subject(case: Case) -> Verdict | None:
    if case.document.kind is Kind.LETTER:
        return None
    asked = "chữ đầu viết thường, 14–15 đậm, giữa; rồi “-----” giữa, không kẻ"
    lines, end = case.parts.subject, case.parts.under_subject
    if len(lines) != 1 or end is None:
        return Verdict(False, f"{len(lines)} dòng, dưới: {end.text if end else 'không có'}", asked)
    begins_small = lines[0].text[:1].islower() or not lines[0].text[:1].isalpha() or bool(_NAMED.match(lines[0].text))
    passed = begins_small and lines[0].every(size=(14, 15), bold=True, italic=False) and lines[0].align == "center"
    passed = passed and end.text == "-----" and end.align == "center" and not end.has_top_rule
    return Verdict(passed, f"{lines[0].look()}; {end.text or '(kẻ)'}", asked)


@check_of(14, "trích yếu công văn", PARTY)
def letter_subject(case: Case) -> Verdict | None:
    if case.document.kind is not Kind.LETTER:
        return None
    asked = "12 nghiêng, dưới số, không bắt đầu bằng V/v"
    below = _below_number(case)
    if not below:
        return Verdict(False, "không có", asked)
    line = below[0]
    passed = line.every(size=12, italic=True, bold=False) and not line.text.casefold().startswith("v/v")
    passed = passed and line.align == "center" and line.text[:1].islower()
    return Verdict(passed, line.look(), asked)


def _below_number(case: Case) -> list[ParagraphView]:
    if case.parts.number is None:
        return []
    return case.parts.left[case.parts.left.index(case.parts.number) + 1 :]


@check_of(15, "Kính gửi, Kính trình, Như trên", PARTY)
def addressees(case: Case) -> Verdict | None:
    kind_, lines = case.document.kind, case.parts.addressees
    first = case.parts.recipients[0].text if case.parts.recipients else ""
    is_as_above = first in ("- Như trên;", "- Như trên,")
    if kind_ not in (Kind.LETTER, Kind.PROPOSAL):
        stray = [p.text for p in case.file.paragraphs() if re.match("Kính (gửi|trình)", p.text)]
        return Verdict(not stray and not is_as_above, "; ".join([*stray, first]), "không Kính gửi, không Như trên")
    label = "Kính trình:" if kind_ is Kind.PROPOSAL and case.profile.key == "hd05" else "Kính gửi:"
    passed = bool(lines) and lines[0].text.startswith(label) and is_as_above
    if kind_ is Kind.PROPOSAL:
        passed = passed and case.parts.addressees_follow_title
    return Verdict(passed, f"{lines[0].text if lines else 'không có'}; {first}", f"{label} …; - Như trên")


@check_of(16, "nhiều nơi nhận chính", PARTY)
def several_addressees(case: Case) -> Verdict | None:
    count = len(case.document.addressees)
    if case.document.kind not in (Kind.LETTER, Kind.PROPOSAL) or count < 2:
        return None
    mark = ";" if case.profile.key == "hd05" else ","
    lines = [p for p in case.parts.addressees if not p.text.endswith(":")]
    passed = len(lines) == count and all(p.text.endswith(mark) for p in lines[:-1])
    return Verdict(passed, " | ".join(p.text for p in lines), f"mỗi nơi một dòng, hết dòng “{mark}”")


@check_of(17, "căn cứ", ("hd05",))
def grounds(case: Case) -> Verdict | None:
    if not case.document.grounds:
        return None
    lines = case.parts.grounds
    passed = len(lines) == len(case.document.grounds)
    passed = passed and all(p.text.startswith("- ") and p.every(italic=False) for p in lines)
    passed = passed and all(p.text.endswith(";") for p in lines[:-1]) and lines[-1].text.endswith(".")
    return Verdict(passed, " | ".join(p.look() for p in lines), "“- …;”, dòng cuối “.”; không nghiêng")


@check_of(18, "dấu sau căn cứ", ("hd36",))
def grounds_of_2018(case: Case) -> Verdict | None:
    if not case.document.grounds:
        return None
    lines = case.parts.grounds
    passed = len(lines) == len(case.document.grounds)
    passed = passed and all(p.text.endswith(";") for p in lines[:-1]) and lines[-1].text.endswith(",")
    return Verdict(passed, " | ".join(p.text for p in lines), "“;”, dòng cuối “,”")


@check_of(18, "dấu sau nơi nhận", ("hd36",))
def recipients_of_2018(case: Case) -> Verdict | None:
    lines = case.parts.recipients
    passed = bool(lines) and all(p.text.endswith(",") for p in lines[:-1]) and lines[-1].text.endswith(".")
    return Verdict(passed, " | ".join(p.text for p in lines), "“,”, dòng cuối “.”")


@check_of(19, "giãn dòng", PARTY)
def line_pitch(case: Case) -> Verdict | None:
    most = 22 if case.profile.key == "hd05" else 100
    wrong = [p for p in case.parts.body if p.line_rule != "exact" or not 18 <= p.line <= most]
    seen = f"{wrong[0].line_rule} {wrong[0].line:g}: “{wrong[0].text[:30]}”" if wrong else "đúng"
    return Verdict(bool(case.parts.body) and not wrong, seen, "exactly 18–22 pt" if most == 22 else "exactly ≥ 18 pt")


@check_of(20, "đoạn văn", PARTY)
def paragraphs(case: Case) -> Verdict | None:
    def is_right(p: ParagraphView) -> bool:
        gap_and_indent = max(p.after, p.before) >= 6 and 9 <= (p.left + p.first) * 25.4 / 72 <= 13
        return gap_and_indent and p.align == "both" and p.every(size=(14, 15))

    wrong = [p for p in case.parts.body if not is_right(p)]
    seen = f"{wrong[0].look()[:80]}, {wrong[0].align}, sau {wrong[0].after:g}" if wrong else "đúng"
    return Verdict(bool(case.parts.body) and not wrong, seen, "cách ≥ 6 pt, lùi 9–13 mm, canh đều, 14–15")


@check_of(21, "kết thúc nội dung", PARTY)
def end_of_body(case: Case) -> Verdict | None:
    last = case.parts.body[-1].text if case.parts.body else ""
    return Verdict(last.endswith(".") and not last.endswith("./."), last[-20:], "“.”, không “./.”")
