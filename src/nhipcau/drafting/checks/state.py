"""Checks of the State profile."""

from __future__ import annotations

import re

from nhipcau.drafting.checks.reading import ParagraphView
from nhipcau.drafting.checks.registry import STATE, Case, Verdict, check_of
from nhipcau.drafting.content import Kind
from nhipcau.drafting.metrics import text_width, widest_line

_TITLE = re.compile("^CỘNG H(ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM$")
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_BODY = r"[A-ZĐ][A-ZĐa-z]*(-[A-ZĐ][A-ZĐa-z]*)*"
_NUMBER = re.compile(rf"^Số: (0[1-9]|[1-9]\d+)/{_BODY}$")
_OPEN_NUMBER = re.compile(rf"^Số: \u00a0+/{_BODY}$")
_SLASH = re.compile(r"^(T/M|K/T|T/L|TUQ/|Q/)")


@check_of(33, "khổ giấy, lề", STATE)
def page(case: Case) -> Verdict | None:
    wrong = []
    for place, s in enumerate(case.file.sections):
        lies = s.width > s.height
        if (lies and place == 0) or abs(min(s.width, s.height) - 210) > 0.5 or abs(max(s.width, s.height) - 297) > 0.5:
            wrong.append(f"{s.width:.0f} × {s.height:.0f}")
        top, bottom, left, right = (s.right, s.left, s.top, s.bottom) if lies else (s.top, s.bottom, s.left, s.right)
        fits = 19.8 <= top <= 25.2 and 19.8 <= bottom <= 25.2 and 29.8 <= left <= 35.2 and 14.8 <= right <= 20.2
        if not fits:
            wrong.append(f"{s.top:.1f}/{s.bottom:.1f}/{s.left:.1f}/{s.right:.1f}")
    return Verdict(not wrong, "; ".join(wrong) or "đúng", "trên, dưới 20–25; trái 30–35; phải 15–20 mm")


@check_of(34, "Quốc hiệu, Tiêu ngữ", STATE)
def titles(case: Case) -> Verdict | None:
    asked = "13, 14, 14 hoặc 12, 13, 13; đậm; kẻ liền dài bằng Tiêu ngữ (± 2 %)"
    right = case.parts.right
    if len(right) < 4 or not _TITLE.match(right[0].text) or right[1].text != _MOTTO or not right[2].is_rule:
        return Verdict(False, " / ".join(p.text or "(kẻ)" for p in right), asked)
    sizes = tuple(p.visible[0].size for p in (right[0], right[1], right[3]))
    bold = all(p.every(bold=True, italic=False) and p.align == "center" for p in right[:2])
    off = right[2].rule_length / text_width(_MOTTO, sizes[1], bold=True) - 1
    fits = text_width(right[0].text, sizes[0], bold=True) <= right[0].width
    passed = sizes in ((13, 14, 14), (12, 13, 13)) and bold and abs(off) <= 0.02 and fits
    return Verdict(passed and right[2].rule_style == "single", f"{sizes}, kẻ lệch {off:+.1%}", asked)


@check_of(35, "đường kẻ dưới cơ quan", STATE)
def issuer_rule(case: Case) -> Verdict | None:
    lines = case.parts.issuer
    if not lines or not lines[-1].is_rule or len(lines) != (3 if case.document.issuer.parent else 2):
        return Verdict(False, " / ".join(p.text or "(kẻ)" for p in lines), "cấp trên, cơ quan, đường kẻ 1/3–1/2")
    bold = lines[-2].every(bold=True, size=(12, 13)) and all(p.text == p.text.upper() for p in lines)
    plain = len(lines) == 2 or lines[0].every(bold=False, size=(12, 13))
    return _short_rule(lines[-2], lines[-1], bold and plain)


@check_of(35, "tên loại, trích yếu, đường kẻ", STATE)
def subject_rule(case: Case) -> Verdict | None:
    if case.document.kind is Kind.LETTER:
        return None
    kind, subject, end = case.parts.kind, case.parts.subject, case.parts.under_subject
    if not kind or not subject or end is None or not end.is_rule:
        return Verdict(False, end.text if end else "không có", "tên loại, trích yếu, đường kẻ")
    styled = kind[0].text == str(case.document.kind).upper() and kind[0].every(bold=True, size=(13, 14))
    styled = styled and subject[0].every(bold=True, italic=False, size=(13, 14)) and not subject[0].text[:1].islower()
    return _short_rule(subject[0], end, styled and kind[0].align == subject[0].align == "center")


def _short_rule(above: ParagraphView, rule: ParagraphView, is_styled: bool) -> Verdict:
    room = above.width - above.left - above.right
    longest = widest_line(above.text, room, above.visible[0].size, bold=True)
    share = rule.rule_length / longest if longest else 0
    passed = is_styled and 1 / 3 <= share <= 1 / 2 and abs(rule.left - rule.right) < 0.2
    return Verdict(passed, f"{above.look()}; kẻ {share:.0%}", "IN HOA/đậm đúng cỡ; kẻ liền, giữa, dài 1/3–1/2")


@check_of(36, "số, ký hiệu", STATE)
def number(case: Case) -> Verdict | None:
    line = case.parts.number
    asked = "Số: N/…, nhóm nối bằng “-”, không cách; công văn không có CV; 13"
    if line is None:
        return Verdict(False, "không có", asked)
    pattern = _NUMBER if case.document.number is not None else _OPEN_NUMBER
    passed = bool(pattern.match(line.text)) and line.every(size=13, bold=False, italic=False)
    if case.document.kind is Kind.LETTER:
        passed = passed and not re.search(r"[/-]CV\b", line.text)
    return Verdict(passed and line.align == "center", line.look(), asked)


@check_of(36, "trích yếu công văn", STATE)
def letter_subject(case: Case) -> Verdict | None:
    if case.document.kind is not Kind.LETTER:
        return None
    below = case.parts.left[case.parts.left.index(case.parts.number) + 1 :] if case.parts.number else []
    line = below[0] if below else None
    passed = line is not None and line.text.startswith("V/v ") and line.align == "center"
    passed = passed and line.every(size=(12, 13), bold=False, italic=False) and abs(line.before - 6) < 0.1
    return Verdict(passed, line.look() if line else "không có", "V/v …, 12–13 đứng, cách số 6 pt")


@check_of(37, "căn cứ", STATE)
def grounds(case: Case) -> Verdict | None:
    if not case.document.grounds:
        return None
    lines = case.parts.grounds
    passed = len(lines) == len(case.document.grounds) and all(p.every(italic=True) for p in lines)
    passed = passed and all(p.text.endswith(";") for p in lines[:-1]) and lines[-1].text.endswith(".")
    passed = passed and not any(p.text.startswith("-") for p in lines)
    return Verdict(passed, " | ".join(p.look() for p in lines), "nghiêng; “;”, dòng cuối “.”; không gạch đầu dòng")


@check_of(38, "đoạn văn", STATE)
def paragraphs(case: Case) -> Verdict | None:
    def is_right(p: ParagraphView) -> bool:
        indent = (p.left + p.first) * 25.4 / 72
        pitch = p.line_rule == "auto" and 1 <= p.line <= 1.5
        indented = any(abs(indent - wanted) <= 0.2 for wanted in (10, 12.7))
        return pitch and indented and max(p.before, p.after) >= 6 and p.align == "both" and p.every(size=(13, 14))

    wrong = [p for p in case.parts.body if not is_right(p)]
    seen = f"{wrong[0].look()[:80]}, {wrong[0].align}" if wrong else "đúng"
    return Verdict(bool(case.parts.body) and not wrong, seen, "13–14, canh đều, lùi 10 hoặc 12,7 mm, ≥ 6 pt, 1–1,5")


@check_of(39, "Kính gửi", STATE)
def addressees(case: Case) -> Verdict | None:
    names = case.document.addressees
    if case.document.kind not in (Kind.LETTER, Kind.PROPOSAL, Kind.REPORT) or not names:
        return None
    lines = case.parts.addressees
    asked = "một nơi: cùng dòng; nhiều nơi: mỗi nơi một dòng “- …;”, cuối “.”, gạch thẳng cột dưới dấu hai chấm"
    first = case.parts.recipients[0].text if case.parts.recipients else ""
    if not lines or not lines[0].text.startswith("Kính gửi:") or first != "- Như trên;":
        return Verdict(False, f"{lines[0].text if lines else 'không có'}; {first}", asked)
    if len(names) == 1:
        return Verdict(len(lines) == 1 and len(lines[0].text) > len("Kính gửi:"), lines[0].text, asked)
    label, below = lines[0], lines[1:]
    colon = label.left + label.first + text_width("Kính gửi", label.visible[0].size)
    passed = label.text == "Kính gửi:" and len(below) == len(names)
    passed = passed and all(p.text.startswith("- ") and abs(p.left + p.first - colon) <= 4 for p in below)
    passed = passed and all(p.text.endswith(";") for p in below[:-1]) and below[-1].text.endswith(".")
    passed = passed and all(p.every(size=(13, 14), bold=False, italic=False) for p in lines)
    return Verdict(passed, " | ".join(p.text for p in lines), asked)


@check_of(40, "khối ký", STATE)
def signing(case: Case) -> Verdict | None:
    lines = case.parts.signing
    wrong = [p.text for p in lines if _SLASH.match(p.text)]
    passed = bool(lines) and not wrong and all(p.every(bold=True, italic=False, size=(13, 14)) for p in lines)
    return Verdict(passed, " / ".join(p.look() for p in lines), "đậm 13–14; TM., KT., TL., TUQ., không gạch chéo")


@check_of(40, "Nơi nhận", STATE)
def recipients(case: Case) -> Verdict | None:
    label, lines = case.parts.recipients_label, case.parts.recipients
    passed = label is not None and label.text == "Nơi nhận:" and label.every(size=12, bold=True, italic=True)
    passed = passed and bool(lines) and all(p.every(size=11, bold=False, italic=False) for p in lines)
    passed = passed and all(p.text.startswith("- ") and p.text.endswith(";") for p in lines[:-1])
    passed = passed and bool(re.match(r"- Lưu: VT\b.*\.$", lines[-1].text))
    return Verdict(passed, " | ".join(p.text for p in lines), "nhãn 12 đậm nghiêng; 11; “- …;”; cuối “- Lưu: VT, ….”")
