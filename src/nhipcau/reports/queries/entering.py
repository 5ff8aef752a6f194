"""Whom to enter next."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from nhipcau.obligations.models import Occurrence
from nhipcau.organisations import names
from nhipcau.organisations.access import Actor
from nhipcau.reports.queries.standings import stands


def next_to_enter(occurrence: Occurrence, actor: Actor, *, on: date) -> UUID | None:
    """Return the next occurrence of the same duty and period whose report did not come, in protocol order, beginning
    behind this one; None where all came. Four queries."""
    same = Occurrence.objects.visible_to(actor).filter(
        obligation=occurrence.obligation_id, rule=occurrence.rule_id, period_start=occurrence.period_start,
        period_end=occurrence.period_end,
    )  # fmt: skip
    found = stands(same, on=on)
    called = names.bodies({stand.body_id for stand in found} | {occurrence.body_id}, on=on)
    here = _place(called, occurrence.body_id)
    waiting = [
        stand for stand in found if stand.is_expected and not stand.was_sent and stand.body_id != occurrence.body_id
    ]
    ordered = sorted(waiting, key=lambda stand: (_place(called, stand.body_id) <= here, _place(called, stand.body_id)))
    return ordered[0].occurrence_id if ordered else None


def _place(called: dict[UUID, object], body: UUID) -> tuple[int, str]:
    return (called[body].rank, str(body))  # type: ignore[attr-defined]
