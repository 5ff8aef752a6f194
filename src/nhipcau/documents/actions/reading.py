"""Reading an upload: claimed, read outside of any transaction, its result written once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from nhipcau import clock, jobs
from nhipcau.audit import actions as audit
from nhipcau.documents import rules, storage
from nhipcau.documents.actions.uploading import NIGHT_JOB, SECONDS_OF_A_NIGHT
from nhipcau.documents.events import Event
from nhipcau.documents.models import Upload, UploadPage, UploadState
from nhipcau.ids import new_id
from vanban import Reading, read_text
from vanban.files import Limits, Problem, Source, Unreadable, load

log = logging.getLogger("nhipcau.documents")
SECONDS_BETWEEN_SIGNS = 0.7
BY_DAY = Limits()
AT_NIGHT = replace(BY_DAY, pages=2000, ocr_pages=1500, seconds_without_progress=120.0, cpu_seconds=SECONDS_OF_A_NIGHT)


class _Superseded(Exception):
    """Somebody deleted the upload, or another worker reads it now."""


def read_upload(upload_id: str, *, at_night: bool = False) -> None:
    """Read an upload and write what was found, or why not. Safe to run twice: only the newest attempt writes."""
    row = _claim(UUID(upload_id), at_night=at_night)
    if row is None:
        return
    if row.attempt > rules.TRIES:
        _fail(row, _("Máy đã %(n)s lần phải dừng giữa chừng khi đọc tệp này. Hãy lưu tệp sang DOCX hoặc PDF khác rồi "
                     "tải lại, hoặc nhập thông tin bằng tay.") % {"n": rules.TRIES})  # fmt: skip
        return
    limits = replace(AT_NIGHT if at_night else BY_DAY, file_bytes=settings.MAX_FILE_BYTES + 1)
    try:
        storage.open_file(row.file).close()
        source = load(storage.path_of(row.file), name=row.name, progress=_progress(row), limits=limits)
        reading = read_text(source.text, is_recognised=source.is_recognised)
    except _Superseded:
        return
    except storage.Missing:
        _fail(row, _("Tệp không còn trong kho hoặc đã bị hỏng. Hãy tải lại tệp."))
    except Unreadable as reason:
        if reason.kind is Problem.TOO_MANY_PAGES and not at_night:
            _leave_for_the_night(row)
        else:
            _fail(row, reason.message)
    except (DatabaseError, OSError):
        raise  # it may pass: the worker tries again
    except Exception:
        log.exception("reading of upload %s broke", row.pk)
        _fail(row, _("Chương trình gặp lỗi khi đọc tệp này (đã ghi vào nhật ký máy chủ). Tệp vẫn được giữ: hãy thử đọc "
                     "lại, hoặc nhập thông tin bằng tay và báo quản trị."))  # fmt: skip
    else:
        _write(row, source, reading)


def _claim(upload_id: UUID, *, at_night: bool) -> Upload | None:
    waits = [UploadState.WAITING, UploadState.READING, *([UploadState.NIGHT] if at_night else [])]
    claimed = Upload.objects.filter(pk=upload_id, state__in=waits).update(
        state=UploadState.READING, claim=new_id(), attempt=F("attempt") + 1, pages_done=0, progress_at=clock.now()
    )
    return Upload.objects.select_related("file").get(pk=upload_id) if claimed else None


def _progress(row: Upload) -> Callable[[int, int], None]:
    told_at = float("-inf")

    def tell(done: int, total: int) -> None:
        nonlocal told_at
        if done < total and time.monotonic() - told_at < SECONDS_BETWEEN_SIGNS:
            return
        told_at = time.monotonic()
        held = Upload.objects.filter(pk=row.pk, claim=row.claim, state=UploadState.READING)
        if not held.update(pages_done=done, pages_total=total, progress_at=clock.now()):
            raise _Superseded

    return tell


def _fail(row: Upload, reason: str) -> None:
    with transaction.atomic():
        if _end(row, state=UploadState.FAILED, reason=reason):
            audit.record(Event.NOT_READ, about=row, by=None, at=clock.now())


def _leave_for_the_night(row: Upload) -> None:
    with transaction.atomic():
        reason = _("Tệp có rất nhiều trang nên được đọc trong đêm. Anh/chị có thể đóng trang này.")
        if _end(row, state=UploadState.NIGHT, reason=reason, attempt=0):
            night = rules.next_night(clock.real_now())
            jobs.enqueue_later(NIGHT_JOB, str(row.pk), at=night, seconds=SECONDS_OF_A_NIGHT)


def _write(row: Upload, source: Source, reading: Reading) -> None:
    if reading.secrecy is not None and rules.is_secret(reading.secrecy.value):
        _refuse(row, reading.secrecy.value)
        return
    pictures = [(page.number, storage.stage(page.image)) for page in source.pages if page.image is not None]
    try:
        with transaction.atomic():
            now = clock.now()
            if not _end(
                row, state=UploadState.READ, reading=reading.to_dict(), reason="", notes=list(source.notes),
                pages_done=len(source.pages), pages_total=len(source.pages), page_starts=list(source.page_starts()),
            ):  # fmt: skip
                return
            UploadPage.objects.filter(upload=row).delete()
            UploadPage.objects.bulk_create(
                UploadPage(upload=row, number=number, image=storage.adopt(staged, now=now))
                for number, staged in pictures
            )
            audit.record(Event.READ, about=row, by=None, at=now, details={"pages": len(source.pages)})
    finally:
        for _number, staged in pictures:
            staged.discard()


def _refuse(row: Upload, mark: str) -> None:
    reason = _(
        "Văn bản có dấu “%(mark)s”. Hệ thống này không được chứa bí mật nhà nước: nội dung tệp đã bị xóa khỏi máy chủ. "
        "Hãy đăng ký văn bản vào sổ riêng theo quy định về bảo vệ bí mật nhà nước, xóa bản điện tử trên máy đã dùng để "
        "tải lên và báo người phụ trách bảo mật của cơ quan."
    ) % {"mark": mark}
    with transaction.atomic():
        now = clock.now()
        if _end(row, state=UploadState.REFUSED, reason=reason, reading=None, notes=[]):
            storage.erase(row.file, now=now)
            audit.record(Event.REFUSED_AS_SECRET, about=row, by=None, at=now)


def _end(row: Upload, **changes: object) -> bool:
    """Write the result of this attempt; False where another attempt or a deletion was faster."""
    held = Upload.objects.filter(pk=row.pk, claim=row.claim, state=UploadState.READING)
    return bool(held.update(claim=None, **changes))
