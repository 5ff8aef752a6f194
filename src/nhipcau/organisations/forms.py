"""Forms of the pages on bodies, programmes and users. Bodies and places are typed by name, for any number of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.organisations.models import (
    Level,
    LineRole,
    Locality,
    LocalitySpan,
    Organisation,
    OrganisationKind,
    OrganisationSpan,
    Programme,
    Role,
)
from nhipcau.text import fold


class DayField(forms.DateField):
    """A day, typed as 12/7/2023 or picked."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y"])
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault("error_messages", {"invalid": _("Hãy nhập ngày như 12/7/2023.")})
        super().__init__(**options)


class BodyField(forms.CharField):
    """A body, typed by its name, short name or code; gives the Organisation. Set `on` to the day that is asked."""

    on: date | None = None

    def clean(self, value: Any) -> Organisation | None:
        """Return the body that is meant; say which ones fit where several do."""
        typed = super().clean(value)
        if not typed:
            return None
        folded = fold(typed)
        held = OrganisationSpan.objects.on(self.on or date.max)
        for condition in ({"code": typed.strip()}, {"folded": folded}, {"folded_short": folded}):
            found = list(held.filter(**condition).order_by("rank")[:6])
            if len(found) == 1:
                return found[0].organisation
            if len(found) > 1:
                raise ValidationError(
                    _("Có nhiều cơ quan tên như vậy, hãy gõ tên đầy đủ: %(names)s."), params=_list(found)
                )
        near = list(held.filter(Q(folded__contains=folded) | Q(folded_short__contains=folded)).order_by("rank")[:5])
        if near:
            raise ValidationError(_("Chưa rõ cơ quan nào. Có phải: %(names)s?"), params=_list(near))
        raise ValidationError(_("Không có cơ quan nào tên như vậy. Hãy xem trang Cơ cấu để chép đúng tên."))


def _list(spans: list[OrganisationSpan]) -> dict[str, str]:
    return {"names": "; ".join(span.name for span in spans)}


class PlaceField(forms.CharField):
    """A place, typed by its code or its name with its kind (`xã Suối Mơ`); gives the Locality."""

    on: date | None = None

    def clean(self, value: Any) -> Locality | None:
        """Return the place that is meant."""
        typed = super().clean(value)
        if not typed:
            return None
        held = LocalitySpan.objects.on(self.on or date.max)
        found = list(held.filter(code=typed.strip())[:2]) or [
            row for row in held.filter(folded__in=_endings(fold(typed))) if fold(str(row)) == fold(typed)
        ]
        if len(found) == 1:
            return found[0].locality
        raise ValidationError(
            _("Không có địa bàn này, hoặc có nhiều nơi cùng tên. Hãy gõ mã đơn vị hành chính, hoặc “xã …”, “huyện …”.")
        )


def _endings(folded: str) -> list[str]:
    words = folded.split()
    return [" ".join(words[start:]) for start in range(len(words))]


class OnDay(forms.Form):
    """A form whose bodies and places are those of one day."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, BodyField | PlaceField):
                field.on = on


class BodyForm(OnDay):
    """What is true of a body."""

    name = forms.CharField(label=_("Tên đầy đủ"), max_length=300)
    short_name = forms.CharField(label=_("Tên ngắn"), max_length=120, help_text=_("như văn bản trong địa bàn gọi"))
    symbol = forms.CharField(
        label=_("Ký hiệu"), max_length=40, required=False, help_text=_("phần cơ quan trong số văn bản, như BDVHU")
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=OrganisationKind.choices)
    level = forms.ChoiceField(label=_("Cấp"), choices=Level.choices)
    rank = forms.IntegerField(
        label=_("Thứ tự lễ tân"),
        min_value=0,
        max_value=2_000_000_000,
        help_text=_("số nhỏ đứng trước trong mọi danh sách"),
    )
    parent = BodyField(label=_("Cơ quan cấp trên trực tiếp"), required=False, max_length=300)
    locality = PlaceField(label=_("Địa bàn"), required=False, max_length=200, help_text=_("mã, hoặc “xã …”, “huyện …”"))
    place = forms.CharField(label=_("Địa danh trên văn bản"), max_length=100, required=False)
    code = forms.CharField(label=_("Mã định danh"), max_length=40, required=False)
    has_seal = forms.BooleanField(label=_("Có con dấu"), required=False)
    day = DayField(label=_("Từ ngày"), required=True)
    document = forms.CharField(label=_("Theo văn bản"), max_length=200, required=False)


class EndForm(OnDay):
    """When and by which document a body ended, and what it became."""

    day = DayField(label=_("Kết thúc từ ngày"))
    successor = BodyField(label=_("Cơ quan kế thừa"), required=False, max_length=300)
    document = forms.CharField(label=_("Theo văn bản"), max_length=200, required=False)


class LineForm(OnDay):
    """A new line of a programme."""

    lower = BodyField(label=_("Cơ quan báo cáo"), max_length=300)
    role = forms.ChoiceField(label=_("Quan hệ"), choices=LineRole.choices)
    upper = BodyField(label=_("Với cơ quan"), max_length=300)
    day = DayField(label=_("Từ ngày"))


class DueSettingsForm(forms.ModelForm):
    """How a programme counts its last days."""

    class Meta:
        model = Programme
        fields = ("before_is_strict", "grace_days", "moves_off_holidays")


class UserForm(forms.Form):
    """A new user."""

    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,79}$", label=_("Tên đăng nhập"), max_length=80,
        help_text=_("chữ thường không dấu, số, dấu chấm"),
        error_messages={"invalid": _("Chỉ dùng chữ thường không dấu, số, dấu chấm, gạch ngang; ít nhất 3 ký tự.")},
    )  # fmt: skip
    display_name = forms.CharField(label=_("Tên hiển thị"), max_length=200)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)


class PostForm(OnDay):
    """A post for a user."""

    body = BodyField(label=_("Cơ quan"), max_length=300)
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    title = forms.CharField(label=_("Chức danh"), max_length=200)
    is_delegate = forms.BooleanField(label=_("Được ủy quyền duyệt gửi và xác nhận"), required=False)
    day = DayField(label=_("Từ ngày"))


class ImportForm(forms.Form):
    """The workbook to read."""

    file = forms.FileField(label=_("Tệp Excel (.xlsx)"))
