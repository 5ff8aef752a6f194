"""What a file is, told from its first bytes and its inside; the name is never believed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from vanban.files.result import Kind, Problem, Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\*\*\S|\|.*\|\s*$|> |```|- \[[ x]\] )", re.MULTILINE)
_ADVICE = "Hãy gửi tệp DOCX, DOC, RTF, PDF, ảnh (PNG, JPEG, TIFF) hoặc văn bản thuần (TXT, MD)."


def looks_like(data: bytes, name: str = "") -> Kind:
    """Tell what a file is. Raises `Unreadable` (EMPTY, PASSWORD, LYING_TYPE, UNKNOWN_TYPE)."""
    if not data or not data.strip(b"\x00\t\n\x0c\r \xef\xbb\xbf\xfe\xff"):
        raise Unreadable(Problem.EMPTY, "Tệp rỗng, không có nội dung. Hãy chọn lại tệp.")
    head = data[:1024]
    if b"%PDF-" in head:
        return Kind.PDF
    if head.startswith(_OLE):
        return _inside_ole(data)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _inside_zip(data, name)
    if head.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    if head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Kind.IMAGE
    if not _may_be_text(data):
        raise Unreadable(Problem.UNKNOWN_TYPE, f"Không nhận ra loại tệp này. {_ADVICE}")
    return _kind_of_text(head, data, name)


def _inside_ole(data: bytes) -> Kind:
    # Names of streams in the OLE directory are UTF-16.
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise password()
    if "WordDocument".encode("utf-16-le") in data:
        # The header of Word's own stream, usually the first sector: a bit of its flags says that it is enciphered.
        if data[512:514] == b"\xec\xa5" and data[523:524] and data[523] & 1:
            raise password()
        return Kind.DOC
    raise Unreadable(Problem.UNKNOWN_TYPE, f"Đây là tệp Office đời cũ nhưng không phải văn bản Word. {_ADVICE}")


def _inside_zip(data: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            is_word = "word/document.xml" in names or _says_word(archive, names)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as reason:
        raise Unreadable(
            Problem.BROKEN, "Tệp bị hỏng hoặc tải về chưa đủ. Hãy mở bằng Word, lưu lại dạng .docx rồi gửi lại."
        ) from reason
    if is_word:
        return Kind.DOCX
    if name.lower().endswith((".docx", ".docm", ".dotx")):
        raise Unreadable(
            Problem.LYING_TYPE,
            f"Tệp mang đuôi {name[name.rindex('.') :]} nhưng bên trong không phải văn bản Word (chỉ là tệp nén hoặc "
            "loại khác). Hãy mở bằng Word, lưu lại dạng .docx rồi gửi lại.",
        )
    raise Unreadable(Problem.UNKNOWN_TYPE, f"Đây là tệp nén hoặc tệp Office không phải văn bản Word. {_ADVICE}")


def _says_word(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """Word's main part may have another name (`word/document2.xml`): the list of contents tells."""
    if "[Content_Types].xml" not in names:
        return False
    with archive.open("[Content_Types].xml") as part:
        return b"wordprocessingml.document.main+xml" in part.read(1_000_000)


def _may_be_text(data: bytes) -> bool:
    sample = data[:65536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    zeros = sample.count(0)
    if zeros:
        # UTF-16 without its mark has a zero at every other byte of each ASCII letter.
        return zeros > len(sample) // 5 and max(sample[0::2].count(0), sample[1::2].count(0)) > 0.9 * zeros
    control = sum(sample.count(code) for code in range(1, 32) if code not in (9, 10, 11, 12, 13, 27))
    return control <= len(sample) // 200


def _kind_of_text(head: bytes, data: bytes, name: str) -> Kind:
    if head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml") and b'progid="Word.Document"' in head:
        # Word 2003 wrote documents as XML; LibreOffice reads them.
        return Kind.DOC
    if re.match(rb"\s*(?:<!doctype html|<html|MIME-Version:|<\?xml)", head.lstrip(b"\xef\xbb\xbf"), re.IGNORECASE):
        raise Unreadable(
            Problem.UNKNOWN_TYPE,
            "Đây là trang web hoặc tệp XML, không phải văn bản. Hãy mở bằng Word, lưu lại dạng .docx rồi gửi lại.",
        )
    if name.lower().endswith((".md", ".markdown")):
        return Kind.MARKDOWN
    sample = data[:20_000].decode("utf-8", "ignore")
    return Kind.MARKDOWN if len(_MARKDOWN.findall(sample)) >= 3 else Kind.TEXT


def password() -> Unreadable:
    """The refusal of a file that is locked by a password."""
    return Unreadable(
        Problem.PASSWORD, "Tệp được khóa bằng mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi gửi lại tệp."
    )
