"""Two lists that are never mixed: an annex of those that have reported, a paper to the Thường trực of the missing."""

from __future__ import annotations

from nhipcau.drafting.content import Align, Annex, Block, Column, Kind, OutgoingDocument, Paragraph, Row, Table
from nhipcau.drafting.letters.inputs import Cited, Issue, MissingBody, ReportedBody, Sender
from nhipcau.drafting.letters.phrases import cite as cite_document
from nhipcau.drafting.letters.phrases import drafted, no_double, short_date


def annex_of_reported(
    *,
    period: str,
    bodies: tuple[ReportedBody, ...],
    attached_to: Cited | None,
    matter: str | None = None,
    is_party: bool = True,
) -> Annex:
    """Return "Danh sách các cơ quan, đơn vị, địa phương đã có báo cáo …"; bodies stand in the order given.

    `period` is "quý II/2023"; `matter` what the reports are about ("thực hiện Cuộc vận động"); `attached_to` the
    document that the list goes with. The missing are not in it, nor how many they are (practice 14).
    """
    columns = [
        Column("TT", 0.6, Align.CENTRE),
        Column("Cơ quan, đơn vị, địa phương", 3.4),
        Column("Báo cáo", 3.4),
        Column("Ngày nhận", 1.4, Align.CENTRE),
    ]
    has_notes = any(body.note for body in bodies)
    if has_notes:
        columns.append(Column("Ghi chú", 1.6))
    rows = []
    for place, body in enumerate(bodies, start=1):
        cells = [str(place), body.name, body.reference or "", short_date(body.received_on)]
        rows.append(Row((*cells, body.note or "") if has_notes else tuple(cells)))
    table = Table(tuple(columns), tuple(rows), note=f"Danh sách gồm {len(bodies)} cơ quan, đơn vị, địa phương.")
    about = f" {matter}" if matter else ""
    reference = f"Kèm theo {cite_document(_bare(attached_to), is_party=is_party)}" if attached_to else None
    return Annex(
        title=f"Danh sách các cơ quan, đơn vị, địa phương đã có báo cáo định kỳ {period}{about}",
        reference=reference,
        body=(table,),
    )


def list_of_missing(
    sender: Sender,
    issue: Issue,
    *,
    period: str,
    missing: tuple[MissingBody, ...],
    expected: int,
    standing_body: str,
    matter: str | None = None,
) -> OutgoingDocument:
    """Return the báo cáo to the Thường trực (`standing_body`) of bodies without a report, `expected` asked in all.

    A paper of its own, never the annex of what goes to the bodies (practice 14). In the State it has Kính gửi; in the
    Party a báo cáo has none and the Thường trực stands first in Nơi nhận (layout 4). Raises ValueError if more are
    missing than were asked.
    """
    if len(missing) > expected:
        raise ValueError("Số đơn vị chưa gửi không thể lớn hơn số đơn vị phải gửi.")
    about = f" {matter}" if matter else ""
    opening = (
        f"{sender.self_name} báo cáo {standing_body} tình hình gửi báo cáo {period}{about} của các cơ quan, đơn vị, "
        f"địa phương đến ngày {short_date(issue.drafted_on)} như sau:"
    )
    counted = (
        f"Tổng số cơ quan, đơn vị, địa phương phải gửi báo cáo: {expected}; đã gửi: {expected - len(missing)}; "
        f"chưa gửi: {len(missing)}."
    )
    body: list[Block] = [Paragraph(opening), Paragraph(counted)]
    if missing:
        body.append(Paragraph("Danh sách cơ quan, đơn vị, địa phương chưa gửi báo cáo:"))
        body.append(_table_of_missing(missing))
    body.append(Paragraph(f"{sender.self_name} báo cáo {standing_body} xem xét, cho ý kiến chỉ đạo."))
    first = (f"{standing_body} (để báo cáo)",) if sender.issuer.is_party else ()
    return drafted(
        sender,
        issue,
        Kind.REPORT,
        subject=f"tình hình gửi báo cáo {period}{about}",
        addressees=() if sender.issuer.is_party else (standing_body,),
        body=tuple(body),
        recipients=no_double(first, tuple(r for r in sender.recipients if r != standing_body)),
    )


def _table_of_missing(missing: tuple[MissingBody, ...]) -> Table:
    columns = (
        Column("TT", 0.6, Align.CENTRE),
        Column("Cơ quan, đơn vị, địa phương", 2.6),
        Column("Nội dung chưa gửi", 3.4),
        Column("Thời hạn", 1.7, Align.CENTRE),
        Column("Ghi chú", 1.5),
    )
    rows = tuple(
        Row((str(place), body.name, _what(body), body.owed.due_as_printed, body.note or ""))
        for place, body in enumerate(missing, start=1)
    )
    return Table(columns, rows)


def _what(body: MissingBody) -> str:
    return f"{body.owed.duty} ({body.owed.clause})" if body.owed.clause else body.owed.duty


def _bare(cited: Cited) -> Cited:
    """Return a citation without trích yếu: an annex names number, date and issuer (both rules)."""
    return Cited(cited.kind, cited.number, cited.date, cited.issuer)
