"""Changes that know the form of a file, so that what is changed still reaches the reader behind the parser.

A DOCX stays a valid archive whose XML is changed; a PDF keeps true lengths and a true table of its objects while their
words and their unpacked streams are changed; the check sums of a PNG stay true. Each mutator takes bytes, a size and a
seed, as libFuzzer asks.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

Mutator = Callable[[bytes, int, int], bytes]

_TAG = re.compile(rb"<[^<>]{1,300}>")
_VALUE = re.compile(rb'="([^"]*)"')
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"9",
    b"255",
    b"65536",
    b"2147483647",
    b"4294967296",
    b"99999999999999999999",
    b"1e308",
    b"",
)
_WORDS = (
    "trước ngày 31/7/2023",
    "Số: 12/TB-UBND",
    "Điều 1.",
    "\u00ad",
    "\ufeff",
    "ƣ",
    "a\u0301" * 30,
    "Nơi nhận:",
    "-" * 200,
)


def bytes_changed(data: bytes, size: int, seed: int) -> bytes:
    """Change some bytes: drop, double, move, replace. For every file whose form is not known here."""
    dice = random.Random(seed)
    changed = bytearray(data or b" ")
    for _ in range(dice.choice((1, 1, 2, 4, 12))):
        at, length = dice.randrange(len(changed) + 1), dice.choice((1, 1, 2, 8, 60))
        piece = changed[at : at + length]
        move = dice.randrange(5)
        if move == 0:
            changed[at : at + length] = dice.randbytes(len(piece))
        elif move == 1:
            del changed[at : at + length]
        elif move == 2:
            changed[at:at] = piece * dice.choice((1, 2, 20))
        elif move == 3:
            to = dice.randrange(len(changed) + 1)
            changed[to:to] = piece
        else:
            changed[at:at] = dice.choice(_WORDS).encode()
        changed = changed or bytearray(b" ")
    return bytes(changed[:size])


def docx_changed(data: bytes, size: int, seed: int) -> bytes:
    """Change the XML of one part and pack the archive again; bytes that are no archive are changed as bytes."""
    dice = random.Random(seed)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return bytes_changed(data, size, seed)
    written = [name for name in parts if name.endswith((".xml", ".rels"))]
    if not written:
        return bytes_changed(data, size, seed)
    main = [name for name in written if name.startswith("word/")] or written
    name = dice.choice(main if dice.random() < 0.85 else written)
    for _ in range(dice.choice((1, 2, 5))):
        parts[name] = _xml_changed(dice, parts[name])
    if dice.random() < 0.03:
        del parts[name]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    packed = out.getvalue()
    return packed if len(packed) <= size else data[:size]


def _xml_changed(dice: random.Random, xml: bytes) -> bytes:
    tags = list(_TAG.finditer(xml))
    if len(tags) < 3:
        return xml
    kind = dice.randrange(7)
    first, second = sorted(dice.sample(range(len(tags)), 2))
    start, end = tags[first].start(), tags[second].end()
    if kind == 0:  # a stretch twice: often no longer well formed, which the parser must bear too
        return xml[:end] + xml[start:end] + xml[end:]
    if kind == 1:
        return xml[: tags[first].start()] + xml[tags[first].end() :]
    if kind == 2:  # one element wrapped in itself, deep
        element = _element(xml, tags[first])
        if element is None:
            return xml
        opened, whole = tags[first].group(), element
        closing = b"</" + opened[1:].split(b" ")[0].rstrip(b">/") + b">"
        depth = dice.choice((2, 20, 120))
        return xml[:start] + opened * depth + whole + closing * depth + xml[start + len(whole) :]
    if kind == 3:  # one element many times
        element = _element(xml, tags[first])
        return xml if element is None else xml[:start] + element * dice.choice((2, 5, 40)) + xml[start + len(element) :]
    if kind == 4:  # another value of an attribute
        values = list(_VALUE.finditer(xml))
        if not values:
            return xml
        value = dice.choice(values)
        new = dice.choice((*_NUMBERS, dice.choice(values)[1]))
        return xml[: value.start(1)] + new + xml[value.end(1) :]
    if kind == 5:  # words between two tags
        return xml[: tags[first].end()] + dice.choice(_WORDS).encode() + xml[tags[first].end() :]
    return xml[: tags[first].start()] + tags[second].group() + xml[tags[first].end() :]


def _element(xml: bytes, tag: re.Match[bytes]) -> bytes | None:
    """The element that the tag opens, up to the next end of the same name."""
    if tag.group().startswith((b"</", b"<?", b"<!")):
        return None
    if tag.group().endswith(b"/>"):
        return tag.group()
    closing = b"</" + tag.group()[1:].split(b" ")[0].rstrip(b">") + b">"
    end = xml.find(closing, tag.end())
    return xml[tag.start() : end + len(closing)] if 0 < end - tag.start() < 4000 else None


def picture_changed(data: bytes, size: int, seed: int) -> bytes:
    """Change a picture behind its first bytes, and make the check sums of a PNG true again."""
    if min(len(data), size) < 24:
        return bytes_changed(data, size, seed)
    dice = random.Random(seed)
    if seed % 3:  # in place: every length in the file stays true
        flipped = bytearray(data[:size])
        for _ in range(dice.choice((1, 2, 6))):
            flipped[dice.randrange(12, len(flipped))] = dice.choice((0, 1, 127, 128, 255, dice.randrange(256)))
        changed = bytes(flipped)
    else:
        changed = data[:12] + bytes_changed(data[12:], max(size - 12, 1), seed)
    return _summed(changed) if changed.startswith(b"\x89PNG") else changed


def _summed(data: bytes) -> bytes:
    """The chunks of a PNG with true check sums, as far as their lengths lead."""
    out, at = bytearray(data[:8]), 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        body = data[at + 4 : at + 8 + length]
        out += data[at : at + 4] + body + zlib.crc32(body).to_bytes(4, "big")
        at += 12 + length
    return bytes(out + data[at:])


_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_TOKEN = re.compile(rb"/[A-Za-z]+|-?\d+(?:\.\d+)?|\[|\]|<<|>>|\([^()]{0,80}\)")


def pdf_changed(data: bytes, size: int, seed: int) -> bytes:
    """Change one object of a PDF, or what its stream unpacks to, and write the file with a true table again."""
    dice = random.Random(seed)
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(data)}
    if not objects:
        return bytes_changed(data, size, seed)
    number = dice.choice(list(objects))
    content = objects[number]
    stream = _STREAM.fullmatch(content)
    if stream and dice.random() < 0.7:
        objects[number] = _stream_changed(dice, stream[1], stream[2])
    else:
        objects[number] = _tokens_changed(dice, content)
    if dice.random() < 0.1:
        objects[max(objects) + 1] = content
    root = re.search(rb"/Root\s+(\d+)", data)
    return assembled(objects, root[1] if root else b"1")[:size]


def _stream_changed(dice: random.Random, head: bytes, body: bytes) -> bytes:
    packed = b"/FlateDecode" in head and b"ASCII85" not in head
    if packed:
        try:
            body = zlib.decompressobj().decompress(body, 2_000_000)
        except zlib.error:
            packed = False
    changed = (
        _tokens_changed(dice, body)
        if dice.random() < 0.7
        else bytes_changed(body, len(body) + 500, dice.randrange(2**31))
    )
    if packed:
        changed = zlib.compress(changed)
    head = re.sub(rb"/Length\s+\d+(?:\s+0\s+R)?", b"/Length %d" % len(changed), head)
    return head + b"stream\n" + changed + b"\nendstream"


def _tokens_changed(dice: random.Random, text: bytes) -> bytes:
    tokens = list(_TOKEN.finditer(text))
    if not tokens:
        return text
    for _ in range(dice.choice((1, 1, 3))):
        one, other = dice.choice(tokens), dice.choice(tokens)
        kind = dice.randrange(4)
        if one.end() > len(text):
            continue
        if kind == 0:
            text = text[: one.start()] + dice.choice(_NUMBERS) + text[one.end() :]
        elif kind == 1:
            text = text[: one.start()] + other.group() + text[one.end() :]
        elif kind == 2:
            text = text[: one.start()] + one.group() * dice.choice((0, 2, 50)) + text[one.end() :]
        else:
            stretch = text[min(one.start(), other.start()) : max(one.end(), other.end())][:2000]
            text = text[: one.start()] + stretch * dice.choice((1, 3)) + text[one.start() :]
    return text


def assembled(objects: dict[int, bytes], root: bytes = b"1") -> bytes:
    """Write objects as a PDF with a true table of their places; `root` is the number of the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    at = len(out)
    last = max(objects)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    for number in range(1, last + 1):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    return bytes(out + b"trailer\n<</Size %d/Root %s 0 R>>\nstartxref\n%d\n%%%%EOF" % (last + 1, root, at))
