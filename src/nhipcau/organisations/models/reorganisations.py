"""Reorganisations (sắp xếp đơn vị): one deed by which many bodies and places change on one day."""

from __future__ import annotations

from django.db import models

from nhipcau.ids import new_id
from nhipcau.organisations.models.people import User


class Reorganisation(models.Model):
    """What was merged, divided, renamed, moved or ended on one day, by one document; its rows are in their tables."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_key = models.UUIDField(null=True, blank=True, unique=True)
    on_day = models.DateField("từ ngày")
    document = models.CharField("văn bản", max_length=200)
    # How many of each kind of row began, ended or were carried over: {"bodies_ended": 12, …}.
    counts = models.JSONField("số lượng", default=dict)
    # What a person still has to decide, in words: [{"what": …, "body": …, "text": …}].
    left_open = models.JSONField("việc còn phải quyết", default=list)
    done_at = models.DateTimeField("ghi lúc")
    # Null: at the command line, where nobody is logged in.
    done_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on_day", "-done_at"]

    def __str__(self) -> str:
        return f"{self.on_day:%d/%m/%Y} {self.document}"
