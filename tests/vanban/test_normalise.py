"""The one form that is read: what machines write in several ways becomes one, and what is printed stays."""

from __future__ import annotations

import unicodedata

import pytest

from vanban import normalise


@pytest.mark.parametrize(
    ("text", "read", "remark"),
    [
        (unicodedata.normalize("NFD", "Ủy ban nhân dân xã Thủy Điền"), "Ủy ban nhân dân xã Thủy Điền", "decomposed"),
        ("u\u031b\u0323", "ự", "horn, then dot"),
        ("o\u0302\u0301", "ố", "hat, then tone"),
        ("Thƣ viện đƣợc sử dụng", "Thư viện được sử dụng", "gha for a horned u"),
        ("TRƢỜNG", "TRƯỜNG", "the same in capitals"),
        ("Ðiều 1", "Điều 1", "the Icelandic letter"),
        ("ðã", "đã", "the same, small"),
        ("Ɖề án", "Đề án", "the African letter"),
        ("CỘNG HÕA", "CỘNG HÒA", "tilde for grave"),
        ("TÕA ÁN", "TÒA ÁN", "tilde for grave"),
        ("KHÕA", "KHÒA", "tilde for grave"),
        ("VĂN PHÕNG", "VĂN PHÒNG", "tilde for grave before NG"),
        ("dòng một\r\ndòng hai\rdòng ba", "dòng một\ndòng hai\ndòng ba", "line ends of three systems"),
        ("một\u2028hai\u2029ba\u0085bốn\x0bnăm", "một\nhai\nba\nbốn\nnăm", "rarer line ends"),
        ("Số:\u00a012\u202f/\u2003TB", "Số: 12 / TB", "blanks of every width"),
        ("\ufeffTHÔNG\u200b BÁO\u00ad", "THÔNG BÁO", "marks without width"),
        ("NĐ\u2011CP, NĐ\u2010CP, NĐ\u2212CP", "NĐ-CP, NĐ-CP, NĐ-CP", "hyphens of several kinds"),
        ("\uf0b7 báo cáo", "• báo cáo", "the bullet of Word's Symbol font"),
        ("Số\x02 12\x7f", "Số 12", "control characters"),
    ],
)
def test_brings_several_ways_of_writing_into_one(text, read, remark):
    assert normalise(text) == read, remark


@pytest.mark.parametrize(
    "text",
    [
        "Uỷ ban, Ủy ban",  # both spellings of tone marks are official
        "hoà bình, hòa bình",
        "võ, cõng, lõi",  # small letters with a tilde are words
        "ĐÕI, CÕI, VÕ",  # capitals of words with a tilde
        "Đẳng ủy",  # a misprint stays
        "thực hiện thực hiện",
        "  hai  dấu cách  ",  # blanks are collapsed where strings are given, not here
        "cột\tcột",
        "trang một\ftrang hai",
        "1 – 2 — 3",  # dashes are no hyphens
        '“ngoặc” ‘đơn’ "thẳng"',
        "m², km³, ghi chú¹",
        "½ • ▪ ➢",
        "Số: 12/TB-UBND",
        "12.500 đ/kg",
        "中文",
        "",
    ],
)
def test_leaves_what_is_printed(text):
    assert normalise(text) == text


@pytest.mark.parametrize("text", ["Thƣ\r\n", "HÕA\u00a0BÌNH", "u\u031b\u0323\u200b", "\ud800 lẻ", "a\u0301" * 50])
def test_gives_its_own_result_back(text):
    once = normalise(text)

    assert normalise(once) == once
