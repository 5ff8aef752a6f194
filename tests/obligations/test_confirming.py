"""From a registered notice to confirmed duties and what each body owes."""

from __future__ import annotations

from datetime import date

import pytest

from nhipcau.audit.models import Entry
from nhipcau.documents.models import Document, PartyKind
from nhipcau.obligations import actions, progress
from nhipcau.obligations.models import Alias, Every, Obligation, ObligationKind, Occurrence, Proposal
from nhipcau.obligations.queries.missing import missing_bodies
from nhipcau.obligations.resolving import Target
from nhipcau.obligations.rules import RuleSpec
from nhipcau.obligations.signals import obligation_confirmed
from nhipcau.organisations import access
from nhipcau.organisations.models import FocalUnit, Group, GroupMember
from tests.cast import NOW, TODAY, Cast
from tests.obligations import papers

COMMUNES = {"commune_a", "commune_b", "commune_c"}


@pytest.fixture
def notice(cast: Cast) -> Document:
    document = papers.register(cast)
    actions.propose(document, now=NOW)
    return document


@pytest.fixture
def quarterly(cast: Cast) -> Obligation:
    """The quarterly rule that stands from the beginning of the year, with quarters I, II and III open."""
    document = papers.register(
        cast,
        (
            papers.Duty(
                "3", "Báo cáo kết quả hằng quý trước ngày 07 của tháng cuối quý.",
                ("các cơ quan, ban, ngành cấp huyện", "Ban Chỉ đạo Cuộc vận động các xã, thị trấn"),
                every=("quarter",), before_day=7, to="Ban Chỉ đạo Cuộc vận động huyện",
                via="Ủy ban MTTQ Việt Nam huyện",
            ),
        ),
        on=date(2023, 1, 5), number="1-QĐ/BCĐ",
    )  # fmt: skip
    actions.propose(document, now=NOW)
    result = actions.confirm_all(document, by=cast.leader_of(cast.committee), now=NOW)
    assert not result.left
    return result.obligations[0]


@pytest.fixture
def two_filed(quarterly: Obligation, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Obligation:
    """In quarter II the agency and commune A have filed; communes B and C have not."""
    filed = set(
        quarterly.occurrences.filter(period_start=date(2023, 4, 1), body__in=[cast.commune_a, cast.agency]).values_list(
            "pk", flat=True
        )
    )
    told = {pk: progress.Progress(progress.Stage.RECEIVED, date(2023, 6, 5)) for pk in filed}
    monkeypatch.setattr(progress, "_provider", lambda ids, on: {pk: told[pk] for pk in ids if pk in told})
    return quarterly


def due_days(cast: Cast, body: str) -> list[tuple[str, date | None]]:
    rows = Occurrence.objects.filter(body=cast.bodies[body]).order_by("last_day", "obligation__clause")
    return [(row.obligation.clause, row.printed_due) for row in rows.select_related("obligation")]


def test_proposes_each_duty_in_the_order_of_the_text(notice: Document) -> None:
    assert [p.clause for p in notice.proposals.all()] == ["1.1", "1.3", "1.4", "1.4", "2.2", "2.2", "4.1", "4.3", "5"]
    first = notice.proposals.first()
    assert notice.text[first.start : first.end] == first.text


def test_proposing_twice_adds_nothing(notice: Document) -> None:
    assert actions.propose(notice, now=NOW) == 0
    assert notice.proposals.count() == 9


def test_general_words_mean_those_named_at_the_head_of_the_point(notice: Document) -> None:
    explanation = notice.proposals.get(clause="1.4", text__contains="giải trình")

    assert [owner.text for owner in explanation.owners.all()] == [
        "các cơ quan, ban, ngành cấp huyện", "Ban Chỉ đạo Cuộc vận động các xã, thị trấn",
    ]  # fmt: skip


def test_confirms_every_duty_on_the_right_lists(cast: Cast, notice: Document) -> None:
    result = actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)

    assert [(str(p.clause), why) for p, why in result.left] == []
    assert len(result.obligations) == 9
    assert due_days(cast, "peoples") == [("4.1", date(2023, 8, 31)), ("4.3", date(2023, 9, 7))]
    assert due_days(cast, "women") == [("5", date(2023, 7, 31))]
    assert due_days(cast, "agency") == [
        ("1.4", date(2023, 7, 20)), ("1.3", date(2023, 7, 31)), ("1.4", date(2023, 9, 7)),
    ]  # fmt: skip
    report = Obligation.objects.get(clause="4.3")
    assert report.recipient_id == cast.committee.pk
    assert report.via_id == cast.front.pk
    assert report.issuer_id == cast.committee.pk


def test_focal_units_owe_once_for_all_their_names(cast: Cast, notice: Document) -> None:
    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)

    report = Obligation.objects.get(clause="2.2", kind=ObligationKind.REPORT)
    occurrences = report.occurrences.all()
    assert papers.keys(cast, occurrences.values_list("body_id", flat=True)) == COMMUNES  # three, not six
    assert report.owners.count() == 6
    names = {row.organisation_id for row in occurrences.get(body=cast.commune_a).answers_for.all()}
    assert papers.keys(cast, names) == {"committee_a"}


def test_without_focal_units_each_name_owes_its_own(cast: Cast, notice: Document) -> None:
    FocalUnit.objects.all().delete()

    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)

    assert Obligation.objects.get(clause="2.2", kind=ObligationKind.REPORT).occurrences.count() == 6


def test_joined_duties_are_one_task(cast: Cast, notice: Document) -> None:
    assessing, sending = notice.proposals.filter(clause="2.2")
    actions.join(assessing, sending, by=cast.officer_of(cast.committee), now=NOW)

    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)

    task = Obligation.objects.get(clause="2.2")
    assert task.kind == ObligationKind.REPORT
    assert task.as_of == date(2023, 6, 30)
    assert task.via_id == cast.front.pk
    assert {row.printed_due for row in task.occurrences.all()} == {date(2023, 7, 31)}
    assert task.occurrences.count() == 3


def test_standing_duties_never_fall_due(cast: Cast, notice: Document) -> None:
    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)

    standing = Obligation.objects.get(clause="1.1")
    assert standing.kind == ObligationKind.STANDING
    assert not standing.occurrences.exists()
    assert not standing.due_rules.exists()


def test_a_rule_in_force_is_restated_without_a_second_series(cast: Cast, quarterly: Obligation) -> None:
    document = papers.register(cast)
    actions.propose(document, now=NOW)
    before = quarterly.occurrences.count()

    actions.confirm_all(document, by=cast.leader_of(cast.committee), now=NOW)

    restated = Obligation.objects.get(document=document, clause="1.4", restates=quarterly)
    assert not restated.occurrences.exists()
    assert quarterly.occurrences.count() == before


def test_the_quarterly_rule_opened_three_quarters(cast: Cast, quarterly: Obligation) -> None:
    rows = quarterly.occurrences.filter(body=cast.commune_a).order_by("period_start")

    assert [(row.period_label, row.last_day) for row in rows] == [
        ("Quý I/2023", date(2023, 3, 7)), ("Quý II/2023", date(2023, 6, 7)), ("Quý III/2023", date(2023, 9, 7)),
    ]  # fmt: skip
    assert rows[0].due_settings["reason"].startswith("in trong văn bản: trước ngày 07/3/2023; kể cả ngày in")


def test_only_those_who_miss_the_quarter_owe_the_explanation(cast: Cast, two_filed: Obligation) -> None:
    document = papers.register(cast)
    actions.propose(document, now=NOW)
    explanation = document.proposals.get(text__contains="giải trình")
    assert explanation.owners_missing_of == two_filed
    assert explanation.owners_missing_period == date(2023, 4, 1)

    actions.confirm_all(document, by=cast.leader_of(cast.committee), now=NOW)

    duty = Obligation.objects.get(document=document, text__contains="giải trình")
    assert papers.keys(cast, duty.owners.values_list("organisation_id", flat=True)) == {"commune_b", "commune_c"}
    assert {row.last_day for row in duty.occurrences.all()} == {date(2023, 7, 20)}


def test_the_missing_are_frozen_when_confirmed(cast: Cast, two_filed: Obligation, monkeypatch) -> None:
    document = papers.register(cast)
    actions.propose(document, now=NOW)
    actions.confirm_all(document, by=cast.leader_of(cast.committee), now=NOW)
    monkeypatch.setattr(progress, "_provider", None)  # now nobody has filed

    actions.open_occurrences(on=TODAY)

    duty = Obligation.objects.get(document=document, text__contains="giải trình")
    assert papers.keys(cast, duty.occurrences.values_list("body_id", flat=True)) == {"commune_b", "commune_c"}


def test_knows_who_misses_a_period(cast: Cast, two_filed: Obligation) -> None:
    second, third = date(2023, 4, 1), date(2023, 7, 1)

    assert papers.keys(cast, missing_bodies(two_filed.pk, second, on=TODAY)) == {"commune_b", "commune_c"}
    assert missing_bodies(two_filed.pk, third, on=TODAY) == []  # its last day has not passed
    assert missing_bodies(two_filed.pk, second, on=date(2023, 6, 7)) == []  # the last day itself


def test_a_letter_asks_its_addressees_and_its_collector(cast: Cast) -> None:
    letter = papers.register(
        cast, papers.LETTER, issuer="mass_movement", on=date(2023, 3, 10),
        addressees=("Các tổ chức chính trị - xã hội huyện", "Đảng ủy xã Đồi Thông, Khe Lá"), number="9-CV/BDVHU",
    )  # fmt: skip
    actions.propose(letter, now=NOW)
    asked, collecting = letter.proposals.all()

    assert [RuleSpec.from_plain(rule).every for rule in asked.due_rules] == [Every.HALF_YEAR, Every.YEAR]
    assert [owner.text for owner in asked.owners.all()] == [
        "Các tổ chức chính trị - xã hội huyện", "Đảng ủy xã Đồi Thông, Khe Lá",
    ]  # fmt: skip
    assert collecting.recipient_id == cast.party.pk
    assert [owner.organisation_id for owner in collecting.owners.all()] == [cast.mass_movement.pk]

    actions.confirm_all(letter, by=cast.leader_of(cast.mass_movement), now=NOW)

    rows = Occurrence.objects.filter(body=cast.commune_a).order_by("period_end", "-period_start")
    assert [row.period_label for row in rows] == ["06 tháng đầu năm 2023", "06 tháng cuối năm 2023", "Năm 2023"]
    assert {row.last_day for row in rows} == {None}  # the paper names no day: it is asked


def test_bound_bodies_see_the_document_and_their_duties(cast: Cast, notice: Document) -> None:
    officer = cast.officer_of(cast.women)
    assert notice not in Document.objects.visible_to(officer)

    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)

    assert notice in Document.objects.visible_to(officer)
    assert [row.clause for row in Obligation.objects.visible_to(officer)] == ["5"]
    focal = cast.officer_of(cast.commune_a)
    assert "1.3" in {row.clause for row in Obligation.objects.visible_to(focal)}  # it answers for its committee
    assert notice.parties.filter(kind=PartyKind.OWNER, organisation=cast.commune_a).count() == 1
    assert not Obligation.objects.visible_to(cast.officer_of(cast.stranger_body)).exists()


def test_the_trail_names_every_confirmation(cast: Cast, notice: Document) -> None:
    leader = cast.leader_of(cast.committee)

    actions.confirm_all(notice, by=leader, now=NOW)

    entries = Entry.objects.filter(event="duty-confirmed")
    assert entries.count() == 9
    assert {entry.user_id for entry in entries} == {str(leader.user.pk)}


def test_a_paper_dated_ahead_binds_from_the_day_of_confirmation(cast: Cast) -> None:
    document = papers.register(cast, on=date(2023, 7, 14))
    actions.propose(document, now=NOW)

    result = actions.confirm_all(document, by=cast.leader_of(cast.committee), now=NOW)

    assert result.occurrences > 0
    assert {row.holds_from for row in result.obligations} == {TODAY}


def test_tells_the_apps_above(cast: Cast, notice: Document) -> None:
    heard = []

    def listener(*, obligation: Obligation, **_signal: object) -> None:
        heard.append((obligation.clause, obligation.owners.count(), obligation.occurrences.count()))

    obligation_confirmed.connect(listener)
    try:
        actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)
    finally:
        obligation_confirmed.disconnect(listener)

    assert ("2.2", 6, 3) in heard
    assert len(heard) == 9


@pytest.mark.parametrize("who", ["officer_of", "clerk_of"])
def test_an_officer_proposes_but_does_not_confirm(cast: Cast, notice: Document, who: str) -> None:
    with pytest.raises(access.Denied):
        actions.confirm_all(notice, by=getattr(cast, who)(cast.committee), now=NOW)

    assert not Obligation.objects.exists()


@pytest.mark.parametrize("body", ["stranger_body", "women", "front", "commune_a", "province"])
def test_nobody_elses_leader_confirms(cast: Cast, notice: Document, body: str) -> None:
    with pytest.raises(access.Denied):
        actions.confirm_all(notice, by=cast.leader_of(cast.bodies[body]), now=NOW)


def test_confirming_twice_binds_once(cast: Cast, notice: Document) -> None:
    leader = cast.leader_of(cast.committee)
    actions.confirm_all(notice, by=leader, now=NOW)

    again = actions.confirm_all(notice, by=leader, now=NOW)

    assert again.obligations == []
    assert Obligation.objects.count() == 9
    one = notice.proposals.first()
    with pytest.raises(actions.AlreadyConfirmed):
        actions.confirm(one, by=leader, now=NOW)
    assert Obligation.objects.count() == 9


def test_a_receiver_confirms_its_own_duties_only(cast: Cast) -> None:
    document = papers.register(cast, body="women")
    actions.propose(document, now=NOW)

    result = actions.confirm_all(document, by=cast.leader_of(cast.women), now=NOW)

    assert [row.clause for row in result.obligations] == ["5"]
    assert papers.keys(cast, Occurrence.objects.values_list("body_id", flat=True)) == {"women"}
    assert all("Không giao cho đơn vị mình" in why for _proposal, why in result.left)


def test_the_standing_agency_confirms_for_the_committee(cast: Cast) -> None:
    document = papers.register(cast, body="front")
    actions.propose(document, now=NOW)

    result = actions.confirm_all(document, by=cast.leader_of(cast.front), now=NOW)

    assert len(result.obligations) == 9


def test_what_is_unresolved_waits_and_says_why(cast: Cast) -> None:
    document = papers.register(cast, (papers.Duty("1", "Gửi báo cáo.", ("Cụm thi đua số 1",)),))
    actions.propose(document, now=NOW)

    result = actions.confirm_all(document, by=cast.leader_of(cast.committee), now=NOW)

    assert result.obligations == []
    assert "Cụm thi đua số 1" in result.left[0][1]


def test_an_answer_is_remembered_for_the_next_document(cast: Cast) -> None:
    duties = (papers.Duty("1", "Gửi báo cáo.", ("Cụm thi đua số 1",)),)
    document = papers.register(cast, duties)
    actions.propose(document, now=NOW)
    owner = document.proposals.get().owners.get()

    actions.answer(owner, Target(cast.women.pk), remember=True, by=cast.officer_of(cast.committee), now=NOW)

    assert Alias.objects.get().organisation_id == cast.women.pk
    following = papers.register(cast, duties, number="4-TB/BCĐ")
    actions.propose(following, now=NOW)
    assert following.proposals.get().owners.get().organisation_id == cast.women.pk


def test_an_answer_settles_the_same_name_in_other_clauses(cast: Cast) -> None:
    duties = tuple(papers.Duty(clause, f"Gửi báo cáo {clause}.", ("Cụm thi đua số 1",)) for clause in ("1", "2"))
    document = papers.register(cast, duties)
    actions.propose(document, now=NOW)
    owner = document.proposals.first().owners.get()

    settled = actions.answer(owner, Target(cast.women.pk), remember=True, by=cast.officer_of(cast.committee), now=NOW)

    assert settled == 1
    assert document.proposals.last().owners.get().organisation_id == cast.women.pk


def test_names_are_resolved_again_when_a_body_was_added(cast: Cast) -> None:
    document = papers.register(cast, (papers.Duty("1", "Gửi báo cáo.", ("Cụm thi đua số 1",), to="Tổ giúp việc"),))
    actions.propose(document, now=NOW)
    group = Group.objects.create(name="Cụm thi đua số 1", folded="cum thi dua so 1", scope=cast.committee)
    GroupMember.objects.create(group=group, organisation=cast.women, recorded_at=NOW)

    settled = actions.resolve_again(document, by=cast.officer_of(cast.committee), now=NOW)

    assert settled == 1
    assert document.proposals.get().owners.get().group_id == group.pk
    with pytest.raises(access.Denied):
        actions.resolve_again(document, by=cast.leader_of(cast.women), now=NOW)


def test_left_out_members_owe_nothing(cast: Cast, notice: Document) -> None:
    owner = notice.proposals.get(clause="5").owners.get()
    actions.exclude(owner, [cast.farmers.pk], by=cast.officer_of(cast.committee), now=NOW)

    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)

    duty = Obligation.objects.get(clause="5")
    assert papers.keys(cast, duty.occurrences.values_list("body_id", flat=True)) == {"women"}


def test_followers_see_the_duty_and_owe_nothing(cast: Cast, notice: Document) -> None:
    proposal = notice.proposals.get(clause="5")
    officer = cast.officer_of(cast.committee)
    actions.add_owner(proposal, Target(cast.mass_movement.pk), is_follower=True, by=officer, now=NOW)

    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)

    duty = Obligation.objects.get(clause="5")
    assert [row.organisation_id for row in duty.followers.all()] == [cast.mass_movement.pk]
    assert duty in Obligation.objects.visible_to(cast.officer_of(cast.mass_movement))
    assert not duty.occurrences.filter(body=cast.mass_movement).exists()


def test_dropped_proposals_bind_nobody(cast: Cast, notice: Document) -> None:
    actions.drop(notice.proposals.get(clause="5"), reason="trùng", by=cast.officer_of(cast.committee), now=NOW)

    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)

    assert not Obligation.objects.filter(clause="5").exists()
    assert Proposal.objects.get(clause="5").dropped_reason == "trùng"
