"""Taking figures that the program knows into a draft: with their source, by which they open."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F

from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.reports import known_figures
from nhipcau.reports.actions.filling import Conflict, NotADraft
from nhipcau.reports.known_figures import Asking, Key
from nhipcau.reports.models import Figure, Version
from nhipcau.reports.queries.asked import fields_for
from nhipcau.reports.queries.lines import keys_of


@transaction.atomic
def take_known(draft: Version, wanted: Collection[Key] | None, *, by: Actor, expected: int, now: datetime) -> int:
    """Put figures that the program knows into a draft, each with its source; return the draft's new row version.

    `wanted` None takes all that are offered for lines which are still empty; named ones replace what was typed.
    `expected` is the row version that was seen. Raises `access.Denied`, `Conflict`, `NotADraft`.
    """
    access.require(by, Right.FILL_REPORT, about=draft.submission)
    changed = Version.objects.filter(pk=draft.pk, filed_at=None, row_version=expected).update(
        row_version=F("row_version") + 1, saved_at=now, saved_by=by.user
    )
    if not changed:
        raise Conflict if Version.objects.filter(pk=draft.pk, filed_at=None).exists() else NotADraft
    there = {(row.indicator_id, row.breakdown): row.source_key for row in draft.figures.all()}
    for key, figure in _offered(draft).items():
        if (wanted is None and key in there) or (wanted is not None and key not in wanted):
            continue
        if there.get(key, "").startswith("table:"):
            continue  # a table of the same report adds it up
        Figure.objects.update_or_create(
            version=draft, indicator_id=key[0], breakdown=key[1],
            defaults={
                "value": figure.value, "is_estimate": figure.is_estimate, "source": figure.label[:300],
                "source_key": figure.source_key,
            },
        )  # fmt: skip
    return expected + 1


def _offered(draft: Version) -> dict[Key, known_figures.KnownFigure]:
    """Return what the program knows of the lines that the body is asked."""
    occurrence = draft.submission.occurrence
    fields = fields_for(draft.form_version_id, occurrence)
    keys = {
        key
        for field in fields
        if field.indicator is not None and field.indicator.kind not in ("ratio", "choice")
        for key in keys_of(field)
    }
    return known_figures.known(Asking.about(occurrence, keys))
