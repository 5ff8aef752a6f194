"""From a printed name to the body that it names on a day: exact names only; of two possible bodies, neither.

Groups, slips of OCR and remembered answers are `obligations`' affair; here only what needs no judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from nhipcau.documents.rules import issuer_symbols
from nhipcau.organisations.models import OrganisationSpan, holds_on
from nhipcau.text import fold

_ABOVE = " — "


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


class NotOneBody(Exception):
    """A typed name means no body, or several; the text says what to do."""


def label_of(span: OrganisationSpan, parent_name: str = "") -> str:
    """Return how a body is offered for choosing; the body above is added where two would read alike."""
    return f"{span.name}{_ABOVE}{parent_name}" if parent_name else span.name


def suggestions(typed: str, *, on: date, most: int = 30) -> tuple[str, ...]:
    """Return labels of bodies that have a word beginning with each word typed, in protocol order. Two queries."""
    rows = OrganisationSpan.objects.filter(holds_on(on))
    for word in fold(typed).split():
        rows = rows.filter(
            Q(folded__startswith=word) | Q(folded__contains=f" {word}")
            | Q(folded_short__startswith=word) | Q(folded_short__contains=f" {word}")
        )  # fmt: skip
    found = list(rows.order_by("rank")[:most])
    shared = [span for span in found if sum(1 for other in found if other.folded == span.folded) > 1]
    above = dict(
        OrganisationSpan.objects.filter(holds_on(on), organisation__in=[span.parent_id for span in shared]).values_list(
            "organisation_id", "name"
        )
    )
    return tuple(label_of(span, above.get(span.parent_id, "") if span in shared else "") for span in found)


def body_as_typed(typed: str, *, on: date) -> OrganisationSpan:
    """Return the one body that a label or an exact name means on the day `on`. Raises `NotOneBody`."""
    name, _sign, parent = typed.partition(_ABOVE)
    word = fold(name)
    spans = list(OrganisationSpan.objects.filter(holds_on(on)).filter(Q(folded=word) | Q(folded_short=word)))
    spans = [span for span in spans if span.folded == word] or spans
    if len(spans) > 1 and parent:
        above = OrganisationSpan.objects.filter(holds_on(on), folded=fold(parent)).values_list("organisation_id")
        spans = [span for span in spans if (span.parent_id,) in set(above)]
    if len(spans) == 1:
        return spans[0]
    if spans:
        raise NotOneBody(
            _("Có %(n)s cơ quan cùng tên “%(name)s”. Hãy chọn một tên đầy đủ trong danh sách gợi ý.")
            % {"n": len(spans), "name": name.strip()}
        )
    raise NotOneBody(
        _("Không có cơ quan “%(name)s” trong hệ thống vào ngày %(day)s. Hãy chọn trong danh sách gợi ý, hoặc để trống "
          "nếu cơ quan ban hành ở ngoài hệ thống.") % {"name": name.strip(), "day": f"{on:%d/%m/%Y}"}
    )  # fmt: skip


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
    return spans[0] if len(spans) == 1 else None
