"""Rules of plausibility: judged, told, passed with a reason, written by coordinators without code."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau import clock
from nhipcau.organisations.access import Denied
from nhipcau.organisations.models import Coordination, Level
from nhipcau.reports import actions, plausibility
from nhipcau.reports.actions import plausibility as deeds
from nhipcau.reports.models import (
    Breakdown,
    BreakdownOption,
    Compared,
    Field,
    FormVersion,
    Indicator,
    PassedRule,
    PlausibilityRule,
    TermAt,
    Version,
)
from nhipcau.reports.plausibility import Rule, Term, Verdict, judge
from tests.cast import NOW, Cast
from tests.reports.world import QUARTER_1, Reporting

A, B = (UUID(int=1), ""), (UUID(int=2), "")
FIGURES = {(TermAt.NOW, A): 5, (TermAt.NOW, B): 7, (TermAt.LAST, A): 0}


@pytest.mark.parametrize(
    ("left", "compared", "right", "verdict", "remark"),
    [
        ((Term(key=A),), "at-most", (Term(key=B),), Verdict.HOLDS, "5 ≤ 7"),
        ((Term(key=B),), "at-most", (Term(key=A),), Verdict.BROKEN, "7 ≤ 5"),
        ((Term(key=A),), "at-most", (Term(key=A),), Verdict.HOLDS, "the edge belongs to it"),
        ((Term(key=A),), "below", (Term(key=A),), Verdict.BROKEN, "the edge does not"),
        ((Term(key=A), Term(constant=2)), "equal", (Term(key=B),), Verdict.HOLDS, "5 + 2 = 7"),
        ((Term(2, A), Term(-1, B)), "equal", (Term(constant=3),), Verdict.HOLDS, "10 − 7 = 3"),
        ((Term(key=A),), "at-least", (Term(key=A, at=TermAt.LAST),), Verdict.HOLDS, "zero is a figure"),
        ((Term(key=A),), "above", (Term(key=B, at=TermAt.LAST),), Verdict.MISSING, "missing is no zero"),
        ((Term(0, B, TermAt.LAST),), "equal", (Term(constant=0),), Verdict.MISSING, "not even times zero"),
        ((Term(key=(A[0], "nu")),), "at-most", (Term(key=A),), Verdict.MISSING, "a part is not its whole"),
    ],
)
def test_judges_whole_numbers_and_never_counts_a_missing_one(left, compared, right, verdict, remark):
    assert judge(Rule(left, compared, right), FIGURES).verdict is verdict, remark


def test_a_figure_that_does_not_apply_takes_the_rule_with_it():
    figures = FIGURES | {(TermAt.NOW, B): None}

    judged = judge(Rule((Term(key=A),), "equal", (Term(key=B),)), figures)

    assert judged.verdict is Verdict.NOT_APPLICABLE


@pytest.fixture
def open_form(reporting: Reporting, cast: Cast) -> FormVersion:
    """A second version of the quarterly form, worked on, with the same lines; the committee coordinates."""
    if not Coordination.objects.filter(programme=cast.programme, organisation=cast.committee).exists():
        Coordination.objects.create(
            programme=cast.programme, organisation=cast.committee, level=Level.DISTRICT, recorded_at=NOW
        )
    made = FormVersion.objects.create(form=reporting.form.form, number=2, made_at=NOW)
    for line in reporting.form.fields.all():
        line.pk, line.version, line._state.adding = None, made, True
        line.save()
    return made


def key(code: str, part: str = "") -> tuple[UUID, str]:
    return Indicator.objects.get(code=code).pk, part


def write(form: FormVersion, rule: Rule) -> PlausibilityRule:
    """Put a rule straight into the tables, also of a form in use."""
    return deeds.keep_rule(form, rule)


def part_rule(*, is_hard: bool = False) -> Rule:
    return Rule((Term(key=key("ho-dk")),), Compared.AT_MOST, (Term(key=key("ho")),), is_hard=is_hard)


def draft(reporting: Reporting, **figures: int | None) -> Version:
    cast = reporting.cast
    by = cast.officer_of(cast.commune_a)
    made = actions.start(reporting.occurrence(cast.commune_a), by=by, now=NOW)
    actions.save_draft(made, reporting.answers(**figures), by=by, expected=made.row_version, now=NOW)
    made.refresh_from_db()
    return made


def sign(reporting: Reporting, version: Version) -> Version:
    version.refresh_from_db()
    by = reporting.cast.leader_of(reporting.cast.commune_a)
    return actions.sign_off(version, by=by, expected=version.row_version, now=NOW)


@pytest.mark.django_db
def test_names_both_sides_with_their_numbers(reporting: Reporting):
    write(reporting.form, part_rule())

    checks = plausibility.check(draft(reporting, ho=1000, ho_dk=1200))

    assert [finding.message for finding in checks.findings] == [
        "“Số hộ đăng ký” (1.200) không được lớn hơn “Tổng số hộ” (1.000)."
    ]
    fields = reporting.fields()
    assert set(checks.findings[0].field_ids) == {fields["ho"].pk, fields["ho-dk"].pk}


@pytest.mark.django_db
def test_says_which_figure_is_missing_instead_of_judging(reporting: Reporting):
    write(reporting.form, part_rule(is_hard=True))

    checks = plausibility.check(draft(reporting, ho=None, ho_dk=1200))

    assert checks.findings == () and checks.blocking == ()
    assert "“Tổng số hộ”" in checks.unjudged[0].message


@pytest.mark.django_db
def test_a_hard_rule_keeps_the_report_from_being_sent(reporting: Reporting):
    write(reporting.form, part_rule(is_hard=True))
    version = draft(reporting, ho_dk=120)

    with pytest.raises(plausibility.Implausible, match="Hãy sửa số") as refused:
        sign(reporting, version)

    assert "120" in str(refused.value) and "100" in str(refused.value)
    assert Version.objects.get(pk=version.pk).filed_at is None


@pytest.mark.django_db
def test_a_soft_rule_is_passed_with_a_reason_for_these_very_figures(reporting: Reporting):
    cast, row = reporting.cast, write(reporting.form, part_rule())
    version, by = draft(reporting, ho_dk=120), cast.officer_of(cast.commune_a)
    with pytest.raises(plausibility.Implausible, match="ghi lý do"):
        sign(reporting, version)

    deeds.pass_rule(version, f"r{row.pk}", reason="Có hộ mới tách", by=by, now=NOW)
    actions.save_draft(version, reporting.answers(ho_dk=130), by=by, expected=version.row_version, now=NOW)
    stale = plausibility.check(version)
    deeds.pass_rule(version, f"r{row.pk}", reason="Có 30 hộ mới tách", by=by, now=NOW)
    filed = sign(reporting, version)

    assert stale.blocking[0].old_reason == "Có hộ mới tách"
    assert filed.filed_at is not None
    assert [found.reason for found in plausibility.check(filed).passed] == ["Có 30 hộ mới tách"]
    assert PassedRule.objects.count() == 1


@pytest.mark.django_db
def test_only_the_body_itself_passes_its_rules_and_never_without_a_reason(reporting: Reporting):
    cast, row = reporting.cast, write(reporting.form, part_rule())
    version, name = draft(reporting, ho_dk=120), f"r{row.pk}"

    with pytest.raises(Denied):
        deeds.pass_rule(version, name, reason="vì thế", by=cast.officer_of(cast.commune_b), now=NOW)
    with pytest.raises(actions.NeedsReason):
        deeds.pass_rule(version, name, reason="  ", by=cast.officer_of(cast.commune_a), now=NOW)
    with pytest.raises(deeds.NotBroken):
        deeds.pass_rule(version, "r999", reason="vì thế", by=cast.officer_of(cast.commune_a), now=NOW)


@pytest.mark.django_db
def test_compares_with_the_period_before_and_says_when_there_is_none(reporting: Reporting):
    rule = Rule((Term(key=key("ho")),), Compared.AT_LEAST, (Term(key=key("ho"), at=TermAt.LAST),))
    write(reporting.form, rule)
    before = plausibility.check(draft(reporting))
    reporting.filed(reporting.cast.commune_a, period=QUARTER_1, ho=150)

    after = plausibility.check(Version.objects.get(filed_at=None))

    assert before.findings == () and "kỳ trước" in before.unjudged[0].message
    assert after.findings[0].message == "“Tổng số hộ” (100) không được nhỏ hơn “Tổng số hộ” kỳ trước (150)."


@pytest.fixture
def by_sex(reporting: Reporting) -> Breakdown:
    """“Tổng số hộ” of the form is now asked with nam and nữ."""
    sex = Breakdown.objects.create(code="gioi", name="Giới", is_partition=True)
    for place, (code, label) in enumerate((("nam", "nam"), ("nu", "nữ"))):
        BreakdownOption.objects.create(breakdown=sex, code=code, label=label, position=place)
    Field.objects.filter(version=reporting.form, indicator__code="ho").update(by=sex)
    return sex


@pytest.mark.parametrize(
    ("parts", "messages", "remark"),
    [
        ({"nam": 60, "nu": 40}, 0, "they make up the whole"),
        ({"nam": 60, "nu": 41}, 1, "they do not"),
        ({"nam": 101, "nu": 0}, 1, "said once, not once more for the part"),
        ({"nam": 60}, 0, "one is missing: not judged"),
        ({"nam": 101}, 1, "one is missing, the other is more than the whole"),
        ({"nam": 100, "nu": None}, 0, "one does not apply"),
    ],
)
@pytest.mark.django_db
def test_parts_of_a_partition_make_up_the_whole_without_a_written_rule(
    reporting: Reporting, by_sex: Breakdown, parts: dict[str, int | None], messages: int, remark: str
):
    version = draft(reporting)
    for part, value in parts.items():
        version.figures.create(indicator_id=key("ho")[0], breakdown=part, value=value)

    found = plausibility.check(version).findings

    assert len(found) == messages, remark
    assert not any(finding.is_hard for finding in found)


@pytest.mark.django_db
def test_an_automatic_rule_is_passed_with_a_reason_too(reporting: Reporting, by_sex: Breakdown):
    version = draft(reporting)
    version.figures.create(indicator_id=key("ho")[0], breakdown="nam", value=300)
    name = plausibility.check(version).findings[0].name

    deeds.pass_rule(version, name, reason="Số cũ", by=reporting.cast.officer_of(reporting.cast.commune_a), now=NOW)

    assert plausibility.blocking(version) == ()


@pytest.mark.django_db
def test_a_coordinator_makes_an_automatic_rule_hard(open_form: FormVersion, by_sex: Breakdown, cast: Cast):
    open_form.fields.filter(indicator__code="ho").update(by=by_sex)
    name = next(r.automatic for r in plausibility.rules_of(open_form, plausibility.lines_of(open_form)) if r.automatic)

    deeds.harden(open_form, name, by=cast.officer_of(cast.committee), now=NOW)

    rules = plausibility.rules_of(open_form, plausibility.lines_of(open_form))
    assert [rule.is_hard for rule in rules if rule.compared == Compared.EQUAL] == [True]


@pytest.mark.django_db
def test_rules_are_written_only_by_who_coordinates_and_only_before_use(open_form: FormVersion, cast: Cast):
    rule, by = part_rule(), cast.officer_of(cast.committee)

    with pytest.raises(Denied):
        deeds.write_rule(open_form, rule, by=cast.officer_of(cast.commune_a), now=NOW)
    deeds.write_rule(open_form, rule, by=by, now=NOW)
    with pytest.raises(deeds.AlreadyWritten):
        deeds.write_rule(open_form, rule, by=by, now=NOW)
    with pytest.raises(deeds.NotARule):
        deeds.write_rule(open_form, Rule(rule.left, rule.compared, rule.left), by=by, now=NOW)
    with pytest.raises(deeds.NotARule):
        strange = Rule((Term(key=A),), rule.compared, rule.right)
        deeds.write_rule(open_form, strange, by=by, now=NOW)
    FormVersion.objects.filter(pk=open_form.pk).update(published_at=NOW)
    with pytest.raises(deeds.InUse):
        deeds.remove_rule(open_form.rules.get(), by=by, now=NOW)


@pytest.mark.django_db
def test_copies_rules_into_a_new_version(reporting: Reporting, open_form: FormVersion):
    write(reporting.form, part_rule(is_hard=True))

    assert deeds.copy_rules(reporting.form, open_form) == 1

    copied, original = (plausibility.rules_of(f, plausibility.lines_of(f)) for f in (open_form, reporting.form))
    assert [rule.tree for rule in copied] == [rule.tree for rule in original]
    assert copied[0].row != original[0].row


def page_of(client: Client, cast: Cast, body: str = "committee") -> Client:
    client.force_login(cast.user_of(cast.bodies[body]))
    return client


@pytest.mark.django_db
def test_a_rule_is_written_on_the_page_and_tried_at_once(
    client: Client, reporting: Reporting, open_form: FormVersion, cast: Cast
):
    reporting.filed(cast.commune_a, ho_dk=120)
    reporting.filed(cast.commune_b)
    url = reverse("reports:form_rules", args=[open_form.pk])
    lines = {line.label: line.name for line in plausibility.lines_of(open_form).lines}
    said = {"pattern": "phan", "part": lines["Số hộ đăng ký"], "whole": lines["Tổng số hộ"], "level": "bat-buoc"}
    with clock.frozen(NOW):
        answer = page_of(client, cast).post(url, said, follow=True)

    text = answer.content.decode()
    assert "“Số hộ đăng ký” không được lớn hơn “Tổng số hộ”." in text
    assert "quý II/2023: 1 trong 2 báo cáo không đạt" in text


@pytest.mark.parametrize(
    ("said", "sentences"),
    [
        ({"pattern": "ky-truoc", "line": "ho", "at": "last"},
         ["“Tổng số hộ” không được nhỏ hơn “Tổng số hộ” kỳ trước."]),
        ({"pattern": "khoang", "line": "ho", "least": "1.000", "most": "2000"},
         ["“Tổng số hộ” không được nhỏ hơn 1.000.", "“Tổng số hộ” không được lớn hơn 2.000."]),
        ({"pattern": "cong", "parts": ["buoi", "luot"], "whole": "ho"},
         ["“Số buổi tuyên truyền” + “Số lượt người dự” phải bằng “Tổng số hộ”."]),
        ({"pattern": "tu-do", "compared": "above", "side0": "left", "line0": "ho", "at0": "now", "factor0": "2",
          "side1": "left", "number1": "5", "factor1": "-1", "side3": "right", "line3": "buoi", "at3": "year-before"},
         ["2 × “Tổng số hộ” − 5 phải lớn hơn “Số buổi tuyên truyền” cùng kỳ năm trước."]),
        ({"pattern": "khoang", "line": "ho", "least": "9", "most": "2"}, []),
        ({"pattern": "khoang", "line": "ho"}, []),
        ({"pattern": "khoang", "line": "ho", "least": "1,5"}, []),
        ({"pattern": "cong", "parts": ["buoi"], "whole": "ho"}, []),
        ({"pattern": "tu-do", "compared": "above", "side0": "left", "line0": "ho"}, []),
        ({"pattern": "phan", "part": "ho", "whole": "ho"}, []),
        ({"pattern": "la", "line": "ho"}, []),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_each_pattern_gives_its_sentence_or_says_what_is_wrong(
    client: Client, open_form: FormVersion, cast: Cast, said: dict, sentences: list[str]
):
    names = {Indicator.objects.get(pk=line.key[0]).code: line.name for line in plausibility.lines_of(open_form).lines}
    posted = {"level": "nhac"} | {f"at{n}": "now" for n in range(6)} | {f"side{n}": "left" for n in range(6)}
    for name, value in said.items():
        posted[name] = [names.get(one, one) for one in value] if isinstance(value, list) else names.get(value, value)
    with clock.frozen(NOW):
        answer = page_of(client, cast).post(reverse("reports:form_rules", args=[open_form.pk]), posted)

    lines = plausibility.lines_of(open_form)
    written = [plausibility.sentence(rule, lines.by_key) for rule in plausibility.rules_of(open_form, lines)]
    assert written == sentences
    assert answer.status_code == (302 if sentences else 422)


@pytest.mark.django_db
def test_the_part_of_the_page_shows_findings_and_takes_reasons(client: Client, reporting: Reporting, cast: Cast):
    row, version = write(reporting.form, part_rule()), draft(reporting, ho_dk=120)
    occurrence = version.submission.occurrence_id
    page_of(client, cast, "commune_a")
    with clock.frozen(NOW):
        shown = client.get(reverse("reports:checks", args=[occurrence])).content.decode()
        client.post(reverse("reports:pass_rules", args=[occurrence]), {f"ld:r{row.pk}": "Hộ mới tách"})

    assert "không được lớn hơn" in shown and f'name="ld:r{row.pk}"' in shown
    assert version.passed_rules.get().reason == "Hộ mới tách"


@pytest.mark.django_db
def test_costs_the_same_for_one_report_and_for_many(
    reporting: Reporting, open_form, cast: Cast, django_assert_num_queries
):
    write(open_form, part_rule())
    rule = Rule((Term(key=key("ho")),), Compared.AT_LEAST, (Term(key=key("ho"), at=TermAt.LAST),))
    write(open_form, rule)
    by = cast.officer_of(cast.committee)
    reporting.filed(cast.commune_a)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        plausibility.try_rules(open_form, by)
    reporting.filed(cast.commune_b)
    reporting.filed(cast.commune_c)
    with CaptureQueriesContext(connection) as three:
        trials = plausibility.try_rules(open_form, by)

    assert trials[0].reports == 3
    assert len(one) == len(three)
