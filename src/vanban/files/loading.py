"""From a file to its text: told by content, handed to its reader, refused in words that a person understands."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from vanban.files import Progress, isolated, kinds, office, texts
from vanban.files.result import Kind, Limits, Page, PageSource, Problem, Source, Unreadable
from vanban.normalise import normalise


def load(path: Path, *, name: str, progress: Progress | None, limits: Limits) -> Source:
    """Read a file. Raises `Unreadable`."""
    data = _bytes_of(path, limits)
    kind = kinds.looks_like(data, name)
    return _load(kind, data, path, progress, limits)


def load_bytes(data: bytes, name: str, *, progress: Progress | None, limits: Limits) -> Source:
    """Read the content of a file. Raises `Unreadable`."""
    _measure(len(data), limits)
    kind = kinds.looks_like(data, name)
    if kind in (Kind.TEXT, Kind.MARKDOWN):
        return _text(kind, data, limits)
    with tempfile.TemporaryDirectory(prefix="vanban-") as place:
        path = Path(place) / "file"
        path.write_bytes(data)
        return _load(kind, data, path, progress, limits)


def load_many(paths: Iterable[Path], limits: Limits) -> Iterator[tuple[Path, Source | Unreadable]]:
    """Read many files; old Word files go through one call of LibreOffice. A refused file does not stop the others."""
    paths = list(paths)
    old: dict[Path, Kind] = {}
    for path in paths:
        try:
            kind = kinds.looks_like(_bytes_of(path, limits), path.name)
        except Unreadable:
            continue
        if kind in (Kind.DOC, Kind.RTF):
            old[path] = kind
    with office.converted(list(old), limits) as converted:
        for path in paths:
            try:
                if path in old:
                    yield path, _from_docx(old[path], converted[path], limits)
                else:
                    yield path, load(path, name=path.name, progress=None, limits=limits)
            except Unreadable as reason:
                yield path, reason


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        _measure(path.stat().st_size, limits)
        return path.read_bytes()
    except OSError as reason:
        raise Unreadable(
            Problem.BROKEN, f"Không mở được tệp {path.name}. Hãy xem lại tên tệp và quyền đọc."
        ) from reason


def _measure(size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise Unreadable(
            Problem.TOO_LARGE,
            f"Tệp nặng {size / 1e6:.0f} MB, quá mức {limits.file_bytes / 1e6:.0f} MB. "
            "Hãy giảm độ phân giải khi quét hoặc tách tệp rồi gửi lại.",
        )


def _load(kind: Kind, data: bytes, path: Path, progress: Progress | None, limits: Limits) -> Source:
    if kind in (Kind.TEXT, Kind.MARKDOWN):
        return _text(kind, data, limits)
    if kind in (Kind.DOC, Kind.RTF):
        with office.converted([path], limits) as converted:
            return _from_docx(kind, converted[path], limits)
    pages, notes = isolated.read(kind, path, limits, progress)
    return _source(kind, pages, notes, limits)


def _from_docx(kind: Kind, path: Path | Unreadable, limits: Limits) -> Source:
    if isinstance(path, Unreadable):
        raise path
    pages, notes = isolated.read(Kind.DOCX, path, limits)
    return _source(kind, pages, (*notes, f"đã chuyển tệp {kind.value.upper()} sang DOCX bằng LibreOffice"), limits)


def _text(kind: Kind, data: bytes, limits: Limits) -> Source:
    text, encoding, notes = texts.decode(data)
    return _source(kind, (Page(1, text, PageSource.TEXT),), notes, limits, encoding)


def _source(
    kind: Kind, pages: tuple[Page, ...], notes: tuple[str, ...], limits: Limits, encoding: str | None = None
) -> Source:
    pages = tuple(_normalised(page) for page in pages)
    if not any(page.text.strip() for page in pages):
        raise _without_text(pages)
    text = "\n".join(page.text for page in pages)
    if len(text) > limits.characters:
        raise Unreadable(
            Problem.TOO_LARGE, f"Văn bản dài {len(text)} ký tự, quá mức {limits.characters}. Hãy tách ra rồi gửi lại."
        )
    return Source(kind, text, pages, encoding, (*notes, *_remarks(pages)))


def _normalised(page: Page) -> Page:
    """Bring the page into the one form that is read, so that places in the file's text are places in the reading's.

    A page with words was written out of words that are normalised already.
    """
    text = page.text if page.words else normalise(page.text)
    return replace(page, text=text)


def _without_text(pages: tuple[Page, ...]) -> Unreadable:
    images = tuple(page.image for page in pages if page.image is not None)
    if images and not _recognises():
        return Unreadable(
            Problem.NO_OCR,
            "Tệp là ảnh quét mà máy chủ chưa cài phần nhận dạng chữ. Hãy nhờ quản trị cài gói tesseract-ocr và "
            "tesseract-ocr-vie, hoặc gửi bản có chữ (DOCX, PDF xuất từ Word).",
            images=images,
        )
    if images:
        return Unreadable(
            Problem.NO_TEXT,
            "Không nhận ra chữ nào trên các trang ảnh. Hãy quét lại rõ hơn (300 dpi, thẳng, đủ sáng) rồi gửi lại.",
            images=images,
        )
    return Unreadable(Problem.EMPTY, "Tệp không có chữ nào. Hãy kiểm tra lại tệp.")


def _recognises() -> bool:
    from vanban.files import ocr

    return ocr.is_installed()


def _remarks(pages: tuple[Page, ...]) -> tuple[str, ...]:
    remarks = []
    scans = [page for page in pages if page.source is PageSource.OCR]
    read = [str(page.number) for page in scans if page.text.strip()]
    if read:
        remarks.append(f"nhận dạng chữ (OCR): trang {', '.join(read)}")
    unread = [str(page.number) for page in scans if not page.text.strip()]
    if unread:
        remarks.append(f"không có chữ đọc được: trang {', '.join(unread)}")
    if any(page.stamps for page in pages):
        remarks.append("đã để riêng dấu chữ ký số")
    return tuple(remarks)
