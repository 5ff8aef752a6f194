"""A due day for each level of a line: the province's duty laid on the district, the district's on the communes."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.audit.models import Entry
from nhipcau.obligations import actions
from nhipcau.obligations.actions.chains import LevelRules, line_below, take_into_the_line
from nhipcau.obligations.models import DueRule, Obligation, Occurrence, Owner
from nhipcau.obligations.rules import NotARule, RuleSpec
from nhipcau.organisations.access import Denied
from nhipcau.organisations.models import Line, LineRole, Role
from nhipcau.reports.forms_of_duties import give_form
from tests.cast import NOW, TODAY, Cast
from tests.reports.world import make_duty

D = date


def quarterly(day: int, **more: object) -> RuleSpec:
    return RuleSpec("quarter", due_kind="before", before_day=day, of_last_month=True, **more)


def level(*rules: RuleSpec) -> LevelRules:
    return LevelRules(rules)


@pytest.fixture
def duty(cast: Cast) -> Obligation:
    """The province asks the district's committee for a report, before the 25th of the quarter's last month."""
    duty, rule = make_duty(
        cast, title="Báo cáo kết quả hằng quý", issuer=cast.province, recipient=cast.province, owners=(cast.committee,)
    )
    for name, value in quarterly(25).columns().items():
        setattr(rule, name, value)
    rule.save()
    actions.open_occurrences(on=TODAY, obligations=[duty])
    return duty


@pytest.fixture
def three_levels(cast: Cast, duty: Obligation) -> Obligation:
    """The same where a commune itself has a body below it."""
    Line.objects.create(
        programme=cast.programme,
        lower=cast.stranger_body,
        upper=cast.commune_a,
        role=LineRole.REPORTS_TO,
        recorded_at=NOW,
    )
    return duty


def test_the_levels_below_owe_their_own_duty_that_feeds_the_upper_one(cast: Cast, duty: Obligation) -> None:
    made = actions.lay_down_the_line(duty, level(quarterly(15)), by=cast.leader_of(cast.province), now=NOW)

    (lower,) = made
    assert (lower.feeds, lower.recipient, lower.issuer) == (duty, cast.committee, cast.province)
    assert lower.via == cast.front, "the communes report through the Front"
    owners = set(lower.owners.values_list("organisation", flat=True))
    assert {cast.commune_a.pk, cast.commune_b.pk, cast.commune_c.pk} <= owners
    assert cast.committee.pk not in owners and cast.stranger_body.pk not in owners
    open_now = Occurrence.objects.get(obligation=lower, body=cast.commune_a)
    assert (open_now.period_label, open_now.last_day) == ("Quý III/2023", D(2023, 9, 15))
    assert lower.report_form.form == give_form(duty).form, "the level below answers on the form of the level above"
    assert Entry.objects.filter(event="duty-laid-down", about_id=str(lower.pk)).count() == 1


def test_done_twice_it_changes_nothing_and_a_deeper_level_may_follow(cast: Cast, three_levels: Obligation) -> None:
    leader = cast.leader_of(cast.province)
    first = actions.lay_down_the_line(three_levels, level(quarterly(15)), by=leader, now=NOW)

    assert actions.lay_down_the_line(three_levels, level(quarterly(15)), by=leader, now=NOW) == []
    deeper = actions.lay_down_the_line(three_levels, level(quarterly(15)), level(quarterly(7)), by=leader, now=NOW)
    assert [(row.feeds, row.recipient) for row in deeper] == [(first[0], cast.commune_a)]
    assert [row.organisation_id for row in deeper[0].owners.all()] == [cast.stranger_body.pk]
    assert Obligation.objects.filter(feeds__isnull=False).count() == 2


def test_the_levels_are_those_of_the_lines_on_the_day(cast: Cast, three_levels: Obligation) -> None:
    levels = line_below(three_levels, [cast.committee.pk], on=TODAY)

    assert [[row.upper for row in rows] for rows in levels] == [[cast.committee.pk], [cast.commune_a.pk]]
    Line.objects.filter(lower=cast.stranger_body, upper=cast.commune_a).update(valid_until=TODAY)
    assert len(line_below(three_levels, [cast.committee.pk], on=TODAY)) == 1


@pytest.mark.parametrize(("below", "words", "remark"), [
    (quarterly(25), "ít nhất 01 ngày làm việc", "the same day"),
    (quarterly(28), "ít nhất 01 ngày làm việc", "later than the level above"),
    (RuleSpec("quarter", due_kind="before"), "đặt ngày hạn", "no day at all"),
    (RuleSpec("month", before_day=5), "cùng kỳ", "another kind of period"),
    (RuleSpec("quarter", working_days_after=3), "ít nhất 01 ngày làm việc", "counted behind the quarter"),
])  # fmt: skip
def test_a_level_above_needs_a_working_day_more(cast: Cast, duty: Obligation, below, words, remark) -> None:
    with pytest.raises((actions.CannotAnswer, NotARule), match=words):
        actions.lay_down_the_line(duty, level(below), by=cast.leader_of(cast.province), now=NOW)
    assert not Obligation.objects.filter(feeds=duty).exists(), remark


def test_a_weekend_is_no_working_day_between(cast: Cast, duty: Obligation) -> None:
    leader = cast.leader_of(cast.province)
    actions.change_rule(duty.due_rules.get(), quarterly(24), by=leader, now=NOW)  # a Sunday in September 2023

    with pytest.raises(actions.TooClose, match="22/9/2023, cấp trên có hạn 24/9/2023"):
        actions.lay_down_the_line(duty, level(quarterly(22)), by=leader, now=NOW)
    assert actions.lay_down_the_line(duty, level(quarterly(20)), by=leader, now=NOW)


def test_each_level_is_checked_against_the_one_above(cast: Cast, three_levels: Obligation) -> None:
    with pytest.raises(actions.TooClose, match="cấp dưới thứ 2 có hạn 15/9/2023, cấp trên có hạn 15/9/2023"):
        actions.lay_down_the_line(
            three_levels, level(quarterly(15)), level(quarterly(15)), by=cast.leader_of(cast.province), now=NOW
        )


def test_a_level_for_each_rule_of_the_duty(cast: Cast, duty: Obligation) -> None:
    yearly = RuleSpec("year", due_kind="before", before_day=20, before_month=12)
    DueRule.objects.create(obligation=duty, position=1, **yearly.columns())
    leader = cast.leader_of(cast.province)

    with pytest.raises(actions.CannotAnswer, match="một hạn tương ứng"):
        actions.lay_down_the_line(duty, level(quarterly(15)), by=leader, now=NOW)
    below = RuleSpec("year", due_kind="before", before_day=10, before_month=12)
    (lower,) = actions.lay_down_the_line(duty, level(quarterly(15), below), by=leader, now=NOW)
    assert list(lower.due_rules.values_list("every", "before_day")) == [("quarter", 15), ("year", 10)]


def test_an_owner_carries_its_own_part_downward_and_nobody_else(cast: Cast, duty: Obligation) -> None:
    with pytest.raises(Denied):
        actions.lay_down_the_line(duty, level(quarterly(15)), by=cast.officer_of(cast.committee), now=NOW)
    with pytest.raises(Denied):
        actions.lay_down_the_line(duty, level(quarterly(15)), by=cast.leader_of(cast.stranger_body), now=NOW)

    (lower,) = actions.lay_down_the_line(duty, level(quarterly(15)), by=cast.leader_of(cast.committee), now=NOW)
    assert (lower.issuer, lower.recipient) == (cast.committee, cast.committee)


def test_only_the_side_that_laid_a_duty_changes_its_days(cast: Cast, duty: Obligation) -> None:
    (rule,) = duty.due_rules.all()
    owner = cast.leader_of(cast.committee)
    assert Owner.objects.filter(obligation=duty, organisation=cast.committee).exists()

    with pytest.raises(Denied):
        actions.change_rule(rule, quarterly(28), by=owner, now=NOW)
    with pytest.raises(Denied):
        actions.end_obligation(duty, from_day=TODAY, reason="thôi", by=owner, now=NOW)
    actions.change_rule(rule, quarterly(28), by=cast.leader_of(cast.province), now=NOW)
    assert duty.due_rules.get().before_day == 28


def test_a_duty_that_stands_already_is_taken_into_the_line(cast: Cast, duty: Obligation) -> None:
    there, rule = make_duty(
        cast, title="Báo cáo quý của xã", recipient=cast.committee, owners=(cast.commune_a, cast.commune_b)
    )
    client = Client()
    cast.leader_of(cast.committee)
    client.force_login(cast.user_of(cast.committee, Role.LEADER))
    url = reverse("obligations:chain", args=[duty.pk])

    assert "Báo cáo quý của xã" in client.get(url).content.decode()
    DueRule.objects.filter(pk=rule.pk).update(before_day=28)
    assert "ít nhất 01 ngày làm việc" in client.post(url, {"below": str(there.pk)}).content.decode()
    DueRule.objects.filter(pk=rule.pk).update(before_day=7)
    done = client.post(url, {"below": str(there.pk)}, follow=True).content.decode()
    assert "Đã gắn vào tuyến báo cáo" in done
    there.refresh_from_db()
    assert there.feeds == duty
    assert actions.lay_down_the_line(duty, level(quarterly(7)), by=cast.leader_of(cast.province), now=NOW) == []


@pytest.mark.parametrize(("recipient", "words"), [
    ("province", "Nơi nhận của nhiệm vụ cấp dưới"), ("front", "Nơi nhận của nhiệm vụ cấp dưới"),
])  # fmt: skip
def test_only_what_the_owner_receives_feeds_its_duty(cast: Cast, duty: Obligation, recipient: str, words: str) -> None:
    there, _rule = make_duty(cast, title="Báo cáo khác", recipient=cast.bodies[recipient], owners=(cast.commune_a,))

    with pytest.raises(actions.CannotAnswer, match=words):
        take_into_the_line(duty, there, by=cast.leader_of(cast.committee), now=NOW)
    with pytest.raises(Denied):
        take_into_the_line(duty, there, by=cast.leader_of(cast.commune_a), now=NOW)


def test_the_page_shows_the_days_of_each_level_and_lays_the_duty_down(cast: Cast, duty: Obligation) -> None:
    client = Client()
    cast.leader_of(cast.province)
    client.force_login(cast.user_of(cast.province, Role.LEADER))
    url = reverse("obligations:chain", args=[duty.pk])
    typed = {"c1-0-before_day": "15", "c1-0-due_kind": "before"}

    assert "Cấp dưới thứ 1" in client.get(url).content.decode()
    shown = client.post(url, typed | {"xem": "1"}).content.decode()
    assert "15/9/2023" in shown and "25/9/2023" in shown
    assert not Obligation.objects.filter(feeds=duty).exists(), "looking at the days lays nothing down"
    refused = client.post(url, typed | {"c1-0-before_day": "25"}).content.decode()
    assert "ít nhất 01 ngày làm việc" in refused and 'value="25"' in refused
    wrong = client.post(url, typed | {"c1-0-days_after_period": "3"}).content.decode()
    assert "Chỉ chọn một cách" in wrong
    done = client.post(url, typed, follow=True).content.decode()
    assert "Đã giao 1 nhiệm vụ" in done and "Tuyến báo cáo" in done
    below = Client()
    below.force_login(cast.user_of(cast.commune_a, Role.OFFICER))
    assert below.get(url).status_code == 404
