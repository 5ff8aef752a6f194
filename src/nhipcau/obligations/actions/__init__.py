"""The deeds on duties: propose, work on proposals, confirm, open, share, answer, end."""

from nhipcau.obligations.actions.answering_names import add_owner, answer, exclude, remove_owner, resolve_again
from nhipcau.obligations.actions.chains import LevelRules, TooClose, lay_down_the_line
from nhipcau.obligations.actions.confirming import (
    AlreadyConfirmed,
    Confirmed,
    NotReady,
    bodies_confirmed_for,
    confirm,
    confirm_all,
)
from nhipcau.obligations.actions.editing import (
    CannotChange,
    Changes,
    add,
    cut_points,
    drop,
    edit,
    join,
    set_missing_owners,
    set_restating,
    split,
    take_up,
)
from nhipcau.obligations.actions.extending import extend
from nhipcau.obligations.actions.laying import laying_post
from nhipcau.obligations.actions.opening import open_occurrences
from nhipcau.obligations.actions.proposing import propose
from nhipcau.obligations.actions.working import (
    CannotAnswer,
    answer_not_ours,
    change_rule,
    end_obligation,
    mark_done,
    note_reminder,
    set_due_day,
    share,
)

__all__ = [
    "AlreadyConfirmed", "CannotAnswer", "CannotChange", "Changes", "Confirmed", "LevelRules", "NotReady", "TooClose",
    "add", "add_owner", "answer", "answer_not_ours", "bodies_confirmed_for", "change_rule", "confirm", "confirm_all",
    "cut_points", "drop", "edit", "end_obligation", "exclude", "extend", "join", "lay_down_the_line", "laying_post",
    "mark_done", "note_reminder", "open_occurrences", "propose", "remove_owner", "resolve_again", "set_due_day",
    "set_missing_owners", "set_restating", "share", "split", "take_up",
]  # fmt: skip
