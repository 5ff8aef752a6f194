"""Checks of the Party profiles: signing block and Nơi nhận."""

from __future__ import annotations

import re

from nhipcau.drafting.checks.registry import PARTY, Case, Verdict, check_of
from nhipcau.drafting.content import SigningForm
from nhipcau.text import fold

_PARTY_MARK = re.compile(r"^(T/M|K/T|T/L) \S|^Q\. \S")
_STATE_MARK = re.compile(r"^(TM|KT|TL|TUQ)\b|^T/(?![ML] )|^K/(?!T )|^Q(?!\. )\.")
_COLLECTIVE = re.compile(r"^(tinh uy|thanh uy|huyen uy|dang uy|quan uy|chi bo|uy ban kiem tra|ban chap hanh)\b")
_STEERING = re.compile(r"^(ban chi dao|tieu ban|hoi dong)\b")
_RANK = re.compile(r"^(GS|PGS|TS|ThS|Ths|CN|KS|BS|NGND|NGƯT|Tiến sĩ|Thạc sĩ|Đại t|Thượng t|Trung t|Thiếu t)[.\s]")


@check_of(22, "ghi quyền hạn", PARTY)
def authority_marks(case: Case) -> Verdict | None:
    lines = [p.text for p in (*case.parts.signing, *case.parts.left_signing)]
    wrong = [text for text in lines if _STATE_MARK.match(text)]
    return Verdict(bool(lines) and not wrong, "; ".join(wrong or lines[:1]), "chỉ T/M, K/T, T/L, Q.")


@check_of(23, "tập thể cấp uỷ ký", PARTY)
def collective(case: Case) -> Verdict | None:
    if not _COLLECTIVE.match(fold(case.document.issuer.name)) or case.document.co_signers:
        return None
    first = case.parts.signing[0].text if case.parts.signing else ""
    return Verdict(first.startswith(("T/M ", "T/L ")), first, "T/M … (hoặc T/L), không K/T")


@check_of(24, "cỡ, kiểu chữ khối ký", PARTY)
def signing_styles(case: Case) -> Verdict | None:
    lines = case.parts.signing
    if not lines:
        return Verdict(False, "không có", "khối ký")
    name = lines[-1] if case.document.signer.name else None
    titles = lines[:-1] if name else lines
    passed = bool(titles) and all(p.every(size=14, italic=False) and p.align == "center" for p in lines)
    passed = passed and titles[0].every(bold=True) and titles[0].text == titles[0].text.upper()
    if re.match("(T/M|K/T|T/L) ", titles[0].text):
        passed = passed and all(p.every(bold=False) and p.text == p.text.upper() for p in titles[1:])
    if name:
        passed = passed and name.every(bold=True) and not _RANK.match(name.text) and name.text != name.text.upper()
    return Verdict(
        passed, " / ".join(p.look() for p in lines), "14; dòng đầu đậm, chức vụ dưới T/M, K/T, T/L không đậm; tên đậm"
    )


@check_of(25, "ban chỉ đạo không có con dấu", PARTY)
def steering_body(case: Case) -> Verdict | None:
    is_steering = _STEERING.match(fold(case.document.issuer.name)) and not case.document.issuer.has_seal
    if not is_steering and case.document.signer.form is not SigningForm.KIEM:
        return None
    lines = case.parts.signing[:-1] if case.document.signer.name else case.parts.signing
    places = [place for place, p in enumerate(lines) if p.text == "kiêm"]
    passed = len(places) == 1 and 0 < places[0] < len(lines) - 1 and lines[places[0]].every(bold=False)
    passed = passed and all(p.every(bold=True) and p.text == p.text.upper() for p in lines if p.text != "kiêm")
    passed = passed and not any(_PARTY_MARK.match(p.text) for p in lines)
    return Verdict(passed, " / ".join(p.look() for p in lines), "chức vụ / kiêm / chức vụ; không K/T, T/M")


@check_of(26, "văn bản liên cơ quan", PARTY)
def joint(case: Case) -> Verdict | None:
    if not case.document.co_signers:
        return None
    lead, other = case.document.signer, case.document.co_signers[0]
    right, left = [p.text for p in case.parts.signing], [p.text for p in case.parts.left_signing]
    passed = bool(right and left) and lead.titles[0].upper() in right[0] and other.titles[0].upper() in left[0]
    return Verdict(passed, f"trái: {left[:1]}, phải: {right[:1]}", "cơ quan chủ trì ở bên phải")


@check_of(27, "nhãn Nơi nhận", PARTY)
def recipients_label(case: Case) -> Verdict | None:
    label = case.parts.recipients_label
    asked = "“Nơi nhận:” 14 đứng, không đậm, gạch chân (trừ dấu hai chấm), dòng riêng, bên trái"
    if label is None:
        return Verdict(False, "không có", asked)
    underlined = "".join(run.text for run in label.runs if run.underline)
    passed = label.text == "Nơi nhận:" and underlined == "Nơi nhận" and label.align == "left" and label.left == 0
    return Verdict(passed and label.every(size=14, bold=False, italic=False), label.look(), asked)


@check_of(28, "danh sách nơi nhận", PARTY)
def recipients(case: Case) -> Verdict | None:
    lines = case.parts.recipients
    mark = ";" if case.profile.key == "hd05" else ","
    passed = bool(lines) and all(p.every(size=12, bold=False, italic=False) for p in lines)
    passed = passed and all(p.text.startswith("- ") for p in lines)
    passed = passed and all(p.text.endswith(mark) for p in lines[:-1])
    last = lines[-1].text if lines else ""
    is_filing = bool(re.match(r"- Lưu (?!VT\b)[^:]+\.$", last))
    return Verdict(passed and is_filing, " | ".join(p.text for p in lines), f"12; “- …{mark}”; cuối “- Lưu ….”")
