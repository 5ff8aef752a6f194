"""Plain text and Markdown: from bytes to Unicode (NFC), whatever the encoding."""

from __future__ import annotations

import unicodedata

from vanban.files import legacy
from vanban.files.columns import unfolded
from vanban.files.plausible import share_of_syllables
from vanban.files.result import Problem, Unreadable

_UTF16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def decode(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Give the text (NFC, line ends `\\n`), the name of its encoding, and remarks in Vietnamese.

    Raises `Unreadable` (BROKEN) where no encoding makes sense of the bytes.
    """
    text, encoding = _decoded(data)
    notes: list[str] = []
    old = legacy.told(text)
    if old is not None:
        text = legacy.convert(text, old)
        encoding = old.value
        notes.append(f"đã chuyển mã {old.value} sang Unicode")
    elif encoding == "windows-1258":
        notes.append("đã chuyển mã Windows-1258 sang Unicode")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
        if encoding != "windows-1258":
            notes.append("đã ghép dấu (Unicode tổ hợp)")
    return "\n".join(unfolded(tidy(text).split("\n"))), encoding, tuple(notes)


def tidy(text: str) -> str:
    """Make line ends `\\n` and drop what nobody sees: byte-order marks, zero-width characters, form feeds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    for unseen in ("\ufeff", "\u200b", "\u200c", "\u200d", "\u2060", "\x00"):
        if unseen in text:
            text = text.replace(unseen, "")
    return text


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _UTF16_MARKS.items():
        if data.startswith(mark):
            return data[2:].decode(encoding, "replace"), "utf-16"
    if data[:4096].count(0):
        # The zero stands second in little-endian text.
        little = data[1:4096:2].count(0) >= data[0:4096:2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return _single_byte(data)


def _single_byte(data: bytes) -> tuple[str, str]:
    # TCVN3 uses codes below 0xA0 for nothing, so Latin-1 keeps all of them; VNI and 1258 are Windows code pages.
    as_latin = data.decode("latin-1")
    if legacy.told(as_latin) is not None:
        return as_latin, "latin-1"
    as_1258 = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    if share_of_syllables(as_1258[:4000]) >= 0.6:
        return as_1258, "windows-1258"
    # A few broken bytes in a UTF-8 text (a cut at the end) lose those letters only.
    as_utf8 = data.decode("utf-8-sig", "replace")
    if as_utf8.count("\ufffd") <= max(3, len(as_utf8) // 500):
        return as_utf8, "utf-8"
    raise Unreadable(
        Problem.BROKEN,
        "Không nhận ra bảng mã của tệp văn bản này. Hãy mở bằng Word hoặc Notepad, lưu lại với mã UTF-8 rồi gửi lại.",
    )
