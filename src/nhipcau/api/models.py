"""Keys by which programs use the API on behalf of a user."""

from __future__ import annotations

from django.db import models

from nhipcau.ids import new_id
from nhipcau.organisations.access import GatedQuerySet, Kind, Standing
from nhipcau.organisations.models import User


class Token(models.Model):
    """A key of one user for one purpose; only its SHA-256 is kept. What it may see and do is what the user may."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    purpose = models.CharField("dùng cho", max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField("tạo lúc")
    expires_at = models.DateTimeField("hết hạn")
    ended_at = models.DateTimeField("đã hủy lúc", null=True, blank=True)

    objects = GatedQuerySet.as_manager()
    gate = (Standing(Kind.MINE, "user"),)

    def __str__(self) -> str:
        return self.purpose
