"""Pages of the register, through their real addresses."""

from __future__ import annotations

import io
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from nhipcau import jobs
from nhipcau.documents import actions, panels
from nhipcau.documents.models import Document, Upload, UploadPage, UploadState
from nhipcau.documents.storage import keep
from nhipcau.organisations.access import Actor
from nhipcau.organisations.models import Organisation, Role
from tests.cast import NOW, Cast
from tests.documents.conftest import LETTER

pytestmark = pytest.mark.django_db
PutIn = Callable[..., Document]
HandIn = Callable[..., Upload]


@pytest.fixture
def as_user(cast: Cast) -> Callable[..., Client]:
    """Log in as the holder of a post."""

    def as_user(body: Organisation, role: Role = Role.CLERK) -> Client:
        client = Client()
        client.force_login(cast.user_of(body, role))
        return client

    return as_user


@pytest.fixture
def browser(cast: Cast, as_user: Callable[..., Client]) -> Client:
    """The clerk's browser."""
    return as_user(cast.mass_movement)


def upload_form(cast: Cast, *files: SimpleUploadedFile, **changed: object) -> dict[str, object]:
    return {
        "body": str(cast.mass_movement.pk), "files": list(files), "declared": "on", "client_key": str(uuid4()),
        **changed,
    }  # fmt: skip


def letter(name: str = "thu.txt", data: bytes = LETTER.encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def typed(response: object, **changed: object) -> dict[str, object]:
    """What a browser would send of a register form that was shown, with some fields changed."""
    form, cited = response.context["form"], response.context["cited"]
    sent = {name: form[name].value() for name in form.fields}
    sent |= {"cited-TOTAL_FORMS": cited.total_form_count(), "cited-INITIAL_FORMS": cited.initial_form_count()}
    for row in cited.forms:
        sent |= {row.add_prefix(name): row[name].value() for name in row.fields}
    sent |= changed
    return {name: "" if value is None else value for name, value in sent.items() if value is not False}


# ---- the way of a paper ------------------------------------------
def test_a_letter_goes_from_the_browser_into_the_register(cast: Cast, browser: Client) -> None:
    shown = browser.get(reverse("documents:upload")).context["form"]
    form = {"files": [letter()], "declared": "on", **{name: shown[name].value() for name in ("body", "client_key")}}
    sent = browser.post(reverse("documents:upload"), form)
    watched = sent["Location"]
    assert "Đang chờ" in browser.get(watched).content.decode()

    jobs.work_off()

    told = browser.get(f"{watched}tien-do/")
    form_page = browser.get(watched)
    assert told["HX-Redirect"] == form_page["Location"]
    shown = browser.get(form_page["Location"])
    first = shown.context["form"].initial
    assert (first["number"], str(first["date"]), first["issuer"]) == (
        "49-CV/BDVHU", "2023-07-05", "Ban Dân vận Huyện ủy Suối Mơ"
    )  # fmt: skip
    assert first["addressees"] == "Ủy ban Mặt trận Tổ quốc Việt Nam huyện Suối Mơ\nĐảng ủy xã Đồi Thông"

    registered = browser.post(form_page["Location"], typed(shown, register_number="118", subject="Sửa trích yếu"))

    page = browser.get(registered["Location"]).content.decode()
    assert "Công văn 49-CV/BDVHU" in page
    assert "Sửa trích yếu" in page
    assert '<mark class="cite">' in page
    assert "118" in page
    document = Document.objects.get()
    assert document.citations.get().number == "698-CV/TU"
    assert document.is_released  # our own paper, to be seen by those it addresses
    assert browser.get(watched)["Location"] == registered["Location"]


def test_several_files_at_once_are_several_uploads(cast: Cast, browser: Client) -> None:
    form = upload_form(cast, letter("a.txt"), letter("b.txt", b"Kinh gui"))

    browser.post(reverse("documents:upload"), form)
    for file in form["files"]:
        file.seek(0)
    answer = browser.post(reverse("documents:upload"), form, follow=True)  # the same form sent again

    assert sorted(Upload.objects.values_list("name", flat=True)) == ["a.txt", "b.txt"]
    assert "a.txt" in answer.content.decode()


def test_a_register_form_sent_twice_is_one_document(hand_in: HandIn, browser: Client) -> None:
    page = reverse("documents:register_upload", args=[hand_in().pk])
    form = typed(browser.get(page))

    answers = [browser.post(page, form) for _ in range(2)]

    assert Document.objects.count() == 1
    assert answers[0]["Location"] == reverse("documents:document", args=[Document.objects.get().pk])
    assert answers[1].status_code == 302


def test_a_known_paper_is_pointed_out_and_may_come_in_with_a_reason(hand_in: HandIn, browser: Client) -> None:
    first = reverse("documents:register_upload", args=[hand_in().pk])
    browser.post(first, typed(browser.get(first)))
    second = reverse("documents:register_upload", args=[hand_in().pk])

    shown = browser.get(second)
    assert [twin.number for twin in shown.context["twins"]] == ["49-CV/BDVHU"]  # before anything is typed
    refused = browser.post(second, typed(shown, subject="đã sửa"))
    assert refused.status_code == 422
    assert "đã sửa" in refused.content.decode()
    assert "đã có trong sổ" in refused.content.decode()

    browser.post(second, typed(refused, duplicate_reason="bản có dấu"))

    assert Document.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"date": ""}, "date"),
        ({"date": "31/02/2023"}, "date"),
        ({"type": ""}, "type"),
        ({"issuer_text": ""}, "issuer_text"),
        ({"issuer": "Sở Không Có"}, "issuer"),
        ({"issuer": "Tỉnh ủy Sông Xanh", "is_released": "on"}, "is_released"),
    ],
)
def test_what_was_typed_stays_when_something_is_wrong(
    hand_in: HandIn, browser: Client, changed: dict[str, str], field: str
) -> None:
    page = reverse("documents:register_upload", args=[hand_in().pk])

    answer = browser.post(page, typed(browser.get(page), subject="Gõ rất lâu", **changed))

    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert "Gõ rất lâu" in answer.content.decode()
    assert not Document.objects.exists()


def test_citations_are_dropped_corrected_and_added(hand_in: HandIn, browser: Client) -> None:
    page = reverse("documents:register_upload", args=[hand_in().pk])
    shown = browser.get(page)

    form = typed(shown, **{"cited-1-number": "13-CT/TW", "cited-1-date": "10/01/2022", "cited-1-type": "Chỉ thị"})
    form.pop("cited-0-is_kept")
    browser.post(page, form)

    cited = Document.objects.get().citations.get()
    assert (cited.number, cited.type, str(cited.date), cited.position) == ("13-CT/TW", "chỉ thị", "2022-01-10", 0)


# ---- bad input ------------------------------------------
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"files": [letter(data=b"")]}, "Tệp rỗng"),
        ({"files": []}, "Hãy chọn ít nhất một tệp"),
        ({"declared": ""}, "Hãy đánh dấu cam kết"),
        ({"client_key": "x"}, None),
        ({"body": str(uuid4())}, None),
    ],
)
def test_a_bad_upload_is_refused_with_a_word(
    cast: Cast, browser: Client, changed: dict[str, object], said: str | None
) -> None:
    answer = browser.post(reverse("documents:upload"), upload_form(cast, letter()) | changed)

    assert answer.status_code == 422
    assert said is None or said in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_file_over_the_limit_is_refused_with_a_word(cast: Cast, browser: Client, settings) -> None:
    settings.MAX_FILE_BYTES = 1024 * 1024

    answer = browser.post(reverse("documents:upload"), upload_form(cast, letter("to.pdf", b"x" * 1_100_000)))

    assert answer.status_code == 413
    assert "to.pdf" in answer.content.decode() and "1 MB" in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_body_far_over_the_limit_is_stored_nowhere(cast: Cast, browser: Client, settings, tmp_path) -> None:
    settings.MAX_FILE_BYTES = 200_000
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "temp")  # is not there: writing to it would fail

    answer = browser.post(reverse("documents:upload"), upload_form(cast, letter("to.pdf", b"x" * 5_000_000)))

    assert answer.status_code == 413


def test_a_form_without_its_key_against_forgery_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.user_of(cast.mass_movement, Role.CLERK))

    answer = client.post(reverse("documents:upload"), upload_form(cast, letter()))

    assert answer.status_code == 403
    assert not Upload.objects.exists()


def test_a_failed_reading_says_why_and_offers_what_to_do(hand_in: HandIn, browser: Client) -> None:
    row = hand_in(b"\x7fELF" + bytes(range(256)) * 4, "chay.pdf")
    page = reverse("documents:uploaded", args=[row.pk])

    shown = browser.get(page).content.decode()
    assert row.reason in shown.replace("&#x27;", "'").replace("&quot;", '"')
    for offered in ("read_again", "delete_upload", "declare_again"):
        assert reverse(f"documents:{offered}", args=[row.pk]) in shown

    assert browser.post(reverse("documents:declare_again", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.state == UploadState.FAILED  # not without the tick
    browser.post(reverse("documents:declare_again", args=[row.pk]), {"declared": "on"})
    assert browser.get(page)["Location"] == reverse("documents:register_upload", args=[row.pk])


# ---- who sees what ------------------------------------------
UPLOAD_PAGES = ("uploaded", "progress", "uploaded_file", "register_upload")
UPLOAD_DEEDS = ("read_again", "declare_again", "delete_upload", "register_upload")
DOCUMENT_DEEDS = ("instruct", "release", "recall")


def test_an_upload_is_seen_by_its_uploader_only(
    hand_in: HandIn, cast: Cast, browser: Client, as_user: Callable[..., Client]
) -> None:
    row = hand_in()
    UploadPage.objects.create(upload=row, number=1, image=keep(b"\x89PNG\r\n\x1a\n"))
    pages = [reverse(f"documents:{name}", args=[row.pk]) for name in UPLOAD_PAGES]
    pages.append(reverse("documents:uploaded_page", args=[row.pk, 1]))
    others = [as_user(cast.mass_movement, Role.LEADER), as_user(cast.party), as_user(cast.stranger_body)]

    for page in pages:
        assert browser.get(page).status_code in {200, 302}
        assert [other.get(page).status_code for other in others] == [404, 404, 404]
        assert Client().get(page).status_code == 302  # to the door
    for name in UPLOAD_DEEDS:
        page = reverse(f"documents:{name}", args=[row.pk])
        assert [other.post(page, {"declared": "on"}).status_code for other in others] == [404, 404, 404]
    row.refresh_from_db()
    assert row.state == UploadState.READ


def test_a_document_and_its_file_are_not_there_for_a_stranger(
    hand_in: HandIn, cast: Cast, browser: Client, as_user: Callable[..., Client]
) -> None:
    page = reverse("documents:register_upload", args=[hand_in().pk])
    form = typed(browser.get(page))
    form.pop("is_released")
    browser.post(page, form)
    document = Document.objects.get()
    shown = reverse("documents:document", args=[document.pk])
    file = reverse("documents:file", args=[document.pk, document.files.get().pk])
    front, stranger = as_user(cast.front), as_user(cast.stranger_body)

    assert (browser.get(shown).status_code, browser.get(file).status_code) == (200, 200)
    for other in (front, stranger):
        assert (other.get(shown).status_code, other.get(file).status_code) == (404, 404)
        assert str(document.number) not in other.get(reverse("documents:register")).content.decode()
        for name in DOCUMENT_DEEDS:
            assert other.post(reverse(f"documents:{name}", args=[document.pk])).status_code == 404

    browser.post(reverse("documents:release", args=[document.pk]))

    assert (front.get(shown).status_code, front.get(file).status_code) == (200, 200)  # it is addressed
    assert (stranger.get(shown).status_code, stranger.get(file).status_code) == (404, 404)


@pytest.mark.parametrize("name", ["read_again", "declare_again", "delete_upload"])
def test_deeds_on_an_upload_are_no_links(hand_in: HandIn, browser: Client, name: str) -> None:
    assert browser.get(reverse(f"documents:{name}", args=[hand_in().pk])).status_code == 405


@pytest.mark.parametrize("name", DOCUMENT_DEEDS)
def test_deeds_on_a_document_are_no_links(put_in: PutIn, browser: Client, name: str) -> None:
    assert browser.get(reverse(f"documents:{name}", args=[put_in().pk])).status_code == 405


def test_who_may_see_but_not_do_is_refused(put_in: PutIn, cast: Cast, as_user: Callable[..., Client]) -> None:
    document = put_in(is_released=True)
    front = as_user(cast.front)

    for name in DOCUMENT_DEEDS:
        page = reverse(f"documents:{name}", args=[document.pk])
        assert front.post(page, {"reason": "x", "text": "x"}).status_code == 403
    shown = front.get(reverse("documents:document", args=[document.pk])).content.decode()
    assert all(reverse(f"documents:{name}", args=[document.pk]) not in shown for name in DOCUMENT_DEEDS)


def test_an_administrator_uploads_nothing(cast: Cast, as_user: Callable[..., Client]) -> None:
    assert as_user(cast.mass_movement, Role.ADMINISTRATOR).get(reverse("documents:upload")).status_code == 403


@pytest.mark.parametrize(
    ("data", "shown", "policy"),
    [
        (b"%PDF-1.7\n", "inline", "default-src 'none'"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "attachment", "sandbox"),
        (b"<html><script>alert(1)</script></html>", "attachment", "sandbox"),
    ],
)
def test_a_file_is_served_harmless(hand_in: HandIn, browser: Client, data: bytes, shown: str, policy: str) -> None:
    row = hand_in(data, "x.html", read=False)

    answer = browser.get(reverse("documents:uploaded_file", args=[row.pk]))

    assert answer["Content-Disposition"].startswith(shown)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert policy in answer["Content-Security-Policy"] and "script-src" not in answer["Content-Security-Policy"]
    assert "html" not in answer["Content-Type"] and "svg" not in answer["Content-Type"]


# ---- the register ------------------------------------------
def queries_of(browser: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert browser.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize(
    "address", ["/van-ban/", "/van-ban/?words=ket+nghia", "/van-ban/so-van-ban.xlsx", "/van-ban/tim-kiem/?q=ket+nghia"]
)
def test_a_list_costs_the_same_for_one_row_as_for_many(put_in: PutIn, browser: Client, address: str) -> None:
    put_in(text="kết nghĩa")
    browser.get(address)
    one = queries_of(browser, address)

    for number in range(60):
        put_in(number=f"{number}-CV/BDVHU", duplicate_reason="x", text="kết nghĩa")

    assert queries_of(browser, address) == one


def test_a_document_page_costs_the_same_for_many_citations(put_in: PutIn, browser: Client) -> None:
    def page_with(count: int) -> str:
        cited = tuple(actions.CitedFields(number=f"{n}-CV/TU", start=n, end=n + 1) for n in range(count))
        document = put_in(
            text="x" * 100, citations=cited, number=f"{count}-CV/BDVHU", addressees=("UBND huyện",) * count
        )
        return reverse("documents:document", args=[document.pk])

    few, many = page_with(1), page_with(40)
    browser.get(few)

    assert queries_of(browser, few) == queries_of(browser, many)


def test_the_register_is_filtered_and_exported_as_filtered(put_in: PutIn, cast: Cast, browser: Client) -> None:
    put_in(subject="=CMD()", register_number="7")
    put_in(number="9-CV/TU", issuer=cast.province, type="kết luận", programme=cast.programme)

    def shown(**asked: object) -> list[str]:
        return [row.number for row in browser.get("/van-ban/", asked).context["page_obj"].object_list]

    assert shown() == ["9-CV/TU", "49-CV/BDVHU"]
    assert shown(direction="in") == ["9-CV/TU"]
    assert shown(direction="out") == ["49-CV/BDVHU"]
    assert shown(type="kết luận") == ["9-CV/TU"]
    assert shown(programme=cast.programme.pk) == ["9-CV/TU"]
    assert shown(year="2022") == []
    assert shown(words="cmd") == ["49-CV/BDVHU"]
    assert shown(own_only="1") == ["9-CV/TU", "49-CV/BDVHU"]
    assert len(shown(direction="x", programme="x", year="x", page="x")) == 2  # nonsense is no filter

    book = load_workbook(io.BytesIO(browser.get("/van-ban/so-van-ban.xlsx", {"direction": "out"}).content))
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][4] == "49-CV/BDVHU" and str(rows[1][5])[:10] == "2023-07-05"
    assert rows[1][7] == "=CMD()" and book.active.cell(2, 8).data_type == "s"  # a text, no formula


def test_an_empty_register_says_what_to_do(cast: Cast, browser: Client, as_user: Callable[..., Client]) -> None:
    assert reverse("documents:upload") in browser.get("/van-ban/").content.decode()
    assert (
        reverse("documents:upload")
        not in as_user(cast.mass_movement, Role.ADMINISTRATOR).get("/van-ban/").content.decode()
    )


def test_another_app_adds_its_panel_to_the_page(put_in: PutIn, browser: Client, settings, monkeypatch) -> None:
    monkeypatch.setattr(panels, "_PANELS", {})

    def found(actor: Actor, document: Document) -> dict[str, object]:
        return {"row": {"label": f"panel of {document.number} for {actor.user}", "url": "/x/"}}

    panels.register("mine", "documents/_found.html", found)

    assert "Panel of 49-CV/BDVHU for" in browser.get(reverse("documents:document", args=[put_in().pk])).content.decode()


def test_bodies_are_suggested_while_one_is_typed(cast: Cast, browser: Client) -> None:
    assert "Đảng ủy xã Đồi Thông" in browser.get("/van-ban/co-quan/", {"q": "doi thong"}).content.decode()
    assert browser.get("/van-ban/co-quan/", {"q": ""}).content == b""


def test_a_leader_instructs_and_a_clerk_recalls_on_the_page(
    put_in: PutIn, cast: Cast, browser: Client, as_user: Callable[..., Client]
) -> None:
    document = put_in()
    leader = as_user(cast.mass_movement, Role.LEADER)

    leader.post(reverse("documents:instruct", args=[document.pk]), {"text": "Đ/c Hà tham mưu"})
    browser.post(reverse("documents:recall", args=[document.pk]), {"reason": "Ban hành nhầm"})

    page = browser.get(reverse("documents:document", args=[document.pk])).content.decode()
    assert "Đ/c Hà tham mưu" in page
    assert "Văn bản đã thu hồi" in page and "Ban hành nhầm" in page
    assert "Ghi bút phê" in page  # in its history


def test_a_correction_is_typed_on_the_page_and_nothing_is_lost(
    put_in: PutIn, cast: Cast, browser: Client, as_user: Callable[..., Client]
) -> None:
    document = put_in(is_released=True)
    page = reverse("documents:correct", args=[document.pk])
    shown = browser.get(page)
    assert as_user(cast.front).get(page).status_code == 403
    assert as_user(cast.stranger_body).get(page).status_code == 404

    refused = browser.post(page, typed(shown, subject="Đã sửa"))  # no reason
    assert refused.status_code == 422 and "Đã sửa" in refused.content.decode()
    browser.post(page, typed(shown, subject="Đã sửa", reason="gõ nhầm"))
    late = browser.post(page, typed(shown, subject="Sửa chậm", reason="gõ nhầm"))

    assert late.status_code == 422 and "Người khác vừa sửa" in late.content.decode()
    document.refresh_from_db()
    assert document.subject == "Đã sửa"
    assert document.issuer == cast.mass_movement and document.is_released
    assert document.citations.get().number == "698-CV/TU"
    assert "gõ nhầm" in browser.get(reverse("documents:document", args=[document.pk])).content.decode()


def test_no_document_of_that_key_is_404(browser: Client) -> None:
    assert browser.get(reverse("documents:document", args=[UUID(int=1)])).status_code == 404


def test_registered_now_is_registered_at_the_worlds_time(put_in: PutIn) -> None:
    assert put_in().registered_at == NOW
