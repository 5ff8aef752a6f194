"""The forms by which a coordinator writes forms: a line with its columns and who answers it, indicators, breakdowns."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.organisations.models import Group, Level, OrganisationKind, Programme
from nhipcau.reports.actions.indicators import IndicatorValues
from nhipcau.reports.form_specs import AskedSpec, ColumnSpec, FieldSpec
from nhipcau.reports.forms import DayInput
from nhipcau.reports.models import (
    AcrossBodies,
    ColumnKind,
    Counted,
    FieldKind,
    Indicator,
    IndicatorKind,
    OverTime,
)
from nhipcau.reports.queries.forms import breakdowns_for, indicators_for

NOBODY = ("", "—")
PARTS_OF = "phan:"  # before a fixed part in the choice of what is asked of an indicator
BY = "theo:"  # before a breakdown


class NameForm(forms.Form):
    """A form's name, and the phrases by which duties find it."""

    name = forms.CharField(label=_("Tên biểu mẫu"), max_length=300, strip=True)
    # Not `matches`: an input of that name would hide the form element's own method in the browser.
    phrases = forms.CharField(
        label=_("Nhận ra qua cụm từ"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi dòng một cụm từ: nhiệm vụ có cụm từ này được báo cáo theo biểu mẫu này."),
    )  # fmt: skip


class NewForm(NameForm):
    """A new form of a programme."""

    programme = forms.ModelChoiceField(label=_("Chương trình"), queryset=Programme.objects.none())
    field_order = ("programme", "name", "phrases")

    def __init__(self, *args, programmes: list[Programme], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = Programme.objects.filter(pk__in=[row.pk for row in programmes])
        if len(programmes) == 1:
            self.fields["programme"].initial = programmes[0].pk
        self.order_fields(self.field_order)


class PublishForm(forms.Form):
    """From when a version holds, and what changed."""

    holds_from = forms.DateField(
        label=_("Dùng cho các kỳ bắt đầu từ ngày"), required=False, widget=DayInput,
        help_text=_("Kỳ đang soạn giữ phiên bản cũ. Phiên bản đầu có thể để trống: dùng cho mọi kỳ."),
    )  # fmt: skip
    note = forms.CharField(label=_("Điểm thay đổi"), required=False, max_length=500)


MEANING = ("unit", "kind", "counted", "across", "over_time", "numerator", "denominator")


class IndicatorForm(forms.Form):
    """An indicator: what it counts, in which unit, how it is added up."""

    name = forms.CharField(label=_("Tên chỉ số"), max_length=300, required=False)
    code = forms.CharField(
        label=_("Mã"), max_length=60, required=False,
        help_text=_("Chữ thường không dấu, như “so-buoi”; để trống thì đặt theo tên. Không đổi được về sau."),
    )  # fmt: skip
    unit = forms.CharField(label=_("Đơn vị tính"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=IndicatorKind.choices, initial=IndicatorKind.COUNT)
    counted = forms.ChoiceField(
        label=_("Đếm"), choices=Counted.choices, initial=Counted.OTHER,
        help_text=_("Người và lượt không bao giờ cộng với nhau."),
    )  # fmt: skip
    across = forms.ChoiceField(
        label=_("Giữa các đơn vị"), initial=AcrossBodies.SUM,
        help_text=_("Thành viên nhiều tổ chức trùng nhau: không cộng dồn."),
        choices=[choice for choice in AcrossBodies.choices if choice[0] != AcrossBodies.RATIO],
        required=False,
    )  # fmt: skip
    over_time = forms.ChoiceField(
        label=_("Theo thời gian"), initial=OverTime.SUM,
        choices=[choice for choice in OverTime.choices if choice[0] != OverTime.RATIO],
        required=False,
    )  # fmt: skip
    definition = forms.CharField(
        label=_("Định nghĩa, cách tính"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    numerator = forms.ModelChoiceField(label=_("Tử số (với tỷ lệ)"), queryset=Indicator.objects.none(), required=False)
    denominator = forms.ModelChoiceField(
        label=_("Mẫu số (với tỷ lệ)"), queryset=Indicator.objects.none(), required=False
    )
    valid_from = forms.DateField(label=_("Dùng từ ngày"), required=False, widget=DayInput)
    valid_until = forms.DateField(label=_("Thôi dùng từ ngày"), required=False, widget=DayInput)
    continues = forms.ModelChoiceField(
        label=_("Nối tiếp chỉ số"), queryset=Indicator.objects.none(), required=False,
        help_text=_("Chuỗi số liệu có dấu ngắt ở chỗ nối."),
    )  # fmt: skip

    def __init__(
        self, *args, programme: Programme | None, indicator: Indicator | None = None, is_used: bool = False, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in MEANING if is_used else ():
            self.fields[name].disabled = True  # figures rest on it: shown, and kept as it is
        rows = Indicator.objects.filter(pk__in=[row.pk for row in indicators_for(programme)]).order_by("name")
        for name in ("numerator", "denominator", "continues"):
            self.fields[name].queryset = rows.exclude(pk=indicator.pk) if indicator else rows
            self.fields[name].empty_label = "—"
        if indicator is not None:
            del self.fields["code"]

    def values(self) -> IndicatorValues:
        """Return what was typed."""
        said = self.cleaned_data
        return IndicatorValues(
            name=said["name"], unit=said["unit"], code=said.get("code", ""), kind=said["kind"],
            counted=said["counted"],
            across=said["across"] or AcrossBodies.SUM, over_time=said["over_time"] or OverTime.SUM,
            definition=said["definition"], valid_from=said["valid_from"], valid_until=said["valid_until"],
            **{name: said[name].pk if said[name] else None for name in ("numerator", "denominator", "continues")},
        )  # fmt: skip


class ProgrammeIndicatorForm(IndicatorForm):
    """A new indicator of one of the reader's programmes."""

    programme = forms.ModelChoiceField(label=_("Chương trình"), queryset=Programme.objects.none(), empty_label=None)

    def __init__(self, *args, programmes: list[Programme], **kwargs) -> None:
        super().__init__(*args, programme=programmes[0], **kwargs)
        self.fields["programme"].queryset = Programme.objects.filter(pk__in=[row.pk for row in programmes])
        self.order_fields(["programme"])


def initial_of(indicator: Indicator) -> dict[str, object]:
    """Return an indicator as its form begins."""
    return {
        "name": indicator.name, "unit": indicator.unit, "kind": indicator.kind, "counted": indicator.counted,
        # Of a ratio both follow from its kind.
        "across": AcrossBodies.SUM if indicator.across == AcrossBodies.RATIO else indicator.across,
        "over_time": OverTime.SUM if indicator.over_time == OverTime.RATIO else indicator.over_time,
        "definition": indicator.definition,
        "numerator": indicator.numerator_id, "denominator": indicator.denominator_id,
        "valid_from": indicator.valid_from, "valid_until": indicator.valid_until, "continues": indicator.continues_id,
    }  # fmt: skip


class BreakdownForm(forms.Form):
    """A new breakdown with its parts."""

    programme = forms.ModelChoiceField(label=_("Chương trình"), queryset=Programme.objects.none(), empty_label=None)
    name = forms.CharField(label=_("Tên phân tổ"), max_length=200)
    parts = forms.CharField(
        label=_("Các mục"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Mỗi dòng một mục, như: Nam, Nữ.")
    )
    is_partition = forms.BooleanField(
        label=_("Các phần cộng lại bằng tổng số"), required=False, initial=True,
        help_text=_("Bỏ chọn khi các mục trùng nhau hoặc không phủ hết (như lĩnh vực)."),
    )  # fmt: skip

    def __init__(self, *args, programmes: list[Programme], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = Programme.objects.filter(pk__in=[row.pk for row in programmes])

    def part_names(self) -> list[str]:
        """Return the parts as typed, one on a line."""
        return [line.strip() for line in self.cleaned_data["parts"].splitlines() if line.strip()]


class LineForm(forms.Form):
    """One line of a form, whatever it takes."""

    section = forms.CharField(
        label=_("Mục"), max_length=200, required=False, widget=forms.TextInput(attrs={"list": "sections"}),
        help_text=_("Các dòng cùng mục đứng dưới một tiêu đề, như “I. Tuyên truyền”."),
    )  # fmt: skip
    label = forms.CharField(label=_("Tên dòng"), max_length=300)
    help = forms.CharField(label=_("Hướng dẫn cho đơn vị báo cáo"), max_length=500, required=False)
    is_required = forms.BooleanField(label=_("Bắt buộc trả lời"), required=False, initial=True)

    def __init__(self, *args, kind: FieldKind, programme: Programme | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if kind != FieldKind.FIGURE:
            return
        indicators = [
            (row.code, f"{row.name} ({row.unit}, {row.get_kind_display()})") for row in indicators_for(programme)
        ]
        self.fields["indicator"] = forms.ChoiceField(
            label=_("Chỉ số"), choices=[("", _("— lập chỉ số mới bên dưới —")), *indicators], required=False
        )
        self.fields["split"] = forms.ChoiceField(
            label=_("Phân tổ"), choices=_split_choices(programme), required=False,
            help_text=_("Hỏi tổng số và từng phần, hoặc một phần cố định. Loại chọn một mục: danh sách để chọn."),
        )  # fmt: skip
        self.order_fields(["section", "label", "indicator", "split", "help", "is_required"])

    def spec(
        self, *, indicator: str = "", columns: tuple[ColumnSpec, ...] = (), asked: tuple[AskedSpec, ...] = ()
    ) -> FieldSpec:
        """Return the line as data; `indicator` is the code of one that was just made."""
        said = self.cleaned_data
        split = said.get("split", "")
        return FieldSpec(
            label=said["label"].strip(), indicator=indicator or said.get("indicator", ""),
            section=said["section"].strip(), help=said["help"].strip(), is_required=said["is_required"],
            by=split.removeprefix(BY) if split.startswith(BY) else "",
            breakdown=split.removeprefix(PARTS_OF) if split.startswith(PARTS_OF) else "",
            columns=columns, asked_of=asked,
        )  # fmt: skip


def _split_choices(programme: Programme | None) -> list[tuple[str, object]]:
    choices: list[tuple[str, object]] = [("", _("không phân tổ"))]
    for row in breakdowns_for(programme):
        parts = [
            (f"{PARTS_OF}{option.code}", _("chỉ phần “%(part)s”") % {"part": option.label})
            for option in row.options.all()
            if not option.is_closed
        ]
        whole = (f"{BY}{row.code}", _("%(name)s: tổng số và từng phần") % {"name": row.name})
        choices.append((row.name, [whole, *parts]))
    return choices


class ColumnForm(forms.Form):
    """One column of a table."""

    label = forms.CharField(label=_("Tên cột"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=ColumnKind.choices, initial=ColumnKind.TEXT)
    indicator = forms.ChoiceField(label=_("Cộng thành chỉ số"), required=False)
    options = forms.ChoiceField(label=_("Danh sách để chọn"), required=False)
    is_required = forms.BooleanField(label=_("Bắt buộc"), required=False)

    def __init__(self, *args, indicators: list[tuple[str, str]], breakdowns: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = [NOBODY, *indicators]
        self.fields["options"].choices = [NOBODY, *breakdowns]

    def spec(self) -> ColumnSpec | None:
        """Return the column as data, None for an empty row."""
        said = self.cleaned_data
        if not said.get("label"):
            return None
        return ColumnSpec(said["label"].strip(), said["kind"], said["indicator"], said["options"], said["is_required"])


class AskedForm(forms.Form):
    """Bodies that answer a line."""

    kind = forms.ChoiceField(label=_("Loại cơ quan"), choices=[NOBODY, *OrganisationKind.choices], required=False)
    level = forms.ChoiceField(label=_("Cấp"), choices=[NOBODY, *Level.choices], required=False)
    group = forms.ModelChoiceField(label=_("Nhóm"), queryset=Group.objects.order_by("name"), required=False)

    def spec(self) -> AskedSpec | None:
        """Return the row as data, None for an empty one."""
        said = self.cleaned_data
        group = said.get("group")
        if not (said.get("kind") or said.get("level") or group):
            return None
        return AskedSpec(said.get("kind", ""), said.get("level", ""), group.pk if group else None)


ColumnForms = forms.formset_factory(ColumnForm, extra=3, max_num=30)
AskedForms = forms.formset_factory(AskedForm, extra=2, max_num=30)
