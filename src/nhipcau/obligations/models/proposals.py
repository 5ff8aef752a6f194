"""What reading proposes, worked on by a specialist until somebody with the right confirms it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nhipcau.documents.models import Document
from nhipcau.ids import new_id
from nhipcau.obligations.models.obligations import Obligation, ObligationKind
from nhipcau.organisations.access import GatedQuerySet, Kind, Standing
from nhipcau.organisations.models import Group, Organisation


class Proposal(models.Model):
    """One duty as read from a clause; it binds nobody until it is confirmed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="proposals")
    position = models.PositiveIntegerField("thứ tự")
    clause = models.CharField("điểm", max_length=40, blank=True)
    title = models.CharField("tên ngắn", max_length=300, blank=True)
    text = models.TextField("nội dung")
    start = models.PositiveIntegerField("chỗ bắt đầu", null=True)
    end = models.PositiveIntegerField("chỗ kết thúc", null=True)
    kind = models.CharField("loại", max_length=10, choices=ObligationKind)
    # [{"every": …, "due": …, "due_kind": …, "before_day": …, "before_month": …, "of": …}] as `rules.RuleSpec` reads it
    due_rules = models.JSONField("thời hạn", default=list)
    as_of = models.DateField("mốc số liệu", null=True, blank=True)
    coordinators_text = models.TextField("phối hợp với, như in", blank=True)
    recipient_text = models.CharField("nơi nhận như in", max_length=300, blank=True)
    recipient = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    via_text = models.CharField("qua như in", max_length=300, blank=True)
    via = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confidence = models.CharField("độ chắc chắn", max_length=10, blank=True)
    why = models.CharField("căn cứ đọc", max_length=300, blank=True)
    restates = models.ForeignKey(
        Obligation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="nhắc lại"
    )
    # The group of bodies may be a state of the board: those who miss this obligation's period (practice 7).
    owners_missing_of = models.ForeignKey(Obligation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owners_missing_period = models.DateField("kỳ còn thiếu", null=True, blank=True)
    dropped_reason = models.CharField("lý do bỏ", max_length=300, blank=True)
    is_dropped = models.BooleanField("đã bỏ", default=False)
    confirmed_as = models.OneToOneField(
        Obligation, null=True, blank=True, on_delete=models.PROTECT, related_name="proposal"
    )
    row_version = models.PositiveIntegerField(default=1)

    objects = GatedQuerySet.as_manager()
    gate = (
        Standing(Kind.OWN, "document__body"),
        Standing(Kind.ISSUER, "document__issuer", when=Q(document__is_released=True)),
    )

    class Meta:
        ordering = ["position"]


class ProposedOwner(models.Model):
    """One owner as printed and what it was resolved to: a body, a group, or nothing yet."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="owners")
    position = models.PositiveIntegerField()
    text = models.CharField("như in", max_length=500)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # A rule that gives bodies, such as `kind=party-committee;level=commune;place=<id>` (`resolving.group_rules`).
    rule = models.TextField("quy tắc nhóm", blank=True)
    confidence = models.CharField("độ chắc chắn", max_length=10, blank=True)
    why = models.CharField("căn cứ", max_length=300, blank=True)
    excluded = models.ManyToManyField(Organisation, blank=True, related_name="+")
    is_follower = models.BooleanField("chỉ theo dõi, đôn đốc", default=False)

    class Meta:
        ordering = ["position"]


class Alias(models.Model):
    """What a person answered for a printed name, remembered for the next document of that body's register."""

    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="aliases")
    folded = models.CharField("tên in (gấp)", max_length=500)
    text = models.CharField("tên in", max_length=500)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rule = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "folded"], name="one_answer_for_a_printed_name")]
