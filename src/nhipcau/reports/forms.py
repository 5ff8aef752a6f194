"""Reading what was typed into a report form and into the small forms beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from nhipcau.numbers import NotANumber, parse_number
from nhipcau.reports.answers import Answers, FigureAnswer, TextAnswer
from nhipcau.reports.models import AcrossBodies, Field, FieldKind

LARGEST = 10**15  # above it is a slip of the finger: more than the State's budget in đồng


@dataclass(frozen=True)
class Typed:
    """What came in: the answers that could be read, errors by field, and the words as typed."""

    answers: Answers
    errors: dict[int, str] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    estimates: frozenset[int] = frozenset()
    not_applicable: frozenset[int] = frozenset()


def read_answers(posted: QueryDict, fields: Iterable[Field]) -> Typed:
    """Return what a report form said. A number that cannot be read is an error beside its field; the rest is kept."""
    figures: list[FigureAnswer] = []
    texts: list[TextAnswer] = []
    errors: dict[int, str] = {}
    words: dict[int, str] = {}
    for line in fields:
        if line.kind == FieldKind.NARRATIVE:
            words[line.pk] = posted.get(f"t{line.pk}", "")
            texts.append(TextAnswer(line.pk, words[line.pk].replace("\r\n", "\n")))
            continue
        if line.indicator is not None and line.indicator.across == AcrossBodies.RATIO:
            continue
        words[line.pk] = posted.get(f"f{line.pk}", "")
        not_applicable = f"na{line.pk}" in posted
        try:
            value = _number(words[line.pk])
        except NotANumber as wrong:
            errors[line.pk] = str(wrong)
            continue
        if not_applicable and value is not None:
            errors[line.pk] = str(_("Đã ghi số thì bỏ chọn “không áp dụng”, hoặc xóa số."))
            continue
        if value is not None or not_applicable:
            figures.append(FigureAnswer(line.pk, value, not_applicable, f"est{line.pk}" in posted))
    return Typed(
        Answers(tuple(figures), tuple(texts)),
        errors,
        words,
        frozenset(key for key in words if f"est{key}" in posted),
        frozenset(key for key in words if f"na{key}" in posted),
    )


def _number(text: str) -> int | None:
    value = parse_number(text)
    if value is not None and value < 0:
        raise NotANumber(str(_("Số liệu báo cáo không thể âm.")))
    if value is not None and value > LARGEST:
        raise NotANumber(str(_("Số này quá lớn. Hãy kiểm tra lại các chữ số.")))
    return value


class FileForm(forms.Form):
    """A file for a report."""

    file = forms.FileField(label=_("Tệp"))
    is_signed_paper = forms.BooleanField(label=_("Đây là bản đã ký, đóng dấu"), required=False)
    not_secret = forms.BooleanField(
        label=_("Tôi cam kết tệp không chứa bí mật nhà nước"),
        error_messages={"required": _("Hãy cam kết tệp không chứa bí mật nhà nước rồi gửi lại.")},
    )


class DayInput(forms.DateInput):
    """A day as the browser's own field gives it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PaperForm(forms.Form):
    """Number and day of the signed paper."""

    number_on_paper = forms.CharField(label=_("Số, ký hiệu"), max_length=80, required=False)
    date_on_paper = forms.DateField(label=_("Ngày văn bản"), required=False, widget=DayInput)


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(
        label=_("Lý do"), max_length=2000, strip=True, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi lý do.")},
    )  # fmt: skip


WAYS = (
    ("trục liên thông", _("trục liên thông văn bản")),
    ("bản giấy", _("bản giấy")),
    ("Zalo", _("Zalo")),
    ("thư điện tử", _("thư điện tử")),
    ("điện thoại", _("điện thoại")),
)


class ArrivalForm(PaperForm):
    """How a report came that is entered on behalf of a body."""

    received_on = forms.DateField(label=_("Ngày nhận"), widget=DayInput)
    came_by = forms.ChoiceField(label=_("Nhận qua"), choices=WAYS)
    file = forms.FileField(label=_("Tệp hoặc bản quét"), required=False)
    not_secret = forms.BooleanField(label=_("Tệp không chứa bí mật nhà nước"), required=False)

    def clean(self) -> dict[str, object]:
        """A file comes with its declaration."""
        cleaned = super().clean() or {}
        if cleaned.get("file") and not cleaned.get("not_secret"):
            self.add_error("not_secret", _("Hãy cam kết tệp không chứa bí mật nhà nước."))
        return cleaned
