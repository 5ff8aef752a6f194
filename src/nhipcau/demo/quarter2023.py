"""One quarter of the campaign: reports on time, late, missing, completed, exempted, entered for others."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from nhipcau.clock import day_of
from nhipcau.demo import invented
from nhipcau.demo.bodies2023 import MASS, Bodies
from nhipcau.demo.desk import Desk, Diary, at
from nhipcau.demo.invented import Scale
from nhipcau.obligations import actions as duties
from nhipcau.obligations.models import Obligation, Occurrence
from nhipcau.organisations.models import Organisation
from nhipcau.reports import actions as reports
from nhipcau.reports import forms_of_duties
from nhipcau.reports.actions import Arrival
from nhipcau.reports.models import Version
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


class Quarter:
    """All reports of one quarter; every deed goes into the diary."""

    def __init__(self, desk: Desk, diary: Diary, bodies: Bodies, number: int) -> None:
        self.desk, self.diary, self.number = desk, diary, number
        self.due = date(2023, 3 * number, 7)
        self.starts = date(2023, 3 * number - 2, 1)
        prefix = bodies.campaign.prefix
        self.key_of: dict[Organisation, str] = {
            body: key.removeprefix(f"{prefix}.").removesuffix(".party")
            for key, body in bodies.builder.by_key.items()
            if key.startswith(f"{prefix}.")
        }
        self.communes = {place.key: rank for rank, place in enumerate(bodies.campaign.communes)}

    def open(self, rule: Obligation, now: datetime) -> None:
        """Open the quarter's occurrences and write down what will be done with each."""
        duties.open_occurrences(on=day_of(now), now=now)
        self.rule = rule
        self.form = forms_of_duties.newest_form(rule, now=now)
        occurrences = Occurrence.objects.filter(obligation=rule, period_start=self.starts).select_related("body")
        self.occurrences = list(occurrences.order_by("pk"))
        for occurrence in self.occurrences:
            key = self.key_of[occurrence.body]
            self._plan(occurrence, key, EXCEPTIONS.get((self.number, key), ORDINARY))
        if self.number == 1:
            self.diary.on(at(date(2023, 3, 17), 14), self._consolidate)
        else:
            self.diary.on(at(date(2023, 6, 14), 10), self._urge)

    def _plan(self, occurrence: Occurrence, key: str, odd: Course) -> None:
        if odd.is_missing:
            return
        if odd.exempted_because:
            self.diary.on(at(self.due - timedelta(days=2), 9), lambda now: self._exempt(occurrence, odd, now))
            return
        dice = random.Random(f"{key}:{self.number}:day")
        day = self.due + timedelta(days=odd.days_late or -dice.randint(0, 6))
        if odd.explained:
            self.diary.on(at(day, 8), lambda now: self._explain(occurrence, key, odd, now))
        self.diary.on(at(day, 10, dice.randint(0, 50)), lambda now: self._file(occurrence, key, odd, now))

    def _file(self, occurrence: Occurrence, key: str, odd: Course, now: datetime) -> None:
        gaps = frozenset({"cvd-ho-hop-tac"}) if odd.was_incomplete else frozenset()
        answers = invented.campaign(self.form, self._scale(key), key, period=self.number, leave_out=gaps)
        day, login = day_of(now), self._login(key)
        if login is None:
            arrival = Arrival(
                day, _WAYS[hash_of(key) % len(_WAYS)], f"{10 + hash_of(key) % 80}/BC", day - timedelta(days=1)
            )
            version = reports.enter_for(
                occurrence, arrival, answers, by=self.desk.actor("mttq.canbo", day), client_key=uuid4(), now=now
            )
        else:
            officer, leader = self.desk.actor(f"{login}.canbo", day), self.desk.actor(f"{login}.lanhdao", day)
            draft = reports.start(occurrence, by=officer, now=now)
            expected = reports.save_draft(draft, answers, by=officer, expected=draft.row_version, now=now)
            number = f"{20 + hash_of(key) % 90}-BC/{'ĐU' if key in self.communes else 'CQ'}"
            version = reports.sign_off(draft, by=leader, expected=expected, now=now, number_on_paper=number)
        self._go_on(version, key, odd, day)

    def _go_on(self, version: Version, key: str, odd: Course, day: date) -> None:
        """Write down what happens with a filed report: forwarded on the next day, received or questioned after."""
        if odd.stops_at != "inbox":
            self.diary.on(at(day + timedelta(days=1), 9), lambda now: self._forward(version, now))
        if odd.asked:
            self.diary.on(at(day + timedelta(days=2), 15), lambda now: self._ask(version, key, odd, now))
        elif not odd.stops_at:
            self.diary.on(at(day + timedelta(days=2), 15), lambda now: self._receive(version, now))

    def _forward(self, version: Version, now: datetime) -> None:
        reports.forward(version, by=self.desk.actor("mttq.canbo", day_of(now)), now=now)

    def _receive(self, version: Version, now: datetime) -> None:
        reports.receive(version, by=self.desk.actor("bcd.canbo", day_of(now)), now=now)

    def _ask(self, version: Version, key: str, odd: Course, now: datetime) -> None:
        reports.ask_for_completion(version, reason=odd.asked, by=self.desk.actor("bcd.canbo", day_of(now)), now=now)
        if odd.completed_after:
            later = day_of(now) + timedelta(days=odd.completed_after)
            self.diary.on(at(later, 9), lambda then: self._complete(version, key, then))

    def _complete(self, version: Version, key: str, now: datetime) -> None:
        day, login = day_of(now), self._login(key)
        officer, leader = self.desk.actor(f"{login}.canbo", day), self.desk.actor(f"{login}.lanhdao", day)
        reason = "Bổ sung theo đề nghị của Ban Chỉ đạo huyện"
        draft = reports.new_version(version.submission, by=officer, reason=reason, now=now)
        answers = invented.campaign(self.form, self._scale(key), key, period=self.number)
        expected = reports.save_draft(draft, answers, by=officer, expected=draft.row_version, now=now)
        completed = reports.sign_off(draft, by=leader, expected=expected, now=now)
        self._go_on(completed, key, ORDINARY, day)

    def _explain(self, occurrence: Occurrence, key: str, odd: Course, now: datetime) -> None:
        officer = self.desk.actor(f"{self._login(key)}.canbo", day_of(now))
        reports.explain(occurrence, text=odd.explained, by=officer, now=now)

    def _exempt(self, occurrence: Occurrence, odd: Course, now: datetime) -> None:
        leader = self.desk.actor("bcd.lanhdao", day_of(now))
        reports.exempt(occurrence, reason=odd.exempted_because, by=leader, now=now)

    def _consolidate(self, now: datetime) -> None:
        """Sum the quarter and send it upward; the province receives it three days later."""
        day, one = day_of(now), self.occurrences[0]
        period = Period(one.period_start, one.period_end, one.period_label)
        officer, leader = self.desk.actor("bcd.canbo", day), self.desk.actor("bcd.lanhdao", day)
        made = reports.consolidate(self.rule, period, by=officer, now=now)
        draft = reports.send_upward(made, by=officer, now=now)
        sent = reports.sign_off(
            draft, by=leader, expected=draft.row_version, now=now, number_on_paper="26-BC/BCĐ", date_on_paper=day
        )
        self.diary.on(at(day + timedelta(days=3), 9), lambda then: self._arrives_at_the_province(sent, then))

    def _arrives_at_the_province(self, sent: Version, now: datetime) -> None:
        province = self.desk.actor("tinh.kontum.canbo", day_of(now))
        reports.forward(sent, by=province, now=now)
        reports.receive(sent, by=province, now=now)

    def _urge(self, now: datetime) -> None:
        waiting = [
            row for row in self.occurrences if EXCEPTIONS.get((self.number, self.key_of[row.body]), ORDINARY).is_missing
        ]
        reports.note_reminder(waiting, how="copied", by=self.desk.actor("mttq.canbo", day_of(now)), now=now)

    def _login(self, key: str) -> str | None:
        return key if key in self.communes else _LOGINS.get(key)

    def _scale(self, key: str) -> Scale:
        if key in self.communes:
            return Scale(households=90 + 27 * self.communes[key], events=6 + self.communes[key])
        return Scale(households=0, events=1 + hash_of(key) % 4, is_mass_organisation=key in MASS)


def hash_of(text: str) -> int:
    """Return a number that is the same for a text at each loading."""
    return sum(ord(char) * place for place, char in enumerate(text, start=1))
