"""Beside trong kỳ: lũy kế, kỳ trước, cùng kỳ, % chỉ tiêu; over indicators that continue each other, with a break."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.organisations.models import Stage
from nhipcau.reports import actions, composing
from nhipcau.reports.models import (
    AskedOf,
    Breakdown,
    BreakdownOption,
    Counted,
    Field,
    Figure,
    Indicator,
    IndicatorKind,
    LiveSum,
    Target,
)
from nhipcau.reports.queries.figures import Period
from nhipcau.reports.queries.frozen import frozen_lines
from nhipcau.reports.queries.sources import made_again
from nhipcau.reports.queries.table import SumLine, comparison_of, table_of
from tests.cast import NOW, TODAY
from tests.reports.world import QUARTER_1, QUARTER_2, Reporting, owe

QUARTER_2_BEFORE = Period(date(2022, 4, 1), date(2022, 6, 30), "quý II/2022")
FEBRUARY_2024 = Period(date(2024, 2, 1), date(2024, 2, 29), "tháng 02/2024")
FEBRUARY_2023 = Period(date(2023, 2, 1), date(2023, 2, 28), "tháng 02/2023")


def line(reporting: Reporting, code: str, breakdown: str = "", period: Period = QUARTER_2) -> SumLine:
    rows = table_of(reporting.obligation, period).lines
    return next(row for row in rows if (row.code, row.breakdown) == (code, breakdown))


def earlier(reporting: Reporting, period: Period, **figures: int) -> None:
    """Let the three communes owe an earlier period, and one of them have reported it."""
    if not reporting.obligation.occurrences.filter(period_start=period.start).exists():
        for body in (reporting.cast.commune_a, reporting.cast.commune_b, reporting.cast.commune_c):
            owe(reporting.obligation, reporting.rule, body, period, None)
    reporting.entered(reporting.cast.commune_a, date(2023, 4, 5), period=period, **figures)


def target(reporting: Reporting, code: str, value: int, **more: object) -> Target:
    cast = reporting.cast
    wanted = {"start": date(2023, 1, 1), "end": date(2023, 12, 31), "body": cast.committee} | more
    return Target.objects.create(
        programme=cast.programme, indicator=Indicator.objects.get(code=code), value=value, set_by_body=cast.province,
        set_at=NOW, set_by=cast.user_of(cast.province), **wanted,
    )  # fmt: skip


def test_each_line_stands_beside_the_period_before_and_the_same_one_a_year_before(reporting: Reporting) -> None:
    earlier(reporting, QUARTER_2_BEFORE, buoi=20, ho=50, ho_dk=5)
    earlier(reporting, QUARTER_1, buoi=8)
    reporting.received(reporting.cast.commune_a, buoi=3)

    sessions, ratio = line(reporting, "buoi"), line(reporting, "tl")

    assert sessions.before is not None and sessions.year_before is not None
    assert (sessions.before.value, sessions.before.counted, sessions.before.expected) == (8, 1, 3)
    assert (sessions.year_before.value, sessions.cumulative.value) == (20, 11)
    assert ratio.year_before is not None and ratio.year_before.shown == "10 %"


def test_where_nothing_was_asked_a_year_before_there_is_nothing_to_compare(reporting: Reporting) -> None:
    reporting.received(reporting.cast.commune_a)

    comparison = comparison_of(reporting.obligation, QUARTER_2)

    assert comparison.year_before is None and comparison.before == QUARTER_1
    assert line(reporting, "buoi").year_before is None
    before = line(reporting, "buoi").before
    assert before is not None and before.value is None, "asked and not answered: missing, not zero"


def test_the_end_of_february_is_the_end_of_february_of_the_year_before(reporting: Reporting) -> None:
    rule = reporting.obligation.due_rules.create(every="month", position=1)
    for period in (FEBRUARY_2023, FEBRUARY_2024):
        owe(reporting.obligation, rule, reporting.cast.commune_a, period, None)

    assert comparison_of(reporting.obligation, FEBRUARY_2024).year_before == FEBRUARY_2023
    assert comparison_of(reporting.obligation, FEBRUARY_2023).year_before is None


def test_the_stage_is_added_up_over_its_years_and_no_further(reporting: Reporting) -> None:
    Stage.objects.create(
        programme=reporting.cast.programme, name="giai đoạn 2022–2025", from_day=date(2022, 1, 1),
        until_day=date(2025, 12, 31),
    )  # fmt: skip
    earlier(reporting, Period(date(2021, 10, 1), date(2021, 12, 31), "quý IV/2021"), buoi=1000)
    earlier(reporting, QUARTER_2_BEFORE, buoi=20, ho=50)
    earlier(reporting, QUARTER_1, buoi=8)
    reporting.received(reporting.cast.commune_a, buoi=3, ho=100)

    sessions, households = line(reporting, "buoi"), line(reporting, "ho")

    assert sessions.stage is not None and households.stage is not None
    assert (sessions.stage.value, sessions.stage.counted, sessions.stage.expected) == (31, 3, 9)
    assert households.stage.value == 100, "of households the last period stands"


def test_what_was_reached_of_the_target_of_the_body_that_receives(reporting: Reporting) -> None:
    cast = reporting.cast
    earlier(reporting, QUARTER_1, buoi=8, ho=100, ho_dk=10)
    reporting.received(cast.commune_a, buoi=4, ho=100, ho_dk=40)
    target(reporting, "buoi", 48)
    target(reporting, "tl", 6400)  # 64 %
    target(reporting, "luot", 500, body=cast.commune_a)  # another body's
    target(reporting, "ho", 900, start=date(2022, 1, 1), end=date(2022, 12, 31))  # another year's
    ended = target(reporting, "ho-dk", 77)
    Target.objects.filter(pk=ended.pk).update(ended_at=NOW, end_reason="thay thế")

    (sessions,), (ratio,) = line(reporting, "buoi").targets, line(reporting, "tl").targets

    assert (sessions.shown, sessions.percent, sessions.result.value) == ("48", "25 %", 12)
    assert (ratio.shown, ratio.percent) == ("64 %", "62,5 %")  # 40 % of 64 %
    assert [line(reporting, code).targets for code in ("luot", "ho", "ho-dk")] == [(), (), ()]


def test_the_target_of_a_stage_is_measured_by_the_stage(reporting: Reporting) -> None:
    earlier(reporting, QUARTER_2_BEFORE, buoi=20)
    reporting.received(reporting.cast.commune_a, buoi=5)
    target(reporting, "buoi", 10)
    target(reporting, "buoi", 100, start=date(2021, 1, 1), end=date(2025, 12, 31))

    year, stage = line(reporting, "buoi").targets

    assert (year.percent, year.result.value) == ("50 %", 5)
    assert stage.target.value == 100 and stage.result.value == 25, "kỳ of the year before counts for the stage"


# ---- indicators that continue each other ----------------------------------------------------------------------------
def renamed(reporting: Reporting, **changes: object) -> Indicator:
    """Let the earlier quarter have been counted under an indicator that “buoi” continues."""
    older = Indicator.objects.create(code="buoi-cu", name="Số cuộc tuyên truyền", **({"unit": "buổi"} | changes))
    Indicator.objects.filter(code="buoi").update(continues=older)
    earlier(reporting, QUARTER_1, buoi=8)
    Figure.objects.filter(indicator__code="buoi").update(indicator=older)
    LiveSum.objects.filter(indicator__code="buoi").update(indicator=older)
    reporting.received(reporting.cast.commune_a, buoi=3)
    return older


def test_a_series_goes_on_under_a_new_indicator_with_a_break(reporting: Reporting) -> None:
    renamed(reporting)

    sessions = line(reporting, "buoi")

    assert sessions.before is not None
    assert (sessions.before.value, sessions.before.has_break) == (8, True)
    assert (sessions.cumulative.value, sessions.cumulative.has_break) == (11, True)
    assert not sessions.in_period.has_break


@pytest.mark.parametrize("other", [{"unit": "cuộc"}, {"counted": Counted.PEOPLE}, {"kind": IndicatorKind.MONEY}])
def test_what_is_counted_otherwise_is_shown_but_not_added(reporting: Reporting, other: dict[str, object]) -> None:
    """People are never added to attendances, nor one unit to another."""
    renamed(reporting, **other)

    sessions = line(reporting, "buoi")

    assert sessions.before is not None and (sessions.before.value, sessions.before.has_break) == (8, True)
    assert (sessions.cumulative.value, sessions.cumulative.counted) == (3, 1)


def test_an_indicator_that_is_answered_itself_takes_nothing_from_the_older_one(reporting: Reporting) -> None:
    older = renamed(reporting)
    LiveSum.objects.create(
        obligation=reporting.obligation, period_start=QUARTER_2.start, period_end=QUARTER_2.end, indicator=older,
        value=500, bodies=1,
    )  # fmt: skip

    assert line(reporting, "buoi").in_period.value == 3


# ---- parts, choices, lines that are not asked of everybody ----------------------------------------------------------
def test_parts_and_choices_are_counted_by_option_and_some_lines_are_owed_by_some(reporting: Reporting) -> None:
    cast = reporting.cast
    sexes = Breakdown.objects.create(code="gioi", name="Nam, nữ")
    kinds = Breakdown.objects.create(code="hinh-thuc", name="Hình thức")
    for breakdown, options in ((sexes, ("nam", "nu")), (kinds, ("hop", "loa"))):
        for place, code in enumerate(options):
            BreakdownOption.objects.create(breakdown=breakdown, code=code, label=code.upper(), position=place)
    members = Indicator.objects.create(code="nguoi", name="Người dự", unit="người", counted=Counted.PEOPLE)
    chosen = Indicator.objects.create(code="cach", name="Cách làm", unit="xã", kind=IndicatorKind.CHOICE)
    for place, (indicator, by) in enumerate(((members, sexes), (chosen, kinds)), 50):
        field = Field.objects.create(
            version=reporting.form, position=place, kind="figure", label=indicator.name, indicator=indicator, by=by,
            is_required=False,
        )  # fmt: skip
    AskedOf.objects.create(field=field, kind="party-committee", level="province")
    for body, numbers in ((cast.commune_a, (4, 1)), (cast.commune_b, (2, 0))):
        version = reporting.filed(body)
        for code, value in zip(("nam", "nu"), numbers, strict=True):
            Figure.objects.create(version=version, indicator=members, breakdown=code, value=value)
        Figure.objects.create(version=version, indicator=chosen, breakdown="loa", value=1)
        actions.receive(version, by=cast.officer_of(cast.committee), now=NOW)

    parts = {code: line(reporting, "nguoi", code) for code in ("nam", "nu")}
    assert {code: row.in_period.value for code, row in parts.items()} == {"nam": 6, "nu": 1}
    assert parts["nam"].name == "Người dự (NAM)"
    loud, meeting = line(reporting, "cach", "loa"), line(reporting, "cach", "hop")
    assert loud.in_period.value == 2 and meeting.in_period.value is None
    assert loud.in_period.expected == 0, "asked of provinces' committees only: no commune owes it"
    assert not any((row.code, row.breakdown) == ("cach", "") for row in table_of(reporting.obligation, QUARTER_2).lines)
    made = actions.consolidate(reporting.obligation, QUARTER_2, by=cast.officer_of(cast.committee), now=NOW)
    assert made_again(made).canonical == made.frozen


# ---- pages and papers -----------------------------------------------------------------------------------------------
def test_page_spreadsheet_and_paper_compare(reporting: Reporting) -> None:
    cast = reporting.cast
    earlier(reporting, QUARTER_2_BEFORE, buoi=2000)
    earlier(reporting, QUARTER_1, buoi=800)
    reporting.received(cast.commune_a, buoi=400)
    target(reporting, "buoi", 4800)
    client = Client()
    client.force_login(cast.user_of(cast.committee), "django.contrib.auth.backends.ModelBackend")
    args = [reporting.obligation.pk, QUARTER_2.start.isoformat(), QUARTER_2.end.isoformat()]

    shown = client.get(reverse("reports:consolidation", args=args)).content.decode()
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("reports:sums_export", args=args)).content))
    made = actions.consolidate(reporting.obligation, QUARTER_2, by=cast.officer_of(cast.committee), now=NOW)
    paper = str(composing.consolidated(made, today=TODAY).body)

    for words in ("quý I/2023", "quý II/2022", "2.000", "1.200", "25 %"):
        assert words in shown, words
    row = next(row for row in book.active.iter_rows(values_only=True) if row[1] == "Số buổi tuyên truyền")
    assert row[3:] == (400, "1/3", 1200, "2/6", 800, "1/3", 2000, "1/3", "4.800", "25 %")
    for words in ("Kỳ trước", "2.000", "4.800 (đạt 25 %)"):
        assert words in paper, words
    frozen = next(row for row in frozen_lines(made) if row.figure.indicator.code == "buoi")
    assert frozen.before is not None and (frozen.before.value, frozen.targets[0].percent) == (800, "25 %")
    assert client.get(reverse("reports:frozen", args=[made.pk])).status_code == 200
