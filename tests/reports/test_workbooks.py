"""Forms as workbooks: written locked, filled in offline, read back cell by cell; one report, or a row for each body."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau import clock
from nhipcau.reports import actions
from nhipcau.reports.models import (
    Breakdown,
    BreakdownOption,
    Field,
    FieldKind,
    Figure,
    Indicator,
    IndicatorKind,
    TableColumn,
    Version,
)
from nhipcau.reports.workbooks import opening
from tests.cast import NOW, Cast
from tests.reports.world import QUARTER_1, QUARTER_2, Reporting

FIGURES, TEXTS, TABLE = "Số liệu", "Thuyết minh", "Bảng 1"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def table(reporting: Reporting) -> Field:
    """A table of the quarterly form: name, day, how many, kind of household."""
    poor = Breakdown.objects.create(code="loai-ho", name="Loại hộ", is_partition=True)
    for place, (code, label) in enumerate((("ngheo", "hộ nghèo"), ("can", "hộ cận nghèo"))):
        BreakdownOption.objects.create(breakdown=poor, code=code, label=label, position=place)
    field = Field.objects.create(
        version=reporting.form, position=50, kind=FieldKind.TABLE, label="Công trình", is_required=False
    )
    for place, (label, kind, options) in enumerate(
        (("Tên", "text", None), ("Ngày", "day", None), ("Số hộ", "number", None), ("Loại", "choice", poor)), 1
    ):
        TableColumn.objects.create(
            field=field, position=place, label=label, kind=kind, options=options, is_required=place == 1
        )
    return field


@pytest.fixture
def at_work(client: Client, cast: Cast) -> Client:
    """An officer of commune A at the browser."""
    client.force_login(cast.user_of(cast.commune_a))
    return client


def download(client: Client, reporting: Reporting, body=None) -> openpyxl.Workbook:
    occurrence = reporting.occurrence(body or reporting.cast.commune_a)
    with clock.frozen(NOW):
        answer = client.get(reverse("reports:workbook", args=[occurrence.pk]))
    assert answer.status_code == 200
    return openpyxl.load_workbook(BytesIO(answer.content))


def packed(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def send(client: Client, reporting: Reporting, data: bytes | openpyxl.Workbook, **more: str):
    data = data if isinstance(data, bytes) else packed(data)
    file = SimpleUploadedFile("bao-cao.xlsx", data, XLSX)
    occurrence = reporting.occurrence(reporting.cast.commune_a)
    with clock.frozen(NOW):
        return client.post(reverse("reports:workbook_read", args=[occurrence.pk]), {"file": file} | more)


def row_of(book: openpyxl.Workbook, label: str, sheet: str = FIGURES) -> int:
    return next(row[1].row for row in book[sheet].iter_rows(min_row=6) if str(row[1].value or "").strip() == label)


def fill(book: openpyxl.Workbook, **figures: object) -> openpyxl.Workbook:
    labels = {"buoi": "Số buổi tuyên truyền", "luot": "Số lượt người dự", "ho": "Tổng số hộ", "dk": "Số hộ đăng ký"}
    for name, value in figures.items():
        book[FIGURES].cell(row_of(book, labels[name]), 4).value = value
    return book


def saved(reporting: Reporting) -> dict[str, int | None]:
    rows = Figure.objects.filter(version__submission__occurrence=reporting.occurrence(reporting.cast.commune_a))
    return {row.indicator.code + (f".{row.breakdown}" if row.breakdown else ""): row.value for row in rows}


@pytest.mark.django_db
def test_everything_is_locked_but_the_inputs(at_work: Client, reporting: Reporting, table: Field):
    book = download(at_work, reporting)
    sheet, rows = book[FIGURES], book[TABLE]
    row = row_of(book, "Tổng số hộ")

    assert sheet.protection.sheet and rows.protection.sheet
    assert not sheet.cell(row, 4).protection.locked
    assert sheet.cell(row, 2).protection.locked and sheet.cell(row, 3).protection.locked
    assert not any(sheet.cell(row_of(book, "Tỷ lệ hộ đăng ký"), 4).value is None for _ in (1,))
    assert book["_nhipcau"].sheet_state == "veryHidden"
    assert "D9" in str([v.sqref for v in sheet.data_validations.dataValidation]) or sheet.data_validations.count
    assert rows["C6"].protection.locked is False or rows.column_dimensions["C"].width


@pytest.mark.django_db
def test_what_was_filled_in_offline_stands_in_the_draft(at_work: Client, reporting: Reporting, table: Field):
    book = fill(download(at_work, reporting), buoi=3, luot="1.234", ho=0)
    book[TEXTS].cell(row_of(book, "Kết quả nổi bật", TEXTS), 3).value = "=Tốt"
    for at, value in enumerate(("Đường thôn", date(2023, 5, 3), "1 200", "Hộ nghèo"), 1):
        book[TABLE].cell(6, at).value = value

    answer = send(at_work, reporting, book)

    assert answer.status_code == 200
    assert saved(reporting) == {"buoi": 3, "luot": 1234, "ho": 0}
    version = Version.objects.get(filed_at=None)
    cells = {cell.column.label: cell for cell in version.rows.get().cells.select_related("column")}
    assert (cells["Tên"].text, cells["Ngày"].day) == ("Đường thôn", date(2023, 5, 3))
    assert (cells["Số hộ"].number, cells["Loại"].text) == (1200, "ngheo")


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        (1.5, "số thập phân"),
        ("1.5", "không phải số nguyên"),
        ("1,5", "không phải số nguyên"),
        ("1.23", "không phải số nguyên"),
        ("khoảng 20", "không phải số nguyên"),
        (-3, "không thể âm"),
        (10**16, "quá lớn"),
        (date(2023, 5, 3), "ngày, không phải số"),
        (True, "số nguyên"),
        ("#REF!", "Công thức báo lỗi"),
    ],
)
@pytest.mark.django_db
def test_a_bad_cell_is_named_and_the_good_ones_are_kept(at_work: Client, reporting: Reporting, cell: object, what: str):
    book = fill(download(at_work, reporting), buoi=7, luot=cell)
    row = row_of(book, "Số lượt người dự")

    text = send(at_work, reporting, book).content.decode()

    assert saved(reporting) == {"buoi": 7}
    assert f"<b>D{row}</b>" in text and FIGURES in text and what in text


@pytest.mark.django_db
def test_a_row_with_a_bad_cell_keeps_its_good_ones(at_work: Client, reporting: Reporting, table: Field):
    book = download(at_work, reporting)
    for row, cells in enumerate(
        (("Cầu", "32/5/2023", 5, "hộ giàu"), (None, None, 6, None), ("Mương", None, "x", None)), 6
    ):
        for at, value in enumerate(cells, 1):
            book[TABLE].cell(row, at).value = value

    text = send(at_work, reporting, book).content.decode()

    rows = Version.objects.get(filed_at=None).rows.order_by("position")
    assert [row.cells.count() for row in rows] == [2, 1, 1]
    assert all(f"<b>{place}</b>" in text for place in ("B6", "D6", "A7", "C8"))


@pytest.mark.django_db
def test_typed_values_are_replaced_only_after_they_were_shown(at_work: Client, reporting: Reporting):
    cast = reporting.cast
    by = cast.officer_of(cast.commune_a)
    draft = actions.start(reporting.occurrence(cast.commune_a), by=by, now=NOW)
    actions.save_draft(draft, reporting.answers(ho=None), by=by, expected=draft.row_version, now=NOW)
    book = fill(download(at_work, reporting), buoi=99, ho=500)

    asked = send(at_work, reporting, book)

    assert saved(reporting) == {"buoi": 3, "luot": 120, "ho": 500, "ho-dk": 80}
    assert "99" in asked.content.decode() and asked.context["sealed"]
    url = reverse("reports:workbook_read", args=[reporting.occurrence(cast.commune_a).pk])
    with clock.frozen(NOW):
        at_work.post(url, {"carried": asked.context["sealed"]})
    assert saved(reporting) == {"buoi": 99, "luot": 120, "ho": 500, "ho-dk": 80}


@pytest.mark.django_db
def test_an_empty_cell_takes_nothing_away(at_work: Client, reporting: Reporting):
    empty = download(at_work, reporting)
    cast = reporting.cast
    by = cast.officer_of(cast.commune_a)
    draft = actions.start(reporting.occurrence(cast.commune_a), by=by, now=NOW)
    actions.save_draft(draft, reporting.answers(), by=by, expected=draft.row_version, now=NOW)

    send(at_work, reporting, empty, overwrite="on")

    assert saved(reporting) == {"buoi": 3, "luot": 120, "ho": 100, "ho-dk": 80}


@pytest.mark.django_db
def test_the_download_holds_what_the_draft_says(at_work: Client, reporting: Reporting):
    cast = reporting.cast
    reporting.filed(cast.commune_a, period=QUARTER_1, buoi=11)
    by = cast.officer_of(cast.commune_a)
    draft = actions.start(reporting.occurrence(cast.commune_a), by=by, now=NOW)
    actions.save_draft(draft, reporting.answers(text="=cmd|' /C calc'!A0"), by=by, expected=draft.row_version, now=NOW)

    book = download(at_work, reporting)

    row = row_of(book, "Số buổi tuyên truyền")
    assert (book[FIGURES].cell(row, 4).value, book[FIGURES].cell(row, 7).value) == (3, "11")
    text = book[TEXTS].cell(row_of(book, "Kết quả nổi bật", TEXTS), 3)
    assert text.data_type == "s" and text.quotePrefix


@pytest.mark.django_db
def test_a_workbook_of_another_report_is_refused_by_name(client: Client, reporting: Reporting, cast: Cast):
    client.force_login(cast.user_of(cast.commune_b))
    theirs = fill(download(client, reporting, cast.commune_b), buoi=5)
    client.force_login(cast.user_of(cast.commune_a))
    mine = fill(download(client, reporting), buoi=5)
    url = reverse("reports:workbook_read", args=[reporting.occurrence(cast.commune_a, QUARTER_1).pk])
    with clock.frozen(NOW):
        other_period = client.post(url, {"file": SimpleUploadedFile("a.xlsx", packed(mine), XLSX)})

    other_body = send(client, reporting, theirs)

    assert other_body.status_code == other_period.status_code == 422
    assert "không phải của" in other_body.content.decode()
    assert QUARTER_2.label in other_period.content.decode()
    assert not Figure.objects.exists()


@pytest.mark.django_db
def test_a_workbook_of_another_version_of_the_form_is_refused(at_work: Client, reporting: Reporting):
    book = fill(download(at_work, reporting), buoi=5)
    book["_nhipcau"]["B3"] = "999999"

    answer = send(at_work, reporting, book)

    assert answer.status_code == 422 and "phiên bản khác" in answer.content.decode()


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed_file:
        packed_file.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    return out.getvalue()


def far_out() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = 1, 1
    return packed(book)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "trống"),
        (b"khong phai bang tinh", "không phải tệp .xlsx"),
        (b"PK\x03\x04" + b"x" * 500, "không phải tệp .xlsx"),
        (bomb(), "quá lớn"),
        (far_out(), "quá xa"),
        (packed(openpyxl.Workbook()), "không phải bảng tính tải từ hệ thống"),
    ],
    ids=["empty", "text", "broken", "bomb", "far out", "strange"],
)
@pytest.mark.django_db
def test_what_is_no_workbook_of_ours_is_refused_with_what_to_do(
    at_work: Client, reporting: Reporting, data: bytes, words: str
):
    answer = send(at_work, reporting, data)

    assert answer.status_code == 422
    assert words in answer.content.decode() or (not data and "rỗng" in answer.content.decode())


@pytest.mark.django_db
def test_parts_choices_and_yes_or_no_are_read(at_work: Client, reporting: Reporting):
    sex = Breakdown.objects.create(code="gioi", name="Giới", is_partition=True)
    for place, (code, label) in enumerate((("nam", "nam"), ("nu", "nữ"))):
        BreakdownOption.objects.create(breakdown=sex, code=code, label=label, position=place)
    Field.objects.filter(version=reporting.form, indicator__code="ho").update(by=sex)
    Indicator.objects.filter(code="buoi").update(kind=IndicatorKind.YES_NO)
    Indicator.objects.filter(code="luot").update(kind=IndicatorKind.CHOICE)
    Field.objects.filter(version=reporting.form, indicator__code="luot").update(by=sex)
    book = fill(download(at_work, reporting), buoi="Có", luot="Nữ", ho=10)
    book[FIGURES].cell(row_of(book, "nam"), 4).value = 6
    book[FIGURES].cell(row_of(book, "nữ"), 4).value = "4"
    book[FIGURES].cell(row_of(book, "Tổng số hộ"), 5).value = "x"

    send(at_work, reporting, book)

    assert saved(reporting) == {"buoi": 1, "luot.nu": 1, "ho": 10, "ho.nam": 6, "ho.nu": 4}
    assert Figure.objects.get(indicator__code="ho", breakdown="").is_estimate


@pytest.mark.django_db
def test_strangers_and_receivers_do_not_find_the_page(client: Client, reporting: Reporting, cast: Cast):
    occurrence = reporting.occurrence(cast.commune_a)
    for body in (cast.stranger_body, cast.commune_b, cast.committee):
        client.force_login(cast.user_of(body))
        for name in ("reports:workbook", "reports:workbook_read"):
            assert client.get(reverse(name, args=[occurrence.pk])).status_code == 404


# ---- many bodies
def many(client: Client, reporting: Reporting) -> tuple[openpyxl.Workbook, str]:
    args = [reporting.obligation.pk, QUARTER_2.start.isoformat(), QUARTER_2.end.isoformat()]
    with clock.frozen(NOW):
        answer = client.get(reverse("reports:workbook_many", args=args))
    return openpyxl.load_workbook(BytesIO(answer.content)), reverse("reports:workbook_many_read", args=args)


@pytest.mark.django_db
def test_reports_of_many_bodies_are_entered_once_confirmed(client: Client, reporting: Reporting, cast: Cast):
    reporting.filed(cast.commune_b)
    client.force_login(cast.user_of(cast.committee))
    book, url = many(client, reporting)
    sheet = book["Nhập hộ"]
    assert sheet.max_row == 7  # two bodies have not sent anything
    heads = {str(cell.value).split(" (")[0]: cell.column for cell in sheet[5]}
    for row, count in ((6, 12), (7, "nhiều")):
        sheet.cell(row, 3).value = date(2023, 7, 6)
        sheet.cell(row, heads["Số buổi tuyên truyền"]).value = count
        sheet.cell(row, heads["Tổng số hộ"]).value = 100

    with clock.frozen(NOW):
        checked = client.post(url, {"file": SimpleUploadedFile("a.xlsx", packed(book), XLSX)})
        before = Version.objects.filter(entered_by_body__isnull=False).count()
        client.post(url, {"carried": checked.context["sealed"]})

    assert before == 0
    assert "nhiều" in checked.content.decode() and len(checked.context["found"].arrived) == 1
    entered = Version.objects.get(entered_by_body=cast.committee)
    assert clock.day_of(entered.filed_at) == date(2023, 7, 6)
    assert entered.figures.get(indicator__code="buoi").value == 12


@pytest.mark.django_db
def test_only_who_enters_for_others_finds_the_workbook_of_many(client: Client, reporting: Reporting, cast: Cast):
    args = [reporting.obligation.pk, QUARTER_2.start.isoformat(), QUARTER_2.end.isoformat()]
    for body in (cast.stranger_body, cast.commune_a):
        client.force_login(cast.user_of(body))
        assert client.get(reverse("reports:workbook_many", args=args)).status_code == 404


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_excel_names_them(index: int, letters: str):
    assert opening.column_letter(index) == letters
