"""Places: an identity without attributes, and rows with spans for what was true of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nhipcau.ids import new_id
from nhipcau.organisations.models.kinds import ClassKind, LocalityKind
from nhipcau.organisations.models.spans import Spanned


class Locality(models.Model):
    """A place as such (địa bàn); names and parents are its spans."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    def __str__(self) -> str:
        # For the trail: one query. Pages take names from `organisations.names`.
        span = self.spans.order_by(models.F("valid_until").desc(nulls_first=True)).first()
        return str(span) if span else str(self.pk)


class LocalitySpan(Spanned):
    """What a place was called, and where it belonged, for a span of days."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="spans")
    name = models.CharField("tên", max_length=200)
    kind = models.CharField("loại", max_length=20, choices=LocalityKind)
    type_name = models.CharField("loại đơn vị", max_length=40, help_text="xã, phường, thị trấn, huyện, tỉnh …")
    code = models.CharField("mã ĐVHC", max_length=20, blank=True)
    parent = models.ForeignKey(Locality, null=True, blank=True, on_delete=models.PROTECT, related_name="child_spans")
    rank = models.PositiveIntegerField("thứ tự", default=0)
    folded = models.CharField(max_length=200, db_index=True, editable=False)

    class Meta(Spanned.Meta):
        indexes = [models.Index(fields=["code"], name="locality_code"), models.Index(fields=["parent", "rank"])]

    def __str__(self) -> str:
        return f"{self.type_name} {self.name}"


class LocalityClass(Spanned):
    """A class of a place for a span, by a decision (xã thuần, thôn xen ghép, khu vực I/II/III …)."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="classes")
    kind = models.CharField("loại", max_length=24, choices=ClassKind)
    decision = models.CharField("văn bản", max_length=200, blank=True)


class LocalitySuccession(models.Model):
    """What a place became, on which day, by which document; `share` of it in 1/10,000 where it was divided."""

    predecessor = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="inheritances")
    on_day = models.DateField("ngày")
    document = models.CharField("văn bản", max_length=200, blank=True)
    share = models.PositiveIntegerField("phần (1/10.000)", null=True, blank=True)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on_day"], name="one_locality_succession"),
            models.CheckConstraint(condition=~Q(predecessor=models.F("successor")), name="no_place_succeeds_itself"),
        ]
