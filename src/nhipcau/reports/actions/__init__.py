"""The deeds of this app: each asks the right, changes, and writes the trail, in one transaction."""

from nhipcau.reports.actions.consolidating import AlreadySent, NothingReceived, consolidate, send_upward
from nhipcau.reports.actions.entering import Arrival, NotYetArrived, enter_for
from nhipcau.reports.actions.events import Event
from nhipcau.reports.actions.filing import NeedsPaper, put_number, sign_off
from nhipcau.reports.actions.filling import (
    Conflict,
    NeedsReason,
    NotADraft,
    Withdrawn,
    attach,
    detach,
    new_version,
    save_draft,
    start,
)
from nhipcau.reports.actions.lateness import exempt, explain, note_reminder
from nhipcau.reports.actions.receiving import (
    AlreadyForwarded,
    AlreadyReceived,
    NotNewest,
    ask_for_completion,
    forward,
    judge,
    receive,
    void,
)
from nhipcau.reports.actions.taking import take_known

__all__ = [
    "AlreadyForwarded", "AlreadyReceived", "AlreadySent", "Arrival", "Conflict", "Event", "NeedsPaper", "NeedsReason",
    "NotADraft", "NotNewest", "NotYetArrived", "NothingReceived", "Withdrawn", "ask_for_completion", "attach",
    "consolidate", "detach", "enter_for", "exempt", "explain", "forward", "judge", "new_version", "note_reminder",
    "put_number", "receive", "save_draft", "send_upward", "sign_off", "start", "take_known", "void",
]  # fmt: skip
