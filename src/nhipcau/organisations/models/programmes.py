"""Programmes, their stages, who coordinates them, and the lines by which bodies report in them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from nhipcau.ids import new_id
from nhipcau.organisations.models.bodies import Organisation
from nhipcau.organisations.models.calendar import OffDayRule
from nhipcau.organisations.models.kinds import Level, LineRole
from nhipcau.organisations.models.spans import Spanned, SpannedQuerySet


class Programme(models.Model):
    """A line of work (chương trình, phong trào, cuộc vận động) with its rules for due times."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField("mã", max_length=40, unique=True)
    name = models.CharField("tên", max_length=400)
    short_name = models.CharField("tên ngắn", max_length=120)
    # `trước ngày 31/7`: by default the printed day still counts; strictly the 30th is the last one (practice 12).
    before_is_strict = models.BooleanField("“trước ngày” không gồm ngày in", default=False)
    grace_days = models.PositiveSmallIntegerField("số ngày gia hạn chung", default=0)
    off_day_rule = models.CharField("hạn rơi vào ngày nghỉ", max_length=10, choices=OffDayRule, default=OffDayRule.STAY)

    def __str__(self) -> str:
        return self.short_name


class Stage(models.Model):
    """The years of a programme (giai đoạn 2021–2025)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="stages")
    name = models.CharField("tên", max_length=120)
    from_day = models.DateField("từ ngày")
    until_day = models.DateField("đến hết ngày")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(from_day__lte=F("until_day")), name="stage_ends_after_it_begins")
        ]


class Coordination(Spanned):
    """The body that coordinates a programme at a level (cơ quan thường trực, cơ quan tham mưu theo dõi)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="coordinations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="coordinations")
    level = models.CharField("cấp", max_length=12, choices=Level)
    is_standing_agency = models.BooleanField("cơ quan thường trực của ban chỉ đạo", default=False)


class Line(Spanned):
    """In a programme: who reports to whom, through whom, followed by whom (quan hệ báo cáo)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="lines")
    lower = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="lines_up")
    upper = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="lines_down")
    role = models.CharField("vai trò", max_length=12, choices=LineRole)

    class Meta(Spanned.Meta):
        constraints = [
            *Spanned.Meta.constraints,
            models.CheckConstraint(condition=~Q(lower=F("upper")), name="nobody_reports_to_itself"),
        ]
        # The guard against overlapping spans asks for all four at each writing.
        indexes = [models.Index(fields=["lower", "upper", "programme", "role"], name="line_of_two")]


class LineClosure(models.Model):
    """Who stands below whom in a programme, over any number of `reports-to` lines; rebuilt with every change.

    A body that became another stands where its heir does, so that its history is still seen from above.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="closure")
    lower = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="closure_up")
    upper = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="closure_down")
    depth = models.PositiveSmallIntegerField()
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    objects = SpannedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["upper", "programme", "lower"], name="closure_down"),
            models.Index(fields=["lower", "programme", "upper"], name="closure_up"),
        ]
