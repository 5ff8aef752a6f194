"""The import from Excel: every bad row is named, nothing is written until confirmed, twice changes nothing."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from nhipcau.audit.models import Entry
from nhipcau.organisations import importing
from nhipcau.organisations.importing.template import template_workbook
from nhipcau.organisations.models import Organisation, OrganisationSpan, Post, Role, User
from tests.cast import NOW, TODAY

BODY = {
    "Mã": "HH", "Tên đầy đủ": "Hội Hoa huyện Suối Mơ", "Tên ngắn": "Hội Hoa", "Loại": "hội quần chúng", "Cấp": "huyện",
}  # fmt: skip
USER = {
    "Tên đăng nhập": "hoa.canbo", "Tên hiển thị": "Cán bộ Hội Hoa", "Mã cơ quan": "HH", "Vai trò": "chuyên viên",
    "Chức danh": "Chuyên viên",
}  # fmt: skip


def workbook(bodies: list[dict[str, object]], users: list[dict[str, object]] = ()) -> bytes:
    """Fill the real template."""
    book = load_workbook(BytesIO(template_workbook()))
    for name, rows in (("Cơ quan", bodies), ("Người dùng", users)):
        sheet = book[name]
        heads = [cell.value for cell in sheet[1]]
        for number, row in enumerate(rows, start=2):
            for title, value in row.items():
                sheet.cell(number, heads.index(title) + 1, value)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def plan_of(bodies: list[dict[str, object]], users: list[dict[str, object]] = ()) -> importing.Plan:
    return importing.make_plan(importing.read_workbook(workbook(bodies, users)), on=TODAY)


def wrongs(plan: importing.Plan) -> list[tuple[str, int, str]]:
    return [(problem.sheet, problem.row, problem.column) for problem in plan.problems]


@pytest.fixture
def administrator(cast):
    return cast.actor_of(cast.party, Role.ADMINISTRATOR)


def test_an_empty_template_has_nothing_to_do(cast):
    plan = plan_of([])

    assert (plan.problems, plan.changes) == ([], 0)


@pytest.mark.parametrize(
    ("change", "column", "remark"),
    [
        ({"Mã": None}, "A (Mã)", "no code"),
        ({"Tên đầy đủ": ""}, "B (Tên đầy đủ)", "no name"),
        ({"Loại": "câu lạc bộ"}, "E (Loại)", "no such kind"),
        ({"Cấp": "liên xã"}, "F (Cấp)", "no such level"),
        ({"Thứ tự": "đầu"}, "G (Thứ tự)", "no number"),
        ({"Thứ tự": 2.5}, "G (Thứ tự)", "no whole number"),
        ({"Mã cấp trên": "KHÔNG CÓ"}, "H (Mã cấp trên)", "no such superior"),
        ({"Mã cấp trên": "HH"}, "H (Mã cấp trên)", "its own superior"),
        ({"Mã địa bàn": "99999"}, "I (Mã địa bàn)", "no such place"),
        ({"Con dấu": "chắc có"}, "K (Con dấu)", "neither yes nor no"),
        ({"Từ ngày": "31/2/2023"}, "L (Từ ngày)", "no such day"),
        ({"Tên ngắn": "x" * 121}, "C (Tên ngắn)", "too long"),
    ],
)
def test_names_the_bad_cell_of_a_body(cast, change, column, remark):
    plan = plan_of([BODY | change])

    assert ("Cơ quan", 2, column) in wrongs(plan), remark
    assert plan.bodies == []


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"Tên đăng nhập": "Hoa Cán bộ"}, "A (Tên đăng nhập)"),
        ({"Thư điện tử": "hoa@"}, "C (Thư điện tử)"),
        ({"Mã cơ quan": "ABC"}, "D (Mã cơ quan)"),
        ({"Vai trò": "sếp"}, "E (Vai trò)"),
        ({"Chức danh": ""}, "F (Chức danh)"),
        ({"Ủy quyền": "ừ"}, "G (Ủy quyền)"),
    ],
)
def test_names_the_bad_cell_of_a_user(cast, change, column):
    plan = plan_of([BODY], [USER, USER | {"Tên đăng nhập": "khac"} | change])

    assert ("Người dùng", 3, column) in wrongs(plan)
    assert len(plan.users) == 1


def test_a_bad_superior_makes_those_below_wait_and_leaves_the_others(cast):
    below = BODY | {"Mã": "HH2", "Tên đầy đủ": "Chi hội Hoa", "Mã cấp trên": "HH"}
    beside = BODY | {"Mã": "HT", "Tên đầy đủ": "Hội Trà"}

    plan = plan_of([BODY | {"Cấp": "?"}, below, beside])

    assert wrongs(plan) == [("Cơ quan", 2, "F (Cấp)"), ("Cơ quan", 3, "H (Mã cấp trên)")]
    assert [row.facts.code for row in plan.bodies] == ["HT"]


def test_a_code_twice_and_a_ring_are_named(cast):
    twice = plan_of([BODY, BODY])
    ring = plan_of([
        BODY | {"Mã cấp trên": "HT"},
        BODY | {"Mã": "HT", "Tên đầy đủ": "Hội Trà", "Mã cấp trên": "HH"},
    ])  # fmt: skip

    assert wrongs(twice) == [("Cơ quan", 3, "A (Mã)")]
    assert [row for _sheet, row, _column in wrongs(ring)] == [2, 3]


def test_writes_bodies_below_bodies_and_users_with_first_passwords(cast, administrator):
    below = BODY | {"Mã": "HH2", "Tên đầy đủ": "Chi hội Hoa", "Tên ngắn": "Chi hội", "Mã cấp trên": "HH"}
    rows = importing.read_workbook(
        workbook([below, BODY | {"Mã cấp trên": "Ủy ban nhân dân huyện Suối Mơ", "Từ ngày": "01/7/2023"}], [USER])
    )

    outcome = importing.apply_rows(rows, by=administrator, now=NOW)

    upper = OrganisationSpan.objects.get(code="HH")
    assert upper.parent == cast.peoples
    assert str(upper.valid_from) == "2023-07-01"
    assert OrganisationSpan.objects.get(code="HH2").parent == upper.organisation
    user = User.objects.get(username="hoa.canbo")
    assert user.check_password(outcome.passwords["hoa.canbo"])
    assert outcome.passwords["hoa.canbo"] not in str(list(Entry.objects.values_list("details", flat=True)))
    assert user.posts.get().organisation == upper.organisation


def test_the_same_file_twice_changes_nothing(cast, administrator):
    rows = importing.read_workbook(workbook([BODY], [USER]))
    importing.apply_rows(rows, by=administrator, now=NOW)
    counts = [model.objects.count() for model in (Organisation, OrganisationSpan, User, Post, Entry)]

    outcome = importing.apply_rows(rows, by=administrator, now=NOW)

    assert (outcome.bodies_new, outcome.bodies_changed, outcome.posts_new, outcome.passwords) == (0, 0, 0, {})
    assert counts == [model.objects.count() for model in (Organisation, OrganisationSpan, User, Post, Entry)]


def test_a_changed_row_closes_the_span(cast, administrator):
    importing.apply_rows(importing.read_workbook(workbook([BODY])), by=administrator, now=NOW)
    changed = importing.read_workbook(workbook([BODY | {"Tên đầy đủ": "Hội Hoa và Cây huyện Suối Mơ"}]))

    outcome = importing.apply_rows(changed, by=administrator, now=NOW)

    assert outcome.bodies_changed == 1
    assert (
        list(
            OrganisationSpan.objects.filter(code="HH").order_by("valid_until").values_list("valid_until", flat=True)
        ).count(TODAY)
        == 1
    )


def test_a_body_without_code_is_known_by_its_full_name(cast, administrator):
    span = cast.agency.spans.get()
    row = {
        "Mã": "PDT", "Tên đầy đủ": span.name, "Tên ngắn": span.short_name, "Ký hiệu": span.symbol,
        "Địa danh": span.place,
        "Loại": "cơ quan chuyên môn", "Cấp": "huyện", "Mã cấp trên": "Ủy ban nhân dân huyện Suối Mơ",
        "Mã địa bàn": "901", "Thứ tự": span.rank,
    }  # fmt: skip

    plan = plan_of([row])

    assert plan.problems == []
    assert [(planned.state, planned.present) for planned in plan.bodies] == [("đổi", span)]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not a workbook", b"ten;ma\n", workbook([])[:500]])
def test_a_broken_file_is_refused_with_a_word_of_what_to_do(data):
    with pytest.raises(importing.NotReadable, match="Hãy"):
        importing.read_workbook(data)


def test_the_page_shows_the_plan_and_writes_after_confirming(cast, client, administrator):
    client.force_login(administrator.user)
    address = reverse("organisations:import")
    file = BytesIO(workbook([BODY, BODY | {"Mã": "HX", "Cấp": "?"}], [USER]))
    file.name = "co-quan.xlsx"

    shown = client.post(address, {"file": file})
    before = Organisation.objects.count()
    written = client.post(reverse("organisations:import_apply"), {"rows": shown.context["rows"]})

    assert "F (Cấp)" in shown.content.decode()
    assert Organisation.objects.count() == before + 1
    assert "hoa.canbo" in written.content.decode()


def test_what_was_shown_to_one_is_not_written_by_another(cast, client, administrator):
    client.force_login(administrator.user)
    file = BytesIO(workbook([BODY]))
    file.name = "co-quan.xlsx"
    shown = client.post(reverse("organisations:import"), {"file": file})
    other = cast.actor_of(cast.front, Role.ADMINISTRATOR)
    client.force_login(other.user)
    before = Organisation.objects.count()

    answer = client.post(reverse("organisations:import_apply"), {"rows": shown.context["rows"]})

    assert answer.status_code == 302
    assert Organisation.objects.count() == before
