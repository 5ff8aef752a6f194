"""Handing a file in, its reading, and what may be done with it in quarantine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from nhipcau import clock, jobs
from nhipcau.audit.models import Entry
from nhipcau.documents import actions, storage
from nhipcau.documents import jobs as document_jobs
from nhipcau.documents.actions import reading as reading_deed
from nhipcau.documents.events import Event
from nhipcau.documents.models import Document, DocumentFile, StoredFile, Upload, UploadState
from nhipcau.organisations.access import Actor, Denied
from tests.cast import NOW, Cast
from tests.documents.conftest import LETTER
from tests.vanban.files import papers

pytestmark = pytest.mark.django_db
HandIn = Callable[..., Upload]


def a_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    return out.getvalue()


def events(row: object) -> list[str]:
    return list(Entry.objects.filter(about_id=str(row.pk)).order_by("id").values_list("event", flat=True))


def test_a_letter_is_read_by_the_worker_and_waits_for_its_uploader(hand_in: HandIn) -> None:
    row = hand_in(read=False)
    assert (row.state, jobs.waiting("nhipcau.documents.jobs.read_upload")) == (UploadState.WAITING, 1)

    jobs.work_off()
    row.refresh_from_db()

    assert row.state == UploadState.READ
    assert row.reading["number"]["value"] == "49-CV/BDVHU"
    assert row.page_starts == [0]
    assert events(row) == [Event.UPLOADED, Event.READ]
    assert jobs.waiting() == 0


def test_the_same_form_sent_twice_is_one_upload(cast: Cast, clerk: Actor) -> None:
    key = uuid4()
    sent = [
        actions.upload(
            by=clerk, body=cast.mass_movement, data=b"Kinh gui", name="thu.txt", client_key=key,
            declared_not_secret=True, now=NOW,
        )
        for _ in range(2)
    ]  # fmt: skip

    assert sent[0] == sent[1]
    assert (Upload.objects.count(), jobs.waiting()) == (1, 1)


def test_nothing_is_taken_without_the_declaration(cast: Cast, clerk: Actor) -> None:
    with pytest.raises(actions.NotDeclared):
        actions.upload(
            by=clerk, body=cast.mass_movement, data=b"Kinh gui", name="thu.txt", client_key=uuid4(),
            declared_not_secret=False, now=NOW,
        )  # fmt: skip

    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("body", ["stranger_body", "party", "commune_a"])
def test_nobody_uploads_for_a_body_in_which_he_holds_no_post(cast: Cast, clerk: Actor, body: str) -> None:
    with pytest.raises(Denied):
        actions.upload(
            by=clerk, body=cast.bodies[body], data=b"Kinh gui", name="thu.txt", client_key=uuid4(),
            declared_not_secret=True, now=NOW,
        )  # fmt: skip

    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (lambda: papers.as_pdf(password="kín"), "khoa.pdf", "mật khẩu"),
        (lambda: a_zip(), "nen.docx", "không phải văn bản Word"),
        (lambda: b"\x7fELF" + bytes(range(256)) * 4, "chay.pdf", "loại tệp"),
        (lambda: b"%PDF-1.7\nhong", "hong.pdf", "hỏng"),
        (lambda: b"   \n\n ", "trang.txt", "rỗng"),
    ],
)
def test_what_cannot_be_read_stays_in_quarantine_and_says_why(
    hand_in: HandIn, data: Callable[[], bytes], name: str, reason: str
) -> None:
    row = hand_in(data(), name)

    assert row.state == UploadState.FAILED
    assert reason in row.reason
    assert "Hãy" in row.reason  # it says what to do
    assert storage.is_whole(row.file)
    assert events(row) == [Event.UPLOADED, Event.NOT_READ]


def test_text_in_a_legacy_encoding_is_read_and_said(hand_in: HandIn) -> None:
    row = hand_in(LETTER.encode("utf-16"), "cu.txt")

    assert row.state == UploadState.READ
    assert row.reading["number"]["value"] == "49-CV/BDVHU"


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_secret_paper_is_refused_and_its_bytes_are_gone(
    hand_in: HandIn, mark: str, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        row = hand_in(f"{mark}\n{LETTER}".encode())

    assert row.state == UploadState.REFUSED
    assert mark in row.reason and "bí mật nhà nước" in row.reason and "Hãy" in row.reason
    assert row.reading is None
    assert not storage.path_of(row.file).exists()
    assert row.file.erased_at == NOW
    assert events(row)[-1] == Event.REFUSED_AS_SECRET
    said = str(list(Entry.objects.values_list("details", flat=True)))
    assert "kết nghĩa" not in said and "49-CV" not in said  # the trail holds nothing of it


def test_a_paper_about_secrets_is_not_secret(hand_in: HandIn) -> None:
    row = hand_in(LETTER.replace("kết nghĩa", "bảo vệ bí mật nhà nước, độ Mật").encode())

    assert row.state == UploadState.READ


def test_a_reading_that_breaks_is_said_and_can_be_tried_again(hand_in: HandIn, clerk: Actor, monkeypatch) -> None:
    def break_down(_text: str) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(reading_deed, "read_text", break_down)
        row = hand_in()
    assert row.state == UploadState.FAILED

    actions.read_again(row, by=clerk, now=NOW)
    jobs.work_off()
    row.refresh_from_db()

    assert row.state == UploadState.READ
    assert events(row) == [Event.UPLOADED, Event.NOT_READ, Event.READ_AGAIN, Event.READ]


def test_a_file_that_stops_the_machine_three_times_is_given_up(hand_in: HandIn) -> None:
    row = hand_in(read=False)
    Upload.objects.filter(pk=row.pk).update(state=UploadState.READING, attempt=3)

    jobs.work_off()
    row.refresh_from_db()

    assert row.state == UploadState.FAILED
    assert "3 lần" in row.reason


def test_only_the_newest_attempt_writes_its_result(hand_in: HandIn, monkeypatch) -> None:
    row = hand_in(read=False)

    def overtaken(text: str, **said: bool) -> object:
        Upload.objects.filter(pk=row.pk).update(claim=uuid4())  # meanwhile another worker has taken it
        return read_text(text, **said)

    read_text = reading_deed.read_text
    monkeypatch.setattr(reading_deed, "read_text", overtaken)
    actions.read_upload(str(row.pk))
    row.refresh_from_db()

    assert row.state == UploadState.READING
    assert events(row) == [Event.UPLOADED]


def test_done_twice_a_job_has_its_effect_once(hand_in: HandIn) -> None:
    row = hand_in()

    actions.read_upload(str(row.pk))
    row.refresh_from_db()

    assert (row.attempt, events(row)) == (1, [Event.UPLOADED, Event.READ])


def test_very_many_pages_wait_for_the_night(hand_in: HandIn, monkeypatch) -> None:
    monkeypatch.setattr(reading_deed, "BY_DAY", reading_deed.replace(reading_deed.BY_DAY, pages=1))

    row = hand_in(papers.as_pdf(pages=2), "day.pdf")
    assert row.state == UploadState.NIGHT
    actions.read_upload(str(row.pk))  # by day nobody reads it
    row.refresh_from_db()
    assert row.state == UploadState.NIGHT

    actions.read_upload(str(row.pk), at_night=True)
    row.refresh_from_db()

    assert row.state == UploadState.READ
    assert len(row.page_starts) == 2


def test_an_unreadable_file_is_registered_by_hand_after_a_second_declaration(hand_in: HandIn, clerk: Actor) -> None:
    row = hand_in(papers.as_pdf(password="kín"), "khoa.pdf")

    actions.declare_again(row, by=clerk, now=NOW + timedelta(minutes=5))
    row.refresh_from_db()

    assert row.state == UploadState.READ
    assert row.declared_not_secret_at == NOW + timedelta(minutes=5)
    with pytest.raises(actions.NotNow):
        actions.declare_again(row, by=clerk, now=NOW)


def test_a_deleted_upload_is_gone_with_its_bytes(
    hand_in: HandIn, clerk: Actor, django_capture_on_commit_callbacks
) -> None:
    row = hand_in()

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_upload(row, by=clerk, now=NOW)
    row.refresh_from_db()

    assert (row.state, row.reading) == (UploadState.DELETED, None)
    assert not storage.path_of(row.file).exists()
    assert events(row)[-1] == Event.UPLOAD_DELETED
    with pytest.raises(actions.NotNow):
        actions.delete_upload(row, by=clerk, now=NOW)


def test_bytes_that_another_upload_names_are_kept(
    hand_in: HandIn, clerk: Actor, django_capture_on_commit_callbacks
) -> None:
    first, second = hand_in(), hand_in()

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_upload(first, by=clerk, now=NOW)

    assert storage.is_whole(second.file)


def test_bytes_that_another_app_names_are_kept(
    hand_in: HandIn, clerk: Actor, django_capture_on_commit_callbacks
) -> None:
    row = hand_in()
    named = [
        relation.related_model._meta.label
        for relation in StoredFile._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    ]
    assert {"documents.DocumentFile", "documents.Upload", "documents.UploadPage"} < set(named)  # and other apps'

    document = Document.objects.create(
        body=row.body, type="thư", registered_at=NOW, registered_by=clerk.user, direction="in"
    )
    DocumentFile.objects.create(document=document, file=row.file, role="attachment", name="kem.txt")
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_upload(row, by=clerk, now=NOW)

    assert storage.is_whole(row.file)


@pytest.mark.parametrize(("days", "cleared"), [(29, 0), (30, 0), (31, 1)])
def test_quarantine_is_cleared_after_its_days(hand_in: HandIn, days: int, cleared: int) -> None:
    row = hand_in()

    with clock.frozen(NOW + timedelta(days=days)):
        assert document_jobs.clear_quarantine() == cleared
    row.refresh_from_db()

    assert (row.state == UploadState.DELETED) is bool(cleared)
    assert (Event.QUARANTINE_CLEARED in events(row)) is bool(cleared)


def test_a_registered_paper_is_never_cleared(hand_in: HandIn, clerk: Actor, head: actions.HeadFields) -> None:
    row = hand_in()
    actions.register(by=clerk, upload=row, fields=head, client_key=uuid4(), now=NOW)

    with clock.frozen(NOW + timedelta(days=400)):
        assert document_jobs.clear_quarantine() == 0

    assert storage.is_whole(row.file)


def test_a_reading_that_no_job_remembers_is_asked_for_again(hand_in: HandIn) -> None:
    row = hand_in(read=False)
    with clock.frozen(NOW + timedelta(minutes=29)):
        assert document_jobs.read_what_stands_still() == 0
    with clock.frozen(NOW + timedelta(minutes=31)):
        assert document_jobs.read_what_stands_still() == 1
        jobs.work_off()
    row.refresh_from_db()

    assert (row.state, row.attempt) == (UploadState.READ, 1)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\Báo cáo.docx", "Báo cáo.docx"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("", "tệp không tên"),
        ("x" * 400 + ".pdf", "x" * 190 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(given: str, kept: str) -> None:
    from nhipcau.documents.actions.uploading import clean_name

    assert clean_name(given) == kept
