"""What OCR spoils in a known way is put right, and nothing else."""

from __future__ import annotations

import pytest

from vanban.files import mend, plausible
from vanban.files.rows import Piece


def line(text: str) -> list[Piece]:
    return [Piece(word, 10.0 * at, 0, 10.0 * at + 9, 10) for at, word in enumerate(text.split())]


def mended(*texts: str) -> list[str]:
    return [" ".join(piece.text for piece in each or []) for each in mend.mended([line(text) for text in texts])]


@pytest.mark.parametrize(
    ("read", "printed", "remark"),
    [
        ("công bô Danh mục", "công bố Danh mục", "the tone is lost"),
        ("Sở Văn hóa, Thẻ thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch", "the hat is lost"),
        ("KT. GIÁM ĐÓC", "KT. GIÁM ĐỐC", "in capitals"),
        ("cấp thâm quyên xem xét", "cấp thẩm quyền xem xét", "both syllables"),
        ("thầm quyền", "thẩm quyền", "another tone above the hat"),
        ("đê xuât, kêt luận;", "đề xuất, kết luận;", "punctuation stays"),
        ("công tỉnh thần cho", "công tinh thần cho", "the point of an i"),
        ("môi quôc gia", "môi quốc gia", "a stop without a tone"),
        ("Quyết định số 1743/QĐ- BGTVT ngày", "Quyết định số 1743/QĐ-BGTVT ngày", "a blank in a symbol"),
        ("Số: l1 /TB-UBND", "Số: 11 /TB-UBND", "letters for figures"),
        ("Số: 1849 _/BGDĐT-GDPT", "Số: 1849 /BGDĐT-GDPT", "the dots under a number"),
        ("Só:542_ /TB-UBND", "Số: 542 /TB-UBND", "the word itself"),
        ("theo quy định .J.", "theo quy định ./.", "the sign of the end"),
        ("địa bàn tỉnh)./", "địa bàn tỉnh)./", "a sign that is not whole stays"),
        ("số 08/2025/TT-BNNMTT sửa đổi", "số 08/2025/TT-BNNMT sửa đổi", "a letter too many in a symbol"),
        ("1744/QĐ-BGTYVT,", "1744/QĐ-BGTVT,", "the same"),
        ("PHO CHU TỊCH", "PHÓ CHỦ TỊCH", "the signer's title"),
    ],
)
def test_puts_right_what_was_spoilt(read, printed, remark):
    assert mended(read) == [printed], remark


@pytest.mark.parametrize(
    "text",
    [
        "có bản sao kèm theo",  # not cơ bản
        "hội trường tầng 2, Hội trưởng Hội Nông dân",  # two words that differ by the tone
        "môi trường; mối quan hệ",
        "chỉ tiêu, chỉ số, chỉ đạo",
        "đê điều và phòng chống lụt bão",  # dykes are not để
        "thống kê, kê khai",
        "phân công, phân cấp",
        "bộ đội; bố mẹ; bổ sung",
        "vấn đề các đơn vị nêu",  # the middle one belongs to the word before
        "quần chúng Nhân dân; trao đổi với nhau",
        "hàng quý, hàng năm, hằng quý",
        "Ngày 09 tháng 6 năm 2025, Chính phủ ban hành",
        "kể từ ngày ký ban hành đến hết tháng 12 năm 2025",
        "12/QĐ-UBND 15/KH-BCĐ 299/UBND-TTHC 7432/UBND-XD 9/BTC-QLCS 5/2024/TT-BTTTT 6/BC-STTTT",
        "tô, chức",  # a comma parts words
        "Kon Plông, Ia Grai, Đăk Tô",
        "Số 49-CV/BDVHU",
        "lo lắng Io 2 lOO",  # letters for figures only behind Số and before a symbol
        "10 /12/2024",
        "https://abc.gov.vn/van-ban.",
        "",
    ],
)
def test_leaves_other_words_alone(text):
    assert mended(text) == [text]


def test_mends_a_word_that_runs_over_a_line_end():
    assert mended("về tô", "chức thực hiện") == ["về tổ", "chức thực hiện"]


def test_the_words_are_what_the_file_says_they_are():
    for word, wrong in mend._entries():
        assert 1 <= len(word.split()) <= 2, word
        if wrong is None and "ttđt" not in word:
            assert all(map(plausible.is_syllable, word.split())), word
            assert any(len(mend.damages(syllable)) > 1 for syllable in word.split()), word


def test_no_known_word_is_taken_for_a_damaged_one():
    assert not [word for word in mend._known() if word in mend._damaged()]
    assert len(mend._damaged()) > 5_000


def test_a_mended_text_is_mended_no_further():
    texts = ["cấp thâm quyên xem xét đê xuât", "GIÁM ĐÓC SỞ"]

    once = mended(*texts)

    assert mended(*once) == once


@pytest.mark.parametrize(
    ("read", "printed", "remark"),
    [
        ("A, ngày 06 tháng I1 năm 2024", "A, ngày 06 tháng 11 năm 2024", "a letter for a figure"),
        ("A, ngày⁄{5 tháng 01 năm 2025", "A, ngày tháng 01 năm 2025", "a hand's day is no day"),
        ("A, ngày # tháng 01 năm 2025", "A, ngày tháng 01 năm 2025", "the same apart"),
        ("A, ngày15 tháng 01 năm 2025", "A, ngày 15 tháng 01 năm 2025", "printed too near"),
        ("A, ngày 15 tháng 01 năm 2025", "A, ngày 15 tháng 01 năm 2025", "a day"),
        ("A, ngày tháng 01 năm 2025", "A, ngày tháng 01 năm 2025", "left open"),
        ("ngày làm việc kể từ tháng 5 năm 2025", "ngày làm việc kể từ tháng 5 năm 2025", "no date"),
        ("Nguyên Văn Mẫu", "Nguyễn Văn Mẫu", "a surname"),
        ("Ñguyên Văn Mẫu", "Nguyễn Văn Mẫu", "its first letter spoilt too"),
        ("Nguyên Giám đốc Sở", "Nguyên Giám đốc Sở", "a former director"),
        ("Tây Nguyên", "Tây Nguyên", "a region"),
    ],
)
def test_reads_dates_and_names(read, printed, remark):
    assert mended(read) == [printed], remark


def test_reads_the_sign_of_an_item_as_a_dash_among_dashes():
    assert mended("- Như trên;", "~ Phó Chủ tịch;") == ["- Như trên;", "- Phó Chủ tịch;"]
    assert mended("Như sau:", "“ Phó Chủ tịch”") == ["Như sau:", "“ Phó Chủ tịch”"]
