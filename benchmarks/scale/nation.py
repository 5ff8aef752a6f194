"""The generated nation: 34 provinces, 3,321 communes, a user each, quarters of reports, figures made in the database."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

PROVINCES, COMMUNES, INDICATORS = 34, 3321, 60
BOARD_PERIODS = 8  # so many periods have reports even where fewer have figures
RECEIVED, FILED = 0.93, 0.97  # up to the first received, up to the second filed only, the others sent nothing

_RANDOM = {"postgresql": "floor(random() * 500)::bigint", "sqlite": "abs(random() % 500)"}
FIGURES = """
INSERT INTO reports_figure (version_id, indicator_id, breakdown, value, is_estimate, source, source_key)
SELECT v.id, i.id, '', {value}, FALSE, '', ''
FROM reports_version v JOIN reports_submission s ON s.id = v.submission_id
JOIN obligations_occurrence o ON o.id = s.occurrence_id CROSS JOIN reports_indicator i
WHERE o.obligation_id <> %s AND o.period_start >= %s ORDER BY v.id, i.id
"""
LIVE_SUMS = """
INSERT INTO reports_livesum
    (obligation_id, period_start, period_end, indicator_id, breakdown, value, bodies, estimates)
SELECT o.obligation_id, o.period_start, o.period_end, f.indicator_id, f.breakdown, SUM(f.value), COUNT(*), 0
FROM reports_figure f JOIN reports_version v ON v.id = f.version_id
JOIN reports_submission s ON s.id = v.submission_id JOIN obligations_occurrence o ON o.id = s.occurrence_id
WHERE v.received_at IS NOT NULL AND (o.obligation_id = %s) = {national}
GROUP BY o.obligation_id, o.period_start, o.period_end, f.indicator_id, f.breakdown
"""
UPWARD = """
INSERT INTO reports_figure (version_id, indicator_id, breakdown, value, is_estimate, source, source_key)
SELECT v.id, l.indicator_id, l.breakdown, l.value, FALSE, '', ''
FROM reports_version v JOIN reports_submission s ON s.id = v.submission_id
JOIN obligations_occurrence o ON o.id = s.occurrence_id
JOIN obligations_obligation below ON below.recipient_id = o.body_id AND below.feeds_id = o.obligation_id
JOIN reports_livesum l ON l.obligation_id = below.id AND l.period_start = o.period_start
WHERE o.obligation_id = %s ORDER BY v.id, l.indicator_id
"""


@dataclass
class Nation:
    """What the measurements need of it."""

    programme: Any
    duty: Any  # of the provinces, to the nation
    duties: list[Any]  # of the communes, one for each province
    provinces: list[Any]
    communes: list[list[Any]]
    indicators: list[Any]
    fields: list[Any]
    officer: Any  # of the nation
    officers: list[Any]  # of the provinces
    leaders: dict[UUID, Any]  # of the communes, by body
    periods: list[tuple[date, date, str]]  # with figures, oldest first; the last one is open
    quarters: int
    now: datetime

    @property
    def values(self) -> int:
        """Return about how many figures there are."""
        return self.quarters * COMMUNES * INDICATORS


def key(value: UUID) -> object:
    """Return a key as the engine keeps it."""
    from django.db import connection

    return value if connection.features.has_native_uuid_field else value.hex


def run(sql: str, *values: object) -> None:
    """Run one statement."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def write(model: type[Any], base: Any, names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write many rows that differ in the columns `names` only: COPY on PostgreSQL, executemany on SQLite."""
    from django.db import connection

    fields = [field for field in model._meta.concrete_fields if field.attname in names or not _is_made(field)]
    fixed = [field for field in fields if field.attname not in names]
    varying = [model._meta.get_field(name.removesuffix("_id")) for name in names]
    values = [field.get_db_prep_save(getattr(base, field.attname), connection) for field in fixed]
    columns = ", ".join(f'"{field.column}"' for field in [*varying, *fixed])
    ready = (
        [*(field.get_db_prep_save(value, connection) for field, value in zip(varying, row, strict=True)), *values]
        for row in rows
    )
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
        else:
            marks = ", ".join(["?"] * len(varying + fixed))
            cursor.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", ready)


def _is_made(field: Any) -> bool:
    return field.primary_key and field.get_internal_type() in ("AutoField", "BigAutoField")


def make(quarters: int) -> Nation:
    """Make the nation with figures in `quarters` closed quarters and drafts in the open one; all in one transaction."""
    from django.db import connection, transaction

    with transaction.atomic():
        nation = _bodies(quarters)
        _reports(nation)
        first = nation.periods[-quarters - 1][0]
        run(FIGURES.format(value=_RANDOM[connection.vendor]), key(nation.duty.pk), first)
        run(LIVE_SUMS.format(national="FALSE"), key(nation.duty.pk))
        run(UPWARD, key(nation.duty.pk))
        run(LIVE_SUMS.format(national="TRUE"), key(nation.duty.pk))
    run("ANALYZE")
    return nation


def _bodies(quarters: int) -> Nation:
    from nhipcau import clock
    from nhipcau.documents.models import Direction, Document
    from nhipcau.obligations.models import DueRule, Every, Obligation, ObligationKind, Owner
    from nhipcau.organisations import models as people
    from nhipcau.organisations.models import Level, LineRole, OrganisationKind, Role
    from nhipcau.reports.models import Field, FormVersion, Indicator, ObligationForm, ReportForm
    from nhipcau.text import fold

    now = clock.now()
    programme = people.Programme.objects.create(code="ca-nuoc", name="Chương trình đo", short_name="Đo")
    made: list[tuple[Any, Any, Any]] = []

    def body(name: str, level: Level, kind: OrganisationKind) -> Any:
        organisation = people.Organisation()
        span = people.OrganisationSpan(
            organisation=organisation, name=name, short_name=name, kind=kind, level=level, rank=len(made) + 1,
            folded=fold(name), folded_short=fold(name)[:120], recorded_at=now, symbol="BCĐ", place="Suối Mơ",
        )  # fmt: skip
        user = people.User(username=f"u{len(made)}", display_name=name, password="!")
        made.append((organisation, span, user))
        return organisation

    top = body("Ban Chỉ đạo Trung ương", Level.NATION, OrganisationKind.STEERING_COMMITTEE)
    provinces, communes = [], []
    for n in range(PROVINCES):
        provinces.append(body(f"Ban Chỉ đạo tỉnh {n + 1:02d}", Level.PROVINCE, OrganisationKind.STEERING_COMMITTEE))
        mine = COMMUNES // PROVINCES + (n < COMMUNES % PROVINCES)
        communes.append(
            [
                body(f"Đảng ủy xã {n + 1:02d}.{c + 1:03d}", Level.COMMUNE, OrganisationKind.PARTY_COMMITTEE)
                for c in range(mine)
            ]
        )
    people.Organisation.objects.bulk_create([row[0] for row in made], batch_size=500)
    people.OrganisationSpan.objects.bulk_create([row[1] for row in made], batch_size=500)
    people.User.objects.bulk_create([row[2] for row in made], batch_size=500)
    people.Post.objects.bulk_create(
        [
            people.Post(user=user, organisation=organisation, role=Role.LEADER, title="lãnh đạo", recorded_at=now)
            for organisation, _span, user in made
        ],
        batch_size=500,
    )
    pairs = [(province, top, 1) for province in provinces]
    for province, below in zip(provinces, communes, strict=True):
        pairs += [(commune, province, 1) for commune in below] + [(commune, top, 2) for commune in below]
    people.Line.objects.bulk_create(
        [
            people.Line(programme=programme, lower=low, upper=up, role=LineRole.REPORTS_TO, recorded_at=now)
            for low, up, depth in pairs
            if depth == 1
        ],
        batch_size=500,
    )
    people.LineClosure.objects.bulk_create(
        [people.LineClosure(programme=programme, lower=low, upper=up, depth=depth) for low, up, depth in pairs],
        batch_size=500,
    )
    users = {organisation.pk: user for organisation, _span, user in made}
    periods = _periods(clock.today(), max(quarters, BOARD_PERIODS - 1))
    document = Document.objects.create(
        direction=Direction.OUT, body=top, issuer=top, type="thông báo", number="1-TB/BCĐ", date=periods[0][0],
        subject="chế độ báo cáo", is_released=True, registered_at=now, registered_by=users[top.pk],
    )  # fmt: skip

    def duty(recipient: Any, owners: list[Any], feeds: Any) -> Any:
        one = Obligation.objects.create(
            document=document, programme=programme, issuer=top, kind=ObligationKind.REPORT, title="Báo cáo quý",
            clause="1", text="Báo cáo định kỳ hằng quý", recipient=recipient, confirmed_at=now, feeds=feeds,
            confirmed_by=users[top.pk], holds_from=periods[0][0],
        )  # fmt: skip
        Owner.objects.bulk_create(Owner(obligation=one, organisation=owner) for owner in owners)
        DueRule.objects.create(obligation=one, every=Every.QUARTER, before_day=7, of_last_month=True)
        ObligationForm.objects.create(obligation=one, form=form)
        return one

    form = ReportForm.objects.create(programme=programme, name="Mẫu đo")
    version = FormVersion.objects.create(form=form, number=1, made_at=now, published_at=now, holds_from=periods[0][0])
    indicators = [
        Indicator.objects.create(code=f"i{n}", name=f"Chỉ số {n}", unit="hộ", programme=programme)
        for n in range(INDICATORS)
    ]
    Field.objects.bulk_create(
        Field(version=version, position=n, kind="figure", label=indicator.name, indicator=indicator)
        for n, indicator in enumerate(indicators)
    )
    national = duty(top, provinces, None)
    duties = [duty(province, below, national) for province, below in zip(provinces, communes, strict=True)]
    return Nation(
        programme, national, duties, provinces, communes, indicators, list(version.fields.all()), users[top.pk],
        [users[province.pk] for province in provinces], users, periods, quarters, now,
    )  # fmt: skip


def _periods(today: date, closed: int) -> list[tuple[date, date, str]]:
    """Return `closed` quarters and the one in which `today` lies, oldest first."""
    place = today.year * 4 + (today.month - 1) // 3
    found = []
    for each in range(place - closed, place + 1):
        year, quarter = divmod(each, 4)
        start = date(year, 3 * quarter + 1, 1)
        end = date(year + (quarter == 3), (3 * quarter + 3) % 12 + 1, 1) - timedelta(1)
        found.append((start, end, f"Quý {('I', 'II', 'III', 'IV')[quarter]}/{year}"))
    return found


def _reports(nation: Nation) -> None:
    from nhipcau import clock
    from nhipcau.ids import new_id
    from nhipcau.obligations.models import DueRule, Occurrence
    from nhipcau.reports.models import FormVersion, Submission, Version

    chance = random.Random(7)
    rules = dict(DueRule.objects.values_list("obligation_id", "pk"))
    today = clock.today()
    owed = [(nation.duty, nation.provinces), *zip(nation.duties, nation.communes, strict=True)]
    occurrences, submissions, versions = [], [], []
    for start, end, label in nation.periods:
        is_open = end >= today
        last_day = today + timedelta(days=40) if is_open else end - timedelta(days=24)
        for duty, bodies in owed:
            receiver = nation.leaders[duty.recipient_id].pk
            for body in bodies:
                occurrence, drawn = new_id(), chance.random()
                occurrences.append(
                    (occurrence, duty.pk, rules[duty.pk], body.pk, start, end, label, last_day, last_day)
                )
                if duty is nation.duty:
                    drawn = 1.0 if is_open else 0.0
                if (not is_open and drawn > FILED) or (is_open and duty is nation.duty):
                    continue
                submission = new_id()
                submissions.append((submission, occurrence))
                filed = None if is_open else clock.start_of(last_day - timedelta(days=chance.randint(0, 5)))
                received = filed if drawn <= RECEIVED else None
                user = nation.leaders[body.pk].pk
                versions.append(
                    (new_id(), submission, filed or nation.now, user, filed, filed and user, bool(filed), filed,
                     received, received and receiver)
                )  # fmt: skip
    write(
        Occurrence, Occurrence(due_kind="before", opened_at=nation.now),
        ("id", "obligation_id", "rule_id", "body_id", "period_start", "period_end", "period_label", "printed_due",
         "last_day"),
        occurrences,
    )  # fmt: skip
    write(Submission, Submission(), ("id", "occurrence_id"), submissions)
    write(
        Version, Version(number=1, form_version=FormVersion.objects.get()),
        ("id", "submission_id", "saved_at", "saved_by_id", "signed_off_at", "signed_off_by_id", "is_complete",
         "filed_at", "received_at", "received_by_id"),
        versions,
    )  # fmt: skip
