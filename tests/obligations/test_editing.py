"""Working on proposals: what changed, what the trail says, who is refused, what happens twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from nhipcau.audit.models import Entry
from nhipcau.documents.models import Document
from nhipcau.obligations import actions
from nhipcau.obligations.models import Follower, Obligation, ObligationKind, Occurrence, Proposal
from nhipcau.obligations.queries.duties import find_duties
from nhipcau.obligations.resolving import GroupRule, Target
from nhipcau.obligations.rules import NotARule, RuleSpec
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import Line, LineRole, OrganisationSpan, Succession
from tests.cast import NOW, TODAY, Cast
from tests.obligations import papers


@pytest.fixture
def notice(cast: Cast) -> Document:
    document = papers.register(cast)
    actions.propose(document, now=NOW)
    return document


def changes(proposal: Proposal, **changed: object) -> actions.Changes:
    values: dict[str, object] = {
        "title": proposal.title, "text": proposal.text, "kind": proposal.kind,
        "rules": tuple(RuleSpec.from_plain(rule) for rule in proposal.due_rules), "recipient": proposal.recipient_id,
        "via": proposal.via_id, "as_of": proposal.as_of, "clause": proposal.clause,
    }  # fmt: skip
    return actions.Changes(**{**values, **changed})  # type: ignore[arg-type]


def test_edits_and_writes_it_down(cast: Cast, notice: Document) -> None:
    proposal = notice.proposals.get(clause="5")
    rule = RuleSpec("quarter", due_kind="before", before_day=7)

    actions.edit(
        proposal, changes(proposal, title="Rà soát", rules=(rule,)), row_version=1, by=cast.officer_of(cast.committee),
        now=NOW,
    )  # fmt: skip

    proposal.refresh_from_db()
    assert (proposal.title, proposal.row_version) == ("Rà soát", 2)
    assert RuleSpec.from_plain(proposal.due_rules[0]).before_day == 7
    assert Entry.objects.filter(event="proposal-changed", about_id=str(proposal.pk)).count() == 1


def test_a_standing_duty_loses_its_rules(cast: Cast, notice: Document) -> None:
    proposal = notice.proposals.get(clause="5")

    actions.edit(
        proposal, changes(proposal, kind=ObligationKind.STANDING), row_version=1, by=cast.officer_of(cast.committee),
        now=NOW,
    )  # fmt: skip

    assert proposal.due_rules == []


def test_refuses_a_rule_that_cannot_be(cast: Cast, notice: Document) -> None:
    proposal = notice.proposals.get(clause="5")

    with pytest.raises(NotARule):
        actions.edit(
            proposal, changes(proposal, rules=(RuleSpec("quarter", before_day=40),)), row_version=1,
            by=cast.officer_of(cast.committee), now=NOW,
        )  # fmt: skip


@pytest.mark.parametrize("deed", [
    lambda p, by: actions.edit(p, changes(p), row_version=p.row_version, by=by, now=NOW),
    lambda p, by: actions.drop(p, reason="x", by=by, now=NOW),
    lambda p, by: actions.take_up(p, by=by, now=NOW),
    lambda p, by: actions.split(p, p.start + 20, row_version=p.row_version, by=by, now=NOW),
    lambda p, by: actions.join(p.document.proposals.first(), p, by=by, now=NOW),
    lambda p, by: actions.set_restating(p, None, by=by, now=NOW),
    lambda p, by: actions.set_missing_owners(p, None, None, by=by, now=NOW),
    lambda p, by: actions.add_owner(p, Target(by.posts[0].organisation_id), is_follower=False, by=by, now=NOW),
    lambda p, by: actions.remove_owner(p.owners.first(), by=by, now=NOW),
    lambda p, by: actions.exclude(p.owners.first(), [], by=by, now=NOW),
    lambda p, by: actions.answer(p.owners.first(), Target(by.posts[0].organisation_id), remember=True, by=by, now=NOW),
    lambda p, by: actions.add(p.document, text="x", clause="9", kind="report", by=by, now=NOW),
])  # fmt: skip
def test_strangers_are_refused_and_nothing_changes(
    cast: Cast, notice: Document, deed: Callable[[Proposal, Actor], object]
) -> None:
    proposal = notice.proposals.get(clause="5")
    before = (Entry.objects.count(), notice.proposals.count(), proposal.owners.count())

    for body in (cast.stranger_body, cast.women, cast.front):
        with pytest.raises(access.Denied):
            deed(proposal, cast.leader_of(body))

    assert (Entry.objects.count(), notice.proposals.count(), proposal.owners.count()) == before


def test_nothing_changes_any_more_once_confirmed(cast: Cast, notice: Document) -> None:
    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)
    proposal = notice.proposals.get(clause="5")

    with pytest.raises(actions.CannotChange):
        actions.drop(proposal, reason="x", by=cast.officer_of(cast.committee), now=NOW)


def test_adds_what_reading_did_not_find_and_finds_its_place(cast: Cast, notice: Document) -> None:
    text = "hoàn thành, gửi về Ban Chỉ đạo Cuộc vận động huyện"

    proposal = actions.add(notice, text=text, clause="1.3", kind="report", by=cast.officer_of(cast.committee), now=NOW)

    assert notice.text[proposal.start : proposal.end] == text
    assert proposal.position == 9


def test_dropped_and_taken_up_again(cast: Cast, notice: Document) -> None:
    officer, proposal = cast.officer_of(cast.committee), notice.proposals.get(clause="5")

    actions.drop(proposal, reason="", by=officer, now=NOW)
    actions.take_up(proposal, by=officer, now=NOW)

    proposal.refresh_from_db()
    assert not proposal.is_dropped
    assert list(Entry.objects.order_by("id").values_list("event", flat=True))[-2:] == [
        "proposal-dropped", "proposal-taken-up",
    ]  # fmt: skip


def test_splitting_keeps_the_order_and_the_text(cast: Cast, notice: Document) -> None:
    proposal = notice.proposals.get(clause="1.3")
    (at, words), *_others = actions.cut_points(proposal, notice.text)
    assert words.startswith("hoàn thành, gửi về")

    other = actions.split(proposal, at, row_version=1, by=cast.officer_of(cast.committee), now=NOW)

    clauses = [row.pk for row in notice.proposals.all()]
    assert clauses.index(other.pk) == clauses.index(proposal.pk) + 1
    assert len(set(notice.proposals.values_list("position", flat=True))) == 10
    whole = " ".join(notice.text[proposal.start : other.end].split())
    assert whole == "Rà soát, báo cáo thống kê các mô hình không phát huy hiệu quả; " + other.text


@pytest.mark.parametrize("offset", [0, -5, 10_000])
def test_refuses_to_split_outside_of_the_duty(cast: Cast, notice: Document, offset: int) -> None:
    proposal = notice.proposals.get(clause="1.3")

    with pytest.raises(actions.CannotChange):
        actions.split(proposal, proposal.start + offset, row_version=1, by=cast.officer_of(cast.committee), now=NOW)


def test_joining_twice_is_refused(cast: Cast, notice: Document) -> None:
    officer = cast.officer_of(cast.committee)
    first, second = notice.proposals.filter(clause="2.2")
    stale = Proposal.objects.get(pk=second.pk)
    actions.join(first, second, by=officer, now=NOW)

    with pytest.raises(actions.CannotChange):
        actions.join(Proposal.objects.get(pk=first.pk), stale, by=officer, now=NOW)


def test_a_group_may_be_a_rule(cast: Cast, notice: Document) -> None:
    proposal = notice.proposals.get(clause="5")
    rule = GroupRule(kinds=("party-committee",), level="commune")
    actions.add_owner(proposal, Target(rule=str(rule)), is_follower=False, by=cast.officer_of(cast.committee), now=NOW)

    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)

    assert Obligation.objects.get(clause="5").owners.count() == 5


def test_the_lines_name_who_follows_which_part(cast: Cast, notice: Document) -> None:
    Line.objects.create(
        programme=cast.programme, lower=cast.commune_b, upper=cast.agency, role=LineRole.FOLLOWS, recorded_at=NOW
    )

    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)

    duty = Obligation.objects.get(clause="2.2", kind="report")
    assert [(row.organisation_id, row.owner_id) for row in duty.followers.all()] == [
        (cast.agency.pk, cast.commune_b.pk)
    ]
    seen = Occurrence.objects.visible_to(cast.officer_of(cast.agency)).filter(obligation=duty)
    assert {row.body_id for row in seen} == {cast.commune_b.pk}  # its part alone
    assert not Follower.objects.filter(obligation__clause="4.3").exists()


def test_a_recalled_document_binds_nobody_more(cast: Cast, notice: Document) -> None:
    notice.recalled_at = NOW
    notice.save()

    result = actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)

    assert result.obligations == []
    assert "thu hồi" in result.left[0][1]


def test_opening_again_opens_nothing(cast: Cast, notice: Document) -> None:
    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)
    before = Occurrence.objects.count()

    assert actions.open_occurrences(on=TODAY) == 0
    assert Occurrence.objects.count() == before


def test_later_settings_touch_only_what_is_not_yet_open(cast: Cast, notice: Document) -> None:
    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)
    cast.programme.before_is_strict = True
    cast.programme.save()

    actions.open_occurrences(on=date(2023, 10, 1))

    duty = Obligation.objects.get(due_rules__every="quarter")
    days = dict(duty.occurrences.filter(body=cast.agency).values_list("period_label", "last_day"))
    assert days == {"Quý III/2023": date(2023, 9, 7), "Quý IV/2023": date(2023, 12, 6)}


def test_a_merged_body_hands_its_next_periods_to_its_successor(cast: Cast, notice: Document) -> None:
    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)
    merged = date(2023, 10, 1)
    OrganisationSpan.objects.filter(organisation__in=[cast.commune_a, cast.committee_a]).update(valid_until=merged)
    for gone in (cast.commune_a, cast.committee_a):
        Succession.objects.create(predecessor=gone, successor=cast.commune_b, on_day=merged, recorded_at=NOW)

    actions.open_occurrences(on=merged)

    duty = Obligation.objects.get(due_rules__every="quarter")
    third = duty.occurrences.filter(period_label="Quý III/2023").values_list("body_id", flat=True)
    fourth = duty.occurrences.filter(period_label="Quý IV/2023").values_list("body_id", flat=True)
    assert papers.keys(cast, third) == {"agency", "commune_a", "commune_b", "commune_c"}  # history stands
    assert papers.keys(cast, fourth) == {"agency", "commune_b", "commune_c"}
    one = duty.occurrences.get(period_label="Quý IV/2023", body=cast.commune_b)
    assert papers.keys(cast, [row.organisation_id for row in one.answers_for.all()]) == {"committee_a", "committee_b"}


def test_an_ended_duty_opens_no_further_period(cast: Cast, notice: Document) -> None:
    leader = cast.leader_of(cast.committee)
    actions.confirm_all(notice, by=leader, now=NOW)
    duty = Obligation.objects.get(due_rules__every="quarter")

    actions.end_obligation(duty, from_day=date(2023, 10, 1), reason="theo thông báo mới", by=leader, now=NOW)
    actions.open_occurrences(on=date(2024, 1, 1))

    assert set(duty.occurrences.values_list("period_label", flat=True)) == {"Quý III/2023"}


def test_setting_the_day_fills_open_periods_that_had_none(cast: Cast) -> None:
    letter = papers.register(
        cast, papers.LETTER, issuer="mass_movement", on=date(2023, 3, 10),
        addressees=("Các tổ chức chính trị - xã hội huyện",),
    )  # fmt: skip
    actions.propose(letter, now=NOW)
    leader = cast.leader_of(cast.mass_movement)
    actions.confirm_all(letter, by=leader, now=NOW)
    duty = Obligation.objects.exclude(title__startswith="Tổng hợp").get(document=letter)

    actions.set_due_day(
        duty.due_rules.get(every="half-year"), before_day=None, before_month=None, days_after_period=15, by=leader,
        now=NOW,
    )  # fmt: skip

    rows = duty.occurrences.filter(body=cast.women, rule__every="half-year")
    assert dict(rows.values_list("period_label", "last_day")) == {
        "06 tháng đầu năm 2023": date(2023, 7, 15), "06 tháng cuối năm 2023": date(2024, 1, 15),
    }  # fmt: skip


def test_looks_duties_up_without_diacritics(cast: Cast, notice: Document) -> None:
    actions.confirm_all(notice, by=cast.leader_of(cast.committee), now=NOW)

    found = find_duties(cast.officer_of(cast.committee), ("giai", "trinh"))
    assert [row.note for row in found] == ["thông báo 3-TB/BCĐ, điểm 1.4"]
    assert find_duties(cast.officer_of(cast.stranger_body), ("giai", "trinh")) == ()
    assert find_duties(cast.officer_of(cast.committee), ("giai", "khong")) == ()
