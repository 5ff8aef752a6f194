"""Reminders of one day gathered into one message, their mails, and the calendar feeds of users."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nhipcau.ids import new_id
from nhipcau.obligations.models import Occurrence
from nhipcau.organisations.access import GatedQuerySet, Kind, Standing
from nhipcau.organisations.models import Programme, User


class Moment(models.TextChoices):
    """Why somebody is reminded."""

    BEFORE = "before", "sắp đến hạn"
    AFTER = "after", "đã quá hạn"
    ESCALATED = "escalated", "cấp dưới chưa gửi"


class ReminderPlan(models.Model):
    """When a programme reminds: days before and after the last day, and when the coordinator hears of the missing.

    Days are written as `7,1`; an empty text is never. Without a plan `rules.USUAL` holds.
    """

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="reminder_plan")
    before_days = models.CharField("nhắc trước hạn (ngày)", max_length=60, blank=True)
    after_days = models.CharField("nhắc sau hạn (ngày)", max_length=60, blank=True)
    escalate_days = models.CharField("báo đơn vị theo dõi sau hạn (ngày)", max_length=60, blank=True)


class ReminderRound(models.Model):
    """That the reminders of a day were made; the next round begins where this one ended."""

    day = models.DateField("ngày", unique=True)
    made_at = models.DateTimeField("lập lúc")


class Digest(models.Model):
    """All reminders of one day for one person (lời nhắc trong ngày)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField("ngày")
    made_at = models.DateTimeField("lập lúc")
    seen_at = models.DateTimeField("đã xem lúc", null=True, blank=True)

    objects = GatedQuerySet.as_manager()
    gate = (Standing(Kind.MINE, "user"),)

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day")]


class Reminder(models.Model):
    """One line of a digest; nobody is told the same of an occurrence twice."""

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="reminders")
    moment = models.CharField("vì sao", max_length=10, choices=Moment)
    days = models.PositiveSmallIntegerField("số ngày trước hoặc sau hạn")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "occurrence", "moment", "days"], name="reminded_once"),
        ]


class MailState(models.TextChoices):
    """How far a mail is. `sending` is written before the first byte leaves, so that a crash is seen as `unknown`."""

    WAITING = "waiting", "chờ gửi"
    SENDING = "sending", "đang gửi"
    SENT = "sent", "đã gửi"
    FAILED = "failed", "không gửi được"
    UNKNOWN = "unknown", "không rõ đã gửi chưa"


class Mail(models.Model):
    """The mail of one digest; a person decides about one whose sending is unknown, the program never sends it again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.OneToOneField(Digest, on_delete=models.CASCADE, related_name="mail")
    address = models.EmailField("địa chỉ")
    state = models.CharField("tình trạng", max_length=8, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    tried_at = models.DateTimeField("thử lúc", null=True, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    error = models.CharField("lỗi", max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "tried_at"], name="mail_by_state")]
        constraints = [
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="sent_at_some_time")
        ]


class MailWish(models.Model):
    """Whether a user wants his reminders by mail too; without a row he does, where he has an address."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="mail_wish")
    by_mail = models.BooleanField("nhận lời nhắc qua thư điện tử", default=True)


class CalendarFeed(models.Model):
    """The address from which a calendar program fetches a user's due days; only the SHA-256 of its secret is kept."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField("lập lúc")
