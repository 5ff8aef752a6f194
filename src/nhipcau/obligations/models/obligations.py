"""Confirmed duties: who owes what to whom, through whom, by which due rules."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nhipcau.documents.models import Document
from nhipcau.ids import new_id
from nhipcau.organisations.access import GatedQuerySet, Kind, Standing
from nhipcau.organisations.models import Organisation, Programme, User


class ObligationKind(models.TextChoices):
    """What is asked: a report or list is sent, something is done, or a standing exhortation."""

    REPORT = "report", "báo cáo"
    ACTION = "action", "việc phải làm"
    STANDING = "standing", "nhiệm vụ thường xuyên"


class Every(models.TextChoices):
    """How a duty comes back."""

    ONCE = "once", "một lần"
    MONTH = "month", "hằng tháng"
    QUARTER = "quarter", "hằng quý"
    HALF_YEAR = "half-year", "06 tháng"
    NINE_MONTHS = "nine-months", "09 tháng"
    YEAR = "year", "hằng năm"
    TWO_YEARS = "two-years", "hai năm một lần"
    WEEK = "week", "hằng tuần"
    UNSTATED = "unstated", "định kỳ (chưa rõ kỳ)"


class Window(models.TextChoices):
    """From which day to which day the figures of a report run (thời gian chốt số liệu)."""

    WHOLE = "", "cả kỳ, từ ngày đầu đến ngày cuối"
    STATE = "state", "từ ngày 15 tháng trước kỳ đến ngày 14 tháng cuối kỳ (Nghị định 09/2019/NĐ-CP)"
    CUSTOM = "custom", "theo văn bản"


class Obligation(models.Model):
    """A duty that a document lays on bodies (nhiệm vụ được giao), confirmed by somebody with the right."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="obligations")
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="obligations"
    )
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="obligations_laid")
    kind = models.CharField("loại", max_length=10, choices=ObligationKind)
    title = models.CharField("tên ngắn", max_length=300)
    clause = models.CharField("điểm", max_length=40, blank=True)
    text = models.TextField("nội dung như in")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    owners_text = models.TextField("đơn vị thực hiện như in", blank=True)
    coordinators_text = models.TextField("phối hợp với, như in", blank=True)
    recipient = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="obligations_received"
    )
    via = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="obligations_passing"
    )
    as_of = models.DateField("mốc số liệu", null=True, blank=True)
    restates = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="restated_by")
    # In a chain of levels (xã → tỉnh → trung ương): the duty of the level above that this one's reports feed. Its
    # recipient owes that duty.
    feeds = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="fed_by", verbose_name="tổng hợp vào"
    )
    confirmed_at = models.DateTimeField("xác nhận lúc")
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    holds_from = models.DateField("có hiệu lực từ")
    ends_on = models.DateField("kết thúc từ ngày", null=True, blank=True)
    end_reason = models.TextField("lý do kết thúc", blank=True)
    folded = models.TextField(editable=False, default="")

    objects = GatedQuerySet.as_manager()
    gate = (
        Standing(Kind.OWN, "organisation", related="obligations.Owner", link="obligation"),
        # The focal unit that answers for an owner, and the successor of one that has ended.
        Standing(Kind.OWN, "body", related="obligations.Occurrence", link="obligation"),
        Standing(Kind.ISSUER, "issuer"),
        Standing(Kind.ISSUER, "document__body"),
        Standing(Kind.TO, "recipient"),
        Standing(Kind.THROUGH, "via"),
        Standing(Kind.FOLLOWS, "organisation", related="obligations.Follower", link="obligation"),
        Standing(
            Kind.BELOW,
            "organisation",
            related="obligations.Owner",
            link="obligation",
            programme="obligation__programme",
        ),
        Standing(
            Kind.BELOW,
            "body",
            related="obligations.Occurrence",
            link="obligation",
            programme="obligation__programme",
        ),
    )

    def __str__(self) -> str:
        return self.title


class Owner(models.Model):
    """A body that owes the obligation, as frozen when it was confirmed; `text` is the printed name or group."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="owners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="owned")
    text = models.CharField("như in", max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["obligation", "organisation"], name="owner_once")]


class Follower(models.Model):
    """A body that follows and urges an obligation, for all owners or one (practice 8)."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="followers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="following")
    owner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")


class DueRule(models.Model):
    """When an obligation falls due: a printed day, or a day within each period. Occurrences follow from it."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="due_rules")
    position = models.PositiveIntegerField(default=0)
    every = models.CharField("kỳ", max_length=12, choices=Every)
    due_on = models.DateField("ngày in", null=True, blank=True)
    due_kind = models.CharField("cách in", max_length=10, blank=True)  # before, by, within, on
    before_day = models.PositiveSmallIntegerField("ngày", null=True, blank=True)
    before_month = models.PositiveSmallIntegerField("tháng", null=True, blank=True)
    of_last_month = models.BooleanField("của tháng cuối kỳ", default=False)
    # Where the paper names the period only, the coordinator sets the day: n days after the period has ended.
    days_after_period = models.PositiveSmallIntegerField("số ngày sau kỳ", null=True, blank=True)
    # `before_day` of the k-th month counted from the period's first (1); beyond its length: after the period.
    month_of_period = models.PositiveSmallIntegerField("tháng thứ mấy của kỳ", null=True, blank=True)
    working_days_after = models.PositiveSmallIntegerField(
        "số ngày làm việc sau khi chốt số liệu", null=True, blank=True
    )
    window = models.CharField("thời gian chốt số liệu", max_length=10, choices=Window, blank=True, default=Window.WHOLE)
    # A custom window: a day of a month counted as above, 0 being the month before the period; or, asked once, two days.
    window_from_day = models.PositiveSmallIntegerField("từ ngày", null=True, blank=True)
    window_from_month = models.PositiveSmallIntegerField("của tháng thứ", null=True, blank=True)
    window_to_day = models.PositiveSmallIntegerField("đến hết ngày", null=True, blank=True)
    window_to_month = models.PositiveSmallIntegerField("của tháng thứ", null=True, blank=True)
    data_from = models.DateField("số liệu từ ngày", null=True, blank=True)
    data_to = models.DateField("số liệu đến hết ngày", null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(every=Every.ONCE) | Q(before_day=None), name="once_has_a_printed_day_or_none"
            )
        ]
