"""Files that lie, are broken, or want to do harm: refused within seconds, in words that say what to do."""

from __future__ import annotations

import io
import random
import resource
import struct
import zipfile
import zlib

import docx
import pytest

from tests.vanban.files import papers
from tests.vanban.files.test_docx import with_part
from vanban import files
from vanban.files import Limits, Problem, Unreadable

pytestmark = pytest.mark.slow


def spent() -> float:
    """Processor seconds of this process and of those it started: a busy machine is no slow reader."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def zipped(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def empty_docx() -> bytes:
    return papers.saved(docx.Document())


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&i;'
    "</w:t></w:r></w:p></w:body></w:document>"
)
SPY = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY s SYSTEM "file:///etc/passwd">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&s;'
    "</w:t></w:r></w:p></w:body></w:document>"
)


def deep(levels: int) -> str:
    """Elements in elements in elements."""
    opened = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return opened + "<w:sdt><w:sdtContent>" * levels + "</w:sdtContent></w:sdt>" * levels + "</w:body></w:document>"


def swollen_png() -> bytes:
    """A picture of 40,000 by 40,000 points in a few kilobytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def swollen_pdf() -> bytes:
    """A page whose content unpacks to 300 MB."""
    content = zlib.compress(b"0 0 m 1 1 l S\n" * 22_000_000, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(content) + content + b"\nendstream",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


def enciphered_doc() -> bytes:
    """The beginning of an old Word file whose header says that it is enciphered."""
    return OLE[:512] + b"\xec\xa5\xc1\x00\x00\x00\x00\x00\x00\x00\x00\x01" + "WordDocument".encode("utf-16-le")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("make", "name", "problem", "words"),
    [
        (lambda: zipped(anh=b"x"), "bao-cao.docx", Problem.LYING_TYPE, "đuôi .docx"),
        (lambda: zipped(anh=b"x"), "nen.zip", Problem.UNKNOWN_TYPE, "tệp nén"),
        (lambda: b"PK\x03\x04" + b"\0" * 50, "x.docx", Problem.BROKEN, "hỏng"),
        (lambda: papers.as_docx()[:-500], "x.docx", Problem.BROKEN, "hỏng"),
        (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "x.docx", Problem.PASSWORD, "mật khẩu"),
        (lambda: enciphered_doc(), "x.doc", Problem.PASSWORD, "mật khẩu"),
        (lambda: OLE + "Workbook".encode("utf-16-le"), "x.doc", Problem.UNKNOWN_TYPE, "không phải văn bản Word"),
        (lambda: b"%PDF-1.7\n" + b"rubbish" * 100, "x.pdf", Problem.BROKEN, "PDF bị hỏng"),
        (lambda: b"MZ\x90\x00" + bytes(range(256)) * 4, "x.pdf", Problem.UNKNOWN_TYPE, "Không nhận ra"),
        (lambda: b"<!DOCTYPE html><html><body>xin</body></html>", "x.doc", Problem.UNKNOWN_TYPE, "trang web"),
        (lambda: b"\xff\xd8\xff\xe0" + b"\0" * 100, "x.jpg", Problem.BROKEN, "ảnh bị hỏng"),
        (lambda: random.Random(5).randbytes(5000).replace(b"\0", b"\x81"), "x.txt", Problem.UNKNOWN_TYPE, "Không"),
        (lambda: with_part(empty_docx(), "word/document.xml", ENTITIES), "x.docx", Problem.BOMB, "phá hoại"),
        (lambda: with_part(empty_docx(), "word/document.xml", SPY), "x.docx", Problem.BOMB, "phá hoại"),
        (lambda: with_part(empty_docx(), "word/document.xml", deep(50_000)), "x.docx", Problem.BOMB, "phình ra"),
        (lambda: with_part(empty_docx(), "word/document.xml", deep(600)), "x.docx", Problem.BROKEN, "hỏng"),
        (lambda: with_part(empty_docx(), "word/media/x.bin", b"\0" * 150_000_000), "x.docx", Problem.BOMB, "phình ra"),
        (empty_docx, "x.docx", Problem.EMPTY, "không có chữ"),
        (swollen_png, "x.png", Problem.BOMB, "điểm ảnh"),
    ],
)  # fmt: skip
def test_refuses_within_seconds_and_says_what_to_do(make, name, problem, words):
    data = make()
    began = spent()

    with pytest.raises(Unreadable, match=words) as refused:
        files.load_bytes(data, name)

    assert refused.value.kind is problem
    assert spent() - began < 5


def test_refuses_a_file_that_is_too_large_before_reading_it(tmp_path):
    path = tmp_path / "lon.pdf"
    with path.open("wb") as out:
        out.truncate(200_000_000)

    with pytest.raises(Unreadable, match="200 MB") as refused:
        files.load(path)

    assert refused.value.kind is Problem.TOO_LARGE


def test_a_page_that_swells_costs_its_own_process_only():
    began = spent()

    with pytest.raises(Unreadable) as refused:
        files.load_bytes(swollen_pdf(), "bom.pdf", limits=Limits(memory_bytes=700_000_000, cpu_seconds=5))

    assert refused.value.kind in (Problem.BOMB, Problem.BROKEN, Problem.EMPTY, Problem.TOO_SLOW)
    assert spent() - began < 12


def test_stops_a_reading_that_makes_no_progress():
    with pytest.raises(Unreadable, match="quá lâu") as refused:
        files.load_bytes(papers.as_pdf(), "cham.pdf", limits=Limits(seconds_without_progress=0.001))

    assert refused.value.kind is Problem.TOO_SLOW


@pytest.mark.parametrize("seed", range(12))
def test_never_raises_anything_else_on_damaged_files(seed):
    chance = random.Random(seed)
    data = bytearray(chance.choice((papers.as_pdf, papers.as_docx))())
    for _ in range(chance.choice((1, 20, 400))):
        data[chance.randrange(len(data))] = chance.randrange(256)

    try:
        files.load_bytes(bytes(data), "x")
    except Unreadable as refusal:
        assert str(refusal).endswith(".")
