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

# The key of a document is a word of its own column: the only way to find its row in the index without reading all.
_FORGET = """DELETE FROM documents_words WHERE rowid IN
                (SELECT rowid FROM documents_words WHERE documents_words MATCH 'document_id:"' || OLD.id || '"');"""
_LEARN = "INSERT INTO documents_words (document_id, folded) VALUES (NEW.id, NEW.folded);"


@dataclass(frozen=True)
class SearchIndex:
    """The index over `documents_document.folded`; has the form of a guard (`nhipcau.guards`)."""

    table: str = "documents_document"

    def sql(self, vendor: str) -> list[str]:
        """Return the statements that make the index, safe to run again."""
        if vendor == "postgresql":
            return [
                "CREATE INDEX IF NOT EXISTS documents_words ON documents_document "
                "USING gin (to_tsvector('simple', folded))"
            ]
        return [
            "CREATE VIRTUAL TABLE IF NOT EXISTS documents_words "
            "USING fts5(document_id, folded, tokenize='unicode61', prefix='2 3')",
            f"CREATE TRIGGER IF NOT EXISTS documents_words_new AFTER INSERT ON documents_document BEGIN {_LEARN} END",
            f"""CREATE TRIGGER IF NOT EXISTS documents_words_changed AFTER UPDATE OF folded ON documents_document
            WHEN NEW.folded IS NOT OLD.folded BEGIN {_FORGET} {_LEARN} END""",
            f"CREATE TRIGGER IF NOT EXISTS documents_words_gone AFTER DELETE ON documents_document BEGIN {_FORGET} END",
            # Rows that came while Django remade the table and its triggers were away.
            "INSERT INTO documents_words (document_id, folded) SELECT id, folded FROM documents_document "
            "WHERE id NOT IN (SELECT document_id FROM documents_words)",
        ]


def containing(words: Sequence[str]) -> Q:
    """Return the condition that a document has a word beginning with each of the folded `words`."""
    if not words:
        return Q(pk__in=[])
    if connection.vendor == "postgresql":
        query = " & ".join(f"{word}:*" for word in words)
        rows = RawSQL(
            "SELECT id FROM documents_document WHERE to_tsvector('simple', folded) @@ to_tsquery('simple', %s)",
            [query],
        )
    else:
        query = "folded : (" + " AND ".join(f'"{word}"*' for word in words) + ")"
        rows = RawSQL("SELECT document_id FROM documents_words WHERE documents_words MATCH %s", [query])
    return Q(pk__in=rows)
