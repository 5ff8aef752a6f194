"""Lines written out: each word has its place in the text, whatever its letters are."""

from __future__ import annotations

import pytest

from vanban.files.rows import Piece, write_out


def piece(text: str, x0: float = 10) -> Piece:
    return Piece(text, x0, 20, x0 + 30, 32)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([[piece("Sở"), piece("Y tế", 50)]], "Sở Y tế"),
        ([[piece("Sở"), piece("\x02", 50)]], "Sở"),  # a control character is nothing that was printed
        ([[piece("\u200b"), piece("Sở", 50)]], "Sở"),
        ([[piece("Sở")], [piece("\x02")]], "Sở"),
        ([[piece("Sở")], None, [piece("\u00ad", 50)], [piece("Y tế")]], "Sở\n\n\nY tế"),
        ([[piece("Sở\u2028")]], "Sở"),
        ([None, None], ""),
        ([], ""),
    ],
)
def test_writes_what_is_printed_and_places_each_word(lines, text):
    written, words = write_out(lines, 600, 800)

    assert written.strip("\n") == text
    assert all(written[word.start : word.end] == word.text and word.text for word in words)
