"""The trail: written with the deed, chained afterwards, and honest about what was changed behind its back."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from nhipcau import guards
from nhipcau.audit import actions, queries, rules
from nhipcau.audit.models import Entry, Link
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def write(cast: Cast, count: int = 3) -> list[Entry]:
    with transaction.atomic():
        return [
            actions.record(f"test-{n}", about=cast.programme, by=None, at=NOW, details={"n": n}) for n in range(count)
        ]


def behind_its_back(sql: str, *values: object) -> None:
    """Change the trail as somebody with the database in his hands would: without the guards."""
    guard = next(guard for guard in guards.REGISTER if guard.table == "audit_entry")
    with connection.cursor() as cursor:
        for statement in guard.undo(connection.vendor):
            cursor.execute(statement)
        cursor.execute(sql, values)


def test_seals_what_was_committed_and_says_what_waits(cast):
    write(cast)

    before = queries.verify()
    sealed = actions.seal()
    after = queries.verify()

    assert (before.sealed, before.unsealed, before.head) == (0, 3, rules.START)
    assert sealed == 3
    assert (after.sealed, after.unsealed, after.broken) == (3, 0, None)
    assert actions.seal() == 0


def test_each_link_binds_everything_before_it(cast):
    write(cast, 2)
    actions.seal()
    write(cast, 1)
    actions.seal()

    first, second, third = Link.objects.all()

    assert second.chain == rules.chain(first.chain, second.entry_id, second.entry.digest)
    assert third.chain == rules.chain(second.chain, third.entry_id, third.entry.digest)


@pytest.mark.parametrize("sealed", [True, False])
def test_names_the_first_record_that_was_changed(cast, sealed):
    entries = write(cast)
    if sealed:
        actions.seal()

    behind_its_back("UPDATE audit_entry SET event = 'forged' WHERE id = %s", entries[1].pk)

    assert str(entries[1].pk) in queries.verify().broken


def test_names_a_record_that_was_changed_with_its_hash(cast):
    entries = write(cast)
    actions.seal()
    forged = Entry.objects.get(pk=entries[0].pk)
    forged.event = "forged"
    digest = rules.digest(actions.fields_of(forged))

    behind_its_back("UPDATE audit_entry SET event = 'forged', digest = %s WHERE id = %s", digest, entries[0].pk)

    assert "mắt xích" in queries.verify().broken


@pytest.mark.parametrize("table", ["audit_entry", "audit_link"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET {} = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_the_trail(cast, table, sql):
    write(cast)
    actions.seal()
    column = "event" if table == "audit_entry" else "chain"

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table, column))

    assert Entry.objects.count() == Link.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_deed_outside_of_a_transaction_has_no_trail():
    from nhipcau.organisations.models import Programme

    programme = Programme.objects.create(code="x", name="x", short_name="x")
    with pytest.raises(actions.NotInTransaction):
        actions.record("test", about=programme, by=None, at=NOW)


def test_a_deed_that_is_taken_back_leaves_no_trail(cast):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write(cast)
        raise ZeroDivisionError

    assert not Entry.objects.exists()
