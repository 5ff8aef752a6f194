"""Our table of widths against the font itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from nhipcau.drafting.metrics import balanced_room, leaves_a_word_alone, text_width, widest_line

FONTS = Path("/usr/share/fonts/truetype/croscore")
FACES = (("Regular", False, False), ("Bold", True, False), ("Italic", False, True), ("BoldItalic", True, True))
LINES = (
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Thuận Bắc, ngày 05 tháng 02 năm 2026 “ươ ỨỬỪ”",
)


@pytest.mark.parametrize(("face", "bold", "italic"), FACES)
@pytest.mark.parametrize("line", LINES)
def test_widths_are_those_of_the_font(face, bold, italic, line):
    path = FONTS / f"Tinos-{face}.ttf"
    if not path.exists():
        pytest.skip("fonts-croscore (Tinos) is not installed: widths cannot be measured again")
    from PIL import ImageFont, features

    layout = ImageFont.Layout.BASIC
    assert features is not None
    measured = ImageFont.truetype(str(path), 2048, layout_engine=layout)
    without_kerning = sum(measured.getlength(char) for char in line) * 15 / 2048

    assert text_width(line, 15, bold=bold, italic=italic) == pytest.approx(without_kerning, rel=0.001)


def test_the_party_title_is_73_mm_long():
    assert text_width("ĐẢNG CỘNG SẢN VIỆT NAM", 15, bold=True) * 25.4 / 72 == pytest.approx(72.9, abs=0.2)


def test_an_unknown_character_has_a_width():
    assert text_width("字", 14) > 0


def test_balanced_lines_need_no_more_lines():
    text = "tiếp tục nâng cao chất lượng, hiệu quả công tác kết nghĩa với các xã, thôn"

    room = balanced_room(text, 300, 15, bold=True)

    assert room < 300
    assert widest_line(text, room, 15, bold=True) <= room


@pytest.mark.parametrize(
    ("text", "room", "alone"),
    [
        ("TRƯỞNG BAN DÂN VẬN HUYỆN UỶ", 230, True),
        ("PHÓ BÍ THƯ THƯỜNG TRỰC HUYỆN UỶ", 226, False),
        ("TRƯỞNG BAN", 226, False),
        ("", 226, False),
    ],
)
def test_a_word_alone_on_the_last_line_is_seen(text, room, alone):
    assert leaves_a_word_alone(text, room, 14) is alone
