"""What people type about duties."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.obligations.actions import Changes
from nhipcau.obligations.models import Every, ObligationKind, Proposal, Window
from nhipcau.obligations.resolving import Resolver
from nhipcau.obligations.rules import NotARule, RuleSpec
from nhipcau.organisations.models import Level

_LEVELS = [Level.NATION, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE]
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOW = [
    ("before", _("trước ngày")),
    ("by", _("chậm nhất ngày")),
    ("within", _("trong tháng của ngày")),
    ("on", _("vào ngày")),
]


class ProposalForm(forms.Form):
    """Correcting one proposal."""

    title = forms.CharField(label=_("Tên ngắn"), max_length=300, required=False)
    clause = forms.CharField(label=_("Điểm"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=ObligationKind.choices)
    text = forms.CharField(label=_("Nội dung như in"), widget=forms.Textarea(attrs={"rows": 4}))
    recipient = forms.ChoiceField(label=_("Gửi về"), required=False)
    via = forms.ChoiceField(label=_("Qua"), required=False)
    as_of = forms.DateField(label=_("Mốc số liệu"), required=False, widget=_DAY)
    row_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, resolver: Resolver, proposal: Proposal, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        bodies = body_choices(resolver, keep=[proposal.recipient_id, proposal.via_id])
        self.fields["recipient"].choices = self.fields["via"].choices = [("", "—"), *bodies]

    @classmethod
    def of(cls, proposal: Proposal, resolver: Resolver) -> ProposalForm:
        """Return the form filled with a proposal."""
        initial = {
            "title": proposal.title, "clause": proposal.clause, "kind": proposal.kind, "text": proposal.text,
            "recipient": str(proposal.recipient_id or ""), "via": str(proposal.via_id or ""),
            "as_of": proposal.as_of, "row_version": proposal.row_version,
        }  # fmt: skip
        return cls(initial=initial, resolver=resolver, proposal=proposal, prefix="sua")


class RuleForm(forms.Form):
    """One due rule in plain words. A month is counted from the period's first; beyond its length it lies after it."""

    every = forms.ChoiceField(label=_("Kỳ"), required=False, choices=[("", _("(bỏ trống)")), *Every.choices])
    due_kind = forms.ChoiceField(label=_("Cách in"), required=False, choices=HOW)
    due = forms.DateField(label=_("Ngày hạn (làm một lần)"), required=False, widget=_DAY)
    before_day = forms.IntegerField(
        label=_("Ngày"),
        required=False,
        min_value=1,
        max_value=31,
        help_text=_("hằng tuần: 1 là thứ Hai, 7 là Chủ nhật"),
    )
    month_of_period = forms.IntegerField(
        label=_("của tháng thứ mấy, đếm từ đầu kỳ"), required=False, min_value=1, max_value=36,
        help_text=_("với quý: 1 là tháng đầu quý, 3 là tháng cuối quý, 4 là tháng liền sau quý"),
    )  # fmt: skip
    before_month = forms.IntegerField(
        label=_("hoặc của tháng mấy trong năm"), required=False, min_value=1, max_value=12,
        help_text=_("bỏ trống cả hai ô tháng: tháng cuối kỳ"),
    )  # fmt: skip
    days_after_period = forms.IntegerField(
        label=_("hoặc số ngày sau khi hết kỳ"), required=False, min_value=0, max_value=366
    )
    working_days_after = forms.IntegerField(
        label=_("hoặc số ngày làm việc sau ngày chốt số liệu"), required=False, min_value=1, max_value=60,
        help_text=_("không đếm thứ Bảy, Chủ nhật, ngày lễ, ngày nghỉ trong lịch nghỉ"),
    )  # fmt: skip
    window = forms.ChoiceField(label=_("Thời gian chốt số liệu"), required=False, choices=Window.choices)
    window_from_day = forms.IntegerField(label=_("từ ngày"), required=False, min_value=1, max_value=31)
    window_from_month = forms.IntegerField(
        label=_("của tháng thứ"), required=False, min_value=0, max_value=24,
        help_text=_("0 là tháng liền trước kỳ, 1 là tháng đầu kỳ"),
    )  # fmt: skip
    window_to_day = forms.IntegerField(label=_("đến hết ngày"), required=False, min_value=1, max_value=31)
    window_to_month = forms.IntegerField(label=_("của tháng thứ"), required=False, min_value=1, max_value=25)
    data_from = forms.DateField(label=_("Số liệu từ ngày (làm một lần)"), required=False, widget=_DAY)
    data_to = forms.DateField(label=_("đến hết ngày (làm một lần)"), required=False, widget=_DAY)

    def clean(self) -> dict[str, object]:
        """Make the rule; say what contradicts itself."""
        data = super().clean()
        self.rule = None
        if not data.get("every"):
            return data
        once = data["every"] == Every.ONCE
        names = _ONCE_ONLY if once else _PERIODIC_ONLY
        values = {name: data.get(name) for name in names}
        if not once:
            values["window"] = data.get("window") or ""
            values["of_last_month"] = bool(data.get("before_day")) and not (
                data.get("before_month") or data.get("month_of_period")
            )
        rule = RuleSpec(
            every=data["every"],
            due_kind=(data.get("due_kind") or "before") if data.get("due") or not once else "",
            working_days_after=data.get("working_days_after"),
            **values,
        )
        try:
            rule.check()
        except NotARule as error:
            raise forms.ValidationError(str(error)) from error
        self.rule = rule
        return data

    @property
    def has_window(self) -> bool:
        """Whether something is said of the window of the data, so that its part of the form stands open."""
        return any(self[name].value() for name in ("window", "data_from", "data_to"))

    @staticmethod
    def initial_of(rule: RuleSpec) -> dict[str, object]:
        """Return what the form shows for a rule."""
        names = {*_ONCE_ONLY, *_PERIODIC_ONLY, "every", "window", "working_days_after"}
        return {name: getattr(rule, name) for name in names} | {"due_kind": rule.due_kind or "before"}


_ONCE_ONLY = ("due", "data_from", "data_to")
_PERIODIC_ONLY = (
    "before_day", "before_month", "month_of_period", "days_after_period", "window_from_day", "window_from_month",
    "window_to_day", "window_to_month",
)  # fmt: skip
RuleForms = forms.formset_factory(RuleForm, extra=0, max_num=4)


def rule_forms(proposal: Proposal, data: object = None) -> forms.BaseFormSet:
    """Return the forms of a proposal's rules, with an empty one where it has none or one."""
    initial = []
    for plain in proposal.due_rules:
        try:
            initial.append(RuleForm.initial_of(RuleSpec.from_plain(plain)))
        except NotARule:
            initial.append({})
    if len(initial) < 2:
        initial.append({"every": ""})
    return RuleForms(data, initial=initial, prefix="han")


def changes_of(form: ProposalForm, rules: forms.BaseFormSet) -> Changes:
    """Return what valid forms say."""
    data = form.cleaned_data
    return Changes(
        title=data["title"],
        text=data["text"],
        kind=data["kind"],
        rules=tuple(rule.rule for rule in rules if getattr(rule, "rule", None)),
        recipient=UUID(data["recipient"]) if data["recipient"] else None,
        via=UUID(data["via"]) if data["via"] else None,
        as_of=data["as_of"],
        clause=data["clause"],
    )


def body_choices(resolver: Resolver, *, keep: Sequence[UUID | None] = ()) -> list[tuple[str, str]]:
    """Return the bodies to which reports may go: those of the issuer's level and above, in protocol order."""
    home = _LEVELS.index(Level(resolver.scope.home_level))
    upward = {body.id for body in resolver.scope.bodies.values() if _LEVELS.index(Level(body.level)) <= home}
    chosen = resolver.scope.ordered(upward | {body for body in keep if body})
    return [(str(body.id), body.short_name) for body in chosen]


class ShareForm(forms.Form):
    """Giving a duty to an officer of the body."""

    post = forms.ChoiceField(label=_("Giao cho"))
    inner_deadline = forms.DateField(label=_("Hạn nội bộ"), required=False, widget=_DAY)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=500)

    def __init__(self, *args: object, posts: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = posts


class ExtensionForm(forms.Form):
    """More time by a decision."""

    last_day = forms.DateField(label=_("Được gia hạn đến hết ngày"), widget=_DAY)
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 2}))
    document_text = forms.CharField(
        label=_("Theo văn bản"), max_length=300, help_text=_("số, ký hiệu, ngày, cơ quan ban hành")
    )
    everybody = forms.BooleanField(label=_("cho mọi đơn vị phải báo cáo kỳ này"), required=False)


class EndForm(forms.Form):
    """Ending a duty."""

    from_day = forms.DateField(label=_("Từ ngày"), widget=_DAY)
    reason = forms.CharField(label=_("Lý do, văn bản"), widget=forms.Textarea(attrs={"rows": 2}))
