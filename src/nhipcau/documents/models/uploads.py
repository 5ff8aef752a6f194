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


WAITING_STATES = frozenset({UploadState.WAITING, UploadState.READING, UploadState.NIGHT})
ENDED_STATES = frozenset({UploadState.REFUSED, UploadState.REGISTERED, UploadState.DELETED})


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
    # Each attempt at reading has a claim of its own; only the newest may write its result.
    attempt = models.PositiveSmallIntegerField("lần đọc", default=0)
    claim = models.UUIDField(null=True, editable=False)
    progress_at = models.DateTimeField("tiến triển lúc", null=True)
    page_starts = models.JSONField("đầu trang", default=list)
    # What `vanban` read: a proposal, kept as it came until a person confirms it.
    reading = models.JSONField("bản đọc", null=True, blank=True)
    notes = models.JSONField("ghi chú khi đọc", default=list)
    document = models.ForeignKey("Document", null=True, blank=True, on_delete=models.PROTECT, related_name="uploads")

    objects = GatedQuerySet.as_manager()
    gate = (Standing(Kind.MINE, "uploader", within="body"),)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["refused", "deleted"]) | Q(file__isnull=False), name="upload_keeps_its_file"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        """Whether the worker has still to read it."""
        return self.state in WAITING_STATES

    @property
    def is_done_with(self) -> bool:
        """Whether nothing more is to be done with it."""
        return self.state in ENDED_STATES


class UploadPage(models.Model):
    """The picture of one page of a scan, made while reading."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField("trang")
    image = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    objects = GatedQuerySet.as_manager()
    gate = (Standing(Kind.MINE, "upload__uploader", within="upload__body"),)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="one_picture_of_a_page")]
