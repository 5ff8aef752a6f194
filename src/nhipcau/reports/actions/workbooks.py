"""Reading workbooks into reports: one draft, or the reports of many bodies that came on another way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from nhipcau.audit import actions as audit
from nhipcau.obligations.models import Occurrence
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.reports.actions.entering import Arrival, enter_for
from nhipcau.reports.actions.events import Event
from nhipcau.reports.actions.filling import save_draft, start
from nhipcau.reports.queries.lines import lines
from nhipcau.reports.workbooks import Arrived, Filled, Merged, merge


@transaction.atomic
def read_into_draft(occurrence: Occurrence, filled: Filled, *, overwrite: bool, by: Actor, now: datetime) -> Merged:
    """Lay the good cells of a workbook into the draft of a report: empty places at once, typed ones with `overwrite`.

    Returns what was added and what differs. Raises `access.Denied`, `Withdrawn`, `NotADraft`, `Conflict`.
    """
    acting = access.require(by, Right.FILL_REPORT, about=occurrence)
    draft = start(occurrence, by=by, now=now)
    merged = merge(lines(draft.form_version, draft, occurrence), filled.answers, overwrite=overwrite)
    if merged.added or (overwrite and merged.conflicts):
        save_draft(draft, merged.answers, by=by, expected=draft.row_version, now=now)
        details = {"added": merged.added, "replaced": len(merged.conflicts) if overwrite else 0}
        audit.record(Event.WORKBOOK_READ, about=draft, by=acting, at=now, details=details)
    return merged


@dataclass(frozen=True)
class Entered:
    """How many reports were entered, and which rows were refused, with the reason."""

    entered: int
    refused: tuple[tuple[Arrived, str], ...]


def enter_many(
    arrived: Sequence[Arrived], occurrences: dict[UUID, Occurrence], *, digest: str, by: Actor, now: datetime
) -> Entered:
    """Enter the reports of many bodies, each in its own transaction: a row that is refused leaves the others standing.

    `digest` names the workbook: read twice, each report counts once.
    """
    entered, refused = 0, []
    for row in arrived:
        occurrence = occurrences[row.occurrence_id]
        arrival = Arrival(row.received_on, row.came_by, row.number_on_paper, row.date_on_paper, ())
        key = uuid5(NAMESPACE_URL, f"nhipcau:workbook:{digest}:{occurrence.pk}")
        try:
            enter_for(occurrence, arrival, row.answers, by=by, client_key=key, now=now)
        except (access.Denied, ValueError) as refusal:
            refused.append((row, str(refusal)))
        else:
            entered += 1
    return Entered(entered, tuple(refused))
