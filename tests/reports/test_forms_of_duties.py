"""Which form answers a duty."""

from __future__ import annotations

import pytest

from nhipcau.obligations.models import ObligationKind
from nhipcau.obligations.signals import obligation_confirmed
from nhipcau.reports.forms_of_duties import FieldSpec, FormSpec, form_for, free_form, give_form, make_form
from nhipcau.reports.models import ObligationForm, ReportForm
from tests.cast import NOW, Cast
from tests.reports.world import make_duty

LINE = (FieldSpec("Nội dung"),)


@pytest.fixture
def forms(cast: Cast) -> Cast:
    for name, matches in (
        ("Báo cáo định kỳ quý Cuộc vận động", ()),
        ("Báo cáo năm Cuộc vận động", ()),
        ("Phiếu giải trình", ("báo cáo giải trình",)),
        ("Phiếu giải trình việc chậm", ("báo cáo giải trình việc chậm",)),
    ):
        make_form(FormSpec(name, LINE, matches), programme=cast.programme, now=NOW)
    return cast


@pytest.mark.parametrize(
    ("title", "every", "form", "remark"),
    [
        ("Báo cáo kết quả Cuộc vận động", "quarter", "Báo cáo định kỳ quý Cuộc vận động", "the period decides"),
        ("Báo cáo kết quả Cuộc vận động", "year", "Báo cáo năm Cuộc vận động", "the other period"),
        ("Báo cáo kết quả Cuộc vận động", "once", "Báo cáo tự do", "no form for what is asked once"),
        ("Báo cáo kết quả Cuộc vận động", "week", "Báo cáo tự do", "no form for a week"),
        ("Đề nghị báo cáo GIẢI TRÌNH", "once", "Phiếu giải trình", "a phrase, without case and tone"),
        ("Báo cáo giải trình việc chậm", "once", "Phiếu giải trình việc chậm", "the longest phrase first"),
        ("Báo cáo giải trìnhx", "once", "Báo cáo tự do", "whole words only"),
        ("Báo cáo giải trình", "quarter", "Phiếu giải trình", "a phrase comes before a period"),
    ],
)
def test_the_programmes_form_answers_what_it_fits(forms: Cast, title: str, every: str, form: str, remark: str) -> None:
    duty, _rule = make_duty(forms, title=title, recipient=forms.committee, every=every)

    assert form_for(duty, now=NOW).name == form, remark


def test_another_programmes_form_is_not_taken(forms: Cast) -> None:
    duty, _rule = make_duty(forms, title="Báo cáo giải trình", recipient=forms.committee, every="once")
    duty.programme = None

    assert form_for(duty, now=NOW).is_free


def test_a_confirmed_report_duty_gets_its_form_and_another_none(forms: Cast) -> None:
    report, _rule = make_duty(forms, title="Báo cáo giải trình", recipient=forms.committee, every="once")
    action, _rule = make_duty(forms, title="Tổ chức hội nghị", kind=ObligationKind.ACTION, every="once")

    for duty in (report, action, report):
        obligation_confirmed.send(sender=type(duty), obligation=duty)

    assert list(ObligationForm.objects.values_list("obligation", "form__name")) == [(report.pk, "Phiếu giải trình")]


def test_a_form_once_given_is_not_taken_away(forms: Cast) -> None:
    duty, _rule = make_duty(forms, title="Báo cáo giải trình", recipient=forms.committee, every="once")
    given = give_form(duty, now=NOW)
    make_form(FormSpec("Mới", LINE, ("báo cáo giải trình tất cả",)), programme=forms.programme, now=NOW)

    assert give_form(duty, now=NOW) == given


def test_the_same_data_make_nothing_new_and_changed_lines_a_new_version(cast: Cast) -> None:
    first = make_form(FormSpec("Mẫu", LINE), programme=cast.programme, now=NOW)
    again = make_form(FormSpec("Mẫu", LINE), programme=cast.programme, now=NOW)
    changed = make_form(FormSpec("Mẫu", (*LINE, FieldSpec("Kiến nghị"))), programme=cast.programme, now=NOW)

    assert first == again
    assert (changed.form, changed.number) == (first.form, 2)
    assert first.fields.count() == 1, "a version in use is never changed under the reporter"


def test_there_is_one_free_form(cast: Cast) -> None:
    assert free_form(now=NOW) == free_form(now=NOW)
    assert ReportForm.objects.filter(is_free=True).count() == 1
