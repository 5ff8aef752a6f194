"""Documents that never existed, with their truth: a guard against rules that fit only the documents one has seen.

It follows the layout rules (Nghị định 30/2020/NĐ-CP; Hướng dẫn 36-HD/VPTW and 05-HD/VPTW) and knows nothing of the
reader. Bodies,
places and people are invented. The truth is the object of the reading contract.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

PLACES = ("Thanh Lâm", "Phú Hòa", "An Bình", "Tân Sơn", "Hà Mỹ", "Vĩnh Lộc", "Đông Khê", "Krông Mây")
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Đỗ", "Bùi")
MIDDLES = ("Văn", "Thị", "Hữu", "Minh", "Xuân", "Ngọc")
GIVEN = ("Mẫu", "Thử", "Ví Dụ", "Tạm", "Giả", "Nháp")
FIELDS = (
    "Nội vụ",
    "Tài chính",
    "Y tế",
    "Tư pháp",
    "Xây dựng",
    "Kế hoạch và Đầu tư",
    "Giáo dục và Đào tạo",
    "Nông nghiệp và Môi trường",
)

# What is to be done: words of the duty, and its kind where no term is printed.
ACTIONS = (
    ("rà soát các thủ tục hành chính thuộc phạm vi quản lý", "action"),
    ("xây dựng kế hoạch triển khai phong trào thi đua tại địa phương", "action"),
    ("tổ chức kiểm tra việc chấp hành quy định về an toàn lao động", "action"),
    ("đánh giá kết quả thực hiện các mô hình điểm", "action"),
    ("tăng cường công tác tuyên truyền, phổ biến pháp luật đến người dân", "standing"),
    ("tiếp tục duy trì các mô hình đã có và nhân rộng cách làm hay", "standing"),
    ("đẩy mạnh ứng dụng công nghệ thông tin trong giải quyết công việc", "standing"),
    ("quan tâm bố trí cán bộ theo dõi công tác dân vận", "standing"),
    ("củng cố tổ chức bộ máy của các hội quần chúng", "standing"),
    ("lập danh mục các công trình cần sửa chữa", "action"),
)
REPORTS = (
    "báo cáo kết quả thực hiện về {to}",
    "gửi báo cáo kết quả rà soát về {to}",
    "gửi danh sách cán bộ tham dự về {to}",
    "tổng hợp, báo cáo {to}",
)
TALES = (
    "Trong thời gian qua, công tác này đã đạt được nhiều kết quả quan trọng.",
    "Tuy nhiên, việc triển khai ở một số nơi còn chậm, chưa đáp ứng yêu cầu.",
    "Những năm qua, phong trào đã lan tỏa sâu rộng trên địa bàn.",
)


@dataclass
class Made:
    """A made document: its text and its truth."""

    text: str
    truth: dict[str, Any]
    style: str


@dataclass
class _Draft:
    rng: random.Random
    party: bool
    wrapped: bool
    place: str
    day: date
    citations: list[dict[str, Any]] = field(default_factory=list)
    duties: list[dict[str, Any]] = field(default_factory=list)


def make(seed: int, *, bodies: int = 1) -> Made:
    """Return the document of that seed; the same seed gives the same document.

    `bodies` makes it longer: so many bodies one behind the other, whose points then begin again at 1.
    """
    rng = random.Random(seed)
    draft = _Draft(
        rng,
        party=rng.random() < 0.45,
        wrapped=rng.random() < 0.5,
        place=rng.choice(PLACES),
        day=date(2022, 1, 3) + timedelta(days=rng.randrange(1400)),
    )
    kind = rng.choice(["công văn", "công văn", "thông báo", "chỉ thị", "kế hoạch", "kết luận"])
    parent, issuer, symbol, short = _issuer(draft, kind)
    subject = rng.choice(
        [
            "triển khai công tác kết nghĩa với các thôn vùng đồng bào dân tộc thiểu số",
            "đẩy mạnh phong trào thi đua “Dân vận khéo” trên địa bàn",
            "tăng cường kỷ luật, kỷ cương hành chính",
            "rà soát, chuẩn hóa dữ liệu và báo cáo định kỳ",
        ]
    )
    number = f"{rng.randrange(1, 2000):02d}{symbol}"
    head, printed_subject = _head(draft, kind, parent, issuer, number, subject)
    addressees, address_lines = _addressees(draft) if kind == "công văn" else ([], [])
    body = [line for _ in range(bodies) for line in _body(draft, kind, short)]
    recipients, archive, signer, foot = _foot(draft, kind)
    lines = [*head, *address_lines, "", *_printed(draft, body), "", *foot]
    truth = {
        "type": kind,
        "number": number,
        "parent_issuer": parent,
        "issuer": issuer,
        "place": draft.place,
        "date": draft.day.isoformat(),
        "subject": printed_subject,
        "addressees": addressees,
        "distribution": recipients,
        "archive": archive,
        "signer": signer,
        "citations": draft.citations,
        "assignments": draft.duties,
    }
    style = f"{'party' if draft.party else 'state'} {kind} {'wrapped' if draft.wrapped else 'one line a paragraph'}"
    return Made("\n".join(lines), truth, style)


# --- head ----------------------------------------------------------------------------------------------------------


def _issuer(draft: _Draft, kind: str) -> tuple[str | None, str, str, str]:
    """Return parent, issuer, the symbol behind the digits, and the name by which the text calls the issuer."""
    rng, place = draft.rng, draft.place
    short = {"thông báo": "TB", "chỉ thị": "CT", "kế hoạch": "KH", "kết luận": "KL", "công văn": "CV"}[kind]
    if draft.party:
        parent, issuer, tail, name = rng.choice(
            [
                (None, f"TỈNH ỦY {place.upper()}", "TU", "Ban Thường vụ Tỉnh ủy"),
                (f"TỈNH ỦY {place.upper()}", "BAN TỔ CHỨC", "BTCTU", "Ban Tổ chức Tỉnh ủy"),
                (f"HUYỆN ỦY {place.upper()}", "BAN DÂN VẬN", "BDVHU", "Ban Dân vận Huyện ủy"),
                (f"ĐẢNG BỘ TỈNH {place.upper()}", f"ĐẢNG ỦY XÃ {place.upper()}", "ĐU", "Ban Thường vụ Đảng ủy"),
            ]
        )
        return parent, issuer, f"-{short}/{tail}", name
    field_name = rng.choice(FIELDS)
    initials = "".join(word[0] for word in field_name.upper().split() if word != "VÀ")
    letter = "VP" if kind == "công văn" else None
    parent, issuer, tail, name = rng.choice(
        [
            (None, f"ỦY BAN NHÂN DÂN TỈNH {place.upper()}", "UBND", "Ủy ban nhân dân tỉnh"),
            (f"UBND TỈNH {place.upper()}", f"SỞ {field_name.upper()}", f"S{initials}", f"Sở {field_name}"),
            (None, f"BỘ {field_name.upper()}", f"B{initials}", f"Bộ {field_name}"),
            (f"UBND HUYỆN {place.upper()}", "PHÒNG DÂN TỘC", "PDT", "Phòng Dân tộc"),
        ]
    )
    return parent, issuer, f"/{tail}-{letter}" if letter else f"/{short}-{tail}", name


def _head(
    draft: _Draft, kind: str, parent: str | None, issuer: str, number: str, subject: str
) -> tuple[list[str], str]:
    rng = draft.rng
    names = [parent] if parent else []
    names += ["ỦY BAN NHÂN DÂN", issuer[16:]] if issuer.startswith("ỦY BAN NHÂN DÂN TỈNH") else [issuer]
    day = draft.day
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    dated = f"{draft.place}, ngày {day.day:02d} tháng {month} năm {day.year}"
    if draft.party:
        right = ["ĐẢNG CỘNG SẢN VIỆT NAM", dated]
        left = [*names, "*", f"Số {number}"]
    else:
        right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", dated]
        left = [*names, rng.choice([f"Số: {number}", f"Số: {number.replace('/', ' /', 1)}"])]
    letter = []
    if kind == "công văn":
        letter = textwrap.wrap(subject if draft.party else f"V/v {subject}", 38)
    if rng.random() < 0.3:  # line beside line, as a two-column table comes out of a word processor
        rows = max(len(left), len(right))
        padded = [left + [""] * (rows - len(left)), right + [""] * (rows - len(right))]
        head = [f"{a}\t{b}".strip() for a, b in zip(*padded, strict=True)] + letter
    else:
        head = [*left, *letter, "", *right]
    if kind == "công văn":
        return [*head, ""], subject
    printed = rng.choice([subject, f"về việc {subject}", f"Về {subject}"])
    title = [kind.upper(), *(textwrap.wrap(printed, 60) if draft.wrapped else [printed])]
    return [*head, "", *title, "-----" if draft.party else "", ""], printed


def _addressees(draft: _Draft) -> tuple[list[str], list[str]]:
    groups = (
        ["Các huyện ủy, thị ủy, thành ủy", "Đảng ủy các cơ quan tỉnh", "Mặt trận Tổ quốc và các đoàn thể tỉnh"]
        if draft.party
        else ["Các sở, ban, ngành tỉnh", "Công an tỉnh", "Ủy ban nhân dân các xã, phường"]
    )
    chosen = draft.rng.sample(groups, draft.rng.randrange(1, len(groups) + 1))
    if len(chosen) == 1:
        return chosen, [f"Kính gửi: {chosen[0]}", ""]
    mark = draft.rng.choice([";", ","])
    lines = [f"- {name}{mark if name != chosen[-1] else '.'}" for name in chosen]
    return chosen, ["Kính gửi:", *lines, ""]


# --- body ----------------------------------------------------------------------------------------------------------


def _cite(draft: _Draft) -> str:
    """Return the words of a citation and note its truth."""
    rng = draft.rng
    day = draft.day - timedelta(days=rng.randrange(20, 900))
    digits = rng.randrange(1, 3000)
    if draft.party:
        kind, symbol, body = rng.choice(
            [
                ("Chỉ thị", "CT/TW", "Ban Bí thư"),
                ("Kế hoạch", "KH/TU", "Ban Thường vụ Tỉnh ủy"),
                ("Công văn", "CV/BDVTU", "Ban Dân vận Tỉnh ủy"),
            ]
        )
        number = f"{digits:02d}-{symbol}"
        printed = f"{kind} số {number}, ngày {day.day:02d}/{day.month}/{day.year} của {body}"
    else:
        kind, symbol, body = rng.choice(
            [
                ("Quyết định", "QĐ-TTg", "Thủ tướng Chính phủ"),
                ("Kế hoạch", "KH-UBND", "Ủy ban nhân dân tỉnh"),
                ("Công văn", "BNV-TCBC", "Bộ Nội vụ"),
            ]
        )
        number = f"{digits:02d}/{symbol}"
        spelled = rng.random() < 0.5
        dated = (
            f"ngày {day.day:02d} tháng {day.month} năm {day.year}"
            if spelled
            else f"ngày {day.day:02d}/{day.month}/{day.year}"
        )
        printed = f"{kind} số {number} {dated} của {body}"
    if all(entry["number"] != number for entry in draft.citations):
        draft.citations.append({"type": kind.lower(), "number": number, "date": day.isoformat(), "issuer": body})
    return printed


def _bodies(draft: _Draft) -> tuple[str, list[str]]:
    """Return a printed list of bodies and its items."""
    rng = draft.rng
    pool = (
        [
            "Ban Tổ chức Tỉnh ủy",
            "Ủy ban Kiểm tra Tỉnh ủy",
            "Văn phòng Tỉnh ủy",
            "các huyện ủy, thị ủy",
            "các đảng ủy trực thuộc",
        ]
        if draft.party
        else [
            f"Sở {rng.choice(FIELDS)}",
            "Công an tỉnh",
            "Thanh tra tỉnh",
            "các sở, ngành liên quan",
            "Ủy ban nhân dân cấp xã",
        ]
    )
    items = rng.sample(pool, rng.choice([1, 1, 2, 3]))
    if len(items) == 1:
        return items[0], items
    return f"{', '.join(items[:-1])} và {items[-1]}", items


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _term(draft: _Draft) -> tuple[str, dict[str, Any]]:
    """Return a printed term and its truth."""
    rng = draft.rng
    day = draft.day + timedelta(days=rng.randrange(10, 200))
    last = (date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)).isoformat()
    quarter = (day.month - 1) // 3 + 1
    quarter_end = {1: f"{day.year}-03-31", 2: f"{day.year}-06-30", 3: f"{day.year}-09-30", 4: f"{day.year}-12-31"}[
        quarter
    ]

    def once(printed: str, due: str, kind: str) -> tuple[str, dict[str, Any]]:
        return printed, {"due": due, "due_kind": kind, "recurrence": []}

    def again(printed: str, **entry: Any) -> tuple[str, dict[str, Any]]:
        whole = {"every": None, "before_day": None, "before_month": None, "of": None} | entry
        return printed, {"due": None, "due_kind": None, "recurrence": [whole]}

    return rng.choice(
        [
            once(f"trước ngày {day.day:02d}/{day.month}/{day.year}", day.isoformat(), "before"),
            once(f"trước ngày {day.day:02d} tháng {day.month} năm {day.year}", day.isoformat(), "before"),
            once(f"chậm nhất ngày {day.day:02d}/{day.month}/{day.year}", day.isoformat(), "by"),
            once(f"chậm nhất đến ngày {day.day:02d}/{day.month}/{day.year}", day.isoformat(), "by"),
            once(f"trong tháng {day.month}/{day.year}", last, "within"),
            once(f"trong tháng {day.month} năm {day.year}", last, "within"),
            once(f"trong quý {['I', 'II', 'III', 'IV'][quarter - 1]}/{day.year}", quarter_end, "within"),
            again(
                f"trước ngày {day.day:02d} tháng {day.month} hằng năm",
                every="year",
                before_day=day.day,
                before_month=day.month,
            ),
            again("trước ngày 15 hằng tháng", every="month", before_day=15),
            again("định kỳ hằng quý", every="quarter"),
            again("định kỳ 6 tháng", every="half-year"),
            again("trước ngày 07 của tháng cuối quý", every="quarter", before_day=7, of="last-month"),
        ]
    )


def _duty(draft: _Draft, clause: str, owners: list[str], receiver: str, subject: str = "") -> str:
    """Return a printed duty (one entry) and note its truth. `subject` is the printed subject, if it stands in the
    clause."""
    rng = draft.rng
    action, kind = rng.choice(ACTIONS)
    truth: dict[str, Any] = {"due": None, "due_kind": None, "recurrence": []}
    deliver = None
    words = action
    form = rng.random()
    if form < 0.4:
        report = rng.choice(REPORTS).format(to=receiver)
        printed, truth = _term(draft)
        words = f"{action}, {report} {printed}"
        kind, deliver = "report", receiver
    elif form < 0.6:
        printed, truth = _term(draft)
        words = f"{action}, hoàn thành {printed}"
        kind = "action"
    elif form < 0.75:
        words = f"{action} theo {_cite(draft)}"
    text = f"{subject} {words}" if subject else _capital(words)
    draft.duties.append(
        {
            "clause": clause,
            "text": text,
            "owners": owners,
            "coordinators": [],
            "deliver_to": deliver,
            "via": None,
            "kind": kind,
            "as_of": None,
            **truth,
        }
    )
    return text


def _body(draft: _Draft, kind: str, short: str) -> list[str]:
    rng = draft.rng
    lines = [f"Thực hiện {_cite(draft)} về việc triển khai nhiệm vụ trọng tâm. {rng.choice(TALES)}"]
    lead, lead_items = _bodies(draft)
    if kind == "kế hoạch":
        lines += [f"{short} ban hành Kế hoạch với các nội dung sau:", "I. MỤC ĐÍCH, YÊU CẦU"]
        lines += ["- Nâng cao nhận thức của cán bộ, đảng viên và Nhân dân.", "II. NHIỆM VỤ"]
        lead_items = []
    else:
        lines.append(f"Để thực hiện tốt nhiệm vụ trên, {short} yêu cầu {lead} thực hiện các nội dung sau:")
    for point in range(1, rng.randrange(3, 6)):
        lines += _point(draft, point, lead_items, short)
    if rng.random() < 0.5:
        lines.append(
            f"{short} thông báo để các cơ quan, đơn vị biết, thực hiện./."
            if kind != "kế hoạch"
            else f"Trên đây là Kế hoạch của {short}./."
        )
    return lines


def _point(draft: _Draft, point: int, lead_items: list[str], receiver: str) -> list[str]:
    """Return the lines of one point in one of the usual shapes."""
    rng = draft.rng
    mark = rng.choice(["-", "a)"])
    shape = rng.choice(["heading", "heading", "subject", "giao", "plain", "run-in"])
    owners_printed, owners = _bodies(draft)
    if shape == "plain" and lead_items:
        return [f"{point}. {_duty(draft, str(point), lead_items, receiver)}."]
    if shape == "subject":
        return [
            f"{point}. "
            f"{_duty(draft, str(point), [_capital(owners[0]), *owners[1:]], receiver, _capital(owners_printed))}"
            f"."
        ]
    if shape == "giao":
        return [f"{point}. {_duty(draft, str(point), owners, receiver, 'Giao ' + owners_printed)}."]
    owners = [_capital(owners[0]), *owners[1:]]
    if shape == "run-in":
        return [f"{point}. {_capital(owners_printed)}: {_duty(draft, str(point), owners, receiver)}."]
    lines = [f"{point}. {_capital(owners_printed)}{rng.choice([':', ''])}"]
    for index in range(1, rng.randrange(2, 5)):
        text = _duty(draft, f"{point}.{index}", owners, receiver)
        lines.append(f"{'abcd'[index - 1]}) {text}." if mark == "a)" else f"- {text}.")
    return lines


def _printed(draft: _Draft, body: list[str]) -> list[str]:
    """Return the lines as an extraction prints them: wrapped as on paper, or one a paragraph with or without blanks."""
    if draft.wrapped:
        return [line for paragraph in body for line in textwrap.wrap(paragraph, 76, break_on_hyphens=False)]
    if draft.rng.random() < 0.5:
        return [line for paragraph in body for line in (paragraph, "")]
    return body


# --- foot ----------------------------------------------------------------------------------------------------------


def _foot(draft: _Draft, kind: str) -> tuple[list[str], str, dict[str, Any], list[str]]:
    rng = draft.rng
    name = f"{rng.choice(SURNAMES)} {rng.choice(MIDDLES)} {rng.choice(GIVEN)}"
    if draft.party:
        authority, title = rng.choice(
            [
                ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"),
                ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"),
                (None, "TRƯỞNG BAN"),
                ("T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"),
            ]
        )
        recipients = rng.sample(
            [
                "Thường trực Tỉnh ủy (để báo cáo)",
                "Các ban của Tỉnh ủy",
                "Ban Dân vận Trung ương",
                "Thành viên Ban Chỉ đạo",
            ],
            3,
        )
        archive = rng.choice(["Lưu Văn phòng Tỉnh ủy", "Lưu Ban Dân vận"])
    else:
        authority, title = rng.choice(
            [
                ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
                ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
                (None, "GIÁM ĐỐC"),
                ("TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG"),
                ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
            ]
        )
        recipients = rng.sample(
            [
                "Thường trực Tỉnh ủy (b/c)",
                "CT, PCT UBND tỉnh",
                "VPUB: CVP, PCVP",
                "Các Sở: Y tế, Tài chính",
                "Cổng TTĐT tỉnh",
            ],
            3,
        )
        archive = f"Lưu: VT, {rng.choice(['TH', 'NC', 'KGVX', 'KTTH'])}"
    if kind == "công văn":
        recipients = ["Như trên", *recipients]
    mark = rng.choice([";", ","]) if draft.party else ";"
    listed = ["Nơi nhận:", *(f"- {item}{mark}" for item in recipients), f"- {archive}."]
    signed = [line for line in (authority, title) if line] + ([""] * rng.randrange(3)) + [name]
    order = rng.random()
    if order < 0.7:
        foot = [*listed, "", *signed]
    elif order < 0.85:
        foot = [*signed, "", *listed]
    else:
        rows = max(len(listed), len(signed))
        both = zip(listed + [""] * (rows - len(listed)), signed + [""] * (rows - len(signed)), strict=True)
        foot = [f"{left}\t{right}".rstrip() if right else left for left, right in both]
    return recipients, archive, {"authority": authority, "title": title, "name": name}, foot
