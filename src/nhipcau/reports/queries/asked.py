"""Which lines of a form a body is asked: those for everybody, and those for its kind, level or group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nhipcau.obligations.models import Occurrence
from nhipcau.organisations import names
from nhipcau.organisations.models import GroupMember
from nhipcau.reports.form_specs import lines_with_parts
from nhipcau.reports.models import AskedOf, Field, FormVersion


@dataclass(frozen=True)
class Answering:
    """What a body that answers is, with the names that it answers for: kinds with levels, and groups."""

    kinds: frozenset[tuple[str, str]] = frozenset()
    groups: frozenset[UUID] = frozenset()


def fields_for(version: FormVersion | int, occurrence: Occurrence) -> list[Field]:
    """Return the lines that the body of an occurrence answers, with their parts and columns, in order.

    A body also answers what the names that it answers for are asked (đơn vị đầu mối). Three to nine queries.
    """
    key = version.pk if isinstance(version, FormVersion) else version
    fields = lines_with_parts(key)
    if not any(field.asked_of.all() for field in fields):
        return fields
    bodies = {occurrence.body_id, *occurrence.answers_for.values_list("organisation", flat=True)}
    return asked_of(fields, answering(bodies, on=occurrence.period_end))


def answering(bodies: Iterable[UUID], *, on: date) -> Answering:
    """Return what these bodies are on a day. Two queries."""
    spans = names.bodies(bodies, on=on)
    groups = GroupMember.objects.on(on).filter(organisation__in=set(spans)).values_list("group", flat=True)
    return Answering(frozenset((span.kind, span.level) for span in spans.values()), frozenset(groups))


def what_they_are(bodies: Iterable[UUID], *, on: date) -> dict[UUID, Answering]:
    """Return what each of these bodies is on a day, for many at once. Two queries."""
    spans = names.bodies(bodies, on=on)
    groups: dict[UUID, set[UUID]] = defaultdict(set)
    members = GroupMember.objects.on(on).filter(organisation__in=set(spans))
    for body, group in members.values_list("organisation_id", "group_id"):
        groups[body].add(group)
    return {
        body: Answering(frozenset({(span.kind, span.level)}), frozenset(groups[body])) for body, span in spans.items()
    }


def is_asked(rows: Sequence[AskedOf], who: Answering) -> bool:
    """Return whether a line with these rows is asked of `who`; a line without rows is asked of everybody."""
    return _is_asked(rows, who)


def asked_of(fields: Sequence[Field], who: Answering) -> list[Field]:
    """Return the lines that `who` is asked; rows are looked at as they were fetched."""
    return [field for field in fields if _is_asked(list(field.asked_of.all()), who)]


def _is_asked(rows: Sequence[AskedOf], who: Answering) -> bool:
    return not rows or any(_fits(row, who) for row in rows)


def _fits(row: AskedOf, who: Answering) -> bool:
    if row.group_id and row.group_id not in who.groups:
        return False
    if not row.kind and not row.level:
        return True
    return any(row.kind in ("", kind) and row.level in ("", level) for kind, level in who.kinds)
