"""Work for later of the register."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from nhipcau import clock, jobs
from nhipcau.documents import actions, storage
from nhipcau.documents.actions.uploading import READ_JOB
from nhipcau.documents.models import Upload, UploadState

STANDS_STILL = timedelta(minutes=30)


def read_upload(upload_id: str) -> None:
    """Read one upload."""
    actions.read_upload(upload_id)


def read_upload_at_night(upload_id: str) -> None:
    """Read one upload of very many pages."""
    actions.read_upload(upload_id, at_night=True)


def clear_quarantine() -> int:
    """Delete what waited too long, and bytes that no row names."""
    storage.sweep()
    return actions.clear_quarantine(now=clock.now())


def read_what_stands_still() -> int:
    """Ask again for uploads whose reading stands still though no job remembers them (a restored back-up)."""
    still = Upload.objects.filter(
        state__in=[UploadState.WAITING, UploadState.READING], uploaded_at__lt=clock.now() - STANDS_STILL
    ).exclude(progress_at__gt=clock.now() - STANDS_STILL)
    asked = 0
    for row in still:
        with transaction.atomic():
            jobs.enqueue(READ_JOB, str(row.pk))
            asked += 1
    return asked
