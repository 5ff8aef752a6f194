"""The small forms beside a report."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.reports.models import Quality


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


class QualityForm(forms.Form):
    """What the receiver thinks of a report; what is missing is named."""

    quality = forms.ChoiceField(
        label=_("Chất lượng"), choices=(("", _("chưa đánh giá")), *Quality.choices), required=False
    )
    quality_note = forms.CharField(
        label=_("Nhận xét, cần bổ sung gì"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
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
