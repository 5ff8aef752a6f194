"""What is asked: report forms and their versions, lines, tables with rows, and which bodies answer a line."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nhipcau.ids import new_id
from nhipcau.obligations.models import Obligation
from nhipcau.organisations.models import Group, Organisation, Programme, User
from nhipcau.organisations.models.kinds import Level, OrganisationKind
from nhipcau.reports.models.indicators import Breakdown, Indicator


class ReportForm(models.Model):
    """A report form (biểu mẫu) of a programme; its contents are its versions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="forms")
    name = models.CharField("tên", max_length=300)
    # The free form: one narrative and a file; for duties that no form was made for.
    is_free = models.BooleanField("mẫu tự do", default=False)
    # Phrases, one on a line: a duty whose words hold one of them is answered on this form (`forms.form_for`).
    matches = models.TextField("nhận ra qua cụm từ", blank=True)

    def __str__(self) -> str:
        return self.name


class FormVersion(models.Model):
    """One version of a form: worked on until it is published, never changed afterwards.

    A period is answered on the newest version published whose `holds_from` is not after the first day of the period.
    """

    form = models.ForeignKey(ReportForm, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("phiên bản")
    made_at = models.DateTimeField("lập lúc")
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField("ban hành lúc", null=True, blank=True)
    published_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    holds_from = models.DateField("dùng cho các kỳ từ ngày", null=True, blank=True)
    note = models.CharField("điểm thay đổi", max_length=500, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="one_form_version"),
            models.UniqueConstraint(
                fields=["form"], condition=Q(published_at=None), name="one_unpublished_version_of_a_form"
            ),
        ]


class FieldKind(models.TextChoices):
    """What a field takes."""

    FIGURE = "figure", "số liệu"
    NARRATIVE = "narrative", "thuyết minh"
    TABLE = "table", "bảng nhiều dòng"


class Field(models.Model):
    """One line of a form: a figure (with its indicator) or a section of narrative."""

    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="fields")
    position = models.PositiveIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=10, choices=FieldKind)
    section = models.CharField("mục", max_length=200, blank=True)
    label = models.CharField("tên dòng", max_length=300)
    help = models.CharField("hướng dẫn", max_length=500, blank=True)
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="fields")
    # One part of a figure only (`nam`); or, with `by`, the whole and every part of that breakdown.
    breakdown = models.CharField("phân tổ", max_length=60, default="", blank=True)
    by = models.ForeignKey(Breakdown, null=True, blank=True, on_delete=models.PROTECT, related_name="fields")
    is_required = models.BooleanField("bắt buộc", default=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="one_field_at_a_place"),
            models.CheckConstraint(
                condition=Q(kind="figure", indicator__isnull=False) | (~Q(kind="figure") & Q(indicator=None)),
                name="a_figure_has_an_indicator",
            ),
            models.CheckConstraint(
                condition=Q(by=None) | Q(kind="figure", breakdown=""), name="only_a_whole_figure_is_broken_down"
            ),
        ]


class AskedOf(models.Model):
    """Which bodies answer a line: any of its rows fits (kind and level both where both are given); none: everybody."""

    field = models.ForeignKey(Field, on_delete=models.CASCADE, related_name="asked_of")
    kind = models.CharField("loại cơ quan", max_length=24, choices=OrganisationKind, blank=True)
    level = models.CharField("cấp", max_length=12, choices=Level, blank=True)
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="", level="", group=None), name="asked_of_somebody",
            )
        ]  # fmt: skip


class ColumnKind(models.TextChoices):
    """What a cell of a table takes."""

    TEXT = "text", "chữ"
    NUMBER = "number", "số"
    MONEY = "money", "tiền (đồng)"
    DAY = "day", "ngày"
    PLACE = "place", "địa bàn"
    CHOICE = "choice", "chọn một mục"


class TableColumn(models.Model):
    """One column of a table with repeating rows; its sum over the rows is the figure of `indicator`, if it has one."""

    field = models.ForeignKey(Field, on_delete=models.CASCADE, related_name="columns")
    position = models.PositiveIntegerField("thứ tự")
    label = models.CharField("tên cột", max_length=200)
    kind = models.CharField("loại", max_length=8, choices=ColumnKind)
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="columns")
    options = models.ForeignKey(Breakdown, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_required = models.BooleanField("bắt buộc", default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["field", "position"], name="one_column_at_a_place"),
            models.CheckConstraint(
                condition=Q(indicator=None) | Q(kind__in=["number", "money"]), name="a_summed_column_has_numbers"
            ),
            models.CheckConstraint(
                condition=Q(kind="choice", options__isnull=False) | (~Q(kind="choice") & Q(options=None)),
                name="a_column_of_choices_has_options",
            ),
        ]


class ObligationForm(models.Model):
    """Which form answers an obligation; the form hangs on the obligation."""

    obligation = models.OneToOneField(Obligation, on_delete=models.PROTECT, related_name="report_form")
    form = models.ForeignKey(ReportForm, on_delete=models.PROTECT, related_name="obligations")
    set_by_body = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
