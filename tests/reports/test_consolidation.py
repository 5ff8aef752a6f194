"""Freezing a period: sums with n of m, the same bytes from the same input, nothing mixed, sent upward once."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from uuid import uuid4

import pytest

from nhipcau.organisations.access import Denied
from nhipcau.reports import actions, verifying
from nhipcau.reports.actions.sending_up import NowhereToSend
from nhipcau.reports.forms_of_duties import give_form
from nhipcau.reports.models import AcrossBodies, Consolidation, Figure, LiveSum
from nhipcau.reports.queries.figures import Period, live
from nhipcau.reports.queries.frozen import frozen_lines
from nhipcau.reports.queries.sources import has_newer, made_again
from nhipcau.reports.queries.table import SumLine, sum_lines
from tests.cast import NOW, TODAY
from tests.reports.world import QUARTER_1, QUARTER_2, Reporting, make_duty, owe


def freeze(reporting: Reporting, **more: object) -> Consolidation:
    return actions.consolidate(
        reporting.obligation, QUARTER_2, by=reporting.cast.officer_of(reporting.cast.committee), now=NOW, **more
    )


def line(reporting: Reporting, code: str, period: Period = QUARTER_2) -> SumLine:
    return next(row for row in sum_lines(reporting.obligation, period) if row.code == code)


def correct(reporting: Reporting, body, **figures: int | None):
    """File and receive a later version of a body's report."""
    cast = reporting.cast
    draft = actions.new_version(reporting.submission(body), by=cast.officer_of(body), reason="Số chính thức", now=NOW)
    seen = actions.save_draft(
        draft, reporting.answers(**figures), by=cast.officer_of(body), expected=draft.row_version, now=NOW
    )
    filed = actions.sign_off(draft, by=cast.leader_of(body), expected=seen, now=NOW)
    actions.receive(filed, by=cast.officer_of(cast.committee), now=NOW)
    return filed


def test_a_sum_says_on_how_many_of_how_many_it_rests(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_a, buoi=3)
    reporting.received(cast.commune_b, buoi=4, luot=None)

    sessions, attendances = line(reporting, "buoi"), line(reporting, "luot")

    assert (sessions.in_period.value, sessions.in_period.counted, sessions.in_period.expected) == (7, 2, 3)
    assert (attendances.in_period.value, attendances.in_period.counted) == (120, 1)


def test_what_nobody_said_is_missing_not_zero(reporting: Reporting) -> None:
    amount = line(reporting, "buoi").in_period
    assert amount.value is None and amount.shown == "—"

    reporting.received(reporting.cast.commune_a, buoi=0)

    amount = line(reporting, "buoi").in_period
    assert (amount.value, amount.shown, amount.counted) == (0, "0", 1)


def test_a_ratio_is_made_from_its_two_sums(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_a, ho=1000, ho_dk=100)  # 10 %
    reporting.received(cast.commune_b, ho=10, ho_dk=9)  # 90 %; the mean of both would be 50 %

    assert line(reporting, "tl").in_period.shown == "10,8 %"


def test_members_of_several_organisations_are_never_summed(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_a, hv=500)
    reporting.received(cast.commune_b, hv=700)

    members = line(reporting, "hv")

    assert not members.is_summed and members.in_period.value is None and members.in_period.counted == 2
    assert not LiveSum.objects.filter(indicator__across=AcrossBodies.NOT_SUMMED).exists()


def test_luy_ke_adds_the_periods_or_takes_the_last_as_the_indicator_says(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.entered(cast.commune_a, date(2023, 4, 5), period=QUARTER_1, buoi=10, ho=90, ho_dk=45)
    reporting.entered(cast.commune_b, date(2023, 4, 5), period=QUARTER_1, buoi=20, ho=10, ho_dk=5)
    reporting.received(cast.commune_a, buoi=3, ho=100, ho_dk=80)

    sessions, households, ratio = (line(reporting, code).cumulative for code in ("buoi", "ho", "tl"))

    assert (sessions.value, sessions.counted, sessions.expected) == (33, 3, 6), "3 of 6 reports of the year"
    assert (households.value, households.counted, households.expected) == (100, 1, 3), "the last period stands"
    assert ratio.shown == "80 %"


def test_periods_of_another_length_are_not_added(reporting: Reporting) -> None:
    cast = reporting.cast
    half = Period(date(2023, 1, 1), date(2023, 6, 30), "06 tháng")
    rule = reporting.obligation.due_rules.create(every="half-year", position=1)
    owe(reporting.obligation, rule, cast.commune_a, half, TODAY)
    reporting.entered(cast.commune_a, date(2023, 4, 5), period=QUARTER_1, buoi=10)
    reporting.entered(cast.commune_a, TODAY, period=half, buoi=12)

    assert line(reporting, "buoi", half).cumulative.value == 12
    assert line(reporting, "buoi", QUARTER_1).in_period.value == 10, "a quarter and a half-year begin on one day"


def test_the_same_input_freezes_to_the_same_bytes(reporting: Reporting) -> None:
    reporting.received(reporting.cast.commune_a)
    made = freeze(reporting)

    assert hashlib.sha256(made.frozen.encode()).hexdigest() == made.fingerprint
    assert made_again(made).canonical == made.frozen
    assert freeze(reporting) == made, "where nothing changed, there is nothing new to freeze"
    assert verifying.verify() == []


def test_a_newer_version_makes_a_new_consolidation_and_the_old_one_stays(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_a, buoi=3)
    first = freeze(reporting)
    before = first.frozen

    correct(reporting, cast.commune_a, buoi=9)

    assert has_newer(first)
    second = freeze(reporting)
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert first.frozen == before and made_again(first).canonical == before
    assert first.figures.get(indicator__code="buoi").value == 3
    assert second.figures.get(indicator__code="buoi").value == 9
    assert not has_newer(second)
    row = next(row for row in frozen_lines(first) if row.figure.indicator.code == "buoi")
    assert (row.in_period.value, row.now, row.difference) == (3, 9, 6), "số đã báo cáo and số hiện thời stand apart"


def test_a_treated_as_not_sent_version_shows_as_newer(reporting: Reporting) -> None:
    cast = reporting.cast
    version = reporting.received(cast.commune_a)
    made = freeze(reporting)

    actions.void(version, reason="Nhầm kỳ", by=cast.leader_of(cast.committee), now=NOW)

    assert has_newer(made) and made_again(made).canonical == made.frozen


def test_it_names_every_expected_body_in_protocol_order_with_its_standing(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_b)

    made = freeze(reporting)

    rows = [(row.body_id, row.version is None, row.standing) for row in made.sources.order_by("position")]
    assert rows == [
        (cast.commune_a.pk, True, "chưa gửi"),
        (cast.commune_b.pk, False, "gửi chậm 5 ngày"),
        (cast.commune_c.pk, True, "chưa gửi"),
    ]
    assert (made.received, made.expected) == (1, 3)
    plain = json.loads(made.frozen)
    assert plain["line"] == {"recipient": str(cast.committee.pk), "via": str(cast.front.pk)}
    assert [source["version"] is None for source in plain["sources"]] == [True, False, True]


def test_texts_are_collected_and_some_are_set_aside(reporting: Reporting) -> None:
    cast = reporting.cast
    keep = reporting.received(cast.commune_a, text="Giữ lại")
    drop = reporting.received(cast.commune_b, text="Bỏ ra")

    made = freeze(reporting, left_out={drop.narratives.get().pk})

    assert list(made.texts.values_list("text", "is_left_out")) == [("Giữ lại", False), ("Bỏ ra", True)]
    assert keep.narratives.get().text == "Giữ lại"
    assert made_again(made).canonical == made.frozen


def test_a_version_of_tomorrow_is_in_no_sum_of_today(reporting: Reporting) -> None:
    reporting.filed(reporting.cast.commune_a)

    with pytest.raises(actions.NothingReceived):
        freeze(reporting)


def test_pressed_twice_it_is_made_once(reporting: Reporting) -> None:
    reporting.received(reporting.cast.commune_a)
    key = uuid4()

    assert freeze(reporting, client_key=key) == freeze(reporting, client_key=key)
    assert Consolidation.objects.count() == 1


@pytest.mark.parametrize("who", ["commune_a", "front", "stranger_body", "province"])
def test_only_the_recipient_consolidates(reporting: Reporting, who: str) -> None:
    reporting.received(reporting.cast.commune_a)

    with pytest.raises(Denied):
        actions.consolidate(
            reporting.obligation, QUARTER_2, by=reporting.cast.leader_of(reporting.cast.bodies[who]), now=NOW
        )


def test_a_tampered_figure_is_found(reporting: Reporting) -> None:
    version = reporting.received(reporting.cast.commune_a)
    freeze(reporting)

    Figure.objects.filter(version=version, indicator__code="buoi").update(value=999)

    assert len(verifying.verify()) == 2, "the live sum and the frozen bytes both disagree"


def test_sums_beyond_what_json_counts_exactly_stay_exact(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_a, buoi=9 * 10**15)
    reporting.received(cast.commune_b, buoi=9 * 10**15 + 1)

    made = freeze(reporting)

    figures = {row["indicator"]: row for row in json.loads(made.frozen)["figures"]}
    assert figures["buoi"]["in_period"]["value"] == str(18 * 10**15 + 1)
    assert made_again(made).canonical == made.frozen


def test_it_goes_upward_as_the_bodys_own_report(reporting: Reporting) -> None:
    cast = reporting.cast
    duty, rule = make_duty(
        cast, title="Báo cáo kết quả hằng quý của huyện", issuer=cast.province, recipient=cast.province,
        owners=(cast.committee,), text="báo cáo kết quả hằng quý",
    )  # fmt: skip
    give_form(duty, now=NOW)
    upward = owe(duty, rule, cast.committee, QUARTER_2, TODAY)
    reporting.received(cast.commune_a, buoi=3, text="Xã A làm tốt")
    reporting.received(cast.commune_b, buoi=4, text="Xã B làm tốt")
    made = freeze(reporting)
    officer, leader = cast.officer_of(cast.committee), cast.leader_of(cast.committee)

    draft = actions.send_upward(made, by=officer, now=NOW)

    assert draft.submission.occurrence == upward
    sessions = draft.figures.get(indicator__code="buoi")
    assert sessions.value == 7 and "2/3" in sessions.source
    text = draft.narratives.get(field__label="Kết quả nổi bật").text
    assert "Đảng ủy xã Đồi Thông: Xã A làm tốt" in text and "Đảng ủy xã Khe Lá: Xã B làm tốt" in text
    made.refresh_from_db()
    assert not Consolidation.objects.visible_to(cast.officer_of(cast.province)).exists(), "not before it is signed off"
    with pytest.raises(actions.AlreadySent):
        actions.send_upward(made, by=officer, now=NOW)
    filed = actions.sign_off(draft, by=leader, expected=draft.row_version, now=NOW)
    actions.receive(filed, by=cast.officer_of(cast.province), now=NOW)
    assert list(Consolidation.objects.visible_to(cast.officer_of(cast.province))) == [made]
    assert live(duty, QUARTER_2)[sessions.indicator_id, ""].value == 7, "no retyping: it is the upper level's input"


def test_what_was_typed_upward_already_stays(reporting: Reporting) -> None:
    cast = reporting.cast
    duty, rule = make_duty(
        cast, title="Báo cáo kết quả hằng quý", issuer=cast.province, recipient=cast.province, owners=(cast.committee,)
    )
    give_form(duty, now=NOW)
    upward = owe(duty, rule, cast.committee, QUARTER_2, TODAY)
    officer = cast.officer_of(cast.committee)
    draft = actions.start(upward, by=officer, now=NOW)
    actions.save_draft(draft, reporting.answers(buoi=99, text="Tự viết"), by=officer, expected=1, now=NOW)
    reporting.received(cast.commune_a, buoi=3)

    sent = actions.send_upward(freeze(reporting), by=officer, now=NOW)

    assert sent.figures.get(indicator__code="buoi").value == 99
    assert sent.narratives.get().text == "Tự viết"


def test_without_a_duty_of_its_own_there_is_nowhere_to_send(reporting: Reporting) -> None:
    reporting.received(reporting.cast.commune_a)

    with pytest.raises(NowhereToSend):
        actions.send_upward(freeze(reporting), by=reporting.cast.officer_of(reporting.cast.committee), now=NOW)


def test_the_exempted_are_not_among_those_that_are_expected(cast, reporting):
    reporting.received(cast.commune_a)
    actions.exempt(
        reporting.occurrence(cast.commune_b),
        reason="Thường trực miễn kỳ này",
        by=cast.leader_of(cast.committee),
        now=NOW,
    )

    made = actions.consolidate(reporting.obligation, QUARTER_2, by=cast.officer_of(cast.committee), now=NOW)

    assert (made.received, made.expected) == (1, 2)
