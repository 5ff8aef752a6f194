"""Letters recognised in pictures by Debian's tesseract (package `tesseract-ocr` with `tesseract-ocr-vie`).

tesseract is called as a process with one thread a page (its own threads are five times slower on two cores) and two
pages at a time. Before it a page is turned upright, straightened and freed of red ink: seals and arrows over letters.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from statistics import mean

from PIL import Image, ImageChops, ImageOps, ImageStat

from vanban.files import secondlook, stamps
from vanban.files.mend import mended
from vanban.files.order import above_head, in_reading_order
from vanban.files.plausible import is_syllable, quality
from vanban.files.result import Page, PageSource
from vanban.files.rows import Piece, Row, Written, folded, in_rows, write_out

LANGUAGE = "vie"
_AT_ONCE = 2
_PAGE_SECONDS = 25
_STEEPEST = 4.0
_WORD_FLOOR = 0.25
_ROW_FLOOR = 0.45
_MONTH = re.compile(r"\bthang (\d{1,2}) nam (\d{4})")
_RULE = re.compile(r"[-–—_=~.·'`\"|:;,^«»“”‘’<>/\\]+")
_KEPT_ALONE = re.compile(r"\*|-{3,}|[A-Za-zÀ-ỹ0-9]")


@dataclass(frozen=True, slots=True)
class Picture:
    """A page to recognise, with what a signature field printed on it (`marks`, in points of the page)."""

    number: int
    image: Image.Image
    width: float
    height: float
    marks: tuple[Piece, ...] = ()
    stamps: tuple[str, ...] = ()


@cache
def is_installed() -> bool:
    """Tell whether tesseract and its Vietnamese model are on this machine."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    return LANGUAGE in listed.stdout.split()


@cache
def _can_turn() -> bool:
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    return "osd" in listed.stdout.split()


def recognise(pictures: Iterable[Picture], done: Callable[[Page], None]) -> None:
    """Recognise pages, two at a time, and hand each over as it is ready (in any order)."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting: list[Future[Page]] = []
        for picture in pictures:
            # No more pictures in memory than are worked on.
            while len(waiting) >= _AT_ONCE:
                done(waiting.pop(0).result())
            waiting.append(pool.submit(read_page, picture))
        for future in waiting:
            done(future.result())


def read_page(picture: Picture) -> Page:
    """Recognise one page: its text in reading order, its words, and the straightened picture to which they point."""
    image = straightened(picture.image)
    pieces = _words(image)
    if _needs_turning(pieces, image):
        turned = _turned(image)
        if turned is not None:
            other = _words(turned)
            if _worth(other) > _worth(pieces):
                image, pieces = turned, other
    marks = [_scaled(mark, image, picture) for mark in picture.marks]
    rows = _without_noise(in_rows(pieces + marks))
    kept, aside = stamps.set_aside(rows, image.height)
    kept, above = above_head(kept, image.width)
    aside += above
    lines = mended(in_reading_order(kept, image.width, image.height, number=picture.number))
    lines = _needs_day(lines, picture.stamps)
    text, words = write_out(lines, image.width, image.height)
    return Page(
        picture.number,
        text,
        PageSource.OCR,
        as_jpeg(image),
        picture.width,
        picture.height,
        words,
        (*picture.stamps, *aside),
    )


def unrecognised(picture: Picture) -> Page:
    """Give a page whose letters nobody recognised: its picture, no text."""
    image = as_jpeg(picture.image)
    return Page(picture.number, "", PageSource.OCR, image, picture.width, picture.height, stamps=picture.stamps)


def as_jpeg(image: Image.Image) -> bytes:
    """Give the picture of a page as JPEG of moderate size, for the person who compares."""
    kept = image.convert("RGB")
    kept.thumbnail((1700, 1700))
    out = io.BytesIO()
    kept.save(out, "JPEG", quality=70)
    return out.getvalue()


# --- before the recognition ---------------------------------------------------------------------------------------


def straightened(image: Image.Image) -> Image.Image:
    """Turn a picture by the small angle at which its rows of letters are sharpest."""
    angle = skew(image)
    if abs(angle) < 0.15:
        return image
    return image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=_paper(image))


def skew(image: Image.Image) -> float:
    """Give the angle in degrees by which the picture must be turned (counter-clockwise) to be straight."""
    grey = ImageOps.grayscale(image)
    grey.thumbnail((700, 700))
    ink = ImageOps.invert(ImageOps.autocontrast(grey, cutoff=1)).point(lambda level: 255 if level > 140 else 0)
    # The margins of a scan (black edges, holes) would outweigh the letters.
    edge = ink.width // 20
    ink = ink.crop((edge, edge, ink.width - edge, ink.height - edge))

    def sharpness(angle: float) -> float:
        turned = ink.rotate(angle, resample=Image.Resampling.BILINEAR)
        profile = turned.resize((1, turned.height), Image.Resampling.BOX)
        return float(ImageStat.Stat(profile).var[0])

    coarse = max((step / 2 for step in range(int(-2 * _STEEPEST), int(2 * _STEEPEST) + 1)), key=sharpness)
    fine = max((coarse + step / 10 for step in range(-4, 5)), key=sharpness)
    # Pictures without rows (photographs, blank sheets) have no best angle: leave them.
    return fine if sharpness(fine) > 1.05 * sharpness(0.0) else 0.0


def _paper(image: Image.Image) -> float | tuple[int, ...]:
    return 255 if image.mode == "L" else (255,) * len(image.getbands())


def _for_recognition(image: Image.Image) -> Image.Image:
    """Give the picture in grey in which red ink is nearly paper."""
    if image.mode != "RGB":
        return image.convert("L")
    red, green, _ = image.split()
    # Letters under the ink are dark in red light too; they stay.
    ink = ImageChops.subtract(red, green).point(lambda level: 255 if level > 60 else 0)
    return ImageChops.lighter(red, ink)


def _needs_turning(pieces: list[Piece], image: Image.Image) -> bool:
    text = " ".join(piece.text for piece in pieces)
    if quality(text) >= 0.55 and len(pieces) > 5:
        return False
    # A blank sheet needs no turning: it holds next to no ink.
    grey = _for_recognition(image)
    dark = grey.point(lambda level: 255 if level < 110 else 0)
    return float(ImageStat.Stat(dark).mean[0]) / 255 > 0.004


def _turned(image: Image.Image) -> Image.Image | None:
    """Turn a picture that lies on its side or head, as tesseract's orientation model has it; None if it is upright."""
    if not _can_turn():
        return None
    report = _tesseract(_for_recognition(image), "--psm", "0", language="osd")
    match = re.search(r"^Rotate: (90|180|270)", report, re.MULTILINE)
    return image.rotate(-int(match[1]), expand=True) if match else None


# --- the recognition ----------------------------------------------------------------------------------------------


def _tesseract(image: Image.Image, *options: str, language: str = LANGUAGE) -> str:
    picture = io.BytesIO()
    image.save(picture, "PNG", compress_level=1)
    try:
        run = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", language, *options],
            input=picture.getvalue(),
            capture_output=True,
            timeout=_PAGE_SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        return ""
    return run.stdout.decode("utf-8", "replace")


def _words(image: Image.Image) -> list[Piece]:
    grey = _for_recognition(image)
    dpi = str(max(70, round(max(image.size) / 11.7)))

    def block(part: Image.Image) -> list[Piece]:
        return list(_pieces(_tesseract(part, "--psm", "6", "--dpi", dpi, "tsv")))

    found = list(_pieces(_tesseract(grey, "--psm", "3", "--dpi", dpi, "tsv")))
    return secondlook.at_recipients(grey, found, block)


def _pieces(table: str) -> Iterator[Piece]:
    lines: dict[tuple[str, ...], int] = {}
    for record in table.splitlines()[1:]:
        cells = record.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        certainty = float(cells[10]) / 100
        if certainty < _WORD_FLOOR and not any(map(str.isalnum, cells[11])):
            continue
        left, top, width, height = map(int, cells[6:10])
        line = lines.setdefault(tuple(cells[1:5]), len(lines))
        yield Piece(cells[11].strip(), left, top, left + width, top + height, line, max(0.0, certainty))


def _needs_day(lines: Written, stamps_of_page: tuple[str, ...]) -> Written:
    """Put the day of the signature's stamp where the head's day, written by hand, could not be read.

    Only in the same month and year, and only where what was read is no day; the word is marked as doubtful.
    """
    signed = stamps.signed_on(stamps_of_page)
    for line in lines:
        if signed is None or line is None:
            continue
        at = next((index for index, piece in enumerate(line) if folded(piece.text).startswith("ngay")), None)
        match = _MONTH.search(folded(" ".join(piece.text for piece in line)))
        if at is None or match is None or (int(match[1]), int(match[2])) != (signed.month, signed.year):
            continue
        until = next(index for index, piece in enumerate(line) if folded(piece.text).startswith("thang"))
        read = " ".join(piece.text for piece in line[at:until])
        if until > at and not re.fullmatch(r"ngày (?:0?[1-9]|[12]\d|3[01])", read):
            day = replace(line[at], text=f"ngày {signed.day:02d}", x1=line[until - 1].x1, certainty=0.5)
            line[at:until] = [day]
        break
    return lines


def _worth(pieces: list[Piece]) -> float:
    return quality(" ".join(piece.text for piece in pieces)) * len(pieces)


def _scaled(mark: Piece, image: Image.Image, picture: Picture) -> Piece:
    across, down = image.width / picture.width, image.height / picture.height
    return Piece(
        mark.text, mark.x0 * across, mark.y0 * down, mark.x1 * across, mark.y1 * down, 2_000_000 + mark.line, 1.0
    )


def _without_noise(rows: list[Row]) -> list[Row]:
    """Drop rows and words that are rules, the rest of seals, signatures and dirt."""
    kept: list[Row] = []
    heights = sorted(row.height for row in rows)
    usual = heights[len(heights) // 2] if heights else 0.0
    for row in rows:
        sure = mean(piece.certainty for piece in row.pieces)
        pieces = [piece for piece in row.pieces if not _is_dirt(piece, usual, sure) and not _is_ink(piece, rows)]
        if not pieces:
            continue
        text = " ".join(piece.text for piece in pieces)
        if not _KEPT_ALONE.search(text) or _is_scribble(text, row, rows):
            continue
        if sure < _ROW_FLOOR and quality(text) < 0.8:
            continue
        kept.append(row if len(pieces) == len(row.pieces) else Row.of(pieces))
    return kept


def _is_scribble(text: str, row: Row, rows: list[Row]) -> bool:
    """Tell a row of the signature itself: two or three small letters alone in the lower right of the page."""
    aside = row.x0 > 0.45 * max(each.x1 for each in rows) and row.y0 > 0.4 * rows[-1].y1
    return aside and sum(map(str.isalpha, text)) <= 3 and not text.isupper()


def _is_ink(piece: Piece, rows: list[Row]) -> bool:
    """Tell a stroke of the signature or the rim of the seal beside the signer's title: doubtful and no syllable."""
    right, bottom = max(row.x1 for row in rows), rows[-1].y1
    if piece.certainty > 0.4 or piece.x0 < 0.5 * right or piece.y0 < 0.4 * bottom:
        return False
    return not is_syllable(piece.text) and not any(map(str.isdigit, piece.text)) and not piece.text.endswith(".")


def _is_dirt(piece: Piece, usual: float, row_sure: float) -> bool:
    # In a row that was read well a doubtful word is one all the same: a day written by hand.
    if piece.certainty < 0.1 and row_sure < 0.7:
        return True
    if usual and piece.height > 3.5 * usual:
        return True
    # A rule under the head is read as dashes; a dash that opens an item is short and sure.
    is_rule = bool(_RULE.fullmatch(piece.text)) and not re.fullmatch(r"-|\.?[/\\]\.|\*", piece.text)
    return is_rule and (piece.certainty < 0.5 or len(piece.text) > 6)
