"""Sums over bodies: live ones at one level, and frozen consolidations that name the versions they used."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nhipcau.ids import new_id
from nhipcau.obligations.models import Obligation, Occurrence
from nhipcau.organisations.access import GatedQuerySet, Kind, Standing
from nhipcau.organisations.models import Organisation, User
from nhipcau.reports.models.forms import Field
from nhipcau.reports.models.indicators import Indicator
from nhipcau.reports.models.submissions import Version


class LiveSum(models.Model):
    """Số hiện thời: the sum over the received submissions of one obligation and period; `bodies` is the n of n/m.

    A period is told by both its days: the first quarter and the first half-year begin on the same one.
    """

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="live_sums")
    period_start = models.DateField()
    period_end = models.DateField()
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="+")
    breakdown = models.CharField(max_length=60, default="", blank=True)
    value = models.BigIntegerField()
    bodies = models.PositiveIntegerField()
    estimates = models.PositiveIntegerField("trong đó số ước", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "period_start", "period_end", "indicator", "breakdown"], name="one_live_sum"
            )
        ]


class SummedObligation(Obligation):
    """An obligation as its sums are seen: by who receives its reports and by whom they pass; owners see their own.

    Where it feeds the level above, whoever stands above its recipient in the line of the programme sees them, too:
    they are what his own live figures are made of.
    """

    gate = (
        Standing(Kind.TO, "recipient"),
        Standing(Kind.THROUGH, "via"),
        Standing(Kind.BELOW, "recipient", when=Q(feeds__isnull=False), programme="programme"),
    )

    class Meta:
        proxy = True


class Consolidation(models.Model):
    """A frozen sum of received submissions with its completeness (báo cáo tổng hợp)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_key = models.UUIDField(null=True, blank=True, unique=True)
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="consolidations")
    period_start = models.DateField("kỳ từ ngày")
    period_end = models.DateField("kỳ đến hết ngày")
    period_label = models.CharField("kỳ", max_length=80)
    number = models.PositiveIntegerField("lần")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="consolidations")
    made_at = models.DateTimeField("lập lúc")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expected = models.PositiveIntegerField("số đơn vị phải báo cáo")
    received = models.PositiveIntegerField("số đơn vị đã tiếp nhận")
    # Canonical JSON (RFC 8785) of what was frozen, and its SHA-256.
    frozen = models.TextField()
    fingerprint = models.CharField("dấu vân tay", max_length=64)
    # Sent upward as the submission of the body that made it.
    sent_as = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="consolidations")

    objects = GatedQuerySet.as_manager()
    gate = (
        Standing(Kind.OWN, "body"),
        Standing(Kind.TO, "body"),
        # The superior level sees it once it was sent upward as a report.
        Standing(
            Kind.TO,
            "sent_as__submission__occurrence__obligation__recipient",
            when=Q(sent_as__filed_at__isnull=False),
        ),
        Standing(
            Kind.BELOW,
            "body",
            when=Q(sent_as__filed_at__isnull=False),
            programme="obligation__programme",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "period_start", "period_end", "number"], name="one_consolidation"
            ),
            models.CheckConstraint(
                condition=Q(received__lte=models.F("expected")), name="no_more_received_than_expected"
            ),
        ]


class ConsolidationSource(models.Model):
    """One expected body of a consolidation: the version that was used, or null where it was missing."""

    consolidation = models.ForeignKey(Consolidation, on_delete=models.PROTECT, related_name="sources")
    position = models.PositiveIntegerField()
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    body_name = models.CharField(max_length=300)
    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="used_by")
    standing = models.CharField(max_length=40)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["consolidation", "body"], name="one_source_of_a_body")]


class ConsolidatedFigure(models.Model):
    """One sum of a consolidation, over `bodies` of the expected ones; ratios are recomputed when shown."""

    consolidation = models.ForeignKey(Consolidation, on_delete=models.PROTECT, related_name="figures")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    breakdown = models.CharField(max_length=60, default="", blank=True)
    value = models.BigIntegerField(null=True)
    bodies = models.PositiveIntegerField()
    estimates = models.PositiveIntegerField("trong đó số ước", default=0)
    # Lũy kế from the start of the year: over `cumulative_counted` of `cumulative_expected` reports.
    cumulative = models.BigIntegerField("lũy kế", null=True)
    cumulative_counted = models.PositiveIntegerField(default=0)
    cumulative_expected = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["consolidation", "indicator", "breakdown"], name="one_consolidated_figure")
        ]


class ConsolidatedJoin(models.Model):
    """A text that the coordinator made from what bodies wrote in a section, as frozen; its sources point at it."""

    consolidation = models.ForeignKey(Consolidation, on_delete=models.PROTECT, related_name="joins")
    section = models.CharField("mục", max_length=300)
    text = models.TextField()
    is_left_out = models.BooleanField("không đưa vào báo cáo", default=False)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]


class ConsolidatedText(models.Model):
    """What one body wrote in one section, collected; `is_left_out` where the coordinator set it aside.

    `joined` names the text that stands in its place.
    """

    consolidation = models.ForeignKey(Consolidation, on_delete=models.PROTECT, related_name="texts")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    is_left_out = models.BooleanField("không đưa vào báo cáo", default=False)
    position = models.PositiveIntegerField()
    joined = models.ForeignKey(
        ConsolidatedJoin, null=True, blank=True, on_delete=models.PROTECT, related_name="sources"
    )

    class Meta:
        ordering = ["position"]
