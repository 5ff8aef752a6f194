"""The foot of a document: where it begins, who signed, and the list `Nơi nhận` beside the signature.

Rules: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7 and II.9 (TM., KT., TL., TUQ., Q.); Hướng dẫn 05-HD/VPTW (T/M, K/T,
T/L; the
block with `kiêm`). List and signature stand side by side on paper; an extraction puts them one after the other or
mixes their lines, so a line of the foot is told by its own form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vanban.lines import LONG_LINE, Line, tidy
from vanban.model import Confidence, Signer, Span
from vanban.recipients import FILING, Piece
from vanban.sureness import is_clean_title
from vanban.vocabulary import LOWER, UPPER, is_upper, plain

_NOI_NHAN = re.compile(r"\W*no[il1i]\s+nh[aâ][nm]\s*[:;.]?\W*(?:\(.{0,40}\)\s*)?")
_AUTHORITY = re.compile(
    rf"(?:T\s?/\s?M|TM|K\s?/\s?T|KT|T\s?/\s?L|TL|T\s?/?\s?U\s?/?\s?Q|TUQ|Q)\s*[./]?\s+(?=[{UPPER}])"
    rf"|(?:TM|KT|TL|TUQ|Q)\.(?=[{UPPER}])"
)
_TITLE = re.compile(
    r"(?:tong bi thu|(?:pho )?(?:bi thu|chu tich|giam doc|tong giam doc|thu tuong"
    r"|truong|chanh|cuc truong|vu truong|chu nhiem"
    r"|hieu truong|vien truong|tong thanh tra|thong doc|tong kiem toan|chi huy"
    r"|tu lenh|doi truong|to truong|tong cuc truong"
    r"|chi cuc truong|hat truong|tong thu ky|tong bien tap|doan truong)|bo truong"
    r"|thu truong|thanh tra|thu ky|uy vien|chinh uy"
    r"|chu toa|nguoi|ke toan|thu truong|dai dien|chu tri|vu pho|cuc pho|pho|quyen|tham muu|kiem sat|thay mat|le)\b"
)
_KIEM = re.compile(r"\W*(?:kiêm|kiem|KIÊM)\W*", re.IGNORECASE)
_SIGNED = re.compile(r"\W*(?:da\s+ky|ky\s+ten|ky,?\s+(?:dong\s+dau|ghi\s+ro).{0,40}|chu\s+ky|ky\s+boi)\b.*")
_RANK = re.compile(
    r"(?:(?:GS|PGS|TS|ThS|BS|CN|KS|TSKH|BSCKI{1,2}|CKI{1,2}|NGND|NGUT|LS|Luật sư)\.?\s*|"
    r"(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy|uý)\s+)+",
)
_WORD = rf"[{UPPER}][{LOWER}]{{0,7}}"
_NAME = re.compile(rf"(?:{_RANK.pattern})?{_WORD}(?:[ -]{_WORD}){{1,5}}")
_SHOUTED_NAME = re.compile(rf"[{UPPER}]{{2,8}}(?: [{UPPER}]{{1,8}}){{1,4}}")
ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|DANH MỤC|DANH SÁCH|BIỂU MẪU|BIỂU|Biểu (?:mẫu )?số|MẪU|Mẫu số|Mẫu \d|ĐỀ CƯƠNG|BẢNG|LỊCH)\b"
)
_OTHER_HEAD = re.compile(
    r"\W*(?:cong\s+hoa\s+xa\s+hoi\s+chu|doc\s+lap\s*[-–—]\s*tu\s+do|dang\s+cong\s+san\s+viet|\(?(?:ban\s+hanh\s+)?kem\s+theo\s)"
)
_MARKED = re.compile(r"(?:[IVX]{1,4}\.|\d{1,2}\.|Điều\s\d|Chương\s|Phần\s|CHƯƠNG\s|PHẦN\s)\s*\S")
_COLUMNS = re.compile(r"\t+|\s{3,}|\s*\|\s*")
_TAIL_TITLE = re.compile(
    r"(?<=[;.:,])(?<!\bTM\.)(?<!\bKT\.)(?<!\bTL\.)(?<!TUQ\.)(?<!\bQ\.)\s+(?=(?:(?:TM"
    r"|KT|TL|TUQ|Q)\.|T/M|K/T|T/L|PHÓ|CHỦ TỊCH|GIÁM|BÍ THƯ|TRƯỞNG|CHÁNH|BỘ TRƯỞNG"
    r"|THỨ TRƯỞNG|CỤC))"
)


#: A title in capitals behind something else on the line, with or without a name behind it.
_RUN_TOGETHER = re.compile(
    r"(?:^|\s)(?P<title>(?:(?:TM|KT|TL|TUQ|Q)\.\s?|[TK]/[TML]\s)?(?:PHÓ\s|CHỦ\s+TỊCH"
    r"|GIÁM\s+ĐỐC|TỔNG\s+GIÁM|BÍ\s+THƯ|TRƯỞNG\s|CHÁNH\s|BỘ\s+TRƯỞNG|THỨ\s+TRƯỞNG"
    rf"|CỤC\s+TRƯỞNG|VỤ\s+TRƯỞNG|THỦ\s+TƯỚNG|CHỦ\s+NHIỆM|HIỆU\s+TRƯỞNG)[{UPPER}\s,.-]*?)(?:\s(?P<name>"
    rf"{_NAME.pattern}))?\s*$"
)


#: A second title behind the first on one line: `KT. BỘ TRƯỞNG THỨ TRƯỞNG`, but not inside `PHÓ TRƯỞNG BAN`.
_NEXT_TITLE = re.compile(
    r"(?<!PHÓ)(?<!\.)(?<!\bTM)(?<!\bKT)(?<!T/M)(?<!K/T)(?<!T/L)(?<!QUYỀN)\s+"
    r"(?=(?:KT\.|PHÓ\s|THỨ\s+TRƯỞNG|CHỦ\s+TỊCH|GIÁM\s+ĐỐC|TỔNG\s+GIÁM|BÍ\s+THƯ"
    r"|CHÁNH\s|VỤ\s+TRƯỞNG|CỤC\s+TRƯỞNG|TRƯỞNG\s+(?:BAN|PHÒNG)))"
)


@dataclass(slots=True)
class Foot:
    """Where the foot begins and ends (line numbers), the lines of Nơi nhận, the signer."""

    first_line: int
    next_line: int
    pieces: list[Piece] = field(default_factory=list)
    signer: Signer | None = None


def read_foot(lines: Sequence[Line], body: int) -> Foot:
    """Return the foot of the document whose text begins on line `body`."""
    label = _find_label(lines, body)
    if label is None:
        return _foot_without_list(lines, body)
    first = _first_signature_line(lines, body, label)
    foot = Foot(first, len(lines))
    block: list[Piece] = []
    for index in range(first, label):
        block.append(Piece(lines[index].text, lines[index].start))
    filed = False
    index = label
    while index < len(lines):
        line = lines[index]
        if filed and (_is_annex(line) or len(line.text) > LONG_LINE or _MARKED.match(line.text) or _opens_other(line)):
            break  # the list is closed: what follows is an annex or another text
        for piece in _pieces(line, index == label):
            if _belongs_to_signature(piece, filed, bool(block)):
                block.append(piece)
            else:
                foot.pieces.append(piece)
                filed = filed or FILING.match(piece.text.lstrip("-–—+•▪* ")) is not None
        index += 1
        signer = _read_signer(block)
        if signer and signer.name and (filed or index - label > 80):
            foot.signer = signer
            if not _list_goes_on(lines, index):
                break
    foot.signer = foot.signer or _read_signer(block)
    if foot.signer is None and filed and index < len(lines):
        foot.signer = _foot_without_list(lines, index).signer  # what is issued with the document carries the signature
    foot.next_line = index
    return foot


def _find_label(lines: Sequence[Line], body: int) -> int | None:
    for index in range(body, len(lines)):
        text = lines[index].text
        if len(text) < 1500 and text.lstrip("*_ ")[:1] in "Nn":
            folded = plain(text)
            found = _NOI_NHAN.match(folded)
            if found and (found.end() == len(folded) or ":" in found[0] or folded[found.end() :].startswith("-")):
                return index
    return None


def _first_signature_line(lines: Sequence[Line], body: int, label: int) -> int:
    """Return the first line of a signature that an extraction put before the list, else the line of the label."""
    first = label
    seen_name = False
    for index in range(label - 1, max(body, label - 10) - 1, -1):
        text = lines[index].text.strip("* ")
        if _is_signature_line(text):
            first = index
        elif _NAME.fullmatch(text) and not seen_name:
            seen_name = True
        elif not (_KIEM.fullmatch(text) or _SIGNED.fullmatch(plain(text))):
            break
    return first


def _is_signature_line(text: str) -> bool:
    """Whether a line in capitals states an authority or a title."""
    text = text.strip("* ")
    if len(text) > 90 or not is_upper(text):
        return False
    return _AUTHORITY.match(text) is not None or _TITLE.match(plain(text)) is not None


def _pieces(line: Line, is_label: bool) -> list[Piece]:
    """Return the cells of a line of the foot; the label itself is taken away."""
    start = 0
    if is_label:
        found = _NOI_NHAN.match(plain(line.text))
        start = found.end() if found else 0
        while start and line.text[start - 1 : start] in "-–+":
            start -= 1
    text = line.text[start:]
    cuts = [0, *(gap.end() for gap in _COLUMNS.finditer(text)), *(gap.end() for gap in _TAIL_TITLE.finditer(text))]
    cuts += _title_cuts(text)
    cuts = sorted(set(cuts))
    pieces = []
    for begin, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        piece = text[begin:end].rstrip(" \t|")
        if piece.strip(" \t|"):
            pieces.append(Piece(piece, line.start + start + begin))
    return pieces


def _title_cuts(text: str) -> list[int]:
    """Return where titles in capitals begin and where a name follows, for lines that an extraction ran together."""
    found = _RUN_TOGETHER.search(text)
    if found is None:
        return []
    title = found.start("title")
    cuts = [title, *(again.end() for again in _NEXT_TITLE.finditer(text, title, found.end("title")))]
    return [*cuts, found.start("name")] if found["name"] else cuts


def _belongs_to_signature(piece: Piece, filed: bool, opened: bool) -> bool:
    text = piece.text.strip("* ")
    if text.startswith(("-", "–", "+", "•")):
        return False
    if _is_signature_line(text) or _KIEM.fullmatch(text) or _SIGNED.fullmatch(plain(text)):
        return True
    if opened and (_NAME.fullmatch(text) or (filed and _SHOUTED_NAME.fullmatch(text))):
        return True
    return is_upper(text) and opened and len(text) > 3 and not text.endswith((";", ",", ".")) and not FILING.match(text)


def _read_signer(block: Sequence[Piece]) -> Signer | None:
    """Read authority, title and name from the lines of a signature; the first complete block counts."""
    authority: list[str] = []
    title: list[str] = []
    name: str | None = None
    start = end = -1
    wraps_authority = False
    for piece in block:
        text = tidy(piece.text.strip("* ")).strip()
        if not text or _SIGNED.fullmatch(plain(text)):
            continue
        if title or authority:
            spoken = _NAME.fullmatch(text) or (
                _SHOUTED_NAME.fullmatch(text) and not _TITLE.match(plain(text)) and title
            )
            if spoken and not (is_upper(text) and wraps_authority):
                name = text
                end = piece.start + len(piece.text)
                break
        if _AUTHORITY.match(text):
            authority.append(text)
            wraps_authority = True
        elif _KIEM.fullmatch(text):
            title.append(text.lower())
        elif is_upper(text) and _TITLE.match(plain(text)):
            title.append(text)
            wraps_authority = False
        elif is_upper(text) and (authority or title):
            (authority if wraps_authority else title).append(text)
        else:
            continue
        start = piece.start if start < 0 else start
        end = piece.start + len(piece.text)
    if not authority and not title:
        return None
    return Signer(
        " ".join(authority) or None,
        " ".join(title) or None,
        name,
        Span(start, end),
        Confidence.SURE if name and is_clean_title(*authority, *title) else Confidence.LIKELY,
        "title and name at the foot" if name else "title at the foot",
    )


def _list_goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether lines of the list still follow the name: dashes close behind it."""
    return index < len(lines) and re.match(r"[-–+]\s*\S", lines[index].text) is not None and not _is_annex(lines[index])


def _opens_other(line: Line) -> bool:
    """Whether the head of another text begins: its motto, or what it was issued with."""
    return _OTHER_HEAD.match(plain(line.text)) is not None


def _is_annex(line: Line) -> bool:
    return ANNEX.match(line.text.strip("* ")) is not None


def _foot_without_list(lines: Sequence[Line], body: int) -> Foot:
    """Return the foot of a document without Nơi nhận: a title in capitals with a name below it, behind the text."""
    for index in range(body, len(lines)):
        if len(lines[index].text) > LONG_LINE or not _begins_signature(lines[index]):
            continue
        block = [piece for line in lines[index : index + 8] for piece in _pieces(line, False)]
        signer = _read_signer(block)
        if signer and signer.name:
            end = next(number for number in range(index, len(lines)) if lines[number].end >= signer.span.end)
            return Foot(index, end + 1, [], signer)
    last = len(lines)
    for index in range(last - 1, max(body, last - 7), -1):
        if _is_signature_line(lines[index].text):
            signer = _read_signer([Piece(lines[index].text, lines[index].start)])
            return Foot(index, last, [], signer)
    return Foot(last, last)


def _begins_signature(line: Line) -> bool:
    """Whether a title in capitals begins on the line."""
    first = line.text.lstrip("* ")
    return first[:2].isupper() and any(_is_signature_line(piece.text) for piece in _pieces(line, False))
