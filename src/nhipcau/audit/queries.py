"""Checking the trail and reading what happened to one thing."""

from __future__ import annotations

from django.db.models import Model, QuerySet

from nhipcau.audit import rules
from nhipcau.audit.actions import fields_of
from nhipcau.audit.models import Entry, Link


def verify() -> rules.Finding:
    """Recompute every hash from the first entry on and name the first record that does not hold."""
    previous, count, last_position = rules.START, 0, 0
    for link in Link.objects.select_related("entry").order_by("position").iterator(chunk_size=2000):
        entry = link.entry
        if link.position != last_position + 1:
            return _broken(count, previous, f"thiếu mắt xích {last_position + 1}")
        if rules.digest(fields_of(entry)) != entry.digest:
            return _broken(count, previous, f"bản ghi số {entry.pk} ({entry.event}) đã bị sửa")
        previous = rules.chain(previous, entry.pk, entry.digest)
        if previous != link.chain:
            return _broken(count, previous, f"mắt xích của bản ghi số {entry.pk} ({entry.event}) không khớp")
        count, last_position = count + 1, link.position
    for entry in Entry.objects.filter(link=None).order_by("id").iterator(chunk_size=2000):
        if rules.digest(fields_of(entry)) != entry.digest:
            return _broken(count, previous, f"bản ghi số {entry.pk} ({entry.event}) đã bị sửa")
    return rules.Finding(count, _unsealed(), previous, None)


def history_of(thing: Model) -> QuerySet[Entry]:
    """Return the entries about one thing, oldest first. Show them only to who may see the thing."""
    return Entry.objects.filter(about_type=thing._meta.label_lower, about_id=str(thing.pk)).order_by("id")


def _unsealed() -> int:
    return Entry.objects.filter(link=None).count()


def _broken(sealed: int, head: str, what: str) -> rules.Finding:
    return rules.Finding(sealed, _unsealed(), head, what)
