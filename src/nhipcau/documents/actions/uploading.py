"""Handing a file in, and what its uploader may do while it waits in quarantine."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nhipcau import jobs
from nhipcau.audit import actions as audit
from nhipcau.documents import storage
from nhipcau.documents.events import Event
from nhipcau.documents.models import StoredFile, Upload, UploadPage, UploadState
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.models import Organisation
from vanban import Reading

READ_JOB = "nhipcau.documents.jobs.read_upload"
NIGHT_JOB = "nhipcau.documents.jobs.read_upload_at_night"
SECONDS_OF_A_NIGHT = 5 * 3600


class NotDeclared(Exception):
    """Nobody declared that the paper is not secret."""

    def __init__(self) -> None:
        super().__init__(_("Hãy đánh dấu cam kết văn bản không thuộc bí mật nhà nước trước khi tải lên."))


class NotNow(Exception):
    """The upload is in a state in which this cannot be done; somebody or the worker was faster."""

    def __init__(self) -> None:
        super().__init__(_("Trạng thái của tệp vừa thay đổi. Hãy xem lại tệp rồi làm tiếp."))


def upload(
    *,
    by: Actor,
    body: Organisation,
    data: bytes | BinaryIO | Iterable[bytes],
    name: str,
    client_key: UUID,
    declared_not_secret: bool,
    now: datetime,
) -> Upload:
    """Take a file into quarantine and ask the worker to read it; the same `client_key` twice gives the first upload.

    Raises `access.Denied`, `NotDeclared`, and `storage.TooLarge` before the file is wholly written.
    """
    who = access.require(by, Right.REGISTER_DOCUMENT, about=body)
    if not declared_not_secret:
        raise NotDeclared
    if earlier := Upload.objects.filter(client_key=client_key, uploader=by.user).first():
        return earlier
    # The file is on disk, whole and synced, before the transaction that names it begins.
    staged = storage.stage(data)
    try:
        with transaction.atomic():
            row = Upload.objects.create(
                client_key=client_key, uploader=by.user, body=body, file=storage.adopt(staged, now=now),
                name=clean_name(name), declared_not_secret_at=now, uploaded_at=now,
            )  # fmt: skip
            audit.record(Event.UPLOADED, about=row, by=who, at=now, details={"sha256": row.file_id})
            jobs.enqueue(READ_JOB, str(row.pk))
    except IntegrityError:  # the second click of two was in the other process
        return Upload.objects.get(client_key=client_key, uploader=by.user)
    finally:
        staged.discard()
    return row


@transaction.atomic
def read_again(row: Upload, *, by: Actor, now: datetime) -> None:
    """Ask for another reading of a file that could not be read or whose reading stands still. Raises `NotNow`."""
    who = access.require(by, Right.REGISTER_DOCUMENT, about=row.body)
    unread = [UploadState.FAILED, UploadState.WAITING, UploadState.READING]
    again = Upload.objects.filter(pk=row.pk, state__in=unread, file__erased_at=None)
    if not again.update(state=UploadState.WAITING, reason="", attempt=0, pages_done=0, claim=None):
        raise NotNow
    audit.record(Event.READ_AGAIN, about=row, by=who, at=now)
    jobs.enqueue(READ_JOB, str(row.pk))


@transaction.atomic
def declare_again(row: Upload, *, by: Actor, now: datetime) -> None:
    """Let an unreadable file be registered by hand: its uploader has looked at it and declares it not secret again.

    Raises `NotNow` unless reading has failed.
    """
    who = access.require(by, Right.REGISTER_DOCUMENT, about=row.body)
    waiting = Upload.objects.filter(pk=row.pk, state=UploadState.FAILED, file__erased_at=None)
    if not waiting.update(state=UploadState.READ, declared_not_secret_at=now, reading=Reading(text="").to_dict()):
        raise NotNow
    audit.record(Event.READ, about=row, by=who, at=now, details={"by_hand": True})


@transaction.atomic
def delete_upload(row: Upload, *, by: Actor, now: datetime) -> None:
    """Delete a file that is not in the register; its bytes go unless something else names them. Raises `NotNow`."""
    who = access.require(by, Right.REGISTER_DOCUMENT, about=row.body)
    _delete(row, now=now)
    audit.record(Event.UPLOAD_DELETED, about=row, by=who, at=now)


def clear_quarantine(*, now: datetime) -> int:
    """Delete uploads that waited longer than `settings.QUARANTINE_DAYS` without being registered; return how many."""
    old = Upload.objects.filter(uploaded_at__lt=now - timedelta(days=settings.QUARANTINE_DAYS)).exclude(
        state__in=[UploadState.REGISTERED, UploadState.DELETED, UploadState.REFUSED]
    )
    cleared = 0
    for row in old:
        with transaction.atomic():
            try:
                _delete(row, now=now)
            except NotNow:
                continue
            audit.record(
                Event.QUARANTINE_CLEARED, about=row, by=None, at=now, details={"days": settings.QUARANTINE_DAYS}
            )
            cleared += 1
    return cleared


def clean_name(name: str) -> str:
    """Return a file's name without folders, control characters and more than 200 characters."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    plain = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip(" .")
    stem, dot, ending = plain.rpartition(".")
    return (f"{stem[:190]}{dot}{ending[:9]}" if dot else plain[:200]) or _("tệp không tên")


def _delete(row: Upload, *, now: datetime) -> None:
    ended = [UploadState.REGISTERED, UploadState.DELETED, UploadState.REFUSED]
    kept = Upload.objects.filter(pk=row.pk).exclude(state__in=ended)
    if not kept.update(state=UploadState.DELETED, claim=None, reading=None, reason=""):
        raise NotNow
    pages = StoredFile.objects.filter(pk__in=UploadPage.objects.filter(upload=row).values("image"))
    for stored in [row.file, *pages]:
        if stored is not None and not _is_named_elsewhere(stored, row):
            storage.erase(stored, now=now)
    UploadPage.objects.filter(upload=row).delete()


def _is_named_elsewhere(stored: StoredFile, row: Upload) -> bool:
    """Return whether any table of any app still names the file, apart from `row` and from uploads that are gone."""
    gone = [UploadState.DELETED, UploadState.REFUSED]
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete:
            continue
        named = relation.related_model._base_manager.filter(**{relation.field.name: stored})
        if relation.related_model is Upload:
            named = named.exclude(pk=row.pk).exclude(state__in=gone)
        elif relation.related_model is UploadPage:
            named = named.exclude(upload=row)
        if named.exists():
            return True
    return False
