"""Days off and days at work that the calendar of public holidays does not know, and how a programme treats days off."""

from __future__ import annotations

from django.db import models

from nhipcau.organisations.models.people import User


class OffDayRule(models.TextChoices):
    """What becomes of a last day on which nobody works."""

    STAY = "stay", "vẫn tính ngày đó"
    NEXT = "next", "lùi sang ngày làm việc kế tiếp"
    PREVIOUS = "previous", "đưa về ngày làm việc liền trước"


class DayKind(models.TextChoices):
    """What an entered day is."""

    OFF = "off", "nghỉ"
    AT_WORK = "at-work", "đi làm"


class CalendarDay(models.Model):
    """A day that differs from the calendar by a decision: nghỉ thêm, nghỉ hoán đổi, đi làm bù."""

    day = models.DateField("ngày", unique=True)
    kind = models.CharField("là ngày", max_length=10, choices=DayKind)
    reason = models.CharField("lý do", max_length=200)
    document = models.CharField("theo văn bản", max_length=300)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.get_kind_display()}"
