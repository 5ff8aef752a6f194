"""Printed names of owners, recipients and intermediaries → bodies, groups, or groups made by a rule."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from nhipcau.obligations.models import Alias
from nhipcau.obligations.resolving import scope as scopes
from nhipcau.obligations.resolving.group_rules import GroupRule
from nhipcau.obligations.resolving.resolver import LIKELY, SURE, UNSURE, Resolution, Resolver, Target
from nhipcau.organisations.models import Coordination, Line, holds_on

__all__ = ["LIKELY", "SURE", "UNSURE", "GroupRule", "Resolution", "Resolver", "Target", "for_document"]


def for_document(*, issuer: UUID, register: UUID, programme: UUID | None, on: date) -> Resolver:
    """Return who resolves the names of a document of `issuer`, as of the day `on`; `register` remembers answers.

    At most 18 queries, for any number of bodies and names.
    """
    scope = scopes.load(issuer, on=on, programme=programme)
    aliases = {
        alias.folded: Target(alias.organisation_id, alias.group_id, alias.rule)
        for alias in Alias.objects.filter(body=register)
    }
    preferred: set[UUID] = set()
    if programme is not None:
        held = Coordination.objects.filter(holds_on(on), programme=programme)
        preferred = set(held.values_list("organisation_id", flat=True))
        lines = Line.objects.filter(holds_on(on), Q(upper__in=preferred) | Q(lower__in=preferred), programme=programme)
        for upper, lower in lines.values_list("upper_id", "lower_id"):
            preferred |= {upper, lower}
    return Resolver(scope, aliases, frozenset(preferred))
