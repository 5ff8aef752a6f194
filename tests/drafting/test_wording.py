"""Marks, first letters, spelling: what layout adds to what people give."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nhipcau.drafting import profiles
from nhipcau.drafting.cleaning import clean, cleaned
from nhipcau.drafting.content import Kind, Paragraph, Run, Signer, SigningForm, Spelling
from nhipcau.drafting.spelling import spell
from nhipcau.drafting.wording import (
    ended,
    grounds_lines,
    recipient_lines,
    roman,
    runs_of,
    signing_lines,
    subject_line,
    with_marks,
)
from tests.drafting.samples import document

HD36, HD05, ND30 = (profiles.by_key(key) for key in ("hd36", "hd05", "nd30"))


@pytest.mark.parametrize(
    ("word", "last", "first"),
    [
        ("Uỷ ban", "Uỷ ban", "Ủy ban"),
        ("lũy kế", "luỹ kế", "lũy kế"),
        ("HOẢ TỐC", "HOẢ TỐC", "HỎA TỐC"),
        ("khóa", "khoá", "khóa"),
        ("khoẻ", "khoẻ", "khỏe"),
        # Words in which both ways of writing agree.
        ("quý", "quý", "quý"),
        ("quỳ", "quỳ", "quỳ"),
        ("hoàn toàn", "hoàn toàn", "hoàn toàn"),
        ("thuyết", "thuyết", "thuyết"),
        ("Đảng", "Đảng", "Đảng"),
        ("thoại", "thoại", "thoại"),
    ],
)
def test_tone_marks_stand_where_the_setting_has_them(word, last, first):
    assert spell(word, Spelling.LAST_VOWEL) == last
    assert spell(word, Spelling.FIRST_VOWEL) == first


def test_given_names_keep_their_spelling():
    sample = replace(document(HD05, Kind.LETTER), addressees=("Đảng ủy xã Hòa Mẫu",), spelling=Spelling.LAST_VOWEL)

    from nhipcau.drafting.wording import addressee_lines

    assert addressee_lines(sample, HD05) == ["Đảng ủy xã Hòa Mẫu"]


@pytest.mark.parametrize(
    ("profile", "kind", "subject", "wanted"),
    [
        (HD05, Kind.LETTER, "Tiếp tục nâng cao", "về việc tiếp tục nâng cao"),
        (HD05, Kind.LETTER, "V/v tiếp tục nâng cao", "về việc tiếp tục nâng cao"),
        (HD05, Kind.LETTER, "Về việc tiếp tục nâng cao.", "về việc tiếp tục nâng cao"),
        (ND30, Kind.LETTER, "Về việc tiếp tục nâng cao", "V/v tiếp tục nâng cao"),
        (ND30, Kind.LETTER, "tiếp tục nâng cao", "V/v tiếp tục nâng cao"),
        (HD05, Kind.REPORT, "Kết quả công tác", "kết quả công tác"),
        (HD05, Kind.REPORT, "UBND huyện thực hiện", "UBND huyện thực hiện"),
        (HD05, Kind.REPORT, "Ban Dân vận thực hiện", "Ban Dân vận thực hiện"),
        (HD36, Kind.DECISION, "V/v thành lập", "về việc thành lập"),
        (ND30, Kind.REPORT, "kết quả công tác", "Kết quả công tác"),
        (ND30, Kind.DECISION, "v/v thành lập", "Về việc thành lập"),
    ],
)
def test_subject_line(profile, kind, subject, wanted):
    assert subject_line(replace(document(profile, kind), subject=subject), profile) == wanted


@pytest.mark.parametrize(
    ("profile", "wanted"),
    [
        (HD36, ["Căn cứ A;", "Căn cứ B,"]),
        (HD05, ["- Căn cứ A;", "- Căn cứ B."]),
        (ND30, ["Căn cứ A;", "Căn cứ B."]),
    ],
)
def test_grounds_get_the_marks_of_the_profile(profile, wanted):
    sample = replace(document(profile, Kind.DECISION), grounds=("- Căn cứ A.", "Căn cứ B;"))

    assert grounds_lines(sample, profile) == wanted


@pytest.mark.parametrize(
    ("profile", "archive", "last"),
    [
        (HD36, "Văn phòng Huyện uỷ", "- Lưu Văn phòng Huyện uỷ."),
        (HD05, "Lưu: Văn phòng Huyện uỷ.", "- Lưu Văn phòng Huyện uỷ."),
        (ND30, "DT", "- Lưu: VT, DT."),
        (ND30, "VT, DT (02).", "- Lưu: VT, DT (02)."),
        (ND30, "", "- Lưu: VT."),
    ],
)
def test_recipients_end_with_the_place_of_filing(profile, archive, last):
    sample = replace(document(profile, Kind.LETTER), archive=archive)

    lines = recipient_lines(sample, profile)

    assert lines[-1] == last
    assert lines[0] == ("- Như trên," if profile is HD36 else "- Như trên;")


def test_as_above_typed_by_hand_stands_once_and_first():
    sample = replace(document(HD05, Kind.LETTER), recipients=("Thường trực Huyện uỷ", "- Như trên;"))

    assert recipient_lines(sample, HD05)[:2] == ["- Như trên;", "- Thường trực Huyện uỷ;"]


def test_a_party_report_has_no_as_above():
    sample = replace(document(HD05, Kind.REPORT), addressees=("Huyện uỷ",))

    assert not any("Như trên" in line for line in recipient_lines(sample, HD05))


@pytest.mark.parametrize(
    ("profile", "signer", "bold", "under"),
    [
        (HD05, Signer("Ban Thường vụ", ("Bí thư",), None, SigningForm.ON_BEHALF), ("T/M BAN THƯỜNG VỤ",), ("BÍ THƯ",)),
        (HD05, Signer("Ban Bí thư", (), None, SigningForm.ON_BEHALF), ("T/M BAN BÍ THƯ",), ()),
        (HD05, Signer(None, ("Trưởng Ban",), None, SigningForm.ACTING), ("Q. TRƯỞNG BAN",), ()),
        (
            HD05,
            Signer("Ban Thường vụ", ("Chánh Văn phòng",), None, SigningForm.BY_ORDER),
            ("T/L BAN THƯỜNG VỤ",),
            ("CHÁNH VĂN PHÒNG",),
        ),
        (
            HD05,
            Signer(None, ("Bí thư", "Trưởng Ban Chỉ đạo"), None, SigningForm.KIEM),
            ("BÍ THƯ", "TRƯỞNG BAN CHỈ ĐẠO"),
            (),
        ),
        (ND30, Signer("Chủ tịch", ("Phó Chủ tịch",), None, SigningForm.FOR_HEAD), ("KT. CHỦ TỊCH",), ("PHÓ CHỦ TỊCH",)),
        (
            ND30,
            Signer("Giám đốc", ("Trưởng phòng",), None, SigningForm.AUTHORISED),
            ("TUQ. GIÁM ĐỐC",),
            ("TRƯỞNG PHÒNG",),
        ),
    ],
)
def test_signing_lines(profile, signer, bold, under):
    assert signing_lines(signer, profile) == (bold, under)


def test_the_party_has_no_authorised_form():
    with pytest.raises(ValueError, match="T/L"):
        signing_lines(Signer("Trưởng Ban", ("Phó Trưởng Ban",), None, SigningForm.AUTHORISED), HD05)


@pytest.mark.parametrize(("profile", "end"), [(HD36, "."), (HD05, "."), (ND30, "./.")])
@pytest.mark.parametrize("typed", ["thực hiện", "thực hiện.", "thực hiện./.", "thực hiện ;"])
def test_the_body_ends_with_the_mark_of_the_profile(profile, end, typed):
    (last,) = ended((Paragraph((Run("Đề nghị "), Run(typed, bold=True))),), profile)

    assert runs_of(last.text)[-1] == Run("thực hiện" + end, bold=True)


def test_marks_that_people_typed_are_replaced():
    assert with_marks(("- A;", "B.", " ", "C"), "- ", ";", ".") == ["- A;", "- B;", "- C."]


@pytest.mark.parametrize(("value", "wanted"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (39, "XXXIX")])
def test_roman(value, wanted):
    assert roman(value) == wanted


@pytest.mark.parametrize(
    ("typed", "wanted", "remark"),
    [
        ("a\x00b\x08c", "abc", "controls"),
        ("a\ud800b", "ab", "half of a surrogate pair"),
        ("dòng một\r\ndòng hai\t x", "dòng một dòng hai x", "one line"),
        ("xuo\u0302\u0301ng", "xuống", "composed"),
        ("a\u202eb\u200bc\ufeff", "abc", "turned-round and invisible characters"),
        ("\ue000x\uffff", "x", "private use, not a character"),
        ("<b>&amp;", "<b>&amp;", "markup is text"),
        ("Số \u00a0\u00a0-TB", "Số \u00a0\u00a0-TB", "room for a number stays"),
    ],
)
def test_typed_text_is_made_safe(typed, wanted, remark):
    assert clean(typed) == wanted, remark
    assert clean(clean(typed)) == clean(typed)


def test_cleaning_reaches_every_text_of_a_document():
    sample = replace(document(HD05, Kind.LETTER), body=(Paragraph((Run("a\x00 "), Run("b\x0b"))),), place="X\x07")

    done = cleaned(sample)

    assert done.place == "X"
    assert done.body[0].text[0].text == "a "
