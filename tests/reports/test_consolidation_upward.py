"""A frozen consolidation is the report to the level above: nothing typed again, nothing changed without a reason."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.organisations.models import Organisation, Role
from nhipcau.reports import actions
from nhipcau.reports.models import AskedOf, ChangedFigure, Consolidation, Field, Indicator, TableRow, Version
from nhipcau.reports.queries.sent_up import differences
from tests.cast import NOW, Cast
from tests.reports.levels_world import Chain, make_chain
from tests.reports.world import QUARTER_2


@pytest.fixture
def chain(cast: Cast) -> Chain:
    """Two provinces with three communes each, and a ministry, under the nation."""
    return make_chain(cast)


def frozen(chain: Chain, province: str = "p0") -> Consolidation:
    return actions.consolidate(
        chain.duties[province], QUARTER_2, by=chain.cast.officer_of(chain.bodies[province]), now=NOW
    )


def sent(chain: Chain, made: Consolidation, province: str = "p0") -> Version:
    return actions.send_upward(made, by=chain.cast.officer_of(chain.bodies[province]), now=NOW)


def retyped(chain: Chain, draft: Version, **figures: int | None) -> Version:
    """Save the draft as a person would who changed figures on the screen."""
    officer = chain.cast.officer_of(chain.bodies["p0"])
    actions.save_draft(draft, chain.answers(**figures), by=officer, expected=draft.row_version, now=NOW)
    draft.refresh_from_db()
    return draft


def door(chain: Chain, body: Organisation, role: Role = Role.OFFICER) -> Client:
    client = Client()
    client.force_login(chain.cast.user_of(body, role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_it_fills_the_report_that_the_duty_feeds_and_every_figure_opens(chain: Chain) -> None:
    chain.received("p0.c0", buoi=3)
    chain.received("p0.c1", buoi=4)
    made = frozen(chain)

    draft = sent(chain, made)

    assert draft.submission.occurrence == chain.occurrence("p0")
    sessions = draft.figures.get(indicator__code="buoi")
    assert sessions.value == 7
    assert sessions.source_key == f"consolidation:{made.pk}:{sessions.indicator_id}"
    assert not draft.figures.filter(indicator__code="tl").exists(), "a ratio is recomputed, never sent"
    assert differences(draft) == []


def test_it_is_sent_for_the_same_days_only(chain: Chain) -> None:
    chain.duties["nation"].occurrences.filter(body=chain.bodies["p0"], period_start=QUARTER_2.start).delete()
    chain.received("p0.c0")

    with pytest.raises(actions.NowhereToSend):
        sent(chain, frozen(chain))


def test_a_figure_changed_by_hand_needs_a_reason_which_the_level_above_sees(chain: Chain) -> None:
    chain.received("p0.c0", buoi=3, luot=120, ho=100, ho_dk=80)
    draft = retyped(chain, sent(chain, frozen(chain)), buoi=30)
    leader = chain.cast.leader_of(chain.bodies["p0"])

    with pytest.raises(actions.ChangedWithoutReason, match="Số buổi tuyên truyền"):
        actions.sign_off(draft, by=leader, expected=draft.row_version, now=NOW)
    sessions = Indicator.objects.get(code="buoi").pk
    with pytest.raises(actions.NeedsReason):
        actions.explain_change(draft, sessions, "", reason=" ", by=leader, now=NOW)
    actions.explain_change(draft, sessions, "", reason="Thêm buổi của tỉnh", by=leader, now=NOW)
    filed = actions.sign_off(draft, by=leader, expected=draft.row_version, now=NOW)
    actions.receive(filed, by=chain.cast.officer_of(chain.bodies["nation"]), now=NOW)

    (change,) = differences(filed)
    assert (change.frozen, change.sent, change.by, change.reason) == (3, 30, 27, "Thêm buổi của tỉnh")
    nation = door(chain, chain.bodies["nation"])
    args = [chain.duties["nation"].pk, QUARTER_2.start.isoformat(), QUARTER_2.end.isoformat()]
    assert "1 số khác bản chốt" in page(nation, reverse("reports:consolidation", args=args))
    assert "Thêm buổi của tỉnh" in page(nation, reverse("reports:report", args=[filed.submission.occurrence_id]))
    made = Consolidation.objects.get()
    assert "Thêm buổi của tỉnh" in page(nation, reverse("reports:frozen", args=[made.pk]))
    with pytest.raises(actions.NotADraft):
        actions.explain_change(filed, sessions, "", reason="Muộn", by=leader, now=NOW)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content[:300]
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_figure_taken_out_is_a_change_and_one_put_back_is_none(chain: Chain) -> None:
    chain.received("p0.c0", buoi=3, luot=120, ho=100, ho_dk=80)
    draft = retyped(chain, sent(chain, frozen(chain)), luot=None)
    assert [(each.name, each.sent) for each in differences(draft)] == [("Số lượt người dự", None)]

    draft = retyped(chain, draft, luot=120)

    assert differences(draft) == []


def test_a_figure_that_the_form_asks_of_others_only_is_no_change(chain: Chain) -> None:
    chain.received("p0.c0", buoi=3, luot=120, ho=100, ho_dk=80)
    line = Field.objects.get(version__form__obligations__obligation=chain.duties["nation"], indicator__code="luot")
    AskedOf.objects.create(field=line, level="district")  # neither communes nor provinces answer it
    draft = sent(chain, frozen(chain))

    assert not draft.figures.filter(indicator__code="luot").exists()
    assert differences(draft) == []
    AskedOf.objects.create(field=line, level="province")
    assert [(each.name, each.sent) for each in differences(draft)] == [("Số lượt người dự", None)]


def test_the_reason_is_asked_for_on_the_page(chain: Chain) -> None:
    chain.received("p0.c0", buoi=3, luot=120, ho=100, ho_dk=80)
    draft = retyped(chain, sent(chain, frozen(chain)), buoi=30)
    province = door(chain, chain.bodies["p0"])
    address = reverse("reports:report", args=[draft.submission.occurrence_id])
    assert "Lý do sửa" in page(province, address)

    sessions = Indicator.objects.get(code="buoi").pk
    province.post(reverse("reports:explain_change", args=[draft.pk]), {"indicator": sessions, "reason": "Đếm lại"})

    assert ChangedFigure.objects.get().reason == "Đếm lại"
    assert "Đếm lại" in page(province, address)


def test_a_newer_consolidation_goes_up_as_a_new_version_and_what_was_typed_stays(chain: Chain) -> None:
    chain.received("p0.c0", buoi=3)
    first = chain.sent_up("p0")
    chain.received("p0.c1", buoi=4)

    draft = sent(chain, frozen(chain))

    assert (draft.number, draft.submission_id) == (2, first.submission_id)
    assert draft.figures.get(indicator__code="buoi").value == 7
    assert "lần 2" in draft.reason and differences(draft) == []


def test_a_later_version_is_held_against_the_consolidation_before_it(chain: Chain) -> None:
    """The level above asked for completion: the province writes a new version without consolidating again."""
    chain.received("p0.c0", buoi=3, luot=120, ho=100, ho_dk=80)
    chain.sent_up("p0")
    submission = chain.occurrence("p0").submission
    draft = actions.new_version(submission, by=chain.cast.officer_of(chain.bodies["p0"]), reason="Bổ sung", now=NOW)
    assert differences(draft) == []

    draft = retyped(chain, draft, buoi=99)

    assert [each.sent for each in differences(draft)] == [99]


def test_a_typed_report_is_held_against_nothing(chain: Chain) -> None:
    assert differences(chain.filed("p1", buoi=5)) == []


def test_the_sum_of_a_tables_column_goes_up_without_its_rows(chain: Chain) -> None:
    from tests.reports.test_consolidation_content import add_table, fill_table

    table = add_table(chain)
    for commune, numbers in (("p0.c0", (2, 3)), ("p0.c1", (4,))):
        fill_table(chain, commune, table, numbers)
    draft = sent(chain, frozen(chain))
    trees = Indicator.objects.get(code="cay")
    assert draft.figures.get(indicator=trees).value == 9

    draft = retyped(chain, draft)

    assert draft.figures.get(indicator=trees).value == 9, "saving the form does not lose it"
    assert not TableRow.objects.filter(version=draft).exists()
