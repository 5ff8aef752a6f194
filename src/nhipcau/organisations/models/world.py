"""Facts about this installation as a whole."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class World(models.Model):
    """The one row that says whether this database holds a demo, and how far its clock is from real time."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    name = models.CharField("tên", max_length=200)
    is_demo = models.BooleanField("dữ liệu minh họa", default=False)
    clock_offset_seconds = models.BigIntegerField("độ lệch đồng hồ (giây)", default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="only_one_world")]

    def __str__(self) -> str:
        return self.name
