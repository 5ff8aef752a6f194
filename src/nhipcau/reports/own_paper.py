"""A body's own report as a paper to be signed: what was typed, in the layout of its office (practice 2)."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from uuid import UUID

from nhipcau.drafting.content import Align, Block, Column, Heading, Kind, Level, OutgoingDocument, Paragraph, Row, Table
from nhipcau.drafting.letters import Issue
from nhipcau.drafting.letters.phrases import about, cite, drafted
from nhipcau.drafting.senders import sender_of
from nhipcau.drafting.wording import lower_first, roman
from nhipcau.numbers import show_ratio
from nhipcau.organisations import names
from nhipcau.organisations.models import Organisation
from nhipcau.reports.composing import cited
from nhipcau.reports.models import Version
from nhipcau.reports.queries.lines import Line, lines, show, show_line
from nhipcau.reports.queries.rows import places_in, show_cell

_NO_FIGURE = "chưa có số liệu"


def own_paper(version: Version, *, today: date) -> OutgoingDocument:
    """Return the báo cáo of a body for one period, from one version of its submission.

    Sections keep the form's order; what was left empty says “chưa có số liệu”, never 0. Raises ValueError where the
    document that laid the duty lacks number or date.
    """
    occurrence = version.submission.occurrence
    body, duty = Organisation.objects.get(pk=occurrence.body_id), occurrence.obligation
    sender = sender_of(body, on=today)
    period = lower_first(occurrence.period_label)
    source = cite(cited(duty.document), is_party=sender.issuer.is_party)
    point = f" (điểm {duty.clause})" if duty.clause not in ("", "0") else ""
    blocks: list[Block] = [
        Paragraph(f"Thực hiện {source}{point}, {sender.self_name} báo cáo kết quả {period} như sau:")
    ]
    filled = lines(version.form_version, version, occurrence)
    blocks += _sections(filled, places_in((line.table for line in filled), on=occurrence.period_end))
    blocks.append(Paragraph(f"Trên đây là báo cáo {period} của {sender.self_name}."))
    recipient = names.bodies([duty.recipient_id], on=today).get(duty.recipient_id) if duty.recipient_id else None
    return drafted(
        sender,
        Issue(drafted_on=today),
        Kind.REPORT,
        subject=f"{_subject(duty.title)} {period}",
        body=tuple(blocks),
        addressees=(recipient.name,) if recipient and not sender.issuer.is_party else (),
        recipients=((recipient.name,) if recipient else ()) + sender.recipients,
    )


def _subject(title: str) -> str:
    """Return the duty's title as a trích yếu: without “gửi”, “báo cáo” at its beginning."""
    words = title.strip().rstrip(".")
    for word in ("gửi ", "báo cáo ", "về "):
        if words.casefold().startswith(word):
            words = words[len(word) :]
    return about(lower_first(words)).removeprefix("về ")


def _sections(filled: list[Line], places: dict[UUID, str]) -> list[Block]:
    blocks: list[Block] = []
    grouped = [(title, list(group)) for title, group in groupby(filled, key=lambda line: line.field.section)]
    for place, (title, group) in enumerate(grouped, 1):
        if title:
            name = title.split(". ", 1)[1] if "." in title[:6] and ". " in title else title
            blocks.append(Heading(roman(place), name, Level.ROMAN))
        figures = [line for line in group if line.is_figure]
        if figures:
            blocks.append(_table(figures, filled))
        for line in group:
            if line.is_table:
                blocks += [Heading(None, line.field.label, Level.ARABIC), _rows(line, places)]
            elif not line.is_figure and line.answer.text.strip():
                if len(group) > 1:
                    blocks.append(Heading(None, line.field.label, Level.ARABIC))
                blocks += [Paragraph(text.strip()) for text in line.answer.text.splitlines() if text.strip()]
    return blocks


def _table(figures: list[Line], filled: list[Line]) -> Table:
    rows: list[Row] = []
    for place, line in enumerate(figures, 1):
        unit = line.field.indicator.unit if line.field.indicator else ""
        rows.append(Row((str(place), _label(line), unit, _value(line, filled))))
        parts = () if line.is_choice else line.parts
        rows += [Row(("", f"– {part.label}", unit, show(part.answer) or _NO_FIGURE)) for part in parts]
    columns = (
        Column("TT", 0.5, Align.CENTRE),
        Column("Chỉ số", 4.0),
        Column("Đơn vị tính", 1.2, Align.CENTRE),
        Column("Kết quả", 1.5, Align.CENTRE),
    )
    return Table(columns, tuple(rows))


def _label(line: Line) -> str:
    return f"{line.field.label} ({line.field.breakdown})" if line.field.breakdown else line.field.label


def _value(line: Line, filled: list[Line]) -> str:
    if not line.is_ratio:
        return (show_line(line) if line.is_choice or not line.parts else show(line.answer)) or _NO_FIGURE
    assert line.field.indicator is not None
    said = {
        other.field.indicator_id: other.answer.value
        for other in filled
        if other.field.breakdown == line.field.breakdown
    }
    part = said.get(line.field.indicator.numerator_id)
    whole = said.get(line.field.indicator.denominator_id)
    return _NO_FIGURE if part is None or whole is None else show_ratio(part, whole)


def _rows(line: Line, places: dict[UUID, str]) -> Block:
    """Return the rows of a table of the form, as a table of the paper."""
    if not line.table.rows:
        return Paragraph("Trong kỳ không phát sinh." if line.table.is_none else "Chưa có số liệu.")
    fields = list(line.field.columns.all())
    columns = (Column("TT", 0.5, Align.CENTRE), *(Column(field.label, 6.7 / len(fields)) for field in fields))
    rows = (
        Row((str(place), *(show_cell(field, row.cells.get(field.pk), places) for field in fields)))
        for place, row in enumerate(line.table.rows, 1)
    )
    return Table(columns, tuple(rows))
