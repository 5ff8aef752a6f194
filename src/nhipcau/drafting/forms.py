"""What an officer fills in last: number, day, signer, addressees."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.drafting.content import OutgoingDocument


class ParticularsForm(forms.Form):
    """The particulars of a draft; lists are one line each."""

    number = forms.IntegerField(
        label=_("Số"), required=False, min_value=1, help_text=_("Lấy ở sổ công văn đi; để trống thì in chừa chỗ.")
    )
    on = forms.DateField(
        label=_("Ngày ban hành"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    subject = forms.CharField(label=_("Trích yếu"), widget=forms.Textarea(attrs={"rows": 3}))
    signer_titles = forms.CharField(
        label=_("Chức vụ người ký"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi dòng một chức vụ."),
    )  # fmt: skip
    signer_name = forms.CharField(label=_("Họ tên người ký"), required=False, max_length=120)
    addressees = forms.CharField(
        label=_("Kính gửi"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Mỗi dòng một nơi.")
    )
    recipients = forms.CharField(
        label=_("Nơi nhận"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi dòng một nơi; “Như trên” và dòng Lưu do chương trình thêm."),
    )  # fmt: skip

    @classmethod
    def of(cls, document: OutgoingDocument) -> ParticularsForm:
        """Return the form as the draft stands."""
        return cls(
            initial={
                "number": document.number,
                "on": document.date,
                "subject": document.subject,
                "signer_titles": "\n".join(document.signer.titles),
                "signer_name": document.signer.name or "",
                "addressees": "\n".join(document.addressees),
                "recipients": "\n".join(document.recipients),
            }
        )

    def lines(self, name: str) -> tuple[str, ...]:
        """Return the lines of a field that are not blank."""
        return tuple(line.strip() for line in self.cleaned_data[name].splitlines() if line.strip())
