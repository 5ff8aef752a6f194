"""Forms of the register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4, uuid5

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.documents import matching, rules
from nhipcau.documents.actions import CitedFields, HeadFields
from nhipcau.documents.models import Direction, Document, PartyKind, Upload
from nhipcau.organisations import access
from nhipcau.organisations.access import Actor, Right
from nhipcau.organisations.models import Organisation, Programme
from nhipcau.organisations.names import bodies as bodies_on
from vanban import Reading

DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or more files."""

    widget = ManyFilesInput

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        """Return the files as a list."""
        given = list(data) if isinstance(data, (list, tuple)) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in (given or [None])]


class DayField(forms.DateField):
    """A day, typed as offices print it. A browser's calendar would show it in the browser's order."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            input_formats=DAY_FORMATS,
            widget=forms.DateInput(
                attrs={"placeholder": "07/9/2023", "autocomplete": "off", "maxlength": "10"}, format="%d/%m/%Y"
            ),
            error_messages={"invalid": gettext_lazy("Hãy nhập ngày như 07/9/2023.")},
            **kwargs,
        )


def registers_of(actor: Actor) -> list[tuple[UUID, str]]:
    """Return the bodies in whose register `actor` may write, with their names."""
    keys = dict.fromkeys(post.organisation_id for post in actor.posts if Right.REGISTER_DOCUMENT in post.rights())
    spans = bodies_on(keys, on=actor.on)
    return [(key, spans[key].name) for key in keys if key in spans]


class UploadForm(forms.Form):
    """Files for the register of a body, declared not secret."""

    body = forms.ChoiceField(label=gettext_lazy("Vào sổ của"))
    files = ManyFilesField(
        label=gettext_lazy("Tệp văn bản"),
        help_text=gettext_lazy("PDF, DOCX, DOC, RTF, ảnh quét, TXT; nhiều tệp một lúc cũng được."),
        error_messages={
            "required": gettext_lazy("Hãy chọn ít nhất một tệp."),
            "empty": gettext_lazy("Tệp rỗng (0 byte). Hãy kiểm tra lại tệp trên máy rồi chọn lại."),
        },
    )
    declared = forms.BooleanField(
        label=gettext_lazy("Tôi đã xem và cam kết các văn bản này không thuộc bí mật nhà nước"),
        error_messages={
            "required": gettext_lazy("Hãy đánh dấu cam kết văn bản không thuộc bí mật nhà nước trước khi tải lên.")
        },
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: object, actor: Actor, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(str(key), name) for key, name in registers_of(actor)]
        if self.fields["body"].choices:
            self.fields["body"].initial = self.fields["body"].choices[0][0]
        self.fields["client_key"].initial = uuid4
        self.fields["files"].widget.attrs["accept"] = ".pdf,.docx,.doc,.rtf,.txt,.md,.png,.jpg,.jpeg,.tif,.tiff"

    def key_of(self, position: int) -> UUID:
        """Return the client key of one of the files: the same form sent twice gives the same keys."""
        return uuid5(self.cleaned_data["client_key"], str(position))

    def chosen_body(self) -> Organisation:
        """Return the body whose register was chosen."""
        return Organisation.objects.get(pk=self.cleaned_data["body"])


def _line(label: str, *, required: bool = False, most: int = 300, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=most, help_text=help_text)


def _body(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=600, help_text=help_text,
        widget=forms.TextInput(attrs={"list": "bodies", "autocomplete": "off", "data-suggest": "bodies"}),
    )  # fmt: skip


class RegisterForm(forms.Form):
    """What goes into the register, prefilled with what was recognised."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    body = forms.ChoiceField(label=gettext_lazy("Vào sổ của"))
    direction = forms.ChoiceField(label=gettext_lazy("Văn bản"), choices=Direction.choices)
    register_number = _line(gettext_lazy("Số đến/đi"), most=40, help_text=gettext_lazy("Theo sổ của cơ quan."))
    received_on = DayField(label=gettext_lazy("Ngày đến"), required=False)
    type = forms.CharField(
        label=gettext_lazy("Loại văn bản"), max_length=60,
        widget=forms.TextInput(attrs={"list": "document-types", "autocomplete": "off"}),
    )  # fmt: skip
    number = _line(gettext_lazy("Số và ký hiệu"), most=80, help_text=gettext_lazy("Để trống nếu văn bản không có số."))
    date = DayField(label=gettext_lazy("Ngày ban hành"))
    place = _line(gettext_lazy("Địa danh"), most=100)
    issuer_text = _line(gettext_lazy("Cơ quan ban hành (như in trên văn bản)"), required=True)
    parent_issuer_text = _line(gettext_lazy("Cơ quan cấp trên (như in)"))
    issuer = _body(
        gettext_lazy("Là cơ quan trong hệ thống"), gettext_lazy("Gõ vài chữ để chọn; để trống nếu ở ngoài hệ thống.")
    )
    deciding_authority = _body(
        gettext_lazy("Cơ quan, người quyết định nội dung"),
        gettext_lazy("Chỉ khi văn bản truyền đạt kết luận của cơ quan khác."),
    )
    subject = forms.CharField(
        label=gettext_lazy("Trích yếu"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=gettext_lazy("Chương trình"), required=False,
        empty_label=gettext_lazy("(không thuộc chương trình nào)"),
    )  # fmt: skip
    addressees = forms.CharField(
        label=gettext_lazy("Kính gửi"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Mỗi nơi một dòng."),
    )  # fmt: skip
    distribution = forms.CharField(
        label=gettext_lazy("Nơi nhận"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Mỗi nơi một dòng, không ghi dòng Lưu."),
    )  # fmt: skip
    archive = _line(gettext_lazy("Lưu"), most=200)
    signer_authority = _line(gettext_lazy("Quyền hạn ký"), most=200, help_text="TM., KT., TL., T/M …")
    signer_title = _line(gettext_lazy("Chức vụ người ký"))
    signer_name = _line(gettext_lazy("Người ký"), most=120)
    urgency = _line(gettext_lazy("Độ khẩn"), most=40)
    circulation = _line(
        gettext_lazy("Phạm vi lưu hành"), most=120, help_text=gettext_lazy("Lưu hành nội bộ, không phổ biến …")
    )
    is_released = forms.BooleanField(
        label=gettext_lazy("Phát hành trong hệ thống: các cơ quan được gửi thấy văn bản này"), required=False
    )
    duplicate_reason = forms.CharField(
        label=gettext_lazy("Lý do vẫn vào sổ"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: object, actor: Actor, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(str(key), name) for key, name in registers_of(actor)]
        self.fields["programme"].queryset = Programme.objects.order_by("short_name")

    def clean(self) -> dict[str, object]:
        """Turn the names of bodies into bodies as of the document's day."""
        cleaned = super().clean()
        day = cleaned.get("date")
        for name in ("issuer", "deciding_authority"):
            typed = (cleaned.get(name) or "").strip()
            cleaned[name] = None
            if typed and day is not None:
                try:
                    cleaned[name] = matching.body_as_typed(typed, on=day).organisation
                except matching.NotOneBody as reason:
                    self.add_error(name, str(reason))
        return cleaned

    def chosen_body(self) -> Organisation:
        """Return the body whose register was chosen."""
        return Organisation.objects.get(pk=self.cleaned_data["body"])

    def head(self, citations: Sequence[CitedFields]) -> HeadFields:
        """Return what was typed, as the deed takes it."""
        typed = dict(self.cleaned_data)
        for name in ("client_key", "body", "row_version", "reason"):
            typed.pop(name, None)
        typed["direction"] = Direction(typed["direction"])
        for name in ("addressees", "distribution"):
            typed[name] = tuple(" ".join(line.split()) for line in typed[name].splitlines() if line.strip())
        return HeadFields(**typed, citations=tuple(citations))


class CorrectForm(RegisterForm):
    """The same fields of a paper that is in the register, with the reason why they are changed."""

    row_version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Lý do sửa"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Ghi vào lịch sử văn bản cùng giá trị cũ và mới."),
    )  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("client_key", "body", "is_released", "duplicate_reason"):
            del self.fields[name]


class CitedForm(forms.Form):
    """One cited document."""

    is_kept = forms.BooleanField(label=gettext_lazy("Giữ"), required=False)
    type = _line(gettext_lazy("Loại"), most=60)
    number = _line(gettext_lazy("Số và ký hiệu"), most=80)
    date = DayField(label=gettext_lazy("Ngày"), required=False)
    issuer_text = _line(gettext_lazy("Cơ quan ban hành"))
    kind = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def fields_typed(self) -> CitedFields | None:
        """Return the citation, or None where it was not kept or has no number."""
        typed = self.cleaned_data
        number = (typed.get("number") or "").strip()
        if not number or not (typed.get("is_kept") or typed.get("start") is None):
            return None
        return CitedFields(
            number=number, type=typed["type"].strip().lower(), date=typed["date"],
            issuer_text=typed["issuer_text"].strip(), kind=typed["kind"], start=typed["start"], end=typed["end"],
        )  # fmt: skip


CitedFormSet = forms.formset_factory(CitedForm, extra=2, max_num=300, absolute_max=400)


class InstructionForm(forms.Form):
    """A leader's instruction on a paper."""

    text = forms.CharField(
        label=gettext_lazy("Bút phê"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReasonForm(forms.Form):
    """A deed that is recorded with its reason."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


def as_recognised(upload: Upload, reading: Reading, actor: Actor) -> dict[str, object]:
    """Return the first values of the register form: what was recognised, and what follows from it without guessing."""
    head = {
        name: item.value if (item := getattr(reading, name)) is not None else ""
        for name in ("type", "number", "place", "subject", "archive", "urgency", "circulation")
    }
    day: date | None = reading.date.value if reading.date else None
    issuer_text = reading.issuer.value if reading.issuer else ""
    parent_text = reading.parent_issuer.value if reading.parent_issuer else ""
    span = matching.issuer_as_printed(
        issuer_text, parent=parent_text, number=str(head["number"]), place=str(head["place"]), on=day or actor.on
    )
    is_ours = span is not None and bool(access.may(actor, Right.REGISTER_DOCUMENT, about=span.organisation))
    signer = reading.signer
    return {
        **head,
        "client_key": uuid4(),
        "body": str(upload.body_id),
        "direction": Direction.OUT if is_ours else Direction.IN,
        "received_on": None if is_ours else actor.on,
        "date": day,
        "issuer_text": issuer_text,
        "parent_issuer_text": parent_text,
        "issuer": span.name if span else "",
        "addressees": "\n".join(item.value for item in reading.addressees),
        "distribution": "\n".join(item.value for item in reading.distribution),
        "signer_authority": (signer.authority or "") if signer else "",
        "signer_title": (signer.title or "") if signer else "",
        "signer_name": (signer.name or "") if signer else "",
        "is_released": is_ours and not rules.is_not_spread(str(head["circulation"])),
    }


def citations_recognised(reading: Reading) -> list[dict[str, object]]:
    """Return the first values of the list of citations."""
    return [
        {
            "is_kept": True, "type": one.type or "", "number": one.number, "date": one.date,
            "issuer_text": one.issuer or "", "kind": one.kind.value, "start": one.span.start, "end": one.span.end,
        }
        for one in reading.citations
    ]  # fmt: skip


def as_registered(document: Document, on: date) -> dict[str, object]:
    """Return the first values of the form of correction: what the register says."""
    issuers = bodies_on([key for key in (document.issuer_id, document.deciding_authority_id) if key], on=on)
    named = {key: span.name for key, span in issuers.items()}
    plain = (
        "direction", "register_number", "received_on", "type", "number", "date", "place", "issuer_text",
        "parent_issuer_text", "subject", "programme", "archive", "signer_authority", "signer_title", "signer_name",
        "urgency", "circulation", "row_version",
    )  # fmt: skip
    parties = list(document.parties.all())
    return {
        **{name: getattr(document, name) for name in plain},
        "issuer": named.get(document.issuer_id, ""),
        "deciding_authority": named.get(document.deciding_authority_id, ""),
        "addressees": "\n".join(party.text for party in parties if party.kind == PartyKind.ADDRESSEE),
        "distribution": "\n".join(party.text for party in parties if party.kind == PartyKind.DISTRIBUTION),
    }


def citations_registered(document: Document) -> list[dict[str, object]]:
    """Return the first values of the list of citations of a paper in the register."""
    names = ("type", "number", "date", "issuer_text", "kind", "start", "end")
    return [{"is_kept": True, **{name: getattr(one, name) for name in names}} for one in document.citations.all()]


def missing_on_paper(reading: Reading) -> tuple[str, ...]:
    """Return what a clerk must complete because the paper does not print it, or it was not recognised."""
    wanted = {
        "type": _("loại văn bản"), "number": _("số và ký hiệu"), "date": _("ngày ban hành"),
        "issuer": _("cơ quan ban hành"), "subject": _("trích yếu"),
    }  # fmt: skip
    return tuple(word for name, word in wanted.items() if getattr(reading, name) is None)
