"""What must hold for any history: the SQL says what the rule says; live sums are what recomputation gives."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau import clock
from nhipcau.obligations import progress
from nhipcau.obligations.models import Exemption, Extension, Occurrence
from nhipcau.reports import actions, rules
from nhipcau.reports.models import Figure, Submission, Version
from nhipcau.reports.queries import figures
from nhipcau.reports.queries.standings import (
    bodies_missing,
    missing,
    progress_of,
    stand_of,
    stands,
    with_punctuality,
)
from nhipcau.reports.rules import ExtensionFacts, Facts, Punctuality, VersionFacts
from tests.cast import NOW, TODAY
from tests.reports.world import QUARTER_2, Reporting

START = date(2023, 7, 1)

# Moments around midnight in Hà Nội, which is 17:00 in UTC.
moments = st.builds(
    lambda day, minute: clock.start_of(START + timedelta(days=day)) + timedelta(minutes=minute),
    st.integers(0, 4),
    st.sampled_from([0, 1, 6 * 60 + 59, 7 * 60, 12 * 60, 23 * 60 + 59]),
)
days = st.integers(0, 4).map(lambda day: START + timedelta(days=day))
versions = st.lists(st.tuples(st.none() | moments, st.booleans(), st.none() | moments, st.none() | moments), max_size=4)


@pytest.fixture
def reporting(reporting: Reporting) -> Reporting:
    """The usual world with its people already there: each example is taken back, people are not."""
    cast = reporting.cast
    for body in (cast.commune_a, cast.commune_b, cast.commune_c, cast.committee):
        cast.officer_of(body), cast.leader_of(body)
    return reporting


class Undo(Exception):
    """Take back what one example wrote."""


@pytest.mark.slow
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    st.none() | days, versions, st.none() | moments, st.none() | moments,
    st.lists(st.tuples(moments, days), max_size=3), days,
)  # fmt: skip
def test_the_filter_of_the_database_is_the_rule(
    reporting: Reporting, last_day, filed, withdrawn, exempted, more_time, on
) -> None:
    try:
        with transaction.atomic():
            occurrence = reporting.occurrence(reporting.cast.commune_a)
            Occurrence.objects.filter(pk=occurrence.pk).update(last_day=last_day, withdrawn_at=withdrawn)
            if exempted:
                Exemption.objects.create(
                    occurrence=occurrence, reason="x", decided_at=exempted,
                    decided_by=reporting.cast.user_of(reporting.cast.committee),
                )  # fmt: skip
            extensions = extend(reporting, occurrence, more_time)
            facts = write(reporting, occurrence, filed)

            ours = Occurrence.objects.filter(pk=occurrence.pk)
            pure = rules.punctuality(Facts(last_day, facts, withdrawn_on=day(withdrawn), extensions=extensions), on=on)
            row = with_punctuality(ours, on=on).get()
            assert Punctuality(row.punctuality) is pure.punctuality
            if pure.punctuality is not Punctuality.NOT_EXPECTED:
                assert row.first_filed_on == pure.filed_on
            stand = stands(ours, on=on)[0]
            assert stand.timeliness == pure
            assert row.until_day == stand.last_day
            assert missing(ours, on=on).exists() is stand.is_missing
            raise Undo
    except Undo:
        pass


def extend(reporting: Reporting, occurrence: Occurrence, more_time) -> tuple[ExtensionFacts, ...]:
    """Write extensions straight into the tables; return the same as facts, in the order of their decisions."""
    user = reporting.cast.user_of(reporting.cast.committee)
    in_order = sorted(more_time, key=lambda entry: entry[0])
    for decided, until in in_order:
        Extension.objects.create(
            occurrence=occurrence, last_day=until, reason="x", document_text="x", decided_at=decided, decided_by=user
        )
    if in_order:
        Occurrence.objects.filter(pk=occurrence.pk).update(extended_to=in_order[-1][1])
    return tuple(ExtensionFacts(clock.day_of(decided), until) for decided, until in in_order)


def day(moment: datetime | None) -> date | None:
    return clock.day_of(moment) if moment else None


def write(reporting: Reporting, occurrence: Occurrence, filed) -> tuple[VersionFacts, ...]:
    """Write versions straight into the tables, at most one of them a draft; return the same as facts."""
    submission = Submission.objects.create(occurrence=occurrence)
    user, facts, has_draft = reporting.cast.user_of(reporting.cast.commune_a), [], False
    for number, (at, complete, voided, received) in enumerate(filed, 1):
        if at is None and has_draft:
            continue
        has_draft |= at is None
        voided, received = (voided, received) if at else (None, None)
        Version.objects.create(
            submission=submission, number=number, form_version=reporting.form, reason="x", saved_at=NOW, saved_by=user,
            signed_off_at=at, filed_at=at, is_complete=complete, voided_at=voided, void_reason="x" if voided else "",
            received_at=received, received_by=user if received else None,
        )  # fmt: skip
        facts.append(VersionFacts(number, day(at), complete, day(voided), None, day(received)))
    return tuple(facts)


BODIES = ("commune_a", "commune_b", "commune_c")
figure = st.none() | st.integers(0, 10**12)
steps = st.lists(
    st.tuples(st.sampled_from(["file", "enter", "receive", "void"]), st.sampled_from(BODIES), figure, figure),
    max_size=14,
)


@pytest.mark.slow
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps)
def test_live_sums_are_what_recomputation_gives_after_any_history(reporting: Reporting, history) -> None:
    cast = reporting.cast
    try:
        with transaction.atomic():
            for deed, who, buoi, luot in history:
                step(reporting, deed, cast.bodies[who], buoi, luot)
                assert figures.live(reporting.obligation, QUARTER_2) == figures.recomputed(
                    reporting.obligation, QUARTER_2
                )
            assert figures.live(reporting.obligation, QUARTER_2) == by_hand()
            raise Undo
    except Undo:
        pass


def step(reporting: Reporting, deed: str, body, buoi: int | None, luot: int | None) -> None:
    """Do one deed where it can be done; what cannot be done now is refused and changes nothing."""
    cast = reporting.cast
    submission = Submission.objects.filter(occurrence=reporting.occurrence(body)).first()
    newest = (
        submission.versions.filter(filed_at__isnull=False, voided_at=None).order_by("-number").first()
        if submission
        else None
    )
    try:
        with transaction.atomic():
            if deed == "enter":
                reporting.entered(body, TODAY, buoi=buoi, luot=luot)
            elif deed == "file" and submission is None:
                reporting.filed(body, buoi=buoi, luot=luot)
            elif deed == "file":
                draft = actions.new_version(submission, by=cast.officer_of(body), reason="Sửa", now=NOW)
                answers = reporting.answers(buoi=buoi, luot=luot)
                seen = actions.save_draft(draft, answers, by=cast.officer_of(body), expected=draft.row_version, now=NOW)
                actions.sign_off(draft, by=cast.leader_of(body), expected=seen, now=NOW)
            elif newest is not None and deed == "receive":
                actions.receive(newest, by=cast.officer_of(cast.committee), now=NOW)
            elif newest is not None and deed == "void":
                actions.void(newest, reason="Nhầm", by=cast.leader_of(cast.committee), now=NOW)
    except (actions.AlreadyReceived, actions.NotNewest):
        pass


def by_hand() -> dict[tuple[object, str], object]:
    """Add up in Python, as an officer would: the newest received version of each body."""
    current: dict[object, Version] = {}
    for version in Version.objects.filter(received_at__isnull=False, voided_at=None).order_by("number"):
        current[version.submission_id] = version
    sums: dict[tuple[object, str], list[int]] = {}
    rows = Figure.objects.filter(version__in=current.values(), indicator__across="sum", value__isnull=False)
    for row in rows:
        total = sums.setdefault((row.indicator_id, row.breakdown), [0, 0, 0])
        total[0] += row.value
        total[1] += 1
        total[2] += row.is_estimate
    return {key: figures.Total(*total) for key, total in sums.items()}


def test_progress_tells_the_work_list_how_far_reports_are(reporting: Reporting) -> None:
    cast = reporting.cast
    a, b, c = (reporting.occurrence(body) for body in (cast.commune_a, cast.commune_b, cast.commune_c))
    reporting.received(cast.commune_a)
    actions.start(b, by=cast.officer_of(cast.commune_b), now=NOW)

    found = progress.of([a.pk, b.pk, c.pk], on=TODAY)

    assert progress._provider is progress_of
    assert found[a.pk] == progress.Progress(progress.Stage.RECEIVED, TODAY, TODAY)
    assert found[b.pk].stage is progress.Stage.DRAFT
    assert c.pk not in found


def test_those_who_miss_a_period_can_be_the_owners_of_another_duty(reporting: Reporting) -> None:
    cast = reporting.cast
    reporting.received(cast.commune_a)
    actions.exempt(reporting.occurrence(cast.commune_b), reason="x", by=cast.leader_of(cast.committee), now=NOW)

    assert bodies_missing(reporting.obligation.pk, QUARTER_2.start, on=TODAY) == [cast.commune_c.pk]
    assert bodies_missing(reporting.obligation.pk, QUARTER_2.start, on=date(2023, 7, 7)) == []


@pytest.mark.parametrize(("count", "most"), [(1, 2), (3, 2)])
def test_standing_costs_two_queries(reporting: Reporting, django_assert_num_queries, count: int, most: int) -> None:
    keys = list(reporting.obligation.occurrences.values_list("pk", flat=True)[:count])

    with django_assert_num_queries(most):
        stands(Occurrence.objects.filter(pk__in=keys), on=TODAY)

    assert stand_of(reporting.occurrence(reporting.cast.commune_a), on=TODAY).badge.words == "chưa gửi"
