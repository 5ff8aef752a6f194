"""What the database itself refuses, beyond Django's constraints: overlapping spans, and changes of what only grows.

Installed after every `migrate` (SQLite drops triggers when Django remakes a table), on both engines.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class NoOverlap:
    """For one value of `columns`, no two rows of `table` hold on the same day (`valid_until` is excluded)."""

    table: str
    columns: tuple[str, ...]

    def sql(self, vendor: str) -> list[str]:
        """Return the statements that install this guard, safe to run again."""
        name = f"{self.table}_no_overlap"
        if vendor == "postgresql":
            same = ", ".join(f"(COALESCE({column}::text, '')) WITH =" for column in self.columns)
            return [
                "CREATE EXTENSION IF NOT EXISTS btree_gist",
                f"""DO $$ BEGIN
                IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{name}') THEN
                ALTER TABLE {self.table} ADD CONSTRAINT {name}
                EXCLUDE USING gist ({same}, daterange(valid_from, valid_until) WITH &&);
                END IF; END $$""",
            ]
        same = " AND ".join(f"other.{column} IS NEW.{column}" for column in self.columns)
        clash = f"""EXISTS (SELECT 1 FROM {self.table} AS other WHERE {same} AND other.id IS NOT NEW.id
            AND (other.valid_from IS NULL OR NEW.valid_until IS NULL OR other.valid_from < NEW.valid_until)
            AND (NEW.valid_from IS NULL OR other.valid_until IS NULL OR NEW.valid_from < other.valid_until))"""
        return [
            f"""CREATE TRIGGER IF NOT EXISTS {name}_{moment.lower()} BEFORE {moment} ON {self.table}
            WHEN {clash} BEGIN SELECT RAISE(ABORT, 'overlapping spans: {name}'); END"""
            for moment in ("INSERT", "UPDATE")
        ]


@dataclass(frozen=True)
class AppendOnly:
    """Rows of `table` are never changed and never deleted."""

    table: str

    def sql(self, vendor: str) -> list[str]:
        """Return the statements that install this guard, safe to run again."""
        if vendor == "postgresql":
            return [
                """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME; END $$""",
                f"""CREATE OR REPLACE TRIGGER {self.table}_append_only BEFORE UPDATE OR DELETE ON {self.table}
                FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
                f"""CREATE OR REPLACE TRIGGER {self.table}_no_truncate BEFORE TRUNCATE ON {self.table}
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()""",
            ]
        return [
            f"""CREATE TRIGGER IF NOT EXISTS {self.table}_no_{moment.lower()} BEFORE {moment} ON {self.table}
            BEGIN SELECT RAISE(ABORT, 'append-only: {self.table}'); END"""
            for moment in ("UPDATE", "DELETE")
        ]

    def undo(self, vendor: str) -> list[str]:
        """Return the statements that take the guard away; only a test that empties its database does so."""
        if vendor == "postgresql":
            return [
                f"DROP TRIGGER IF EXISTS {self.table}_append_only ON {self.table}",
                f"DROP TRIGGER IF EXISTS {self.table}_no_truncate ON {self.table}",
            ]
        return [f"DROP TRIGGER IF EXISTS {self.table}_no_{moment}" for moment in ("update", "delete")]


Guard = NoOverlap | AppendOnly
REGISTER: list[Guard] = []


def register(*guards: Guard) -> None:
    """Name the guards of an app's tables; called once from its `apps.py`."""
    REGISTER.extend(guard for guard in guards if guard not in REGISTER)


def install(connection: BaseDatabaseWrapper) -> None:
    """Install every registered guard whose table exists."""
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in REGISTER:
            if guard.table in there:
                for statement in guard.sql(connection.vendor):
                    cursor.execute(statement)
