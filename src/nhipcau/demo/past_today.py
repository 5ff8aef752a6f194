"""The little past of the present world: one letter confirmed with its first reports, one waiting to be confirmed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from nhipcau import clock
from nhipcau.demo import invented
from nhipcau.demo.builder import Builder
from nhipcau.demo.desk import Desk, at
from nhipcau.obligations.models import ObligationKind, Occurrence
from nhipcau.organisations.models import Programme
from nhipcau.reports import actions as reports
from nhipcau.reports import forms_of_duties


def load(builder: Builder, committees: list[str], province: str, progress: Callable[[str], None]) -> None:
    """Write the letters and the first reports, on the days just past; `committees` are keys in official order."""
    progress("Văn bản mẫu và những báo cáo đầu tiên …")
    today, desk = clock.today(), Desk.open()
    office = builder["t.mass"]
    asked_on, waits_on = today - timedelta(days=9), today - timedelta(days=1)
    letter = desk.put_in(
        "41-cv-btgdvtu.txt", by="tuyengiaodanvan.canbo", body=office, moment=at(asked_on, 9),
        programme=Programme.objects.get(code="dan-van-kheo"),
        words=_words(province, asked_on, today + timedelta(days=6)),
    )  # fmt: skip
    for proposal in letter.proposals.filter(kind=ObligationKind.REPORT):
        title = "Báo cáo kết quả phong trào “Dân vận khéo”"
        desk.correct(proposal, title, by="tuyengiaodanvan.canbo", moment=at(asked_on, 10))
    confirmed = desk.confirm(letter, by="tuyengiaodanvan.lanhdao", moment=at(asked_on, 15))
    rule = next(row for row in confirmed.obligations if row.kind == ObligationKind.REPORT)
    form = forms_of_duties.newest_form(rule, now=at(asked_on, 15))
    for number, key in enumerate(committees[:4], start=1):
        day = today - timedelta(days=6 - number)
        occurrence = Occurrence.objects.get(obligation=rule, body=builder[key])
        with clock.frozen(at(day, 9)) as now:
            officer, leader = desk.actor(f"xa{number}.canbo", day), desk.actor(f"xa{number}.lanhdao", day)
            draft = reports.start(occurrence, by=officer, now=now)
            answers = invented.exemplars(form, f"{key}:{number}")
            expected = reports.save_draft(draft, answers, by=officer, expected=draft.row_version, now=now)
            if number == 4:  # still being written
                continue
            sent = reports.sign_off(draft, by=leader, expected=expected, now=now)
        if number < 3:
            with clock.frozen(at(day, 15)) as now:
                reports.receive(sent, by=desk.actor("tuyengiaodanvan.canbo", day), now=now)
    desk.put_in(
        "58-cv-btgdvtu.txt", by="tuyengiaodanvan.canbo", body=office, moment=at(waits_on, 14),
        programme=Programme.objects.get(code="ket-nghia"), words=_words(province, waits_on, today + timedelta(days=14)),
    )  # fmt: skip


def _words(province: str, day: date, due: date) -> dict[str, str]:
    return {
        "PROVINCE": province.upper(), "province": province, "day": f"{day.day:02d}",
        "month": f"{day.month:02d}" if day.month < 3 else str(day.month), "year": str(day.year),
        "due": f"{due.day:02d}/{due.month}/{due.year}",
    }  # fmt: skip
