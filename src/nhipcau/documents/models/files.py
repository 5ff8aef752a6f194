"""Files, written once under their SHA-256."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """Bytes on disk under their SHA-256 (`documents.storage`); several rows of other tables may name one file."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.PositiveBigIntegerField("số byte")
    content_type = models.CharField("loại", max_length=120)
    stored_at = models.DateTimeField("lưu lúc")
    erased_at = models.DateTimeField("đã xóa lúc", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="file_named_by_sha256")
        ]
