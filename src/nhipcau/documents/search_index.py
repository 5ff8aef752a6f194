"""Finding documents by words in them: SQLite's FTS5 and PostgreSQL's text index over the same folded column.

The words are folded already (no diacritics, no case), so both engines see plain `[0-9a-z]` words, each matched by its
beginning. The index is kept by the database itself; `guards.install` makes it after every migrate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

# PostgreSQL refuses a row whose words take more than a megabyte: of longer papers the first 200 pages are found there.
_POSTGRES_WORDS = "to_tsvector('simple', left(folded, 400000))"
# FTS5 knows rows by number, documents have UUIDs, and SQLite may renumber a table's rows: hence a table of keys. The
# index holds no copy of the text; what a row had is taken out by telling it the old words.
_FORGET = """INSERT INTO documents_index (documents_index, rowid, folded)
                VALUES ('delete', (SELECT key FROM documents_index_key WHERE document_id = OLD.id), OLD.folded);"""
_LEARN = """INSERT INTO documents_index (rowid, folded)
                VALUES ((SELECT key FROM documents_index_key WHERE document_id = NEW.id), NEW.folded);"""


@dataclass(frozen=True)
class SearchIndex:
    """The index over `documents_document.folded`; has the form of a guard (`nhipcau.guards`)."""

    table: str = "documents_document"

    def sql(self, vendor: str) -> list[str]:
        """Return the statements that make the index, safe to run again."""
        if vendor == "postgresql":
            return [f"CREATE INDEX IF NOT EXISTS documents_words ON documents_document USING gin ({_POSTGRES_WORDS})"]
        return [
            "CREATE VIRTUAL TABLE IF NOT EXISTS documents_index "
            "USING fts5(folded, content='', tokenize='unicode61', prefix='2 3')",
            "CREATE TABLE IF NOT EXISTS documents_index_key "
            "(key INTEGER PRIMARY KEY, document_id TEXT NOT NULL UNIQUE)",
            """CREATE TRIGGER IF NOT EXISTS documents_index_learns AFTER INSERT ON documents_index_key BEGIN
            INSERT INTO documents_index (rowid, folded)
                SELECT NEW.key, folded FROM documents_document WHERE id = NEW.document_id; END""",
            """CREATE TRIGGER IF NOT EXISTS documents_index_new AFTER INSERT ON documents_document BEGIN
            INSERT INTO documents_index_key (document_id) VALUES (NEW.id); END""",
            f"""CREATE TRIGGER IF NOT EXISTS documents_index_changed AFTER UPDATE OF folded ON documents_document
            WHEN NEW.folded IS NOT OLD.folded BEGIN {_FORGET} {_LEARN} END""",
            f"""CREATE TRIGGER IF NOT EXISTS documents_index_gone AFTER DELETE ON documents_document BEGIN {_FORGET}
            DELETE FROM documents_index_key WHERE document_id = OLD.id; END""",
            # Rows that came while Django remade the table and its triggers were away.
            "INSERT INTO documents_index_key (document_id) SELECT id FROM documents_document "
            "WHERE id NOT IN (SELECT document_id FROM documents_index_key)",
        ]


def containing(words: Sequence[str]) -> Q:
    """Return the condition that a document has a word beginning with each of the folded `words`."""
    if connection.vendor == "postgresql":
        return _matching(words, " & ".join(f"{word}:*" for word in words))
    return _matching(words, " AND ".join(f'"{word}"*' for word in words))


def containing_phrase(words: Sequence[str]) -> Q:
    """Return the condition that the folded `words` stand side by side in a document; the last may be a beginning."""
    if connection.vendor == "postgresql":
        return _matching(words, " <-> ".join(words) + ":*")
    return _matching(words, '"' + " ".join(words) + '"*')


def _matching(words: Sequence[str], query: str) -> Q:
    if not words:
        return Q(pk__in=[])
    if connection.vendor == "postgresql":
        sql = f"SELECT id FROM documents_document WHERE {_POSTGRES_WORDS} @@ to_tsquery('simple', %s)"
    else:
        sql = (
            "SELECT document_id FROM documents_index_key WHERE key IN "
            "(SELECT rowid FROM documents_index WHERE documents_index MATCH %s)"
        )
    return Q(pk__in=RawSQL(sql, [query]))
