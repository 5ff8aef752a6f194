"""From the board and the consolidations to outgoing papers: plain values for the builders of `drafting.letters`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from nhipcau.clock import day_of
from nhipcau.documents.models import Document
from nhipcau.drafting.content import Kind, Narrative, OutgoingDocument, Paragraph, SourcedText
from nhipcau.drafting.letters import (
    Cited,
    Figure,
    IndicatorLine,
    Issue,
    MissingBody,
    Owed,
    ReportedBody,
    annex_of_reported,
    consolidated_report,
    list_of_missing,
    urging_letter,
)
from nhipcau.drafting.letters.phrases import drafted, short_date
from nhipcau.drafting.senders import sender_of
from nhipcau.obligations.models import Obligation, Occurrence
from nhipcau.organisations import names
from nhipcau.organisations.models import Organisation, OrganisationKind
from nhipcau.reports.amounts import Amount
from nhipcau.reports.models import Consolidation, Version
from nhipcau.reports.queries.frozen import frozen_lines
from nhipcau.reports.queries.gathered import frozen_texts
from nhipcau.reports.queries.table import TargetShare

WORKING_DAYS_TO_ANSWER = 5


def new_deadline(today: date) -> date:
    """Return the day that an urging letter proposes: five working days from today, weekends passed over."""
    day, left = today, WORKING_DAYS_TO_ANSWER
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def cited(document: Document) -> Cited:
    """Return a registered document as one cites it. Raises ValueError where number or date is not known."""
    if not document.number or document.date is None:
        raise ValueError("Văn bản giao nhiệm vụ chưa có số hoặc ngày. Hãy ghi nốt ở sổ văn bản rồi soạn lại.")
    issuer = (
        names.bodies([document.issuer_id], on=document.date)[document.issuer_id].short_name
        if document.issuer_id
        else ""
    )
    return Cited(
        document.type.capitalize(),
        document.number,
        document.date,
        issuer or document.issuer_text,
        document.subject or None,
    )


def owed(occurrence: Occurrence) -> Owed:
    """Return what a body owes, with the clause and the day as printed."""
    duty = occurrence.obligation
    printed = occurrence.printed_due or occurrence.last_day
    word = {"before": "trước ngày", "within": "trong thời gian đến ngày"}.get(occurrence.due_kind, "ngày")
    clause = f"điểm {duty.clause}" if duty.clause and duty.clause != "0" else None
    what = duty.title if duty.title else duty.text
    period = f" ({occurrence.period_label})" if occurrence.period_label else ""
    return Owed(clause, f"{what}{period}", f"{word} {short_date(printed)}" if printed else "theo văn bản")


def urging_letters(
    late: Sequence[Occurrence], *, body: Organisation, today: date, until: date
) -> list[OutgoingDocument]:
    """Return one letter for each late body; each names only the body that it goes to (practice 14)."""
    sender = sender_of(body, on=today)
    called = names.bodies((row.body_id for row in late), on=today)
    letters = []
    ordered = sorted(late, key=lambda row: (called[row.body_id].rank, str(row.body_id)))
    for body_id, rows in groupby(ordered, key=lambda row: row.body_id):
        duties = list(rows)
        duty = duties[0].obligation
        span = called[body_id]
        letters.append(
            urging_letter(
                sender,
                Issue(drafted_on=today),
                to=(span.name,),
                cited=cited(duty.document),
                owed=tuple(owed(row) for row in duties),
                new_deadline=until,
                via=_short(duty.via_id, today),
                recipient_of_reports=_short(duty.recipient_id, today),
                committee_above=_committee_above(span.kind, span.parent_id, today),
            )
        )
    return letters


def missing_list(
    duty: Obligation, period: str, late: Iterable[Occurrence], *, expected: int, body: Organisation, today: date,
    notes: dict[object, str],
) -> OutgoingDocument:  # fmt: skip
    """Return the paper to the Thường trực that lists who has not reported; never annexed to what bodies receive."""
    rows = list(late)
    called = names.bodies((row.body_id for row in rows), on=today)
    rows.sort(key=lambda row: (called[row.body_id].rank, str(row.body_id)))
    standing = _short(duty.recipient_id, today) or sender_of(body, on=today).self_name
    return list_of_missing(
        sender_of(body, on=today),
        Issue(drafted_on=today),
        period=_lower(period),
        missing=tuple(MissingBody(called[row.body_id].name, owed(row), notes.get(row.pk)) for row in rows),
        expected=expected,
        standing_body=f"Thường trực {standing}",
    )


def reported_list(
    duty: Obligation, period: str, versions: Iterable[Version], *, body: Organisation, today: date
) -> OutgoingDocument:
    """Return a notice whose annex lists who has reported, in protocol order."""
    rows = list(versions)
    sender = sender_of(body, on=today)
    called = names.bodies((row.submission.occurrence.body_id for row in rows), on=today)
    rows.sort(key=lambda row: called[row.submission.occurrence.body_id].rank)
    annex = annex_of_reported(
        period=_lower(period),
        bodies=tuple(
            ReportedBody(
                called[row.submission.occurrence.body_id].name,
                f"Báo cáo số {row.number_on_paper}" if row.number_on_paper else None,
                day_of(row.filed_at),
            )
            for row in rows
            if row.filed_at
        ),
        attached_to=None,
        is_party=sender.issuer.is_party,
    )
    notice = drafted(
        sender,
        Issue(drafted_on=today),
        Kind.NOTICE,
        subject=f"tình hình gửi báo cáo {_lower(period)}",
        body=(
            Paragraph(
                f"{sender.self_name} thông báo danh sách các cơ quan, đơn vị, địa phương đã gửi báo cáo "
                f"{_lower(period)} (kèm theo Phụ lục)."
            ),
        ),
        recipients=tuple(called[row.submission.occurrence.body_id].name for row in rows),
    )
    return dataclasses.replace(notice, annexes=(annex,))


def consolidated(made: Consolidation, *, today: date) -> OutgoingDocument:
    """Return the báo cáo of a frozen consolidation: its table with comparisons, and the texts not set aside."""
    sender = sender_of(made.body, on=today)
    narratives = tuple(
        Narrative(title, tuple(SourcedText(text.text.strip(), text.names) for text in said))
        for title, rows in frozen_texts(made).items()
        if (said := [text for text in rows if not text.is_left_out and text.text.strip()])
    )
    lines = tuple(
        IndicatorLine(
            line.name,
            line.unit,
            _figure(line.in_period),
            _figure(line.cumulative),
            _figure(line.year_before),
            _target(line.targets),
            section=line.section or None,
            before=_figure(line.before),
            stage=_figure(line.stage),
        )
        for line in frozen_lines(made)
    )
    document = made.obligation.document
    return consolidated_report(
        sender,
        Issue(drafted_on=today),
        subject=f"tổng hợp kết quả {_lower(made.period_label)}",
        period=_lower(made.period_label),
        lines=lines,
        narratives=narratives,
        received=made.received,
        expected=made.expected,
        pursuant_to=(cited(document),) if document.number and document.date else (),
        addressees=() if sender.issuer.is_party else (_above(made.body, today),),
    )


def _figure(amount: Amount | None) -> Figure | None:
    if amount is None or not amount.is_there:
        return None
    return Figure(amount.shown, amount.counted, amount.expected, is_estimate=amount.estimates > 0)


def _target(targets: Sequence[TargetShare]) -> str | None:
    """Return the nearest target with what was reached of it."""
    if not targets:
        return None
    return f"{targets[0].shown} (đạt {targets[0].percent})" if targets[0].percent else targets[0].shown


def _short(body: object, on: date) -> str | None:
    return names.bodies([body], on=on)[body].short_name if body else None  # type: ignore[list-item, index]


def _above(body: Organisation, on: date) -> str:
    span = names.bodies([body.pk], on=on)[body.pk]
    return _short(span.parent_id, on) or "cơ quan cấp trên"


def _committee_above(kind: str, parent: object, on: date) -> str | None:
    """Agencies of the People's Committee get their letter with the Committee in Nơi nhận (practice 14)."""
    return _short(parent, on) if kind == OrganisationKind.AGENCY else None


def _lower(period: str) -> str:
    return period[:1].lower() + period[1:]
