"""The reorganisation of a day of the table of units, as the command line asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from nhipcau.ids import new_id
from nhipcau.organisations import units
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import Reorganisation
from nhipcau.organisations.reorganising.applying import reorganise
from nhipcau.organisations.reorganising.loading import state_on
from nhipcau.organisations.reorganising.national import compose
from nhipcau.organisations.reorganising.planning import Plan, plan
from nhipcau.organisations.reorganising.relations import LeftOpen

_DEEDS = UUID("6f1c2f0e-5d0a-4d0c-9c35-2a4a8f7a0c11")
# The resolutions by which the table changes on a day; other days need the document named.
RESOLUTIONS = {date(2025, 7, 1): "Nghị quyết số 202/2025/QH15 và các nghị quyết về sắp xếp đơn vị hành chính cấp xã"}


@dataclass(frozen=True)
class National:
    """What the table of units gives for this installation: the plan, and the places that the table does not know."""

    plan: Plan
    unknown: tuple[LeftOpen, ...]


def national_plan(day: date, *, document: str = "", commissions: bool = True) -> National:
    """Return the plan of the table's reorganisation of `day` for the places and bodies that are there.

    Raises PlanRefused where nothing changes on that day, no document is known for it, or something stands against it.
    """
    state = state_on(day)
    composed = compose(state, units.load(), new_id, commissions=commissions)
    return National(plan(state, composed.changes, document=document or RESOLUTIONS.get(day, "")), composed.left_open)


def national_key(day: date) -> UUID:
    """Return the client key of that day's deed: a second start of the command finds what was done."""
    return uuid5(_DEEDS, day.isoformat())


def reorganise_by_table(
    day: date, *, by: Actor | None, now: datetime, document: str = "", commissions: bool = True
) -> Reorganisation:
    """Carry out the table's reorganisation of `day`, once. Raises PlanRefused, `access.Denied`."""
    done = Reorganisation.objects.filter(client_key=national_key(day)).first()
    if done is not None:
        return done
    made = national_plan(day, document=document, commissions=commissions)
    return reorganise(made.plan, by=by, now=now, client_key=national_key(day))
