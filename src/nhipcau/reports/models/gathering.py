"""Words of several bodies made into one text by hand, and the reasons for figures changed on their way upward."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nhipcau.ids import new_id
from nhipcau.obligations.models import Obligation
from nhipcau.organisations.models import User
from nhipcau.reports.models.consolidations import Consolidation
from nhipcau.reports.models.indicators import Indicator
from nhipcau.reports.models.submissions import Narrative, Version


class GatheredText(models.Model):
    """A text that the coordinator wrote from what one or several bodies said in a section; worked on until frozen.

    What no gathered text names stands as its body wrote it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_key = models.UUIDField(null=True, blank=True, unique=True)
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="gathered_texts")
    period_start = models.DateField()
    period_end = models.DateField()
    section = models.CharField("mục", max_length=300)
    text = models.TextField("nội dung")
    is_left_out = models.BooleanField("không đưa vào báo cáo", default=False)
    saved_at = models.DateTimeField("lưu lúc")
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["obligation", "period_start", "period_end"], name="gathered_of_period")]


class GatheredSource(models.Model):
    """That a body's words went into a gathered text: each stands in one at most."""

    gathered = models.ForeignKey(GatheredText, on_delete=models.CASCADE, related_name="sources")
    narrative = models.OneToOneField(Narrative, on_delete=models.CASCADE, related_name="gathered_in")


class ChangedFigure(models.Model):
    """Why a figure that a consolidation gave was changed by hand in the report that it went into."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="changed_figures")
    consolidation = models.ForeignKey(Consolidation, on_delete=models.PROTECT, related_name="changed_figures")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    breakdown = models.CharField("phân tổ", max_length=60, default="", blank=True)
    reason = models.CharField("lý do", max_length=500)
    changed_at = models.DateTimeField("ghi lúc")
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "indicator", "breakdown"], name="one_reason_for_a_change"),
            models.CheckConstraint(condition=~Q(reason=""), name="changed_with_a_reason"),
        ]
