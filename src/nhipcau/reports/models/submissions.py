"""What a body answered for one occurrence: versions, figures, narrative, and what was done with them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from nhipcau.documents.models import StoredFile
from nhipcau.ids import new_id
from nhipcau.obligations.models import Occurrence
from nhipcau.organisations.access import GatedQuerySet, Kind, Standing
from nhipcau.organisations.models import Locality, Organisation, User
from nhipcau.reports.models.forms import Field, FormVersion, TableColumn
from nhipcau.reports.models.indicators import Indicator


def _standings(table: str, prefix: str, filed: Q) -> tuple[Standing, ...]:
    """Return how bodies stand to a submission (reached by `prefix` from `table`): others see it once it was filed."""
    follower, body = f"{prefix}occurrence__obligation__followers__owner", f"{prefix}occurrence__body"
    return (
        Standing(Kind.OWN, f"{prefix}occurrence__body"),
        Standing(Kind.TO, f"{prefix}occurrence__obligation__recipient", when=filed),
        Standing(Kind.THROUGH, f"{prefix}occurrence__obligation__via", when=filed),
        Standing(
            Kind.BELOW, f"{prefix}occurrence__body", when=filed, programme=f"{prefix}occurrence__obligation__programme"
        ),
        Standing(
            Kind.FOLLOWS,
            f"{prefix}occurrence__obligation__followers__organisation",
            when=filed
            & (
                Q(**{follower: None})
                | Q(**{follower: F(body)})
                | Q(**{follower: F(f"{prefix}occurrence__answers_for__organisation")})
            ),
            related=table,
            link="pk",
        ),
    )


class Quality(models.TextChoices):
    """The receiver's word on a report."""

    GOOD = "good", "đạt"
    LACKING = "lacking", "cần bổ sung"


class Submission(models.Model):
    """The answer to exactly one occurrence (báo cáo của đơn vị); its contents are its versions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    occurrence = models.OneToOneField(Occurrence, on_delete=models.PROTECT, related_name="submission")

    objects = GatedQuerySet.as_manager()
    gate = _standings("reports.Submission", "", Q())


class Version(models.Model):
    """One version of a submission. A draft until signed off; frozen once received; facts, no state column.

    `filed_at` is the moment when it reached the inbox of the intermediary (of the recipient where there is none); for
    nhập hộ it is the day that was typed, `recorded_at` says when it was typed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_key = models.UUIDField("khóa gửi", null=True, blank=True, unique=True)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("phiên bản")
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField("lý do có phiên bản mới", blank=True)
    saved_at = models.DateTimeField("lưu lúc")
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    row_version = models.PositiveIntegerField(default=1)
    # Duyệt gửi, on the screen or on paper.
    signed_off_at = models.DateTimeField("duyệt gửi lúc", null=True, blank=True)
    signed_off_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_on_paper = models.BooleanField("đã duyệt trên giấy", default=False)
    is_complete = models.BooleanField("đủ các mục bắt buộc khi gửi", default=False)
    number_on_paper = models.CharField("số, ký hiệu văn bản", max_length=80, blank=True)
    date_on_paper = models.DateField("ngày văn bản", null=True, blank=True)
    filed_at = models.DateTimeField("gửi đến lúc", null=True, blank=True)
    forwarded_at = models.DateTimeField("chuyển tiếp lúc", null=True, blank=True)
    forwarded_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField("tiếp nhận lúc", null=True, blank=True)
    received_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Nhập hộ: entered by the coordinator on behalf of the body.
    entered_by_body = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_from = models.CharField("nhận qua", max_length=60, blank=True)
    recorded_at = models.DateTimeField("nhập lúc", null=True, blank=True)
    # “Coi như chưa gửi”: the only thing that changes punctuality afterwards.
    voided_at = models.DateTimeField("coi như chưa gửi từ", null=True, blank=True)
    voided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    void_reason = models.TextField("lý do coi như chưa gửi", blank=True)
    # What the receiver thinks of its quality (practice 20); it changes neither punctuality nor sums.
    quality = models.CharField("chất lượng", max_length=8, blank=True, choices=Quality)
    quality_note = models.TextField("nhận xét chất lượng", blank=True)
    judged_at = models.DateTimeField("đánh giá lúc", null=True, blank=True)
    judged_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = GatedQuerySet.as_manager()
    gate = (
        *_standings("reports.Version", "submission__", Q(filed_at__isnull=False)),
        # Who enters on behalf of a body sees his own draft of it.
        Standing(Kind.TO, "entered_by_body"),
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="one_submission_per_version"),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(filed_at=None), name="one_draft_of_a_submission"
            ),
            models.CheckConstraint(
                condition=Q(received_at=None, received_by=None)
                | Q(received_at__isnull=False, received_by__isnull=False),
                name="received_by_somebody_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(received_at=None) | Q(filed_at__isnull=False), name="received_after_it_was_filed"
            ),
            models.CheckConstraint(
                condition=Q(filed_at=None) | Q(signed_off_at__isnull=False), name="filed_after_sign_off"
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason="") | Q(signed_off_at=None), name="a_later_version_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None) | (~Q(void_reason="") & Q(filed_at__isnull=False)),
                name="voided_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["submission", "number"], name="version_of_submission")]

    def __str__(self) -> str:
        return f"phiên bản {self.number}"

    @property
    def is_draft(self) -> bool:
        """Whether it has not been filed yet."""
        return self.filed_at is None


class Figure(models.Model):
    """One figure: absent = missing, 0 = zero, `value` null = said to be not applicable. Whole numbers only."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures")
    breakdown = models.CharField("phân tổ", max_length=60, default="", blank=True)
    value = models.BigIntegerField("giá trị", null=True)
    is_estimate = models.BooleanField("ước", default=False)
    source = models.CharField("nguồn", max_length=300, blank=True)
    # Where the program itself knew it from (a table of this form, records of a programme, a consolidation below), by
    # which the figure opens; empty where a person typed it.
    source_key = models.CharField("mã nguồn", max_length=120, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "indicator", "breakdown"], name="one_figure"),
        ]
        indexes = [models.Index(fields=["indicator", "version"], name="figure_of_indicator")]


class Narrative(models.Model):
    """What a body wrote into one section."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="narratives")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+")
    text = models.TextField("nội dung")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "field"], name="one_text_of_a_section")]


class TableRow(models.Model):
    """One row of a table of the form, as its body filled it."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="rows")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField("thứ tự")

    class Meta:
        ordering = ["field", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "field", "position"], name="one_row_at_a_place")]


class TableCell(models.Model):
    """One filled cell of a row; an empty one has no row here. One of its values is set, by the kind of the column."""

    row = models.ForeignKey(TableRow, on_delete=models.CASCADE, related_name="cells")
    column = models.ForeignKey(TableColumn, on_delete=models.PROTECT, related_name="+")
    number = models.BigIntegerField("số", null=True, blank=True)
    text = models.TextField("chữ", blank=True)  # of a choice: the option's code
    day = models.DateField("ngày", null=True, blank=True)
    place = models.ForeignKey(Locality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["row", "column"], name="one_cell")]


class Attachment(models.Model):
    """A file of a version: evidence, or the signed paper."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("tên tệp", max_length=255)
    is_signed_paper = models.BooleanField("bản ký, đóng dấu", default=False)
    attached_at = models.DateTimeField("đính kèm lúc")

    objects = GatedQuerySet.as_manager()
    gate = (
        *_standings("reports.Attachment", "version__submission__", Q(version__filed_at__isnull=False)),
        Standing(Kind.TO, "version__entered_by_body"),
    )


class CompletionRequest(models.Model):
    """What the receiver asks to be completed (đề nghị bổ sung); it never changes punctuality."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="completion_requests")
    reason = models.TextField("nội dung đề nghị bổ sung")
    asked_at = models.DateTimeField("đề nghị lúc")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_by_body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # The intermediary and the recipient may both have asked: one new version answers them all.
    answered_by = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.PROTECT, related_name="answers_requests"
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="asked_for_something")]
