"""The tables of one of our own pages, as rows of words, numbers and days: what the page shows, and nothing else.

A table is `<table class="data">`; a list of cards says by `data-row` and `data-col` what its rows and columns are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

from nhipcau.numbers import NotANumber, parse_number

Value = str | int | date | None
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_BREAKS = {"br", "div", "p", "li", "details", "summary", "h2", "h3", "h4"}
_SILENT = {"script", "style", "template", "button", "select", "textarea", "svg", "form"}
_VOID = {"br", "img", "input", "hr", "meta", "link", "wbr", "col"}
_HEADINGS = {"h1", "h2", "h3", "caption"}


@dataclass
class Table:
    """One table: under which heading it stands, the words of its head, its rows, and the totals at its foot."""

    heading: str
    head: list[str] = field(default_factory=list)
    rows: list[list[Value]] = field(default_factory=list)
    foot: list[list[Value]] = field(default_factory=list)  # totals: of the whole list, on each of its pages


@dataclass
class Page:
    """What was found on a page: its title, its tables, and of how many pages its list is."""

    title: str = ""
    tables: list[Table] = field(default_factory=list)
    pages: int = 1


def tables_of(html: str) -> Page:
    """Return the tables of a page. Columns without any word (ticks, buttons) are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for table in reader.page.tables:
        _drop_empty_columns(table)
    reader.page.tables = [table for table in reader.page.tables if table.rows]
    return reader.page


def value_of(words: str, *, is_number: bool) -> Value:
    """Return the words of a cell as what they are: a whole number, a day, or words; None for an empty one."""
    plain = "\n".join(" ".join(line.split()) for line in words.split("\n") if line.strip())
    if plain in ("", "—"):
        return None
    if found := _DAY.fullmatch(plain):
        try:
            return date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            return plain
    if is_number:
        try:
            return parse_number(plain)
        except NotANumber:
            return plain
    return plain


class _Reader(HTMLParser):
    """Walks through a page once, with the words of the innermost open cell in `words`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[tuple[str, str]] = []  # tag and what its end means
        self.silent = 0
        self.heading: list[str] | None = None
        self.last_heading = ""
        self.table: Table | None = None
        self.row: list[Value] | None = None
        self.row_is_head = False
        self.in_foot = False
        self.words: list[str] | None = None
        self.is_number = False
        self.span = 1
        self.column = ""
        self.cards: dict[str, Table] = {}
        self.card: dict[str, str] | None = None
        self.card_table = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if "data-pages" in given and given["data-pages"].isdigit():
            self.page.pages = int(given["data-pages"])
        if tag in _BREAKS and self.words is not None:
            self.words.append("\n")
        if tag in _VOID:
            return
        self.open.append((tag, self._begin(tag, given, classes)))

    def _begin(self, tag: str, given: dict[str, str], classes: list[str]) -> str:
        """Note what begins; return what its end will mean."""
        inside = self.table is not None or self.card is not None
        if (tag in _SILENT and (tag != "form" or inside)) or "sr-only" in classes:
            self.silent += 1
            return "silent"
        if tag == "table" and "data" in classes and self.table is None:
            self.table = Table(self.last_heading)
            self.page.tables.append(self.table)
            return "table"
        # Rows of totals stand at the foot, or under the words of the head.
        if self.table is not None and tag in ("tfoot", "thead"):
            self.in_foot = True
            return "foot"
        if self.table is not None and tag == "tr":
            self.row, self.row_is_head = [], True
            return "row"
        if self.row is not None and tag in ("td", "th") and self.words is None:
            self.words, self.is_number = [], "num" in classes
            self.row_is_head &= tag == "th" and given.get("scope", "col") != "row"
            self.span = int(given.get("colspan", "1")) if given.get("colspan", "1").isdigit() else 1
            return "cell"
        if "data-row" in given and not inside:
            self.card, self.card_table = {}, given["data-row"] or self.last_heading
            return "card"
        if "data-col" in given and self.card is not None and self.words is None:
            self.words, self.column = [], given["data-col"]
            return "col"
        if tag in _HEADINGS and not inside:
            self.heading = []
            return "heading"
        return ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS and self.words is not None:
            self.words.append("\n")
        while self.open:
            name, meaning = self.open.pop()
            self._end(name, meaning)
            if name == tag:
                return

    def _end(self, tag: str, meaning: str) -> None:
        if meaning == "silent":
            self.silent -= 1
        elif meaning == "cell" and self.row is not None and self.words is not None:
            self.row += [value_of("".join(self.words), is_number=self.is_number), *[None] * (self.span - 1)]
            self.words = None
        elif meaning == "row" and self.table is not None and self.row is not None:
            if self.row_is_head and not self.table.rows:
                self.table.head = [_words(cell) for cell in self.row]
            elif any(cell is not None for cell in self.row):
                (self.table.foot if self.in_foot else self.table.rows).append(self.row)
            self.row = None
        elif meaning == "foot":
            self.in_foot = False
        elif meaning == "table":
            self.table = None
        elif meaning == "col" and self.card is not None and self.words is not None:
            there = self.card.get(self.column)
            said = "".join(self.words)
            self.card[self.column] = f"{there}\n{said}" if there else said
            self.words = None
        elif meaning == "card" and self.card is not None:
            self._lay_down(self.card)
            self.card = None
        elif meaning == "heading" and self.heading is not None:
            words = " ".join("".join(self.heading).split())
            self.last_heading = words
            if tag == "h1" and not self.page.title:
                self.page.title = words
            self.heading = None

    def _lay_down(self, card: dict[str, str]) -> None:
        """Put a card as a row into the table of its kind."""
        table = self.cards.get(self.card_table)
        if table is None:
            table = self.cards[self.card_table] = Table(self.card_table)
            self.page.tables.append(table)
        table.head += [column for column in card if column not in table.head]
        table.rows.append([value_of(card.get(column, ""), is_number=False) for column in table.head])

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.words is not None:
            self.words.append(data.replace("\n", " "))
        elif self.heading is not None:
            self.heading.append(data)


def _words(cell: Value) -> str:
    return "" if cell is None else str(cell).replace("\n", " ")


def _drop_empty_columns(table: Table) -> None:
    width = max([len(table.head), *(len(row) for row in table.rows + table.foot)], default=0)
    rows, foot = ([row + [None] * (width - len(row)) for row in part] for part in (table.rows, table.foot))
    head = table.head + [""] * (width - len(table.head))
    kept = [at for at in range(width) if head[at] or any(row[at] is not None for row in rows)]
    table.head = [head[at] for at in kept]
    table.rows, table.foot = ([[row[at] for at in kept] for row in part] for part in (rows, foot))
