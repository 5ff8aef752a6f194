"""Filling in every kind of line: parts, money, yes or no, choices, tables with rows, and what the program knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.drafting.content import Table
from nhipcau.organisations.access import Denied
from nhipcau.organisations.models import Group, GroupMember, Locality, LocalitySpan, Organisation, Role
from nhipcau.reports import actions, known_figures
from nhipcau.reports.actions import indicators
from nhipcau.reports.actions.filing import is_complete
from nhipcau.reports.actions.writing import write_answers
from nhipcau.reports.answers import Answers, CellAnswer, FigureAnswer, TableAnswer, TextAnswer
from nhipcau.reports.form_specs import AskedSpec, ColumnSpec, FieldSpec
from nhipcau.reports.forms_of_duties import FormSpec, IndicatorSpec, give_form, make_form, make_indicators
from nhipcau.reports.known_figures import Asking, KnownFigure
from nhipcau.reports.models import Breakdown, Field, Figure, Indicator, ObligationForm, Quality, TableCell, Version
from nhipcau.reports.own_paper import own_paper
from nhipcau.reports.queries.asked import fields_for
from nhipcau.reports.queries.lines import lines
from nhipcau.reports.queries.looking_back import year_before
from nhipcau.reports.queries.rows import rows_of, tables_of
from nhipcau.text import fold
from tests.cast import NOW
from tests.reports.world import QUARTER_1, QUARTER_2, Period, Reporting, make_duty, owe

INDICATORS = (
    IndicatorSpec("dan", "Số người dự", "người", counted="people"),
    IndicatorSpec("luot-dan", "Số lượt người dự", "lượt", counted="attendances"),
    IndicatorSpec("tien", "Kinh phí", "đồng", kind="money"),
    IndicatorSpec("co-qc", "Có quy chế", "", across="not-summed", kind="yes-no", over_time="last"),
    IndicatorSpec("xep-loai", "Xếp loại", "", across="not-summed", kind="choice", over_time="last"),
    IndicatorSpec("nha", "Số nhà sửa", "nhà"),
)
COLUMNS = (
    ColumnSpec("Thôn", "place", is_required=True), ColumnSpec("Số nhà", "number", "nha"),
    ColumnSpec("Ngày xong", "day"), ColumnSpec("Nguồn", "choice", options="nguon"), ColumnSpec("Tiền", "money", "tien"),
    ColumnSpec("Ghi chú", "text"),
)  # fmt: skip
FORM = (
    FieldSpec("Số người dự", "dan", "I", by="gioi"),
    FieldSpec("Số lượt", "luot-dan", "I", is_required=False),
    FieldSpec("Kinh phí", "tien", "I"),
    FieldSpec("Có quy chế", "co-qc", "II"),
    FieldSpec("Xếp loại", "xep-loai", "II", by="loai"),
    FieldSpec("Số nhà sửa", "nha", "III"),
    FieldSpec("Nhà sửa theo thôn", section="III", columns=COLUMNS),
    FieldSpec("Chỉ hỏi cơ quan", section="IV", asked_of=(AskedSpec(kind="agency"),)),
    FieldSpec("Hỏi UBND các xã", section="IV", asked_of=(AskedSpec("peoples-committee", "commune"),)),
)


@dataclass
class Kinds:
    """The report with every kind of line, and the places below commune A."""

    reporting: Reporting
    villages: dict[str, Locality]

    @property
    def fields(self) -> dict[str, Field]:
        """Return the lines by their names."""
        return {row.label: row for row in self.reporting.form.fields.all()}

    def column(self, label: str):
        """Return a column of the table."""
        return self.fields["Nhà sửa theo thôn"].columns.get(label=label)

    def draft(self, body: Organisation | None = None) -> Version:
        """Return the draft of a body, begun at first asking."""
        body = body or self.reporting.cast.commune_a
        return actions.start(self.reporting.occurrence(body), by=self.reporting.cast.officer_of(body), now=NOW)

    def figure(self, label: str, value: int | None, part: str = "", **more: object) -> FigureAnswer:
        """Return an answer to the line of that name."""
        return FigureAnswer(self.fields[label].pk, value, part=part, **more)

    def row(self, village: str | None, houses: int | None, **more: object) -> tuple[CellAnswer, ...]:
        """Return a row of the table."""
        cells = []
        if village:
            cells.append(CellAnswer(self.column("Thôn").pk, place=self.villages[village].pk))
        if houses is not None:
            cells.append(CellAnswer(self.column("Số nhà").pk, number=houses))
        return (*cells, *(CellAnswer(self.column(key).pk, **value) for key, value in more.items()))

    def table(self, *rows: tuple[CellAnswer, ...], is_none: bool = False) -> dict[int, TableAnswer]:
        """Return the table's answer."""
        key = self.fields["Nhà sửa theo thôn"].pk
        return {key: TableAnswer(key, rows, is_none)}

    def complete(self, **wanted: object) -> Answers:
        """Return answers to all that commune A is asked."""
        said = {
            "figures": (
                self.figure("Số người dự", 10), self.figure("Số người dự", 4, "nam"),
                self.figure("Số người dự", 6, "nu"),
                self.figure("Kinh phí", 5_000_000), self.figure("Có quy chế", 0), self.figure("Xếp loại", 1, "kha"),
            ),
            "texts": (TextAnswer(self.fields["Hỏi UBND các xã"].pk, "Có"),),
            "tables": self.table(self.row("Thôn Một", 3), self.row("Thôn Hai", 2)),
        } | wanted  # fmt: skip
        return Answers(**said)


@pytest.fixture
def kinds(reporting: Reporting) -> Kinds:
    """The quarter's duty, answered on a form with every kind of line."""
    cast = reporting.cast
    by = cast.officer_of(cast.committee)
    parts = {"gioi": ("Nam", "Nữ"), "loai": ("Tốt", "Khá", "Yếu"), "nguon": ("Nhà nước", "Nhân dân")}
    for code, names in parts.items():
        indicators.make_breakdown(
            cast.programme, name=code, code=code, parts=names, is_partition=code == "gioi", by=by, now=NOW
        )
    make_indicators(INDICATORS, programme=cast.programme)
    reporting.form = make_form(FormSpec("Báo cáo quý", FORM), programme=cast.programme, now=NOW)
    commune = cast.commune_a.spans.get().locality
    villages = {name: village(name, commune) for name in ("Thôn Một", "Thôn Hai")}
    elsewhere = village("Thôn Xa", cast.commune_b.spans.get().locality)
    return Kinds(reporting, villages | {"Thôn Xa": elsewhere})


def village(name: str, parent: Locality) -> Locality:
    place = Locality.objects.create()
    LocalitySpan.objects.create(
        locality=place, name=name.removeprefix("Thôn "), type_name="thôn", kind="village", parent=parent,
        folded=fold(name), recorded_at=NOW,
    )  # fmt: skip
    return place


def figures(version: Version) -> dict[tuple[str, str], int | None]:
    return {(row.indicator.code, row.breakdown): row.value for row in version.figures.select_related("indicator")}


def door(kinds: Kinds, body: Organisation, role: Role = Role.OFFICER) -> Client:
    client = Client()
    user = kinds.reporting.cast.user_of(body, role)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(kinds: Kinds, name: str = "report", body: Organisation | None = None) -> str:
    body = body or kinds.reporting.cast.commune_a
    return reverse(f"reports:{name}", args=[kinds.reporting.occurrence(body).pk])


def page(response, status: int = 200) -> str:
    assert response.status_code == status, response.content[:800]
    return re.sub(r"\s+", " ", response.content.decode())


def posted(kinds: Kinds, row_version: int = 0, **more: str) -> dict[str, str]:
    """Return what a browser posts for a full form."""
    f, table = kinds.fields, kinds.fields["Nhà sửa theo thôn"].pk
    column = {label: kinds.column(label).pk for label in ("Thôn", "Số nhà", "Ngày xong", "Nguồn", "Tiền", "Ghi chú")}
    return {
        "row_version": str(row_version), f"f{f['Số người dự'].pk}": "10", f"f{f['Số người dự'].pk}-nam": "4",
        f"f{f['Số người dự'].pk}-nu": "6", f"f{f['Kinh phí'].pk}": "5.000.000", f"f{f['Có quy chế'].pk}": "0",
        f"f{f['Xếp loại'].pk}": "kha", f"t{f['Hỏi UBND các xã'].pk}": "Có", f"r{table}-n": "2",
        f"r{table}-0-{column['Thôn']}": str(kinds.villages["Thôn Một"].pk), f"r{table}-0-{column['Số nhà']}": "3",
        f"r{table}-0-{column['Ngày xong']}": "2023-05-30", f"r{table}-0-{column['Nguồn']}": "nhan-dan",
        f"r{table}-0-{column['Ghi chú']}": "nhà bà con", f"r{table}-1-{column['Số nhà']}": "",
    } | more  # fmt: skip


# ---- deeds ----------------------------------------------------------------------------------------------------------
def test_every_kind_becomes_figures_texts_and_rows(kinds: Kinds):
    draft = kinds.draft()
    write_answers(draft, kinds.complete())

    assert figures(draft) == {
        ("dan", ""): 10, ("dan", "nam"): 4, ("dan", "nu"): 6, ("tien", ""): 5_000_000, ("co-qc", ""): 0,
        ("xep-loai", "kha"): 1, ("nha", ""): 5,
    }  # fmt: skip
    assert [row.position for row in rows_of([draft])] == [1, 2]
    assert draft.figures.get(indicator__code="nha").source_key == f"table:{kinds.fields['Nhà sửa theo thôn'].pk}"
    assert is_complete(draft)


def test_people_and_attendances_stand_apart(kinds: Kinds):
    """Two indicators, two figures; nothing in the program adds one to the other."""
    draft = kinds.draft()
    write_answers(draft, Answers((kinds.figure("Số người dự", 10), kinds.figure("Số lượt", 40))))

    assert figures(draft) == {("dan", ""): 10, ("luot-dan", ""): 40}


@pytest.mark.parametrize(
    ("remark", "without"),
    [
        ("a part of a partition is missing", {"drop": ("Số người dự", "nu")}),
        ("the whole is missing", {"drop": ("Số người dự", "")}),
        ("nothing was chosen", {"drop": ("Xếp loại", "kha")}),
        ("yes or no was not said", {"drop": ("Có quy chế", "")}),
        ("the table has no rows", {"tables": {}}),
        ("a required cell is empty", {"row": None}),
        ("the line of the UBND is empty", {"texts": ()}),
    ],
)
def test_is_not_complete_where(kinds: Kinds, remark: str, without: dict):
    said = kinds.complete()
    wanted: dict[str, object] = {}
    if "drop" in without:
        label, part = without["drop"]
        wanted["figures"] = tuple(
            row for row in said.figures if not (row.field_id == kinds.fields[label].pk and row.part == part)
        )
    if "row" in without:
        wanted["tables"] = kinds.table(kinds.row(None, 3))
    draft = kinds.draft()
    write_answers(draft, kinds.complete(**(wanted | {k: v for k, v in without.items() if k in ("tables", "texts")})))

    assert not is_complete(draft), remark


def test_not_applicable_answers_a_line_with_its_parts(kinds: Kinds):
    said = kinds.complete()
    others = tuple(row for row in said.figures if row.field_id != kinds.fields["Số người dự"].pk)
    draft = kinds.draft()
    write_answers(draft, kinds.complete(figures=(*others, kinds.figure("Số người dự", None, is_not_applicable=True))))

    assert is_complete(draft)


def test_nothing_in_a_table_is_said_and_is_zero_not_missing(kinds: Kinds):
    draft = kinds.draft()
    write_answers(draft, kinds.complete(tables=kinds.table(is_none=True)))

    assert tables_of(draft)[kinds.fields["Nhà sửa theo thôn"].pk].is_none
    assert figures(draft)["nha", ""] == 0 and is_complete(draft)
    assert rows_of([draft]) == []


def test_a_table_that_was_not_sent_keeps_its_rows_and_its_sum(kinds: Kinds):
    draft = kinds.draft()
    write_answers(draft, kinds.complete())
    write_answers(draft, kinds.complete(tables={}))

    assert len(rows_of([draft])) == 2 and figures(draft)["nha", ""] == 5


def test_the_sum_of_a_column_stands_above_what_was_typed(kinds: Kinds):
    said = kinds.complete()
    draft = kinds.draft()
    write_answers(draft, kinds.complete(figures=(*said.figures, kinds.figure("Số nhà sửa", 99, is_estimate=True))))

    row = draft.figures.get(indicator__code="nha")
    assert (row.value, row.is_estimate) == (5, True)


def test_lines_are_asked_of_some_bodies_only(kinds: Kinds):
    """Commune A answers for its People's Committee: it is asked what the committees of communes are asked."""
    cast = kinds.reporting.cast
    occurrence = kinds.reporting.occurrence(cast.commune_a)
    occurrence.answers_for.create(organisation=cast.peoples_a)

    labels = {field.label for field in fields_for(kinds.reporting.form, occurrence)}
    others = {field.label for field in fields_for(kinds.reporting.form, kinds.reporting.occurrence(cast.commune_b))}

    assert "Hỏi UBND các xã" in labels and "Chỉ hỏi cơ quan" not in labels
    assert "Hỏi UBND các xã" not in others


@pytest.fixture(autouse=True)
def commune_a_answers_for_its_committee(request: pytest.FixtureRequest):
    """In all but the test above, the line of the committees is commune A's."""
    if "kinds" not in request.fixturenames or request.node.name == "test_lines_are_asked_of_some_bodies_only":
        return
    kinds: Kinds = request.getfixturevalue("kinds")
    cast = kinds.reporting.cast
    kinds.reporting.occurrence(cast.commune_a).answers_for.create(organisation=cast.peoples_a)


def test_an_answer_to_a_line_that_is_not_asked_is_not_kept(kinds: Kinds):
    draft = kinds.draft()
    write_answers(draft, Answers(texts=(TextAnswer(kinds.fields["Chỉ hỏi cơ quan"].pk, "Lạ"),)))

    assert not draft.narratives.exists()


def test_a_group_is_asked_as_it_is_on_the_last_day_of_the_period(kinds: Kinds):
    cast = kinds.reporting.cast
    group = Group.objects.create(name="Xã điểm", folded="xa diem")
    GroupMember.objects.create(
        group=group, organisation=cast.commune_a, valid_until=QUARTER_2.end, recorded_at=NOW
    )  # not on the last day
    GroupMember.objects.create(group=group, organisation=cast.commune_b, recorded_at=NOW)
    line = kinds.fields["Chỉ hỏi cơ quan"]
    line.asked_of.all().delete()
    line.asked_of.create(group=group)

    def asks(body: Organisation) -> bool:
        return line in fields_for(kinds.reporting.form, kinds.reporting.occurrence(body))

    assert asks(cast.commune_b) and not asks(cast.commune_a) and not asks(cast.commune_c)


def test_a_later_version_begins_with_rows_and_sources_of_the_one_before(kinds: Kinds):
    cast = kinds.reporting.cast
    draft = kinds.draft()
    seen = actions.save_draft(draft, kinds.complete(), by=cast.officer_of(cast.commune_a), expected=1, now=NOW)
    actions.sign_off(draft, by=cast.leader_of(cast.commune_a), expected=seen, now=NOW)

    again = actions.new_version(draft.submission, by=cast.officer_of(cast.commune_a), reason="sửa một dòng", now=NOW)

    assert figures(again) == figures(draft)
    assert [row.cells for row in rows_of([again])] == [row.cells for row in rows_of([draft])]
    assert again.figures.get(indicator__code="nha").source_key.startswith("table:")


def test_a_thousand_rows_are_written_in_few_queries(kinds: Kinds, django_assert_max_num_queries):
    draft = kinds.draft()
    rows = tuple(kinds.row("Thôn Một", 1) for _n in range(1000))
    with django_assert_max_num_queries(40):
        write_answers(draft, Answers(tables=kinds.table(*rows)))
    assert TableCell.objects.count() == 2000 and figures(draft)["nha", ""] == 1000


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (QUARTER_2, Period(date(2022, 4, 1), date(2022, 6, 30))),
        (Period(date(2023, 1, 15), date(2023, 2, 14)), Period(date(2022, 1, 15), date(2022, 2, 14))),
        (Period(date(2024, 2, 1), date(2024, 2, 29)), Period(date(2023, 2, 1), date(2023, 2, 28))),
        (Period(date(2025, 2, 1), date(2025, 2, 28)), Period(date(2024, 2, 1), date(2024, 2, 29))),
    ],
)
def test_the_same_period_of_the_year_before_ends_with_its_month(period: Period, before: Period):
    assert year_before(period) == before


def test_last_period_and_the_year_before_stand_beside_each_field(kinds: Kinds):
    report = kinds.reporting
    a_year_ago = Period(date(2022, 4, 1), date(2022, 6, 30), "quý II/2022")
    owe(report.obligation, report.rule, report.cast.commune_a, a_year_ago, date(2022, 7, 7))
    for period, value in ((a_year_ago, 7), (QUARTER_1, 9)):
        draft = actions.start(
            report.occurrence(report.cast.commune_a, period), by=report.cast.officer_of(report.cast.commune_a), now=NOW
        )
        write_answers(draft, Answers((kinds.figure("Kinh phí", value), kinds.figure("Số người dự", value + 1, "nam"))))
        Version.objects.filter(pk=draft.pk).update(
            filed_at=NOW, signed_off_at=NOW, signed_off_by=report.cast.user_of(report.cast.commune_a, Role.LEADER)
        )

    found = {line.field.label: line for line in lines(report.form, None, report.occurrence(report.cast.commune_a))}

    money = found["Kinh phí"]
    assert (money.before.value, money.before_label) == (9, "quý I/2023")
    assert (money.year_before.value, money.year_label) == (7, "quý II/2022")
    assert found["Số người dự"].parts[0].memory.before.value == 10
    shown = page(door(kinds, report.cast.commune_a).get(url(kinds)))
    assert "quý I/2023: <b>9</b>" in shown and "quý II/2022: <b>7</b>" in shown


# ---- what the program knows -----------------------------------------------------------------------------------------
class Records:
    """A programme that knows one figure; what it knows may change."""

    def __init__(self) -> None:
        self.value = 12
        self.asked: list[Asking] = []

    def __call__(self, asking: Asking) -> dict[tuple[UUID, str], KnownFigure]:
        """Answer for the figure of money."""
        self.asked.append(asking)
        key = Indicator.objects.get(code="tien").pk
        return {(key, ""): KnownFigure(self.value, "12 hoạt động", "/hoat-dong/", "records:1")}


@pytest.fixture
def records() -> Iterator[Records]:
    """A provider for the length of a test."""
    provider = Records()
    known_figures.register(provider)
    known_figures.register_opener("records", lambda key: f"/hoat-dong/{key.partition(':')[2]}/")
    yield provider
    known_figures._PROVIDERS.remove(provider)
    del known_figures._OPENERS["records"]


def test_a_known_figure_is_offered_taken_and_opens_to_its_source(kinds: Kinds, records: Records):
    client = door(kinds, kinds.reporting.cast.commune_a)
    assert "Chương trình đã có: <b>12</b>" in page(client.get(url(kinds)))

    client.post(url(kinds, "take"), {"row_version": "0", "take": "all"})

    row = Figure.objects.get(indicator__code="tien")
    assert (row.value, row.source, row.source_key) == (12, "12 hoạt động", "records:1")
    shown = page(client.get(url(kinds)))
    assert 'href="/hoat-dong/1/"' in shown and "Chương trình đã có:" not in shown
    assert records.asked[0].body == kinds.reporting.cast.commune_a.pk
    assert (records.asked[0].start, records.asked[0].end) == (QUARTER_2.start, QUARTER_2.end)


def test_a_body_knows_the_figures_of_its_own_consolidation(kinds: Kinds, sent: Version):
    cast, report = kinds.reporting.cast, kinds.reporting
    actions.receive(sent, by=cast.officer_of(cast.committee), now=NOW)
    made = actions.consolidate(report.obligation, QUARTER_2, by=cast.officer_of(cast.committee), now=NOW)
    duty, rule = make_duty(cast, title="Báo cáo của huyện", recipient=cast.province, owners=(cast.committee,))
    give_form(duty, now=NOW)
    ObligationForm.objects.filter(obligation=duty).update(form=report.form.form)
    upward = owe(duty, rule, cast.committee, QUARTER_2, None)

    known = {line.field.label: line.known for line in lines(report.form, None, upward) if line.known}

    assert known["Kinh phí"].value == 5_000_000 and "1/3" in known["Kinh phí"].label
    key = known["Kinh phí"].source_key
    assert key.startswith(f"consolidation:{made.pk}:") and known_figures.address_of(key) == known["Kinh phí"].url
    others = owe(duty, rule, cast.province_mass, QUARTER_2, None)
    assert not any(line.known for line in lines(report.form, None, others)), "nobody else's"


def test_what_was_taken_keeps_its_source_until_somebody_types_another_number(kinds: Kinds, records: Records):
    client = door(kinds, kinds.reporting.cast.commune_a)
    client.post(url(kinds, "take"), {"row_version": "0", "take": "all"})
    field = kinds.fields["Kinh phí"].pk
    draft = Version.objects.get()

    client.post(url(kinds, "save"), {"row_version": str(draft.row_version), f"f{field}": "12"})
    assert Figure.objects.get(indicator__code="tien").source_key == "records:1"
    client.post(url(kinds, "save"), {"row_version": str(draft.row_version + 1), f"f{field}": "13"})
    row = Figure.objects.get(indicator__code="tien")
    assert (row.value, row.source, row.source_key) == (13, "", "")


def test_a_later_change_of_the_source_is_shown_and_changes_nothing(kinds: Kinds, records: Records):
    client = door(kinds, kinds.reporting.cast.commune_a)
    client.post(url(kinds, "take"), {"row_version": "0", "take": "all"})

    records.value = 14

    assert "Nguồn nay là <b>14</b>" in page(client.get(url(kinds)))
    assert Figure.objects.get(indicator__code="tien").value == 12


def test_all_takes_only_what_is_empty_and_one_button_replaces(kinds: Kinds, records: Records):
    client = door(kinds, kinds.reporting.cast.commune_a)
    field, key = kinds.fields["Kinh phí"].pk, Indicator.objects.get(code="tien").pk

    client.post(url(kinds, "take"), {"row_version": "0", "take": "all", f"f{field}": "99"})
    assert Figure.objects.get(indicator__code="tien").value == 99
    seen = Version.objects.get().row_version
    client.post(url(kinds, "take"), {"row_version": str(seen), "take": f"{key}|", f"f{field}": "99"})
    assert Figure.objects.get(indicator__code="tien").value == 12


def test_a_colleague_who_saved_in_between_is_not_overwritten_by_taking(kinds: Kinds, records: Records):
    draft = kinds.draft()
    actions.save_draft(
        draft, Answers(), by=kinds.reporting.cast.officer_of(kinds.reporting.cast.commune_a), expected=1, now=NOW
    )
    client = door(kinds, kinds.reporting.cast.commune_a)

    assert client.post(url(kinds, "take"), {"row_version": "1", "take": "all"}).status_code == 409
    assert not draft.figures.exists()


# ---- pages ----------------------------------------------------------------------------------------------------------
def test_every_kind_is_filled_in_through_the_page_without_scripts(kinds: Kinds):
    client = door(kinds, kinds.reporting.cast.commune_a)
    blank = page(client.get(url(kinds)))
    assert "Hỏi UBND các xã" in blank and "Chỉ hỏi cơ quan" not in blank
    assert "thôn Một" in blank and "thôn Xa" not in blank, "the places below the body's own"

    client.post(url(kinds, "save"), posted(kinds))

    draft = Version.objects.get()
    assert figures(draft) == {
        ("dan", ""): 10, ("dan", "nam"): 4, ("dan", "nu"): 6, ("tien", ""): 5_000_000, ("co-qc", ""): 0,
        ("xep-loai", "kha"): 1, ("nha", ""): 3,
    }  # fmt: skip
    (row,) = rows_of([draft])
    assert {(cell.number, cell.text, cell.day, cell.place) for cell in row.cells.values()} == {
        (3, "", None, None), (None, "nhan-dan", None, None), (None, "", date(2023, 5, 30), None),
        (None, "nhà bà con", None, None), (None, "", None, kinds.villages["Thôn Một"].pk),
    }  # fmt: skip
    shown = page(client.get(url(kinds)))
    assert 'value="5.000.000"' in shown and 'value="nhà bà con"' in shown and "cộng từ" in shown
    assert 'value="0" checked' in shown and 'value="kha" selected' in shown
    leader = door(kinds, kinds.reporting.cast.commune_a, Role.LEADER)
    leader.post(url(kinds, "sign_off"), posted(kinds, draft.row_version))
    draft.refresh_from_db()
    assert draft.filed_at and draft.is_complete
    read = page(door(kinds, kinds.reporting.cast.committee).get(url(kinds)))
    assert "thôn Một" in read and "30/05/2023" in read and "Nhân dân" in read and "Khá" in read


def test_a_row_is_added_and_removed_without_scripts(kinds: Kinds):
    client = door(kinds, kinds.reporting.cast.commune_a)
    table = kinds.fields["Nhà sửa theo thôn"].pk
    column = kinds.column("Số nhà").pk
    name = lambda place: f"r{table}-{place}-{column}"  # noqa: E731
    sent = {"row_version": "0", f"r{table}-n": "2", name(0): "3", name(1): "4", "add-row": str(table)}

    answer = client.post(url(kinds, "save"), sent)
    assert answer.url.endswith(f"#bang-{table}")
    assert page(client.get(url(kinds))).count('name="remove-row"') == 3, "two rows, and an empty one"
    client.post(url(kinds, "save"), sent | {"row_version": "2", "remove-row": f"{table}-0"})

    assert [row.cells[column].number for row in rows_of([Version.objects.get()])] == [4]


@pytest.mark.parametrize(
    ("column", "word", "said"),
    [
        ("Số nhà", "ba", "không phải số nguyên"),
        ("Số nhà", "-1", "không thể âm"),
        ("Ngày xong", "30/5", "Ngày chưa đúng"),
        ("Nguồn", "la", "chọn một mục"),
        ("Thôn", "Thôn Xa", "chọn một địa bàn"),
    ],
)
def test_a_bad_cell_is_told_beside_it_and_nothing_is_lost(kinds: Kinds, column: str, word: str, said: str):
    client = door(kinds, kinds.reporting.cast.commune_a)
    table = kinds.fields["Nhà sửa theo thôn"].pk
    if column == "Thôn":
        word = str(kinds.villages["Thôn Xa"].pk)
    sent = posted(kinds, **{f"r{table}-0-{kinds.column(column).pk}": word})

    shown = page(client.post(url(kinds, "save"), sent), status=422)

    assert said in shown and "nhà bà con" in shown
    assert figures(Version.objects.get())["tien", ""] == 5_000_000, "what could be read is saved"


def test_the_sum_of_the_parts_is_offered_for_an_empty_whole(kinds: Kinds):
    client = door(kinds, kinds.reporting.cast.commune_a)
    field = kinds.fields["Số người dự"].pk
    sent = posted(kinds, **{f"f{field}": ""})
    client.post(url(kinds, "save"), sent)
    assert ("dan", "") not in figures(Version.objects.get()), "never filled in by itself"
    assert "Các phần cộng lại: 10" in page(client.get(url(kinds)))

    client.post(url(kinds, "save"), sent | {"row_version": "2", "use-sum": str(field)})

    assert figures(Version.objects.get())["dan", ""] == 10


def test_parts_that_do_not_make_up_the_whole_are_told(kinds: Kinds):
    client = door(kinds, kinds.reporting.cast.commune_a)
    client.post(url(kinds, "save"), posted(kinds, **{f"f{kinds.fields['Số người dự'].pk}": "11"}))

    assert "Các phần cộng lại là 10, khác tổng số 11." in page(client.get(url(kinds)))


def test_a_closed_part_is_not_asked_any_more_but_stays_where_it_stands(kinds: Kinds):
    by = kinds.reporting.cast.officer_of(kinds.reporting.cast.committee)
    draft = kinds.draft()
    write_answers(draft, kinds.complete())
    part = Breakdown.objects.get(code="gioi").options.get(code="nu")
    indicators.change_part(part, label="Nữ", is_closed=True, by=by, now=NOW)
    name = f'name="f{kinds.fields["Số người dự"].pk}-nu"'

    assert name in page(door(kinds, kinds.reporting.cast.commune_a).get(url(kinds)))
    assert name not in page(
        door(kinds, kinds.reporting.cast.commune_b).get(url(kinds, body=kinds.reporting.cast.commune_b))
    )


def test_two_officers_at_once_see_both_tables(kinds: Kinds):
    client = door(kinds, kinds.reporting.cast.commune_a)
    client.post(url(kinds, "save"), posted(kinds))

    shown = page(client.post(url(kinds, "save"), posted(kinds, row_version=1)), status=409)

    assert "Bản đã lưu:" in shown and "1. thôn Một; 3;" in shown and 'value="nhà bà con"' in shown


def test_entering_for_a_body_takes_rows_too_and_adding_one_enters_nothing(kinds: Kinds):
    cast = kinds.reporting.cast
    client = door(kinds, cast.committee)
    table = kinds.fields["Nhà sửa theo thôn"].pk
    said = posted(kinds) | {"received_on": "2023-07-12", "came_by": "Zalo"}

    again = page(client.post(url(kinds, "enter"), said | {"add-row": str(table)}))
    assert not Version.objects.exists() and 'value="nhà bà con"' in again and f"r{table}-2-" in again
    client.post(url(kinds, "enter"), said)

    version = Version.objects.get()
    assert version.is_complete and len(rows_of([version])) == 1


def test_the_page_costs_the_same_for_one_row_and_for_many(kinds: Kinds, django_assert_max_num_queries):
    draft = kinds.draft()
    client = door(kinds, kinds.reporting.cast.commune_a)
    write_answers(draft, kinds.complete(tables=kinds.table(*(kinds.row("Thôn Một", n) for n in range(150)))))
    client.get(url(kinds))
    with django_assert_max_num_queries(75):
        assert page(client.get(url(kinds))).count('name="remove-row"') == 151


def test_a_table_too_long_for_the_page_is_shown_and_not_lost(kinds: Kinds):
    draft = kinds.draft()
    client = door(kinds, kinds.reporting.cast.commune_a)
    write_answers(draft, kinds.complete(tables=kinds.table(*(kinds.row("Thôn Một", 1) for _n in range(300)))))

    shown = page(client.get(url(kinds)))
    assert "300 dòng" in shown and 'name="remove-row"' not in shown
    sent = {k: v for k, v in posted(kinds, draft.row_version).items() if not k.startswith("r") or k == "row_version"}
    client.post(url(kinds, "save"), sent)
    assert len(rows_of([draft])) == 300


def test_the_paper_to_be_signed_tells_parts_choices_and_rows(kinds: Kinds):
    draft = kinds.draft()
    write_answers(draft, kinds.complete())

    tables = [block for block in own_paper(draft, today=NOW.date()).body if isinstance(block, Table)]

    said = {row.cells[1]: row.cells[3] for table in tables[:-1] for row in table.rows}
    assert said["Số người dự"] == "10" and said["– Nam"] == "4"
    assert (said["Có quy chế"], said["Xếp loại"]) == ("không", "Khá")
    assert [row.cells[:3] for row in tables[-1].rows] == [("1", "thôn Một", "3"), ("2", "thôn Hai", "2")]


# ---- quality (practice 20) ------------------------------------------------------------------------------------------
@pytest.fixture
def sent(kinds: Kinds) -> Version:
    """Commune A's report, sent."""
    cast = kinds.reporting.cast
    draft = kinds.draft()
    seen = actions.save_draft(draft, kinds.complete(), by=cast.officer_of(cast.commune_a), expected=1, now=NOW)
    return actions.sign_off(draft, by=cast.leader_of(cast.commune_a), expected=seen, now=NOW)


def test_the_receiver_marks_quality_and_all_who_see_the_report_read_it(kinds: Kinds, sent: Version):
    cast = kinds.reporting.cast
    client = door(kinds, cast.committee)
    client.post(reverse("reports:receive", args=[sent.pk]), {"quality": "lacking", "quality_note": "thiếu biểu thôn"})

    sent.refresh_from_db()
    assert (sent.quality, sent.quality_note) == (Quality.LACKING, "thiếu biểu thôn") and sent.received_at
    assert "thiếu biểu thôn" in page(door(kinds, cast.commune_a).get(url(kinds)))
    assert sent.judged_by == cast.user_of(cast.committee)
    assert "cần bổ sung" in page(client.get(reverse("reports:board", args=[cast.programme.code])))


def test_what_is_lacking_is_named(kinds: Kinds, sent: Version):
    cast = kinds.reporting.cast
    with pytest.raises(actions.NeedsReason):
        actions.judge(sent, quality=Quality.LACKING, note=" ", by=cast.officer_of(cast.committee), now=NOW)


@pytest.mark.parametrize("body", ["commune_a", "front", "commune_b"])
def test_nobody_but_the_receiver_marks_quality(kinds: Kinds, sent: Version, body: str):
    with pytest.raises(Denied):
        actions.judge(
            sent, quality=Quality.GOOD, note="", by=kinds.reporting.cast.leader_of(kinds.reporting.cast.bodies[body]),
            now=NOW,
        )  # fmt: skip
