"""What the database itself refuses: overlapping spans, and changes of what only grows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from nhipcau import guards
from nhipcau.organisations.models import (
    FocalUnit,
    Group,
    GroupMember,
    Line,
    LineRole,
    LocalityClass,
    OrganisationSpan,
)
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
JAN, FEB, MAR, APR = (date(2024, month, 1) for month in (1, 2, 3, 4))

APART = [
    ((JAN, FEB), (FEB, MAR), "one ends on the day on which the other begins"),
    ((FEB, MAR), (JAN, FEB), "the same, written the other way round"),
    ((None, FEB), (FEB, None), "open at both ends of time"),
    ((JAN, FEB), (MAR, APR), "a gap between"),
    ((JAN, JAN + DAY), (JAN + DAY, JAN + 2 * DAY), "one day each"),
]
TOGETHER = [
    ((JAN, FEB), (JAN, FEB), "the same days"),
    ((JAN, MAR), (FEB, APR), "some days"),
    ((FEB, APR), (JAN, MAR), "some days, written the other way round"),
    ((JAN, APR), (FEB, MAR), "one within the other"),
    ((FEB, MAR), (JAN, APR), "one around the other"),
    ((None, None), (JAN, FEB), "always and sometimes"),
    ((JAN, FEB), (None, None), "sometimes and always"),
    ((None, FEB), (FEB - DAY, None), "one day"),
    ((None, None), (None, None), "always twice"),
]


def name_body(cast: Cast, body: str, span: tuple[date | None, date | None]) -> OrganisationSpan:
    """Write a further name of a body for a span."""
    return OrganisationSpan.objects.create(
        organisation=cast.bodies[body], name="Tên", short_name="Tên", kind="agency", level="district", rank=1,
        folded="ten", folded_short="ten", valid_from=span[0], valid_until=span[1], recorded_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(("one", "other", "remark"), APART)
def test_takes_spans_that_do_not_meet(cast, one, other, remark):
    cast.women.spans.all().delete()

    name_body(cast, "women", one)
    name_body(cast, "women", other)

    assert cast.women.spans.count() == 2, remark


@pytest.mark.parametrize(("one", "other", "remark"), TOGETHER)
def test_refuses_spans_that_share_a_day(cast, one, other, remark):
    cast.women.spans.all().delete()
    name_body(cast, "women", one)

    with pytest.raises(DatabaseError), transaction.atomic():
        name_body(cast, "women", other)

    assert cast.women.spans.count() == 1, remark


def test_refuses_a_change_that_makes_spans_meet(cast):
    cast.women.spans.all().delete()
    name_body(cast, "women", (JAN, FEB))
    later = name_body(cast, "women", (MAR, APR))

    with pytest.raises(DatabaseError), transaction.atomic():
        OrganisationSpan.objects.filter(pk=later.pk).update(valid_from=JAN)


def test_lets_a_row_change_within_its_own_days(cast):
    cast.women.spans.all().delete()
    only = name_body(cast, "women", (JAN, APR))

    OrganisationSpan.objects.filter(pk=only.pk).update(name="Tên mới", valid_until=MAR)

    assert cast.women.spans.get().name == "Tên mới"


def test_two_bodies_may_share_their_days(cast):
    cast.women.spans.all().delete()
    cast.farmers.spans.all().delete()

    name_body(cast, "women", (JAN, FEB))
    name_body(cast, "farmers", (JAN, FEB))


def test_refuses_a_span_without_a_day(cast):
    with pytest.raises(DatabaseError), transaction.atomic():
        name_body(cast, "women", (FEB, FEB))


def test_one_line_of_a_kind_holds_on_a_day(cast):
    line = {"programme": cast.programme, "lower": cast.commune_a, "upper": cast.committee, "recorded_at": NOW}

    with pytest.raises(DatabaseError), transaction.atomic():
        Line.objects.create(role=LineRole.REPORTS_TO, valid_from=JAN, **line)
    Line.objects.create(role=LineRole.FOLLOWS, valid_from=JAN, **line)


def test_a_body_is_a_member_once_on_a_day(cast):
    group = Group.objects.get()

    with pytest.raises(DatabaseError), transaction.atomic():
        GroupMember.objects.create(group=group, organisation=cast.women, valid_from=JAN, recorded_at=NOW)


def test_a_name_has_one_focal_unit_on_a_day_also_outside_of_programmes(cast):
    FocalUnit.objects.create(programme=None, unit=cast.commune_b, member=cast.peoples_b, recorded_at=NOW)

    with pytest.raises(DatabaseError), transaction.atomic():
        FocalUnit.objects.create(programme=None, unit=cast.commune_a, member=cast.peoples_b, recorded_at=NOW)


def test_a_place_may_have_two_classes_and_each_once(cast):
    place = cast.commune_a.spans.get().locality
    for kind in ("pure", "region-3"):
        LocalityClass.objects.create(locality=place, kind=kind, recorded_at=NOW)

    with pytest.raises(DatabaseError), transaction.atomic():
        LocalityClass.objects.create(locality=place, kind="pure", valid_from=JAN, recorded_at=NOW)


def test_every_guard_stands_in_the_database(db):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT conname FROM pg_constraint UNION SELECT tgname FROM pg_trigger")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = "\n".join(str(row[0]) for row in cursor.fetchall())

    standing = [guard for guard in guards.REGISTER if isinstance(guard, guards.NoOverlap | guards.AppendOnly)]
    lacking = [guard.table for guard in standing if f"{guard.table}_no" not in there]
    assert standing and lacking == []


def test_every_table_with_spans_that_may_not_overlap_is_guarded(db):
    """A new table with spans is guarded, or named here with the reason why its spans may overlap."""
    from django.apps import apps

    from nhipcau.organisations.models import Spanned

    may_overlap = {"organisations_post": "one person may hold several posts, and a post several persons"}
    spanned = {model._meta.db_table for model in apps.get_models() if issubclass(model, Spanned)}
    guarded = {guard.table for guard in guards.REGISTER if isinstance(guard, guards.NoOverlap)}

    assert spanned - guarded == set(may_overlap)


def test_installing_twice_changes_nothing(db):
    guards.install(connection)
    guards.install(connection)


def test_registering_twice_changes_nothing():
    before = list(guards.REGISTER)
    guards.register(before[0])

    assert before == guards.REGISTER


def test_the_trail_only_grows(cast):
    from nhipcau.audit import actions
    from nhipcau.audit.models import Entry

    with transaction.atomic():
        entry = actions.record("test", about=cast.programme, by=None, at=NOW)

    for change in (lambda rows: rows.update(event="khác"), lambda rows: rows._raw_delete(rows.db)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(Entry.objects.filter(pk=entry.pk))
    assert Entry.objects.get(pk=entry.pk).event == "test"
