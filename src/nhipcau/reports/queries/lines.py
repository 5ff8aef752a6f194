"""The lines of a form with what stands in them, what stood there before, and what the program knows itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from nhipcau.numbers import show_number
from nhipcau.obligations.models import Occurrence
from nhipcau.reports import known_figures
from nhipcau.reports.known_figures import Asking, KnownFigure
from nhipcau.reports.models import AcrossBodies, Field, FieldKind, Figure, FormVersion, IndicatorKind, Version
from nhipcau.reports.queries.asked import fields_for
from nhipcau.reports.queries.figures import Period
from nhipcau.reports.queries.looking_back import LOOKS_BACK, year_before
from nhipcau.reports.queries.rows import FilledTable, tables_of

Key = tuple[UUID, str]


@dataclass(frozen=True)
class Answer:
    """What stands in one field: a figure, or a text."""

    value: int | None = None
    is_there: bool = False
    is_estimate: bool = False
    source: str = ""
    text: str = ""
    source_key: str = ""

    @property
    def is_not_applicable(self) -> bool:
        """Whether it was said that the figure does not apply."""
        return self.is_there and self.value is None and not self.text


@dataclass(frozen=True)
class Memory:
    """What the body said earlier: in the last period, and in the same period of the year before; with their names."""

    before: Answer | None = None
    before_label: str = ""
    year_before: Answer | None = None
    year_label: str = ""


NO_ROWS, NOTHING_BEFORE = FilledTable(), Memory()


@dataclass(frozen=True)
class Part:
    """One part of a line that is broken down (nam), with what stands in it."""

    code: str
    label: str
    is_closed: bool
    answer: Answer
    memory: Memory = NOTHING_BEFORE
    known: KnownFigure | None = None


@dataclass(frozen=True)
class Line:
    """One field of the form, what stands in it, what stood there before, and what the program knows of it."""

    field: Field
    answer: Answer
    before: Answer | None = None
    before_label: str = ""
    year_before: Answer | None = None
    year_label: str = ""
    parts: tuple[Part, ...] = ()
    table: FilledTable = NO_ROWS
    known: KnownFigure | None = None
    is_summed_here: bool = False  # a table of the same form adds it up
    ratio: tuple[int, int] | None = field(default=None)

    @property
    def is_figure(self) -> bool:
        """Whether a number belongs here."""
        return self.field.kind == FieldKind.FIGURE

    @property
    def is_table(self) -> bool:
        """Whether rows belong here."""
        return self.field.kind == FieldKind.TABLE

    @property
    def is_ratio(self) -> bool:
        """Whether it is computed from two others and never typed."""
        return self.field.indicator is not None and self.field.indicator.across == AcrossBodies.RATIO

    @property
    def kind(self) -> str:
        """Return what its figure is; empty where none belongs here."""
        return self.field.indicator.kind if self.field.indicator is not None else ""

    @property
    def is_choice(self) -> bool:
        """Whether one of several is chosen."""
        return self.kind == IndicatorKind.CHOICE

    @property
    def chosen(self) -> Part | None:
        """Return what was chosen."""
        return next((part for part in self.parts if part.answer.value), None) if self.is_choice else None

    @property
    def is_missing(self) -> bool:
        """Whether it must be answered and is not (rows of a table: none at all, and not said that there are none)."""
        if not self.field.is_required or self.is_ratio:
            return False
        if self.is_table:
            required = [column.pk for column in self.field.columns.all() if column.is_required]
            return not self.table.is_there or any(key not in row.cells for row in self.table.rows for key in required)
        if self.answer.is_not_applicable:
            return False
        if self.is_choice:
            return self.chosen is None
        needed = [part for part in self.parts if not part.is_closed and self.field.by and self.field.by.is_partition]
        return not self.answer.is_there or any(not part.answer.is_there for part in needed)


def lines(form: FormVersion | None, version: Version | None, occurrence: Occurrence) -> list[Line]:
    """Return the lines that the body is asked, with what `version` answers, what it said earlier and what is known.

    About ten queries, whatever the number of lines.
    """
    if form is None:
        return []
    fields = fields_for(form, occurrence)
    here = answers_of(version) if version else {}
    tables = tables_of(version) if version and any(field.kind == FieldKind.TABLE for field in fields) else {}
    keys = frozenset(key for field in fields for key in keys_of(field))
    back = _earlier(occurrence, sorted({key[0] for key in keys}))
    return _lines(fields, here, tables, back, known_figures.known(Asking.about(occurrence, keys)))


def blank_lines(fields: Sequence[Field]) -> list[Line]:
    """Return lines without answers, as a new report shows them. No query for rows of `form_specs.with_parts`."""
    return _lines(fields, {}, {}, {}, {})


def filled_lines(fields: Sequence[Field], here: dict[object, Answer], tables: dict[int, FilledTable]) -> list[Line]:
    """Return lines with these answers (`answers_of`, `rows.tables_of`) and nothing beside them. No query."""
    return _lines(fields, here, tables, {}, {})


def _lines(
    fields: Sequence[Field],
    here: dict[object, Answer],
    tables: dict[int, FilledTable],
    back: dict[Key, Memory],
    known: dict[Key, KnownFigure],
) -> list[Line]:
    summed = {column.indicator_id for field in fields for column in field.columns.all() if column.indicator_id}
    made = []
    for row in fields:
        key = _key(row)
        memory = back.get(key, Memory()) if isinstance(key, tuple) else Memory()
        made.append(
            Line(
                field=row,
                answer=here.get(key, Answer()),
                before=memory.before,
                before_label=memory.before_label,
                year_before=memory.year_before,
                year_label=memory.year_label,
                parts=_parts(row, here, back, known),
                table=tables.get(row.pk, FilledTable()),
                known=known.get(key) if isinstance(key, tuple) else None,
                is_summed_here=row.indicator_id in summed and not row.breakdown and row.by_id is None,
                ratio=_ratio(row, here),
            )
        )
    return made


def _parts(
    row: Field, here: dict[object, Answer], back: dict[Key, Memory], known: dict[Key, KnownFigure]
) -> tuple[Part, ...]:
    """Return the parts of a line that are in use, and those closed ones in which something stands."""
    if row.by is None or row.indicator_id is None:
        return ()
    made = []
    for option in row.by.options.all():
        key = (row.indicator_id, option.code)
        if option.is_closed and key not in here:
            continue
        made.append(
            Part(
                option.code, option.label, option.is_closed, here.get(key, Answer()), back.get(key, Memory()),
                known.get(key),
            )
        )  # fmt: skip
    return tuple(made)


def _ratio(row: Field, here: dict[object, Answer]) -> tuple[int, int] | None:
    """Return the two numbers of a ratio where both stand in the report."""
    if row.indicator is None or row.indicator.across != AcrossBodies.RATIO:
        return None
    part, whole = (here.get((key, row.breakdown)) for key in (row.indicator.numerator_id, row.indicator.denominator_id))
    if part is None or whole is None or part.value is None or whole.value is None:
        return None
    return part.value, whole.value


def keys_of(row: Field) -> list[Key]:
    """Return the figures that a line asks for: its own, and its parts."""
    if row.indicator_id is None:
        return []
    parts = [option.code for option in row.by.options.all()] if row.by else []
    return [(row.indicator_id, row.breakdown), *((row.indicator_id, part) for part in parts)]


def answers_of(version: Version) -> dict[object, Answer]:
    """Return what a version answers: figures by (indicator, breakdown), texts by their field. Two queries."""
    found: dict[object, Answer] = {
        (row.indicator_id, row.breakdown): Answer(
            row.value, True, row.is_estimate, row.source, source_key=row.source_key
        )
        for row in version.figures.all()
    }
    found |= {row.field_id: Answer(text=row.text, is_there=True) for row in version.narratives.all()}
    return found


def _key(row: Field) -> object:
    return (row.indicator_id, row.breakdown) if row.kind == FieldKind.FIGURE else row.pk


def _earlier(occurrence: Occurrence, indicators: Sequence[UUID]) -> dict[Key, Memory]:
    """Return the body's newest earlier answer to each indicator, and that of a year before. One query."""
    if not indicators:
        return {}
    same = Q(version__submission__occurrence__obligation=occurrence.obligation_id)
    if occurrence.obligation.programme_id:
        same |= Q(version__submission__occurrence__obligation__programme=occurrence.obligation.programme_id)
    period = "version__submission__occurrence__period"
    rows = (
        Figure.objects.filter(
            same,
            indicator__in=list(indicators),
            version__submission__occurrence__body=occurrence.body_id,
            version__submission__occurrence__period_end__lt=occurrence.period_end,
            version__submission__occurrence__period_start__gte=occurrence.period_start - LOOKS_BACK,
            version__filed_at__isnull=False,
            version__voided_at=None,
        )
        .order_by(f"{period}_end", "version__number", "pk")
        .values_list(
            "indicator_id", "breakdown", "value", "is_estimate", f"{period}_start", f"{period}_end", f"{period}_label"
        )
    )
    then = year_before(Period(occurrence.period_start, occurrence.period_end))
    newest: dict[Key, tuple[Answer, str]] = {}
    a_year_ago: dict[Key, tuple[Answer, str]] = {}
    for indicator, breakdown, value, estimate, start, end, label in rows:
        said = (Answer(value, True, estimate), label)
        newest[indicator, breakdown] = said
        if Period(start, end) == then:
            a_year_ago[indicator, breakdown] = said
    return {key: Memory(*said, *a_year_ago.get(key, (None, ""))) for key, said in newest.items()}


def show(answer: Answer) -> str:
    """Return an answer as people read it."""
    if answer.text:
        return answer.text
    if answer.is_not_applicable:
        return "không áp dụng"
    if answer.value is None:
        return ""
    return show_number(answer.value) + (" (ước)" if answer.is_estimate else "")


def show_line(line: Line) -> str:
    """Return what stands in a line as people read it: yes or no, what was chosen, the whole with its parts."""
    if line.is_choice:
        return line.chosen.label if line.chosen else show(line.answer)
    if line.kind == IndicatorKind.YES_NO and line.answer.value is not None:
        return "có" if line.answer.value else "không"
    parts = "; ".join(f"{part.label}: {show(part.answer)}" for part in line.parts if part.answer.is_there)
    whole = show(line.answer)
    return f"{whole} ({parts})" if whole and parts else whole or parts
