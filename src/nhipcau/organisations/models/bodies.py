"""Bodies: an identity without attributes, and rows with spans for name, kind, rank, parent, place."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from nhipcau.ids import new_id
from nhipcau.organisations.models.kinds import PARTY_KINDS, Level, OrganisationKind
from nhipcau.organisations.models.localities import Locality
from nhipcau.organisations.models.spans import Spanned


class Organisation(models.Model):
    """A body as such (cơ quan, đơn vị, tổ chức); its names are its spans."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    def __str__(self) -> str:
        # For the trail: one query. Pages take names from `organisations.names`.
        span = self.spans.order_by(F("valid_until").desc(nulls_first=True)).first()
        return span.name if span else str(self.pk)


class OrganisationSpan(Spanned):
    """What a body was called and where it belonged, for a span of days."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="spans")
    name = models.CharField("tên", max_length=300)
    short_name = models.CharField("tên ngắn", max_length=120)
    symbol = models.CharField("ký hiệu", max_length=40, blank=True, help_text="phần cơ quan trong số văn bản: BDVHU")
    kind = models.CharField("loại", max_length=24, choices=OrganisationKind)
    level = models.CharField("cấp", max_length=12, choices=Level)
    rank = models.PositiveIntegerField("thứ tự lễ tân", help_text="nhỏ đứng trước, trong toàn cây")
    parent = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="child_spans",
        verbose_name="cơ quan cấp trên trực tiếp",
    )  # fmt: skip
    locality = models.ForeignKey(Locality, null=True, blank=True, on_delete=models.PROTECT, related_name="bodies")
    place = models.CharField("địa danh trên văn bản", max_length=100, blank=True)
    code = models.CharField("mã định danh", max_length=40, blank=True)
    has_seal = models.BooleanField("có con dấu", default=True)
    folded = models.CharField(max_length=300, db_index=True, editable=False)
    folded_short = models.CharField(max_length=120, db_index=True, editable=False)

    class Meta(Spanned.Meta):
        indexes = [models.Index(fields=["parent", "rank"]), models.Index(fields=["kind", "level"])]

    def __str__(self) -> str:
        return self.name

    @property
    def is_party(self) -> bool:
        """Whether the body writes in the Party's layout."""
        return self.kind in PARTY_KINDS


class Succession(models.Model):
    """What a body became, on which day, by which document (sáp nhập, chia tách, đổi tên, kết thúc hoạt động)."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="inheritances")
    on_day = models.DateField("ngày")
    document = models.CharField("văn bản", max_length=200, blank=True)
    share = models.PositiveIntegerField("phần (1/10.000)", null=True, blank=True)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on_day"], name="one_succession"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="nobody_succeeds_itself"),
        ]


class Group(models.Model):
    """A named group of bodies (các tổ chức chính trị - xã hội huyện), as documents address it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField("tên nhóm", max_length=300)
    folded = models.CharField(max_length=300, db_index=True, editable=False)
    scope = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="groups",
        help_text="the body whose documents mean this group; null: everybody's",
    )  # fmt: skip
    programme = models.ForeignKey("Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="groups")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["folded", "scope", "programme"], name="one_group_of_a_name")]

    def __str__(self) -> str:
        return self.name


class GroupMember(Spanned):
    """A body's membership of a group for a span."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")

    class Meta(Spanned.Meta):
        indexes = [models.Index(fields=["organisation", "group"], name="member_of_group")]


class FocalUnit(Spanned):
    """The one body that answers for another (đơn vị đầu mối): `unit` answers for `member` in a programme."""

    programme = models.ForeignKey("Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="answers_for")
    member = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="answered_by")

    class Meta(Spanned.Meta):
        constraints = [
            *Spanned.Meta.constraints,
            models.CheckConstraint(condition=~Q(unit=F("member")), name="nobody_is_its_own_focal_unit"),
        ]
        indexes = [models.Index(fields=["member", "programme"], name="focal_unit_of")]
