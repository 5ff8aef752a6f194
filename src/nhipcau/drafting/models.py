"""Outgoing documents in preparation: what they were made from, and the DOCX that was made."""

from __future__ import annotations

from django.db import models

from nhipcau.documents.models import Document, StoredFile
from nhipcau.ids import new_id
from nhipcau.organisations.access import GatedQuerySet, Kind, Standing
from nhipcau.organisations.models import Organisation, User


class Draft(models.Model):
    """One outgoing document as drafted (dự thảo); issued, it becomes a document of the register."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_key = models.UUIDField(null=True, blank=True, unique=True)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="drafts")
    kind = models.CharField("loại văn bản", max_length=60)
    subject = models.TextField("trích yếu")
    profile = models.CharField("thể thức", max_length=10)
    # What it was made from: `reports.consolidation:<id>`, `obligations.occurrence:<id>` …; opens down to its source.
    made_from = models.CharField(max_length=120, blank=True)
    content = models.JSONField("nội dung", default=dict)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField("tên tệp", max_length=255)
    drafted_at = models.DateTimeField("soạn lúc")
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issued_as = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts")

    objects = GatedQuerySet.as_manager()
    gate = (Standing(Kind.OWN, "body"),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"
