"""A letter that urges a late body or group: what it owes, from which document, until when; nobody else is named."""

from __future__ import annotations

from datetime import date

from nhipcau.drafting.content import Block, Kind, ListItem, OutgoingDocument, Paragraph, Run
from nhipcau.drafting.letters.inputs import Cited, Issue, Owed, Sender
from nhipcau.drafting.letters.phrases import cite, drafted, no_double, short_date
from nhipcau.drafting.wording import lower_first, without_end


def urging_letter(
    sender: Sender,
    issue: Issue,
    *,
    to: tuple[str, ...],
    cited: Cited,
    owed: tuple[Owed, ...],
    new_deadline: date,
    via: str | None = None,
    recipient_of_reports: str | None = None,
    committee_above: str | None = None,
) -> OutgoingDocument:
    """Return the công văn to `to` (one body, or the members of one group as printed).

    `committee_above` is the People's Committee of the agencies addressed: it goes into Nơi nhận. `via` is the
    intermediary, `recipient_of_reports` who receives (the sender itself if None). The letter asks (đề nghị), names no
    body that is not addressed and says nothing about fault (practice 14). Raises ValueError without an addressee or
    without a duty.
    """
    if not to or not owed:
        raise ValueError("Công văn đôn đốc cần có nơi nhận và ít nhất một nhiệm vụ.")
    party = sender.issuer.is_party
    whom = to[0] if len(to) == 1 else "các cơ quan, đơn vị, địa phương"
    goes_to = (recipient_of_reports or sender.self_name) + (f" (qua {via})" if via else "")
    until = Run(f"trước ngày {short_date(new_deadline)}", bold=True)
    reference = cite(cited, is_party=party)
    opening = f"Thực hiện {reference}; đến nay, {sender.self_name} chưa nhận được {_what_is_open(owed)} của {whom}."
    body: list[Block] = [Paragraph(opening)]
    if len(owed) == 1:
        body.append(Paragraph(f"{sender.self_name} đề nghị {whom} quan tâm thực hiện: {_duty(owed[0])}."))
    else:
        body.append(Paragraph(f"{sender.self_name} đề nghị {whom} quan tâm thực hiện các nội dung sau:"))
        body.extend(ListItem(line) for line in _duties(owed))
    body.append(Paragraph((Run(f"Kết quả gửi về {goes_to} "), until, Run(" để tổng hợp."))))
    body.append(
        Paragraph(
            "Trường hợp đã gửi báo cáo hoặc có nội dung cần trao đổi, đề nghị thông tin để phối hợp, cập nhật. "
            f"Rất mong {whom} quan tâm phối hợp thực hiện."
        )
    )
    above = (committee_above,) if committee_above and committee_above not in to else ()
    return drafted(
        sender,
        issue,
        Kind.LETTER,
        subject=f"đôn đốc thực hiện chế độ báo cáo theo {cited.kind} số {cited.number}",
        addressees=to,
        body=tuple(body),
        recipients=no_double(above, sender.recipients),
    )


def _what_is_open(owed: tuple[Owed, ...]) -> str:
    """Return what has not arrived, as a fact without blame; a single duty with its clause and printed deadline."""
    if len(owed) > 1:
        return "kết quả thực hiện một số nội dung"
    clause = f" nêu tại {owed[0].clause}" if owed[0].clause else ""
    return f"kết quả thực hiện nội dung{clause} (thời hạn: {owed[0].due_as_printed})"


def _duties(owed: tuple[Owed, ...]) -> list[str]:
    """Return each duty on its line with its clause and the deadline as printed."""
    lines = []
    for one in owed:
        clause = f"{one.clause}; " if one.clause else ""
        duty = _duty(one)
        lines.append(f"{duty[:1].upper()}{duty[1:]} ({clause}thời hạn: {one.due_as_printed})")
    return [f"{line}{'.' if line is lines[-1] else ';'}" for line in lines]


def _duty(one: Owed) -> str:
    return lower_first(without_end(one.duty))
