"""How far a reading may be trusted: `sure` is kept for what is printed in one of the plain ways.

A duty is plain where a bid lays it on a body in so many words (`Giao Sở Y tế ...`) or the heading above names the body,
the name of the body is nothing but a name, and no word of time, sending or quotation in it was left over. Whatever is
less plain may be just as right, but not 99 times in 100. From a picture, figures and names are never sure.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from vanban.model import Assignment, Citation, Confidence, DutyKind, Item, OwnerSource, Reading, Signer

T = TypeVar("T")

_BID = re.compile(
    r"(?:[^\W\d_]+,?\s+){0,8}?(?:(?:để|nhằm|căn\s+cứ)\s[^.;:]{5,160},\s?)?(?:[^\W\d_]+\s){0,8}?"
    r"(?:giao|đề\s+nghị|yêu\s+cầu|phân\s+công|chỉ\s+đạo|đề\s+xuất)\s",
    re.IGNORECASE,
)
_OF_TIME = re.compile(
    r"\b(?:trước\s+ngày|hằng|hàng\s+(?:ngày|tuần|tháng|năm|quý)|định\s+kỳ|chậm\s+nhất|ngay\s+sau|thời\s+(?:hạn|gian)"
    r"|hết\s+ngày)\b",
    re.IGNORECASE,
)
_SENDS = re.compile(
    r"(?:(?:định\s+kỳ|hằng|hàng|trước|chậm)\s[^;.]{0,40},\s*)?"
    r"(?:báo\s+cáo|gửi|trình|tham\s+mưu|đề\s+xuất|cung\s+cấp|thông\s+báo|phản\s+ánh)\b",
    re.IGNORECASE,
)
# What no name of a body holds: signs and words of the sentence around it.
_NO_NAME = re.compile(
    r"[():;“”\"]|\b(?:sau|nào|không|một\s+số|theo|được|chịu|gồm|đồng\s+chí|căn\s+cứ|phải|tặng|đúng|nội\s+dung|việc)\b"
)
_GROUP = re.compile(r"(?:các|những|cấp|chi|đảng|toàn)\b")
_PLACE = re.compile(r"(?:tỉnh|thành phố|xã|phường|huyện)\s", re.IGNORECASE)
# A thing, a state or a ground where a deed is looked for.
_NO_DEED = re.compile(
    r"(?:có|đạt|là|không|luật|nghị\s+định|nghị\s+quyết|quyết\s+định|công\s+văn|thông\s+tư|điều\s+lệ|đơn|hồ\s+sơ|danh\s+sách"
    r"|tại|đối\s+chiếu|đối\s+với)\b",
    re.IGNORECASE,
)
_NO_PROSE = re.compile(r"[“”\"~|^{}_:]|\.\s+[A-ZĐ]")
_HELD_OPEN = re.compile(r"(?:chủ\s+trì,\s+)?phối\s+hợp\s+(?:với\s+)?[^;.]*(?:liên\s+quan|địa\s+phương|đơn\s+vị)$")
_GENERAL = re.compile(r"(?:triển\s+khai\s+thực\s+hiện|tổ\s+chức\s+thực\s+hiện|thực\s+hiện)[.\s/]*$")
_LEAST, _MOST, _LONGEST_NAME, _MOST_OWNERS = 40, 450, 70, 3
_CLEAN_TITLE = re.compile(r"[^\W\d_]+(?:[ ,./–-]+[^\W\d_]+)*\.?")
_SYMBOL_OF = {
    "nghị quyết": ("NQ", "QH", "UBTVQH", "HĐND"), "quyết định": ("QĐ",), "chỉ thị": ("CT",), "thông tư": ("TT", "TTLT"),
    "nghị định": ("NĐ",), "kế hoạch": ("KH",), "thông báo": ("TB",), "hướng dẫn": ("HD",), "báo cáo": ("BC",),
    "tờ trình": ("TTr",), "công điện": ("CĐ",), "kết luận": ("KL",), "luật": ("QH",), "chương trình": ("CTr",),
}  # fmt: skip
_PARTS = re.compile(r"[/\s-]+")


def weighed(duty: Assignment) -> Assignment:
    """Give a duty without the mark `sure` where it is not printed plainly."""
    if duty.confidence is not Confidence.SURE or (_is_plain(duty) and _is_laid_plainly(duty)):
        return duty
    return replace(duty, confidence=Confidence.LIKELY)


def _is_plain(duty: Assignment) -> bool:
    text = duty.text
    if not _LEAST <= len(text) <= _MOST or _NO_PROSE.search(text) or _NO_DEED.match(text):
        return False
    rest = text
    if duty.deadline is not None:
        rest = text.replace(" ".join(duty.deadline.text.split()), "", 1)
    elif duty.recurrence:
        rest = ""
    if _OF_TIME.search(rest) or any(each.every is None for each in duty.recurrence):
        return False
    if duty.deliver_to is None and (duty.kind is DutyKind.REPORT or _SENDS.match(text)):
        return False
    # The whole line says no more than that it be done: its kind is anybody's guess.
    return not (_HELD_OPEN.search(text) or (len(text) < 2 * _LEAST and _GENERAL.search(text)))


def _is_laid_plainly(duty: Assignment) -> bool:
    if duty.owner_source is OwnerSource.CLAUSE:
        if duty.text[:1].islower() or not _BID.match(duty.text):
            return False
    elif duty.owner_source is OwnerSource.HEADING:
        # What begins in lower case or holds several clauses may be cut in the wrong place.
        if duty.text[:1].islower() or ";" in duty.text:
            return False
    elif duty.owner_source is not OwnerSource.TABLE:
        return False
    return len(duty.owners) <= _MOST_OWNERS and all(_is_name(owner.name) for owner in duty.owners)


def _is_name(name: str) -> bool:
    if " " not in name and not name.isupper():
        return False
    if len(name) > _LONGEST_NAME or _NO_NAME.search(name) or _PLACE.match(name):
        return False
    return not name[:1].islower() or bool(_GROUP.match(name))


def is_like_its_type(number: str, doc_type: str | None) -> bool:
    """Tell whether a symbol holds the letters of the type that is printed before it.

    >>> is_like_its_type("12/QĐ-UBND", "Quyết định"), is_like_its_type("12/QĐĐ-UBND", "Quyết định")
    (True, False)
    """
    letters = _SYMBOL_OF.get((doc_type or "").lower())
    if letters is None:
        return True
    return any(re.sub(r"\d+$", "", part) in letters for part in _PARTS.split(number.replace("–", "-")))


def is_clean_title(*lines: str | None) -> bool:
    """Tell whether the lines of a signature hold letters and no strokes of a pen or a seal."""
    return all(line is None or _CLEAN_TITLE.fullmatch(line) for line in lines)


def as_recognised(reading: Reading) -> Reading:
    """Give a reading of recognised letters: figures and names are likely at best, whatever else speaks for them."""

    def item(read: Item[T] | None) -> Item[T] | None:
        return read if read is None else replace(read, confidence=_at_best(read.confidence))

    def duty(read: Assignment) -> Assignment:
        has_figures = read.deadline is not None or bool(read.recurrence)
        return replace(read, confidence=_at_best(read.confidence)) if has_figures else read

    signer: Signer | None = reading.signer
    if signer is not None:
        signer = replace(signer, confidence=_at_best(signer.confidence))
    citations: tuple[Citation, ...] = tuple(
        replace(each, confidence=_at_best(each.confidence)) for each in reading.citations
    )
    return replace(
        reading,
        number=item(reading.number),
        place=item(reading.place),
        date=item(reading.date),
        issuer=reading.issuer if reading.issuer and is_clean_title(reading.issuer.value) else item(reading.issuer),
        subject=item(reading.subject),
        signer=signer,
        citations=citations,
        assignments=tuple(duty(each) for each in reading.assignments),
    )


def _at_best(confidence: Confidence) -> Confidence:
    return Confidence.LIKELY if confidence is Confidence.SURE else confidence
