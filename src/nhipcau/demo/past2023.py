"""The past of the world of 2023, through the real actions: five documents, two quarters of reports in every state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from nhipcau import clock
from nhipcau.demo import invented, targets2023
from nhipcau.demo.bodies2023 import Bodies
from nhipcau.demo.desk import Desk, Diary, at
from nhipcau.demo.invented import Scale
from nhipcau.demo.programmes2023 import Programmes
from nhipcau.demo.quarter2023 import Quarter
from nhipcau.obligations import actions as duties
from nhipcau.obligations.models import Obligation, ObligationKind, Occurrence
from nhipcau.reports import actions as reports
from nhipcau.reports import forms_of_duties
from nhipcau.reports.models import FormVersion


def load(bodies: Bodies, programmes: Programmes, progress: Callable[[str], None]) -> None:
    """Write the past in the order in which it happened; the clock stands where each deed was done."""
    desk, diary = Desk.open(), Diary()
    progress("Văn bản mẫu và nhiệm vụ đã xác nhận …")
    _rule_of_the_province(desk, bodies, programmes)
    rule = _quarterly_rule(desk, bodies, programmes)
    for number, opens in ((1, date(2023, 1, 11)), (2, date(2023, 4, 1))):
        quarter = Quarter(desk, diary, bodies, number)
        diary.on(at(opens, 0 if number > 1 else 9, 10), lambda now, quarter=quarter: quarter.open(rule, now))
    diary.on(at(date(2023, 5, 15), 9), lambda now: _twinning(desk, diary, bodies, programmes))
    diary.on(at(date(2023, 5, 22), 10), lambda now: _exemplars(desk, bodies, programmes))
    third = date(2023, 7, 1)
    diary.on(at(third, 0, 10), lambda now: duties.open_occurrences(on=third, now=now))
    diary.on(at(date(2023, 7, 10), 16), lambda now: _begin_third_quarter(desk, bodies, rule, now))
    diary.on(at(date(2023, 7, 11), 16, 30), lambda now: _conclusions(desk, bodies, programmes))
    targets2023.plan(desk, diary, bodies, programmes)
    progress("Báo cáo quý I, quý II và những gì đã làm với từng báo cáo …")
    diary.live()


def _rule_of_the_province(desk: Desk, bodies: Bodies, programmes: Programmes) -> None:
    """The province's letter that asks the district for a consolidated report each quarter."""
    day = date(2023, 1, 5)
    letter = desk.put_in(
        "05-cv-bcd.txt", by="tinh.kontum.canbo", body=bodies["kt.campaign"], programme=programmes.campaign,
        moment=at(day, 9),
    )  # fmt: skip
    for proposal in letter.proposals.all():
        title = "Báo cáo tổng hợp của huyện, hằng quý"
        desk.correct(proposal, title, by="tinh.kontum.canbo", moment=at(day, 9, 20))
    desk.confirm(letter, by="tinh.kontum.lanhdao", moment=at(day, 15))


def _quarterly_rule(desk: Desk, bodies: Bodies, programmes: Programmes) -> Obligation:
    """The letter that asks for a report each quarter, confirmed on the next day."""
    kr, day = bodies.campaign.prefix, date(2023, 1, 10)
    committee = bodies[f"{kr}.campaign"]
    letter = desk.put_in(
        "07-cv-bcd.txt", by="bcd.canbo", body=committee, programme=programmes.campaign, moment=at(day, 14)
    )
    for proposal in letter.proposals.order_by("position"):
        if any(rule.get("every") == "quarter" for rule in proposal.due_rules):
            title = "Báo cáo định kỳ hằng quý kết quả thực hiện Cuộc vận động"
            desk.correct(proposal, title, by="bcd.canbo", moment=at(day, 14, 20))
            for follower in ("front", "ethnic"):
                desk.add_follower(proposal, bodies[f"{kr}.{follower}"], by="bcd.canbo", moment=at(day, 14, 25))
    confirmed = desk.confirm(letter, by="bcd.lanhdao", moment=at(day + timedelta(days=1), 8))
    return next(row for row in confirmed.obligations if row.kind == ObligationKind.REPORT)


def _twinning(desk: Desk, diary: Diary, bodies: Bodies, programmes: Programmes) -> None:
    """The district's letter on twinning: one report has come, one is being written."""
    htb, day = bodies.twinning.prefix, date(2023, 5, 15)
    letter = desk.put_in(
        "31-cv-bdvhu.txt", by="danvan.canbo", body=bodies[f"{htb}.mass"], programme=programmes.twinning,
        moment=at(day, 9),
    )  # fmt: skip
    for proposal in letter.proposals.filter(kind=ObligationKind.REPORT):
        is_list = "danh mục" in proposal.text
        title = "Danh mục nhu cầu, khó khăn của thôn" if is_list else "Báo cáo kết nghĩa 06 tháng đầu năm 2023"
        desk.correct(proposal, title, by="danvan.canbo", moment=at(day, 9, 30))
        if not is_list:
            desk.add_follower(proposal, bodies[f"{htb}.ethnic"], by="danvan.canbo", moment=at(day, 9, 40))
    confirmed = desk.confirm(letter, by="danvan.lanhdao", moment=at(day, 15))
    asked = next(row for row in confirmed.obligations if "kết quả công tác kết nghĩa" in row.text)
    form = forms_of_duties.newest_form(asked, now=at(day, 15))
    diary.on(at(date(2023, 7, 7), 9), lambda now: _first_twinning_report(desk, diary, bodies, asked, form, now))
    diary.on(at(date(2023, 7, 11), 16), lambda now: _begin_twinning_report(desk, bodies, asked, now))


def _first_twinning_report(
    desk: Desk, diary: Diary, bodies: Bodies, asked: Obligation, form: FormVersion, now: datetime
) -> None:
    day = clock.day_of(now)
    officer, leader = desk.actor("lada.canbo", day), desk.actor("lada.lanhdao", day)
    occurrence = Occurrence.objects.get(obligation=asked, body=bodies[f"{bodies.twinning.prefix}.lada.party"])
    draft = reports.start(occurrence, by=officer, now=now)
    answers = invented.twinning(form, "lada")
    expected = reports.save_draft(draft, answers, by=officer, expected=draft.row_version, now=now)
    sent = reports.sign_off(draft, by=leader, expected=expected, now=now, number_on_paper="45-BC/ĐU")
    received = date(2023, 7, 10)
    receiver = desk.actor("danvan.canbo", received)
    diary.on(at(received, 10), lambda then: reports.receive(sent, by=receiver, now=then))


def _begin_twinning_report(desk: Desk, bodies: Bodies, asked: Obligation, now: datetime) -> None:
    occurrence = Occurrence.objects.get(obligation=asked, body=bodies[f"{bodies.twinning.prefix}.finance"])
    reports.start(occurrence, by=desk.actor("taichinh.canbo", clock.day_of(now)), now=now)


def _exemplars(desk: Desk, bodies: Bodies, programmes: Programmes) -> None:
    """The province's letter on Dân vận khéo."""
    day = date(2023, 5, 22)
    letter = desk.put_in(
        "212-cv-bdvtu.docx", by="danvan.tinh.canbo", body=bodies["bt.mass"], programme=programmes.exemplars,
        moment=at(day, 10),
    )  # fmt: skip
    for proposal in letter.proposals.filter(kind=ObligationKind.REPORT):
        is_list = "danh sách" in proposal.text
        title = "Danh sách mô hình đăng ký năm 2023" if is_list else "Báo cáo năm phong trào thi đua “Dân vận khéo”"
        desk.correct(proposal, title, by="danvan.tinh.canbo", moment=at(day, 10, 30))
    desk.confirm(letter, by="danvan.tinh.lanhdao", moment=at(day, 16))


def _conclusions(desk: Desk, bodies: Bodies, programmes: Programmes) -> None:
    """The notice of conclusions: in the register with proposed duties, waiting for somebody to confirm them."""
    committee = bodies[f"{bodies.campaign.prefix}.campaign"]
    desk.put_in(
        "98-tb-bcd.pdf", by="bcd.canbo", body=committee, programme=programmes.campaign,
        moment=at(date(2023, 7, 11), 16, 30),
    )  # fmt: skip


def _begin_third_quarter(desk: Desk, bodies: Bodies, rule: Obligation, now: datetime) -> None:
    """One commune has begun its report of the third quarter."""
    body = bodies[f"{bodies.campaign.prefix}.dakkoi.party"]
    occurrence = Occurrence.objects.get(obligation=rule, body=body, period_start=date(2023, 7, 1))
    form = forms_of_duties.newest_form(rule, now=now)
    gaps = frozenset({"cvd-ho-doi-moi", "cvd-ho-ky-thuat", "cvd-ho-hop-tac", "cvd-mo-hinh", "narrative"})
    answers = invented.campaign(form, Scale(117, 6), "dakkoi", period=3, leave_out=gaps)
    officer = desk.actor("dakkoi.canbo", clock.day_of(now))
    draft = reports.start(occurrence, by=officer, now=now)
    reports.save_draft(draft, answers, by=officer, expected=draft.row_version, now=now)
