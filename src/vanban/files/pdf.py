"""PDF: the text layer with its boxes, or the picture of a page that has none worth reading.

It runs in the separate process of `vanban.files.worker`: pdfium is a large parser in C++.
"""

from __future__ import annotations

import ctypes
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from vanban.files import grid, legacy, stamps
from vanban.files.kinds import password
from vanban.files.ocr import Picture
from vanban.files.order import in_reading_order
from vanban.files.plausible import quality
from vanban.files.result import Limits, Page, PageSource, Problem, Unreadable
from vanban.files.rows import Piece, write_out

SCAN_DPI = 200
_LETTERS_OF_A_TEXT = 25
_COVERED = 0.6
_BLANKS = frozenset((0x20, 0xA0, 0x0D, 0x0A, 0x09, 0x3000))
_GOOD_LAYER = 0.7
_MARKS = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_MARK = re.compile(r"\d{1,2}|\(\d{1,2}\)")
_ENDS_IN_MARK = re.compile(r"(?<=[^\W\d_.,/-])(\d{1,2}|\(\d{1,2}\))$|(?<=[.,;:)”\"])(\d{1,2}|\(\d{1,2}\))$")


def read(path: Path, limits: Limits) -> Iterator[Page | Picture]:
    """Yield the pages in order: read, or as a picture to be recognised. Raises `Unreadable`."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as reason:
        if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) or "assword" in str(reason):
            raise password() from reason
        raise broken() from reason
    count = len(document)
    if count == 0:
        raise broken()
    if count > limits.pages:
        raise Unreadable(
            Problem.TOO_MANY_PAGES,
            f"Tệp có {count} trang, nhiều hơn mức {limits.pages} trang. Hãy tách tệp rồi gửi từng phần.",
        )
    yield from map(_page_reader(document), range(count))


def count_pages(path: Path) -> int:
    """Count the pages of a PDF that opens."""
    return len(pdfium.PdfDocument(path))


def broken() -> Unreadable:
    """The refusal of a PDF that no parser opens."""
    return Unreadable(
        Problem.BROKEN,
        "Tệp PDF bị hỏng hoặc tải về chưa đủ. Hãy tải lại, hoặc mở bằng trình đọc PDF rồi in ra PDF mới.",
    )


def _page_reader(document: pdfium.PdfDocument) -> Callable[[int], Page | Picture]:
    document.init_forms()

    def read_page(index: int) -> Page | Picture:
        try:
            page = document[index]
        except pdfium.PdfiumError:
            # One page whose object is lost is no reason to refuse the rest.
            return Page(index + 1, "", PageSource.TEXT_LAYER)
        try:
            return _read_page(document, page, index + 1)
        finally:
            page.close()

    return read_page


def _read_page(document: pdfium.PdfDocument, page: pdfium.PdfPage, number: int) -> Page | Picture:
    width, height = page.get_size()
    letters = _Letters(page, width, height)
    own = letters.pieces(0, letters.count)
    is_picture = _is_picture(page, own, width, height)
    image = _render(page, width, height) if is_picture else None
    count = letters.count
    if _has_annotations(page) and raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        letters.close()
        page.close()
        page = document[number - 1]
        letters = _Letters(page, width, height)
        added = letters.pieces(count, letters.count)
    else:
        added = []
    place = letters.place
    letters.close()
    marks, aside = stamps.of_annotations(added)
    if image is not None:
        return Picture(number, image, width, height, tuple(marks), tuple(aside))
    kept, more = stamps.set_aside(grid.with_tables(page, own + marks, place), height)
    lines = in_reading_order(kept, width, height, number=number)
    text, words = write_out(lines, width, height)
    return Page(number, text, PageSource.TEXT_LAYER, None, width, height, words, (*aside, *more))


def _has_annotations(page: pdfium.PdfPage) -> bool:
    return int(raw.FPDFPage_GetAnnotCount(page.raw)) > 0


def _is_picture(page: pdfium.PdfPage, pieces: list[Piece], width: float, height: float) -> bool:
    """Tell whether the page must be recognised: no text to speak of on a picture, or a poor layer behind a scan."""
    text = " ".join(piece.text for piece in pieces)
    letters = sum(map(str.isalpha, text))
    covered = _picture_share(page, width, height)
    if letters < _LETTERS_OF_A_TEXT:
        return covered > 0.05 or (letters == 0 and _draws_paths(page))
    if _unmapped(text) > 0.1:
        return True
    return covered > _COVERED and quality(text) < _GOOD_LAYER


def _unmapped(text: str) -> float:
    """Give the share of characters that a font without a table to Unicode left: private use, controls, U+FFFD."""
    odd = sum(unicodedata.category(letter) in ("Co", "Cn", "Cc", "Cs") or letter == "\ufffd" for letter in text)
    return odd / max(1, len(text))


def _picture_share(page: pdfium.PdfPage, width: float, height: float) -> float:
    """Give the share of the page that pictures cover, counted on a grid (pictures are cut into strips and overlap)."""
    grid = [[False] * 20 for _ in range(20)]
    for found in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4):
        try:
            left, bottom, right, top = found.get_bounds()
        except pdfium.PdfiumError:
            continue
        for row in range(max(0, int(bottom / height * 20)), min(20, round(top / height * 20))):
            for column in range(max(0, int(left / width * 20)), min(20, round(right / width * 20))):
                grid[row][column] = True
    return sum(map(sum, grid)) / 400


def _draws_paths(page: pdfium.PdfPage) -> bool:
    """Letters turned into outlines are paths, hundreds of them."""
    paths = page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=2)
    return any(index > 100 for index, _ in enumerate(paths))


def _render(page: pdfium.PdfPage, width: float, height: float) -> Image.Image:
    # A page of unusual size must not ask for gigabytes: at most some 3,500 pixels along its longer side.
    scale = min(SCAN_DPI / 72, 3500 / max(width, height, 1.0))
    bitmap = page.render(scale=scale, draw_annots=False, may_draw_forms=False, rev_byteorder=True)
    image: Image.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return image


class _Letters:
    """The characters of a page with their boxes, from the top left corner of the page as it is shown."""

    def __init__(self, page: pdfium.PdfPage, width: float, height: float) -> None:
        self._textpage = page.get_textpage()
        self._raw = self._textpage.raw
        self.count = int(raw.FPDFText_CountChars(self._raw))
        self._box = raw.FS_RECTF()
        self._affine = _to_page(page, width, height)
        self._line = 0

    def close(self) -> None:
        self._textpage.close()

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        """Give where a point of PDF user space lies on the page as shown."""
        a, b, c, d, e, f = self._affine
        x, y = point
        return a * x + c * y + e, b * x + d * y + f

    def pieces(self, start: int, end: int) -> list[Piece]:
        """Give the words among the characters from `start` to `end` (excluded)."""
        pieces: list[Piece] = []
        firsts: list[int] = []
        letters: list[str] = []

        def close(last: int) -> None:
            if letters:
                pieces.append(self._word(letters, firsts[-1], last))
                letters.clear()

        unicode_of = raw.FPDFText_GetUnicode
        for index in range(start, end):
            code = unicode_of(self._raw, index)
            if code in _BLANKS or 0x2000 <= code <= 0x200B:
                close(index - 1)
                self._line += code == 0x0A
                continue
            if not letters:
                firsts.append(index)
            if code in (0x02, 0xFFFE):
                # So pdfium marks a hyphen at a line end, and leaves the line end out; both are printed and stay.
                letters.append("-")
                close(index)
                self._line += 1
            else:
                letters.append(chr(code) if code < 0x110000 else "\ufffd")
        close(end - 1)
        self._line += 1
        self._raise_marks(pieces, firsts)
        return _joined_marks(self._out_of_old_fonts(pieces, firsts))

    def _raise_marks(self, pieces: list[Piece], firsts: list[int]) -> None:
        """Write the small figure that stands before a footnote as a raised one."""
        for at, (piece, following) in enumerate(itertools.pairwise(pieces)):
            if piece.line == following.line and _MARK.fullmatch(piece.text):
                small, large = (raw.FPDFText_GetFontSize(self._raw, firsts[at + more]) for more in (0, 1))
                if small < 0.8 * large:
                    pieces[at] = replace(piece, text=piece.text.translate(_MARKS))

    def _word(self, letters: list[str], first: int, last: int) -> Piece:
        left, top, right, bottom = self._sides(first)
        if last > first:
            _, last_top, last_right, last_bottom = self._sides(last)
            right = max(right, last_right)
            if last_bottom - last_top > bottom - top:
                top, bottom = last_top, last_bottom
        text = "".join(letters)
        if text[-1:].isdigit() or text.endswith(")"):
            text = self._with_mark(text, first, last, len(letters))
        return Piece(text, left, top, right, bottom, self._line)

    def _sides(self, index: int) -> tuple[float, float, float, float]:
        raw.FPDFText_GetLooseCharBox(self._raw, index, ctypes.byref(self._box))
        a, b, c, d, e, f = self._affine
        box = self._box
        x0, y0 = a * box.left + c * box.top + e, b * box.left + d * box.top + f
        x1, y1 = a * box.right + c * box.bottom + e, b * box.right + d * box.bottom + f
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _with_mark(self, text: str, first: int, last: int, count: int) -> str:
        """Write a footnote mark, which is printed small, as a raised figure."""
        if count != last - first + 1 or len(text) != count:
            return text
        match = _ENDS_IN_MARK.search(text)
        small = raw.FPDFText_GetFontSize(self._raw, last)
        if match:
            large = raw.FPDFText_GetFontSize(self._raw, first)
            if large and small < 0.8 * large:
                return text[: match.start()] + match.group().translate(_MARKS)
        return text

    def _out_of_old_fonts(self, pieces: list[Piece], firsts: list[int]) -> list[Piece]:
        """Convert the words set in old fonts (`.VnTime`, `VNI-Times`), or all words where no font has such a name."""
        text = " ".join(piece.text for piece in pieces)
        if legacy.FOREIGN.search(text) is None:
            return pieces
        fonts = [self._font(first) for first in firsts]
        encodings = [legacy.font_encoding(font) for font in fonts]
        if not any(encodings):
            encodings = [legacy.told(text)] * len(pieces)
        judge = legacy.OldFonts()
        for piece, encoding in zip(pieces, encodings, strict=True):
            if encoding is not None:
                judge.see(piece.text)
        converted = []
        for piece, encoding, font in zip(pieces, encodings, fonts, strict=True):
            if encoding is not None and judge.are_meant(piece.text):
                capitals = legacy.font_of_capitals(font)
                piece = replace(piece, text=legacy.convert(piece.text, encoding, capitals=capitals))
            converted.append(piece)
        return converted

    def _font(self, index: int) -> str:
        buffer = ctypes.create_string_buffer(128)
        flags = ctypes.c_int()
        length = raw.FPDFText_GetFontInfo(self._raw, index, buffer, 128, ctypes.byref(flags))
        return buffer.value.decode("utf-8", "replace") if 0 < length <= 128 else ""


def _to_page(page: pdfium.PdfPage, width: float, height: float) -> tuple[float, float, float, float, float, float]:
    """Give the affine map from PDF user space to the page as shown (rotation and crop box included)."""
    scale = 100
    corners = []
    for x, y in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        device_x, device_y = ctypes.c_int(), ctypes.c_int()
        size = (round(width * scale), round(height * scale))
        raw.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, ctypes.byref(device_x), ctypes.byref(device_y))
        corners.append((device_x.value / scale, device_y.value / scale))
    (ox, oy), (ax, ay), (bx, by) = corners
    return (ax - ox) / 1000, (ay - oy) / 1000, (bx - ox) / 1000, (by - oy) / 1000, ox, oy


def _joined_marks(pieces: list[Piece]) -> list[Piece]:
    """Join a tone mark that stands alone to the word before it: some producers draw letter and mark apart."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and unicodedata.combining(piece.text[0]) and piece.line == joined[-1].line:
            before = joined.pop()
            text = unicodedata.normalize("NFC", before.text + piece.text)
            piece = Piece(text, before.x0, before.y0, max(before.x1, piece.x1), before.y1, before.line)
        joined.append(piece)
    return joined
