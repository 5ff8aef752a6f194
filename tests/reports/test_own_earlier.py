"""A longer report is fed from the body's own received shorter ones (practice 21)."""

from __future__ import annotations

from datetime import date

import pytest

from nhipcau.obligations.models import Occurrence
from nhipcau.reports import known_figures
from nhipcau.reports.known_figures import Asking
from nhipcau.reports.models import Indicator
from tests.reports.world import QUARTER_1, QUARTER_2, Reporting, make_duty, owe

pytestmark = pytest.mark.django_db


def known(occurrence: Occurrence) -> dict[str, tuple[int, bool, str]]:
    """Return what is offered, by the indicator's code."""
    codes = dict(Indicator.objects.values_list("pk", "code"))
    offered = known_figures.known(Asking.about(occurrence, [(key, "") for key in codes]))
    return {codes[key[0]]: (figure.value, figure.is_estimate, figure.label) for key, figure in offered.items()}


@pytest.fixture
def review(reporting: Reporting) -> Occurrence:
    """A review of the first half of the year, asked once."""
    cast = reporting.cast
    duty, rule = make_duty(
        cast, title="Sơ kết", every="once", recipient=cast.committee, via=cast.front, owners=(cast.commune_a,)
    )
    occurrence = owe(duty, rule, cast.commune_a, QUARTER_2, None)
    Occurrence.objects.filter(pk=occurrence.pk).update(
        period_start=date(2023, 7, 20), period_end=date(2023, 7, 20), data_from=date(2023, 1, 1),
        data_to=date(2023, 6, 30),
    )  # fmt: skip
    occurrence.refresh_from_db()
    return occurrence


def test_a_review_adds_flows_and_takes_the_last_of_stocks(reporting: Reporting, review: Occurrence) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_a, period=QUARTER_1, buoi=3, ho=100)
    reporting.received(cast.commune_a, period=QUARTER_2, buoi=4, ho=90)
    reporting.received(cast.commune_b, period=QUARTER_2, buoi=50)  # another's
    offered = known(review)
    assert offered["buoi"] == (7, False, "từ 2 báo cáo đã tiếp nhận, đến 30/06/2023")
    assert offered["ho"][0] == 90
    assert "tl" not in offered  # a ratio is recomputed


def test_what_does_not_reach_the_end_is_an_estimate(reporting: Reporting, review: Occurrence) -> None:
    reporting.received(reporting.cast.commune_a, period=QUARTER_1, buoi=3)
    assert known(review)["buoi"] == (3, True, "từ 1 báo cáo đã tiếp nhận, đến 31/03/2023")


def test_reports_outside_the_window_or_not_received_say_nothing(reporting: Reporting, review: Occurrence) -> None:
    reporting.filed(reporting.cast.commune_a, period=QUARTER_2, buoi=9)
    assert known(review) == {}
    reporting.received(reporting.cast.commune_a, period=QUARTER_1, buoi=3)
    Occurrence.objects.filter(pk=review.pk).update(data_from=date(2023, 2, 1))
    review.refresh_from_db()
    assert known(review) == {}


def test_a_report_of_the_same_length_does_not_feed_itself(reporting: Reporting) -> None:
    reporting.received(reporting.cast.commune_a, period=QUARTER_2, buoi=9)
    assert known(reporting.occurrence(reporting.cast.commune_a, QUARTER_2)) == {}


@pytest.mark.parametrize("key", ["own:", "own:nothing", "own"])
def test_a_key_that_is_none_opens_nothing(key: str) -> None:
    assert known_figures.address_of(key) == ""
