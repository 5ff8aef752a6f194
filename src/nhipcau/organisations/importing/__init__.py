"""Bodies and users from Excel: a template, a check that names each bad row, a plan, and its writing once confirmed."""

from nhipcau.organisations.importing.applying import Outcome, apply_rows
from nhipcau.organisations.importing.planning import Plan, PlannedBody, PlannedUser, make_plan
from nhipcau.organisations.importing.reading import NotReadable, Problem, SheetRows, read_workbook

__all__ = [
    "NotReadable", "Outcome", "Plan", "PlannedBody", "PlannedUser", "Problem", "SheetRows", "apply_rows", "make_plan",
    "read_workbook",
]  # fmt: skip
