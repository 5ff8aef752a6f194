"""Deeds with a report, from the draft to the sum: what changed, what the trail says, who is refused, what twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from nhipcau.audit.models import Entry
from nhipcau.documents.models import StoredFile
from nhipcau.organisations.access import Denied
from nhipcau.organisations.models import Role
from nhipcau.reports import actions
from nhipcau.reports.actions import Event
from nhipcau.reports.answers import Answers, FigureAnswer
from nhipcau.reports.forms_of_duties import FieldSpec, FormSpec, make_form
from nhipcau.reports.models import Attachment, Version
from nhipcau.reports.queries import figures
from nhipcau.reports.queries.standings import stand_of
from nhipcau.reports.rules import Handling, State
from tests.cast import NOW, TODAY
from tests.reports.world import FORM, QUARTER_1, QUARTER_2, Reporting

IN_TIME = NOW - timedelta(days=7)  # 5 July, two days before the last one


def live(reporting: Reporting, period=QUARTER_2) -> dict[str, tuple[int, int]]:
    """Return số hiện thời by indicator code: (sum, bodies)."""
    names = {field.indicator_id: code for code, field in reporting.fields().items() if field.indicator_id}
    rows = figures.live(reporting.obligation, period)
    assert rows == figures.recomputed(reporting.obligation, period)
    return {names[key[0]]: (raw.value, raw.bodies) for key, raw in rows.items()}


def test_the_form_of_the_programme_answers_the_duty(reporting: Reporting) -> None:
    assert reporting.obligation.report_form.form == reporting.form.form


def test_a_report_goes_from_draft_to_sum(reporting: Reporting) -> None:
    cast = reporting.cast
    occurrence = reporting.occurrence(cast.commune_a)

    version = reporting.filed(cast.commune_a, IN_TIME)

    assert version.is_complete and version.filed_at == IN_TIME
    assert stand_of(occurrence, on=TODAY).handling is Handling.WAITING
    actions.forward(version, by=cast.officer_of(cast.front), now=NOW)
    assert stand_of(occurrence, on=TODAY).handling is Handling.FORWARDED
    assert live(reporting) == {}, "what was not received is in no sum"
    actions.receive(version, by=cast.officer_of(cast.committee), now=NOW)
    assert stand_of(occurrence, on=TODAY).badge.state is State.ON_TIME
    assert live(reporting) == {"buoi": (3, 1), "luot": (120, 1), "ho": (100, 1), "ho-dk": (80, 1)}
    events = list(Entry.objects.filter(event__startswith="report.").order_by("pk").values_list("event", flat=True))
    assert events == [Event.STARTED, Event.SIGNED_OFF, Event.FORWARDED, Event.RECEIVED]


def test_autosave_leaves_no_trail(reporting: Reporting) -> None:
    cast = reporting.cast
    draft = actions.start(reporting.occurrence(cast.commune_a), by=cast.officer_of(cast.commune_a), now=NOW)
    before = Entry.objects.count()

    row_version = actions.save_draft(
        draft, reporting.answers(), by=cast.officer_of(cast.commune_a), expected=1, now=NOW
    )

    assert row_version == 2
    assert Entry.objects.count() == before


def test_two_who_begin_write_one_draft(reporting: Reporting) -> None:
    cast = reporting.cast
    occurrence = reporting.occurrence(cast.commune_a)

    first = actions.start(occurrence, by=cast.officer_of(cast.commune_a), now=NOW)
    second = actions.start(occurrence, by=cast.leader_of(cast.commune_a), now=NOW)

    assert first == second


def test_the_second_of_two_officers_meets_a_conflict_and_nothing_is_overwritten(reporting: Reporting) -> None:
    cast = reporting.cast
    officer, leader = cast.officer_of(cast.commune_a), cast.leader_of(cast.commune_a)
    draft = actions.start(reporting.occurrence(cast.commune_a), by=officer, now=NOW)
    actions.save_draft(draft, reporting.answers(buoi=5), by=officer, expected=1, now=NOW)

    with pytest.raises(actions.Conflict):
        actions.save_draft(draft, reporting.answers(buoi=9), by=leader, expected=1, now=NOW)

    assert draft.figures.get(indicator__code="buoi").value == 5


def test_a_leader_does_not_release_what_he_has_not_seen(reporting: Reporting) -> None:
    cast = reporting.cast
    officer = cast.officer_of(cast.commune_a)
    draft = actions.start(reporting.occurrence(cast.commune_a), by=officer, now=NOW)
    actions.save_draft(draft, reporting.answers(), by=officer, expected=1, now=NOW)

    with pytest.raises(actions.Conflict):
        actions.sign_off(draft, by=cast.leader_of(cast.commune_a), expected=1, now=NOW)


def test_an_officer_does_not_sign_off(reporting: Reporting) -> None:
    cast = reporting.cast
    officer = cast.officer_of(cast.commune_a)
    draft = actions.start(reporting.occurrence(cast.commune_a), by=officer, now=NOW)

    with pytest.raises(Denied):
        actions.sign_off(draft, by=officer, expected=1, now=NOW)


def test_an_officer_files_what_was_signed_on_paper_with_its_scan(reporting: Reporting) -> None:
    cast = reporting.cast
    officer = cast.officer_of(cast.commune_a)
    draft = actions.start(reporting.occurrence(cast.commune_a), by=officer, now=NOW)
    with pytest.raises(actions.NeedsPaper):
        actions.sign_off(draft, by=officer, expected=1, now=NOW, on_paper=True)
    scan = StoredFile.objects.create(sha256="a" * 64, size=10, content_type="application/pdf", stored_at=NOW)
    actions.attach(draft, scan, "bao-cao.pdf", by=officer, now=NOW, is_signed_paper=True)

    filed = actions.sign_off(
        draft, by=officer, expected=1, now=NOW, on_paper=True, number_on_paper="12-BC/ĐU", date_on_paper=TODAY
    )

    assert filed.signed_on_paper and filed.number_on_paper == "12-BC/ĐU"


def test_the_signed_paper_may_come_after_filing_and_nothing_else(reporting: Reporting) -> None:
    cast = reporting.cast
    version = reporting.filed(cast.commune_a)
    officer = cast.officer_of(cast.commune_a)
    scan = StoredFile.objects.create(sha256="b" * 64, size=10, content_type="application/pdf", stored_at=NOW)

    with pytest.raises(actions.NotADraft):
        actions.attach(version, scan, "x.pdf", by=officer, now=NOW)
    actions.attach(version, scan, "x.pdf", by=officer, now=NOW, is_signed_paper=True)
    actions.attach(version, scan, "x.pdf", by=officer, now=NOW, is_signed_paper=True)
    actions.put_number(version, number="12-BC/ĐU", day=TODAY, by=officer, now=NOW)

    assert Attachment.objects.filter(version=version).count() == 1, "sent twice, it counts once"


def test_what_was_filed_is_not_edited(reporting: Reporting) -> None:
    cast = reporting.cast
    version = reporting.filed(cast.commune_a)

    with pytest.raises(actions.NotADraft):
        actions.save_draft(
            version, reporting.answers(buoi=99), by=cast.officer_of(cast.commune_a), expected=version.row_version,
            now=NOW,
        )  # fmt: skip
    with pytest.raises(actions.NotADraft):
        actions.start(reporting.occurrence(cast.commune_a), by=cast.officer_of(cast.commune_a), now=NOW)


def test_a_completed_report_keeps_its_punctuality_and_its_earlier_version(reporting: Reporting) -> None:
    cast = reporting.cast
    occurrence = reporting.occurrence(cast.commune_a)
    version = reporting.filed(cast.commune_a, IN_TIME)
    actions.ask_for_completion(version, reason="Thiếu số buổi của thôn", by=cast.officer_of(cast.committee), now=NOW)
    assert stand_of(occurrence, on=TODAY).badge.state is State.ASKED

    officer, leader = cast.officer_of(cast.commune_a), cast.leader_of(cast.commune_a)
    with pytest.raises(actions.NeedsReason):
        actions.new_version(reporting.submission(cast.commune_a), by=officer, reason=" ", now=NOW)
    draft = actions.new_version(reporting.submission(cast.commune_a), by=officer, reason="Bổ sung thôn 3", now=NOW)
    assert draft.figures.get(indicator__code="buoi").value == 3, "it begins with what the newest version says"
    seen = actions.save_draft(draft, reporting.answers(buoi=7), by=officer, expected=1, now=NOW)
    second = actions.sign_off(draft, by=leader, expected=seen, now=NOW)
    actions.receive(second, by=cast.officer_of(cast.committee), now=NOW)

    stand = stand_of(occurrence, on=TODAY)
    assert stand.badge.state is State.ON_TIME, "the first complete version came in time"
    assert stand.handling is Handling.CORRECTED
    assert version.figures.get(indicator__code="buoi").value == 3
    assert version.completion_requests.get().answered_by == second
    assert live(reporting)["buoi"] == (7, 1)


def test_a_newer_received_version_takes_the_place_of_the_older_in_the_sum(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_a, IN_TIME, buoi=3)
    reporting.received(cast.commune_b, IN_TIME, buoi=10)
    draft = actions.new_version(
        reporting.submission(cast.commune_a), by=cast.officer_of(cast.commune_a), reason="Số chính thức", now=NOW
    )
    seen = actions.save_draft(
        draft, reporting.answers(buoi=4, luot=None), by=cast.officer_of(cast.commune_a), expected=1, now=NOW
    )
    second = actions.sign_off(draft, by=cast.leader_of(cast.commune_a), expected=seen, now=NOW)
    assert live(reporting)["buoi"] == (13, 2), "until it is received, the old one counts"

    actions.receive(second, by=cast.officer_of(cast.committee), now=NOW)

    assert live(reporting)["buoi"] == (14, 2)
    assert live(reporting)["luot"] == (120, 1), "what the new version does not say is missing, not zero"


def test_receiving_twice_is_refused_and_counts_once(reporting: Reporting) -> None:
    cast = reporting.cast
    version = reporting.received(cast.commune_a)

    with pytest.raises(actions.AlreadyReceived):
        actions.receive(version, by=cast.officer_of(cast.committee), now=NOW)

    assert live(reporting)["buoi"] == (3, 1)


def test_an_older_version_is_not_received_any_more(reporting: Reporting) -> None:
    cast = reporting.cast
    first = reporting.filed(cast.commune_a, IN_TIME)
    draft = actions.new_version(
        reporting.submission(cast.commune_a), by=cast.officer_of(cast.commune_a), reason="Sửa", now=NOW
    )
    actions.sign_off(draft, by=cast.leader_of(cast.commune_a), expected=1, now=NOW)

    with pytest.raises(actions.NotNewest):
        actions.receive(first, by=cast.officer_of(cast.committee), now=NOW)


@pytest.mark.parametrize("who", ["commune_a", "commune_b", "front", "stranger_body", "province"])
def test_only_the_recipient_receives(reporting: Reporting, who: str) -> None:
    version = reporting.filed(reporting.cast.commune_a)

    with pytest.raises(Denied):
        actions.receive(version, by=reporting.cast.leader_of(reporting.cast.bodies[who]), now=NOW)


@pytest.mark.parametrize("who", ["commune_a", "commune_b", "committee", "stranger_body"])
def test_only_the_intermediary_forwards(reporting: Reporting, who: str) -> None:
    version = reporting.filed(reporting.cast.commune_a)

    with pytest.raises(Denied):
        actions.forward(version, by=reporting.cast.leader_of(reporting.cast.bodies[who]), now=NOW)


def test_forwarding_twice_is_refused(reporting: Reporting) -> None:
    version = reporting.received(reporting.cast.commune_a)

    with pytest.raises(actions.AlreadyForwarded):
        actions.forward(version, by=reporting.cast.officer_of(reporting.cast.front), now=NOW)


def test_coi_nhu_chua_gui_takes_punctuality_and_figures_back(reporting: Reporting) -> None:
    cast = reporting.cast
    version = reporting.received(cast.commune_a, IN_TIME)
    reporting.received(cast.commune_b, IN_TIME, buoi=10)
    with pytest.raises(Denied):
        actions.void(version, reason="Sao chép", by=cast.officer_of(cast.committee), now=NOW)

    actions.void(version, reason="Sao chép kỳ trước", by=cast.leader_of(cast.committee), now=NOW)

    assert stand_of(reporting.occurrence(cast.commune_a), on=TODAY).badge.state is State.MISSING
    assert live(reporting)["buoi"] == (10, 1)
    with pytest.raises(actions.NotNewest):
        actions.void(version, reason="Lần nữa", by=cast.leader_of(cast.committee), now=NOW)


def test_an_incomplete_report_is_filed_but_does_not_count_as_sent(reporting: Reporting) -> None:
    version = reporting.filed(reporting.cast.commune_a, IN_TIME, luot=None)

    assert not version.is_complete
    stand = stand_of(reporting.occurrence(reporting.cast.commune_a), on=TODAY)
    assert (stand.badge.state, stand.handling) == (State.MISSING, Handling.WAITING)


def test_nhap_ho_counts_from_the_day_on_which_the_paper_came(reporting: Reporting) -> None:
    cast = reporting.cast

    version = reporting.entered(cast.commune_a, date(2023, 7, 7))

    assert version.received_at is not None, "the recipient holds it in his hands"
    assert stand_of(reporting.occurrence(cast.commune_a), on=TODAY).badge.state is State.ON_TIME
    assert live(reporting)["buoi"] == (3, 1)
    entry = Entry.objects.get(event=Event.ENTERED_FOR)
    assert entry.on_behalf_of == str(cast.commune_a.pk)
    assert entry.body_id == str(cast.committee.pk)


def test_nhap_ho_by_the_intermediary_waits_to_be_forwarded(reporting: Reporting) -> None:
    cast = reporting.cast

    version = actions.enter_for(
        reporting.occurrence(cast.commune_b), actions.Arrival(TODAY, "Zalo"), reporting.answers(),
        by=cast.officer_of(cast.front), client_key=uuid4(), now=NOW,
    )  # fmt: skip

    assert version.received_at is None and version.filed_at == NOW
    assert stand_of(reporting.occurrence(cast.commune_b), on=TODAY).handling is Handling.WAITING


def test_nhap_ho_sent_twice_counts_once(reporting: Reporting) -> None:
    cast = reporting.cast
    key = uuid4()
    for _ in range(2):
        actions.enter_for(
            reporting.occurrence(cast.commune_a), actions.Arrival(TODAY, "bản giấy"), reporting.answers(),
            by=cast.officer_of(cast.committee), client_key=key, now=NOW,
        )  # fmt: skip

    assert Version.objects.count() == 1
    assert live(reporting)["buoi"] == (3, 1)


def test_nothing_comes_from_tomorrow(reporting: Reporting) -> None:
    with pytest.raises(actions.NotYetArrived):
        reporting.entered(reporting.cast.commune_a, TODAY + timedelta(days=1))


@pytest.mark.parametrize("who", ["commune_a", "commune_b", "stranger_body", "mass_movement"])
def test_nobody_else_enters_for_a_body(reporting: Reporting, who: str) -> None:
    cast = reporting.cast
    with pytest.raises(Denied):
        actions.enter_for(
            reporting.occurrence(cast.commune_a), actions.Arrival(TODAY, "bản giấy"), reporting.answers(),
            by=cast.leader_of(cast.bodies[who]), client_key=uuid4(), now=NOW,
        )  # fmt: skip


def test_a_draft_filed_after_nhap_ho_comes_behind_it(reporting: Reporting) -> None:
    cast = reporting.cast
    officer = cast.officer_of(cast.commune_a)
    draft = actions.start(reporting.occurrence(cast.commune_a), by=officer, now=NOW)
    reporting.entered(cast.commune_a, TODAY)
    seen = actions.save_draft(draft, reporting.answers(buoi=8), by=officer, expected=1, now=NOW)
    draft.refresh_from_db()

    with pytest.raises(actions.NeedsReason):
        actions.sign_off(draft, by=cast.leader_of(cast.commune_a), expected=seen, now=NOW)
    draft = actions.new_version(reporting.submission(cast.commune_a), by=officer, reason="Bản của xã", now=NOW)
    filed = actions.sign_off(draft, by=cast.leader_of(cast.commune_a), expected=seen, now=NOW)

    assert filed.number == 3


def test_late_stays_late_when_explained_and_only_a_leader_exempts(reporting: Reporting) -> None:
    cast = reporting.cast
    occurrence = reporting.occurrence(cast.commune_a)

    actions.explain(occurrence, text="Bão lũ", by=cast.officer_of(cast.commune_a), now=NOW)

    badge = stand_of(occurrence, on=TODAY).badge
    assert (badge.state, badge.beside) == (State.EXPLAINED, ("chưa gửi",))
    with pytest.raises(Denied):
        actions.exempt(occurrence, reason="Bão", by=cast.officer_of(cast.committee), now=NOW)
    with pytest.raises(Denied):
        actions.exempt(occurrence, reason="Bão", by=cast.leader_of(cast.commune_a), now=NOW)
    actions.exempt(occurrence, reason="Bão", by=cast.leader_of(cast.committee), now=NOW)
    assert stand_of(occurrence, on=TODAY).badge.state is State.EXEMPT


def test_reminders_are_noted_for_those_whom_one_may_urge(reporting: Reporting) -> None:
    cast = reporting.cast
    owed = list(reporting.obligation.occurrences.all())

    assert actions.note_reminder(owed, how="copied", by=cast.officer_of(cast.front), now=NOW) == 6
    assert actions.note_reminder(owed, how="copied", by=cast.officer_of(cast.commune_a), now=NOW) == 0


def test_the_day_is_hanois_not_utcs(reporting: Reporting) -> None:
    at = datetime.fromisoformat("2023-07-08T00:30:00+07:00")  # 17:30 UTC on the 7th, the last day

    reporting.filed(reporting.cast.commune_a, at)

    badge = stand_of(reporting.occurrence(reporting.cast.commune_a), on=TODAY).badge
    assert badge.words == "gửi chậm 1 ngày"


def test_quarters_are_summed_apart(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.entered(cast.commune_a, TODAY, buoi=3)
    reporting.entered(cast.commune_a, date(2023, 4, 5), period=QUARTER_1, buoi=4)

    assert live(reporting, QUARTER_1)["buoi"] == (4, 1)
    assert live(reporting, QUARTER_2)["buoi"] == (3, 1)


def test_a_leader_of_two_posts_may_fill_in_and_sign_off(reporting: Reporting) -> None:
    cast = reporting.cast
    leader = cast.actor_of(cast.commune_a, Role.LEADER)
    draft = actions.start(reporting.occurrence(cast.commune_a), by=leader, now=NOW)
    seen = actions.save_draft(draft, reporting.answers(), by=leader, expected=1, now=NOW)

    assert actions.sign_off(draft, by=leader, expected=seen, now=NOW).is_complete


def test_nobody_begins_what_was_withdrawn(reporting: Reporting) -> None:
    cast = reporting.cast
    occurrence = reporting.occurrence(cast.commune_a)
    occurrence.withdrawn_at = NOW
    occurrence.save()

    with pytest.raises(actions.Withdrawn):
        actions.start(occurrence, by=cast.officer_of(cast.commune_a), now=NOW)
    with pytest.raises(actions.Withdrawn):
        reporting.entered(cast.commune_a, TODAY)


def test_not_applicable_fills_a_field_and_adds_nothing(reporting: Reporting) -> None:
    cast = reporting.cast
    officer = cast.officer_of(cast.commune_a)
    draft = actions.start(reporting.occurrence(cast.commune_a), by=officer, now=NOW)
    said = reporting.answers(luot=None)
    luot = reporting.fields()["luot"].pk
    answers = Answers((*said.figures, FigureAnswer(luot, None, is_not_applicable=True)), said.texts)
    seen = actions.save_draft(draft, answers, by=officer, expected=1, now=NOW)

    filed = actions.sign_off(draft, by=cast.leader_of(cast.commune_a), expected=seen, now=NOW)
    actions.receive(filed, by=cast.officer_of(cast.committee), now=NOW)

    assert filed.is_complete
    assert "luot" not in live(reporting)


def test_an_estimate_is_told_as_such_and_given_way_to_the_official_figure(reporting: Reporting) -> None:
    cast = reporting.cast
    officer, leader = cast.officer_of(cast.commune_a), cast.leader_of(cast.commune_a)
    draft = actions.start(reporting.occurrence(cast.commune_a), by=officer, now=NOW)
    seen = actions.save_draft(draft, reporting.answers(estimate=True), by=officer, expected=1, now=NOW)
    first = actions.sign_off(draft, by=leader, expected=seen, now=NOW)
    actions.receive(first, by=cast.officer_of(cast.committee), now=NOW)
    assert {raw.estimates for raw in figures.live(reporting.obligation, QUARTER_2).values()} == {1}

    draft = actions.new_version(first.submission, by=officer, reason="Số chính thức", now=NOW)
    seen = actions.save_draft(draft, reporting.answers(), by=officer, expected=draft.row_version, now=NOW)
    second = actions.sign_off(draft, by=leader, expected=seen, now=NOW)
    actions.receive(second, by=cast.officer_of(cast.committee), now=NOW)

    assert {raw.estimates for raw in figures.live(reporting.obligation, QUARTER_2).values()} == {0}
    assert first.figures.filter(is_estimate=True).count() == 4, "both are kept"


def test_breakdowns_of_one_indicator_are_summed_apart(reporting: Reporting) -> None:
    cast = reporting.cast
    spec = FormSpec(
        "Báo cáo quý", (FieldSpec("Lượt người", "luot"), FieldSpec("Trong đó nữ", "luot", breakdown="nữ")),
        matches=FORM.matches,
    )  # fmt: skip
    reporting.form = make_form(spec, programme=cast.programme, now=NOW)
    total, women = reporting.form.fields.order_by("position")

    for body, numbers in ((cast.commune_a, (100, 40)), (cast.commune_b, (50, 30))):
        actions.enter_for(
            reporting.occurrence(body), actions.Arrival(TODAY, "bản giấy"),
            Answers((FigureAnswer(total.pk, numbers[0]), FigureAnswer(women.pk, numbers[1]))),
            by=cast.officer_of(cast.committee), client_key=None, now=NOW,
        )  # fmt: skip

    sums = figures.live(reporting.obligation, QUARTER_2)
    assert {key[1]: raw.value for key, raw in sums.items()} == {"": 150, "nữ": 70}
    assert sums == figures.recomputed(reporting.obligation, QUARTER_2)
