"""From a printed name to the body that it names on a day: exact names only; of two possible bodies, neither.

Groups, slips of OCR and remembered answers are `obligations`' affair; here only what needs no judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from nhipcau.documents.rules import issuer_symbols
from nhipcau.organisations.models import OrganisationSpan, holds_on
from nhipcau.text import fold


def issuer_as_printed(
    printed: str, *, parent: str = "", number: str = "", place: str = "", on: date
) -> OrganisationSpan | None:
    """Return the one body that the head of a paper names on the day `on`, or None. Two queries.

    The name alone, then the name with the body above it (`BAN DÂN VẬN` under `HUYỆN ỦY …`), then the symbol in the
    number; what several bodies share is told apart by the body above and the place, both as printed.
    """
    name = fold(printed)
    if not name:
        return None
    full = [name, fold(f"{printed} {parent}")] if parent else [name]
    symbols = issuer_symbols(number)
    spans = list(
        OrganisationSpan.objects.filter(holds_on(on), Q(folded__in=full) | Q(folded_short=name) | Q(symbol__in=symbols))
    )
    for named in (
        [span for span in spans if span.folded == full[-1]],
        [span for span in spans if span.folded == name],
        [span for span in spans if span.folded_short == name],
        [span for span in spans if span.symbol in symbols],
    ):
        if (found := _the_one(named, parent=parent, place=place, on=on)) is not None:
            return found
    return None


def bodies_as_printed(names: Iterable[str], *, on: date, near: UUID | None = None) -> dict[str, UUID]:
    """Return the bodies that `names` mean on the day `on`, by the name as given; what is not sure is left out.

    A name or short name that several bodies share means the one in the place of the body `near`, if there is one only.
    Two queries for any number of names.
    """
    folded = {name: fold(name) for name in names}
    wanted = {word for word in folded.values() if word}
    if not wanted:
        return {}
    spans = list(
        OrganisationSpan.objects.filter(holds_on(on)).filter(Q(folded__in=wanted) | Q(folded_short__in=wanted))
    )
    home = OrganisationSpan.objects.filter(holds_on(on), organisation=near).first() if near else None
    found: dict[str, UUID] = {}
    for name, word in folded.items():
        candidates = [s for s in spans if s.folded == word] or [s for s in spans if s.folded_short == word]
        if len(candidates) > 1 and home is not None and home.locality_id is not None:
            candidates = [span for span in candidates if span.locality_id == home.locality_id]
        if len({span.organisation_id for span in candidates}) == 1:
            found[name] = candidates[0].organisation_id
    return found


def _the_one(spans: Sequence[OrganisationSpan], *, parent: str, place: str, on: date) -> OrganisationSpan | None:
    if len(spans) > 1 and place:
        spans = [span for span in spans if fold(span.place) == fold(place)] or spans
    if len(spans) > 1 and parent:
        above = fold(parent)
        parents = set(
            OrganisationSpan.objects.filter(
                holds_on(on), Q(folded=above) | Q(folded_short=above), organisation__in=[s.parent_id for s in spans]
            ).values_list("organisation_id", flat=True)
        )
        spans = [span for span in spans if span.parent_id in parents]
    if len(spans) != 1:
        return None
    # A body whose parent is printed and is another's cannot be meant.
    return spans[0]
