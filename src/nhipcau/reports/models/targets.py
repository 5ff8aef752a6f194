"""Targets: what is demanded of a body by the end of a year or of a stage, by a document."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from nhipcau.documents.models import Document
from nhipcau.ids import new_id
from nhipcau.organisations.access import GatedQuerySet, Kind, Standing
from nhipcau.organisations.models import Organisation, Programme, Stage, User
from nhipcau.reports.models.indicators import Indicator


class Direction(models.TextChoices):
    """Whether the target is a floor or a ceiling."""

    AT_LEAST = "at-least", "đạt ít nhất"
    AT_MOST = "at-most", "không vượt quá"


class Target(models.Model):
    """One target (chỉ tiêu giao). A target is never overwritten: another one replaces it, with a reason.

    `value` is in the indicator's smallest unit; of a ratio, in hundredths of a per cent (65,5 % is 6.550).
    `shared_from` is the target of the body above out of which this one was shared out downward.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_key = models.UUIDField(null=True, blank=True, unique=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="targets")
    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.PROTECT, related_name="targets")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    breakdown = models.CharField("phân tổ", max_length=60, default="", blank=True)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="targets")
    start = models.DateField("từ ngày")
    end = models.DateField("đến hết ngày")
    direction = models.CharField("hướng", max_length=8, choices=Direction, default=Direction.AT_LEAST)
    value = models.BigIntegerField("chỉ tiêu")
    baseline = models.BigIntegerField("số đầu kỳ", null=True, blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="targets")
    clause = models.CharField("điểm", max_length=40, blank=True)
    shared_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="shares")
    set_by_body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField("giao lúc")
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    replaced_by = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    ended_at = models.DateTimeField("thôi áp dụng lúc", null=True, blank=True)
    end_reason = models.CharField("lý do", max_length=500, blank=True)

    objects = GatedQuerySet.as_manager()
    gate = (
        Standing(Kind.OWN, "body"),
        Standing(Kind.ISSUER, "set_by_body"),
        Standing(Kind.BELOW, "body", programme="programme"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "breakdown", "body", "start", "end"], condition=Q(ended_at=None),
                name="one_target_in_force",
            ),
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="a_target_has_days"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(end_reason=""), name="a_target_ends_with_a_reason"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["body", "start", "end"], name="target_of_body")]


class RankingSwitch(models.Model):
    """Whether a programme shows its bodies ranked, to the Thường trực only; without a row it does not (practice 23)."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="ranking")
    is_on = models.BooleanField("hiện xếp hạng cho Thường trực", default=False)
