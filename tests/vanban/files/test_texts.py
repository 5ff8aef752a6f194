"""Plain text in every encoding."""

from __future__ import annotations

import unicodedata

import pytest

from tests.vanban.files import papers
from vanban import files
from vanban.files import Kind, Problem, Unreadable, legacy, plausible

UNICODE = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\nngày 12 tháng 3 năm 2003 của Ủy ban nhân dân"
)
TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\nngµy 12 th¸ng 3 n¨m 2003 cña ñy ban nh©n d©n"
VNI = (
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do - Haïnh phuùc\n"
    "ngaøy 12 thaùng 3 naêm 2003 cuûa UÛy ban nhaân daân"
)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (UNICODE.encode(), "utf-8"),
        (UNICODE.encode("utf-8-sig"), "utf-8"),  # Notepad's mark
        (unicodedata.normalize("NFD", UNICODE).encode(), "utf-8"),  # a Mac's file
        (UNICODE.encode("utf-16"), "utf-16"),
        (UNICODE.encode("utf-16-be"), "utf-16"),  # without a mark
        (UNICODE.encode("utf-16-le"), "utf-16"),
        (UNICODE.replace("\n", "\r\n").encode(), "utf-8"),
        (VNI.encode("cp1252"), "VNI"),
        (VNI.encode(), "VNI"),  # pasted from an old file into a new editor
    ],
)
def test_reads_the_same_text_from_every_encoding(data, encoding):
    source = files.load_bytes(data, "thu.txt")

    assert source.text == UNICODE
    assert source.encoding == encoding


@pytest.mark.parametrize("data", [TCVN3.encode("latin-1"), TCVN3.encode()])
def test_reads_tcvn3_save_for_capitals_that_only_the_font_knew(data):
    source = files.load_bytes(data, "thu.txt")

    assert source.text == UNICODE.replace("Ủy ban", "ủy ban")
    assert source.encoding == "TCVN3"
    assert source.notes == ("đã chuyển mã TCVN3 sang Unicode",)


def test_reads_windows_1258():
    # The code page holds letters with hats and horns whole, tone marks apart.
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    parts = []
    for letter in UNICODE:
        decomposed = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in tones))
        parts.append(base + "".join(mark for mark in decomposed if mark in tones))

    source = files.load_bytes("".join(parts).encode("cp1258"), "thu.txt")

    assert source.text == UNICODE
    assert source.encoding == "windows-1258"


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        (UNICODE, "Unicode"),
        ("", "nothing"),
        ("Plain English without any marks at all.", "English"),
        ("Ça va? Noël à l'été, où naïve façade, cœur, garçon, déjà vu, forêt, maïs", "French has such letters too"),
        ("Größe, Übung, Mädchen, Straße, öffentlich, schön", "German"),
        ("Lưu trữ ở Đắk Lắk: 20 °C, ± 5 %, § 3, © 2024", "signs of Latin-1 in a Unicode text"),
        ("Giá: 5×10³ m², 7÷8 giờ; số 12/UBND-KT", "technical signs"),
    ],
)
def test_takes_no_other_text_for_a_legacy_one(text, remark):
    assert legacy.told(text) is None, remark


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", legacy.Legacy.TCVN3, False),
        (".VnTimeH", legacy.Legacy.TCVN3, True),
        (".VnArialH", legacy.Legacy.TCVN3, True),
        ("ABCDEF+.VnTimeH-Bold", legacy.Legacy.TCVN3, True),
        ("VNI-Times", legacy.Legacy.VNI, False),
        ("Times New Roman", None, False),
        ("Arial", None, False),
        ("BCDEEE+TimesNewRomanPS-BoldMT", None, False),
    ],
)
def test_knows_old_fonts_by_name(font, encoding, capitals):
    assert legacy.font_encoding(font) == encoding
    assert legacy.font_of_capitals(font) is capitals


def test_every_letter_of_vietnamese_survives_tcvn3():
    letters = "aàáảãạăằắẳẵặâầấẩẫậđeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
    table = {letter: code for code, letter in zip(legacy._TCVN3_CODES, legacy._TCVN3_LETTERS, strict=True)}

    typed = "".join(table.get(letter, letter) for letter in letters)

    assert len(set(legacy._TCVN3_CODES)) == len(legacy._TCVN3_CODES) == 74
    assert legacy.from_tcvn3(typed) == letters
    assert legacy.from_tcvn3(typed, capitals=True) == letters.upper()


def test_every_letter_of_vietnamese_stands_in_vni():
    wanted = set("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")

    assert wanted <= set(legacy._vni_table().values())
    assert {letter.upper() for letter in wanted} <= set(legacy._vni_table().values())


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("nghiêng", True), ("Khuyến", True), ("quốc", True), ("giữa", True), ("ở", True), ("ỦY", True), ("khuỷu", True),
        ("huơ", True), ("đường", True), ("BCĐ", False), ("nh©n", False), ("thñ", False), ("năăm", False),
        ("street", False), ("bộp̀", False),
    ],
)  # fmt: skip
def test_tells_a_syllable(word, is_one):
    assert plausible.is_syllable(word) is is_one


def test_tells_markdown_by_name_or_by_what_it_holds():
    assert files.looks_like(b"mot dong", "ghi-chu.md") is Kind.MARKDOWN
    assert files.looks_like("# Đề mục\n\n| a | b |\n\n**đậm** và\n> trích".encode(), "x.txt") is Kind.MARKDOWN
    assert files.looks_like(papers.TEXT.encode(), "x.txt") is Kind.TEXT


def test_the_text_stands_in_the_form_that_is_read():
    from vanban import normalise

    source = files.load_bytes("Thƣ\u200b viện\u00a0tỉnh\r\nÐộc lập".encode(), "x.txt")

    assert source.text == "Thư viện tỉnh\nĐộc lập"
    assert normalise(source.text) == source.text


@pytest.mark.parametrize("data", [b"", b"  \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00\x00\x00"])
def test_refuses_an_empty_file(data):
    with pytest.raises(Unreadable, match="Tệp rỗng") as refused:
        files.load_bytes(data, "x.txt")

    assert refused.value.kind is Problem.EMPTY
