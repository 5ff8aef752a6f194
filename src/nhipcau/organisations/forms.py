"""Forms of the pages on bodies, programmes and users. Bodies and places are typed by name, for any number of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.organisations.models import (
    DayKind,
    Group,
    GroupMember,
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


class BodiesField(forms.CharField):
    """Several bodies: one name in each line, or the name of a group; gives a list of Organisation."""

    on: date | None = None

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**options)

    def clean(self, value: Any) -> list[Organisation]:
        """Return the bodies that are meant; each line that is not clear is named."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        found: list[Organisation] = []
        wrong: list[ValidationError] = []
        one = BodyField(max_length=300)
        one.on = self.on
        for number, line in enumerate(lines[:2000], start=1):
            if members := self._group(line):
                found += members
                continue
            try:
                found.append(one.clean(line))
            except ValidationError as error:
                said = {"number": number, "line": line[:60], "what": " ".join(error.messages)}
                wrong.append(ValidationError(_("Dòng %(number)s, “%(line)s”: %(what)s"), params=said))
        if wrong:
            raise ValidationError(wrong)
        return list(dict.fromkeys(found))

    def _group(self, line: str) -> list[Organisation]:
        groups = list(Group.objects.filter(folded=fold(line)[:300])[:2])
        if len(groups) != 1:
            return []
        members = GroupMember.objects.on(self.on or date.max).filter(group=groups[0])
        return [member.organisation for member in members.select_related("organisation")]


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
            if isinstance(field, BodyField | BodiesField | PlaceField):
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
    """New lines of a programme: one body, several, or a group."""

    lower = BodiesField(
        label=_("Cơ quan báo cáo"), help_text=_("mỗi dòng một cơ quan; hoặc tên một nhóm, như “Các tổ chức …”")
    )
    role = forms.ChoiceField(label=_("Quan hệ"), choices=LineRole.choices)
    upper = BodyField(label=_("Với cơ quan"), max_length=300)
    day = DayField(label=_("Từ ngày"))


class ProgrammeForm(forms.ModelForm):
    """A new programme with its stage."""

    stage = forms.CharField(
        label=_("Giai đoạn"), max_length=120, required=False, help_text=_("như Giai đoạn 2026–2030")
    )
    from_day = DayField(label=_("Từ ngày"), required=False)
    until_day = DayField(label=_("Đến hết ngày"), required=False)

    class Meta:
        model = Programme
        fields = ("code", "name", "short_name")

    def clean(self) -> dict[str, Any]:
        """A stage has both days, in order."""
        given = super().clean()
        begin, end = given.get("from_day"), given.get("until_day")
        if given.get("stage") and (not begin or not end or begin > end):
            self.add_error("until_day", _("Giai đoạn cần ngày bắt đầu và ngày kết thúc sau ngày bắt đầu."))
        return given


class CoordinationForm(OnDay):
    """The body that coordinates a programme at a level."""

    body = BodyField(label=_("Cơ quan chủ trì"), max_length=300)
    level = forms.ChoiceField(label=_("Cấp"), choices=Level.choices)
    is_standing_agency = forms.BooleanField(label=_("Là cơ quan thường trực của ban chỉ đạo"), required=False)
    day = DayField(label=_("Từ ngày"))


class FocalForm(OnDay):
    """Who answers for several names in a programme."""

    members = BodiesField(label=_("Các tên được trả lời thay"), help_text=_("mỗi dòng một cơ quan"))
    unit = BodyField(label=_("Đơn vị đầu mối trả lời"), max_length=300)
    day = DayField(label=_("Từ ngày"))


class GroupForm(OnDay):
    """A named group, as documents address it."""

    name = forms.CharField(label=_("Tên nhóm như văn bản gọi"), max_length=300)
    scope = BodyField(
        label=_("Trong văn bản của"),
        max_length=300,
        required=False,
        help_text=_("cơ quan mà văn bản cùng cấp gọi nhóm này, như Huyện ủy; bỏ trống: mọi văn bản"),
    )
    members = BodiesField(label=_("Thành viên"), help_text=_("mỗi dòng một cơ quan"))
    day = DayField(label=_("Từ ngày"))


class MembersForm(OnDay):
    """More members of a group."""

    members = BodiesField(label=_("Thêm thành viên"), help_text=_("mỗi dòng một cơ quan"))
    day = DayField(label=_("Từ ngày"))


class DueSettingsForm(forms.ModelForm):
    """How a programme counts its last days."""

    class Meta:
        model = Programme
        fields = ("before_is_strict", "grace_days", "off_day_rule")


class SwapForm(forms.Form):
    """A day off swapped against a weekend day at work."""

    off = DayField(label=_("Nghỉ ngày"))
    at_work = DayField(label=_("đi làm bù ngày"))
    document = forms.CharField(
        label=_("Theo văn bản"), max_length=300, help_text=_("số, ký hiệu, ngày, cơ quan ban hành")
    )


class DayOffForm(forms.Form):
    """One more day off, or one more day at work."""

    day = DayField(label=_("Ngày"))
    kind = forms.ChoiceField(label=_("Là ngày"), choices=DayKind.choices)
    reason = forms.CharField(label=_("Lý do"), max_length=200, help_text=_("như: nghỉ phòng, chống bão"))
    document = forms.CharField(
        label=_("Theo văn bản"), max_length=300, help_text=_("số, ký hiệu, ngày, cơ quan ban hành")
    )


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
