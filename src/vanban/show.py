"""The text of a reading with all that was read marked in it, as HTML without scripts.

`marked_html` gives only the marked text, for a page that has its own look (the product's page of confirmation);
`page` gives a whole page that stands alone. Marks may lie in one another; one that would cross another is cut.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import date
from html import escape

from vanban.model import Confidence, Item, Reading, Span

_COLOURS = {
    "head": ("#dbeafe", "Thể thức: cơ quan, số, ngày, trích yếu"),
    "addressee": ("#cffafe", "Kính gửi"),
    "recipient": ("#e0e7ff", "Nơi nhận, lưu"),
    "signer": ("#ede9fe", "Người ký"),
    "citation": ("#fef3c7", "Văn bản viện dẫn"),
    "duty": ("#dcfce7", "Nhiệm vụ được giao"),
    "owner": ("#86efac", "Đơn vị chủ trì"),
    "coordinator": ("#bef264", "Đơn vị phối hợp"),
    "deadline": ("#fca5a5", "Thời hạn"),
    "deliver": ("#fdba74", "Nơi nhận kết quả, gửi qua"),
    "footnote": ("#f3f4f6", "Chú thích"),
    "annex": ("#fafaf9", "Phụ lục"),
    "urgency": ("#f87171", "Mức độ khẩn, mật, phạm vi lưu hành"),
    "stamp": ("#e5e7eb", "Dấu chữ ký số (để riêng)"),
}
_SURENESS = {Confidence.SURE: "chắc chắn", Confidence.LIKELY: "khá chắc", Confidence.UNSURE: "chưa chắc"}


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of the text to be marked: its kind (a colour of the legend), its name, a word for the person."""

    start: int
    end: int
    kind: str
    name: str
    title: str
    sureness: str = ""


class _Collector:
    """Gathers marks; what has no stretch of its own is passed over."""

    def __init__(self, found: list[Mark]) -> None:
        self._found = found

    def __call__(
        self, span: Span, kind: str, name: str, title: str, confidence: Confidence | None = None, why: str = ""
    ) -> None:
        if span.end > span.start:
            words = [title, _SURENESS[confidence] if confidence else "", why]
            sureness = confidence.value if confidence else ""
            self._found.append(Mark(span.start, span.end, kind, name, " · ".join(filter(None, words)), sureness))


def marks(reading: Reading) -> list[Mark]:
    """Give every mark of a reading. Names are unique: `duty-1`, `duty-1-owner-1`, `citation-3-2`."""
    found: list[Mark] = []
    add = _Collector(found)
    _mark_head(reading, add)
    for order, cited in enumerate(reading.citations, start=1):
        for at, span in enumerate(cited.places or (cited.span,), start=1):
            name = f"citation-{order}" if at == 1 else f"citation-{order}-{at}"
            add(span, "citation", name, f"Viện dẫn {cited.number}", cited.confidence, cited.why)
    _mark_duties(reading, add)
    for order, note in enumerate(reading.footnotes, start=1):
        add(note.span, "footnote", f"footnote-{order}", f"Chú thích {note.mark}")
    for order, annex in enumerate(reading.annexes, start=1):
        add(annex.span, "annex", f"annex-{order}", annex.title)
    for order, span in enumerate(reading.stamps, start=1):
        add(span, "stamp", f"stamp-{order}", "Dấu chữ ký số")
    return found


def _mark_head(reading: Reading, add: _Collector) -> None:
    single: tuple[tuple[str, str, str, Item[str] | Item[date] | None], ...] = (
        ("head", "type", "Loại văn bản", reading.type),
        ("head", "number", "Số, ký hiệu", reading.number),
        ("head", "parent-issuer", "Cơ quan cấp trên trực tiếp", reading.parent_issuer),
        ("head", "issuer", "Cơ quan ban hành", reading.issuer),
        ("head", "place", "Địa danh", reading.place),
        ("head", "date", "Ngày ban hành", reading.date),
        ("head", "subject", "Trích yếu", reading.subject),
        ("recipient", "archive", "Lưu", reading.archive),
        ("urgency", "urgency", "Mức độ khẩn", reading.urgency),
        ("urgency", "secrecy", "Độ mật", reading.secrecy),
        ("urgency", "circulation", "Phạm vi lưu hành", reading.circulation),
    )
    for kind, name, title, item in single:
        if item is not None:
            add(item.span, kind, name, title, item.confidence, item.why)
    for kind, name, title, items in (
        ("addressee", "addressee", "Kính gửi", reading.addressees),
        ("recipient", "recipient", "Nơi nhận", reading.distribution),
    ):
        for order, each in enumerate(items, start=1):
            add(each.span, kind, f"{name}-{order}", title, each.confidence, each.why)
    if reading.signer is not None:
        add(reading.signer.span, "signer", "signer", "Người ký", reading.signer.confidence, reading.signer.why)


def _mark_duties(reading: Reading, add: _Collector) -> None:
    for order, duty in enumerate(reading.assignments, start=1):
        name = f"duty-{order}"
        add(duty.span, "duty", name, f"Nhiệm vụ {order} (điểm {duty.clause})", duty.confidence, duty.why)
        for at, body in enumerate(duty.owners, start=1):
            add(body.span, "owner", f"{name}-owner-{at}", f"Chủ trì nhiệm vụ {order}")
        for at, body in enumerate(duty.coordinators, start=1):
            add(body.span, "coordinator", f"{name}-coordinator-{at}", f"Phối hợp nhiệm vụ {order}")
        if duty.deadline is not None:
            add(duty.deadline.span, "deadline", f"{name}-deadline", f"Thời hạn nhiệm vụ {order}")
        for part, title, item in (("deliver-to", "Gửi về", duty.deliver_to), ("via", "Gửi qua", duty.via)):
            if item is not None:
                add(item.span, "deliver", f"{name}-{part}", f"{title} (nhiệm vụ {order})", item.confidence, item.why)


def marked_html(reading: Reading) -> str:
    """Give the text as `<div class="vanban-text">` in which each thing read is a `<mark id class title>`.

    The class is `vanban-` and the kind (`vanban-duty`, `vanban-owner`, …). A mark cut by another goes on in a second
    `<mark>` without id, with `data-of` naming the first. Everything of the document is escaped.
    """
    return f'<div class="vanban-text">{_woven(reading.text, marks(reading))}</div>'


def _woven(text: str, found: list[Mark]) -> str:
    parts: list[str] = []
    opened: list[tuple[int, Mark]] = []
    seen: set[str] = set()
    # Longer marks first where two begin together; `order` keeps the heap from comparing marks.
    waiting = [(mark.start, -mark.end, order, mark) for order, mark in enumerate(found)]
    heapq.heapify(waiting)
    at = 0

    def forward(to: int) -> None:
        nonlocal at
        while opened and opened[-1][0] <= to:
            end = opened.pop()[0]
            parts.append(escape(text[at:end]) + "</mark>")
            at = max(at, end)
        parts.append(escape(text[at:to]))
        at = max(at, to)

    while waiting:
        start, minus_end, order, mark = heapq.heappop(waiting)
        end = min(-minus_end, len(text))
        if start >= end:
            continue
        forward(start)
        if opened and end > opened[-1][0]:
            # It would cross the open mark: the rest goes on behind that one.
            heapq.heappush(waiting, (opened[-1][0], minus_end, order, mark))
            end = opened[-1][0]
        parts.append(_opening(mark, mark.name not in seen))
        seen.add(mark.name)
        opened.append((end, mark))
    forward(len(text))
    return "".join(parts)


def _opening(mark: Mark, is_first: bool) -> str:
    name = f'id="{escape(mark.name)}"' if is_first else f'data-of="{escape(mark.name)}"'
    sureness = f' data-sureness="{mark.sureness}"' if mark.sureness else ""
    return f'<mark {name} class="vanban-{mark.kind}" title="{escape(mark.title)}"{sureness}>'


def page(reading: Reading, *, title: str = "Văn bản") -> str:
    """Give a whole HTML page: the marked text, the legend of the colours, and the duties as a list with links."""
    used = {mark.kind for mark in marks(reading)}
    rules = "\n".join(f".vanban-{kind} {{ background: {colour} }}" for kind, (colour, _) in _COLOURS.items())
    legend = "".join(
        f'<li><mark class="vanban-{kind}">{escape(words)}</mark></li>'
        for kind, (_, words) in _COLOURS.items()
        if kind in used
    )
    return _PAGE.format(
        title=escape(title), rules=rules, legend=legend, text=marked_html(reading), duties=_duties(reading)
    )


def _duties(reading: Reading) -> str:
    rows = []
    for order, duty in enumerate(reading.assignments, start=1):
        owners = ", ".join(body.name for body in duty.owners) or "(chưa rõ)"
        due = duty.deadline.text if duty.deadline is not None else ""
        rows.append(
            f'<tr><td><a href="#duty-{order}">{order}</a></td><td>{escape(duty.clause)}</td><td>{escape(owners)}</td>'
            f"<td>{escape(due)}</td><td>{escape(_SURENESS[duty.confidence])}</td></tr>"
        )
    return "".join(rows) or '<tr><td colspan="5">Không đọc thấy nhiệm vụ nào.</td></tr>'


_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 1rem auto; max-width: 60rem; padding: 0 1rem; color: #111 }}
.vanban-text {{ white-space: pre-wrap; font-family: Tinos, "Times New Roman", serif; font-size: 1.1rem;
  border: 1px solid #ccc; padding: 1rem }}
mark {{ color: inherit; border-radius: .15em }}
mark[data-sureness="likely"] {{ outline: 1px dashed #888 }}
mark[data-sureness="unsure"] {{ outline: 2px dotted #b91c1c }}
mark:target {{ outline: 3px solid #16a34a }}
ul.legend {{ display: flex; flex-wrap: wrap; gap: .5rem 1rem; list-style: none; padding: 0 }}
table {{ border-collapse: collapse; width: 100%; margin-bottom: 1rem }}
td, th {{ border: 1px solid #ccc; padding: .25rem .5rem; text-align: left; vertical-align: top }}
{rules}
</style>
</head>
<body>
<h1>{title}</h1>
<h2>Chú giải</h2>
<ul class="legend">{legend}</ul>
<h2>Nhiệm vụ</h2>
<table>
<thead><tr><th>Thứ tự</th><th>Điểm</th><th>Chủ trì</th><th>Thời hạn</th><th>Độ tin cậy</th></tr></thead>
<tbody>{duties}</tbody>
</table>
<h2>Văn bản</h2>
{text}
</body>
</html>
"""
