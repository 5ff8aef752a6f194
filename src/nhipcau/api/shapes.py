"""What the API gives: fields are added, never changed. Numbers are numbers, days are ISO."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema


class DocumentShape(Schema):
    """A document of the register."""

    id: UUID
    direction: str
    type: str
    number: str
    date: date | None
    issuer: str
    subject: str
    programme: str | None
    registered_at: datetime


class CitationShape(Schema):
    """A document that it names; `target` is its key where it is in the register and may be seen."""

    type: str
    number: str
    date: date | None
    issuer: str
    kind: str
    target: UUID | None


class DocumentWholeShape(DocumentShape):
    """A document with its text and what it names."""

    text: str
    signer: str
    addressees: list[str]
    distribution: list[str]
    citations: list[CitationShape]


class DueRuleShape(Schema):
    """When a duty falls due."""

    every: str
    due_on: date | None
    due_kind: str
    before_day: int | None
    before_month: int | None
    of_last_month: bool


class ObligationShape(Schema):
    """A confirmed duty."""

    id: UUID
    document: UUID
    clause: str
    kind: str
    title: str
    text: str
    recipient: str | None
    via: str | None
    programme: str | None
    owners: list[str]
    due_rules: list[DueRuleShape]
    as_of: date | None


class FigureShape(Schema):
    """One figure; a value of null is said to be not applicable. What is missing is not in the list."""

    indicator: str
    name: str
    unit: str
    breakdown: str
    value: int | None
    is_estimate: bool


class SubmissionShape(Schema):
    """A report as filed: the newest version that the reader may see."""

    id: UUID
    obligation: UUID
    body: str
    period: str
    period_start: date
    period_end: date
    due: date | None
    version: int
    filed_at: datetime | None
    received_at: datetime | None
    figures: list[FigureShape]


class CellShape(Schema):
    """How a body stands with one duty in one period."""

    obligation: UUID
    period: str
    standing: str
    words: str
    filed_on: date | None


class BoardRowShape(Schema):
    """A body and its cells."""

    body: str
    cells: list[CellShape]


class BoardShape(Schema):
    """The board of a programme: bodies in protocol order."""

    programme: str
    on: date
    rows: list[BoardRowShape]


class ConsolidationShape(Schema):
    """A frozen consolidation."""

    id: UUID
    obligation: UUID
    period: str
    period_start: date
    period_end: date
    number: int
    expected: int
    received: int
    fingerprint: str
    made_at: datetime


class ConsolidationWholeShape(ConsolidationShape):
    """A frozen consolidation with exactly the values that its fingerprint covers."""

    frozen: dict[str, object]


class PageShape(Schema):
    """How much there is, and where this page begins."""

    count: int
    offset: int
