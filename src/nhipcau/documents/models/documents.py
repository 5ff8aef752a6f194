"""Official documents, in or out: what is printed on them, to whom they go, what they cite."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nhipcau.documents.models.files import StoredFile
from nhipcau.documents.rules import fold_number
from nhipcau.ids import new_id
from nhipcau.organisations.access import GatedQuerySet, Kind, Standing
from nhipcau.organisations.models import Organisation, Programme, User
from nhipcau.text import fold

MOST_FOLDED = 1_000_000  # characters; PostgreSQL's index refuses much more


class Direction(models.TextChoices):
    """Văn bản đến, văn bản đi."""

    IN = "in", "đến"
    OUT = "out", "đi"


class PartyKind(models.TextChoices):
    """How a body stands on the paper."""

    ADDRESSEE = "addressee", "kính gửi"
    DISTRIBUTION = "distribution", "nơi nhận"
    OWNER = "owner", "được giao nhiệm vụ"


class Document(models.Model):
    """One official document in the register of one body (`body`); its printed parts stay as printed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_key = models.UUIDField("khóa gửi", null=True, blank=True, unique=True)
    direction = models.CharField("chiều", max_length=4, choices=Direction)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="register", verbose_name="sổ của")
    type = models.CharField("loại văn bản", max_length=60)
    number = models.CharField("số và ký hiệu", max_length=80, blank=True)
    date = models.DateField("ngày ban hành", null=True, blank=True)
    place = models.CharField("địa danh", max_length=100, blank=True)
    issuer = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="issued", verbose_name="ban hành"
    )
    issuer_text = models.CharField("cơ quan ban hành như in", max_length=300, blank=True)
    parent_issuer_text = models.CharField("cơ quan cấp trên như in", max_length=300, blank=True)
    # An office may convey another body's conclusions: who decided is not who issued (practice 11).
    deciding_authority = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="decided", verbose_name="quyết định"
    )
    programme = models.ForeignKey(
        Programme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
        verbose_name="chương trình",
    )
    subject = models.TextField("trích yếu", blank=True)
    signer_authority = models.CharField("quyền hạn ký", max_length=200, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=300, blank=True)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    archive = models.CharField("nơi lưu", max_length=200, blank=True)
    urgency = models.CharField("độ khẩn", max_length=40, blank=True)
    circulation = models.CharField("phạm vi lưu hành", max_length=120, blank=True)
    text = models.TextField("toàn văn", blank=True)
    reading = models.JSONField("bản đọc", null=True, blank=True)
    page_starts = models.JSONField("đầu trang", default=list, blank=True)  # offsets in `text`
    duplicate_reason = models.TextField("lý do vào sổ lần nữa", blank=True)
    # The official register exists already: its numbers are typed (practice 4).
    register_number = models.CharField("số đến/đi", max_length=40, blank=True)
    received_on = models.DateField("ngày đến", null=True, blank=True)
    instruction = models.TextField("bút phê", blank=True)
    # Its issuer put it into the program: bodies that it addresses see it.
    is_released = models.BooleanField("đã phát hành", default=False)
    recalled_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    recall_reason = models.TextField("lý do thu hồi", blank=True)
    registered_at = models.DateTimeField("vào sổ lúc")
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="registered_documents")
    row_version = models.PositiveIntegerField(default=1)
    folded = models.TextField(editable=False, default="")
    folded_number = models.CharField(max_length=80, db_index=True, editable=False, default="")

    objects = GatedQuerySet.as_manager()
    gate = (
        Standing(Kind.OWN, "body"),
        Standing(Kind.ISSUER, "issuer", when=Q(is_released=True)),
        Standing(
            Kind.TO,
            "organisation",
            when=Q(document__is_released=True) | Q(kind=PartyKind.OWNER),
            related="documents.Party",
            link="document",
        ),
    )

    class Meta:
        indexes = [
            models.Index(fields=["body", "-registered_at"], name="register_newest"),
            # All that lists filter and sort by: a row with its text is several pages long, a line of this index is not.
            models.Index(
                fields=[
                    "-registered_at", "-id", "body", "issuer", "is_released", "direction", "type", "programme", "date",
                ],
                name="register_lines",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.type} {self.number}".strip()

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with the columns that searching reads."""
        self.fold_columns()
        super().save(*args, **kwargs)

    def fold_columns(self) -> None:
        """Fill the columns that searching reads from what is printed; `save` does it, bulk writing must."""
        self.folded_number = fold_number(self.number)
        said = (self.number, self.type, self.subject, self.issuer_text, self.text)
        self.folded = fold("\n".join(said))[:MOST_FOLDED]

    @property
    def is_recalled(self) -> bool:
        """Whether its issuer took it back."""
        return self.recalled_at is not None


class Party(models.Model):
    """A body or group as the paper names it: addressee, in the distribution list, or given a duty by it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="parties")
    kind = models.CharField("vai", max_length=12, choices=PartyKind)
    position = models.PositiveIntegerField("thứ tự", default=0)
    text = models.CharField("như in", max_length=500, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="addressed"
    )

    class Meta:
        ordering = ["kind", "position"]
        indexes = [models.Index(fields=["organisation", "document"], name="party_documents")]


class Citation(models.Model):
    """One document naming another (viện dẫn); `target` once the other is in the register."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="citations")
    position = models.PositiveIntegerField("thứ tự")
    type = models.CharField("loại văn bản", max_length=60, blank=True)
    number = models.CharField("số và ký hiệu", max_length=80)
    folded_number = models.CharField(max_length=80, db_index=True, editable=False)
    date = models.DateField("ngày", null=True, blank=True)
    issuer_text = models.CharField("cơ quan ban hành", max_length=300, blank=True)
    kind = models.CharField("cách viện dẫn", max_length=20, blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    target = models.ForeignKey(Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="cited_by")

    class Meta:
        ordering = ["position"]

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with the column by which links are found."""
        self.folded_number = fold_number(self.number)
        super().save(*args, **kwargs)


class DocumentFile(models.Model):
    """A file of a document: the original, the signed copy, an attachment, the image of a page."""

    class Role(models.TextChoices):
        ORIGINAL = "original", "bản gốc"
        SIGNED = "signed", "bản đã ký"
        ATTACHMENT = "attachment", "kèm theo"
        PAGE = "page", "ảnh trang"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    role = models.CharField("vai trò", max_length=12, choices=Role)
    name = models.CharField("tên tệp", max_length=255)
    position = models.PositiveIntegerField(default=0)

    objects = GatedQuerySet.as_manager()
    gate = (
        Standing(Kind.OWN, "document__body"),
        Standing(Kind.ISSUER, "document__issuer", when=Q(document__is_released=True)),
        Standing(
            Kind.TO,
            "organisation",
            when=Q(document__is_released=True) | Q(kind=PartyKind.OWNER),
            related="documents.Party",
            link="document__files",
        ),
    )

    class Meta:
        ordering = ["role", "position"]
