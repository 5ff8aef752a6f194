"""The deeds of this app: each asks the right, changes, and writes the trail, in one transaction."""

from nhipcau.reports.actions.consolidating import NothingReceived, consolidate
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
from nhipcau.reports.actions.gathering import NoText, NothingToJoin, edit, join, set_aside, take_apart
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
from nhipcau.reports.actions.sending_up import (
    AlreadySent,
    ChangedWithoutReason,
    NowhereToSend,
    explain_change,
    send_upward,
)
from nhipcau.reports.actions.taking import take_known

__all__ = [
    "AlreadyForwarded", "AlreadyReceived", "AlreadySent", "Arrival", "ChangedWithoutReason", "Conflict", "Event",
    "NeedsPaper", "NeedsReason", "NoText", "NotADraft", "NotNewest", "NotYetArrived", "NothingReceived",
    "NothingToJoin", "NowhereToSend", "Withdrawn", "ask_for_completion", "attach", "consolidate", "detach", "edit",
    "enter_for", "exempt", "explain", "explain_change", "forward", "join", "judge", "new_version", "note_reminder",
    "put_number", "receive", "save_draft", "send_upward", "set_aside", "sign_off", "start", "take_apart",
    "take_known", "void",
]  # fmt: skip
