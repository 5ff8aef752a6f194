"""The real documents of practice in the demo world of mid-2023: what the confirm page proposes, and what binds whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from nhipcau import clock
from nhipcau.demo import desk as desks
from nhipcau.demo import loading
from nhipcau.documents import actions as register
from nhipcau.documents.models import Document, Upload
from nhipcau.obligations import actions
from nhipcau.obligations.models import Obligation, ObligationKind, Occurrence
from nhipcau.obligations.queries.confirming import ConfirmPage, confirm_page
from nhipcau.organisations.models import OrganisationSpan, Programme
from vanban import Reading

pytestmark = [pytest.mark.slow, pytest.mark.real_documents, pytest.mark.django_db]
DAY = date(2023, 7, 14)


def put_in(folder: Path, name: str, *, by: str, issuer: str, programme: str, dated: date | None = None) -> Document:
    """Upload, read and register a real document as a paper of its issuer; the clerk completes what is not printed."""
    body = OrganisationSpan.objects.get(name=issuer).organisation
    with clock.frozen(desks.at(DAY, 9)) as now:
        actor = desks.Desk.open().actor(by, DAY)
        upload = register.upload(
            by=actor, body=body, data=(folder / name).read_bytes(), name=name, client_key=uuid4(),
            declared_not_secret=True, now=now,
        )  # fmt: skip
        register.read_upload(str(upload.pk))
        reading = Reading.from_dict(Upload.objects.get(pk=upload.pk).reading)
        fields = desks._fields(reading, body, Programme.objects.get(code=programme))
        fields = replace(fields, date=fields.date or dated)
        return register.register(by=actor, upload=upload, fields=fields, client_key=uuid4(), now=now)


def page_of(document: Document, by: str) -> ConfirmPage:
    return confirm_page(document, desks.Desk.open().actor(by, DAY), on=DAY)


def test_the_notice_of_the_campaign_binds_the_right_bodies(real_documents: Path) -> None:
    loading.load("2023", lambda _words: None)
    committee = OrganisationSpan.objects.get(
        kind="steering-committee", level="district", name__startswith="Ban Chỉ đạo Cuộc vận động huyện"
    )
    notice = put_in(
        real_documents, "103-TB-BCD.txt", by="bcd.canbo", issuer=committee.name, programme="cuoc-van-dong",
        dated=date(2023, 7, 14),
    )  # fmt: skip

    page = page_of(notice, "bcd.canbo")
    assert [row.problems for row in page.rows if row.problems] == []  # nothing is left to ask
    quarterly = next(row for row in page.rows if row.proposal.clause == "1.4" and row.restates)
    explanation = next(row for row in page.rows if "giải trình" in row.proposal.text)
    missing = set(explanation.missing_names)
    assert explanation.missing.label == "Quý II/2023"
    assert 0 < len(missing) == explanation.missing.missing < explanation.missing.expected
    assessing, sending = (row for row in page.rows if row.proposal.clause == "2.2")
    assert sending.join_with == assessing.proposal.pk

    actor = desks.Desk.open().actor("bcd.lanhdao", DAY)
    with clock.frozen(desks.at(DAY, 10)) as now:
        actions.join(assessing.proposal, sending.proposal, by=actor, now=now)
        result = actions.confirm_all(notice, by=actor, now=now)
    assert result.left == []

    duties = Obligation.objects.filter(document=notice)
    reports = duties.filter(kind=ObligationKind.REPORT, via__isnull=False).prefetch_related("due_rules")
    days = Counter(rule.due_on for duty in reports for rule in duty.due_rules.all())
    assert days == {date(2023, 7, 20): 1, date(2023, 7, 31): 3, date(2023, 9, 7): 1}
    for duty in reports:
        assert duty.recipient_id == committee.organisation_id
        assert OrganisationSpan.objects.get(organisation=duty.via_id).short_name == "Ủy ban MTTQ Việt Nam huyện"
    visit = duties.get(clause="4.1", due_rules__due_on=date(2023, 8, 31))
    assert visit.due_rules.get().due_kind == "within"
    assert [row.period_label for row in visit.occurrences.all()] == ["đợt tháng 8/2023"]

    task = duties.get(clause="2.2")
    assert task.owners.count() == 14
    assert task.occurrences.count() == 7  # seven, not fourteen
    assert {row.answers_for.count() for row in task.occurrences.all()} == {1}

    owed = duties.get(text__contains="giải trình")
    late = OrganisationSpan.objects.filter(organisation__in=owed.occurrences.values("body"))
    assert {row.name for row in late} == missing

    restated = duties.get(restates__isnull=False)
    assert restated.pk == quarterly.proposal.__class__.objects.get(pk=quarterly.proposal.pk).confirmed_as_id
    assert not restated.occurrences.exists()
    third = Occurrence.objects.filter(obligation=restated.restates, period_label="Quý III/2023")
    assert {row.last_day for row in third} == {date(2023, 9, 7)}


def test_the_letter_on_twinning_asks_twins_and_its_collector(real_documents: Path) -> None:
    loading.load("2023", lambda _words: None)
    twinned = OrganisationSpan.objects.filter(parent__groups__name__contains="kết nghĩa", level="district")
    commission = twinned.distinct().get(kind="party-advisory", symbol="BDVHU")
    letter = put_in(real_documents, "49-CV-BDVHU.txt", by="danvan.canbo", issuer=commission.name, programme="ket-nghia")

    rows = page_of(letter, "danvan.canbo").rows

    assert [row.problems for row in rows if row.problems] == []
    first = rows[0]
    assert [owner.count for owner in first.owners] == [1, 5, 15, 8]  # Front, mass organisations, agencies, committees
    asked, collecting = rows[-2:]
    assert {due.words for due in asked.due} == {"06 tháng, chưa có ngày hạn", "hằng năm, chưa có ngày hạn"}
    assert asked.recipient == "Ban Dân vận Huyện ủy"
    assert asked.bodies == 6 + 17 + 8  # all whom “Kính gửi” names
    assert collecting.recipient == "Ban Thường vụ Huyện ủy"
    assert [owner.members[0].id for owner in collecting.owners] == [commission.organisation_id]
