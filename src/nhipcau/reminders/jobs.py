"""Work for later: the round of the morning, and the mails that wait."""

from __future__ import annotations

from nhipcau import clock
from nhipcau.reminders import sending
from nhipcau.reminders.rounds import make_round


def remind() -> int:
    """Make today's reminders, once a day; return how many lines were written."""
    return make_round(now=clock.now()).lines


def send_mails() -> int:
    """Send the mails that wait; safe to run twice, no mail is sent twice. Returns how many left."""
    return sending.send_waiting(now=clock.now())
