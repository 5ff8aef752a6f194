"""Occurrences: one instance of an obligation for one body and one period. Only an occurrence falls due."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from nhipcau.documents.models import Document
from nhipcau.ids import new_id
from nhipcau.obligations.models.obligations import DueRule, Obligation
from nhipcau.organisations.access import GatedQuerySet, Kind, Standing
from nhipcau.organisations.models import Organisation, Post, User


class Occurrence(models.Model):
    """What one body owes for one period (kỳ thực hiện); frozen when the period opens."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="occurrences")
    rule = models.ForeignKey(DueRule, null=True, on_delete=models.PROTECT, related_name="occurrences")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="occurrences")
    # The period that the report covers; for a duty asked once both are the day of the document or of the data.
    period_start = models.DateField("kỳ từ ngày")
    period_end = models.DateField("kỳ đến hết ngày")
    period_label = models.CharField("kỳ", max_length=80)
    printed_due = models.DateField("hạn như in", null=True, blank=True)
    due_kind = models.CharField("cách in", max_length=10, blank=True)
    last_day = models.DateField("ngày cuối còn đúng hạn", null=True, blank=True)
    due_settings = models.JSONField("cách tính hạn", default=dict)
    # The newest extension, repeated here for lists and jobs of today; as of a day ask the extensions.
    extended_to = models.DateField("được gia hạn đến", null=True, blank=True)
    # The window of the data that the report's figures cover; none: the period itself, or not stated.
    data_from = models.DateField("số liệu từ ngày", null=True, blank=True)
    data_to = models.DateField("số liệu đến hết ngày", null=True, blank=True)
    opened_at = models.DateTimeField("mở lúc")
    done_at = models.DateTimeField("báo đã làm lúc", null=True, blank=True)  # for a duty without report
    done_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_note = models.TextField("kết quả", blank=True)
    withdrawn_at = models.DateTimeField("thôi áp dụng lúc", null=True, blank=True)
    withdrawn_reason = models.TextField("lý do", blank=True)

    objects = GatedQuerySet.as_manager()
    gate = (
        Standing(Kind.OWN, "body"),
        Standing(Kind.ISSUER, "obligation__issuer"),
        Standing(Kind.TO, "obligation__recipient"),
        Standing(Kind.THROUGH, "obligation__via"),
        Standing(
            Kind.FOLLOWS,
            "obligation__followers__organisation",
            # All owners, or the part whose occurrence this is: the body itself or a name that it answers for.
            when=Q(obligation__followers__owner=None)
            | Q(obligation__followers__owner=F("body"))
            | Q(obligation__followers__owner=F("answers_for__organisation")),
            related="obligations.Occurrence",
            link="pk",
        ),
        Standing(Kind.BELOW, "body", programme="obligation__programme"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["obligation", "body", "period_start", "rule"], name="one_occurrence"),
            models.CheckConstraint(condition=Q(period_start__lte=F("period_end")), name="period_has_days"),
        ]
        indexes = [
            models.Index(fields=["body", "last_day"], name="occurrence_worklist"),
            models.Index(fields=["obligation", "period_start"], name="occurrence_board"),
            # The morning's round looks for last days among a million open occurrences.
            models.Index(
                fields=["last_day"], condition=Q(withdrawn_at=None, done_at=None), name="occurrence_falling_due"
            ),
            models.Index(fields=["extended_to"], condition=Q(extended_to__isnull=False), name="occurrence_extended"),
            models.Index(fields=["opened_at"], name="occurrence_opened"),
        ]

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.period_label}"

    @property
    def until(self) -> date | None:
        """The last day that is on time today: the extension where there is one; None where nothing falls due."""
        return self.extended_to or self.last_day


class AnsweredName(models.Model):
    """A body for which the occurrence's body answers (đơn vị đầu mối), frozen with it."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="answers_for")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")


class Share(models.Model):
    """A duty given to one officer of the body, with an inner deadline; seen inside only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="shares")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="shares")
    inner_deadline = models.DateField("hạn nội bộ", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    shared_at = models.DateTimeField("giao lúc")

    objects = GatedQuerySet.as_manager()
    gate = (Standing(Kind.OWN, "occurrence__body"),)


class NotOurs(models.Model):
    """A body's answer that a duty is not its responsibility, with the reason (practice 3)."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="not_ours")
    reason = models.TextField("lý do")
    answered_at = models.DateTimeField("trả lời lúc")
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")


class Explanation(models.Model):
    """Why a body is late (giải trình); it does not make a late report timely."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="explanations")
    text = models.TextField("nội dung giải trình")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    explained_at = models.DateTimeField("giải trình lúc")
    explained_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")


class Exemption(models.Model):
    """A body released from an occurrence by a recorded decision (miễn)."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="exemption")
    reason = models.TextField("lý do")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("quyết định lúc")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")


class Extension(models.Model):
    """More time for one occurrence by a recorded decision (gia hạn); of several the one decided last counts."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="extensions")
    last_day = models.DateField("được gia hạn đến hết ngày")
    reason = models.TextField("lý do")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    document_text = models.CharField("theo văn bản", max_length=300, blank=True)
    decided_at = models.DateTimeField("quyết định lúc")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")


class Urging(models.Model):
    """That a late body was reminded or urged, how and when (đôn đốc)."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="urgings")
    how = models.CharField("cách", max_length=40)  # copied, letter, mail, program
    urged_at = models.DateTimeField("lúc")
    urged_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
