"""Targets: given with a document, shared out, measured by what was received, held against the time."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from django.test import Client

from nhipcau.numbers import NotANumber
from nhipcau.organisations.access import Denied
from nhipcau.organisations.models import Coordination, Level, Role
from nhipcau.reports.actions import targets as deeds
from nhipcau.reports.actions.filling import NeedsReason
from nhipcau.reports.actions.targets import Order, give
from nhipcau.reports.models import Indicator, Target
from nhipcau.reports.queries import targets as reading
from nhipcau.reports.queries.targets import Span
from nhipcau.reports.target_rules import Asked, Progress, Reached, Said, measure, reached, remainder, time_passed
from nhipcau.reports.views.targets import _number
from tests.cast import NOW, TODAY
from tests.reports.world import QUARTER_1, Reporting

YEAR = (date(2023, 1, 1), date(2023, 12, 31))
SPAN = Span(*YEAR, "năm 2023")
Q1, Q2, H1 = (
    (date(2023, 1, 1), date(2023, 3, 31)),
    (date(2023, 4, 1), date(2023, 6, 30)),
    (date(2023, 1, 1), date(2023, 6, 30)),
)


# ---- rules ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("on", "share"),
    [
        (date(2022, 12, 31), 0), (date(2023, 1, 1), 2), (date(2023, 6, 30), 495), (date(2023, 12, 31), 1000),
        (date(2024, 5, 1), 1000),
    ],
)  # fmt: skip
def test_time_passes_by_days(on: date, share: int) -> None:
    assert time_passed(*YEAR, on) == share


HALF = date(2023, 6, 30)


@pytest.mark.parametrize(
    ("asked", "result", "progress", "remark"),
    [
        (Asked(100, *YEAR), None, Progress.NOTHING, "missing is not zero"),
        (Asked(100, *YEAR), 0, Progress.BEHIND, "zero is a figure"),
        (Asked(100, *YEAR), 49, Progress.BEHIND, "49 % in 49,5 % of the time"),
        (Asked(100, *YEAR), 50, Progress.ON_TRACK, "ahead of the time"),
        (Asked(100, *YEAR), 100, Progress.REACHED, "all of it"),
        (Asked(100, *YEAR), 130, Progress.REACHED, "more than asked"),
        (Asked(100, *YEAR, grows=False), 90, Progress.OPEN, "a stock without a beginning says nothing about time"),
        (Asked(100, *YEAR, baseline=60, grows=False), 79, Progress.BEHIND, "19 of 40 gone"),
        (Asked(100, *YEAR, baseline=60, grows=False), 80, Progress.ON_TRACK, "20 of 40 gone"),
        (Asked(100, *YEAR, baseline=100, grows=False), 90, Progress.OPEN, "began where it should end"),
        (Asked(5, *YEAR, is_ceiling=True), 5, Progress.WITHIN, "a ceiling may be touched"),
        (Asked(5, *YEAR, is_ceiling=True), 6, Progress.OVER, "a ceiling was passed"),
        (Asked(0, *YEAR, is_ceiling=True), 0, Progress.WITHIN, "none at all is allowed"),
        (Asked(0, *YEAR), 0, Progress.REACHED, "nothing was asked"),
    ],
)
def test_a_result_stands_to_its_target_and_to_the_time(
    asked: Asked, result: int | None, progress: Progress, remark: str
) -> None:
    assert measure(asked, result, on=HALF).progress is progress, remark


def test_a_forecast_goes_on_at_the_present_pace_and_only_for_a_flow() -> None:
    assert measure(Asked(100, *YEAR), 50, on=HALF).forecast == 100
    assert measure(Asked(100, *YEAR), 50, on=date(2023, 12, 31)).forecast is None  # the time is over
    assert measure(Asked(100, *YEAR, grows=False), 50, on=HALF).forecast is None
    assert measure(Asked(100, *YEAR), None, on=HALF).forecast is None


@pytest.mark.parametrize(
    ("said", "over_time", "value", "periods", "remark"),
    [
        ({Q1: Said(3), Q2: Said(4)}, "sum", 7, 2, "quarters are added"),
        ({Q1: Said(3), Q2: Said(4)}, "last", 4, 2, "the last one counts"),
        ({Q1: Said(3), Q2: Said(4), H1: Said(9)}, "sum", 7, 2, "a half-year is not added to its quarters"),
        ({Q1: Said(3), H1: Said(9)}, "sum", 9, 1, "what reaches farther counts"),
        ({Q1: Said(0)}, "sum", 0, 1, "zero was said"),
    ],
)
def test_reports_of_several_kinds_of_periods_are_never_added_up(
    said: dict, over_time: str, value: int, periods: int, remark: str
) -> None:
    came = reached(said, over_time, *YEAR)
    assert came is not None
    assert (came.value, came.periods) == (value, periods), remark


@pytest.mark.parametrize(
    "said", [{}, {(date(2022, 10, 1), date(2022, 12, 31)): Said(5)}, {(date(2022, 7, 1), date(2023, 6, 30)): Said(5)}]
)
def test_what_lies_outside_the_span_is_not_counted(said: dict) -> None:
    assert reached(said, "sum", *YEAR) is None


def test_an_estimate_among_the_parts_makes_the_sum_an_estimate() -> None:
    assert reached({Q1: Said(3), Q2: Said(4, is_estimate=True)}, "sum", *YEAR) == Reached(7, 2, Q2[1], True)
    assert reached({Q1: Said(3, is_estimate=True), Q2: Said(4)}, "last", *YEAR) == Reached(4, 2, Q2[1], False)


def test_the_remainder_of_a_target_is_what_was_not_shared_out() -> None:
    chance = Random(7)
    for _case in range(200):
        parts = {n: chance.randrange(50) for n in range(chance.randrange(6))}
        given = chance.randrange(200)
        assert remainder(given, parts) == given - sum(parts.values())
    assert remainder(None, {1: 3}) is None


# ---- deeds and the table --------------------------------------------------------------------------------------------
@pytest.fixture
def line(reporting: Reporting) -> Reporting:
    """The committee coordinates the programme."""
    cast = reporting.cast
    Coordination.objects.get_or_create(
        programme=cast.programme, organisation=cast.committee, level=Level.DISTRICT, defaults={"recorded_at": NOW}
    )
    return reporting


def order(code: str = "buoi") -> Order:
    return Order(Indicator.objects.get(code=code), *YEAR)


def rows(line: Reporting, reader=None, *, on: date = TODAY, ranked: bool = False) -> dict:
    tables = reading.tables(
        reader or line.cast.officer_of(line.cast.committee), line.cast.programme, SPAN, on=on, ranked=ranked
    )
    return {(table.indicator.code, row.body.organisation_id): row for table in tables for row in table.rows}


@pytest.mark.django_db
def test_a_commune_is_measured_by_its_received_reports(line: Reporting) -> None:
    cast = line.cast
    officer = cast.officer_of(cast.committee)
    give(cast.programme, order(), {cast.commune_a.pk: 12, cast.commune_b.pk: 12}, by=officer, now=NOW)
    line.received(cast.commune_a, period=QUARTER_1, buoi=3)
    line.received(cast.commune_a, buoi=4)
    line.filed(cast.commune_b, buoi=12)  # sent, not received yet
    found = rows(line)
    a, b = found["buoi", cast.commune_a.pk], found["buoi", cast.commune_b.pk]
    assert (a.measured.result, a.percent, a.measured.progress) == (7, "58,3 %", Progress.ON_TRACK)
    assert (b.result, b.measured.progress) == ("—", Progress.NOTHING)
    early = rows(line, on=date(2023, 3, 31))["buoi", cast.commune_a.pk]
    assert (early.measured.result, early.until) == (3, date(2023, 3, 31))


@pytest.mark.django_db
def test_those_above_are_measured_by_the_sums_below_and_see_what_is_not_shared_out(line: Reporting) -> None:
    cast = line.cast
    officer = cast.officer_of(cast.committee)
    give(cast.programme, order(), {cast.committee.pk: 30}, by=officer, now=NOW)
    give(cast.programme, order(), {cast.commune_a.pk: 12, cast.commune_b.pk: 10}, by=officer, now=NOW)
    line.received(cast.commune_a, buoi=4)
    line.received(cast.commune_b, buoi=5)
    own = rows(line)["buoi", cast.committee.pk]
    assert (own.measured.result, own.remainder) == (9, 8)


@pytest.mark.django_db
def test_a_ratio_is_measured_from_its_two_sums(line: Reporting) -> None:
    cast = line.cast
    officer = cast.officer_of(cast.committee)
    values = {cast.committee.pk: 8_000, cast.commune_a.pk: 8_000}
    give(cast.programme, order("tl"), values, by=officer, now=NOW)
    line.received(cast.commune_a, ho=200, ho_dk=100)
    line.received(cast.commune_b, ho=100, ho_dk=100)
    found = rows(line)
    assert found["tl", cast.commune_a.pk].result == "50 %"
    assert found["tl", cast.committee.pk].result == "66,7 %"  # 200 of 300, not the middle of 50 and 100
    assert found["tl", cast.committee.pk].asked == "80 %"


@pytest.mark.django_db
def test_a_target_changes_only_with_a_reason_and_its_history_stands(line: Reporting) -> None:
    cast = line.cast
    officer = cast.officer_of(cast.committee)
    assert give(cast.programme, order(), {cast.commune_a.pk: 12}, by=officer, now=NOW) == 1
    assert give(cast.programme, order(), {cast.commune_a.pk: 12}, by=officer, now=NOW) == 0
    with pytest.raises(NeedsReason):
        give(cast.programme, order(), {cast.commune_a.pk: 15, cast.commune_b.pk: 9}, by=officer, now=NOW)
    assert Target.objects.count() == 1  # all or nothing
    give(cast.programme, order(), {cast.commune_a.pk: 15}, by=officer, now=NOW, reason="bổ sung theo Kế hoạch")
    old, new = Target.objects.order_by("set_at", "value")
    assert (old.value, old.replaced_by, old.end_reason) == (12, new, "bổ sung theo Kế hoạch")
    give(cast.programme, order(), {cast.commune_a.pk: None}, by=officer, now=NOW, reason="thôi giao")
    assert not Target.objects.filter(ended_at=None).exists()


@pytest.mark.django_db
def test_only_a_coordinator_gives_and_only_to_those_below(line: Reporting) -> None:
    cast = line.cast
    with pytest.raises(Denied):
        give(cast.programme, order(), {cast.commune_a.pk: 1}, by=cast.officer_of(cast.commune_a), now=NOW)
    with pytest.raises(deeds.NotBelow):
        give(cast.programme, order(), {cast.stranger_body.pk: 1}, by=cast.officer_of(cast.committee), now=NOW)
    with pytest.raises(deeds.CannotBeMet):
        give(cast.programme, order(), {cast.commune_a.pk: -1}, by=cast.officer_of(cast.committee), now=NOW)


@pytest.mark.django_db
def test_a_commune_sees_its_own_target_and_no_other(line: Reporting) -> None:
    cast = line.cast
    values = {cast.commune_a.pk: 12, cast.commune_b.pk: 10}
    give(cast.programme, order(), values, by=cast.officer_of(cast.committee), now=NOW)
    assert set(rows(line, cast.officer_of(cast.commune_a))) == {("buoi", cast.commune_a.pk)}
    assert rows(line, cast.officer_of(cast.stranger_body)) == {}


@pytest.mark.django_db
def test_ranking_is_off_until_switched_on_and_then_for_leaders_of_the_coordinator_only(line: Reporting) -> None:
    cast = line.cast
    leader, officer = cast.leader_of(cast.committee), cast.officer_of(cast.committee)
    assert not reading.may_rank(leader, cast.programme)
    deeds.switch_ranking(cast.programme, on=True, by=officer, now=NOW)
    assert reading.may_rank(leader, cast.programme)
    assert not reading.may_rank(officer, cast.programme)
    assert not reading.may_rank(cast.leader_of(cast.commune_a), cast.programme)
    values = {cast.commune_a.pk: 10, cast.commune_b.pk: 10}
    give(cast.programme, order(), values, by=officer, now=NOW)
    line.received(cast.commune_b, buoi=9)
    assert [row.rank for row in rows(line, leader).values()] == [None, None]
    ranked = rows(line, leader, ranked=True)
    assert (ranked["buoi", cast.commune_b.pk].rank, ranked["buoi", cast.commune_a.pk].rank) == (1, 2)


@pytest.mark.django_db
def test_the_table_asks_as_many_questions_for_many_targets_as_for_one(
    line: Reporting, django_assert_max_num_queries
) -> None:
    cast = line.cast
    officer = cast.officer_of(cast.committee)
    for code in ("buoi", "luot", "ho", "tl"):
        values = {body.pk: 10 for body in (cast.committee, cast.commune_a, cast.commune_b, cast.commune_c)}
        give(cast.programme, order(code), values, by=officer, now=NOW)
    with django_assert_max_num_queries(8):
        assert len(rows(line, officer)) == 16


@pytest.mark.parametrize(("text", "number"), [("65", 6500), ("65,5", 6550), ("65,25 %", 6525), ("", None), ("0", 0)])
def test_per_cent_is_typed_with_a_comma(text: str, number: int | None) -> None:
    assert _number(text, Indicator(across="ratio")) == number


@pytest.mark.parametrize("text", ["65,", "65,555", "65.5", "nhiều", "6,5,5"])
def test_what_is_no_per_cent_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        _number(text, Indicator(across="ratio"))


# ---- pages ----------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_targets_are_given_on_a_page_and_a_slip_loses_nothing(line: Reporting) -> None:
    cast = line.cast
    client = Client()
    client.force_login(cast.user_of(cast.committee))
    code = cast.programme.code
    assert "Giao chỉ tiêu" in client.get(f"/bao-cao/chi-tieu/{code}/").content.decode()
    address = f"/bao-cao/chi-tieu/{code}/giao/"
    assert client.get(address + "?chi-so=buoi&ky=2023").status_code == 200
    sent = {"chi-so": "buoi", "ky": "2023", f"v-{cast.commune_a.pk}": "1.200", f"v-{cast.commune_b.pk}": "mười"}
    wrong = client.post(address, sent)
    assert wrong.status_code == 422
    assert 'value="mười"' in wrong.content.decode() and 'value="1.200"' in wrong.content.decode()
    assert not Target.objects.exists()
    client.post(address, sent | {f"v-{cast.commune_b.pk}": "10"})
    assert set(Target.objects.values_list("body", "value")) == {(cast.commune_a.pk, 1200), (cast.commune_b.pk, 10)}
    again = client.post(
        address, {"chi-so": "buoi", "ky": "2023", f"v-{cast.commune_a.pk}": "7", f"v-{cast.commune_b.pk}": "10"}
    )
    assert "hãy ghi lý do điều chỉnh" in again.content.decode()
    shown = client.get(f"/bao-cao/chi-tieu/{code}/?ky={SPAN.code}&ngay={TODAY - timedelta(days=3)}").content.decode()
    assert "1.200" in shown and "chưa có số liệu" in shown
    assert "xep-hang=1" not in shown


@pytest.mark.django_db
def test_a_commune_reads_the_page_and_cannot_give(line: Reporting) -> None:
    cast = line.cast
    give(cast.programme, order(), {cast.commune_a.pk: 12}, by=cast.officer_of(cast.committee), now=NOW)
    client = Client()
    client.force_login(cast.user_of(cast.commune_a, Role.OFFICER))
    page = client.get(f"/bao-cao/chi-tieu/{cast.programme.code}/").content.decode()
    assert "12" in page and "/giao/" not in page
    assert client.get(f"/bao-cao/chi-tieu/{cast.programme.code}/giao/").status_code == 404
