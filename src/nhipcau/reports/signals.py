"""What this app hears from others."""

from __future__ import annotations

from nhipcau.obligations.models import Obligation
from nhipcau.reports.forms_of_duties import give_form


def give_the_form(sender: object, obligation: Obligation, **_: object) -> None:
    """Hang a form on a duty that was just confirmed, in the same transaction."""
    give_form(obligation)
