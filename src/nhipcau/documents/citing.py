"""Links between documents of one register: by number and date, never by guess."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from nhipcau.documents.models import Citation, Document


def link(body: UUID, pairs: set[tuple[str, date | None]]) -> None:
    """Bring the links of all citations that name one of `pairs` (folded number, date) up to date in one register.

    A citation without a number or a date names nothing. Where two documents of the register could be meant, neither is:
    the outcome does not depend on the order in which they came. Three queries and one for each pair found.
    """
    known = {(number, day) for number, day in pairs if number and day is not None}
    if not known:
        return
    numbers = {number for number, _day in known}
    targets: dict[tuple[str, date | None], list[UUID]] = {}
    registered = Document.objects.filter(body=body, folded_number__in=numbers)
    for key, number, day in registered.values_list("pk", "folded_number", "date"):
        targets.setdefault((number, day), []).append(key)
    cited = Citation.objects.filter(document__body=body, folded_number__in=numbers, date__isnull=False)
    changed = []
    for citation in cited:
        if (citation.folded_number, citation.date) not in known:
            continue
        meant = targets.get((citation.folded_number, citation.date), [])
        target = meant[0] if len(meant) == 1 and meant[0] != citation.document_id else None
        if citation.target_id != target:
            citation.target_id = target
            changed.append(citation)
    Citation.objects.bulk_update(changed, ["target"])
