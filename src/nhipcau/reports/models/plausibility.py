"""Rules of plausibility as a typed tree of rows: terms on two sides, compared. Never a text that is executed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nhipcau.organisations.models import User
from nhipcau.reports.models.forms import FormVersion
from nhipcau.reports.models.indicators import Indicator
from nhipcau.reports.models.submissions import Version


class Compared(models.TextChoices):
    """How the left side must stand to the right one."""

    AT_MOST = "at-most", "không lớn hơn"
    BELOW = "below", "nhỏ hơn"
    EQUAL = "equal", "bằng"
    AT_LEAST = "at-least", "không nhỏ hơn"
    ABOVE = "above", "lớn hơn"


class TermAt(models.TextChoices):
    """Of which period a term is."""

    NOW = "now", "kỳ này"
    LAST = "last", "kỳ trước"
    YEAR_BEFORE = "year-before", "cùng kỳ năm trước"


class Side(models.TextChoices):
    """On which side of the comparison a term stands."""

    LEFT = "left", "vế trái"
    RIGHT = "right", "vế phải"


class PlausibilityRule(models.Model):
    """What figures of a form must fulfil: hard (not sent otherwise), or soft (sent with a reason)."""

    version = models.ForeignKey(FormVersion, on_delete=models.CASCADE, related_name="rules")
    position = models.PositiveIntegerField("thứ tự")
    compared = models.CharField("so sánh", max_length=8, choices=Compared)
    is_hard = models.BooleanField("bắt buộc đúng mới gửi được", default=False)
    message = models.CharField("lời nhắc", max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="one_rule_at_a_place")]


class RuleTerm(models.Model):
    """One term: `factor` times a figure of some period, or a plain number."""

    rule = models.ForeignKey(PlausibilityRule, on_delete=models.CASCADE, related_name="terms")
    side = models.CharField("vế", max_length=5, choices=Side)
    position = models.PositiveIntegerField()
    factor = models.BigIntegerField("hệ số", default=1)
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    breakdown = models.CharField("phân tổ", max_length=60, default="", blank=True)
    at = models.CharField("của", max_length=12, choices=TermAt, default=TermAt.NOW)
    constant = models.BigIntegerField("số", null=True, blank=True)

    class Meta:
        ordering = ["side", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(indicator=None, constant__isnull=False) | Q(indicator__isnull=False, constant=None),
                name="a_term_is_a_figure_or_a_number",
            )
        ]


class PassedRule(models.Model):
    """A soft rule that a version does not fulfil, with the reason that the receiver reads.

    Rules that follow from the form itself (parts and whole) have no row: `automatic` is their key. A reason belongs to
    the two sides as they stood when it was given (`seen`): other figures want another word.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="passed_rules")
    rule = models.ForeignKey(PlausibilityRule, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    automatic = models.CharField("quy tắc theo biểu mẫu", max_length=160, default="", blank=True)
    seen = models.CharField("hai vế lúc ghi", max_length=120, default="", blank=True)
    reason = models.CharField("lý do", max_length=500)
    passed_at = models.DateTimeField("ghi lúc")
    passed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "rule", "automatic"], name="one_reason_for_a_rule"),
            models.UniqueConstraint(
                fields=["version", "automatic"], condition=Q(rule=None), name="one_reason_for_an_automatic_rule"
            ),
            models.CheckConstraint(
                condition=Q(rule__isnull=False, automatic="") | (Q(rule=None) & ~Q(automatic="")),
                name="passed_one_rule",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="passed_with_a_reason"),
        ]
