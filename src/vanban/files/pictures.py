"""Photographs and scans saved as pictures: PNG, JPEG, TIFF of several pages, BMP, GIF, WebP. Runs in the worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from vanban.files.ocr import Picture
from vanban.files.result import Limits, Problem, Unreadable

_LONGER_SIDE = 3500
_SHORTER_SIDE = 900


def read(path: Path, limits: Limits) -> Iterator[Picture]:
    """Yield each frame as a page to recognise, upright as its camera says. Raises `Unreadable`."""
    usual, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, limits.pixels
    try:
        # A picture between one and two times the limit only warns; here it is refused as well.
        with Image.open(path) as opened:
            if opened.width * opened.height > limits.pixels:
                raise _too_large()
            frames = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
            if frames > limits.ocr_pages:
                raise Unreadable(
                    Problem.TOO_MANY_PAGES,
                    f"Ảnh có {frames} trang, nhiều hơn mức {limits.ocr_pages} trang. Hãy tách tệp rồi gửi từng phần.",
                )
            for number, frame in enumerate(ImageSequence.Iterator(opened), start=1):
                if number > frames:
                    break
                image = _prepared(frame)
                yield Picture(number, image, float(image.width), float(image.height))
    except (Image.DecompressionBombError, MemoryError) as reason:
        raise _too_large() from reason
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as reason:
        raise Unreadable(Problem.BROKEN, "Tệp ảnh bị hỏng. Hãy chụp hoặc quét lại rồi gửi lại.") from reason
    finally:
        Image.MAX_IMAGE_PIXELS = usual


def count(path: Path) -> int:
    """Count the pages of a picture that opens."""
    with Image.open(path) as opened:
        return int(getattr(opened, "n_frames", 1)) if opened.format == "TIFF" else 1


def _too_large() -> Unreadable:
    return Unreadable(
        Problem.BOMB, "Ảnh quá lớn (quá nhiều điểm ảnh). Hãy giảm độ phân giải xuống 300 dpi hoặc thấp hơn rồi gửi lại."
    )


def _prepared(frame: Image.Image) -> Image.Image:
    image = ImageOps.exif_transpose(frame)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    image = image.convert("L" if image.mode in ("1", "L", "I", "I;16") else "RGB")
    if max(image.size) > _LONGER_SIDE:
        image.thumbnail((_LONGER_SIDE, _LONGER_SIDE))
    elif min(image.size) < _SHORTER_SIDE and max(image.size) > 300:
        # Letters of a picture saved too small are read better when it is blown up.
        factor = min(2.0, _SHORTER_SIDE * 1.5 / min(image.size))
        image = image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS)
    return image
