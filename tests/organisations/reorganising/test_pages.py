"""The page of reorganisations: typed or from a workbook, seen before, written once, found again on the body's page."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from nhipcau.audit.models import Entry
from nhipcau.organisations.events import Event
from nhipcau.organisations.models import Organisation, OrganisationSpan, Reorganisation, Role, Succession
from tests.cast import Cast

DAY = "2023-08-01"


@pytest.fixture
def page(client: Client, cast: Cast) -> Client:
    client.force_login(cast.user_of(cast.party, Role.ADMINISTRATOR))
    return client


def typed(*rows: tuple[str, str, str], **more: object) -> dict[str, object]:
    """Say rows of (what, units, into) as the form sends them."""
    whats, units, into = zip(*rows, strict=True) if rows else ((), (), ())
    empty = [""] * len(rows)
    said = {"what": whats, "units": units, "into": into, "of": ["body"] * len(rows), "parent": empty, "kind": empty}
    return {"day": DAY, "document": "Nghị quyết số 1/NQ", **said, **more}


def name(body: Organisation) -> str:
    return body.spans.first().name


def test_shows_what_follows_and_writes_it_once(page, cast):
    url = reverse("organisations:reorganise")
    data = typed(("sáp nhập", f"{name(cast.commune_a)}; {name(cast.commune_b)}", "Đảng ủy xã Mới"))
    answer = page.post(url, data)

    text = answer.content.decode()
    assert "1 cơ quan mới" in text and "thành Đảng ủy xã Mới" in text
    assert not Reorganisation.objects.exists(), "nothing is written at this step"
    confirmed = {"asked": answer.context["sealed"]}
    first = page.post(reverse("organisations:reorganise_apply"), confirmed)
    second = page.post(reverse("organisations:reorganise_apply"), confirmed)
    assert first.url == second.url
    assert Reorganisation.objects.count() == 1
    new = OrganisationSpan.objects.get(name="Đảng ủy xã Mới")
    assert set(Succession.objects.filter(successor=new.organisation_id).values_list("predecessor", flat=True)) == {
        cast.commune_a.pk, cast.commune_b.pk,
    }  # fmt: skip
    assert Entry.objects.filter(event=Event.REORGANISED).count() == 1
    assert "1 cơ quan mới" in page.get(first.url).content.decode()
    body = page.get(reverse("organisations:body", args=[new.organisation_id]), {"ngay": DAY}).content.decode()
    assert f"{name(cast.commune_a)}</a> từ ngày 01/8/2023 theo Nghị quyết số 1/NQ" in " ".join(body.split())


@pytest.mark.parametrize(
    ("rows", "says", "remark"),
    [
        ([], "Chưa có thay đổi nào", "nothing typed"),
        ([("", "Huyện ủy Suối Mơ", "")], "chưa chọn việc", "no verb"),
        ([("sáp nhập", "Cơ quan Không Có", "Đảng ủy xã Mới")], "không tìm thấy “Cơ quan Không Có”", "unknown"),
        ([("sáp nhập", "Huyện ủy Suối Mơ", "")], "chưa ghi đơn vị kế thừa", "no successor"),
        ([("đổi tên", "Huyện ủy Suối Mơ", "A; B")], "đổi tên mỗi dòng một đơn vị", "two new names"),
        (
            [("kết thúc", "Huyện ủy Suối Mơ", ""), ("đổi tên", "Huyện ủy Suối Mơ", "A")],
            "hai thay đổi trái nhau",
            "twice",
        ),
        ([("chia tách", "Huyện ủy Suối Mơ", "A 40%; B 40%")], "cộng lại bằng 100%", "shares"),
        ([("kết thúc", "Huyện ủy Suối Mơ", "Huyện ủy Suối Mơ")], "Nơi nhận bàn giao", "hands over to itself"),
    ],
)
def test_says_what_to_mend_and_keeps_what_was_typed(page, rows, says, remark):
    answer = page.post(reverse("organisations:reorganise"), typed(*rows))

    text = answer.content.decode()
    assert says in text, remark
    assert "sealed" not in answer.context, remark
    for _what, units, _into in rows:
        assert units in text, remark


def test_takes_the_workbook_that_it_gave(page, cast):
    template = page.get(reverse("organisations:reorganise_template")).content
    book = load_workbook(BytesIO(template))
    book.active.append(["chia tách", "cơ quan", name(cast.commune_a), "Đảng ủy xã Một 40%; Đảng ủy xã Hai 60%"])
    out = BytesIO()
    book.save(out)
    file = SimpleUploadedFile("thay-doi.xlsx", out.getvalue())

    answer = page.post(reverse("organisations:reorganise"), {"day": DAY, "document": "NQ 1", "file": file})

    assert "chia thành Đảng ủy xã Hai (60 %); Đảng ủy xã Một (40 %)" in answer.content.decode()


def test_a_file_that_is_no_workbook_is_named(page):
    data = {"day": DAY, "document": "NQ 1", "file": SimpleUploadedFile("x.xlsx", b"khong phai")}

    assert "không phải tệp .xlsx" in page.post(reverse("organisations:reorganise"), data).content.decode()


def test_a_plan_that_others_overtook_is_refused(page, cast):
    data = typed(("kết thúc", name(cast.agency), ""))
    sealed = page.post(reverse("organisations:reorganise"), data).context["sealed"]
    page.post(reverse("organisations:body_end", args=[cast.agency.pk]), {"day": "2023-07-20"})

    answer = page.post(reverse("organisations:reorganise_apply"), {"asked": sealed}, follow=True)

    assert "không tìm thấy" in answer.content.decode()
    assert not Reorganisation.objects.exists()


def test_one_more_row_keeps_what_was_typed(page):
    answer = page.post(reverse("organisations:reorganise"), typed(("kết thúc", "Gì đó", ""), more="1"))

    assert "Gì đó" in answer.content.decode()
    assert "problems" not in answer.context
