"""Loading many bodies, lines and members at once, for worlds and imports. No permission and no trail: the caller's.

The rows are the same as those of `actions`; the database's guards hold here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from nhipcau.organisations.actions.bodies import BodyFacts
from nhipcau.organisations.models import (
    FocalUnit,
    Group,
    GroupMember,
    Line,
    LineRole,
    Organisation,
    OrganisationSpan,
    Programme,
)
from nhipcau.text import fold

BATCH = 1000
Lines = Iterable[tuple[Organisation, Organisation, LineRole]]


def bodies(rows: Sequence[tuple[Organisation, BodyFacts]], *, now: datetime, valid_from: date | None = None) -> None:
    """Write bodies with one span each, all from `valid_from` on. Two statements per 1,000 bodies."""
    Organisation.objects.bulk_create((body for body, _facts in rows), batch_size=BATCH)
    spans(rows, now=now, valid_from=valid_from)


def spans(rows: Sequence[tuple[Organisation, BodyFacts]], *, now: datetime, valid_from: date | None = None) -> None:
    """Write one span for each of these bodies, which are there already."""
    OrganisationSpan.objects.bulk_create(
        (facts.span(body, now=now, valid_from=valid_from) for body, facts in rows), batch_size=BATCH
    )


def lines(programme: Programme, rows: Lines, *, now: datetime, valid_from: date | None = None) -> None:
    """Write lines of one programme; afterwards the caller calls `actions.rebuild_closure`."""
    Line.objects.bulk_create(
        (
            Line(
                programme=programme, lower=lower, upper=upper, role=role, valid_from=valid_from, recorded_at=now
            )
            for lower, upper, role in rows
        ),
        batch_size=BATCH,
    )  # fmt: skip


def group(
    name: str,
    members: Iterable[Organisation],
    *,
    scope: Organisation | None,
    now: datetime,
    programme: Programme | None = None,
    valid_from: date | None = None,
) -> Group:
    """Write a named group with its members."""
    row = Group.objects.create(name=name, folded=fold(name)[:300], scope=scope, programme=programme)
    GroupMember.objects.bulk_create(
        (GroupMember(group=row, organisation=body, valid_from=valid_from, recorded_at=now) for body in members),
        batch_size=BATCH,
    )
    return row


def focal_units(
    programme: Programme | None,
    pairs: Iterable[tuple[Organisation, Organisation]],
    *,
    now: datetime,
    valid_from: date | None = None,
) -> None:
    """Write who answers for whom: pairs of (unit, member)."""
    FocalUnit.objects.bulk_create(
        (
            FocalUnit(programme=programme, unit=unit, member=member, valid_from=valid_from, recorded_at=now)
            for unit, member in pairs
        ),
        batch_size=BATCH,
    )
