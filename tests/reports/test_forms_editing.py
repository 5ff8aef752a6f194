"""Coordinators make and change forms: by deeds and through the pages; a published version never changes."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.audit.models import Entry
from nhipcau.organisations.access import Denied
from nhipcau.organisations.models import Organisation, Role
from nhipcau.reports import actions
from nhipcau.reports.actions import form_editing as editing
from nhipcau.reports.actions import indicators
from nhipcau.reports.actions.indicators import IndicatorValues
from nhipcau.reports.form_specs import AskedSpec, ColumnSpec, FieldSpec, specs_of
from nhipcau.reports.forms_of_duties import newest_form
from nhipcau.reports.line_rules import NotALine
from nhipcau.reports.models import Breakdown, Field, FormVersion, Indicator, PlausibilityRule, ReportForm
from nhipcau.reports.queries.forms import differences
from tests.cast import NOW, Cast
from tests.reports.world import QUARTER_1, QUARTER_2, Reporting


@pytest.fixture
def begun(reporting: Reporting) -> FormVersion:
    """The quarter's form, being changed by the committee."""
    return editing.begin_version(reporting.form.form, by=reporting.cast.officer_of(reporting.cast.committee), now=NOW)


def door(cast: Cast, body: Organisation, role: Role = Role.OFFICER) -> Client:
    client = Client()
    client.force_login(cast.user_of(body, role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def seen(version: FormVersion) -> int:
    version.refresh_from_db()
    return version.row_version


def page(response, status: int = 200) -> str:
    assert response.status_code == status, response.content[:800]
    return re.sub(r"\s+", " ", response.content.decode())


# ---- deeds ----------------------------------------------------------------------------------------------------------
def test_a_new_version_begins_as_the_newest_one_and_leaves_it_as_it_is(reporting: Reporting, begun: FormVersion):
    by = reporting.cast.officer_of(reporting.cast.committee)
    before = specs_of(reporting.form)

    assert specs_of(begun) == before and begun.number == 2 and begun.published_at is None
    editing.save_line(begun, FieldSpec("Ý kiến khác"), field=None, expected=1, by=by)

    assert specs_of(reporting.form) == before
    assert len(specs_of(begun)) == len(before) + 1
    assert newest_form(reporting.obligation, now=NOW) == reporting.form, "not published: nobody works on it"
    assert editing.begin_version(reporting.form.form, by=by, now=NOW) == begun, "begun twice, it is one"


def test_a_published_version_refuses_every_change(reporting: Reporting):
    by = reporting.cast.officer_of(reporting.cast.committee)
    version, field = reporting.form, reporting.form.fields.first()

    with pytest.raises(editing.Published):
        editing.save_line(version, FieldSpec("Thêm"), field=None, expected=version.row_version, by=by)
    with pytest.raises(editing.Published):
        editing.remove_line(field, expected=version.row_version, by=by)
    with pytest.raises(editing.Published):
        editing.move_line(field, up=False, expected=version.row_version, by=by)
    with pytest.raises(editing.Published):
        editing.drop_version(version, expected=version.row_version, by=by, now=NOW)
    with pytest.raises(editing.Published):
        editing.publish(
            version, holds_from=date(2024, 1, 1), note="lần nữa", expected=version.row_version, by=by, now=NOW
        )
    assert len(specs_of(version)) == 8


@pytest.mark.parametrize("body", ["commune_a", "women", "province", "stranger_body", "mass_movement"])
def test_only_bodies_that_coordinate_the_programme_change_its_forms(
    reporting: Reporting, begun: FormVersion, body: str
):
    by = reporting.cast.leader_of(reporting.cast.bodies[body])

    with pytest.raises(Denied):
        editing.begin_version(reporting.form.form, by=by, now=NOW)
    with pytest.raises(Denied):
        editing.save_line(begun, FieldSpec("Thêm"), field=None, expected=1, by=by)
    with pytest.raises(Denied):
        editing.publish(begun, holds_from=date(2023, 7, 1), note="x", expected=1, by=by, now=NOW)
    with pytest.raises(Denied):
        indicators.make_indicator(reporting.cast.programme, IndicatorValues("Số x", "x"), by=by, now=NOW)


def test_a_clerk_of_the_coordinating_body_changes_nothing(reporting: Reporting, begun: FormVersion):
    with pytest.raises(Denied):
        editing.save_line(
            begun, FieldSpec("Thêm"), field=None, expected=1,
            by=reporting.cast.clerk_of(reporting.cast.committee),
        )  # fmt: skip


def test_the_second_of_two_officers_is_told_and_overwrites_nothing(reporting: Reporting, begun: FormVersion):
    cast = reporting.cast
    field = begun.fields.first()
    editing.save_line(begun, FieldSpec("Một", "buoi"), field=field, expected=1, by=cast.officer_of(cast.committee))

    with pytest.raises(editing.FormConflict):
        editing.save_line(begun, FieldSpec("Hai", "buoi"), field=field, expected=1, by=cast.officer_of(cast.front))

    assert specs_of(begun)[0].label == "Một"


def test_lines_are_moved_inserted_and_taken_away_in_order(reporting: Reporting, begun: FormVersion):
    by = reporting.cast.officer_of(reporting.cast.committee)
    first, second = begun.fields.order_by("position")[:2]
    labels = lambda: [spec.label for spec in specs_of(begun)]  # noqa: E731
    before = labels()

    editing.move_line(first, up=True, expected=seen(begun), by=by)
    assert labels() == before, "the first cannot rise"
    editing.move_line(second, up=True, expected=seen(begun), by=by)
    assert labels()[:2] == [before[1], before[0]]
    editing.save_line(begun, FieldSpec("Chen"), field=None, expected=seen(begun), by=by, after=second.pk)
    assert labels()[:3] == [before[1], "Chen", before[0]]
    editing.remove_line(Field.objects.get(version=begun, label="Chen"), expected=seen(begun), by=by)
    assert sorted(labels()) == sorted(before)


def test_a_new_line_joins_its_section(reporting: Reporting, begun: FormVersion):
    by = reporting.cast.officer_of(reporting.cast.committee)

    editing.save_line(begun, FieldSpec("Số tin bài", section="I. Tuyên truyền"), field=None, expected=1, by=by)

    assert [spec.label for spec in specs_of(begun)][:3] == ["Số buổi tuyên truyền", "Số lượt người dự", "Số tin bài"]


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        (FieldSpec("  "), "tên cho dòng"),
        (FieldSpec("Lần nữa", "buoi"), "đã hỏi số này"),
        (FieldSpec("Không có", "khong-co"), "không còn"),
        (FieldSpec("Tỷ lệ nam", "tl", by="gioi"), "không chia theo phân tổ"),
        (FieldSpec("Vừa vừa", "hv2", by="gioi", breakdown="nam"), "một trong hai"),
        (FieldSpec("Bảng", columns=(ColumnSpec(" "),)), "tên cho mỗi cột"),
        (FieldSpec("Bảng", columns=(ColumnSpec("Loại", "choice"),)), "hãy chọn phân tổ"),
        (FieldSpec("Bảng", columns=(ColumnSpec("Chữ", "text", "hv2"),)), "không phải số"),
        (FieldSpec("Bảng", columns=(ColumnSpec("Số", "number", "hv"),)), "không phải số cộng được"),
        (FieldSpec("Chọn", "loai"), "cần phân tổ"),
    ],
)
def test_refuses_a_line_that_could_not_be_filled_or_summed(
    reporting: Reporting, begun: FormVersion, spec: FieldSpec, words: str
):
    by = reporting.cast.officer_of(reporting.cast.committee)
    breakdown(reporting)
    make = lambda **values: indicators.make_indicator(  # noqa: E731
        reporting.cast.programme, IndicatorValues(**values), by=by, now=NOW
    )
    make(name="Số khác", unit="x", code="hv2")
    make(name="Xếp loại", unit="mục", code="loai", kind="choice")

    with pytest.raises(NotALine, match=words):
        editing.save_line(begun, spec, field=None, expected=seen(begun), by=by)

    assert len(specs_of(begun)) == 8


def breakdown(reporting: Reporting) -> Breakdown:
    by = reporting.cast.officer_of(reporting.cast.committee)
    return indicators.make_breakdown(
        reporting.cast.programme, name="Giới", code="gioi", parts=["Nam", "Nữ"], is_partition=True, by=by, now=NOW
    )


def test_a_period_is_answered_on_the_version_that_holds_for_it(reporting: Reporting, begun: FormVersion):
    cast = reporting.cast
    by = cast.officer_of(cast.committee)
    old_draft = actions.start(reporting.occurrence(cast.commune_a), by=cast.officer_of(cast.commune_a), now=NOW)
    editing.save_line(begun, FieldSpec("Ý kiến khác"), field=None, expected=1, by=by)
    editing.publish(begun, holds_from=QUARTER_2.start, note="thêm ý kiến", expected=seen(begun), by=by, now=NOW)

    started = actions.start(reporting.occurrence(cast.commune_b), by=cast.officer_of(cast.commune_b), now=NOW)
    earlier = actions.start(
        reporting.occurrence(cast.commune_b, QUARTER_1), by=cast.officer_of(cast.commune_b), now=NOW
    )

    assert started.form_version == begun
    assert earlier.form_version == reporting.form, "quarter I began before the new version holds"
    old_draft.refresh_from_db()
    assert old_draft.form_version == reporting.form, "a draft in progress stays where it was begun"
    assert Entry.objects.filter(event="form.published").count() == 1


@pytest.mark.parametrize(
    ("holds_from", "note", "words"),
    [(None, "thêm dòng", "chọn ngày"), (date(2023, 7, 1), " ", "điểm thay đổi")],
)
def test_a_later_version_says_from_when_it_holds_and_what_changed(
    reporting: Reporting, begun: FormVersion, holds_from: date | None, note: str, words: str
):
    by = reporting.cast.officer_of(reporting.cast.committee)

    with pytest.raises(editing.CannotPublish, match=words):
        editing.publish(begun, holds_from=holds_from, note=note, expected=1, by=by, now=NOW)


def test_an_empty_form_is_not_published(cast: Cast):
    by = cast.officer_of(cast.committee)
    version = editing.make(cast.programme, name="Mẫu rỗng", matches="", by=by, now=NOW)

    with pytest.raises(editing.CannotPublish, match="chưa có dòng nào"):
        editing.publish(version, holds_from=None, note="", expected=1, by=by, now=NOW)
    editing.drop_version(version, expected=1, by=by, now=NOW)
    assert not ReportForm.objects.filter(name="Mẫu rỗng").exists(), "a form that never was goes with its version"


def test_a_version_with_a_rule_about_a_line_that_went_is_not_published(reporting: Reporting, begun: FormVersion):
    by = reporting.cast.officer_of(reporting.cast.committee)
    rule = PlausibilityRule.objects.create(version=begun, position=1, compared="at-most")
    rule.terms.create(side="left", position=1, indicator=Indicator.objects.get(code="buoi"))
    rule.terms.create(side="right", position=1, constant=100)
    editing.remove_line(begun.fields.get(indicator__code="buoi"), expected=1, by=by)

    with pytest.raises(editing.CannotPublish, match="quy tắc"):
        editing.publish(begun, holds_from=QUARTER_2.start, note="bớt", expected=seen(begun), by=by, now=NOW)


def test_the_difference_names_what_came_went_and_changed(reporting: Reporting, begun: FormVersion):
    by = reporting.cast.officer_of(reporting.cast.committee)
    of = lambda code: begun.fields.get(indicator__code=code)  # noqa: E731
    editing.save_line(
        begun, FieldSpec("Số buổi", "buoi", "I. Tuyên truyền", asked_of=(AskedSpec(level="commune"),)),
        field=of("buoi"),
        expected=1, by=by,
    )  # fmt: skip
    editing.remove_line(of("hv"), expected=2, by=by)
    editing.save_line(begun, FieldSpec("Ý kiến khác"), field=None, expected=3, by=by)

    found = {row.label: row for row in differences(reporting.form, begun)}

    assert set(found) == {"Số buổi", "Số hội viên", "Ý kiến khác"}
    assert (found["Ý kiến khác"].css, found["Số hội viên"].css) == ("new", "gone")
    assert found["Số buổi"].features == (
        ("tên dòng", "Số buổi tuyên truyền", "Số buổi"), ("đơn vị trả lời", "mọi đơn vị", "cấp xã"),
    )  # fmt: skip
    assert differences(reporting.form, reporting.form) == []


def test_what_figures_rest_on_keeps_its_meaning(reporting: Reporting):
    by = reporting.cast.officer_of(reporting.cast.committee)
    used = Indicator.objects.get(code="buoi")

    with pytest.raises(indicators.MeaningInUse):
        indicators.change_indicator(used, IndicatorValues("Số buổi", "cuộc"), by=by, now=NOW)
    used.refresh_from_db()
    assert used.unit == "buổi"
    indicators.change_indicator(used, IndicatorValues("Số cuộc họp dân", "buổi"), by=by, now=NOW)
    assert Indicator.objects.get(code="buoi").name == "Số cuộc họp dân"


def test_codes_are_made_from_names_and_never_given_twice(cast: Cast):
    by = cast.officer_of(cast.committee)
    make = lambda **values: indicators.make_indicator(cast.programme, IndicatorValues(**values), by=by, now=NOW)  # noqa: E731

    assert make(name="Số đồng bào Đăng ký", unit="người").code == "so-dong-bao-dang-ky"
    assert make(name="Số đồng bào đăng ký", unit="người").code == "so-dong-bao-dang-ky-2"
    with pytest.raises(indicators.CodeTaken):
        make(name="Khác", unit="x", code="so-dong-bao-dang-ky")
    with pytest.raises(indicators.NotAnIndicator, match="chữ thường"):
        make(name="Khác", unit="x", code="Số Khác")
    with pytest.raises(indicators.NotAnIndicator, match="hai chỉ số"):
        make(name="Tỷ lệ", unit="%", kind="ratio")


def test_a_part_is_closed_and_opened_and_keeps_its_code(reporting: Reporting):
    by = reporting.cast.officer_of(reporting.cast.committee)
    row = breakdown(reporting)
    part = row.options.get(code="nu")

    indicators.change_part(part, label="Phụ nữ", is_closed=True, by=by, now=NOW)
    indicators.add_part(row, "Chưa rõ", by=by, now=NOW)
    with pytest.raises(indicators.CodeTaken):
        indicators.add_part(row, "nữ", by=by, now=NOW)

    assert [(o.code, o.label, o.is_closed) for o in row.options.all()] == [
        ("nam", "Nam", False), ("nu", "Phụ nữ", True), ("chua-ro", "Chưa rõ", False),
    ]  # fmt: skip


# ---- pages ----------------------------------------------------------------------------------------------------------
def test_a_coordinator_makes_a_form_through_the_pages_without_scripts(cast: Cast):
    client = door(cast, cast.committee)
    made = client.post(
        reverse("reports:form_new"), {"programme": str(cast.programme.pk), "name": "Báo cáo mới", "phrases": ""}
    )
    version = FormVersion.objects.get()
    assert made.url == reverse("reports:form_version", args=[version.pk])

    new = reverse("reports:form_line_new", args=[version.pk])
    assert "Chỉ số mới" in page(client.get(new + "?loai=figure"))
    answer = client.post(new + "?loai=figure", line(1, label="Số buổi", **new_indicator(unit="buổi")))
    assert answer.status_code == 302, answer.content[:2000]
    assert Indicator.objects.get().code == "so-buoi"
    client.post(new + "?loai=narrative", line(2, label="Đánh giá", section="II. Đánh giá"))
    columns = columns_of(("Thôn", "text", ""), ("Số hộ", "number", "so-buoi"))
    client.post(new + "?loai=table", line(3, label="Theo thôn", section="III. Thôn", **columns))

    assert [str(spec.kind) for spec in specs_of(version)] == ["figure", "narrative", "table"]
    assert specs_of(version)[2].columns[1] == ColumnSpec("Số hộ", "number", "so-buoi")
    shown = page(client.get(reverse("reports:form_preview", args=[version.pk])))
    assert "Theo thôn" in shown and "Số buổi" in shown and "Đánh giá" in shown
    client.post(reverse("reports:form_publish", args=[version.pk]), {"row_version": seen(version)})
    version.refresh_from_db()
    assert version.published_at is not None
    assert "phiên bản 1" in page(client.get(reverse("reports:forms")))


def line(row_version: int, *, label: str, section: str = "", **more: str) -> dict[str, str]:
    """Return what a browser posts for a line."""
    return {
        "row_version": str(row_version), "line-label": label, "line-section": section, "line-is_required": "on",
        "asked-TOTAL_FORMS": "0", "asked-INITIAL_FORMS": "0",
    } | more  # fmt: skip


def new_indicator(**values: str) -> dict[str, str]:
    said = {"kind": "count", "counted": "other", "across": "sum", "over_time": "sum"} | values
    return {f"new-{name}": value for name, value in said.items()}


def columns_of(*columns: tuple[str, str, str]) -> dict[str, str]:
    posted = {"col-TOTAL_FORMS": str(len(columns)), "col-INITIAL_FORMS": "0"}
    for place, (label, kind, indicator) in enumerate(columns):
        posted |= {f"col-{place}-label": label, f"col-{place}-kind": kind, f"col-{place}-indicator": indicator}
    return posted


def test_a_conflict_shows_both_and_the_second_try_is_kept(reporting: Reporting, begun: FormVersion):
    cast = reporting.cast
    field = begun.fields.get(indicator__code="buoi")
    address = reverse("reports:form_line", args=[begun.pk, field.pk])
    mine, theirs = door(cast, cast.committee), door(cast, cast.front)
    said = {"line-indicator": "buoi"}
    assert theirs.post(address, line(1, label="Của Mặt trận", **said)).status_code == 302

    shown = page(mine.post(address, line(1, label="Của Ban Chỉ đạo", **said)), status=409)

    assert "Của Mặt trận" in shown and 'value="Của Ban Chỉ đạo"' in shown
    assert 'name="row_version" value="2"' in shown
    assert mine.post(address, line(2, label="Của Ban Chỉ đạo", **said)).status_code == 302
    field.refresh_from_db()
    assert field.label == "Của Ban Chỉ đạo"


def test_what_was_typed_stays_where_a_line_is_refused(reporting: Reporting, begun: FormVersion):
    client = door(reporting.cast, reporting.cast.committee)
    address = reverse("reports:form_line_new", args=[begun.pk]) + "?loai=figure"

    shown = page(client.post(address, line(1, label="Lần nữa", **{"line-indicator": "buoi"})), status=422)

    assert "đã hỏi số này" in shown and 'value="Lần nữa"' in shown
    assert begun.fields.count() == 8


def test_a_version_that_is_worked_on_is_not_there_for_others(reporting: Reporting, begun: FormVersion):
    cast = reporting.cast
    commune = door(cast, cast.commune_a)

    assert commune.get(reverse("reports:form_version", args=[begun.pk])).status_code == 404
    assert commune.get(reverse("reports:form_preview", args=[begun.pk])).status_code == 404
    assert commune.post(reverse("reports:form_edit", args=[begun.form_id])).status_code == 404
    assert commune.get(reverse("reports:form_version", args=[reporting.form.pk])).status_code == 200
    assert "đang sửa" not in page(commune.get(reverse("reports:form", args=[begun.form_id])))


def test_a_duty_is_given_another_form(reporting: Reporting):
    cast = reporting.cast
    by = cast.officer_of(cast.committee)
    version = editing.make(cast.programme, name="Mẫu khác", matches="", by=by, now=NOW)
    editing.save_line(version, FieldSpec("Nội dung"), field=None, expected=1, by=by)
    give = reverse("reports:form_give", args=[version.form_id])
    client = door(cast, cast.committee)

    refused = client.post(give, {"obligation": str(reporting.obligation.pk)}, follow=True)
    assert "ban hành biểu mẫu trước" in refused.content.decode()
    editing.publish(version, holds_from=None, note="", expected=seen(version), by=by, now=NOW)
    client.post(give, {"obligation": str(reporting.obligation.pk)})

    assert newest_form(reporting.obligation, now=NOW, on=QUARTER_2.start) == version


def test_the_list_of_forms_costs_the_same_for_one_and_for_many(cast: Cast, django_assert_max_num_queries):
    by = cast.officer_of(cast.committee)
    client = door(cast, cast.committee)
    for number in range(12):
        version = editing.make(cast.programme, name=f"Mẫu {number}", matches="", by=by, now=NOW)
        editing.save_line(version, FieldSpec("Nội dung"), field=None, expected=1, by=by)
    with django_assert_max_num_queries(16):
        page(client.get(reverse("reports:forms")))
