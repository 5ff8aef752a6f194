"""The consolidated report: the table of figures, each with the bodies it rests on, and the narrative by section."""

from __future__ import annotations

from itertools import groupby

from nhipcau.drafting.content import (
    Align,
    Block,
    CellText,
    Column,
    Heading,
    Kind,
    Level,
    ListItem,
    Narrative,
    OutgoingDocument,
    Paragraph,
    Row,
    SourcedText,
    Spelling,
    Table,
)
from nhipcau.drafting.letters.inputs import Cited, Figure, IndicatorLine, Issue, Sender
from nhipcau.drafting.letters.phrases import cite, drafted, spelling_of
from nhipcau.drafting.spelling import spell
from nhipcau.drafting.wording import roman, with_marks

NO_FIGURES = "chưa có số liệu"


def consolidated_report(
    sender: Sender,
    issue: Issue,
    *,
    subject: str,
    period: str,
    lines: tuple[IndicatorLine, ...],
    narratives: tuple[Narrative, ...],
    received: int,
    expected: int,
    pursuant_to: tuple[Cited, ...] = (),
    addressees: tuple[str, ...] = (),
    requests: tuple[str, ...] = (),
) -> OutgoingDocument:
    """Return the báo cáo for `period` ("quý II/2023"); `received` of `expected` bodies have reported.

    Each sum says on how many bodies it rests; where there is no figure the cell says so, never 0. `narratives` come
    in the order of the sections, `requests` are the proposals at the end. `addressees` are printed in the State only
    (layout 8). Raises ValueError if more bodies reported than were asked.
    """
    if received > expected:
        raise ValueError("Số đơn vị đã gửi không thể lớn hơn số đơn vị phải gửi.")
    party = sender.issuer.is_party
    body: list[Block] = [Paragraph(_opening(sender, period, received, expected, pursuant_to))]
    parts = 0
    if lines:
        parts += 1
        body.append(Heading(roman(parts), "Kết quả theo các chỉ số", Level.ROMAN))
        body.append(_table(lines, spelling_of(sender, issue)))
    if narratives:
        parts += 1
        body.append(Heading(roman(parts), "Tình hình, kết quả thực hiện", Level.ROMAN))
        body.extend(
            Narrative(one.title, _by_line(one), one.number or str(place)) for place, one in enumerate(narratives, 1)
        )
    if requests:
        parts += 1
        body.append(Heading(roman(parts), "Kiến nghị, đề xuất", Level.ROMAN))
        body.extend(ListItem(line) for line in with_marks(requests, "", ";", "."))
    closing = f"Trên đây là báo cáo {period} của {sender.self_name}; các số liệu được tổng hợp từ báo cáo đã tiếp nhận"
    body.append(Paragraph(closing + "."))
    return drafted(
        sender,
        issue,
        Kind.REPORT,
        subject=subject,
        addressees=() if party else addressees,
        body=tuple(body),
        recipients=sender.recipients,
    )


def _by_line(narrative: Narrative) -> tuple[SourcedText, ...]:
    """Return what bodies wrote, one paragraph a line, without the dashes they typed; the last line names the body."""
    out: list[SourcedText] = []
    for entry in narrative.paragraphs:
        lines = [line.strip().lstrip("-–+•").strip() for line in entry.text.splitlines()]
        lines = [line for line in lines if line]
        out.extend(SourcedText(line, "") for line in lines[:-1])
        out.extend(SourcedText(line, entry.source) for line in lines[-1:])
    return tuple(out)


def _opening(sender: Sender, period: str, received: int, expected: int, pursuant_to: tuple[Cited, ...]) -> str:
    cited = "; ".join(cite(one, is_party=sender.issuer.is_party) for one in pursuant_to)
    begin = f"Thực hiện {cited}; trên" if cited else "Trên"
    resting_on = f"{begin} cơ sở báo cáo của {received}/{expected} cơ quan, đơn vị, địa phương"
    return f"{resting_on}, {sender.self_name} báo cáo kết quả {period} như sau:"


def _table(lines: tuple[IndicatorLine, ...], words: Spelling) -> Table:
    has_stage, has_before = any(line.stage for line in lines), any(line.before for line in lines)
    width = 1.55 if not (has_stage or has_before) else 1.3
    columns = [
        Column("TT", 0.6, Align.CENTRE),
        Column("Chỉ số", 2.5),
        Column("Đơn vị tính", 0.95, Align.CENTRE),
        Column("Trong kỳ", width, Align.CENTRE),
        Column(spell("Lũy kế", words), width, Align.CENTRE),
        *([Column(spell("Lũy kế giai đoạn", words), width, Align.CENTRE)] if has_stage else []),
        *([Column("Kỳ trước", width, Align.CENTRE)] if has_before else []),
        Column("Cùng kỳ", width, Align.CENTRE),
        Column("Chỉ tiêu", 1.2, Align.CENTRE),
    ]
    rows: list[Row] = []
    place = 0
    for section, group in groupby(lines, key=lambda line: line.section):
        if section:
            rows.append(Row((section,), is_section=True))
        for line in group:
            place += 1
            figures = [line.in_period, line.cumulative]
            figures += [line.stage] if has_stage else []
            figures += [line.before] if has_before else []
            shown = (_show(figure) for figure in (*figures, line.same_period))
            rows.append(Row((str(place), line.name, line.unit, *shown, line.target or NO_FIGURES)))
    return Table(tuple(columns), tuple(rows), note=_note(lines))


def _note(lines: tuple[IndicatorLine, ...]) -> str:
    figures = [
        f
        for line in lines
        for f in (line.in_period, line.cumulative, line.same_period, line.before, line.stage)
        if f is not None
    ]
    note = "Ghi chú: “n/m đơn vị” là số đơn vị có số liệu trên số đơn vị phải báo cáo."
    return note + " “ước” là số ước thực hiện." if any(f.is_estimate for f in figures) else note


def _show(figure: Figure | None) -> CellText:
    """Return `1.234 (ước)` over `16/17 đơn vị`; nobody has a figure: "chưa có số liệu", which is not 0."""
    if figure is None or not figure.counted:
        return NO_FIGURES
    estimate = " (ước)" if figure.is_estimate else ""
    return f"{figure.shown}{estimate}", f"{figure.counted}/{figure.expected} đơn vị"
