"""The past of the world of 2023, through the real actions: four documents, two quarters of reports in every state."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from nhipcau import clock
from nhipcau.demo import invented
from nhipcau.demo.bodies2023 import MASS, Bodies
from nhipcau.demo.desk import Desk, at
from nhipcau.demo.invented import Scale
from nhipcau.demo.programmes2023 import Programmes
from nhipcau.obligations import actions as duties
from nhipcau.obligations.models import Obligation, ObligationKind, Occurrence
from nhipcau.organisations.models import Organisation
from nhipcau.reports import actions as reports
from nhipcau.reports import forms_of_duties
from nhipcau.reports.actions import Arrival
from nhipcau.reports.models import FormVersion, Version
from nhipcau.reports.queries.figures import Period

# Which account files for a body; the others' reports come on paper and are entered by the Front (nhập hộ).
_LOGINS = {
    "ethnic": "phongdantoc", "farming": "nongnghiep", "labour": "congdoan", "farmers": "nongdan", "youth": "doan",
    "women": "phunu", "veterans": "cuuchienbinh",
}  # fmt: skip
_WAYS = ("trục liên thông", "bản giấy", "Zalo")


@dataclass(frozen=True)
class Course:
    """How one body's report of one quarter went; by default on time and received."""

    days_late: int = 0
    is_missing: bool = False
    exempted_because: str = ""
    explained: str = ""
    asked: str = ""  # what the receiver asks to be completed
    completed_after: int = 0  # days until the completed version came; 0: not yet
    was_incomplete: bool = False  # the first version lacked required lines
    stops_at: str = ""  # "inbox": not forwarded yet; "forwarded": not received yet


ORDINARY = Course()
EXCEPTIONS: dict[tuple[int, str], Course] = {
    (1, "veterans"): Course(days_late=2),
    (1, "dakpne"): Course(asked="Đề nghị ghi rõ số hộ thoát nghèo theo từng thôn.", completed_after=4),
    (2, "tanlap"): Course(is_missing=True),
    (2, "culture"): Course(is_missing=True),
    (2, "dakpne"): Course(
        days_late=3, explained="Cán bộ phụ trách đi học, bàn giao chậm; xã đã phân công người khác và rút kinh nghiệm."
    ),
    (2, "youth"): Course(days_late=5),
    (2, "works"): Course(days_late=15),
    (2, "dakrve"): Course(was_incomplete=True, asked="Còn thiếu số hộ tham gia tổ hợp tác.", completed_after=3),
    (2, "daktore"): Course(asked="Đề nghị bổ sung nguyên nhân số hộ thoát nghèo giảm so với quý I."),
    (2, "justice"): Course(
        exempted_because="Phòng tập trung phục vụ đoàn kiểm tra; Thường trực Ban Chỉ đạo đồng ý báo cáo gộp ở quý III."
    ),
    (2, "dakruong"): Course(stops_at="inbox"),
    (2, "women"): Course(stops_at="forwarded"),
}  # fmt: skip


def load(bodies: Bodies, programmes: Programmes, progress: Callable[[str], None]) -> None:
    """Write the past; the clock stands where each deed was done."""
    desk = Desk.open()
    progress("Văn bản mẫu và nhiệm vụ đã xác nhận …")
    _rule_of_the_province(desk, bodies, programmes)
    rule = _quarterly_rule(desk, bodies, programmes)
    _twinning(desk, bodies, programmes)
    _exemplars(desk, bodies, programmes)
    _conclusions(desk, bodies, programmes)
    for quarter, opens in ((1, date(2023, 1, 11)), (2, date(2023, 4, 1))):
        progress(f"Báo cáo quý {'I' * quarter} …")
        with clock.frozen(at(opens, 0, 10)) as now:
            duties.open_occurrences(on=opens, now=now)
        _Quarter(desk, bodies, rule, quarter).load()
    with clock.frozen(at(date(2023, 7, 1), 0, 10)) as now:
        duties.open_occurrences(on=date(2023, 7, 1), now=now)
    _drafts(desk, bodies, rule)


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


def _twinning(desk: Desk, bodies: Bodies, programmes: Programmes) -> None:
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
    sent = at(date(2023, 7, 7), 9)
    with clock.frozen(sent) as now:
        lada = desk.actor("lada.canbo", clock.day_of(sent))
        occurrence = Occurrence.objects.get(obligation=asked, body=bodies[f"{htb}.lada.party"])
        draft = reports.start(occurrence, by=lada, now=now)
        expected = reports.save_draft(
            draft, invented.twinning(form, "lada"), by=lada, expected=draft.row_version, now=now
        )
        leader = desk.actor("lada.lanhdao", clock.day_of(sent))
        reports.sign_off(draft, by=leader, expected=expected, now=now, number_on_paper="45-BC/ĐU")
    received = at(date(2023, 7, 10), 10)
    with clock.frozen(received) as now:
        officer = desk.actor("danvan.canbo", clock.day_of(received))
        reports.receive(Version.objects.get(pk=draft.pk), by=officer, now=now)
    begun = at(date(2023, 7, 11), 16)
    with clock.frozen(begun) as now:
        finance = desk.actor("taichinh.canbo", clock.day_of(begun))
        occurrence = Occurrence.objects.get(obligation=asked, body=bodies[f"{htb}.finance"])
        reports.start(occurrence, by=finance, now=now)


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


class _Quarter:
    """All reports of one quarter, each on its day."""

    def __init__(self, desk: Desk, bodies: Bodies, rule: Obligation, number: int) -> None:
        self.desk, self.bodies, self.rule, self.number = desk, bodies, rule, number
        self.due = date(2023, 3 * number, 7)
        self.form: FormVersion = forms_of_duties.newest_form(rule, now=at(date(2023, 1, 11), 9))
        prefix = bodies.campaign.prefix
        self.key_of: dict[Organisation, str] = {
            body: key.removeprefix(f"{prefix}.").removesuffix(".party")
            for key, body in bodies.builder.by_key.items()
            if key.startswith(f"{prefix}.")
        }
        self.communes = {place.key: rank for rank, place in enumerate(bodies.campaign.communes)}

    def load(self) -> None:
        """File, forward and receive; then consolidate the first quarter, urge in the second."""
        quarter = date(2023, 3 * self.number - 2, 1)
        occurrences = Occurrence.objects.filter(obligation=self.rule, period_start=quarter).select_related("body")
        for occurrence in occurrences.order_by("pk"):
            key = self.key_of[occurrence.body]
            self._one(occurrence, key, EXCEPTIONS.get((self.number, key), ORDINARY))
        if self.number == 1:
            self._consolidate(occurrences)
        else:
            self._urge(occurrences)

    def _one(self, occurrence: Occurrence, key: str, odd: Course) -> None:
        if odd.is_missing:
            return
        if odd.exempted_because:
            moment = at(self.due - timedelta(days=2), 9)
            with clock.frozen(moment) as now:
                leader = self.desk.actor("bcd.lanhdao", clock.day_of(moment))
                reports.exempt(occurrence, reason=odd.exempted_because, by=leader, now=now)
            return
        dice = random.Random(f"{key}:{self.number}:day")
        day = self.due + timedelta(days=odd.days_late or -dice.randint(0, 6))
        if odd.explained:
            self._explain(occurrence, key, odd, day)
        version = self._file(occurrence, key, day, odd)
        if odd.stops_at != "inbox":
            self._forward(version, day + timedelta(days=1))
        if odd.asked:
            version = self._ask(version, key, odd, day + timedelta(days=2))
        elif not odd.stops_at:
            self._receive(version, day + timedelta(days=2))

    def _file(self, occurrence: Occurrence, key: str, day: date, odd: Course) -> Version:
        gaps = frozenset({"cvd-ho-hop-tac"}) if odd.was_incomplete else frozenset()
        answers = invented.campaign(self.form, self._scale(key), key, period=self.number, leave_out=gaps)
        moment = at(day, 10)
        login = self._login(key)
        with clock.frozen(moment) as now:
            if login is None:
                front = self.desk.actor("mttq.canbo", day)
                way = _WAYS[hash_of(key) % len(_WAYS)]
                arrival = Arrival(day, way, f"{10 + hash_of(key) % 80}/BC", day - timedelta(days=1))
                return reports.enter_for(occurrence, arrival, answers, by=front, client_key=uuid4(), now=now)
            officer, leader = self.desk.actor(f"{login}.canbo", day), self.desk.actor(f"{login}.lanhdao", day)
            draft = reports.start(occurrence, by=officer, now=now)
            expected = reports.save_draft(draft, answers, by=officer, expected=draft.row_version, now=now)
            number = f"{20 + hash_of(key) % 90}-BC/{'ĐU' if key in self.communes else 'CQ'}"
            return reports.sign_off(draft, by=leader, expected=expected, now=now, number_on_paper=number)

    def _forward(self, version: Version, day: date) -> None:
        with clock.frozen(at(day, 9)) as now:
            reports.forward(version, by=self.desk.actor("mttq.canbo", day), now=now)

    def _receive(self, version: Version, day: date) -> None:
        with clock.frozen(at(day, 15)) as now:
            reports.receive(version, by=self.desk.actor("bcd.canbo", day), now=now)

    def _ask(self, version: Version, key: str, odd: Course, day: date) -> Version:
        with clock.frozen(at(day, 15)) as now:
            reports.ask_for_completion(version, reason=odd.asked, by=self.desk.actor("bcd.canbo", day), now=now)
        if not odd.completed_after:
            return version
        later, login = day + timedelta(days=odd.completed_after), self._login(key)
        with clock.frozen(at(later, 9)) as now:
            officer, leader = self.desk.actor(f"{login}.canbo", later), self.desk.actor(f"{login}.lanhdao", later)
            reason = "Bổ sung theo đề nghị của Ban Chỉ đạo huyện"
            draft = reports.new_version(version.submission, by=officer, reason=reason, now=now)
            answers = invented.campaign(self.form, self._scale(key), key, period=self.number)
            expected = reports.save_draft(draft, answers, by=officer, expected=draft.row_version, now=now)
            version = reports.sign_off(draft, by=leader, expected=expected, now=now)
        self._forward(version, later + timedelta(days=1))
        self._receive(version, later + timedelta(days=1))
        return version

    def _explain(self, occurrence: Occurrence, key: str, odd: Course, day: date) -> None:
        with clock.frozen(at(day, 8)) as now:
            officer = self.desk.actor(f"{self._login(key)}.canbo", day)
            reports.explain(occurrence, text=odd.explained, by=officer, now=now)

    def _consolidate(self, occurrences: object) -> None:
        day = date(2023, 3, 17)
        one = occurrences.first()
        with clock.frozen(at(day, 14)) as now:
            period = Period(one.period_start, one.period_end, one.period_label)
            officer, leader = self.desk.actor("bcd.canbo", day), self.desk.actor("bcd.lanhdao", day)
            made = reports.consolidate(self.rule, period, by=officer, now=now)
            draft = reports.send_upward(made, by=officer, now=now)
            sent = reports.sign_off(
                draft, by=leader, expected=draft.row_version, now=now, number_on_paper="26-BC/BCĐ", date_on_paper=day
            )
        later = day + timedelta(days=3)
        with clock.frozen(at(later, 9)) as now:
            province = self.desk.actor("tinh.kontum.canbo", later)
            reports.forward(sent, by=province, now=now)
            reports.receive(sent, by=province, now=now)

    def _urge(self, occurrences: object) -> None:
        day = date(2023, 6, 14)
        waiting = [row for row in occurrences if self._is_missing(row)]
        with clock.frozen(at(day, 10)) as now:
            reports.note_reminder(waiting, how="copied", by=self.desk.actor("mttq.canbo", day), now=now)

    def _is_missing(self, occurrence: Occurrence) -> bool:
        return EXCEPTIONS.get((self.number, self.key_of[occurrence.body]), ORDINARY).is_missing

    def _login(self, key: str) -> str | None:
        return key if key in self.communes else _LOGINS.get(key)

    def _scale(self, key: str) -> Scale:
        if key in self.communes:
            return Scale(households=90 + 27 * self.communes[key], events=6 + self.communes[key])
        return Scale(households=0, events=1 + hash_of(key) % 4, is_mass_organisation=key in MASS)


def hash_of(text: str) -> int:
    """Return a number that is the same for a text at each loading."""
    return sum(ord(char) * place for place, char in enumerate(text, start=1))


def _drafts(desk: Desk, bodies: Bodies, rule: Obligation) -> None:
    """One commune has begun its report of the third quarter."""
    moment = at(date(2023, 7, 10), 16)
    body = bodies[f"{bodies.campaign.prefix}.dakkoi.party"]
    occurrence = Occurrence.objects.get(obligation=rule, body=body, period_start=date(2023, 7, 1))
    form = forms_of_duties.newest_form(rule, now=moment)
    gaps = frozenset({"cvd-ho-doi-moi", "cvd-ho-ky-thuat", "cvd-ho-hop-tac", "cvd-mo-hinh", "narrative"})
    answers = invented.campaign(form, Scale(117, 6), "dakkoi", period=3, leave_out=gaps)
    with clock.frozen(moment) as now:
        officer = desk.actor("dakkoi.canbo", clock.day_of(moment))
        draft = reports.start(occurrence, by=officer, now=now)
        reports.save_draft(draft, answers, by=officer, expected=draft.row_version, now=now)
