"""What is asked: indicators, report forms and their versions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nhipcau.ids import new_id
from nhipcau.obligations.models import Obligation
from nhipcau.organisations.models import Organisation, Programme


class AcrossBodies(models.TextChoices):
    """What a coordinator may do with one indicator's figures of several bodies."""

    SUM = "sum", "cộng"
    RATIO = "ratio", "tỷ lệ từ hai tổng"
    NOT_SUMMED = "not-summed", "không cộng dồn"


class OverTime(models.TextChoices):
    """What becomes of an indicator's figures over several periods."""

    SUM = "sum", "cộng các kỳ"
    LAST = "last", "lấy kỳ cuối"
    RATIO = "ratio", "tỷ lệ từ hai tổng"


class Indicator(models.Model):
    """What is counted (chỉ số), in whole numbers of its smallest unit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField("mã", max_length=60, unique=True)
    name = models.CharField("tên", max_length=300)
    unit = models.CharField("đơn vị tính", max_length=40)
    definition = models.TextField("định nghĩa", blank=True)
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators")
    across = models.CharField("giữa các đơn vị", max_length=12, choices=AcrossBodies, default=AcrossBodies.SUM)
    over_time = models.CharField("theo thời gian", max_length=8, choices=OverTime, default=OverTime.SUM)
    # A ratio is recomputed from the sums of these two, in per cent; it is never typed and never averaged.
    numerator = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    denominator = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(across="ratio", numerator__isnull=False, denominator__isnull=False)
                | (~Q(across="ratio") & Q(numerator=None, denominator=None)),
                name="a_ratio_has_two_sums",
            )
        ]

    def __str__(self) -> str:
        return self.name


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
    """One version of a form; a version in use is never changed under the reporter."""

    form = models.ForeignKey(ReportForm, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("phiên bản")
    made_at = models.DateTimeField("lập lúc")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="one_form_version")]


class FieldKind(models.TextChoices):
    """What a field takes."""

    FIGURE = "figure", "số liệu"
    NARRATIVE = "narrative", "thuyết minh"


class Field(models.Model):
    """One line of a form: a figure (with its indicator) or a section of narrative."""

    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="fields")
    position = models.PositiveIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=10, choices=FieldKind)
    section = models.CharField("mục", max_length=200, blank=True)
    label = models.CharField("tên dòng", max_length=300)
    help = models.CharField("hướng dẫn", max_length=500, blank=True)
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="fields")
    breakdown = models.CharField("phân tổ", max_length=60, default="", blank=True)
    is_required = models.BooleanField("bắt buộc", default=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="one_field_at_a_place"),
            models.CheckConstraint(
                condition=Q(kind="figure", indicator__isnull=False) | Q(kind="narrative", indicator=None),
                name="a_figure_has_an_indicator",
            ),
        ]


class ObligationForm(models.Model):
    """Which form answers an obligation; the form hangs on the obligation."""

    obligation = models.OneToOneField(Obligation, on_delete=models.PROTECT, related_name="report_form")
    form = models.ForeignKey(ReportForm, on_delete=models.PROTECT, related_name="obligations")
    set_by_body = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
