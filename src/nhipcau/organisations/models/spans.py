"""Rows that hold for a span of days: from `valid_from` (null: before the table begins) to `valid_until`, excluded."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q


def holds_on(day: date, prefix: str = "") -> Q:
    """Return the condition that a row (reached by `prefix`, such as `spans__`) holds on `day`."""
    return (Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": day})) & (
        Q(**{f"{prefix}valid_until": None}) | Q(**{f"{prefix}valid_until__gt": day})
    )


class SpannedQuerySet(models.QuerySet):
    """Rows with spans."""

    def on(self, day: date) -> Self:
        """Return the rows that hold on `day`."""
        return self.filter(holds_on(day))


class Spanned(models.Model):
    """A fact with two times: the days on which it holds, and the moment when it was recorded."""

    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_until = models.DateField("đến trước ngày", null=True, blank=True)
    recorded_at = models.DateTimeField("ghi lúc")

    objects = SpannedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_from__lt=F("valid_until")),
                name="%(app_label)s_%(class)s_span_has_days",
            )
        ]

    def holds_on(self, day: date) -> bool:
        """Return whether this row holds on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )
