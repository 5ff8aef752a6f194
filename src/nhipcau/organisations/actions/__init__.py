"""Deeds on who there is: each asks the right, changes, and writes the trail in one transaction."""

from nhipcau.organisations.actions.beginning import make_administrator
from nhipcau.organisations.actions.bodies import (
    AlreadySucceeded,
    BodyFacts,
    SpanRefused,
    change_body,
    create_body,
    end_body,
    facts_of,
    succeed,
)
from nhipcau.organisations.actions.calendar import CannotEnter, enter_day, remove_day, swap_days
from nhipcau.organisations.actions.groups import add_member, end_member, make_group, set_class, set_focal_unit
from nhipcau.organisations.actions.lines import end_line, rebuild_closure, set_line, set_lines
from nhipcau.organisations.actions.people import (
    create_user,
    end_post,
    give_post,
    new_password,
    set_active,
    set_password,
)
from nhipcau.organisations.actions.programmes import (
    DueSettings,
    add_stage,
    change_due_settings,
    create_programme,
    set_coordination,
)

__all__ = [
    "AlreadySucceeded",
    "BodyFacts",
    "CannotEnter",
    "DueSettings",
    "SpanRefused",
    "add_member",
    "add_stage",
    "change_body",
    "change_due_settings",
    "create_body",
    "create_programme",
    "create_user",
    "end_body",
    "end_line",
    "end_member",
    "end_post",
    "enter_day",
    "facts_of",
    "give_post",
    "make_administrator",
    "make_group",
    "new_password",
    "rebuild_closure",
    "remove_day",
    "set_active",
    "set_class",
    "set_coordination",
    "set_focal_unit",
    "set_line",
    "set_lines",
    "set_password",
    "succeed",
    "swap_days",
]
