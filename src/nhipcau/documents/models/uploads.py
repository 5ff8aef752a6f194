"""Uploads on their way into the register. Until it was read, a file is seen by its uploader only."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nhipcau.documents.models.files import StoredFile
from nhipcau.ids import new_id
from nhipcau.organisations.access import GatedQuerySet, Kind, Standing
from nhipcau.organisations.models import Organisation, User


class UploadState(models.TextChoices):
    """Where an upload is; the first three wait for the worker."""

    WAITING = "waiting", "chờ đọc"
    READING = "reading", "đang đọc"
    NIGHT = "night", "đọc trong đêm"
    READ = "read", "đã đọc"
    FAILED = "failed", "không đọc được"
    REFUSED = "refused", "bị từ chối"
    REGISTERED = "registered", "đã vào sổ"
    DELETED = "deleted", "đã xóa"


class Upload(models.Model):
    """One file that somebody handed in, declared as not secret, on its way to becoming a document."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_key = models.UUIDField("khóa gửi", unique=True)
    uploader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="uploads")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="uploads")
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="uploads")
    name = models.CharField("tên tệp", max_length=255)
    declared_not_secret_at = models.DateTimeField("cam kết không mật lúc", null=True)
    uploaded_at = models.DateTimeField("tải lên lúc")
    state = models.CharField("trạng thái", max_length=12, choices=UploadState, default=UploadState.WAITING)
    reason = models.TextField("lý do", blank=True)
    pages_done = models.PositiveIntegerField("trang đã đọc", default=0)
    pages_total = models.PositiveIntegerField("số trang", default=0)
    # What `vanban` read: a proposal, kept as it came until a person confirms it.
    reading = models.JSONField("bản đọc", null=True, blank=True)
    notes = models.JSONField("ghi chú khi đọc", default=list)
    document = models.ForeignKey("Document", null=True, blank=True, on_delete=models.PROTECT, related_name="uploads")

    objects = GatedQuerySet.as_manager()
    gate = (Standing(Kind.MINE, "uploader"),)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["refused", "deleted"]) | Q(file__isnull=False), name="upload_keeps_its_file"
            )
        ]

    def __str__(self) -> str:
        return self.name
