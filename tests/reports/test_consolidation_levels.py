"""Up a line of reporting: số hiện thời of every level from where its figures begin, số đã báo cáo from its owners."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.reports import actions, verifying
from nhipcau.reports.models import Indicator, SummedObligation
from nhipcau.reports.queries.completeness import (
    Completeness,
    completeness_by_duty,
    missing_figure,
    missing_of_line,
)
from nhipcau.reports.queries.figures import Period
from nhipcau.reports.queries.levels import live_level, recomputed_level
from nhipcau.reports.queries.levels_board import levels_board
from nhipcau.reports.queries.lines_up import line_of, live_by_duty, live_of_line, recomputed_of_line
from nhipcau.reports.queries.table import SumLine, table_of
from tests.cast import NOW, TODAY, Cast
from tests.reports.levels_world import Chain, make_chain
from tests.reports.world import QUARTER_1, QUARTER_2, owe


@pytest.fixture
def chain(cast: Cast) -> Chain:
    """Two provinces with three communes each, and a ministry, under the nation."""
    return make_chain(cast)


def line(chain: Chain, duty: str, code: str, period: Period = QUARTER_2) -> SumLine:
    return next(row for row in table_of(chain.duties[duty], period).lines if row.code == code)


def value(chain: Chain, duty: str, code: str = "buoi", period: Period = QUARTER_2) -> int | None:
    return line(chain, duty, code, period).in_period.value


def test_a_received_report_shows_at_every_level_at_once(chain: Chain) -> None:
    chain.received("p0.c0", buoi=5)

    assert value(chain, "p0") == 5 and value(chain, "nation") == 5
    assert value(chain, "p1") is None, "missing is not zero"

    version = chain.received("p1.c2", buoi=7)

    assert value(chain, "nation") == 12
    actions.void(version, reason="Nhầm kỳ", by=chain.cast.leader_of(chain.bodies["p1"]), now=NOW)
    assert value(chain, "nation") == 5 and value(chain, "p1") is None


def test_what_levels_report_is_apart_from_what_is_true_now(chain: Chain) -> None:
    chain.received("p0.c0", buoi=5)
    chain.sent_up("p0")
    chain.received("p0.c1", buoi=4)
    chain.received("p1.c0", buoi=100)

    sessions = line(chain, "nation", "buoi")

    assert (sessions.in_period.value, sessions.in_period.counted, sessions.in_period.expected) == (109, 3, 7)
    assert sessions.reported is not None
    assert (sessions.reported.value, sessions.reported.counted, sessions.reported.expected) == (5, 1, 3)
    assert sessions.difference == 104


def test_who_has_nobody_below_counts_with_its_own_report(chain: Chain) -> None:
    chain.received("ministry", buoi=9)
    chain.received("p0.c0", buoi=1)
    chain.sent_up("p0")

    sessions = line(chain, "nation", "buoi")

    assert sessions.in_period.value == 10, "the ministry once, the province's consolidation not again"
    assert sessions.reported is not None and sessions.reported.value == 10
    assert live_level(chain.duties["nation"].pk, QUARTER_2).completeness == Completeness(7, 2)


def test_a_period_in_which_nothing_feeds_a_level_begins_at_that_level(chain: Chain) -> None:
    """Before the line was laid, provinces reported by themselves."""
    chain.duties["p0"].occurrences.filter(period_start=QUARTER_1.start).delete()
    chain.received("p0", QUARTER_1, buoi=50)
    chain.received("p1.c0", QUARTER_1, buoi=2)

    assert value(chain, "nation", period=QUARTER_1) == 52
    assert live_level(chain.duties["nation"].pk, QUARTER_1).completeness == Completeness(5, 2)


def test_periods_are_matched_by_both_days(chain: Chain) -> None:
    half = Period(QUARTER_1.start, QUARTER_2.end, "06 tháng")
    duty = chain.duties["p0"]
    rule = duty.due_rules.create(every="half-year", position=1)
    owe(duty, rule, chain.bodies["p0.c0"], half, None)
    chain.received("p0.c0", QUARTER_1, buoi=3)
    chain.received("p0.c0", half, buoi=11)

    assert value(chain, "nation", period=QUARTER_1) == 3
    assert value(chain, "p0", period=half) == 11


def test_every_level_names_who_is_missing_and_who_has_not_given_this_figure(chain: Chain) -> None:
    chain.received("p0.c0", luot=None)
    chain.received("p1.c0")
    line_up = line_of(chain.duties["nation"].pk, [QUARTER_2])
    attendances = Indicator.objects.get(code="luot").pk

    missing = {row.body_id for row in missing_of_line(line_up, QUARTER_2)}
    without = {row.body_id for row in missing_figure(line_up, QUARTER_2, attendances, "")}

    owing = {chain.bodies[key].pk for key in chain.bodies if "." in key} | {chain.bodies["ministry"].pk}
    assert missing == owing - {chain.bodies["p0.c0"].pk, chain.bodies["p1.c0"].pk}
    assert without == missing | {chain.bodies["p0.c0"].pk}
    assert completeness_by_duty(line_up, QUARTER_2) == {
        chain.duties["p0"].pk: Completeness(3, 1), chain.duties["p1"].pk: Completeness(3, 1),
        chain.duties["nation"].pk: Completeness(1, 0),
    }  # fmt: skip


def test_the_exempted_are_not_waited_for_at_any_level(chain: Chain) -> None:
    actions.exempt(
        chain.occurrence("p0.c2"), reason="Thường trực miễn", by=chain.cast.leader_of(chain.bodies["p0"]), now=NOW
    )

    assert live_level(chain.duties["nation"].pk, QUARTER_2).completeness == Completeness(6, 0)


def test_ratios_are_made_from_the_sums_of_all_levels_and_some_things_are_only_counted(chain: Chain) -> None:
    chain.received("p0.c0", ho=1000, ho_dk=100, hv=400)
    chain.received("p1.c0", ho=10, ho_dk=9, hv=3)

    assert line(chain, "nation", "tl").in_period.shown == "10,8 %"
    members = line(chain, "nation", "hv")
    assert members.in_period.value is None and members.in_period.counted == 2 and not members.is_summed


def test_live_is_what_recomputation_gives_at_every_level(chain: Chain) -> None:
    for place, body in enumerate(["p0.c0", "p0.c1", "p1.c1", "ministry"]):
        chain.received(body, buoi=place, luot=None if place % 2 else 7)

    for duty in chain.duties.values():
        line_up = line_of(duty.pk, [QUARTER_2])
        again = recomputed_level(duty.pk, QUARTER_2)
        assert live_of_line(line_up, [QUARTER_2])[QUARTER_2] == recomputed_of_line(line_up, QUARTER_2) == again.sums
        assert len(again.missing) == sum(part.missing for part in again.completeness.values())
    again = recomputed_level(chain.duties["nation"].pk, QUARTER_2)
    sessions = (Indicator.objects.get(code="buoi").pk, "")
    assert {key: sums[sessions].value for key, sums in again.by_child.items()} == {
        chain.duties["p0"].pk: 1, chain.duties["p1"].pk: 2, chain.duties["nation"].pk: 3
    }  # fmt: skip
    assert sum(sums[sessions].value for sums in live_by_duty(line_of(chain.duties["nation"].pk, [QUARTER_2]),
                                                             QUARTER_2).values()) == 6  # fmt: skip
    assert verifying.verify() == []


def test_a_ring_of_duties_ends(chain: Chain) -> None:
    nation = chain.duties["nation"]
    nation.feeds = chain.duties["p0"]
    nation.save()

    assert len(line_of(nation.pk, [QUARTER_2]).nodes) == 3


@pytest.mark.parametrize(("provinces", "communes"), [(1, 1), (3, 4)])
def test_a_level_costs_the_same_for_any_number_of_bodies(
    cast: Cast, django_assert_num_queries, provinces: int, communes: int
) -> None:
    chain = make_chain(cast, provinces, communes)
    chain.received("p0.c0")
    nation = chain.duties["nation"]

    with django_assert_num_queries(6):
        live_level(nation.pk, QUARTER_2)
    with django_assert_num_queries(4):
        live_level(chain.duties["p0"].pk, QUARTER_2)
    with django_assert_num_queries(7):
        recomputed_level(nation.pk, QUARTER_2)


def test_the_nation_sees_the_sums_of_its_provinces_but_no_province_those_of_another(chain: Chain) -> None:
    seen = {
        key: set(SummedObligation.objects.visible_to(chain.cast.officer_of(body)).values_list("pk", flat=True))
        for key, body in chain.bodies.items()
        if "." not in key
    }

    duties = {key: duty.pk for key, duty in chain.duties.items()}
    assert seen["nation"] == set(duties.values())
    assert seen["p0"] == {duties["p0"]} and seen["p1"] == {duties["p1"]}
    assert seen["ministry"] == set()


@pytest.mark.parametrize(("provinces", "communes"), [(1, 1), (3, 4)])
def test_the_board_of_a_level_counts_those_below_each_body(
    cast: Cast, django_assert_num_queries, provinces: int, communes: int
) -> None:
    chain = make_chain(cast, provinces, communes)
    chain.received("p0.c0")
    chain.received("ministry")
    nation = SummedObligation.objects.get(pk=chain.duties["nation"].pk)

    with django_assert_num_queries(8):
        board = levels_board(nation, on=TODAY)

    assert [period.label for period in board.periods] == ["quý II/2023", "quý I/2023"]
    ministry, first = board.rows[:2]
    assert (first.body.organisation_id, first.cells[0].below) == (chain.bodies["p0"].pk, Completeness(communes, 1))
    assert ministry.cells[0].below is None and ministry.cells[0].stand.was_sent
    assert board.totals == (Completeness(provinces * communes + 1, 2), Completeness(provinces * communes + 1, 0))


def test_every_level_is_opened_from_the_one_above_to_the_report(chain: Chain) -> None:
    version = chain.received("p0.c0", buoi=1234)
    client = Client()
    client.force_login(chain.cast.user_of(chain.bodies["nation"]), "django.contrib.auth.backends.ModelBackend")
    period = [QUARTER_2.start.isoformat(), QUARTER_2.end.isoformat()]
    figure = [*period, Indicator.objects.get(code="buoi").pk]
    levels = [
        (reverse("reports:levels", args=[chain.duties["nation"].pk]), "1/3"),
        (reverse("reports:consolidation", args=[chain.duties["nation"].pk, *period]), str(chain.duties["p0"].pk)),
        (reverse("reports:figure", args=[chain.duties["nation"].pk, *figure]), str(chain.duties["p0"].pk)),
        (reverse("reports:consolidation", args=[chain.duties["p0"].pk, *period]), str(chain.duties["nation"].pk)),
        (reverse("reports:figure", args=[chain.duties["p0"].pk, *figure]), str(version.pk)),
        (reverse("reports:report", args=[version.submission.occurrence_id]), "1.234"),
    ]

    for address, words in levels:
        response = client.get(address)
        assert response.status_code == 200 and words in response.content.decode(), address
