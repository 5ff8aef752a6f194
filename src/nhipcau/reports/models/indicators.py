"""What is counted: indicators with their rules across bodies and over time, and the breakdowns they are split by."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from nhipcau.ids import new_id
from nhipcau.organisations.models import Programme


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


class IndicatorKind(models.TextChoices):
    """What its figures are. Money is whole đồng; yes is 1, no is 0; a choice is 1 under the chosen option's code."""

    COUNT = "count", "số lượng"
    MONEY = "money", "tiền (đồng)"
    RATIO = "ratio", "tỷ lệ của hai số"
    YES_NO = "yes-no", "có / không"
    CHOICE = "choice", "chọn một trong các mục"


class Counted(models.TextChoices):
    """Whether it counts people or attendances: the two are never added to each other."""

    PEOPLE = "people", "người"
    ATTENDANCES = "attendances", "lượt"
    OTHER = "other", "khác"


class Breakdown(models.Model):
    """A way to split a figure (phân tổ): nam/nữ, dân tộc, hộ nghèo/cận nghèo, lĩnh vực."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField("mã", max_length=40, unique=True)
    name = models.CharField("tên", max_length=200)
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="breakdowns")
    # The parts make up the whole (nam + nữ), or may overlap and leave something out.
    is_partition = models.BooleanField("các phần cộng lại bằng tổng số", default=True)

    def __str__(self) -> str:
        return self.name


class BreakdownOption(models.Model):
    """One part of a breakdown; its code is what a figure keeps. An option in use is closed, never deleted."""

    breakdown = models.ForeignKey(Breakdown, on_delete=models.CASCADE, related_name="options")
    code = models.SlugField("mã", max_length=60)
    label = models.CharField("tên", max_length=200)
    position = models.PositiveIntegerField("thứ tự", default=0)
    is_closed = models.BooleanField("không dùng nữa", default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["breakdown", "code"], name="one_option_of_a_code")]

    def __str__(self) -> str:
        return self.label


class Indicator(models.Model):
    """What is counted (chỉ số), in whole numbers of its smallest unit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField("mã", max_length=60, unique=True)
    name = models.CharField("tên", max_length=300)
    unit = models.CharField("đơn vị tính", max_length=40)
    kind = models.CharField("loại", max_length=8, choices=IndicatorKind, default=IndicatorKind.COUNT)
    counted = models.CharField("đếm", max_length=12, choices=Counted, default=Counted.OTHER)
    definition = models.TextField("định nghĩa", blank=True)
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators")
    across = models.CharField("giữa các đơn vị", max_length=12, choices=AcrossBodies, default=AcrossBodies.SUM)
    over_time = models.CharField("theo thời gian", max_length=8, choices=OverTime, default=OverTime.SUM)
    # A ratio is recomputed from the sums of these two, in per cent; it is never typed and never averaged.
    numerator = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    denominator = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    # The days on which it is counted so; `valid_until` is excluded. What it continues differs: the series has a break.
    valid_from = models.DateField("dùng từ ngày", null=True, blank=True)
    valid_until = models.DateField("dùng đến trước ngày", null=True, blank=True)
    continues = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_from__lt=F("valid_until")),
                name="an_indicator_holds_for_days",
            ),
            models.CheckConstraint(
                condition=Q(across="ratio", numerator__isnull=False, denominator__isnull=False)
                | (~Q(across="ratio") & Q(numerator=None, denominator=None)),
                name="a_ratio_has_two_sums",
            ),
            models.CheckConstraint(
                condition=Q(kind="ratio", across="ratio") | (~Q(kind="ratio") & ~Q(across="ratio")),
                name="a_ratio_is_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.name
