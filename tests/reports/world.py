"""A quarterly report that three communes owe the district's committee through the Front."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from nhipcau import clock
from nhipcau.documents.models import Direction, Document
from nhipcau.obligations.models import DueRule, Every, Obligation, ObligationKind, Occurrence, Owner
from nhipcau.organisations.models import Organisation, Role
from nhipcau.reports import actions
from nhipcau.reports.answers import Answers, FigureAnswer, TextAnswer
from nhipcau.reports.forms_of_duties import (
    FieldSpec,
    FormSpec,
    IndicatorSpec,
    give_form,
    make_form,
    make_indicators,
)
from nhipcau.reports.models import Field, FormVersion, Submission, Version
from nhipcau.reports.queries.figures import Period
from tests.cast import NOW, Cast

QUARTER_1 = Period(date(2023, 1, 1), date(2023, 3, 31), "quý I/2023")
QUARTER_2 = Period(date(2023, 4, 1), date(2023, 6, 30), "quý II/2023")
LAST_DAY = date(2023, 7, 7)

INDICATORS = (
    IndicatorSpec("buoi", "Số buổi tuyên truyền", "buổi"),
    IndicatorSpec("luot", "Số lượt người dự", "lượt"),
    IndicatorSpec("ho", "Tổng số hộ", "hộ", over_time="last"),
    IndicatorSpec("ho-dk", "Số hộ đăng ký", "hộ", over_time="last"),
    IndicatorSpec("tl", "Tỷ lệ hộ đăng ký", "%", across="ratio", over_time="last", numerator="ho-dk", denominator="ho"),
    IndicatorSpec("hv", "Số hội viên các tổ chức", "người", across="not-summed", over_time="last"),
)
FORM = FormSpec(
    "Báo cáo quý",
    (
        FieldSpec("Số buổi tuyên truyền", "buoi", "I. Tuyên truyền"),
        FieldSpec("Số lượt người dự", "luot", "I. Tuyên truyền"),
        FieldSpec("Tổng số hộ", "ho", "II. Đăng ký"),
        FieldSpec("Số hộ đăng ký", "ho-dk", "II. Đăng ký"),
        FieldSpec("Tỷ lệ hộ đăng ký", "tl", "II. Đăng ký"),
        FieldSpec("Số hội viên", "hv", "II. Đăng ký", is_required=False),
        FieldSpec("Kết quả nổi bật", section="III. Đánh giá"),
        FieldSpec("Khó khăn, kiến nghị", section="III. Đánh giá", is_required=False),
    ),
    matches=("báo cáo kết quả hằng quý",),
)


@dataclass
class Reporting:
    """The duty, its form, and its occurrences by (commune's letter, period)."""

    cast: Cast
    obligation: Obligation
    form: FormVersion
    rule: DueRule

    def occurrence(self, body: Organisation, period: Period = QUARTER_2) -> Occurrence:
        """Return what `body` owes for the period."""
        return self.obligation.occurrences.get(body=body, period_start=period.start, period_end=period.end)

    def fields(self) -> dict[str, Field]:
        """Return the form's fields by indicator code, narratives by label."""
        rows = self.form.fields.select_related("indicator")
        return {row.indicator.code if row.indicator else row.label: row for row in rows}

    def answers(self, *, text: str = "Kết quả tốt", estimate: bool = False, **figures: int | None) -> Answers:
        """Return complete answers: 3 sessions, 120 attendances, 80 of 100 households, unless said otherwise."""
        said = {"buoi": 3, "luot": 120, "ho": 100, "ho_dk": 80} | figures
        fields = self.fields()
        return Answers(
            tuple(
                FigureAnswer(fields[code.replace("_", "-")].pk, value, is_estimate=estimate)
                for code, value in said.items()
                if value is not None
            ),
            (TextAnswer(fields["Kết quả nổi bật"].pk, text),) if text else (),
        )

    def filed(
        self, body: Organisation, at: datetime = NOW, *, period: Period = QUARTER_2, text: str = "Kết quả tốt",
        **figures: int | None,
    ) -> Version:  # fmt: skip
        """Fill and sign off the report of `body`."""
        on = clock.day_of(at)
        occurrence = self.occurrence(body, period)
        draft = actions.start(occurrence, by=self.cast.actor_of(body, on=on), now=at)
        answers = self.answers(text=text, **figures)
        seen = actions.save_draft(
            draft, answers, by=self.cast.actor_of(body, on=on), expected=draft.row_version, now=at
        )
        return actions.sign_off(draft, by=self.cast.actor_of(body, Role.LEADER, on=on), expected=seen, now=at)

    def received(self, body: Organisation, at: datetime = NOW, **wanted: object) -> Version:
        """Fill, sign off, forward and receive the report of `body`."""
        version = self.filed(body, at, **wanted)
        actions.forward(version, by=self.cast.officer_of(self.cast.front), now=at)
        actions.receive(version, by=self.cast.officer_of(self.cast.committee), now=at)
        version.refresh_from_db()
        return version

    def entered(self, body: Organisation, on: date, *, period: Period = QUARTER_2, **figures: int | None) -> Version:
        """Enter the report of `body` on its behalf, as the district's committee."""
        return actions.enter_for(
            self.occurrence(body, period), actions.Arrival(on, "bản giấy"), self.answers(**figures),
            by=self.cast.officer_of(self.cast.committee), client_key=uuid4(), now=NOW,
        )  # fmt: skip

    def submission(self, body: Organisation, period: Period = QUARTER_2) -> Submission:
        """Return the submission of `body`."""
        return Submission.objects.get(occurrence=self.occurrence(body, period))


def make_duty(
    cast: Cast,
    *,
    title: str,
    text: str = "",
    issuer: Organisation | None = None,
    recipient: Organisation | None = None,
    via: Organisation | None = None,
    owners: tuple[Organisation, ...] = (),
    kind: str = ObligationKind.REPORT,
    every: str = Every.QUARTER,
) -> tuple[Obligation, DueRule]:  # fmt: skip
    """Make a confirmed duty with its document and its due rule, without occurrences."""
    issuer = issuer or cast.committee
    user = cast.user_of(issuer, Role.LEADER)
    document = Document.objects.create(
        direction=Direction.OUT, body=issuer, type="Thông báo", number="12-TB/BCĐ", date=date(2023, 1, 10),
        issuer=issuer, programme=cast.programme, subject="Kết luận phiên họp", registered_at=NOW, registered_by=user,
    )  # fmt: skip
    duty = Obligation.objects.create(
        document=document, programme=cast.programme, issuer=issuer, kind=kind, title=title, clause="2.2",
        text=text or title, recipient=recipient, via=via, confirmed_at=NOW, confirmed_by=user,
        holds_from=date(2023, 1, 10),
    )  # fmt: skip
    for owner in owners:
        Owner.objects.create(obligation=duty, organisation=owner)
    rule = DueRule.objects.create(obligation=duty, every=every, before_day=None if every == Every.ONCE else 7)
    return duty, rule


def owe(duty: Obligation, rule: DueRule, body: Organisation, period: Period, last_day: date | None) -> Occurrence:
    """Open one occurrence."""
    return Occurrence.objects.create(
        obligation=duty, rule=rule, body=body, period_start=period.start, period_end=period.end,
        period_label=period.label, printed_due=last_day, due_kind="before", last_day=last_day, opened_at=NOW,
    )  # fmt: skip


def make_reporting(cast: Cast) -> Reporting:
    """Make the quarterly duty of the three communes with its form, for quarters I and II."""
    make_indicators(INDICATORS, programme=cast.programme)
    form = make_form(FORM, programme=cast.programme, now=NOW)
    communes = (cast.commune_a, cast.commune_b, cast.commune_c)
    duty, rule = make_duty(
        cast, title="Báo cáo kết quả hằng quý", recipient=cast.committee, via=cast.front, owners=communes
    )
    for period, last_day in ((QUARTER_1, date(2023, 4, 7)), (QUARTER_2, LAST_DAY)):
        for body in communes:
            owe(duty, rule, body, period, last_day)
    give_form(duty, now=NOW)
    return Reporting(cast, duty, form, rule)
