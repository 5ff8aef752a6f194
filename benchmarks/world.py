"""A generated district for the benchmarks: bodies that report every quarter, in a database of its own."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import django

NOW = datetime(2023, 7, 12, 1, 0, tzinfo=UTC)
FIRST_YEAR = 2021


@dataclass
class District:
    """What the benchmarks need of the generated district."""

    programme: object
    recipient: object
    via: object
    obligation: object
    bodies: list[object]
    indicators: list[object]
    officer: object
    unit_user: object
    periods: list[tuple[date, date, str]]


def ready() -> None:
    """Set Django up on a fresh database (NHIPCAU_VAR names its folder) and make the tables."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.settings")
    os.environ.setdefault("NHIPCAU_HOSTS", "testserver,127.0.0.1")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def make(
    *, bodies: int = 100, periods: int = 8, figures: int = 20, received: float = 0.9, documents: int = 60
) -> District:
    """Make the district: `bodies` units, each with `periods` quarterly reports of `figures` figures."""
    from nhipcau import clock
    from nhipcau.documents.models import Direction, Document
    from nhipcau.obligations.models import DueRule, Every, Obligation, ObligationKind, Occurrence, Owner
    from nhipcau.organisations import models as people
    from nhipcau.organisations.models import Level, LineRole, OrganisationKind, Role
    from nhipcau.reports.models import (
        Field,
        Figure,
        FormVersion,
        Indicator,
        ObligationForm,
        ReportForm,
        Submission,
        Version,
    )
    from nhipcau.text import fold

    chance = random.Random(7)
    programme = people.Programme.objects.create(code="do", name="Chương trình đo", short_name="Đo")

    def body(name: str, kind: OrganisationKind, level: Level, rank: int) -> people.Organisation:
        made = people.Organisation.objects.create()
        people.OrganisationSpan.objects.create(
            organisation=made, name=name, short_name=name, kind=kind, level=level, rank=rank, folded=fold(name),
            folded_short=fold(name)[:120], recorded_at=NOW, symbol="BCĐ", place="Suối Mơ",
        )  # fmt: skip
        return made

    recipient = body("Ban Chỉ đạo huyện", OrganisationKind.STEERING_COMMITTEE, Level.DISTRICT, 1)
    via = body("Mặt trận huyện", OrganisationKind.FRONT, Level.DISTRICT, 2)
    units = [
        body(f"Đảng ủy xã {n:03d}", OrganisationKind.PARTY_COMMITTEE, Level.COMMUNE, 10 + n) for n in range(bodies)
    ]
    for unit in units:
        people.Line.objects.create(
            programme=programme, lower=unit, upper=recipient, role=LineRole.REPORTS_TO, recorded_at=NOW
        )
        people.LineClosure.objects.create(programme=programme, lower=unit, upper=recipient, depth=1)

    def user(name: str, organisation: people.Organisation, role: Role) -> people.User:
        made = people.User.objects.create(username=name, display_name=name)
        people.Post.objects.create(user=made, organisation=organisation, role=role, title=name, recorded_at=NOW)
        return made

    officer = user("officer", recipient, Role.LEADER)
    people.Post.objects.create(user=officer, organisation=via, role=Role.LEADER, title="qua", recorded_at=NOW)
    unit_user = user("unit", units[0], Role.LEADER)
    for n in range(documents):
        text = f"Văn bản thứ {n} về công tác dân vận. " * 40
        Document.objects.create(
            direction=Direction.IN, body=recipient, type="công văn", number=f"{n + 1}-CV/HU", date=date(2023, 1, 1) + timedelta(n),
            subject=f"về việc thứ {n} của công tác dân vận", text=text, issuer_text="Huyện ủy", registered_at=NOW + timedelta(seconds=n),
            registered_by=officer, folded=fold(text), folded_number=fold(f"{n + 1}-CV/HU"), programme=programme,
        )  # fmt: skip
    document = Document.objects.create(
        direction=Direction.OUT, body=recipient, issuer=recipient, type="thông báo", number="1-TB/BCĐ", date=date(2021, 1, 5),
        subject="chế độ báo cáo", is_released=True, registered_at=NOW, registered_by=officer,
    )  # fmt: skip
    obligation = Obligation.objects.create(
        document=document, programme=programme, issuer=recipient, kind=ObligationKind.REPORT, title="Báo cáo quý", clause="1",
        text="Báo cáo định kỳ hằng quý", recipient=recipient, via=via, confirmed_at=NOW, confirmed_by=officer,
        holds_from=date(2021, 1, 5),
    )  # fmt: skip
    Owner.objects.bulk_create(Owner(obligation=obligation, organisation=unit) for unit in units)
    rule = DueRule.objects.create(obligation=obligation, every=Every.QUARTER, before_day=7, of_last_month=True)
    weekly = DueRule.objects.create(obligation=obligation, position=1, every=Every.ONCE)
    form = ReportForm.objects.create(programme=programme, name="Mẫu đo")
    form_version = FormVersion.objects.create(form=form, number=1, made_at=NOW, published_at=NOW)
    indicators = [
        Indicator.objects.create(code=f"i{n}", name=f"Chỉ số {n}", unit="hộ", programme=programme)
        for n in range(figures)
    ]
    Field.objects.bulk_create(
        Field(version=form_version, position=n, kind="figure", label=indicator.name, indicator=indicator)
        for n, indicator in enumerate(indicators)
    )
    ObligationForm.objects.create(obligation=obligation, form=form)

    spans = []
    for n in range(periods):
        year, quarter = FIRST_YEAR + n // 4, n % 4
        start = date(year, 3 * quarter + 1, 1)
        end = date(year + (quarter == 3), (3 * quarter + 3) % 12 + 1, 1) - timedelta(1)
        spans.append((start, end, f"Quý {('I', 'II', 'III', 'IV')[quarter]}/{year}"))
    occurrences, submissions, versions, values = [], [], [], []
    for start, end, label in spans:
        due = date(end.year, end.month, 7)
        for unit in units:
            occurrence = Occurrence(
                obligation=obligation, rule=rule, body=unit, period_start=start, period_end=end, period_label=label,
                printed_due=due, due_kind="before", last_day=due, opened_at=NOW,
            )  # fmt: skip
            occurrences.append(occurrence)
            if chance.random() > received:
                continue
            filed = clock.start_of(due) - timedelta(days=chance.randint(-5, 5))
            submission = Submission(occurrence=occurrence)
            version = Version(
                submission=submission, number=1, form_version=form_version, saved_at=filed, saved_by=unit_user,
                signed_off_at=filed, signed_off_by=unit_user, is_complete=True, filed_at=filed, forwarded_at=filed,
                forwarded_by=officer, received_at=filed, received_by=officer,
            )  # fmt: skip
            submissions.append(submission)
            versions.append(version)
            values += [Figure(version=version, indicator=one, value=chance.randint(0, 500)) for one in indicators]
    for week in range(50):  # what waits on the first unit's desk
        day = date(2023, 8, 1) + timedelta(days=week)
        occurrences.append(
            Occurrence(
                obligation=obligation, rule=weekly, body=units[0], period_start=day, period_end=day,
                period_label=f"Đợt {week}", printed_due=day, due_kind="by", last_day=day, opened_at=NOW,
            )
        )  # fmt: skip
    Occurrence.objects.bulk_create(occurrences, batch_size=500)
    Submission.objects.bulk_create(submissions, batch_size=500)
    Version.objects.bulk_create(versions, batch_size=500)
    Figure.objects.bulk_create(values, batch_size=1000)
    return District(programme, recipient, via, obligation, units, indicators, officer, unit_user, spans)
