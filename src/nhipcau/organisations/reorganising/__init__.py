"""Reorganisations (sắp xếp đơn vị): what is said, what follows from it, and the one deed that writes it.

state = state_on(day)
made = plan(state, [*merge([a, b], into=Body(...)), *split(c, [(d, 4_000), (e, 6_000)])], document="NQ 202/2025/QH15")
reorganise(made, by=actor, now=clock.now(), client_key=key)
"""

from nhipcau.organisations.reorganising.applying import reorganise
from nhipcau.organisations.reorganising.changes import (
    Alter,
    Become,
    Begin,
    Body,
    Change,
    End,
    Part,
    Place,
    abolish_level,
    merge,
    move,
    rename,
    split,
)
from nhipcau.organisations.reorganising.fates import PlanRefused, Problem
from nhipcau.organisations.reorganising.loading import state_on
from nhipcau.organisations.reorganising.planning import Plan, plan
from nhipcau.organisations.reorganising.relations import LeftOpen
from nhipcau.organisations.reorganising.state import State

__all__ = [
    "Alter", "Become", "Begin", "Body", "Change", "End", "LeftOpen", "Part", "Place", "Plan", "PlanRefused", "Problem",
    "State", "abolish_level", "merge", "move", "plan", "rename", "reorganise", "split", "state_on",
]  # fmt: skip
